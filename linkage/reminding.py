"""Reminders of agreements: before they end, before their mid-term evaluation, before what was promised falls due.

What is promised for each month, quarter or year is called to mind before that time is over as well.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from core.history import plain_number
from linkage.models import Agreement, AgreementRules, Commitment, CommitmentPeriod
from linkage.progress import with_done, with_done_in
from linkage.reminders import approaching
from tenants.duties import Due, reminder, stage_for


@reminder("agreement-end", verb="agreement.remind_end")
def ending(day: date) -> Iterable[Due]:
    """Agreements whose term is over soon; a supplement that moves the end begins anew."""
    days = AgreementRules.current().end_days
    rows = Agreement.objects.running().filter(active_to__gte=day)
    return _dues(rows, "active_to", day, days, "协议期满")


@reminder("agreement-review", verb="agreement.remind_review")
def reviewing(day: date) -> Iterable[Due]:
    """Agreements whose mid-term evaluation is near and that have not been evaluated yet."""
    days = AgreementRules.current().review_days
    rows = Agreement.objects.running().filter(status=Agreement.Status.ACTIVE, evaluations=None, review_at__gte=day)
    return _dues(rows, "review_at", day, days, "中期评估")


@reminder("commitment-due", verb="agreement.remind_due")
def promised(day: date) -> Iterable[Due]:
    """Commitments that fall due soon and are not met. The agreement is told of, once for each day of falling due."""
    days = AgreementRules.current().due_days
    owed = Commitment.objects.owed().filter(due_on__gte=day, due_on__lte=_last(day, days))
    rows = with_done(owed.select_related("agreement__organization")).filter(done__lt=F("total"))
    told = ((row.agreement, row.due_on, row.title) for row in rows.order_by("agreement_id", "due_on", "id"))
    return _together(told, day, days, "到期")


@reminder("commitment-period", verb="agreement.remind_period")
def promised_again(day: date) -> Iterable[Due]:
    """What is owed in every month, quarter or year and is not met in this one, before that is over.

    Of the last one, which ends with the commitment itself, ``promised`` speaks.
    """
    days = AgreementRules.current().period_days
    owed = CommitmentPeriod.objects.filter(commitment__in=Commitment.objects.owed().order_by().values("pk"))
    running = owed.filter(starts_on__lte=day, ends_on__gte=day, ends_on__lte=_last(day, days))
    rows = with_done_in(running.exclude(ends_on=F("commitment__due_on"))).filter(done__lt=F("quantity"))
    rows = rows.select_related("commitment__agreement__organization")
    told = (
        (row.commitment.agreement, row.ends_on, _owing(row))
        for row in rows.order_by("commitment__agreement_id", "ends_on", "commitment_id")
    )
    return _together(told, day, days, "本期结束")


def _owing(row: Any) -> str:
    """开放操场（已完成 1/3 次）."""
    done, owed = plain_number(row.done), plain_number(row.quantity)
    return f"{row.commitment.title}（已完成 {done}/{owed} {row.commitment.measure}）"


def _together(told: Iterable[tuple[Agreement, date, str]], day: date, days: list[int], what: str) -> Iterable[Due]:
    """Of an agreement once for each day, naming all that falls on it."""
    grouped: dict[tuple[int, date], list[tuple[Agreement, str]]] = {}
    for agreement, due_on, title in told:
        grouped.setdefault((agreement.pk, due_on), []).append((agreement, title))
    for (_, due_on), found in grouped.items():
        left = (due_on - day).days
        stage = stage_for(left, days)
        if stage is not None:
            titles = "、".join(title for _, title in found)[:300]
            data = {"due_on": due_on, "days_left": left, "note": f"{titles}{_when(left)}{what}（{due_on}）"}
            yield Due(subject=found[0][0], stage=f"{due_on}:{stage}", data=data)


def _last(day: date, days: list[int]) -> date:
    """The last day of which anything is said today; none where the district wants no reminder."""
    return day + timedelta(days=max(days, default=-1))


def _dues(rows: Any, field: str, day: date, days: list[int], what: str) -> Iterable[Due]:
    for row, due_on, left, stage in approaching(rows.select_related("organization"), field, day, days):
        data = {"due_on": due_on, "days_left": left, "note": f"{_when(left)}{what}（{due_on}）"}
        yield Due(subject=row, stage=f"{due_on}:{stage}", data=data)


def _when(left: int) -> str:
    return f"还有 {left} 天" if left else "今天"
