"""Figures of any quarter for the pages: frozen ones where the report is issued, else counted live by the same rules."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import connection

from assessment.counting import Tree, count_live, rolled_up
from assessment.indicators import BY_CODE, Indicator, values_of
from assessment.models import QuarterlyReport
from assessment.terms import Terms
from core.errors import NotAllowed, NotFound
from core.periods import Quarter
from core.permissions import Actor, Perm
from tenants.org.models import DistrictSettings, Organization

# What a place is judged by, each against its target.
_JUDGED = ("need_completion_rate", "claim_closure_rate", "answered_on_time", "satisfaction")
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
    """Figures of a place and of the places right below it, in at most three statements."""
    return _read(quarter, _below(place.path))


def find_quarter(actor: Actor, quarter: Quarter, key: int | None = None) -> Reading:
    """As ``read_quarter``, of the place with this key or of the actor's own.

    ``NotAllowed`` for who works for no place, ``NotFound`` for a place of others and for one that is not there.
    """
    paths = actor.paths()
    if not paths:
        raise NotAllowed("总览供区、街道和社区使用。")
    below = _below("", key) if key is not None else _below(paths[0])
    if not below or not may_read(actor, below[0].path):
        raise NotFound(field="place")
    return _read(quarter, below)


class _Known(NamedTuple):
    """A place as the summary needs it, in the order of the model's fields; the district's settings stand beside the
    topmost, as JSON."""

    id: int
    path: str
    depth: int
    code: str
    name: str
    level: str
    retired_on: date | None
    settings: str | None

    def place(self) -> Organization:
        found: Organization = Organization.from_db(None, list(self._fields[:-1]), self[:-1])
        return found


# By hand: Django takes longer to write it than PostgreSQL to answer it.
_BELOW = """
    SELECT o.id, o.path, o.depth, o.code, o.name, o.level, o.retired_on,
           CASE WHEN o.path = top.path THEN (SELECT to_jsonb(s)::text FROM org_districtsettings s WHERE s.id = 1) END
      FROM org_organization top JOIN org_organization o ON starts_with(o.path, top.path)
     WHERE top.path = %s OR top.id = %s ORDER BY o.path
"""


def _below(path: str, key: int | None = None) -> list[_Known]:
    """The place with this path or key, first, and all below it, with the district's settings: in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [path, key])
        return [_Known(*row) for row in cursor.fetchall()]


def _settings(kept: str | None) -> DistrictSettings:
    """As ``DistrictSettings.current``, from their JSON."""
    return DistrictSettings(pk=1) if kept is None else DistrictSettings(**json.loads(kept, parse_float=Decimal))


def _read(quarter: Quarter, below: Sequence[_Known]) -> Reading:
    place, parts = below[0].place(), _parts(below)
    kept, issued = _reported(quarter, [place, *parts])
    settings = _settings(below[0].settings)
    terms = Terms.of(settings)
    is_frozen = quarter in issued
    tree = Tree.of((known.path, known.level) for known in below)
    now = kept[quarter] if is_frozen else _live(quarter, place, parts, tree, terms)
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
    return _live(quarter, place, [], Tree.of([(place.path, place.level)]), terms)[place.path]


def _parts(below: Sequence[_Known]) -> list[Organization]:
    """Streets of a district, communities of a street: whatever lies next below and has figures of its own."""
    is_district = below[0].level == Organization.Level.DISTRICT
    wanted = Organization.Level.SUBDISTRICT if is_district else Organization.Level.COMMUNITY
    return [known.place() for known in below[1:] if known.level == wanted and known.retired_on is None]


# What is issued comes after, and so overrides, what is still being confirmed.
_KEPT = """
    SELECT r.status, r.year, r.quarter, e.organization_id, f.indicator, f.value, f.numerator, f.denominator
      FROM assessment_quarterlyreport r
      JOIN assessment_reportentry e ON e.report_id = r.id
      JOIN assessment_reportfigure f ON f.entry_id = e.id
     WHERE r.status IN (%(draft)s, %(issued)s)
       AND r.year * 4 + r.quarter BETWEEN %(last)s - %(trend)s + 1 AND %(last)s
       AND (e.organization_id = %(place)s
            OR e.organization_id = ANY(%(parts)s) AND r.year * 4 + r.quarter >= %(last)s - 1)
     ORDER BY r.status = %(issued)s, f.id
"""


def _reported(
    quarter: Quarter, places: Sequence[Organization]
) -> tuple[dict[Quarter, dict[str, Figures]], set[Quarter]]:
    """Figures in reports: of the first place for the whole trend, of the others for this quarter and the last.

    Issued figures come before those still being confirmed; the second value says which quarters are issued.
    """
    paths = {place.pk: place.path for place in places}
    parameters: dict[str, Any] = {
        "draft": QuarterlyReport.Status.DRAFT.value,
        "issued": QuarterlyReport.Status.ISSUED.value,
        "last": quarter.year * 4 + quarter.number,
        "trend": TREND,
        "place": places[0].pk,
        "parts": list(paths),
    }
    found: dict[Quarter, dict[str, Figures]] = {}
    issued: set[Quarter] = set()
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, parameters)
        for status, year, number, place, code, value, numerator, denominator in cursor.fetchall():
            when = Quarter(year, number)
            if status == QuarterlyReport.Status.ISSUED and places[0].pk == place:
                issued.add(when)
            figures = found.setdefault(when, {}).setdefault(paths[place], {})
            figures[code] = Shown(BY_CODE[code], value, numerator, denominator)
    return found, issued


def _live(
    quarter: Quarter,
    place: Organization,
    parts: Sequence[Organization],
    tree: Tree,
    terms: Terms,
) -> dict[str, Figures]:
    own = count_live(quarter, tree=tree, answer_days=terms.claim_response_days, below=place.path)
    sums = rolled_up(own, [place.path, *(part.path for part in parts)])
    return {
        path: {
            code: Shown(BY_CODE[code], v.value, v.numerator, v.denominator)
            for code, v in values_of(tallies, terms.weights).items()
        }
        for path, tallies in sums.items()
    }
