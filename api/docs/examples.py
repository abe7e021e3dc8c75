"""An example operation for every query and every mutation, made from the schema, so that none is ever out of date."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graphene.types.definitions import GrapheneInputObjectType
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
)

from api.mutations.inputs import IdInput
from api.rows.ids import global_id

_SAMPLES = {
    "String": "文字",
    "Int": 1,
    "Float": 1.5,
    "Boolean": True,
    "Decimal": "12.50",
    "Date": "2026-11-22",
    "DateTime": "2026-11-22T09:00:00+08:00",
}
# Texts of a form of their own.
_NAMED = {"quarter": "2026Q3"}
# A few values of each record show the manner; all of them are in the table beside the example.
_VALUES = 4
_FIRST = 5


@dataclass(frozen=True, slots=True)
class Example:
    """One operation: its text and its variables."""

    text: str
    variables: dict[str, Any] = field(default_factory=dict)

    @property
    def variables_json(self) -> str:
        return json.dumps(self.variables, ensure_ascii=False, indent=2)


def query_example(name: str, source: GraphQLField) -> Example:
    """A query with the arguments that it demands; a list asks for its first few records."""
    type_ = get_named_type(source.type)
    demanded = {key: argument for key, argument in source.args.items() if is_required_argument(argument)}
    given = [f"{key}: ${key}" for key in demanded]
    if "first" in source.args:
        given.append(f"first: {_FIRST}")
    head = ", ".join(f"${key}: {argument.type}" for key, argument in demanded.items())
    call = f"{name}({', '.join(given)})" if given else name
    lines = [f"query ({head}) {{" if head else "{", *_indent([call + " {", *_indent(_selection(type_)), "}"]), "}"]
    return Example(
        "\n".join(lines), {key: _NAMED.get(key) or _sample(a.type, of=type_.name) for key, a in demanded.items()}
    )


def mutation_example(name: str, source: GraphQLField) -> Example:
    """A mutation with every item of its input, and what its payload has to say."""
    given = source.args["input"].type
    payload = get_named_type(source.type)
    assert isinstance(payload, GraphQLObjectType)
    below = []
    for key, found in payload.fields.items():
        inner = get_named_type(found.type)
        below += [key] if is_leaf_type(inner) else [f"{key} {{ {' '.join(_values(inner, 3))} }}"]
    lines = [f"mutation ($input: {given}) {{", f"  {name}(input: $input) {{", *_indent(below, 4), "  }", "}"]
    return Example("\n".join(lines), {"input": _sample(given)})


def _selection(type_: Any) -> list[str]:
    if type_.name.endswith("Connection"):
        node = get_named_type(type_.fields["nodes"].type)
        counted = ["totalCount"] if "totalCount" in type_.fields else []
        return ["nodes {", *_indent(_record(node)), "}", "pageInfo { hasNextPage endCursor }", *counted]
    return _record(type_)


def _record(type_: Any) -> list[str]:
    """A few values of a record, and of the first record that it leads to."""
    if isinstance(type_, GraphQLInterfaceType):
        return ["__typename", "id"]
    lines = [" ".join(_values(type_, _VALUES))]
    for key, found in type_.fields.items():
        inner = get_named_type(found.type)
        alone = not is_list_type(get_nullable_type(found.type)) and not found.args
        if isinstance(inner, GraphQLObjectType) and alone and inner is not type_:
            lines.append(f"{key} {{ {' '.join(_values(inner, 2))} }}")
            break
    return [line for line in lines if line]


def _values(type_: Any, most: int) -> list[str]:
    if isinstance(type_, GraphQLInterfaceType):
        return ["__typename", "id"]
    plain = [key for key, found in type_.fields.items() if is_leaf_type(get_named_type(found.type)) and not found.args]
    return plain[:most] or ["__typename"]


def _sample(type_: Any, *, of: str = "") -> Any:
    """A value of a type; an id is one ``of`` this type of record."""
    inner = get_nullable_type(type_)
    if is_list_type(inner):
        return [_sample(inner.of_type, of=of)]
    if isinstance(inner, GrapheneInputObjectType):
        declared = inner.graphene_type._meta.fields
        return {key: _sample(found.type, of=_taken(declared[found.out_name])) for key, found in inner.fields.items()}
    if isinstance(inner, GraphQLEnumType):
        return next(iter(inner.values))
    if inner.name == "ID":
        return global_id("Organization" if of == "Node" else of, 1)
    return _SAMPLES[inner.name]


def _taken(declared: Any) -> str:
    """The first type whose ids a value of an input takes, if it takes ids."""
    return declared.types[0] if isinstance(declared, IdInput) else ""


def _indent(lines: Iterable[str], by: int = 2) -> list[str]:
    return [" " * by + line for line in lines]
