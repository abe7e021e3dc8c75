"""A queue that is out of reach costs nothing that stays."""

import threading
from unittest.mock import patch

import pytest
from celery import Celery
from django.conf import settings
from kombu.exceptions import OperationalError
from kombu.transport.pgmq import Channel as PgmqChannel
from psycopg.errors import DuplicateObject

from core.outbox import wake_worker
from core.tasks import deliver
from local.broker import broker_settings

NOWHERE = "postgres://nobody:x@127.0.0.1:1/none"


@pytest.fixture
def out_of_reach(monkeypatch) -> Celery:
    """An application like ours whose queue does not answer, and ``deliver`` within it."""
    broker = broker_settings(None, NOWHERE)
    app = Celery("out_of_reach", broker=broker.url, set_as_current=False)
    app.conf.broker_transport_options = {**broker.transport_options, "pool_timeout": 0.2, "max_retries": 0}
    app.conf.task_publish_retry = False
    monkeypatch.setattr(deliver, "delay", lambda schema: app.send_task("core.deliver", [schema]))
    return app


def pools() -> set[threading.Thread]:
    """The threads of psycopg's connection pools."""
    return {thread for thread in threading.enumerate() if thread.name.startswith("pool-")}


def test_failing_to_wake_the_worker_leaves_no_pool_behind(out_of_reach, caplog) -> None:
    before = pools()
    with pytest.raises(OperationalError):
        deliver.delay("jingan")
    for _ in range(3):
        wake_worker("jingan")
    assert pools() <= before
    assert caplog.text.count("the queue is out of reach") == 3


def test_the_queue_in_the_database_is_reached_by_our_transport() -> None:
    from kombu import Connection

    from local.queue import Transport

    assert settings.CELERY_BROKER_URL.startswith("pgmq://")
    assert isinstance(Connection("pgmq://").transport, Transport)


def test_two_that_open_the_queue_at_once_both_go_on() -> None:
    """The second finds the trigger that the first has made between its own two steps."""
    from local.queue import Channel

    with patch.object(PgmqChannel, "_maybe_enable_notify", side_effect=[DuplicateObject, None]) as enable:
        Channel._maybe_enable_notify(Channel.__new__(Channel), "celery", "q_celery")
    assert [call.args for call in enable.call_args_list] == [("celery", "q_celery")] * 2
