"""Data calls brought into a state by the people of the cast, by actions alone."""

from decimal import Decimal
from typing import Any

from cast import Cast
from samples import photo
from stories import in_days

from linkage.datacalls.actions.answering import (
    dataanswer_approve,
    dataanswer_return,
    dataanswer_save,
    dataanswer_submit,
)
from linkage.datacalls.actions.calling import (
    FieldDraft,
    datacall_close,
    datacall_create,
    datacall_issue,
    datacall_withdraw,
)
from linkage.datacalls.actions.publishing import datacall_publish
from linkage.datacalls.models import DataAnswer, DataCall, DataCallFile, DataLine, DataValue

FORM = (
    FieldDraft("活动次数", "whole", measure="次", minimum=Decimal(0), maximum=Decimal(99)),
    FieldDraft("参加率", "decimal", required=False, measure="%"),
    FieldDraft("活动形式", "several", choices=("学习", "志愿服务", "参观"), required=False),
    FieldDraft("主要做法", "long", help="不写个人信息"),
)


def call_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What street A asks of its community."""
    given: dict[str, Any] = {
        "organization": cast.street_a,
        "title": "一季度党员活动日统计",
        "due_on": in_days(5),
        "fields": FORM,
        "places": [cast.community_a],
        "note": "按实际开展的填写",
    }
    return {**given, **changes}


def call_in(cast: Cast, status: str, by: str = "street_a", **changes: Any) -> DataCall:
    """A call of street A: draft, issued, closed, or withdrawn after it was issued."""
    office = cast.actor(by)
    row = datacall_create(actor=office, **call_terms(cast, **changes))
    if status == "draft":
        return row
    row = datacall_issue(actor=office, call=row)
    if status == "withdrawn":
        return datacall_withdraw(actor=office, call=row, reason="口径有误")
    return datacall_close(actor=office, call=row) if status == "closed" else row


def answer_in(cast: Cast, status: str, **changes: Any) -> DataAnswer:
    """The community's answer: pending, filling, submitted, returned or approved."""
    call = call_in(cast, "issued", **changes)
    answer = answer_of(call, cast.community_a)
    office, community = cast.actor("street_a"), cast.actor("community_a")
    if status == "pending":
        return answer
    if status == "filling":
        return dataanswer_save(actor=community, answer=answer, values=values_of(call))
    answer = dataanswer_submit(actor=community, answer=answer, values=values_of(call))
    if status == "returned":
        return dataanswer_return(actor=office, answer=answer, reason="次数不对")
    return dataanswer_approve(actor=office, answer=answer) if status == "approved" else answer


def result_in(cast: Cast, *, published: bool, **changes: Any) -> DataCall:
    """A closed call of street A to which its community has answered, the result published or not yet."""
    office = cast.actor("street_a")
    row = datacall_close(actor=office, call=answer_in(cast, "approved", **changes).call)
    return datacall_publish(actor=office, call=row) if published else row


def line_in(cast: Cast) -> DataLine:
    found: DataLine = result_in(cast, published=True).lines.get()
    return found


def call_file(cast: Cast, status: str = "issued") -> DataCallFile:
    found: DataCallFile = call_in(cast, status, files=[photo()]).files.get()
    return found


def answer_of(call: DataCall, place: Any) -> DataAnswer:
    found: DataAnswer = call.answers.select_related("organization", "call__organization").get(organization=place)
    return found


def values_of(call: DataCall, **changes: str) -> dict[int, str]:
    """What is filled in, by the keys of fields; ``changes`` by their labels."""
    given = {"活动次数": "3", "参加率": "87.5", "活动形式": "参观\n学习", "主要做法": "支部轮流承办", **changes}
    return {field.pk: given[field.label] for field in call.fields.all() if field.label in given}


def value_in(cast: Cast) -> DataValue:
    found: DataValue = DataValue.objects.filter(answer=answer_in(cast, "submitted")).order_by("pk")[0]
    return found
