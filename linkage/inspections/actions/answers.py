"""What those inspected say of the result, what is answered, and what becomes of it."""

from typing import Any

from django.db.models import QuerySet

from core.errors import WrongState
from core.events import action, action_day, now
from core.permissions import Actor, ActorKind, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.inspections.models import Finding, InspectionRules, InspectionTarget
from linkage.problems.actions.problems import problem_report
from linkage.problems.models import Problem, Severity
from tenants.calendars.models import WorkCalendar


@action
def inspectiontarget_confirm(
    *, actor: Actor, target: InspectionTarget, note: str = "", version: int | None = None
) -> InspectionTarget:
    """The inspected side agrees; what did not fit becomes problems, and without any the target is settled."""
    require(actor, Perm.INSPECTION_CONFIRM, at=target.place)
    fresh = lock(target, version=version)
    check(fresh, "confirm")
    data = {"note": clean_text(note, "note", "说明", 500, required=False)}
    return _settle(actor, advance(fresh, "confirm", actor=actor, locked=True, data=data, confirmed_at=now()))


@action
def inspectiontarget_presume(*, actor: Actor, target: InspectionTarget) -> InspectionTarget:
    """Take silence beyond the day for consent, by the rules of the district; only the platform does so."""
    require(actor, Perm.INSPECTION_PLAN, at=target.inspection.place)
    fresh = lock(target)
    check(fresh, "presume")
    due = fresh.confirm_due_on
    if due is None or due >= action_day() or not InspectionRules.current().silence_confirms:
        raise WrongState("还没有到视为确认的时候。", field="status")
    data = {"note": f"截至 {due:%Y-%m-%d} 没有反馈"}
    return _settle(actor, advance(fresh, "presume", actor=actor, locked=True, data=data, confirmed_at=now()))


@action
def inspectiontarget_object(
    *, actor: Actor, target: InspectionTarget, reason: str, version: int | None = None
) -> InspectionTarget:
    """The inspected side objects and says why; the inspecting place has its days to answer."""
    require(actor, Perm.INSPECTION_CONFIRM, at=target.place)
    fresh = lock(target, version=version)
    check(fresh, "object")
    text = clean_text(reason, "reason", "申诉理由", 2000)
    due = WorkCalendar.due_in(InspectionRules.current().answer_days)
    changes: dict[str, Any] = {"objection": text, "objected_at": now(), "answer_due_on": due}
    data = {"reason": text[:500], "due_on": due}
    return advance(fresh, "object", actor=actor, locked=True, data=data, **changes)


@action
def inspectiontarget_uphold(
    *, actor: Actor, target: InspectionTarget, answer: str, version: int | None = None
) -> InspectionTarget:
    """Answer that the result stands; it counts as agreed from here, and the objection stays with it."""
    require(actor, Perm.INSPECTION_PLAN, at=target.inspection.place)
    fresh = lock(target, version=version)
    check(fresh, "uphold")
    text = clean_text(answer, "answer", "答复", 2000)
    changes: dict[str, Any] = {"answer": text, "answered_at": now(), "confirmed_at": now()}
    return _settle(actor, advance(fresh, "uphold", actor=actor, locked=True, data={"note": text[:500]}, **changes))


@action
def inspectiontarget_correct(
    *, actor: Actor, target: InspectionTarget, answer: str, version: int | None = None
) -> InspectionTarget:
    """Answer that the objection is right: the team corrects its findings and puts the result before them again."""
    require(actor, Perm.INSPECTION_PLAN, at=target.inspection.place)
    fresh = lock(target, version=version)
    check(fresh, "correct")
    text = clean_text(answer, "answer", "答复", 2000)
    changes: dict[str, Any] = {"answer": text, "answered_at": now()}
    return advance(fresh, "correct", actor=actor, locked=True, data={"note": text[:500]}, **changes)


@action
def inspectiontarget_close(*, actor: Actor, target: InspectionTarget, version: int | None = None) -> InspectionTarget:
    """Settle a target when every problem that came out of it is closed or was dismissed."""
    require(actor, Perm.INSPECTION_PLAN, at=target.inspection.place)
    fresh = lock(target, version=version)
    check(fresh, "close")
    left = problems_of(fresh).exclude(status__in=(Problem.Status.CLOSED, Problem.Status.DISMISSED)).count()
    if left:
        raise WrongState(f"还有 {left} 个由此产生的问题没有销号，整改完成后再办结。", field="problems")
    return advance(fresh, "close", actor=actor, locked=True)


def problems_of(target: InspectionTarget) -> QuerySet[Problem]:
    """Problems that came out of the findings of a target."""
    keys = Finding.objects.filter(target=target).values("pk")
    found: QuerySet[Problem] = Problem.objects.filter(origin_type=Finding._meta.label_lower, origin_id__in=keys)
    return found


def _settle(actor: Actor, target: InspectionTarget) -> InspectionTarget:
    """Register what did not fit as problems of the place, each out of its finding; settle at once where there are none.

    They are found by the team, whoever agreed to them: the team is named as who registers them.
    """
    results = [Finding.Result.UNMET]
    if InspectionRules.current().mostly_is_problem:
        results.append(Finding.Result.MOSTLY)
    found = list(target.findings.filter(result__in=results).select_related("item").order_by("item__order"))
    label = f"{target.inspection.organization}{target.team}（{target.inspection.number}）"
    team = Actor(ActorKind.SYSTEM, None, label[:120])
    for finding in found:
        finding.target = target
        where = f"（{target.unit}）" if target.unit is not None else ""
        standard = f"标准：{finding.item.standard}" if finding.item.standard else ""
        detail = "\n".join(filter(None, (finding.note, standard)))
        problem_report(
            actor=team,
            organization=target.organization,
            title=f"{finding.item}{where}"[:120],
            detail=detail or f"检查结果为{finding.get_result_display()}",
            source=Problem.Source.INSPECTION,
            severity=finding.severity or Severity.MINOR,
            origin=finding,
        )
    return target if found else advance(target, "close", actor=actor, locked=True)
