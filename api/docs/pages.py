"""The pages of the reference as text, whoever asks: the server for a browser, or a command that writes files."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from graphql import GraphQLSchema

from api.city import schema as city
from api.docs.reference import GROUPS, Entry, Reference
from api.evolution import CITY, RELEASES, Release, history, releases
from api.schema import schema, schema_text

GUIDE = Path(settings.ROOT) / "docs/api/README.md"
EXAMPLES = Path(settings.ROOT) / "api/examples"
STYLES = ("web/tokens.css", "api/docs.css")
# What the guide links to of the schemas: their files as committed.
SCHEMAS = {"schema.graphql": schema_text, "schema-city.graphql": city.schema_text}
INDEX, CHANGES = "index.html", "changes.html"
# The pages of the platform's own host begin with this.
CITY_PREFIX = "city-"
_CITY_CHAPTER = re.compile(r"^## 10\. .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Site:
    """The pages of one schema. ``schema`` is the name of its file, ``host`` on whose host it is."""

    reference: Reference
    source: GraphQLSchema
    released: Callable[[], tuple[Release, ...]]
    schema: str
    host: str
    prefix: str = ""

    @property
    def index(self) -> str:
        return f"{self.prefix}{INDEX}"

    @property
    def changes(self) -> str:
        return f"{self.prefix}{CHANGES}"

    def body(self) -> str:
        """The start page as HTML."""
        return city_guide() if self.prefix else guide()

    def contents(self, entry: Entry | None) -> Iterator[tuple[str, str, int, SafeString]]:
        """For each group its key, its label, how many are in it, and their links, the one to this entry marked."""
        for group, (label, number, links) in self._links.items():
            if entry is not None and entry.group == group:
                here = f'href="{entry.file}"'
                links = mark_safe(links.replace(here, f'{here} aria-current="page"'))  # noqa: S308 - our own names
            yield group, label, number, links

    @cached_property
    def _links(self) -> dict[str, tuple[str, int, SafeString]]:
        """Written once: there are thousands, and each of as many pages has them all."""
        return {
            group: (label, len(entries), render_to_string("api/docs/links.html", {"entries": entries}))
            for group, label, entries in self.reference.grouped()
        }


@cache
def sites() -> tuple[Site, Site]:
    """Of a district, and of the platform for cities; they change with the code only."""
    here, there = schema.graphql_schema, city.schema.graphql_schema
    of_city = partial(releases, RELEASES / CITY)
    return (
        Site(Reference(here, releases()), here, releases, "schema.graphql", "各区"),
        Site(Reference(there, of_city(), CITY_PREFIX), there, of_city, "schema-city.graphql", "市级", CITY_PREFIX),
    )


def reference() -> Reference:
    """The reference of a district's schema."""
    return sites()[0].reference


def styles() -> list[str]:
    return [static(name) for name in STYLES]


def page(file: str, sheets: list[str]) -> str | None:
    """The page of this name with these style sheets; None if there is none."""
    site = sites()[file.startswith(CITY_PREFIX)]
    known = site.reference
    entry = known.find(file)
    groups = site.contents(entry)
    context = {"styles": sheets, "groups": groups, "file": file, "site": site, "sites": sites(), "entry": entry}
    if file == site.index:
        return render_to_string("api/docs/guide.html", {**context, "body": site.body()})
    if file == site.changes:
        found = history(site.source, site.released())
        return render_to_string("api/docs/changes.html", {**context, "releases": found})
    if entry is None:
        return None
    used_by = known.users.get(entry.name, []) if entry.group not in known.roots else []
    more = {"label": GROUPS[entry.group], "used_by": used_by}
    return render_to_string("api/docs/entry.html", {**context, **more})


def files() -> Iterator[str]:
    """The names of all pages."""
    for site in sites():
        yield from (site.index, site.changes)
        yield from (entry.file for entry in site.reference.entries)


def examples() -> dict[str, Path]:
    """The runnable programs that the guide speaks of, by their path below the folder of examples."""
    found = (file for file in EXAMPLES.rglob("*") if file.suffix in {".py", ".sh", ".html", ".toml"})
    return {file.relative_to(EXAMPLES).as_posix(): file for file in sorted(found)}


@cache
def guide() -> str:
    """The guide as HTML; what it links to in the repository stands beside it here."""
    return _rendered(GUIDE.read_text("utf-8"))


@cache
def city_guide() -> str:
    """The chapter of the guide that is for cities."""
    found = _CITY_CHAPTER.search(GUIDE.read_text("utf-8"))
    assert found is not None, "the guide has a chapter on cities"
    return _rendered(found[0])


def _rendered(text: str) -> str:
    from markdown_it import MarkdownIt

    text = text.replace("../../api/examples/", "examples/")
    for name in SCHEMAS:
        text = text.replace(f"../../{name}", name)
    rendered: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return rendered
