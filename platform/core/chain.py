"""Proof that nobody has altered the log."""

from core.events import digest
from core.models import Event, EventHead


def verify() -> list[int]:
    """Walk the current district's chain; return ids of events that do not fit, and ``-1`` if the end is missing."""
    broken: list[int] = []
    before = ""
    length = 0
    for event in Event.objects.order_by("id").iterator(chunk_size=2000):
        if event.prev_hash != before or digest(event) != event.hash:
            broken.append(event.pk)
        before = event.hash
        length += 1
    head = EventHead.objects.filter(pk=1).first()
    if (head.hash, head.length) != (before, length) if head else length:
        broken.append(-1)
    return broken
