"""Filling a report: entries for all places, tallies with ids, figures with changes, ranks. Written by actions only."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from assessment.counting import LEVELS, Tallies, Tree, freeze, rolled_up
from assessment.indicators import SCORE, Tally, Value, ranks_of, values_of
from assessment.models import QuarterlyReport, ReportEntry, ReportFigure, ReportTally
from assessment.terms import Terms
from core.periods import Quarter
from tenants.org.models import Organization

_BATCH = 5000


def write_entries(report: QuarterlyReport, statuses: Mapping[str, str] | None = None) -> list[ReportEntry]:
    """One entry for every place in use, the highest first; ``statuses`` by path is what a correction takes over."""
    taken = statuses or {}
    places = list(Organization.objects.in_use().filter(level__in=LEVELS).order_by("path"))
    streets: dict[str, ReportEntry] = {}
    written: list[ReportEntry] = []
    for wave in (False, True):
        rows = []
        for place in places:
            is_community = place.level == Organization.Level.COMMUNITY
            if is_community is not wave:
                continue
            entry = ReportEntry(
                report=report,
                organization=place,
                path=place.path,
                name=place.name,
                level=place.level,
                status=taken.get(place.path, ReportEntry.Status.DRAFT),
                street=_above(streets, place.path) if is_community else None,
            )
            if place.level == Organization.Level.SUBDISTRICT:
                streets[place.path] = entry
            rows.append(entry)
        written += ReportEntry.objects.bulk_create(rows, batch_size=_BATCH)
    return written


def _above(streets: Mapping[str, ReportEntry], path: str) -> ReportEntry | None:
    found = [entry for street, entry in streets.items() if path.startswith(street)]
    return found[0] if found else None


def count_entries(report: QuarterlyReport, entries: Sequence[ReportEntry]) -> None:
    """Count the quarter for these entries and write their tallies anew."""
    everyone = set(report.entries.values_list("path", flat=True))
    ReportTally.objects.filter(entry__in=[entry.pk for entry in entries]).delete()
    freeze(
        [entry.pk for entry in entries],
        report.period,
        tree=Tree.read().counting_for(everyone),
        answer_days=Terms.read(report.terms).claim_response_days,
        excluded=report.excluded,
    )


def own_tallies(report: QuarterlyReport) -> Tallies:
    """What was counted at each place itself, by path and verb."""
    found: Tallies = {}
    rows = ReportTally.objects.filter(entry__report=report)
    for path, verb, count, hits, total in rows.values_list("entry__path", "verb", "count", "hits", "total"):
        found.setdefault(path, {})[verb] = Tally(count, hits, total)
    return found


def write_figures(report: QuarterlyReport) -> None:
    """Figures of all entries from their tallies, with scores, ranks and the change on earlier reports."""
    entries = list(report.entries.all())
    sums = rolled_up(own_tallies(report), [entry.path for entry in entries])
    weights = Terms.read(report.terms).weights
    values = {entry.pk: values_of(sums[entry.path], weights) for entry in entries}
    # Tens of thousands of rows on which nothing hangs: one statement, without collecting them first.
    rows = ReportFigure.objects.filter(entry__in=report.entries.values("pk"))
    rows._raw_delete(rows.db)
    ReportFigure.objects.bulk_create(
        [
            ReportFigure(
                entry=entry,
                indicator=code,
                value=value.value,
                numerator=value.numerator,
                denominator=value.denominator,
            )
            for entry in entries
            for code, value in values[entry.pk].items()
        ],
        batch_size=_BATCH,
    )
    _write_ranks(entries, values)
    write_changes(report)


def _write_ranks(entries: Iterable[ReportEntry], values: Mapping[int, Mapping[str, Value]]) -> None:
    changed = []
    by_level: dict[str, list[ReportEntry]] = {}
    for entry in entries:
        by_level.setdefault(entry.level, []).append(entry)
    for level, rows in by_level.items():
        ranks = ranks_of({entry.pk: values[entry.pk][SCORE].value for entry in rows})
        for entry in rows:
            rank = None if level == Organization.Level.DISTRICT else ranks[entry.pk]
            changed.append((entry.pk, values[entry.pk][SCORE].value, rank))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessment_reportentry e SET score = n.score, rank = n.rank"
            " FROM unnest(%s::bigint[], %s::numeric[], %s::int[]) AS n (id, score, rank) WHERE e.id = n.id",
            [list(column) for column in zip(*changed, strict=True)],
        )


# Each value is looked up by the two unique keys on the way to it: a plan that needs no statistics, which a district
# just made does not have.
_CHANGES = """
    UPDATE assessment_reportfigure t SET previous = n.previous, year_before = n.year_before
      FROM (SELECT f.id,
                   (SELECT pf.value FROM assessment_reportentry pe
                      JOIN assessment_reportfigure pf ON pf.entry_id = pe.id AND pf.indicator = f.indicator
                     WHERE pe.organization_id = e.organization_id
                       AND pe.report_id = (SELECT id FROM assessment_quarterlyreport WHERE status = 'issued'
                                              AND (year, quarter) = (%(last_year)s, %(last)s))) AS previous,
                   (SELECT yf.value FROM assessment_reportentry ye
                      JOIN assessment_reportfigure yf ON yf.entry_id = ye.id AND yf.indicator = f.indicator
                     WHERE ye.organization_id = e.organization_id
                       AND ye.report_id = (SELECT id FROM assessment_quarterlyreport WHERE status = 'issued'
                                              AND (year, quarter) = (%(year)s - 1, %(quarter)s))) AS year_before
              FROM assessment_reportfigure f
              JOIN assessment_reportentry e ON e.id = f.entry_id AND e.report_id = %(report)s) n
     WHERE t.id = n.id
       AND (t.previous, t.year_before) IS DISTINCT FROM (n.previous, n.year_before)
