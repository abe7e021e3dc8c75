"""任务清单 with progress reports and their files."""

import graphene
from django.db.models import Q

from api.addresses import ASSIGNMENT_FILE, DOWNLOAD
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.choices import AssignmentKind, AssignmentStatus, DueBucket, DueLight
from api.types.events import history
from api.types.tracking import bucket_field, bucket_filter, days_left_field, light_field, light_filter
from linkage.assignments.models import Assignment, AssignmentFile, ProgressReport

_STATUS = dict(Assignment.Status.choices)
_KIND = dict(Assignment.Kind.choices)
_BY_AGE = {"NEWEST": ("最后写入的在前。", ("-pk",)), "OLDEST": ("按写入先后。", ("pk",))}


class AssignmentType(Record):
    class Meta:
        model = Assignment
        description = (
            "任务：一个组织或部门承办的一份任务，或下达的整项任务（没有上级任务）。有下级任务时，进度和办结由下级汇总。"
        )
        ordering = Ordering(
            "AssignmentOrder",
            {
                "NEWEST": ("最近下达的在前。", ("-pk",)),
                "OLDEST": ("最早下达的在前。", ("pk",)),
                "DUE": ("先到期的在前。", ("due_on", "pk")),
                "PROGRESS": ("进度低的在前。", ("progress", "pk")),
            },
        )
        filters = {
            "status": among(AssignmentStatus, "status", "状态"),
            "kind": among(AssignmentKind, "kind", "类别"),
            "within": within(),
            "organization": of("Organization", "organization_id", "organization", "该组织承办"),
            "department": of("Department", "department_id", "department", "该部门承办"),
            "issuer": of("Organization", "issuer_id", "issuer", "该组织下达"),
            "parent": of("Assignment", "parent_id", "parent", "该任务分解"),
            "whole": Filter(
                graphene.Boolean, "true：只要下达的整项任务；false：只要各组织承办的。", lambda v: Q(parent__isnull=v)
            ),
            "number": Filter(graphene.String, "按编号。", lambda v: Q(number=v)),
            "light": light_filter(Assignment, DueLight),
            "bucket": bucket_filter(Assignment, DueBucket),
            "due_from": on_or_after("due_on", "完成期限"),
            "due_until": on_or_before("due_on", "完成期限"),
            "search": search("title", "number", "content"),
        }

    number = column(Assignment, "number")
    title = column(Assignment, "title")
    kind = column(Assignment, "kind", enum=AssignmentKind)
    kind_label = Named("类别的中文名称。", "kind", _KIND)
    content = column(Assignment, "content")
    support = column(Assignment, "support")
    organization = One(
        "Organization", "organization", "承办组织；部门承办的为部门所在组织，整项任务为下达组织。", follows=True
    )
    department = One("Department", "department", "承办部门；由组织承办的为空。", follows=True, null=True)
    issuer = One("Organization", "issuer", "下达组织。", follows=True)
    parent = One("Assignment", "parent", "上级任务；整项任务或不在您查看范围内时为空。")
    responsible = column(Assignment, "responsible")
    due_on = column(Assignment, "due_on")
    status = column(Assignment, "status", enum=AssignmentStatus)
    status_label = Named("状态的中文名称。", "status", _STATUS)
    progress = column(Assignment, "progress", description="进度，0—100；有下级任务时为下级的平均数，向下取整。")
    poor = column(Assignment, "poor", description="是否被退回而尚未重新报结。")
    light = light_field(Assignment, DueLight)
    bucket = bucket_field(Assignment, DueBucket)
    days_left = days_left_field(Assignment)
    outcome = column(Assignment, "outcome")
    origin_label = column(Assignment, "origin_label", description="由什么而来；不是由别的记录而来的，为空文字。")
    dispatched_at = column(Assignment, "dispatched_at")
    accepted_at = column(Assignment, "accepted_at")
    submitted_at = column(Assignment, "submitted_at")
    closed_at = column(Assignment, "closed_at")
    version = column(Assignment, "version")
    parts = Many("Assignment", "下级任务（只含您可以查看的）。", by="parent_id")
    # Whoever sees an assignment sees what was reported of it.
    reports = Many("ProgressReport", "进展报告。", by="assignment_id", follows=True)
    history = history(Assignment)


class ProgressReportType(Record):
    class Meta:
        model = ProgressReport
        description = "进展报告：任务办到哪一步、有什么困难。"
        ordering = Ordering("ProgressReportOrder", _BY_AGE)
        filters = {
            "assignment": of("Assignment", "assignment_id", "assignment", "该任务"),
            "difficult": Filter(
                graphene.Boolean, "是否提出了需协调的困难。", lambda v: ~Q(difficulty="") if v else Q(difficulty="")
            ),
        }

    assignment = One("Assignment", "assignment", "所报告的任务。", follows=True)
    progress = column(ProgressReport, "progress")
    before = column(ProgressReport, "before")
    text = column(ProgressReport, "text")
    difficulty = column(ProgressReport, "difficulty")
    final = column(ProgressReport, "final", description="是否为报结。")
    by = column(ProgressReport, "by_label")
    at = column(ProgressReport, "at")
    files = Many("AssignmentFile", "佐证材料。", by="report_id", follows=True)


class AssignmentFileType(Record):
    class Meta:
        model = AssignmentFile
        description = "任务进展报告的佐证材料。"
        ordering = Ordering("AssignmentFileOrder", _BY_AGE)
        filters = {"report": of("ProgressReport", "report_id", "report", "该进展报告")}

    report = One("ProgressReport", "report", "所属进展报告。", follows=True)
    name = column(AssignmentFile, "name")
    content_type = column(AssignmentFile, "content_type")
    size = column(AssignmentFile, "size", description="大小（字节）。")
    sha256 = column(AssignmentFile, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(AssignmentFile, "uploaded_at")
    url = Signed(ASSIGNMENT_FILE, DOWNLOAD.format("文件"))
