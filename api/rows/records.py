"""Types that stand for rows of a model."""

from functools import cache
from typing import Any

import graphene
from django.db import models
from graphene.types.objecttype import ObjectTypeOptions
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLResolveInfo

from api.rows.fields import Identifier, Planned
from api.rows.shapes import Shape

_RECORDS: dict[str, "type[Record]"] = {}
TYPE = "__typename"


class Node(graphene.Interface):
    class Meta:
        description = "有全局编号的记录，可以用 node(id) 直接读取。"

    id = graphene.ID(required=True, description="全局编号，在本区内唯一。")

    @classmethod
    def resolve_type(cls, row: dict[Any, Any], info: GraphQLResolveInfo) -> "type[Record]":
        return record_named(row[TYPE])


class RecordOptions(ObjectTypeOptions):
    model: Any = None
    ordering: Any = None
    filters: Any = None


class Record(Shape):
    """Base of all types with rows. ``Meta``: ``model``, ``description``, ``filters`` and ``ordering`` of its lists."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(
        cls, model: Any = None, filters: Any = None, ordering: Any = None, _meta: Any = None, **options: Any
    ) -> None:
        options.setdefault("name", cls.__name__.removesuffix("Type"))
        name = options["name"]
        _meta = RecordOptions(cls)
        _meta.model = model
        _meta.filters = filters or {}
        _meta.ordering = ordering
        cls.id = Identifier(name)
        super().__init_subclass_with_meta__(_meta=_meta, interfaces=(Node,), **options)
        _RECORDS[name] = cls

    @classmethod
    @cache
    def planned(cls) -> dict[str, Planned]:
        """Fields that need rows, by their name in the interface."""
        return {
            field.name or to_camel_case(name): field
            for name, field in cls._meta.fields.items()
            if isinstance(field, Planned)
        }

    @classmethod
    def visible(cls, info: GraphQLResolveInfo) -> models.QuerySet[Any]:
        """Rows that the caller may see."""
        rows: models.QuerySet[Any] = cls._meta.model.objects.visible_to(info.context.actor)
        return rows


def record_named(name: str) -> type[Record]:
    return _RECORDS[name]


def record_for(label: str) -> type[Record] | None:
    """The type of a model named ``app.model`` in lower case."""
    return next((r for r in _RECORDS.values() if r._meta.model._meta.label_lower == label), None)


def all_records() -> list[type[Record]]:
    return list(_RECORDS.values())
