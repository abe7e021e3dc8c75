"""Reminders of agreements: before they end, before their mid-term evaluation, before what was promised falls due."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from linkage.models import Agreement, AgreementRules, Commitment
from linkage.progress import with_done
from tenants.duties import Due, reminder, stage_for


@reminder("agreement-end", verb="agreement.remind_end")
def ending(day: date) -> Iterable[Due]:
    """Agreements whose term is over soon; a supplement that moves the end begins anew."""
    days = AgreementRules.current().end_days
    rows = Agreement.objects.running().filter(active_to__gte=day, active_to__lte=_last(day, days))
    return _dues(rows, "active_to", day, days, "协议期满")


@reminder("agreement-review", verb="agreement.remind_review")
def reviewing(day: date) -> Iterable[Due]:
    """Agreements whose mid-term evaluation is near and that have not been evaluated yet."""
    days = AgreementRules.current().review_days
    rows = Agreement.objects.running().filter(status=Agreement.Status.ACTIVE, evaluations=None)
    rows = rows.filter(review_at__gte=day, review_at__lte=_last(day, days))
    return _dues(rows, "review_at", day, days, "中期评估")


@reminder("commitment-due", verb="agreement.remind_due")
def promised(day: date) -> Iterable[Due]:
    """Commitments that fall due soon and are not met. The agreement is told of, once for each day of falling due."""
    days = AgreementRules.current().due_days
    owed = Commitment.objects.owed().filter(due_on__gte=day, due_on__lte=_last(day, days))
    rows = with_done(owed.select_related("agreement__organization")).filter(done__lt=F("total"))
    grouped: dict[tuple[int, date], list[Any]] = {}
    for row in rows.order_by("agreement_id", "due_on", "id"):
        grouped.setdefault((row.agreement_id, row.due_on), []).append(row)
    for (_, due_on), found in grouped.items():
        left = (due_on - day).days
        stage = stage_for(left, days)
        if stage is not None:
            titles = "、".join(row.title for row in found)[:300]
            data = {"due_on": due_on, "days_left": left, "note": f"{titles}{_when(left)}到期（{due_on}）"}
            yield Due(subject=found[0].agreement, stage=f"{due_on}:{stage}", data=data)


def _last(day: date, days: list[int]) -> date:
    """The last day of which anything is said today; none where the district wants no reminder."""
    return day + timedelta(days=max(days, default=-1))


def _dues(rows: Any, field: str, day: date, days: list[int], what: str) -> Iterable[Due]:
    for row in rows.select_related("organization").order_by("id"):
        due_on = getattr(row, field)
        left = (due_on - day).days
        stage = stage_for(left, days)
        if stage is not None:
            data = {"due_on": due_on, "days_left": left, "note": f"{_when(left)}{what}（{due_on}）"}
            yield Due(subject=row, stage=f"{due_on}:{stage}", data=data)


def _when(left: int) -> str:
    return f"还有 {left} 天" if left else "今天"
