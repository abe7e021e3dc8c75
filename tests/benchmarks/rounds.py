"""Rounds that take turns: what is compared is measured in the same seconds, as far as that goes."""

import json
import statistics
import subprocess
import sys
from typing import Any

from benchmarks.load import request_bytes
from benchmarks.queries import Query
from benchmarks.servers import say

ROUNDS = 5
WARM_SECONDS = 0.4

# A port, and the requests that are sent there in turn.
Target = tuple[int, list[bytes]]


def graphql(query: Query, path: str, host: str, token: str, *, peer: bool = False) -> bytes:
    """The request for a query, in our dialect or in PostGraphile's."""
    text, variables = (query.peer_text, query.peer_variables) if peer else (query.text, query.variables)
    body = json.dumps({"query": text, "variables": variables}).encode()
    return request_bytes(path, host, body, {"Authorization": f"Bearer {token}"} if token else {})


def measure(
    targets: dict[str, dict[str, Target]], seconds: float, connections: int
) -> dict[str, dict[str, dict[str, float]]]:
    """Medians of rate, p50 and p95 for each query and side."""
    names = list(next(iter(targets.values())))
    slice_ = max(seconds / (ROUNDS * len(names) * len(targets)) - WARM_SECONDS, 0.5)
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name in names:
        say(f"查询 ({name})")
        rounds: dict[str, list[dict[str, float]]] = {side: [] for side in targets}
        for _ in range(ROUNDS):
            for side, requests in targets.items():
                rounds[side].append(load(*requests[name], connections, slice_))
        found[name] = {
            side: {key: statistics.median(r[key] for r in results) for key in ("rate", "p50", "p95")}
            for side, results in rounds.items()
        }
    return found


def load(
    port: int, requests: list[bytes], connections: int, seconds: float, warm: float = WARM_SECONDS
) -> dict[str, float]:
    """Rate, p50 and p95 of one round, measured by a process of its own."""
    given = {"port": port, "requests": [each.decode() for each in requests], "connections": connections}
    given |= {"warm": warm, "seconds": seconds}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    result: dict[str, Any] = json.loads(done.stdout)
    if result.pop("errors"):
        raise SystemExit(f"请求失败：{done.stdout[:500]}")
    return result


def row(name: str, value: float, reference: float) -> dict[str, Any]:
    """One line of the result."""
    ratio = value / reference if reference else 0.0
    return {"name": name, "value": round(value, 3), "reference": round(reference, 3), "ratio": round(ratio, 3)}
