"""督办单, 约谈 and 组织调整, and requests for more time: about whatever is tracked."""

from typing import Any

import graphene
from django.db.models import Q

from api.addresses import ACCOUNTABILITY, DOWNLOAD, SUPERVISION
from api.filters import among, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column
from api.rows.pages import Filter, Ordering
from api.rows.records import Record
from api.types.choices import AccountabilityKind, AccountabilityStatus, ExtensionStatus, SupervisionStatus
from api.types.events import Subject, about, history
from linkage.extensions.models import Extension
from linkage.supervision.models import Accountability, Supervision

_BY_AGE = {"NEWEST": ("最近的在前。", ("-pk",)), "OLDEST": ("最早的在前。", ("pk",))}
_SUBJECT = Filter(graphene.ID, "只看这条整改、任务或诉求的记录。", about)


def _status(model: Any) -> Named:
    return Named("状态的中文名称。", "status", dict(model.Status.choices))


class ExtensionType(Record):
    class Meta:
        model = Extension
        description = "延期申请：到期之前提出，由上级批准；同意后所办事项的期限随即改变。"
        ordering = Ordering("ExtensionOrder", _BY_AGE)
        filters = {
            "subject": _SUBJECT,
            "status": among(ExtensionStatus, "status", "状态"),
            "within": within(),
            "search": search("subject_label", "reason"),
        }

    subject_label = column(Extension, "subject_label")
    subject = Subject("申请延期的整改、任务或诉求。")
    organization = One("Organization", "organization", "申请的组织；部门申请的为部门所在组织。", follows=True)
    department = One("Department", "department", "申请的部门；组织申请的为空。", follows=True, null=True)
    due_was = column(Extension, "due_was")
    due_on = column(Extension, "due_on")
    reason = column(Extension, "reason")
    progress = column(Extension, "progress")
    status = column(Extension, "status", enum=ExtensionStatus)
    status_label = _status(Extension)
    asker = column(Extension, "asker_label")
    asked_at = column(Extension, "asked_at")
    decider = column(Extension, "decider_label")
    decided_at = column(Extension, "decided_at")
    answer = column(Extension, "answer")
    version = column(Extension, "version")
    history = history(Extension)


class SupervisionType(Record):
    class Meta:
        model = Supervision
        description = "督办单：上级对逾期或滞后事项的书面督办，签发后编号，在期限内回复。"
        ordering = Ordering("SupervisionOrder", _BY_AGE)
        filters = {
            "subject": _SUBJECT,
            "status": among(SupervisionStatus, "status", "状态"),
            "within": within(),
            "reply_due_from": on_or_after("reply_due_on", "回复期限"),
            "reply_due_until": on_or_before("reply_due_on", "回复期限"),
            "number": Filter(graphene.String, "按编号。", lambda v: Q(number=v)),
            "search": search("subject_label", "number"),
        }

    number = column(Supervision, "number", description="编号；签发之前为空。")
    subject_label = column(Supervision, "subject_label")
    subject = Subject("督办的整改、任务或诉求。")
    organization = One("Organization", "organization", "承办组织；部门承办的为部门所在组织。", follows=True)
    department = One("Department", "department", "承办部门；由组织承办的为空。", follows=True, null=True)
    issuer = One("Organization", "issuer", "督办组织。", follows=True)
    for_due_on = column(Supervision, "for_due_on")
    by_ladder = column(Supervision, "by_ladder", description="是否由系统按督办规则拟制。")
    facts = column(Supervision, "facts")
    demands = column(Supervision, "demands")
    status = column(Supervision, "status", enum=SupervisionStatus)
    status_label = _status(Supervision)
    created_at = column(Supervision, "created_at")
    issued_at = column(Supervision, "issued_at")
    signer = column(Supervision, "signer_label")
    reply_due_on = column(Supervision, "reply_due_on")
    reply = column(Supervision, "reply")
    replied_at = column(Supervision, "replied_at")
    replier = column(Supervision, "replier_label")
    closed_at = column(Supervision, "closed_at")
    version = column(Supervision, "version")
    word_url = Signed(
        SUPERVISION,
        DOWNLOAD.format("Word 文件") + "签发之前为空。",
        ["issued_at"],
        lambda row: row["issued_at"] is not None,
    )
    history = history(Supervision)


class AccountabilityType(Record):
    class Meta:
        model = Accountability
        description = "问责记录：对逾期不办的约谈或组织调整，由上级办理并记录。"
        ordering = Ordering("AccountabilityOrder", _BY_AGE)
        filters = {
            "subject": _SUBJECT,
            "kind": among(AccountabilityKind, "kind", "方式"),
            "status": among(AccountabilityStatus, "status", "状态"),
            "within": within(),
            "search": search("subject_label", "person"),
        }

    kind = column(Accountability, "kind", enum=AccountabilityKind)
    subject_label = column(Accountability, "subject_label")
    subject = Subject("所涉及的整改、任务或诉求。")
    organization = One("Organization", "organization", "承办组织；部门承办的为部门所在组织。", follows=True)
    department = One("Department", "department", "承办部门；由组织承办的为空。", follows=True, null=True)
    issuer = One("Organization", "issuer", "办理组织。", follows=True)
    for_due_on = column(Accountability, "for_due_on")
    status = column(Accountability, "status", enum=AccountabilityStatus)
    status_label = _status(Accountability)
    reason = column(Accountability, "reason")
    held_on = column(Accountability, "held_on")
    person = column(Accountability, "person")
    held_by = column(Accountability, "held_by")
    result = column(Accountability, "result")
    word_url = Signed(
        ACCOUNTABILITY,
        DOWNLOAD.format("Word 文件") + "待办理时为约谈通知书或组织调整建议书，办理后为记录；不予办理的为空。",
        ["status"],
        lambda row: row["status"] != Accountability.Status.WAIVED,
    )
    created_at = column(Accountability, "created_at")
    version = column(Accountability, "version")
    history = history(Accountability)
