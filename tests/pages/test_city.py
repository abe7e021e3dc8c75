"""City clients in the operators' console, and the consent in a district's own pages."""

import re
from datetime import timedelta

import pytest
from cast import PASSWORD, Cast
from database import NEIGHBOUR, SCHEMA
from django.test import Client
from django_tenants.utils import schema_context
from stories import consent_in

from core.models import Event
from core.outbox import deliver_waiting
from core.periods import today
from core.permissions import SYSTEM
from tenants.actions.districts import district_close
from tenants.actions.operators import operator_create
from tenants.models import CityClient, CityConsent, District
from tenants.notices.models import Notice

NASTY = ("q=%00", "page=x", "sort=-nothing", "status=zz&status=%00", "size=1e9")


@pytest.fixture
def operator(db) -> Client:
    user = operator_create(actor=SYSTEM, username="yunwei", name="小何", password=PASSWORD, must_change_password=False)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def form(**changes: str) -> dict[str, str]:
    day = today() + timedelta(days=300)
    return {"name": "市数据中心", "purpose": "汇总全市通报", "expires_on": day.isoformat(), **changes}


def secret_in(page: str) -> str:
    found = re.search(r"client_secret）</dt><dd><code>([^<]+)", page)
    assert found
    return found[1]


def test_a_client_is_registered_and_its_secret_shown_once(operator: Client) -> None:
    assert "还没有城市应用" in operator.get("/city-clients/").content.decode()
    assert "有效期至" in operator.get("/city-clients/new/").content.decode()
    page = operator.post("/city-clients/new/", form()).content.decode()
    secret = secret_in(page)
    client = CityClient.objects.get()
    here = f"/city-clients/{client.pk}/"
    assert here in page
    assert client.client_id in page
    record = operator.get(here).content.decode()
    assert client.client_id in record
    assert secret not in record
    assert "还没有请求任何区" in record
    assert "登记城市应用" in record
    assert "旧密钥和已发出的令牌立即失效" in operator.get(f"{here}rotate/").content.decode()
    again = secret_in(operator.post(f"{here}rotate/").content.decode())
    assert again != secret
    assert "市数据中心" in operator.get("/city-clients/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"purpose": ""},
        {"expires_on": ""},
        {"expires_on": "明天"},
        {"expires_on": "2020-01-01"},
        {"expires_on": "2999-01-01"},
    ],
)
def test_a_wrong_form_is_refused_and_nothing_made(operator: Client, wrong: dict[str, str]) -> None:
    assert operator.post("/city-clients/new/", form(**wrong)).status_code == 422
    assert not CityClient.objects.exists()


def test_two_clients_in_use_do_not_share_a_name(operator: Client) -> None:
    operator.post("/city-clients/new/", form())
    assert "已有名为" in operator.post("/city-clients/new/", form()).content.decode()
    here = f"/city-clients/{CityClient.objects.get().pk}/"
    assert operator.post(f"{here}disable/", {"reason": ""}).status_code == 422
    assert operator.post(f"{here}disable/", {"reason": "项目结束"}).status_code == 302
    page = operator.get(here).content.decode()
    assert "已停用" in page
    assert "更换密钥" not in page.split("登记城市应用")[0]
    assert operator.post(f"{here}rotate/").status_code == 422
    secret_in(operator.post("/city-clients/new/", form()).content.decode())


