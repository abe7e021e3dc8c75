"""A department is given what a conference decided and a proposal, and does its part as places do (S2 §三(四)).

Proposals: S0-7.
"""

from datetime import timedelta

import pytest
from assemblies import AHEAD, department_proposal, outpost_proposal, proposal_in, proposal_terms
from cast import Cast
from stories import in_days
from task_stories import department_part, task_terms, whole_task

from core.chain import verify
from core.duedates import due_between
from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import at_moment, now
from core.history import history_of
from core.outbox import deliver_waiting
from core.periods import today
from core.waiting import waiting_for
from linkage.assignments.actions.dispatching import assignment_dispatch, assignment_split
from linkage.assignments.actions.working import (
    assignment_accept,
    assignment_report,
    assignment_submit,
    assignment_verify,
)
from linkage.assignments.models import Assignment
from linkage.conferences.actions import bodies, decisions, meetings, minutes
from linkage.conferences.actions.meetings import Attendance
from linkage.conferences.drafting import in_words
from linkage.conferences.models import Decision
from linkage.extensions.actions import extension_approve, extension_ask
from linkage.extensions.models import Extension
from linkage.proposals.actions import proposals
from linkage.proposals.models import Proposal
from linkage.supervision.actions.supervisions import supervision_close, supervision_issue, supervision_reply
from linkage.supervision.ladder import climb
from linkage.supervision.models import Supervision
from tenants.notices.models import Notice
from tenants.org.actions.departments import department_edit, department_retire


def waits(cast: Cast, name: str) -> dict[str, tuple[int, str]]:
    """What waits for somebody: how many, and whose the first is."""
    return {one.waiting.kind: (one.total, one.items[0].who) for one in waiting_for(cast.actor(name), shown=5)}


def told(verb: str) -> set[str]:
    deliver_waiting()
    return set(Notice.objects.filter(event__verb=verb).values_list("user__username", flat=True))


def decided(cast: Cast) -> Decision:
    """A decision of the district's conference for the department and street B, handed out."""
    office = cast.actor("office")
    with at_moment(now() - AHEAD):
        body = bodies.body_create(
            actor=office, organization=cast.root, kind="joint", name="静安区党建联席会议", cadence="quarterly"
        )
        seat = bodies.seat_add(actor=office, body=body, owner=cast.root, role="convener")
        meeting = meetings.meeting_plan(
            actor=office, body=body, title="区联席会议", starts_at=now() + AHEAD + timedelta(minutes=30), venue="区府"
        )
        meeting = meetings.meeting_notify(actor=office, meeting=meeting)
    meetings.meeting_attend(actor=office, meeting=meeting, attendance=[Attendance(seat, "present")])
    meeting = meetings.meeting_open(actor=office, meeting=meeting)
    decision = decisions.decision_record(
        actor=office,
        meeting=meeting,
        title="开展消防通道联合整治",
        due_on=in_days(8),
        organizations=[cast.street_b],
        departments=[cast.department],
    )
    assert "区公安分局" in in_words(decision)
    assert not Decision.objects.visible_to(cast.actor("department")).exists()
    meeting = meetings.meeting_close(actor=office, meeting=meeting)
    meeting = minutes.minutes_submit(actor=office, meeting=meeting, minutes="会议议定一项。")
    meeting = minutes.minutes_confirm(actor=cast.actor("leader"), meeting=meeting)
    minutes.minutes_issue(actor=office, meeting=meeting)
    return Decision.objects.get(pk=decision.pk)


def test_a_decision_is_carried_out_by_a_department(cast: Cast) -> None:
    decision = decided(cast)
    staff, office = cast.actor("department"), cast.actor("office")
    assert Decision.objects.visible_to(staff).get() == decision
    assert told("assignment.dispatch") == {"department", "street.b"}
    part = Assignment.objects.visible_to(staff).get()
    assert (part.department, part.organization, str(part.handler)) == (cast.department, cast.root, "区公安分局")
    assert waits(cast, "department") == {"assignment.accept": (1, "静安区")}
    assert not Assignment.objects.visible_to(cast.actor("outpost_a")).exists()

    part = assignment_accept(actor=staff, assignment=part, responsible="冯警官")
    assignment_report(actor=staff, assignment=part, progress=30, text="已排查", difficulty="需消防配合")
    assert told("assignment.report") == {"office", "leader"}
    dues = due_between(staff, today(), in_days(30), own=True, kinds=["assignment"])
    assert [(due.label, due.who) for due in dues] == [(decision.title, "区公安分局")]

    extension = extension_ask(actor=staff, subject=part, due_on=in_days(12), reason="等待会签", progress=30)
    assert told("extension.ask") == {"office", "leader"}
    assert waits(cast, "office")["extension.decide"] == (1, "区公安分局")
    assert Extension.objects.visible_to(staff).get() == extension
    assert not Extension.objects.visible_to(cast.actor("street_b")).exists()
    with pytest.raises(NotAllowed):
        extension_approve(actor=staff, extension=extension)
    extension_approve(actor=office, extension=extension)
    assert told("extension.approve") == {"department"}

    part = assignment_submit(actor=staff, assignment=part, outcome="整治完毕")
    assert waits(cast, "office")["assignment.verify"] == (1, "区公安分局")
    part = assignment_verify(actor=office, assignment=part)
    assert part.status == "closed"
    assert history_of(part)[0].what == "核验通过，任务办结"
    assert verify() == []


