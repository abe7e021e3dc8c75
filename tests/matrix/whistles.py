"""Appeals and whistles: who registers, handles, whistles, assigns, reports in and rates."""

from typing import Any

from cast import Cast
from matrix.people import LEADER, OFFICE, STREET_A
from matrix.rows import PLACES_A, nothing, reason, row
from samples import photo
from stories import in_days
from whistle_stories import appeal_in, appeal_terms, asked_for_more_time, response_in, second, whistle_in, whistle_terms

from linkage.appeals.actions import appeals, routing
from linkage.whistles.actions import responses, terms, whistles
from resources.actions.appeals import appeal_to_need

DISTRICT = {OFFICE, LEADER}
DEPARTMENT = {"department"}


def appeal(status: str) -> Any:
    return lambda cast: appeal_in(cast, status)


def whistle(status: str) -> Any:
    return lambda cast: whistle_in(cast, status)


def response(status: str) -> Any:
    return lambda cast: response_in(cast, status)


def edited(cast: Cast) -> dict[str, Any]:
    found = appeal_terms(cast, title="东门垃圾", urgency="urgent")
    del found["organization"]
    return found


def handed_on(cast: Cast) -> dict[str, Any]:
    return {"organization": cast.street_a, "reason": "需街道协调"}


def need(cast: Cast) -> dict[str, Any]:
    return {"title": "清运车辆", "category": "goods", "quantity": 2, "measure": "辆", "due_on": in_days(9)}


row(appeals.appeal_register, nothing, PLACES_A | {OFFICE}, given=appeal_terms)
row(appeals.appeal_edit, appeal("registered"), PLACES_A | {OFFICE}, subject="appeal", given=edited)
row(appeals.appeal_accept, appeal("registered"), PLACES_A, subject="appeal")
row(appeals.appeal_refuse, appeal("registered"), PLACES_A, subject="appeal", given=reason)
row(appeals.appeal_transfer, appeal("accepted"), PLACES_A, subject="appeal", given=handed_on)
row(appeals.appeal_handle, appeal("accepted"), PLACES_A, subject="appeal")
row(routing.appeal_to_problem, appeal("accepted"), PLACES_A, subject="appeal")
row(routing.appeal_to_whistle, appeal("accepted"), PLACES_A, subject="appeal")
row(appeal_to_need, appeal("accepted"), PLACES_A, subject="appeal", given=need)
row(
    appeals.appeal_report,
    appeal("handling"),
    PLACES_A,
    subject="appeal",
    given=lambda cast: {"progress": 40, "text": "已联系物业"},
)
row(
    appeals.appeal_answer,
    appeal("handling"),
    PLACES_A,
    subject="appeal",
    given=lambda cast: {"answer": "已清运", "result": "solved"},
)
row(
    appeals.appeal_close,
    appeal("answered"),
    PLACES_A | {OFFICE},
    subject="appeal",
    given=lambda cast: {"satisfaction": "satisfied"},
)


def changed(cast: Cast) -> dict[str, Any]:
    found = whistle_terms(cast, title="东门占道")
    del found["organization"]
    return found


def departments(cast: Cast) -> dict[str, Any]:
    return {"departments": [cast.department]}


def more_time(cast: Cast) -> dict[str, Any]:
    return {"due_on": in_days(40), "reason": "设备未到"}


def asked(cast: Cast) -> Any:
    return asked_for_more_time(cast)


def finishing(cast: Cast) -> dict[str, Any]:
    return {"measures": "已清理", "result": "solved", "evidence": [photo()]}


row(whistles.whistle_collect, nothing, PLACES_A, given=whistle_terms)
row(whistles.whistle_edit, whistle("collected"), PLACES_A, subject="whistle", given=changed)
row(whistles.whistle_review, whistle("collected"), STREET_A, subject="whistle")
row(whistles.whistle_decline, whistle("collected"), STREET_A, subject="whistle", given=reason)
row(whistles.whistle_withdraw, whistle("collected"), PLACES_A, case="early", subject="whistle", given=reason)
row(whistles.whistle_withdraw, whistle("handling"), STREET_A, case="in-hand", subject="whistle", given=reason)
row(whistles.whistle_blow, whistle("reviewed"), STREET_A, subject="whistle")
row(whistles.whistle_assign, whistle("blown"), DISTRICT, subject="whistle", given=departments)
row(whistles.whistle_return, whistle("blown"), DISTRICT, subject="whistle", given=reason)
row(
    whistles.whistle_add,
    whistle("assigned"),
    DISTRICT,
    subject="whistle",
    given=lambda cast: {"department": cast.outpost_a},
)
row(responses.whistleresponse_respond, response("pending"), DEPARTMENT, subject="response")
row(responses.whistleresponse_dispute, response("pending"), DEPARTMENT, subject="response", given=reason)
row(responses.whistleresponse_uphold, response("disputed"), DISTRICT, subject="response", given=reason)
row(
    responses.whistleresponse_release,
    response("disputed"),
    DISTRICT,
    subject="response",
    given=lambda cast: {"reason": "同意", "to": second(cast)},
)
row(
    responses.whistleresponse_report,
    response("responded"),
    DEPARTMENT,
    subject="response",
    given=lambda cast: {"text": "已到场", "progress": 30},
)
row(responses.whistleresponse_finish, response("responded"), DEPARTMENT, subject="response", given=finishing)
row(terms.whistleresponse_ask, response("responded"), DEPARTMENT, subject="response", given=more_time)
row(
    terms.whistleresponse_ask,
    response("pending"),
    DEPARTMENT,
    case="hours",
    subject="response",
    given=lambda cast: {"hours": 4, "reason": "设备未到"},
)
row(terms.whistleresponse_approve, asked, DISTRICT, subject="response")
row(terms.whistleresponse_refuse, asked, DISTRICT, subject="response", given=reason)
row(terms.whistleresponse_retract, asked, DEPARTMENT, subject="response")
row(terms.whistleresponse_supervise, response("pending"), DISTRICT, subject="response")
row(responses.whistleresponse_return, response("finished"), STREET_A, subject="response", given=reason)
row(
    responses.whistleresponse_rate,
    response("finished"),
    STREET_A,
    subject="response",
    given=lambda cast: {"response_score": 90, "solution_score": 90, "satisfaction_score": 90},
)
