"""人事考核权: a street appraises the outposts at work in it, once a year."""

from decimal import Decimal, InvalidOperation

from core.errors import InvalidInput, StaleVersion, WrongState
from core.events import action, action_day, now, record
from core.permissions import Actor, Perm, require
from core.values import CENT, clean_text
from linkage.consultations.models import OutpostAppraisal
from tenants.org.models import Department


@action
def outpostappraisal_give(
    *, actor: Actor, outpost: Department, year: int, score: Decimal | int | str, words: str
) -> OutpostAppraisal:
    """Appraise an outpost for this year or the last one; 0 to 100 points with at most two decimals, and words.

    Raises ``InvalidInput`` for a department, a retired outpost, another year, or one that has been appraised already.
    """
    require(actor, Perm.OUTPOST_APPRAISE, at=outpost.place)
    if outpost.kind != Department.Kind.OUTPOST:
        raise InvalidInput("街道只评价设在本街道的派出机构，请重新选择。", field="outpost")
    if outpost.status != Department.Status.ACTIVE:
        raise InvalidInput(f"“{outpost}”已撤销，不能评价。", field="outpost")
    this = action_day().year
    if isinstance(year, bool) or year not in (this, this - 1):
        raise InvalidInput(f"只能评价 {this - 1} 年度和 {this} 年度。", field="year")
    if OutpostAppraisal.objects.filter(outpost=outpost, year=year).exists():
        raise InvalidInput(f"“{outpost}”{year} 年度已经评价过，请打开该评价修改。", field="year")
    appraisal = OutpostAppraisal(outpost=outpost, year=year, organization=outpost.organization, given_at=now())
    _fill(appraisal, score, words)
    appraisal.save()
    record("outpostappraisal.give", actor=actor, subject=appraisal, data=_told(appraisal))
    return appraisal


@action
def outpostappraisal_revise(
    *, actor: Actor, appraisal: OutpostAppraisal, score: Decimal | int | str, words: str, version: int | None = None
) -> OutpostAppraisal:
    """Correct an appraisal until the end of the year after it; what it said before stays in the log."""
    require(actor, Perm.OUTPOST_APPRAISE, at=appraisal.place)
    rows = OutpostAppraisal.objects.select_for_update(of=("self",)).select_related("organization", "outpost")
    fresh: OutpostAppraisal = rows.get(pk=appraisal.pk)
    if version is not None and fresh.version != version:
        raise StaleVersion("这条记录刚被其他人修改过，请刷新后核对再提交。", field="version")
    if action_day().year > fresh.year + 1:
        raise WrongState(f"{fresh.year} 年度的评价已经定案，不能修改。", field="year")
    before = fresh.score
    _fill(fresh, score, words)
    fresh.version += 1
    fresh.save()
    note = f"{before} 分 → {fresh.score} 分：{fresh.words}"[:300]
    record("outpostappraisal.revise", actor=actor, subject=fresh, data={**_told(fresh), "note": note})
    return fresh


def _fill(appraisal: OutpostAppraisal, score: Decimal | int | str, words: str) -> None:
    try:
        mark = Decimal(score)
        if not mark.is_finite():
            raise InvalidOperation
    except (InvalidOperation, TypeError, ValueError) as error:
        raise InvalidInput("评分应为数字，例如 92.5。", field="score") from error
    if not 0 <= mark <= 100:
        raise InvalidInput("评分应在 0 到 100 分之间。", field="score")
    if mark != mark.quantize(CENT):
        raise InvalidInput("评分最多保留两位小数。", field="score")
    appraisal.score = mark.quantize(CENT)
    appraisal.words = clean_text(words, "words", "评价意见", 2000)


def _told(appraisal: OutpostAppraisal) -> dict[str, object]:
    return {
        "outpost": appraisal.outpost_id,
        "parent": appraisal.outpost.parent_id,
        "year": appraisal.year,
        "score": appraisal.score,
        "note": appraisal.words[:300],
    }
