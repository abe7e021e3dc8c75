"""Telling the worker of a job."""

import logging

from django.db import transaction
from django_tenants.utils import get_public_schema_name

from tenants.models import DistrictJob

log = logging.getLogger(__name__)


def wake_worker_for(job: DistrictJob) -> None:
    """Queue the job once it is committed. If the queue is out of reach, the periodic ``resume`` finds it."""
    transaction.on_commit(lambda: call_worker(job.pk), robust=True)


def call_worker(job: int) -> None:
    from tenants.tasks import carry_out

    try:
        carry_out.delay(get_public_schema_name(), job)
    except Exception:
        log.exception("the queue is out of reach; job %s waits for the sweep", job)
