"""The schema as a contract: described in Chinese throughout, committed, one mutation for each action."""

import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from graphene import Schema
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
    is_specified_scalar_type,
)
from introspection import all_actions

from api.city.schema import schema as city
from api.mutations import rulebooks
from api.names import camel
from api.rows.fields import One
from api.rows.records import all_records
from api.schema import MUTATIONS, schema
from api.scopes import OTHERS, scopes_by_domain

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Operators keep the platform itself; their schema has no interface.
OF_OPERATORS = "tenants.actions."
ONES_OWN_PAGES = "of the pages of one person: it concerns nobody else, and a program has no pages"
WITHOUT_MUTATION = {
    "linkage.actions.agreements.agreement_amend": "done by the platform itself when the day has come",
    "api.actions.clients.client_remind": "done by the platform itself when the day has come",
    "linkage.actions.agreements.agreement_expire": "done by the platform itself when the day has come",
    "linkage.inspections.actions.answers.inspectiontarget_presume": "done by the platform when nobody spoke in time",
    "linkage.extensions.actions.extension_lapse": "done by the platform when what was asked for is overtaken",
    "resources.actions.listings.listing_expire": "done by the platform itself when the day has come",
    "resources.materials.actions.materials.material_expire": "done by the platform itself when the day has come",
    "resources.actions.uploads.upload_receive": "the bytes go to the address that uploadCreate gave",
    "tenants.org.actions.cities.consent_agree": "opening the district to a reader outside it takes a person at a page",
    "tenants.org.actions.cities.consent_decline": "as its opposite",
    "tenants.org.actions.cities.consent_withdraw": "as its opposite",
    "tenants.accounts.actions.users.user_change_password": "part of signing in: the page asks for the old password",
    "tenants.preferences.actions.views.view_save": ONES_OWN_PAGES,
    "tenants.preferences.actions.views.view_rename": ONES_OWN_PAGES,
    "tenants.preferences.actions.views.view_prefer": ONES_OWN_PAGES,
    "tenants.preferences.actions.views.view_delete": ONES_OWN_PAGES,
}


def described(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Everything that a reader of the schema sees, with its description."""
    for name, type_ in schema.type_map.items():
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


@pytest.mark.parametrize(("schema", "least"), [(schema, 800), (city, 50)], ids=["district", "city"])
def test_everything_is_described_in_chinese(schema: Schema, least: int) -> None:
    found = dict(described(schema.graphql_schema))
    assert len(found) > least
    assert [name for name, text in found.items() if not text or not CHINESE.search(text)] == []
    assert [name for name, text in found.items() if text and ("。。" in text or "；。" in text)] == []


def mutations_of(action: str) -> set[str]:
    """The mutations for an action, by its dotted name."""
    module, name = action.rsplit(".", 1)
    if module == "resources.actions.listings":
        names = {name.replace("listing", "need"), name.replace("listing", "resource")}
    elif name == "rulebook_edit":
        return set(rulebooks.MUTATIONS)
    else:
        names = {f"report_{name}" if module == "assessment.actions.entries" else name}
    return {camel(each) for each in names}


def test_every_action_has_its_mutation() -> None:
    actions = set(all_actions())
    assert set(WITHOUT_MUTATION) <= actions
    wanted = {name for name in actions - set(WITHOUT_MUTATION) if not name.startswith(OF_OPERATORS)}
    assert set().union(*map(mutations_of, wanted)) == set(MUTATIONS)


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


def test_a_changed_schema_of_the_city_is_noticed(tmp_path: Any) -> None:
    file = tmp_path / "schema.graphql"
    call_command("schema", file=file, stdout=StringIO())
    other = tmp_path / "schema-city.graphql"
    other.write_text(other.read_text("utf-8").replace("yearBefore", "lastYear"), "utf-8")
    with pytest.raises(CommandError, match="yearBefore"):
        call_command("schema", "--check", file=file, stdout=StringIO())


def test_every_scope_has_a_domain_with_a_chinese_name() -> None:
    """A new permission of clients needs the name of its domain in ``core.permissions.DOMAINS``."""
    assert OTHERS not in scopes_by_domain()


def test_no_query_and_mutation_share_a_name() -> None:
    """The Python client has a method for each of them."""
    kinds = schema.graphql_schema.query_type, schema.graphql_schema.mutation_type
    queries, mutations = (set(kind.fields) for kind in kinds if kind is not None)
    assert not queries & mutations


def test_a_link_that_may_be_empty_says_so() -> None:
    """A foreign key that may be null cannot be promised: the answer would be no JSON."""
    for record in all_records():
        for name, field in record._meta.fields.items():
            if isinstance(field, One) and field.follows and not field.null:
                model: Any = record._meta.model
                for step in field.path.split("__"):
                    source = model._meta.get_field(step)
                    assert not source.null, (record, name)
                    model = source.related_model
