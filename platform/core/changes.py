"""What an edit made of a record: kept with its event, exactly for programs and in Chinese for people.

``before = snapshot(row)`` ahead of the edit, ``data=changes(row, before)`` in its event.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from core.history import plain_number
from core.periods import SHANGHAI
from core.rulebook import ListField, ShareField

Snapshot = Mapping[str, Any]
# Follow from other fields, or are told in another way.
_NOT_TOLD = frozenset({"pinyin", "version", "status"})
# Longer texts are named, not repeated: the record shows what they say now.
LONGEST = 60


def snapshot(row: models.Model) -> Snapshot:
    """The values of a row as they are, and the rows it refers to as far as they are loaded; asks nothing."""
    found: dict[str, Any] = {}
    for field in _told(row):
        value = getattr(row, field.attname)
        found[field.attname] = list(value) if isinstance(value, list) else value
        if field.is_relation and field.is_cached(row):
            found[field.name] = getattr(row, field.name)
    return found


def changes(row: models.Model, before: Snapshot, *, named_only: Collection[str] = (), also: str = "") -> dict[str, Any]:
    """For the event of an edit: ``changed`` by name of the field, from what to what, and ``note``: what people read.

    Long texts are named in the note and not repeated. ``named_only`` are fields of which nothing is kept but that they
    were changed; ``also`` says what becomes of the parts of the record. Where nothing was changed, the note says so.
    """
    changed: dict[str, list[Any]] = {}
    told: list[str] = []
    for field in _told(row):
        was, now = before[field.attname], getattr(row, field.attname)
        if was == now:
            continue
        label = str(field.verbose_name)
        if field.name in named_only:
            told.append(f"{label}已修改")
            continue
        if field.is_relation:
            was, now = (None if value is None else str(value) for value in _related(row, field, before))
        changed[field.name] = [was, now]
        old, new = in_words(field, was), in_words(field, now)
        long = isinstance(field, models.TextField) or max(len(old), len(new)) > LONGEST
        told.append(f"{label}已修改" if long else f"{label}：{old} → {new}")
    if also:
        told.append(also)
    return {"changed": changed, "note": "；".join(told) or "内容没有变化"}


def in_words(field: Any, value: Any) -> str:
    """A value of a field as people write it; ``空`` for nothing."""
    if value is None or value == "" or value == []:
        return "空"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(field, ListField):
        return field.value_to_text(value)
    if isinstance(field, ShareField):
        return f"{plain_number(Decimal(value) * 100)}%"
    if isinstance(value, list):
        return "、".join(in_words(field.base_field, each) for each in value)
    if labels := dict(field.flatchoices):
        return str(labels.get(value, value))
    if isinstance(value, datetime):
        return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def _told(row: models.Model) -> list[Any]:
    return [field for field in row._meta.concrete_fields if not field.primary_key and field.name not in _NOT_TOLD]


def _related(row: models.Model, field: Any, before: Snapshot) -> tuple[Any, Any]:
    was = before.get(field.name)
    if was is None and (key := before[field.attname]) is not None:
        was = field.related_model._base_manager.filter(pk=key).first()
    return was, getattr(row, field.name)
