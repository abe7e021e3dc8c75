"""How long one operation may take: the server ends each of its statements, and no new one begins after the time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

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


@contextmanager
def statements_in_time() -> Iterator[None]:
    """Let the server end each statement inside after ``GRAPHQL_SECONDS``."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.limit_statements(settings.GRAPHQL_SECONDS)
    try:
        yield
    finally:
        database.limit_statements(0)


def until() -> float:
    """The moment of ``time.monotonic`` after which an operation that begins now begins no further statement."""
    return time.monotonic() + settings.GRAPHQL_SECONDS


def refuse_late(moment: float) -> None:
    """``TimedOut`` after the moment."""
    if time.monotonic() > moment:
        raise TimedOut


def was_ended(error: BaseException | None) -> bool:
    """Whether this is what the server says of a statement that it has ended."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled)
