"""Whom the verbs of proposals concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from linkage.proposals.models import Proposal, Proposer
from tenants.notices.rules import Audience, tell


def proposers(proposal_id: int) -> list[Audience]:
    """Everybody who proposed it, those of merged proposals included."""
    rows = Proposer.objects.filter(proposal_id=proposal_id).select_related("organization")
    return [Audience(Perm.PROPOSAL_SUBMIT, row.place, only=row.user_id) for row in rows]


@tell("proposal.submit", "proposal.resubmit", "proposal.refer", "proposal.withdraw")
def who_reviews(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.PROPOSAL_REVIEW, Place(event.organization_path))]


@tell("proposal.return", "proposal.file", "proposal.merge", "proposal.join", "proposal.table")
def who_proposed(event: Event) -> Iterable[Audience]:
    return proposers(event.subject_id)


@tell("proposal.answer", "proposal.reply")
def who_waits_for_an_answer(event: Event) -> Iterable[Audience]:
    return [*proposers(event.subject_id), Audience(Perm.PROPOSAL_REVIEW, Place(event.organization_path))]


@tell("proposal.assign", "proposal.pass_on", "proposal.again", "proposal.close", "proposal.remind")
def who_handles(event: Event) -> Iterable[Audience]:
    """The handler, and the proposers: they hear who handles it and until when."""
    proposal = Proposal.objects.select_related("handler", "organization").get(pk=event.subject_id)
    office = Audience(Perm.PROPOSAL_REVIEW, proposal.place)
    handler = Audience(Perm.PROPOSAL_ANSWER, proposal.handling_place) if proposal.handler else office
    if event.verb == "proposal.remind":
        return {"review": [office], "feedback": proposers(proposal.pk)}.get(str(event.data.get("of")), [handler])
    return [handler, office, *proposers(proposal.pk)]
