"""Proposals: numbers, merging, who speaks for them, second handling, reminders."""

from datetime import timedelta

import pytest
from assemblies import body_of, proposal_in, proposal_terms
from cast import Cast
from stories import in_days

from core.duedates import due_between
from core.errors import InvalidInput, NotAllowed, WrongState
from core.origins import origin_of
from core.outbox import deliver_waiting
from core.periods import today
from core.permissions import SYSTEM
from core.waiting import waiting_for
from linkage.proposals.actions import proposals
from linkage.proposals.duties import who_has_to_answer, who_has_to_judge, who_has_to_review
from linkage.proposals.models import Proposal, ProposalRules
from tenants.notices.models import Notice
from tenants.org.actions.departments import department_retire


def test_numbers_go_up_and_are_not_used_again(cast: Cast) -> None:
    proposal_in(cast, "withdrawn")
    second = proposal_in(cast)
    assert [p.number[-4:] for p in Proposal.objects.order_by("pk")] == ["0001", "0002"]
    assert second.number == f"TA-{today().year}-0002"


def test_a_unit_proposes_to_the_places_above_it(cast: Cast) -> None:
    for place in (cast.community_a, cast.street_a, cast.root):
        proposals.proposal_submit(actor=cast.actor("unit_a"), **proposal_terms(cast, organization=place))
    with pytest.raises(InvalidInput, match="不在“石门二路街道”辖区内"):
        proposals.proposal_submit(actor=cast.actor("unit_a"), **proposal_terms(cast, organization=cast.street_b))


def test_merged_proposers_follow_the_one_it_went_into(cast: Cast) -> None:
    lead = proposal_in(cast, "filed")
    own = proposal_in(cast, by="member", owner=cast.community_a, personal=True)
    merged = proposals.proposal_merge(actor=cast.actor("street_a"), proposal=own, into=lead)
    assert (merged.status, merged.merged_into, merged.number) == ("merged", lead, own.number)
    assert [str(each) for each in lead.proposers.all()] == ["江宁中学", "新安居委会 兼职委员 兼职委员老郑"]
    assert lead in Proposal.objects.visible_to(cast.actor("member"))
    lead = proposals.proposal_assign(actor=cast.actor("street_a"), proposal=lead, handler=cast.community_a)
    proposals.proposal_answer(actor=cast.actor("community_a"), proposal=lead, answer="已办", result="solved")
    deliver_waiting()
    for name in ("unit_a", "member"):
        assert Notice.objects.filter(user=cast.users[name], event__verb="proposal.answer").count() == 1
    with pytest.raises(NotAllowed):
        proposals.proposal_feedback(actor=cast.actor("member"), proposal=lead, satisfaction="satisfied")


def test_proposals_are_merged_only_where_it_makes_sense(cast: Cast) -> None:
    office, own = cast.actor("street_a"), proposal_in(cast)
    for into, why in (
        (own, "不能并入自己"),
        (proposal_in(cast), "没有立案"),
        (proposal_in(cast, "closed"), "没有立案或已经答复"),
        (proposal_in(cast, organization=cast.community_a), "同一受理组织"),
    ):
        with pytest.raises(InvalidInput, match=why):
            proposals.proposal_merge(actor=office, proposal=own, into=into)
    lead = proposal_in(cast, "filed")
    proposals.proposal_merge(actor=office, proposal=own, into=lead)
    with pytest.raises(WrongState, match="已有其他提案并入本案"):
        proposals.proposal_merge(actor=office, proposal=lead, into=proposal_in(cast, "filed"))


def test_the_same_proposer_stands_there_once(cast: Cast) -> None:
    lead = proposal_in(cast, "filed")
    proposals.proposal_merge(actor=cast.actor("street_a"), proposal=proposal_in(cast), into=lead)
    assert lead.proposers.count() == 1


