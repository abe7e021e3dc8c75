"""Webhooks are kept by whoever manages clients, and by a client with the scope for it: its own and no other."""

from typing import Any

import pytest
from callers import Caller, application, gid, person
from cast import Cast
from stories import delivery_to, webhook_in

from api.hooks import actions
from api.hooks.actions import MOST, offered_verbs
from api.hooks.models import Webhook, WebhookDelivery
from api.models import Client
from core.errors import InvalidInput, StaleVersion, WrongState
from core.permissions import Perm

URL = "https://receiver.example.gov.cn/liandong"
KEEPS = [Perm.VIEW, Perm.WEBHOOK_EDIT]
MINE = "{ webhooks { nodes { id clientName status deliveries { nodes { id log { totalCount } } } } } }"


@pytest.fixture
def caller(cast: Cast) -> Caller:
    return application(cast, cast.street_a, KEEPS, name="街道小程序")


def registered(caller: Caller, **changes: Any) -> Any:
    select = "secret webhook { id url verbs status version clientName }"
    return caller.do("webhookRegister", select, **{"url": URL, "verbs": ["need.create"], **changes})


def test_a_client_keeps_its_own(cast: Cast, caller: Caller) -> None:
    payload = registered(caller)
    assert payload["errors"] == []
    assert payload["secret"].startswith("whsec_")
    own = payload["webhook"]
    assert (own["url"], own["verbs"], own["status"], own["clientName"]) == (
        URL,
        ["need.create"],
        "ACTIVE",
        "街道小程序",
    )
    edited = caller.do("webhookEdit", "webhook { url verbs }", id=own["id"], verbs=["need.submit"])
    assert edited == {"webhook": {"url": URL, "verbs": ["need.submit"]}, "errors": []}
    rotated = caller.do("webhookRotate", "secret webhook { oldSecretUntil }", id=own["id"])
    assert rotated["secret"] != payload["secret"]
    assert rotated["webhook"]["oldSecretUntil"]
    ping = caller.do("webhookTest", "webhookDelivery { id verb status webhook { id } event { id } }", id=own["id"])
    assert ping["webhookDelivery"]["verb"] == "ping"
    assert caller.do("webhookPause", "webhook { status }", id=own["id"])["webhook"]["status"] == "PAUSED"
    assert caller.do("webhookResume", "webhook { status }", id=own["id"])["webhook"]["status"] == "ACTIVE"
    (seen,) = caller.ask(MINE)["webhooks"]["nodes"]
    assert seen["deliveries"]["nodes"] == [{"id": ping["webhookDelivery"]["id"], "log": {"totalCount": 0}}]
    assert caller.do("webhookRemove", "webhook { status }", id=own["id"])["webhook"]["status"] == "REMOVED"


def test_the_webhooks_of_others_do_not_exist(cast: Cast, caller: Caller) -> None:
    other = webhook_in(cast)
    delivery = delivery_to(cast, other)
    assert caller.ask(MINE)["webhooks"]["nodes"] == []
    for name in ("webhookEdit", "webhookRotate", "webhookTest", "webhookPause", "webhookResume", "webhookRemove"):
        assert caller.do(name, id=gid(other))["errors"][0]["code"] == "NOT_FOUND", name
    assert caller.do("webhookRedeliver", id=gid(delivery))["errors"][0]["code"] == "NOT_FOUND"
    assert registered(caller, client=gid(other.client))["errors"][0]["code"] == "NOT_FOUND"
    assert Webhook.objects.get().status == "active"


def test_without_the_scope_a_client_keeps_none(cast: Cast) -> None:
    reader = application(cast, cast.street_a, [Perm.VIEW])
    payload = registered(reader)
    assert payload["secret"] is None
    assert payload["errors"][0]["code"] == "NOT_ALLOWED"
    own = actions.webhook_register(
        actor=cast.actor("security"), client=Client.objects.get(), url=URL, verbs=["need.create"]
    )[0]
    assert reader.ask(MINE)["webhooks"]["nodes"] == []
    assert reader.do("webhookRemove", id=gid(own))["errors"][0]["code"] == "NOT_FOUND"


def test_the_administrator_keeps_all_and_names_the_client(cast: Cast, caller: Caller) -> None:
    security = person(cast.users["security"])
    missing = registered(security)
    assert missing["errors"][0]["field"] == "client"
    payload = registered(security, client=gid(Client.objects.get()))
    assert payload["errors"] == []
    assert [one["clientName"] for one in security.ask(MINE)["webhooks"]["nodes"]] == ["街道小程序"]
    assert caller.ask(MINE)["webhooks"]["nodes"][0]["id"] == payload["webhook"]["id"]


