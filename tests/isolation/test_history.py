"""Seeing a record is not seeing all that happened to it: whose rights changed at a place is not for its neighbours."""

import pytest
from callers import gid, person
from cast import Cast
from django.test import Client
from stories import claim_in, listing_in, open_listing

from core.history import history_of
from core.permissions import SYSTEM
from resources.actions.claims import claim_propose
from tenants.org.actions.grants import grant_give
from tenants.org.actions.units import unit_edit
from tenants.org.grants import ACT_FOR_UNIT, COORDINATE_SUBTREE


@pytest.fixture
def granted(cast: Cast) -> Cast:
    unit_edit(actor=cast.actor("community_a"), unit=cast.unit_a, name="江宁中学", kind="school", party_members=31)
    grant_give(actor=cast.actor("security"), user=cast.users["unit_b"], grant=ACT_FOR_UNIT, at=cast.unit_a)
    grant_give(actor=cast.actor("security"), user=cast.users["unit_b"], grant=COORDINATE_SUBTREE, at=cast.street_a)
    return cast


def told(cast: Cast, name: str, record: object) -> list[str]:
    return [line.what for line in history_of(record, seen_by=cast.actor(name))]


def test_neighbours_see_the_unit_and_not_what_happened_to_it(granted: Cast) -> None:
    assert len(told(granted, "community_a", granted.unit_a)) == 2
    assert len(told(granted, "unit_a", granted.unit_a)) == 2
    assert told(granted, "community_b", granted.unit_a) == []
    assert told(granted, "street_b", granted.street_a) == []
    assert told(granted, "unit_a", granted.street_a) == []


def test_the_interface_tells_no_more_than_the_page(granted: Cast) -> None:
    query = "query ($id: ID!) { organization(id: $id) { name history { totalCount nodes { note } } } }"
    for name, count in (("street_a", 1), ("street_b", 0), ("unit_a", 0), ("audit", 1)):
        found = person(granted.users[name]).ask(query, id=gid(granted.street_a))["organization"]
        assert found["history"]["totalCount"] == count, name
        assert len(found["history"]["nodes"]) == count, name


def test_why_a_need_was_sent_back_is_not_for_those_to_whom_it_is_open(cast: Cast) -> None:
    need = listing_in(cast, "returned")
    assert next(line.note for line in history_of(need, seen_by=cast.actor("community_a"))) == "不全"
    assert history_of(need, seen_by=cast.actor("unit_a")) == []


def test_both_sides_of_a_claim_see_all_of_it(cast: Cast) -> None:
    claim = claim_in(cast, "closed")
    whole = [line.what for line in history_of(claim, seen_by=SYSTEM)]
    assert len(whole) == 6
    for name in ("unit_a", "community_a", "street_a"):
        assert told(cast, name, claim) == whole


def test_a_unit_finds_its_events_on_either_side(cast: Cast) -> None:
    need = open_listing(cast, by="unit_a", audience=cast.root)
    claim_propose(actor=cast.actor("unit_b"), target=need, claimant=cast.unit_b, quantity=5)
    query = 'query ($id: ID!) { events(unit: $id, verb: ["claim.propose"]) { nodes { verb } } }'
    for name, unit in (("unit_a", cast.unit_a), ("unit_b", cast.unit_b), ("street_b", cast.unit_b)):
        found = person(cast.users[name]).ask(query, id=gid(unit))["events"]["nodes"]
        assert found == [{"verb": "claim.propose"}], name


def test_a_password_that_must_be_changed_opens_no_way_around_the_page(cast: Cast) -> None:
    user = cast.users["unit_a"]
    caller = person(user)
    assert caller.ask("{ me { label } }")
    user.must_change_password = True
    user.save()
    assert caller.post("{ me { label } }").status_code == 401
    http: Client = caller.http
    assert http.get("/needs/", HTTP_HOST=caller.host).url == "/password/"
