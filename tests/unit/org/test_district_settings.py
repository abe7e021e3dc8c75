"""What a district sets for itself."""

from decimal import Decimal

import pytest

from core.errors import InvalidInput, NotAllowed, StaleVersion
from core.models import Event
from linkage.models import AgreementRules
from tenants.org.actions.settings import settings_edit
from tenants.org.models import DistrictSettings

SETTINGS = {
    "claim_response_days": 5,
    "report_heading": "中共静安区委组织部",
    "report_document_mark": "静组通报",
    "weight_needs_met": Decimal("0.5"),
    "weight_claims_closed": Decimal("0.3"),
    "weight_satisfaction": Decimal("0.2"),
}


def test_the_district_office_changes_the_settings(cast):
    fresh = settings_edit(actor=cast.actor("office"), **SETTINGS)
    assert DistrictSettings.current().weight_needs_met == Decimal("0.500")
    assert Event.objects.get().data["changed"]["claim_response_days"] == ["3", "5"]
    with pytest.raises(StaleVersion):
        settings_edit(actor=cast.actor("office"), **SETTINGS, version=fresh.version - 1)
    for name in ("leader", "system", "security", "audit", "street_a"):
        with pytest.raises(NotAllowed):
            settings_edit(actor=cast.actor(name), **SETTINGS)


def test_the_share_of_agreements_is_a_rule_of_agreements_alone():
    # It once stood here as well, where nothing read it.
    assert "target_share" in {field.name for field in AgreementRules.rules()}
    assert not [field.name for field in DistrictSettings._meta.fields if "signed" in field.name]


def test_deadlines_and_targets_of_reports_are_settings(cast):
    given = {"report_confirm_days": 7, "report_review_days": 10, "needs_met_target": Decimal("0.7")}
    settings_edit(actor=cast.actor("office"), **SETTINGS, **given)
    settings_edit(actor=cast.actor("office"), **SETTINGS, satisfaction_target=Decimal("4.2"))
    fresh = DistrictSettings.current()
    assert (fresh.report_confirm_days, fresh.report_review_days) == (7, 10)
    assert (fresh.needs_met_target, fresh.satisfaction_target) == (Decimal("0.700"), Decimal("4.20"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("claims_closed_target", Decimal("1.2")),
        ("claims_closed_target", Decimal("NaN")),
        ("claims_closed_target", Decimal("0.12345")),
        ("claim_response_days", 0),
        ("report_review_days", 400),
        ("report_document_mark", ""),
        ("weight_needs_met", Decimal("0.9")),
        ("report_confirm_days", 0),
        ("report_review_days", 4),
        ("needs_met_target", Decimal("1.01")),
        ("answered_on_time_target", Decimal("Infinity")),
        ("satisfaction_target", Decimal("5.01")),
        ("satisfaction_target", Decimal("4.555")),
        ("satisfaction_target", "四分"),
    ],
)
def test_bad_settings_are_refused_by_field(cast, field, value):
    with pytest.raises(InvalidInput) as refusal:
        settings_edit(actor=cast.actor("office"), **{**SETTINGS, field: value})
    assert refusal.value.field == field
