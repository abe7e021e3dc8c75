"""Steps: the list of all of them with lights, and the record of one with its files and what may be done to it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from core.permissions import Perm
from linkage.campaigns.actions.working import (
    campaignstep_excuse,
    campaignstep_refuse,
    campaignstep_report,
    campaignstep_return,
    campaignstep_submit,
    campaignstep_verify,
    campaignstep_waive,
)
from linkage.campaigns.models import Campaign, CampaignStep, CampaignStepFile, PlannedStep
from linkage.campaigns.waiting import WAITS
from web.acts import Act, level_above
from web.campaigns.forms import ReportForm, SubmitForm
from web.claimforms import uploads
from web.columns import Column, Day, Moment, Number, Status
from web.evidence import EvidenceFile
from web.filters import ChoicesFilter, KeyFilter, PeriodFilter, RowFilter, WaitsFilter
from web.forms import NoteForm, ReasonForm
from web.lights import Chip, status_chip
from web.links import link
from web.records import RecordPage
from web.supervision.parts import EXTEND, HOLD_TO_ACCOUNT, SUPERVISE, SendBackForm, time_again, timed_related
from web.tracking import TIMED_COLUMNS, Progress, TimedFilters, TimedList, standing_chip

RELATIONS = ("organization", "campaign__organization", "plan")
SCOPES = (("own", "本组织的"), ("below", "下级的"))


REPORT = Act(
    "report",
    "填报进展",
    campaignstep_report,
    Perm.CAMPAIGN_WORK,
    icon="progress",
    form=ReportForm,
    done="已填报进展。",
)
SUBMIT = Act(
    "submit",
    "报送完成",
    campaignstep_submit,
    Perm.CAMPAIGN_WORK,
    icon="send",
    main=True,
    form=SubmitForm,
    consequence="报送后由上级核验，核验前不能再填报。",
    done="已报送，等待上级核验。",
)
EXCUSE = Act(
    "excuse",
    "申请不适用",
    campaignstep_excuse,
    Perm.CAMPAIGN_WORK,
    icon="circle-off",
    form=ReasonForm,
    consequence="由上级决定；同意后本组织不再办理这个步骤。",
    done="已申请，等待上级决定。",
)
VERIFY = Act(
    "verify",
    "核验通过",
    campaignstep_verify,
    Perm.CAMPAIGN_VERIFY,
    icon="circle-check",
    main=True,
    form=NoteForm,
    at=level_above,
    done="已核验通过。",
)
VERIFY_ALL = Act(
    "verify", "核验通过", campaignstep_verify, Perm.CAMPAIGN_VERIFY, icon="circle-check", main=True, at=level_above
)
SEND_BACK = Act(
    "return",
    "退回",
    campaignstep_return,
    Perm.CAMPAIGN_VERIFY,
    icon="arrow-back-up",
    form=SendBackForm,
    at=level_above,
    done="已退回，承办组织会收到通知。",
)
WAIVE = Act(
    "waive",
    "同意不适用",
    campaignstep_waive,
    Perm.CAMPAIGN_VERIFY,
    icon="circle-check",
    main=True,
    form=NoteForm,
    at=level_above,
    done="已同意不适用。",
)
REFUSE = Act(
    "refuse",
    "须继续办理",
    campaignstep_refuse,
    Perm.CAMPAIGN_VERIFY,
    icon="arrow-back-up",
    form=SendBackForm,
    at=level_above,
    done="已要求继续办理。",
)


class StepFilters(TimedFilters):
    status = ChoicesFilter(label="状态", choices=CampaignStep.Status.choices)
    campaign = RowFilter(label="专项工作", queryset=lambda request: Campaign.objects.visible_to(request.actor))
    scope = ChoicesFilter(label="范围", choices=SCOPES, method="by_scope")
    due_on = PeriodFilter(label="完成期限")
    waits = WaitsFilter(WAITS)
    plan = KeyFilter(label="步骤", queryset=lambda request: PlannedStep.objects.visible_to(request.actor))

    def by_scope(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        own = self.request.actor.paths(Perm.CAMPAIGN_WORK)
        mine = Q(organization__path__in=own)
        rules = {"own": mine, "below": ~mine}
        found = Q(pk__in=[])
        for scope in chosen:
            found |= rules[scope]
        return rows.filter(found)


class StepList(TimedList):
    model, name, record, subject = CampaignStep, "campaignsteps", "campaignstep", "step"
    title, measure = "专项步骤", "项"
    select_related = RELATIONS
    search_fields = ("title", "organization__name", "campaign__title", "text")
    search_hint = "步骤、组织、专项工作"
    filters = StepFilters
    columns = (
        Column("title", "步骤", link=True, sort="title"),
        Status(),
        *TIMED_COLUMNS,
        Column("organization", "组织", sort="organization__path"),
        Column("campaign", "专项工作", sort="campaign__title"),
        Column("plan.stage", "阶段", sort="plan__position"),
        Number("quantity", "数量", unit=".plan.measure", optional=True),
        Column("text", "办理情况", optional=True),
        Day("submitted_at", "报送日期", sort="submitted_at", optional=True),
        Day("closed_at", "办结日期", sort="closed_at", optional=True),
    )
    bulk_acts = (VERIFY_ALL,)
    empty_title, empty_text = "还没有步骤", "专项工作启动后，每个参加组织的每个步骤显示在这里。"


def wanted(row: CampaignStep) -> str:
    """What has to come with it."""
    named = ["材料" if row.plan.evidence else "", f"数量（{row.plan.measure}）" if row.plan.measure else ""]
    return "、".join(word for word in named if word)


class StepRecord(RecordPage):
    model, name, list_name, list_title = CampaignStep, "campaignstep", "campaignsteps", "专项步骤"
    subject, kind = "step", "专项步骤"
    select_related = RELATIONS
    body_template = "web/campaigns/step_body.html"
    facts = (
        Column("organization", "承办组织"),
        Column("plan.stage", "阶段"),
        Day("started_on", "开始日期"),
        Day("due_on", "完成期限"),
        Progress("progress", "进度"),
        Number("quantity", "数量", unit=".plan.measure"),
        Column("needs", "要求填报", value=wanted),
        Moment("reported_at", "最近填报"),
        Moment("submitted_at", "报送时间"),
        Moment("closed_at", "办结时间"),
    )
    text_facts = (
        Column("plan.requirement", "工作要求"),
        Column("text", "办理情况"),
        Column("reason", "不适用的理由"),
        Column("note", "核验意见"),
    )
    acts = (REPORT, SUBMIT, EXCUSE, VERIFY, SEND_BACK, WAIVE, REFUSE, EXTEND, SUPERVISE, HOLD_TO_ACCOUNT)

    def whose(self, record: CampaignStep) -> str:
        return f"{record.organization} · {record.campaign}"

    def chips(self, record: CampaignStep) -> Iterable[Chip | None]:
        return [status_chip(record), standing_chip(record)]

    def links(self, record: CampaignStep) -> Iterable[tuple[str, str, str]]:
        yield "所属专项工作", "flag", link(self.request, "campaign", record.campaign_id)

    def related_to(self, record: CampaignStep) -> Iterable[Any]:
        return timed_related()

    def initial(self, act: Act) -> dict[str, Any]:
        if act.verb == "report":
            return {"progress": self.record.progress, "text": self.record.text, "quantity": self.record.quantity}
        if act.verb == "submit":
            return {"text": self.record.text, "quantity": self.record.quantity}
        if act.verb in ("return", "refuse"):
            return time_again(self.record)
        return {"progress": self.record.progress}

    def limit(self, act: Act, form: forms.Form) -> None:
        """A figure is asked for only where the step wants one."""
        if "quantity" not in form.fields:
            return
        if self.record.plan.measure:
            form.fields["quantity"].label = f"数量（{self.record.plan.measure}）"
        else:
            del form.fields["quantity"]

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "evidence": uploads(values["evidence"])} if "evidence" in values else values

    def further(self, record: CampaignStep) -> dict[str, Any]:
        return {"files": list(CampaignStepFile.objects.filter(step=record).order_by("pk"))}


class StepFilePage(EvidenceFile):
    """A file that shows that a step was done."""

    model = CampaignStepFile
