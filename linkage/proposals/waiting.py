"""Proposals that wait for somebody: to be reviewed, handed out, answered, judged or mended."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.permissions import Actor, Perm
from core.visibility import held
from core.waiting import Waiting, waits
from linkage.proposals.models import Proposal, Proposer


def to_review(actor: Actor) -> QuerySet[Proposal]:
    """Submitted ones to review and filed ones to hand out, at the very place whose office one is."""
    rows: QuerySet[Proposal] = Proposal.objects.visible_to(actor).filter(
        organization__path__in=actor.own_paths(Perm.PROPOSAL_REVIEW),
        status__in=(Proposal.Status.SUBMITTED, Proposal.Status.FILED),
    )
    return rows


def to_answer(actor: Actor) -> QuerySet[Proposal]:
    """Those that one's own place or department handles."""
    rows: QuerySet[Proposal] = Proposal.objects.visible_to(actor)
    return rows.filter(answers(actor), status=Proposal.Status.ASSIGNED)


def to_reply(actor: Actor) -> QuerySet[Proposal]:
    """Opinions that were passed on to one's own place or department."""
    rows: QuerySet[Proposal] = Proposal.objects.visible_to(actor)
    return rows.filter(answers(actor), status=Proposal.Status.PASSED_ON)


def answers(actor: Actor) -> Q:
    """Proposals that were handed to the very places and departments for which the actor answers."""
    places = Q(department=None, handler__path__in=actor.own_paths(Perm.PROPOSAL_ANSWER))
    return places | Q(department_id__in=actor.department_ids(Perm.PROPOSAL_ANSWER))


def first_of(actor: Actor) -> QuerySet[Proposer]:
    """First proposers of the outer row's proposal for whom the actor speaks."""
    named = Q(user_id=actor.id) if actor.id is not None else Q(pk__in=[])
    departments = Q(department_id__in=actor.department_ids(Perm.PROPOSAL_SUBMIT))
    own = Q(unit_id__in=actor.unit_ids(Perm.PROPOSAL_SUBMIT)) | departments
    own |= Q(unit=None, department=None, organization__path__in=actor.own_paths(Perm.PROPOSAL_SUBMIT))
    in_office = held(actor, Perm.PROPOSAL_SUBMIT) | departments
    return Proposer.objects.filter((named & in_office) | (Q(user=None) & own), first=True, proposal=OuterRef("pk"))


def to_judge(actor: Actor) -> QuerySet[Proposal]:
    """Answered ones of one's own, to say whether the answer satisfies, and those sent back to be completed."""
    rows: QuerySet[Proposal] = Proposal.objects.visible_to(actor).filter(
        Exists(first_of(actor)), status__in=(Proposal.Status.ANSWERED, Proposal.Status.RETURNED)
    )
    return rows


waits(
    Waiting(
        "proposal.review",
        "待审查、交办的提案",
        "rubber-stamp",
        Proposal,
        to_review,
        "title",
        "proposals",
        {"waits": "review"},
        who="organization__name",
        due="review_by",
    ),
    Waiting(
        "proposal.answer",
        "待答复的提案",
        "message-reply",
        Proposal,
        to_answer,
        "title",
        "proposals",
        {"waits": "answer"},
        who=("department__name", "handler__name"),
        due="due_on",
    ),
    Waiting(
        "proposal.reply",
        "转来待回复的意见",
        "message-reply",
        Proposal,
        to_reply,
        "title",
        "proposals",
        {"waits": "reply"},
        who="organization__name",
        due="due_on",
    ),
    Waiting(
        "proposal.judge",
        "待反馈、补充的提案",
        "star",
        Proposal,
        to_judge,
        "title",
        "proposals",
        {"waits": "judge"},
        who="organization__name",
    ),
)
