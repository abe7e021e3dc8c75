"""Rectifications: their list by light and due date, and the record with measures, progress, evidence and closing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet

from core.events import action_day
from core.permissions import Actor, Perm
from linkage.lights import Light
from linkage.problems.actions.rectifications import (
    ordering_place,
    rectification_adjust,
    rectification_approve,
    rectification_close,
    rectification_report,
    rectification_return,
    rectification_revise,
    rectification_start,
    rectification_submit,
    rectification_withdraw,
)
from linkage.problems.models import Problem, Rectification, Severity
from linkage.problems.ordering import check_standing, with_check_light
from linkage.problems.waiting import RECTIFICATION_WAITS
from tenants.org.models import Post
from web.acts import Act, level_above
from web.claimforms import uploads
from web.columns import Column, Day, Moment, Status
from web.filters import ChoicesFilter, PeriodFilter, WaitsFilter
from web.forms import ReasonForm
from web.lights import Chip, status_chip
from web.problems.forms import AdjustForm, MeasuresForm, ProgressForm, SubmitForm
from web.problems.problems import SEVERITY, above_chip, severity_chip
from web.records import RecordPage, Related
from web.supervision.parts import EXTEND, HOLD_TO_ACCOUNT, SUPERVISE, SendBackForm, time_again, timed_related
from web.tracking import TIMED_COLUMNS, LightColumn, Progress, TimedFilters, TimedList, standing_chip


def others_work(rectification: Rectification, actor: Actor) -> bool:
    """Whether somebody else handed it in: nobody checks or closes one's own."""
    return actor.id is None or actor.id != rectification.submitted_by_id


START = Act(
    "start",
    "制定措施",
    rectification_start,
    Perm.RECTIFICATION_FULFIL,
    icon="player-play",
    main=True,
    form=MeasuresForm,
    done="已开始整改。",
)
REPORT = Act(
    "report",
    "报告进展",
    rectification_report,
    Perm.RECTIFICATION_FULFIL,
    icon="progress",
    form=ProgressForm,
    done="进展已报告。",
)
SUBMIT = Act(
    "submit",
    "提交整改结果",
    rectification_submit,
    Perm.RECTIFICATION_FULFIL,
    icon="clipboard-check",
    main=True,
    form=SubmitForm,
    done="整改结果已提交，等待上级审核。",
)
REVISE = Act(
    "revise",
    "修改措施",
    rectification_revise,
    Perm.RECTIFICATION_FULFIL,
    icon="pencil",
    form=MeasuresForm,
    done="整改措施已修改。",
)
ADJUST = Act(
    "adjust",
    "调整要求",
    rectification_adjust,
    Perm.PROBLEM_HANDLE,
    icon="adjustments",
    form=AdjustForm,
    at=level_above,
    done="整改要求已调整，责任组织会收到通知。",
)
APPROVE = Act(
    "approve",
    "审核通过",
    rectification_approve,
    Perm.RECTIFICATION_REVIEW,
    icon="circle-check",
    main=True,
    at=level_above,
    when=others_work,
    done="审核通过，等待销号。",
)
CLOSE = Act(
    "close",
    "销号",
    rectification_close,
    Perm.RECTIFICATION_CLOSE,
    icon="rubber-stamp",
    main=True,
    at=level_above,
    when=others_work,
    consequence="销号后不再打开；今后问题反弹的，由回头看另立新问题。",
    done="已销号。",
)
SEND_BACK = Act(
    "return",
    "退回整改",
    rectification_return,
    Perm.RECTIFICATION_REVIEW,
    icon="arrow-back-up",
    form=SendBackForm,
    at=level_above,
    done="已退回，责任组织会收到通知。",
)

WITHDRAW = Act(
    "withdraw",
    "撤回整改",
    rectification_withdraw,
    Perm.PROBLEM_HANDLE,
    icon="arrow-back-up",
    form=ReasonForm,
    at=ordering_place,
    when=lambda row, actor: not row.reports.exists(),
    danger=True,
    consequence="撤回后责任组织不再办理，问题回到待下发，可以重新下发整改或不予整改。",
    done="整改已撤回，责任组织会收到通知；问题重新待下发。",
)


def check_chip(row: Rectification, light: str | None, days_left: int | None) -> Chip | None:
    """How long it has waited to be checked, or to be closed; None for what does not wait."""
    what = "审核" if row.status == Rectification.Status.SUBMITTED else "销号"
    return above_chip(what, f"逾期未{what}", light, days_left)


@dataclass(frozen=True)
class CheckLight(LightColumn):
    """The light of what was handed in, that ``with_check_light`` has read."""

    field: str = "check_light"
    label: str = "待审核销号"
    sort: str = "check_days_left"

    def chip(self, record: Any) -> Chip | None:
        return check_chip(record, record.check_light, record.check_days_left)


