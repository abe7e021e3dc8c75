"""Who sees a record of street A's realm: one row for each model that says who may see it. Wrong places see nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from assemblies import (
    body_in,
    decision_in,
    inquiry_in,
    invitation_of,
    meeting_in,
    proposal_in,
    request_in,
    seat_for,
    topic_in,
)
from cast import Cast
from database import NEIGHBOUR
from emerging import appraisal, branch_of, cluster_of, consultation_in, facility_of, member_of
from introspection import visible_models
from isolation.life import ballot, comment, live, monthly, paper, registered, used
from matrix.people import (
    COMMUNITY_A,
    DEPARTMENTS,
    LEADER,
    OFFICE,
    SECURITY_ADMIN,
    STREET_A,
    SYSTEM_ADMIN,
    UNIT_A,
    everybody,
)
from matrix.reporting import report_of_a_busy_quarter
from oversight import (
    accountability_in,
    extension_in,
    problem_in,
    problem_terms,
    rectification_in,
    supervision_in,
)
from patronage import contact_in, visit_in, weak_in
from quarters import drafted, entry_of
from samples import photo
from stories import (
    agreement_in,
    attempt_in,
    claim_in,
    consent_in,
    delivery_to,
    document_in,
    draft_listing,
    open_listing,
    saved_view,
    staged_in,
    submitted_listing,
    template_in,
    token_in,
    webhook_in,
)
from task_stories import admission_in, assignment_in, community_part, responsibility_in, whole_task

from api.hooks.models import Webhook, WebhookAttempt, WebhookDelivery
from api.models import Client
from api.personal.models import PersonalToken
from api.trusted.models import RegisteredDocument
from api.usage.models import ClientUsage
from assessment.models import QuarterlyReport, ReportEntry, ReportFigure, ReportTally
from core.errors import NotFound
from core.models import Event
from core.outbox import deliver_waiting
from core.permissions import SYSTEM, Actor, ActorKind
from linkage.actions.grants import agreement_grant_give
from linkage.actions.scans import agreement_scan
from linkage.admissions.models import Admission
from linkage.assignments.models import Assignment, AssignmentFile
from linkage.assignments.models import ProgressReport as TaskReport
from linkage.clusters.models import Cluster, ClusterUnit, JointBranch
from linkage.conferences.models import (
    Ballot,
    Body,
    Decision,
    DecisionRequest,
    Inquiry,
    Invitation,
    Meeting,
    Paper,
    Seat,
    Topic,
)
from linkage.consultations.models import Consultation, OutpostAppraisal
from linkage.contacts.models import ContactPoint, Visit, WeakPlace
from linkage.extensions.models import Extension
from linkage.facilities.models import Facility
from linkage.models import (
    Agreement,
    AgreementComment,
    AgreementEvaluation,
    AgreementParty,
    AgreementScan,
    AgreementTemplate,
    AgreementVersion,
    Commitment,
    CommitmentPeriod,
    TemplateCommitment,
)
from linkage.problems.actions.problems import problem_dispatch, problem_report
from linkage.problems.actions.rectifications import rectification_report
from linkage.problems.models import Problem, ProgressReport, Rectification, RectificationFile
from linkage.proposals.models import Proposal, ProposalFile, Proposer
from linkage.responsibilities.models import Responsibility, ResponsibilityCheck
from linkage.supervision.models import Accountability, Supervision
from resources.actions.claims import claim_propose
from resources.models import Claim, Evaluation, Evidence, Need, Resource, StagedFile
from tenants.accounts.models import User
from tenants.models import CityConsent, District
from tenants.notices.models import Notice
from tenants.org.actions.cities import consent_agree, consent_decline, consent_withdraw
from tenants.org.actions.grants import grant_give
from tenants.org.grants import VIEW_UNIT
from tenants.org.models import Department, ObjectGrant, Organization, Post, ResidentUnit
from tenants.preferences.models import SavedView

# Sets of people, from the narrow to the wide.
UNIT_SIDE = UNIT_A | {"viewer_of_unit_a"}
ABOVE_A = STREET_A | {LEADER, OFFICE, "viewer_of_the_district"}
PLACE_A = ABOVE_A | COMMUNITY_A | {"member"}
BOTH = PLACE_A | UNIT_SIDE
PLACE_B = {"street_b", "community_b"}
ADMINISTRATORS = {SYSTEM_ADMIN, SECURITY_ADMIN, "audit"}
EVERYBODY_IN_OFFICE = BOTH | PLACE_B | ADMINISTRATORS | DEPARTMENTS | {"unit_b"}
# Who has to do with the joint conference of street A: unit B sits in, without a vote.
CONFERENCE = BOTH | {"unit_b"}


DISTRICT_SIDE = {LEADER, OFFICE, "viewer_of_the_district", "department"}
EVERYBODY_AT_HOME = BOTH | PLACE_B | DEPARTMENTS | {"unit_b"}
PLACES_AND_DEPARTMENT = PLACE_A | PLACE_B | {"department"}


def claim_of_unit_b(cast: Cast) -> Claim:
    """A need of community A open to the whole district, claimed from street B."""
    need = open_listing(cast, audience=cast.root)
    return claim_propose(actor=cast.actor("unit_b"), target=need, claimant=cast.unit_b, quantity=5)


def claim_between_units(cast: Cast) -> Claim:
    """A need of unit A, claimed by unit B of street B."""
    need = open_listing(cast, by="unit_a", audience=cast.root)
    return claim_propose(actor=cast.actor("unit_b"), target=need, claimant=cast.unit_b, quantity=5)


def claim_between_places(cast: Cast) -> Claim:
    """A resource of community A, claimed by community B."""
    resource = open_listing(cast, Resource, by="community_a", audience=cast.root)
    return claim_propose(actor=cast.actor("community_b"), target=resource, claimant=cast.community_b, quantity=5)


def claim_of_community_b(cast: Cast) -> Claim:
    """A resource of unit A, claimed by community B."""
    resource = open_listing(cast, Resource, audience=cast.root)
    return claim_propose(actor=cast.actor("community_b"), target=resource, claimant=cast.community_b, quantity=5)


def evidence(cast: Cast) -> Evidence:
    return claim_in(cast, "closed").evidence.get()


def evaluation(cast: Cast) -> Evaluation:
    return claim_in(cast, "closed").evaluations.first()


def sealed(cast: Cast) -> AgreementScan:
    agreement = agreement_in(cast, "active")
    return agreement_scan(actor=cast.actor("unit_a"), agreement=agreement, papers=[photo()])[0]


def event_of(row: Any) -> Event:
    return Event.objects.for_subject(row).latest("id")


def notice(cast: Cast) -> Notice:
    claim_in(cast, "confirmed")
    deliver_waiting()
    return Notice.objects.get(user=cast.users["unit_a_head"], event__verb="claim.confirm")


def granted(cast: Cast) -> Agreement:
    found = agreement_in(cast, "negotiating")
    agreement_grant_give(actor=SYSTEM, user=cast.users["unit_b"], agreement=found)
    return found


def object_grant(cast: Cast) -> ObjectGrant:
    return grant_give(actor=SYSTEM, user=cast.users["unit_b"], grant=VIEW_UNIT, at=cast.unit_a)


def grant_on_agreement(cast: Cast) -> ObjectGrant:
    granted(cast)
    return ObjectGrant.objects.get(user=cast.users["unit_b"])


def task_file(cast: Cast) -> AssignmentFile:
    return assignment_in(cast, "submitted").reports.first().files.get()


def own_entry(report: QuarterlyReport, cast: Cast) -> ReportEntry:
    return entry_of(report, cast.community_a)


def progress_report(cast: Cast) -> ProgressReport:
    row = rectification_in(cast, "rectifying")
    rectification_report(actor=cast.actor("community_a"), rectification=row, progress=50, text="过半")
    return row.reports.get()


def put_right_by_b(cast: Cast) -> Rectification:
    """A problem of community A that community B has to put right."""
    problem = problem_in(cast, "reported")
    problem_dispatch(actor=cast.actor("office"), problem=problem, organization=cast.community_b)
    return Rectification.objects.get(problem=problem)


# Whoever stands below a street sees its clusters, and so does a unit inside.
CLUSTER_A = PLACE_A | {"outpost_a", "unit_a", "unit_a_head", "deputy_of_unit_a", "viewer_of_unit_a"}


CASES: dict[str, tuple[type[Any], Callable[[Cast], Any], set[str]]] = {
    "organization": (Organization, lambda cast: cast.community_a, EVERYBODY_IN_OFFICE),
    "unit": (ResidentUnit, lambda cast: cast.unit_a, BOTH | {SECURITY_ADMIN}),
    "post at the unit": (Post, lambda cast: Post.objects.get(user=cast.users["unit_a"]), BOTH | ADMINISTRATORS),
    "post at the street": (Post, lambda cast: Post.objects.get(user=cast.users["street_a"]), ABOVE_A | ADMINISTRATORS),
    "account": (User, lambda cast: cast.users["unit_a"], ADMINISTRATORS | {"unit_a"}),
    "department": (Department, lambda cast: cast.department, EVERYBODY_IN_OFFICE),
    "outpost": (Department, lambda cast: cast.outpost_a, EVERYBODY_IN_OFFICE),
    "post at the outpost": (
        Post,
        lambda cast: Post.objects.get(user=cast.users["outpost_a"]),
        ABOVE_A | ADMINISTRATORS | {"outpost_a"},
    ),
    "consultation": (Consultation, lambda cast: consultation_in(cast, "asked"), ABOVE_A | {"department"}),
    "appraisal of an outpost": (OutpostAppraisal, appraisal, ABOVE_A | DEPARTMENTS),
    "facilities": (Facility, facility_of, PLACE_A),
    "cluster": (Cluster, cluster_of, CLUSTER_A),
    "unit in a cluster": (ClusterUnit, lambda cast: member_of(cast), CLUSTER_A),
    "joint branch": (JointBranch, branch_of, CLUSTER_A),
    "notice": (Notice, notice, {"unit_a_head"}),
    "object grant": (ObjectGrant, object_grant, ADMINISTRATORS | {"unit_b"}),
    "object grant on an agreement": (ObjectGrant, grant_on_agreement, ADMINISTRATORS | {"unit_b"}),
    "saved view": (SavedView, saved_view, {"street_a"}),
    "client": (Client, registered, {SECURITY_ADMIN}),
    "registered document": (RegisteredDocument, document_in, {SECURITY_ADMIN}),
    "personal token": (PersonalToken, token_in, {"street_a", SECURITY_ADMIN}),
    "usage of a client": (ClientUsage, used, {SECURITY_ADMIN}),
    "webhook": (Webhook, webhook_in, {SECURITY_ADMIN}),
    "message to a webhook": (WebhookDelivery, lambda cast: delivery_to(cast, webhook_in(cast)), {SECURITY_ADMIN}),
    "attempt at a message": (WebhookAttempt, attempt_in, {SECURITY_ADMIN}),
    "consent for a city": (CityConsent, consent_in, {SECURITY_ADMIN}),
    "draft need of the community": (Need, draft_listing, PLACE_A),
    "draft need of the unit": (Need, lambda cast: draft_listing(cast, by="unit_a"), UNIT_SIDE),
    "open need": (Need, open_listing, BOTH | {"outpost_a"}),
    "open need for all": (
        Need,
        lambda cast: open_listing(cast, audience=cast.root),
        BOTH | PLACE_B | DEPARTMENTS | {"unit_b"},
    ),
    "need claimed from elsewhere": (
        Need,
        lambda cast: claim_of_unit_b(cast).need,
        BOTH | PLACE_B | DEPARTMENTS | {"unit_b"},
    ),
    "draft resource": (Resource, lambda cast: draft_listing(cast, Resource), UNIT_SIDE),
    "submitted resource": (Resource, lambda cast: submitted_listing(cast, Resource), BOTH),
    "claim": (Claim, lambda cast: claim_in(cast, "proposed"), BOTH),
    "claim from elsewhere": (Claim, claim_of_unit_b, PLACE_A | PLACE_B | {"unit_b"}),
    "claim between units": (Claim, claim_between_units, BOTH | PLACE_B | {"unit_b"}),
    "claim between places": (Claim, claim_between_places, PLACE_A | PLACE_B),
    "claim of a unit's resource": (Claim, claim_of_community_b, BOTH | PLACE_B),
    "evidence": (Evidence, evidence, BOTH),
    "file sent ahead": (StagedFile, staged_in, {"unit_a"}),
    "evaluation": (Evaluation, evaluation, BOTH),
    "draft agreement": (Agreement, lambda cast: agreement_in(cast, "draft"), ABOVE_A),
    "draft agreement of the unit": (
        Agreement,
        lambda cast: agreement_in(cast, "draft", by="unit_a"),
        ABOVE_A | UNIT_SIDE,
    ),
    "proposed agreement": (Agreement, lambda cast: agreement_in(cast, "negotiating"), ABOVE_A | UNIT_SIDE),
    "agreement with a reader": (Agreement, granted, ABOVE_A | UNIT_SIDE | {"unit_b"}),
    "party": (AgreementParty, lambda cast: agreement_in(cast, "active").parties.first(), ABOVE_A | UNIT_SIDE),
    "party of a draft": (AgreementParty, lambda cast: agreement_in(cast, "draft").parties.last(), ABOVE_A),
    "commitment": (Commitment, lambda cast: agreement_in(cast, "active").commitments.get(), ABOVE_A | UNIT_SIDE),
    "task of the district": (Assignment, whole_task, {LEADER, OFFICE, "viewer_of_the_district"}),
    "part of the street": (Assignment, lambda cast: assignment_in(cast, "active"), ABOVE_A),
    "part of the community": (Assignment, community_part, PLACE_A),
    "task of the street": (Assignment, lambda cast: community_part(cast).parent, ABOVE_A),
    "progress report": (TaskReport, lambda cast: assignment_in(cast, "submitted").reports.first(), ABOVE_A),
    "file of a progress report": (AssignmentFile, task_file, ABOVE_A),
    "problem": (Problem, lambda cast: problem_in(cast, "reported"), PLACE_A),
    "problem of the street": (
        Problem,
        lambda cast: problem_report(actor=cast.actor("office"), **problem_terms(cast, organization=cast.street_a)),
        ABOVE_A,
    ),
    "problem of the street, from the community": (
        Problem,
        lambda cast: problem_report(actor=cast.actor("community_a"), **problem_terms(cast, organization=cast.street_a)),
        PLACE_A,
    ),
    "problem put right elsewhere": (Problem, lambda cast: put_right_by_b(cast).problem, PLACE_A | PLACE_B),
    "rectification": (Rectification, lambda cast: rectification_in(cast, "closed"), PLACE_A),
    "rectification elsewhere": (Rectification, lambda cast: put_right_by_b(cast), PLACE_A | PLACE_B),
    "progress of a rectification": (ProgressReport, progress_report, PLACE_A),
    "rectification file": (RectificationFile, lambda cast: rectification_in(cast, "closed").files.get(), PLACE_A),
    "extension": (Extension, lambda cast: extension_in(cast, "asked"), PLACE_A),
    "supervision": (Supervision, lambda cast: supervision_in(cast, "sent"), PLACE_A),
    "accountability": (Accountability, lambda cast: accountability_in(cast, "due"), PLACE_A),
    "contact point": (ContactPoint, contact_in, PLACE_A),
    "contact point of a district leader": (ContactPoint, lambda cast: contact_in(cast, by="leader"), PLACE_A),
    "visit": (Visit, visit_in, PLACE_A),
    "weak place": (WeakPlace, weak_in, PLACE_A),
    "body": (Body, body_in, CONFERENCE),
    "seat": (Seat, lambda cast: seat_for(body_in(cast), cast, "unit_b"), CONFERENCE),
    "meeting being planned": (Meeting, lambda cast: meeting_in(cast, "draft"), ABOVE_A),
    "meeting with notice": (Meeting, meeting_in, CONFERENCE),
    "invitation": (Invitation, lambda cast: invitation_of(cast, "unit_b"), CONFERENCE),
    "submitted topic": (Topic, topic_in, ABOVE_A | UNIT_SIDE),
    "topic on the agenda": (Topic, lambda cast: topic_in(cast, "accepted"), CONFERENCE),
    "ballot of an open vote": (Ballot, lambda cast: ballot(cast, secret=False), CONFERENCE),
    "ballot of a secret vote": (Ballot, lambda cast: ballot(cast, secret=True), STREET_A | {OFFICE} | UNIT_SIDE),
    "paper of a submitted topic": (Paper, paper, ABOVE_A | UNIT_SIDE),
    "paper on the agenda": (Paper, lambda cast: paper(cast, "accepted"), CONFERENCE),
    "decision": (Decision, decision_in, CONFERENCE),
    "decision handed out": (Decision, lambda cast: decision_in(cast, "issued"), CONFERENCE),
    "request": (DecisionRequest, request_in, CONFERENCE),
    "inquiry": (Inquiry, inquiry_in, CONFERENCE),
    "proposal of the unit": (Proposal, proposal_in, ABOVE_A | UNIT_SIDE),
    "proposal in hand": (Proposal, lambda cast: proposal_in(cast, "assigned"), BOTH),
    "proposal in person": (
        Proposal,
        lambda cast: proposal_in(cast, by="member", owner=cast.community_a, personal=True),
        ABOVE_A | {"member"},
    ),
    "proposer": (Proposer, lambda cast: proposal_in(cast).proposers.get(), ABOVE_A | UNIT_SIDE),
    "file of a proposal": (ProposalFile, lambda cast: proposal_in(cast, "answered").files.get(), BOTH),
    "built responsibility": (Responsibility, lambda cast: responsibility_in(cast, "claimed"), ABOVE_A),
    "published responsibility of the street": (
        Responsibility,
        lambda cast: responsibility_in(cast, "published"),
        EVERYBODY_AT_HOME,
    ),
    "published responsibility of the community": (
        Responsibility,
        lambda cast: responsibility_in(cast, "accepted", organization=cast.community_a),
        BOTH | {"outpost_a"},
    ),
    "check of a responsibility": (
        ResponsibilityCheck,
        lambda cast: responsibility_in(cast, "accepted", organization=cast.community_a).checks.get(),
        BOTH | {"outpost_a"},
    ),
    "application of the department": (Admission, lambda cast: admission_in(cast, "submitted"), DISTRICT_SIDE),
    "approved application": (Admission, lambda cast: admission_in(cast, "approved"), PLACES_AND_DEPARTMENT),
    "period of a commitment": (
        CommitmentPeriod,
        lambda cast: agreement_in(cast, "active", commitments=[monthly(cast)]).commitments.get().periods.first(),
        ABOVE_A | UNIT_SIDE,
    ),
    "text on the table": (
        AgreementVersion,
        lambda cast: agreement_in(cast, "negotiating").versions.get(),
        ABOVE_A | UNIT_SIDE,
    ),
    "opinion of a party": (AgreementComment, comment, ABOVE_A | UNIT_SIDE),
    "evaluation of an agreement": (
        AgreementEvaluation,
        lambda cast: agreement_in(cast, "evaluated").evaluations.first(),
        ABOVE_A | UNIT_SIDE,
    ),
    "sealed paper": (AgreementScan, sealed, STREET_A | UNIT_SIDE),
    "template": (AgreementTemplate, lambda cast: template_in(), EVERYBODY_IN_OFFICE),
    "commitment of a template": (
        TemplateCommitment,
        lambda cast: template_in().commitments.first(),
        EVERYBODY_IN_OFFICE,
    ),
    "event of the place": (Event, lambda cast: event_of(draft_listing(cast)), PLACE_A | {"audit"}),
    "event of the unit": (Event, lambda cast: event_of(draft_listing(cast, by="unit_a")), UNIT_SIDE | {"audit"}),
    "event of both": (Event, lambda cast: event_of(claim_in(cast, "proposed")), BOTH | {"audit"}),
    "event of a claim from elsewhere": (
        Event,
        lambda cast: event_of(claim_of_unit_b(cast)),
        PLACE_A | PLACE_B | {"unit_b", "audit"},
    ),
    "event between units": (
        Event,
        lambda cast: event_of(claim_between_units(cast)),
        BOTH | PLACE_B | {"unit_b", "audit"},
    ),
    "event between places": (
        Event,
        lambda cast: event_of(claim_between_places(cast)),
        PLACE_A | PLACE_B | {"audit"},
    ),
    "event of a claim on a unit's resource": (
        Event,
        lambda cast: event_of(claim_of_community_b(cast)),
        BOTH | PLACE_B | {"audit"},
    ),
    "report": (QuarterlyReport, drafted, PLACE_A | PLACE_B),
    "draft entry": (ReportEntry, lambda cast: own_entry(drafted(cast), cast), PLACE_A),
    "issued entry": (ReportEntry, lambda cast: own_entry(report_of_a_busy_quarter(cast), cast), PLACE_A | PLACE_B),
    "draft figure": (ReportFigure, lambda cast: own_entry(drafted(cast), cast).figures.first(), PLACE_A),
    "issued figure": (
        ReportFigure,
        lambda cast: own_entry(report_of_a_busy_quarter(cast), cast).figures.first(),
        PLACE_A | PLACE_B,
    ),
    "tally": (
        ReportTally,
        lambda cast: own_entry(report_of_a_busy_quarter(cast), cast).tallies.first(),
        PLACE_A,
    ),
}


def test_every_model_that_can_be_seen_has_a_case() -> None:
    assert {model for model, _, _ in CASES.values()} == set(visible_models())


@pytest.mark.parametrize("case", CASES)
def test_who_sees_it(cast: Cast, case: str) -> None:
    model, make, expected = CASES[case]
    people = everybody(cast)
    row = make(cast)
    assert isinstance(row, model)
    seers = set()
    for person in people:
        actor = person.actor()
        rows = model.objects.visible_to(actor)
        if rows.filter(pk=row.pk).exists():
            seers.add(person.name)
            assert rows.filter(pk=row.pk).count() == 1, "a row may not appear twice"
            assert model.objects.get_visible(actor, row.pk) == row
        else:
            with pytest.raises(NotFound):
                model.objects.get_visible(actor, row.pk)
    assert seers - {"the platform"} == expected
    assert "the platform" in seers


def test_who_holds_nothing_sees_nothing(cast: Cast) -> None:
    live(cast)
    for model in visible_models():
        assert model.objects.exists(), model
        assert not model.objects.visible_to(Actor(ActorKind.USER, None, "未登录")).exists(), model
        assert not model.objects.visible_to(Actor(ActorKind.CLIENT, 10**9, "外来应用")).exists(), model


@pytest.mark.parametrize("key", [None, "", "0", "x", "\0", -1, 10**30, "1; DROP TABLE", 1.5, "一"])
def test_a_key_that_is_none_is_not_found(cast: Cast, key: Any) -> None:
    for model in (Need, Agreement, Event):
        with pytest.raises(NotFound):
            model.objects.get_visible(cast.actor("leader"), key)


def test_the_districts_themselves_are_for_the_platforms_operators(cast: Cast) -> None:
    assert District.objects.exists()
    for person in everybody(cast):
        assert District.objects.visible_to(person.actor()).exists() is (person.name == "the platform"), person.name


def test_a_district_sees_its_own_consent_only(cast: Cast) -> None:
    own = consent_in(cast)
    foreign = consent_in(cast, schema=NEIGHBOUR)
    assert list(CityConsent.objects.visible_to(cast.actor("security"))) == [own]
    for decide in (consent_agree, consent_decline, consent_withdraw):
        with pytest.raises(NotFound):
            decide(actor=cast.actor("security"), consent=foreign, reason="越权")
    foreign.refresh_from_db()
    assert foreign.status == "asked"
