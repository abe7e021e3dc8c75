"""Findings: what was found of which item where, with its photos and the problem that came out of it."""

from collections.abc import Iterable
from typing import Any

from django_filters import FilterSet

from core.permissions import Actor, Perm
from linkage.inspections.actions.records import finding_attach
from linkage.inspections.models import Finding, InspectionTarget
from linkage.inspections.recording import records
from linkage.problems.models import Severity
from web.acts import Act
from web.claimforms import uploads
from web.columns import Column, Day, Moment, Number
from web.filters import ChoicesFilter, KeyFilter, PeriodFilter
from web.forms import FilesField, PageForm
from web.lights import AMBER, GREEN, GREY, RED, Chip
from web.links import link
from web.lists import ListPage
from web.records import RecordPage

_TONES = {
    Finding.Result.MET: (GREEN, "circle-check"),
    Finding.Result.MOSTLY: (AMBER, "circle-dashed"),
    Finding.Result.UNMET: (RED, "circle-x"),
    Finding.Result.NOT_APPLICABLE: (GREY, "minus"),
}
_RELATED = ("item", "target__inspection__organization", "target__organization", "target__unit", "target__team")


def result_chip(row: Finding) -> Chip:
    return Chip(str(row.get_result_display()), *_TONES[Finding.Result(row.result)])


class ResultColumn(Column):
    def show(self, value: Any, record: Any) -> Any:
        return result_chip(record).__html__()


class FindingFilters(FilterSet):
    result = ChoicesFilter(label="结果", choices=Finding.Result.choices)
    severity = ChoicesFilter(label="严重程度", choices=Severity.choices)
    visited = PeriodFilter(label="检查日期", field_name="target__visited_on")
    target = KeyFilter(label="检查对象", queryset=lambda request: InspectionTarget.objects.visible_to(request.actor))


class FindingList(ListPage):
    model, name, record, subject = Finding, "findings", "finding", "finding"
    title, measure, place_lookup = "检查结果", "项", "target__organization__path"
    lead = "逐项的检查结果；被检查方在结果提交后看到自己的。"
    select_related = _RELATED
    search_fields = ("item__title", "note", "target__organization__name", "target__unit__name")
    search_hint = "检查事项、情况说明、检查对象"
    filters = FindingFilters
    columns = (
        Column("item.title", "检查事项", link=True, sort="item__title"),
        ResultColumn("get_result_display", "结果", sort="result"),
        Column("target.owner", "检查对象", sort="target__organization__path"),
        Column("target.inspection", "督导检查", sort="target__inspection__title"),
        Column("get_severity_display", "严重程度", sort="severity"),
        Number("score", "得分", sort="score"),
        Day("target.visited_on", "检查日期", sort="target__visited_on"),
        Column("note", "情况说明", optional=True),
        Column("item.standard", "标准", optional=True),
        Column("recorder_label", "记录人", optional=True),
    )
    order = ("-recorded_at",)
    empty_title, empty_text = "还没有检查结果", "检查组记录后显示在这里。"


class PhotosForm(PageForm):
    evidence: Any = FilesField(label="现场照片和材料")


class AttachAct(Act):
    """For members of the team too, whose right does not come from a place."""

    def may(self, actor: Actor, record: Any) -> bool:
        return record.target.status == InspectionTarget.Status.CHECKING and records(actor, record.target)


class FindingRecord(RecordPage):
    model, name, list_name, list_title = Finding, "finding", "findings", "检查结果"
    subject, kind, begets, has_history = "finding", "检查结果", True, False
    select_related = _RELATED
    body_template = "web/inspections/finding_body.html"
    facts = (
        Column("target.inspection", "督导检查"),
        Column("target.owner", "检查对象"),
        Column("item.standard", "标准"),
        Column("get_severity_display", "严重程度"),
        Number("item.points", "分值", unit="分"),
        Number("score", "得分", unit="分"),
        Day("target.visited_on", "检查日期"),
        Column("recorder_label", "记录人"),
        Moment("recorded_at", "记录时间"),
    )
    text_facts = (Column("note", "情况说明"),)
    acts = (
        AttachAct(
            "attach", "补充现场材料", finding_attach, Perm.INSPECTION_RECORD, icon="photo-plus", form=PhotosForm,
            done="现场材料已保存。",
        ),
    )  # fmt: skip

    def heading(self, record: Finding) -> str:
        return str(record.item)

    def whose(self, record: Finding) -> str:
        return str(record.target.owner)

    def chips(self, record: Finding) -> Iterable[Chip | None]:
        yield result_chip(record)

    def links(self, record: Finding) -> Iterable[tuple[str, str, str]]:
        yield "打开检查对象", "arrow-up-right", link(self.request, "inspectiontarget", record.target_id)

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {"evidence": uploads(values["evidence"])}

    def further(self, record: Finding) -> dict[str, Any]:
        return {"files": list(record.files.all())}
