"""Giving tasks to organizations below, and taking them back."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import models

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.origins import origin_fields
from core.periods import SHANGHAI
from core.permissions import ROOT, Actor, Perm, require
from core.transitions import advance, check
from core.values import clean_text
from linkage.assignments.models import Assignment
from linkage.assignments.rollup import lock_line, roll_up, told
from tenants.org.models import Department, Organization
from tenants.org.tenure import keep_in_use, keep_named

Status = Assignment.Status
MOST_RECEIVERS = 2000


@action
def assignment_dispatch(
    *,
    actor: Actor,
    title: str,
    content: str,
    due_on: date,
    organizations: Sequence[Organization] = (),
    departments: Sequence[Department] = (),
    issuer: Organization | None = None,
    kind: str = Assignment.Kind.OTHER,
    responsible: str = "",
    support: str = "",
    origin: models.Model | None = None,
) -> Assignment:
    """Give a task to organizations and departments; answer the task as a whole, whose ``parts`` are theirs.

    ``issuer`` dispatches: a place at or above all of them, by default the actor's own. An organization may give itself
    a task (a decision that it carries out alone); a district gives its departments and their outposts one, a street
    the outposts in it. ``responsible`` is the person in charge whom the issuer names;
    ``support`` says which people and money come along; ``origin`` is what it follows from (a decision, a finding),
    noted on the task as a whole. Raises ``InvalidInput`` for nobody or somebody named twice, for
    one that is retired or not below the issuer, and for a day that is past.
    """
    source = issuer or _own_place(actor, [*organizations, *(each.organization for each in departments)])
    require(actor, Perm.ASSIGNMENT_DISPATCH, at=source.place)
    keep_in_use([source], purpose="下达任务", field="issuer")
    if due_on < action_day():
        raise InvalidInput("完成期限不能早于今天。", field="due_on")
    moment = now()
    whole = Assignment(
        number=next_number("assignment", moment.astimezone(SHANGHAI).year, "RW-{year}-{number:04d}"),
        title=clean_text(title, "title", "任务名称", 120),
        kind=_clean_kind(kind),
        content=clean_text(content, "content", "任务要求", 4000),
        support=clean_text(support, "support", "随任务下沉的人员和经费", 1000, required=False),
        organization=source,
        issuer=source,
        responsible=clean_text(responsible, "responsible", "责任人", 60, required=False),
        due_on=due_on,
        status=Status.DISPATCHED,
        started_on=action_day(),
        dispatched_at=moment,
        **origin_fields(origin),
    )
    receivers = _check_receivers(source, organizations, departments)
    whole.save()
    record("assignment.dispatch", actor=actor, subject=whole, data={**told(whole), "parts": len(receivers)})
    _give(actor, whole, receivers, due_on)
    return whole


@action
def assignment_split(
    *,
    actor: Actor,
    assignment: Assignment,
    organizations: Sequence[Organization] = (),
    departments: Sequence[Department] = (),
    content: str = "",
    due_on: date | None = None,
    version: int | None = None,
) -> Assignment:
    """Pass a task on to organizations and departments below the organization that has it, all of it or more of it;
    answer the row itself.

    From then on its progress is that of its parts. ``content`` replaces the requirements for these receivers;
    ``due_on`` may be earlier than the task's, never later. Raises ``InvalidInput`` for one that has a part already,
    ``WrongState`` for the part of a department, which has nobody below it.
    """
    fresh, above = lock_line(assignment, version=version)
    require(actor, Perm.ASSIGNMENT_DISPATCH, at=fresh.place)
    check(fresh, "split")
    day = due_on or fresh.due_on
    if day > fresh.due_on:
        raise InvalidInput(f"分解后的完成期限不能晚于任务期限 {fresh.due_on:%Y-%m-%d}。", field="due_on")
    if day < action_day():
        raise InvalidInput("完成期限不能早于今天；任务已逾期的，请先申请延期。", field="due_on")
    text = clean_text(content, "content", "任务要求", 4000, required=False)
    if fresh.department is not None:
        raise WrongState("部门承办的任务由部门自己办理，不能再分解。", field="status")
    receivers = _check_receivers(fresh.organization, organizations, departments, itself=False)
    _refuse_double(fresh, organizations, departments)
    fresh = advance(fresh, "split", actor=actor, data={**told(fresh), "parts": len(receivers)}, locked=True)
    _give(actor, fresh, receivers, day, content=text)
    roll_up([fresh, *above], actor=actor)
    return fresh


@action
def assignment_withdraw(*, actor: Actor, assignment: Assignment, reason: str, version: int | None = None) -> Assignment:
    """Take a task back, with all that has come of it below, by the organization that gave it."""
    require(actor, Perm.ASSIGNMENT_DISPATCH, at=assignment.issuer.place)
    fresh, above = lock_line(assignment, version=version)
    check(fresh, "withdraw")
    text = clean_text(reason, "reason", "撤回原因", 500)
    below = Assignment._base_manager.filter(number__startswith=f"{fresh.number}-", status__in=Assignment.RUNNING)
    parts = list(below.select_for_update(of=("self",)).select_related("organization", "issuer").order_by("depth", "pk"))
    for row in (fresh, *parts):
        advance(row, "withdraw", actor=actor, data={"reason": text, **told(row)}, locked=True)
    if above:
        roll_up(above, actor=actor)
    return fresh


def _own_place(actor: Actor, organizations: Sequence[Organization]) -> Organization:
    """The actor's own place at or above all of them."""
    _require_receivers(organizations)
    paths = [ROOT.path] if actor.is_system else actor.paths(Perm.ASSIGNMENT_DISPATCH)
    for path in paths:
        if all(each.path.startswith(path) for each in organizations):
            found: Organization = Organization.objects.get(path=path)
            return found
    raise NotAllowed("您没有向这些组织下达任务的权限，请由它们共同的上级组织下达。", field="organizations")


