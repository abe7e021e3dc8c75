"""A client of street A with a webhook that leads to a receiver on this machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cast import Cast
from receiver import Receiver, receiving

from api.actions.clients import client_register
from api.hooks import tasks
from api.hooks.actions import webhook_register
from api.hooks.models import Webhook
from api.models import Client

VERBS = ["need.create", "need.submit", "need.publish", "claim.propose", "claim.confirm"]


@pytest.fixture
def receiver(tmp_path: Path, settings: Any) -> Iterator[Receiver]:
    with receiving(tmp_path) as running:
        settings.WEBHOOK_ALLOWED_NETWORKS = ["127.0.0.0/8", "::1/128"]
        settings.WEBHOOK_CA_FILE = running.ca_file
        yield running


@pytest.fixture
def client(cast: Cast) -> Client:
    given = {"name": "数据中台", "purpose": "汇总", "at": cast.street_a, "scopes": ["view", "webhook.edit"]}
    return client_register(actor=cast.actor("security"), **given)[0]


@pytest.fixture
def told(cast: Cast, client: Client, receiver: Receiver) -> tuple[Webhook, str]:
    """The webhook and its secret."""
    return webhook_register(actor=cast.actor("security"), client=client, url=receiver.url, verbs=VERBS)


@pytest.fixture
def webhook(told: tuple[Webhook, str]) -> Webhook:
    return told[0]


@pytest.fixture(autouse=True)
def queued(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What was queued for the worker, which is not there."""
    calls: list[tuple[str, int]] = []
    monkeypatch.setattr(tasks.deliver, "delay", lambda *given: calls.append(given))
    return calls
