"""What is said in time: proposals to review, to answer and to judge."""

from collections.abc import Iterable
from datetime import date, timedelta

from linkage.proposals.models import Proposal, ProposalRules
from linkage.reminders import approaching
from tenants.duties import Due, reminder

WEEK = 7


@reminder("proposals.answer", verb="proposal.remind")
def who_has_to_answer(day: date) -> Iterable[Due]:
    """Handlers, and those who have to reply to an opinion, whose day comes near or has passed; then once a week."""
    stages = ProposalRules.current().remind_days
    open_ = (Proposal.Status.ASSIGNED, Proposal.Status.PASSED_ON)
    rows = Proposal.objects.filter(status__in=open_).select_related("organization", "handler")
    for proposal, due, left, stage in approaching(rows, "due_on", day, stages, late="late"):
        if left < 0:
            yield _due(proposal, f"{due} late {-left // WEEK}", "answer", f"{_step(proposal)}已逾期 {-left} 天")
        else:
            yield _due(proposal, f"{due} {stage}", "answer", f"还有 {left} 天到{_step(proposal)}期限")


@reminder("proposals.review", verb="proposal.remind")
def who_has_to_review(day: date) -> Iterable[Due]:
    """Proposals that lie unreviewed beyond their day."""
    rows = Proposal.objects.filter(status=Proposal.Status.SUBMITTED, review_by__lt=day)
    for proposal in rows.select_related("organization").order_by("pk"):
        yield _due(proposal, str(proposal.review_by), "review", f"应在 {proposal.review_by} 前审查")


@reminder("proposals.judge", verb="proposal.remind")
def who_has_to_judge(day: date) -> Iterable[Due]:
    """Proposers who have not said whether the answer satisfies."""
    least = day - timedelta(days=ProposalRules.current().feedback_days)
    rows = Proposal.objects.filter(status=Proposal.Status.ANSWERED, answered_at__date__lt=least)
    for proposal in rows.select_related("organization", "handler").order_by("pk"):
        yield _due(proposal, f"round {proposal.round}", "feedback", "请反馈对答复是否满意")


def _step(proposal: Proposal) -> str:
    return "回复" if proposal.status == Proposal.Status.PASSED_ON else "答复"


def _due(proposal: Proposal, stage: str, of: str, note: str) -> Due:
    return Due(proposal, stage, {"of": of, "note": note})
