"""The typed part of the Python client in ``api/examples/liandong``, written from the schema.

``types.py`` has a type for every enumeration, input and record; ``operations.py`` a method for every query and
mutation. Names are those of the interface, so that the reference explains the client as well.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_introspection_type,
    is_list_type,
    is_non_null_type,
)

FOLDER = Path(__file__).parents[1] / "examples/liandong"
_SCALARS = {"String": "str", "ID": "str", "Int": "int", "Float": "float", "Boolean": "bool"}
# Decimals, dates and times travel as text, so that no program rounds or shifts them.
_TEXT = "str"
_HEAD = '"""{}由 ``make schema`` 按接口描述写出，请勿手工修改。"""\n\n'
_PAGING = {"first", "after", "last", "before"}


def modules(schema: GraphQLSchema) -> dict[str, str]:
    """The text of each generated module by file name."""
    return {"types.py": "\n".join(_types(schema)), "operations.py": "\n".join(_operations(schema))}


def _types(schema: GraphQLSchema) -> Iterator[str]:
    yield _HEAD.format("接口的类型。") + "from __future__ import annotations\n"
    yield "from typing import Generic, Literal, NotRequired, TypedDict, TypeVar\n"
    yield 'T = TypeVar("T")\n'
    yield "\nclass Connection(TypedDict, Generic[T], total=False):"
    yield '    """列表的一页。"""\n'
    yield "    nodes: list[T]\n    totalCount: int\n    pageInfo: PageInfo"
    roots = (schema.query_type, schema.mutation_type)
    for name, type_ in sorted(schema.type_map.items()):
        if is_introspection_type(type_) or type_ in roots or name.endswith(("Connection", "Edge")):
            continue
        if isinstance(type_, GraphQLEnumType):
            values = ", ".join(f'"{value}"' for value in type_.values)
            yield f"\n{name} = Literal[{values}]"
        elif isinstance(type_, GraphQLInputObjectType):
            yield f"\n\nclass {name}(TypedDict):"
            yield _docstring(type_.description)
            for key, field in type_.fields.items():
                yield f"    {key}: {_given(field.type)}"
        elif isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            yield f"\n\nclass {name}(TypedDict, total=False):"
            yield _docstring(type_.description)
            for key, found in type_.fields.items():
                yield f"    {key}: {_written(found.type)}"
    for name, _, arguments in _lists(schema):
        yield f"\n\nclass {_title(name)}Arguments(TypedDict, total=False):"
        yield _docstring(f"{name} 的筛选和排序。")
        for key, argument in arguments.items():
            yield f"    {key}: {_written(argument.type)}"
    yield ""


def _operations(schema: GraphQLSchema) -> Iterator[str]:
    assert schema.query_type is not None
    assert schema.mutation_type is not None
    yield _HEAD.format("接口的查询和变更，每个一个方法。") + "from collections.abc import Iterator"
    yield "from typing import Any, Unpack\n\nfrom liandong import types\nfrom liandong.transport import Transport\n"
    yield "\nclass Liandong(Transport):"
    yield '    """一个第三方应用能用的全部查询和变更；``select`` 是要读取的字段，写法与 GraphQL 相同。"""'
    lists = {name for name, _, _ in _lists(schema)}
    for name, target, arguments in _lists(schema):
        description = schema.query_type.fields[name].description
        signature = f"self, select: str, **given: Unpack[types.{_title(name)}Arguments]"
        yield f"\n    def {name}({signature}) -> Iterator[types.{target}]:"
        yield f"        {_quoted(description + '逐页读取全部。')}"
        yield f'        return self._list("{name}", {_type_map(arguments)}, select, given)'
    for name, field in schema.query_type.fields.items():
        if name in lists:
            continue
        result = f"types.{get_named_type(field.type).name}"
        result = f"list[{result}]" if is_list_type(get_nullable_type(field.type)) else result
        head = "".join(f", {key}: {_parameter(argument)}" for key, argument in _required_first(field.args))
        yield f"\n    def {name}(self, select: str{', *' if head else ''}{head}) -> {result}:"
        yield f"        {_quoted(field.description)}"
        pairs = ", ".join(f'"{key}": {key}' for key in field.args)
        yield f"        given: dict[str, Any] = {{{pairs}}}"
        yield f'        found: {result} = self._one("{name}", {_type_map(field.args)}, select, given)'
        yield "        return found"
    for name, field in schema.mutation_type.fields.items():
        given = field.args["input"].type
        payload = get_named_type(field.type).name
        signature = f'self, select: str = "", **given: Unpack[types.{get_named_type(given).name}]'
        yield f"\n    def {name}({signature}) -> types.{payload}:"
        yield f"        {_quoted(field.description)}"
        yield f'        done: types.{payload} = self._do("{name}", "{given}", select, given)'
        yield "        return done"
    yield ""


def _lists(schema: GraphQLSchema) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Queries that answer a connection: name, type of the records, arguments other than those of paging."""
    assert schema.query_type is not None
    for name, field in schema.query_type.fields.items():
        target = get_named_type(field.type).name
        if target.endswith("Connection"):
            yield name, target.removesuffix("Connection"), {k: a for k, a in field.args.items() if k not in _PAGING}


def _required_first(arguments: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted(arguments.items(), key=lambda pair: not is_non_null_type(pair[1].type))


def _parameter(argument: Any) -> str:
    written = _written(argument.type, "types.")
    return written if is_non_null_type(argument.type) else f"{written} = None"


def _type_map(arguments: dict[str, Any]) -> str:
    return "{" + ", ".join(f'"{key}": "{argument.type}"' for key, argument in arguments.items()) + "}"


def _given(type_: Any) -> str:
    return _written(type_) if is_non_null_type(type_) else f"NotRequired[{_written(type_)}]"


def _written(type_: Any, prefix: str = "") -> str:
    """A type of the schema as Python writes it."""
    if not is_non_null_type(type_):
        return f"{_written_set(type_, prefix)} | None"
    return _written_set(get_nullable_type(type_), prefix)


def _written_set(type_: Any, prefix: str) -> str:
    if is_list_type(type_):
        return f"list[{_written(type_.of_type, prefix)}]"
    if type_.name in _SCALARS:
        return _SCALARS[type_.name]
    if type_.name.endswith("Connection"):
        return f"{prefix}Connection[{prefix}{type_.name.removesuffix('Connection')}]"
    is_known = isinstance(type_, GraphQLEnumType | GraphQLInputObjectType | GraphQLObjectType | GraphQLInterfaceType)
    return f"{prefix}{type_.name}" if is_known else _TEXT


def _docstring(text: str | None) -> str:
    return f"    {_quoted(text)}"


def _quoted(text: str | None) -> str:
    return '"""' + (text or "").replace("\\", "\\\\").replace('"', "”") + '"""'


def _title(name: str) -> str:
    return name[0].upper() + name[1:]
