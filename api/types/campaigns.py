"""专项工作: campaigns with their plan, and what each organization does of each step."""

import graphene
from django.db.models import Q

from api.addresses import CAMPAIGN_STEP_FILE, DOWNLOAD
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column
from api.rows.ids import key_of
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.choices import (
    CampaignStatus,
    CampaignStepStatus,
    CampaignTemplateStatus,
    DueBucket,
    DueLight,
    OrganizationLevel,
)
from api.types.events import history
from api.types.tracking import bucket_field, bucket_filter, days_left_field, light_field, light_filter
from linkage.campaigns.models import (
    Campaign,
    CampaignStep,
    CampaignStepFile,
    CampaignTemplate,
    CampaignTemplateStep,
    PlannedStep,
)

_BY_AGE = {"NEWEST": ("最后写入的在前。", ("-pk",)), "OLDEST": ("按写入先后。", ("pk",))}


class CampaignTemplateType(Record):
    class Meta:
        model = CampaignTemplate
        description = "专项工作模板：一类专项工作通常有哪些步骤，日期以启动后第几天计。"
        ordering = Ordering("CampaignTemplateOrder", _BY_AGE)
        filters = {
            "status": among(CampaignTemplateStatus, "status", "状态"),
            "search": search("name", "aim"),
        }

    name = column(CampaignTemplate, "name")
    aim = column(CampaignTemplate, "aim")
    basis = column(CampaignTemplate, "basis")
    level = column(CampaignTemplate, "level", enum=OrganizationLevel)
    status = column(CampaignTemplate, "status", enum=CampaignTemplateStatus)
    status_label = Named("状态的中文名称。", "status", dict(CampaignTemplate.Status.choices))
    version = column(CampaignTemplate, "version")
    steps = Many("CampaignTemplateStep", "模板中的步骤。", by="template_id", follows=True)


class CampaignTemplateStepType(Record):
    class Meta:
        model = CampaignTemplateStep
        description = "模板步骤：在哪个阶段、从启动后第几天到第几天做什么。"
        ordering = Ordering("CampaignTemplateStepOrder", {"POSITION": ("按先后。", ("position", "pk")), **_BY_AGE})
        filters = {"template": of("CampaignTemplate", "template_id", "template", "该模板")}

    template = One("CampaignTemplate", "template", "所属模板。", follows=True)
    position = column(CampaignTemplateStep, "position")
    stage = column(CampaignTemplateStep, "stage")
    title = column(CampaignTemplateStep, "title")
    requirement = column(CampaignTemplateStep, "requirement")
    start_day = column(CampaignTemplateStep, "start_day", description="从启动后第几天起；启动当天为 0。")
    due_day = column(CampaignTemplateStep, "due_day")
    evidence = column(CampaignTemplateStep, "evidence", description="报送时是否须附材料。")
    measure = column(CampaignTemplateStep, "measure", description="填报数量的单位；不要求填报的为空文字。")


def _joined_by(value: str) -> Q:
    chosen = Campaign.places.through.objects.filter(organization_id=key_of(value, "Organization", field="place"))
    return Q(pk__in=chosen.values("campaign_id"))


class CampaignType(Record):
    class Meta:
        model = Campaign
        description = "专项工作：分阶段、有期限的工作，参加的每个组织都要办理每个步骤，例如换届选举、精品社区创建。"
        ordering = Ordering(
            "CampaignOrder",
            {
                "NEWEST": ("最近起草的在前。", ("-pk",)),
                "OLDEST": ("最早起草的在前。", ("pk",)),
                "STARTING": ("先开始的在前。", ("starts_on", "pk")),
            },
        )
        filters = {
            "status": among(CampaignStatus, "status", "状态"),
            "organization": of("Organization", "organization_id", "organization", "该组织牵头"),
            "place": Filter(graphene.ID, "只看该组织参加的。", _joined_by),
            "number": Filter(graphene.String, "按编号。", lambda v: Q(number=v)),
            "search": search("title", "number", "aim"),
        }

    number = column(Campaign, "number")
    title = column(Campaign, "title")
    organization = One("Organization", "organization", "牵头组织。", follows=True)
    template = One("CampaignTemplate", "template", "所用模板；自行安排的为空。", follows=True, null=True)
    aim = column(Campaign, "aim")
    basis = column(Campaign, "basis")
    starts_on = column(Campaign, "starts_on")
    status = column(Campaign, "status", enum=CampaignStatus)
    status_label = Named("状态的中文名称。", "status", dict(Campaign.Status.choices))
    created_at = column(Campaign, "created_at")
    started_at = column(Campaign, "started_at")
    ended_at = column(Campaign, "ended_at")
    summary = column(Campaign, "summary")
    version = column(Campaign, "version")
    plan = Many("PlannedStep", "步骤安排。", by="campaign_id", follows=True)
    steps = Many("CampaignStep", "各组织的步骤（只含您可以查看的）；启动前没有。", by="campaign_id")
    history = history(Campaign)


