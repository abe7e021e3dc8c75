"""Figures of places, the rules of contact points and the calendar through the interface: the numbers of the pages."""

from datetime import timedelta
from typing import Any

import pytest
from callers import Caller, application, gid, person
from cast import Cast
from emerging import cluster_of, facility_of, firm, member_of
from patronage import contact_in, weak_in
from project_stories import project_in
from stories import agreement_in, in_days
from task_stories import community_part

from core.duedates import due_between
from core.periods import today
from linkage.clusters.coverage import coverage_at
from linkage.facilities.models import FacilityRules
from linkage.facilities.standards import facilities_at

CLUSTERS = """query ($place: ID) { clusterCoverage(place: $place) { target
    place { name clusters inside should built lacking reached coverage reach unitsPerWorker }
    parts { id name should } } }"""
FACILITIES = """query ($place: ID) { facilityStandards(place: $place) {
    place { name communities recorded unrecorded met share lacking { code room label threshold communities } }
    parts { name communities met } } }"""
COVER = """query ($place: ID) { contactCover(place: $place) { quarter
    rules { code total breaches { id label place visits } } } }"""
PROJECTS = """query ($year: Int, $place: ID) { secretaryProjectCover(year: $year, place: $place) { year missing
    streets { name wanted missing share } places { id name } } }"""
CALENDAR = """query ($since: Date!, $until: Date!, $place: ID, $own: Boolean, $kind: [String!], $first: Int) {
    calendar(since: $since, until: $until, place: $place, own: $own, kind: $kind, first: $first) {
      more items { kind title id label who dueOn done overdue } kinds { kind title } } }"""
SPAN = {"since": str(today() - timedelta(days=40)), "until": str(today() + timedelta(days=300))}


def refused(caller: Caller, text: str, **values: Any) -> str:
    code: str = caller.post(text, values).json()["errors"][0]["extensions"]["code"]
    return code


def test_coverage_of_clusters(cast: Cast) -> None:
    inside = cluster_of(cast)
    member_of(cast, firm(cast, "甲公司"), inside)
    member_of(cast, firm(cast, "乙公司", party_organization="乙公司党支部"), inside)
    told = person(cast.users["leader"]).ask(CLUSTERS)["clusterCoverage"]
    whole, *parts = coverage_at(cast.root, cast.actor("leader"))
    assert told["place"] == {
        "name": "静安区", "clusters": 1, "inside": 2, "should": 2, "built": 1, "lacking": 1, "reached": 1,
        "coverage": "0.500", "reach": "0.500", "unitsPerWorker": str(whole.units_per_worker),
    }  # fmt: skip
    assert [(part["name"], part["should"]) for part in told["parts"]] == [(str(row.place), row.should) for row in parts]
    own = person(cast.users["street_a"]).ask(CLUSTERS)["clusterCoverage"]["place"]
    assert (own["name"], own["should"], own["built"]) == ("江宁路街道", 2, 1)
    other = person(cast.users["street_b"]).ask(CLUSTERS)["clusterCoverage"]["place"]
    assert (other["name"], other["clusters"], other["coverage"]) == ("石门二路街道", 0, None)


def test_the_standard_of_facilities(cast: Cast) -> None:
    facility_of(cast)
    told = person(cast.users["leader"]).ask(FACILITIES)["facilityStandards"]
    whole, *parts = facilities_at(cast.root, cast.actor("leader"), FacilityRules.current())
    assert (told["place"]["communities"], told["place"]["recorded"]) == (2, 1)
    assert {each["code"]: each["communities"] for each in told["place"]["lacking"]} == whole.without
    area, *_, last = told["place"]["lacking"]
    assert (area["code"], area["room"], area["threshold"]) == ("service_area", None, "300.0")
    assert last["room"] is not None
    assert [(row["name"], row["communities"]) for row in told["parts"]] == [
        (str(r.place), r.communities) for r in parts
    ]
    own = person(cast.users["street_b"]).ask(FACILITIES)["facilityStandards"]
    assert (own["place"]["communities"], own["place"]["recorded"]) == (1, 0)


def test_who_breaks_the_rules_of_contact_points(cast: Cast) -> None:
    weak, contact = weak_in(cast), contact_in(cast, by="leader")
    rules = person(cast.users["office"]).ask(COVER)["contactCover"]["rules"]
    assert {rule["code"]: [each["id"] for each in rule["breaches"]] for rule in rules} == {
        "WEAK_WITHOUT_LEADER": [], "LEADER_WITHOUT_WEAK": [], "UNVISITED": [gid(contact)],
    }  # fmt: skip
    assert rules[2]["breaches"][0]["visits"] == 0
    type(contact).objects.update(status="ended", ended_on=today())
    rules = person(cast.users["office"]).ask(COVER)["contactCover"]["rules"]
    assert [each["id"] for each in rules[0]["breaches"]] == [gid(weak)]
    assert ("李书记（区委领导）", "") in {(each["label"], each["place"]) for each in rules[1]["breaches"]}
    there = person(cast.users["office"]).ask(COVER, place=gid(cast.street_b))["contactCover"]["rules"]
    assert [rule["total"] for rule in there] == [0, 0, 0]
    other = person(cast.users["street_b"]).ask(COVER)["contactCover"]["rules"]
    assert [rule["total"] for rule in other] == [0, 0, 0]


