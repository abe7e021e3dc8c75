"""Reading changes: what the change feed tells, what it filters by, and what it refuses."""

import pytest
from callers import application, gid, person
from cast import Cast
from stories import claim_in, draft_listing, open_listing

from core.models import Event
from core.permissions import Perm
from core.verbs import all_labels
from tenants.org.models import Organization

FEED = """query ($after: String, $verb: [String!], $subject: ID, $within: ID, $unit: ID) {
    events(first: 100, after: $after, orderBy: OLDEST, verb: $verb, subject: $subject, within: $within, unit: $unit) {
        nodes { id verb subject { id } organization { code } unit { id } }
        pageInfo { hasNextPage endCursor } } }"""


def test_an_event_says_what_it_is_about_and_where(cast: Cast) -> None:
    claim = claim_in(cast, "proposed")
    nodes = person(cast.users["unit_a"]).ask(FEED, verb=["claim.propose"])["events"]["nodes"]
    (told,) = nodes
    assert told["subject"] == {"id": gid(claim)}
    assert told["organization"] == {"code": cast.community_a.code}
    assert told["unit"] == {"id": gid(cast.unit_a)}
    of_the_place = person(cast.users["community_a"]).ask(FEED, verb=["need.create"])["events"]["nodes"]
    assert [node["unit"] for node in of_the_place] == [None]


def test_a_place_that_has_moved_is_not_guessed(cast: Cast) -> None:
    draft_listing(cast)
    Organization.objects.filter(pk=cast.community_a.pk).update(path="000100010009")
    told = person(cast.users["leader"]).ask(FEED, verb=["need.create"])["events"]["nodes"]
    assert [node["organization"] for node in told] == [None]


def test_filters_narrow_and_the_cursor_stays_good(cast: Cast) -> None:
    first, second = open_listing(cast, title="甲"), open_listing(cast, title="乙")
    reader = application(cast, cast.street_a, [Perm.VIEW])
    whole = reader.ask(FEED)["events"]
    assert [node["id"] for node in whole["nodes"]] == [
        gid(event) for event in Event.objects.filter(organization_path__startswith=cast.street_a.path)
    ]
    of_second = reader.ask(FEED, subject=gid(second))["events"]["nodes"]
    assert [node["verb"] for node in of_second] == ["need.create", "need.submit", "need.publish"]
    assert reader.ask(FEED, within=gid(cast.community_b))["events"]["nodes"] == []
    cursor = reader.ask(FEED, subject=gid(first))["events"]["pageInfo"]["endCursor"]
    after = reader.ask(FEED, after=cursor, verb=["need.create", "need.submit", "need.publish"])["events"]["nodes"]
    assert [node["subject"]["id"] for node in after] == [gid(second)] * 3
    end = reader.ask(FEED, after=whole["pageInfo"]["endCursor"])["events"]
    assert end == {"nodes": [], "pageInfo": {"hasNextPage": False, "endCursor": None}}


def test_a_client_can_begin_with_what_happens_from_now_on(cast: Cast) -> None:
    open_listing(cast)
    reader = application(cast, cast.street_a, [Perm.VIEW])
    now = reader.ask("{ events(orderBy: OLDEST, last: 1) { pageInfo { endCursor } } }")["events"]
    cursor = now["pageInfo"]["endCursor"]
    assert reader.ask(FEED, after=cursor)["events"]["nodes"] == []
    need = draft_listing(cast)
    assert [node["subject"]["id"] for node in reader.ask(FEED, after=cursor)["events"]["nodes"]] == [gid(need)]


@pytest.mark.parametrize("verbs", [["claim.confrim"], ["need.create", ""], ["*"], ["长" * 5000]])
def test_a_verb_that_does_not_exist_is_refused_and_not_waited_for(cast: Cast, verbs: list[str]) -> None:
    error = person(cast.users["leader"]).post(FEED, {"verb": verbs}).json()["errors"][0]
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("INVALID_INPUT", "verb")


def test_all_verbs_are_named(cast: Cast) -> None:
    verbs = person(cast.users["leader"]).ask("{ verbs { code label } }")["verbs"]
    assert {verb["code"]: verb["label"] for verb in verbs} == all_labels()
    assert {"claim.confirm", "webhook.suspend"} <= {verb["code"] for verb in verbs}
