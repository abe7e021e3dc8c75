"""Agreements, from the draft to the end."""

from typing import Any

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from stories import agreement_in, in_days

DUE = str(in_days(20))
TERM = {"activeFrom": str(in_days(0)), "activeTo": str(in_days(365)), "reviewAt": str(in_days(100))}


EACH_MONTH = {"title": "讲座", "quantity": "1", "measure": "次", "dueOn": TERM["activeTo"], "period": "MONTH"}


def terms(cast: Cast) -> dict[str, Any]:
    return {
        "title": "共建协议",
        "aim": "开放场地",
        "content": "正文",
        **TERM,
        "parties": [{"party": gid(cast.unit_a), "duties": "提供场地", "head": "校长", "liaison": "小孙"}],
        "commitments": [
            {"party": gid(cast.unit_a), "title": "开放", "quantity": "4", "measure": "次", "dueOn": DUE},
            {**EACH_MONTH, "party": gid(cast.unit_a)},
        ],
    }


@good("agreementCreate")
def _create(cast: Cast) -> Good:
    return "street_a", {"organization": gid(cast.street_a), **terms(cast)}


@good("agreementEdit")
def _edit(cast: Cast) -> Good:
    agreement = agreement_in(cast, "draft")
    return "street_a", {"id": gid(agreement), **terms(cast), "version": agreement.version}


def _agreement(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        return who, {"id": gid(agreement_in(cast, status)), **more}


_agreement("agreementPropose", "draft", "street_a", version=1)
_agreement("agreementRegister", "draft", "street_a", signedOn=str(in_days(-30)), note="双方盖章，原件存档", version=1)
_agreement("agreementDiscard", "draft", "street_a", reason="不再需要")
_agreement("agreementRevise", "negotiating", "unit_a", reason="期限不妥")
_agreement("agreementTerminate", "active", "unit_a_head", reason="合作结束")


@good("agreementSign")
def _sign(cast: Cast) -> Good:
    agreement = agreement_in(cast, "negotiating")
    return "unit_a", {"id": gid(agreement), "party": gid(agreement.parties.get(unit=cast.unit_a))}