class RectificationFilters(TimedFilters):
    status = ChoicesFilter(label="状态", choices=Rectification.Status.choices)
    severity = ChoicesFilter(label="严重程度", choices=Severity.choices)
    source = ChoicesFilter(label="问题来源", choices=Problem.Source.choices, field_name="problem__source")
    check_light = ChoicesFilter(
        label="待审核销号",
        choices=[(Light.OVERDUE, "逾期未审核销号"), (Light.SOON, "临近期限"), (Light.STEADY, "正常")],
    )
    due_on = PeriodFilter(label="完成期限")
    closed_at = PeriodFilter(label="销号日期")
    waits = WaitsFilter(RECTIFICATION_WAITS)


class RectificationList(TimedList):
    model, name, record, subject = Rectification, "rectifications", "rectification", "rectification"
    title, measure = "整改清单", "项"
    lead = "红灯逾期、黄灯滞后或成效不佳、蓝灯临期；提交审核后不再计时，由上级在期限内审核、销号。"
    select_related = ("organization", "issuer", "problem__organization", "problem__reported_by")
    search_fields, search_hint = ("title", "number", "organization__name", "person"), "整改事项、编号、组织、责任人"
    filters = RectificationFilters
    columns = (
        Column("title", "整改事项", link=True, sort="title"),
        Status(),
        *TIMED_COLUMNS,
        Column("organization", "责任组织", sort="organization__path"),
        CheckLight(),
        SEVERITY,
        Column("person", "责任人"),
        Column("number", "编号", sort="number"),
        Column("problem.number", "问题编号", optional=True),
        Column("issuer", "下发组织", optional=True),
        Day("started_on", "下发日期", sort="started_on", optional=True),
        Day("submitted_at", "提交日期", sort="submitted_at", optional=True),
        Day("check_by", "审核销号期限", sort="check_by", optional=True),
        Day("closed_at", "销号日期", sort="closed_at", optional=True),
        Column("measures", "整改措施", optional=True),
        Column("outcome", "整改结果", optional=True),
    )
    bulk_acts = (APPROVE, CLOSE)
    empty_title, empty_text = "还没有整改", "问题下发后，整改要求、措施、进度和佐证显示在这里。"

    def rows(self) -> QuerySet[Any]:
        return with_check_light(super().rows())


class RectificationRecord(RecordPage):
    model, name, list_name, list_title = Rectification, "rectification", "rectifications", "整改清单"
    subject, kind = "rectification", "整改"
    select_related = ("organization", "issuer", "problem__organization", "problem__reported_by")
    body_template = "web/problems/rectification_body.html"
    facts = (
        Column("number", "编号"),
        Column("organization", "责任组织"),
        Column("person", "责任人"),
        Column("issuer", "下发组织"),
        Day("started_on", "下发日期"),
        Day("due_on", "完成期限"),
        Progress("progress", "进度"),
        Moment("submitted_at", "提交时间"),
        Day("check_by", "审核销号期限"),
        Moment("closed_at", "销号时间"),
        Column("closer_label", "销号人"),
    )
    text_facts = (
        Column("requirement", "整改要求"),
        Column("measures", "整改措施"),
        Column("outcome", "整改结果"),
    )
    acts = (
        *(START, SUBMIT, REPORT, REVISE, APPROVE, CLOSE, SEND_BACK),
        *(EXTEND, SUPERVISE, HOLD_TO_ACCOUNT, ADJUST, WITHDRAW),
    )

    def chips(self, record: Rectification) -> Iterable[Chip | None]:
        waits = check_chip(record, *check_standing(record))
        return [status_chip(record), severity_chip(record), standing_chip(record), waits]

    def related_to(self, record: Rectification) -> Iterable[Related]:
        yield Related(
            "所整改的问题",
            lambda row, actor: (
                Problem.objects.visible_to(actor).filter(pk=row.problem_id).select_related("organization")
            ),
            (
                Column("number", "编号", link=True),
                Column("title", "问题"),
                Status(),
                Column("organization", "存在问题的组织"),
            ),
            record="problem",
        )
        yield from timed_related()

    def initial(self, act: Act) -> dict[str, Any]:
        record = self.record
        if act.verb in ("start", "revise"):
            return {
                "measures": record.measures,
                "post": record.post_id,
                "person": "" if record.post_id else record.person,
            }
        if act.verb == "adjust":
            return {"requirement": record.requirement, "due_on": record.due_on}
        if act.verb == "return":
            return time_again(record)
        return {"progress": record.progress} if act.verb in ("report", "extend") else {}

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb in ("start", "revise"):
            field: Any = form.fields["post"]
            held = Post.objects.visible_to(self.actor).in_force(action_day())
            field.queryset = held.filter(organization=self.record.organization_id).select_related(
                "user", "organization"
            )

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "evidence": uploads(values["evidence"])} if act.verb == "submit" else values

    def further(self, record: Rectification) -> dict[str, Any]:
        return {"files": list(record.files.all()), "reports": list(record.reports.all())}
