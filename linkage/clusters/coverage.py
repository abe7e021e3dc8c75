"""Coverage 覆盖: counted from the rows by the district's rules, for any set of members at once.

应建: counted units with as many members as the rules ask; 已建: those of them with a party organisation of their own or
in a joint branch. Coverage is 已建/应建. 工作覆盖 counts instructors as well, among all counted units.
"""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Left

from core.counting import number_of
from core.permissions import PATH_STEP, Actor
from linkage.clusters.models import EMERGING, Cluster, ClusterRules, ClusterUnit
from tenants.org.models import Organization

THOUSANDTH = Decimal("0.001")


def counted() -> Q:
    """Members that count: units in the register, of the kinds that the rules name, in clusters in use.

    The rules are read by the statement itself: one that is kept and used again counts by the rules of the day.
    """
    every_kind = Exists(ClusterRules.objects.filter(all_kinds=True))
    kinds = Q(unit__kind__in=EMERGING) | Q(every_kind)
    return kinds & Q(unit__status="active", cluster__status=Cluster.Status.ACTIVE)


def wanted() -> Q:
    """应建: counted members that are to have a party organisation."""
    rule = Subquery(ClusterRules.objects.values("branch_members")[:1])
    fewest = Coalesce(rule, ClusterRules._meta.get_field("branch_members").default)
    return counted() & Q(unit__party_members__gte=fewest)


def organized() -> Q:
    """With a party organisation, their own or a joint one."""
    return ~Q(unit__party_organization="") | Q(branch__isnull=False)


def missing() -> Q:
    """应建未建."""
    return wanted() & Q(unit__party_organization="", branch=None)


def reached() -> Q:
    """With a party organisation or at least an instructor."""
    return organized() | ~Q(instructor="")


def unplanned() -> Q:
    """No next step, or one that was taken: the instructor is there, and a party organisation is still to come."""
    return Q(step="") | Q(step=ClusterUnit.Step.INSTRUCT) & ~Q(instructor="")


def planned() -> Q:
    """With a next step that is still to be taken, in a cluster in use, of a unit that is there and not organized."""
    there = Q(unit__status="active", cluster__status=Cluster.Status.ACTIVE)
    return there & Q(unit__party_organization="", branch=None) & ~unplanned()


def share(part: int, whole: int) -> Decimal | None:
    """A ratio with three decimals; None where there is nothing to count."""
    return (Decimal(part) / whole).quantize(THOUSANDTH) if whole else None


def _rules() -> dict[str, Q]:
    """Which members count in which figure."""
    return {
        "inside": counted(),
        "should": wanted(),
        "built": wanted() & organized(),
        "reached": counted() & reached(),
    }


def _counts() -> dict[str, Any]:
    return {name: Count("pk", filter=rule) for name, rule in _rules().items()}


def count_members(members: QuerySet[ClusterUnit]) -> dict[str, int]:
    """All four figures of some members, in one statement."""
    found: dict[str, int] = members.aggregate(**_counts())
    return found


def with_coverage(clusters: QuerySet[Cluster]) -> QuerySet[Any]:
    """Clusters with ``inside``, ``should``, ``built`` and ``reached``, counted in the same statement."""
    mine = ClusterUnit.objects.filter(cluster=OuterRef("pk"))
    return clusters.annotate(**{name: number_of(mine.filter(rule)) for name, rule in _rules().items()})


@dataclass
class PlaceCoverage:
    """The figures of a place with all below it."""

    place: Organization
    clusters: int = 0
    stations: int = 0
    organizations: int = 0
    workers: int = 0
    inside: int = 0
    should: int = 0
    built: int = 0
    reached: int = 0

    @property
    def lacking(self) -> int:
        return self.should - self.built

    @property
    def coverage(self) -> Decimal | None:
        return share(self.built, self.should)

    @property
    def reach(self) -> Decimal | None:
        return share(self.reached, self.inside)

    @property
    def units_per_worker(self) -> Decimal | None:
        return (Decimal(self.inside) / self.workers).quantize(Decimal("0.1")) if self.workers else None


FIGURES = tuple(field.name for field in fields(PlaceCoverage) if field.name != "place")


def coverage_of(places: list[Organization], clusters: QuerySet[Cluster]) -> list[PlaceCoverage]:
    """The figures of each place, of the clusters given, in two statements however many places there are.

    All places are of one depth: what lies below them counts with them.
    """
    counted_ = _by_path(clusters, len(places[0].path)) if places else {}
    return [PlaceCoverage(place, **counted_.get(place.path, {})) for place in places]


def coverage_below(place: Organization, below: list[Organization], clusters: QuerySet[Cluster]) -> list[PlaceCoverage]:
    """The figures of the place, then those of the places just below it, in the same two statements."""
    inside = clusters.filter(organization__path__startswith=place.path)
    counted_ = _by_path(inside, len(place.path) + PATH_STEP)
    total = {name: sum(row.get(name, 0) for row in counted_.values()) for name in FIGURES}
    return [PlaceCoverage(place, **total), *(PlaceCoverage(row, **counted_.get(row.path, {})) for row in below)]


def coverage_at(place: Organization, actor: Actor) -> list[PlaceCoverage]:
    """The place, then those just below it that have clusters (of a district all of them), as far as the actor sees."""
    below = list(Organization.objects.get_children(place).filter(retired_on=None))
    found = coverage_below(place, below, Cluster.objects.visible_to(actor))
    return [row for row in found if row.clusters or row.place == place or place.depth == 1]


def _by_path(clusters: QuerySet[Cluster], length: int) -> dict[str, dict[str, int]]:
    """The figures by so much of the path; what lies higher up stands under its own."""
    mine = clusters.filter(status=Cluster.Status.ACTIVE).order_by()
    heads: Any = mine.annotate(at=Left("organization__path", length)).values("at")
    members = ClusterUnit.objects.filter(cluster__in=mine.values("pk")).order_by()
    by_place: Any = members.annotate(at=Left(F("cluster__organization__path"), length)).values("at")
    found: dict[str, dict[str, int]] = {}
    for row in (
        *heads.annotate(
            clusters=Count("pk"),
            stations=Count("pk", filter=~Q(station="")),
            organizations=Count("pk", filter=~Q(party_organization="")),
            workers=Sum("workers"),
        ),
        *by_place.annotate(**_counts()),
    ):
        found.setdefault(row.pop("at"), {}).update(row)
    return found
