"""Tokens given, given back and refused, and files sent: in the audit trail under the client's name, and no flood."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from callers import Caller, person, token_of
from cast import Cast
from django.test import Client as Http
from samples import png

from api import tries
from api.actions.clients import client_disable, client_limit, client_register
from api.models import Client, ClientTry
from core.events import at_moment
from core.models import Event
from core.periods import SHANGHAI, today

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
    assert told("upload.receive") == []
    response = Http().put(sent["address"], png(), content_type="image/png", HTTP_HOST=HOST)
    assert response.status_code in (200, 201, 204)
    assert told("upload.receive") == [
        ("upload.receive", "应用 数据中台", f"签到表.png，{len(png())} 字节", "127.0.0.1")
    ]
    # An account's events are for auditors alone.
    ask = "{ events(last: 5) { nodes { what } } }"
    leader, audit = (
        {each["what"] for each in person(cast.users[who]).ask(ask)["events"]["nodes"]} for who in ("leader", "audit")
    )
    assert "上传文件" in audit - leader


def test_the_page_of_the_client_tells_it(cast: Cast, registered: tuple[Client, str]) -> None:
    client, secret = registered
    token(client, "guess", ELSEWHERE)
    caller = Caller(Http(), HOST, token(client, secret).json()["access_token"])
    sent = caller.do("uploadCreate", "address", name="签到表.png", size=len(png()))
    Http().put(sent["address"], png(), content_type="image/png", HTTP_HOST=HOST)
    page = person(cast.users["security"]).get(f"/clients/{client.pk}/").content.decode()
    for words in ("拒绝第三方应用", "密钥不正确", "取得令牌", "上传文件", "签到表.png"):
        assert words in page
