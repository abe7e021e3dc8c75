"""The whole interface asked at random in everybody's name: never a fault, never a word of the inside, never a leak.

``make fuzz`` asks ``OPERATIONS=50000`` requests in each name; the suite asks a few. ``ROLE`` asks in one name alone,
``SEED`` asks again what an earlier run has asked. Every id and every marked text of every answer is looked up in what
its reader may see by the plain rules in ``fuzz.rules``.
"""

import json
import os
import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any
from unittest.mock import patch

import pytest
from database import NEIGHBOUR, SCHEMA, another, ready
from django.test import override_settings
from django_tenants.utils import schema_context
from fuzz.asking import Fuzz, seed_of
from fuzz.checks import check_form
from fuzz.district import lively_districts
from fuzz.operations import Operations, Request
from fuzz.people import NAMES, REFUSED, Asker, roles_asked
from fuzz.rules import RULES
from randomqueries import known_ids

from api.callers import client_of, person_of
from api.names import camel
from api.rows.ids import read_id
from api.rows.records import all_records
from api.schema import ROOTS
from api.usage.counting import forget
from core.periods import today
from tenants.accounts.models import User
from tenants.org.roles import Role

OPERATIONS = int(os.environ.get("OPERATIONS", "50"))
SEED = seed_of(os.environ.get("SEED", "20261127" if "OPERATIONS" not in os.environ else ""))
REPORT = os.environ.get("FUZZ_REPORT", "")
WHO = [name for name in NAMES if os.environ.get("ROLE", name) == name]
MANY = 10**9


@pytest.fixture(scope="module")
def askers(
    django_db_setup: None,
    django_db_blocker: Any,
    template_name: str,
    database_name: str,
    tmp_path_factory: pytest.TempPathFactory,
    testrun_uid: str,
) -> Iterator[dict[str, Asker]]:
    """Everybody who asks, in a database of its own that holds two lively districts.

    They are made once in a run, which takes a minute; each process that asks has a copy.
    """
    base = tmp_path_factory.getbasetemp()
    made = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "lively"
    files = tmp_path_factory.mktemp("fuzz")
    limits = {"GRAPHQL_REQUESTS_PER_MINUTE": MANY, "GRAPHQL_COST_PER_MINUTE": MANY}
    with override_settings(**limits, MULTITENANT_RELATIVE_MEDIA_ROOT="%s"), ExitStack() as idle:
        # No worker runs here, and calling one that has no queue takes long; usage would appear a minute later.
        quiet = ("core.events.wake_worker", "tenants.waking.call_worker", "api.hooks.tasks.push", "api.asking.count")
        for call in quiet:
            idle.enter_context(patch(call))
        idle.enter_context(django_db_blocker.unblock())
        lively = f"{template_name}_lively"
        ready(lively, f"{testrun_uid} {today()}", partial(make_lively, made), template=template_name)
        copytree(made / "files", files, dirs_exist_ok=True)
        idle.enter_context(override_settings(MEDIA_ROOT=files))
        idle.enter_context(another(f"{database_name}_module", database_name, lively))
        yield pickle.loads((made / "askers").read_bytes())
    # When this process ends, the database is gone.
    forget()


def make_lively(folder: Path) -> None:
    """Both districts in the current database, their files and who asks in the folder."""
    (folder / "files").mkdir(parents=True, exist_ok=True)
    with override_settings(MEDIA_ROOT=folder / "files"):
        (folder / "askers").write_bytes(pickle.dumps(lively_districts()))


@pytest.fixture
def fuzz(askers: dict[str, Asker], who: str, settings: Any, caplog: pytest.LogCaptureFixture) -> Fuzz:
    from config.wsgi import application

    settings.GRAPHQL_REQUESTS_PER_MINUTE = settings.GRAPHQL_COST_PER_MINUTE = MANY
    # What is refused is logged by Django, thousands of times.
    caplog.set_level("ERROR", logger="django.request")
    asker = askers[who]
    return Fuzz(application, asker, NEIGHBOUR, SEED)


@pytest.mark.parametrize("who", WHO)
def test_whatever_is_asked(fuzz: Fuzz, who: str) -> None:
    here = fuzz.asker.schema
    there = SCHEMA if here == NEIGHBOUR else NEIGHBOUR
    with schema_context(there):
        foreign = known_ids()
    with schema_context(here):
        ids = known_ids(each=12)
    try:
        fuzz.ask(Operations(f"{SEED} {who}", ids, foreign), OPERATIONS)
    except Exception as wrong:
        note({"name": who, "seed": SEED, "wrong": str(wrong)})
        raise
    note(fuzz.report.row())
    if who not in REFUSED:
        assert fuzz.report.answered > OPERATIONS * 0.05


def note(row: dict[str, Any]) -> None:
    """Tell it at once: the whole run takes an hour."""
    if REPORT:
        with Path(REPORT).open("a") as report:
            report.write(json.dumps(row, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("who", [name for name in WHO if name not in REFUSED])
def test_every_list_is_exactly_what_the_rules_say(fuzz: Fuzz, who: str) -> None:
    """Neither one more nor one less, and as many as are counted."""
    for root, (name, _) in ROOTS.items():
        found: set[int] = set()
        after: str | None = ""
        total = 0
        while after is not None:
            given = f'first: 100, after: "{after}"' if after else "first: 100"
            text = f"{{ {camel(root)}({given}) {{ totalCount nodes {{ id }} pageInfo {{ endCursor hasNextPage }} }} }}"
            answer = fuzz.send(Request("list", json.dumps({"query": text}).encode()))
            page = check_form(answer.status, answer.kind, answer.content)["data"][camel(root)]
            total = page["totalCount"]
            found |= {key_of(node["id"], name) for node in page["nodes"]}
            after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
        with schema_context(fuzz.asker.schema):
            expected = set(fuzz.eyes.sight[name])
        assert found == expected, root
        assert total == len(expected), root


@pytest.mark.parametrize("who", [name for name in WHO if name not in REFUSED])
def test_every_rule_is_exactly_what_is_seen(fuzz: Fuzz) -> None:
    """A plain rule that is too wide would hide a leak, also of a type that has no list of its own."""
    asker = fuzz.asker
    with schema_context(asker.schema):
        token = asker.headers.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
        # What is remembered may be of before a grant was taken away while the district was made.
        user = None if token else User.objects.get(pk=asker.seat.user)
        caller = client_of(token, afresh=True) if user is None else person_of(user, afresh=True)
        assert caller is not None
        wrong = {}
        for record in all_records():
            name = record._meta.name
            seen = set(record._meta.model.objects.visible_to(caller.actor).values_list("pk", flat=True))
            if found := fuzz.eyes.sight[name] ^ seen:
                wrong[name] = sorted(found)
        assert wrong == {}


def key_of(value: str, name: str) -> int:
    found, key = read_id(value)
    assert found == name
    return key


def test_every_role_asks() -> None:
    assert roles_asked() == set(Role)


def test_every_type_has_a_plain_rule() -> None:
    """No type is judged by the code under test."""
    assert set(RULES) == {record._meta.name for record in all_records()}
