"""One act done to many records of a list: to those that are ticked, or to all that its filters found.

All that were found are named with their number first; ticked ones too where the act has a form, row by row, with the
form that holds for all. Then they are done in batches, so that the page shows how far it has come; between two batches
the browser carries the rest along, signed, with what was typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from core.errors import DomainError
from web.access import is_fragment
from web.acts import Act
from web.links import link, with_query

if TYPE_CHECKING:
    from web.lists import ListPage

MOST = 1000
BATCH = 25
RUN_SECONDS = 3600
SHOWN = 200
GONE = "记录已不存在，或已不在您的管理范围内。"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that the act was refused on, and why."""

    pk: int
    name: str
    reason: str


@dataclass
class Run:
    """How far an act on all found records has come."""

    verb: str
    total: int
    waiting: list[int]
    done: int = 0
    refused: list[Refusal] = field(default_factory=list)
    # What was typed into the act's form, as the browser sent it; None until it was right.
    typed: str | None = None

    @property
    def handled(self) -> int:
        return self.total - len(self.waiting)


def do_each(
    page: "ListPage", act: Act, keys: Sequence[int], values: Mapping[str, Any] | None = None
) -> tuple[int, list[Refusal]]:
    """Do the act to each; how many were done, and those that refused, which do not stop the others."""
    found = {row.pk: row for row in page.rows().filter(pk__in=keys)}
    done, refused = 0, []
    for key in keys:
        if key not in found:
            refused.append(Refusal(key, f"第 {key} 号", GONE))
            continue
        try:
            act.run(actor=page.actor, subject=page.subject, record=found[key], version=None, values=values or {})
            done += 1
        except DomainError as error:
            refused.append(Refusal(key, str(found[key]), error.message))
    return done, refused


class EveryRow:
    """The question, the progress and the result of an act on the ticked records, or on all that a list has found."""

    def __init__(self, page: "ListPage") -> None:
        self.page, self.request = page, page.request

    def ask(self, verb: str) -> HttpResponse:
        """Name the number and what will follow; nothing is done yet."""
        act = self.page.bulk_act(verb)
        found = self.page.filtered.prefetch_related(None)
        if picked := picked_keys(self.request.GET.getlist("pk"), MOST):
            found = found.filter(pk__in=picked)
        keys = list(found.values_list("pk", flat=True)[: MOST + 1])
        if act is None or not keys or not self.page.actor.can_anywhere(act.permission):
            messages.warning(self.request, "没有可以一起办理的记录，请先筛选。")
            return HttpResponseRedirect(self.list_url)
        total = len(keys) if len(keys) <= MOST else self.page.filtered.count()
        run = Run(verb, total, keys)
        form = act.form() if act.form is not None else None
        return self.question(act, run, form, too_many=total > MOST, picked=bool(picked))

    def question(self, act: Act, run: Run, form: forms.Form | None, *, status: int = 200, **more: Any) -> HttpResponse:
        """What will be done to which records; where there is a form, the records row by row."""
        page, rows = self.page, []
        if form is not None and run.total <= MOST:
            found = page.rows().filter(pk__in=run.waiting[:SHOWN])
            rows = list(found.order_by(*page.order))
        context = {
            "asking": True,
            "form": form,
            "rows": [(row, page.record_url(row)) for row in rows],
            "columns": [column for column in page.columns if not column.optional],
            "unseen": max(0, run.total - len(rows)),
            "conditions": page.conditions(),
            "picked": bool(self.request.GET.getlist("pk")),
            **more,
        }
        return self.show(act, run, status=status, **context)

    def go_on(self) -> HttpResponse:
        """Do the next batch."""
        try:
            kept = signing.loads(self.request.POST["run"], salt=self.salt, max_age=RUN_SECONDS)
        except signing.BadSignature:
            return self.lapsed()
        run = Run(**{**kept, "refused": [Refusal(**one) for one in kept["refused"]]})
        act = self.page.bulk_act(run.verb)
        if act is None:
            return self.lapsed()
        values: dict[str, Any] = {}
        if act.form is not None:
            form = act.form(self.request.POST if run.typed is None else QueryDict(run.typed))
            if not form.is_valid():
                return self.question(act, run, form, status=422)
            run.typed, values = run.typed or _typed(form), form.cleaned_data
        batch, run.waiting = run.waiting[:BATCH], run.waiting[BATCH:]
        done, refused = do_each(self.page, act, batch, values)
        run.done += done
        run.refused += refused
        return self.show(act, run)

    def lapsed(self) -> HttpResponse:
        messages.error(self.request, "这次批量办理已过期，请回到列表重新选择。")
        return HttpResponseRedirect(self.list_url)

    def show(self, act: Act, run: Run, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "view": self.page,
            "title": f"批量{act.label}",
            "act": act,
            "run": run,
            "token": signing.dumps(asdict(run), salt=self.salt, compress=True),
            "refused": [(one, link(self.request, self.page.record, one.pk)) for one in run.refused[:SHOWN]],
            "hidden": max(0, len(run.refused) - SHOWN),
            "most": MOST,
            "here": with_query(self.request, {}),
            "list_url": self.list_url,
            **more,
        }
        fragment = is_fragment(self.request, "bulk")
        template = "web/bulk_body.html" if fragment else "web/bulk.html"
        return render(self.request, template, context, status=status)

    @property
    def list_url(self) -> str:
        return with_query(self.request, {"bulk": None, "pk": None})

    @property
    def salt(self) -> str:
        """A run of one person, list and district is worthless to any other."""
        return f"bulk:{self.request.tenant.schema_name}:{self.page.name}:{self.request.user.pk}"  # type: ignore[attr-defined]


def ticked(request: HttpRequest, most: int) -> list[int]:
    """The keys of the ticked rows, at most so many."""
    return picked_keys(request.POST.getlist("pk"), most)


def picked_keys(texts: Sequence[str], most: int) -> list[int]:
    """The keys among what an address or a form names, each once, at most so many."""
    keys = [key for key in texts if key.isascii() and key.isdecimal() and len(key) < 19]
    return [int(key) for key in dict.fromkeys(keys)][:most]


def _typed(form: forms.Form) -> str:
    """What the browser sent for the fields of the form, and nothing else."""
    kept = QueryDict(mutable=True)
    for name in form.fields:
        kept.setlist(form.add_prefix(name), form.data.getlist(form.add_prefix(name)))  # type: ignore[attr-defined]
    return kept.urlencode()
