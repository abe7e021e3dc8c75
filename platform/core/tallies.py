"""How many rows of a model stand in each status at each place, kept by the database as they are written.

A trigger on each tallied table adds a row of ±1 to its ``StatusTally`` in the transaction of the write, whoever writes
and by whatever way. Rows are only added, so two writers never wait for each other over a count; a place's count is the
sum of its rows, and ``fold`` now and then puts the rows of one count together. The key is the place itself and not its
path: where places move, nothing is to be done.
"""

from typing import Any, ClassVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet

from core.visibility import NOTHING


class Tallied:
    """A model with ``organization`` and ``status`` whose rows are tallied, all but those ``UNTALLIED``.

    Whoever may view a district's root sees every tallied row: the rule of visibility must hold to that. ``TALLY`` names
    the model of its tally. The trigger stands in a migration of the same app and leaves out the same rows.
    """

    TALLY: ClassVar[str]
    UNTALLIED: ClassVar[Q] = NOTHING


# One at a time of those who put other rows in the place of rows; writers, who only add, go on.
_ALONE = "LOCK TABLE {tally} IN SHARE UPDATE EXCLUSIVE MODE"
_FOLD = """
    WITH gone AS (
        DELETE FROM {tally} WHERE (organization_id, status) IN (
            SELECT organization_id, status FROM {tally} GROUP BY 1, 2 HAVING count(*) > 1 OR sum(n) = 0)
        RETURNING organization_id, status, n
    )
    INSERT INTO {tally} (organization_id, status, n)
    SELECT organization_id, status, sum(n) FROM gone GROUP BY 1, 2 HAVING sum(n) <> 0
"""
_DIFFERENCES = """
    SELECT organization_id, status, sum(n)::bigint FROM (
        SELECT organization_id, status, n FROM {tally}
        UNION ALL SELECT organization_id, status, -n FROM ({counted}) AS c(organization_id, status, n)
    ) AS both_ways GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2
"""
_REBUILD = """
    WITH gone AS (DELETE FROM {tally})
    INSERT INTO {tally} (organization_id, status, n) SELECT * FROM ({counted}) AS counted
"""


def tallied_models() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, Tallied)]


def tally_of(model: Any) -> Any:
    """The model of a tallied model's tally."""
    return apps.get_model(model._meta.app_label, model.TALLY)


def fold() -> None:
    """Put together the rows of each count, in one statement for each tally: whoever counts meanwhile sees all of the
    rows before or all of those after."""
    for model in tallied_models():
        _replace(_FOLD, tally_of(model), [])


def differences() -> list[tuple[str, int, str, int]]:
    """Table, place, status and by how much the tallies say more than the rows; empty if all is right."""
    found: list[tuple[str, int, str, int]] = []
    with connection.cursor() as cursor:
        for model in tallied_models():
            counted, parameters = _counted(model)
            cursor.execute(_DIFFERENCES.format(tally=_table(tally_of(model)), counted=counted), parameters)
            found += [(model._meta.db_table, *row) for row in cursor.fetchall()]
    return found


def rebuild() -> None:
    """Count everything anew. What others are writing at this moment is added when they commit, as always."""
    for model in tallied_models():
        counted, parameters = _counted(model)
        _replace(_REBUILD.replace("{counted}", counted), tally_of(model), parameters)


def _replace(statement: str, tally: Any, parameters: list[Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_ALONE.format(tally=_table(tally)))
        cursor.execute(statement.replace("{tally}", _table(tally)), parameters)


def _table(model: Any) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _counted(model: Any) -> tuple[str, list[Any]]:
    """The statement that counts the rows themselves."""
    rows: QuerySet[Any] = model._base_manager.exclude(model.UNTALLIED)
    sql, given = rows.values_list("organization_id", "status").annotate(n=Count("*")).query.sql_with_params()
    return sql, list(given)
