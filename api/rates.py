"""Requests and cost per minute and caller, shared by all processes through the database.

A process takes from both shared counts in blocks, by one statement, and serves from memory: hard limits for all
processes together at the price of one statement for many requests. Towards a limit's end what another process has taken
and not used may be missing; nothing is ever given twice.
"""

import json
import threading
import time
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.db import connection
from django_tenants.utils import get_public_schema_name

from core.errors import DomainError
from core.prepared import Prepared, run, written

SECONDS = 60
_BLOCKS = 30
_REMEMBERED = 10_000

_TAKE = """
    INSERT INTO {table} AS used (caller, minute, requests, cost) VALUES ($1::text, $2::int, $3::bigint, $4::bigint)
    ON CONFLICT (caller) DO UPDATE
       SET requests = CASE WHEN used.minute = EXCLUDED.minute THEN used.requests ELSE 0 END + EXCLUDED.requests,
           cost = CASE WHEN used.minute = EXCLUDED.minute THEN used.cost ELSE 0 END + EXCLUDED.cost,
           minute = EXCLUDED.minute
    RETURNING json_build_array(used.requests, used.cost)::text
"""


@cache
def _statement(public: bool) -> Prepared:
    """Callers of a district are counted there (api.models.Usage), city clients in the public schema."""
    return written(_TAKE.format(table="tenants_cityusage" if public else "api_usage"))


class Rate(NamedTuple):
    """What is left of the minute: what no process has taken and what this one still holds."""

    limit: int
    remaining: int
    cost_limit: int
    cost_remaining: int
    reset: int


class TooMany(DomainError):
    """More within the minute than allowed; ``rate`` is what is left of it."""

    code = "RATE_LIMITED"

    def __init__(self, message: str, wait: int, rate: Rate) -> None:
        super().__init__(f"{message}，请在 {wait} 秒后再试。")
        self.wait = wait
        self.rate = rate


@dataclass(slots=True)
class _Share:
    """What this process holds of one count: ``left`` to give, and how much all together had ``taken`` by then."""

    limit: int
    left: int = 0
    taken: int = 0

    def block(self, wanted: int) -> int:
        """How much to take for something that wants so much."""
        return max(wanted - self.left, self.limit // _BLOCKS) if wanted > self.left else 0

    def add(self, size: int, taken: int) -> None:
        self.left += max(0, min(size, self.limit - (taken - size)))
        self.taken = taken

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.taken) + self.left


@dataclass(slots=True)
class _Block:
    minute: int
    requests: _Share
    cost: _Share

    @property
    def rate(self) -> Rate:
        requests, cost = self.requests, self.cost
        return Rate(requests.limit, requests.remaining, cost.limit, cost.remaining, (self.minute + 1) * SECONDS)


_blocks: dict[tuple[str, str], _Block] = {}
_lock = threading.Lock()


def take(caller: str, limit: int, cost_limit: int = 0, *, schema: str = "") -> Rate:
    """Count one request of the caller in the schema, the current one; ``TooMany`` beyond the limit."""
    return _use(schema, caller, limit, cost_limit, 1, 0)


def spend(caller: str, limit: int, cost_limit: int, cost: int, *, schema: str = "") -> Rate:
    """Count the cost of a request that has been taken; ``TooMany`` if the minute has not so much left."""
    return _use(schema, caller, limit, cost_limit, 0, cost)


def _use(schema: str, caller: str, limit: int, cost_limit: int, requests: int, cost: int) -> Rate:
    moment = time.time()
    minute = int(moment) // SECONDS
    # Who knows the current schema says it: to look it up takes as long as all the rest.
    key = (schema or connection.schema_name, caller)  # type: ignore[attr-defined]
    with _lock:
        block = _blocks.get(key)
        if block is None or block.minute != minute:
            if len(_blocks) >= _REMEMBERED:
                _blocks.clear()
            block = _blocks[key] = _Block(minute, _Share(limit), _Share(cost_limit))
        if requests > block.requests.left or cost > block.cost.left:
            _reserve(caller, block, requests, cost)
        if requests <= block.requests.left and cost <= block.cost.left:
            block.requests.left -= requests
            block.cost.left -= cost
            return block.rate
        wait = max(1, int((minute + 1) * SECONDS - moment))
        if requests > block.requests.left:
            raise TooMany(f"请求过于频繁：每分钟最多 {limit} 次", wait, block.rate)
        left = f"本分钟只余 {block.cost.remaining}（每分钟合计 {cost_limit}）"
        raise TooMany(f"这次查询的代价为 {cost}，{left}；请减小 first 或分多次查询", wait, block.rate)


def _reserve(caller: str, block: _Block, requests: int, cost: int) -> None:
    """Take of both counts at once; the first request takes of the cost, too, before it is known what it will be."""
    ahead = block.requests.taken == 0 and block.cost.limit > 0
    requests = block.requests.block(requests)
    cost = block.cost.block(max(cost, 1) if ahead else cost)
    public = connection.schema_name == get_public_schema_name()  # type: ignore[attr-defined]
    taken = run(_statement(public), [caller, str(block.minute), str(requests), str(cost)])
    assert taken is not None
    requests_taken, cost_taken = json.loads(taken)
    block.requests.add(requests, requests_taken)
    block.cost.add(cost, cost_taken)


def forget() -> None:
    """Give up what this process holds; the shared count stays."""
    with _lock:
        _blocks.clear()
