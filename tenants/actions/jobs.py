"""Asking the worker for a district to be opened or dropped, and what an operator does about a job that failed."""

from django.db import IntegrityError, transaction
from django_tenants.utils import get_public_schema_name, schema_context

from core.errors import InvalidInput, WrongState
from core.events import action, now, record
from core.permissions import PLATFORM, Actor, Perm, require
from tenants.actions.districts import lock_for_drop, plan_district
from tenants.models import District, DistrictJob
from tenants.waking import wake_worker_for


@action
def job_open(*, actor: Actor, code: str, slug: str) -> DistrictJob:
    """Ask for a district to be opened; asking again while that is under way answers with the same job.

    Refuses at once what ``district_create`` would refuse later.
    """
    require(actor, Perm.DISTRICT_EDIT, at=PLATFORM)
    with schema_context(get_public_schema_name()):
        _, district = plan_district(code, slug)
        return _ask(actor, DistrictJob.Kind.OPEN, district)


@action
def job_drop(*, actor: Actor, district: District, confirm: str) -> DistrictJob:
    """Ask for a closed district to be dumped and dropped; asking again answers with the same job.

    Refuses at once what ``district_drop`` would refuse later.
    """
    require(actor, Perm.DISTRICT_EDIT, at=district.place)
    with schema_context(get_public_schema_name()):
        return _ask(actor, DistrictJob.Kind.DROP, lock_for_drop(district, confirm))


@action
def job_fail(*, actor: Actor, job: DistrictJob, reason: str) -> DistrictJob:
    """Say why an unfinished job ended without having changed anything."""
    require(actor, Perm.DISTRICT_EDIT, at=job.place)
    with schema_context(get_public_schema_name()):
        fresh = _lock(job)
        if not fresh.is_unfinished:
            raise WrongState("这项办理已经结束。", field="status")
        fresh.status, fresh.reason = DistrictJob.Status.FAILED, reason[:500]
        return _ended(actor, fresh, "job.fail", {"reason": fresh.reason})


@action
def job_retry(*, actor: Actor, job: DistrictJob) -> DistrictJob:
    """Let the worker begin a failed job anew, from its first step."""
    require(actor, Perm.DISTRICT_EDIT, at=job.place)
    with schema_context(get_public_schema_name()):
        fresh = _lock(job)
        if fresh.status != DistrictJob.Status.FAILED:
            raise WrongState("只有没有完成的办理可以重试，请刷新后核对。", field="status")
        fresh.status, fresh.reason, fresh.step, fresh.attempts = DistrictJob.Status.WAITING, "", "", 0
        fresh.done, fresh.total, fresh.ended_at, fresh.moved_at = 0, 0, None, now()
        fresh.save()
        record("job.retry", actor=actor, subject=fresh)
        wake_worker_for(fresh)
        return fresh


@action
def job_give_up(*, actor: Actor, job: DistrictJob) -> DistrictJob:
    """Drop the wish: for a job that failed, or that no worker has begun."""
    require(actor, Perm.DISTRICT_EDIT, at=job.place)
    with schema_context(get_public_schema_name()):
        fresh = _lock(job)
        if fresh.status not in DistrictJob.GIVES_UP:
            raise WrongState("已经开始或已经结束的办理不能放弃，请刷新后核对。", field="status")
        fresh.status = DistrictJob.Status.GIVEN_UP
        return _ended(actor, fresh, "job.give_up", {})


def _ask(actor: Actor, kind: DistrictJob.Kind, district: District) -> DistrictJob:
    """One unfinished job for a district and for an address, however many ask at once."""
    job = DistrictJob(
        kind=kind,
        code=district.code,
        slug=district.slug,
        name=district.name,
        asked_by=actor.id,
        asked_label=actor.label[:120],
        asked_at=now(),
        moved_at=now(),
    )
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError as error:
        same = DistrictJob.objects.unfinished().filter(kind=kind, code=job.code, slug=job.slug).first()
        if same is None:
            raise InvalidInput("该区或该地址正在办理开通或删除，请等它结束后再提交。", field="code") from error
        return same
    # A wish made anew takes the place of one that failed.
    failed = DistrictJob.objects.filter(code=job.code, status=DistrictJob.Status.FAILED)
    failed.update(status=DistrictJob.Status.GIVEN_UP)
    record("job.ask", actor=actor, subject=job, data={"note": f"{job}（{job.code}，{job.slug}）"})
    wake_worker_for(job)
    return job


def _ended(actor: Actor, job: DistrictJob, verb: str, data: dict[str, str]) -> DistrictJob:
    job.ended_at = job.moved_at = now()
    job.save()
    record(verb, actor=actor, subject=job, data=data)
    return job


def _lock(job: DistrictJob) -> DistrictJob:
    return DistrictJob.objects.select_for_update().get(pk=job.pk)
