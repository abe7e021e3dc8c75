"""Requests per minute and caller, shared by all processes through the database.

A process takes requests from the shared count in blocks and serves them from memory: a hard limit for all processes
together at the price of one statement for many requests. Towards the limit's end a few requests that another process
has taken and not used may be missing; none is ever given twice.
"""

import threading
import time
from dataclasses import dataclass

from django.db import connection

from core.errors import DomainError

SECONDS = 60
_BLOCKS = 30
_REMEMBERED = 10_000

_TAKE = """
    INSERT INTO api_usage (caller, minute, requests) VALUES (%(caller)s, %(minute)s, %(n)s)
    ON CONFLICT (caller) DO UPDATE
       SET requests = CASE WHEN api_usage.minute = EXCLUDED.minute THEN api_usage.requests ELSE 0 END + %(n)s,
           minute = EXCLUDED.minute
    RETURNING requests
"""


class TooMany(DomainError):
    """More requests within the minute than allowed."""

    code = "RATE_LIMITED"

    def __init__(self, limit: int, wait: int) -> None:
        super().__init__(f"请求过于频繁：每分钟最多 {limit} 次，请在 {wait} 秒后再试。")
        self.limit = limit
        self.wait = wait


@dataclass(slots=True)
class _Block:
    minute: int
    left: int
    taken: int


@dataclass(frozen=True, slots=True)
class Rate:
    """What is left of the minute. ``remaining`` counts what no process has taken and what this one still holds."""

    limit: int
    remaining: int
    reset: int


_blocks: dict[tuple[str, str], _Block] = {}
_lock = threading.Lock()


def take(caller: str, limit: int) -> Rate:
    """Count one request of the caller in this district; ``TooMany`` beyond the limit."""
    moment = time.time()
    minute = int(moment // SECONDS)
    reset = int((minute + 1) * SECONDS)
    key = (connection.schema_name, caller)  # type: ignore[attr-defined]
    with _lock:
        block = _blocks.get(key)
        if block is None or block.minute != minute or block.left <= 0:
            block = _reserve(caller, minute, limit)
            if len(_blocks) >= _REMEMBERED:
                _blocks.clear()
            _blocks[key] = block
        if block.left <= 0:
            raise TooMany(limit, max(1, int(reset - moment)))
        block.left -= 1
        return Rate(limit, max(0, limit - block.taken) + block.left, reset)


def _reserve(caller: str, minute: int, limit: int) -> _Block:
    n = max(1, limit // _BLOCKS)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"caller": caller, "minute": minute, "n": n})
        (taken,) = cursor.fetchone()
    return _Block(minute, min(n, limit - (taken - n)), taken)


def forget() -> None:
    """Give up what this process holds; the shared count stays."""
    with _lock:
        _blocks.clear()
