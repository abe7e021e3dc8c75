"""Assignments, responsibilities and admissions, from the beginning to the end."""

from base64 import b64encode
from datetime import date
from typing import Any

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from samples import png
from stories import in_days
from task_stories import admission_in, assignment_in, responsibility_in

from core.periods import today

PLACES = ("street_a", "street_b")


def picture() -> list[dict[str, str]]:
    return [{"name": "排查表.png", "contentBase64": b64encode(png()).decode()}]


@good("assignmentDispatch")
def _dispatch(cast: Cast) -> Good:
    return "office", {
        "title": "排查党群服务阵地",
        "content": "逐个社区查看开放时间。",
        "organizations": [gid(getattr(cast, place)) for place in PLACES],
        "departments": [gid(cast.department), gid(cast.outpost_a)],
        "dueOn": str(in_days(20)),
        "kind": "SERVICE",
        "issuer": gid(cast.root),
        "responsible": "许主任",
        "support": "每个街道补助 2 万元",
    }


@good("assignmentSplit")
def _split(cast: Cast) -> Good:
    part = assignment_in(cast, "active")
    return "street_a", {
        "id": gid(part),
        "organizations": [gid(cast.community_a)],
        "departments": [gid(cast.outpost_a)],
        "content": "先排查本社区。",
        "dueOn": str(in_days(10)),
        "version": part.version,
    }


def _part(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        part = assignment_in(cast, status)
        return who, {"id": gid(part), "version": part.version, **more}


_part("assignmentAccept", "pending", "street_a", responsible="陈主任")
_part("assignmentReport", "active", "street_a", text="过半", progress=60, difficulty="缺人手", evidence=picture())
_part("assignmentSubmit", "active", "street_a", outcome="已完成", evidence=picture())
_part("assignmentReturn", "submitted", "office", reason="材料不全", dueOn=str(in_days(60)))
_part("assignmentVerify", "submitted", "office", note="核验通过")
_part("assignmentWithdraw", "active", "office", reason="重复下达")


YEAR = today().year


def item_values() -> dict[str, Any]:
    return {
        "holder": "MEMBER",
        "category": "SERVICE",
        "title": "每月走访两户单位",
        "content": "了解需求，协调解决。",
        "measures": "建立走访台账",
        "post": "党工委委员",
        "responsible": "陈主任",
        "startedOn": f"{YEAR}-01-01",
        "dueOn": f"{YEAR}-12-31",
    }


@good("responsibilityBuild")
def _build(cast: Cast) -> Good:
    return "street_a", {"organization": gid(cast.street_a), "year": YEAR, **item_values()}


@good("responsibilityCopy")
def _copy(cast: Cast) -> Good:
    year = YEAR - 1
    responsibility_in(cast, "built", year=year, started_on=date(year, 1, 1), due_on=date(year, 12, 31))
    return "street_a", {"organization": gid(cast.street_a), "year": YEAR}


def _item(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        row = responsibility_in(cast, status)
        return who, {"id": gid(row), "version": row.version, **more}


_item("responsibilityEdit", "built", "street_a", **item_values())
_item("responsibilityClaim", "built", "street_a", responsible="沈书记", post="党工委书记")
_item("responsibilityPublish", "claimed", "street_a")
_item("responsibilityDiscard", "built", "street_a", reason="重复")
_item("responsibilityReport", "published", "street_a", progress=40, text="已研究两次", evidence=picture())
_item("responsibilitySubmit", "published", "street_a", outcome="已研究四次", evidence=picture())
_item("responsibilityReturn", "submitted", "office", reason="少一次", dueOn=str(in_days(400)))
_item("responsibilityCheck", "published", "office", passed=False, findings="只研究了一次")
_item("responsibilityAccept", "published", "office", result="PARTLY", note="少一次")


def application_values(cast: Cast) -> dict[str, Any]:
    return {
        "title": "协助信息核对",
        "content": "每季度核对一次。",
        "basis": "《居住证暂行条例》第四条",
        "places": [gid(cast.street_a), gid(cast.community_a)],
        "startsOn": str(in_days(0)),
        "endsOn": str(in_days(60)),
        "powers": "信息查询权限",
        "people": "每个街道 2 人",
        "funds": "30000.00",
    }


@good("admissionCreate")
def _apply(cast: Cast) -> Good:
    return "department", {"department": gid(cast.department), **application_values(cast)}


@good("admissionEdit")
def _change(cast: Cast) -> Good:
    row = admission_in(cast, "draft")
    return "department", {"id": gid(row), "version": row.version, **application_values(cast)}


def _application(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        row = admission_in(cast, status)
        return who, {"id": gid(row), "version": row.version, **more}


_application("admissionSubmit", "draft", "department")
_application("admissionWithdraw", "submitted", "department", reason="另行安排")
_application("admissionApprove", "submitted", "office", note="按预算拨付")
_application("admissionRefuse", "submitted", "office", reason="属部门职责")
_application("admissionReturn", "submitted", "office", reason="请写明经费渠道")
