"""督导检查: plans, teams, items, targets, findings, draws and checklists."""

from typing import Any

import graphene
from django.db.models import Q

from api.addresses import DOWNLOAD, FINDING_FILE
from api.compiled.text import Sql
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column, computed
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.choices import (
    ChecklistStatus,
    FindingResult,
    InspectionKind,
    InspectionStatus,
    InspectionTargetStatus,
    ProblemSeverity,
)
from api.types.events import history
from linkage.inspections.models import (
    Checklist,
    Finding,
    FindingFile,
    Inspection,
    InspectionItem,
    InspectionTarget,
    InspectionTeam,
)

_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


def _or_none(enum: Any, name: str, description: str) -> Any:
    """An enumeration whose column may be empty."""
    return computed(enum, description, [name], lambda row: row[name] or None, lambda value: Sql(f"NULLIF({value}, '')"))


class ChecklistType(Record):
    class Meta:
        model = Checklist
        description = "检查表：区里制定、可以反复套用的检查事项。"
        ordering = Ordering("ChecklistOrder", _BY_AGE)
        filters = {"status": among(ChecklistStatus, "status", "状态"), "search": search("name", "lines")}

    name = column(Checklist, "name")
    lines = column(Checklist, "lines", description="检查事项，一行一项，写作“事项｜标准｜分值”。")
    status = column(Checklist, "status", enum=ChecklistStatus)
    status_label = Named("状态的中文名称。", "status", dict(Checklist.Status.choices))
    version = column(Checklist, "version")
    history = history(Checklist)


class InspectionType(Record):
    class Meta:
        model = Inspection
        description = "督导检查：区或街道对下级和驻区单位的定点监测、实地检查、随机抽查。"
        ordering = Ordering(
            "InspectionOrder",
            {
                **_BY_AGE,
                "STARTING": ("先开始的在前。", ("starts_on", "pk")),
                "ENDING": ("先结束的在前。", ("ends_on", "pk")),
            },
        )
        filters = {
            "status": among(InspectionStatus, "status", "状态"),
            "kind": among(InspectionKind, "kind", "方式"),
            "within": within(),
            "number": Filter(graphene.String, "按编号。", lambda v: Q(number=v)),
            "ends_from": on_or_after("ends_on", "结束日期"),
            "ends_until": on_or_before("ends_on", "结束日期"),
            "search": search("title", "number", "scope"),
        }

    number = column(Inspection, "number")
    title = column(Inspection, "title")
    kind = column(Inspection, "kind", enum=InspectionKind)
    organization = One("Organization", "organization", "检查组织。", follows=True)
    starts_on = column(Inspection, "starts_on")
    ends_on = column(Inspection, "ends_on")
    scope = column(Inspection, "scope")
    unannounced = column(Inspection, "unannounced")
    status = column(Inspection, "status", enum=InspectionStatus)
    status_label = Named("状态的中文名称。", "status", dict(Inspection.Status.choices))
    created_at = column(Inspection, "created_at")
    issued_at = column(Inspection, "issued_at")
    summary = column(Inspection, "summary")
    finished_at = column(Inspection, "finished_at")
    items = Many("InspectionItem", "检查事项。", by="inspection_id", follows=True)
    teams = Many("InspectionTeam", "检查组（只含您可以查看的）。", by="inspection_id")
    targets = Many("InspectionTarget", "检查对象（只含您可以查看的）。", by="inspection_id")
    draws = Many("InspectionDraw", "随机抽取，至多一次；没有抽取或您无权查看时为空。", by="inspection_id")
    version = column(Inspection, "version")
    history = history(Inspection)


class InspectionItemType(Record):
    class Meta:
        model = InspectionItem
        description = "检查事项：检查什么、标准和分值。"
        ordering = Ordering("InspectionItemOrder", {"ORDER": ("按序号。", ("order", "pk")), **_BY_AGE})
        filters = {"inspection": of("Inspection", "inspection_id", "inspection", "该督导检查")}

    inspection = One("Inspection", "inspection", "所属督导检查。", follows=True)
    order = column(InspectionItem, "order")
    title = column(InspectionItem, "title")
    standard = column(InspectionItem, "standard")
    points = column(InspectionItem, "points", description="分值；不计分的为空。")


class InspectionTeamType(Record):
    class Meta:
        model = InspectionTeam
        description = "检查组：组长、成员和它的检查对象。"
        ordering = Ordering("InspectionTeamOrder", {"ORDER": ("按序号。", ("order", "pk")), **_BY_AGE})
        filters = {
            "inspection": of("Inspection", "inspection_id", "inspection", "该督导检查"),
            "search": search("name", "head", "people"),
        }

    inspection = One("Inspection", "inspection", "所属督导检查。", follows=True)
    order = column(InspectionTeam, "order")
    name = column(InspectionTeam, "name")
    head = column(InspectionTeam, "head")
    people = column(InspectionTeam, "people")
    version = column(InspectionTeam, "version")
    targets = Many("InspectionTarget", "检查对象（只含您可以查看的）。", by="team_id")


