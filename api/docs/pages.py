"""The pages of the reference as text, whoever asks: the server for a browser, or a command that writes files."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static

from api.city import schema as city
from api.docs.reference import GROUPS, Reference
from api.evolution import history, releases
from api.schema import schema, schema_text

GUIDE = Path(settings.ROOT) / "docs/api/README.md"
EXAMPLES = Path(settings.ROOT) / "api/examples"
STYLES = ("web/tokens.css", "api/docs.css")
# What the guide links to of the schemas: their files as committed.
SCHEMAS = {"schema.graphql": schema_text, "schema-city.graphql": city.schema_text}
INDEX, CHANGES = "index.html", "changes.html"


@cache
def reference() -> Reference:
    """The reference of the running schema; it changes with the code only."""
    return Reference(schema.graphql_schema)


def styles() -> list[str]:
    return [static(name) for name in STYLES]


def page(file: str, sheets: list[str]) -> str | None:
    """The page of this name with these style sheets; None if there is none."""
    known = reference()
    context = {"styles": sheets, "groups": list(known.grouped()), "file": file}
    if file == INDEX:
        return render_to_string("api/docs/guide.html", {**context, "body": guide()})
    if file == CHANGES:
        found = history(schema.graphql_schema, releases())
        return render_to_string("api/docs/changes.html", {**context, "releases": found})
    entry = known.find(file)
    if entry is None:
        return None
    used_by = known.users.get(entry.name, []) if entry.group not in known.roots else []
    more = {"entry": entry, "label": GROUPS[entry.group], "used_by": used_by}
    return render_to_string("api/docs/entry.html", {**context, **more})


def files() -> Iterator[str]:
    """The names of all pages."""
    yield from (INDEX, CHANGES)
    yield from (entry.file for entry in reference().entries)


def examples() -> dict[str, Path]:
    """The runnable programs that the guide speaks of, by their path below the folder of examples."""
    found = (file for file in EXAMPLES.rglob("*") if file.suffix in {".py", ".sh", ".html", ".toml"})
    return {file.relative_to(EXAMPLES).as_posix(): file for file in sorted(found)}


@cache
def guide() -> str:
    """The guide as HTML; what it links to in the repository stands beside it here."""
    from markdown_it import MarkdownIt

    text = GUIDE.read_text("utf-8").replace("../../api/examples/", "examples/")
    for name in SCHEMAS:
        text = text.replace(f"../../{name}", name)
    rendered: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return rendered
