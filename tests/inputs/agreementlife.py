"""Agreements after the first draft, and templates."""

from base64 import b64encode
from typing import Any

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from samples import png
from stories import aged, agreement_in, in_days, template_in

PROMISE = {"side": "UNIT", "title": "义诊", "quantity": "1", "measure": "次", "period": "MONTH"}


def blank() -> dict[str, Any]:
    return {
        "name": "医院共建协议模板",
        "kinds": ["HOSPITAL"],
        "title": "{牵头组织}与{单位}共建协议",
        "aim": "便民就医",
        "content": "正文",
        "placeDuties": "组织居民",
        "unitDuties": "按期义诊",
        "months": 12,
        "commitments": [PROMISE, {**PROMISE, "side": "PLACE", "period": None, "dueMonths": 6}],
    }


@good("templateCreate")
def _create(cast: Cast) -> Good:
    return "office", blank()


@good("templateEdit")
def _edit(cast: Cast) -> Good:
    template = template_in()
    return "office", {"id": gid(template), **blank(), "version": template.version}


@good("templateRetire")
def _retire(cast: Cast) -> Good:
    return "office", {"id": gid(template_in())}


@good("templateRestore")
def _restore(cast: Cast) -> Good:
    return "office", {"id": gid(template_in("retired"))}


@good("agreementStart")
def _start(cast: Cast) -> Good:
    template = template_in()
    return "street_a", {
        "organization": gid(cast.street_a),
        "units": [gid(cast.unit_a)],
        "template": gid(template),
        "activeFrom": str(in_days(10)),
    }


@good("agreementComment")
def _comment(cast: Cast) -> Good:
    agreement = agreement_in(cast, "negotiating")
    party = agreement.parties.get(unit=cast.unit_a)
    return "unit_a", {"id": gid(agreement), "text": "时段能否提前", "party": gid(party)}


@good("agreementSupplement")
def _supplement(cast: Cast) -> Good:
    return "street_a", {"id": gid(agreement_in(cast, "active"))}


@good("agreementAssess")
def _assess(cast: Cast) -> Good:
    return "unit_a", {"id": gid(aged(agreement_in(cast, "active"), in_days(10)))}


@good("agreementEvaluate")
def _evaluate(cast: Cast) -> Good:
    agreement = agreement_in(cast, "evaluating")
    party = agreement.parties.get(unit=cast.unit_a)
    return "unit_a", {"id": gid(agreement), "score": 5, "words": "好", "opinion": "RENEW", "party": gid(party)}


@good("agreementRenew")
def _renew(cast: Cast) -> Good:
    return "unit_a", {"id": gid(agreement_in(cast, "evaluated"))}


@good("agreementLapse")
def _lapse(cast: Cast) -> Good:
    return "street_a", {"id": gid(agreement_in(cast, "evaluated")), "reason": "任务已完成"}


@good("agreementScan")
def _scan(cast: Cast) -> Good:
    papers = [{"name": "盖章页.png", "contentBase64": b64encode(png()).decode()}]
    return "street_a", {"id": gid(agreement_in(cast, "active")), "papers": papers}
