"""Compiled statements: what shares one, what is left to graphql-core, how values are written.

That both give the same answer to whatever is asked stands in ``test_same_answer.py``.
"""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import orjson
import pytest
from callers import gid
from cast import Cast
from database import NEIGHBOUR
from django.db import connection, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tenants.utils import schema_context
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from stories import draft_listing

from api.compiled import NotCompiled, answers
from api.compiled.answers import Answers
from api.compiled.cache import Statements
from api.compiled.statement import Compiled, literal
from api.compiled.text import Sql, _moment, cursor, joined
from api.documents import Document
from api.execution import Call, _execute, documents, run
from api.rows.pages import write_cursor
from api.rows.records import record_named
from api.scalars import DateTime
from api.schema import COMPILED, schema
from api.types.commitments import share_sql
from core.models import Event
from core.periods import today
from core.permissions import SYSTEM, Actor, ActorKind
from core.tallies import fold
from linkage.facilities.models import Facility
from resources.actions.listings import listing_submit
from resources.models import Need
from resources.progress import share_done
from tenants.org.actions.organizations import organization_edit
from tenants.org.models import DistrictSettings, ResidentUnit

WHO = ["leader", "street_a", "street_b", "community_a", "unit_a", "unit_b", "member", "audit", "system"]


@pytest.fixture
def compiled() -> Answers:
    """A process that has compiled nothing yet."""
    return Answers(schema.graphql_schema, COMPILED)


def by_core(actor: Actor, document: Document, variables: dict[str, Any]) -> bytes | None:
    """The data of graphql-core; None if it has errors to tell."""
    result = _execute(Call(actor, HttpRequest()), document, variables, None)
    return None if result.errors else orjson.dumps(result.data, option=orjson.OPT_NON_STR_KEYS)


def asked(compiled: Answers, actor: Actor, text: str, **variables: Any) -> Any:
    """The data of an operation that must be answered by its statement, and as graphql-core answers it."""
    document = documents().get(text)
    found = compiled.data(document, None, variables, actor)
    assert found is not None
    assert found == by_core(actor, document, variables)
    return orjson.loads(found)


def statements(compiled: Answers) -> int:
    """Statements, without the notes on the variables of each operation."""
    return sum(isinstance(made, Compiled) for made in compiled.statements._kept.values())


