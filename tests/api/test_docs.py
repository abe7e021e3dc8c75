"""The reference: every page renders, every link leads somewhere, every example runs."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from callers import Caller, gid, person
from cast import Cast
from django.core.management import CommandError, call_command
from django.test import Client
from graphene.types.definitions import GrapheneInputObjectType
from graphql import get_named_type
from isolation.life import live

from api.city.schema import schema as city_schema
from api.city.views import documents as city_documents
from api.docs import pages
from api.execution import documents
from api.limits import measure
from api.mutations.inputs import IdInput
from api.rows.ids import read_id
from api.rows.records import all_records, record_named
from api.schema import schema
from core.errors import InvalidInput
from core.permissions import SYSTEM

LINK = re.compile(r'(?:href|src)="([^"]*)"')


def test_every_example_of_a_query_runs(cast: Cast) -> None:
    live(cast)
    readers: dict[str, Caller] = {name: person(cast.users[name]) for name in ("leader", "system", "security")}
    for entry in pages.reference().entries:
        if entry.group != "query":
            continue
        example = entry.example
        assert example is not None
        variables = {key: _real(value) for key, value in example.variables.items()}
        answers = [reader.post(example.text, variables).json() for reader in readers.values()]
        assert any("errors" not in answer and answer["data"][entry.name] is not None for answer in answers), answers


def test_every_example_of_a_mutation_fits_the_schema_and_the_limits() -> None:
    """They are run as the inputs of ``tests/inputs``; here they are what the site shows."""
    entries = [entry for entry in pages.reference().entries if entry.group == "mutation"]
    assert len(entries) > 300
    for entry in entries:
        assert entry.example is not None, entry.name
        document = documents().get(entry.example.text)
        measure(schema.graphql_schema, document, document.operation(None), entry.example.variables)


def test_every_input_says_whose_ids_it_takes() -> None:
    """So that examples can name them; that they are the right ones is seen in ``test_good_input_is_accepted``."""
    names = {record._meta.name for record in all_records()}
    for type_ in schema.graphql_schema.type_map.values():
        if isinstance(type_, GrapheneInputObjectType):
            for key, found in type_.fields.items():
                if get_named_type(found.type).name == "ID":
                    declared = type_.graphene_type._meta.fields[found.out_name]
                    assert isinstance(declared, IdInput), f"{type_.name}.{key}: declare it by id_of"
                    assert set(declared.types) <= names, f"{type_.name}.{key}"


def _real(value: Any) -> Any:
    """The id of a record that is there, of the type that the example names; a day stays as it is."""
    try:
        name, _ = read_id(value)
    except InvalidInput:
        return value
    model = record_named(name)._meta.model
    return gid(model.objects.visible_to(SYSTEM).latest("pk"))


def test_every_page_is_served_to_everybody(cast: Cast) -> None:
    http = Client(HTTP_HOST="jingan.localhost")
    assert http.get("/graphql/docs/", follow=True).status_code == 200
    for file in (
        "index.html",
        "changes.html",
        "query-needs.html",
        "object-Claim.html",
        "schema.graphql",
        "schema-city.graphql",
        "city-index.html",
        "city-changes.html",
        "city-query-reports.html",
        "city-object-Report.html",
    ):
        response = http.get(f"/graphql/docs/{file}")
        assert response.status_code == 200, file
    assert "认领" in http.get("/graphql/docs/object-Claim.html").content.decode()
    assert b"".join(http.get("/graphql/docs/examples/loop.py")) == pages.examples()["loop.py"].read_bytes()
    assert http.get("/graphql/docs/query-nothing.html").status_code == 404
    assert http.get("/graphql/docs/examples/liandong.txt").status_code == 404


def test_the_written_pages_need_nothing_from_outside(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    call_command("apidocs", str(folder), stdout=StringIO())
    files = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert {"index.html", "changes.html", "tokens.css", "examples/loop.py"} <= files
    assert {"city-index.html", "city-changes.html", "city-object-Street.html"} <= files
    lost = {
        (file, link)
        for file in sorted(files)
        if file.endswith(".html")
        for link in LINK.findall((folder / file).read_text("utf-8"))
        if not link.startswith(("#", "data:")) and link.partition("#")[0] not in files
    }
    assert lost == set()
    with pytest.raises(CommandError, match="换一个文件夹"):
        call_command("apidocs", str(folder), stdout=StringIO())


def test_the_city_has_pages_of_its_own() -> None:
    """Its types do not mix with a district's of the same name, and it has nothing to change."""
    here, there = pages.sites()
    assert {entry.group for entry in there.reference.entries} == {"query", "object", "enum", "scalar"}
    page = pages.page("city-object-Report.html", []) or ""
    assert "city-object-Street.html" in page
    assert "object-QuarterlyReport.html" not in page
    index = pages.page("city-index.html", []) or ""
    assert "城市应用" in index
    assert "needCreate" not in index
    assert 'href="index.html"' in index
    assert 'href="city-index.html"' in (pages.page("index.html", []) or "")
    assert {entry.file for entry in here.reference.entries}.isdisjoint(e.file for e in there.reference.entries)


def test_every_example_of_the_city_fits_its_schema() -> None:
    for entry in pages.sites()[1].reference.entries:
        if entry.group == "query":
            assert entry.example is not None
            document = city_documents.get(entry.example.text)
            measure(city_schema.graphql_schema, document, document.operation(None), entry.example.variables)