def _clean_kind(kind: str) -> str:
    if kind not in Assignment.Kind.values:
        raise InvalidInput("请选择任务类别。", field="kind")
    return kind


def _check_receivers(
    source: Organization,
    organizations: Sequence[Organization],
    departments: Sequence[Department],
    *,
    itself: bool = True,
) -> list[Organization | Department]:
    _require_receivers([*organizations, *departments])
    if len(organizations) + len(departments) > MOST_RECEIVERS:
        raise InvalidInput(f"一次最多下达给 {MOST_RECEIVERS} 个组织和部门，请分批下达。", field="organizations")
    if not itself and source in organizations:
        raise InvalidInput("分解任务只能给下级组织，请去掉本组织。", field="organizations")
    receivers: list[Organization | Department] = [*organizations, *departments]
    keep_named(receivers, within=source, purpose="承办任务")
    return receivers


def _require_receivers(receivers: Sequence[object]) -> None:
    if not receivers:
        raise InvalidInput("请至少选择一个承办组织或部门。", field="organizations")


def _refuse_double(
    parent: Assignment, organizations: Sequence[Organization], departments: Sequence[Department]
) -> None:
    """Nobody gets two parts of one task."""
    given = parent.parts.exclude(status=Status.WITHDRAWN).select_related("organization", "department").order_by("pk")
    if double := given.filter(organization__in=organizations, department=None).first():
        raise InvalidInput(f"“{double.organization}”已承办这项任务，请从名单中去掉。", field="organizations")
    if departments and (double := given.filter(department__in=departments).first()):
        raise InvalidInput(f"“{double.department}”已承办这项任务，请从名单中去掉。", field="departments")


def _give(
    actor: Actor, parent: Assignment, receivers: Iterable[Organization | Department], due_on: date, *, content: str = ""
) -> None:
    """Write the parts of a locked row, and tell each receiver of its own."""
    moment = now()
    parts = [
        Assignment(
            number=f"{parent.number}-{number:03d}",
            parent=parent,
            depth=parent.depth + 1,
            title=parent.title,
            kind=parent.kind,
            content=content or parent.content,
            support=parent.support,
            organization=receiver.organization if isinstance(receiver, Department) else receiver,
            department=receiver if isinstance(receiver, Department) else None,
            issuer=parent.organization,
            due_on=due_on,
            started_on=action_day(),
            dispatched_at=moment,
        )
        for number, receiver in enumerate(receivers, parent.parts_given + 1)
    ]
    parent.parts_given += len(parts)
    parent.save(update_fields=["parts_given"])
    Assignment.objects.bulk_create(parts, batch_size=500)
    for part in parts:
        record("assignment.dispatch", actor=actor, subject=part, data=told(part))
