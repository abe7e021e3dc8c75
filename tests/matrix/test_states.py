"""Every verb in every state: the table's way is open, and every other way is closed and leaves no trace."""

from contextlib import nullcontext, suppress
from datetime import timedelta
from typing import Any

import pytest
from cast import Cast
from django.db import transaction
from django.forms.models import model_to_dict
from emerging import consultation_in
from introspection import stateful_models
from matrix import (
    bulletin_lives,
    campaign_lives,
    datacall_lives,
    inspection_lives,
    material_lives,
    oversight_lives,
    project_lives,
    task_lives,
    whistle_lives,
)
from matrix.lifeofassemblies import ASSEMBLIES
from matrix.lives import Life, inner
from matrix.patronage_lives import PATRONAGE
from matrix.reporting import correction, report_of_a_busy_quarter
from quarters import AFTER_Q3, Q3, drafted, entry_of
from samples import photo
from stories import (
    aged,
    agreement_in,
    agreement_terms,
    claim_in,
    consent_in,
    document_in,
    in_days,
    listing_in,
    template_in,
    token_in,
    webhook_in,
)

from api.hooks import actions as webhooks
from api.hooks.models import Webhook
from api.personal import actions as tokens
from api.personal.models import PersonalToken
from api.trusted import actions as documents
from api.trusted.models import RegisteredDocument
from assessment.actions.entries import entry_confirm, entry_return, entry_review
from assessment.actions.reports import report_discard, report_draft, report_issue
from assessment.models import QuarterlyReport, ReportEntry
from core.errors import WrongState
from core.events import at_moment
from core.models import Event
from core.permissions import SYSTEM
from linkage.actions import agreements, evaluations, renewals, templates
from linkage.consultations.actions.consultations import consultation_opine, consultation_reply, consultation_withdraw
from linkage.consultations.models import Consultation
from linkage.models import Agreement, AgreementTemplate
from resources.actions import claims, listings
from resources.models import Claim, Need, Resource
from tenants.models import CityConsent
from tenants.org.actions import cities

LATER = AFTER_Q3 + timedelta(days=3)


class Undo(Exception):
    """Leaves an atomic block and takes everything in it back."""


def listing_life(kind: type[Any]) -> Life:
    def make(cast: Cast, status: str, verb: str) -> Any:
        row = listing_in(cast, status, kind)
        if verb == "expire":
            kind.objects.filter(pk=row.pk).update(due_on=in_days(-2))
        return row

    return Life(
        kind,
        make,
        {
            "submit": lambda row: listings.listing_submit(actor=SYSTEM, listing=row),
            "publish": lambda row: listings.listing_publish(actor=SYSTEM, listing=row),
            "return": lambda row: listings.listing_return(actor=SYSTEM, listing=row, reason="不全"),
            "withdraw": lambda row: listings.listing_withdraw(actor=SYSTEM, listing=row, reason="不用了"),
            "expire": lambda row: listings.listing_expire(actor=SYSTEM, listing=row),
            "close": lambda row: inner(row, "close"),
        },
    )


CLAIM = Life(
    Claim,
    lambda cast, status, verb: claim_in(cast, status),
    {
        "confirm": lambda row: claims.claim_confirm(actor=SYSTEM, claim=row),
        "decline": lambda row: claims.claim_decline(actor=SYSTEM, claim=row, reason="不便"),
        "withdraw": lambda row: claims.claim_withdraw(actor=SYSTEM, claim=row, reason="不便"),
        "fulfil": lambda row: claims.claim_fulfil(actor=SYSTEM, claim=row, outcome="做完", evidence=[photo()]),
        "release": lambda row: claims.claim_release(actor=SYSTEM, claim=row, reason="不便"),
        "return": lambda row: claims.claim_return(actor=SYSTEM, claim=row, reason="不全"),
        "evaluate": lambda row: claims.claim_evaluate(actor=SYSTEM, claim=row, score=3),
        "close": lambda row: inner(row, "close"),
    },
)


def agreement_row(cast: Cast, status: str, verb: str) -> Agreement:
    row = agreement_in(cast, status)
    if verb == "expire":
        row = aged(row, in_days(-1))
    if verb == "assess":
        row = aged(row, in_days(10))
    if verb == "evaluate":
        Agreement.objects.filter(pk=row.pk).update(review_at=in_days(0))
    if status == "evaluating" and verb in ("renew", "lapse"):
        for party in row.parties.all():
            evaluations.agreement_evaluate(actor=SYSTEM, agreement=row, score=4, party=party)
    return row


