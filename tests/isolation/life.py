"""Something of every kind that a district keeps."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from assemblies import inquiry_in, proposal_in, seat_for, topic_in
from callers import application
from cast import Cast
from django.db import connection
from emerging import appraisal, branch_of, consultation_in, photo_of
from oversight import oversee
from patronage import visit_in, weak_in
from quarters import IN_Q3, closed_claim, issued
from samples import photo
from stories import (
    agreement_in,
    attempt_in,
    claim_in,
    consent_in,
    document_in,
    in_days,
    open_listing,
    saved_view,
    staged_in,
    template_in,
    token_in,
)
from task_stories import admission_in, assignment_in, responsibility_in

from api.actions.clients import client_register
from api.models import Client
from api.usage.models import ClientUsage
from core.outbox import deliver_waiting
from core.periods import today
from core.permissions import SYSTEM, Perm
from linkage.actions.agreements import CommitmentDraft, agreement_comment
from linkage.actions.scans import agreement_scan
from linkage.conferences.actions.topics import paper_add
from linkage.conferences.models import Ballot, Paper
from linkage.models import AgreementComment
from resources.models import Resource
from tenants.org.actions.grants import grant_give


def monthly(cast: Cast) -> CommitmentDraft:
    return CommitmentDraft(cast.unit_a, "开放操场", Decimal(3), "次", in_days(365), "month")


def comment(cast: Cast) -> AgreementComment:
    agreement = agreement_in(cast, "negotiating")
    return agreement_comment(actor=cast.actor("unit_a"), agreement=agreement, text="时段能否提前")


def registered(cast: Cast) -> Client:
    given = {"name": "热线平台", "purpose": "对接", "at": cast.street_a, "scopes": ["view"]}
    return client_register(actor=SYSTEM, **given)[0]


def used(cast: Cast) -> ClientUsage:
    return ClientUsage.objects.create(client=registered(cast), day=today(), requests=1)


def ballot(cast: Cast, *, secret: bool) -> Ballot:
    topic = topic_in(cast, "voting", secret=secret)
    return topic.ballots.get(seat=seat_for(topic.body, cast, "unit_a"))


def paper(cast: Cast, status: str = "submitted") -> Paper:
    topic = topic_in(cast, status)
    return paper_add(actor=cast.actor("unit_a"), topic=topic, papers=[photo()]).papers.get()


def live(cast: Cast, *, report: Callable[[Cast], Any] = issued) -> None:
    """Make at least one row of every model that says who may see it; the report is issued unless told otherwise."""
    closed_claim(cast, at=IN_Q3)
    report(cast)
    agreement_in(cast, "evaluated")
    comment(cast)
    monthly_agreement = agreement_in(cast, "active", commitments=[monthly(cast)])
    agreement_scan(actor=SYSTEM, agreement=monthly_agreement, papers=[photo()])
    template_in()
    claim_in(cast, "closed", listing=open_listing(cast, Resource))
    application(cast, cast.street_a, [Perm.VIEW], schema=connection.schema_name)
    grant_give(actor=cast.actor("security"), user=cast.users["unit_b"], grant="view_subtree", at=cast.community_a)
    used(cast)
    attempt_in(cast)
    document_in(cast)
    token_in(cast)
    saved_view(cast)
    staged_in(cast)
    assignment_in(cast, "submitted")
    responsibility_in(cast, "accepted")
    admission_in(cast, "approved")
    oversee(cast)
    visit_in(cast)
    weak_in(cast)
    inquiry_in(cast)
    ballot(cast, secret=False)
    paper(cast)
    proposal_in(cast, "answered")
    branch_of(cast)
    photo_of(cast)
    consultation_in(cast, "asked")
    appraisal(cast)
    consent_in(cast, schema=connection.schema_name)
    # Cases make use of what stands above.
    from isolation.table import LIVES

    for make in LIVES:
        make(cast)
    deliver_waiting()
