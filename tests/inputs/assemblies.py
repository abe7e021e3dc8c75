"""Bodies, meetings, votes, decisions and proposals: good inputs."""

from base64 import b64encode
from typing import Any

from assemblies import (
    all_there,
    body_in,
    body_of,
    decision_in,
    inquiry_in,
    invitation_of,
    meeting_in,
    proposal_in,
    request_in,
    seat_for,
    soon,
    topic_in,
)
from callers import gid
from cast import Cast
from inputs.makers import Good, good
from samples import photo
from stories import in_days

from core.permissions import SYSTEM
from linkage.conferences.actions.meetings import meeting_plan
from linkage.conferences.models import Meeting
from tenants.org.models import Post

OFFICE = "street_a"
FILE = {"name": "方案.png", "contentBase64": b64encode(photo(7).content).decode()}


def terms() -> dict[str, Any]:
    return {"title": "联席会议", "startsAt": soon().isoformat(), "venue": "会议室", "note": "请携带材料"}


@good("bodyCreate")
def _body(cast: Cast) -> Good:
    return OFFICE, {
        "organization": gid(cast.street_a),
        "kind": "LEADING_GROUP",
        "name": "党建工作领导小组",
        "cadence": "QUARTERLY",
        "duties": "统筹",
        "foundedOn": str(in_days(-100)),
    }


@good("bodyEdit")
def _body_edit(cast: Cast) -> Good:
    body = body_of(cast)
    given = {"kind": "COUNCIL", "name": "议事会", "cadence": "MONTHLY", "duties": "议事", "version": body.version}
    return OFFICE, {"id": gid(body), **given}


@good("bodyDissolve")
def _dissolve(cast: Cast) -> Good:
    return OFFICE, {"id": gid(body_of(cast)), "reason": "任务完成", "version": 1}


@good("seatAdd")
def _seat_add(cast: Cast) -> Good:
    return OFFICE, {
        "body": gid(body_of(cast)),
        "owner": gid(cast.unit_a),
        "role": "DEPUTY",
        "name": "孙校长",
        "title": "校长",
        "post": gid(Post.objects.get(user=cast.users["unit_a_head"])),
        "votes": True,
        "startsOn": str(in_days(-1)),
        "termEndsOn": str(in_days(700)),
    }


@good("seatEdit")
def _seat_edit(cast: Cast) -> Good:
    seat = seat_for(body_in(cast), cast, "unit_a")
    return OFFICE, {
        "id": gid(seat),
        "role": "DEPUTY",
        "name": "孙校长",
        "title": "校长",
        "post": gid(Post.objects.get(user=cast.users["unit_a_head"])),
        "votes": False,
        "termEndsOn": str(in_days(700)),
    }


@good("seatEnd")
def _seat_end(cast: Cast) -> Good:
    return OFFICE, {"id": gid(seat_for(body_in(cast), cast, "unit_a")), "reason": "调离"}


@good("meetingPlan")
def _plan(cast: Cast) -> Good:
    return OFFICE, {"body": gid(body_of(cast)), **terms()}


@good("meetingEdit")
def _edit(cast: Cast) -> Good:
    return OFFICE, {"id": gid(meeting_in(cast, "draft")), **terms(), "version": 1}


@good("meetingNotify")
def _notify(cast: Cast) -> Good:
    planned = {"title": "联席会议", "starts_at": soon(), "venue": "会议室"}
    meeting = meeting_plan(actor=SYSTEM, body=body_in(cast), **planned)
    return OFFICE, {"id": gid(meeting), "reason": "临时召开", "version": 1}


@good("meetingPostpone")
def _postpone(cast: Cast) -> Good:
    given = {"startsAt": soon().isoformat(), "venue": "二楼", "reason": "冲突", "version": 2}
    return OFFICE, {"id": gid(meeting_in(cast)), **given}


@good("meetingCancel")
def _cancel(cast: Cast) -> Good:
    return OFFICE, {"id": gid(meeting_in(cast)), "reason": "取消", "version": 2}


