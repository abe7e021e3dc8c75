"""Contact points: who may be bound to what, visits whose findings become problems, and the rules of cover."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from cast import Cast
from patronage import FINDING, contact_in, contact_terms, post_of, visit_in, weak_in
from stories import in_days

from core.errors import InvalidInput, StaleVersion, WrongState
from core.events import action, at_moment
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, Quarter, today
from core.permissions import SYSTEM
from core.waiting import waiting_for
from linkage.contacts.actions.contactpoints import contactpoint_bind, contactpoint_end, visit_edit, visit_record
from linkage.contacts.actions.weakplaces import weakplace_accept, weakplace_name
from linkage.contacts.cover import cover
from linkage.contacts.models import ContactPoint, ContactRules
from linkage.contacts.reminders import posts_ended
from linkage.problems.models import Problem
from tenants.accounts.actions.users import user_edit
from tenants.duties.running import run_duties
from tenants.notices.models import Notice
from tenants.org.actions.organizations import organization_retire
from tenants.org.actions.posts import post_edit, post_end
from tenants.org.actions.rulebooks import rulebook_edit
from tenants.org.models import Organization, Post
from tenants.org.ties import end_with_places


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"by": "unit_a"}, "post"),
        ({"by": "community_a", "organization": "street_a"}, "organization"),
        ({"organization": "street_a"}, "organization"),
        ({"organization": "community_b"}, "organization"),
        ({"since": 1}, "since"),
    ],
)
def test_only_leaders_above_are_bound(cast: Cast, changes: dict[str, Any], field: str) -> None:
    given = dict(changes)
    if "organization" in given:
        given["organization"] = getattr(cast, given["organization"])
    if "since" in given:
        given["since"] = in_days(given["since"])
    with pytest.raises(InvalidInput) as refused:
        contactpoint_bind(actor=SYSTEM, **contact_terms(cast, **given))
    assert refused.value.field == field


def test_the_same_two_are_bound_once(cast: Cast) -> None:
    contact_in(cast)
    with pytest.raises(InvalidInput, match="已经联系"):
        contact_in(cast)
    contact_in(cast, by="street_a")


def test_findings_of_a_visit_become_problems_that_name_it(cast: Cast) -> None:
    visit = visit_in(cast)
    problem = Problem.objects.get()
    assert (problem.source, problem.title, problem.organization) == ("contact", FINDING["title"], cast.community_a)
    assert (problem.origin_type, problem.origin_id) == ("contacts.visit", visit.pk)


@pytest.mark.parametrize("day", [-31, 1])
def test_a_visit_lies_between_the_bond_and_today(cast: Cast, day: int) -> None:
    contact = contact_in(cast)
    with pytest.raises(InvalidInput) as refused:
        visit_record(actor=SYSTEM, contactpoint=contact, visited_on=in_days(day), summary="走访")
    assert refused.value.field == "visited_on"


def test_a_bad_finding_takes_the_visit_with_it(cast: Cast) -> None:
    contact = contact_in(cast)
    bad = {"title": "", "detail": "没有标题"}
    with pytest.raises(InvalidInput):
        visit_record(actor=SYSTEM, contactpoint=contact, visited_on=today(), summary="走访", findings=[FINDING, bad])
    assert not contact.visits.exists()
    assert not Problem.objects.exists()


def test_weak_once_at_a_time(cast: Cast) -> None:
    weak_in(cast, "accepted")
    weak_in(cast)
    with pytest.raises(InvalidInput, match="已在整顿中"):
        weak_in(cast)
    with pytest.raises(InvalidInput, match="街道或社区"):
        weakplace_name(actor=SYSTEM, organization=cast.root, reason="弱")


def breaches(cast: Cast, who: str = "office") -> tuple[Any, ...]:
    found = cover(cast.actor(who), today())
    return tuple(
        None if rows is None else list(rows) for rows in (found.without_leader, found.without_weak, found.without_visit)
    )


def test_the_rules_of_cover(cast: Cast) -> None:
    weak, leader = weak_in(cast), post_of(cast, "leader")
    assert breaches(cast) == ([weak], [leader], [])
    assert breaches(cast, "street_b") == ([], [], [])
    district = contact_in(cast, by="leader", organization=cast.community_b)
    assert breaches(cast) == ([weak], [leader], [district])
    assert breaches(cast, "street_b") == ([], [leader], [district])
    assert breaches(cast, "street_a") == ([weak], [], [])
    contact_in(cast, by="leader")
    visit_record(actor=SYSTEM, contactpoint=district, visited_on=today(), summary="走访")
    without_leader, without_weak, without_visit = breaches(cast)
    assert (without_leader, without_weak) == ([], [])
    assert [row.organization for row in without_visit] == [cast.community_a]


def test_a_leader_without_any_contact_point_is_named(cast: Cast) -> None:
    leader = post_of(cast, "leader")
    contactpoint_end(actor=SYSTEM, contactpoint=contact_in(cast, by="leader"), reason="分工调整")
    assert breaches(cast)[1] == [leader]
    Post.objects.filter(pk=leader.pk).update(ends_on=today())
    assert breaches(cast)[1] == []


def test_what_is_not_demanded_is_not_missed(cast: Cast) -> None:
    weak_in(cast)
    values = {"visits_per_quarter": 0, "weak_needs_leader": False, "leader_takes_weak": False}
    rulebook_edit(actor=cast.actor("office"), book=ContactRules, values=values)
    contact_in(cast, by="leader", organization=cast.community_b)
    assert breaches(cast) == (None, None, None)


def test_the_leader_is_waited_for(cast: Cast) -> None:
    contact = contact_in(cast)
    (found,) = (
        w for w in waiting_for(cast.actor("street_a_secretary"), shown=5) if w.waiting.listing == "contactpoints"
    )
    assert [item.pk for item in found.items] == [contact.pk]
    assert all(w.waiting.listing != "contactpoints" for w in waiting_for(cast.actor("street_a"), shown=5))
    visit_record(actor=SYSTEM, contactpoint=contact, visited_on=today(), summary="走访")
    left = waiting_for(cast.actor("street_a_secretary"), shown=5)
    assert all(w.waiting.listing != "contactpoints" for w in left)


def test_reminders_fall_on_their_days(cast: Cast) -> None:
    with at_moment(datetime(2026, 7, 1, 9, tzinfo=SHANGHAI)):
        contact = contact_in(cast, since=date(2026, 7, 1))
        visited = contact_in(cast, by="street_a", since=date(2026, 7, 1))
    with at_moment(datetime(2026, 8, 1, 9, tzinfo=SHANGHAI)):
        visit_record(actor=SYSTEM, contactpoint=visited, visited_on=date(2026, 8, 1), summary="走访")
    for day in range(92):
        run_duties(datetime(2026, 7, 1, 10, tzinfo=SHANGHAI) + timedelta(days=day))
    said = Event.objects.filter(verb="contactpoint.remind").order_by("id")
    assert {event.subject_id for event in said} == {contact.pk}
    # The 30th day before is a Monday, the 14th a Wednesday, the 3rd a Sunday on which nobody works.
    assert [str(event.at.astimezone(SHANGHAI).date()) for event in said] == ["2026-08-31", "2026-09-16", "2026-09-28"]
    assert said[0].data["stage"] == f"{Quarter(2026, 3)} 30"
    deliver_waiting()
    assert Notice.objects.filter(user=cast.users["street_a_secretary"], event=said[0]).exists()


def test_a_bond_ends_with_the_post(cast: Cast) -> None:
    contact = contact_in(cast)
    post_end(actor=cast.actor("security"), post=post_of(cast, "street_a_secretary"), reason="调离")
    assert posts_ended(today()) == 1
    assert posts_ended(today()) == 0
    contact.refresh_from_db()
    assert (contact.status, contact.ended_on) == (ContactPoint.Status.ENDED, today())


def test_what_was_recorded_of_a_visit_is_corrected(cast: Cast) -> None:
    """Its history says from what to what; its problems stay, and nobody overwrites what he has not seen."""
    street, visit = cast.actor("street_a"), visit_in(cast)
    edited = visit_edit(actor=street, visit=visit, visited_on=in_days(-3), summary="看望老党员", version=1)
    assert (edited.visited_on, edited.summary, edited.findings, edited.version) == (in_days(-3), "看望老党员", 1, 2)
    told = Event.objects.get(verb="visit.edit").data
    assert told["changed"]["visited_on"] == [str(in_days(-1)), str(in_days(-3))]
    assert told["note"] == f"走访日期：{in_days(-1)} → {in_days(-3)}；走访情况已修改"
    with pytest.raises(StaleVersion):
        visit_edit(actor=street, visit=visit, visited_on=in_days(-2), summary="走访", version=1)
    contactpoint_end(actor=street, contactpoint=edited.contact, reason="分工调整")
    for day in (in_days(-31), in_days(1)):
        with pytest.raises(InvalidInput) as refused:
            visit_edit(actor=street, visit=visit, visited_on=day, summary="走访")
        assert refused.value.field == "visited_on"
    assert visit_edit(actor=street, visit=visit, visited_on=in_days(0), summary="走访").version == 3


def test_a_leader_is_called_as_the_corrected_post_says(cast: Cast) -> None:
    """The title corrected at the post, the name at the account; each contact point tells of both."""
    contact, post = contact_in(cast), post_of(cast, "street_a_secretary")
    post_edit(actor=cast.actor("security"), post=post, title="党工委第一书记")
    user_edit(actor=cast.actor("system"), user=post.user, name="王建国", office_phone="021-1")
    contact.refresh_from_db()
    assert contact.leader == "王建国（党工委第一书记）"
    told = [event.data["note"] for event in Event.objects.filter(verb="contactpoint.rename").order_by("pk")]
    assert [note.rpartition(" → ")[2] for note in told] == [
        f"{post.user}（党工委第一书记）",
        "王建国（党工委第一书记）",
    ]
    user_edit(actor=cast.actor("system"), user=post.user, name="王建国", office_phone="021-2")
    assert Event.objects.filter(verb="contactpoint.rename").count() == 2


def test_what_is_weak_is_accepted_before_its_place_goes(cast: Cast) -> None:
    weak = weak_in(cast)
    retire = {"organization": cast.community_a, "reason": "撤并", "successor": cast.community_b}
    with pytest.raises(WrongState, match="未验收的薄弱组织整顿"):
        organization_retire(actor=SYSTEM, **retire)
    weakplace_accept(actor=cast.actor("office"), weakplace=weak, outcome="并入后整顿到位")
    assert organization_retire(actor=SYSTEM, **retire).retired_on == today()


def test_a_weak_place_that_is_no_more_counts_no_longer(cast: Cast) -> None:
    """Tables once retired places that were being put right, with leaders who looked after them."""
    weak, leader = weak_in(cast), post_of(cast, "leader")
    bond = contact_in(cast, by="leader")
    visit_record(actor=SYSTEM, contactpoint=bond, visited_on=today(), summary="走访")
    assert breaches(cast) == ([], [], [])
    Organization.objects.filter(pk=cast.community_a.pk).update(retired_on=today())
    assert breaches(cast) == ([], [leader], [])
    contactpoint_end(actor=SYSTEM, contactpoint=bond, reason="撤并")
    assert breaches(cast) == ([], [leader], [])
    Organization.objects.filter(pk=cast.community_a.pk).update(retired_on=None)
    assert breaches(cast) == ([weak], [leader], [])


def test_bonds_end_with_a_place_that_is_no_more(cast: Cast) -> None:
    """Those with it and those of leaders who sat there; a table of divisions says so."""
    contact, elsewhere = contact_in(cast), contact_in(cast, by="leader", organization=cast.community_b)
    retire = action(lambda place: end_with_places(SYSTEM, [place], "按区划更正表"))
    retire(cast.community_a)
    for row in (contact, elsewhere):
        row.refresh_from_db()
    assert (contact.status, contact.ended_on, elsewhere.status) == ("ended", today(), "active")
    assert Event.objects.get(verb="contactpoint.end").data["reason"] == "按区划更正表"
    retire(cast.root)
    elsewhere.refresh_from_db()
    assert elsewhere.status == "ended"
