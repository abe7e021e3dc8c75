"""Rules of a district are read once for a request, and never remembered longer or further than that."""

from collections.abc import Iterator

import pytest
from cast import Cast
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import get_public_schema_name, schema_context

from core.requests import RequestIdMiddleware, rules_read
from core.rulebook import _IS_NEW
from linkage.proposals.models import ProposalRules
from linkage.supervision.models import SupervisionRules
from tenants.org.actions.rulebooks import rulebook_edit


@pytest.fixture
def request_in_hand() -> Iterator[None]:
    token = rules_read.set({})
    yield
    rules_read.reset(token)


def reads(count: int) -> int:
    """Ask so often; how many statements that took."""
    with CaptureQueriesContext(connection) as asked:
        for _ in range(count):
            SupervisionRules.current()
    return len(asked)


@pytest.mark.usefixtures("request_in_hand")
def test_a_book_is_read_once_whether_it_is_set_or_not(cast: Cast) -> None:
    assert reads(3) == 1
    assert SupervisionRules.current()._state.adding
    assert (SupervisionRules.current().soon_days, ProposalRules.current().remind_days) == (10, [15, 5])


def test_without_a_request_each_who_asks_reads(cast: Cast) -> None:
    assert reads(3) == 3


@pytest.mark.usefixtures("request_in_hand")
def test_what_is_changed_in_the_request_is_seen_in_it(cast: Cast) -> None:
    assert reads(2) == 1
    rulebook_edit(actor=cast.actor("office"), book=SupervisionRules, values={"soon_days": 7})
    assert SupervisionRules.current().soon_days == 7
    assert reads(2) == 2
    SupervisionRules.current().delete()
    assert SupervisionRules.current().soon_days == 10


@pytest.mark.usefixtures("request_in_hand")
def test_what_is_taken_back_is_not_remembered(cast: Cast) -> None:
    SupervisionRules.current()
    with transaction.atomic():
        rulebook_edit(actor=cast.actor("office"), book=SupervisionRules, values={"soon_days": 7})
        assert SupervisionRules.current().soon_days == 7
        transaction.set_rollback(True)
    assert SupervisionRules.current().soon_days == 10


@pytest.mark.usefixtures("request_in_hand")
def test_whoever_changes_what_was_given_changes_it_for_nobody_else(cast: Cast) -> None:
    rules = ProposalRules.current()
    rules.remind_days.append(99)
    rules.answer_days = 1
    again = ProposalRules.current()
    assert (again.remind_days, again.answer_days) == ([15, 5], 90)
    again.remind_days.append(99)
    assert ProposalRules.current().remind_days == [15, 5]


def test_districts_are_kept_apart(cast: Cast) -> None:
    """What was read for another district in the same request is not taken for this one's."""
    SupervisionRules.current()
    theirs = {field.attname: 1 for field in SupervisionRules._meta.concrete_fields}
    token = rules_read.set({("another", SupervisionRules): {**theirs, _IS_NEW: False}})
    try:
        assert SupervisionRules.current().soon_days == 10
        with schema_context(get_public_schema_name()):
            assert (connection.schema_name, SupervisionRules) not in rules_read.get()
    finally:
        rules_read.reset(token)


def test_a_request_begins_and_ends_with_nothing_read(cast: Cast) -> None:
    seen: list[int] = []

    def answer(request):
        seen.append(reads(3))
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            RequestIdMiddleware(answer)(RequestFactory().get("/"))
    assert seen == [1, 1]
    assert rules_read.get() is None
