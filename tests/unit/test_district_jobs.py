"""The worker opens and drops districts: every step seen as it begins, nothing half done, nothing done twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context, schema_exists

from core.errors import InvalidInput, WrongState
from core.models import Event
from core.permissions import SYSTEM
from tenants import jobs, tasks
from tenants.accounts.models import User
from tenants.accounts.operators import operator_actor
from tenants.actions import districts
from tenants.actions.jobs import job_give_up, job_open, job_retry
from tenants.actions.operators import operator_create
from tenants.jobs import MOST_ATTEMPTS, do_job
from tenants.models import District, DistrictJob


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What was sent to the worker."""
    sent: list[tuple[str, int]] = []
    monkeypatch.setattr(tasks.carry_out, "delay", lambda schema, job: sent.append((schema, job)))
    return sent


def asked(slug: str = "tianhe", **values: Any) -> DistrictJob:
    return job_open(actor=SYSTEM, code="440106", slug=slug, **values)


def fresh(job: DistrictJob) -> DistrictJob:
    return DistrictJob.objects.get(pk=job.pk)


@pytest.fixture
def steps(scratch: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str, int, int]]]:
    """What another process reads in the job each time that a step has been told."""
    seen: list[tuple[str, str, int, int]] = []
    usual = jobs.Progress.tell
    with psycopg.connect(scratch, autocommit=True) as other:

        def tell(self: jobs.Progress, *told: Any) -> None:
            usual(self, *told)
            seen.append(other.execute("SELECT status, step, done, total FROM tenants_districtjob").fetchone())

        monkeypatch.setattr(jobs.Progress, "tell", tell)
        yield seen


def test_each_step_is_seen_while_the_work_goes_on(steps, queue, monkeypatch) -> None:
    monkeypatch.setattr("tenants.divisions.tree.BATCH", 100)
    job = asked()
    assert queue == [("public", job.pk)]
    tasks.carry_out("public", job.pk)
    assert {status for status, *_ in steps} == {"running"}
    assert list(dict.fromkeys(step for _, step, *_ in steps)) == [one.value for one in DistrictJob.STEPS["open"]]
    planted = [(done, total) for _, step, done, total in steps if step == "places"]
    assert planted == [(0, 252), (100, 252), (200, 252), (252, 252)]
    assert [done for _, step, done, total in steps if step == "accounts"] == [0, 1, 2, 3]
    job = fresh(job)
    assert (job.status, job.attempts, job.is_in_hand) == ("done", 1, False)
    assert job.ended_at is not None
    assert schema_exists("tianhe")
    # A message that comes twice finds nothing to do.
    tasks.carry_out("public", job.pk)
    assert fresh(job).attempts == 1
    assert Event.objects.filter(verb="district.create").count() == 1


