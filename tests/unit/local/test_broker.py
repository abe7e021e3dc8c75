"""The queue's settings, and its tables in the database."""

import psycopg
import pytest
from django.conf import settings

from local.broker import broker_settings, install_broker

DATABASE = "postgres://somebody:p%40ss@db.example:5433/liandong"


def test_without_an_address_the_queue_lives_in_the_database() -> None:
    broker = broker_settings(None, DATABASE)
    assert broker.url == "pgmq://somebody:p%40ss@db.example:5433/liandong"
    assert broker.transport_options["conn_string"].endswith("somebody:p%40ss@db.example:5433/liandong")
    assert not broker.remote_control


@pytest.mark.parametrize("given", ["postgres://other@q/queue", "postgresql://other@q/queue", "pgmq://other@q/queue"])
def test_a_database_of_its_own_for_the_queue(given: str) -> None:
    broker = broker_settings(given, DATABASE)
    assert broker.url == "pgmq://other@q/queue"
    assert broker.transport_options["conn_string"] == "postgresql://other@q/queue"


@pytest.mark.parametrize("given", ["amqp://guest@rabbit//", "redis://cache/1"])
def test_a_real_broker_is_taken_as_it_is(given: str) -> None:
    broker = broker_settings(given, DATABASE)
    assert broker.url == given
    assert broker.remote_control


@pytest.mark.processes
def test_the_queue_is_installed_once(scratch: str) -> None:
    assert install_broker(scratch)
    assert not install_broker(scratch)
    with psycopg.connect(scratch, autocommit=True) as connection:
        connection.execute("select pgmq.create('kept')")
        connection.execute("comment on schema pgmq is 'an older one'")
    assert install_broker(scratch)
    with psycopg.connect(scratch) as connection:
        assert connection.execute("select count(*) from pgmq.meta").fetchone() == (0,)


def test_tasks_are_not_lost_with_a_worker() -> None:
    assert settings.CELERY_TASK_ACKS_LATE
    assert settings.CELERY_TASK_REJECT_ON_WORKER_LOST
