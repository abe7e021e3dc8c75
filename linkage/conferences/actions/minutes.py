"""会议纪要: written, confirmed by the chair, issued; with the issue the decisions go to those who carry them out."""

from core.events import action, now, record
from core.numbers import next_number
from core.periods import SHANGHAI
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.conferences.execution import dispatch
from linkage.conferences.models import ConferenceRules, Meeting, Seat
from linkage.conferences.seats import speaks_for


@action
def minutes_submit(*, actor: Actor, meeting: Meeting, minutes: str, version: int | None = None) -> Meeting:
    """Put the written minutes before the chair."""
    require(actor, Perm.CONFERENCE_EDIT, at=meeting.place)
    text = clean_text(minutes, "minutes", "会议纪要", 20000)
    return advance(meeting, "submit", actor=actor, version=version, minutes=text, recorder=actor.label[:120])


@action
def minutes_return(*, actor: Actor, meeting: Meeting, reason: str, version: int | None = None) -> Meeting:
    """Send the minutes back to be corrected, by the chair."""
    _require_chair(actor, meeting)
    told = clean_text(reason, "reason", "退回原因", 500)
    return advance(meeting, "return", actor=actor, data={"reason": told}, version=version)


@action
def minutes_confirm(*, actor: Actor, meeting: Meeting, version: int | None = None) -> Meeting:
    """Confirm the minutes as they are, by the convener of the body or whoever confirms minutes at its place."""
    _require_chair(actor, meeting)
    return advance(meeting, "confirm", actor=actor, version=version, confirmer=actor.label[:120], confirmed_at=now())


@action
def minutes_issue(*, actor: Actor, meeting: Meeting, version: int | None = None) -> Meeting:
    """Issue the minutes under a number of the organization's own series, and hand out all decisions.

    For organizations each becomes an assignment, units are asked. From here on nothing of the meeting changes.
    """
    require(actor, Perm.CONFERENCE_EDIT, at=meeting.place)
    fresh = lock(meeting, version=version)
    check(fresh, "issue")
    year = now().astimezone(SHANGHAI).year
    mark = ConferenceRules.current().minutes_mark
    number = next_number(f"minutes-{fresh.organization_id}", year, f"{mark}〔{{year}}〕{{number}} 号")
    fresh = advance(
        fresh, "issue", actor=actor, data={"number": number}, locked=True, document_number=number, issued_at=now()
    )
    for decision in fresh.decisions.select_related("organization").order_by("pk"):
        dispatch(actor, decision)
        record("decision.dispatch", actor=actor, subject=decision, data={"number": number})
    return fresh


def _require_chair(actor: Actor, meeting: Meeting) -> None:
    conveners = Seat.objects.filter(body=meeting.body_id, role=Seat.Role.CONVENER, ended_on=None)
    for seat in conveners.select_related("organization", "unit__organization"):
        if speaks_for(actor, seat, Perm.CONFERENCE_CONFIRM):
            return
    require(actor, Perm.CONFERENCE_CONFIRM, at=meeting.place)
