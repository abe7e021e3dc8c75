"""The city's interface asked at random: issued reports of districts that agreed, and not a word of anything else.

``OPERATIONS`` asks more than the suite does, ``SEED`` asks again what an earlier run has asked.
"""

import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from callers import Caller, application, token_of
from cast import Cast
from database import NEIGHBOUR, SCHEMA
from django.db import connection
from django.test import Client
from django_tenants.utils import schema_context
from fuzz.asking import seed_of
from fuzz.checks import TEXT, _id, check_form
from fuzz.marks import MARK, mark_everything
from graphql import GraphQLObjectType, get_named_type, is_leaf_type
from matrix.reporting import report_of_a_busy_quarter
from quarters import drafted

from api.city.schema import schema
from core.periods import Quarter, today
from core.permissions import SYSTEM, Perm
from tenants.actions.cities import cityclient_ask, cityclient_register
from tenants.models import CityConsent, District
from tenants.org.actions.cities import consent_agree, consent_withdraw

OPERATIONS = min(int(os.environ.get("OPERATIONS", "120")), 5_000)
SEED = seed_of(os.environ.get("SEED", "20261128" if "OPERATIONS" not in os.environ else ""))
HOST = "localhost"
TYPES: Any = schema.graphql_schema.type_map
ISSUED, DRAFT = "2026Q3", "2026Q2"
CURSORS = ["WyIzMTAxMDYwMDAwMDAiXQ==", "WyIwIl0=", "x", ""]


@dataclass(frozen=True)
class Allowed:
    """What may be told, read from the bare tables of the district that agreed."""

    codes: frozenset[str]
    hashes: frozenset[str]
    reports: frozenset[int]

    @classmethod
    def of(cls, schema: str) -> "Allowed":
        with schema_context(schema), connection.cursor() as cursor:
            cursor.execute("SELECT code FROM org_organization WHERE length(path) <= 8")
            codes = frozenset(code for (code,) in cursor.fetchall())
            cursor.execute("SELECT id, content_hash FROM assessment_quarterlyreport WHERE status = 'issued'")
            issued = cursor.fetchall()
        return cls(codes, frozenset(text for _, text in issued), frozenset(key for key, _ in issued))


@pytest.fixture
def agreed(cast: Cast, neighbour: Cast, settings: Any) -> tuple[Caller, Allowed, str]:
    """A city client, what it may be told, and the code of the district that has not agreed."""
    settings.GRAPHQL_CITY_REQUESTS_PER_MINUTE = settings.GRAPHQL_COST_PER_MINUTE = 10**9
    client, secret = cityclient_register(
        actor=SYSTEM, name="市数据中心", purpose="汇总", expires_on=today() + timedelta(days=365)
    )
    for where, there in ((SCHEMA, cast), (NEIGHBOUR, neighbour)):
        with schema_context(where):
            report_of_a_busy_quarter(there)
            drafted(there, Quarter.parse(DRAFT))
            mark_everything(foreign=where == NEIGHBOUR)
    rows = cityclient_ask(
        actor=SYSTEM, client=client, districts=list(District.objects.filter(schema_name__in=[SCHEMA, NEIGHBOUR]))
    )
    mine = next(row for row in rows if row.district.schema_name == SCHEMA)
    other = next(row.district.code for row in rows if row.district.schema_name == NEIGHBOUR)
    with schema_context(SCHEMA):
        consent_agree(actor=SYSTEM, consent=mine, reason="会议决定")
    token = token_of(Client(), HOST, client.client_id, secret).json()["access_token"]
    return Caller(Client(), HOST, token), Allowed.of(SCHEMA), other


