"""The record framework: one record as a page of its own and as a panel beside its list, with its acts.

See docs/pages.md for a copyable example.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path

from core.errors import DomainError, NotAllowed
from core.history import Line, history_of
from web.access import SignedIn, answer, is_fragment
from web.acts import Act, blame, offered, seen_version
from web.columns import NOTHING, Column
from web.lights import Chip, status_chip
from web.links import link
from web.origins import followed_table, origin_link

REFUSED = 422
RELATED_LIMIT = 10


@dataclass(frozen=True)
class Related:
    """A table of records that hang on this one (or that it hangs on).

    ``rows`` gives a queryset from the record and the actor, already limited to what the actor may see, with
    its ``select_related``. ``record`` is the URL name of their own page, ``all`` the URL name of the list
    that shows all of them with ``query`` (from the record) as its filter. Without such a list ``limit`` must be as many
    as there can be.
    """

    title: str
    rows: Callable[[Any, Any], Iterable[Any]]
    columns: Sequence[Column]
    record: str = ""
    all: str = ""
    query: Callable[[Any], dict[str, Any]] | None = None
    empty: str = "暂无"
    limit: int = RELATED_LIMIT


class RecordPage(SignedIn):
    """A record. Subclass it and declare; ``urls`` gives its addresses.

    ``name`` is the URL name of the record and the stem of its acts' (``<name>-act``), ``list_name`` the URL
    name of the list, ``subject`` the keyword under which actions take the record.
    """

    model: ClassVar[type[Model]]
    name: ClassVar[str]
    list_name: ClassVar[str]
    list_title: ClassVar[str]
    subject: ClassVar[str]
    kind: ClassVar[str]
    facts: ClassVar[tuple[Column, ...]]
    text_facts: ClassVar[tuple[Column, ...]] = ()
    acts: ClassVar[tuple[Act, ...]] = ()
    related: ClassVar[tuple[Related, ...]] = ()
    select_related: ClassVar[tuple[str, ...]] = ()
    has_history: ClassVar[bool] = True
    # Whether tasks, problems and the like may follow from such a record; they are listed on its page.
    begets: ClassVar[bool] = False
    template: ClassVar[str] = "web/record.html"
    body_template: ClassVar[str] = "web/record_body.html"
    record: Any

    # --- what a subclass may say ---------------------------------------------------------------------------

    def heading(self, record: Any) -> str:
        return str(record)

    def whose(self, record: Any) -> str:
        """The line under the heading: whose it is and where."""
        owner = getattr(record, "owner", None) or getattr(record, "organization", None)
        return str(owner or "")

    def chips(self, record: Any) -> Iterable[Chip | None]:
        """Status and due light."""
        return [status_chip(record)] if hasattr(record, "get_status_display") else []

    def links(self, record: Any) -> Iterable[tuple[str, str, str]]:
        """Buttons that only lead somewhere (the edit form, a document): label, icon, address.

        Where no act is offered, the first of them is the main button.
        """
        return []

    def related_to(self, record: Any) -> Iterable[Related]:
        """The related tables; override where they depend on the record."""
        return self.related

    def further(self, record: Any) -> dict[str, Any]:
        """More for a template that extends ``web/record_body.html``."""
        return {}

    def history(self, record: Any) -> list[Line]:
        """The time line beside the record."""
        return history_of(record, seen_by=self.actor)

    # --- answering -----------------------------------------------------------------------------------------

    @classmethod
    def urls(cls, prefix: str) -> list[URLPattern]:
        """``<prefix>/<pk>/`` for the record and ``<prefix>/<pk>/<verb>/`` for its acts."""
        view = cls.as_view()
        return [
            path(f"{prefix}/<int:pk>/", view, name=cls.name),
            path(f"{prefix}/<int:pk>/<slug:verb>/", view, name=f"{cls.name}-act"),
        ]

    def readable(self) -> QuerySet[Any]:
        """The records that this page shows to this person."""
        rows: QuerySet[Any] = self.model.objects.visible_to(self.actor)  # type: ignore[attr-defined]
        return rows

    def find(self, pk: int) -> Any:
        rows = self.readable()
        if self.select_related:
            rows = rows.select_related(*self.select_related)
        record = rows.filter(pk=pk).first() if pk < 2**63 else None
        if record is None:
            raise Http404("没有找到这条记录，它可能已被删除，或您无权查看。")
        return record

    def get(self, request: HttpRequest, pk: int, verb: str = "") -> HttpResponse:
        self.record = self.find(pk)
        if verb:
            act = self.act(verb)
            return self.ask(act, act.form(initial=self.initial(act)) if act.form else None)
        return self.show()

    def post(self, request: HttpRequest, pk: int, verb: str = "") -> HttpResponse:
        self.record = self.find(pk)
        act = self.act(verb)
        form = act.form(request.POST, request.FILES, initial=self.initial(act)) if act.form else None
        if form is not None:
            self.limit(act, form)
            if not form.is_valid():
                return self.ask(act, form, status=REFUSED)
        try:
            act.run(
                actor=self.actor,
                subject=self.subject,
                record=self.record,
                values=self.arguments(act, dict(form.cleaned_data) if form else {}),
                version=seen_version(request),
            )
        except DomainError as error:
            return self.refused(act, form, error)
        return self.after(act)

    def act(self, verb: str) -> Act:
        """The declared act, whether or not it is offered now: the action itself says in words why not."""
        found = next((act for act in self.acts if act.verb == verb), None)
        if found is None:
            raise Http404("没有这项操作。")
        return found

    def initial(self, act: Act) -> dict[str, Any]:
        """First values of an act's form, e.g. the quantity that is left."""
        return {}

    def limit(self, act: Act, form: forms.Form) -> None:
        """Narrow choices of an act's form, shown or sent, to what this person may choose."""

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        """From the values of an act's form to the action's keywords; may add what follows from the record."""
        return values

    def show(self, status: int = 200, refusal: str = "") -> HttpResponse:
        record = self.record
        context = {
            "view": self,
            "record": record,
            "title": self.heading(record),
            "whose": self.whose(record),
            "chips": [chip for chip in self.chips(record) if chip is not None],
            "facts": [(fact, html) for fact in self.facts if (html := fact.html(record)) is not NOTHING],
            "origin": origin_link(self.request, record, self.actor),
            "texts": [(fact, fact.get(record)) for fact in self.text_facts if fact.get(record)],
            "acts": self.offers(self.request, record),
            "links": list(self.links(record)),
            "related": [*map(self.related_table, self.related_to(record)), *self.followed(record)],
            "history": self.history(record) if self.has_history else [],
            "refusal": refusal,
            "here": link(self.request, self.name, record.pk),
            "list_url": link(self.request, self.list_name),
            **self.further(record),
        }
        fragment = is_fragment(self.request, "panel-body", "record", "dialog-body")
        return render(self.request, self.body_template if fragment else self.template, context, status=status)

    def followed(self, record: Any) -> list[dict[str, Any]]:
        """由此产生: what came out of this record."""
        table = followed_table(self.request, record, self.actor) if self.begets else None
        return [table] if table else []

    def related_table(self, related: Related) -> dict[str, Any]:
        rows = list(related.rows(self.record, self.actor)[: related.limit + 1])  # type: ignore[index]
        query = related.query(self.record) if related.query else {}
        return {
            "title": related.title,
            "columns": related.columns,
            "rows": [
                (row, link(self.request, related.record, row.pk) if related.record else "")
                for row in rows[: related.limit]
            ],
            "all_url": link(self.request, related.all, **query) if related.all else "",
            "cut": len(rows) > related.limit,
            "empty": related.empty,
        }

    @classmethod
    def offers(cls, request: HttpRequest, record: Any, among: tuple[Act, ...] = ()) -> list[tuple[Act, str]]:
        """The acts this person may do now, of all or ``among`` some, with their addresses; for other pages too."""
        may = offered(among or cls.acts, request.actor, record)  # type: ignore[attr-defined]
        return [(act, link(request, f"{cls.name}-act", record.pk, act.verb)) for act in may]

    def act_url(self, act: Act) -> str:
        return link(self.request, f"{self.name}-act", self.record.pk, act.verb)

    def ask(self, act: Act, form: forms.Form | None, status: int = 200, refusal: str = "") -> HttpResponse:
        """The question before an act: a dialog for htmx, a page without it."""
        if form is not None:
            self.limit(act, form)
        context = {
            "view": self,
            "record": self.record,
            "act": act,
            "form": form,
            "refusal": refusal,
            "action_url": self.act_url(act),
            "back_url": link(self.request, self.name, self.record.pk),
            "heading": self.heading(self.record),
            "title": f"{act.label}：{self.heading(self.record)}",
        }
        fragment = is_fragment(self.request, "dialog-body")
        return render(self.request, "web/act_body.html" if fragment else "web/act.html", context, status=status)

    def refused(self, act: Act, form: forms.Form | None, error: DomainError) -> HttpResponse:
        """Say why in the same place, with everything typed still there."""
        status = 403 if isinstance(error, NotAllowed) else REFUSED
        if act.asks:
            if form is not None:
                blame(form, error)
            return self.ask(act, form, status=status, refusal="" if form is not None else error.message)
        if self.elsewhere:
            return render(self.request, "web/parts/refusal.html", {"refusal": error.message}, status=status)
        self.record = self.find(self.record.pk)
        return self.show(status=status, refusal=error.message)

    @property
    def elsewhere(self) -> bool:
        """Whether the act was done from a page that does not show the record (a list of work)."""
        htmx = self.request.htmx  # type: ignore[attr-defined]
        return bool(htmx) and self.request.headers.get("X-Record-Shown") == "no"

    def after(self, act: Act) -> HttpResponse:
        """Show the record as it is now, or the list if the person may not see it any more."""
        if self.elsewhere:
            told = json.dumps({"record-changed": True, "said": act.done_text})
            return answer(HttpResponse(status=204), HX_Trigger=told)
        messages.success(self.request, act.done_text)
        visible = self.readable().filter(pk=self.record.pk).exists()
        to = link(self.request, self.name, self.record.pk) if visible else link(self.request, self.list_name)
        if not self.request.htmx:  # type: ignore[attr-defined]
            return HttpResponseRedirect(to)
        if not visible:
            return answer(HttpResponse(), HX_Redirect=to)
        self.record = self.find(self.record.pk)
        # The answer goes where the record stands, and the list beside it is told to read itself again.
        return answer(self.show(), HX_Retarget="#record", HX_Reswap="outerHTML", HX_Trigger="record-changed")
