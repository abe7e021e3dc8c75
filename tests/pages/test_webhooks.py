"""The security administrator registers, tests, reads, sends again, pauses and removes webhooks on pages."""

import re
from typing import Any

import pytest
from cast import Cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from stories import delivery_to, suspend, webhook_in

from api.hooks import tasks
from api.hooks.actions import webhook_remove
from api.hooks.models import Webhook, WebhookAttempt, WebhookDelivery
from api.models import Client

URL = "https://receiver.example.gov.cn/hook"
SECRET = r"签名密钥</dt><dd><code>(whsec_[^<]+)"


@pytest.fixture(autouse=True)
def no_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks.deliver, "delay", lambda *given: None)


def test_a_webhook_is_registered_and_its_secret_shown_once(cast: Cast, browser: Any) -> None:
    webhook_remove(actor=cast.actor("security"), webhook=webhook_in(cast))
    client, security = Client.objects.get(), browser("security")
    record = security.get(f"/clients/{client.pk}/").text
    assert f"/webhooks/new/?client={client.pk}" in record
    form = security.get(f"/webhooks/new/?client={client.pk}").text
    assert f'<option value="{client.pk}" selected' in form
    assert "确认认领" in form
    given = {"client": client.pk, "url": URL, "verbs": ["need.create", "claim.confirm"]}
    secret = re.search(SECRET, security.post("/webhooks/new/", given).text)[1]
    made = Webhook.objects.get(status="active")
    assert (made.client, made.url, made.verbs) == (client, URL, ["claim.confirm", "need.create"])
    page = security.get(f"/webhooks/{made.pk}/").text
    assert secret not in page
    assert URL in page
    again = re.search(SECRET, security.post(f"/webhooks/{made.pk}/rotate/").text)[1]
    assert again != secret
    assert "旧密钥有效至" in security.get(f"/webhooks/{made.pk}/").text
    assert URL in security.get(f"/clients/{client.pk}/").text


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"url": "http://receiver.example.gov.cn"}, "https://"),
        ({"url": "https://10.0.0.8/x"}, "内部网络"),
        ({"url": ""}, "请填写接收地址"),
        ({"verbs": []}, "请选择推送的动作"),
        ({"verbs": ["user.sign_in"]}, "user.sign_in"),
        ({"client": 10**9}, "重新选择"),
    ],
)
def test_what_is_wrong_is_said_in_place(cast: Cast, browser: Any, changed: dict[str, Any], says: str) -> None:
    client = webhook_in(cast).client
    given = {"client": client.pk, "url": URL, "verbs": ["need.create"], **changed}
    page = browser("security").post("/webhooks/new/", given)
    assert page.status_code == 422
    assert says in page.text
    assert Webhook.objects.count() == 1


def test_what_happened_to_a_message_is_read_and_it_is_sent_again(cast: Cast, browser: Any) -> None:
    webhook, security = webhook_in(cast), browser("security")
    delivery = delivery_to(cast, webhook)
    WebhookDelivery.objects.update(status="failed", attempts=11, body='{"type":"need.create"}', note="对方答复 500。")
    WebhookAttempt.objects.create(
        delivery=delivery, at=timezone.now(), url=webhook.url, headers="webhook-signature: v1,q8Kx=\nHost: <i>x</i>",
        status=500, answer="<b>broken</b>", milliseconds=42,
    )  # fmt: skip
    assert "已放弃" in security.get(f"/webhooks/{webhook.pk}/").text
    page = security.get(f"/webhook-messages/{delivery.pk}/").text
    for shown in (delivery.message_id, "{&quot;type&quot;:&quot;need.create&quot;}", "&lt;b&gt;broken", "42", "500"):
        assert shown in page
    assert "请求头" in page
    assert "webhook-signature: v1,q8Kx=\nHost: &lt;i&gt;x&lt;/i&gt;" in page
    assert security.post(f"/webhook-messages/{delivery.pk}/redeliver/").status_code == 302
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts) == ("waiting", 0)
    WebhookDelivery.objects.update(status="failed")
    security.post("/webhook-messages/", {"act": "redeliver", "pk": [delivery.pk]})
    delivery.refresh_from_db()
    assert delivery.status == "waiting"
    listed = security.get(f"/webhook-messages/?webhook={webhook.pk}&status=waiting").text
    assert "周末操场开放" in listed


def test_it_is_tested_paused_resumed_changed_and_removed(cast: Cast, browser: Any) -> None:
    webhook, security = webhook_in(cast), browser("security")
    address = f"/webhooks/{webhook.pk}/"
    security.post(f"{address}test/")
    assert "测试" in security.get(address).text
    assert webhook.deliveries.get().event is None
    security.post(f"{address}pause/", {"reason": "维护"})
    assert "恢复" in security.get(address).text
    security.post(f"{address}resume/")
    edited = {"url": URL, "verbs": ["need.submit"], "version": 3}
    assert security.post(f"{address}edit/", edited).status_code == 302
    assert security.post(f"{address}edit/", edited).status_code == 422
    suspend(webhook)
    page = security.get(address).text
    assert "因失败停发" in page
    assert "对方答复 500" in page
    security.post(f"{address}remove/", {"reason": ""})
    webhook.refresh_from_db()
    assert (webhook.status, webhook.url) == ("removed", URL)
    page = security.get(address).text
    assert "更换密钥" not in page
    assert security.post(f"{address}test/").status_code == 422


def test_only_the_security_administrator_has_the_pages(cast: Cast, browser: Any) -> None:
    delivery = delivery_to(cast, webhook_in(cast))
    addresses = ("/webhooks/", "/webhooks/new/", f"/webhooks/{delivery.webhook_id}/", "/webhook-messages/")
    for name in ("system", "audit", "office", "street_a", "unit_a"):
        client = browser(name)
        assert {client.get(address).status_code for address in addresses} <= {403, 404}, name
        assert "事件推送" not in client.get("/notices/").text


def test_pages_keep_their_budget(cast: Cast, browser: Any) -> None:
    webhook = webhook_in(cast)
    for _ in range(12):
        delivery = delivery_to(cast, webhook)
        WebhookAttempt.objects.create(delivery=delivery, at=timezone.now(), url=webhook.url, milliseconds=42)
    security = browser("security")
    for address in (
        "/webhooks/",
        f"/webhooks/{webhook.pk}/",
        "/webhook-messages/",
        f"/webhook-messages/{delivery.pk}/",
    ):
        security.get(address)
        with CaptureQueriesContext(connection) as statements:
            assert security.get(address).status_code == 200
        assert len(statements) <= 12, address
