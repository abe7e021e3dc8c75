"""Running a statement that the server keeps, with its plan, for the next time.

Django's cursors never prepare, and psycopg's own take three times as long over a small statement as libpq does. The
statement goes through Django's wrappers like every other, so that it is counted, logged and timed.
"""

from collections import OrderedDict
from itertools import count
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import errors
from psycopg.pq import ExecStatus, TransactionStatus

_kept: WeakKeyDictionary[Any, "OrderedDict[str, bytes]"] = WeakKeyDictionary()
_numbers = count()


def run(text: str, parameters: list[str]) -> bytes | None:
    """The only value of the statement, as PostgreSQL writes it; None where there is no row, and for null.

    The statement names its schema, so the connection need not be turned to the district first.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.close_if_health_check_failed()
    database.ensure_connection()
    database.bring_limit()
    with database._prepare_cursor(_Prepared(database.connection)) as cursor:
        cursor.execute(text, parameters)
        value: bytes | None = cursor.value
    return value


class _Prepared:
    """As much of a cursor as Django's wrappers ask for."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.text = ""
        self.value: bytes | None = None

    def execute(self, text: str, parameters: list[str]) -> None:
        self.text = text
        server = self.connection.pgconn
        if not self.connection.autocommit and server.transaction_status == TransactionStatus.IDLE:
            # psycopg's cursors would do so: what comes first in a transaction belongs to it as well.
            server.exec_(b"BEGIN")
        name = self._name(text)
        result = server.exec_prepared(name, [each.encode() for each in parameters])
        if result.status != ExecStatus.TUPLES_OK:
            error = errors.error_from_result(result)
            if isinstance(error, errors.InvalidSqlStatementName):
                # Somebody has emptied the session; from the next time on all are prepared again.
                del _kept[self.connection]
            raise error
        self.value = result.get_value(0, 0) if result.ntuples else None

    def _name(self, text: str) -> bytes:
        kept = _kept.setdefault(self.connection, OrderedDict())
        if text in kept:
            kept.move_to_end(text)
            return kept[text]
        server = self.connection.pgconn
        name = f"liandong_{next(_numbers)}".encode()
        result = server.prepare(name, text.encode())
        if result.status != ExecStatus.COMMAND_OK:
            raise errors.error_from_result(result)
        kept[text] = name
        if len(kept) > settings.GRAPHQL_PREPARED_STATEMENTS:
            server.exec_(b"DEALLOCATE " + kept.popitem(last=False)[1])
        return name

    @property
    def _query(self) -> Any:
        """Where Django's log looks for the text."""
        return SimpleNamespace(query=self.text.encode())

    def close(self) -> None:
        """There is nothing to give back."""
