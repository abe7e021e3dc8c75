"""A task walks from the district through street and community and back, and everybody sees of it what concerns them."""

from cast import Cast
from django.db import transaction
from samples import photo
from stories import in_days
from task_stories import part_of, task_terms

from core.chain import verify
from core.duedates import due_between
from core.events import at_moment, now
from core.history import history_of
from core.models import Event
from core.origins import from_origin
from core.outbox import deliver_waiting
from core.periods import today
from core.waiting import waiting_for
from linkage.assignments.actions.dispatching import assignment_dispatch, assignment_split
from linkage.assignments.actions.working import (
    assignment_accept,
    assignment_report,
    assignment_return,
    assignment_submit,
    assignment_verify,
)
from linkage.assignments.models import Assignment
from linkage.assignments.reminders import before_the_day
from tenants.notices.models import Notice


def waits(cast: Cast, name: str) -> dict[str, int]:
    found = waiting_for(cast.actor(name), shown=5)
    return {one.waiting.kind: one.total for one in found if one.waiting.kind.startswith("assignment")}


def told(verb: str) -> set[str]:
    return set(Notice.objects.filter(event__verb=verb).values_list("user__username", flat=True))


def test_a_task_goes_down_and_comes_back(cast: Cast) -> None:
    office, street, community = (cast.actor(name) for name in ("office", "street_a", "community_a"))
    whole = assignment_dispatch(actor=office, **task_terms(cast, organizations=[cast.street_a], due_on=in_days(6)))
    part = part_of(whole, cast.street_a)
    deliver_waiting()
    assert told("assignment.dispatch") == {"street.a", "street.a.secretary"}
    assert waits(cast, "street_a") == {"assignment.accept": 1}
    assert waits(cast, "street_b") == waits(cast, "community_a") == {}

    part = assignment_accept(actor=street, assignment=part, responsible="陈主任")
    assert waits(cast, "street_a") == {"assignment.work": 1}
    part = assignment_split(actor=street, assignment=part, organizations=[cast.community_a], due_on=in_days(4))
    assert waits(cast, "street_a") == {}
    lower = part_of(part, cast.community_a)
    assert waits(cast, "community_a") == {"assignment.accept": 1}
    assert not Assignment.objects.visible_to(community).filter(pk__in=[whole.pk, part.pk]).exists()

    lower = assignment_accept(actor=community, assignment=lower)
    assignment_report(actor=community, assignment=lower, progress=50, text="过半", difficulty="缺场地钥匙")
    deliver_waiting()
    assert told("assignment.report") == {"street.a", "street.a.secretary"}
    whole.refresh_from_db()
    assert whole.progress == 50
    dues = due_between(community, today(), in_days(30), own=True, kinds=["assignment"])
    assert [(due.day, due.label, due.done) for due in dues] == [(in_days(4), whole.title, False)]

    lower = assignment_submit(actor=community, assignment=lower, outcome="排查完", evidence=[photo()])
    assert waits(cast, "street_a") == {"assignment.verify": 1}
    lower = assignment_return(actor=street, assignment=lower, reason="缺汇总表")
    assert (lower.status, lower.progress) == ("active", 50)
    lower = assignment_submit(actor=community, assignment=lower, outcome="已补汇总表", evidence=[photo(7)])
    assignment_verify(actor=street, assignment=lower, note="同意")
    part.refresh_from_db()
    assert part.status == "submitted"
    assert waits(cast, "office") == {"assignment.verify": 1}
    assignment_verify(actor=office, assignment=part)
    whole.refresh_from_db()
    assert (whole.status, whole.progress) == ("closed", 100)
    lines = [line.what for line in history_of(lower)]
    assert lines[:3] == ["核验通过，任务办结", "报结任务", "退回任务"]
    assert lines[-2:] == ["签收任务", "下达任务"]
    assert verify() == []


def test_what_follows_from_a_task_is_found_from_its_origin(cast: Cast) -> None:
    first = assignment_dispatch(actor=cast.actor("office"), **task_terms(cast))
    second = assignment_dispatch(actor=cast.actor("office"), **task_terms(cast, title="后续任务"), origin=first)
    assert list(Assignment.objects.filter(**from_origin(first))) == [second]
    assert second.origin_label == first.title
    assert not second.parts.exclude(origin_type="").exists()


def test_an_organization_is_reminded_a_week_and_a_day_before(cast: Cast) -> None:
    whole = assignment_dispatch(actor=cast.actor("office"), **task_terms(cast, due_on=in_days(7)))
    with transaction.atomic(), at_moment(now()):
        stages = {left: sorted({due.stage for due in before_the_day(in_days(7 - left))}) for left in (8, 7, 2, 1, 0)}
    assert stages == {8: [], 7: ["7"], 2: ["7"], 1: ["1"], 0: ["1"]}
    assert {due.subject.organization_id for due in before_the_day(today())} == {cast.street_a.pk, cast.street_b.pk}
    assert Event.objects.for_subject(whole).count() == 1
