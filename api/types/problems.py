"""问题清单 and 整改清单, with progress and evidence."""

import graphene
from django.db.models import Q

from api.addresses import DOWNLOAD, RECTIFICATION
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column
from api.rows.ids import key_of, read_id
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.choices import (
    DueBucket,
    DueLight,
    ProblemCategory,
    ProblemSeverity,
    ProblemSource,
    ProblemStatus,
    RectificationStatus,
)
from api.types.events import history
from api.types.tracking import Lit, bucket_field, bucket_filter, days_left_field, light_field, light_filter
from linkage.conferences.naming import KINDS
from linkage.problems.models import Problem, ProgressReport, Rectification, RectificationFile
from linkage.problems.ordering import with_check_light, with_order_light

_TO_ORDER = Lit(with_order_light, "下发整改的灯：按下发期限，红灯逾期未下达、蓝灯临期；已不待下发的为空。")
_TO_CHECK = Lit(
    with_check_light, "审核销号的灯：提交后按审核销号期限，红灯逾期、蓝灯临期；不待审核、销号的为空。", "check_"
)
_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


def _from_meeting(value: str) -> Q:
    names = {kind.__name__: kind._meta.label_lower for kind in KINDS}
    key = key_of(value, *names, field="origin")
    return Q(origin_type=names[read_id(value)[0]], origin_id=key)


class ProblemType(Record):
    class Meta:
        model = Problem
        description = "问题：在哪个组织、从哪里发现、有多严重；编号不重复使用。"
        ordering = Ordering(
            "ProblemOrder",
            {
                "NEWEST": ("最近登记的在前。", ("-pk",)),
                "OLDEST": ("最早登记的在前。", ("pk",)),
            },
        )
        filters = {
            "status": among(ProblemStatus, "status", "状态"),
            "severity": among(ProblemSeverity, "severity", "严重程度"),
            "source": among(ProblemSource, "source", "来源"),
            "category": among(ProblemCategory, "category", "类别"),
            "order_light": light_filter(Problem, DueLight, _TO_ORDER),
            "order_due_from": on_or_after("order_due_on", "下发期限"),
            "order_due_until": on_or_before("order_due_on", "下发期限"),
            "within": within(),
            "number": Filter(graphene.String, "按编号。", lambda v: Q(number=v)),
            "origin": Filter(graphene.ID, "只要由这次会议、这个议题或这个议定事项而来的问题。", _from_meeting),
            "search": search("title", "number", "detail"),
        }

    number = column(Problem, "number")
    title = column(Problem, "title")
    detail = column(Problem, "detail")
    source = column(Problem, "source", enum=ProblemSource)
    category = column(Problem, "category", enum=ProblemCategory)
    severity = column(Problem, "severity", enum=ProblemSeverity)
    status = column(Problem, "status", enum=ProblemStatus)
    status_label = Named("状态的中文名称。", "status", dict(Problem.Status.choices))
    organization = One("Organization", "organization", "存在问题的组织。", follows=True)
    reported_by = One("Organization", "reported_by", "登记的组织；由系统登记时为空。", follows=True, null=True)
    reporter = column(Problem, "reporter_label")
    origin_label = column(Problem, "origin_label", description="由什么而来；不是由别的记录而来的，为空文字。")
    reported_at = column(Problem, "reported_at")
    order_due_on = column(Problem, "order_due_on", description="下发期限：上级应在这一天之前下发整改或决定不予整改。")
    order_light = light_field(Problem, DueLight, _TO_ORDER)
    order_days_left = days_left_field(Problem, _TO_ORDER)
    closed_at = column(Problem, "closed_at")
    follows = One("Problem", "follows", "回头看的问题：由它反弹而来；不是回头看的，为空。")
    rectifications = Many("Rectification", "整改，撤回的也在内；还没有下发时为空。", by="problem_id", follows=True)
    version = column(Problem, "version")
    history = history(Problem)


