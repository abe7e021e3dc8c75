"""Requests made up at random, the same for the same seed: right and wrong ones, reading and writing."""

import json
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson
from fuzz.values import Values
from graphql import get_named_type
from randomqueries import TYPES, Made, Maker

from api.schema import MUTATIONS, schema

# Documents that are asked again, with other values.
KEPT = 60
# With fewer to choose from, all might ask for what is not there.
FEW = 5
LETTERS = "{}()[]:!$@\"'\\#,.| \n\t\ufeffaé长😀\u202e\x01"


@dataclass(frozen=True)
class Request:
    """The body of one request and what kind it is of; ``writes`` is undone afterwards."""

    kind: str
    body: bytes
    writes: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    method: str = "POST"


class Operations:
    """Requests of one asker. ``ids`` are global ids by type of his district, whoever may see them; ``foreign`` those of
    the neighbour."""

    def __init__(self, seed: str, ids: dict[str, list[str]], foreign: dict[str, list[str]]) -> None:
        self.random = random.Random(seed)
        everywhere = {name: [*keys, *foreign.get(name, [])] for name, keys in ids.items()}
        self.maker = Maker(self.random.randrange(2**32), ids=everywhere)
        self.values = Values(self.random, ids, foreign)
        self.reads: deque[Made] = deque(maxlen=KEPT)
        self.writes: deque[Made] = deque(maxlen=KEPT)
        self.ways: list[tuple[Callable[[], Request], int]] = [
            (self.fresh, 6),
            (self.again, 48),
            (self.torn, 8),
            (self.mistaken, 6),
            (self.wrong_values, 8),
            (self.bomb, 2),
            (self.odd_body, 3),
            (self.mutation, 19),
        ]

    def next(self) -> Request:
        ways, weights = zip(*self.ways, strict=True)
        (way,) = self.random.choices(ways, weights)
        return way()

    # --- reading ----------------------------------------------------------------------------------------

    def fresh(self) -> Request:
        """A valid query that nobody has asked before."""
        made = self.maker.query()
        self.reads.append(made)
        return _asked("query", made.text, made.variables)

    def again(self) -> Request:
        """A query asked before, with other values in its variables: what caches and shared statements could mix up."""
        if len(self.reads) < FEW:
            return self.fresh()
        made = self.random.choice(self.reads)
        # Mostly other records alone: they share the compiled statement, and it is what is shared that could leak.
        only = "ID" if self.random.random() < 0.85 else ""
        variables = {
            name: self.values.fitting(type_, made.variables[name]) if only in type_ else made.variables[name]
            for name, type_ in made.types.items()
        }
        return _asked("query again", made.text, variables)

    # --- what is wrong with it --------------------------------------------------------------------------

    def torn(self) -> Request:
        """A text with some letters lost, doubled, exchanged or added."""
        made = self._known()
        text = list(made.text)
        for _ in range(self.random.choice([1, 1, 2, 5])):
            at = self.random.randrange(len(text))
            match self.random.randrange(4):
                case 0:
                    del text[at : at + self.random.randrange(1, 9)]
                case 1:
                    text.insert(at, self.random.choice(LETTERS))
                case 2:
                    text[at] = self.random.choice(LETTERS)
                case 3:
                    text[at:at] = text[at : at + self.random.randrange(1, 30)]
            text = text or ["{"]
        return _asked("torn", "".join(text), made.variables, writes=_mutates("".join(text)))

    def mistaken(self) -> Request:
        """Words of the schema where they do not belong, and words of no schema."""
        made = self._known()
        words = made.text.split(" ")
        names = [
            *TYPES,
            "password",
            "isSuperuser",
            "__proto__",
            "organizationPath",
            "needs",
            "id",
            "node",
            "on",
            "字段",
        ]
        for _ in range(self.random.choice([1, 1, 2])):
            words[self.random.randrange(len(words))] = self.random.choice(names)
        text = " ".join(words)
        return _asked("mistaken", text, made.variables, writes=_mutates(text))

    def wrong_values(self) -> Request:
        """A valid text with values in its variables that are of another type, out of all bounds, or missing."""
        made = self._known()
        variables = {
            name: self.values.wrong() if self.random.random() < 0.5 else value
            for name, value in made.variables.items()
            if self.random.random() < 0.9
        }
        if self.random.random() < 0.2:
            variables["unknown"] = self.values.wrong()
        return _asked("wrong values", made.text, variables, writes=_mutates(made.text))

    def bomb(self) -> Request:
        """What is small to send and meant to be large to answer."""
        size = self.random.choice([5, 13, 50, 400, 3_000])
        match self.random.randrange(8):
            case 0:
                deep = "needs(first: 100) { nodes { claims(first: 100) { nodes { organization { "
                text = "{ " + deep * size + "id" + " } } } } }" * size + " }"
            case 1:
                text = "{ " + " ".join(f"a{n}: needs(first: 100) {{ nodes {{ id }} }}" for n in range(size)) + " }"
            case 2:
                text = "{ ...F } " + "fragment F on Query { ...G } fragment G on Query { ...F }"
            case 3:
                parts = (f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(size))
                text = "{ ...F0 } " + " ".join(parts) + f" fragment F{size} on Query {{ needs {{ totalCount }} }}"
            case 4:
                text = "{ needs(first: 1) { nodes { id " + "@skip(if: false) " * size + "} } }"
            case 5:
                text = "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }"
            case 6:
                text = "{ needs(search: " + "[" * size + "]" * size + ") { totalCount } }"
            case _:
                text = "{ " + "needs { totalCount } " * size + "}"
        return _asked("bomb", text, {})

    def odd_body(self) -> Request:
        """Bodies, headers and methods that are no operation at all."""
        body = self.random.choice(_ODD_BODIES)
        headers = self.random.choice(_ODD_HEADERS)
        method = self.random.choice(["POST", "POST", "POST", "GET", "PUT", "DELETE", "OPTIONS", "PATCH"])
        return Request("odd body", body, headers=headers, method=method, writes=False)

    def _known(self) -> Made:
        if self.writes and self.random.random() < 0.35:
            return self.random.choice(self.writes)
        if not self.reads:
            self.fresh()
        return self.random.choice(self.reads)

    # --- writing ----------------------------------------------------------------------------------------

    def mutation(self) -> Request:
        """Any mutation on any record, mostly with values that could be right."""
        if self.writes and self.random.random() < 0.8:
            made = self.random.choice(self.writes)
        else:
            name = self.random.choice(list(MUTATIONS))
            made = Made(self._mutation(name), {}, {"input": f"{name[0].upper()}{name[1:]}Input"})
            self.writes.append(made)
        variables = {"input": self.values.input(made.types["input"], self._result(made))}
        headers = {"HTTP_IDEMPOTENCY_KEY": f"k{self.random.getrandbits(64)}"} if self.random.random() < 0.1 else {}
        # Kept for the ways to spoil it.
        made.variables.update(variables)
        return Request("mutation", dumps({"query": made.text, "variables": variables}), True, headers)

    def _mutation(self, name: str) -> str:
        payload: Any = get_named_type(schema.graphql_schema.mutation_type.fields[name].type)  # type: ignore[union-attr]
        chosen = ["errors { code field message }"]
        self.maker._begin()
        for field_, definition in payload.fields.items():
            inner = get_named_type(definition.type)
            if field_ == "errors":
                continue
            if inner.name in self.maker.ids or "id" in getattr(inner, "fields", ()):
                # Variables of its own would have to be declared: one value less to vary.
                chosen.append(f"{field_} {{ __typename id {self._plain(inner)} }}")
            elif not hasattr(inner, "fields"):
                chosen.append(field_)
        title = name[0].upper() + name[1:]
        return f"mutation M($input: {title}Input!) {{ {name}(input: $input) {{ {' '.join(chosen)} }} }}"

    def _plain(self, type_: Any) -> str:
        """Some fields of the changed record, relations included, without arguments."""
        chosen = []
        for name in self.random.sample(list(type_.fields), min(8, len(type_.fields))):
            inner = get_named_type(type_.fields[name].type)
            if not hasattr(inner, "fields"):
                chosen.append(name)
            elif inner.name.endswith("Connection"):
                chosen.append(f"{name}(first: 3) {{ totalCount nodes {{ __typename id }} }}")
            elif "id" in inner.fields:
                chosen.append(f"{name} {{ __typename id }}")
        return " ".join(chosen)

    def _result(self, made: Made) -> str:
        """The type of the record that a mutation moves, where its payload shows one."""
        name = made.types["input"].removesuffix("Input")
        payload: Any = TYPES[f"{name}Payload"]
        kinds = [get_named_type(each.type).name for each in payload.fields.values()]
        return next((kind for kind in kinds if kind in self.maker.ids), "")


