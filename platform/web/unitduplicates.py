"""Entries of the register that look like one unit entered twice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.permissions import Perm
from tenants.org.duplicates import Pair, likely_duplicates
from tenants.org.models import ResidentUnit
from web.access import SignedIn
from web.links import link
from web.places import chosen_place, place_was_chosen
from web.unitacts import keepable

MOST_PAIRS = 50


class Duplicates(SignedIn):
    """Entries that look like one unit entered twice, two by two, for whoever keeps the register."""

    permission = Perm.UNIT_EDIT

    def get(self, request: HttpRequest) -> HttpResponse:
        units = keepable(self.actor)
        place = chosen_place(request) if place_was_chosen(request) else None
        if place is not None:
            units = units.filter(organization__path__startswith=place.path)
        pairs = [
            (pair, [(unit, other, merge_url(request, unit, other)) for unit, other in both_ways(pair)])
            for pair in likely_duplicates(units, most=MOST_PAIRS)
        ]
        context = {"title": "查找重复单位", "pairs": pairs, "most": MOST_PAIRS, "list_url": link(request, "units")}
        return render(request, "web/units/duplicates.html", context)


def both_ways(pair: Pair) -> list[tuple[ResidentUnit, ResidentUnit]]:
    return [(pair.first, pair.second), (pair.second, pair.first)]


def merge_url(request: HttpRequest, unit: ResidentUnit, into: ResidentUnit) -> str:
    """The question whether to merge the one into the other."""
    return link(request, "unit-act", unit.pk, "merge", into=str(into.pk))
