"""A button that a page offers leads to no refusal that could have been foreseen."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
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
from core.permissions import SYSTEM
from linkage.extensions.actions import extension_approve, extension_ask, extension_refuse
from linkage.extensions.models import Extension
from linkage.subjects import tracked_models
from linkage.supervision.models import SupervisionRules
from web.acts import Act
from web.records import RecordPage
from web.supervision.parts import EXTEND


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
    for name in cast.users:
        view = seen_by(cast, page, name)
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


EXTENSIBLE = [page for kind in tracked_models() for page in PAGES[kind] if EXTEND in page.acts]


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in EXTENSIBLE])
def test_more_time_is_offered_only_where_it_may_be_asked_for(cast: Cast, page: type[RecordPage]) -> None:
    """Not while a request is open, nor once the district's number of extensions is used up."""
    life = next(life for life in LIVES if life.model is page.model)
    status = next(state for state, verb in life.model.TRANSITIONS.table if verb == "extend")
    with moment_of(life):
        row = life.make(cast, status, "")
        first = ask(row)
        assert not offers_time(cast, page, row)
        extension_refuse(actor=SYSTEM, extension=first, reason="请按期完成")
        assert offers_time(cast, page, row)
        for _ in range(SupervisionRules.current().most_extensions):
            assert offers_time(cast, page, row)
            extension_approve(actor=SYSTEM, extension=ask(row))
        assert not offers_time(cast, page, row)
        rules = SupervisionRules.current()
        rules.most_extensions += 1
        rules.save()
        assert offers_time(cast, page, row)


def ask(row: Any) -> Extension:
    row.refresh_from_db()
    later = row.due_on + timedelta(days=1)
    made: Extension = extension_ask(actor=SYSTEM, subject=row, due_on=later, reason="施工未完", progress=40)
    return made


def offers_time(cast: Cast, page: type[RecordPage], row: Any) -> bool:
    """Whether anybody is offered it."""
    found = False
    for name in cast.users:
        with suppress(Http404):
            found |= EXTEND.may(cast.actor(name), seen_by(cast, page, name).find(row.pk))
    return found


def seen_by(cast: Cast, page: type[RecordPage], name: str) -> RecordPage:
    view, request = page(), RequestFactory().get("/")
    request.actor, request.user = cast.actor(name), cast.users[name]  # type: ignore[attr-defined]
    view.setup(request)
    return view


def do(page: type[RecordPage], act: Act, view: RecordPage, pk: int) -> None:
    """Do it and take it back."""
    with suppress(Undo), transaction.atomic():
        given = {"actor": view.actor, "subject": page.subject, "record": view.find(pk), "version": None}
        try:
            act.run(values=view.arguments(act, {}), **given)
        except (WrongState, NotAllowed) as refusal:
            pytest.fail(f"{page.name}: “{act.label}” is offered to {view.actor.label}, who is told: {refusal.message}")
        raise Undo
