"""Data calls: the district and its streets ask, places below them answer, and who asked looks through."""

from typing import Any

from asking import answer_in, call_in, call_terms, result_in, values_of
from cast import Cast
from matrix.people import COMMUNITY_A, OFFICE, STREET_A
from matrix.rows import nothing, reason, row
from stories import in_days

from linkage.datacalls.actions import answering, calling, publishing
from linkage.datacalls.models import DataCall

ASKERS = STREET_A | {OFFICE}
ANSWERERS = STREET_A | COMMUNITY_A


def call(status: str) -> Any:
    return lambda cast: call_in(cast, status)


def answer(status: str) -> Any:
    return lambda cast: answer_in(cast, status)


def changed(cast: Cast) -> dict[str, Any]:
    found = call_terms(cast, title="改过的统计")
    del found["organization"]
    return found


def filled(cast: Cast) -> dict[str, Any]:
    return {"values": values_of(DataCall.objects.latest("pk"))}


row(calling.datacall_create, nothing, ASKERS, given=call_terms)
row(
    calling.datacall_create,
    nothing,
    {OFFICE},
    case="of-the-district",
    given=lambda cast: call_terms(cast, organization=cast.root, places=[cast.street_a]),
)
row(calling.datacall_edit, call("draft"), ASKERS, subject="call", given=changed)
row(calling.datacall_issue, call("draft"), ASKERS, subject="call")
row(calling.datacall_urge, call("issued"), ASKERS, subject="call")
row(
    calling.datacall_extend,
    call("issued"),
    ASKERS,
    subject="call",
    given=lambda cast: {"due_on": in_days(9), "reason": "各单位正在核对"},
)
row(calling.datacall_close, call("issued"), ASKERS, subject="call")
row(publishing.datacall_publish, lambda cast: result_in(cast, published=False), ASKERS, subject="call")
row(calling.datacall_withdraw, call("issued"), ASKERS, subject="call", given=reason)
row(answering.dataanswer_save, answer("pending"), ANSWERERS, subject="answer", given=filled)
row(answering.dataanswer_submit, answer("pending"), ANSWERERS, subject="answer", given=filled)
row(answering.dataanswer_approve, answer("submitted"), ASKERS, subject="answer")
row(answering.dataanswer_return, answer("submitted"), ASKERS, subject="answer", given=reason)
