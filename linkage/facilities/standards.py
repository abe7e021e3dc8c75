"""Whether communities have what they should: by the district's rules, for one entry in words and for many in SQL."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left

from core.history import plain_number
from core.permissions import Actor
from core.visibility import under
from linkage.facilities.models import GROUPS, Facility, FacilityRules, Room
from tenants.org.models import Organization
from tenants.org.tree import LEVELS_ABOVE

# The measured criteria, with what they are called and counted in.
MEASURES = (("service_area", "服务用房", "㎡"), ("outdoor_area", "室外场地", "㎡"), ("books", "藏书", "册"))


def met(rules: FacilityRules, prefix: str = "") -> Q:
    """Entries that have everything; ``prefix`` leads to the entry."""
    rule = Q(**{f"{prefix}rooms__contains": rules.codes})
    for name, _, _ in MEASURES:
        rule &= Q(**{f"{prefix}{name}__gte": getattr(rules, name)})
    return rule


def lacking(facility: Facility, rules: FacilityRules) -> list[str]:
    """What is missing, in words: ``服务用房少 20 ㎡``, ``警务室``."""
    found = []
    for name, label, measure in MEASURES:
        short = getattr(rules, name) - getattr(facility, name)
        if short > 0:
            found.append(f"{label}少 {plain_number(short)} {measure}")
    return found + [room.label for room in Room if room.value in rules.codes and room.value not in facility.rooms]


def groups_of(facility: Facility) -> list[tuple[str, int, int]]:
    """六室, 四站 …: how many of each there are, and how many there could be."""
    rooms = [room.value for room in Room]
    found = []
    for name, size in GROUPS:
        mine, rooms = rooms[:size], rooms[size:]
        found.append((name, sum(room in facility.rooms for room in mine), size))
    return found


def communities() -> QuerySet[Organization]:
    """The places that have an entry, or should have one."""
    found: QuerySet[Organization] = Organization.objects.in_use().filter(level=Organization.Level.COMMUNITY)
    return found


@dataclass
class PlaceFacilities:
    """The figures of a place with all communities below it; ``without`` counts entries that lack each thing."""

    place: Organization
    communities: int = 0
    recorded: int = 0
    met: int = 0
    without: dict[str, int] = field(default_factory=dict)

    @property
    def unrecorded(self) -> int:
        return self.communities - self.recorded

    @property
    def share(self) -> Decimal | None:
        """Met among all communities, entered or not; None where there is no community."""
        return (Decimal(self.met) / self.communities).quantize(Decimal("0.001")) if self.communities else None


def facilities_at(place: Organization, actor: Actor, rules: FacilityRules) -> list[PlaceFacilities]:
    """The place, then those just below it, of the communities that the actor sees; places without any are left out."""
    mine = communities() if actor.is_system else communities().filter(under(actor.paths(), "path"))
    # By level, not by depth: the communities of a street lie directly below it or in an area of it.
    deeper = place.level in LEVELS_ABOVE["community"] | LEVELS_ABOVE["subdistrict"]
    below = list(Organization.objects.get_children(place).filter(retired_on=None)) if deeper else []
    found = [*facilities_of([place], mine, rules), *facilities_of(below, mine, rules)]
    return [row for row in found if row.communities]


def facilities_of(
    places: list[Organization], among: QuerySet[Organization], rules: FacilityRules
) -> list[PlaceFacilities]:
    """The figures of places of one depth, of the communities given, in one statement."""
    found = {place.path: PlaceFacilities(place) for place in places}
    if not found:
        return []
    recorded = Q(facility__isnull=False)
    counts: dict[str, Any] = {
        "communities": Count("pk"),
        "recorded": Count("pk", filter=recorded),
        "met": Count("pk", filter=met(rules, "facility__")),
    }
    for name, _, _ in MEASURES:
        counts[f"no_{name}"] = Count("pk", filter=Q(**{f"facility__{name}__lt": getattr(rules, name)}))
    for code in rules.codes:
        counts[f"no_{code}"] = Count("pk", filter=recorded & ~Q(facility__rooms__contains=[code]))
    by_place: Any = among.order_by().annotate(at=Left("path", len(next(iter(found))))).values("at")
    for row in by_place.annotate(**counts).order_by("at"):
        figures = found.get(row["at"])
        if figures is not None:
            figures.communities, figures.recorded, figures.met = row["communities"], row["recorded"], row["met"]
            figures.without = {name[3:]: count for name, count in row.items() if name.startswith("no_")}
    return list(found.values())
