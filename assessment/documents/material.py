"""The frozen rows of a report, read once, as its documents tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessment.changes import Change, changes_of
from assessment.indicators import BY_CODE, INDICATORS, SCORE, Indicator, Kind
from assessment.models import QuarterlyReport, ReportEntry, ReportFigure
from assessment.terms import Terms
from core.errors import WrongState
from core.periods import SHANGHAI, day_in_words
from tenants.org.models import Organization


@dataclass(frozen=True, slots=True)
class Figure:
    """One frozen figure with what it is compared to."""

    indicator: Indicator
    value: Decimal | None
    numerator: Decimal
    denominator: Decimal
    previous: Decimal | None
    year_before: Decimal | None

    @property
    def change(self) -> Decimal | None:
        return None if self.value is None or self.previous is None else self.value - self.previous

    @property
    def year_change(self) -> Decimal | None:
        return None if self.value is None or self.year_before is None else self.value - self.year_before


@dataclass(frozen=True, slots=True)
class Row:
    """One place with its figures by code."""

    entry: ReportEntry
    figures: Mapping[str, Figure]

    @property
    def name(self) -> str:
        return self.entry.name

    def value(self, code: str) -> Decimal | None:
        return self.figures[code].value

    @property
    def is_active(self) -> bool:
        """Whether anything at all was counted here."""
        return any(f.value for f in self.figures.values() if f.indicator.kind is Kind.COUNT)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a document tells. Streets and communities stand in the order of their rank."""

    report: QuarterlyReport
    terms: Terms
    district: Row
    streets: Sequence[Row]
    communities: Sequence[Row]
    changes: Sequence[Change]

    @property
    def issuer(self) -> str:
        return self.terms.heading or f"{self.district.name}联动工作领导小组"

    @property
    def issued_on(self) -> str:
        """成文日期 in Arabic figures (GB/T 9704)."""
        if self.report.issued_at is None:
            raise ValueError("an issued report has its moment")
        return day_in_words(self.report.issued_at.astimezone(SHANGHAI))

    def under(self, street: Row) -> list[Row]:
        return [row for row in self.communities if row.entry.street_id == street.entry.pk]


def read_material(report: QuarterlyReport) -> Material:
    """Read a frozen report in four statements; raise ``WrongState`` for one that is not issued."""
    if not report.is_frozen:
        raise WrongState("通报签发后才有正式文件，请先完成确认、审核和签发。", field="status")
    figures: dict[int, dict[str, Figure]] = {}
    for kept in ReportFigure.objects.filter(entry__report=report).order_by("id"):
        figures.setdefault(kept.entry_id, {})[kept.indicator] = Figure(
            BY_CODE[kept.indicator],
            kept.value,
            kept.numerator,
            kept.denominator,
            kept.previous,
            kept.year_before,
        )
    rows = [Row(entry, figures[entry.pk]) for entry in report.entries.order_by("path")]
    ranked = sorted(rows, key=lambda row: (row.entry.rank is None, row.entry.rank or 0, row.entry.path))
    by_level: dict[str, list[Row]] = {level: [] for level in Organization.Level.values}
    for row in ranked:
        by_level[row.entry.level].append(row)
    return Material(
        report=report,
        terms=Terms.read(report.terms),
        district=by_level[Organization.Level.DISTRICT][0],
        streets=by_level[Organization.Level.SUBDISTRICT],
        communities=by_level[Organization.Level.COMMUNITY],
        changes=changes_of(report),
    )


def said(indicator: Indicator, value: Decimal | None) -> str:
    """A value as an office writes it: whole counts, one decimal for shares, two for means; a dash for none."""
    if value is None:
        return "—"
    text = f"{value:.{indicator.places}f}"
    return f"{text}%" if indicator.unit == "%" else text


SHOWN = tuple(i for i in INDICATORS if i.code != SCORE)