def test_districts_are_asked_and_answer_themselves(operator: Client, cast: Cast, browser) -> None:
    security = browser("security")
    operator.post("/city-clients/new/", form())
    here = f"/city-clients/{CityClient.objects.get().pk}/"
    asked = operator.get(f"{here}ask/").content.decode()
    assert "静安区" in asked
    assert "东城区" in asked
    district = District.objects.get(schema_name=SCHEMA)
    for wrong in ([], ["x"], [2**40], [2**70]):
        assert operator.post(f"{here}ask/", {"districts": wrong}).status_code == 422
    assert operator.post(f"{here}ask/", {"districts": [district.pk]}).status_code == 302
    assert operator.post(f"{here}ask/", {"districts": [district.pk]}).status_code == 422
    assert "待答复" in operator.get(here).content.decode()
    with schema_context(SCHEMA):
        deliver_waiting()
        told = Notice.objects.get(user=cast.users["security"]).text
    assert "请求同意城市读取通报：市数据中心（汇总全市通报）" in told
    consent = CityConsent.objects.get()
    assert "市数据中心" in security.get("/city-consents/").content.decode()
    own = f"/city-consents/{consent.pk}/"
    assert "会议决定" in security.get(f"{own}agree/").content.decode()
    assert security.post(f"{own}agree/", {"reason": " "}).status_code == 422
    assert security.post(f"{own}agree/", {"reason": "区委常委会同意"}).status_code == 302
    page = security.get(own).content.decode()
    assert "已同意" in page
    assert "区委常委会同意" in page
    assert "安全员" in page
    assert "已同意" in operator.get(here).content.decode()
    assert "立即读不到本区" in security.get(f"{own}withdraw/").content.decode()
    assert security.post(f"{own}withdraw/", {"reason": "项目结束"}).status_code == 302
    assert security.post(f"{own}withdraw/", {"reason": "项目结束"}).status_code == 422
    with schema_context(SCHEMA):
        assert Event.objects.latest("id").data["reason"] == "项目结束"
    assert "已收回" in operator.get(here).content.decode()


def test_nobody_agrees_to_a_client_that_has_ended(cast: Cast, browser) -> None:
    consent = consent_in(cast)
    CityClient.objects.update(expires_on=today() - timedelta(days=1))
    refused = browser("security").post(f"/city-consents/{consent.pk}/agree/", {"reason": "会议决定"})
    assert refused.status_code == 422
    assert "已停用或已过有效期" in refused.content.decode()


def test_a_closed_district_is_not_asked(operator: Client) -> None:
    operator.post("/city-clients/new/", form())
    here = f"/city-clients/{CityClient.objects.get().pk}/"
    closed = district_close(actor=SYSTEM, district=District.objects.get(schema_name=NEIGHBOUR), reason="迁移")
    assert "东城区" not in operator.get(f"{here}ask/").content.decode()
    assert operator.post(f"{here}ask/", {"districts": [closed.pk]}).status_code == 422
    assert not CityConsent.objects.exists()


def test_the_pages_of_a_district_are_for_its_security_administrator(cast: Cast, browser) -> None:
    foreign = consent_in(cast, schema=NEIGHBOUR)
    security = browser("security")
    assert "没有市级系统请求读取" in security.get("/city-consents/").content.decode()
    assert security.get(f"/city-consents/{foreign.pk}/").status_code == 404
    assert security.post(f"/city-consents/{foreign.pk}/agree/", {"reason": "越权"}).status_code == 404
    own = consent_in(cast)
    for name in ("leader", "office", "system", "audit", "street_a", "unit_a"):
        assert browser(name).get("/city-consents/").status_code == 403
        assert browser(name).post(f"/city-consents/{own.pk}/agree/", {"reason": "越权"}).status_code in (403, 404)
    own.refresh_from_db()
    assert own.status == "asked"


def test_the_pages_cost_few_statements(operator: Client, cast: Cast, browser, django_assert_max_num_queries) -> None:
    consent = consent_in(cast, "agreed")
    security = browser("security")
    for who, address in (
        (operator, "/city-clients/"),
        (operator, f"/city-clients/{consent.client_id}/"),
        (security, "/city-consents/"),
        (security, f"/city-consents/{consent.pk}/"),
    ):
        with django_assert_max_num_queries(12):
            assert who.get(address).status_code == 200, address


def test_no_query_string_breaks_the_lists(operator: Client, cast: Cast, browser) -> None:
    security = browser("security")
    for query in NASTY:
        assert operator.get(f"/city-clients/?{query}").status_code in (200, 302, 400), query
        assert security.get(f"/city-consents/?{query}").status_code in (200, 302, 400), query
