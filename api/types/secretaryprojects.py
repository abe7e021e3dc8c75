"""书记项目: the project of a secretary for a year, with its parts, quarters and files."""

import graphene
from django.db.models import Q

from api.addresses import DOWNLOAD, PROJECT_FILE, PROJECT_WORD
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column
from api.rows.ids import key_of
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.choices import DueBucket, DueLight, ProjectPartKind, SecretaryProjectStatus
from api.types.events import Origin, history
from api.types.tracking import bucket_field, bucket_filter, days_left_field, light_field, light_filter
from linkage.problems.models import Problem
from linkage.secretaryprojects.models import ProjectPart, ProjectPartFile, ProjectReport, SecretaryProject

_BY_AGE = {"NEWEST": ("最后写入的在前。", ("-pk",)), "OLDEST": ("按写入先后。", ("pk",))}


def _of_problem(value: str) -> Q:
    return Q(origin_type=Problem._meta.label_lower, origin_id=key_of(value, "Problem", field="problem"))


class SecretaryProjectType(Record):
    class Meta:
        model = SecretaryProject
        description = "书记项目：书记一年一个项目，解决一个问题、形成一个报告、创造一条经验、打造一个标杆。"
        ordering = Ordering(
            "SecretaryProjectOrder",
            {
                **_BY_AGE,
                "DUE": ("先到期的在前。", ("due_on", "pk")),
                "PROGRESS": ("进度低的在前。", ("progress", "pk")),
            },
        )
        filters = {
            "status": among(SecretaryProjectStatus, "status", "状态"),
            "within": within(),
            "organization": of("Organization", "organization_id", "organization", "该组织申报"),
            "year": Filter(graphene.Int, "只看该年度的。", lambda v: Q(year=v)),
            "number": Filter(graphene.String, "按编号。", lambda v: Q(number=v)),
            "light": light_filter(SecretaryProject, DueLight),
            "bucket": bucket_filter(SecretaryProject, DueBucket),
            "due_from": on_or_after("due_on", "完成期限"),
            "due_until": on_or_before("due_on", "完成期限"),
            "problem": Filter(graphene.ID, "只看解决问题清单中这个问题的。", _of_problem),
            "poor": Filter(graphene.Boolean, "只看检查或验收没有通过、尚未重新报告的（或其他）。", lambda v: Q(poor=v)),
            "search": search("title", "number", "secretary"),
        }

    number = column(SecretaryProject, "number")
    title = column(SecretaryProject, "title")
    organization = One("Organization", "organization", "申报组织。", follows=True)
    year = column(SecretaryProject, "year")
    secretary = column(SecretaryProject, "secretary", description="书记姓名，申报时的。")
    post = One("Post", "post", "书记所任职务；姓名不是在任书记的、职务已删除的，或您无权查看的为空。")
    goal = column(SecretaryProject, "goal")
    measures = column(SecretaryProject, "measures")
    started_on = column(SecretaryProject, "started_on")
    due_on = column(SecretaryProject, "due_on")
    status = column(SecretaryProject, "status", enum=SecretaryProjectStatus)
    status_label = Named("状态的中文名称。", "status", dict(SecretaryProject.Status.choices))
    progress = column(SecretaryProject, "progress", description="进度，0—100。")
    poor = column(SecretaryProject, "poor", description="中期检查或验收没有通过，而尚未重新报告。")
    light = light_field(SecretaryProject, DueLight)
    bucket = bucket_field(SecretaryProject, DueBucket)
    days_left = days_left_field(SecretaryProject)
    opinion = column(SecretaryProject, "opinion")
    findings = column(SecretaryProject, "findings")
    origin_label = column(SecretaryProject, "origin_label", description="所解决的问题；不是由问题清单而来的为空文字。")
    origin = Origin("所解决的问题，在问题清单中的；不是由问题清单而来的，或您无权查看的为空。")
    created_at = column(SecretaryProject, "created_at")
    submitted_at = column(SecretaryProject, "submitted_at")
    approved_at = column(SecretaryProject, "approved_at")
    checked_at = column(SecretaryProject, "checked_at")
    concluded_at = column(SecretaryProject, "concluded_at")
    accepted_at = column(SecretaryProject, "accepted_at")
    version = column(SecretaryProject, "version")
    parts = Many("ProjectPart", "四项内容。", by="project_id", follows=True)
    reports = Many("ProjectReport", "季度进展。", by="project_id", follows=True)
    docx = Signed(PROJECT_WORD, DOWNLOAD.format("项目书（Word）"))
    history = history(SecretaryProject)


class ProjectPartType(Record):
    class Meta:
        model = ProjectPart
        description = "书记项目的一项内容：问题、报告、经验或标杆。"
        ordering = Ordering("ProjectPartOrder", _BY_AGE)
        filters = {
            "project": of("SecretaryProject", "project_id", "project", "该书记项目"),
            "kind": among(ProjectPartKind, "kind", "内容"),
        }

    project = One("SecretaryProject", "project", "所属书记项目。", follows=True)
    kind = column(ProjectPart, "kind", enum=ProjectPartKind)
    kind_label = Named("内容的中文名称。", "kind", dict(ProjectPart.Kind.choices))
    text = column(ProjectPart, "text", description="正文；尚未填写的为空文字。")
    written_at = column(ProjectPart, "written_at")
    files = Many("ProjectPartFile", "材料。", by="part_id", follows=True)


class ProjectReportType(Record):
    class Meta:
        model = ProjectReport
        description = "书记项目的季度进展。"
        ordering = Ordering("ProjectReportOrder", _BY_AGE)
        filters = {"project": of("SecretaryProject", "project_id", "project", "该书记项目")}

    project = One("SecretaryProject", "project", "所属书记项目。", follows=True)
    year = column(ProjectReport, "year")
    quarter = column(ProjectReport, "quarter")
    progress = column(ProjectReport, "progress")
    text = column(ProjectReport, "text")
    by = column(ProjectReport, "by_label")
    at = column(ProjectReport, "at")


class ProjectPartFileType(Record):
    class Meta:
        model = ProjectPartFile
        description = "书记项目某项内容的材料。"
        ordering = Ordering("ProjectPartFileOrder", _BY_AGE)
        filters = {"part": of("ProjectPart", "part_id", "part", "该项内容")}

    part = One("ProjectPart", "part", "所属内容。", follows=True)
    name = column(ProjectPartFile, "name")
    content_type = column(ProjectPartFile, "content_type")
    size = column(ProjectPartFile, "size", description="大小（字节）。")
    sha256 = column(ProjectPartFile, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(ProjectPartFile, "uploaded_at")
    url = Signed(PROJECT_FILE, DOWNLOAD.format("文件"))