def test_an_overdue_part_of_a_department_climbs_the_ladder(cast: Cast) -> None:
    part = department_part(cast, "active")
    assert part.due_on == in_days(30)
    climb(in_days(40))
    order = Supervision.objects.get()
    assert (order.department, order.issuer, order.facts.startswith("区公安分局承担的")) == (
        cast.department,
        cast.root,
        True,
    )
    staff, office = cast.actor("department"), cast.actor("office")
    order = supervision_issue(actor=office, supervision=order)
    assert told("supervision.issue") == {"department"}
    assert waits(cast, "department")["supervision.reply"] == (1, "区公安分局")
    for name in ("office", "outpost_a", "street_a"):
        with pytest.raises(NotAllowed):
            supervision_reply(actor=cast.actor(name), supervision=order, reply="马上办")
    order = supervision_reply(actor=staff, supervision=order, reply="三日内办结")
    supervision_close(actor=office, supervision=order)


def test_an_outpost_does_what_its_street_asks(cast: Cast) -> None:
    street = cast.actor("street_a")
    part = department_part(cast, outpost=True)
    assert (part.issuer, str(part.handler)) == (cast.street_a, "江宁路派出所")
    # What waits for the outpost does not wait for its street.
    assert "assignment.accept" not in waits(cast, "street_a")
    assert waits(cast, "outpost_a") == {"assignment.accept": (1, "江宁路街道")}
    with pytest.raises(InvalidInput, match="不归"):
        assignment_dispatch(
            actor=street,
            issuer=cast.street_a,
            **task_terms(cast, organizations=[], departments=[cast.department]),
        )
    with pytest.raises(WrongState, match="不能再分解"):
        assignment_split(
            actor=street,
            assignment=assignment_accept(actor=cast.actor("outpost_a"), assignment=part),
            organizations=[cast.community_a],
        )


def test_a_part_goes_along_with_an_outpost_that_moves(cast: Cast) -> None:
    part = department_part(cast, outpost=True)
    office = cast.actor("office")
    with pytest.raises(WrongState, match="未办结的任务"):
        department_retire(actor=office, department=cast.outpost_a, reason="撤并")
    department_edit(actor=office, department=cast.outpost_a, name="石门派出所", organization=cast.street_b)
    part.refresh_from_db()
    assert part.organization == cast.street_b
    assert Assignment.objects.visible_to(cast.actor("street_b")).filter(pk=part.pk).exists()


def test_nobody_is_given_two_parts_of_one_task(cast: Cast) -> None:
    whole = whole_task(cast, departments=[cast.department])
    office = cast.actor("office")
    with pytest.raises(InvalidInput, match="已承办这项任务"):
        assignment_split(actor=office, assignment=whole, departments=[cast.department])
    with pytest.raises(InvalidInput, match="重复"):
        whole_task(cast, departments=[cast.department, cast.department])
    with pytest.raises(InvalidInput, match="至少选择一个"):
        whole_task(cast, organizations=[])
    assignment_split(actor=office, assignment=whole, departments=[cast.outpost_a])
    assert whole.parts.count() == 4


def test_a_department_answers_a_proposal_twice(cast: Cast) -> None:
    proposal = department_proposal(cast)
    staff, unit = cast.actor("department"), cast.actor("unit_a")
    assert told("proposal.assign") == {"department", "unit.a", "unit.a.head"}
    assert waits(cast, "department") == {"proposal.answer": (1, "区公安分局")}
    assert "proposal.answer" not in waits(cast, "office")
    assert [due.who for due in due_between(staff, today(), in_days(200), own=True, kinds=["proposal"])] == [
        "区公安分局"
    ]
    with pytest.raises(NotAllowed):
        proposals.proposal_answer(actor=cast.actor("outpost_a"), proposal=proposal, answer="已办", result="solved")
    proposal = proposals.proposal_answer(actor=staff, proposal=proposal, answer="下月安装", result="planned")
    proposal = proposals.proposal_feedback(
        actor=unit, proposal=proposal, satisfaction="dissatisfied", feedback="没有点位"
    )
    assert (proposal.status, proposal.round, proposal.department) == ("assigned", 2, cast.department)
    assert waits(cast, "department") == {"proposal.answer": (1, "区公安分局")}
    proposal = proposals.proposal_answer(actor=staff, proposal=proposal, answer="点位已定", result="solved")
    proposal = proposals.proposal_feedback(actor=unit, proposal=proposal, satisfaction="satisfied")
    assert proposal.status == "closed"
    assert verify() == []


