"""Template tags of the pages: links that keep the place, icons, cells, figures and charts."""

import json
from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from web.columns import Column, number_text
from web.lights import due_chip, status_chip
from web.links import link as address

register = template.Library()

_SCRIPT_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def link(context: RequestContext, name: str, *args: Any, **query: Any) -> str:
    """``{% link "needs" status="open" %}``: the address of a page, with the chosen place."""
    return address(context["request"], name, *args, **query)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon; the word beside it carries the meaning."""
    return format_html('<i class="ti ti-{}" aria-hidden="true"></i>', name)


@register.filter
def cell(column: Column, record: Any) -> SafeString:
    return column.html(record)


@register.filter
def status(record: Any) -> SafeString:
    return status_chip(record).__html__()


@register.filter
def due(value: Any) -> SafeString | str:
    chip = due_chip(value)
    return chip.__html__() if chip else ""


@register.filter
def figure(value: Any) -> str:
    """A figure with thousands separated; a dash for none."""
    return "—" if value is None else number_text(value)


@register.filter
def widget_kind(bound_field: Any) -> str:
    """Which markup a form field takes: check, choices, or box."""
    name = type(bound_field.field.widget).__name__
    if name == "CheckboxInput":
        return "check"
    return "choices" if name in {"RadioSelect", "CheckboxSelectMultiple"} else "box"


@register.filter
def choice_groups(bound_field: Any) -> list[tuple[str, list[Any]]]:
    """The boxes of a field of choices under the names of their groups; one without a name where there are none."""
    ticks = iter(bound_field)
    groups = [
        (name, [next(ticks) for _ in options])
        for name, options in (
            (name, options) if isinstance(options, list | tuple) else ("", [options])
            for name, options in bound_field.field.widget.choices
        )
    ]
    if any(name for name, _ in groups):
        return groups
    return [("", [tick for _, ticks_of in groups for tick in ticks_of])]


@register.simple_tag
def chart_data(data: Any) -> SafeString:
    """The data of a chart as a JSON script that no text inside can break out of."""
    text = json.dumps(data, ensure_ascii=False, default=_number).translate(_SCRIPT_ESCAPES)
    return mark_safe(f'<script type="application/json">{text}</script>')  # noqa: S308 - escaped just above


def _number(value: Any) -> float | str:
    try:
        return float(value)
    except (TypeError, ValueError):
        return str(value)


@register.inclusion_tag("web/parts/chart.html")
def chart(data: Any, *, height: str = "m") -> dict[str, Any]:
    """A chart with its figures as a table beneath; ``data`` comes from ``web.charts``."""
    return {"chart": data, "height": height}


@register.inclusion_tag("web/parts/figure_card.html")
def figure_card(card: Any) -> dict[str, Any]:
    """One figure of a summary; ``card`` is a ``web.charts.Figure``."""
    return {"card": card}
