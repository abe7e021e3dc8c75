"""Secretaries' projects: the list by year and place, and the record with its four parts and quarters."""

from collections.abc import Iterable
from typing import Any

from django_filters import NumberFilter

from core.permissions import Perm
from linkage.secretaryprojects.actions.applying import (
    secretaryproject_approve,
    secretaryproject_return,
    secretaryproject_submit,
    secretaryproject_succeed,
    secretaryproject_withdraw,
)
from linkage.secretaryprojects.actions.doing import (
    secretaryproject_conclude,
    secretaryproject_report,
    secretaryproject_write,
)
from linkage.secretaryprojects.actions.judging import (
    secretaryproject_accept,
    secretaryproject_check,
    secretaryproject_fail,
    secretaryproject_honour,
    secretaryproject_stop,
)
from linkage.secretaryprojects.document import project_document
from linkage.secretaryprojects.models import ProjectPartFile, SecretaryProject
from linkage.secretaryprojects.waiting import WAITS
from tenants.org.models import Organization
from web.acts import Act, level_above
from web.claimforms import uploads
from web.columns import Column, Day, Moment, Status
from web.evidence import EvidenceFile, with_papers
from web.filters import ChoicesFilter, PeriodFilter, WaitsFilter
from web.forms import NoteForm, ReasonForm
from web.lights import Chip, status_chip
from web.links import link
from web.lists import New
from web.records import RecordPage, Related
from web.secretaryprojects.forms import CheckForm, FailForm, PartForm, QuarterForm, SucceedForm
from web.supervision.parts import EXTEND, HOLD_TO_ACCOUNT, SUPERVISE, timed_related
from web.tracking import TIMED_COLUMNS, Progress, TimedFilters, TimedList, standing_chip
from web.wordfiles import WordFile

SUBMIT = Act(
    "submit",
    "申报",
    secretaryproject_submit,
    Perm.SECRETARYPROJECT_EDIT,
    icon="send",
    main=True,
    consequence="申报后由上级审核，审核前不能修改。",
    done="已申报，等待上级审核。",
)
WITHDRAW = Act(
    "withdraw",
    "撤回",
    secretaryproject_withdraw,
    Perm.SECRETARYPROJECT_EDIT,
    icon="trash",
    form=ReasonForm,
    danger=True,
    consequence="撤回后不能恢复，本年度可以另报一个。",
)
APPROVE = Act(
    "approve",
    "审核通过",
    secretaryproject_approve,
    Perm.SECRETARYPROJECT_REVIEW,
    icon="circle-check",
    main=True,
    form=NoteForm,
    at=level_above,
    done="已立项，申报组织会收到通知。",
)
SEND_BACK = Act(
    "return",
    "退回补充",
    secretaryproject_return,
    Perm.SECRETARYPROJECT_REVIEW,
    icon="arrow-back-up",
    form=ReasonForm,
    at=level_above,
    done="已退回，申报组织会收到通知。",
)
WRITE = Act(
    "write",
    "填写内容",
    secretaryproject_write,
    Perm.SECRETARYPROJECT_EDIT,
    icon="pencil",
    form=PartForm,
    done="已保存。",
)
REPORT = Act(
    "report",
    "报告季度进展",
    secretaryproject_report,
    Perm.SECRETARYPROJECT_EDIT,
    icon="progress",
    form=QuarterForm,
    done="已报告季度进展。",
)
CHECK = Act(
    "check",
    "中期检查",
    secretaryproject_check,
    Perm.SECRETARYPROJECT_REVIEW,
    icon="clipboard-check",
    form=CheckForm,
    at=level_above,
    done="已记录检查情况，申报组织会收到通知。",
)
CONCLUDE = Act(
    "conclude",
    "申请结项",
    secretaryproject_conclude,
    Perm.SECRETARYPROJECT_EDIT,
    icon="flag-check",
    main=True,
    when=lambda project, actor: not project.empty_parts.exists(),
    consequence="申请后由上级验收。",
    done="已申请结项，等待上级验收。",
)
ACCEPT = Act(
    "accept",
    "验收合格",
    secretaryproject_accept,
    Perm.SECRETARYPROJECT_REVIEW,
    icon="circle-check",
    main=True,
    form=NoteForm,
    at=level_above,
    done="已验收合格。",
)
FAIL = Act(
    "fail",
    "验收不合格",
    secretaryproject_fail,
    Perm.SECRETARYPROJECT_REVIEW,
    icon="circle-x",
    form=FailForm,
    at=level_above,
    consequence="不合格的限期整改，整改后重新申请结项。",
    done="已要求限期整改。",
)
HONOUR = Act(
    "honour",
    "评为标杆",
    secretaryproject_honour,
    Perm.SECRETARYPROJECT_REVIEW,
    icon="award",
    form=ReasonForm,
    at=level_above,
    done="已评为标杆项目。",
)


SUCCEED = Act(
    "succeed",
    "变更书记",
    secretaryproject_succeed,
    Perm.SECRETARYPROJECT_EDIT,
    icon="user-share",
    form=SucceedForm,
    done="项目书记已变更，上级会收到通知。",
)
STOP = Act(
    "stop",
    "终止",
    secretaryproject_stop,
    Perm.SECRETARYPROJECT_REVIEW,
    icon="player-stop",
    form=ReasonForm,
    danger=True,
    at=level_above,
    consequence="终止后不能恢复；书记变动、组织撤并等原因不再实施的才终止，本年度可以另报一个。",
    done="已终止，申报组织会收到通知。",
)


