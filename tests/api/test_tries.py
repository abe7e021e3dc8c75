"""Tokens given, given back, refused and misused, and files sent: in the audit trail, and no flood."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from callers import Caller, person, token_of
from cast import Cast
from django.db import connection
from django.test import Client as Http
from django.test import override_settings
from django_tenants.utils import schema_context
from samples import png

from api import rates, tries
from api.actions.clients import client_disable, client_limit, client_register
from api.models import Client, ClientTry
from api.tasks import tell_of_cities
from core.events import at_moment
from core.models import Event
from core.periods import SHANGHAI, today
from core.permissions import SYSTEM
from tenants.actions.cities import cityclient_disable, cityclient_register
from tenants.models import CityClient, CityTry

HOST = "jingan.localhost"
ELSEWHERE = "203.0.113.9"
NOON = datetime(2026, 11, 2, 12, 30, tzinfo=SHANGHAI)


@pytest.fixture
def registered(cast: Cast) -> tuple[Client, str]:
    return client_register(
        actor=cast.actor("security"), name="数据中台", purpose="汇总", at=cast.street_a, scopes=["view", "listing.edit"]
    )


def token(client: Client, secret: str, address: str = "127.0.0.1") -> Any:
    return token_of(Http(REMOTE_ADDR=address), HOST, client.client_id, secret)


def told(*verbs: str) -> list[tuple[str, str, str, str | None]]:
    """Verb, who, what was said of it, and from where."""
    found = Event.objects.filter(verb__in=verbs or ("client.token", "client.token_back", "client.refuse"))
    return [(each.verb, each.actor_label, each.data.get("note", ""), each.address) for each in found.order_by("id")]


def test_a_token_is_given_under_the_name_of_the_client(registered: tuple[Client, str]) -> None:
    client, secret = registered
    answer = token(client, secret)
    assert answer.status_code == 200
    assert told() == [("client.token", "应用 数据中台", "", "127.0.0.1")]
    event = Event.objects.get(verb="client.token")
    assert (event.actor_kind, event.actor_id) == ("client", client.service_user_id)
    form = {"token": answer.json()["access_token"], "client_id": client.client_id, "client_secret": secret}
    assert Http().post("/oauth/revoke_token/", form, HTTP_HOST=HOST).status_code == 200
    assert told()[1:] == [("client.token_back", "应用 数据中台", "", "127.0.0.1")]


def test_every_reason_for_which_none_is_given(cast: Cast, registered: tuple[Client, str]) -> None:
    client, secret = registered
    security = cast.actor("security")
    assert token(client, "guess").status_code == 401
    form = {"grant_type": "password", "client_id": client.client_id, "client_secret": secret}
    assert Http().post("/oauth/token/", form, HTTP_HOST=HOST).status_code == 400
    client_limit(actor=security, client=client, expires_on=None, networks=["10.0.0.0/8"])
    assert token(client, secret).status_code == 401
    client_limit(actor=security, client=client, expires_on=today(), networks=[])
    with at_moment(datetime.now(SHANGHAI) + timedelta(days=2)):
        Client.objects.filter(pk=client.pk).update(expires_on=today() - timedelta(days=1))
        assert token(client, secret).status_code == 401
    client_disable(actor=security, client=client, reason="停用")
    assert token(client, secret).status_code == 401
    assert [note for _, _, note, _ in told("client.refuse")] == [
        "密钥不正确",
        "申请令牌的请求不正确",
        "来源地址不在允许的网络内",
        "应用已过有效期",
        "应用已停用",
    ]
    # Whoever tried had not shown to be the client.
    assert {who for _, who, _, _ in told("client.refuse")} == {"系统"}


def test_too_many_and_a_wrong_origin(registered: tuple[Client, str], settings: Any) -> None:
    client, secret = registered
    settings.GRAPHQL_TOKENS_PER_MINUTE = 1
    form = {"grant_type": "client_credentials", "client_id": client.client_id, "client_secret": secret}
    headers = {"Origin": "https://elsewhere.example"}
    assert Http().post("/oauth/token/", form, HTTP_HOST=HOST, headers=headers).status_code == 403
    assert token(client, secret).status_code == 429
    assert [note for _, _, note, _ in told()] == ["网页来源不在允许之列", "申请令牌过于频繁"]


def test_a_good_token_from_the_wrong_place(cast: Cast, registered: tuple[Client, str]) -> None:
    client, secret = registered
    given = token(client, secret).json()["access_token"]
    client_limit(actor=cast.actor("security"), client=client, expires_on=None, networks=["127.0.0.1"])
    for _ in range(3):
        assert Caller(Http(REMOTE_ADDR=ELSEWHERE), HOST, given).post("{ me { kind } }").status_code == 403
    assert told("client.refuse") == [("client.refuse", "系统", "来源地址不在允许的网络内", ELSEWHERE)]
    assert ClientTry.objects.get(outcome="network").count == 3


def test_a_good_address_from_the_wrong_place(cast: Cast, registered: tuple[Client, str]) -> None:
    """An address of a file is bound to the networks of the client for which it was made; so is what is noted of it."""
    client, secret = registered
    caller = Caller(Http(), HOST, token(client, secret).json()["access_token"])
    address = caller.do("uploadCreate", "address", name="签到表.png", size=len(png()))["address"]
    client_limit(actor=cast.actor("security"), client=client, expires_on=None, networks=["127.0.0.1"])
    for _ in range(2):
        answer = Http(REMOTE_ADDR=ELSEWHERE).put(address, png(), content_type="image/png", HTTP_HOST=HOST)
        assert answer.status_code == 403
    assert told("client.refuse") == [("client.refuse", "系统", "来源地址不在允许的网络内", ELSEWHERE)]
    assert ClientTry.objects.get(outcome="network").count == 2


def test_a_good_token_and_a_good_address_in_a_foreign_page(registered: tuple[Client, str]) -> None:
    client, secret = registered
    caller = Caller(Http(), HOST, token(client, secret).json()["access_token"])
    address = caller.do("uploadCreate", "address", name="签到表.png", size=len(png()))["address"]
    page = {"Origin": "https://elsewhere.example"}
    assert caller.send({"query": "{ me { kind } }"}, **page).status_code == 403
    answer = Http().put(address, png(), content_type="image/png", HTTP_HOST=HOST, headers=page)
    assert answer.status_code == 403
    assert told("client.refuse") == [("client.refuse", "系统", "网页来源不在允许之列", "127.0.0.1")]
    assert ClientTry.objects.get(outcome="origin").count == 2


def test_a_person_in_a_foreign_page_is_no_affair_of_clients(cast: Cast) -> None:
    caller = person(cast.users["street_a"])
    sent = caller.do("uploadCreate", "address", name="签到表.png", size=len(png()))
    page = {"Origin": "https://elsewhere.example"}
    answer = Http().put(sent["address"], png(), content_type="image/png", HTTP_HOST=HOST, headers=page)
    assert answer.status_code == 403
    assert told() == []


def test_a_flood_leaves_two_events_an_hour(registered: tuple[Client, str]) -> None:
    client, secret = registered
    for minutes in (0, 5, 20):
        with at_moment(NOON + timedelta(minutes=minutes)):
            token(client, "guess", ELSEWHERE)
    with at_moment(NOON):
        token(client, secret)
        # The hour is not over.
        assert tries.sum_up() == 0
    with at_moment(NOON + timedelta(minutes=40)):
        token(client, "guess")
        assert tries.sum_up() == 1
        assert tries.sum_up() == 0
    assert [note for _, _, note, _ in told("client.refuse")] == [
        "密钥不正确",
        "密钥不正确",
        f"密钥不正确；11月2日 12 时内共 3 次，最后一次来自 {ELSEWHERE}",
    ]
    # Once is told already.
    assert [note for _, _, note, _ in told("client.token")] == [""]
    assert ClientTry.objects.get().count == 1


def test_whoever_is_no_client_leaves_nothing(registered: tuple[Client, str]) -> None:
    assert token_of(Http(), HOST, "nobody", "guess").status_code == 401
    assert told() == []


def test_a_file_sent_by_a_client(cast: Cast, registered: tuple[Client, str]) -> None:
    client, secret = registered
    caller = Caller(Http(), HOST, token(client, secret).json()["access_token"])
    sent = caller.do("uploadCreate", "address", name="签到表.png", size=len(png()))
    announced = f"签到表.png，{len(png())} 字节"
    assert told("upload.create") == [("upload.create", "应用 数据中台", announced, "127.0.0.1")]
    assert told("upload.receive") == []
    response = Http().put(sent["address"], png(), content_type="image/png", HTTP_HOST=HOST)
    assert response.status_code in (200, 201, 204)
    assert told("upload.receive") == [("upload.receive", "应用 数据中台", announced, "127.0.0.1")]
    # An account's events are for auditors alone.
    ask = "{ events(last: 5) { nodes { what } } }"
    leader, audit = (
        {each["what"] for each in person(cast.users[who]).ask(ask)["events"]["nodes"]} for who in ("leader", "audit")
    )
    assert {"申请上传文件", "上传文件"} <= audit - leader


def test_the_page_of_the_client_tells_it(cast: Cast, registered: tuple[Client, str]) -> None:
    client, secret = registered
    token(client, "guess", ELSEWHERE)
    caller = Caller(Http(), HOST, token(client, secret).json()["access_token"])
    sent = caller.do("uploadCreate", "address", name="签到表.png", size=len(png()))
    Http().put(sent["address"], png(), content_type="image/png", HTTP_HOST=HOST)
    page = person(cast.users["security"]).get(f"/clients/{client.pk}/").content.decode()
    for words in ("拒绝第三方应用", "密钥不正确", "取得令牌", "上传文件", "签到表.png"):
        assert words in page


@pytest.fixture
def city(district) -> tuple[CityClient, str]:
    day = today() + timedelta(days=30)
    return cityclient_register(actor=SYSTEM, name="市数据中心", purpose="汇总全市通报", expires_on=day)


def city_token(city: tuple[CityClient, str], **form: str) -> Any:
    given = {"grant_type": "client_credentials", "client_id": city[0].client_id, "client_secret": city[1], **form}
    with schema_context(connection.schema_name):
        return Http(REMOTE_ADDR=ELSEWHERE).post("/oauth/token/", given, HTTP_HOST="localhost")


def told_of_cities() -> list[tuple[str, str, str, str | None]]:
    with schema_context("public"):
        return told("cityclient.token", "cityclient.refuse")


def test_a_token_of_a_city_client_stands_in_the_log_of_the_platform(city: tuple[CityClient, str]) -> None:
    for _ in range(3):
        assert city_token(city).status_code == 200
    assert told_of_cities() == [("cityclient.token", "城市应用 市数据中心", "", ELSEWHERE)]
    assert CityTry.objects.get().count == 3
    # No district hears of it.
    assert told() == []


def test_every_reason_for_which_a_city_client_gets_none(city: tuple[CityClient, str]) -> None:
    assert city_token(city, client_secret="guess").status_code == 401
    assert city_token(city, grant_type="password").status_code == 400
    assert city_token(city, client_id="nobody").status_code == 401
    rates.forget()
    with override_settings(GRAPHQL_TOKENS_PER_MINUTE=1):
        assert city_token(city).status_code == 429
    rates.forget()
    CityClient.objects.update(expires_on=today() - timedelta(days=1))
    assert city_token(city).status_code == 401
    CityClient.objects.update(expires_on=today())
    cityclient_disable(actor=SYSTEM, client=city[0], reason="项目结束")
    assert city_token(city).status_code == 401
    assert [(who, note) for _, who, note, _ in told_of_cities()] == [
        ("系统", "密钥不正确"),
        ("系统", "申请令牌的请求不正确"),
        ("系统", "申请令牌过于频繁"),
        ("系统", "应用已过有效期"),
        ("系统", "应用已停用"),
    ]


def test_what_a_city_client_tries_is_summed_up_by_the_hour(city: tuple[CityClient, str]) -> None:
    for minutes in (0, 5):
        with at_moment(NOON + timedelta(minutes=minutes)):
            assert city_token(city).status_code == 200
    with at_moment(NOON + timedelta(hours=1)):
        assert tell_of_cities("public") == 1
        assert tell_of_cities("public") == 0
    assert [note for _, _, note, _ in told_of_cities()] == ["", f"11月2日 12 时内共 2 次，最后一次来自 {ELSEWHERE}"]
    assert not CityTry.objects.exists()
