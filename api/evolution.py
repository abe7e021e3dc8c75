"""How the interface has changed from release to release, and what must not change without warning.

Every release keeps its schema in ``api/releases/<version>.graphql``, with the day of release in its first line. All
that is said about changes is computed from these files: additions carry their version without anybody noting it down.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    ast_from_value,
    build_schema,
    is_introspection_type,
    is_required_argument,
    is_required_input_field,
    is_specified_scalar_type,
    print_ast,
)
from graphql.utilities.find_breaking_changes import (
    is_change_safe_for_input_object_field_or_field_arg,
    is_change_safe_for_object_or_interface_field,
)

RELEASES = Path(__file__).parent / "releases"
# Those of the schema on the platform's own host, for cities.
CITY = "city"
# How a deprecation is written, so that its day can be read by people and by the check.
DEPRECATION = re.compile(r"(\d{4}-\d{2}-\d{2}) 起停用：\S")


class Kind(StrEnum):
    """What a change means for whoever wrote a program against the release before."""

    ADDED = "added"
    CHANGED = "changed"
    DEPRECATED = "deprecated"
    BREAKING = "breaking"

    @property
    def label(self) -> str:
        return {"added": "新增", "changed": "调整", "deprecated": "即将停用", "breaking": "不兼容"}[self]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``coordinate`` is a schema coordinate: ``Claim.status``, ``Query.claims(first:)``."""

    kind: Kind
    coordinate: str
    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """A schema that clients have been given; ``day`` is None for what is not released yet."""

    version: str
    day: date | None
    schema: GraphQLSchema


@dataclass(frozen=True, slots=True)
class _Part:
    """A nameable piece of a schema: a type, field, argument, value, or membership."""

    what: str
    within: str = ""
    description: str | None = None
    type: Any = None
    is_input: bool = False
    is_required: bool = False
    default: str = "无"
    deprecation: str | None = None


def changes(before: GraphQLSchema, after: GraphQLSchema) -> list[Change]:
    """What changed, by coordinate. What lies inside something new or gone is not named again."""
    old, new = dict(_parts(before)), dict(_parts(after))
    found = [
        Change(Kind.BREAKING, name, f"{part.what}已删除。")
        for name, part in old.items()
        if name not in new and (not part.within or part.within in new)
    ]
    for name, part in new.items():
        if name in old:
            found += _altered(name, old[name], part)
        elif not part.within or part.within in old:
            demand = part.is_input and part.is_required
            kind, what = (Kind.BREAKING, f"必填的{part.what}") if demand else (Kind.ADDED, part.what)
            found.append(Change(kind, name, f"新增{what}：{part.description or '（无说明）'}"))
    return sorted(found, key=lambda change: change.coordinate)


def _altered(name: str, old: _Part, new: _Part) -> Iterator[Change]:
    if old.what != new.what:
        yield Change(Kind.BREAKING, name, f"由{old.what}改为{new.what}。")
        return
    if str(old.type) != str(new.type):
        safe = (
            is_change_safe_for_input_object_field_or_field_arg
            if new.is_input
            else is_change_safe_for_object_or_interface_field
        )
        kind = Kind.CHANGED if safe(old.type, new.type) else Kind.BREAKING
        yield Change(kind, name, f"类型由 {old.type} 改为 {new.type}。")
    if old.default != new.default:
        yield Change(Kind.CHANGED, name, f"默认值由 {old.default} 改为 {new.default}。")
    if new.deprecation and new.deprecation != old.deprecation:
        yield Change(Kind.DEPRECATED, name, new.deprecation)


def refused(before: GraphQLSchema, after: GraphQLSchema, *, today: date) -> list[Change]:
    """Breaking changes that nobody was warned of: only what was released as deprecated, with a day now past, may go."""
    old = dict(_parts(before))
    return [
        change
        for change in changes(before, after)
        if change.kind is Kind.BREAKING and not _is_due(old.get(change.coordinate), today)
    ]


def _is_due(part: _Part | None, today: date) -> bool:
    told = DEPRECATION.match(part.deprecation) if part and part.deprecation else None
    return told is not None and date.fromisoformat(told[1]) <= today


@cache
def releases(folder: Path = RELEASES) -> tuple[Release, ...]:
    """All releases, the oldest first."""
    found = []
    for file in folder.glob("*.graphql"):
        text = file.read_text("utf-8")
        day = date.fromisoformat(text.partition("\n")[0].removeprefix("# "))
        found.append(Release(file.stem, day, build_schema(text)))
    return tuple(sorted(found, key=lambda release: [int(part) for part in release.version.split(".")]))


def history(current: GraphQLSchema, released: tuple[Release, ...]) -> list[tuple[Release, list[Change]]]:
    """Each release after the first with its changes, the newest first; what is to come leads, with an empty version."""
    steps = [*released, Release("", None, current)]
    found = [(after, changes(before.schema, after.schema)) for before, after in pairwise(steps)]
    return found[::-1]


def added_in(released: tuple[Release, ...], current: GraphQLSchema) -> dict[str, str]:
    """The version that brought each coordinate, of all that came after the first release; empty if yet to come."""
    found: dict[str, str] = {}
    for before, after in pairwise([*released, Release("", None, current)]):
        known = dict(_parts(before.schema))
        found |= {name: after.version for name, _ in _parts(after.schema) if name not in known}
    return found


def _parts(schema: GraphQLSchema) -> Iterator[tuple[str, _Part]]:
    for name, type_ in schema.type_map.items():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        yield name, _Part(_kind(type_), description=type_.description)
        if isinstance(type_, GraphQLEnumType):
            for value_name, value in type_.values.items():
                yield (
                    f"{name}.{value_name}",
                    _Part("枚举值", name, value.description, deprecation=value.deprecation_reason),
                )
        elif isinstance(type_, GraphQLUnionType):
            for member in type_.types:
                yield f"{name} = {member.name}", _Part("可取的类型", name, member.description)
        elif isinstance(type_, GraphQLInputObjectType):
            for field_name, field in type_.fields.items():
                yield (
                    f"{name}.{field_name}",
                    _input("输入项", name, field, is_required_input_field(field)),
                )
        elif isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            yield from _fields(name, type_)


def _fields(name: str, type_: GraphQLObjectType | GraphQLInterfaceType) -> Iterator[tuple[str, _Part]]:
    for interface in type_.interfaces:
        yield f"{name} : {interface.name}", _Part("接口", name, interface.description)
    for field_name, field in type_.fields.items():
        coordinate = f"{name}.{field_name}"
        yield coordinate, _Part("字段", name, field.description, field.type, deprecation=field.deprecation_reason)
        for argument_name, argument in field.args.items():
            yield (
                f"{coordinate}({argument_name}:)",
                _input("参数", coordinate, argument, is_required_argument(argument)),
            )


def _input(what: str, within: str, source: Any, is_required: bool) -> _Part:
    default = ast_from_value(source.default_value, source.type)
    return _Part(
        what,
        within,
        source.description,
        source.type,
        is_input=True,
        is_required=is_required,
        default="无" if default is None else print_ast(default),
        deprecation=source.deprecation_reason,
    )


def _kind(type_: GraphQLNamedType) -> str:
    kinds = {
        GraphQLEnumType: "枚举",
        GraphQLInputObjectType: "输入类型",
        GraphQLInterfaceType: "接口类型",
        GraphQLObjectType: "对象类型",
        GraphQLUnionType: "联合类型",
    }
    return next((label for kind, label in kinds.items() if isinstance(type_, kind)), "标量类型")
