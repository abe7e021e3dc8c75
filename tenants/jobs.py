"""Doing a job: opening or dropping a district in the worker, with every step told as it begins.

The work is one transaction, so a worker that is killed leaves nothing behind; the next one begins anew. It is also
the reason why progress goes out on a connection of its own: what the transaction writes nobody sees before its end.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections, transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, NotFound
from core.permissions import PLATFORM, SYSTEM, Actor, Perm
from tenants.accounts.models import User
from tenants.accounts.operators import operator_actor
from tenants.actions.districts import FIRST_ACCOUNTS, Tell, district_create, district_drop
from tenants.actions.jobs import job_fail
from tenants.models import District, DistrictJob

log = logging.getLogger(__name__)

# A job that so many workers did not survive is not begun again by itself.
MOST_ATTEMPTS = 3


def do_job(pk: int) -> None:
    """Do the job if it is unfinished and nobody else does it; it ends done or failed with its reason.

    Call it in the public schema.
    """
    with _alone(pk) as alone:
        job = _begin(pk) if alone else None
        if job is None:
            return
        reason = _reason_to_stop(job) or _try(job)
        if reason:
            job_fail(actor=SYSTEM, job=job, reason=reason)


def _try(job: DistrictJob) -> str:
    """Do the work; answer with the reason if it failed."""
    try:
        with Progress(job) as tell, transaction.atomic():
            _WORK[job.kind](job, tell)
            job.status, job.ended_at = DistrictJob.Status.DONE, timezone.now()
            job.save(update_fields=["status", "ended_at", "dump"])
    except DomainError as refusal:
        return refusal.message
    except Exception:
        log.exception("job %s failed: %s", job.pk, job)
        at = DistrictJob.objects.get(pk=job.pk).get_step_display() or "开始"
        return f"“{at}”这一步出错，已全部撤回，没有留下任何改动。请查看后台任务日志（办理编号 {job.pk}），排除后重试。"
    return ""


def _reason_to_stop(job: DistrictJob) -> str:
    if job.attempts <= MOST_ATTEMPTS:
        return ""
    at = job.get_step_display() or "开始"
    return f"后台任务已中断 {MOST_ATTEMPTS} 次，最后停在“{at}”，没有留下任何改动。请检查后台任务进程后重试。"


def _open(job: DistrictJob, tell: Tell) -> None:
    district_create(actor=_asker(job), code=job.code, slug=job.slug, accounts=FIRST_ACCOUNTS, tell=tell)


def _drop(job: DistrictJob, tell: Tell) -> None:
    district = District.objects.filter(code=job.code, slug=job.slug, is_template=False).first()
    if district is None:
        raise NotFound("该区已不在平台上，无需删除。")
    job.dump = district_drop(actor=_asker(job), district=district, confirm=job.name, tell=tell).name


_WORK: dict[str, Callable[[DistrictJob, Tell], None]] = {DistrictJob.Kind.OPEN: _open, DistrictJob.Kind.DROP: _drop}


def _asker(job: DistrictJob) -> Actor:
    """Who asked, with the rights of this moment."""
    if job.asked_by is None:
        return SYSTEM
    user = User.objects.filter(pk=job.asked_by).first()
    if user is None or not operator_actor(user).can(Perm.DISTRICT_EDIT, PLATFORM):
        raise NotAllowed("提交人已不是平台运维人员，请放弃这项办理，由现任运维人员重新提交。")
    return operator_actor(user)


@contextmanager
def _alone(pk: int) -> Iterator[bool]:
    """Whether this process alone does the job. The database lets go of the lock of a process that died."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [DistrictJob.LOCK, pk])
        (alone,) = cursor.fetchone()
    try:
        yield bool(alone)
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [DistrictJob.LOCK, pk])


def _begin(pk: int) -> DistrictJob | None:
    """Count the attempt; None for a job that is over."""
    with transaction.atomic():
        job: DistrictJob | None = DistrictJob.objects.select_for_update().unfinished().filter(pk=pk).first()
        if job is not None:
            job.status, job.moved_at = DistrictJob.Status.RUNNING, timezone.now()
            job.attempts += 1
            job.save(update_fields=["status", "moved_at", "attempts"])
    return job


class Progress:
    """Writes into the job how far it is, at once and for everybody to see. What it cannot write stops no work."""

    def __init__(self, job: DistrictJob) -> None:
        self.job = job

    def __enter__(self) -> Tell:
        self.connection = connections.create_connection(DEFAULT_DB_ALIAS)
        return self.tell

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def tell(self, step: DistrictJob.Step, done: int, total: int) -> None:
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE public.tenants_districtjob SET step = %s, done = %s, total = %s, moved_at = now()"
                    " WHERE id = %s",
                    [step.value, done, total, self.job.pk],
                )
        except Error:
            log.exception("the progress of job %s could not be written", self.job.pk)
