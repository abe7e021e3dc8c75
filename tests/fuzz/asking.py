"""Asking the web application as its server does, one request after the other, and judging each answer."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import orjson
from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django_tenants.utils import schema_context
from fuzz.checks import Eyes, Wrong, check_form, check_sight
from fuzz.operations import Operations, Request
from fuzz.people import Asker
from fuzz.smaller import smallest
from wsgi import ask


@dataclass
class Answer:
    status: int
    kind: str
    content: bytes
    seconds: float


@dataclass
class Report:
    """What was asked in one name, how fast, and what took longest."""

    name: str
    seed: int
    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    done: int = 0
    answered: int = 0
    seconds: float = 0
    cpu: float = 0
    slowest: float = 0
    slowest_body: str = ""

    def row(self) -> dict[str, Any]:
        asked = self.kinds.total()
        return {
            "name": self.name,
            "seed": self.seed,
            "asked": asked,
            "answered": self.answered,
            "mutations done": self.done,
            "rate": round(asked / self.seconds, 1),
            "rate of one core": round(asked / self.cpu, 1),
            "slowest ms": round(1000 * self.slowest),
            "slowest": self.slowest_body,
            "kinds": dict(self.kinds),
            "statuses": {str(status): count for status, count in self.statuses.items()},
        }


class Fuzz:
    """Requests of one asker to a WSGI application."""

    def __init__(self, application: Callable[..., Any], asker: Asker, foreign: str, seed: int) -> None:
        self.application = application
        self.asker = asker
        self.foreign = foreign
        self.report = Report(asker.name, seed)
        with schema_context(asker.schema):
            self.eyes = self._eyes()

    def _eyes(self) -> Eyes:
        return Eyes.of(self.asker, self.foreign)

    def ask(self, operations: Operations, count: int) -> None:
        """Ask so many requests; the first wrong answer fails, with the smallest request that gets such an answer."""
        begin, cpu = time.perf_counter(), time.process_time()
        for number in range(count):
            request = operations.next()
            try:
                self.judge(request)
            except Wrong as wrong:
                raise AssertionError(self._told(number, request, wrong)) from wrong
        self.report.seconds += time.perf_counter() - begin
        self.report.cpu += time.process_time() - cpu

    def judge(self, request: Request) -> None:
        """Send it and check the answer; what it wrote is taken back."""
        if not request.writes:
            self._check(request, self.send(request), self.eyes)
            return
        # As each request does it for itself, the district is chosen anew after what was taken back.
        with schema_context(self.asker.schema), transaction.atomic():
            answer = self.send(request)
            with schema_context(self.asker.schema):
                eyes = self.eyes
                if _has_done(answer):
                    eyes = self._eyes()
                    self.report.done += 1
                self._check(request, answer, eyes)
            transaction.set_rollback(True)

    def send(self, request: Request) -> Answer:
        """The answer of the application; the connection is kept, also where a transaction is open around it."""
        with patch.object(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda connection: None):
            return self._send(request)

    def _send(self, request: Request) -> Answer:
        begin = time.perf_counter()
        more = {**self.asker.headers, **request.headers}
        answer = ask(self.application, self.asker.host, request.body, method=request.method, more=more)
        seconds = time.perf_counter() - begin
        return Answer(answer.status, answer.headers.get("content-type", ""), answer.content, seconds)

    def _check(self, request: Request, answer: Answer, eyes: Eyes) -> None:
        report = self.report
        report.kinds[request.kind] += 1
        report.statuses[answer.status] += 1
        if answer.seconds > report.slowest:
            report.slowest, report.slowest_body = answer.seconds, request.body[:2_000].decode(errors="replace")
        if request.method == "GET" and not answer.kind.startswith("application/json") and answer.status in (200, 302):
            # GraphiQL, or the way to the sign-in page.
            return
        if request.method == "OPTIONS" and (answer.status, answer.content) == (204, b""):
            # Browsers ask first what a page of another address may send; there is nothing in the answer.
            return
        body = check_form(answer.status, answer.kind, answer.content)
        report.answered += "errors" not in body
        if answer.seconds > settings.GRAPHQL_SECONDS:
            raise Wrong("too slow", f"{answer.seconds:.1f} s")
        if self.asker.refused and (answer.status == 200 or body.get("data")):
            raise Wrong("let in", f"{answer.status}")
        check_sight(eyes, answer.content)

    def _told(self, number: int, request: Request, wrong: Wrong) -> str:
        def still(smaller: Request) -> bool:
            try:
                self.judge(smaller)
            except Wrong as again:
                return again.sort == wrong.sort
            return False

        small = smallest(request, still)
        return (
            f"{self.asker.name}, seed {self.report.seed}, request {number} ({request.kind}): {wrong}\n"
            f"smallest: {small.body.decode(errors='replace')}\n"
            f"as asked: {request.body[:4_000].decode(errors='replace')}"
        )


def _has_done(answer: Answer) -> bool:
    """Whether a mutation has changed something."""
    if answer.status != 200 or b'"errors":[]' not in answer.content:
        return False
    return bool(orjson.loads(answer.content).get("data"))


def seed_of(given: str) -> int:
    """The seed of this run: the one given, or one that is printed with every failure."""
    return int(given) if given else random.SystemRandom().randrange(10**6)
