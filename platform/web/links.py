"""Addresses inside the district.

The chosen place travels along, so that a link sent to a colleague opens the same.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse


def link(request: HttpRequest, name: str, *args: Any, **query: Any) -> str:
    """The address of page ``name`` with ``query``, keeping the chosen place unless ``place`` is given."""
    chosen = request.GET.get("place", "")
    parameters = {"place": chosen, **query}
    text = urlencode({key: value for key, value in parameters.items() if value not in (None, "")}, doseq=True)
    return reverse(name, args=args) + (f"?{text}" if text else "")


def with_query(request: HttpRequest, changes: Mapping[str, Any]) -> str:
    """This page's address with some parameters replaced (None or empty removes) and nothing idle in it."""
    query = request.GET.copy()
    for key, value in changes.items():
        if value in (None, "", []):
            query.pop(key, None)
        elif isinstance(value, list | tuple):
            query.setlist(key, [str(item) for item in value])
        else:
            query[key] = str(value)
    for key in [key for key, values in query.lists() if not any(values)]:
        del query[key]
    text = query.urlencode()
    return request.path + (f"?{text}" if text else "")