@good("invitationAnswer")
def _answer(cast: Cast) -> Good:
    return "unit_a", {"id": gid(invitation_of(cast)), "answer": "DELEGATE", "reason": "外出", "delegate": "小孙"}


@good("meetingAttend")
def _attend(cast: Cast) -> Good:
    meeting = meeting_in(cast)
    noted = [{"seat": gid(seat_for(meeting.body, cast, "unit_a")), "presence": "PRESENT"}]
    return OFFICE, {"id": gid(meeting), "attendance": noted}


@good("meetingOpen")
def _open(cast: Cast) -> Good:
    meeting = meeting_in(cast)
    all_there(cast, meeting)
    meeting.refresh_from_db()
    return OFFICE, {"id": gid(meeting), "version": meeting.version}


@good("meetingClose")
def _close(cast: Cast) -> Good:
    meeting = meeting_in(cast, "in_session")
    return OFFICE, {"id": gid(meeting), "version": meeting.version}


@good("minutesSubmit")
def _submit(cast: Cast) -> Good:
    meeting = meeting_in(cast, "held")
    return OFFICE, {"id": gid(meeting), "minutes": "议定三项", "version": meeting.version}


def _minutes(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        meeting = meeting_in(cast, status)
        return who, {"id": gid(meeting), "version": meeting.version, **more}


_minutes("minutesReturn", "minuted", "street_a_secretary", reason="再核对")
_minutes("minutesConfirm", "minuted", "street_a_secretary")
_minutes("minutesIssue", "confirmed", OFFICE)


@good("topicSubmit")
def _topic(cast: Cast) -> Good:
    body = body_in(cast)
    return "unit_a", {
        "body": gid(body),
        "title": "共享停车",
        "content": "开放车位",
        "seat": gid(seat_for(body, cast, "unit_a")),
        "meeting": gid(meeting_in(cast, body=body)),
        "papers": [FILE],
    }


@good("paperAdd")
def _paper(cast: Cast) -> Good:
    topic = topic_in(cast)
    return "unit_a", {"id": gid(topic), "papers": [FILE], "version": topic.version}


@good("topicAccept")
def _accept(cast: Cast) -> Good:
    topic = topic_in(cast)
    meeting_in(cast, body=topic.body)
    return OFFICE, {
        "id": gid(topic),
        "meeting": gid(Meeting.objects.latest("pk")),
        "majority": "TWO_THIRDS",
        "secret": True,
        "position": 2,
        "version": topic.version,
    }


@good("topicArrange")
def _arrange(cast: Cast) -> Good:
    topic = topic_in(cast, "accepted")
    given = {"position": 3, "majority": "TWO_THIRDS", "secret": True, "version": topic.version}
    return OFFICE, {"id": gid(topic), **given}


def _of_topic(name: str, status: str, who: str, for_verb: str = "", **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        topic = topic_in(cast, status, for_verb=for_verb)
        return who, {"id": gid(topic), "version": topic.version, **more}


_of_topic("topicWithdraw", "submitted", "unit_a", reason="已解决")
_of_topic("topicDecline", "submitted", OFFICE, reason="不属范围")
_of_topic("topicDefer", "accepted", OFFICE, reason="下次再议")
_of_topic("topicNote", "accepted", OFFICE, "note", conclusion="同意")
_of_topic("voteOpen", "accepted", OFFICE, "open_vote")
_of_topic("voteClose", "voting", OFFICE)
_of_topic("voteCancel", "voting", OFFICE, reason="人数有误")


@good("voteCast")
def _cast_vote(cast: Cast) -> Good:
    topic = topic_in(cast, "voting")
    return "unit_a_head", {"id": gid(topic), "choice": "APPROVE", "seat": gid(seat_for(topic.body, cast, "unit_a"))}


@good("decisionRecord")
def _record(cast: Cast) -> Good:
    topic = topic_in(cast, "noted")
    return OFFICE, {
        "meeting": gid(Meeting.objects.latest("pk")),
        "title": "开放车位",
        "content": "每晚 20 个",
        "dueOn": str(in_days(30)),
        "organizations": [gid(cast.community_a)],
        "departments": [gid(cast.outpost_a)],
        "units": [gid(cast.unit_a)],
        "topic": gid(topic),
    }


@good("decisionDrop")
def _drop(cast: Cast) -> Good:
    return OFFICE, {"id": gid(decision_in(cast)), "reason": "记错"}


def _of_request(name: str, status: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        request = request_in(cast, status)
        return "unit_a", {"id": gid(request), "version": request.version, **more}


_of_request("requestAccept", "asked", note="愿意")
_of_request("requestDecline", "asked", reason="不便")
_of_request("requestReport", "accepted", outcome="已开放")


@good("inquiryAsk")
def _ask(cast: Cast) -> Good:
    return "member", {"decision": gid(decision_in(cast, "issued")), "question": "进展如何？"}


@good("inquiryAnswer")
def _reply(cast: Cast) -> Good:
    return OFFICE, {"id": gid(inquiry_in(cast)), "answer": "已完成", "version": 1}


def content() -> dict[str, Any]:
    return {"title": "增设食堂", "content": "建议增设", "category": "PEOPLE", "files": [FILE]}


@good("proposalSubmit")
def _propose(cast: Cast) -> Good:
    return "department", {
        "organization": gid(cast.root),
        "owner": gid(cast.department),
        **content(),
        "personal": True,
    }


@good("proposalResubmit")
def _resubmit(cast: Cast) -> Good:
    proposal = proposal_in(cast, "returned")
    return "unit_a", {"id": gid(proposal), **content(), "version": proposal.version}


def _of_proposal(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        proposal = proposal_in(cast, status)
        return who, {"id": gid(proposal), "version": proposal.version, **more}


_of_proposal("proposalWithdraw", "submitted", "unit_a", reason="不提了")
_of_proposal("proposalReturn", "submitted", OFFICE, reason="请补充")
_of_proposal("proposalFile", "submitted", OFFICE, opinion="同意立案")
_of_proposal("proposalReply", "passed_on", "community_a", answer="已采纳", result="PLANNED", files=[FILE])
_of_proposal("proposalRefer", "assigned", "community_a", reason="不属本社区")
_of_proposal("proposalAnswer", "assigned", "community_a", answer="已办", result="SOLVED", files=[FILE])
_of_proposal("proposalFeedback", "answered", "unit_a", satisfaction="FAIRLY", feedback="尚可")


@good("proposalPassOn")
def _pass_on(cast: Cast) -> Good:
    proposal = proposal_in(cast, "submitted")
    given = {"handler": gid(cast.department), "reason": "作为意见", "dueOn": str(in_days(20))}
    return OFFICE, {"id": gid(proposal), **given, "version": proposal.version}


@good("proposalMerge")
def _merge(cast: Cast) -> Good:
    into = proposal_in(cast, "filed")
    proposal = proposal_in(cast)
    return OFFICE, {"id": gid(proposal), "into": gid(into), "reason": "同一事项", "version": proposal.version}


@good("proposalAssign")
def _assign(cast: Cast) -> Good:
    proposal = proposal_in(cast, "filed")
    given = {"handler": gid(cast.community_a), "dueOn": str(in_days(60)), "note": "请抓紧", "version": proposal.version}
    return OFFICE, {"id": gid(proposal), **given}


@good("proposalTable")
def _table(cast: Cast) -> Good:
    return OFFICE, {"id": gid(proposal_in(cast, "filed")), "body": gid(body_of(cast))}


@good("conferenceRulesEdit")
def _conference_rules(cast: Cast) -> Good:
    return "office", {
        "streetCadence": "monthly",
        "topicDays": 10,
        "lateTopics": "refuse",
        "quorum": "two_thirds",
        "delegatesVote": True,
        "remindDays": [20, 5],
        "minutesMark": "会议纪要",
        "version": 1,
    }


@good("proposalRulesEdit")
def _proposal_rules(cast: Cast) -> Good:
    return "office", {"answerDays": 60, "mostRounds": 3, "remindDays": [10], "version": 1}