def test_lists_of_contact_points_and_weak_places_by_rule(cast: Cast) -> None:
    weak_in(cast)
    contact_in(cast)
    text = """{ weakPlaces(withoutLeader: %s) { totalCount }
        contactPoints(unvisited: %s, ofWeak: true) { totalCount nodes { visitsThisQuarter } } }"""
    found = person(cast.users["street_a"]).ask(text % ("false", "true"))
    assert found == {
        "weakPlaces": {"totalCount": 1},
        "contactPoints": {"totalCount": 1, "nodes": [{"visitsThisQuarter": 0}]},
    }
    none = person(cast.users["street_a"]).ask(text % ("true", "false"))
    assert (none["weakPlaces"]["totalCount"], none["contactPoints"]["totalCount"]) == (0, 0)
    assert person(cast.users["street_b"]).ask(text % ("false", "true"))["contactPoints"]["totalCount"] == 0


def test_who_has_no_project(cast: Cast) -> None:
    project = project_in(cast, "running")
    told = person(cast.users["leader"]).ask(PROJECTS)["secretaryProjectCover"]
    assert told["year"] == today().year
    assert gid(project.organization) not in {each["id"] for each in told["places"]}
    assert told["missing"] == len(told["places"]) == sum(street["missing"] for street in told["streets"])
    own = person(cast.users["street_b"]).ask(PROJECTS)["secretaryProjectCover"]
    assert {each["name"] for each in own["places"]} == {"石门二路街道", "张家宅居委会"}
    assert [street["name"] for street in own["streets"]] == ["石门二路街道"]
    leader = person(cast.users["leader"])
    assert leader.ask(PROJECTS, year=2000, place=gid(cast.street_b))["secretaryProjectCover"]["missing"] == 2
    assert refused(leader, PROJECTS, year=99) == "INVALID_INPUT"


def test_what_a_project_leads_to(cast: Cast) -> None:
    project = project_in(cast, "running")
    text = "query ($id: ID!) { secretaryProject(id: $id) { post { title } origin { id } } }"
    told = person(cast.users["leader"]).ask(text, id=gid(project))["secretaryProject"]
    assert (told["post"] is not None, told["origin"]) == (project.post_id is not None, None)
    assert refused(person(cast.users["street_b"]), text, id=gid(project)) == "NOT_FOUND"


def test_the_calendar(cast: Cast) -> None:
    part = community_part(cast, "active")
    agreement_in(cast, "active")
    type(part).objects.filter(pk=part.pk).update(due_on=in_days(-1))
    street = person(cast.users["street_a"])
    told = street.ask(CALENDAR, **SPAN)["calendar"]
    expected = due_between(cast.actor("street_a"), today() - timedelta(days=40), today() + timedelta(days=300))
    assert [(each["kind"], each["dueOn"]) for each in told["items"]] == [
        (due.kind.kind, str(due.day)) for due in expected
    ]
    assert told["more"] is False
    task = next(each for each in told["items"] if each["id"] == gid(part))
    assert (task["title"], task["label"], task["who"], task["overdue"]) == ("任务到期", part.title, "新安居委会", True)
    commitment = next(each for each in told["items"] if each["kind"] == "agreement.commitment")
    assert street.ask("query ($id: ID!) { node(id: $id) { __typename } }", id=commitment["id"])["node"] == {
        "__typename": "Agreement"
    }
    assert "meeting" in {each["kind"] for each in told["kinds"]}
    few = street.ask(CALENDAR, **SPAN, first=1, kind=["assignment"])["calendar"]
    assert [each["id"] for each in few["items"]] == [gid(part)]
    assert street.ask(CALENDAR, **SPAN, first=1)["calendar"]["more"] is (len(expected) > 1)
    assert person(cast.users["street_b"]).ask(CALENDAR, **SPAN, kind=["assignment"])["calendar"]["items"] != [task]
    for name in ("street_b", "unit_b", "system"):
        items = person(cast.users[name]).ask(CALENDAR, **SPAN)["calendar"]["items"]
        assert gid(part) not in {each["id"] for each in items}, name


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": "2000-01-01"}, {"since": "2000-01-01"}, {"first": 0}, {"first": 501}, {"kind": ["nonsense"]},
        {"place": "nonsense"},
    ],
)  # fmt: skip
def test_a_calendar_that_cannot_be(cast: Cast, wrong: dict[str, Any]) -> None:
    assert refused(person(cast.users["leader"]), CALENDAR, **{**SPAN, **wrong}) == "INVALID_INPUT"


@pytest.mark.parametrize("text", [CLUSTERS, FACILITIES, COVER, PROJECTS])
def test_whose_figures_are_told(cast: Cast, text: str) -> None:
    assert refused(person(cast.users["street_b"]), text, place=gid(cast.street_a)) == "NOT_FOUND"
    assert refused(person(cast.users["community_a"]), text, place=gid(cast.root)) == "NOT_FOUND"
    assert refused(person(cast.users["street_b"]), CALENDAR, **SPAN, place=gid(cast.street_a)) == "NOT_FOUND"
    for name in ("unit_a", "department", "system"):
        assert refused(person(cast.users[name]), text) == "NOT_ALLOWED"
    narrow = application(cast, cast.root, ["claim.view"])
    assert refused(narrow, text) == "NOT_ALLOWED"