def test_a_proposal_goes_only_where_the_office_has_a_say(cast: Cast) -> None:
    street = cast.actor("street_a")
    proposal = proposals.proposal_submit(actor=cast.actor("unit_a"), **proposal_terms(cast))
    proposal = proposals.proposal_file(actor=street, proposal=proposal)
    with pytest.raises(InvalidInput, match="不归"):
        proposals.proposal_assign(actor=street, proposal=proposal, handler=cast.department)
    proposal = proposals.proposal_assign(actor=street, proposal=proposal, handler=cast.outpost_a)
    assert Proposal.objects.visible_to(cast.actor("outpost_a")).get() == proposal
    with pytest.raises(WrongState, match="未办结的提案"):
        department_retire(actor=cast.actor("office"), department=cast.outpost_a, reason="撤并")
    proposal = proposals.proposal_refer(actor=cast.actor("outpost_a"), proposal=proposal, reason="由社区承办更合适")
    proposal = proposals.proposal_assign(actor=street, proposal=proposal, handler=cast.community_a)
    assert (proposal.department, proposal.handler) == (None, cast.community_a)
    assert not Proposal.objects.visible_to(cast.actor("outpost_a")).exists()


def test_a_department_proposes_follows_and_judges(cast: Cast) -> None:
    staff, office, street = cast.actor("department"), cast.actor("office"), cast.actor("street_a")
    terms = proposal_terms(cast, owner=cast.department)
    with pytest.raises(InvalidInput, match="请向区提出"):
        proposals.proposal_submit(actor=staff, **terms)
    proposal = proposals.proposal_submit(actor=staff, **{**terms, "organization": cast.root})
    assert told("proposal.submit") == {"office"}
    assert Proposal.objects.visible_to(staff).get() == proposal
    # The district's, not the street's: and no colleague of another department reads it.
    assert not Proposal.objects.visible_to(cast.actor("outpost_a")).exists()
    assert not Proposal.objects.visible_to(street).exists()

    proposal = proposals.proposal_return(actor=office, proposal=proposal, reason="请补充点位")
    assert told("proposal.return") == {"department"}
    assert waits(cast, "department") == {"proposal.judge": (1, "静安区")}
    given = {"title": "增设食堂", "content": "补充了点位", "category": "people"}
    with pytest.raises(NotAllowed):
        proposals.proposal_resubmit(actor=cast.actor("outpost_a"), proposal=proposal, **given)
    proposal = proposals.proposal_resubmit(actor=staff, proposal=proposal, **given)
    proposal = proposals.proposal_file(actor=office, proposal=proposal)
    proposal = proposals.proposal_assign(actor=office, proposal=proposal, handler=cast.street_a)
    assert told("proposal.assign") == {"street.a", "street.a.secretary", "department"}
    proposal = proposals.proposal_answer(actor=street, proposal=proposal, answer="已选址", result="planned")
    assert waits(cast, "department") == {"proposal.judge": (1, "静安区")}
    assert "proposal.judge" not in waits(cast, "office")
    proposal = proposals.proposal_feedback(actor=staff, proposal=proposal, satisfaction="satisfied")
    assert (proposal.status, str(proposal.proposers.get())) == ("closed", "区公安分局")
    assert verify() == []


def test_what_an_outpost_proposed_goes_along_when_it_moves(cast: Cast) -> None:
    proposal = outpost_proposal(cast)
    person = proposals.proposal_submit(
        actor=cast.actor("outpost_a"), **proposal_terms(cast, owner=cast.outpost_a, personal=True)
    )
    department_edit(
        actor=cast.actor("office"), department=cast.outpost_a, name="石门派出所", organization=cast.street_b
    )
    for each in (proposal, person):
        assert each.proposers.get().organization == cast.street_b
    proposals.proposal_return(actor=cast.actor("street_a"), proposal=person, reason="请补充")
    assert waits(cast, "outpost_a") == {"proposal.judge": (1, "江宁路街道")}
    with pytest.raises(NotAllowed, match="本人"):
        proposals.proposal_withdraw(actor=cast.actor("street_b"), proposal=person, reason="不提了")


def test_a_proposal_of_a_department_is_merged_with_its_proposer(cast: Cast) -> None:
    lead, own = proposal_in(cast, "filed"), outpost_proposal(cast)
    proposals.proposal_merge(actor=cast.actor("street_a"), proposal=own, into=lead)
    proposals.proposal_merge(actor=cast.actor("street_a"), proposal=outpost_proposal(cast), into=lead)
    assert [str(each) for each in lead.proposers.all()] == ["江宁中学", "江宁路派出所"]
    assert lead in Proposal.objects.visible_to(cast.actor("outpost_a"))
