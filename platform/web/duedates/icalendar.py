"""Due dates as an iCalendar file (RFC 5545), for the calendar of a phone or a desk."""

from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import Any

from core.duedates import Due
from core.events import now


def calendar_file(name: str, host: str, entries: Iterable[tuple[Due, str]]) -> bytes:
    """All-day entries, each with the address of its record. The same date keeps its UID from file to file."""
    # Few people ask for it, and a worker has little memory.
    from icalendar import Calendar, Event

    book: Any = Calendar()
    book.add("prodid", "-//Liandong//Due dates//ZH")
    book.add("version", "2.0")
    book.add("x-wr-calname", name)
    stamp = now().astimezone(UTC)
    for due, url in entries:
        entry: Any = Event()
        entry.add("uid", f"{due.kind.kind}-{due.pk}-{due.part}@{host}")
        entry.add("dtstamp", stamp)
        entry.add("dtstart", due.day)
        entry.add("dtend", due.day + timedelta(days=1))
        entry.add("summary", f"{due.kind.title}：{due.label}")
        entry.add("description", due.who)
        entry.add("url", url)
        entry.add("transp", "TRANSPARENT")
        entry.add("status", "CONFIRMED")
        book.add_component(entry)
    return bytes(book.to_ical())