class TestSharing:
    def test_ids_days_and_actors_share_a_statement(self, world: Cast, compiled: Answers) -> None:
        text = """query ($id: ID!, $day: Date) { organization(id: $id) { name
            needs(dueFrom: $day) { totalCount } agreements { totalCount } } }"""
        for who in ("leader", "office"):
            for place in (world.root, world.street_a, world.community_b):
                for day in ("2026-01-01", "2990-01-01"):
                    data = asked(compiled, world.actor(who), text, id=gid(place), day=day)
                    assert data["organization"]["name"] == place.name
        assert statements(compiled) == 2  # the office may keep posts, the leader may not

    def test_pages_share_a_statement(self, world: Cast, compiled: Answers) -> None:
        text = """query ($after: String) { needs(first: 2, after: $after, orderBy: DUE) {
            nodes { title } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""
        cursor, pages = None, 0
        while True:
            page = asked(compiled, world.actor("leader"), text, after=cursor)["needs"]
            cursor, pages = page["pageInfo"]["endCursor"], pages + 1
            if not page["pageInfo"]["hasNextPage"]:
                break
        assert pages > 2
        assert statements(compiled) == 2  # the first page, and all others

    def test_what_changes_the_statement_is_not_shared(self, world: Cast, compiled: Answers) -> None:
        leader = world.actor("leader")
        text = """query ($first: Int, $status: [NeedX!], $search: String, $with: Boolean!) {
            needs(first: $first, status: $status, search: $search) { nodes { id title @include(if: $with) } } }"""
        text = text.replace("NeedX", "ListingStatus")
        for first in (1, 3):
            for status in (None, ["OPEN"], ["OPEN", "DRAFT"]):
                for search in ("周末", "操场 开放"):
                    for chosen in (True, False):
                        values = {"first": first, "status": status, "search": search, "with": chosen}
                        asked(compiled, leader, text, **values)
        assert statements(compiled) == 24

    def test_other_rights_have_another_statement(self, world: Cast, compiled: Answers) -> None:
        text = "{ claims { totalCount nodes { id } } agreements { nodes { id } } units { nodes { id } } }"
        seen = {who: orjson.dumps(asked(compiled, world.actor(who), text)) for who in WHO}
        assert len(set(seen.values())) > 4
        # Whoever loses a post sees nothing from the next request on.
        world.users["street_a"].posts.all().delete()
        assert asked(compiled, world.actor("street_a"), text)["claims"]["totalCount"] == 0

    def test_districts_share_a_statement_and_nothing_else(self, world: Cast, neighbour: Cast) -> None:
        compiled = Answers(schema.graphql_schema, COMPILED)
        text = "{ units { nodes { id name } } }"
        here = asked(compiled, world.actor("leader"), text)
        with schema_context(NEIGHBOUR):
            there = asked(compiled, neighbour.actor("leader"), text)
        assert statements(compiled) == 1
        assert {n["id"] for n in here["units"]["nodes"]}.isdisjoint(n["id"] for n in there["units"]["nodes"])


class TestTime:
    def test_a_statement_lives_for_a_day(
        self, world: Cast, compiled: Answers, monkeypatch: pytest.MonkeyPatch, tomorrow: date
    ) -> None:
        """Posts end; whether they have is asked of the day of the request."""
        world.users["unit_b"].posts.update(ends_on=tomorrow)
        text = "{ posts(current: true, first: 100) { totalCount } }"
        before = asked(compiled, world.actor("office"), text)["posts"]["totalCount"]
        monkeypatch.setattr("api.types.places.today", lambda: tomorrow)
        monkeypatch.setattr("api.compiled.answers.today", lambda: tomorrow)
        assert asked(compiled, world.actor("office"), text)["posts"]["totalCount"] == before - 1

    def test_a_rule_that_looks_at_the_clock_is_not_compiled(
        self, world: Cast, compiled: Answers, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        filters = record_named("Claim")._meta.filters
        clocked = replace(filters["search"], rule=lambda value: Q(proposed_at__lte=timezone.now()))
        monkeypatch.setitem(filters, "search", clocked)
        assert (
            compiled.data(documents().get('{ claims(search: "x") { totalCount } }'), None, {}, world.actor("leader"))
            is None
        )
        assert statements(compiled) == 0


class TestLeftToCore:
    @pytest.mark.parametrize(
        "text",
        [
            "{ __schema { types { name } } }",
            'mutation { needWithdraw(input: {id: "x", reason: "y"}) { errors { code } } }',
            '{ claim(id: "x") { id } }',
            '{ claim(id: "TmVlZDox") { id } }',
            '{ claim(id: "Q2xhaW06OTk5OTk5") { id } }',
            '{ node(id: "Tm90aGluZzox") { id } }',
            "{ needs(first: 101) { totalCount } }",
            '{ needs(after: "x") { totalCount } }',
            "query ($first: Int!) { needs(first: $first) { totalCount } }",
        ],
    )
    def test_errors_and_what_is_no_read(self, world: Cast, compiled: Answers, text: str) -> None:
        assert compiled.data(documents().get(text), None, {}, world.actor("leader")) is None
        assert compiled.taken == Counter(core=1)

    def test_the_reason_is_kept_and_not_who_was_told_it(self, world: Cast, compiled: Answers) -> None:
        """Kept with its frames, each request would leave all that it held in memory for ever."""
        actor = world.actor("leader")
        document = documents().get("{ clients { nodes { scopes } } }")
        for _ in range(3):
            assert compiled.data(document, None, {}, actor) is None
        reasons = [each for each in compiled.statements._kept.values() if isinstance(each, NotCompiled)]
        assert [(each.__traceback__, each.__context__) for each in reasons] == [(None, None)]

    def test_a_fault_is_noted_and_answered(
        self, world: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(*_: Any) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(answers, "run", fail)
        call = Call(world.actor("leader"), HttpRequest())
        answer = run(call, "{ units { totalCount } }", {}, None)
        assert answer.data is None
        assert answer.body["data"]["units"]["totalCount"] == 2
        assert "graphql-core answers it" in caplog.text

    @pytest.mark.parametrize(
        ("model", "column", "text"),
        [
            (ResidentUnit, "kind", "{ units { nodes { kind } } }"),
            (Need, "category", "{ needs { nodes { category } } }"),
            (Event, "verb", "{ events { nodes { what } } }"),
        ],
    )
    def test_a_code_that_nobody_knows(self, world: Cast, compiled: Answers, model: Any, column: str, text: str) -> None:
        """graphql-core tells the error; the statement fails instead of telling nonsense."""
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # events cannot be changed otherwise
        model.objects.update(**{column: "castle"})
        point = transaction.savepoint()
        assert (
            compiled.data(documents().get(text), None, {}, world.actor("audit" if model is Event else "leader")) is None
        )
        transaction.savepoint_rollback(point)
        assert model.objects.filter(**{column: "castle"}).exists()


class TestTold:
    """What Python works out, without graphql-core."""

    TEXT = """query ($place: ID, $quarter: String, $with: Boolean!) { summary(place: $place, quarter: $quarter) {
        quarter isFrozen place { ...P } parts { ...P } history @include(if: $with) { quarter values { value } } } }
        fragment P on SummaryPlace { id code name level standing figures {
            indicator name unit value numerator denominator previous change target } }"""

    @pytest.mark.parametrize("who", ["leader", "street_a", "community_a"])
    def test_the_same_summary(self, world: Cast, compiled: Answers, who: str) -> None:
        for quarter in (None, "2026Q3", "2026Q2"):
            for shown in (True, False):
                told = asked(compiled, world.actor(who), self.TEXT, quarter=quarter, **{"with": shown})["summary"]
                assert told["place"]["figures"]
                assert ("history" in told) is shown

    @pytest.mark.parametrize("quarter", [None, "2026Q3"])
    def test_three_statements(self, world: Cast, compiled: Answers, quarter: str | None) -> None:
        DistrictSettings.objects.update_or_create(pk=1, defaults={"claim_response_days": 9})
        leader = world.actor("leader")
        with CaptureQueriesContext(connection) as found:
            values = {"place": gid(world.street_a), "quarter": quarter, "with": True}
            told = compiled.data(documents().get(self.TEXT), None, values, leader)
        assert told is not None
        assert len(found) <= 3
        figures = orjson.loads(told)["summary"]["place"]["figures"]
        assert [each["target"] for each in figures if each["indicator"] == "RESPONSE_DAYS"] == ["9.00"]

    def test_beside_others_core_answers(self, world: Cast, compiled: Answers) -> None:
        document = documents().get("{ summary { quarter } units { totalCount } }")
        assert compiled.data(document, None, {}, world.actor("leader")) is None
        assert by_core(world.actor("leader"), document, {}) is not None


class TestCounts:
    """Counted from the tallies where these answer, and from the rows by graphql-core."""

    TEXT = """{ organizations(first: 100) { nodes { code
        agreementCounts { status label count } needCounts { count } resourceCounts { status count }
        claimCounts { label status __typename } } } }"""

    @pytest.fixture
    def everybody(self, world: Cast) -> dict[str, Actor]:
        found = {name: world.actor(name) for name in WHO}
        root, unit = found["leader"].grants, found["unit_a"].grants
        found["both"] = Actor(ActorKind.USER, found["unit_a"].id, "区里兼任", root + unit)
        found["platform"] = SYSTEM
        found["nobody"] = Actor(ActorKind.CLIENT, None, "无权")
        return found

    def test_all_of_them_see_what_is_theirs(self, compiled: Answers, everybody: dict[str, Actor]) -> None:
        told = {}
        for who, actor in everybody.items():
            nodes = asked(compiled, actor, self.TEXT)["organizations"]["nodes"]
            told[who] = sum(
                each["count"] for node in nodes if node["code"] == "310106000000" for each in node["resourceCounts"]
            )
        # The unit's own draft counts for whoever stands for the unit as well, and for nobody else above it.
        assert told["leader"] + 1 == told["both"] == told["platform"] > 4

    def test_what_is_written_counts_at_once(self, world: Cast, compiled: Answers) -> None:
        def count() -> int:
            nodes = asked(compiled, world.actor("leader"), self.TEXT)["organizations"]["nodes"]
            return sum(each["count"] for node in nodes for each in node["needCounts"])

        before = count()
        need = draft_listing(world)
        assert count() == before + 3  # at its community, its street and its district
        listing_submit(actor=world.actor("community_a"), listing=need)
        organization_edit(
            actor=SYSTEM, organization=world.community_a, name=world.community_a.name, parent=world.street_b
        )
        assert count() == before + 3
        fold()
        assert count() == before + 3

    def test_only_the_tallies_are_read(self, world: Cast, compiled: Answers) -> None:
        document = documents().get("{ organizations { nodes { claimCounts { count } agreementCounts { count } } } }")
        made, _ = compiled.compiled(document, None, {}, world.actor("leader"))
        text = made.text("jingan")
        assert '"resources_claimtally"' in text
        assert '"resources_claim"' not in text


class TestValues:
    def test_moments(self, db: None) -> None:
        """Microseconds, summer time, and the offset of long ago."""
        moments = [
            datetime(2026, 3, 31, 1, 30, tzinfo=UTC),
            datetime(2026, 3, 31, 1, 30, 5, 120, tzinfo=UTC),
            datetime(2026, 12, 31, 16, 0, 0, 500_000, tzinfo=UTC),
            datetime(1991, 9, 14, 14, 59, tzinfo=UTC),
            datetime(1991, 9, 14, 16, 0, tzinfo=UTC),
            datetime(1988, 7, 1, 0, 0, 1, tzinfo=UTC),
            datetime(1950, 1, 1, tzinfo=UTC),
        ]
        for moment in moments:
            (written,) = values(joined(_moment(Sql(literal(moment)))))
            assert orjson.loads(written) == DateTime.serialize(moment)

    @given(st.lists(st.one_of(st.none(), st.text(st.characters(exclude_characters="\0", codec="utf-8"))), max_size=3))
    @settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_cursors(self, db: None, texts: list[str | None]) -> None:
        written = cursor([("number", Sql("7")), *(("text", Sql("(%s::text)")) for _ in texts)])
        assert values(written, *texts) == (write_cursor([7, *texts]),)

    @given(st.decimals(0, 10**6, places=2), st.decimals("0.01", 10**6, places=2))
    @settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @example(Decimal(1), Decimal(16))
    @example(Decimal(3), Decimal(16))
    @example(Decimal(5), Decimal(5))
    @example(Decimal("9999.99"), Decimal(10_000))
    def test_shares(self, db: None, done: Decimal, due: Decimal) -> None:
        assert values(share_sql("%s::numeric", "%s::numeric"), done, due) == (share_done(done, due),)


def values(sql: str, *parameters: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", parameters)
        return cursor.fetchone()


def test_the_statements_are_bounded() -> None:
    kept = Statements(most=3, characters=100)
    for n in range(5):
        kept.put(n, Compiled(("x" * 40,), ()))
    assert len(kept) == 2
    assert kept.held == 80
    kept.put(4, Compiled(("x" * 10,), ()))
    assert kept.held == 50
    for n in range(9):
        kept.put(n, NotCompiled())
    assert (len(kept), kept.held) == (3, 0)


def test_connections_keep_their_statements(world: Cast, compiled: Answers) -> None:
    """Prepared once, whoever asks; and Django's own statements are not."""
    text = "query ($id: ID!) { unit(id: $id) { name } }"
    asked(compiled, world.actor("leader"), text, id=gid(world.unit_a))
    before = prepared()
    assert any("level1" in each for each in before)
    asked(compiled, world.actor("office"), text, id=gid(world.unit_b))
    list(ResidentUnit.objects.all())
    assert prepared() == before


