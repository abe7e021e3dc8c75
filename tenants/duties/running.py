"""Doing the duties of the current district."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from core.events import action, action_day, at_moment, now, record
from core.permissions import SYSTEM
from core.requests import rules_together
from tenants.calendars.models import WorkCalendar
from tenants.duties.models import DutyDone, Reminder
from tenants.duties.registry import Due, all_duties

log = logging.getLogger(__name__)

# So many are said in one transaction.
BATCH = 200


def run_duties(moment: datetime) -> int:
    """Do what was not done yet on the day of this aware moment; answer how many duties were done to their end.

    Nothing on days that are not worked and outside of working hours. One that fails is logged, keeps nobody from the
    others, and is tried again at the next run. Two runs at once: the later one leaves everything to the first.
    """
    if not WorkCalendar.current().in_hours(moment):
        return 0
    with at_moment(moment), rules_together(), _alone() as alone:
        return _run() if alone else 0


def _run() -> int:
    day, count = action_day(), 0
    done = set(DutyDone.objects.filter(day=day).values_list("name", flat=True))
    for name, work in all_duties().items():
        if name in done:
            continue
        try:
            work(day)
        except Exception:
            log.exception("duty %s failed in %s", name, connection.schema_name)  # type: ignore[attr-defined]
            continue
        DutyDone.objects.bulk_create([DutyDone(name=name, day=day)], ignore_conflicts=True)
        count += 1
    return count


def say_new(name: str, verb: str, dues: Iterable[Due]) -> int:
    """Record an event for each that was not said yet; answer how many there were."""
    # All are found before the first is said: what is said may change what would be found.
    wanted = list(dues)
    said = _said(name, wanted)
    fresh: list[Due] = []
    for due in wanted:
        key = (due.subject._meta.label_lower, due.subject.pk, due.stage)
        if key not in said:
            said.add(key)
            fresh.append(due)
    for start in range(0, len(fresh), BATCH):
        _say(name, verb, fresh[start : start + BATCH])
    return len(fresh)


@action
def _say(name: str, verb: str, dues: list[Due]) -> None:
    """So many at once, and all of them with their events or none: a whole district is told in a few statements."""
    moment = now()
    Reminder.objects.bulk_create(
        Reminder(
            name=name,
            subject_type=due.subject._meta.label_lower,
            subject_id=due.subject.pk,
            stage=due.stage,
            at=moment,
        )
        for due in dues
    )
    for due in dues:
        record(verb, actor=SYSTEM, subject=due.subject, data={"stage": due.stage, **due.data})


def _said(name: str, wanted: list[Due]) -> set[tuple[str, int, str]]:
    if not wanted:
        return set()
    ids = {due.subject.pk for due in wanted}
    rows = Reminder.objects.filter(name=name, subject_id__in=ids)
    return set(rows.values_list("subject_type", "subject_id", "stage"))


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this run is the only one in the district; a killed one lets go with its connection."""
    key = [f"duties {connection.schema_name}"]  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", key)
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", key)
