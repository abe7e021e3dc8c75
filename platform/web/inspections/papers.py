"""The result sheet as Excel and the report as Word."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from core.permissions import Perm
from linkage.inspections.models import Inspection, InspectionItem, InspectionTarget
from web.access import SignedIn
from web.columns import Column, Day, Number
from web.export import workbook_response

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class PaperOf(SignedIn):
    """Something made of a whole inspection, for those who may see all of it."""

    permission = Perm.VIEW

    def find(self, pk: int) -> Inspection:
        rows = Inspection.objects.visible_to(self.actor).select_related("organization", "draw")
        row: Inspection | None = rows.filter(pk=pk).first() if pk < 2**63 else None
        if row is None or not self.actor.can(Perm.VIEW, row.place):
            raise Http404("没有找到这条记录，它可能已被删除，或您无权查看。")
        return row


def _result(item: InspectionItem) -> Column:
    def value(target: InspectionTarget) -> str:
        found = next((row for row in target.findings.all() if row.item_id == item.pk), None)
        if found is None:
            return ""
        return f"{found.get_result_display()}：{found.note}" if found.note else str(found.get_result_display())

    return Column(f"item_{item.pk}", f"{item.order}. {item.title}", value=value)


class ResultSheet(PaperOf):
    """检查结果表: one line a target, one column an item."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        row = self.find(pk)
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


class Report(PaperOf):
    """检查报告."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.find(pk)
        # Few requests need the library.
        from linkage.inspections.document import report_of

        response = HttpResponse(report_of(row), content_type=DOCX)
        name = f"{row.number} {row.title}检查报告.docx"
        response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return response