def test_asking_twice_makes_one_job(db, queue, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = asked()
        assert asked() == first
    assert queue == [("public", first.pk)]
    with pytest.raises(InvalidInput, match="正在办理"):
        asked(slug="other")
    with pytest.raises(InvalidInput, match="正在办理"):
        job_open(actor=SYSTEM, code="310115", slug="tianhe")
    assert DistrictJob.objects.count() == 1


def test_two_who_ask_at_the_same_moment_get_one_job(scratch, queue) -> None:
    def click(_: int) -> int:
        try:
            return asked().pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clicks:
        assert len(set(clicks.map(click, range(4)))) == 1
    assert DistrictJob.objects.count() == len(queue) == 1


def test_what_would_be_refused_later_is_refused_at_once(db, queue) -> None:
    with pytest.raises(InvalidInput, match="已经开通"):
        job_open(actor=SYSTEM, code="310106", slug="second")
    with pytest.raises(InvalidInput) as refusal:
        job_open(actor=SYSTEM, code="440106", slug="Bad Slug")
    assert refusal.value.field == "slug"
    assert not DistrictJob.objects.exists()


def test_a_queue_out_of_reach_loses_nothing(db, monkeypatch, django_capture_on_commit_callbacks) -> None:
    def broken(*given: Any) -> None:
        raise OSError("connection refused")

    monkeypatch.setattr(tasks.carry_out, "delay", broken)
    with django_capture_on_commit_callbacks(execute=True):
        job = asked()
    sent = []
    monkeypatch.setattr(tasks.carry_out, "delay", lambda *given: sent.append(given))
    assert tasks.resume("public") == 1
    assert sent == [("public", job.pk)]


def test_a_step_that_breaks_leaves_nothing_and_is_tried_again(scratch, queue, monkeypatch) -> None:
    def full(*given: Any, **values: Any) -> None:
        raise MemoryError("no space left on device")

    job = asked()
    with monkeypatch.context() as broken:
        broken.setattr(districts, "plant_tree", full)
        do_job(job.pk)
    job = fresh(job)
    assert (job.status, job.step) == ("failed", "clone")
    assert job.reason.startswith("“克隆模板（数据表、角色权限）”这一步出错，已全部撤回")
    assert "space" not in job.reason
    assert not schema_exists("tianhe")
    assert not District.objects.filter(slug="tianhe").exists()
    assert tasks.resume("public") == 0
    job_retry(actor=SYSTEM, job=job)
    assert queue[-1] == ("public", job.pk)
    do_job(job.pk)
    assert fresh(job).status == "done"
    assert Event.objects.filter(verb__startswith="job.").count() == 3


def test_what_one_worker_has_in_hand_another_leaves_alone(scratch, queue) -> None:
    job = asked()
    with psycopg.connect(scratch) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [DistrictJob.LOCK, job.pk])
        assert fresh(job).is_in_hand
        assert tasks.resume("public") == 0
        do_job(job.pk)
        assert fresh(job).attempts == 0
    assert tasks.resume("public") == 1


def test_a_job_that_kills_its_workers_ends_with_its_reason(db, queue) -> None:
    job = asked()
    DistrictJob.objects.update(status="running", step="clone", attempts=MOST_ATTEMPTS)
    do_job(job.pk)
    job = fresh(job)
    assert job.status == "failed"
    assert "已中断 3 次，最后停在“克隆模板（数据表、角色权限）”" in job.reason
    assert not schema_exists("tianhe")


def test_the_asker_needs_the_right_still_when_it_is_done(db, queue) -> None:
    user = operator_create(actor=SYSTEM, username="yunwei", name="小何", password="Liandong-2026")
    job = job_open(actor=operator_actor(user), code="440106", slug="tianhe")
    User.objects.filter(pk=user.pk).update(is_operator=False)
    do_job(job.pk)
    assert "已不是平台运维人员" in fresh(job).reason
    User.objects.filter(pk=user.pk).update(is_operator=True)
    do_job(job_retry(actor=SYSTEM, job=fresh(job)).pk)
    assert fresh(job).status == "done"
    assert Event.objects.get(verb="district.create").actor_label == "平台运维 小何"


def test_only_what_has_not_begun_or_has_failed_is_given_up(db, queue) -> None:
    job = asked()
    DistrictJob.objects.update(status="running")
    with pytest.raises(WrongState):
        job_give_up(actor=SYSTEM, job=job)
    DistrictJob.objects.update(status="failed", ended_at=timezone.now())
    # Asked anew, the one that failed is settled by itself.
    second = asked(slug="another")
    assert fresh(job).status == "given_up"
    job_give_up(actor=SYSTEM, job=second)
    assert not DistrictJob.objects.unfinished().exists()


def test_nothing_of_it_is_in_a_district(district) -> None:
    with schema_context("public"):
        asked()
        assert DistrictJob.objects.visible_to(SYSTEM).count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname FROM pg_tables WHERE tablename = 'tenants_districtjob'")
        assert cursor.fetchall() == [("public",)]
