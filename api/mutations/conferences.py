"""议事机构 and 会议: bodies, members, meetings, minutes."""

from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, find_represented, mutation, on_record, verb
from api.mutations.inputs import REPRESENTED, VERSION, given, id_of
from api.scalars import Date, DateTime
from api.types.choices import BodyKind, InvitationAnswer, InvitationPresence, MeetingCadence, SeatRole
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.conferences.actions import bodies, meetings, minutes
from linkage.conferences.actions.meetings import Attendance
from linkage.conferences.models import Body, Meeting, Seat
from tenants.org.models import Organization, Post

MOST_MEMBERS = 500


class AttendanceInput(graphene.InputObjectType):
    class Meta:
        description = "一名成员的到会情况。"

    seat = id_of("Seat", "成员（席位）的编号。")
    presence = graphene.InputField(InvitationPresence, required=True, description="到会情况。")


def _body_create(actor: Actor, values: Values) -> Body:
    values = drop_null(values)
    place = find(actor, Organization, values.pop("organization"), "Organization", "organization")
    return bodies.body_create(actor=actor, organization=place, **values)


def _person(actor: Actor, values: Values) -> None:
    """The member in person is named by a post: accounts are the administrators' affair, office-holders are not."""
    if "post" in values:
        values["user"] = find(actor, Post, values.pop("post"), "Post", "post").user


def _seat_add(actor: Actor, values: Values) -> Seat:
    values = drop_null(values)
    _person(actor, values)
    body = find(actor, Body, values.pop("body"), "Body", "body")
    owner = find_represented(actor, values.pop("owner"), "owner")
    return bodies.seat_add(actor=actor, body=body, owner=owner, **values)


def _seat_edit(actor: Actor, values: Values) -> Seat:
    values = drop_null(values)
    _person(actor, values)
    seat = find(actor, Seat, values.pop("id"), "Seat")
    kept = {name: getattr(seat, name) for name in ("role", "name", "title", "user", "votes", "term_ends_on", "version")}
    return bodies.seat_edit(actor=actor, seat=seat, **{**kept, **values})


def _plan(actor: Actor, values: Values) -> Meeting:
    values = drop_null(values)
    body = find(actor, Body, values.pop("body"), "Body", "body")
    return meetings.meeting_plan(actor=actor, body=body, **values)


def _postpone(actor: Actor, values: Values) -> Meeting:
    values = drop_null(values)
    meeting = find(actor, Meeting, values.pop("id"), "Meeting")
    return meetings.meeting_postpone(actor=actor, meeting=meeting, **{"venue": meeting.venue, **values})


def _attend(actor: Actor, values: Values) -> Meeting:
    meeting = find(actor, Meeting, values["id"], "Meeting")
    if len(values["attendance"]) > MOST_MEMBERS:
        raise InvalidInput(f"一次最多登记 {MOST_MEMBERS} 名成员。", field="attendance")
    noted = [
        Attendance(find(actor, Seat, each["seat"], "Seat", "attendance"), each["presence"])
        for each in values["attendance"]
    ]
    return meetings.meeting_attend(actor=actor, meeting=meeting, attendance=noted, version=values.get("version"))


def _terms(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "title": given(graphene.String, "会议名称，最多 120 字。", required=required),
        "starts_at": given(DateTime, "开会时间，晚于现在。", required=required),
        "venue": given(graphene.String, "地点，最多 120 字。", required=required),
        "note": given(graphene.String, "会议须知，最多 2000 字。", required=False),
    }


def _seat_fields(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "role": given(SeatRole, "身份；不写为成员。", required=required),
        "name": given(graphene.String, "姓名，最多 60 字。", required=False),
        "title": given(graphene.String, "单位职务，最多 60 字。", required=False),
        "post": id_of("Post", "成员本人在该组织或单位的职务的编号；不写时由该组织或单位负责人行使。", required=False),
        "votes": given(graphene.Boolean, "是否有表决权；不写为有。列席的总是没有。", required=False),
        "term_ends_on": given(Date, "任期届满日期。", required=False),
    }


_BODY = {"id": id_of("Body", "议事机构的全局编号。")}
_SEAT = {"id": id_of("Seat", "成员（席位）的全局编号。")}
_MEETING = {"id": id_of("Meeting", "会议的全局编号。")}


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "meeting", "Meeting", description)


