"""Search over everything one may see: the lists themselves are asked, each for its first hits."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from web.access import SignedIn, is_fragment, typed
from web.links import link
from web.lists import ListPage

EACH = 5


class SearchPage(SignedIn):
    """``lists`` names the lists that are searched.

    ``urls.py`` gives them: ``SearchPage.as_view(lists=(…))``.
    """

    lists: ClassVar[Sequence[type[ListPage]]] = ()

    def get(self, request: HttpRequest) -> HttpResponse:
        query = typed(request)
        groups = [group for page in self.lists if query and (group := self._hits(page))]
        context = {"title": "搜索", "query": query, "groups": groups}
        name = "web/parts/search_hits.html" if is_fragment(request, "search-hits") else "web/search.html"
        return render(request, name, context)

    def _hits(self, page: type[ListPage]) -> dict[str, Any] | None:
        view = page()
        view.setup(self.request)
        rows = list(view.filtered[: EACH + 1])
        if not rows:
            return None
        # Bare figures would say nothing without their heads.
        told = [column for column in page.columns if not (column.link or column.optional or column.align == "end")][:3]
        return {
            "title": page.title,
            "rows": [(row, view.record_url(row), [c.html(row) for c in told]) for row in rows[:EACH]],
            "all_url": link(self.request, page.name, q=view.query) if len(rows) > EACH else "",
        }
