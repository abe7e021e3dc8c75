"""The list framework.

From one declaration a page with filters, search, sort, columns, paging, bulk acts and export.

See docs/pages.md for a copyable example. Rows always begin at ``visible_to(actor)``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any, ClassVar

import django_filters
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Model, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.permissions import Perm
from tenants.org.models import Organization
from web.access import SignedIn, answer, is_fragment, typed
from web.acts import Act
from web.bulk import EveryRow, do_each, ticked
from web.columns import Column
from web.export import workbook_response
from web.filters import Removable, filter_chips
from web.links import link, with_query
from web.places import chosen_place, place_was_chosen
from web.viewtabs import default_url, view_tabs

BULK_LIMIT = 200
EXPORT_LIMIT = 50_000


@dataclass(frozen=True)
class New:
    """The button that leads to the form of a new record, for those who hold the permission somewhere."""

    label: str
    name: str
    permission: Perm


class ListPage(SignedIn):
    """A list. Subclass it and declare; override ``rows`` only to narrow or annotate what it returns.

    ``name`` is the URL name of the list and ``record`` the one of its record page. ``place_lookup`` leads
    from the model to the organization path the chosen place is compared with (empty: the list ignores the
    place). A bulk act with a form, or done to all that were
    found, asks on a page of its own first (see ``web.bulk``).
    """

    model: ClassVar[type[Model]]
    name: ClassVar[str]
    record: ClassVar[str] = ""
    title: ClassVar[str]
    lead: ClassVar[str] = ""
    # Whether the page is hard to read without its lead, which a phone otherwise leaves out.
    lead_needed: ClassVar[bool] = False
    measure: ClassVar[str] = "条"
    columns: ClassVar[tuple[Column, ...]]
    order: ClassVar[tuple[str, ...]] = ("-pk",)
    search_fields: ClassVar[tuple[str, ...]] = ()
    search_hint: ClassVar[str] = "搜索"
    filters: ClassVar[type[django_filters.FilterSet] | None] = None
    select_related: ClassVar[tuple[str, ...]] = ()
    prefetch_related: "ClassVar[tuple[str | Prefetch[Any], ...]]" = ()
    place_lookup: ClassVar[str] = "organization__path"
    subject: ClassVar[str] = ""
    bulk_acts: ClassVar[tuple[Act, ...]] = ()
    saved_views: ClassVar[bool] = True
    new: ClassVar[New | None] = None
    page_sizes: ClassVar[tuple[int, ...]] = (25, 50, 100)
    empty_title: ClassVar[str] = "这里还没有内容"
    empty_text: ClassVar[str] = ""
    template: ClassVar[str] = "web/list.html"
    body_template: ClassVar[str] = "web/list_body.html"

    # --- rows ----------------------------------------------------------------------------------------------

    def rows(self) -> QuerySet[Any]:
        """What this person may see here, before filters."""
        rows: QuerySet[Any] = self.model.objects.visible_to(self.actor)  # type: ignore[attr-defined]
        if self.place_lookup and place_was_chosen(self.request) and (place := chosen_place(self.request)):
            rows = self.in_place(rows, place)
        if self.select_related:
            rows = rows.select_related(*self.select_related)
        return rows.prefetch_related(*self.prefetch_related) if self.prefetch_related else rows

    def in_place(self, rows: QuerySet[Any], place: Organization) -> QuerySet[Any]:
        """The rows of the chosen place; a list whose rows belong to several places says so here."""
        return rows.filter(**{f"{self.place_lookup}__startswith": place.path})

    @cached_property
    def query(self) -> str:
        return typed(self.request)

    @cached_property
    def filterset(self) -> django_filters.FilterSet | None:
        if self.filters is None:
            return None
        return self.filters(self.request.GET, queryset=self.rows(), request=self.request)

    @cached_property
    def filtered(self) -> QuerySet[Any]:
        """Exactly what the page shows, counts and exports, in its order."""
        rows = self.rows()
        if self.filterset is not None:
            # A filter with a wrong value is left out and marked; the others still hold.
            self.filterset.is_valid()
            rows = self.filterset.filter_queryset(rows)
        return self.searched(rows).order_by(*self.ordering)

    def searched(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows in which every word that was typed stands somewhere."""
        for word in self.query.split() if self.search_fields else ():
            rows = rows.filter(reduce(or_, (Q(**{f"{field}__icontains": word}) for field in self.search_fields)))
        return rows

    # --- sort and columns ----------------------------------------------------------------------------------

    @cached_property
    def sorted_by(self) -> tuple[Column, bool] | None:
        """The column chosen for sorting and whether it runs downwards."""
        wanted = self.request.GET.get("sort", "")
        for column in self.columns:
            if column.sort and column.key == wanted.removeprefix("-"):
                return column, wanted.startswith("-")
        return None

    @property
    def ordering(self) -> tuple[str, ...]:
        if self.sorted_by is None:
            return (*self.order, "-pk")
        column, downwards = self.sorted_by
        return ("-" + column.sort if downwards else column.sort, "-pk")

    @cached_property
    def shown_columns(self) -> list[Column]:
        chosen = set(self.request.GET.getlist("col"))
        if not chosen & {column.key for column in self.columns}:
            return [column for column in self.columns if not column.optional]
        return [column for column in self.columns if column.link or column.key in chosen]

    def heads(self) -> Iterable[dict[str, Any]]:
        for column in self.shown_columns:
            current = self.sorted_by is not None and self.sorted_by[0] is column
            downwards = bool(current and self.sorted_by and self.sorted_by[1])
            turn = f"-{column.key}" if current and not downwards else column.key
            yield {
                "column": column,
                "url": with_query(self.request, {"sort": turn, "page": None}) if column.sort else "",
                "aria": ("descending" if downwards else "ascending") if current else "none",
            }

    # --- answering -----------------------------------------------------------------------------------------

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get("export") == "xlsx":
            return self.export()
        if request.GET.get("view") == "mine":
            return HttpResponseRedirect(default_url(self))
        if verb := request.GET.get("bulk"):
            return EveryRow(self).ask(verb)
        return self.page(request)

    def page(self, request: HttpRequest) -> HttpResponse:
        context = self.context()
        if is_fragment(request, "list"):
            response = render(request, self.body_template, context)
            if request.htmx.trigger == "list":  # type: ignore[attr-defined]
                # It reads itself again because the record beside it changed: the address stays as it is.
                return response
            return answer(response, HX_Push_Url=context["here"])
        return render(request, self.template, context)

    def paginated(self) -> Page[Any]:
        given = self.request.GET.get("size", "")
        size = int(given) if given in {str(size) for size in self.page_sizes} else self.page_sizes[0]
        return Paginator(self.filtered, size).get_page(self.request.GET.get("page"))

    def context(self) -> dict[str, Any]:
        page = self.paginated()
        chips = self.chips()
        return {
            "view": self,
            "title": self.title,
            "page": page,
            "rows": [(row, self.record_url(row)) for row in page],
            "heads": list(self.heads()),
            "columns": self.shown_columns,
            "all_columns": [(column, column in self.shown_columns) for column in self.columns if not column.link],
            "filters": self.filter_fields(),
            "chips": chips,
            "clear_url": with_query(self.request, dict.fromkeys(self.cleared())),
            "export_url": with_query(self.request, {"export": "xlsx", "page": None}),
            "pages": self.page_links(page),
            "sizes": [(size, with_query(self.request, {"size": size, "page": None})) for size in self.page_sizes],
            "acts": [act for act in self.bulk_acts if self.actor.can_anywhere(act.permission)],
            "new_url": self.new_url(),
            "here": with_query(self.request, {}),
            **(view_tabs(self) if self.saved_views else {}),
        }

    def filter_fields(self) -> list[tuple[Any, bool]]:
        """The filters' form fields, each with whether it narrows the list now."""
        if self.filterset is None:
            return []
        form = self.filterset.form
        form.is_valid()
        return [(field, bool(form.cleaned_data.get(field.name))) for field in form]

    def page_links(self, page: Page[Any]) -> dict[str, Any]:
        def to(number: int) -> str:
            return with_query(self.request, {"page": number if number > 1 else None})

        numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        return {
            "previous": to(page.previous_page_number()) if page.has_previous() else "",
            "next": to(page.next_page_number()) if page.has_next() else "",
            "numbers": [(n, to(n) if isinstance(n, int) and n != page.number else "") for n in numbers],
        }

    def record_url(self, row: Any) -> str:
        return link(self.request, self.record, row.pk) if self.record else ""

    def new_url(self) -> str:
        if self.new is None or not self.actor.can_anywhere(self.new.permission):
            return ""
        return link(self.request, self.new.name)

    def cleared(self) -> list[str]:
        names = list(self.filterset.form.fields) if self.filterset is not None else []
        return [
            "q",
            "page",
            *names,
            *(f"{n}_{end}" for n in names for end in ("min", "max", "after", "before")),
        ]

    def chips(self) -> list[Removable]:
        found = filter_chips(self.request, self.filterset)
        if self.query:
            found.insert(0, Removable(f"包含“{self.query}”", with_query(self.request, {"q": None, "page": None})))
        return found

    # --- export --------------------------------------------------------------------------------------------

    def export(self) -> HttpResponseBase:
        """All filtered rows in their order, the columns shown, and a sheet that names the conditions."""
        if too_many := self.too_many():
            return too_many
        rows = self.filtered.iterator(chunk_size=2000)
        return workbook_response(self.title, self.shown_columns, rows, self.conditions())

    def too_many(self) -> HttpResponse | None:
        """Back to the list with a word, where more is asked for than one file may hold."""
        total = self.filtered.count()
        if total <= EXPORT_LIMIT:
            return None
        messages.error(
            self.request,
            f"共 {total:,} {self.measure}，一次最多导出 {EXPORT_LIMIT:,} {self.measure}，请先筛选。",
        )
        return HttpResponseRedirect(with_query(self.request, {"export": None}))

    def conditions(self) -> list[str]:
        """What narrows the list now, in words."""
        place = chosen_place(self.request) if self.place_lookup and place_was_chosen(self.request) else None
        return [*([f"地方：{place.name}"] if place else []), *(chip.text for chip in self.chips())]

    # --- bulk acts -----------------------------------------------------------------------------------------

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do one act to each selected record; one that refuses does not stop the others and is named."""
        if "run" in request.POST:
            return EveryRow(self).go_on()
        act = self.bulk_act(request.POST.get("act", ""))
        keys = ticked(request, BULK_LIMIT)
        if act is not None and ("every" in request.POST or (act.form is not None and keys)):
            picked = None if "every" in request.POST else keys
            question = with_query(request, {"bulk": act.verb, "page": None, "pk": picked})
            if request.htmx:  # type: ignore[attr-defined]
                return answer(HttpResponse(), HX_Redirect=question)
            return HttpResponseRedirect(question)
        if act is None or not keys:
            messages.warning(request, "请先勾选要办理的记录。")
        else:
            self.do_each(act, keys)
        if request.htmx:  # type: ignore[attr-defined]
            return self.page(request)
        return HttpResponseRedirect(with_query(request, {}))

    def bulk_act(self, verb: str) -> Act | None:
        return next((act for act in self.bulk_acts if act.verb == verb), None)

    def do_each(self, act: Act, keys: list[int]) -> None:
        """Do the act to each of a page's rows and say above the list what became of them."""
        done, refused = do_each(self, act, keys)
        if done:
            messages.success(self.request, f"已{act.label} {done} {self.measure}。")
        for one in refused[:5]:
            messages.warning(self.request, f"{one.name}：{one.reason}")
        if len(refused) > 5:
            messages.warning(
                self.request, f"另有 {len(refused) - 5} {self.measure}未能{act.label}，原因相近，请逐条查看。"
            )
