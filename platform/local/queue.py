"""The way to the queue in the database, for kombu, which finds it under ``pgmq://`` (see ``local.broker``)."""

from typing import Any

from kombu.transport.pgmq import Transport as PgmqTransport


class Transport(PgmqTransport):
    """kombu's transport, which leaves nothing behind when the queue is out of reach.

    kombu closes what was established and drops what was not. Here the latter is a pool with threads of its own, which
    go on trying and, once the database is back, hold a connection for nobody.
    """

    def establish_connection(self) -> Any:
        try:
            return super().establish_connection()
        except BaseException:
            self.close_connection(self)
            raise
