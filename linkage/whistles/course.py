"""What follows for a whistle from what its departments do: they are called, replaced, and all of them bring it on."""

from typing import Any

from core.errors import InvalidInput
from core.events import action_day, now, record
from core.periods import SHANGHAI
from core.permissions import Actor
from core.transitions import advance, lock
from linkage.whistles.clocks import add_workhours
from linkage.whistles.models import Result, Whistle, WhistleResponse, WhistleRules
from tenants.calendars.models import WorkCalendar
from tenants.org.models import Department

Status = WhistleResponse.Status


def call_department(
    whistle: Whistle, department: Department, *, actor: Actor, lead: bool = False, note: str = ""
) -> WhistleResponse:
    """Call a department to a locked whistle; refused for one that is retired, was called before or lies elsewhere."""
    fitting(whistle, department, "department")
    if whistle.responses.filter(department=department).exists():
        raise InvalidInput(f"“{department}”已经在应哨部门里，请选择其他部门。", field="department")
    hours = WhistleRules.current().respond_hours(whistle.urgency)
    by = add_workhours(now(), hours, WorkCalendar.current())
    made = WhistleResponse(
        whistle=whistle,
        organization=department.organization,
        department=department,
        lead=lead,
        called_at=now(),
        respond_by=by,
        started_on=action_day(),
        due_on=by.astimezone(SHANGHAI).date(),
    )
    made.save()
    role = f"{department}{'牵头' if lead else '配合'}"
    told = f"{role}，{by.astimezone(SHANGHAI):%m月%d日 %H:%M} 前应哨"
    record(
        "whistleresponse.call",
        actor=actor,
        subject=made,
        data={"department": department.pk, "respond_by": by, "note": f"{told}。{note}" if note else told},
    )
    return made


def lock_both(response: WhistleResponse, version: int | None = None) -> tuple[Whistle, WhistleResponse]:
    """A response and its whistle, the whistle locked first."""
    whistle = lock(response.whistle)
    fresh = lock(response, version=version)
    fresh.whistle = whistle
    return whistle, fresh


def open_responses(whistle: Whistle) -> list[WhistleResponse]:
    """Responses of a locked whistle that are not over, locked in their turn."""
    rows = whistle.responses.filter(status__in=WhistleResponse.OPEN)
    found = [lock(row) for row in rows.select_related("department__organization").order_by("pk")]
    for row in found:
        row.whistle = whistle
    return found


def fitting(whistle: Whistle, department: Department, field: str) -> None:
    """Refuse a department that cannot be called by this street: retired, or the outpost of another street."""
    if department.status != Department.Status.ACTIVE:
        raise InvalidInput(f"“{department}”已撤销，不能应哨，请重新选择。", field=field)
    if department.kind == Department.Kind.OUTPOST and department.organization_id != whistle.organization_id:
        raise InvalidInput(f"“{department}”不设在{whistle.organization}，请选择其主管部门或其他部门。", field=field)


def settle(whistle: Whistle, *, actor: Actor) -> Whistle:
    """Let a locked whistle follow its departments: its progress, and where all of them have come."""
    rows = list(whistle.responses.exclude(status=Status.RELEASED).order_by("pk"))
    states = {row.status for row in rows}
    percent = sum(row.progress for row in rows) // len(rows) if rows else 0
    if whistle.progress != percent:
        whistle.progress = percent
        whistle.save(update_fields=["progress"])
    if whistle.status == Whistle.Status.ASSIGNED and states - {Status.PENDING, Status.DISPUTED}:
        whistle = advance(whistle, "respond", actor=actor, locked=True)
    if whistle.status == Whistle.Status.HANDLING and states <= {Status.FINISHED, Status.RATED}:
        whistle = advance(whistle, "finish", actor=actor, locked=True, **_finished(rows))
    elif whistle.status == Whistle.Status.FINISHED and not states <= {Status.FINISHED, Status.RATED}:
        whistle = advance(whistle, "reopen", actor=actor, locked=True)
    if whistle.status == Whistle.Status.FINISHED and states == {Status.RATED}:
        whistle = advance(whistle, "close", actor=actor, locked=True, data=_closing(whistle, rows), closed_at=now())
    return whistle


def _finished(rows: list[WhistleResponse]) -> dict[str, Any]:
    """The result of the matter is what the leading department says."""
    leading = next((row for row in rows if row.lead), rows[0])
    by = WorkCalendar.due_in(WhistleRules.current().rate_days)
    return {"result": leading.result, "finished_at": now(), "rate_by": by}


def _closing(whistle: Whistle, rows: list[WhistleResponse]) -> dict[str, Any]:
    return {"result": whistle.result, "departments": len(rows), "note": Result(whistle.result).label}


def hand_over(whistle: Whistle, to: Department, *, lead: bool, actor: Actor) -> None:
    """Call the other department; one that works on the matter already takes the lead."""
    there = whistle.responses.filter(department=to).exclude(status=Status.RELEASED).first()
    if there is None or not lead:
        call_department(whistle, to, actor=actor, lead=lead)
        return
    fresh = lock(there)
    fresh.lead = True
    fresh.version += 1
    fresh.save(update_fields=["lead", "version"])
