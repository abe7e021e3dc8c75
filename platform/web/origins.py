"""来源 and 由此产生: what a record came out of, and what came out of it, on its page."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.origins import Originated, followers, from_origin, origin_of
from core.permissions import Actor
from web.columns import Column
from web.links import link

SHOWN = 50


@dataclass(frozen=True)
class Followed:
    """One record that came out of another."""

    kind: str
    title: str
    state: str


COLUMNS = (Column("title", "名称", link=True), Column("kind", "类型"), Column("state", "状态"))


def origin_link(request: HttpRequest, record: Any, actor: Actor) -> SafeString | None:
    """The origin as a link for those who may see it, else as the name it had; None for what came out of nothing."""
    if not isinstance(record, Originated) or not record.origin_type:
        return None
    origin = origin_of(record, seen_by=actor)
    url = _address(request, origin) if origin is not None else ""
    return format_html('<a href="{}">{}</a>', url, origin) if url else format_html("{}", record.origin_label)


def followed_table(request: HttpRequest, record: Any, actor: Actor) -> dict[str, Any] | None:
    """What came out of the record and this person may see, whatever its kind; one statement."""
    kinds = followers()
    if not kinds:
        return None
    first, *others = (_rows(model, number, record, actor) for number, model in enumerate(kinds))
    found = first.union(*others, all=True) if others else first
    rows = [
        (
            Followed(str(kinds[number]._meta.verbose_name), title, _state(kinds[number], status)),
            link(request, str(kinds[number]._meta.model_name), pk),
        )
        for number, pk, title, status in found
    ]
    table = {"title": "由此产生", "columns": COLUMNS, "rows": rows, "all_url": "", "cut": False}
    return {**table, "empty": "还没有由此产生的任务、问题或其他事项。"}


def _rows(model: Any, number: int, record: models.Model, actor: Actor) -> QuerySet[Any]:
    """Followers have a ``title`` and a ``status``, as all that moves along a table does."""
    text = models.TextField()
    rows: QuerySet[Any] = model.objects.visible_to(actor).filter(**from_origin(record))
    return (
        rows.annotate(
            follows_kind=Value(number, output_field=models.IntegerField()),
            follows_title=Cast(F("title"), text),
            follows_state=Cast(F("status"), text),
        )
        .order_by("pk")
        .values_list("follows_kind", "pk", "follows_title", "follows_state")[:SHOWN]
    )


def _state(model: Any, status: str) -> str:
    return str(dict(model._meta.get_field("status").choices or ()).get(status, status))


def _address(request: HttpRequest, origin: models.Model) -> str:
    try:
        return link(request, str(origin._meta.model_name), origin.pk)
    except NoReverseMatch:
        return ""