class InspectionTargetType(Record):
    class Meta:
        model = InspectionTarget
        description = "检查对象：被检查的组织或单位，它的结果、确认和申诉。"
        ordering = Ordering(
            "InspectionTargetOrder",
            {
                **_BY_AGE,
                "DUE": ("先到检查期限的在前。", ("due_on", "pk")),
                "CONFIRM_DUE": ("先到确认期限的在前。", ("confirm_due_on", "pk")),
            },
        )
        filters = {
            "status": among(InspectionTargetStatus, "status", "状态"),
            "inspection": of("Inspection", "inspection_id", "inspection", "该督导检查"),
            "team": of("InspectionTeam", "team_id", "team", "该检查组"),
            "unit": of("ResidentUnit", "unit_id", "unit", "该单位"),
            "drawn": Filter(graphene.Boolean, "只看随机抽取（或不是）的。", lambda v: Q(drawn=v)),
            "within": within(),
            "due_from": on_or_after("due_on", "检查期限"),
            "due_until": on_or_before("due_on", "检查期限"),
            "search": search("organization__name", "unit__name", "conclusion"),
        }

    inspection = One("Inspection", "inspection", "所属督导检查。", follows=True)
    organization = One("Organization", "organization", "被检查的组织；检查单位的，为单位所在组织。", follows=True)
    unit = One("ResidentUnit", "unit", "被检查的单位；检查组织的，或您无权查看时为空。")
    drawn = column(InspectionTarget, "drawn")
    team = One("InspectionTeam", "team", "检查组；还没有分配，或您无权查看时为空。")
    due_on = column(InspectionTarget, "due_on")
    visited_on = column(InspectionTarget, "visited_on")
    conclusion = column(InspectionTarget, "conclusion")
    score = column(InspectionTarget, "score")
    unmet = column(InspectionTarget, "unmet")
    submitted_at = column(InspectionTarget, "submitted_at")
    submitter = column(InspectionTarget, "submitter_label")
    confirm_due_on = column(InspectionTarget, "confirm_due_on")
    confirmed_at = column(InspectionTarget, "confirmed_at")
    objection = column(InspectionTarget, "objection")
    objected_at = column(InspectionTarget, "objected_at")
    answer_due_on = column(InspectionTarget, "answer_due_on")
    answer = column(InspectionTarget, "answer")
    answered_at = column(InspectionTarget, "answered_at")
    status = column(InspectionTarget, "status", enum=InspectionTargetStatus)
    status_label = Named("状态的中文名称。", "status", dict(InspectionTarget.Status.choices))
    findings = Many("Finding", "检查结果；提交以前被检查方看不到。", by="target_id")
    version = column(InspectionTarget, "version")
    history = history(InspectionTarget)


class FindingType(Record):
    class Meta:
        model = Finding
        description = "检查结果：一个检查对象的一项检查事项是否符合；确认后，不符合的登记为问题（问题的 origin 是它）。"
        ordering = Ordering("FindingOrder", _BY_AGE)
        filters = {
            "result": among(FindingResult, "result", "结果"),
            "target": of("InspectionTarget", "target_id", "target", "该检查对象"),
            "inspection": of("Inspection", "target__inspection_id", "inspection", "该督导检查"),
            "within": within("target__organization__path"),
            "search": search("item__title", "note"),
        }

    target = One("InspectionTarget", "target", "检查对象。", follows=True)
    item = One("InspectionItem", "item", "检查事项。", follows=True)
    result = column(Finding, "result", enum=FindingResult)
    result_label = Named("结果的中文名称。", "result", dict(Finding.Result.choices))
    severity = _or_none(ProblemSeverity, "severity", "严重程度；符合和不适用的为空。")
    note = column(Finding, "note")
    score = column(Finding, "score", description="得分；不计分和不适用的为空。")
    recorder = column(Finding, "recorder_label")
    recorded_at = column(Finding, "recorded_at")
    files = Many("FindingFile", "现场照片和材料。", by="finding_id", follows=True)


class FindingFileType(Record):
    class Meta:
        model = FindingFile
        description = "现场材料：检查时拍的照片和收集的文件。"
        ordering = Ordering("FindingFileOrder", _BY_AGE)
        filters = {"finding": of("Finding", "finding_id", "finding", "该检查结果")}

    finding = One("Finding", "finding", "所属检查结果。", follows=True)
    name = column(FindingFile, "name")
    content_type = column(FindingFile, "content_type")
    size = column(FindingFile, "size", description="大小（字节）。")
    sha256 = column(FindingFile, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(FindingFile, "uploaded_at")
    url = Signed(FINDING_FILE, DOWNLOAD.format("文件"))
