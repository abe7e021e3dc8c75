"""议定事项, requests to units, and members' questions."""

from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, column
from api.rows.pages import Many, Ordering
from api.rows.records import Record
from api.types.choices import DecisionRequestStatus, InquiryStatus
from api.types.events import history
from linkage.conferences.models import Decision, DecisionRequest, Inquiry

_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


class DecisionType(Record):
    class Meta:
        model = Decision
        description = "议定事项：会议决定由谁、在什么期限内做什么。"
        ordering = Ordering("DecisionOrder", {**_BY_AGE, "DUE": ("先到期的在前。", ("due_on", "pk"))})
        filters = {
            "meeting": of("Meeting", "meeting_id", "meeting", "该会议"),
            "topic": of("Topic", "topic_id", "topic", "该议题"),
            "within": within(),
            "due_from": on_or_after("due_on", "完成期限"),
            "due_until": on_or_before("due_on", "完成期限"),
            "search": search("title", "number", "content"),
        }

    number = column(Decision, "number")
    title = column(Decision, "title")
    content = column(Decision, "content")
    meeting = One("Meeting", "meeting", "作出决定的会议；不在您查看范围内时为空。")
    topic = One("Topic", "topic", "对应的议题；没有或不在您查看范围内时为空。")
    organization = One("Organization", "organization", "作出决定的组织。", follows=True)
    due_on = column(Decision, "due_on")
    dispatched_at = column(Decision, "dispatched_at", description="随会议纪要印发交办的时间；交办前为空。")
    owners = Many("Organization", "责任组织。", by="decisions__pk", follows=True)
    departments = Many("Department", "责任部门。", by="decisions__pk", follows=True)
    assignment = One(
        "Assignment", "assignment", "向责任组织和部门交办的任务；没有责任组织和部门、交办前或不在您查看范围内时为空。"
    )
    requests = Many("DecisionRequest", "商请单位落实的情况（只含您可以查看的）。", by="decision_id")
    inquiries = Many("Inquiry", "成员的质询（只含您可以查看的）。", by="decision_id")
    history = history(Decision)


class DecisionRequestType(Record):
    class Meta:
        model = DecisionRequest
        description = "商请事项：议定事项请某单位落实，单位可以接受或谢绝。"
        ordering = Ordering("DecisionRequestOrder", _BY_AGE)
        filters = {
            "status": among(DecisionRequestStatus, "status", "状态"),
            "decision": of("Decision", "decision_id", "decision", "该议定事项"),
            "unit": of("ResidentUnit", "unit_id", "unit", "该单位"),
        }

    decision = One("Decision", "decision", "议定事项。", follows=True)
    unit = One("ResidentUnit", "unit", "商请的单位；不在您查看范围内时为空。")
    status = column(DecisionRequest, "status", enum=DecisionRequestStatus)
    status_label = Named("状态的中文名称。", "status", dict(DecisionRequest.Status.choices))
    answer = column(DecisionRequest, "answer")
    outcome = column(DecisionRequest, "outcome")
    answered_at = column(DecisionRequest, "answered_at")
    reported_at = column(DecisionRequest, "reported_at")
    version = column(DecisionRequest, "version")
    history = history(DecisionRequest)


class InquiryType(Record):
    class Meta:
        model = Inquiry
        description = "质询：成员询问议定事项的落实情况，由会议组织方答复。"
        ordering = Ordering("InquiryOrder", _BY_AGE)
        filters = {
            "status": among(InquiryStatus, "status", "状态"),
            "decision": of("Decision", "decision_id", "decision", "该议定事项"),
            "within": within(),
        }

    decision = One("Decision", "decision", "议定事项。", follows=True)
    seat = One("Seat", "seat", "质询的成员。", follows=True)
    question = column(Inquiry, "question")
    answer = column(Inquiry, "answer")
    answerer = column(Inquiry, "answerer")
    asked_at = column(Inquiry, "asked_at")
    answered_at = column(Inquiry, "answered_at")
    status = column(Inquiry, "status", enum=InquiryStatus)
    status_label = Named("状态的中文名称。", "status", dict(Inquiry.Status.choices))
    version = column(Inquiry, "version")
    history = history(Inquiry)
