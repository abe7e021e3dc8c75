"""Which figures of a report wait for whom, as a query for lists, work lists and the summary."""

from django.db import models
from django.db.models import Case, Q, QuerySet, Value, When

from assessment.models import QuarterlyReport, ReportEntry
from core.permissions import Actor, Perm
from core.visibility import under
from tenants.org.models import Organization

OPEN = (ReportEntry.Status.DRAFT, ReportEntry.Status.RETURNED)


class EntryWait(models.TextChoices):
    """What somebody is waited for to do."""

    CONFIRM = "confirm", "待我方确认"
    REVIEW = "review", "待我方审核"


def with_entry_waits(entries: QuerySet[ReportEntry], actor: Actor) -> QuerySet[ReportEntry]:
    """Add ``waits``: what the actor is waited for to do about each place's figures, or None."""
    level = Organization.Level
    open_now = Q(report__status=QuarterlyReport.Status.DRAFT, status__in=OPEN)
    confirms = under(actor.paths(Perm.REPORT_CONFIRM), "path") & Q(level=level.COMMUNITY)
    reviews = under(actor.paths(Perm.REPORT_REVIEW), "path") & Q(level=level.SUBDISTRICT)
    return entries.annotate(
        waits=Case(
            When(open_now & confirms, then=Value(EntryWait.CONFIRM.value)),
            When(open_now & reviews, then=Value(EntryWait.REVIEW.value)),
            default=None,
            output_field=models.CharField(),
        )
    )
