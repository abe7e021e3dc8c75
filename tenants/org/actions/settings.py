"""区级设置: what differs from one district to the next."""

from decimal import Decimal, InvalidOperation

from core.changes import changes, snapshot
from core.errors import InvalidInput, StaleVersion
from core.events import action, record
from core.permissions import ROOT, Actor, Perm, require
from core.values import clean_text
from tenants.org.models import DistrictSettings

_STEP = Decimal("0.001")


@action
def settings_edit(
    *,
    actor: Actor,
    claim_response_days: int,
    report_heading: str,
    report_document_mark: str,
    weight_needs_met: Decimal,
    weight_claims_closed: Decimal,
    weight_satisfaction: Decimal,
    report_confirm_days: int | None = None,
    report_review_days: int | None = None,
    needs_met_target: Decimal | None = None,
    claims_closed_target: Decimal | None = None,
    answered_on_time_target: Decimal | None = None,
    satisfaction_target: Decimal | None = None,
    version: int | None = None,
) -> DistrictSettings:
    """Replace the settings; reports drafted before keep the values that held then. What is None stays as it is.

    Raises ``InvalidInput`` for a share outside 0–100 %, for days outside 1–365, for marks outside 1–5, for a review
    that ends before the confirmation, and for weights that do not add up to 1.
    """
    require(actor, Perm.SETTINGS_EDIT, at=ROOT)
    DistrictSettings.objects.get_or_create(pk=1)
    settings = DistrictSettings.objects.select_for_update().get(pk=1)
    if version is not None and settings.version != version:
        raise StaleVersion("设置刚被其他人修改过，请刷新后核对再提交。", field="version")
    values: dict[str, object] = {
        "claim_response_days": _days(claim_response_days, "claim_response_days", "认领答复期限"),
        "report_heading": clean_text(report_heading, "report_heading", "发文机关标志", 60, required=False),
        "report_document_mark": clean_text(report_document_mark, "report_document_mark", "发文字号机关代字", 20),
        "weight_needs_met": _share(weight_needs_met, "weight_needs_met", "需求办结率权重"),
        "weight_claims_closed": _share(weight_claims_closed, "weight_claims_closed", "认领兑现率权重"),
        "weight_satisfaction": _share(weight_satisfaction, "weight_satisfaction", "双方满意度权重"),
    }
    if report_confirm_days is not None:
        values["report_confirm_days"] = _days(report_confirm_days, "report_confirm_days", "社区确认期限")
    if report_review_days is not None:
        values["report_review_days"] = _days(report_review_days, "report_review_days", "街道审核期限")
    for name, share, label in (
        ("needs_met_target", needs_met_target, "需求办结率目标"),
        ("claims_closed_target", claims_closed_target, "认领兑现率目标"),
        ("answered_on_time_target", answered_on_time_target, "按期答复率目标"),
    ):
        if share is not None:
            values[name] = _share(share, name, label)
    if satisfaction_target is not None:
        values["satisfaction_target"] = _mark(satisfaction_target, "satisfaction_target", "双方满意度目标")
    confirm, review = (values.get(n, getattr(settings, n)) for n in ("report_confirm_days", "report_review_days"))
    if int(str(review)) < int(str(confirm)):
        raise InvalidInput("街道审核期限不能早于社区确认期限。", field="report_review_days")
    total = sum(Decimal(str(value)) for name, value in values.items() if name.startswith("weight_"))
    if total != 1:
        raise InvalidInput(f"三项得分权重之和应为 1，现在是 {total}，请调整。", field="weight_needs_met")
    before = snapshot(settings)
    changed = {}
    for name, value in values.items():
        if getattr(settings, name) != value:
            changed[name] = [str(getattr(settings, name)), str(value)]
            setattr(settings, name, value)
    settings.version += 1
    settings.save()
    record("settings.edit", actor=actor, subject=settings, data={**changes(settings, before), "changed": changed})
    return settings


def _share(value: Decimal, field: str, label: str) -> Decimal:
    try:
        share = Decimal(value)
        if not share.is_finite():
            raise InvalidOperation
    except (InvalidOperation, TypeError, ValueError) as error:
        raise InvalidInput(f"{label}应为 0 到 1 之间的小数，例如 0.8。", field=field) from error
    if not 0 <= share <= 1:
        raise InvalidInput(f"{label}应在 0 到 1 之间（80% 写作 0.8）。", field=field)
    if share != share.quantize(_STEP):
        raise InvalidInput(f"{label}最多保留三位小数。", field=field)
    return share.quantize(_STEP)


def _mark(value: Decimal, field: str, label: str) -> Decimal:
    try:
        mark = Decimal(value)
        if not mark.is_finite() or mark != mark.quantize(Decimal("0.01")):
            raise InvalidOperation
    except (InvalidOperation, TypeError, ValueError) as error:
        raise InvalidInput(f"{label}应为最多两位小数的数字，例如 4.5。", field=field) from error
    if not 1 <= mark <= 5:
        raise InvalidInput(f"{label}应在 1 到 5 分之间。", field=field)
    return mark.quantize(Decimal("0.01"))


def _days(value: int, field: str, label: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 365:
        raise InvalidInput(f"{label}应为 1 到 365 之间的天数。", field=field)
    return value
