"""诉求 and 吹哨报到."""

from base64 import b64encode
from typing import Any

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from samples import photo
from stories import in_days
from whistle_stories import appeal_in, asked_for_more_time, response_in, second, whistle_in

MATTER = {"title": "东门垃圾清运不及时", "content": "连续三天没有清运。"}


def files() -> list[dict[str, Any]]:
    found = photo()
    return [{"name": found.name, "contentBase64": b64encode(found.content).decode()}]


@good("appealRegister")
def _register(cast: Cast) -> Good:
    words = {"category": "环境卫生", "channel": "HOTLINE", "urgency": "URGENT", "sourceNumber": "RX-1"}
    return "community_a", {**MATTER, **words, "organization": gid(cast.community_a), "raisedOn": in_days(0).isoformat()}


@good("appealEdit")
def _edit(cast: Cast) -> Good:
    row = appeal_in(cast, "registered")
    words = {"category": "其他", "channel": "GRID", "urgency": "NORMAL", "sourceNumber": "RX-2"}
    return "community_a", {
        **MATTER, **words, "id": gid(row), "raisedOn": in_days(-1).isoformat(), "version": row.version
    }  # fmt: skip


@good("appealAccept")
def _accept(cast: Cast) -> Good:
    row = appeal_in(cast, "registered")
    return "community_a", {"id": gid(row), "version": row.version}


@good("appealRefuse")
def _refuse(cast: Cast) -> Good:
    row = appeal_in(cast, "registered")
    return "community_a", {"id": gid(row), "reason": "已进入诉讼程序", "version": row.version}


@good("appealTransfer")
def _transfer(cast: Cast) -> Good:
    row = appeal_in(cast, "accepted")
    return "community_a", {
        "id": gid(row), "organization": gid(cast.street_a), "reason": "需街道协调", "version": row.version
    }  # fmt: skip


@good("appealHandle")
def _handle(cast: Cast) -> Good:
    row = appeal_in(cast, "accepted")
    return "community_a", {"id": gid(row), "note": "联系物业", "version": row.version}


@good("appealToNeed")
def _need(cast: Cast) -> Good:
    row = appeal_in(cast, "accepted")
    what = {"title": "清运车辆", "category": "GOODS", "quantity": "2", "measure": "辆", "description": "周末使用"}
    return "community_a", {**what, "id": gid(row), "dueOn": in_days(9).isoformat(), "version": row.version}


@good("appealToProblem")
def _problem(cast: Cast) -> Good:
    row = appeal_in(cast, "accepted")
    return "community_a", {"id": gid(row), "severity": "MAJOR", "category": "SERVICE", "version": row.version}


@good("appealToWhistle")
def _whistle(cast: Cast) -> Good:
    row = appeal_in(cast, "accepted")
    return "community_a", {"id": gid(row), "demand": "联合整治", "suggestion": "区公安分局", "version": row.version}


@good("appealReport")
def _report(cast: Cast) -> Good:
    row = appeal_in(cast, "handling")
    return "community_a", {"id": gid(row), "progress": 40, "text": "已联系物业", "version": row.version}


@good("appealAnswer")
def _answer(cast: Cast) -> Good:
    row = appeal_in(cast, "handling")
    return "community_a", {"id": gid(row), "answer": "已清运", "result": "SOLVED", "version": row.version}


@good("appealClose")
def _close(cast: Cast) -> Good:
    row = appeal_in(cast, "answered")
    return "community_a", {
        "id": gid(row), "satisfaction": "DISSATISFIED", "feedback": "又堆上了", "version": row.version
    }  # fmt: skip


@good("whistleCollect")
def _collect(cast: Cast) -> Good:
    return "community_a", {
        **MATTER, "organization": gid(cast.community_a), "urgency": "CRITICAL", "suggestion": "区公安分局"
    }  # fmt: skip


@good("whistleEdit")
def _whistle_edit(cast: Cast) -> Good:
    row = whistle_in(cast, "collected")
    return "community_a", {
        **MATTER, "id": gid(row), "urgency": "NORMAL", "suggestion": "区城管局", "version": row.version
    }  # fmt: skip


@good("whistleReview")
def _review(cast: Cast) -> Good:
    row = whistle_in(cast, "collected")
    return "street_a", {"id": gid(row), "note": "情况属实", "version": row.version}


@good("whistleDecline")
def _decline(cast: Cast) -> Good:
    row = whistle_in(cast, "collected")
    return "street_a", {"id": gid(row), "reason": "可自行办理", "version": row.version}


