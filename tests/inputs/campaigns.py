"""Campaigns, from the template to the last step."""

from typing import Any

from callers import gid
from campaign_stories import campaign_in, campaigntemplate_in, step_in
from cast import Cast
from inputs.assignments import picture
from inputs.makers import Good, good
from stories import in_days

TEMPLATE_STEPS = [
    {
        "stage": "准备",
        "title": "制订方案",
        "requirement": "明确责任人。",
        "startDay": 0,
        "dueDay": 7,
        "evidence": True,
        "measure": "份",
    }
]


def steps() -> list[dict[str, Any]]:
    return [
        {
            "stage": "动员",
            "title": "入户走访",
            "requirement": "逐户走访。",
            "startsOn": str(in_days(0)),
            "dueOn": str(in_days(20)),
            "evidence": False,
            "measure": "户",
        }
    ]


@good("campaigntemplateCreate")
def _template(cast: Cast) -> Good:
    return "office", {
        "name": "冬季环境整治",
        "aim": "环境面貌明显改善",
        "level": "COMMUNITY",
        "basis": "区委方案",
        "steps": TEMPLATE_STEPS,
    }


@good("campaigntemplateEdit")
def _template_edit(cast: Cast) -> Good:
    row = campaigntemplate_in(cast)
    return "office", {"id": gid(row), "name": "春季环境整治", "steps": TEMPLATE_STEPS, "version": row.version}


@good("campaigntemplateRetire")
def _retire(cast: Cast) -> Good:
    return "office", {"id": gid(campaigntemplate_in(cast))}


@good("campaigntemplateRestore")
def _restore(cast: Cast) -> Good:
    return "office", {"id": gid(campaigntemplate_in(cast, "retired"))}


@good("campaignCreate")
def _create(cast: Cast) -> Good:
    return "office", {
        "organization": gid(cast.root),
        "template": gid(campaigntemplate_in(cast)),
        "startsOn": str(in_days(3)),
        "title": "夏季环境整治",
        "aim": "环境面貌明显改善",
        "basis": "区委方案",
        "steps": steps(),
        "places": [gid(cast.community_a), gid(cast.community_b)],
    }


@good("campaignEdit")
def _edit(cast: Cast) -> Good:
    row = campaign_in(cast, "draft")
    return "office", {
        "id": gid(row),
        "title": "精品社区",
        "aim": "达标",
        "basis": "区委方案",
        "steps": steps(),
        "level": "COMMUNITY",
        "version": row.version,
    }


@good("campaignJoin")
def _join(cast: Cast) -> Good:
    row = campaign_in(cast, "running", places=[cast.community_b])
    return "office", {"id": gid(row), "places": [gid(cast.community_a)], "version": row.version}


@good("campaignReschedule")
def _reschedule(cast: Cast) -> Good:
    row = campaign_in(cast, "running")
    return "office", {
        "id": gid(row),
        "step": gid(row.plan.first()),
        "dueOn": str(in_days(25)),
        "reason": "雨天顺延",
        "version": row.version,
    }


@good("campaignFinish")
def _finish(cast: Cast) -> Good:
    row = campaign_in(cast, "running")
    row.steps.update(status="done")
    return "office", {"id": gid(row), "summary": "全部完成", "version": row.version}


def _campaign(name: str, status: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        row = campaign_in(cast, status)
        return "office", {"id": gid(row), "version": row.version, **more}


_campaign("campaignStart", "draft")
_campaign("campaignStop", "running", reason="另行部署")


def _step(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        row = step_in(cast, status)
        return who, {"id": gid(row), "version": row.version, **more}


_step("campaignstepReport", "pending", "community_a", text="过半", progress=60, quantity="60", evidence=picture())
_step("campaignstepSubmit", "active", "community_a", text="完成", quantity="120", evidence=picture())
_step("campaignstepExcuse", "active", "community_a", reason="正在拆迁")
_step("campaignstepVerify", "submitted", "street_a", note="属实")
_step("campaignstepReturn", "submitted", "street_a", reason="照片不清楚", dueOn=str(in_days(60)))
_step("campaignstepWaive", "excused", "street_a", note="同意")
_step("campaignstepRefuse", "excused", "street_a", reason="仍须办理", dueOn=str(in_days(60)))
