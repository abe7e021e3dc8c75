"""How long one operation may take: the server ends each of its statements, and no new one begins after the time.

Queries ask before each level of rows. A mutation runs through actions that know nothing of the interface, so each of
its statements is looked at on its way (``Watch``): it gets what is left of the time, and none begins when nothing is.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from psycopg.errors import QueryCanceled

from core.errors import DomainError


class TimedOut(DomainError):
    """The operation took longer than one may. A mutation has changed nothing, unless only reading it back took long."""

    code = "TIMEOUT"

    def __init__(self) -> None:
        super().__init__(
            f"这次请求用时超过 {settings.GRAPHQL_SECONDS:g} 秒，已经停止。查询请缩小范围、减小 first 或分多次；"
            "变更请稍后用同一个 Idempotency-Key 重试。"
        )


class statements_in_time:  # noqa: N801  # read as what it does: with statements_in_time()
    """Let the server end each statement inside after ``GRAPHQL_SECONDS``."""

    def __enter__(self) -> None:
        self.database: Any = cast("Any", connections[DEFAULT_DB_ALIAS])
        self.database.limit_statements(settings.GRAPHQL_SECONDS)

    def __exit__(self, *fault: object) -> None:
        self.database.limit_statements(0)


def until() -> float:
    """The moment of ``time.monotonic`` after which an operation that begins now begins no further statement."""
    return time.monotonic() + settings.GRAPHQL_SECONDS


class OutOfTime(Exception):
    """No statement of the mutation may begin any more; its transaction goes back."""


class Watch:
    """Holds all statements of one mutation to one end, inside a transaction as well.

    The server is told anew what is left when that has become less by ``GRAIN`` of the whole: quick mutations pay
    nothing, and a slow one overruns its end by a tenth at most. What undoes is let through.
    """

    GRAIN = 0.1
    # What has been written is read back for so long, however late it was.
    READ_BACK = 3.0
    _UNDOING = ("ROLLBACK", "RELEASE")

    def __init__(self) -> None:
        self.end = until()
        self.told: float | None = settings.GRAPHQL_SECONDS

    @contextmanager
    def watching(self) -> Iterator[None]:
        with connections[DEFAULT_DB_ALIAS].execute_wrapper(self):
            yield

    def written(self) -> None:
        """The action has done its work: what remains is to tell of it."""
        self.end = max(self.end, time.monotonic() + min(self.READ_BACK, settings.GRAPHQL_SECONDS))

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if str(sql).startswith(self._UNDOING):
            # With the work, what was said of the limit since the savepoint is taken back.
            self.told = None
            return execute(sql, params, many, context)
        left = self.end - time.monotonic()
        if left <= 0:
            raise OutOfTime
        if self.told is None or abs(self.told - left) > settings.GRAPHQL_SECONDS * self.GRAIN:
            self._tell(context["connection"], left)
        return execute(sql, params, many, context)

    def _tell(self, database: Any, left: float) -> None:
        if database.in_atomic_block:
            database.connection.execute(f"SET LOCAL statement_timeout TO {int(left * 1000) + 1}")
        else:
            database.limit_statements(left)
            database.bring_limit()
        self.told = left


def refuse_late(moment: float) -> None:
    """``TimedOut`` after the moment."""
    if time.monotonic() > moment:
        raise TimedOut


def was_ended(error: BaseException | None) -> bool:
    """Whether this is what the server says of a statement that it has ended, or we of one that was not to begin."""
    return isinstance(error, OutOfTime) or (
        isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled)
    )
