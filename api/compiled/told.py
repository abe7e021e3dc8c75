"""Fields whose value Python works out, written without graphql-core: an operation of nothing else needs no executor.

Completing a value costs graphql-core several times what it costs to take it out of a dictionary. What the selection
asks for is found out once for a request, and then put into each object.
"""

from collections.abc import Callable, Sequence
from typing import Any

import graphene
import orjson
from graphene.types.definitions import GrapheneObjectType
from graphql import FieldNode, GraphQLEnumType, GraphQLList, GraphQLNonNull, GraphQLResolveInfo, GraphQLScalarType
from graphql.execution.values import get_argument_values
from graphql.type import GraphQLOutputType

from api.compiled import NotCompiled
from api.names import camel
from api.rows.plans import selected

Shape = Callable[[Any], Any]


class Told(graphene.Field):
    """A field of ``Query`` whose resolver gives dictionaries all the way down, with the fields' Python names."""

    def tell(self, info: GraphQLResolveInfo, nodes: list[FieldNode]) -> Any:
        """The value as it stands in the answer. Raises whatever the resolver raises, and ``NotCompiled`` for a null
        that may not be: graphql-core then tells the error."""
        query: Any = info.schema.query_type
        field = query.fields[nodes[0].name.value]
        shape = _shape(field.type, nodes, info)
        assert self.resolver is not None
        return shape(self.resolver(None, info, **get_argument_values(field, nodes[0], info.variable_values)))


def tell_all(told: dict[str, tuple[Told, list[FieldNode]]], info: GraphQLResolveInfo) -> bytes:
    """The data of an operation of nothing but such fields, by response key."""
    data = {key: field.tell(info, nodes) for key, (field, nodes) in told.items()}
    return orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS)


def _shape(type_: GraphQLOutputType, nodes: Sequence[FieldNode], info: GraphQLResolveInfo) -> Shape:
    if isinstance(type_, GraphQLNonNull):
        return _required(_shape(type_.of_type, nodes, info))
    inner: Shape
    if isinstance(type_, GraphQLList):
        each = _shape(type_.of_type, nodes, info)
        inner = lambda values: [each(value) for value in values]  # noqa: E731
    elif isinstance(type_, GraphQLScalarType | GraphQLEnumType):
        inner = type_.serialize
    elif isinstance(type_, GrapheneObjectType):
        inner = _object(type_, nodes, info)
    else:
        raise NotCompiled(f"an abstract {type_}")
    return lambda value: None if value is None else inner(value)


def _required(inner: Shape) -> Shape:
    def shape(value: Any) -> Any:
        if value is None:
            raise NotCompiled("null where it may not be")
        return inner(value)

    return shape


def _object(type_: GrapheneObjectType, nodes: Sequence[FieldNode], info: GraphQLResolveInfo) -> Shape:
    fields: list[tuple[str, str, Shape]] = []
    names = {field.name or camel(name): name for name, field in type_.graphene_type._meta.fields.items()}
    for key, chosen in selected(info, type_.name, nodes).items():
        name = chosen[0].name.value
        if name == "__typename":
            fields.append((key, "", _always(type_.name)))
        else:
            fields.append((key, names[name], _shape(type_.fields[name].type, chosen, info)))
    return lambda row: {key: shape(row.get(name)) for key, name, shape in fields}


def _always(told: str) -> Shape:
    return lambda _: told
