"""The clients of ``benchmarks.rush``: one process, one connection for each client, all of them in one event loop.

``python -m benchmarks.rushing`` reads ``{port, clients, seconds, kinds}`` from standard input and writes counts, rates,
latencies and errors by kind.
"""

import asyncio
import itertools
import json
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

PATIENCE = 60
MOST_EXAMPLES = 8
# The clients come one after the other, as people do.
WAVE_SECONDS = 2.0

Step = dict[str, Any]


@dataclass
class Tally:
    """What has been found of one kind."""

    latencies: list[float] = field(default_factory=list)
    errors: int = 0


@dataclass
class Rush:
    port: int
    kinds: list[dict[str, Any]]
    until: float
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    examples: list[str] = field(default_factory=list)
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    async def client(self, number: int, wait: float) -> None:
        """Begin a flow, go through its steps, and begin another, until the time is over."""
        chance = random.Random(number)
        weights = [kind["weight"] for kind in self.kinds]
        await asyncio.sleep(wait)
        connection: Connection | None = None
        while time.perf_counter() < self.until:
            (kind,) = chance.choices(self.kinds, weights)
            known = ""
            for step in chance.choice(kind["flows"]):
                name = step.get("writes", kind["name"])
                begin = time.perf_counter()
                try:
                    connection = connection or await Connection.open(self.port)
                    async with asyncio.timeout(PATIENCE):
                        status, body = await connection.ask(self._written(step, known))
                    wrong, known = judged(step, status, body)
                except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError) as error:
                    wrong, connection = f"{type(error).__name__} {error}", None
                tally = self.tallies[name]
                tally.latencies.append(time.perf_counter() - begin)
                if wrong:
                    tally.errors += 1
                    if len(self.examples) < MOST_EXAMPLES:
                        self.examples.append(f"{name}: {wrong}"[:300])
                    break
        if connection:
            connection.close()

    def _written(self, step: Step, known: str) -> bytes:
        if not step["body"]:
            return bytes(step["head"].encode())
        body = step["body"].replace("@id", known).replace("@n", str(next(self.numbers))).encode()
        return bytes(step["head"].replace("Content-Length: 0", f"Content-Length: {len(body)}").encode() + body)


def judged(step: Step, status: int, body: bytes) -> tuple[str, str]:
    """What is wrong with an answer, and the id of the record in it."""
    if status != 200:
        return f"{status} {step['head'].partition(' HTTP')[0]} {body[:200].decode(errors='replace')}", ""
    if not step["body"]:
        return ("", "") if b"</html>" in body[-200:] else ("not a whole page", "")
    if b'"errors":[{' in body:
        return body[:250].decode(errors="replace"), ""
    if "writes" not in step:
        return "", ""
    payload = json.loads(body)["data"][step["writes"]]
    return "", next(value["id"] for name, value in payload.items() if name != "errors")


class Connection:
    """One connection that is kept open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> "Connection":
        return cls(*await asyncio.open_connection("127.0.0.1", port, limit=2**20))

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Status and body of the answer."""
        self.writer.write(request)
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        status = int(head.split(b" ", 2)[1])
        if b"transfer-encoding: chunked" in head:
            return status, await self._chunks()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        return status, await self.reader.readexactly(length)

    async def _chunks(self) -> bytes:
        parts = []
        while size := int((await self.reader.readline()).strip(), 16):
            parts.append(await self.reader.readexactly(size))
            await self.reader.readexactly(2)
        await self.reader.readexactly(2)
        return b"".join(parts)

    def close(self) -> None:
        self.writer.close()


def told(rush: Rush, seconds: float) -> dict[str, Any]:
    kinds = {name: figures(tally, seconds) for name, tally in sorted(rush.tallies.items())}
    everything = Tally([each for tally in rush.tallies.values() for each in tally.latencies])
    everything.errors = sum(tally.errors for tally in rush.tallies.values())
    return {**figures(everything, seconds), "kinds": kinds, "examples": rush.examples}


def figures(tally: Tally, seconds: float) -> dict[str, Any]:
    """Latencies in milliseconds."""
    found = sorted(tally.latencies)

    def at(share: float) -> float:
        return round(1000 * found[min(len(found) - 1, int(len(found) * share))], 1) if found else 0.0

    return {
        "count": len(found),
        "rate": round(len(found) / seconds, 1),
        "p50": at(0.5),
        "p95": at(0.95),
        "p99": at(0.99),
        "slowest": at(1),
        "errors": tally.errors,
    }


async def main() -> None:
    given = json.load(sys.stdin)
    begin = time.perf_counter()
    rush = Rush(given["port"], given["kinds"], begin + given["seconds"])
    clients = given["clients"]
    await asyncio.gather(*(rush.client(number, WAVE_SECONDS * number / clients) for number in range(clients)))
    json.dump(told(rush, time.perf_counter() - begin), sys.stdout)


if __name__ == "__main__":
    asyncio.run(main())
