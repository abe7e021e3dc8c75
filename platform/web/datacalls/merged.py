"""汇总表: the answers of one call as one table, on a page and as a workbook; once published, for all who were asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.permissions import Actor, Perm
from linkage.datacalls.models import DataAnswer, DataCall, DataField, DataLine, DataValue
from linkage.datacalls.states import lateness
from web.access import SignedIn
from web.columns import Column, Number
from web.export import workbook_response
from web.links import link

# So many organizations are shown on the page; the workbook has all of them.
MOST_SHOWN = 300


@dataclass
class Line:
    """One organization in the table, or the sums beneath all of them."""

    name: str
    state: str
    late: str
    cells: dict[int, Any] = field(default_factory=dict)


def shown(text: str) -> str:
    """Several choices on one line."""
    return text.replace("\n", "、")


def heading(field: DataField) -> str:
    """The label with its unit."""
    return f"{field.label}（{field.measure}）" if field.measure else field.label


def said(key: int) -> Callable[[Line], Any]:
    """What a line says to the field of that key."""
    return lambda line: line.cells.get(key)


class Word(Column):
    """A short word that is not broken."""

    align = "day"


def columns_of(fields: Iterable[DataField]) -> list[Column]:
    """One for each field; figures stay figures."""
    asked: list[Column] = []
    for each in fields:
        kind = Number if each.is_number else Column
        asked.append(kind(f"field-{each.pk}", heading(each), value=said(each.pk)))
    return [Column("name", "填报组织", link=True), Word("state", "状态"), Word("late", "是否逾期"), *asked]


def value_of(field: DataField, text: str) -> Any:
    """What stands in the cell; nothing where nothing was said."""
    if not text:
        return None
    return Decimal(text) if field.is_number else shown(text) if field.kind == DataField.Kind.SEVERAL else text


def published(fields: list[DataField], rows: Iterable[DataLine]) -> list[Line]:
    """The lines of a published result."""
    return [
        Line(
            str(row.organization),
            "已审核" if row.answered else "未上报",
            "逾期上报" if row.late else "",
            {each.pk: value_of(each, text) for each, text in zip(fields, row.cells, strict=False)},
        )
        for row in rows
    ]


def answered(fields: list[DataField], answers: Iterable[DataAnswer]) -> list[Line]:
    """One line for each answer; only what was handed in and not returned counts."""
    kinds = {each.pk: each for each in fields}
    lines = []
    for answer in answers:
        line = Line(str(answer.organization), answer.get_status_display(), lateness(answer))
        if answer.status in (DataAnswer.Status.SUBMITTED, DataAnswer.Status.APPROVED):
            line.cells = {entry.field_id: value_of(kinds[entry.field_id], entry.text) for entry in answer.entries.all()}
        lines.append(line)
    return lines


def merged(call: DataCall, actor: Actor) -> tuple[list[DataField], list[Line]]:
    """The fields, and the lines with the sums of the numbers beneath; shares are not added up.

    Once it is published that is the result as it was laid down, the same for everybody; before, the answers that the
    reader may see.
    """
    fields = list(call.fields.all())
    if call.published_at is not None:
        lines = published(fields, call.lines.visible_to(actor).select_related("organization"))
    else:
        answers = call.answers.visible_to(actor).select_related("organization", "call").order_by("organization__path")
        lines = answered(fields, answers.prefetch_related(Prefetch("entries", DataValue.objects.order_by())))
    sums = {
        each.pk: sum((line.cells.get(each.pk) or Decimal(0) for line in lines), Decimal(0))
        for each in fields
        if each.adds_up
    }
    return fields, [*lines, Line("合计", "", "", dict(sums))]


class OfCall(SignedIn):
    """Finds an issued call that the reader may see."""

    permission = Perm.VIEW

    def find(self, pk: int) -> DataCall:
        calls = DataCall.objects.visible_to(self.actor).filter(issued_at__isnull=False).select_related("organization")
        call: DataCall | None = calls.filter(pk=pk).first() if pk < 2**63 else None
        if call is None:
            raise Http404("没有找到这条记录，它可能已被删除，或您无权查看。")
        return call


class MergedWorkbook(OfCall):
    """The table as a workbook."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        call = self.find(pk)
        fields, lines = merged(call, self.actor)
        conditions = [f"上报期限 {call.due_on}", "只汇总已上报和已审核的"]
        return workbook_response(f"{call.title[:24]}汇总表", columns_of(fields), lines, conditions)


class MergedSheet(OfCall):
    """The table as a page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        call = self.find(pk)
        fields, lines = merged(call, self.actor)
        context = {
            "title": f"{call.title}：汇总表",
            "call": call,
            "columns": columns_of(fields),
            "rows": lines[:-1][:MOST_SHOWN],
            "sums": lines[-1],
            "hidden": max(0, len(lines) - 1 - MOST_SHOWN),
            "list_url": link(request, "datacalls"),
            "record_url": link(request, "datacall", call.pk),
            "export_url": link(request, "datacall-merged", call.pk),
        }
        return render(request, "web/datacalls/sheet.html", context)
