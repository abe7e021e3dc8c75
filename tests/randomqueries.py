"""Valid queries made up at random; the same seed makes the same ones."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type, is_leaf_type

from api.names import camel
from api.rows.ids import global_id
from api.rows.records import record_named
from api.schema import ROOTS, SINGLES, schema

TYPES = schema.graphql_schema.type_map
QUERY: Any = schema.graphql_schema.query_type
TEXTS = ["周末", "操场 社区", "2026Q3", "%", "'; --", "石门\\", "310106006002", ""]
DAYS = ["2026-08-10", "2026-11-01", "2027-06-30"]
# The value of a variable that the request does not name.
ABSENT: Any = object()
MOMENTS = ["2026-08-10T09:00:00+08:00", "2026-11-01T00:00:00Z"]

_PARTS = {
    "nodes": "nodes { ROW }",
    "edges": "edges { cursor node { ROW } }",
    "totalCount": "totalCount",
    "pageInfo": "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }",
    "__typename": "__typename",
}

_TARGETS = {"within": "Organization", "unit": "ResidentUnit", "report": "QuarterlyReport", "subject": "Claim"}


def known_ids(each: int = 4) -> dict[str, list[str]]:
    """So many records of every type, whoever may see them."""
    found = {}
    for target, _ in ROOTS.values():
        keys = record_named(target)._meta.model.objects.order_by("pk").values_list("pk", flat=True)[:each]
        found[target] = [global_id(target, key) for key in keys]
    return found


@dataclass
class Made:
    """A document and the variables to go with it, which are of these types."""

    text: str
    variables: dict[str, Any]
    types: dict[str, str] = field(default_factory=dict)


@dataclass
class Maker:
    """``ids`` are global ids by type, to look for single records and to filter by; half of the values go into
    variables, fields get aliases, fragments and directives."""

    seed: int
    ids: dict[str, list[str]] = field(default_factory=known_ids)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self._begin()

    def _begin(self) -> None:
        self.variables: dict[str, tuple[str, Any]] = {}
        self.defaults: dict[str, str] = {}
        self.fragments: list[str] = []

    def query(self) -> Made:
        self._begin()
        if self.random.random() < 0.08:
            roots = " ".join(self.summary(n) for n in range(self.random.choice([1, 1, 2])))
        else:
            roots = " ".join(self.root(n) for n in range(self.random.choice([1, 1, 1, 2])))
        head = ", ".join(
            f"${name}: {type_}{self.defaults.get(name, '')}" for name, (type_, _) in self.variables.items()
        )
        text = f"query Q{f'({head})' if head else ''} {{ {roots} }} {' '.join(self.fragments)}"
        return Made(
            text,
            {name: value for name, (_, value) in self.variables.items() if value is not ABSENT},
            {name: type_ for name, (type_, _) in self.variables.items()},
        )

    def root(self, n: int) -> str:
        alias = f"r{n}: " if n else ""
        if self.random.random() < 0.15:
            name, target = self.random.choice(list(SINGLES.items()))
            name = camel(name)
            given = self.given("ID!", self.random.choice(self.ids.get(target) or [global_id(target, 999_999)]))
            return f"{alias}{name}(id: {given}) {{ {self.record(target, 2)} }}"
        if self.random.random() < 0.1:
            target = self.random.choice([name for name, several in self.ids.items() if several])
            given = self.given("ID!", self.random.choice(self.ids[target]))
            return f"{alias}node(id: {given}) {{ __typename id ... on {target} {{ {self.record(target, 1)} }} }}"
        name, (target, _) = self.random.choice(list(ROOTS.items()))
        return alias + self.listed(camel(name), QUERY, target, 3)

    def summary(self, n: int) -> str:
        """The summary, which stands alone: beside others graphql-core answers it."""
        given = []
        if self.random.random() < 0.6:
            given.append(f"place: {self.given('ID', self.random.choice(self.ids['Organization']))}")
        if self.random.random() < 0.6:
            given.append(f"quarter: {self.given('String', self.random.choice(['2026Q2', '2026Q3', '2026Q4', 'x']))}")
        arguments = f"({', '.join(given)})" if given else ""
        return f"s{n}: summary{arguments} {{ {self.told('Summary')} }}"

    def told(self, name: str) -> str:
        """Some of the fields of a type without rows, all the way down."""
        type_ = TYPES[name]
        assert isinstance(type_, GraphQLObjectType)
        chosen = ["__typename"]
        names = list(type_.fields)
        for n, field_name in enumerate(self.random.sample(names, self.random.randint(1, len(names)))):
            alias = f"a{n}: " if self.random.random() < 0.1 else ""
            inner = get_named_type(type_.fields[field_name].type)
            below = "" if is_leaf_type(inner) else f" {{ {self.told(inner.name)} }}"
            chosen.append(f"{alias}{field_name}{self.directive()}{below}")
        return self.fragment(name, chosen) if self.random.random() < 0.2 else " ".join(chosen)

    def listed(self, name: str, parent: GraphQLObjectType, target: str, depth: int) -> str:
        size = self.random.choice(["first", "first", "first", "last"])
        given = [f"{size}: {self.given('Int', self.random.choice([1, 2, 3, 4, 0]))}"]
        for argument, definition in parent.fields[name].args.items():
            if argument in ("first", "last") or self.random.random() > 0.12:
                continue
            value = self.value(argument, get_named_type(definition.type))
            if value is not None:
                type_ = str(definition.type)
                given.append(f"{argument}: {self.given(type_, [value] if type_.startswith('[') else value)}")
        kinds = self.random.sample(list(_PARTS), k=self.random.choice([1, 1, 2, 3]))
        parts = " ".join(_PARTS[kind] for kind in kinds)
        if "ROW" in parts:
            # One text for both ways to the rows; what is made and not used would be an unused variable.
            parts = parts.replace("ROW", self.record(target, depth))
        return f"{name}({', '.join(given)}) {{ {parts} }}"

    def value(self, argument: str, type_: Any) -> Any:
        if isinstance(type_, GraphQLEnumType):
            return self.random.choice(list(type_.values))
        match type_.name:
            case "ID":
                fitting = self.ids.get(_TARGETS.get(argument, argument.capitalize()), [])
                known = [each for several in self.ids.values() for each in several]
                return self.random.choice((fitting or known) if self.random.random() < 0.9 else [*known, "x"])
            case "Boolean":
                return self.random.random() < 0.5
            case "Int":
                return self.random.choice([2025, 2026, 1, 0])
            case "Date":
                return self.random.choice(DAYS)
            case "DateTime":
                return self.random.choice(MOMENTS)
        return None if argument in ("after", "before") else self.random.choice(TEXTS)

    def given(self, type_: str, value: Any) -> str:
        """The value as a literal, or as a variable."""
        if self.random.random() < 0.5:
            return self.variable(type_, value)
        return literal(value, get_named_type(TYPES[type_.strip("[]!")]))

    def variable(self, type_: str, value: Any, default: str = "") -> str:
        name = f"v{len(self.variables)}"
        self.variables[name] = (type_, value)
        if default:
            self.defaults[name] = f" = {default}"
        return f"${name}"

    def record(self, target: str, depth: int) -> str:
        type_ = TYPES[target]
        assert isinstance(type_, GraphQLObjectType)
        chosen = ["__typename", "id"] if self.random.random() < 0.7 else ["id"]
        for n, name in enumerate(self.random.sample(list(type_.fields), min(6, len(type_.fields)))):
            alias = f"a{n}: " if self.random.random() < 0.1 else ""
            inner = get_named_type(type_.fields[name].type)
            if is_leaf_type(inner):
                chosen.append(alias + name + self.directive())
            elif inner.name == "Node":
                below = "__typename id ... on Claim { quantity } ... on Need { title }"
                chosen.append(f"{alias}{name} {{ {below} }}")
            elif inner.name == "StatusCount":
                chosen.append(
                    f"{alias}{name} {{ {self.random.choice(['status count', 'n: count label', '__typename'])} }}"
                )
            elif not depth:
                continue
            elif inner.name.endswith("Connection"):
                chosen.append(alias + self.listed(name, type_, inner.name.removesuffix("Connection"), depth - 1))
            else:
                chosen.append(f"{alias}{name}{self.directive()} {{ {self.record(inner.name, depth - 1)} }}")
        return self.fragment(target, chosen) if self.random.random() < 0.2 else " ".join(chosen)

    def directive(self) -> str:
        if self.random.random() < 0.94:
            return ""
        return f" @{self.random.choice(['skip', 'include'])}(if: {self.given('Boolean!', self.random.random() < 0.5)})"

    def fragment(self, target: str, chosen: Iterable[str]) -> str:
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {target} {{ {' '.join(chosen)} }}")
        return f"... on {target} {{ __typename }} ...{name}"


def literal(value: Any, type_: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return f"[{', '.join(literal(each, type_) for each in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) or isinstance(type_, GraphQLEnumType):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
