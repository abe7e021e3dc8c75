"""What a district does by itself on every working day: once each, and made up when a run was missed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from cast import Cast
from django.db import connection
from stories import agreement_in

from core.models import Event
from core.periods import SHANGHAI
from core.verbs import register
from linkage.models import Agreement
from tenants.duties import Due, duty, registry, reminder, stage_for
from tenants.duties.models import DutyDone, Reminder
from tenants.duties.running import run_duties
from tenants.duties.tasks import run_everywhere

FRIDAY = datetime(2026, 11, 27, 10, tzinfo=SHANGHAI)
SATURDAY, MONDAY = FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=3)


@pytest.fixture
def own_duties(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the duties of the test."""
    monkeypatch.setattr(registry, "_duties", {})


@pytest.fixture
def done(own_duties: None) -> list[date]:
    days: list[date] = []

    @duty("test.count")
    def count(day: date) -> int:
        days.append(day)
        return 1

    return days


def test_a_duty_is_done_once_a_working_day(cast: Cast, done: list[date]) -> None:
    assert run_duties(FRIDAY.replace(hour=8)) == 0  # too early
    assert run_duties(FRIDAY) == 1
    assert run_duties(FRIDAY.replace(hour=15)) == 0  # done already
    assert run_duties(SATURDAY) == 0  # not worked
    assert run_duties(MONDAY.replace(hour=16)) == 1  # the runs of the morning were missed
    assert done == [FRIDAY.date(), MONDAY.date()]


def test_one_that_fails_is_tried_again_and_keeps_nobody_back(
    cast: Cast, done: list[date], caplog: pytest.LogCaptureFixture
) -> None:
    faults = [RuntimeError("the disk is full")]

    @duty("test.fail")
    def fail(day: date) -> int:
        if faults:
            raise faults.pop()
        return 0

    @duty("test.after")
    def after(day: date) -> int:
        return 0

    assert run_duties(FRIDAY) == 2
    assert "test.fail failed" in caplog.text
    assert set(DutyDone.objects.values_list("name", flat=True)) == {"test.count", "test.after"}
    assert run_duties(FRIDAY.replace(hour=11)) == 1
    assert done == [FRIDAY.date()]


def test_two_duties_of_one_name_are_a_mistake(own_duties: None) -> None:
    duty("test.same")(lambda day: 0)
    with pytest.raises(ValueError, match="there is a duty"):
        duty("test.same")(lambda day: 1)


@pytest.mark.parametrize(
    ("left", "stage"), [(31, None), (30, "30"), (8, "30"), (7, "7"), (2, "7"), (1, "1"), (0, "1"), (-1, None)]
)
def test_the_stage_is_the_last_one_passed(left: int, stage: str | None) -> None:
    assert stage_for(left, (30, 7, 1)) == stage


@pytest.fixture
def ending(own_duties: None, cast: Cast) -> Agreement:
    """An agreement that ends on 10 December, and a reminder 30, 7 and 1 days before."""
    register({"agreement.test_remind": "提醒协议即将到期"})
    agreement = agreement_in(cast, "active")
    Agreement.objects.filter(pk=agreement.pk).update(active_from=date(2026, 1, 1), active_to=date(2026, 12, 10))

    @reminder("test.ending", verb="agreement.test_remind")
    def find(day: date) -> Iterator[Due]:
        for row in Agreement.objects.filter(active_to__gte=day).select_related("organization"):
            if stage := stage_for((row.active_to - day).days, (30, 7, 1)):
                yield Due(row, stage, {"note": f"{row.active_to} 期满"})

    return agreement


def test_each_stage_is_said_once_and_only_the_newest(cast: Cast, ending: Agreement) -> None:
    said = Event.objects.filter(verb="agreement.test_remind").order_by("id")
    for day in range(31):
        run_duties(datetime(2026, 11, 10, 9, 30, tzinfo=SHANGHAI) + timedelta(days=day))
    assert [event.data["stage"] for event in said] == ["30", "7", "1"]
    assert [event.at.astimezone(SHANGHAI).date().isoformat() for event in said] == [
        "2026-11-10",
        "2026-12-03",
        "2026-12-09",
    ]
    assert {event.actor_label for event in said} == {"系统"}
    assert Reminder.objects.count() == 3


def test_a_run_that_was_missed_says_the_newest_only(cast: Cast, ending: Agreement) -> None:
    run_duties(datetime(2026, 12, 9, 9, 30, tzinfo=SHANGHAI))
    assert [event.data["stage"] for event in Event.objects.filter(verb="agreement.test_remind")] == ["1"]


def test_what_was_said_before_a_crash_is_not_said_again(cast: Cast, ending: Agreement) -> None:
    run_duties(FRIDAY)
    DutyDone.objects.all().delete()  # killed before the day was noted
    run_duties(FRIDAY)
    assert Event.objects.filter(verb="agreement.test_remind").count() == 1


def test_districts_that_have_something_left_are_found(
    cast: Cast, done: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("tenants.duties.tasks.run.delay", asked.append)
    monkeypatch.setattr("tenants.duties.tasks.today", lambda: FRIDAY.date())
    assert run_everywhere() == 2
    run_duties(FRIDAY)
    asked.clear()
    assert run_everywhere() == 1
    assert asked == ["dongcheng"]
    assert connection.schema_name == "jingan"
