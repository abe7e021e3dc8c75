"""Agreements after the first draft: templates, negotiation, supplements, evaluation, renewal, sealed papers."""

from typing import Any

from cast import Cast
from matrix.people import COMMUNITY_A, OFFICE, STREET_A, UNIT_A
from matrix.rows import nothing, reason, row
from samples import photo
from stories import aged, agreement_in, in_days, signed, template_in

from core.permissions import SYSTEM
from linkage.actions import agreements, evaluations, renewals, scans, templates
from linkage.actions.templates import TemplatePromise
from linkage.models import Agreement

# The client of the tests lies in street A; templates are the district's.
SIDES = STREET_A | UNIT_A


def blank(cast: Cast) -> dict[str, Any]:
    return {
        "name": "医院共建协议模板",
        "kinds": ["hospital"],
        "title": "{牵头组织}与{单位}共建协议",
        "aim": "便民就医",
        "commitments": [TemplatePromise("unit", "义诊", 1, "次", "month")],
    }


row(templates.template_create, nothing, {OFFICE}, given=blank)
row(templates.template_edit, lambda cast: template_in(), {OFFICE}, subject="template", given=blank)
row(templates.template_retire, lambda cast: template_in(), {OFFICE}, subject="template")
row(templates.template_restore, lambda cast: template_in("retired"), {OFFICE}, subject="template")


def start(cast: Cast) -> dict[str, Any]:
    return {"organization": cast.community_a, "units": [cast.unit_a]}


row(
    templates.agreement_start,
    lambda cast: template_in(),
    STREET_A | COMMUNITY_A | UNIT_A,
    subject="template",
    given=start,
)
row(
    agreements.agreement_comment,
    lambda cast: agreement_in(cast, "negotiating"),
    SIDES,
    subject="agreement",
    given=lambda cast: {"text": "时段能否提前"},
)
row(renewals.agreement_supplement, lambda cast: agreement_in(cast, "active"), SIDES, subject="agreement")
row(
    evaluations.agreement_assess,
    lambda cast: aged(agreement_in(cast, "active"), in_days(10)),
    SIDES,
    subject="agreement",
)
row(
    evaluations.agreement_evaluate,
    lambda cast: agreement_in(cast, "evaluating"),
    SIDES,
    subject="agreement",
    given=lambda cast: {"score": 4},
)
row(renewals.agreement_renew, lambda cast: agreement_in(cast, "evaluated"), SIDES, subject="agreement")
row(evaluations.agreement_lapse, lambda cast: agreement_in(cast, "evaluated"), SIDES, subject="agreement", given=reason)
row(
    scans.agreement_scan,
    lambda cast: agreement_in(cast, "active"),
    SIDES,
    subject="agreement",
    given=lambda cast: {"papers": [photo()]},
)


def supplement_waiting(cast: Cast) -> Agreement:
    """A supplement that was signed for a later day, which has come now."""
    draft = renewals.agreement_supplement(actor=SYSTEM, agreement=agreement_in(cast, "active"))
    Agreement.objects.filter(pk=draft.pk).update(active_from=in_days(5))
    draft.refresh_from_db()
    found = signed(cast, draft)
    Agreement.objects.filter(pk=found.pk).update(active_from=in_days(0))
    found.refresh_from_db()
    return found


row(
    agreements.agreement_amend,
    supplement_waiting,
    {OFFICE, "street_a_secretary"},
    subject="supplement",
)
