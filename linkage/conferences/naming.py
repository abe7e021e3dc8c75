"""Naming a meeting, or one of its topics or decisions, as that from which something else follows.

All three have numbers that no other record has, so that a number alone names one of them in a sheet.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from core.errors import InvalidInput
from core.events import now
from core.permissions import Actor
from linkage.conferences.models import Decision, Meeting, Topic

KINDS: tuple[Any, ...] = (Meeting, Topic, Decision)
Named = Meeting | Topic | Decision
# Meetings of the last year are offered, the newest first.
RECENT, MOST = timedelta(days=366), 30
_BEGUN = (Meeting.Status.IN_SESSION, Meeting.Status.HELD)


def key_of(row: Named) -> str:
    """How a form names it: ``decision-7``."""
    return f"{row._meta.model_name}-{row.pk}"


def named(actor: Actor, key: str) -> Named | None:
    """The record of such a key, if there is one that the actor may see."""
    name, _, number = key.partition("-")
    kind = next((each for each in KINDS if each._meta.model_name == name), None)
    if kind is None or not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    found: Named | None = kind.objects.visible_to(actor).filter(pk=number).first()
    return found


def numbered(actor: Actor, number: str, *, field: str) -> Named:
    """The record of that number; ``InvalidInput`` where there is none that the actor may see."""
    for kind in KINDS:
        found: Named | None = kind.objects.visible_to(actor).filter(number=number).first()
        if found is not None:
            return found
    raise InvalidInput(f"没有编号为“{number}”的会议、议题或议定事项，请核对编号。", field=field)


def offered(actor: Actor) -> list[tuple[Meeting, list[Named]]]:
    """The recent meetings that have begun, each with its topics and decisions; three statements."""
    rows = Meeting.objects.visible_to(actor).filter(status__in=_BEGUN, starts_at__gte=now() - RECENT)
    meetings = list(rows.order_by("-starts_at", "-pk")[:MOST])
    parts: dict[int, list[Named]] = {meeting.pk: [] for meeting in meetings}
    for kind in KINDS[1:]:
        below: Iterable[Named] = kind.objects.visible_to(actor).filter(meeting__in=list(parts)).order_by("pk")
        for row in below:
            parts[row.meeting_id].append(row)  # type: ignore[union-attr, index]
    return [(meeting, parts[meeting.pk]) for meeting in meetings]