class Maker:
    """Requests to the city's interface: right ones, wrong values, torn texts, and what districts are asked."""

    def __init__(self, seed: str, codes: list[str]) -> None:
        self.random = random.Random(seed)
        self.codes = codes

    def next(self) -> dict[str, Any]:
        way = self.random.random()
        if way < 0.08:
            # What only a district answers.
            asked = self.random.choice(["needs", "units", "users", "events", "reports", "organizations", "clients"])
            return {"query": f"{{ {asked}(first: 5) {{ nodes {{ id }} totalCount }} }}"}
        text = self.query()
        if way < 0.2:
            at = self.random.randrange(len(text))
            text = text[:at] + self.random.choice('{}()[]$@"\\# é😀') + text[at + self.random.randrange(3) :]
        return {"query": text, "variables": self.variables()}

    def variables(self) -> dict[str, Any]:
        return {
            "quarter": self.either([ISSUED], [DRAFT, "2026Q1", "2026Q9", "x", "", None, 3]),
            "district": self.either([None, self.codes[0]], [*self.codes, "310106", "0", "'; --", "𝟛𝟙", 5]),
            "first": self.either([1, 2, 20, 5], [0, -1, 21, 2**40, None, "x"]),
            "after": self.either([None], CURSORS),
            "with": self.random.choice([True, False]),
        }

    def either(self, right: list[Any], wrong: list[Any]) -> Any:
        return self.random.choice(right if self.random.random() < 0.85 else wrong)

    def query(self) -> str:
        paged = "first: $first, after: $after"
        reports = f"reports(quarter: $quarter, district: $district, {paged}) {{ {self.of('ReportConnection')} }}"
        districts = f"districts({paged}) {{ {self.of('DistrictConnection')} }}"
        both = [f"{reports} d: {districts}", f"{reports} r: {reports}"]
        asked = self.random.choice([reports, reports, reports, districts, *both])
        return (
            "query ($quarter: String!, $district: String, $first: Int! = 5, $after: String, $with: Boolean! = true) {"
            f" __typename @include(if: $with) {asked} }}"
        )

    def of(self, name: str) -> str:
        type_: GraphQLObjectType = TYPES[name]
        chosen = ["__typename"]
        for field, definition in type_.fields.items():
            if self.random.random() < 0.3 and field != "nodes":
                continue
            inner = get_named_type(definition.type)
            below = "" if is_leaf_type(inner) else f" {{ {self.of(inner.name)} }}"
            chosen.append(f"{field}{' @skip(if: $with)' if self.random.random() < 0.05 else ''}{below}")
        return " ".join(chosen)


def texts(value: Any) -> Iterator[tuple[str, str]]:
    """Every text of the data under its field."""
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        name, each = waiting.pop()
        if isinstance(each, dict):
            waiting.extend(each.items())
        elif isinstance(each, list):
            waiting.extend((name, inner) for inner in each)
        elif isinstance(each, str):
            yield name, each


def judge(response: Any, allowed: Allowed, other: str) -> bool:
    """Whether a report or a district was told; ``AssertionError`` for a word that is not to be told."""
    body = check_form(response.status_code, response.headers["Content-Type"], response.content)
    written = response.content.decode()
    assert not [found for found in TEXT.findall(written) if _id(found)], "a global id"
    for sign, name, key in MARK.findall(written):
        assert (sign, name) == ("", "QuarterlyReport"), f"a text of {sign}{name}:{key}"
        assert int(key) in allowed.reports, f"a text of a draft: {key}"
    told = json.dumps(body.get("data") or {})
    assert other not in told
    for name, text in texts(body.get("data")):
        if name == "code":
            assert text in allowed.codes, text
        if name == "contentHash":
            assert text in allowed.hashes
        if name == "quarter":
            assert text == ISSUED
    return '"nodes": [{' in told


def test_only_issued_reports_of_who_agreed(agreed: tuple[Caller, Allowed, str]) -> None:
    caller, allowed, other = agreed
    (own,) = (row.district.code for row in CityConsent.objects.in_force().select_related("district"))
    maker = Maker(str(SEED), [own, own, other])
    told = 0
    for number in range(OPERATIONS):
        asked = maker.next()
        try:
            told += judge(caller.send(asked), allowed, other)
        except AssertionError as wrong:
            raise AssertionError(
                f"seed {SEED}, request {number}: {wrong}\n{json.dumps(asked, ensure_ascii=False)}"
            ) from wrong
    assert told > OPERATIONS * 0.05
    consent_withdraw(actor=SYSTEM, consent=CityConsent.objects.in_force().get(), reason="项目结束")
    for _ in range(OPERATIONS // 4):
        assert not judge(caller.send(maker.next()), allowed, other)


def test_a_city_and_a_district_do_not_know_each_others_tokens(cast: Cast, agreed: tuple[Caller, Allowed, str]) -> None:
    caller, _, _ = agreed
    maker = Maker(f"{SEED} tokens", ["310106000000"])
    district = application(cast, cast.root, [Perm.VIEW])
    for _ in range(10):
        for host, token in ((f"{SCHEMA}.localhost", caller.token), (HOST, district.token)):
            response = Caller(Client(), host, token).send(maker.next())
            assert response.status_code == 401
            assert b'"data"' not in response.content
