"""The time line of a record in plain Chinese."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from core.models import Event
from core.periods import SHANGHAI
from core.permissions import SYSTEM, Actor
from core.verbs import label_of


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``10月12日 15:03 江宁路街道党建办 确认认领 20 份``, with the reason or note beneath."""

    at: datetime
    moment: str
    who: str
    what: str
    note: str


def describe(event: Event) -> Line:
    """Tell the event in words for people; never a code."""
    local = event.at.astimezone(SHANGHAI)
    data: dict[str, Any] = event.data
    what = label_of(event.verb)
    if "quantity" in data:
        amount = data.get("fulfilled", data["quantity"])
        what = f"{what} {plain_number(amount)}{data.get('measure', '')}"
    if "score" in data:
        what = f"{what} {data['score']} 分"
    was, due = data.get("due_was"), data.get("due_on")
    if was and due and was != due:
        what = f"{what}（{was} → {due}）"
    return Line(event.at, f"{local.month}月{local.day}日 {local:%H:%M}", event.actor_label, what, _note(data))


def _note(data: dict[str, Any]) -> str:
    """The reason and whatever else is noted, which may tell the reason already."""
    reason, note = str(data.get("reason") or ""), str(data.get("note") or "")
    return note if reason in note else "。".join(filter(None, (note.rstrip("。"), reason)))


def history_of(
    subject: models.Model,
    *,
    seen_by: Actor = SYSTEM,
    told: Collection[str] = (),
    former: Sequence[int] = (),
    with_: models.Model | None = None,
    most: int | None = None,
) -> list[Line]:
    """What happened to a record, the newest first.

    Of records that many see and few take part in (a place, a unit, an open need) only what the reader may see anyway,
    and the verbs in ``told``: what those who keep the record do to it. ``former`` are the keys of records that became
    part of this one, ``with_`` is another record whose history is this one's as well. Of a history that grows by itself
    the newest ``most`` are told; the audit page has them all.
    """
    own = Q(subject_type=subject._meta.label_lower, subject_id__in=[subject.pk, *former])
    if with_ is not None:
        own |= Q(subject_type=with_._meta.label_lower, subject_id=with_.pk)
    events = Event.objects.filter(own)
    if not getattr(subject, "shares_history", False):
        events = events.visible_to(seen_by) | events.filter(verb__in=told)
    return [describe(event) for event in events.order_by("-id")[:most]]


def plain_number(value: object) -> str:
    """A number as people write it: ``20.00`` becomes ``20``."""
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
