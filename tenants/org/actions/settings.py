"""区级设置: what differs from one district to the next."""

from decimal import Decimal, InvalidOperation

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
    signed_share_target: Decimal,
    claim_response_days: int,
    due_soon_days: int,
    report_heading: str,
    report_document_mark: str,
    weight_needs_met: Decimal,
    weight_claims_closed: Decimal,
    weight_satisfaction: Decimal,
    version: int | None = None,
) -> DistrictSettings:
    """Replace the settings; reports issued before keep the values that held then.

    Raises ``InvalidInput`` for a share outside 0–100 %, for days outside 1–365, and for
    weights that do not add up to 1.
    """
    require(actor, Perm.SETTINGS_EDIT, at=ROOT)
    DistrictSettings.objects.get_or_create(pk=1)
    settings = DistrictSettings.objects.select_for_update().get(pk=1)
    if version is not None and settings.version != version:
        raise StaleVersion("设置刚被其他人修改过，请刷新后核对再提交。", field="version")
    values: dict[str, object] = {
        "signed_share_target": _share(signed_share_target, "signed_share_target", "签约率目标"),
        "claim_response_days": _days(claim_response_days, "claim_response_days", "认领答复期限"),
        "due_soon_days": _days(due_soon_days, "due_soon_days", "临期提醒"),
        "report_heading": clean_text(report_heading, "report_heading", "发文机关标志", 60, required=False),
        "report_document_mark": clean_text(report_document_mark, "report_document_mark", "发文字号机关代字", 20),
        "weight_needs_met": _share(weight_needs_met, "weight_needs_met", "需求办结率权重"),
        "weight_claims_closed": _share(weight_claims_closed, "weight_claims_closed", "认领兑现率权重"),
        "weight_satisfaction": _share(weight_satisfaction, "weight_satisfaction", "双方满意度权重"),
    }
    total = sum(Decimal(str(value)) for name, value in values.items() if name.startswith("weight_"))
    if total != 1:
        raise InvalidInput(f"三项得分权重之和应为 1，现在是 {total}，请调整。", field="weight_needs_met")
    changed = {}
    for name, value in values.items():
        if getattr(settings, name) != value:
            changed[name] = [str(getattr(settings, name)), str(value)]
            setattr(settings, name, value)
    settings.version += 1
    settings.save()
    record("settings.edit", actor=actor, subject=settings, data={"changed": changed})
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


def _days(value: int, field: str, label: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 365:
        raise InvalidInput(f"{label}应为 1 到 365 之间的天数。", field=field)
    return value