def _asked(kind: str, text: str, variables: dict[str, Any], *, writes: bool = False) -> Request:
    body: dict[str, Any] = {"query": text, "variables": variables}
    return Request(kind, dumps(body), writes)


def dumps(body: Any) -> bytes:
    """JSON also of what JSON can say and orjson will not write: lone surrogates and numbers of any size."""
    try:
        return orjson.dumps(body)
    except TypeError:
        return json.dumps(body).encode()


def _mutates(text: str) -> bool:
    return "mutation" in text


_ODD_BODIES = [
    b"",
    b"{",
    b"null",
    b"[]",
    b'"text"',
    b"{}",
    b"\xff\xfe{}",
    b'{"query": null}',
    b'{"query": ""}',
    b'{"query": 5}',
    b'{"query": ["{ me { kind } }"]}',
    b'{"query": "{ me { kind } }", "variables": []}',
    b'{"query": "{ me { kind } }", "variables": "x"}',
    b'{"query": "{ me { kind } }", "operationName": {}}',
    b'{"query": "{ me { kind } }", "operationName": "\\u0000"}',
    b'{"query": "{ me { kind } }", "extensions": {"persistedQuery": {"sha256Hash": "x"}}}',
    b'[{"query": "{ me { kind } }"}, {"query": "{ me { label } }"}]',
    b'{"query": "{ me { kind } }", "query": "{ needs { nodes { id } } }"}',
    b'{"query": "{ me { kind \\u0000 } }"}',
    b'{"query": "{ me { kind } } # \\ud800"}',
    b'{"query": "subscription { needs { totalCount } }"}',
    b'{"query": "query A { me { kind } } query B { needs { totalCount } }"}',
    b'{"query": "query A { me { kind } } query B { needs { totalCount } }", "operationName": "B"}',
    b'{"query": "query A { me { kind } } mutation B { noticesRead(input: {}) { errors { code } } }", '
    b'"operationName": "A"}',
    b'{"variables": ' + b"[" * 5_000 + b"]" * 5_000 + b', "query": "{ me { kind } }"}',
    b'{"query": "{ needs(first: 99999999999999999999) { totalCount } }"}',
    b"query=%7B+me+%7B+kind+%7D+%7D",
    b"{ me { kind } }",
]
_ODD_HEADERS: list[dict[str, str]] = [
    {},
    {},
    {},
    {"CONTENT_TYPE": "text/plain"},
    {"CONTENT_TYPE": "application/graphql"},
    {"CONTENT_TYPE": "multipart/form-data; boundary=x"},
    {"CONTENT_TYPE": "application/x-www-form-urlencoded"},
    {"CONTENT_TYPE": "application/json; charset=utf-16"},
    {"CONTENT_TYPE": ""},
    {"HTTP_ACCEPT": "text/html"},
    {"HTTP_ACCEPT": "\x00"},
    {"HTTP_IDEMPOTENCY_KEY": "x"},
    {"HTTP_IDEMPOTENCY_KEY": "é" * 70},
    {"CONTENT_LENGTH": "x"},
    {"HTTP_X_REQUEST_ID": "'; --\n"},
    {"HTTP_X_FORWARDED_FOR": "1.2.3.4, x"},
]
