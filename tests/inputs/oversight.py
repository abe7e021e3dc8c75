"""Problems, rectifications, extensions and supervision."""

from base64 import b64encode
from datetime import timedelta
from typing import Any

from assemblies import decision_in
from callers import gid
from cast import Cast
from inputs.makers import Good, good
from oversight import (
    accountability_in,
    extension_in,
    held,
    overdue,
    problem_in,
    rectification_in,
    supervision_in,
)
from samples import png
from stories import in_days

CONTENT = {
    "title": "党群服务中心周末不开放",
    "detail": "连续三个周末未开放",
    "source": "INSPECTION",
    "severity": "MAJOR",
    "category": "SERVICE",
}
MEASURES = {"measures": "排班轮值", "person": "小周"}


@good("problemReport")
def _report(cast: Cast) -> Good:
    from_meeting = {"source": "MEETING", "origin": gid(decision_in(cast))}
    return "street_a", {"organization": gid(cast.community_a), **CONTENT, **from_meeting}


@good("problemEdit")
def _edit(cast: Cast) -> Good:
    return "street_a", {"id": gid(problem_in(cast, "reported")), **CONTENT, "version": 1}


@good("problemDispatch")
def _dispatch(cast: Cast) -> Good:
    given = {"requirement": "限期整改", "organization": gid(cast.community_a), "dueOn": str(in_days(9)), "version": 1}
    return "street_a", {"id": gid(problem_in(cast, "reported")), **given}


@good("problemDismiss")
def _dismiss(cast: Cast) -> Good:
    return "street_a", {"id": gid(problem_in(cast, "reported")), "reason": "不属实", "version": 1}


@good("problemRevisit")
def _revisit(cast: Cast) -> Good:
    return "street_a", {"id": gid(problem_in(cast, "closed")), "detail": "又不开放", "severity": "GRAVE"}


def _rectification(name: str, status: str, who: str, **given: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        row = rectification_in(cast, status)
        versions = {"version": row.version} if "version" in given else {}
        return who, {"id": gid(row), **given, **versions}


FILE = {"name": "照片.png", "contentBase64": b64encode(png(77)).decode()}
_rectification("rectificationRevise", "rectifying", "community_a", **MEASURES, version=0)
_rectification("rectificationReport", "rectifying", "community_a", progress=50, text="过半", version=0)
_rectification("rectificationSubmit", "rectifying", "community_a", outcome="已开放", evidence=[FILE], version=0)
_rectification(
    "rectificationAdjust",
    "rectifying",
    "street_a",
    requirement="改过",
    dueOn=str(in_days(9)),
    reason="情况变化",
    version=0,
)
_rectification("rectificationWithdraw", "draft", "street_a", reason="下错了组织")
_rectification("rectificationApprove", "submitted", "street_a", note="属实")
_rectification("rectificationReturn", "submitted", "street_a", reason="不够", dueOn=str(in_days(90)))
_rectification("rectificationClose", "reviewed", "street_a", note="同意销号")


@good("rectificationStart")
def _start(cast: Cast) -> Good:
    row = rectification_in(cast, "draft")
    post = cast.users["community_a"].posts.get()
    return "community_a", {"id": gid(row), "measures": "排班轮值", "post": gid(post), "version": row.version}


@good("extensionAsk")
def _ask(cast: Cast) -> Good:
    row = rectification_in(cast, "rectifying")
    later = str(row.due_on + timedelta(days=9))
    return "community_a", {"subject": gid(row), "dueOn": later, "reason": "施工未完", "progress": 40}


def _extension(name: str, who: str, **given: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        return who, {"id": gid(extension_in(cast, "asked")), **given}


_extension("extensionApprove", "street_a", note="同意")
_extension("extensionRefuse", "street_a", reason="理由不充分")
_extension("extensionWithdraw", "community_a", reason="能按期完成")


@good("supervisionDraft")
def _draft(cast: Cast) -> Good:
    return "street_a", {"subject": gid(overdue(cast)), "facts": "逾期", "demands": "尽快办结"}


@good("supervisionOrder")
def _order(cast: Cast) -> Good:
    return "street_a", {"subject": gid(overdue(cast)), "demands": "尽快办结", "replyDueOn": str(in_days(5))}


def _supervision(name: str, status: str, who: str, **given: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        row = supervision_in(cast, status)
        versions = {"version": row.version} if "version" in given else {}
        return who, {"id": gid(row), **given, **versions}


_supervision("supervisionEdit", "draft", "street_a", facts="逾期", demands="尽快办结", version=0)
_supervision("supervisionIssue", "draft", "street_a", replyDueOn=str(in_days(5)), version=0)
_supervision("supervisionDiscard", "draft", "street_a", reason="已办结")
_supervision("supervisionReply", "sent", "community_a", reply="三日内完成", version=0)
_supervision("supervisionReturn", "replied", "street_a", reason="太简单")
_supervision("supervisionClose", "replied", "street_a", note="属实")


@good("accountabilityPropose")
def _propose(cast: Cast) -> Good:
    return "street_a", {"subject": gid(overdue(cast, days=16)), "kind": "TALK", "reason": "逾期不办"}


@good("accountabilityRecord")
def _record(cast: Cast) -> Good:
    row, told = accountability_in(cast, "due"), held()
    given = {"heldOn": str(told["held_on"]), "person": told["person"], "heldBy": told["held_by"]}
    return "street_a", {"id": gid(row), **given, "result": told["result"], "version": row.version}


@good("accountabilityWaive")
def _waive(cast: Cast) -> Good:
    return "street_a", {"id": gid(accountability_in(cast, "due")), "reason": "已说明情况"}
