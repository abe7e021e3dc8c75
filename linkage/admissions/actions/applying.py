"""Asking, and deciding."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.periods import SHANGHAI
from core.permissions import ROOT, Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import CENT, clean_text
from linkage.admissions.models import Admission
from linkage.assignments.actions.dispatching import assignment_dispatch
from linkage.assignments.models import Assignment
from tenants.org.models import Department, Organization
from tenants.org.tenure import keep_in_use

Status = Admission.Status
LARGEST = Decimal("999999999999.99")
_BELOW = (Organization.Level.SUBDISTRICT, Organization.Level.COMMUNITY)


@action
def admission_create(
    *,
    actor: Actor,
    department: Department,
    title: str,
    content: str,
    basis: str,
    places: Sequence[Organization],
    starts_on: date,
    ends_on: date,
    powers: str = "",
    people: str = "",
    funds: Decimal | int | str = 0,
) -> Admission:
    """Draft an application in the name of a department.

    ``places`` are the subdistricts and communities that shall do it. Raises ``InvalidInput`` where nothing at all comes
    along, for a retired department, and for places that are no subdistrict or community.
    """
    require(actor, Perm.ADMISSION_APPLY, at=department.place)
    if department.status != Department.Status.ACTIVE:
        raise InvalidInput(f"“{department}”已撤销，不能申请准入。", field="department")
    moment = now()
    admission = Admission(department=department, created_at=moment)
    _fill(admission, title, content, basis, places, starts_on, ends_on, powers, people, funds)
    admission.number = next_number("admission", moment.astimezone(SHANGHAI).year, "XC-{year}-{number:04d}")
    admission.save()
    admission.places.set(places)
    record("admission.create", actor=actor, subject=admission, data=_facts(admission))
    return admission


@action
def admission_edit(
    *,
    actor: Actor,
    admission: Admission,
    title: str,
    content: str,
    basis: str,
    places: Sequence[Organization],
    starts_on: date,
    ends_on: date,
    powers: str = "",
    people: str = "",
    funds: Decimal | int | str = 0,
    version: int | None = None,
) -> Admission:
    """Change an application that is a draft or was sent back."""
    require(actor, Perm.ADMISSION_APPLY, at=admission.place)
    fresh = lock(admission, version=version)
    if fresh.status not in (Status.DRAFT, Status.RETURNED):
        raise WrongState("只有草稿和待补充的申请可以修改；已提交的请先撤回。", field="status")
    before = snapshot(fresh)
    _fill(fresh, title, content, basis, places, starts_on, ends_on, powers, people, funds)
    fresh.version += 1
    fresh.save()
    fresh.places.set(places)
    told = changes(fresh, before, also=f"涉及 {len(set(places))} 个组织")
    record("admission.edit", actor=actor, subject=fresh, data={**_facts(fresh), **told})
    return fresh


@action
def admission_submit(*, actor: Actor, admission: Admission, version: int | None = None) -> Admission:
    """Put it before the district."""
    require(actor, Perm.ADMISSION_APPLY, at=admission.place)
    fresh = lock(admission, version=version)
    check(fresh, "submit")
    _still_ahead(fresh)
    return advance(fresh, "submit", actor=actor, data=_facts(fresh), locked=True, submitted_at=now())


@action
def admission_approve(*, actor: Actor, admission: Admission, note: str = "", version: int | None = None) -> Admission:
    """同意准入: it becomes a task of the district for the places named, with what comes along on it."""
    require(actor, Perm.ADMISSION_DECIDE, at=ROOT)
    fresh = lock(admission, version=version)
    check(fresh, "approve")
    _still_ahead(fresh)
    text = clean_text(note, "note", "审定意见", 500, required=False)
    task = assignment_dispatch(
        actor=actor,
        title=fresh.title,
        content=f"{fresh.content}\n\n依据：{fresh.basis}"[:4000],
        organizations=list(fresh.places.order_by("path")),
        due_on=fresh.ends_on,
        issuer=Organization.objects.get(path=ROOT.path),
        kind=Assignment.Kind.ADMISSION,
        responsible=str(fresh.department)[:60],
        support=fresh.support[:1000],
        origin=fresh,
    )
    data = {**_facts(fresh), "note": text, "task": task.number}
    return advance(fresh, "approve", actor=actor, data=data, locked=True, assignment=task, **_decided(actor, text))


@action
def admission_refuse(*, actor: Actor, admission: Admission, reason: str, version: int | None = None) -> Admission:
    """不予准入: the department does it itself."""
    return _decide(actor, admission, "refuse", reason, version)


@action
def admission_return(*, actor: Actor, admission: Admission, reason: str, version: int | None = None) -> Admission:
    """Ask for more before deciding."""
    return _decide(actor, admission, "return", reason, version)


@action
def admission_withdraw(*, actor: Actor, admission: Admission, reason: str, version: int | None = None) -> Admission:
    """Take it back before it is decided."""
    require(actor, Perm.ADMISSION_APPLY, at=admission.place)
    data = {"reason": clean_text(reason, "reason", "撤回原因", 500), **_facts(admission)}
    return advance(admission, "withdraw", actor=actor, data=data, version=version)


def _decide(actor: Actor, admission: Admission, verb: str, reason: str, version: int | None) -> Admission:
    require(actor, Perm.ADMISSION_DECIDE, at=ROOT)
    text = clean_text(reason, "reason", "审定意见", 500)
    data = {"reason": text, **_facts(admission)}
    return advance(admission, verb, actor=actor, data=data, version=version, **_decided(actor, text))


def _decided(actor: Actor, text: str) -> dict[str, Any]:
    return {"decision": text, "decided_by": actor.label[:120], "decided_at": now()}


def _still_ahead(admission: Admission) -> None:
    if admission.ends_on < action_day():
        raise InvalidInput("截止日期已过，请修改起止日期后再办理。", field="ends_on")


def _facts(admission: Admission) -> dict[str, Any]:
    return {"number": admission.number, "department": admission.department_id, "funds": admission.funds}


def _fill(
    admission: Admission,
    title: str,
    content: str,
    basis: str,
    places: Sequence[Organization],
    starts_on: date,
    ends_on: date,
    powers: str,
    people: str,
    funds: Decimal | int | str,
) -> None:
    admission.title = clean_text(title, "title", "事项名称", 120)
    admission.content = clean_text(content, "content", "需承担的工作", 4000)
    admission.basis = clean_text(basis, "basis", "依据", 1000)
    admission.powers = clean_text(powers, "powers", "随事项下放的权限", 500, required=False)
    admission.people = clean_text(people, "people", "随事项下沉的人员", 500, required=False)
    admission.funds = _clean_funds(funds)
    if not (admission.powers or admission.people or admission.funds):
        raise InvalidInput("请写明随事项下放的权限、人员或经费：权随事转、人随事转、费随事转。", field="powers")
    if ends_on < starts_on:
        raise InvalidInput("截止日期不能早于开始日期。", field="ends_on")
    if ends_on < action_day():
        raise InvalidInput("截止日期不能早于今天。", field="ends_on")
    admission.starts_on, admission.ends_on = starts_on, ends_on
    if not places:
        raise InvalidInput("请至少选择一个承担组织。", field="places")
    if other := next((place for place in places if place.level not in _BELOW), None):
        raise InvalidInput(f"承担组织应为街道或社区，请去掉“{other}”。", field="places")
    keep_in_use(places, purpose="承担下沉事项", field="places")


def _clean_funds(funds: Decimal | int | str) -> Decimal:
    try:
        number = Decimal(funds)
        if not number.is_finite() or number != number.quantize(CENT):
            raise InvalidOperation
    except (InvalidOperation, TypeError, ValueError) as error:
        raise InvalidInput("经费应为数字，最多两位小数，例如 20000。", field="funds") from error
    if not 0 <= number <= LARGEST:
        raise InvalidInput("经费应大于或等于 0，且不要超过一万亿元。", field="funds")
    return number.quantize(CENT)
