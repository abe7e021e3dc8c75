"""Campaigns: their list and the record of one, with its stages, its steps and what the reader's own place has to do."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm
from linkage.campaigns.actions.leading import campaign_finish, campaign_start, campaign_stop
from linkage.campaigns.models import Campaign, CampaignStep
from linkage.campaigns.reading import plan_counts, stage_shares, with_share
from linkage.campaigns.waiting import CAMPAIGN_WAITS
from linkage.lights import with_lights
from tenants.org.models import Organization
from web.acts import Act
from web.campaigns.forms import SummaryForm
from web.columns import Column, Day, Moment, Number, Percent, Status
from web.filters import ChoicesFilter, PeriodFilter, WaitsFilter
from web.forms import ReasonForm
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage, Related
from web.tracking import TIMED_COLUMNS

START = Act(
    "start",
    "启动",
    campaign_start,
    Perm.CAMPAIGN_EDIT,
    icon="player-play",
    main=True,
    consequence="启动后，每个参加组织都有全部步骤要办理，并收到通知；步骤不能再增减，期限可以调整。",
    done="已启动，参加组织会收到通知。",
)
FINISH = Act(
    "finish",
    "完成",
    campaign_finish,
    Perm.CAMPAIGN_EDIT,
    icon="circle-check",
    main=True,
    form=SummaryForm,
    when=lambda row, actor: not row.open_steps.exists(),
    consequence="完成后不再更改。",
    done="专项工作已完成。",
)
STOP = Act(
    "stop",
    "终止",
    campaign_stop,
    Perm.CAMPAIGN_EDIT,
    icon="ban",
    form=ReasonForm,
    danger=True,
    consequence="没有办结的步骤一并终止，不能恢复；已办结的保留。",
    done="专项工作已终止。",
)


class CampaignFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Campaign.Status.choices)
    starts_on = PeriodFilter(label="开始日期")
    waits = WaitsFilter(CAMPAIGN_WAITS)


def share(row: Any) -> Decimal | None:
    """Of all steps of all organizations, how many are settled."""
    return Decimal(row.rows_settled) / row.rows_total if row.rows_total else None


class CampaignList(ListPage):
    model, name, record, subject = Campaign, "campaigns", "campaign", "campaign"
    title, measure = "专项工作", "项"
    select_related = ("organization",)
    search_fields, search_hint = ("title", "number", "aim", "organization__name"), "名称、编号、牵头组织"
    filters = CampaignFilters
    columns = (
        Column("title", "专项工作", link=True, sort="title"),
        Status(),
        Percent("share", "办结", value=share),
        Column("organization", "牵头组织", sort="organization__path"),
        Day("starts_on", "开始日期", sort="starts_on"),
        Number("rows_total", "步骤", unit="项", optional=True),
        Column("number", "编号", sort="number", optional=True),
        Day("started_at", "启动日期", sort="started_at", optional=True),
        Day("ended_at", "结束日期", sort="ended_at", optional=True),
    )
    new = New("组织专项工作", "campaign-new", Perm.CAMPAIGN_EDIT)
    template = "web/campaigns/list.html"
    empty_title = "还没有专项工作"
    empty_text = "换届选举、精品社区创建等分阶段的工作，由区、街道从模板启动后显示在这里。"

    def rows(self) -> QuerySet[Any]:
        return with_share(super().rows())

    def in_place(self, rows: QuerySet[Any], place: Organization) -> QuerySet[Any]:
        """Led at or below the place, or with organizations of it taking part."""
        joined = Campaign.places.through.objects.filter(organization__path__startswith=place.path)
        return rows.filter(Q(organization__path__startswith=place.path) | Q(pk__in=joined.values("campaign_id")))


STAGES = (
    Column("stage", "阶段"),
    Percent("share", "办结"),
    Number("settled", "已办结", unit="项"),
    Number("total", "共", unit="项"),
    Number("to_verify", "待核验", unit="项"),
    Number("overdue", "逾期", unit="项"),
)
PLAN = (
    Column("title", "步骤", link=True, value=lambda row: f"{row.position}. {row.title}"),
    Column("stage", "阶段"),
    Percent("share", "办结", value=share),
    Day("starts_on", "开始"),
    Day("due_on", "期限"),
    Number("rows_late", "逾期", unit="项"),
    Column("evidence", "材料", value=lambda row: "须附" if row.evidence else ""),
    Column("measure", "填报数量"),
    Column("requirement", "工作要求"),
)


class CampaignRecord(RecordPage):
    model, name, list_name, list_title = Campaign, "campaign", "campaigns", "专项工作"
    subject, kind = "campaign", "专项工作"
    select_related = ("organization", "template")
    body_template = "web/campaigns/record_body.html"
    facts = (
        Column("number", "编号"),
        Column("organization", "牵头组织"),
        Column("template", "所用模板"),
        Day("starts_on", "开始日期"),
        Moment("started_at", "启动时间"),
        Moment("ended_at", "结束时间"),
        Column("basis", "依据"),
    )
    text_facts = (Column("aim", "工作目标"), Column("summary", "工作总结"))
    acts = (START, FINISH, STOP)

    def links(self, record: Campaign) -> Iterable[tuple[str, str, str]]:
        if record.started_at:
            yield "进度矩阵", "layout-grid", link(self.request, "campaign-matrix", record.pk)
            yield "全部步骤", "list", link(self.request, "campaignsteps", campaign=record.pk)
        if not self.actor.can(Perm.CAMPAIGN_EDIT, record.place):
            return
        if record.status == Campaign.Status.DRAFT:
            yield "修改", "pencil", link(self.request, "campaign-edit", record.pk)
        elif record.status == Campaign.Status.RUNNING:
            yield "调整期限", "calendar-event", link(self.request, "campaign-reschedule", record.pk)
            yield "增加组织", "plus", link(self.request, "campaign-join", record.pk)

    def related_to(self, record: Campaign) -> Iterable[Related]:
        own = self.actor.paths(Perm.CAMPAIGN_WORK)
        if record.started_at and own:
            mine = CampaignStep.objects.visible_to(self.actor).filter(campaign=record, organization__path__in=own)
            yield Related(
                "本组织的步骤",
                lambda row, actor: with_lights(mine).select_related("organization").order_by("plan__position"),
                (Column("title", "步骤", link=True), Status(), *TIMED_COLUMNS),
                record="campaignstep",
                all="campaignsteps",
                query=lambda row: {"campaign": row.pk, "scope": "own"},
                empty="本组织没有参加。",
            )

    def further(self, record: Campaign) -> dict[str, Any]:
        """The stages with their shares, and the plan: the steps of a draft, or with what has been done of each."""
        day = today()
        plan = list(plan_counts(record, self.actor, day))
        tables = [_table("步骤安排", PLAN, [(row, self.step_url(record, row)) for row in plan], "还没有安排步骤。")]
        if record.started_at:
            stages = [(row, "") for row in stage_shares(record, self.actor, day)]
            tables.insert(0, _table("各阶段进度", STAGES, stages, "没有您可以查看的步骤。"))
        places = record.places.count()
        return {"tables": tables, "places": places, "steps": len(plan)}

    def step_url(self, record: Campaign, row: Any) -> str:
        return link(self.request, "campaignsteps", campaign=record.pk, plan=row.pk) if record.started_at else ""


def _table(title: str, columns: tuple[Column, ...], rows: list[Any], empty: str) -> dict[str, Any]:
    return {"title": title, "columns": columns, "rows": rows, "all_url": "", "cut": False, "empty": empty}
