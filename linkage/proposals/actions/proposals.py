"""提案: submit, review, hand out, answer, judge."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now, record
from core.files import Upload
from core.numbers import next_number
from core.periods import SHANGHAI
from core.permissions import Actor, ActorKind, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.conferences.actions.topics import topic_submit
from linkage.conferences.models import Body, Topic
from linkage.proposals.models import Proposal, ProposalFile, ProposalRules, Proposer
from tenants.attachments import attachments_keep
from tenants.org.models import Department, Organization, Owner, represented
from tenants.org.tenure import keep_in_use, keep_named

LATEST = timedelta(days=730)


@action
def proposal_submit(
    *,
    actor: Actor,
    organization: Organization,
    owner: Owner | Department,
    title: str,
    content: str,
    category: str,
    personal: bool = False,
    files: Sequence[Upload] = (),
) -> Proposal:
    """Propose something to an organization, for an organization, a unit or a department (``owner``) or in person as
    its member.

    A unit proposes to a place in which it lies, a place to itself or one above it, a department to the district, its
    outpost to its street as well. The number is given now and never to another, whatever becomes of the proposal.
    """
    require(actor, Perm.PROPOSAL_SUBMIT, at=owner.place)
    keep_in_use([organization, owner], purpose="提出提案", field="owner")
    if not owner.place.path.startswith(organization.path):
        own = "区" if isinstance(owner, Department) else "所在的社区、街道或区"
        raise InvalidInput(f"“{owner}”不在“{organization}”辖区内，请向{own}提出。", field="organization")
    rules = ProposalRules.current()
    proposal = Proposal(
        number=next_number("proposal", now().astimezone(SHANGHAI).year, "TA-{year}-{number:04d}"),
        organization=organization,
        submitted_at=now(),
        review_by=action_day() + timedelta(days=rules.review_days),
    )
    _fill(proposal, title, content, category)
    proposal.save()
    person = actor.id if personal and actor.kind is ActorKind.USER else None
    label = actor.label[:120] if person is not None else str(owner)
    Proposer.objects.create(proposal=proposal, **represented(owner), user_id=person, label=label, first=True)
    attachments_keep(ProposalFile, proposal, files, by=actor, field="files")
    record("proposal.submit", actor=actor, subject=proposal, data={"number": proposal.number, "note": label})
    return proposal


@action
def proposal_resubmit(
    *,
    actor: Actor,
    proposal: Proposal,
    title: str,
    content: str,
    category: str,
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> Proposal:
    """Mend a proposal that was sent back and put it before the office again, under its old number."""
    _require_first(actor, proposal)
    fresh = lock(proposal, version=version)
    check(fresh, "resubmit")
    _fill(fresh, title, content, category)
    attachments_keep(ProposalFile, fresh, files, by=actor, field="files")
    review_by = action_day() + timedelta(days=ProposalRules.current().review_days)
    changes: dict[str, Any] = {
        "title": fresh.title,
        "content": fresh.content,
        "category": fresh.category,
        "review_by": review_by,
    }
    return advance(fresh, "resubmit", actor=actor, locked=True, **changes)


@action
def proposal_withdraw(*, actor: Actor, proposal: Proposal, reason: str, version: int | None = None) -> Proposal:
    """Take a proposal back before it is filed."""
    _require_first(actor, proposal)
    told = clean_text(reason, "reason", "撤回原因", 500)
    return advance(proposal, "withdraw", actor=actor, data={"reason": told}, version=version)


@action
def proposal_return(*, actor: Actor, proposal: Proposal, reason: str, version: int | None = None) -> Proposal:
    """Send a proposal back to be completed: no clear matter, no suggestion (严把审查立案关, S0-7)."""
    return _review(actor, proposal, "return", reason, version)


@action
def proposal_file(*, actor: Actor, proposal: Proposal, opinion: str = "", version: int | None = None) -> Proposal:
    """File a proposal: it will be handled and answered."""
    require(actor, Perm.PROPOSAL_REVIEW, at=proposal.place)
    told = clean_text(opinion, "opinion", "审查意见", 500, required=False)
    return advance(proposal, "file", actor=actor, data={"note": told}, version=version, opinion=told, reviewed_at=now())


@action
def proposal_pass_on(
    *,
    actor: Actor,
    proposal: Proposal,
    handler: Organization | Department,
    reason: str,
    due_on: date | None = None,
    version: int | None = None,
) -> Proposal:
    """Not file a proposal but pass it on as an opinion to whom it concerns, and say so to its proposer.

    An opinion is no order: besides organizations below, those above and the district's departments may get it. Without
    ``due_on`` the reply is due after the rules' days.
    """
    require(actor, Perm.PROPOSAL_REVIEW, at=proposal.place)
    told = clean_text(reason, "reason", "审查意见", 500)
    _keep_recipient(proposal.organization, handler)
    fresh = lock(proposal, version=version)
    check(fresh, "pass_on")
    due = _due(due_on, ProposalRules.current().opinion_days)
    changes: dict[str, Any] = {**_handled_by(handler), "due_on": due, "assigned_at": now()}
    fresh.handler = changes["handler"]
    data = {"due_on": due, "reason": f"转{handler}：{told}"}
    return advance(fresh, "pass_on", actor=actor, data=data, locked=True, opinion=told, reviewed_at=now(), **changes)


@action
def proposal_reply(
    *,
    actor: Actor,
    proposal: Proposal,
    answer: str,
    result: str,
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> Proposal:
    """Say what becomes of an opinion that was passed on; its proposers and the office hear of it.

    Raises ``WrongState`` for one that was passed on to nobody, as in old records.
    """
    require(actor, Perm.PROPOSAL_ANSWER, at=proposal.handling_place)
    fresh = lock(proposal, version=version)
    check(fresh, "reply")
    if fresh.handler is None:
        raise WrongState("这件意见没有送给哪个组织，不需要回复。", field="status")
    return _answered(actor, fresh, "reply", answer, result, files)


@action
def proposal_merge(
    *, actor: Actor, proposal: Proposal, into: Proposal, reason: str = "", version: int | None = None
) -> Proposal:
    """Handle a proposal together with another on the same matter.

    Its proposers become proposers of the other, follow it and hear of its answer; its own number stays its own.
    ``into`` is filed or being handled at the same organization.
    """
    require(actor, Perm.PROPOSAL_REVIEW, at=proposal.place)
    told = clean_text(reason, "reason", "并案原因", 500, required=False)
    if into.pk == proposal.pk:
        raise InvalidInput("提案不能并入自己，请选择另一件提案。", field="into")
    # In the order of their keys, so that two who merge crosswise wait and do not block each other.
    first, second = sorted((proposal, into), key=lambda row: row.pk)
    rows = {row.pk: row for row in (lock(first), lock(second))}
    fresh, target = rows[proposal.pk], rows[into.pk]
    if version is not None:
        lock(fresh, version=version)
    check(fresh, "merge")
    if target.organization_id != fresh.organization_id:
        raise InvalidInput("只能并入同一受理组织的提案。", field="into")
    if target.status not in (Proposal.Status.FILED, Proposal.Status.ASSIGNED):
        raise InvalidInput(f"“{target.number}”没有立案或已经答复，不能并入，请选择已立案或办理中的提案。", field="into")
    if fresh.merged.exists():
        raise WrongState("已有其他提案并入本案，请把其他提案并入，不能再将本案并入别案。", field="status")
    whose = ("organization_id", "unit_id", "department_id", "user_id")
    there = set(target.proposers.values_list(*whose))
    for each in fresh.proposers.order_by("id"):
        key = {name: getattr(each, name) for name in whose}
        if tuple(key.values()) not in there:
            Proposer.objects.create(proposal=target, **key, label=each.label)
    note = f"并入 {target.number}《{target}》"
    merged = advance(
        fresh,
        "merge",
        actor=actor,
        data={"into": target.pk, "note": f"{note}。{told}" if told else note},
        locked=True,
        merged_into=target,
        opinion=told,
        reviewed_at=now(),
    )
    record(
        "proposal.join", actor=actor, subject=target, data={"joined": fresh.pk, "note": f"{fresh.number}《{fresh}》"}
    )
    return merged


@action
def proposal_assign(
    *,
    actor: Actor,
    proposal: Proposal,
    handler: Organization | Department,
    due_on: date | None = None,
    note: str = "",
    version: int | None = None,
) -> Proposal:
    """Hand a filed proposal to whoever answers it: the office's own organization or one below it, or a department.

    A district names its departments and their outposts, a street the outposts in it. Without ``due_on`` it is due
    after the rules' days.
    """
    require(actor, Perm.PROPOSAL_REVIEW, at=proposal.place)
    told = clean_text(note, "note", "交办要求", 500, required=False)
    keep_named([handler], within=proposal.organization, purpose="承办提案", field="handler")
    fresh = lock(proposal, version=version)
    check(fresh, "assign")
    due = _due(due_on, ProposalRules.current().answer_days)
    changes: dict[str, Any] = {
        **_handled_by(handler),
        "due_on": due,
        "assigned_at": now(),
        "round": max(fresh.round, 1),
    }
    fresh.handler = changes["handler"]
    return advance(
        fresh, "assign", actor=actor, data={"due_on": due, "note": told or str(handler)}, locked=True, **changes
    )


@action
def proposal_refer(*, actor: Actor, proposal: Proposal, reason: str, version: int | None = None) -> Proposal:
    """Give a proposal back to the office because it is not one's to handle, and say why."""
    require(actor, Perm.PROPOSAL_ANSWER, at=proposal.handling_place)
    told = clean_text(reason, "reason", "退回原因", 500)
    return advance(proposal, "refer", actor=actor, data={"reason": told}, version=version)


