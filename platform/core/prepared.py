"""Running a statement that the server keeps, with its plan, for the next time.

Django's cursors never prepare, and psycopg's own take three times as long over a small statement as libpq does. The
statement goes through Django's wrappers like every other wherever somebody counts, logs or times with them.
"""

import re
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from itertools import count
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import errors
from psycopg.pq import ExecStatus, TransactionStatus

# Stands for the schema's quoted name; no statement contains it otherwise.
SCHEMA = "\x1f"
_BY_HAND = re.compile(r"\b(FROM|JOIN|INTO) (\w+)")

# By connection: what the server knows a statement by. It is looked for by its pieces and the schema between them: the
# text would have to be put together each time.
_kept: WeakKeyDictionary[Any, "OrderedDict[tuple[tuple[str, ...], str], bytes]"] = WeakKeyDictionary()
_numbers = count()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement for every district: its text around the places where the schema is named."""

    pieces: tuple[str, ...]

    def text(self, schema: str) -> str:
        name = schema.replace('"', '""')
        return f'"{name}"'.join(self.pieces)


def written(sql: str) -> Prepared:
    """A statement written by hand, for every district: its tables stand after FROM, JOIN or INTO, without a schema.

    Parameters are ``$1``, ``$2`` with their types: ``$1::bigint``.
    """
    named = _BY_HAND.sub(lambda found: with_schema(found) if found[2] in _tables() else found[0], sql)
    return Prepared(tuple(named.split(SCHEMA)))


def with_schema(found: re.Match[str]) -> str:
    """The word before a table and the table, with the place for the schema in which the table is."""
    word, table = found.groups()
    schema = SCHEMA if table in district_tables() else '"public"'
    return f'{word} {schema}."{table}"'


@cache
def _tables() -> set[str]:
    return {model._meta.db_table for model in apps.get_models(include_auto_created=True)}


@cache
def district_tables() -> set[str]:
    """Tables that every district has; all others are there once, for the platform."""
    configured = {entry.split(".apps.")[0] for entry in settings.TENANT_APPS}
    return {
        model._meta.db_table
        for app in apps.get_app_configs()
        if app.name in configured
        for model in app.get_models(include_auto_created=True)
    }


def run(statement: Prepared, parameters: list[str]) -> bytes | None:
    """The only value of the statement, as PostgreSQL writes it; None where there is no row, and for null.

    The statement names the current schema, so the connection need not be turned to the district first.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.close_if_health_check_failed()
    database.ensure_connection()
    database.bring_limit()
    prepared = _Sent(database.connection, statement, database.schema_name)
    if database.execute_wrappers or database.queries_logged:
        with database._prepare_cursor(prepared) as cursor:
            cursor.execute(prepared.text, parameters)
    else:
        # The wrappers would have nothing to do, and take a tenth of a small request for it.
        database.validate_thread_sharing()
        with database.wrap_database_errors:
            prepared.send(parameters)
    return prepared.value


class _Sent:
    """As much of a cursor as Django's wrappers ask for."""

    def __init__(self, connection: Any, statement: Prepared, schema: str) -> None:
        self.connection = connection
        self.statement = statement
        self.schema = schema
        self.value: bytes | None = None

    @property
    def text(self) -> str:
        return self.statement.text(self.schema)

    def execute(self, text: str, parameters: list[str]) -> None:
        """As Django's wrappers call it; the text is for them to look at."""
        self.send(parameters)

    def send(self, parameters: list[str]) -> None:
        server = self.connection.pgconn
        if not self.connection.autocommit and server.transaction_status == TransactionStatus.IDLE:
            # psycopg's cursors would do so: what comes first in a transaction belongs to it as well.
            server.exec_(b"BEGIN")
        result = server.exec_prepared(self._name(), [each.encode() for each in parameters])
        if result.status != ExecStatus.TUPLES_OK:
            error = errors.error_from_result(result)
            if not isinstance(error, errors.InvalidSqlStatementName):
                raise error
            # Somebody has emptied the session: all are prepared again, this one too unless it ends a transaction.
            del _kept[self.connection]
            if server.transaction_status != TransactionStatus.IDLE:
                raise error
            return self.send(parameters)
        self.value = result.get_value(0, 0) if result.ntuples else None

    def _name(self) -> bytes:
        key = (self.statement.pieces, self.schema)
        kept = _kept.get(self.connection)
        if kept is None:
            kept = _kept[self.connection] = OrderedDict()
        elif key in kept:
            kept.move_to_end(key)
            return kept[key]
        server = self.connection.pgconn
        name = f"liandong_{next(_numbers)}".encode()
        result = server.prepare(name, self.text.encode())
        if result.status != ExecStatus.COMMAND_OK:
            raise errors.error_from_result(result)
        kept[key] = name
        if len(kept) > settings.GRAPHQL_PREPARED_STATEMENTS:
            server.exec_(b"DEALLOCATE " + kept.popitem(last=False)[1])
        return name

    @property
    def _query(self) -> Any:
        """Where Django's log looks for the text."""
        return SimpleNamespace(query=self.text.encode())

    def close(self) -> None:
        """There is nothing to give back."""
