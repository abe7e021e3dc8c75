"""The chosen place: part of every address as ``?place=<organisation code>``.

Every list and figure follows it.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from core.permissions import Actor, Perm, ancestor_paths
from core.rulebook import rule_in_sql
from linkage.supervision.models import SupervisionRules
from tenants.org.models import Organization
from web.access import SignedIn, typed
from web.lights import keep_soon_days

SEARCH_LIMIT = 30


def place_chain(request: HttpRequest) -> Sequence[Organization]:
    """The chosen place with the places above it, topmost first; computed once a request.

    Every page reads them, and most pages show chips: the days that the district calls soon come along.

    Without ``?place=`` it is the person's own place (the highest, if there are several). A code that is
    unknown or out of reach raises Http404: absent and forbidden look the same. Empty for someone who sees no
    place at all.
    """
    kept: Sequence[Organization] | None = getattr(request, "_place_chain", None)
    if kept is None:
        kept = _find_chain(request)
        for place in kept[:1]:
            keep_soon_days(place.soon_days)  # type: ignore[attr-defined]
        request._place_chain = kept  # type: ignore[attr-defined]
    return kept


def chosen_place(request: HttpRequest) -> Organization | None:
    """The place that lists and figures of this request are limited to."""
    chain = place_chain(request)
    return chain[-1] if chain else None


def place_was_chosen(request: HttpRequest) -> bool:
    """Whether the address names a place; without one a list shows everything the person may see."""
    return bool(request.GET.get("place"))


def home_path(actor: Actor) -> str:
    """The path of the place that is the person's own: the highest of its posts, else the top of the tree."""
    paths = [grant.path for grant in actor.grants if Perm.VIEW in grant.permissions]
    return min(paths, key=lambda path: (len(path), path), default="")


def _find_chain(request: HttpRequest) -> Sequence[Organization]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    visible = Organization.objects.visible_to(actor).annotate(soon_days=rule_in_sql(SupervisionRules, "soon_days"))
    if not place_was_chosen(request):
        home = home_path(actor)
        if home:
            return list(visible.filter(path__in=ancestor_paths(home)))
        return list(visible.filter(depth=1))
    code = request.GET["place"]
    place = visible.filter(code=code).first() if code.isalnum() else None
    if place is None:
        raise Http404("没有这个地方，或者您无权查看。")
    above = visible.filter(path__in=ancestor_paths(place.path)[:-1]) if place.depth > 1 else []
    return [*above, place]


class PlacesPage(SignedIn):
    """The place switcher: a tree opened level by level, or hits of a search.

    Fragment for htmx, page without it.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        visible = Organization.objects.visible_to(request.actor).in_use()  # type: ignore[attr-defined]
        query = typed(request)
        under = request.GET.get("under", "")
        if query:
            rows = visible.filter(Q(name__icontains=query) | Q(pinyin__icontains=query))[:SEARCH_LIMIT]
        elif under:
            parent = visible.filter(code=under).first() if under.isalnum() else None
            if parent is None:
                raise Http404("没有这个地方，或者您无权查看。")
            rows = visible.filter(path__startswith=parent.path, depth=parent.depth + 1)
        else:
            rows = visible.filter(depth__lte=2)
        target = self._target(request)
        context: dict[str, Any] = {
            "rows": [(row, _with_place(target, row.code)) for row in rows],
            "query": query,
            "next": target,
            "inner": bool(under),
            "title": "选择地方",
        }
        name = "web/parts/place_rows.html" if request.htmx else "web/places.html"  # type: ignore[attr-defined]
        return render(request, name, context)

    def _target(self, request: HttpRequest) -> str:
        """Where a choice leads: the page the switcher stands on, with the filters it has now."""
        target = request.GET.get("next", "") or "/"
        if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
            target = "/"
        now = urlsplit(request.htmx.current_url or "") if request.htmx else None  # type: ignore[attr-defined]
        if now and now.path == urlsplit(target).path:
            return f"{now.path}?{now.query}"
        return target


def _with_place(target: str, code: str) -> str:
    parts = urlsplit(target)
    query = {key: values for key, values in parse_qs(parts.query).items() if key not in {"place", "page"}}
    return f"{parts.path}?{urlencode({**query, 'place': code}, doseq=True)}"
