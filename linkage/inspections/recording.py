"""Who may record for a team, and what marks come to."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from core.errors import NotAllowed
from core.permissions import Actor, Perm
from core.values import CENT
from linkage.inspections.models import Finding, InspectionRules, InspectionTarget, joined

_HUNDRED = Decimal(100)


def records(actor: Actor, target: InspectionTarget) -> bool:
    """Whether the actor is a member of the target's team, or plans inspections where this one is made."""
    if actor.can(Perm.INSPECTION_PLAN, target.inspection.place):
        return True
    return target.team_id is not None and joined(actor).filter(team_id=target.team_id).exists()


def require_team(actor: Actor, target: InspectionTarget) -> None:
    """Guarantee that the actor records for this target, or raise ``NotAllowed``."""
    if not records(actor, target):
        raise NotAllowed("只有该检查对象的检查组成员和组织检查的一方可以记录，请联系检查组组长。")


def mark(result: str, points: Decimal | None, rules: InspectionRules) -> Decimal | None:
    """What a result is worth of an item's points; nothing where the item has none or does not apply."""
    if points is None or result == Finding.Result.NOT_APPLICABLE:
        return None
    shares = {Finding.Result.MET: Decimal(1), Finding.Result.MOSTLY: rules.mostly_share}
    share = shares.get(Finding.Result(result), Decimal(0))
    worth: Decimal = points * share
    return worth.quantize(CENT, ROUND_HALF_UP)


def percentage(marks: Iterable[tuple[Decimal | None, Decimal | None]]) -> Decimal | None:
    """Of pairs of mark and points, the marks per hundred points of what applied; None where nothing was marked."""
    counted = [(got, points) for got, points in marks if got is not None and points is not None]
    whole = sum((points for _, points in counted), Decimal(0))
    if not whole:
        return None
    return (sum((got for got, _ in counted), Decimal(0)) * _HUNDRED / whole).quantize(CENT, ROUND_HALF_UP)