class PlannedStepType(Record):
    class Meta:
        model = PlannedStep
        description = "步骤安排：专项工作的一个步骤，从哪天到哪天、做什么、报什么。"
        ordering = Ordering(
            "PlannedStepOrder",
            {
                "POSITION": ("按先后。", ("position", "pk")),
                "DUE": ("先到期的在前。", ("due_on", "pk")),
                **_BY_AGE,
            },
        )
        filters = {
            "campaign": of("Campaign", "campaign_id", "campaign", "该专项工作"),
            "due_from": on_or_after("due_on", "完成期限"),
            "due_until": on_or_before("due_on", "完成期限"),
        }

    campaign = One("Campaign", "campaign", "所属专项工作。", follows=True)
    position = column(PlannedStep, "position")
    stage = column(PlannedStep, "stage")
    title = column(PlannedStep, "title")
    requirement = column(PlannedStep, "requirement")
    starts_on = column(PlannedStep, "starts_on")
    due_on = column(PlannedStep, "due_on")
    evidence = column(PlannedStep, "evidence", description="报送时是否须附材料。")
    measure = column(PlannedStep, "measure", description="填报数量的单位；不要求填报的为空文字。")
    steps = Many("CampaignStep", "各组织办理这个步骤的情况（只含您可以查看的）。", by="plan_id")


class CampaignStepType(Record):
    class Meta:
        model = CampaignStep
        description = "专项步骤：一个组织办理一个步骤的情况，由它的上一级核验。"
        ordering = Ordering(
            "CampaignStepOrder",
            {
                "DUE": ("先到期的在前。", ("due_on", "pk")),
                "PROGRESS": ("进度低的在前。", ("progress", "pk")),
                **_BY_AGE,
            },
        )
        filters = {
            "status": among(CampaignStepStatus, "status", "状态"),
            "within": within(),
            "organization": of("Organization", "organization_id", "organization", "该组织承办"),
            "campaign": of("Campaign", "campaign_id", "campaign", "该专项工作"),
            "plan": of("PlannedStep", "plan_id", "plan", "该步骤安排"),
            "light": light_filter(CampaignStep, DueLight),
            "bucket": bucket_filter(CampaignStep, DueBucket),
            "due_from": on_or_after("due_on", "完成期限"),
            "due_until": on_or_before("due_on", "完成期限"),
            "search": search("title", "text"),
        }

    campaign = One("Campaign", "campaign", "所属专项工作。", follows=True)
    plan = One("PlannedStep", "plan", "步骤安排。", follows=True)
    organization = One("Organization", "organization", "承办组织。", follows=True)
    title = column(CampaignStep, "title")
    started_on = column(CampaignStep, "started_on")
    due_on = column(CampaignStep, "due_on", description="完成期限；批准过延期的，可能晚于步骤安排的期限。")
    status = column(CampaignStep, "status", enum=CampaignStepStatus)
    status_label = Named("状态的中文名称。", "status", dict(CampaignStep.Status.choices))
    progress = column(CampaignStep, "progress", description="进度，0—100。")
    poor = column(CampaignStep, "poor", description="是否被退回而尚未重新报送。")
    light = light_field(CampaignStep, DueLight)
    bucket = bucket_field(CampaignStep, DueBucket)
    days_left = days_left_field(CampaignStep)
    text = column(CampaignStep, "text")
    quantity = column(CampaignStep, "quantity")
    reason = column(CampaignStep, "reason")
    note = column(CampaignStep, "note")
    reported_at = column(CampaignStep, "reported_at")
    submitted_at = column(CampaignStep, "submitted_at")
    closed_at = column(CampaignStep, "closed_at")
    version = column(CampaignStep, "version")
    files = Many("CampaignStepFile", "材料。", by="step_id", follows=True)
    history = history(CampaignStep)


class CampaignStepFileType(Record):
    class Meta:
        model = CampaignStepFile
        description = "步骤材料：表明步骤已办理的文件。"
        ordering = Ordering("CampaignStepFileOrder", _BY_AGE)
        filters = {"step": of("CampaignStep", "step_id", "step", "该步骤")}

    step = One("CampaignStep", "step", "所属步骤。", follows=True)
    name = column(CampaignStepFile, "name")
    content_type = column(CampaignStepFile, "content_type")
    size = column(CampaignStepFile, "size", description="大小（字节）。")
    sha256 = column(CampaignStepFile, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(CampaignStepFile, "uploaded_at")
    url = Signed(CAMPAIGN_STEP_FILE, DOWNLOAD.format("文件"))
