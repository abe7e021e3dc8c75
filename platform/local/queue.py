"""The way to the queue in the database, for kombu, which finds it under ``pgmq://`` (see ``local.broker``)."""

from typing import Any

from kombu.transport.pgmq import Channel as PgmqChannel
from kombu.transport.pgmq import Transport as PgmqTransport
from psycopg.errors import DuplicateObject


class Channel(PgmqChannel):
    """kombu's channel, which may be opened by several processes at once.

    Each of them drops the trigger that wakes the worker and makes it anew. Whoever meets one that another process has
    made in between does it again; a worker that gave up there would stop a first start.
    """

    def _maybe_enable_notify(self, queue: str, queue_name: str | None = None) -> None:
        try:
            super()._maybe_enable_notify(queue, queue_name)
        except DuplicateObject:
            super()._maybe_enable_notify(queue, queue_name)


class Transport(PgmqTransport):
    """kombu's transport, which leaves nothing behind when the queue is out of reach.

    kombu closes what was established and drops what was not. Here the latter is a pool with threads of its own, which
    go on trying and, once the database is back, hold a connection for nobody.
    """

    Channel = Channel

    def establish_connection(self) -> Any:
        try:
            return super().establish_connection()
        except BaseException:
            self.close_connection(self)
            raise