class ProjectFilters(TimedFilters):
    status = ChoicesFilter(label="状态", choices=SecretaryProject.Status.choices)
    year = NumberFilter(label="年度")
    level = ChoicesFilter(label="层级", field_name="organization__level", choices=Organization.Level.choices[1:])
    due_on = PeriodFilter(label="完成期限")
    waits = WaitsFilter(WAITS)


class ProjectList(TimedList):
    model, name, record, subject = SecretaryProject, "secretaryprojects", "secretaryproject", "project"
    title, measure = "书记项目", "个"
    select_related = ("organization",)
    search_fields = ("title", "number", "secretary", "organization__name")
    search_hint = "项目名称、书记、组织、编号"
    filters = ProjectFilters
    columns = (
        Column("title", "项目", link=True, sort="title"),
        Status(),
        *TIMED_COLUMNS,
        Column("organization", "组织", sort="organization__path"),
        Column("secretary", "书记", sort="secretary"),
        Column("year", "年度", sort="year"),
        Column("number", "编号", sort="number", optional=True),
        Column("goal", "预期成效", optional=True),
        Day("approved_at", "立项日期", sort="approved_at", optional=True),
        Day("accepted_at", "验收日期", sort="accepted_at", optional=True),
    )
    order = ("-year",)
    bulk_acts = (SUBMIT,)
    new = New("起草书记项目", "secretaryproject-new", Perm.SECRETARYPROJECT_EDIT)
    template = "web/secretaryprojects/list.html"
    empty_title, empty_text = "还没有书记项目", "街道、社区书记每年申报的项目显示在这里。"


class ProjectRecord(RecordPage):
    model, name, list_name, list_title = SecretaryProject, "secretaryproject", "secretaryprojects", "书记项目"
    subject, kind = "project", "书记项目"
    select_related = ("organization",)
    body_template = "web/secretaryprojects/record_body.html"
    facts = (
        Column("number", "编号"),
        Column("organization", "申报组织"),
        Column("year", "年度", value=lambda row: f"{row.year} 年"),
        Column("secretary", "书记"),
        Day("due_on", "完成期限"),
        Progress("progress", "进度"),
        Moment("submitted_at", "申报时间"),
        Moment("approved_at", "立项时间"),
        Moment("checked_at", "中期检查"),
        Moment("concluded_at", "申请结项"),
        Moment("accepted_at", "验收时间"),
    )
    text_facts = (
        Column("goal", "预期成效"),
        Column("measures", "主要措施"),
        Column("findings", "中期检查情况"),
        Column("opinion", "审核和验收意见"),
    )
    acts = (
        SUBMIT,
        APPROVE,
        SEND_BACK,
        CONCLUDE,
        WRITE,
        REPORT,
        CHECK,
        ACCEPT,
        FAIL,
        HONOUR,
        SUCCEED,
        STOP,
        EXTEND,
        SUPERVISE,
        HOLD_TO_ACCOUNT,
        WITHDRAW,
    )

    def whose(self, record: SecretaryProject) -> str:
        return f"{record.organization} · {record.secretary}"

    def chips(self, record: SecretaryProject) -> Iterable[Chip | None]:
        return [status_chip(record), standing_chip(record)]

    def links(self, record: SecretaryProject) -> Iterable[tuple[str, str, str]]:
        open_ = record.status in (SecretaryProject.Status.DRAFT, SecretaryProject.Status.RETURNED)
        if open_ and self.actor.can(Perm.SECRETARYPROJECT_EDIT, record.place):
            yield "修改", "pencil", link(self.request, "secretaryproject-edit", record.pk)
        yield "下载项目书", "file-type-docx", link(self.request, "secretaryproject-file", record.pk)

    def related_to(self, record: SecretaryProject) -> Iterable[Related]:
        yield Related(
            "季度进展",
            lambda row, actor: row.reports.order_by("-year", "-quarter"),
            (
                Column("quarter", "季度", value=str),
                Progress("progress", "进度"),
                Column("text", "进展情况"),
                Column("by_label", "报告人"),
                Day("at", "报告日期"),
            ),
            empty="还没有报告进展。",
        )
        if record.approved_at is not None:
            yield from timed_related()

    def initial(self, act: Act) -> dict[str, Any]:
        return {"progress": self.record.progress}

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "evidence": uploads(values["evidence"])} if "evidence" in values else values

    def further(self, record: SecretaryProject) -> dict[str, Any]:
        return {"parts": list(with_papers(record.parts.order_by("pk"), ProjectPartFile))}


class ProjectFile(WordFile):
    """The book of a project as a Word document."""

    model = SecretaryProject
    missing = "没有找到这个书记项目，它可能已被删除，或您无权查看。"

    def written(self, found: SecretaryProject) -> tuple[bytes, str]:
        return project_document(found), found.number


class PartFilePage(EvidenceFile):
    """A file of one part of a project."""

    model = ProjectPartFile
