"""The schema as a contract: described in Chinese throughout, committed, one mutation for each action."""

import inspect
import re
from collections.abc import Iterator
from io import StringIO
from types import ModuleType
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    is_introspection_type,
    is_specified_scalar_type,
)

from api.schema import MUTATIONS, schema
from assessment.actions import entries, reports
from linkage.actions import agreements
from resources.actions import claims, listings
from tenants.accounts.actions import users
from tenants.org.actions import posts, units

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Done by the platform itself when the day has come.
BY_THE_PLATFORM = {"agreement_expire", "listing_expire"}
# Done on the page that asks for the old password.
BY_ONESELF = {"user_change_password"}


def described() -> Iterator[tuple[str, str | None]]:
    """Everything that a reader of the schema sees, with its description."""
    for name, type_ in schema.graphql_schema.type_map.items():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        yield name, type_.description
        if isinstance(type_, GraphQLEnumType):
            yield from ((f"{name}.{value}", found.description) for value, found in type_.values.items())
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for field_name, field in type_.fields.items():
                yield f"{name}.{field_name}", field.description
                for argument_name, argument in getattr(field, "args", {}).items():
                    yield f"{name}.{field_name}({argument_name})", argument.description


def test_everything_is_described_in_chinese() -> None:
    found = dict(described())
    assert len(found) > 800
    assert [name for name, text in found.items() if not text or not CHINESE.search(text)] == []


def actions_in(module: ModuleType) -> list[str]:
    return [
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and hasattr(function, "__wrapped__") and not name.startswith("_")
    ]


def test_every_action_has_its_mutation() -> None:
    expected: set[str] = set()
    for module in (users, posts, units, agreements, claims, reports):
        expected |= set(actions_in(module)) - BY_THE_PLATFORM - BY_ONESELF
    expected |= {f"report_{name}" for name in actions_in(entries)}
    for name in set(actions_in(listings)) - BY_THE_PLATFORM:
        expected |= {name.replace("listing", "need"), name.replace("listing", "resource")}
    camel = {re.sub(r"_(\w)", lambda m: m[1].upper(), name) for name in expected}
    assert camel == set(MUTATIONS)


def test_the_committed_schema_is_that_of_the_code() -> None:
    out = StringIO()
    call_command("schema", "--check", stdout=out)
    assert "一致" in out.getvalue()


def test_a_changed_schema_is_noticed(tmp_path: Any) -> None:
    file = tmp_path / "schema.graphql"
    call_command("schema", file=file, stdout=StringIO())
    file.write_text(file.read_text("utf-8").replace("needCreate(", "needMake("), "utf-8")
    with pytest.raises(CommandError, match="needCreate"):
        call_command("schema", "--check", file=file)