MUTATIONS = {
    "bodyCreate": mutation(
        "bodyCreate",
        "成立议事机构。",
        "Body",
        {
            "organization": id_of("Organization", "所属组织的编号。"),
            "kind": given(BodyKind, "机构类型。"),
            "name": given(graphene.String, "机构名称，最多 80 字。"),
            "cadence": given(MeetingCadence, "召开周期；不写时按本区议事会议规则。", required=False),
            "duties": given(graphene.String, "工作职责，最多 2000 字。", required=False),
            "founded_on": given(Date, "成立日期；不写为今天。", required=False),
        },
        _body_create,
    ),
    "bodyEdit": mutation(
        "bodyEdit",
        "修改议事机构；没有给出的内容不变。",
        "Body",
        {
            **_BODY,
            "kind": given(BodyKind, "机构类型。", required=False),
            "name": given(graphene.String, "机构名称，最多 80 字。", required=False),
            "cadence": given(MeetingCadence, "召开周期。", required=False),
            "duties": given(graphene.String, "工作职责，最多 2000 字。", required=False),
            "version": VERSION,
        },
        on_record(bodies.body_edit, "body", "Body", kept=("kind", "name", "cadence", "duties", "version")),
    ),
    "bodyDissolve": verb("bodyDissolve", bodies.body_dissolve, "body", "Body", "撤销议事机构，已有记录保留。"),
    "seatAdd": mutation(
        "seatAdd",
        "增补议事机构的成员。",
        "Seat",
        {
            "body": id_of("Body", "议事机构的编号。"),
            "owner": id_of(REPRESENTED, "所代表的组织、驻区单位或部门的编号。"),
            **_seat_fields(required=False),
            "starts_on": given(Date, "任期开始日期；不写为今天。", required=False),
        },
        _seat_add,
    ),
    "seatEdit": mutation(
        "seatEdit",
        "调整成员；没有给出的内容不变。",
        "Seat",
        {**_SEAT, **_seat_fields(required=False), "version": VERSION},
        _seat_edit,
    ),
    "seatEnd": verb("seatEnd", bodies.seat_end, "seat", "Seat", "免去成员，已有的参会和表决记录保留。"),
    "meetingPlan": mutation(
        "meetingPlan",
        "筹备会议；发出通知前只有会议组织方可见。",
        "Meeting",
        {"body": id_of("Body", "议事机构的编号。"), **_terms(required=True)},
        _plan,
    ),
    "meetingEdit": mutation(
        "meetingEdit",
        "修改筹备中的会议；没有给出的内容不变。",
        "Meeting",
        {**_MEETING, **_terms(required=False), "version": VERSION},
        on_record(meetings.meeting_edit, "meeting", "Meeting", kept=("title", "starts_at", "venue", "note", "version")),
    ),
    "meetingNotify": _verb("meetingNotify", meetings.meeting_notify, "向全体成员发出会议通知；临时召开的须写明理由。"),
    "meetingPostpone": mutation(
        "meetingPostpone",
        "改期；成员须重新答复。",
        "Meeting",
        {
            **_MEETING,
            "starts_at": given(DateTime, "新的开会时间。"),
            "venue": given(graphene.String, "地点；不写时不变。", required=False),
            "reason": given(graphene.String, "改期原因，最多 500 字。"),
            "version": VERSION,
        },
        _postpone,
    ),
    "meetingCancel": _verb("meetingCancel", meetings.meeting_cancel, "取消还没有召开的会议，议题退回待审定。"),
    "invitationAnswer": mutation(
        "invitationAnswer",
        "答复会议通知：参加、请假或派代表。",
        "Invitation",
        {
            "id": id_of("Invitation", "参会通知的全局编号。"),
            "answer": given(InvitationAnswer, "答复。"),
            "reason": given(graphene.String, "请假事由，请假时必填，最多 300 字。", required=False),
            "delegate": given(graphene.String, "代表姓名，派代表时必填，最多 60 字。", required=False),
        },
        on_record(meetings.invitation_answer, "invitation", "Invitation"),
    ),
    "meetingAttend": mutation(
        "meetingAttend",
        "登记到会情况；没有写到的成员不变。",
        "Meeting",
        {
            **_MEETING,
            "attendance": given(graphene.List(graphene.NonNull(AttendanceInput)), "各成员的到会情况。"),
            "version": VERSION,
        },
        _attend,
    ),
    "meetingOpen": _verb("meetingOpen", meetings.meeting_open, "宣布开会；到会人数不足法定人数时拒绝。"),
    "meetingClose": _verb("meetingClose", meetings.meeting_close, "宣布散会；每项议题都应有结论。"),
    "minutesSubmit": mutation(
        "minutesSubmit",
        "提交会议纪要，等待召集人确认。",
        "Meeting",
        {**_MEETING, "minutes": given(graphene.String, "会议纪要，最多 20000 字。"), "version": VERSION},
        on_record(minutes.minutes_submit, "meeting", "Meeting"),
    ),
    "minutesReturn": _verb("minutesReturn", minutes.minutes_return, "召集人退回会议纪要。"),
    "minutesConfirm": _verb("minutesConfirm", minutes.minutes_confirm, "召集人确认会议纪要。"),
    "minutesIssue": _verb("minutesIssue", minutes.minutes_issue, "印发会议纪要，同时交办议定事项、商请有关单位。"),
}
