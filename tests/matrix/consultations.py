"""五项权力: the district and its departments ask and answer, streets give opinions, propose and appraise."""

from typing import Any

from cast import Cast
from emerging import appraisal, consultation_in, planning
from matrix.people import COMMUNITY_A, OFFICE
from matrix.rows import PLACES_A, nothing, reason, row

from core.periods import today
from linkage.consultations.actions import appraisals, consultations

STREET = PLACES_A - COMMUNITY_A
ASKERS = {OFFICE, "department"}


def proposal(cast: Cast) -> dict[str, Any]:
    return {"organization": cast.street_a, "kind": "project", "title": "增设停车位", "content": "建议利用闲置地块。"}


def proposed(cast: Cast) -> Any:
    return consultations.consultation_propose(actor=cast.actor("street_a"), **proposal(cast))


def asked(cast: Cast) -> Any:
    return consultation_in(cast, "asked")


row(consultations.consultation_ask, nothing, {OFFICE}, case="of-the-district", given=planning)
row(
    consultations.consultation_ask,
    nothing,
    ASKERS,
    case="of-a-department",
    given=lambda cast: planning(cast, department=cast.department),
)
row(consultations.consultation_propose, nothing, STREET, given=proposal)
row(
    consultations.consultation_opine,
    asked,
    STREET,
    subject="consultation",
    given=lambda cast: {"opinion": "suggest", "reason": "建议延后"},
)
row(
    consultations.consultation_reply,
    lambda cast: consultation_in(cast, "answered"),
    ASKERS,
    subject="consultation",
    given=lambda cast: {"adopted": "partly", "reply": "部分采纳"},
)
row(consultations.consultation_withdraw, asked, ASKERS, subject="consultation", given=reason)
row(consultations.consultation_withdraw, proposed, STREET, case="proposal", subject="consultation", given=reason)
row(
    appraisals.outpostappraisal_give,
    nothing,
    STREET,
    given=lambda cast: {"outpost": cast.outpost_a, "year": today().year, "score": "90", "words": "联动有力"},
)
row(
    appraisals.outpostappraisal_revise,
    appraisal,
    STREET,
    subject="appraisal",
    given=lambda cast: {"score": "95", "words": "更好"},
)
