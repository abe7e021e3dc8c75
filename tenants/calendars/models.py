"""Working days (国务院放假安排 with its exchanged weekends) and the hours at which a district works."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models

from core.errors import InvalidInput
from core.events import action_day
from core.periods import SHANGHAI
from core.rulebook import DateListField, RuleBook

DAY = timedelta(days=1)


class WorkCalendar(RuleBook):
    """工作日历: whether a day is worked, and how working days are counted.

    The public holidays and exchanged weekends come from a library that follows the yearly notice of the State Council;
    for a year without a notice yet it knows the statutory holidays only. A district adds what is missing.
    """

    lead = "法定节假日和调休已按国务院通知内置；通知发布后程序还未更新的年份，或本区另有安排的日子，在这里补充。"

    opens = models.PositiveSmallIntegerField("每天几点起发送提醒（时）", default=9, validators=[MaxValueValidator(23)])
    closes = models.PositiveSmallIntegerField(
        "每天几点后不再发送（时）", default=17, validators=[MaxValueValidator(24)]
    )
    extra_holidays = DateListField("另外放假的日子", help_text="例如 2027-02-04、2027-02-05")
    extra_workdays = DateListField("另外上班的日子", help_text="例如 2027-02-14")

    class Meta(RuleBook.Meta):
        verbose_name = "工作日历"

    def check_rules(self) -> None:
        if self.opens >= self.closes:
            raise InvalidInput("结束的时间应晚于开始的时间。", field="closes")
        if both := set(self.extra_holidays) & set(self.extra_workdays):
            raise InvalidInput(f"{min(both)} 不能既放假又上班，请核对。", field="extra_workdays")

    @cached_property
    def _exceptions(self) -> dict[date, bool]:
        return {
            **{date.fromisoformat(day): False for day in self.extra_holidays},
            **{date.fromisoformat(day): True for day in self.extra_workdays},
        }

    def is_workday(self, day: date) -> bool:
        own = self._exceptions.get(day)
        return _national(day.year).is_working_day(day) if own is None else own

    def add_workdays(self, day: date, count: int) -> date:
        """The day that is ``count`` (≥ 0) working days after ``day``; with 0, the day itself or the next worked one."""
        if count < 0:
            raise ValueError("only forwards")
        days = self._workdays_from(day + DAY if count else day)
        for _ in range(max(count - 1, 0)):
            next(days)
        return next(days)

    @classmethod
    def due_in(cls, count: int) -> date:
        """The day that is so many working days after today, by the district's calendar."""
        return cls.current().add_workdays(action_day(), count)

    def workdays_between(self, start: date, end: date) -> int:
        """How many working days lie after ``start`` up to and including ``end``; negative the other way round."""
        if end < start:
            return -self.workdays_between(end, start)
        return sum(self.is_workday(start + DAY * n) for n in range(1, (end - start).days + 1))

    def in_hours(self, moment: datetime) -> bool:
        """Whether the district is at work at this aware moment."""
        local = moment.astimezone(SHANGHAI)
        return self.is_workday(local.date()) and self.opens <= local.hour < self.closes

    def _workdays_from(self, day: date) -> Iterator[date]:
        while True:
            if self.is_workday(day):
                yield day
            day += DAY


@cache
def _national(year: int) -> Any:
    # Loaded where somebody counts working days: few requests do.
    from holidays import country_holidays

    return country_holidays("CN", years=year)
