"""The ladder of supervision: 提醒 → 督办单 → 约谈 → 组织调整, by the district's rules, each step once for a due date.

A day's run takes each overdue record to the highest step that it has come to and has not been at. So a missed run leads
to the newest step only, and a record that was extended begins anew.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from core.errors import WrongState
from core.permissions import SYSTEM
from linkage.subjects import tracked_models, with_handler, with_subjects
from linkage.supervision.actions.accountability import accountability_propose
from linkage.supervision.actions.supervisions import supervision_discard, supervision_draft, why_moot
from linkage.supervision.issuers import has_superior
from linkage.supervision.models import Accountability, Supervision, SupervisionRules
from tenants.duties import Due, duty, left_in_words, reminder, stage_for

ORDER, TALK, ADJUST = "order", "talk", "adjust"


@duty("supervision.ladder")
def climb(day: date) -> int:
    """Draft orders and propose talks and changes of office that have come due; return how many."""
    rules = SupervisionRules.current()
    steps = ((ORDER, rules.order_days), (TALK, rules.talk_days), (ADJUST, rules.adjust_days))
    done = 0
    for model in tracked_models():
        overdue = _overdue(model, day, rules.order_days)
        taken = _taken(overdue)
        for row in overdue:
            late = (day - row.due_on).days
            reached = max(index for index, (_, days) in enumerate(steps) if late >= days)
            if taken.get((row.pk, row.due_on), -1) < reached:
                # Handed in or extended since it was selected: then there is nothing to do.
                with suppress(WrongState):
                    _take(row, steps[reached][0])
                    done += 1
    return done


def _overdue(model: Any, day: date, days: int) -> list[Any]:
    last = day - timedelta(days=days)
    rows = model.objects.filter(status__in=model.ACTING, due_on__lte=last)
    return [row for row in with_handler(rows).order_by("pk") if has_superior(row)]


def _taken(rows: list[Any]) -> dict[tuple[int, date], int]:
    """The highest step at which each row has been for its present due date."""
    if not rows:
        return {}
    rule = {"subject_type": rows[0]._meta.label_lower, "subject_id__in": [row.pk for row in rows]}
    found: dict[tuple[int, date], int] = {}
    # A draft that somebody made by hand and gave up is no step; the ladder's own does not come back.
    orders = Supervision.objects.filter(**rule).exclude(status=Supervision.Status.DISCARDED, by_ladder=False)
    for pk, due in orders.values_list("subject_id", "for_due_on"):
        found[pk, due] = 0
    kinds = {Accountability.Kind.TALK: 1, Accountability.Kind.ADJUST: 2}
    for pk, due, kind in Accountability.objects.filter(**rule).values_list("subject_id", "for_due_on", "kind"):
        found[pk, due] = max(found.get((pk, due), 0), kinds[Accountability.Kind(kind)])
    return found


def _take(row: Any, step: str) -> None:
    if step == ORDER:
        supervision_draft(actor=SYSTEM, subject=row)
    else:
        accountability_propose(actor=SYSTEM, subject=row, kind=step)


@duty("supervision.moot")
def give_up(day: date) -> int:
    """Discard drafts of which nothing can come any more, so that nobody is waited for in vain; return how many."""
    drafts = Supervision.objects.filter(status=Supervision.Status.DRAFT).select_related("issuer").order_by("pk")
    done = 0
    for draft, subject in with_subjects(drafts):
        if reason := why_moot(draft, subject):
            # Issued or discarded by somebody this very moment: then there is nothing to do.
            with suppress(WrongState):
                supervision_discard(actor=SYSTEM, supervision=draft, reason=reason)
                done += 1
    return done


@reminder("supervision.reply", verb="supervision.remind")
def replies(day: date) -> Iterable[Due]:
    """Orders whose reply is due, or is overdue, are said to the place that owes it."""
    stages = SupervisionRules.current().reply_remind_days
    rows = Supervision.objects.filter(
        status=Supervision.Status.ISSUED, reply_due_on__lte=day + timedelta(days=max(stages, default=-1))
    ).select_related("organization")
    for order in rows:
        due: Any = order.reply_due_on
        left = (due - day).days
        stage = stage_for(left, stages, late="overdue")
        if stage is None:
            continue
        yield Due(subject=order, stage=stage, data={"due_on": due, "note": left_in_words(left)})
