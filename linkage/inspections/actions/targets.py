"""Who is inspected: chosen by hand, spread over the teams, moved to another one, or let off."""

from collections.abc import Sequence
from datetime import date

from core.errors import InvalidInput, WrongState
from core.events import action, action_day
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.inspections.models import Inspection, InspectionDraw, InspectionTarget, InspectionTeam
from linkage.inspections.recusal import keep_apart, members_of, tie_between, ties_by_team, told
from linkage.inspections.spreading import kept_apart, spread
from tenants.org.models import Organization, Owner, ResidentUnit, seat_of
from tenants.org.tenure import keep_in_use

MOST_TARGETS = 1000


@action
def inspection_choose(
    *, actor: Actor, inspection: Inspection, owners: Sequence[Owner], version: int | None = None
) -> Inspection:
    """Put these places and units, and no others, on a draft's list; those drawn stay on it.

    All have to lie below the inspecting place; the district itself is inspected by nobody here.
    """
    require(actor, Perm.INSPECTION_PLAN, at=inspection.place)
    keep_in_use(owners, purpose="作为检查对象", field="owners")
    fresh = lock(inspection, version=version)
    check(fresh, "choose")
    chosen = {(place.pk, unit.pk if unit else None): (place, unit) for place, unit in map(seat_of, owners)}
    if len(chosen) > MOST_TARGETS:
        raise InvalidInput(f"一次督导检查最多 {MOST_TARGETS} 个检查对象。", field="owners")
    for place, unit in chosen.values():
        _keep_below(fresh, place, unit)
    had = set(fresh.targets.values_list("organization_id", "unit_id"))
    by_hand = fresh.targets.filter(drawn=False)
    gone = [pk for pk, *seat in by_hand.values_list("pk", "organization_id", "unit_id") if tuple(seat) not in chosen]
    fresh.targets.filter(pk__in=gone).delete()
    enter(fresh, [seat for key, seat in chosen.items() if key not in had], drawn=False)
    return advance(fresh, "choose", actor=actor, locked=True, data={"note": f"共 {fresh.targets.count()} 个检查对象"})


@action
def inspection_spread(*, actor: Actor, inspection: Inspection, version: int | None = None) -> Inspection:
    """Spread all that have not been begun evenly over the teams, neighbours to the same team where that is possible.

    A team gets nothing that one of its members has to keep away from (``recusal``); where that holds of every team,
    ``InvalidInput`` names the person and the place.
    """
    require(actor, Perm.INSPECTION_PLAN, at=inspection.place)
    fresh = lock(inspection, version=version)
    check(fresh, "spread")
    teams = list(fresh.teams.order_by("order"))
    if not teams:
        raise WrongState("还没有检查组，请先组建。", field="teams")
    pending = fresh.pending_targets.select_related("organization", "unit").select_for_update(of=("self",))
    rows = list(pending.order_by("organization__path", "unit__pinyin", "pk"))
    if not rows:
        raise WrongState("没有待分配的检查对象。", field="targets")
    begun = [row.team_id for row in fresh.targets.exclude(status="pending").exclude(status="dropped")]
    loads = [begun.count(team.pk) for team in teams]
    ties = ties_by_team(fresh)
    against = [[tie_between(ties[team.pk], row) for team in teams] for row in rows]
    barred = [{number for number, tie in enumerate(found) if tie is not None} for found in against]
    for row, found, number in zip(rows, against, kept_apart(spread(len(rows), loads), barred, loads), strict=True):
        if number is None:
            raise InvalidInput(told(next(tie for tie in found if tie is not None), row), field="teams")
        row.team, row.version = teams[number], row.version + 1
    InspectionTarget.objects.bulk_update(rows, ["team", "version"])
    note = f"{len(rows)} 个检查对象平均分给 {len(teams)} 个检查组"
    return advance(fresh, "spread", actor=actor, locked=True, data={"note": note})


@action
def inspectiontarget_assign(
    *,
    actor: Actor,
    target: InspectionTarget,
    team: InspectionTeam,
    due_on: date | None = None,
    version: int | None = None,
) -> InspectionTarget:
    """Give a target to another team, or another day; between the beginning and the end of the inspection.

    ``InvalidInput`` for a team with a member who has to keep away from it (``recusal``).
    """
    require(actor, Perm.INSPECTION_PLAN, at=target.inspection.place)
    _keep_open(target.inspection)
    fresh = lock(target, version=version)
    check(fresh, "assign")
    if team.inspection_id != fresh.inspection_id:
        raise InvalidInput("请选择本次督导检查的检查组。", field="team")
    if team.pk != fresh.team_id:
        keep_apart(fresh.inspection, [fresh], members_of(fresh.inspection)[team.pk])
    day = due_on or fresh.due_on
    plan = fresh.inspection
    if due_on is not None and not max(plan.starts_on, action_day()) <= due_on <= plan.ends_on:
        raise InvalidInput(f"检查期限应在今天以后、{plan.ends_on:%Y-%m-%d} 以前。", field="due_on")
    data = {"note": f"{team}，{day:%Y-%m-%d} 前", "team": team.pk}
    return advance(fresh, "assign", actor=actor, locked=True, team=team, due_on=day, data=data)


@action
def inspectiontarget_drop(
    *, actor: Actor, target: InspectionTarget, reason: str, version: int | None = None
) -> InspectionTarget:
    """Let a target off after the inspection was issued, and say why; on a draft it is taken off the list.

    So ends as well what was found wrong upon objection, where the inspection was called off since.
    """
    require(actor, Perm.INSPECTION_PLAN, at=target.inspection.place)
    if target.inspection.status not in (*Inspection.RUNNING, Inspection.Status.CANCELLED):
        raise WrongState("只有已下达的督导检查可以注明不再检查；草稿请直接修改检查对象。", field="status")
    told = {"reason": clean_text(reason, "reason", "不再检查的原因", 500)}
    return advance(target, "drop", actor=actor, data=told, version=version)


def enter(inspection: Inspection, seats: Sequence[tuple[Organization, ResidentUnit | None]], *, drawn: bool) -> None:
    """Put seats on the list of a locked draft; inside an action."""
    InspectionTarget.objects.bulk_create(
        [
            InspectionTarget(
                inspection=inspection, organization=place, unit=unit, drawn=drawn, due_on=inspection.ends_on
            )
            for place, unit in seats
        ]
    )


def _keep_below(inspection: Inspection, place: Organization, unit: ResidentUnit | None) -> None:
    above = inspection.organization
    inside = place.path.startswith(above.path) and (unit is not None or place.pk != above.pk)
    if not inside:
        raise InvalidInput(f"“{unit or place}”不在{above}以下，不能作为检查对象。", field="owners")
    draw = InspectionDraw.objects.filter(inspection=inspection).first()
    if draw is not None and draw.drawn_at is None:
        raise WrongState("抽取方案已公布，请先抽取，再补充检查对象。", field="owners")


def _keep_open(inspection: Inspection) -> None:
    if inspection.status not in Inspection.OPEN:
        raise WrongState(f"督导检查{inspection.get_status_display()}，不能再调整。", field="status")
