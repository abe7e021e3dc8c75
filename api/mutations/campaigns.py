"""专项工作: plan, lead, do and verify."""

from functools import partial
from typing import Any

import graphene

from api.enums import plain
from api.mutations.assignments import MOST_NAMED, find_organizations
from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.evidence import EVIDENCE
from api.mutations.inputs import VERSION, given, id_of, ids_of
from api.scalars import Date, Decimal_
from api.types.choices import OrganizationLevel
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.campaigns.actions import leading, planning, templates, working
from linkage.campaigns.actions.drafts import MOST_STEPS, StepDraft, TemplateStepDraft
from linkage.campaigns.models import Campaign, CampaignTemplate, PlannedStep
from tenants.org.models import Organization


def _step_fields() -> dict[str, graphene.InputField]:
    return {
        "stage": given(graphene.String, "阶段，最多 40 字。"),
        "title": given(graphene.String, "步骤，最多 80 字。"),
        "requirement": given(graphene.String, "工作要求，最多 2000 字。"),
        "evidence": given(graphene.Boolean, "报送时是否须附材料；不写为否。", required=False),
        "measure": given(graphene.String, "填报数量的单位，最多 10 字；不写则不要求填报。", required=False),
    }


CampaignTemplateStepInput = type(
    "CampaignTemplateStepInput",
    (graphene.InputObjectType,),
    {
        "Meta": type("Meta", (), {"description": "模板步骤。"}),
        **_step_fields(),
        "start_day": given(graphene.Int, "从启动后第几天起，启动当天为 0；不写为 0。", required=False),
        "due_day": given(graphene.Int, "到启动后第几天止。"),
    },
)
PlannedStepInput = type(
    "PlannedStepInput",
    (graphene.InputObjectType,),
    {
        "Meta": type("Meta", (), {"description": "步骤安排。"}),
        **_step_fields(),
        "starts_on": given(Date, "开始日期。"),
        "due_on": given(Date, "完成期限。"),
    },
)


def _drafts(values: Values, draft: Any) -> None:
    """Turn the steps, if there are any, into what the actions take."""
    if "steps" not in values:
        return
    if len(values["steps"]) > MOST_STEPS:
        raise InvalidInput(f"最多 {MOST_STEPS} 个步骤，请合并。", field="steps")
    values["steps"] = [
        draft(**{name: plain(value) for name, value in drop_null(dict(step)).items()}) for step in values["steps"]
    ]


def _template_content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "name": given(graphene.String, "模板名称，最多 60 字，不能重名。", required=required),
        "aim": given(graphene.String, "工作目标，最多 2000 字。", required=required),
        "level": given(OrganizationLevel, "通常由哪一级承担，不能是区。", required=required),
        "basis": given(graphene.String, "依据，最多 500 字。", required=False),
        "steps": given(
            graphene.List(graphene.NonNull(CampaignTemplateStepInput)),
            f"步骤，按先后，1—{MOST_STEPS} 个。",
            required=required,
        ),
    }


def _template_create(actor: Actor, values: Values) -> CampaignTemplate:
    values = drop_null(values)
    _drafts(values, TemplateStepDraft)
    return templates.campaigntemplate_create(actor=actor, **values)


def _template_edit(actor: Actor, values: Values) -> CampaignTemplate:
    values = drop_null(values)
    template = find(actor, CampaignTemplate, values.pop("id"), "CampaignTemplate")
    _drafts(values, TemplateStepDraft)
    names = ("stage", "title", "requirement", "start_day", "due_day", "evidence", "measure")
    kept: dict[str, Any] = {name: getattr(template, name) for name in ("name", "aim", "level", "basis", "version")}
    if "steps" not in values:
        rows = template.steps.order_by("position")
        kept["steps"] = [TemplateStepDraft(**{name: getattr(row, name) for name in names}) for row in rows]
    return templates.campaigntemplate_edit(actor=actor, template=template, **{**kept, **values})


def _taking_part(actor: Actor, values: Values) -> None:
    if "places" in values:
        values["places"] = find_organizations(actor, values["places"], "places")


