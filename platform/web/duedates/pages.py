"""日历: what is due in a month, and a person's own due dates as files."""

import calendar as months
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header

from core.duedates import Due, due_between, due_kinds
from core.errors import InvalidInput
from core.periods import today
from web.access import SignedIn
from web.columns import Column, Day
from web.duedates.icalendar import calendar_file
from web.export import workbook_response
from web.lights import soon_days
from web.links import link, with_query
from web.places import chosen_place, place_was_chosen

PER_DAY = 5
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
# How far a file of one's own dates reaches: what is late by a quarter of a year, and the year to come.
BEHIND, AHEAD = timedelta(days=92), timedelta(days=366)


@dataclass(frozen=True)
class Entry:
    """One date as the page shows it."""

    due: Due
    url: str
    tone: str

    @property
    def told(self) -> str:
        state = {"red": "已逾期", "blue": "临期", "green": "已完成"}.get(self.tone, "")
        return "，".join(filter(None, (f"{self.due.kind.title}：{self.due.label}", self.due.who, state)))


@dataclass
class DayBox:
    day: date
    is_other: bool
    is_today: bool
    entries: list[Entry] = field(default_factory=list)

    @property
    def shown(self) -> list[Entry]:
        return self.entries[:PER_DAY]

    @property
    def hidden(self) -> list[Entry]:
        return self.entries[PER_DAY:]


class CalendarPage(SignedIn):
    """One month. ``?month=2026-11``, ``?own=true`` for what one's own places have to do, ``?kind=`` for some kinds."""

    title = "日历"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        match request.GET.get("export"):
            case "ics":
                return self.own_file()
            case "xlsx":
                return self.workbook()
        return render(request, "web/duedates/calendar.html", self.context())

    # --- what is chosen ------------------------------------------------------------------------------------

    def month(self) -> date:
        """The first day of the month that is shown; this month where the address names none."""
        text = self.request.GET.get("month", "")
        try:
            year, number = (int(part) for part in text.split("-"))
            return date(year, number, 1) if 2000 <= year <= 2999 else today().replace(day=1)
        except (ValueError, InvalidInput):
            return today().replace(day=1)

    @property
    def kinds(self) -> list[str]:
        known = {kind.kind for kind in due_kinds()}
        return [kind for kind in self.request.GET.getlist("kind") if kind in known]

    @property
    def own(self) -> bool:
        return self.request.GET.get("own") == "true"

    def dues(self, first: date, last: date, *, own: bool | None = None) -> list[Due]:
        place = chosen_place(self.request) if place_was_chosen(self.request) else None
        return due_between(
            self.actor,
            first,
            last,
            below=place.path if place else "",
            own=self.own if own is None else own,
            kinds=self.kinds,
        )

    # --- the page ------------------------------------------------------------------------------------------

    def context(self) -> dict[str, Any]:
        month = self.month()
        weeks = months.Calendar().monthdatescalendar(month.year, month.month)
        boxes = {
            day: DayBox(day, is_other=day.month != month.month, is_today=day == today())
            for week in weeks
            for day in week
        }
        dues = self.dues(weeks[0][0], weeks[-1][-1])
        for due in dues:
            boxes[due.day].entries.append(self.entry(due))
        return {
            "view": self,
            "title": f"{month.year}年{month.month}月",
            "weekdays": WEEKDAYS,
            "weeks": [[boxes[day] for day in week] for week in weeks],
            "total": sum(due.day.month == month.month for due in dues),
            "kinds": [(kind, kind.kind in self.kinds) for kind in due_kinds()],
            "month": f"{month:%Y-%m}",
            "earlier_url": self.to(month - timedelta(days=1)),
            "later_url": self.to(month + timedelta(days=31)),
            "now_url": self.to(today()),
            "ics_url": with_query(self.request, {"export": "ics", "month": None}),
            "export_url": with_query(self.request, {"export": "xlsx"}),
        }

    def to(self, day: date) -> str:
        return with_query(self.request, {"month": f"{day:%Y-%m}"})

    def entry(self, due: Due) -> Entry:
        left = (due.day - today()).days
        tone = "green" if due.done else "red" if left < 0 else "blue" if left <= soon_days() else "ink"
        return Entry(due, link(self.request, due.kind.record, due.pk), tone)

    # --- files ---------------------------------------------------------------------------------------------

    def own_file(self) -> HttpResponse:
        """One's own dates that are not met yet, as iCalendar."""
        dues = [due for due in self.dues(today() - BEHIND, today() + AHEAD, own=True) if not due.done]
        host = self.request.get_host()
        entries = [(due, self.request.build_absolute_uri(link(self.request, due.kind.record, due.pk))) for due in dues]
        response = HttpResponse(
            calendar_file(f"{self.actor.label} 到期事项", host, entries), content_type="text/calendar; charset=utf-8"
        )
        response["Content-Disposition"] = content_disposition_header(True, "到期事项.ics") or ""
        return response

    def workbook(self) -> HttpResponseBase:
        """The month as a table."""
        month = self.month()
        last = month.replace(day=months.monthrange(month.year, month.month)[1])
        columns = (
            Day("day", "日期"),
            Column("kind.title", "事项"),
            Column("label", "名称", link=True),
            Column("who", "组织"),
            Column("state", "状态", value=state),
        )
        place = chosen_place(self.request) if place_was_chosen(self.request) else None
        conditions = [f"{month.year}年{month.month}月", *([f"地方：{place.name}"] if place else [])]
        return workbook_response("到期事项", columns, self.dues(month, last), conditions)


def state(due: Due) -> str:
    """How a date stands, in a word."""
    if due.done:
        return "已完成"
    return "已逾期" if due.day < today() else "未到期"


urlpatterns = [path("calendar/", CalendarPage.as_view(), name="duecalendar")]
