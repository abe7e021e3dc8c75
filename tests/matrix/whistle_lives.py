"""How appeals, whistles and responses come into a state, and how each verb is done to them."""

from typing import Any

from matrix.lives import Life, inner
from samples import photo
from stories import in_days
from whistle_stories import appeal_in, response_in, whistle_in

from core.permissions import SYSTEM
from linkage.appeals.actions import appeals, routing
from linkage.appeals.models import Appeal
from linkage.whistles.actions import responses, terms, whistles
from linkage.whistles.models import Whistle, WhistleResponse
from tenants.org.models import Department, Organization


def _street() -> Organization:
    return Organization.objects.get(name="江宁路街道")


def _outpost() -> Department:
    return Department.objects.get(name="江宁路派出所")


APPEAL = Life(
    Appeal,
    lambda cast, status, verb: appeal_in(cast, status),
    {
        "accept": lambda row: appeals.appeal_accept(actor=SYSTEM, appeal=row),
        "refuse": lambda row: appeals.appeal_refuse(actor=SYSTEM, appeal=row, reason="已诉讼"),
        "transfer": lambda row: appeals.appeal_transfer(
            actor=SYSTEM, appeal=row, organization=_street(), reason="需协调"
        ),
        "extend": lambda row: inner(row, "extend"),
        "handle": lambda row: appeals.appeal_handle(actor=SYSTEM, appeal=row),
        "route": lambda row: routing.appeal_to_whistle(actor=SYSTEM, appeal=row),
        "report": lambda row: appeals.appeal_report(actor=SYSTEM, appeal=row, progress=20, text="在办"),
        "answer": lambda row: appeals.appeal_answer(actor=SYSTEM, appeal=row, answer="已办", result="solved"),
        "again": lambda row: appeals.appeal_close(
            actor=SYSTEM, appeal=row, satisfaction="dissatisfied", feedback="没解决"
        ),
        "close": lambda row: appeals.appeal_close(actor=SYSTEM, appeal=row, satisfaction="satisfied"),
    },
)


def _assign(row: Whistle) -> Any:
    departments = list(Department.objects.filter(name="区公安分局"))
    return whistles.whistle_assign(actor=SYSTEM, whistle=row, departments=departments)


WHISTLE = Life(
    Whistle,
    lambda cast, status, verb: whistle_in(cast, status),
    {
        "review": lambda row: whistles.whistle_review(actor=SYSTEM, whistle=row),
        "decline": lambda row: whistles.whistle_decline(actor=SYSTEM, whistle=row, reason="自行办理"),
        "withdraw": lambda row: whistles.whistle_withdraw(actor=SYSTEM, whistle=row, reason="已解决"),
        "blow": lambda row: whistles.whistle_blow(actor=SYSTEM, whistle=row),
        "assign": _assign,
        "return": lambda row: whistles.whistle_return(actor=SYSTEM, whistle=row, reason="不属部门"),
        "add": lambda row: whistles.whistle_add(actor=SYSTEM, whistle=row, department=_outpost()),
        "respond": lambda row: inner(row, "respond"),
        "finish": lambda row: inner_finish(row),
        "reopen": lambda row: inner(row, "reopen"),
        "close": lambda row: inner(row, "close"),
    },
)


def inner_finish(row: Whistle) -> Any:
    """It ends with the result of the leading department."""
    if row.status == Whistle.Status.HANDLING:
        Whistle.objects.filter(pk=row.pk).update(result="solved")
    return inner(row, "finish")


RESPONSE = Life(
    WhistleResponse,
    lambda cast, status, verb: response_in(cast, status),
    {
        "ask": lambda row: terms.whistleresponse_ask(
            actor=SYSTEM, response=row, due_on=in_days(40), hours=4, reason="未到"
        ),
        "approve": lambda row: terms.whistleresponse_approve(actor=SYSTEM, response=_asking(row)),
        "refuse": lambda row: terms.whistleresponse_refuse(actor=SYSTEM, response=_asking(row), reason="不必"),
        "retract": lambda row: terms.whistleresponse_retract(actor=SYSTEM, response=_asking(row)),
        "supervise": lambda row: terms.whistleresponse_supervise(actor=SYSTEM, response=row),
        "respond": lambda row: responses.whistleresponse_respond(actor=SYSTEM, response=row),
        "dispute": lambda row: responses.whistleresponse_dispute(actor=SYSTEM, response=row, reason="不属职责"),
        "uphold": lambda row: responses.whistleresponse_uphold(actor=SYSTEM, response=row, reason="维持"),
        "release": lambda row: responses.whistleresponse_release(
            actor=SYSTEM, response=row, reason="同意", to=_outpost()
        ),
        "drop": lambda row: inner(row, "drop"),
        "report": lambda row: responses.whistleresponse_report(actor=SYSTEM, response=row, text="已到场", progress=20),
        "finish": lambda row: responses.whistleresponse_finish(
            actor=SYSTEM, response=row, measures="已清理", result="solved", evidence=[photo()]
        ),
        "return": lambda row: responses.whistleresponse_return(actor=SYSTEM, response=row, reason="反弹"),
        "rate": lambda row: responses.whistleresponse_rate(
            actor=SYSTEM, response=row, response_score=90, solution_score=90, satisfaction_score=90
        ),
    },
)


def _asking(row: WhistleResponse) -> WhistleResponse:
    """With a request that waits, where one can wait at all."""
    if row.status == WhistleResponse.Status.PENDING:
        WhistleResponse.objects.filter(pk=row.pk).update(asked_hours=4)
    if row.status == WhistleResponse.Status.RESPONDED:
        WhistleResponse.objects.filter(pk=row.pk).update(asked_until=in_days(40))
    return row


LIVES = [APPEAL, WHISTLE, RESPONSE]
