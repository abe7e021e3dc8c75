"""看板: tasks as cards in columns by their state, with what may be done to each."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, DateField, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from linkage.assignments.models import Assignment
from linkage.lights import Light
from web.access import SignedIn, is_fragment
from web.acts import Act
from web.assignments.acts import ACTS
from web.assignments.pages import AssignmentList, AssignmentRecord, is_over, who
from web.lights import Chip, due_chip
from web.links import link, with_query
from web.places import chosen_place
from web.tracking import light_chip

SHOWN = 20
BUTTONS = 2
# What is done from a card; all else is looked at first.
QUIET = tuple(act for act in ACTS if not act.danger)
Status = Assignment.Status
COLUMNS = (Status.PENDING, Status.ACTIVE, Status.SUBMITTED, Status.CLOSED)


@dataclass(frozen=True)
class Card:
    """One task: what, who, how far, how urgent, and what may be done at once."""

    record: Any
    url: str
    who: str
    chips: list[Chip]
    offers: list[tuple[Act, str]]

    @property
    def is_late(self) -> bool:
        return bool(self.record.light == Light.OVERDUE)


@dataclass
class BoardColumn:
    label: str
    all_url: str
    total: int = 0
    cards: list[Card] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.cards)


class TaskList(AssignmentList):
    """The rows of the board: without a choice of its own what the chosen place has to do and has dispatched."""

    name, saved_views = "board", False

    def rows(self) -> QuerySet[Any]:
        rows = super().rows().filter(status__in=(Status.DISPATCHED, *COLUMNS))
        place = chosen_place(self.request)
        if self.request.GET.get("scope") or place is None:
            return rows
        return rows.filter(Q(organization=place, department=None) | Q(issuer=place), parent__isnull=False)


class AssignmentBoard(SignedIn):
    """The board follows the place switcher and the filters of the list; without JavaScript it works as well."""

    title = "任务看板"

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = TaskList()
        rows.setup(request)
        context = {
            "view": self,
            "title": self.title,
            "columns": self.columns(rows),
            "filters": [(field, on) for field, on in rows.filter_fields() if field.name in ("scope", "kind", "light")],
            "chips": rows.chips(),
            "query": rows.query,
            "here": with_query(request, {}),
            "list_url": link(request, "assignments"),
        }
        name = "web/assignments/board_body.html" if is_fragment(request, "board") else "web/assignments/board.html"
        return render(request, name, context)

    def columns(self, view: TaskList) -> list[BoardColumn]:
        found = {
            status: BoardColumn(str(status.label), with_query_to(view.request, "assignments", status=status.value))
            for status in COLUMNS
        }
        for row in first_cards(view.filtered):
            column = found[Status(row.lane)]
            column.total = row.total
            column.cards.append(self.card(row))
        return list(found.values())

    def card(self, row: Any) -> Card:
        light = due_chip(row.due_on) if row.status == Status.DISPATCHED else light_chip(row.light, row.days_left)
        chips = [light] if light else []
        quiet = [] if is_over(row) else AssignmentRecord.offers(self.request, row, QUIET)
        return Card(row, link(self.request, "assignment", row.pk), who(row), chips, quiet[:BUTTONS])


def first_cards(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The first cards of each column with its total, in one statement: what is due first, what was done last."""
    due = Case(When(status=Status.CLOSED, then=Value(None)), default=F("due_on"), output_field=DateField())
    # A task that was dispatched as a whole is under way in its parts.
    lane = Case(When(status=Status.DISPATCHED, then=Value(Status.ACTIVE.value)), default=F("status"))
    ranked = rows.order_by().annotate(
        lane=lane,
        turn=Window(
            RowNumber(),
            partition_by=[F("lane")],
            order_by=[due.asc(nulls_last=True), F("closed_at").desc(nulls_last=True), F("pk").desc()],
        ),
        total=Window(Count("pk"), partition_by=[F("lane")]),
    )
    return ranked.filter(turn__lte=SHOWN).order_by("turn")


def with_query_to(request: HttpRequest, name: str, **more: Any) -> str:
    """The address of another page with the filters of this one."""
    kept = {key: request.GET.getlist(key) for key in ("scope", "kind", "light", "q") if request.GET.get(key)}
    return link(request, name, **{**kept, **more})


urlpatterns = [path("assignments/board/", AssignmentBoard.as_view(), name="board")]