def test_what_does_not_satisfy_is_handled_again_until_the_last_round(cast: Cast) -> None:
    proposal = proposal_in(cast, "answered")
    unit, handler = cast.actor("unit_a"), cast.actor("community_a")
    with pytest.raises(InvalidInput) as refused:
        proposals.proposal_feedback(actor=unit, proposal=proposal, satisfaction="dissatisfied")
    assert refused.value.field == "feedback"
    told = {"satisfaction": "dissatisfied", "feedback": "没有解决"}
    proposal = proposals.proposal_feedback(actor=unit, proposal=proposal, **told)
    assert (proposal.status, proposal.round, proposal.due_on) == ("assigned", 2, today() + timedelta(days=30))
    proposal = proposals.proposal_answer(actor=handler, proposal=proposal, answer="再办", result="explained")
    proposal = proposals.proposal_feedback(actor=unit, proposal=proposal, **told)
    assert (proposal.status, proposal.round, proposal.satisfaction) == ("closed", 2, "dissatisfied")


def test_three_rounds_where_the_rules_say_so(cast: Cast) -> None:
    ProposalRules.objects.create(pk=1, most_rounds=3, again_days=7)
    proposal = proposal_in(cast, "answered")
    for number in (2, 3):
        proposal = proposals.proposal_feedback(
            actor=cast.actor("unit_a"), proposal=proposal, satisfaction="dissatisfied", feedback="不行"
        )
        assert (proposal.round, proposal.due_on) == (number, today() + timedelta(days=7))
        proposal = proposals.proposal_answer(actor=SYSTEM, proposal=proposal, answer="再办", result="planned")


def test_a_handler_lies_below_and_has_time(cast: Cast) -> None:
    proposal, office = proposal_in(cast, "filed"), cast.actor("street_a")
    with pytest.raises(InvalidInput, match="不在“江宁路街道”之下，不能承办提案"):
        proposals.proposal_assign(actor=office, proposal=proposal, handler=cast.community_b)
    for day in (today(), in_days(-3), in_days(9000)):
        with pytest.raises(InvalidInput, match="答复期限"):
            proposals.proposal_assign(actor=office, proposal=proposal, handler=cast.community_a, due_on=day)
    assert proposals.proposal_assign(actor=office, proposal=proposal, handler=cast.street_a).due_on == in_days(90)


def test_a_proposal_becomes_a_topic_that_knows_where_it_comes_from(cast: Cast) -> None:
    proposal = proposal_in(cast, "filed")
    topic = proposals.proposal_table(actor=cast.actor("street_a"), proposal=proposal, body=body_of(cast))
    assert origin_of(topic, seen_by=cast.actor("street_a")) == proposal
    other = body_of(cast, office="office", organization=cast.root, name="区联席会议")
    with pytest.raises(InvalidInput, match="请选择“江宁路街道”的议事机构"):
        proposals.proposal_table(actor=cast.actor("office"), proposal=proposal, body=other)


def test_reminders_come_before_the_day_and_each_week_after(cast: Cast) -> None:
    proposal = proposal_in(cast, "assigned")
    due = proposal.due_on
    stages = [[one.stage for one in who_has_to_answer(due + timedelta(days=days))] for days in (-20, -15, -4, 1, 3, 8)]
    assert stages == [[], [f"{due} 15"], [f"{due} 5"], [f"{due} late 0"], [f"{due} late 0"], [f"{due} late 1"]]
    waiting = proposal_in(cast)
    assert list(who_has_to_review(waiting.review_by)) == []
    assert [one.subject for one in who_has_to_review(waiting.review_by + timedelta(days=1))] == [waiting]
    answered = proposal_in(cast, "answered")
    assert list(who_has_to_judge(today() + timedelta(days=30))) == []
    assert [one.subject for one in who_has_to_judge(today() + timedelta(days=32))] == [answered]


def test_the_day_of_the_answer_stands_on_the_handlers_calendar(cast: Cast) -> None:
    proposal = proposal_in(cast, "assigned")
    for name, own in (("community_a", 1), ("street_a", 0)):
        found = due_between(cast.actor(name), proposal.due_on, proposal.due_on, own=True, kinds=("proposal",))
        assert len(found) == own, name
    (told,) = due_between(cast.actor("street_a"), proposal.due_on, proposal.due_on, kinds=("proposal",))
    assert (told.pk, told.who, told.done) == (proposal.pk, "新安居委会", False)


