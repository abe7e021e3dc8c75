"""What the reference says about each query, mutation and type of a schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    Undefined,
    ast_from_value,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
    print_ast,
)

from api.docs.examples import Example, mutation_example, query_example
from api.evolution import Release, added_in

GROUPS = {
    "query": "查询",
    "mutation": "变更",
    "object": "类型",
    "input": "输入类型",
    "enum": "枚举",
    "scalar": "标量",
}


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type as it is written, in three parts: only the middle one, the name, is a link to its page, if it has one."""

    before: str
    name: str
    after: str
    file: str


@dataclass(frozen=True, slots=True)
class Member:
    """A field, an argument, an input item or a value. ``since`` is None for what the first release had."""

    name: str
    description: str
    type: TypeName | None = None
    default: str = ""
    since: str | None = None
    deprecated: str = ""
    arguments: tuple["Member", ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the reference."""

    group: str
    name: str
    description: str
    since: str | None
    deprecated: str = ""
    members: tuple[Member, ...] = ()
    arguments: tuple[Member, ...] = ()
    returns: TypeName | None = None
    example: Example | None = None
    prefix: str = ""

    @property
    def file(self) -> str:
        return self.prefix + _file(self.group, self.name)


class Reference:
    """All entries of a schema by group, and which of them mention a type. ``prefix`` leads the names of its pages."""

    def __init__(self, schema: GraphQLSchema, released: tuple[Release, ...], prefix: str = "") -> None:
        self.prefix = prefix
        self._since = added_in(released, schema)
        self.roots = {"query": schema.query_type, "mutation": schema.mutation_type}
        self.entries = [*self._operations(), *self._types(schema)]
        self.users = self._find_users()
        self._by_file = {entry.file: entry for entry in self.entries}

    def grouped(self) -> Iterator[tuple[str, str, list[Entry]]]:
        for group, label in GROUPS.items():
            if found := [entry for entry in self.entries if entry.group == group]:
                yield group, label, found

    def find(self, file: str) -> Entry | None:
        return self._by_file.get(file)

    def _operations(self) -> Iterator[Entry]:
        for group, make in (("query", query_example), ("mutation", mutation_example)):
            root = self.roots[group]
            if root is None:
                continue
            for name, field in sorted(root.fields.items()):
                coordinate = f"{root.name}.{name}"
                yield Entry(
                    group,
                    name,
                    field.description or "",
                    self._since.get(coordinate),
                    field.deprecation_reason or "",
                    arguments=self._arguments(coordinate, field.args),
                    returns=self._type_name(field.type),
                    example=make(name, field),
                    prefix=self.prefix,
                )

    def _types(self, schema: GraphQLSchema) -> Iterator[Entry]:
        roots = set(self.roots.values())
        for name, type_ in sorted(schema.type_map.items()):
            if is_introspection_type(type_) or is_specified_scalar_type(type_) or type_ in roots:
                continue
            members: tuple[Member, ...] = ()
            if isinstance(type_, GraphQLEnumType):
                members = tuple(self._values(type_))
            elif isinstance(type_, GraphQLInputObjectType):
                members = self._arguments(name, type_.fields, "{}.{}")
            elif isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
                members = tuple(self._fields(type_))
            yield Entry(
                _group(type_),
                name,
                type_.description or "",
                self._since.get(name),
                members=members,
                prefix=self.prefix,
            )

    def _fields(self, type_: GraphQLObjectType | GraphQLInterfaceType) -> Iterator[Member]:
        for name, field in type_.fields.items():
            coordinate = f"{type_.name}.{name}"
            yield Member(
                name,
                field.description or "",
                self._type_name(field.type),
                since=self._since.get(coordinate),
                deprecated=field.deprecation_reason or "",
                arguments=self._arguments(coordinate, field.args),
            )

    def _values(self, type_: GraphQLEnumType) -> Iterator[Member]:
        for name, value in type_.values.items():
            since = self._since.get(f"{type_.name}.{name}")
            yield Member(name, value.description or "", since=since, deprecated=value.deprecation_reason or "")

    def _arguments(self, within: str, given: Mapping[str, Any], form: str = "{}({}:)") -> tuple[Member, ...]:
        return tuple(
            Member(
                name,
                source.description or "",
                self._type_name(source.type),
                _default(source),
                self._since.get(form.format(within, name)),
                source.deprecation_reason or "",
            )
            for name, source in given.items()
        )

    def _type_name(self, type_: Any) -> TypeName:
        named = get_named_type(type_)
        before, _, after = str(type_).partition(named.name)
        file = "" if is_specified_scalar_type(named) else self.prefix + _file(_group(named), named.name)
        return TypeName(before, named.name, after, file)

    def _find_users(self) -> dict[str, list[Entry]]:
        """The entries that mention each type, by its name."""
        found: dict[str, dict[str, Entry]] = {}
        for entry in self.entries:
            parts = [*entry.members, *entry.arguments, *(a for member in entry.members for a in member.arguments)]
            for type_ in (entry.returns, *(part.type for part in parts)):
                if type_ is not None and type_.name != entry.name:
                    found.setdefault(type_.name, {})[entry.file] = entry
        return {name: list(users.values()) for name, users in found.items()}


def _group(type_: GraphQLNamedType) -> str:
    kinds = {GraphQLEnumType: "enum", GraphQLInputObjectType: "input", GraphQLScalarType: "scalar"}
    return next((group for kind, group in kinds.items() if isinstance(type_, kind)), "object")


def _file(group: str, name: str) -> str:
    return f"{group}-{name}.html"


def _default(source: Any) -> str:
    found = None if source.default_value is Undefined else ast_from_value(source.default_value, source.type)
    return "" if found is None else print_ast(found)
