"""What places are judged by."""

from dataclasses import replace
from decimal import Decimal

from assessment.terms import Terms
from tenants.org.models import DistrictSettings


def test_meeting_every_target_scores_the_target():
    terms = replace(
        Terms.of(DistrictSettings()),
        weight_needs_met=Decimal("0.4"),
        weight_claims_closed=Decimal("0.3"),
        weight_satisfaction=Decimal("0.3"),
        needs_met_target=Decimal("0.8"),
        claims_closed_target=Decimal("0.9"),
        satisfaction_target=Decimal("4.5"),
    )
    # .4 × 80 + .3 × 90 + .3 × (4.5 of 5 = 90)
    assert terms.score_target == Decimal("86.00")


def test_where_nothing_is_weighed_there_is_no_target():
    nothing = dict.fromkeys(("weight_needs_met", "weight_claims_closed", "weight_satisfaction"), Decimal(0))
    assert replace(Terms.of(DistrictSettings()), **nothing).score_target is None
