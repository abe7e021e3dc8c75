"""Filters of lists: django-filter declares and applies them; here they become chips that can be taken off."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django_filters.fields import DateRangeField
from django_filters.widgets import DateRangeWidget

from core.permissions import Actor
from web.forms import DayInput
from web.links import with_query


class PeriodWidget(DateRangeWidget):
    """Two date boxes; the address holds ``<name>_after`` and ``<name>_before``."""

    template_name = "web/widgets/period.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets = [
            DayInput({"aria-label": word, "class": "form-control form-control-sm"}) for word in ("从", "到")
        ]


class PeriodField(DateRangeField):
    widget = PeriodWidget


class PeriodFilter(django_filters.DateFromToRangeFilter):
    """From one day to another, both included."""

    field_class = PeriodField


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    """Any of some fixed values, as check boxes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}))
        kwargs.setdefault("distinct", False)
        super().__init__(*args, **kwargs)


class WaitsFilter(ChoicesFilter):
    """What waits for this person: by word, its title and the rule from the actor to the rows."""

    def __init__(self, rules: Mapping[str, tuple[str, Callable[[Actor], Q]]], **kwargs: Any) -> None:
        super().__init__(label="待我办理", choices=[(word, title) for word, (title, _) in rules.items()], **kwargs)
        self.rules = rules

    def filter(self, qs: Any, value: Any) -> Any:
        if not value:
            return qs
        actor = self.parent.request.actor
        return qs.filter(reduce(or_, (self.rules[word][1](actor) for word in value)))


class RowFilter(django_filters.ModelChoiceFilter):
    """One related record.

    ``queryset`` takes the request: ``lambda request: Unit.objects.visible_to(request.actor)``.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", "不限")
        kwargs.setdefault("widget", forms.Select(attrs={"class": "form-select form-select-sm", "data-pick": ""}))
        super().__init__(*args, **kwargs)


class KeyFilter(django_filters.ModelChoiceFilter):
    """One related record that only a link can choose (“all claims of this need”); shown as a chip, not as a box."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.HiddenInput())
        super().__init__(*args, **kwargs)


class OnlyFilter(django_filters.BooleanFilter):
    """A tick such as “只看逾期”.

    ``rows`` names a method of the filter set: from the rows to those that are left.
    """

    def __init__(self, *, rows: str, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxInput(attrs={"class": "form-check-input"}))
        super().__init__(**kwargs)
        self.rows = rows

    def filter(self, qs: Any, value: Any) -> Any:
        return getattr(self.parent, self.rows)(qs) if value else qs


@dataclass(frozen=True)
class Removable:
    """A condition in words and the address without it."""

    text: str
    url: str


def filter_chips(request: HttpRequest, filterset: django_filters.FilterSet | None) -> list[Removable]:
    """One chip for each condition that holds now."""
    if filterset is None or not filterset.form.is_bound:
        return []
    filterset.form.is_valid()
    return [chip for name in filterset.form.fields for chip in _chips_of(request, filterset, name)]


def _chips_of(request: HttpRequest, filterset: django_filters.FilterSet, name: str) -> Iterable[Removable]:
    field = filterset.form.fields[name]
    value = filterset.form.cleaned_data.get(name)
    if not value:
        return
    label = field.label or ""
    if isinstance(value, slice):
        ends = [
            end.strftime("%Y-%m-%d") if hasattr(end, "strftime") else str(end)
            for end in (value.start, value.stop)
            if end is not None
        ]
        word = (
            " 至 ".join(ends) if len(ends) == 2 else (f"{ends[0]} 起" if value.start is not None else f"{ends[0]} 止")
        )
        gone = dict.fromkeys(f"{name}_{end}" for end in ("after", "before", "min", "max"))
        yield Removable(f"{label}：{word}", with_query(request, {**gone, "page": None}))
    elif isinstance(field, forms.MultipleChoiceField):
        words = _words(field)
        for one in value:
            rest = [other for other in value if other != one]
            yield Removable(f"{label}：{words.get(one, one)}", with_query(request, {name: rest, "page": None}))
    elif value is True:
        yield Removable(label, with_query(request, {name: None, "page": None}))
    else:
        words = _words(field)
        yield Removable(f"{label}：{words.get(value, value)}", with_query(request, {name: None, "page": None}))


def _words(field: forms.Field) -> dict[Any, Any]:
    """The labels of fixed choices; a related record speaks for itself."""
    if not isinstance(field, forms.ChoiceField) or hasattr(field, "queryset"):
        return {}
    return dict(list(field.choices))  # type: ignore[arg-type]
