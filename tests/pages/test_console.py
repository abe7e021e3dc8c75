"""The operators' console on the platform's own host."""

import re
from datetime import timedelta

import pytest
from cast import PASSWORD, Cast
from django.test import Client
from django.utils import timezone
from django_tenants.utils import schema_context, schema_exists

from core.models import Delivery, Event
from core.permissions import SYSTEM
from tenants.accounts.models import User
from tenants.actions.districts import FIRST_ACCOUNTS, district_close, district_create
from tenants.actions.operators import operator_create
from tenants.jobs import do_job
from tenants.models import District, DistrictJob, Domain

NONSENSE = ("q=%00", "page=x", "sort=-nothing", "code=%00", "code=abc", "code=310199", "q=%F0%9F%98%80", "closed=1")


@pytest.fixture
def operator(db) -> Client:
    user = operator_create(actor=SYSTEM, username="yunwei", name="小何", password=PASSWORD, must_change_password=False)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def opened() -> District:
    return District.objects.get(slug="tianhe")


def job() -> DistrictJob:
    return DistrictJob.objects.get()


def test_a_district_is_found_and_opened(operator) -> None:
    assert "广东省广州市天河区" in operator.get("/districts/new/?q=广州 天河").content.decode()
    assert "已开通" in operator.get("/districts/new/?q=310106").content.decode()
    form = operator.get("/districts/new/?code=440106000000").content.decode()
    assert 'value="tianhe"' in form
    asked = operator.post("/districts/new/", {"code": "440106000000", "slug": "tianhe"})
    assert asked.url == f"/jobs/{job().pk}/"
    page = operator.get(asked.url).content.decode()
    assert "排队中" in page
    assert "every 1s" in page
    assert "开通天河区" in operator.get("/districts/").content.decode()
    # A second click leads to the same job.
    assert operator.post("/districts/new/", {"code": "440106000000", "slug": "tianhe"}).url == asked.url
    do_job(job().pk)
    page = operator.get(asked.url).content.decode()
    assert "天河区已开通" in page
    assert page.count("已完成") == 6
    assert "every 1s" not in page
    assert schema_exists("tianhe")
    listed = operator.get("/districts/").content.decode()
    assert "天河区" in listed
    assert "开通天河区" not in listed
    again = operator.post("/districts/new/", {"code": "440106000000", "slug": "tianhe"})
    assert again.status_code == 422
    assert "已经开通" in again.content.decode()
    assert operator.post("/districts/new/", {"code": "", "slug": "Bad Slug"}).status_code == 422


def test_first_passwords_are_shown_once_and_on_request_only(operator) -> None:
    district_create(actor=SYSTEM, code="440106", slug="tianhe", accounts=FIRST_ACCOUNTS)
    here = f"/districts/{opened().pk}/passwords/"
    asked = operator.get(here).content.decode()
    assert "<code>" not in asked
    shown = operator.post(here).content.decode()
    passwords = re.findall("<code>(.+?)</code>", shown)
    assert len(passwords) == 4
    with schema_context("tianhe"):
        assert User.objects.get(username="system").check_password(passwords[0])
        User.objects.update(last_login=timezone.now())
    assert "发放初始密码" not in operator.get(f"/districts/{opened().pk}/").content.decode()
    refused = operator.post(here)
    assert refused.status_code == 422
    assert "首批账号都已登录过" in refused.content.decode()


def ask(operator: Client) -> str:
    return operator.post("/districts/new/", {"code": "440106", "slug": "tianhe"}).url


def test_the_page_of_a_job_says_that_nobody_works_on_it(operator) -> None:
    here = ask(operator)
    DistrictJob.objects.update(moved_at=timezone.now() - timedelta(minutes=3))
    page = operator.get(here).content.decode()
    assert "后台任务还没有开始办理，已等待 3 分钟" in page
    assert "every 5s" in page
    DistrictJob.objects.update(
        moved_at=timezone.now() - timedelta(hours=1), attempts=1, status="running", step="places"
    )
    page = operator.get(here).content.decode()
    assert "后台任务中断了" in page
    assert "hx-trigger" not in page.split('id="progress"')[1].split("</section>")[0]


def test_the_page_asks_for_progress_only_and_reloads_at_the_end(operator, django_assert_max_num_queries) -> None:
    here = ask(operator)
    DistrictJob.objects.update(status="running", step="places", done=100, total=253)
    htmx = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "progress"}
    with django_assert_max_num_queries(6):
        part = operator.get(f"{here}?status=running&step=clone", **htmx)
    assert "<html" not in part.content.decode()
    assert "100 / 253" in part.content.decode()
    assert "正在办理：载入区划" in part.content.decode()
    assert "正在办理：" not in operator.get(f"{here}?status=running&step=places", **htmx).content.decode()
    DistrictJob.objects.update(status="done")
    assert operator.get(f"{here}?status=running", **htmx)["HX-Refresh"] == "true"


def test_a_failed_job_is_tried_again_or_given_up(operator) -> None:
    here = ask(operator)
    district_create(actor=SYSTEM, code="440106", slug="other")
    do_job(job().pk)
    page = operator.get(here).content.decode()
    assert "天河区（440106000000）已经开通" in page
    assert "开通天河区" in operator.get("/districts/").content.decode()
    assert operator.post(f"{here}retry/").status_code == 302
    assert job().status == "waiting"
    assert operator.post(f"{here}retry/").status_code == 422
    assert "放弃" in operator.get(f"{here}give-up/").content.decode()
    assert operator.post(f"{here}give-up/").status_code == 302
    assert job().status == "given_up"
    do_job(job().pk)
    assert job().status == "given_up"
    assert "开通天河区" not in operator.get("/districts/").content.decode()


