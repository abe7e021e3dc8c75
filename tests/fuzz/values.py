"""Values for variables and inputs: those that could be right, and those that break systems like this one."""

import random
from base64 import b64encode
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
)
from inputs.listings import PHOTO
from randomqueries import TYPES
from stories import in_days

from api.rows.ids import global_id

TEXTS = [
    "周末操场",
    "江宁",
    "有原因",
    "单位",
    "x",
    "2026Q3",
    "需要 %s 和 {0}",
    "'; DROP TABLE resources_need; --",
    "<b>",
]
NASTY = [
    "",
    " ",
    "\x00",
    "甲\x00乙",
    "\ud800",
    "\u202e倒着",
    "\ufeff",
    "😀" * 400,
    "长" * 6_000,
    "%",
    "_",
    "\\",
    "\\x00",
    "${7*7}",
    "null",
    "٣",
    "1e400",
    "../../etc/passwd",
    "\u2028",
]
IDS = ["", "x", "%%%", "TmVlZA==", "TmVlZDo=", "TmVlZDotMQ==", "TmVlZDo5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "编号", "\x00"]
NUMBERS = [0, -1, 1, 3, 100, 101, 10**6, 2**31, 2**53, -(2**31), 10**30, 1.5, True]
DECIMALS = ["1", "12.50", "0", "-3", "0.001", "1e999999", "NaN", "Infinity", "９", "1e-400", 7, 0.1]
DATES = ["0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01", "20261127", "明天", "-1"]
MOMENTS = [
    "2026-11-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "2026-11-01",
    "2026-11-01T25:00:00Z",
    "x",
]
_BY_FIELD = {
    "scopes": ["view"],
    "networks": ["10.0.0.0/8"],
    "verbs": ["need.create", "claim.confirm"],
    "url": "https://hooks.example.gov.cn/x",
    "username": "xin.ren",
    "password": "Liandong-2026!",
    "quarter": "2026Q3",
    "measure": "小时",
    "query": "status=open",
}


class Values:
    """``ids`` are the global ids of the asker's district by type, ``foreign`` those of the neighbour."""

    def __init__(self, chance: random.Random, ids: dict[str, list[str]], foreign: dict[str, list[str]]) -> None:
        self.random = chance
        self.ids = ids
        self.all = [each for several in ids.values() for each in several]
        self.foreign = [each for several in foreign.values() for each in several]

    def id(self, kind: str = "") -> Any:
        """Mostly one of the type, seen or hidden; else another type's, the neighbour's, one of nothing, or none."""
        found = self.random.random()
        if found < 0.7:
            return self.random.choice(self.ids.get(kind) or self.all)
        if found < 0.8:
            return self.random.choice(self.all)
        if found < 0.92:
            return self.random.choice(self.foreign)
        if found < 0.96:
            return global_id(kind or "Need", self.random.choice([0, 10**15, 2**63, 999_999]))
        return self.random.choice(IDS)

    def fitting(self, type_: str, before: Any) -> Any:
        """Another value for a variable of this type; what names a record is of the type that it named before."""
        kind = get_named_type(TYPES[type_.strip("[]!")])
        if isinstance(kind, GraphQLEnumType):
            made = self.random.choice(list(kind.values))
        elif kind.name == "ID":
            made = self.id(self._kind_of(before[0] if isinstance(before, list) and before else before))
        elif kind.name == "Int":
            made = self.random.choice([0, 1, 2, 3, 5, 20] if self.random.random() < 0.9 else NUMBERS)
        elif kind.name == "Boolean":
            made = self.random.random() < 0.5
        else:
            made = self.leaf(kind.name)
        return [made] if type_.startswith("[") else made

    def _kind_of(self, value: Any) -> str:
        return next((kind for kind, several in self.ids.items() if value in several), "")

    def leaf(self, name: str, field: str = "") -> Any:
        nasty = self.random.random() < 0.15
        match name:
            case "ID":
                return self.id()
            case "Int":
                return self.random.choice(NUMBERS if nasty else [1, 2, 5])
            case "Boolean":
                return self.random.random() < 0.5
            case "Decimal":
                return self.random.choice(DECIMALS if nasty else ["1", "3", "12.50"])
            case "Date":
                return (
                    self.random.choice(DATES) if nasty else str(in_days(self.random.choice([-400, -1, 0, 9, 30, 400])))
                )
            case "DateTime":
                return self.random.choice(MOMENTS if nasty else MOMENTS[:1])
        return self.random.choice(NASTY) if nasty else _BY_FIELD.get(field, self.random.choice(TEXTS))

    def wrong(self, *, kept: bool = False) -> Any:
        """A value that may be of any type; the id of no record where it is kept as a text and shown again."""
        return self.random.choice(
            [
                None,
                True,
                [],
                {},
                [[]],
                {"a": {"b": [1]}},
                self.random.choice(NUMBERS),
                self.random.choice(NASTY),
                self.random.choice(IDS),
                self.random.choice(IDS) if kept else self.id(),
                self.random.choice(DATES),
                "x" * 200_000 if self.random.random() < 0.02 else "x",
            ]
        )

    def input(self, name: str, about: str = "") -> Any:
        """An input of this type. ``about`` is the type of the record that the field ``id`` names."""
        type_ = TYPES[name]
        assert isinstance(type_, GraphQLInputObjectType)
        made: dict[str, Any] = {}
        for field, definition in type_.fields.items():
            needed = isinstance(definition.type, GraphQLNonNull)
            if field == "version" or (not needed and self.random.random() < 0.6):
                continue
            if self.random.random() < 0.03:
                made[field] = self.wrong(kept=get_named_type(definition.type).name == "String")
            elif not (needed and self.random.random() < 0.02):
                made[field] = self._field(field, definition.type, about)
        return made

    def _field(self, field: str, type_: Any, about: str) -> Any:
        if isinstance(type_, GraphQLNonNull):
            return self._field(field, type_.of_type, about)
        if isinstance(type_, GraphQLList):
            if field in _BY_FIELD and self.random.random() < 0.8:
                return _BY_FIELD[field]
            return [self._field(field, type_.of_type, about) for _ in range(self.random.choice([0, 1, 1, 2]))]
        if isinstance(type_, GraphQLInputObjectType):
            if "contentBase64" in type_.fields:
                return self._file()
            return self.input(type_.name, about)
        if isinstance(type_, GraphQLEnumType):
            return self.random.choice(list(type_.values))
        if type_.name == "ID":
            return self.id(about if field == "id" else _meant(field))
        return self.leaf(type_.name, field)

    def _file(self) -> dict[str, Any]:
        if self.random.random() < 0.7:
            return dict(PHOTO)
        content = self.random.choice([b"", b"%PDF-", b"\x89PNG", b"MZ", b"<script>"])
        return {"name": self.random.choice(NASTY), "contentBase64": b64encode(content).decode()}


def _meant(field: str) -> str:
    """The type that a field of this name usually wants."""
    named = {"at": "Organization", "owner": "Organization", "audience": "Organization", "parent": "Organization"}
    named |= {"unit": "ResidentUnit", "party": "ResidentUnit", "claimant": "ResidentUnit", "target": "Need"}
    title = field[0].upper() + field[1:]
    return named.get(field, title if title in TYPES else "")