@action
def proposal_answer(
    *,
    actor: Actor,
    proposal: Proposal,
    answer: str,
    result: str,
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> Proposal:
    """Answer a proposal: what was done, with which result; all its proposers hear of it."""
    require(actor, Perm.PROPOSAL_ANSWER, at=proposal.handling_place)
    fresh = lock(proposal, version=version)
    check(fresh, "answer")
    return _answered(actor, fresh, "answer", answer, result, files)


@action
def proposal_feedback(
    *, actor: Actor, proposal: Proposal, satisfaction: str, feedback: str = "", version: int | None = None
) -> Proposal:
    """Say as the first proposer whether the answer satisfies.

    If it does not, the proposal is handled again (二次办理) within the rules' days; after the last round it is closed
    as 不满意, and stays so in the record. What is not satisfied has to be said.
    """
    _require_first(actor, proposal)
    fresh = lock(proposal, version=version)
    check(fresh, "close")
    if satisfaction not in Proposal.Satisfaction.values:
        raise InvalidInput("请选择满意、基本满意或不满意。", field="satisfaction")
    unhappy = satisfaction == Proposal.Satisfaction.DISSATISFIED
    words = clean_text(feedback, "feedback", "反馈意见", 500, required=unhappy)
    rules = ProposalRules.current()
    label = Proposal.Satisfaction(satisfaction).label
    data = {"satisfaction": satisfaction, "round": fresh.round, "note": f"{label}。{words}" if words else label}
    changes: dict[str, Any] = {"satisfaction": satisfaction, "feedback": words}
    if unhappy and fresh.round < rules.most_rounds:
        due = action_day() + timedelta(days=rules.again_days)
        again: dict[str, Any] = {**changes, "round": fresh.round + 1, "due_on": due, "assigned_at": now()}
        return advance(fresh, "again", actor=actor, data={**data, "due_on": due}, locked=True, **again)
    return advance(fresh, "close", actor=actor, data=data, locked=True, closed_at=now(), **changes)


@action
def proposal_table(*, actor: Actor, proposal: Proposal, body: Body, version: int | None = None) -> Topic:
    """Put a filed proposal, or one in hand, before a body of the same organization as a topic that names where it
    came from."""
    require(actor, Perm.PROPOSAL_REVIEW, at=proposal.place)
    fresh = lock(proposal, version=version)
    if fresh.status not in (Proposal.Status.FILED, Proposal.Status.ASSIGNED):
        raise WrongState("只有已立案或办理中的提案可以提交议事机构审议。", field="status")
    if body.organization_id != fresh.organization_id:
        raise InvalidInput(f"请选择“{fresh.organization}”的议事机构。", field="body")
    topic = topic_submit(actor=actor, body=body, title=fresh.title, content=fresh.content[:5000], origin=fresh)
    record("proposal.table", actor=actor, subject=fresh, data={"topic": topic.pk, "note": str(body)})
    return topic


def _answered(actor: Actor, fresh: Proposal, verb: str, answer: str, result: str, files: Sequence[Upload]) -> Proposal:
    """Keep what was said of a locked proposal."""
    words = clean_text(answer, "answer", "答复", 10000)
    if result not in Proposal.Result.values:
        raise InvalidInput("请选择办理结果。", field="result")
    attachments_keep(ProposalFile, fresh, files, by=actor, field="files")
    fresh.answer, fresh.result = words, result
    data = {"result": result, "round": fresh.round, "note": fresh.get_result_display()}
    return advance(fresh, verb, actor=actor, data=data, locked=True, answer=words, result=result, answered_at=now())


def _keep_recipient(office: Organization, handler: Organization | Department) -> None:
    """An opinion goes along the office's line of the tree, or to a department; only outposts have to be its own."""
    purpose = "接收意见"
    if isinstance(handler, Department) and handler.kind == Department.Kind.OUTPOST:
        keep_named([handler], within=office, purpose=purpose, field="handler")
        return
    path = handler.place.path
    if not (path.startswith(office.path) or office.path.startswith(path)):
        raise InvalidInput(f"“{handler}”不是“{office}”的上级或下级，请选择有关的组织或部门。", field="handler")
    keep_in_use([handler], purpose=purpose, field="handler")


def _handled_by(handler: Organization | Department) -> dict[str, Any]:
    """What a proposal keeps of whoever answers: the organization, and the department if it is one."""
    named = represented(handler)
    return {"handler": named["organization"], "department": named["department"]}


def _review(actor: Actor, proposal: Proposal, verb: str, reason: str, version: int | None) -> Proposal:
    require(actor, Perm.PROPOSAL_REVIEW, at=proposal.place)
    told = clean_text(reason, "reason", "审查意见", 500)
    return advance(proposal, verb, actor=actor, data={"reason": told}, version=version, opinion=told, reviewed_at=now())


def _require_first(actor: Actor, proposal: Proposal) -> None:
    """Only the first proposer speaks for a proposal: the person, or whoever proposes for the one it is of."""
    first = proposal.proposers.select_related("organization", "unit__organization").filter(first=True).first()
    if first is None:
        raise NotAllowed("该提案没有第一提案人，请联系受理组织。")
    if first.user_id is not None and not actor.is_system and first.user_id != actor.id:
        raise NotAllowed(f"该提案由“{first}”本人提出，只有本人可以这样做。")
    require(actor, Perm.PROPOSAL_SUBMIT, at=first.place)


def _fill(proposal: Proposal, title: str, content: str, category: str) -> None:
    if category not in Proposal.Category.values:
        raise InvalidInput("请选择提案类别。", field="category")
    proposal.category = category
    proposal.title = clean_text(title, "title", "案由", 120)
    proposal.content = clean_text(content, "content", "情况和建议", 10000)


def _due(due_on: date | None, days: int) -> date:
    day = due_on or action_day() + timedelta(days=days)
    if not action_day() < day <= action_day() + LATEST:
        raise InvalidInput("答复期限应晚于今天，且不超过两年。", field="due_on")
    return day
