"""The result sheet as Excel and the report as Word."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from core.permissions import Actor, Perm
from core.visibility import under
from linkage.inspections.models import Inspection, InspectionItem, InspectionTarget
from web.access import SignedIn
from web.columns import Column, Day, Number
from web.export import workbook_response
from web.wordfiles import WordFile


def whole_inspections(actor: Actor) -> QuerySet[Any]:
    """Inspections of which the actor may see all: those of the own places and of places below."""
    rows: QuerySet[Any] = Inspection.objects.visible_to(actor).select_related("organization", "draw")
    return rows.filter(under(actor.paths(Perm.VIEW)))


def _result(item: InspectionItem) -> Column:
    def value(target: InspectionTarget) -> str:
        found = next((row for row in target.findings.all() if row.item_id == item.pk), None)
        if found is None:
            return ""
        return f"{found.get_result_display()}：{found.note}" if found.note else str(found.get_result_display())

    return Column(f"item_{item.pk}", f"{item.order}. {item.title}", value=value)


class ResultSheet(SignedIn):
    """检查结果表: one line a target, one column an item."""

    permission = Perm.VIEW

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        row = whole_inspections(self.actor).filter(pk=pk).first() if pk < 2**63 else None
        if row is None:
            raise Http404("没有找到这条记录，它可能已被删除，或您无权查看。")
        columns: tuple[Column, ...] = (
            Column("owner", "检查对象", link=True),
            Column("organization", "所在组织"),
            Column("team", "检查组"),
            Column("get_status_display", "状态"),
            Day("due_on", "检查期限"),
            Day("visited_on", "检查日期"),
            Number("score", "得分"),
            Number("unmet", "不符合项数"),
            Column("conclusion", "检查结论"),
            *(_result(item) for item in row.items.order_by("order")),
        )
        targets: Any = (
            row.targets.select_related("organization", "unit", "team")
            .prefetch_related("findings")
            .order_by("team__order", "organization__path", "pk")
        )
        return workbook_response(f"{row.title}结果表", columns, targets, [f"督导检查：{row.number} {row.title}"])


class Report(WordFile):
    """检查报告."""

    permission = Perm.VIEW
    model, select_related = Inspection, ("organization", "draw")

    def rows(self) -> QuerySet[Any]:
        return whole_inspections(self.actor)

    def written(self, found: Inspection) -> tuple[bytes, str]:
        from linkage.inspections.document import report_of

        return report_of(found), f"{found.number} {found.title}检查报告"