_PLACES = ids_of(
    "Organization",
    f"参加组织的编号，都在牵头组织之下，最多 {MOST_NAMED} 个；与 level 二选一。",
    required=False,
)
_LEVEL = given(OrganizationLevel, "牵头组织之下这一层级的全部组织参加。", required=False)
_PLAN = given(
    graphene.List(graphene.NonNull(PlannedStepInput)), f"步骤，按先后，最多 {MOST_STEPS} 个。", required=False
)


def _create(actor: Actor, values: Values) -> Campaign:
    values = drop_null(values)
    leader = find(actor, Organization, values.pop("organization"), "Organization", "organization")
    if "template" in values:
        values["template"] = find(actor, CampaignTemplate, values["template"], "CampaignTemplate", "template")
    _taking_part(actor, values)
    _drafts(values, StepDraft)
    return planning.campaign_create(actor=actor, organization=leader, **values)


def _edit(actor: Actor, values: Values) -> Campaign:
    values = drop_null(values)
    campaign = find(actor, Campaign, values.pop("id"), "Campaign")
    _taking_part(actor, values)
    _drafts(values, StepDraft)
    kept: dict[str, Any] = {name: getattr(campaign, name) for name in ("title", "aim", "basis", "version")}
    if "steps" not in values:
        names = ("stage", "title", "requirement", "starts_on", "due_on", "evidence", "measure")
        rows = campaign.plan.order_by("position")
        kept["steps"] = [StepDraft(**{name: getattr(row, name) for name in names}) for row in rows]
    if "places" not in values and "level" not in values:
        kept["places"] = list(campaign.places.all())
    return planning.campaign_edit(actor=actor, campaign=campaign, **{**kept, **values})


def _join(actor: Actor, values: Values) -> Campaign:
    values = drop_null(values)
    campaign = find(actor, Campaign, values.pop("id"), "Campaign")
    _taking_part(actor, values)
    return leading.campaign_join(actor=actor, campaign=campaign, **values)


_on_step = partial(on_record, subject="step", result="CampaignStep")
_TEMPLATE = {"id": id_of("CampaignTemplate", "专项工作模板的全局编号。")}
_CAMPAIGN = {"id": id_of("Campaign", "专项工作的全局编号。")}
_STEP = {"id": id_of("CampaignStep", "专项步骤的全局编号。")}
_QUANTITY = given(Decimal_, "数量；步骤要求填报的才写。", required=False)


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "step", "CampaignStep", description)


