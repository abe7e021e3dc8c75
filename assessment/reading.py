"""Figures of any quarter for the pages: frozen ones where the report is issued, else counted live by the same rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from django.db.models import Q

from assessment.counting import LEVELS, Tree, count_live, rolled_up
from assessment.indicators import BY_CODE, Indicator, values_of
from assessment.models import QuarterlyReport, ReportFigure
from assessment.terms import Terms
from core.periods import Quarter
from core.permissions import Actor, Perm
from tenants.org.models import DistrictSettings, Organization

# What a place is judged by, each against its target.
_JUDGED = ("need_completion_rate", "claim_closure_rate", "answered_on_time", "satisfaction")
# What is issued overrides what is still being confirmed.
_BY_WEIGHT = (QuarterlyReport.Status.DRAFT.value, QuarterlyReport.Status.ISSUED.value)
# How many quarters a trend goes back.
TREND = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure of one place with the value of the quarter before."""

    indicator: Indicator
    value: Decimal | None
    numerator: Decimal
    denominator: Decimal
    previous: Decimal | None = None

    @property
    def change(self) -> Decimal | None:
        return None if self.value is None or self.previous is None else self.value - self.previous


Figures = dict[str, Shown]


class Standing(StrEnum):
    """How a place stands against its targets."""

    MET = "met"
    PARTLY = "partly"
    BEHIND = "behind"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {"met": "全部达标", "partly": "部分达标", "behind": "多项落后", "unknown": "暂无数据"}[self]


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of a quarter at a place and its parts, by path; ``is_frozen`` once the report is issued.

    ``history`` holds the values of the place in the reports of earlier quarters, the oldest first; a quarter whose
    figures are still being confirmed has those of its draft.
    """

    quarter: Quarter
    place: Organization
    parts: Sequence[Organization]
    settings: DistrictSettings
    terms: Terms
    is_frozen: bool
    figures: Mapping[str, Figures]
    history: Sequence[tuple[Quarter, Mapping[str, Decimal | None]]]


def standing_of(terms: Terms, figures: Figures) -> Standing:
    """All targets met, less than half of them missed, or half and more; a figure without value judges nothing."""
    missed = judged = 0
    for code in _JUDGED:
        target = terms.target(code)
        value = figures[code].value if code in figures else None
        if target is None or value is None:
            continue
        judged += 1
        missed += value < target
    if not judged:
        return Standing.UNKNOWN
    if not missed:
        return Standing.MET
    return Standing.PARTLY if 2 * missed < judged else Standing.BEHIND


def may_read(actor: Actor, path: str) -> bool:
    """Whether a place's figures, and the records behind them, may be opened: one's own places and those below."""
    return any(path.startswith(own) for own in actor.paths(Perm.VIEW))


def read_quarter(quarter: Quarter, place: Organization) -> Reading:
    """Figures of a place and of the places right below it, in at most four statements."""
    below = list(
        Organization.objects.filter(path__startswith=place.path).only(
            "path", "depth", "level", "name", "code", "retired_on"
        )
    )
    parts = _parts(place, below)
    kept, issued = _reported(quarter, [place, *parts])
    settings = DistrictSettings.current()
    terms = Terms.of(settings)
    is_frozen = quarter in issued
    now = kept[quarter] if is_frozen else _live(quarter, place, parts, below, terms)
    before = kept.get(quarter.previous, {})
    figures = {
        path: {
            code: replace(one, previous=before[path][code].value) if path in before and code in before[path] else one
            for code, one in found.items()
        }
        for path, found in now.items()
    }
    history = [
        (past, {code: one.value for code, one in kept[past].get(place.path, {}).items()})
        for past in sorted(kept)
        if past < quarter
    ]
    return Reading(quarter, place, parts, settings, terms, is_frozen, figures, history)


def read_live(quarter: Quarter, place: Organization) -> Figures:
    """Figures of one place from the events so far, with what lies below it; two statements."""
    terms = Terms.of(DistrictSettings.current())
    return _live(quarter, place, [], [place], terms)[place.path]


def _parts(place: Organization, below: Sequence[Organization]) -> list[Organization]:
    """Streets of a district, communities of a street: whatever lies next below and has figures of its own."""
    inner = [o for o in below if o.path != place.path and o.level in LEVELS and o.retired_on is None]
    is_district = place.level == Organization.Level.DISTRICT
    wanted = Organization.Level.SUBDISTRICT if is_district else Organization.Level.COMMUNITY
    return [o for o in inner if o.level == wanted]


def _reported(
    quarter: Quarter, places: Sequence[Organization]
) -> tuple[dict[Quarter, dict[str, Figures]], set[Quarter]]:
    """Figures in reports: of the first place for the whole trend, of the others for this quarter and the last.

    Issued figures come before those still being confirmed; the second value says which quarters are issued.
    """
    trend, wanted = Q(), quarter
    for _ in range(TREND):
        trend |= Q(entry__report__year=wanted.year, entry__report__quarter=wanted.number)
        wanted = wanted.previous
    pair = Q(entry__report__year=quarter.year, entry__report__quarter=quarter.number) | Q(
        entry__report__year=quarter.previous.year, entry__report__quarter=quarter.previous.number
    )
    rows = ReportFigure.objects.filter(
        (trend & Q(entry__organization=places[0])) | (pair & Q(entry__organization__in=[p.pk for p in places])),
        entry__report__status__in=_BY_WEIGHT,
    )
    paths = {place.pk: place.path for place in places}
    found: dict[Quarter, dict[str, Figures]] = {}
    issued: set[Quarter] = set()
    kept = rows.order_by("id").values_list(
        "entry__report__status",
        "entry__report__year",
        "entry__report__quarter",
        "entry__organization_id",
        "indicator",
        "value",
        "numerator",
        "denominator",
    )
    for status, year, number, place, code, value, numerator, denominator in sorted(
        kept, key=lambda row: _BY_WEIGHT.index(row[0])
    ):
        if status == QuarterlyReport.Status.ISSUED and places[0].pk == place:
            issued.add(Quarter(year, number))
        figures = found.setdefault(Quarter(year, number), {}).setdefault(paths[place], {})
        figures[code] = Shown(BY_CODE[code], value, numerator, denominator)
    return found, issued


def _live(
    quarter: Quarter,
    place: Organization,
    parts: Sequence[Organization],
    below: Sequence[Organization],
    terms: Terms,
) -> dict[str, Figures]:
    tree = Tree.of((o.path, o.level) for o in below)
    own = count_live(quarter, tree=tree, answer_days=terms.claim_response_days, below=place.path)
    sums = rolled_up(own, [place.path, *(part.path for part in parts)])
    return {
        path: {
            code: Shown(BY_CODE[code], v.value, v.numerator, v.denominator)
            for code, v in values_of(tallies, terms.weights).items()
        }
        for path, tallies in sums.items()
    }
