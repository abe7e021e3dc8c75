"""Whatever the types let in, every action either does its work or refuses with words; it never breaks.

Values that have broken systems like this one before are put in the place of good ones, one or several at a time.
"""

import inspect
import typing
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any

import pytest
from cast import Cast
from database import SCHEMA
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix.people import everybody
from matrix.rows import Row
from matrix.table import ROWS
from samples import photo, png
from stories import announced, in_days, staged_in

from core.errors import DomainError
from core.files import Upload
from core.models import Event
from core.periods import Quarter
from core.permissions import SYSTEM
from linkage.actions.agreements import CommitmentDraft, PartyDraft
from linkage.models import AgreementParty, Commitment
from resources.models import Need, Resource, StagedFile
from tenants.accounts.models import User
from tenants.divisions.table import Division
from tenants.org.models import Department, Organization, ResidentUnit

TEXTS = [
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "Aa1-lone\ud800\ud800\ud800",
    "Aa1-with\0\0\0\0nul",
    "😀" * 50,
    "长" * 30_000,
    "'; DROP TABLE x; --",
    "<script>",
    "{year}",
    "%s",
    "\u202e倒",
    "1",
]
NUMBERS = [0, -1, 1, 2**31, 2**63, 10**40, True]
AMOUNTS = ["NaN", "-Infinity", "1e999999", "-0", "0.001", "９", "x", "", Decimal("sNaN"), Decimal(-1), 10**30, -5, "5"]
DATES = [date.min, date.max, date(1970, 1, 1), in_days(0), in_days(1)]
UPLOADS = [
    Upload("", b""),
    Upload("a\0.png", photo().content),
    Upload("长" * 999 + ".png", photo().content),
    Upload("x", b"%PDF-"),
]
EXAMPLES = 20


def values_for(hint: Any, cast: Cast) -> list[Any]:
    """Bad and odd values of a type."""
    if typing.get_origin(hint) in (typing.Union, UnionType):
        return [value for part in typing.get_args(hint) for value in values_for(part, cast)]
    if isinstance(hint, typing.TypeVar):
        return []
    made = _MAKERS.get(hint)
    return made(cast) if made else []


def _parties(cast: Cast) -> list[Any]:
    parties = [PartyDraft(cast.unit_a, duties=text) for text in TEXTS]
    return [[], parties[:1] * 2, [PartyDraft(cast.root)], *([party] for party in parties)]


def _commitments(cast: Cast) -> list[Any]:
    promise = CommitmentDraft(cast.unit_a, "开放", Decimal(1), "次", in_days(3))
    return [
        [],
        [CommitmentDraft(cast.unit_b, "别人的", Decimal(1), "次", in_days(3))],
        *([CommitmentDraft(cast.unit_a, text, Decimal(1), text, in_days(3))] for text in TEXTS),
        *([CommitmentDraft(cast.unit_a, "x", amount, "次", in_days(3))] for amount in AMOUNTS),  # type: ignore[arg-type]
        *([CommitmentDraft(cast.unit_a, "x", Decimal(1), "次", day)] for day in DATES),
        [promise] * 30,
    ]


# Values of a type, made only where an action takes one of that type: some of them are records.
_MAKERS: dict[Any, Callable[[Cast], list[Any]]] = {
    str: lambda cast: TEXTS,
    int: lambda cast: NUMBERS,
    bool: lambda cast: [True, False],
    Decimal: lambda cast: AMOUNTS,
    date: lambda cast: DATES,
    type(None): lambda cast: [None],
    Organization: lambda cast: [cast.root, cast.street_b, cast.community_b],
    Sequence[Organization]: lambda cast: [[], [cast.root], [cast.community_b] * 2, [cast.street_a, cast.street_b]],
    ResidentUnit: lambda cast: [cast.unit_b, ResidentUnit.objects.filter(status="retired").first()],
    Department: lambda cast: [cast.department, cast.outpost_a],
    User: lambda cast: [cast.users["audit"], cast.users["unit_b"], User.objects.get(username="x.closed")],
    AgreementParty: lambda cast: list(AgreementParty.objects.all()),
    Commitment: lambda cast: list(Commitment.objects.all()),
    Quarter: lambda cast: [Quarter(2000, 1), Quarter(2999, 4), Quarter(2026, 3)],
    type[Any]: lambda cast: [Need, Resource],
    Sequence[Upload]: lambda cast: [[], UPLOADS, *([upload] for upload in UPLOADS), [photo(n) for n in range(25)]],
    Sequence[StagedFile]: lambda cast: [
        [],
        [announced(cast)],
        [staged_in(cast, by="unit_b")],
        [StagedFile(pk=10**9)],
    ],
    bytes: lambda cast: [b"", png()[:-1], b"x" * len(png()), png() * 2],
    Sequence[PartyDraft]: _parties,
    Sequence[CommitmentDraft]: _commitments,
    Sequence[Division]: lambda cast: [[], *([Division(text, text, text, text)] for text in TEXTS)],
    list[str]: lambda cast: [[], TEXTS, ["view", "view"]],
    Iterable[int]: lambda cast: [[], NUMBERS, [-1]],
}


def first_rows() -> list[Row]:
    return list({row.function: row for row in reversed(ROWS)}.values())


@pytest.mark.parametrize("row", first_rows(), ids=str)
def test_bad_input_is_refused_in_words(cast: Cast, row: Row) -> None:
    people = {person.name: person.actor for person in everybody(cast)}
    actor = SYSTEM if row.platform else people[min(row.allowed)]()
    thing = row.record(cast)
    good = row.arguments(cast, thing)
    function = inspect.unwrap(row.function)
    hints = typing.get_type_hints(function)
    choices = {
        name: values
        for name in inspect.signature(function).parameters
        if name not in ("actor", row.subject) and (values := values_for(hints[name], cast))
    }
    if not choices:
        return
    before = Event.objects.count()
    refusals: list[str] = []
    left_behind: list[int] = []
    pick = st.lists(st.sampled_from(sorted(choices)), min_size=1, max_size=3, unique=True)
    drawn = pick.flatmap(lambda names: st.fixed_dictionaries({n: st.sampled_from(choices[n]) for n in names}))

    @settings(max_examples=EXAMPLES, derandomize=True, database=None)
    @given(drawn)
    def attempt(bad: dict[str, Any]) -> None:
        point = transaction.savepoint()
        try:
            row.function(actor=actor, **{**good, **bad})
        except DomainError as refusal:
            refusals.append(refusal.message)
            left_behind.append(Event.objects.count() - before)
        else:
            connection.check_constraints()
        finally:
            transaction.savepoint_rollback(point)
        assert connection.schema_name == SCHEMA

    attempt()
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in message) for message in refusals)
    assert not any(left_behind)
