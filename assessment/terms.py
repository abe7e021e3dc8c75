"""The district's settings that bear on a report, fixed on the day it is drafted."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from assessment.indicators import HUNDRED, Weights, score
from tenants.org.models import DistrictSettings


@dataclass(frozen=True, slots=True)
class Terms:
    """What a report is counted and judged by; later changes of the settings leave it alone."""

    heading: str
    document_mark: str
    claim_response_days: int
    weight_needs_met: Decimal
    weight_claims_closed: Decimal
    weight_satisfaction: Decimal
    needs_met_target: Decimal
    claims_closed_target: Decimal
    answered_on_time_target: Decimal
    satisfaction_target: Decimal

    @classmethod
    def of(cls, settings: DistrictSettings) -> "Terms":
        return cls(
            heading=settings.report_heading,
            document_mark=settings.report_document_mark,
            claim_response_days=settings.claim_response_days,
            weight_needs_met=settings.weight_needs_met,
            weight_claims_closed=settings.weight_claims_closed,
            weight_satisfaction=settings.weight_satisfaction,
            needs_met_target=settings.needs_met_target,
            claims_closed_target=settings.claims_closed_target,
            answered_on_time_target=settings.answered_on_time_target,
            satisfaction_target=settings.satisfaction_target,
        )

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Terms":
        """From what ``kept`` wrote: Decimals come back exactly."""
        text = ("heading", "document_mark", "claim_response_days")
        values: dict[str, Any] = {n: v if n in text else Decimal(v) for n, v in kept.items()}
        return cls(**values)

    def kept(self) -> dict[str, Any]:
        """JSON values for the report's row."""
        return {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(self).items()}

    @property
    def weights(self) -> Weights:
        return Weights(self.weight_needs_met, self.weight_claims_closed, self.weight_satisfaction)

    @property
    def score_target(self) -> Decimal | None:
        """The score of a place that just meets every target; ``None`` where nothing is weighed."""
        needs, claims = self.needs_met_target * HUNDRED, self.claims_closed_target * HUNDRED
        return score(needs, claims, self.satisfaction_target, self.weights).value

    def target(self, code: str) -> Decimal | None:
        """The target of an indicator in its own unit; ``None`` for one without."""
        found = {
            "need_completion_rate": self.needs_met_target * HUNDRED,
            "claim_closure_rate": self.claims_closed_target * HUNDRED,
            "answered_on_time": self.answered_on_time_target * HUNDRED,
            "satisfaction": self.satisfaction_target,
            "response_days": Decimal(self.claim_response_days),
        }.get(code)
        return None if found is None else found.quantize(Decimal("0.01"))