AGREEMENT = Life(
    Agreement,
    agreement_row,
    {
        "propose": lambda row: agreements.agreement_propose(actor=SYSTEM, agreement=row),
        "discard": lambda row: agreements.agreement_discard(actor=SYSTEM, agreement=row, reason="作废"),
        "register": lambda row: agreements.agreement_register(
            actor=SYSTEM, agreement=row, signed_on=in_days(-1), note="双方盖章"
        ),
        "revise": lambda row: agreements.agreement_revise(actor=SYSTEM, agreement=row, reason="再议"),
        "sign": lambda row: agreements.agreement_sign(actor=SYSTEM, agreement=row),
        "activate": lambda row: inner(row, "activate"),
        "enact": lambda row: inner(row, "enact"),
        "amend": lambda row: inner(row, "amend"),
        "assess": lambda row: evaluations.agreement_assess(actor=SYSTEM, agreement=row),
        "evaluate": lambda row: evaluations.agreement_evaluate(actor=SYSTEM, agreement=row, score=4),
        "renew": lambda row: renewals.agreement_renew(actor=SYSTEM, agreement=row),
        "lapse": lambda row: evaluations.agreement_lapse(actor=SYSTEM, agreement=row, reason="任务完成"),
        "succeed": lambda row: inner(row, "succeed"),
        "terminate": lambda row: agreements.agreement_terminate(actor=SYSTEM, agreement=row, reason="终止"),
        "expire": lambda row: agreements.agreement_expire(actor=SYSTEM, agreement=row),
    },
)


TEMPLATE = Life(
    AgreementTemplate,
    lambda cast, status, verb: template_in(status),
    {
        "retire": lambda row: templates.template_retire(actor=SYSTEM, template=row),
        "restore": lambda row: templates.template_restore(actor=SYSTEM, template=row),
    },
)


def report_row(cast: Cast, status: str, verb: str) -> QuarterlyReport:
    if status == "draft":
        return correction(cast) if verb == "discard" else drafted(cast)
    if status == "issued":
        return report_of_a_busy_quarter(cast)
    row = correction(cast)
    with at_moment(LATER):
        if status == "discarded":
            return report_discard(actor=SYSTEM, report=row, reason="作废")
        report_issue(actor=SYSTEM, report=row, reason="签发")
    return QuarterlyReport.objects.get(pk=row.corrects_id)


def recount(row: QuarterlyReport) -> Any:
    """A draft is counted anew; a quarter whose report is in force is refused. A given-up edition stands in no way."""
    if row.status == "discarded":
        return inner(row, "recount")
    return report_draft(actor=SYSTEM, quarter=Q3)


REPORT = Life(
    QuarterlyReport,
    report_row,
    {
        "recount": recount,
        "issue": lambda row: report_issue(actor=SYSTEM, report=row, reason="签发"),
        "discard": lambda row: report_discard(actor=SYSTEM, report=row, reason="作废"),
        "supersede": lambda row: inner(row, "supersede"),
    },
)


def entry_row(cast: Cast, status: str, verb: str) -> ReportEntry:
    """Communities confirm and streets review: the row is the one whose state it can be."""
    report = drafted(cast)
    street = status == "reviewed" or (verb == "review" and status != "confirmed")
    row = entry_of(report, cast.street_a if street else cast.community_a)
    with at_moment(LATER):
        if status == "confirmed" or (status == "returned" and not street):
            row = entry_confirm(actor=SYSTEM, entry=row)
        elif status in ("reviewed", "returned"):
            row = entry_review(actor=SYSTEM, entry=row, reason="不等了")
        if status == "returned":
            row = entry_return(actor=SYSTEM, entry=row, reason="再核对")
    return row


ENTRY = Life(
    ReportEntry,
    entry_row,
    {
        "confirm": lambda row: entry_confirm(actor=SYSTEM, entry=row),
        "review": lambda row: entry_review(actor=SYSTEM, entry=row, reason="不等了"),
        "return": lambda row: entry_return(actor=SYSTEM, entry=row, reason="再核对"),
    },
    apart=True,
)

WEBHOOK = Life(
    Webhook,
    lambda cast, status, verb: webhook_in(cast, status),
    {
        "pause": lambda row: webhooks.webhook_pause(actor=SYSTEM, webhook=row),
        "suspend": lambda row: inner(row, "suspend"),
        "resume": lambda row: webhooks.webhook_resume(actor=SYSTEM, webhook=row),
        "remove": lambda row: webhooks.webhook_remove(actor=SYSTEM, webhook=row),
    },
)

DOCUMENT = Life(
    RegisteredDocument,
    lambda cast, status, verb: document_in(cast, status),
    {
        "retire": lambda row: documents.document_retire(actor=SYSTEM, document=row),
        "restore": lambda row: documents.document_restore(actor=SYSTEM, document=row),
    },
)

TOKEN = Life(
    PersonalToken,
    lambda cast, status, verb: token_in(cast, status),
    {"revoke": lambda row: tokens.personal_token_revoke(actor=SYSTEM, token=row)},
)

CONSENT = Life(
    CityConsent,
    lambda cast, status, verb: consent_in(cast, status),
    {
        "agree": lambda row: cities.consent_agree(actor=SYSTEM, consent=row, reason="会议决定"),
        "decline": lambda row: cities.consent_decline(actor=SYSTEM, consent=row, reason="不需要"),
        "withdraw": lambda row: cities.consent_withdraw(actor=SYSTEM, consent=row, reason="项目结束"),
    },
)

