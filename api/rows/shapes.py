"""Types whose values are rows, or whatever their resolvers read."""

from typing import Any

import graphene
from graphene.types.objecttype import ObjectTypeMeta


class _ShapeMeta(ObjectTypeMeta):
    """Leaves out what graphene makes of every type so that values can be made of it: a dataclass with its methods and a
    class between. For six hundred types of which nobody makes any, that is 5 MB of a web worker and a second of its
    start."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any) -> Any:
        return super(ObjectTypeMeta, cls).__new__(cls, name, bases, namespace, **options)


class Shape(graphene.ObjectType, metaclass=_ShapeMeta):
    """An object type that describes fields; nothing is ever made of it."""

    class Meta:
        abstract = True
