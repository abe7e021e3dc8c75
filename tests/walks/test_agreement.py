"""The whole life of an agreement: from the template to the seal, supplemented, evaluated, renewed."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from cast import Cast
from samples import photo
from stories import open_listing, signed, template_in

from core.chain import verify
from core.events import action_day, at_moment
from core.history import history_of
from core.outbox import deliver_waiting
from core.periods import SHANGHAI
from core.permissions import SYSTEM
from linkage.actions.agreements import (
    CommitmentDraft,
    PartyDraft,
    agreement_comment,
    agreement_edit,
    agreement_propose,
    agreement_revise,
    agreement_sign,
)
from linkage.actions.evaluations import agreement_evaluate
from linkage.actions.renewals import agreement_renew, agreement_supplement
from linkage.actions.scans import agreement_scan
from linkage.actions.templates import agreement_start
from linkage.coverage import read_coverage
from linkage.differences import differences, is_changed
from linkage.models import Agreement
from linkage.tasks import due
from linkage.texts import altered
from resources.actions.claims import claim_confirm, claim_evaluate, claim_fulfil, claim_propose
from resources.progress import with_mean_progress
from tenants.duties.running import run_duties
from tenants.notices.models import Notice

BEGINS = datetime(2026, 1, 5, 10, tzinfo=SHANGHAI)


def kept(agreement: Agreement) -> dict[str, object]:
    parties = {party.pk: party for party in agreement.parties.select_related("organization", "unit__organization")}
    return {
        "title": agreement.title,
        "aim": agreement.aim,
        "content": agreement.content,
        "active_from": agreement.active_from,
        "active_to": agreement.active_to,
        "review_at": agreement.review_at,
        "parties": [PartyDraft(p.owner, p.duties, p.head, p.liaison) for p in parties.values()],
        "commitments": [
            CommitmentDraft(parties[c.party_id].owner, c.title, c.quantity, c.measure, c.due_on, c.period, c.amends)
            for c in agreement.commitments.select_related("amends").order_by("id")
        ],
    }


def the_day_brings() -> None:
    """What the platform does by itself each hour, and tells each working day."""
    for rows, step in due():
        for row in rows:
            step(row)
    run_duties(datetime.combine(action_day(), time(10), tzinfo=SHANGHAI))
    deliver_waiting()


def serve(cast: Cast, commitment: object) -> None:
    need = open_listing(cast, quantity=1, measure="场", due_on=action_day() + timedelta(days=20))
    claim = claim_propose(
        actor=cast.actor("unit_a"), target=need, claimant=cast.unit_a, quantity=1, commitment=commitment
    )
    claim_confirm(actor=cast.actor("street_a"), claim=claim)
    claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="已开放", evidence=[photo()])
    claim_evaluate(actor=cast.actor("community_a"), claim=claim, score=5)
    claim_evaluate(actor=cast.actor("unit_a"), claim=claim, score=5)


def test_from_the_template_to_the_renewal(cast: Cast) -> None:
    street, unit = cast.actor("street_a"), cast.actor("unit_a")
    template_in()

    with at_moment(BEGINS):
        draft = agreement_start(actor=street, organization=cast.street_a, units=[cast.unit_a])
        agreement = agreement_propose(actor=street, agreement=draft)
        agreement_comment(actor=unit, agreement=agreement, text="每月三次有困难，能否两次")
        agreement = agreement_revise(actor=unit, agreement=agreement, reason="开放操场改为每月 2 次")
        terms = kept(agreement)
        first, *others = terms["commitments"]  # type: ignore[misc]
        changed = CommitmentDraft(first.party, first.title, Decimal(2), first.measure, first.due_on, first.period)
        agreement = agreement_edit(actor=street, agreement=agreement, **{**terms, "commitments": [changed, *others]})
        agreement = agreement_propose(actor=street, agreement=agreement)
        before, after = agreement.versions.order_by("number")
        assert [
            [(p.change.value, p.text) for p in line if p.change != "same"]
            for line in differences(before.text, after.text)
            if is_changed(line)
        ] == [[("gone", "3"), ("new", "2")]]
        agreement_sign(actor=street, agreement=agreement)
        agreement = agreement_sign(actor=unit, agreement=agreement)
        assert agreement.status == "active"
        agreement_scan(actor=street, agreement=agreement, papers=[photo()])
        assert read_coverage(cast.street_a).whole.signed == 1

    playground = agreement.commitments.get(title="开放操场")
    for month in range(2):
        with at_moment(BEGINS + timedelta(days=31 * month + 3)):
            serve(cast, playground)
            serve(cast, playground)
    progress = with_mean_progress(Agreement.objects.filter(pk=agreement.pk)).get().progress
    # Four of 24 occasions, and nothing yet of the two other promises.
    assert round(progress, 6) == round(Decimal("0.167") / 3, 6)

    with at_moment(BEGINS + timedelta(days=120)):
        supplement = agreement_supplement(actor=unit, agreement=agreement)
        terms = kept(supplement)
        first, *others = terms["commitments"]  # type: ignore[misc]
        more = CommitmentDraft(
            first.party, first.title, Decimal(4), first.measure, first.due_on, first.period, first.amends
        )
        draft = agreement_edit(actor=unit, agreement=supplement, **{**terms, "commitments": [more, *others]})
        signed(cast, draft)
    playground.refresh_from_db()
    assert playground.quantity == 4
    assert playground.periods.filter(quantity=2).count() == 4

    with at_moment(BEGINS + timedelta(days=190)):
        agreement_evaluate(actor=street, agreement=agreement, score=4)
    with at_moment(BEGINS + timedelta(days=336)):
        the_day_brings()
        agreement.refresh_from_db()
        assert agreement.status == "evaluating"
        assert Notice.objects.filter(event__verb="agreement.remind_end", user=cast.users["unit_a"]).count() == 1
        for name in ("street_a", "unit_a"):
            agreement_evaluate(actor=cast.actor(name), agreement=agreement, score=5, words="好", opinion="renew")
        renewal = signed(cast, agreement_renew(actor=street, agreement=agreement))
    assert (renewal.kind, renewal.active_from) == ("renewal", agreement.active_to + timedelta(days=1))
    assert renewal.commitments.get(title="开放操场").quantity == 4

    with at_moment(BEGINS + timedelta(days=365)):
        the_day_brings()
        agreement.refresh_from_db()
        assert (agreement.status, agreement.ended_on) == ("renewed", renewal.active_from)
        assert read_coverage(cast.street_a).whole.signed == 1
    told = [line.what for line in reversed(history_of(agreement, seen_by=SYSTEM))]
    assert told[-1] == "由续签协议接续"
    assert altered() == []
    assert verify() == []
