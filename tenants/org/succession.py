"""One place takes over from another: what needs a successor, who can be one, and how everything in use gets there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from core.errors import InvalidInput
from core.events import record
from core.permissions import Actor
from tenants.org.models import Organization, ResidentUnit
from tenants.org.ties import estates_of_places, hand_over, lying_at, pass_on_estate, untaken, worded
from tenants.org.tree import OWN_LEVELS, Paths, transplant


def hanging_on(places: Sequence[Organization], children: Mapping[int, int]) -> Mapping[int, list[str]]:
    """For each place, by its key, what somebody has to take over; ``children`` counts the places below, by key."""
    told: defaultdict[int, list[str]] = defaultdict(list)
    if not places:
        return told
    units = worded(" {} 个驻区单位", lying_at(places, _active_units()))
    estates = estates_of_places(places)
    for place in places:
        below = [f" {count} 个下级组织"] if (count := children.get(place.pk, 0)) else []
        told[place.pk] = [*below, *filter(None, [units.get(place.pk)]), *estates.get(place.pk, [])]
    return told


def unfit_successor(level: str, above: str, successor_level: str, *, is_above: bool) -> str:
    """What speaks against the successor of a place of this level below ``above``, or nothing.

    Only the same level can take over; from a 片区 or 网格 also the place above.
    """
    own = level in OWN_LEVELS
    if successor_level == level or (own and is_above):
        return ""
    also = f"，或其上级“{above}”" if own else ""
    return f"只能并入另一个{Organization.Level(level).label}{also}"


def pass_on(actor: Actor, place: Organization, heir: Organization) -> None:
    """Everything in use goes to the successor, where nothing may bear a name that is taken there.

    The caller counts the children afterwards. Only inside an action that has checked its own right.
    """
    paths = Paths()
    for child in Organization.objects.get_children(place).filter(retired_on=None):
        if neighbours(heir, child.level).filter(name=child.name).exists():
            raise InvalidInput(f"{heir}之下已有同级的“{child}”，请先为其中一个更名。", field="successor")
        move_below(actor, child, heir, paths)
    changed = {"organization_id": [place.pk, heir.pk]}
    for unit in untaken(_active_units(), place, heir, "{}已登记了同名单位“{}”，请先核对这两个单位。"):
        hand_over(actor, unit, place, heir, "unit.edit", changed=changed)
    pass_on_estate(actor, place, heir)


def move_below(actor: Actor, place: Organization, parent: Organization, paths: Paths) -> None:
    """Move a place with all below it, with its event; only inside an action that has checked its own right."""
    before = str(Organization.objects.get_parent(place))
    transplant(place, parent, paths)
    record("organization.move", actor=actor, subject=place, data=from_to(before, parent.name))


def neighbours(parent: Organization, level: str) -> QuerySet[Organization]:
    """Places of a level in use right below another."""
    found: QuerySet[Organization] = Organization.objects.get_children(parent).filter(level=level, retired_on=None)
    return found


def from_to(before: str, after: str) -> dict[str, str]:
    """What an event says of a change, for programs and for people."""
    return {"from": before, "to": after, "note": f"{before} → {after}"}


def _active_units() -> QuerySet[ResidentUnit]:
    found: QuerySet[ResidentUnit] = ResidentUnit.objects.filter(status=ResidentUnit.Status.ACTIVE)
    return found
