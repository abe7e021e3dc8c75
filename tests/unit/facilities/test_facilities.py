"""阵地台账 (S1): what a community has, whether that is enough by the district's rules, and what is missing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from cast import Cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from emerging import all_that_is_asked, facility_of
from stories import in_days

from core.errors import InvalidInput, StaleVersion
from core.events import at_moment, now
from core.models import Event
from core.outbox import deliver_waiting
from core.waiting import waiting_for
from linkage.facilities.actions.facilities import facility_record
from linkage.facilities.models import Facility, FacilityRules, Room, all_rooms
from linkage.facilities.standards import communities, facilities_of, groups_of, lacking, met
from tenants.notices.models import Notice
from tenants.org.actions.rulebooks import rulebook_edit
from tenants.org.models import Organization


def enough(facility: Facility) -> bool:
    """By the query, which has to say what the words say."""
    rules = FacilityRules.current()
    found = Facility.objects.filter(met(rules), pk=facility.pk).exists()
    assert found is not bool(lacking(facility, rules))
    return found


def test_the_thresholds_are_met_at_exactly_their_value(cast: Cast) -> None:
    assert enough(facility_of(cast, service_area="300", outdoor_area="200", books=1000))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"service_area": "299.9"}, "服务用房少 0.1 ㎡"),
        ({"outdoor_area": "180"}, "室外场地少 20 ㎡"),
        ({"books": 999}, "藏书少 1 册"),
        ({"rooms": [room.value for room in Room if room is not Room.POLICE]}, "警务室"),
    ],
)
def test_each_thing_can_be_what_is_missing(cast: Cast, changes: dict, words: str) -> None:
    facility = facility_of(cast, **changes)
    assert not enough(facility)
    assert lacking(facility, FacilityRules.current()) == [words]
    assert Event.objects.get(verb="facility.record").data["note"] == f"未达标：{words}"
    deliver_waiting()
    assert Notice.objects.filter(event__verb="facility.record", user=cast.users["street_a"]).exists()


def test_what_is_asked_for_is_the_districts_to_say(cast: Cast) -> None:
    facility = facility_of(cast, rooms=["office"], service_area="100")
    assert len(lacking(facility, FacilityRules.current())) == 14
    values = {"service_area": Decimal("80"), "rooms": ["便民服务大厅", "党支部居委会办公室"]}
    rulebook_edit(actor=cast.actor("office"), book=FacilityRules, values=values)
    rules = FacilityRules.current()
    assert rules.rooms == ["党支部居委会办公室", "便民服务大厅"]
    assert lacking(facility, rules) == ["便民服务大厅"]
    with pytest.raises(InvalidInput):
        rulebook_edit(actor=cast.actor("office"), book=FacilityRules, values={"rooms": ["游泳馆"]})


def test_six_rooms_four_stations_two_schools_a_hall_and_a_centre(cast: Cast) -> None:
    assert len(all_rooms()) == 14
    facility = facility_of(cast, rooms=["office", "labour", "hall", "office"])
    assert groups_of(facility) == [("六室", 1, 6), ("四站", 1, 4), ("两校", 0, 2), ("一厅", 1, 1), ("一中心", 0, 1)]
    assert facility.rooms == ["office", "labour", "hall"]


def test_a_community_has_one_entry_that_is_corrected(cast: Cast) -> None:
    first = facility_of(cast, books=10)
    again = facility_of(cast, books=2000, version=1)
    assert (again.pk, again.version, again.books) == (first.pk, 2, 2000)
    with pytest.raises(StaleVersion):
        facility_of(cast, version=1)
    assert Event.objects.for_subject(again).count() == 2


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("service_area", {"service_area": "很大"}),
        ("service_area", {"service_area": "-1"}),
        ("outdoor_area", {"outdoor_area": "1e9"}),
        ("outdoor_area", {"outdoor_area": "1.25"}),
        ("books", {"books": -1}),
        ("books", {"books": True}),
        ("rooms", {"rooms": ["pool"]}),
        ("checked_on", {"checked_on": in_days(1)}),
        ("note", {"note": "长" * 501}),
    ],
)
def test_bad_entries_are_refused_by_field(cast: Cast, field: str, changes: dict) -> None:
    with pytest.raises(InvalidInput) as refused:
        facility_of(cast, **changes)
    assert refused.value.field == field
    assert not Facility.objects.exists()


def test_only_a_community_in_use_has_an_entry(cast: Cast) -> None:
    office = cast.actor("office")
    for place in (cast.street_a, cast.root):
        with pytest.raises(InvalidInput) as refused:
            facility_record(actor=office, **all_that_is_asked(cast, organization=place))
        assert refused.value.field == "organization"
    Organization.objects.filter(pk=cast.community_a.pk).update(retired_on=in_days(-1))
    cast.community_a.refresh_from_db()
    with pytest.raises(InvalidInput, match="已撤销"):
        facility_record(actor=office, **all_that_is_asked(cast))


def test_streets_are_counted_in_one_statement(cast: Cast) -> None:
    facility_of(cast)
    third = Organization.objects.add_child(
        cast.street_a, instance=Organization(code="310106006003", name="武定居委会", level="community")
    )
    short = all_that_is_asked(cast, organization=third, books=10, rooms=["office"])
    facility_record(actor=cast.actor("office"), **short)
    rules = FacilityRules.current()
    with CaptureQueriesContext(connection) as captured:
        street_a, street_b = facilities_of([cast.street_a, cast.street_b], communities(), rules)
    assert len(captured) == 1
    assert (street_a.communities, street_a.recorded, street_a.met, street_a.unrecorded) == (2, 2, 1, 0)
    assert (street_a.share, street_a.without["books"], street_a.without["police"]) == (Decimal("0.500"), 1, 1)
    assert (street_b.communities, street_b.recorded, street_b.unrecorded) == (1, 0, 1)
    (district,) = facilities_of([cast.root], communities(), FacilityRules.current())
    assert (district.communities, district.met, district.share) == (3, 1, Decimal("0.333"))
    assert facilities_of([], communities(), FacilityRules.current()) == []


def test_an_entry_waits_when_nobody_has_looked_for_a_year(cast: Cast) -> None:
    facility_of(cast, checked_on=in_days(-365))
    community = cast.actor("community_a")
    assert "facility.check" not in {wait.waiting.kind for wait in waiting_for(community, shown=3)}
    Facility.objects.update(checked_on=in_days(-366))
    (wait,) = [wait for wait in waiting_for(community, shown=3) if wait.waiting.kind == "facility.check"]
    assert (wait.total, wait.items[0].label, wait.items[0].due_on) == (1, "新安居委会", in_days(-1))
    assert "facility.check" not in {w.waiting.kind for w in waiting_for(cast.actor("community_b"), shown=3)}
    with at_moment(now() - timedelta(days=2)):
        facility_of(cast)
    assert Facility.objects.get().checked_on == in_days(-2)
