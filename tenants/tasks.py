"""Background work of the platform itself; it stands in the public schema."""

from celery import shared_task
from django_tenants.utils import schema_context

from tenants.jobs import do_job
from tenants.models import DistrictJob


@shared_task(name="tenants.carry_out")
def carry_out(schema: str, job: int) -> None:
    """Open or drop a district; what somebody else does already, or what is over, is left alone."""
    with schema_context(schema):
        do_job(job)


@shared_task(name="tenants.resume")
def resume(schema: str) -> int:
    """Queue again the jobs that a lost message or a killed worker left behind."""
    with schema_context(schema):
        left = [job.pk for job in DistrictJob.objects.unfinished() if not job.is_in_hand]
    for job in left:
        carry_out.delay(schema, job)
    return len(left)