MUTATIONS = {
    "campaigntemplateCreate": mutation(
        "campaigntemplateCreate",
        "制定专项工作模板。",
        "CampaignTemplate",
        _template_content(required=True),
        _template_create,
    ),
    "campaigntemplateEdit": mutation(
        "campaigntemplateEdit",
        "修改专项工作模板；没有给出的内容不变，给出的步骤整体替换。已有的专项工作不受影响。",
        "CampaignTemplate",
        {**_TEMPLATE, **_template_content(required=False), "version": VERSION},
        _template_edit,
    ),
    "campaigntemplateRetire": verb(
        "campaigntemplateRetire",
        templates.campaigntemplate_retire,
        "template",
        "CampaignTemplate",
        "停用专项工作模板。",
    ),
    "campaigntemplateRestore": verb(
        "campaigntemplateRestore",
        templates.campaigntemplate_restore,
        "template",
        "CampaignTemplate",
        "恢复使用已停用的专项工作模板。",
    ),
    "campaignCreate": mutation(
        "campaignCreate",
        "起草专项工作：从模板或自行安排步骤；启动后各组织才会看到。",
        "Campaign",
        {
            "organization": id_of("Organization", "牵头组织的编号。"),
            "template": id_of("CampaignTemplate", "模板的编号；不写则由 steps 安排。", required=False),
            "starts_on": given(Date, "开始日期，模板的天数从这一天算起；不写为今天。", required=False),
            "title": given(graphene.String, "名称，最多 80 字；不写用模板的名称。", required=False),
            "aim": given(graphene.String, "工作目标，最多 2000 字；不写用模板的目标。", required=False),
            "basis": given(graphene.String, "依据，最多 500 字。", required=False),
            "steps": _PLAN,
            "places": _PLACES,
            "level": _LEVEL,
        },
        _create,
    ),
    "campaignEdit": mutation(
        "campaignEdit",
        "修改草稿；没有给出的内容不变，给出的步骤和参加组织整体替换。",
        "Campaign",
        {
            **_CAMPAIGN,
            "title": given(graphene.String, "名称，最多 80 字。", required=False),
            "aim": given(graphene.String, "工作目标，最多 2000 字。", required=False),
            "basis": given(graphene.String, "依据，最多 500 字。", required=False),
            "steps": _PLAN,
            "places": _PLACES,
            "level": _LEVEL,
            "version": VERSION,
        },
        _edit,
    ),
    "campaignStart": verb(
        "campaignStart", leading.campaign_start, "campaign", "Campaign", "启动：每个参加组织都有全部步骤要办理。"
    ),
    "campaignJoin": mutation(
        "campaignJoin",
        "已启动的专项工作增加参加组织。",
        "Campaign",
        {
            **_CAMPAIGN,
            "places": ids_of("Organization", f"增加的组织的编号，最多 {MOST_NAMED} 个。"),
            "version": VERSION,
        },
        _join,
    ),
    "campaignReschedule": mutation(
        "campaignReschedule",
        "调整一个步骤的期限；没有办结的组织一并改为新的期限，单独批准过延期的不受影响。",
        "Campaign",
        {
            **_CAMPAIGN,
            "step": id_of("PlannedStep", "步骤安排的编号。"),
            "due_on": given(Date, "新的期限，不早于今天。"),
            "reason": given(graphene.String, "调整原因，最多 500 字。"),
            "version": VERSION,
        },
        on_record(leading.campaign_reschedule, "campaign", "Campaign", {"step": PlannedStep}),
    ),
    "campaignFinish": mutation(
        "campaignFinish",
        "完成：全部步骤办结或不适用后，写明总结。",
        "Campaign",
        {**_CAMPAIGN, "summary": given(graphene.String, "工作总结，最多 4000 字。"), "version": VERSION},
        on_record(leading.campaign_finish, "campaign", "Campaign"),
    ),
    "campaignStop": verb(
        "campaignStop",
        leading.campaign_stop,
        "campaign",
        "Campaign",
        "终止，或放弃草稿；没有办结的步骤一并终止。",
    ),
    "campaignstepReport": mutation(
        "campaignstepReport",
        "填报步骤进展。",
        "CampaignStep",
        {
            **_STEP,
            "text": given(graphene.String, "办理情况，最多 2000 字。"),
            "progress": given(graphene.Int, "进度，0—100。"),
            "quantity": _QUANTITY,
            "evidence": EVIDENCE,
            "version": VERSION,
        },
        _on_step(working.campaignstep_report),
    ),
    "campaignstepSubmit": mutation(
        "campaignstepSubmit",
        "报送步骤完成情况，等待上级核验。",
        "CampaignStep",
        {
            **_STEP,
            "text": given(graphene.String, "完成情况，最多 2000 字。"),
            "quantity": _QUANTITY,
            "evidence": EVIDENCE,
            "version": VERSION,
        },
        _on_step(working.campaignstep_submit),
    ),
    "campaignstepExcuse": _verb("campaignstepExcuse", working.campaignstep_excuse, "申请本步骤对本组织不适用。"),
    "campaignstepVerify": _verb("campaignstepVerify", working.campaignstep_verify, "核验通过，步骤办结。"),
    "campaignstepReturn": _verb("campaignstepReturn", working.campaignstep_return, "退回报送的步骤，要求继续办理。"),
    "campaignstepWaive": _verb("campaignstepWaive", working.campaignstep_waive, "同意不适用。"),
    "campaignstepRefuse": _verb("campaignstepRefuse", working.campaignstep_refuse, "不同意不适用，须继续办理。"),
}