def test_a_district_is_dropped_by_the_worker_after_two_questions(operator, monkeypatch) -> None:
    dumped = []
    monkeypatch.setattr("tenants.actions.districts.dump_schema", lambda schema, place: dumped.append(schema))
    closed = district_close(
        actor=SYSTEM, district=district_create(actor=SYSTEM, code="440106", slug="tianhe"), reason="迁移"
    )
    District.objects.filter(pk=closed.pk).update(closed_at=timezone.now() - timedelta(hours=1))
    here = f"/districts/{closed.pk}"
    assert operator.post(f"{here}/drop/", {"confirm": "天河区"}).status_code == 422
    assert operator.post(f"{here}/drop/", {"confirm": "天河", "sure": "on"}).status_code == 422
    asked = operator.post(f"{here}/drop/", {"confirm": "天河区", "sure": "on"})
    assert asked.url == f"/jobs/{job().pk}/"
    assert "查看删除进度" in operator.get(f"{here}/").content.decode()
    assert operator.get("/districts/").status_code == 200
    assert schema_exists("tianhe")
    do_job(job().pk)
    assert dumped == ["tianhe"]
    assert not schema_exists("tianhe")
    assert "天河区已删除" in operator.get(asked.url).content.decode()
    assert job().dump.startswith("tianhe-")


def test_health_shows_what_waits(operator, cast: Cast, django_assert_max_num_queries) -> None:
    with schema_context("jingan"):
        user = User.objects.get(username="leader")
        from tenants.accounts.actions.users import user_edit

        user_edit(actor=SYSTEM, user=user, name="李书记")
        Delivery.objects.create(
            event=Event.objects.get(), consumer="notices", due_at=timezone.now() - timedelta(hours=1), attempts=2
        )
    with schema_context("public"):
        jingan = District.objects.get(slug="jingan")
        with django_assert_max_num_queries(12):
            assert "静安区" in operator.get("/districts/").content.decode()
        page = operator.get(f"/districts/{jingan.pk}/").content.decode()
    assert "分发积压" in page


def test_a_district_is_closed_opened_and_not_dropped_by_mistake(operator) -> None:
    district_create(actor=SYSTEM, code="440106", slug="tianhe")
    here = f"/districts/{opened().pk}"
    assert "删除" not in operator.get(f"{here}/").content.decode().split("record-body")[0]
    assert operator.post(f"{here}/drop/", {"confirm": "天河区", "sure": "on"}).status_code == 422
    assert operator.post(f"{here}/close/", {"reason": ""}).status_code == 422
    assert operator.post(f"{here}/close/", {"reason": "迁移"}).status_code == 302
    assert opened().closed_at is not None
    assert operator.post(f"{here}/drop/", {"confirm": "天河"}).status_code == 422
    assert schema_exists("tianhe")
    assert operator.post(f"{here}/reopen/").status_code == 302
    assert operator.post(f"{here}/add-host/", {"host": "ld.tianhe.gov.cn"}).status_code == 302
    assert operator.post(f"{here}/add-host/", {"host": "not a host"}).status_code == 422
    assert Domain.objects.filter(domain="ld.tianhe.gov.cn").exists()


def test_an_administrators_password_is_reset(operator) -> None:
    from tenants.actions.districts import first_accounts

    district_create(actor=SYSTEM, code="440106", slug="tianhe", accounts=first_accounts())
    here = f"/districts/{opened().pk}/reset/"
    assert operator.post(here, {"username": "audit", "password": "Brand-new-2027"}).status_code == 302
    assert operator.post(here, {"username": "office", "password": "Brand-new-2027"}).status_code == 422
    with schema_context("tianhe"):
        assert User.objects.get(username="audit").check_password("Brand-new-2027")


@pytest.mark.parametrize("path", ["/districts/", "/districts/new/", "/audit/"])
@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_never_a_fault(operator, path, query) -> None:
    assert operator.get(f"{path}?{query}").status_code == 200


def test_the_platforms_own_log_is_read_here(operator) -> None:
    assert "新建平台运维账号" in operator.get("/audit/").content.decode()
    assert "校验通过" in operator.post("/audit/verify/", follow=True).content.decode()


def test_the_console_is_for_operators_on_their_host_only(db, cast: Cast) -> None:
    district = Client(HTTP_HOST="jingan.localhost")
    district.force_login(cast.users["system"], backend="django.contrib.auth.backends.ModelBackend")
    assert district.get("/districts/").status_code == 404
    with schema_context("public"):
        plain = User.objects.create(username="dismissed", name="前运维", password="!")
        client = Client(HTTP_HOST="localhost")
        assert client.get("/districts/").status_code == 302
        client.force_login(plain, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get("/districts/").status_code == 403
        assert client.post("/districts/new/", {"code": "440106", "slug": "tianhe"}).status_code == 403
    assert not schema_exists("tianhe")


def test_a_template_is_nobodys_district(operator) -> None:
    template = District.objects.get(is_template=True)
    assert operator.get(f"/districts/{template.pk}/").status_code == 404
    assert "区模板" not in operator.get("/districts/").content.decode()
