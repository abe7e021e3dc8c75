"""Counts of a campaign: by stage, by organization, and the cells of its matrix."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet

from core.permissions import Actor
from linkage.campaigns.models import Campaign, CampaignStep, PlannedStep
from linkage.lights import with_lights
from tenants.org.models import Organization

Status = CampaignStep.Status
SETTLED = Q(status__in=CampaignStep.SETTLED)


@dataclass(frozen=True, slots=True)
class StageShare:
    """How much of a stage is settled; ``share`` from 0 to 1, None where nothing was handed out."""

    stage: str
    total: int
    settled: int
    to_verify: int
    overdue: int

    @property
    def share(self) -> Decimal | None:
        return (Decimal(self.settled) / self.total).quantize(Decimal("0.001")) if self.total else None


def stage_shares(campaign: Campaign, actor: Actor, day: Any) -> list[StageShare]:
    """Each stage in its order, over the rows that the actor may see; one statement."""
    rows = CampaignStep.objects.visible_to(actor).filter(campaign=campaign)
    counted = (
        rows.order_by()
        .values(stage=F("plan__stage"))
        .annotate(
            total=Count("pk"),
            settled=Count("pk", filter=SETTLED),
            to_verify=Count("pk", filter=Q(status=Status.SUBMITTED) | Q(status=Status.EXCUSED)),
            overdue=Count("pk", filter=CampaignStep.red(day)),
            first=Min("plan__position"),
        )
        .order_by("first")
    )
    return [StageShare(row["stage"], row["total"], row["settled"], row["to_verify"], row["overdue"]) for row in counted]


def with_share(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Add ``rows_total`` and ``rows_settled``: of all organizations that take part."""
    return campaigns.annotate(
        rows_total=Count("steps"), rows_settled=Count("steps", filter=Q(steps__status__in=CampaignStep.SETTLED))
    )


def plan_counts(campaign: Campaign, actor: Actor, day: Any) -> QuerySet[PlannedStep]:
    """The planned steps with the counts of the rows that the actor may see."""
    seen = Q(steps__in=CampaignStep.objects.visible_to(actor).filter(campaign=campaign).values("pk"))
    late = CampaignStep.red(day, "steps__")
    rows: QuerySet[PlannedStep] = campaign.plan.annotate(
        rows_total=Count("steps", filter=seen),
        rows_settled=Count("steps", filter=seen & Q(steps__status__in=CampaignStep.SETTLED)),
        rows_late=Count("steps", filter=seen & late),
    )
    return rows.order_by("position")


def places_of(campaign: Campaign, actor: Actor) -> QuerySet[Organization]:
    """Those that take part and lie in the actor's sight, in the order of the tree."""
    seen = CampaignStep.objects.visible_to(actor).filter(campaign=campaign)
    rows: QuerySet[Organization] = Organization.objects.filter(pk__in=seen.values("organization_id"))
    return rows.order_by("path")


def cells_of(campaign: Campaign, actor: Actor, places: Iterable[Organization]) -> dict[tuple[int, int], CampaignStep]:
    """The rows of some organizations with their lights, by organization and planned step; one statement."""
    rows = CampaignStep.objects.visible_to(actor).filter(
        campaign=campaign, organization__in=[place.pk for place in places]
    )
    return {(row.organization_id, row.plan_id): row for row in with_lights(rows)}
