"""责任清单 with the checks of the level above."""

import graphene
from django.db.models import Q

from api.addresses import DOWNLOAD, RESPONSIBILITY_FILE
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.choices import (
    DueBucket,
    DueLight,
    ResponsibilityCategory,
    ResponsibilityHolder,
    ResponsibilityResult,
    ResponsibilityStatus,
)
from api.types.events import history
from api.types.tracking import bucket_field, bucket_filter, days_left_field, light_field, light_filter
from linkage.responsibilities.models import (
    Responsibility,
    ResponsibilityCheck,
    ResponsibilityFile,
    ResponsibilityReport,
)

_BY_AGE = {"NEWEST": ("最后写入的在前。", ("-pk",)), "OLDEST": ("按写入先后。", ("pk",))}
_RESULT = {"": "", **dict(Responsibility.Result.choices)}


class ResponsibilityType(Record):
    class Meta:
        model = Responsibility
        description = "责任事项：一个组织某一年度责任清单中的一项，按建、领、晒、查、验办理。"
        ordering = Ordering("ResponsibilityOrder", {**_BY_AGE, "DUE": ("先到期的在前。", ("due_on", "pk"))})
        filters = {
            "status": among(ResponsibilityStatus, "status", "状态"),
            "category": among(ResponsibilityCategory, "category", "类别"),
            "holder": among(ResponsibilityHolder, "holder", "责任主体"),
            "result": among(ResponsibilityResult, "result", "验收结果"),
            "year": Filter(graphene.Int, "按年度。", lambda v: Q(year=v)),
            "within": within(),
            "organization": of("Organization", "organization_id", "organization", "该组织"),
            "number": Filter(graphene.String, "按编号。", lambda v: Q(number=v)),
            "due_from": on_or_after("due_on", "完成期限"),
            "due_until": on_or_before("due_on", "完成期限"),
            "light": light_filter(Responsibility, DueLight),
            "bucket": bucket_filter(Responsibility, DueBucket),
            "search": search("title", "content", "responsible", "number"),
        }

    number = column(Responsibility, "number")
    year = column(Responsibility, "year")
    organization = One("Organization", "organization", "责任组织。", follows=True)
    holder = column(Responsibility, "holder", enum=ResponsibilityHolder)
    holder_label = Named("责任主体的中文名称。", "holder", dict(Responsibility.Holder.choices))
    post = column(Responsibility, "post")
    responsible = column(Responsibility, "responsible")
    category = column(Responsibility, "category", enum=ResponsibilityCategory)
    category_label = Named("类别的中文名称。", "category", dict(Responsibility.Category.choices))
    title = column(Responsibility, "title")
    content = column(Responsibility, "content")
    measures = column(Responsibility, "measures")
    started_on = column(Responsibility, "started_on")
    due_on = column(Responsibility, "due_on")
    status = column(Responsibility, "status", enum=ResponsibilityStatus)
    status_label = Named("状态的中文名称。", "status", dict(Responsibility.Status.choices))
    progress = column(Responsibility, "progress", description="进度，0—100。")
    poor = column(Responsibility, "poor", description="检查没有落实或验收被退回，尚未补好。")
    light = light_field(Responsibility, DueLight)
    bucket = bucket_field(Responsibility, DueBucket)
    days_left = days_left_field(Responsibility)
    outcome = column(Responsibility, "outcome", description="最近一次报告的落实情况。")
    result_label = Named("验收结果的中文名称；未验收时为空文字。", "result", _RESULT)
    result_note = column(Responsibility, "result_note")
    built_at = column(Responsibility, "built_at")
    claimed_at = column(Responsibility, "claimed_at")
    published_at = column(Responsibility, "published_at")
    submitted_at = column(Responsibility, "submitted_at", description="申请验收的时间；没有申请或被退回的为空。")
    accepted_at = column(Responsibility, "accepted_at")
    version = column(Responsibility, "version")
    # Whoever sees an item sees what the checks found.
    checks = Many("ResponsibilityCheck", "履责检查。", by="responsibility_id", follows=True)
    reports = Many("ResponsibilityReport", "落实进展；只含您可以查看的：本组织和上级。", by="responsibility_id")
    history = history(Responsibility)


class ResponsibilityCheckType(Record):
    class Meta:
        model = ResponsibilityCheck
        description = "履责检查：上级检查时看到的落实情况。"
        ordering = Ordering("ResponsibilityCheckOrder", _BY_AGE)
        filters = {
            "responsibility": of("Responsibility", "responsibility_id", "responsibility", "该责任事项"),
            "passed": Filter(graphene.Boolean, "是否已落实。", lambda v: Q(passed=v)),
        }

    responsibility = One("Responsibility", "responsibility", "所检查的责任事项。", follows=True)
    passed = column(ResponsibilityCheck, "passed")
    findings = column(ResponsibilityCheck, "findings")
    by = column(ResponsibilityCheck, "by_label")
    at = column(ResponsibilityCheck, "at")


class ResponsibilityReportType(Record):
    class Meta:
        model = ResponsibilityReport
        description = "落实进展：责任事项落实到哪一步，附佐证材料；只有责任组织和上级能看。"
        ordering = Ordering("ResponsibilityReportOrder", _BY_AGE)
        filters = {"responsibility": of("Responsibility", "responsibility_id", "responsibility", "该责任事项")}

    responsibility = One("Responsibility", "responsibility", "所报告的责任事项。", follows=True)
    progress = column(ResponsibilityReport, "progress")
    text = column(ResponsibilityReport, "text")
    final = column(ResponsibilityReport, "final", description="是否为申请验收。")
    by = column(ResponsibilityReport, "by_label")
    at = column(ResponsibilityReport, "at")
    files = Many("ResponsibilityFile", "佐证材料。", by="report_id", follows=True)


class ResponsibilityFileType(Record):
    class Meta:
        model = ResponsibilityFile
        description = "责任事项落实进展的佐证材料。"
        ordering = Ordering("ResponsibilityFileOrder", _BY_AGE)
        filters = {"report": of("ResponsibilityReport", "report_id", "report", "该落实进展")}

    report = One("ResponsibilityReport", "report", "所属落实进展。", follows=True)
    name = column(ResponsibilityFile, "name")
    content_type = column(ResponsibilityFile, "content_type")
    size = column(ResponsibilityFile, "size", description="大小（字节）。")
    sha256 = column(ResponsibilityFile, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(ResponsibilityFile, "uploaded_at")
    url = Signed(RESPONSIBILITY_FILE, DOWNLOAD.format("文件"))