"""
_RANK_CHANGES = """
    UPDATE assessment_reportentry t SET previous_rank = p.rank
      FROM assessment_reportentry p
      JOIN assessment_quarterlyreport r ON r.id = p.report_id AND r.status = 'issued'
           AND (r.year, r.quarter) = (%(last_year)s, %(last)s)
     WHERE t.report_id = %(report)s AND t.organization_id = p.organization_id
       AND t.previous_rank IS DISTINCT FROM p.rank
"""


def write_changes(report: QuarterlyReport) -> None:
    """Set beside every figure its value in the reports in force of the last quarter and of the year before."""
    last = report.period.previous
    parameters = {
        "report": report.pk,
        "year": report.year,
        "quarter": report.quarter,
        "last_year": last.year,
        "last": last.number,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES, parameters)
        cursor.execute(_RANK_CHANGES, parameters)


def in_force(quarter: Quarter) -> QuarterlyReport | None:
    """The issued report of that quarter that no correction has replaced."""
    found: QuarterlyReport | None = QuarterlyReport.objects.filter(
        year=quarter.year, quarter=quarter.number, status=QuarterlyReport.Status.ISSUED
    ).first()
    return found


def content_hash(report: QuarterlyReport) -> str:
    """SHA-256 over every figure and every counted id of a report; 64 hexadecimal digits."""
    digest = hashlib.sha256()
    figures = ReportFigure.objects.filter(entry__report=report).order_by("entry__path", "indicator")
    for row in figures.values_list("entry__path", "entry__rank", "indicator", "value", "numerator", "denominator"):
        digest.update(json.dumps([str(cell) for cell in row], ensure_ascii=False).encode())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.path, t.verb, t.count, md5(array_to_string(t.events, ',')) FROM assessment_reporttally t"
            " JOIN assessment_reportentry r ON r.id = t.entry_id WHERE r.report_id = %s ORDER BY 1, 2",
            [report.pk],
        )
        for row in cursor.fetchall():
            digest.update(json.dumps(row, ensure_ascii=False).encode())
    return digest.hexdigest()
