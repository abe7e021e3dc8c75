"""Choosing many organizations at once: tick boxes by street that can be searched, and all of a level in one go."""

from collections.abc import Iterable
from typing import Any

from django import forms

from tenants.org.models import Organization

ALL_STREETS, ALL_COMMUNITIES = "all:subdistrict", "all:community"
_ALL = {
    ALL_STREETS: ("全部街道", Organization.Level.SUBDISTRICT),
    ALL_COMMUNITIES: ("全部社区", Organization.Level.COMMUNITY),
}


class PlacesInput(forms.CheckboxSelectMultiple):
    """Groups of tick boxes; without JavaScript all of it works but the search."""

    template_name = "web/widgets/places.html"


class ManyPlacesField(forms.MultipleChoiceField):
    """Organizations out of those offered; gives a list of rows in the order of the tree."""

    widget = PlacesInput
    default_error_messages = {
        "required": "请至少选择一个组织。",
        "invalid_choice": "有的组织不存在或您无权选择，请重新选择。",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows: dict[str, Organization] = {}

    def offer(self, places: Iterable[Organization]) -> None:
        """Set the choices: places in the order of the tree, grouped under the street in which they lie."""
        self.rows = {str(place.pk): place for place in sorted(places, key=lambda place: place.path)}
        groups: dict[str, list[tuple[str, str]]] = {}
        heads = {
            place.path: place.name for place in self.rows.values() if place.level == Organization.Level.SUBDISTRICT
        }
        for key, place in self.rows.items():
            street = heads.get(place.path[: 2 * Organization.steplen], "")
            groups.setdefault(street, []).append((key, place.name))
        whole = [(key, label) for key, (label, level) in _ALL.items() if self._count(level) > 1]
        self.choices = [*([("", whole)] if whole else []), *groups.items()]

    def _count(self, level: str) -> int:
        return sum(place.level == level for place in self.rows.values())

    def clean(self, value: Any) -> list[Organization]:
        keys = set(super().clean(value))
        levels = {_ALL[key][1] for key in keys & set(_ALL)}
        return [place for key, place in self.rows.items() if key in keys or place.level in levels]
