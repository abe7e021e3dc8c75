"""Every role on every action, each cell executed for real."""

import inspect

import pytest
from cast import Cast
from django.db import transaction
from introspection import all_actions, undecorated
from matrix.people import everybody
from matrix.rows import Row
from matrix.table import ROWS
from wording import faults

from core.errors import NotAllowed
from core.models import Event

# They check no right of their own: they are called by actions that have.
HELPERS = {
    "tenants.org.actions.posts.end_posts",
    "tenants.org.actions.posts.leave",
    "tenants.org.actions.grants.check_receiver",
}

# Operators' actions; nobody of a district may do any of them (test_provisioning).
PLATFORM = "tenants.actions."


class Undo(Exception):
    """Leaves an atomic block and takes everything in it back."""


def test_every_action_is_in_the_table() -> None:
    rows = {f"{row.function.__module__}.{row.function.__name__}" for row in ROWS}
    assert rows == {name for name in all_actions() if not name.startswith(PLATFORM)}


def test_whatever_takes_an_actor_is_an_action() -> None:
    assert set(undecorated()) <= HELPERS


def test_actions_take_keywords_only_and_say_what_they_guarantee() -> None:
    for name, function in all_actions().items():
        kinds = {parameter.kind for parameter in inspect.signature(function).parameters.values()}
        assert kinds == {inspect.Parameter.KEYWORD_ONLY}, name
        assert inspect.getdoc(function), name


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_who_may(cast: Cast, row: Row) -> None:
    people = everybody(cast)
    assert row.allowed <= {person.name for person in people}
    thing = row.record(cast)
    before = Event.objects.count()
    wrong, unclear, told = [], [], ""
    for person in people:
        expected = person.name in row.allowed or (person.name == "the platform" and row.platform)
        try:
            with transaction.atomic():
                arguments = row.arguments(cast, thing)
                row.function(actor=person.actor(), **arguments)
                written = Event.objects.count() - before
                if written and not told:
                    told = person.name
                    reason = str(arguments.get("reason") or "")
                    unclear = list(faults(Event.objects.order_by("pk")[before:], reason=reason))
                raise Undo
        except Undo:
            done = True
            assert (written == 0) is bool(row.silent), f"{person.name} left {written} events"
        except NotAllowed:
            done = False
        if done is not expected:
            wrong.append(f"{person.name} {'may' if done else 'may not'}")
    assert wrong == []
    # What the history of a record says of it is the same whoever does it; a reason that is asked for is told.
    assert unclear == []
    assert Event.objects.count() == before
