"""What is said in time: bodies that have to meet, notices that nobody has answered, terms of members that end."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from core.periods import SHANGHAI
from linkage.conferences.models import Body, ConferenceRules, Invitation, Meeting, Seat
from linkage.reminders import approaching
from tenants.duties import Due, reminder, stage_for

MONTH = 30


@reminder("conferences.meet", verb="body.remind")
def who_has_to_meet(day: date) -> Iterable[Due]:
    """Bodies whose day comes near, and those that have not met in time: at once and every 30 days."""
    stages = ConferenceRules.current().remind_days
    rows = Body.objects.filter(status=Body.Status.ACTIVE).select_related("organization")
    for body, meet_by, left, stage in approaching(rows, "meet_by", day, stages, late="late"):
        if left < 0:
            yield Due(body, f"{meet_by} late {-left // MONTH}", {"note": f"已逾期 {-left} 天没有召开会议"})
        else:
            yield Due(body, f"{meet_by} {stage}", {"note": f"应在 {meet_by} 前召开会议，还有 {left} 天"})


@reminder("conferences.answer", verb="meeting.remind")
def who_has_to_answer(day: date) -> Iterable[Due]:
    """Meetings close at hand to whose notice somebody has not answered."""
    ahead = ConferenceRules.current().answer_days
    if not ahead:
        return
    first = datetime.combine(day, time(), SHANGHAI)
    rows = Meeting.objects.filter(
        status=Meeting.Status.NOTIFIED,
        starts_at__gte=first,
        starts_at__lt=first + timedelta(days=ahead + 1),
        invitations__answer=Invitation.Answer.NONE,
    )
    for meeting in rows.select_related("organization").distinct().order_by("pk"):
        waiting = meeting.invitations.filter(answer=Invitation.Answer.NONE).count()
        yield Due(meeting, meeting.day.isoformat(), {"note": f"还有 {waiting} 名成员没有答复"})


@reminder("conferences.terms", verb="body.seat_remind")
def whose_term_ends(day: date) -> Iterable[Due]:
    """Members whose last day comes near, those of a body with the same last day together; a later day begins anew.

    With it a seat loses its rights; who keeps the body extends the term, names somebody else or gives the seat up.
    """
    stages = ConferenceRules.current().term_days
    rows = Seat.objects.filter(Seat.ending(day), body__status=Body.Status.ACTIVE)
    places = ("body__organization", "organization", "unit", "department")
    ending: dict[tuple[int, date], list[Any]] = {}
    for seat in rows.select_related(*places).order_by("body_id", "term_ends_on", "pk"):
        ends: Any = seat.term_ends_on
        ending.setdefault((seat.body_id, ends), []).append(seat)
    for (_, ends), seats in ending.items():
        left = (ends - day).days
        if (stage := stage_for(left, stages)) is not None:
            names = "、".join(str(seat) for seat in seats)[:300]
            when = f"还有 {left} 天届满" if left else "今天届满"
            note = f"{names}：任期{when}（{ends}）"
            yield Due(seats[0].body, f"{ends} {stage}", {"ends_on": ends, "days_left": left, "note": note})
