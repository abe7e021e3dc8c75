"""Counting the events of a quarter, for all places at once and in one statement.

The same statement serves a live figure and a frozen one, so that the two can never tell different stories. An event
counts for the place it belonged to when it happened; events of a grid or an area count for the nearest place above
that has an entry of its own. Cost follows from the events of the quarter: the index on (verb, at) leads to them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Q

from assessment.indicators import VERBS, Indicator, Tally
from core.periods import Quarter
from core.permissions import ancestor_paths
from tenants.org.models import Organization

# Levels that have figures of their own.
LEVELS = (Organization.Level.DISTRICT, Organization.Level.SUBDISTRICT, Organization.Level.COMMUNITY)

# `taken` is the time to answer a claim, `given` the mean of both sides' scores; see resources.actions.claims.
_COUNTED = """
    WITH tree AS (SELECT * FROM unnest(%(paths)s::text[], %(places)s::text[]) AS t (path, place)),
    counted AS (
        SELECT e.id, e.verb,
               COALESCE(t.place, (
                   SELECT p.place FROM tree p
                    WHERE p.path = p.place AND starts_with(e.organization_path, p.place)
                    ORDER BY length(p.place) DESC LIMIT 1)) AS place,
               CASE WHEN e.verb IN ('claim.confirm', 'claim.decline')
                    THEN e.at - (e.data->>'proposed_at')::timestamptz END AS taken,
               CASE WHEN e.verb = 'claim.close'
                    THEN ((e.data->'scores'->>'owner')::numeric + (e.data->'scores'->>'claimant')::numeric) / 2
               END AS given
          FROM core_event e
          LEFT JOIN tree t ON t.path = e.organization_path
         WHERE e.verb = ANY(%(verbs)s) AND e.at >= %(start)s AND e.at < %(end)s
           AND starts_with(e.organization_path, %(below)s)
           AND NOT (e.id = ANY(%(excluded)s))
    ),
    tallies AS (
        SELECT place, verb, count(*) AS count, count(*) FILTER (WHERE taken <= %(limit)s) AS hits,
               round(COALESCE(sum(extract(epoch FROM taken) / 86400), sum(given), 0), 4) AS total,
               {ids} AS events
          FROM counted WHERE place IS NOT NULL GROUP BY place, verb
    )
"""
_LIVE = _COUNTED.format(ids="NULL::bigint[]") + "SELECT place, verb, count, hits, total FROM tallies"  # noqa: S608
_INSERT = """
    INSERT INTO assessment_reporttally (entry_id, verb, count, hits, total, events)
    SELECT r.id, t.verb, t.count, t.hits, t.total, t.events
      FROM tallies t JOIN assessment_reportentry r ON r.path = t.place
     WHERE r.id = ANY(%(entries)s)
"""
_FREEZE = _COUNTED.format(ids="array_agg(id ORDER BY id)") + _INSERT

Tallies = dict[str, dict[str, Tally]]


@dataclass(frozen=True, slots=True)
class Tree:
    """Which place each path of the tree counts for."""

    places: Mapping[str, str]

    @classmethod
    def read(cls) -> "Tree":
        """The tree as it stands, retired places included: what happened there still counts above them."""
        return cls.of(Organization.objects.values_list("path", "level"))

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str]]) -> "Tree":
        """From the paths and levels of all places, or of all below one."""
        known = list(rows)
        own = {path for path, level in known if level in LEVELS}
        places: dict[str, str] = {}
        for path, _ in known:
            above = [found for found in ancestor_paths(path) if found in own]
            if above:
                places[path] = above[-1]
        return cls(places)

    def counting_for(self, places: Collection[str]) -> "Tree":
        """The same tree where only these places have entries; all others count for the nearest above."""
        found = {}
        for path in self.places:
            above = [p for p in ancestor_paths(path) if p in places]
            if above:
                found[path] = above[-1]
        return Tree(found)


def count_live(quarter: Quarter, *, tree: Tree, answer_days: int, below: str, excluded: Iterable[int] = ()) -> Tallies:
    """Tallies of every place at or below a path from the events so far, keyed by the place's path and the verb.

    They hold what happened at the place itself; ``rolled_up`` adds what lies below.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LIVE, _parameters(quarter, tree, answer_days, below, excluded))
        found: Tallies = {}
        for place, verb, count, hits, total in cursor.fetchall():
            found.setdefault(place, {})[verb] = Tally(count, hits, total)
    return found


def freeze(entries: Iterable[int], quarter: Quarter, *, tree: Tree, answer_days: int, excluded: Iterable[int]) -> None:
    """Write the tallies of these entries, with the ids of what was counted. The entries hold none before."""
    parameters = _parameters(quarter, tree, answer_days, "", excluded)
    with connection.cursor() as cursor:
        cursor.execute(_FREEZE, {**parameters, "entries": list(entries)})


def _parameters(quarter: Quarter, tree: Tree, answer_days: int, below: str, excluded: Iterable[int]) -> dict[str, Any]:
    return {
        "paths": list(tree.places),
        "places": list(tree.places.values()),
        "verbs": list(VERBS),
        "start": quarter.start,
        "end": quarter.end,
        "below": below,
        "excluded": list(excluded),
        "limit": timedelta(days=answer_days),
    }


def rolled_up(own: Tallies, places: Iterable[str]) -> Tallies:
    """For every place what happened there and anywhere below it; empty for a place where nothing did."""
    found: Tallies = {path: {} for path in places}
    for path, tallies in own.items():
        for above in ancestor_paths(path):
            if above not in found:
                continue
            sums = found[above]
            for verb, tally in tallies.items():
                sums[verb] = sums.get(verb, Tally()) + tally
    return found


def live_events(indicator: Indicator, quarter: Quarter, below: str) -> Q:
    """The events that a live figure counts: the same conditions as the counting statement."""
    return Q(
        verb__in=indicator.verbs,
        at__gte=quarter.start,
        at__lt=quarter.end,
        organization_path__startswith=below,
    )


def frozen_ids(report_id: int, indicator: Indicator, below: str) -> list[int]:
    """The ids of exactly the events that a frozen figure counted, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i FROM assessment_reporttally t JOIN assessment_reportentry r ON r.id = t.entry_id,"
            " unnest(t.events) AS i"
            " WHERE r.report_id = %s AND starts_with(r.path, %s) AND t.verb = ANY(%s) ORDER BY i",
            [report_id, below, list(indicator.verbs)],
        )
        return [row[0] for row in cursor.fetchall()]