def test_an_opinion_goes_to_whom_it_concerns_and_is_replied_to(cast: Cast) -> None:
    street, police = cast.actor("street_a"), cast.actor("department")
    proposal = proposal_in(cast)
    proposal = proposals.proposal_pass_on(
        actor=street, proposal=proposal, handler=cast.department, reason="请研究警力安排"
    )
    assert (proposal.status, proposal.due_on) == ("passed_on", in_days(ProposalRules.current().opinion_days))
    deliver_waiting()
    told = Notice.objects.filter(event__verb="proposal.pass_on").values_list("user__username", flat=True)
    assert set(told) == {"department", "unit.a", "unit.a.head", "street.a.secretary"}
    waits = {one.waiting.kind: one.total for one in waiting_for(police, shown=1)}
    assert waits == {"proposal.reply": 1}
    assert "proposal.reply" not in {one.waiting.kind for one in waiting_for(cast.actor("office"), shown=1)}
    assert not Proposal.objects.visible_to(cast.actor("outpost_a")).exists()
    # Reminded before and after its day, as what has to be answered.
    assert [each.data["note"] for each in who_has_to_answer(in_days(25))] == ["还有 5 天到回复期限"]
    assert [each.data["note"] for each in who_has_to_answer(in_days(31))] == ["回复已逾期 1 天"]
    dues = due_between(police, today(), in_days(90), own=True, kinds=["proposal"])
    assert [(due.who, due.done) for due in dues] == [("区公安分局", False)]
    with pytest.raises(WrongState, match="未办结的提案"):
        department_retire(actor=cast.actor("office"), department=cast.department, reason="撤并")
    with pytest.raises(NotAllowed):
        proposals.proposal_reply(actor=street, proposal=proposal, answer="已研究", result="planned")

    proposal = proposals.proposal_reply(actor=police, proposal=proposal, answer="已增加夜间巡逻", result="solved")
    assert (proposal.status, proposal.answer) == ("replied", "已增加夜间巡逻")
    deliver_waiting()
    heard = Notice.objects.filter(event__verb="proposal.reply").values_list("user__username", flat=True)
    assert {"unit.a", "street.a"} <= set(heard)
    assert waiting_for(police, shown=1) == []
    assert list(who_has_to_answer(in_days(31))) == []


def test_an_opinion_stays_on_the_line_of_its_office(cast: Cast) -> None:
    proposal = proposal_in(cast)
    given = {"actor": cast.actor("street_a"), "proposal": proposal, "reason": "请研究"}
    for wrong in (cast.street_b, cast.community_b):
        with pytest.raises(InvalidInput, match="不是"):
            proposals.proposal_pass_on(handler=wrong, **given)
    with pytest.raises(InvalidInput, match="期限"):
        proposals.proposal_pass_on(handler=cast.root, due_on=today(), **given)
    passed = proposals.proposal_pass_on(handler=cast.root, **given)
    assert {one.waiting.kind for one in waiting_for(cast.actor("office"), shown=1)} == {"proposal.reply"}
    proposals.proposal_reply(actor=cast.actor("office"), proposal=passed, answer="已转交通部门", result="explained")


def test_the_outpost_of_another_street_gets_no_opinion(cast: Cast) -> None:
    proposal = proposal_in(cast, by="unit_b", organization=cast.street_b, owner=cast.unit_b)
    with pytest.raises(InvalidInput, match="不归"):
        proposals.proposal_pass_on(
            actor=cast.actor("street_b"), proposal=proposal, handler=cast.outpost_a, reason="请研究"
        )


def test_an_old_opinion_without_a_recipient_is_not_replied_to(cast: Cast) -> None:
    proposal = proposal_in(cast, "passed_on")
    Proposal.objects.filter(pk=proposal.pk).update(handler=None, due_on=None)
    with pytest.raises(WrongState, match="没有送给"):
        proposals.proposal_reply(
            actor=SYSTEM, proposal=Proposal.objects.get(pk=proposal.pk), answer="已办", result="solved"
        )
