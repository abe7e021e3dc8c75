"""Whoever sends something back may give more time, so that days of checking make nobody overdue."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from campaign_stories import step_in
from cast import Cast
from oversight import on_day, rectification_in
from stories import in_days
from task_stories import assignment_in, community_part, responsibility_in
from whistle_stories import response_in

from core.duedates import due_between
from core.errors import InvalidInput
from core.history import history_of
from linkage.assignments.actions.working import assignment_return
from linkage.campaigns.actions.working import campaignstep_refuse, campaignstep_return
from linkage.problems.actions.rectifications import rectification_return
from linkage.responsibilities.actions.checking import responsibility_return
from linkage.supervision.ladder import climb
from linkage.supervision.models import Accountability, Supervision
from linkage.whistles.actions.responses import whistleresponse_return

# What is sent back, by whom, how, and in which state it waits for that.
CASES: dict[str, tuple[Callable[..., Any], str, str, str, Callable[..., Any]]] = {
    "task": (assignment_in, "submitted", "office", "assignment", assignment_return),
    "rectification": (rectification_in, "submitted", "street_a", "rectification", rectification_return),
    "responsibility": (responsibility_in, "submitted", "office", "responsibility", responsibility_return),
    "step": (step_in, "submitted", "street_a", "step", campaignstep_return),
    "excused step": (step_in, "excused", "street_a", "step", campaignstep_refuse),
    "response": (response_in, "finished", "street_a", "response", whistleresponse_return),
}

# Who does it, and what its page is called, by the action's word for it.
DOERS = {
    "assignment": "street_a",
    "rectification": "community_a",
    "responsibility": "street_a",
    "step": "community_a",
    "response": "department",
}
RECORDS = {**{name: name for name in DOERS}, "step": "campaignstep", "response": "whistleresponse"}


def overdue_by(row: Any, days: int) -> Any:
    """Its day was over while it lay with whoever checks."""
    type(row).objects.filter(pk=row.pk).update(started_on=in_days(-days - 20), due_on=in_days(-days))
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("case", CASES)
def test_a_later_day_begins_anew(cast: Cast, case: str) -> None:
    make, status, who, name, act = CASES[case]
    row, later = overdue_by(make(cast, status), 40), in_days(6)
    back = act(actor=cast.actor(who), reason="照片不清楚", due_on=later, **{name: row})
    assert (back.due_on, back.must_act) == (later, True)
    assert climb(in_days(0)) == 0
    told = history_of(back)[0]
    assert told.what.endswith(f"（{in_days(-40)} → {later}）")
    assert told.note == "照片不清楚"
    with on_day(later + timedelta(days=5)):
        climb(later + timedelta(days=5))
    orders = Supervision.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk)
    assert list(orders.values_list("for_due_on", flat=True)) == [later]


@pytest.mark.parametrize("case", CASES)
def test_without_a_day_the_term_stays(cast: Cast, case: str) -> None:
    make, status, who, name, act = CASES[case]
    row = overdue_by(make(cast, status), 40)
    assert act(actor=cast.actor(who), reason="照片不清楚", **{name: row}).due_on == in_days(-40)
    assert climb(in_days(0)) == 1
    assert Accountability.objects.get().kind == "adjust"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("days", "words"), [(-1, "不能早于今天"), (9, "应晚于现在的期限"), (99999, "五年以内")])
def test_which_days_are_refused(cast: Cast, case: str, days: int, words: str) -> None:
    make, status, who, name, act = CASES[case]
    row = overdue_by(make(cast, status), -9)
    with pytest.raises(InvalidInput, match=words) as refused:
        act(actor=cast.actor(who), reason="照片不清楚", due_on=in_days(days), **{name: row})
    assert refused.value.field == "due_on"


def test_a_part_stays_within_the_task_above(cast: Cast) -> None:
    part = community_part(cast, "submitted")
    with pytest.raises(InvalidInput, match="上一级任务的期限"):
        assignment_return(
            actor=cast.actor("street_a"), assignment=part, reason="不全", due_on=part.due_on + timedelta(days=9)
        )


def test_the_matter_of_a_whistle_is_solved_no_earlier(cast: Cast) -> None:
    row = response_in(cast, "finished")
    later = row.whistle.due_on + timedelta(days=9)
    whistleresponse_return(actor=cast.actor("street_a"), response=row, reason="没有清完", due_on=later)
    row.whistle.refresh_from_db()
    assert row.whistle.due_on == later


@pytest.mark.parametrize("case", CASES)
def test_what_was_handed_in_is_not_overdue_on_the_calendar(cast: Cast, case: str) -> None:
    """Lights do not run for it either: the level above has to act."""
    make, status, who, name, act = CASES[case]
    row, day = overdue_by(make(cast, status), 3), in_days(-3)
    doer = cast.actor(DOERS[name])

    def done() -> list[bool]:
        found = due_between(doer, day, day, own=True)
        return [due.done for due in found if due.kind.record == RECORDS[name] and due.pk == row.pk]

    assert done() == [True]
    act(actor=cast.actor(who), reason="照片不清楚", **{name: row})
    assert done() == [False]