def test_cursors_of_an_order_by_the_place(world: Cast, compiled: Answers) -> None:
    for place in (world.community_a, world.community_b):
        Facility.objects.create(organization=place, checked_on=today())
    text = "{ facilities(first: 1, orderBy: PLACE) { edges { cursor } pageInfo { endCursor hasNextPage } } }"
    found = asked(compiled, world.actor("leader"), text)["facilities"]
    assert found["pageInfo"]["endCursor"] == found["edges"][0]["cursor"]
    assert found["pageInfo"]["hasNextPage"]


def prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [row[0] for row in cursor.fetchall()]


def test_a_connection_keeps_only_so_many(world: Cast, compiled: Answers, settings: Any) -> None:
    before = len(prepared())
    settings.GRAPHQL_PREPARED_STATEMENTS = before + 3
    for size in range(1, 8):
        document = documents().get(f"{{ units(first: {size}) {{ nodes {{ id }} totalCount }} }}")
        assert compiled.data(document, None, {}, world.actor("leader"))
    assert len(prepared()) == before + 3


def test_a_session_that_was_emptied_is_filled_again(world: Cast, compiled: Answers) -> None:
    document, leader = documents().get("{ units { totalCount } }"), world.actor("leader")
    expected = compiled.data(document, None, {}, leader)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    point = transaction.savepoint()
    assert compiled.data(document, None, {}, leader) is None
    transaction.savepoint_rollback(point)
    assert compiled.data(document, None, {}, leader) == expected
