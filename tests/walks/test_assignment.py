"""A task walks from the district through street and community and back, and everybody sees of it what concerns them."""

from datetime import date, datetime, time, timedelta

from cast import Cast
from django.db import transaction
from samples import photo
from stories import in_days
from task_stories import assignment_in, part_of, task_terms

from core.chain import verify
from core.duedates import due_between
from core.events import at_moment, now
from core.history import history_of
from core.models import Event
from core.origins import from_origin
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, today
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
from linkage.assignments.reminders import tasks
from tenants.duties.models import DutyDone
from tenants.duties.running import run_duties
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
    due = in_days(7)
    whole = assignment_dispatch(actor=cast.actor("office"), **task_terms(cast, due_on=due))
    with transaction.atomic(), at_moment(now()):
        said = {left: sorted({each.stage for each in tasks(in_days(7 - left))}) for left in (8, 7, 2, 1, 0, -1)}
    assert {left: [stage.split(":")[1] for stage in stages] for left, stages in said.items()} == {
        8: [],
        7: ["7"],
        2: ["7"],
        1: ["1"],
        0: ["1"],
        -1: ["overdue"],
    }
    assert {each.subject.organization_id for each in tasks(today())} == {cast.street_a.pk, cast.street_b.pk}
    # An extension begins anew: what was said of the old day is not said of the new one.
    Assignment.objects.filter(parent=whole).update(due_on=in_days(27))
    assert {each.stage for each in tasks(in_days(20))} == {f"{in_days(27)}:7"}
    assert Event.objects.for_subject(whole).count() == 1


def test_whoever_dispatched_a_task_hears_that_it_is_overdue(cast: Cast) -> None:
    """The first step of the ladder, as for 整改: before its day the organization alone, after it the issuer too."""
    part = assignment_in(cast, "active")
    office = cast.users["office"]
    verb = "assignment.remind"
    for left in (1, -1):
        day = date(2026, 11, 20)
        Assignment.objects.filter(pk=part.pk).update(started_on=date(2026, 10, 1), due_on=day + timedelta(days=left))
        Assignment.objects.filter(parent__isnull=False).exclude(pk=part.pk).update(due_on=date(2027, 6, 1))
        run_duties(datetime.combine(day, time(9 if left > 0 else 10), SHANGHAI))
        deliver_waiting()
        DutyDone.objects.all().delete()
        assert Notice.objects.filter(user=office, event__verb=verb).count() == (left < 0)
    assert Notice.objects.filter(user=cast.users["street_a"], event__verb=verb).count() == 2