@good("whistleWithdraw")
def _withdraw(cast: Cast) -> Good:
    row = whistle_in(cast, "handling")
    return "street_a", {"id": gid(row), "reason": "已经解决", "version": row.version}


@good("whistleBlow")
def _blow(cast: Cast) -> Good:
    from linkage.whistles.models import WhistleRules

    row = whistle_in(cast, "reviewed")
    WhistleRules.objects.update_or_create(pk=1, defaults={"named_by_street": True})
    whom = {"departments": [gid(cast.department), gid(second(cast))], "lead": gid(cast.department)}
    return "street_a", {**whom, "id": gid(row), "note": "请到场", "version": row.version}


@good("whistleAssign")
def _assign(cast: Cast) -> Good:
    row = whistle_in(cast, "blown")
    whom = {"departments": [gid(cast.department), gid(second(cast))], "lead": gid(cast.department)}
    when = in_days(9).isoformat()
    return "office", {**whom, "id": gid(row), "dueOn": when, "note": "请到场", "version": row.version}


@good("whistleReturn")
def _return(cast: Cast) -> Good:
    row = whistle_in(cast, "blown")
    return "office", {"id": gid(row), "reason": "不属部门职责", "version": row.version}


@good("whistleAdd")
def _add(cast: Cast) -> Good:
    row = whistle_in(cast, "assigned")
    return "office", {"id": gid(row), "department": gid(cast.outpost_a), "note": "就近到场", "version": row.version}


@good("whistleresponseRespond")
def _respond(cast: Cast) -> Good:
    row = response_in(cast, "pending")
    return "department", {"id": gid(row), "plan": "下午到场", "version": row.version}


@good("whistleresponseDispute")
def _dispute(cast: Cast) -> Good:
    row = response_in(cast, "pending")
    return "department", {"id": gid(row), "reason": "属城管职责", "version": row.version}


@good("whistleresponseUphold")
def _uphold(cast: Cast) -> Good:
    row = response_in(cast, "disputed")
    return "office", {"id": gid(row), "reason": "维持分派", "version": row.version}


@good("whistleresponseRelease")
def _release(cast: Cast) -> Good:
    row = response_in(cast, "disputed")
    return "office", {"id": gid(row), "reason": "同意", "to": gid(cast.outpost_a), "version": row.version}


@good("whistleresponseReport")
def _site(cast: Cast) -> Good:
    row = response_in(cast, "responded")
    return "department", {
        "id": gid(row), "text": "已到场", "progress": 30, "evidence": files(), "version": row.version
    }  # fmt: skip


@good("whistleresponseFinish")
def _finish(cast: Cast) -> Good:
    row = response_in(cast, "responded")
    return "department", {
        "id": gid(row), "measures": "已清理", "result": "SOLVED", "evidence": files(), "version": row.version
    }  # fmt: skip


@good("whistleresponseAsk")
def _ask(cast: Cast) -> Good:
    row = response_in(cast, "responded")
    return "department", {
        "id": gid(row), "dueOn": in_days(40).isoformat(), "reason": "设备未到", "version": row.version
    }  # fmt: skip


@good("whistleresponseApprove")
def _approve(cast: Cast) -> Good:
    row = asked_for_more_time(cast)
    return "office", {"id": gid(row), "note": "请抓紧", "version": row.version}


@good("whistleresponseRefuse")
def _refuse_time(cast: Cast) -> Good:
    row = asked_for_more_time(cast)
    return "office", {"id": gid(row), "reason": "期限已足够", "version": row.version}


@good("whistleresponseRetract")
def _retract_request(cast: Cast) -> Good:
    row = asked_for_more_time(cast)
    return "department", {"id": gid(row), "version": row.version}


@good("whistleresponseSupervise")
def _supervise(cast: Cast) -> Good:
    row = response_in(cast, "pending")
    return "office", {"id": gid(row), "demands": "请今天到场", "version": row.version}


@good("whistleresponseReturn")
def _back(cast: Cast) -> Good:
    row = response_in(cast, "finished")
    return "street_a", {"id": gid(row), "reason": "又出现了", "dueOn": str(in_days(60)), "version": row.version}


@good("whistleresponseRate")
def _rate(cast: Cast) -> Good:
    row = response_in(cast, "finished")
    marks = {"responseScore": "95", "solutionScore": "90.5", "satisfactionScore": "88"}
    return "street_a", {**marks, "id": gid(row), "comment": "到场快", "version": row.version}
