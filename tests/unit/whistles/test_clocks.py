"""Working hours: only those in which the district works, across nights, weekends and holidays."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from django.db import connection
from whistle_stories import response_in

from core.events import at_moment, now
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI
from core.permissions import SYSTEM
from linkage.whistles.actions.responses import whistleresponse_respond
from linkage.whistles.clocks import add_workhours, workhours_between
from linkage.whistles.models import WhistleResponse, WhistleRules
from linkage.whistles.tasks import clock, clock_everywhere, look_at_the_clock
from tenants.calendars.models import WorkCalendar
from tenants.notices.models import Notice


def at(day: int, hour: int, minute: int = 0, *, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


# 2026-10-16 is a Friday; the district works from 9 to 17; 1–7 October are holidays.
CASES = [
    (at(16, 10), 2, at(16, 12)),
    (at(16, 15), 2, at(16, 17)),
    (at(16, 16), 2, at(19, 10)),
    (at(16, 20), 2, at(19, 11)),
    (at(17, 12), 8, at(19, 17)),
    (at(16, 7), 1, at(16, 10)),
    (at(16, 9), 9, at(19, 10)),
    (at(30, 16, 30, month=9), 4, at(8, 12, 30)),
]


@pytest.mark.parametrize(("start", "hours", "end"), CASES)
def test_hours_are_counted_while_the_district_works(start: datetime, hours: int, end: datetime) -> None:
    calendar = WorkCalendar()
    found = add_workhours(start.astimezone(UTC), hours, calendar)
    assert found == end
    assert workhours_between(start, found, calendar) == Decimal(hours)


def test_between_is_none_the_other_way_round_and_at_night() -> None:
    calendar = WorkCalendar()
    assert workhours_between(at(16, 12), at(16, 10), calendar) == 0
    assert workhours_between(at(16, 18), at(17, 8), calendar) == 0
    assert workhours_between(at(16, 16, 50), at(19, 9, 10), calendar) == Decimal("0.33")
    assert workhours_between(at(16, 10), at(16, 10, 1), calendar) == Decimal("0.02")


def test_a_district_that_works_around_the_clock() -> None:
    calendar = WorkCalendar(opens=0, closes=24)
    assert add_workhours(at(16, 22), 4, calendar) == at(19, 2)


class TestTheClockOfADay:
    """A department that is called at ten has two working hours in a critical matter, four in an urgent one."""

    def called(self, cast: Cast, **changes: Any) -> WhistleResponse:
        with at_moment(at(16, 10)):
            return response_in(cast, "pending", **changes)

    def notes(self) -> list[str]:
        return [event.data["note"] for event in Event.objects.filter(verb="whistleresponse.remind").order_by("pk")]

    def test_it_says_what_is_nearly_over_and_what_is_once_each(self, cast: Cast) -> None:
        row = self.called(cast)
        others = WhistleResponse.objects.exclude(pk=row.pk)
        others.update(status="responded", responded_at=at(16, 10))
        assert row.respond_by == at(16, 14)
        said = [look_at_the_clock(at(16, hour, minute)) for hour in range(10, 18) for minute in (0, 15, 30, 45)]
        assert [index for index, count in enumerate(said) if count] == [12, 17]  # 13:00 and 14:15
        near, over = self.notes()
        assert near == "应在 10月16日 14:00 前应哨报到，剩余不到 1 个工作小时"
        assert over == "应在 10月16日 14:00 前应哨报到，已超时，请立即应哨"
        assert look_at_the_clock(at(19, 9, 15)) == 0
        deliver_waiting()
        events = Event.objects.filter(verb="whistleresponse.remind").order_by("pk")
        told = [set(Notice.objects.filter(event=event).values_list("user__username", flat=True)) for event in events]
        assert "department" in told[0]
        assert "office" not in told[0]
        assert {"department", "office"} <= told[1]

    def test_whoever_has_reported_in_hears_nothing(self, cast: Cast) -> None:
        row = self.called(cast)
        with at_moment(at(16, 11)):
            for each in WhistleResponse.objects.filter(whistle=row.whistle_id):
                whistleresponse_respond(actor=SYSTEM, response=each)
        assert look_at_the_clock(at(16, 15)) == 0

    def test_outside_of_working_hours_nothing_is_said(self, cast: Cast) -> None:
        self.called(cast)
        assert look_at_the_clock(at(16, 17)) == 0
        assert look_at_the_clock(at(17, 10)) == 0

    def test_a_district_may_want_to_hear_only_of_what_is_over(self, cast: Cast) -> None:
        WhistleRules.objects.update_or_create(pk=1, defaults={"warn_hours": 0})
        self.called(cast)
        assert look_at_the_clock(at(16, 13, 45)) == 0
        assert look_at_the_clock(at(16, 14, 15)) > 0

    def test_more_hours_begin_anew(self, cast: Cast) -> None:
        row = self.called(cast)
        WhistleResponse.objects.exclude(pk=row.pk).update(status="responded", responded_at=at(16, 10))
        assert look_at_the_clock(at(16, 13, 30)) == 1
        WhistleResponse.objects.filter(pk=row.pk).update(respond_by=at(16, 16))
        assert look_at_the_clock(at(16, 13, 45)) == 0
        assert look_at_the_clock(at(16, 15)) == 1

    def test_only_districts_with_hours_that_run_are_looked_at(self, cast: Cast, monkeypatch: Any) -> None:
        queued: list[str] = []
        monkeypatch.setattr(clock, "delay", queued.append)
        assert clock_everywhere() == 0
        row = response_in(cast, "pending")
        WhistleResponse.objects.filter(pk=row.pk).update(respond_by=now() + timedelta(hours=1))
        assert clock_everywhere() == 1
        assert queued == [connection.schema_name]  # type: ignore[attr-defined]
