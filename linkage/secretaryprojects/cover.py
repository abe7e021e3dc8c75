"""Who has no project for a year: by place, and counted for each street."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left

from core.permissions import PATH_STEP
from core.rulebook import rule_in_sql
from linkage.secretaryprojects.models import SecretaryProject, SecretaryProjectRules
from tenants.org.models import Organization


def wanted() -> QuerySet[Organization]:
    """The places whose secretaries have a project each year, by the district's rules, read by the statement itself."""
    communities = Q(rule_in_sql(SecretaryProjectRules, "communities"), level=Organization.Level.COMMUNITY)
    places = Organization.objects.in_use()
    found: QuerySet[Organization] = places.filter(Q(level=Organization.Level.SUBDISTRICT) | communities)
    return found


def _projects(year: int) -> QuerySet[SecretaryProject]:
    rows = SecretaryProject.objects.filter(organization=OuterRef("pk"), year=year)
    found: QuerySet[SecretaryProject] = rows.exclude(status=SecretaryProject.Status.WITHDRAWN)
    return found


def missing(year: int) -> QuerySet[Organization]:
    """Those of them that have none for the year; one that was withdrawn is none."""
    return wanted().filter(~Exists(_projects(year)))


@dataclass(frozen=True, slots=True)
class StreetCover:
    """How many of a street and its communities should have a project, and how many have none."""

    street: Organization
    wanted: int
    missing: int

    @property
    def share(self) -> Decimal | None:
        return Decimal(self.wanted - self.missing) / self.wanted if self.wanted else None


def cover_of(streets: Sequence[Organization], year: int) -> list[StreetCover]:
    """The figures of streets, in one statement."""
    places = wanted().filter(Q(pk__in=[street.pk for street in streets]) | Q(level=Organization.Level.COMMUNITY))
    counted = (
        places.annotate(street=Left("path", 2 * PATH_STEP), has=Exists(_projects(year)))
        .order_by()
        .values("street")
        .annotate(wanted=Count("pk"), missing=Count("pk", filter=Q(has=False)))
    )
    found = {row["street"]: row for row in counted}
    return [
        StreetCover(street, found[street.path]["wanted"], found[street.path]["missing"])
        for street in streets
        if street.path in found
    ]
