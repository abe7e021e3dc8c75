"""The message queue where no RabbitMQ or Redis is set: tables in the schema ``pgmq`` of the database itself.

No server extension is needed: the functions of PGMQ are plain SQL, installed once by ``install_broker``. A
message that a killed worker had taken becomes visible again after ``VISIBLE_AGAIN`` seconds.
"""

from dataclasses import dataclass
from typing import Any

import psycopg
from kombu.transport import TRANSPORT_ALIASES
from psycopg import sql

VISIBLE_AGAIN = 300
SCHEMES = ("postgres://", "postgresql://", "pgmq://")
TRANSPORT_ALIASES["pgmq"] = "local.queue:Transport"


@dataclass(frozen=True)
class Broker:
    """What Celery has to know of its message queue."""

    url: str
    transport_options: dict[str, Any]
    remote_control: bool


def broker_settings(broker_url: str | None, database_url: str) -> Broker:
    """The queue at the given address, or a queue in the database when there is none."""
    if broker_url and not broker_url.startswith(SCHEMES):
        options = {"visibility_timeout": VISIBLE_AGAIN} if broker_url.startswith("redis") else {}
        return Broker(broker_url, options, remote_control=True)
    address = (broker_url or database_url).split("://", 1)[1]
    return Broker(
        url=f"pgmq://{address}",
        transport_options={
            # Named in full: without it the client library prefers DATABASE_URL to the broker's own address.
            "conn_string": f"postgresql://{address}",
            "init_extension": False,
            "visibility_timeout": VISIBLE_AGAIN,
            # LISTEN/NOTIFY wakes the worker within milliseconds; the poll each second is the safety net.
            "wait_time_seconds": 0,
            "polling_interval": 1,
            "use_notify": True,
            "notify_throttle_interval_ms": 0,
            "pool_size": 4,
            # A page must not hang when the queue is out of reach: the outbox is swept later anyway.
            "pool_timeout": 5,
        },
        # The reply queues of remote control have names longer than PGMQ allows.
        remote_control=False,
    )


def install_broker(database_url: str) -> bool:
    """Install the queue's schema in the database; False when the wanted version is there already.

    Another version is replaced together with the messages in it: every task of ours is found again by the
    periodic sweeps, so a lost message costs time and nothing else. Needs the right to create schemas.
    """
    # Every process reads its settings from this module, and only the release step installs.
    from pgmq.install import get_embedded_sql_version, install_pgmq_from_sql

    version = get_embedded_sql_version()
    with psycopg.connect(database_url) as connection:
        connection.execute("select pg_advisory_xact_lock(hashtext('liandong.broker'))")
        found = connection.execute(
            "select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = 'pgmq'"
        ).fetchone()
        if found and found[0] == version:
            return False
        if found:
            connection.execute("drop schema pgmq cascade")
        install_pgmq_from_sql(conn=connection)
        connection.execute(sql.SQL("comment on schema pgmq is {}").format(sql.Literal(version)))
    return True