CONSULTATION = Life(
    Consultation,
    lambda cast, status, verb: consultation_in(cast, status),
    {
        "opine": lambda row: consultation_opine(actor=SYSTEM, consultation=row, opinion="agree", reason=""),
        "reply": lambda row: consultation_reply(actor=SYSTEM, consultation=row, adopted="no", reply="另行研究"),
        "withdraw": lambda row: consultation_withdraw(actor=SYSTEM, consultation=row, reason="不再需要"),
    },
)

LIVES = [
    CONSULTATION,
    listing_life(Need),
    listing_life(Resource),
    CLAIM,
    AGREEMENT,
    TEMPLATE,
    REPORT,
    ENTRY,
    WEBHOOK,
    DOCUMENT,
    TOKEN,
    CONSENT,
    *inspection_lives.LIVES,
    *oversight_lives.LIVES,
    *campaign_lives.LIVES,
    *project_lives.LIVES,
    *ASSEMBLIES,
    *task_lives.LIVES,
    *whistle_lives.LIVES,
    *bulletin_lives.LIVES,
    *datacall_lives.LIVES,
    *material_lives.LIVES,
    *PATRONAGE,
]
OPEN = [
    pytest.param(life, status, verb, id=f"{life.model.TRANSITIONS.noun}-{status}-{verb}")
    for life in LIVES
    for (status, verb) in life.model.TRANSITIONS.table
]
STATES = [
    pytest.param(life, status, id=f"{life.model.TRANSITIONS.noun}-{status}")
    for life in LIVES
    for status in life.model.Status.values  # type: ignore[attr-defined]
]


def test_every_state_table_and_every_verb_of_it_is_tried() -> None:
    assert {life.model for life in LIVES} == set(stateful_models())
    for life in LIVES:
        assert set(life.verbs) == {verb for _, verb in life.model.TRANSITIONS.table}
        states = {state for state, _ in life.model.TRANSITIONS.table} | set(life.model.TRANSITIONS.table.values())
        assert states == set(life.model.Status.values)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("life", "status", "verb"), OPEN)
def test_an_open_way_leads_where_the_table_says(cast: Cast, life: Life, status: str, verb: str) -> None:
    row = made(life, cast, status, verb)
    with moment_of(life):
        life.verbs[verb](row)
    assert life.model._base_manager.get(pk=row.pk).status == life.model.TRANSITIONS.target(status, verb)


@pytest.mark.parametrize(("life", "status"), STATES)
def test_every_other_way_is_closed(cast: Cast, life: Life, status: str) -> None:
    """Refused in plain words, and nothing has changed: so the next verb meets the same record."""
    closed = [verb for verb in life.verbs if life.model.TRANSITIONS.target(status, verb) is None]
    if life.apart:
        for verb in closed:
            with suppress(Undo), transaction.atomic():
                refuse(life, made(life, cast, status, verb), verb)
                raise Undo
    elif closed:
        row = made(life, cast, status, closed[0])
        for verb in closed:
            row = refuse(life, row, verb)


def refuse(life: Life, row: Any, verb: str) -> Any:
    """The record as it stands after the refusal: as before."""
    before, events = (model_to_dict(row), row.version), Event.objects.count()
    with moment_of(life), pytest.raises(WrongState) as refusal, transaction.atomic():
        life.verbs[verb](row)
    assert refusal.value.message.endswith("。"), verb
    row = life.model._base_manager.get(pk=row.pk)
    assert (model_to_dict(row), row.version) == before, verb
    assert Event.objects.count() == events, verb
    return row


def made(life: Life, cast: Cast, status: str, verb: str) -> Any:
    row = life.make(cast, status, verb)
    row.refresh_from_db()
    assert row.status == status
    return row


def moment_of(life: Life) -> Any:
    return at_moment(LATER) if life in (REPORT, ENTRY) else nullcontext()


@pytest.mark.parametrize("status", list(Need.Status.values))
def test_only_what_is_not_yet_published_can_be_edited(cast: Cast, status: str) -> None:
    row = listing_in(cast, status)
    given = {"title": "新名", "category": "goods", "quantity": 1, "measure": "份", "due_on": in_days(2)}
    if status in ("draft", "returned"):
        assert listings.listing_edit(actor=SYSTEM, listing=row, **given).title == "新名"
        return
    with pytest.raises(WrongState):
        listings.listing_edit(actor=SYSTEM, listing=row, **given)
    row.refresh_from_db()
    assert row.title == "周末操场开放"


@pytest.mark.parametrize("status", list(Agreement.Status.values))
def test_only_a_draft_agreement_can_be_edited(cast: Cast, status: str) -> None:
    row = agreement_in(cast, status)
    given = agreement_terms(cast, title="新名")
    del given["organization"]
    if status == "draft":
        assert agreements.agreement_edit(actor=SYSTEM, agreement=row, **given).title == "新名"
        return
    with pytest.raises(WrongState):
        agreements.agreement_edit(actor=SYSTEM, agreement=row, **given)
    row.refresh_from_db()
    assert row.title == "江宁路街道与江宁中学共建协议"
