"""Rows of several kinds, asked for in one statement."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject


def fetch_together(queries: Sequence[QuerySet[Any]], most: int) -> list[list[Any]]:
    """The ``most`` newest rows of each query, of whatever model; nothing that they lead to is fetched with them."""
    parts = [_told(rows, number)[:most] for number, rows in enumerate(queries)]
    first, *others = parts
    found: list[list[Any]] = [[] for _ in queries]
    for number, columns in first.union(*others, all=True) if others else first:
        found[number].append(_row(queries[number], columns))
    for rows in found:
        rows.sort(key=lambda row: -row.pk)
    return found


def _told(rows: QuerySet[Any], number: int) -> QuerySet[Any]:
    columns = JSONObject(**{field.attname: field.attname for field in rows.model._meta.concrete_fields})
    kind = Value(number, output_field=models.IntegerField())
    told: QuerySet[Any] = rows.order_by("-pk").annotate(of_kind=kind, as_told=columns).values_list("of_kind", "as_told")
    return told


def _row(rows: QuerySet[Any], columns: dict[str, Any]) -> models.Model:
    fields = rows.model._meta.concrete_fields
    names = [field.attname for field in fields]
    found: models.Model = rows.model.from_db(rows.db, names, [_read(field, columns) for field in fields])
    return found


def _read(field: Any, columns: dict[str, Any]) -> Any:
    value = columns[field.attname]
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)