def test_an_event_that_the_keeper_may_not_see_stays_hidden_in_the_log(cast: Cast) -> None:
    delivery = delivery_to(cast, webhook_in(cast))
    query = "{ webhookDeliveries { nodes { subjectLabel messageId event { id } } } }"
    (seen,) = person(cast.users["security"]).ask(query)["webhookDeliveries"]["nodes"]
    assert seen["event"] is None
    assert seen["messageId"] == delivery.message_id


def test_what_cannot_be_sent_is_refused(cast: Cast) -> None:
    security, client = cast.actor("security"), webhook_in(cast).client
    refused = [[], ["user.sign_in"], ["district.create"], ["need.creat"], ["*"], ["need.create", "ping"]]
    for verbs in refused:
        with pytest.raises(InvalidInput) as error:
            actions.webhook_register(actor=security, client=client, url=URL, verbs=verbs)
        assert error.value.field == "verbs"
    assert {"claim.confirm", "agreement.sign", "report.issue"} <= set(offered_verbs())
    assert not [verb for verb in offered_verbs() if verb.startswith("user.")]


def test_a_client_that_sees_nothing_gets_no_webhook(cast: Cast) -> None:
    writer = application(cast, cast.street_a, [Perm.LISTING_EDIT, Perm.WEBHOOK_EDIT])
    error = registered(writer)["errors"][0]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", "client")
    assert "查看" in error["message"]


def test_one_address_once_and_not_too_many(cast: Cast) -> None:
    first = webhook_in(cast)
    security = cast.actor("security")
    with pytest.raises(InvalidInput, match="已有推送"):
        actions.webhook_register(actor=security, client=first.client, url=first.url, verbs=["need.create"])
    for number in range(1, MOST):
        last = actions.webhook_register(
            actor=security, client=first.client, url=f"{URL}/{number}", verbs=["need.create"]
        )[0]
    with pytest.raises(InvalidInput, match=f"最多 {MOST} 个"):
        actions.webhook_register(actor=security, client=first.client, url=f"{URL}/x", verbs=["need.create"])
    with pytest.raises(InvalidInput, match="已有推送"):
        actions.webhook_edit(actor=security, webhook=last, url=first.url, verbs=["need.create"])
    actions.webhook_remove(actor=security, webhook=first)
    assert actions.webhook_edit(actor=security, webhook=last, url=first.url, verbs=["need.create"]).url == first.url


def test_a_removed_one_is_done_with(cast: Cast) -> None:
    removed, security = webhook_in(cast, "removed"), cast.actor("security")
    for call in (
        lambda: actions.webhook_rotate(actor=security, webhook=removed),
        lambda: actions.webhook_test(actor=security, webhook=removed),
        lambda: actions.webhook_edit(actor=security, webhook=removed, url=URL, verbs=["need.create"]),
    ):
        with pytest.raises(WrongState, match="已删除"):
            call()


def test_two_who_change_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    webhook, security = webhook_in(cast), cast.actor("security")
    seen = webhook.version
    actions.webhook_edit(actor=security, webhook=webhook, url=URL, verbs=["need.create"], version=seen)
    with pytest.raises(StaleVersion):
        actions.webhook_edit(actor=security, webhook=webhook, url=f"{URL}/2", verbs=["need.create"], version=seen)


def test_one_test_at_a_time(cast: Cast) -> None:
    """Nobody can be flooded with pings."""
    security, webhook = cast.actor("security"), webhook_in(cast)
    ping = actions.webhook_test(actor=security, webhook=webhook)
    with pytest.raises(WrongState, match="还没有发出"):
        actions.webhook_test(actor=security, webhook=webhook)
    WebhookDelivery.objects.update(status="failed")
    assert actions.webhook_test(actor=security, webhook=webhook) != ping


def test_a_test_is_not_sent_again_and_nothing_while_paused(cast: Cast) -> None:
    security = cast.actor("security")
    webhook = webhook_in(cast)
    ping = actions.webhook_test(actor=security, webhook=webhook)
    with pytest.raises(WrongState, match="测试消息"):
        actions.webhook_redeliver(actor=security, delivery=ping)
    delivery = delivery_to(cast, webhook)
    actions.webhook_pause(actor=security, webhook=webhook)
    with pytest.raises(WrongState, match="请先恢复"):
        actions.webhook_redeliver(actor=security, delivery=delivery)
