"""What is said in time: bodies that have to meet, and notices of meetings that nobody has answered."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from core.periods import SHANGHAI
from linkage.conferences.models import Body, ConferenceRules, Invitation, Meeting
from tenants.duties import Due, reminder, stage_for

MONTH = 30


@reminder("conferences.meet", verb="body.remind")
def who_has_to_meet(day: date) -> Iterable[Due]:
    """Bodies whose day comes near, and those that have not met in time: at once and every 30 days."""
    stages = ConferenceRules.current().remind_days
    furthest = day + timedelta(days=max(stages, default=0))
    rows = Body.objects.filter(status=Body.Status.ACTIVE, meet_by__lte=furthest).select_related("organization")
    for body in rows.order_by("pk"):
        left = (body.meet_by - day).days
        if left < 0:
            yield Due(body, f"{body.meet_by} late {-left // MONTH}", {"note": f"已逾期 {-left} 天没有召开会议"})
        elif stage := stage_for(left, stages):
            yield Due(body, f"{body.meet_by} {stage}", {"note": f"应在 {body.meet_by} 前召开会议，还有 {left} 天"})


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
        stage = meeting.starts_at.astimezone(SHANGHAI).date().isoformat()
        yield Due(meeting, stage, {"note": f"还有 {waiting} 名成员没有答复"})
