"""Background work of this package."""

from celery import shared_task
from django_tenants.utils import schema_context

from assessment.actions.reports import report_draft
from assessment.models import QuarterlyReport
from core.events import now
from core.periods import SHANGHAI, Quarter
from core.permissions import SYSTEM
from tenants.fanout import fan_out
from tenants.org.models import Organization

# The district office can draft by hand at any time; the platform does so in the first days of a quarter only.
FIRST_DAYS = 10


@shared_task(name="assessment.draft_everywhere")
def draft_everywhere() -> int:
    """Queue the draft of last quarter's report for every district, in the first days of a quarter."""
    moment = now().astimezone(SHANGHAI)
    if (moment - Quarter.of(moment).start).days >= FIRST_DAYS:
        return 0
    return fan_out(draft)


@shared_task(name="assessment.draft")
def draft(schema: str) -> int:
    """Draft last quarter's report of one district unless there is one; return how many were drafted."""
    with schema_context(schema):
        quarter = Quarter.of(now()).previous
        exists = QuarterlyReport.objects.filter(year=quarter.year, quarter=quarter.number).exists()
        if exists or not Organization.objects.filter(depth=1).exists():
            return 0
        report_draft(actor=SYSTEM, quarter=quarter)
        return 1
