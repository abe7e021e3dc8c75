"""吹哨: collect, review, whistle, assign departments."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.origins import origin_fields
from core.periods import SHANGHAI
from core.permissions import PATH_STEP, ROOT, Actor, Perm, require
from core.privacy import clean_impersonal
from core.transitions import advance, check, lock
from linkage.urgency import Urgency
from linkage.whistles.course import call_department, fitting, open_responses
from linkage.whistles.models import Whistle, WhistleRules
from tenants.calendars.models import WorkCalendar
from tenants.org.models import Department, Organization
from tenants.org.tenure import keep_in_use

NUMBER = "CS-{year}-{number:04d}"
MOST_DEPARTMENTS = 20
Status = Whistle.Status


@action
def whistle_collect(
    *,
    actor: Actor,
    organization: Organization,
    title: str,
    content: str,
    urgency: str = Urgency.NORMAL,
    suggestion: str = "",
    origin: models.Model | None = None,
) -> Whistle:
    """Put a matter that lies in ``organization`` before its street, which may whistle for departments.

    ``origin`` is what it follows from, as an appeal. Raises ``InvalidInput`` for the district itself, and for texts
    with numbers of identity cards or mobile phones.
    """
    require(actor, Perm.WHISTLE_COLLECT, at=organization.place)
    if organization.level == Organization.Level.DISTRICT:
        raise InvalidInput("吹哨事项应属于一个街道或社区，请选择街道或社区。", field="organization")
    keep_in_use([organization], purpose="提请吹哨", field="organization")
    street = Organization.objects.get(path=organization.path[: 2 * PATH_STEP])
    moment = now()
    made = Whistle(
        organization=street,
        raised_in=organization,
        collected_at=moment,
        started_on=action_day(),
        due_on=WorkCalendar.due_in(WhistleRules.current().review_days),
        **origin_fields(origin),
    )
    _fill(made, title, content, urgency, suggestion)
    made.number = next_number("whistle", moment.astimezone(SHANGHAI).year, NUMBER)
    made.save()
    data = {"number": made.number, "urgency": made.urgency, "due_on": made.due_on}
    record("whistle.collect", actor=actor, subject=made, data={**data, "note": made.get_urgency_display()})
    return made


@action
def whistle_edit(
    *,
    actor: Actor,
    whistle: Whistle,
    title: str,
    content: str,
    urgency: str,
    suggestion: str = "",
    version: int | None = None,
) -> Whistle:
    """Correct a matter for which nobody has whistled yet, by the place in which it lies or its street."""
    require(actor, Perm.WHISTLE_COLLECT, at=whistle.raised_in.place)
    fresh = lock(whistle, version=version)
    if fresh.status not in (Status.COLLECTED, Status.REVIEWED):
        raise WrongState("已经吹哨的事项不能修改；需要更正的，请撤回后重新提请。", field="status")
    before = snapshot(fresh)
    _fill(fresh, title, content, urgency, suggestion)
    fresh.version += 1
    fresh.save()
    record("whistle.edit", actor=actor, subject=fresh, data=changes(fresh, before, named_only=("title",)))
    return fresh


@action
def whistle_review(*, actor: Actor, whistle: Whistle, note: str = "", version: int | None = None) -> Whistle:
    """审核: the street finds that it cannot solve the matter alone."""
    require(actor, Perm.WHISTLE_BLOW, at=whistle.place)
    words = clean_impersonal(note, "note", "审核意见", 500, required=False)
    return advance(whistle, "review", actor=actor, data={"note": words}, version=version, opinion=words)


@action
def whistle_decline(*, actor: Actor, whistle: Whistle, reason: str, version: int | None = None) -> Whistle:
    """不予吹哨: the matter can be solved without departments, or is none of theirs."""
    require(actor, Perm.WHISTLE_BLOW, at=whistle.place)
    words = clean_impersonal(reason, "reason", "原因", 500)
    return advance(whistle, "decline", actor=actor, data={"reason": words}, version=version, opinion=words)


@action
def whistle_withdraw(*, actor: Actor, whistle: Whistle, reason: str, version: int | None = None) -> Whistle:
    """Take it back before it is rated: before the review by whoever collected it, afterwards by the street.

    Departments that were called are released and hear of it.
    """
    collected = whistle.status == Status.COLLECTED
    require(
        actor,
        Perm.WHISTLE_COLLECT if collected else Perm.WHISTLE_BLOW,
        at=whistle.raised_in.place if collected else whistle.place,
    )
    words = clean_impersonal(reason, "reason", "撤回原因", 500)
    fresh = lock(whistle, version=version)
    if fresh.status != whistle.status:
        require(actor, Perm.WHISTLE_BLOW, at=fresh.place)
    check(fresh, "withdraw")
    for row in open_responses(fresh):
        advance(row, "drop", actor=actor, data={"reason": words}, locked=True, asked_until=None, asked_hours=None)
    return advance(fresh, "withdraw", actor=actor, data={"reason": words}, locked=True)


@action
def whistle_blow(
    *,
    actor: Actor,
    whistle: Whistle,
    note: str = "",
    departments: Sequence[Department] = (),
    lead: Department | None = None,
    version: int | None = None,
) -> Whistle:
    """吹哨: call departments. By the district's rule the street names them itself, or the district assigns.

    Raises ``InvalidInput`` where the street has to name departments and does not, and where the district does so.
    """
    require(actor, Perm.WHISTLE_BLOW, at=whistle.place)
    words = clean_impersonal(note, "note", "吹哨要求", 500, required=False)
    fresh = lock(whistle, version=version)
    check(fresh, "blow")
    rules = WhistleRules.current()
    if departments and not rules.named_by_street:
        raise InvalidInput("本区由区里分派应哨部门，请在“建议应哨部门”里写明建议。", field="departments")
    named = _departments(fresh, departments, lead) if rules.named_by_street else []
    blown = advance(
        fresh,
        "blow",
        actor=actor,
        data={"note": words},
        locked=True,
        blown_at=now(),
        started_on=action_day(),
        due_on=WorkCalendar.due_in(rules.dispatch_days),
    )
    return _assign(blown, named, actor=actor, rules=rules) if named else blown


@action
def whistle_assign(
    *,
    actor: Actor,
    whistle: Whistle,
    departments: Sequence[Department],
    lead: Department | None = None,
    due_on: date | None = None,
    note: str = "",
    version: int | None = None,
) -> Whistle:
    """分派: the district calls the departments, one of which leads (the first, if none is named).

    Without ``due_on`` the matter is to be solved within the rules' working days for its urgency.
    """
    require(actor, Perm.WHISTLE_ASSIGN, at=ROOT)
    words = clean_impersonal(note, "note", "分派要求", 500, required=False)
    fresh = lock(whistle, version=version)
    check(fresh, "assign")
    if due_on is not None and due_on < action_day():
        raise InvalidInput("办结期限不能早于今天。", field="due_on")
    named = _departments(fresh, departments, lead)
    return _assign(fresh, named, actor=actor, rules=WhistleRules.current(), due_on=due_on, note=words)


@action
def whistle_return(*, actor: Actor, whistle: Whistle, reason: str, version: int | None = None) -> Whistle:
    """The district gives it back: no matter for departments, or not clear enough."""
    require(actor, Perm.WHISTLE_ASSIGN, at=ROOT)
    words = clean_impersonal(reason, "reason", "退回原因", 500)
    due = WorkCalendar.due_in(WhistleRules.current().review_days)
    again: dict[str, Any] = {"started_on": action_day(), "due_on": due}
    return advance(whistle, "return", actor=actor, data={"reason": words}, version=version, opinion=words, **again)


@action
def whistle_add(
    *, actor: Actor, whistle: Whistle, department: Department, note: str = "", version: int | None = None
) -> Whistle:
    """增派: call one more department while the matter is in hand."""
    require(actor, Perm.WHISTLE_ASSIGN, at=ROOT)
    words = clean_impersonal(note, "note", "增派说明", 500, required=False)
    fresh = lock(whistle, version=version)
    check(fresh, "add")
    call_department(fresh, department, actor=actor, note=words)
    told = f"{department}。{words}" if words else str(department)
    return advance(fresh, "add", actor=actor, data={"department": department.pk, "note": told}, locked=True)


def _departments(whistle: Whistle, departments: Sequence[Department], lead: Department | None) -> list[Department]:
    """The departments to call, the leading one first."""
    chosen = list({row.pk: row for row in ([lead] if lead else []) + list(departments)}.values())
    if not departments:
        raise InvalidInput("请至少选择一个应哨部门。", field="departments")
    if lead is not None and lead.pk not in {row.pk for row in departments}:
        raise InvalidInput(f"牵头部门“{lead}”不在所选的应哨部门里，请一并选上。", field="lead")
    if len(chosen) > MOST_DEPARTMENTS:
        raise InvalidInput(f"一次最多选择 {MOST_DEPARTMENTS} 个应哨部门。", field="departments")
    for row in chosen:
        fitting(whistle, row, "departments")
    return chosen


def _assign(
    whistle: Whistle,
    departments: list[Department],
    *,
    actor: Actor,
    rules: WhistleRules,
    due_on: date | None = None,
    note: str = "",
) -> Whistle:
    for number, department in enumerate(departments):
        call_department(whistle, department, actor=actor, lead=number == 0, note=note)
    due = due_on or WorkCalendar.due_in(rules.solve_days(whistle.urgency))
    names = "、".join(str(row) for row in departments)
    data: dict[str, Any] = {"departments": [row.pk for row in departments], "due_on": due}
    return advance(
        whistle,
        "assign",
        actor=actor,
        data={**data, "note": f"{names}。{note}" if note else names},
        locked=True,
        assigned_at=now(),
        started_on=action_day(),
        due_on=due,
    )


def _fill(row: Whistle, title: str, content: str, urgency: str, suggestion: str) -> None:
    if urgency not in Urgency.values:
        raise InvalidInput("请选择紧急程度：一般、较急或紧急。", field="urgency")
    row.urgency = urgency
    row.title = clean_impersonal(title, "title", "事项", 120)
    row.content = clean_impersonal(content, "content", "情况", 4000)
    row.suggestion = clean_impersonal(suggestion, "suggestion", "建议应哨部门", 200, required=False)
