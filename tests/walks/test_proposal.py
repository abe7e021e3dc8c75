"""提案 from filing to satisfaction, over a merger, a conference and a second handling (S0-7)."""

from assemblies import body_in, proposal_terms
from cast import Cast
from samples import photo

from core.chain import verify
from core.history import history_of
from core.outbox import deliver_waiting
from linkage.proposals.actions.proposals import (
    proposal_answer,
    proposal_assign,
    proposal_feedback,
    proposal_file,
    proposal_merge,
    proposal_refer,
    proposal_resubmit,
    proposal_return,
    proposal_submit,
    proposal_table,
)
from tenants.notices.models import Notice


def test_a_proposal_is_answered_until_its_proposer_is_satisfied(cast: Cast) -> None:
    office, unit, community = cast.actor("street_a"), cast.actor("unit_a"), cast.actor("community_a")
    proposal = proposal_submit(actor=unit, **proposal_terms(cast))
    proposal = proposal_return(actor=office, proposal=proposal, reason="请写明选址建议")
    proposal = proposal_resubmit(
        actor=unit, proposal=proposal, title=proposal.title, content="建议设在新安居委会", category="people"
    )
    proposal = proposal_file(actor=office, proposal=proposal, opinion="案由清楚，同意立案")

    second = proposal_submit(
        actor=cast.actor("member"), **proposal_terms(cast, owner=cast.community_a, title="办好老年助餐", personal=True)
    )
    proposal_merge(actor=office, proposal=second, into=proposal, reason="同一事项")
    topic = proposal_table(actor=office, proposal=proposal, body=body_in(cast))
    assert topic.origin_label == proposal.title

    proposal = proposal_assign(actor=office, proposal=proposal, handler=cast.street_a)
    proposal = proposal_refer(actor=office, proposal=proposal, reason="由社区承办更合适")
    proposal = proposal_assign(actor=office, proposal=proposal, handler=cast.community_a)
    proposal = proposal_answer(actor=community, proposal=proposal, answer="正在选址", result="planned", files=[photo()])
    proposal = proposal_feedback(actor=unit, proposal=proposal, satisfaction="dissatisfied", feedback="没有时间表")
    assert (proposal.status, proposal.round) == ("assigned", 2)
    proposal = proposal_answer(actor=community, proposal=proposal, answer="下月开业", result="solved")
    proposal = proposal_feedback(actor=unit, proposal=proposal, satisfaction="satisfied")
    assert proposal.status == "closed"

    deliver_waiting()
    heard = Notice.objects.filter(user=cast.users["member"], subject_id=proposal.pk).values_list(
        "event__verb", flat=True
    )
    assert [verb for verb in heard.order_by("event") if verb in ("proposal.answer", "proposal.close")] == [
        "proposal.answer",
        "proposal.answer",
        "proposal.close",
    ]
    assert [line.what for line in reversed(history_of(proposal))] == [
        "提出提案",
        "退回补充",
        "补充后重新提交",
        "审查立案",
        "并入本案",
        "提交议事机构审议",
        "交办",
        "退回交办，建议另行确定承办组织",
        "交办",
        "答复提案",
        "反馈不满意，重新办理",
        "答复提案",
        "反馈办理结果，提案办结",
    ]
    assert verify() == []
