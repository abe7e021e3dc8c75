"""What becomes of agreements of the demo: evaluated, supplemented, renewed, sealed papers kept."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

from core.events import now
from core.permissions import SYSTEM
from linkage.actions.agreements import (
    CommitmentDraft,
    PartyDraft,
    agreement_amend,
    agreement_edit,
    agreement_propose,
    agreement_sign,
)
from linkage.actions.evaluations import agreement_assess, agreement_evaluate, agreement_lapse
from linkage.actions.renewals import agreement_renew, agreement_supplement
from linkage.actions.scans import agreement_scan
from linkage.models import Agreement
from local.demo import remarks
from local.demo.cast import Player
from local.demo.files import evidence_pool
from local.demo.story import Story

# So many of the agreements are evaluated at mid-term, supplemented, and have their sealed paper scanned.
MIDTERM_SHARE, SUPPLEMENT_SHARE, SCAN_SHARE = 0.5, 0.06, 0.15
# A promise is raised or lowered to so much of itself.
FACTORS = (Decimal("0.5"), Decimal("1.5"), Decimal(2))


class Outcomes:
    """Plans what happens to an agreement that is in force, on behalf of its sides."""

    def __init__(self, story: Story, room: Callable[[], bool]) -> None:
        """``room`` says whether the demo wants one more renewal."""
        self.story, self.room = story, room
        self.papers = evidence_pool(story.rng)

    def follow(self, agreement: Agreement, sides: list[Player], renewed: Callable[[Agreement], None]) -> None:
        """``renewed`` takes the draft of a renewal further."""
        story = self.story
        if agreement.review_at and story.chance(MIDTERM_SHARE):
            for side in sides:
                moment = story.later(story.at_work(agreement.review_at), 1, 15)
                story.plan(moment, partial(self._evaluate, side, agreement, final=False))
        if story.chance(SUPPLEMENT_SHARE):
            story.plan(story.later(now(), 40, 150), partial(self._supplement, sides, agreement))
        if story.chance(SCAN_SHARE):
            story.plan(story.later(now(), 1, 12), partial(self._scan, sides[0], agreement))
        self._plan_end(agreement, sides, renewed)

    def _plan_end(self, agreement: Agreement, sides: list[Player], renewed: Callable[[Agreement], None]) -> None:
        story = self.story
        begins = story.night_after(agreement.active_to - timedelta(days=31))
        story.plan(begins, partial(self._assess, agreement))
        for side in sides:
            if story.chance(0.95):
                story.plan(story.later(begins, 1, 8), partial(self._evaluate, side, agreement, final=True))
        story.plan(story.later(begins, 9, 14), partial(self._conclude, sides[0], agreement, renewed))

    def _assess(self, agreement: Agreement) -> None:
        if agreement.status == Agreement.Status.ACTIVE:
            agreement_assess(actor=SYSTEM, agreement=agreement)

    def _evaluate(self, side: Player, agreement: Agreement, *, final: bool) -> None:
        wanted = Agreement.Status.EVALUATING if final else Agreement.Status.ACTIVE
        if agreement.status != wanted:
            return
        score = self.story.rng.choice((3, 4, 4, 5, 5, 5))
        words = self.story.rng.choice(remarks.AGREEMENT_WORDS[score])
        opinion = self.story.rng.choice(("renew", "renew", "renew", "lapse")) if final else ""
        agreement_evaluate(actor=side.actor, agreement=agreement, score=score, words=words, opinion=opinion)

    def _conclude(self, lead: Player, agreement: Agreement, renewed: Callable[[Agreement], None]) -> None:
        judged = agreement.evaluations.filter(stage="final")
        both = judged.filter(party__unit=None).exists() and judged.filter(party__unit__isnull=False).exists()
        if agreement.status != Agreement.Status.EVALUATING or not both:
            return
        if self.room() and self.story.chance(0.85):
            renewed(agreement_renew(actor=lead.actor, agreement=agreement))
        else:
            agreement_lapse(actor=lead.actor, agreement=agreement, reason=remarks.AGREEMENT_LAPSE)

    def _scan(self, lead: Player, agreement: Agreement) -> None:
        if agreement.status in Agreement.RUNNING:
            agreement_scan(actor=lead.actor, agreement=agreement, papers=[self.papers[-1], self.papers[0]])

    # --- supplements ---------------------------------------------------------------------------------------

    def _supplement(self, sides: list[Player], agreement: Agreement) -> None:
        if agreement.status != Agreement.Status.ACTIVE:
            return
        draft = agreement_supplement(actor=sides[0].actor, agreement=agreement)
        parties = {p.pk: p for p in draft.parties.select_related("organization", "unit__organization").order_by("id")}
        factor = self.story.rng.choice(FACTORS)
        promises = [
            CommitmentDraft(
                parties[row.party_id].owner,
                row.title,
                Decimal(max(round(row.quantity * factor), 1)) if number == 0 else row.quantity,
                row.measure,
                row.due_on,
                row.period,
                row.amends,
            )
            for number, row in enumerate(draft.commitments.select_related("amends").order_by("id"))
        ]
        edited = agreement_edit(
            actor=sides[0].actor,
            agreement=draft,
            title=draft.title,
            aim=draft.aim,
            content=remarks.AGREEMENT_SUPPLEMENT,
            active_from=draft.active_from,
            active_to=draft.active_to,
            review_at=draft.review_at,
            parties=[PartyDraft(p.owner, p.duties, p.head, p.liaison) for p in parties.values()],
            commitments=promises,
        )
        self.story.plan(self.story.later(now(), 0, 2), partial(self._propose, sides, edited))

    def _propose(self, sides: list[Player], draft: Agreement) -> None:
        if draft.refers_to is None or draft.refers_to.status not in Agreement.RUNNING:
            return
        proposed = agreement_propose(actor=sides[0].actor, agreement=draft)
        self.story.plan(self.story.later(now(), 0, 3), partial(self._sign, list(sides), proposed))

    def _sign(self, waiting: list[Player], supplement: Agreement) -> None:
        base = supplement.refers_to
        if base is None or base.status not in Agreement.RUNNING:
            return
        signed = agreement_sign(actor=waiting[0].actor, agreement=supplement)
        if waiting[1:]:
            self.story.plan(self.story.later(now(), 0.5, 4), partial(self._sign, waiting[1:], signed))
        elif signed.applied_at is None:
            self.story.plan(self.story.night_after(signed.active_from), partial(self._amend, signed))

    def _amend(self, supplement: Agreement) -> None:
        if supplement.status in Agreement.RUNNING and supplement.applied_at is None:
            agreement_amend(actor=SYSTEM, supplement=supplement)
