"""The saved views of a list: tabs above it, and what of an address a view stands for."""

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.http import QueryDict
from django_tenants.utils import get_public_schema_name

from tenants.preferences.models import SavedView
from web.links import link

if TYPE_CHECKING:
    from web.lists import ListPage

ENDS = ("min", "max", "after", "before")


def plain_query(page: "type[ListPage]", given: QueryDict) -> str:
    """Filters, search, order and columns of an address, always written alike.

    The place is left out: a view follows the place that is chosen.
    """
    filters = list(page.filters.base_filters) if page.filters is not None else []
    names = {"q", "sort", "col", "size", *filters, *(f"{name}_{end}" for name in filters for end in ENDS)}
    kept = QueryDict(mutable=True)
    for name in sorted(names & set(given)):
        if values := sorted(value for value in given.getlist(name) if value):
            kept.setlist(name, values)
    return kept.urlencode()


def my_views(page: "ListPage") -> list[SavedView]:
    """This person's views of the list; the platform's own lists have none."""
    if connection.schema_name == get_public_schema_name():  # type: ignore[attr-defined]
        return []
    return list(SavedView.objects.visible_to(page.actor).filter(page=page.name))


def view_url(page: "ListPage", query: str) -> str:
    """The list as a view shows it, at the chosen place."""
    plain = link(page.request, page.name)
    return plain + ("&" if "?" in plain else "?") + query if query else plain


def default_url(page: "ListPage") -> str:
    """Where the navigation leads: the default view, or the whole list."""
    return view_url(page, next((view.query for view in my_views(page) if view.is_default), ""))


def view_tabs(page: "ListPage") -> dict[str, Any]:
    """What the list shows of views: nothing while there is neither a view nor a condition to save."""
    now = plain_query(type(page), page.request.GET)
    views = my_views(page)
    known = any(view.query == now for view in views)
    on_platform = connection.schema_name == get_public_schema_name()  # type: ignore[attr-defined]
    return {
        "tabs": [(view, view_url(page, view.query), view.query == now) for view in views],
        "whole_url": view_url(page, ""),
        "is_whole": not now,
        "save_url": ""
        if known or not now or on_platform
        else link(page.request, "savedview-new", list=page.name, query=now),
    }
