"""JSON as PostgreSQL writes it, to the byte what ``api.scalars`` and orjson write.

A value is a list of parts: text that stands in the answer as it is, and SQL whose result does. ``concat`` of such parts
takes half the time of ``json_build_object``, and makes no spaces.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from graphql import GraphQLEnumType, GraphQLNonNull, get_nullable_type, is_leaf_type
from graphql.type import GraphQLOutputType

from api.compiled import NotCompiled

# PostgreSQL takes a hundred arguments in one call.
_MOST_ARGUMENTS = 90
# Earlier on, summer time and local mean time gave Shanghai other offsets.
_STEADY = "'1992-01-01 00:00:00+08'::timestamptz"


class Sql(str):
    """An SQL expression, as opposed to text that stands in the answer as it is."""

    __slots__ = ()


Parts = list[str]


def quote(text: str) -> Sql:
    """A literal; ``standard_conforming_strings`` is on, so only quotes count."""
    return Sql("'" + text.replace("'", "''") + "'")


def quote_json(names: Mapping[str, str]) -> Sql:
    """A mapping as a literal: ``->>`` finds a name in it faster than CASE does."""
    return Sql(f"{quote(constant(names))}::jsonb")


def constant(value: Any) -> str:
    """A value that is known beforehand."""
    return orjson.dumps(value).decode()


def joined(parts: Iterable[str]) -> Sql:
    """One SQL expression of type text out of parts."""
    merged: list[str] = []
    for part in parts:
        if merged and not isinstance(part, Sql) and not isinstance(merged[-1], Sql):
            merged[-1] += part
        else:
            merged.append(part)
    written = [part if isinstance(part, Sql) else quote(part) for part in merged]
    while len(written) > _MOST_ARGUMENTS:
        chunks = [written[at : at + _MOST_ARGUMENTS] for at in range(0, len(written), _MOST_ARGUMENTS)]
        written = [Sql(f"concat({', '.join(chunk)})") for chunk in chunks]
    return Sql(f"concat({', '.join(written)})")


def json_object(fields: Sequence[tuple[str, Parts]]) -> Parts:
    """Fields under their names, in this order."""
    parts: Parts = ["{"]
    for n, (name, value) in enumerate(fields):
        parts.append(f'{"," if n else ""}"{name}":')
        parts.extend(value)
    parts.append("}")
    return parts


def unless_null(value: Sql, parts: Parts) -> Parts:
    """The parts, or null where the value is."""
    return [Sql(f"CASE WHEN {value} IS NULL THEN 'null' ELSE {joined(parts)} END")]


def sure(value: Sql, key: Sql) -> Sql:
    """The value; where it is null and may not be, the statement fails on purpose and graphql-core tells the error.

    The row's key makes the division wait for a row: a constant one would fail while the statement is planned.
    """
    return Sql(f"COALESCE({value}, (1 / ({key} * 0))::text)")


def mapped(names: Mapping[str, Any], value: Sql) -> Sql:
    """What stands for the value in a mapping, as JSON; null for a value that is not there."""
    told = {each: constant(name) for each, name in names.items()}
    return Sql(f"({quote_json(told)} ->> {value})")


def scalar(type_: GraphQLOutputType, value: Sql, *, certain: bool, key: Sql) -> Parts:
    """A value of a leaf type. ``certain``: the database keeps it from being null where the type does."""
    kind: Any = get_nullable_type(type_)  # type: ignore[arg-type]
    if not is_leaf_type(kind):
        raise NotCompiled(f"a list of {kind}")
    if isinstance(kind, GraphQLEnumType):
        names = {member.value.value: name for name, member in kind.values.items()}
        parts: Parts = [sure(mapped(names, value), key)]
    else:
        form = _FORMS.get(kind.name)
        if form is None:
            raise NotCompiled(f"the scalar {kind}")
        parts = form(value)
    if not isinstance(type_, GraphQLNonNull):
        return _json(value) if kind.name in _BY_POSTGRES else unless_null(value, parts)
    if not certain:
        return [sure(Sql(f"CASE WHEN {value} IS NOT NULL THEN {joined(parts)} END"), key)]
    return parts


def _plain(value: Sql) -> Parts:
    return [Sql(f"to_json({value})")]


def _json(value: Sql) -> Parts:
    return [Sql(f"COALESCE(to_json({value}), 'null')")]


def _number(value: Sql) -> Parts:
    return [value]


def _decimal(value: Sql) -> Parts:
    return ['"', value, '"']


def _moment(value: Sql) -> Parts:
    """Shanghai's time; microseconds only where there are any, as Python writes them."""
    local = f"({value} AT TIME ZONE 'Asia/Shanghai')"
    offset = f"to_char({local} - ({value} AT TIME ZONE 'UTC'), '+HH24:MI')"
    return [
        '"',
        Sql(f"to_char({local}, 'YYYY-MM-DD\"T\"HH24:MI:SS')"),
        Sql(f"CASE WHEN date_trunc('second', {value}) <> {value} THEN to_char({local}, '.US') END"),
        Sql(f"CASE WHEN {value} >= {_STEADY} THEN '+08:00' ELSE {offset} END"),
        '"',
    ]


# to_json writes dates in ISO form whatever the session's DateStyle.
_BY_POSTGRES = ("String", "Int", "Boolean", "Date")
_FORMS = {
    "String": _plain,
    "Int": _number,
    "Boolean": _plain,
    "Decimal": _decimal,
    "Date": _plain,
    "DateTime": _moment,
}


def global_id(name: str, key: Sql) -> Sql:
    """``api.rows.ids.global_id``. Names and keys are short: base64 breaks lines only after 57 bytes."""
    return Sql(f"encode(('{name}:' || {key})::bytea, 'base64')")


def cursor(values: Sequence[tuple[str, Sql]]) -> Sql:
    """``api.rows.pages.write_cursor`` of columns given with their kinds."""
    parts: Parts = ["["]
    for n, (kind, value) in enumerate(values):
        parts.append(", " if n else "")
        parts.append(Sql(f"COALESCE({value if kind == 'number' else f'to_json({value}::text)'}::text, 'null')"))
    parts.append("]")
    return Sql(f"translate(encode(convert_to({joined(parts)}, 'UTF8'), 'base64'), E'+/\\n', '-_')")
