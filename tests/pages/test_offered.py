"""A button that a page offers leads to no refusal that could have been foreseen."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from cast import Cast
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from matrix.lives import Life
from matrix.test_states import LIVES, Undo, moment_of

import config.urls  # noqa: F401 - loads every page
from core.errors import NotAllowed, WrongState
from web.acts import Act
from web.records import RecordPage


def pages(of: type[RecordPage] = RecordPage) -> Iterator[type[RecordPage]]:
    for page in of.__subclasses__():
        yield page
        yield from pages(page)


PAGES: dict[Any, list[type[RecordPage]]] = defaultdict(list)
for _page in pages():
    if getattr(_page, "model", None) is not None and _page.acts:
        PAGES[_page.model].append(_page)
SHOWN = [
    pytest.param(life, status, id=f"{life.model.TRANSITIONS.noun}-{status}")
    for life in LIVES
    if life.model in PAGES
    for status in life.model.Status.values  # type: ignore[attr-defined]
]


def offered(cast: Cast, page: type[RecordPage], pk: int) -> Iterator[tuple[Act, RecordPage]]:
    """Each act that somebody is offered and that asks for nothing, on the page of the first to whom it is."""
    found: set[str] = set()
    for name, user in cast.users.items():
        view, request = page(), RequestFactory().get("/")
        request.actor, request.user = cast.actor(name), user  # type: ignore[attr-defined]
        view.setup(request)
        with suppress(Http404):
            view.record = view.find(pk)
            for act in page.acts:
                if act.form is None and act.verb not in found and act.may(view.actor, view.record):
                    found.add(act.verb)
                    yield act, view


@pytest.mark.parametrize(("life", "status"), SHOWN)
def test_what_is_offered_is_done(cast: Cast, life: Life, status: str) -> None:
    verbs = [verb for state, verb in life.model.TRANSITIONS.table if state == status] or [""]
    for verb in verbs if life.apart else verbs[:1]:
        with suppress(Undo), transaction.atomic():
            row = life.make(cast, status, verb)
            with moment_of(life):
                for page in PAGES[life.model]:
                    for act, view in list(offered(cast, page, row.pk)):
                        do(page, act, view, row.pk)
            raise Undo


def do(page: type[RecordPage], act: Act, view: RecordPage, pk: int) -> None:
    """Do it and take it back."""
    with suppress(Undo), transaction.atomic():
        given = {"actor": view.actor, "subject": page.subject, "record": view.find(pk), "version": None}
        try:
            act.run(values=view.arguments(act, {}), **given)
        except (WrongState, NotAllowed) as refusal:
            pytest.fail(f"{page.name}: “{act.label}” is offered to {view.actor.label}, who is told: {refusal.message}")
        raise Undo