class RectificationType(Record):
    class Meta:
        model = Rectification
        description = "整改：要求、措施、责任人、期限、进度和佐证；已销号的不再打开。"
        ordering = Ordering(
            "RectificationOrder",
            {
                "NEWEST": ("最近下发的在前。", ("-pk",)),
                "OLDEST": ("最早下发的在前。", ("pk",)),
                "DUE": ("先到期的在前。", ("due_on", "pk")),
            },
        )
        filters = {
            "status": among(RectificationStatus, "status", "状态"),
            "severity": among(ProblemSeverity, "severity", "严重程度"),
            "light": light_filter(Rectification, DueLight),
            "bucket": bucket_filter(Rectification, DueBucket),
            "problem": of("Problem", "problem_id", "problem", "该问题"),
            "within": within(),
            "check_light": light_filter(Rectification, DueLight, _TO_CHECK),
            "due_from": on_or_after("due_on", "完成期限"),
            "due_until": on_or_before("due_on", "完成期限"),
            "search": search("title", "number", "person"),
        }

    number = column(Rectification, "number")
    problem = One("Problem", "problem", "所整改的问题。", follows=True)
    title = column(Rectification, "title")
    severity = column(Rectification, "severity", enum=ProblemSeverity)
    requirement = column(Rectification, "requirement")
    measures = column(Rectification, "measures")
    organization = One("Organization", "organization", "责任组织。", follows=True)
    issuer = One("Organization", "issuer", "下发的组织；由系统下发时为空。", follows=True, null=True)
    person = column(Rectification, "person")
    started_on = column(Rectification, "started_on")
    due_on = column(Rectification, "due_on")
    progress = column(Rectification, "progress")
    poor = column(Rectification, "poor", description="是否被退回而尚未重新提交。")
    light = light_field(Rectification, DueLight)
    bucket = bucket_field(Rectification, DueBucket)
    days_left = days_left_field(Rectification)
    status = column(Rectification, "status", enum=RectificationStatus)
    status_label = Named("状态的中文名称。", "status", dict(Rectification.Status.choices))
    outcome = column(Rectification, "outcome")
    created_at = column(Rectification, "created_at")
    submitted_at = column(Rectification, "submitted_at")
    check_by = column(
        Rectification, "check_by", description="审核销号期限：上级应在这一天之前审核，审核通过的在这一天之前销号。"
    )
    check_light = light_field(Rectification, DueLight, _TO_CHECK)
    check_days_left = days_left_field(Rectification, _TO_CHECK)
    submitter = column(Rectification, "submitter_label")
    closed_at = column(Rectification, "closed_at")
    closer = column(Rectification, "closer_label")
    version = column(Rectification, "version")
    reports = Many("RectificationReport", "整改进展。", by="rectification_id", follows=True)
    files = Many("RectificationFile", "佐证材料。", by="rectification_id", follows=True)
    history = history(Rectification)


class RectificationReportType(Record):
    class Meta:
        model = ProgressReport
        description = "整改进展：某日报告的进度和情况。"
        ordering = Ordering("RectificationReportOrder", _BY_AGE)
        filters = {"rectification": of("Rectification", "rectification_id", "rectification", "该整改")}

    rectification = One("Rectification", "rectification", "所属整改。", follows=True)
    percent = column(ProgressReport, "percent")
    text = column(ProgressReport, "text")
    by = column(ProgressReport, "by_label")
    at = column(ProgressReport, "at")


class RectificationFileType(Record):
    class Meta:
        model = RectificationFile
        description = "整改佐证：证明整改到位的文件。"
        ordering = Ordering("RectificationFileOrder", _BY_AGE)
        filters = {"rectification": of("Rectification", "rectification_id", "rectification", "该整改")}

    rectification = One("Rectification", "rectification", "所属整改。", follows=True)
    name = column(RectificationFile, "name")
    content_type = column(RectificationFile, "content_type")
    size = column(RectificationFile, "size", description="大小（字节）。")
    sha256 = column(RectificationFile, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(RectificationFile, "uploaded_at")
    url = Signed(RECTIFICATION, DOWNLOAD.format("文件"))
