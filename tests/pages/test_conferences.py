"""Meetings and proposals on pages: the secretary's page, the member's phone, what is asked and what is refused."""

import io
from datetime import timedelta

import pytest
from assemblies import body_in, body_of, decision_in, meeting_in, proposal_in, request_in, seat_for, topic_in
from cast import Cast
from docx import Document
from openpyxl import load_workbook
from stories import in_days

from core.periods import today
from core.waiting import all_kinds, waiting_for
from linkage.conferences.models import Body, ConferenceRules, Decision, Invitation, Meeting, Seat, Topic
from linkage.proposals.actions.proposals import proposal_table
from linkage.proposals.models import Proposal

LISTS = (
    "bodies",
    "seats",
    "meetings",
    "topics",
    "decisions",
    "decisionrequests",
    "inquiries",
    "invitations",
    "proposals",
)


def verbs(page) -> list[str]:
    return [act.verb for act, _ in page.context["acts"]]


def test_a_body_is_set_up_with_members_and_meets(cast: Cast, browser) -> None:
    office = browser("street_a")
    made = {"name": "党建联席会议", "kind": "joint", "organization": cast.street_a.pk}
    assert office.post("/bodies/new/", made).status_code == 302
    body = Body.objects.get()
    assert (body.cadence, body.organization) == ("quarterly", cast.street_a)
    for owner, role in ((f"place-{cast.street_a.pk}", "convener"), (f"unit-{cast.unit_a.pk}", "member")):
        sent = {"owner": owner, "role": role, "votes": "on", "title": "书记"}
        assert office.post(f"/bodies/{body.pk}/seats/new/", sent).status_code == 302
    department = {"owner": f"department-{cast.department.pk}", "role": "observer"}
    assert office.post(f"/bodies/{body.pk}/seats/new/", department).status_code == 302
    assert [str(seat.owner) for seat in Seat.objects.order_by("pk")] == ["江宁路街道", "江宁中学", "区公安分局"]
    starts = (today() + timedelta(days=20)).isoformat() + "T14:00"
    planned = {"title": "第一次会议", "starts_at": starts, "venue": "三楼会议室"}
    assert office.post(f"/bodies/{body.pk}/meetings/new/", planned).status_code == 302
    meeting = Meeting.objects.get()
    page = office.get(f"/meetings/{meeting.pk}/")
    assert verbs(page) == ["notify", "cancel"]
    assert browser("unit_a").get(f"/meetings/{meeting.pk}/").status_code == 404
    office.post(f"/meetings/{meeting.pk}/notify/", {})
    assert browser("unit_a").get(f"/meetings/{meeting.pk}/").status_code == 200


def test_a_meeting_is_opened_on_its_day_with_its_quorum_and_not_before(cast: Cast, browser) -> None:
    meeting, office = meeting_in(cast), browser("street_a")
    address = f"/meetings/{meeting.pk}/"
    assert verbs(office.get(address)) == ["postpone", "cancel"]
    office.post(f"{address}attendance/", {"all": "1"})
    assert verbs(office.get(address)) == ["open", "postpone", "cancel"]
    Meeting.objects.update(starts_at=meeting.starts_at + timedelta(days=2))
    assert verbs(office.get(address)) == ["postpone", "cancel"]
    assert "提前开会请先改期" in office.post(f"{address}open/", {}).text


@pytest.mark.parametrize(("rule", "share", "enough"), [("half", "过半数", 3), ("two_thirds", "三分之二以上", 3)])
def test_a_meeting_is_opened_once_the_quorum_is_there(
    cast: Cast, browser, rule: str, share: str, enough: int, django_assert_max_num_queries
) -> None:
    rules = ConferenceRules.current()
    rules.quorum = rule
    rules.save()
    meeting, office = meeting_in(cast), browser("street_a")
    address = f"/meetings/{meeting.pk}/"
    voting = list(meeting.invitations.filter(seat__votes=True).values_list("seat_id", flat=True))
    for there in range(len(voting) + 1):
        noted = {f"seat-{seat}": "present" if seat in voting[:there] else "absent" for seat in voting}
        office.post(f"{address}attendance/", noted)
        with django_assert_max_num_queries(12):
            page = office.get(address)
        assert ("open" in verbs(page)) == (there >= enough)
        told = f"还差 {enough - there} 名有表决权的成员到会（应到 {len(voting)} 人，须{share}）"
        assert (told in page.text) == ("还差" in page.text) == (there < enough)
    assert "还差" not in browser("unit_a").get(address).text
    office.post(f"{address}open/", {})
    meeting.refresh_from_db()
    assert (meeting.status, meeting.present) == ("in_session", len(voting))


def test_without_anybody_who_may_vote_no_meeting_is_opened(cast: Cast, browser) -> None:
    rules = ConferenceRules.current()
    rules.quorum = "two_thirds"
    rules.save()
    meeting, office = meeting_in(cast), browser("street_a")
    Seat.objects.update(votes=False)
    page = office.get(f"/meetings/{meeting.pk}/")
    assert verbs(page) == ["postpone", "cancel"]
    assert "没有在任的有表决权的成员，不能开会。" in page.text
    assert "达到法定人数" not in page.text.replace("未达法定人数", "")


def test_a_member_answers_on_the_page_of_the_meeting(cast: Cast, browser) -> None:
    meeting = meeting_in(cast)
    unit = browser("unit_a")
    page = unit.get(f"/meetings/{meeting.pk}/")
    assert verbs(page) == []
    ((invitation, offers),) = page.context["mine"]
    assert [act.verb for act, _ in offers] == ["attend", "leave", "delegate"]
    refused = unit.post(f"/invitations/{invitation.pk}/leave/", {})
    assert refused.context["form"].errors["reason"] == ["请填写请假事由。"]
    assert unit.post(f"/invitations/{invitation.pk}/attend/").status_code == 302
    invitation.refresh_from_db()
    assert invitation.answer == Invitation.Answer.ATTEND
    assert browser("unit_b").post(f"/invitations/{invitation.pk}/attend/").status_code == 403


def test_the_secretary_runs_a_meeting_on_one_page(cast: Cast, browser) -> None:
    topic = topic_in(cast, "accepted")
    meeting, office = topic.meeting, browser("street_a")
    address = f"/meetings/{meeting.pk}/"
    assert "未达法定人数" in office.get(address).text
    refused = office.post(f"{address}open/", {})
    assert "应到有表决权的成员 4 人，实到 0 人" in refused.text
    assert office.post(f"{address}attendance/", {"all": "1"}).status_code == 302
    assert "达到法定人数" in office.get(address).text
    office.post(f"{address}open/", {})
    office.post(f"/topics/{topic.pk}/open_vote/", {})
    (line,) = office.get(address).context["agenda"]
    assert [act.verb for act, _ in line["acts"]] == ["pass", "hands", "cancel_vote"]
    assert line["vote"] is None

    member = browser("unit_a_head")
    (line,) = member.get(address).context["agenda"]
    assert line["vote"] is not None
    told = member.post(line["vote_url"], {"choice": "approve"})
    assert told.url == address
    hands = office.post(
        f"/topics/{topic.pk}/hands/", {"seat": seat_for(topic.body, cast, "member").pk, "choice": "approve"}
    )
    assert hands.status_code == 302
    browser("community_a_secretary").post(line["vote_url"], {"choice": "approve"})
    office.post(f"/topics/{topic.pk}/pass/", {})
    topic.refresh_from_db()
    assert (topic.status, topic.votes_for, topic.base) == ("passed", 3, 4)

    office.post(f"{address}close/", {})
    due = (today() + timedelta(days=30)).isoformat()
    sent = {"title": "开放车位", "due_on": due, "organizations": [cast.community_a.pk], "units": [cast.unit_a.pk]}
    assert office.post(f"{address}decisions/new/", sent).url == address
    drafted = office.get(f"{address}submit/").context["form"].initial["minutes"]
    assert "赞成3票、反对0票、弃权0票，通过该议题" in drafted
    assert "开放车位（新安居委会、商请江宁中学" in drafted
    office.post(f"{address}submit/", {"minutes": drafted})
    chair = browser("street_a_secretary")
    assert verbs(chair.get(address)) == ["confirm", "return"]
    assert verbs(office.get(address)) == []
    chair.post(f"{address}confirm/", {})
    assert office.get(f"{address}minutes/").status_code == 404
    office.post(f"{address}issue/", {})
    meeting.refresh_from_db()
    assert meeting.document_number == f"联席纪要〔{today().year}〕1 号"
    decision = Decision.objects.get()
    assert decision.assignment.parts.get().organization == cast.community_a
    page = office.get(address)
    assert "办理中" in page.text
    word = member.get(f"{address}minutes/")
    text = "".join(p.text for p in Document(io.BytesIO(word.content)).paragraphs)
    assert meeting.document_number in text
    assert "开放车位" in text


def test_a_unit_declines_what_a_meeting_asks(cast: Cast, browser) -> None:
    request = request_in(cast)
    unit = browser("unit_a")
    assert [row.pk for row, _ in unit.get("/decisionrequests/?waits=true").context["rows"]] == [request.pk]
    address = f"/decisionrequests/{request.pk}/"
    assert verbs(unit.get(address)) == ["accept", "decline"]
    unit.post(f"{address}decline/", {"reason": "车位不足"})
    assert "已谢绝" in browser("street_a").get(f"/decisions/{request.decision_id}/").text
    assert list(unit.get("/decisionrequests/?waits=true").context["rows"]) == []


def test_a_secret_vote_leaves_no_draft_in_the_browser(cast: Cast, browser) -> None:
    topic = topic_in(cast, "voting", secret=True)
    member = browser("member")
    asked = member.get(f"/topics/{topic.pk}/ballot/")
    assert "data-draft=" not in asked.text
    member.post(f"/topics/{topic.pk}/ballot/", {"choice": "against"})
    again = member.post(f"/topics/{topic.pk}/ballot/", {"choice": "approve"})
    assert again.status_code == 422
    assert "您已投票" in again.text
    for name in ("street_a", "leader", "member"):
        assert "反对</strong>" not in browser(name).get(f"/topics/{topic.pk}/").text


def test_bodies_that_have_not_met_in_time_are_found(cast: Cast, browser) -> None:
    body = body_in(cast)
    Body.objects.filter(pk=body.pk).update(meet_by=today() - timedelta(days=4))
    for name in ("street_a", "leader"):
        assert [row.pk for row, _ in browser(name).get("/bodies/?overdue=true").context["rows"]] == [body.pk]
    assert "逾期 4 天未开会" in browser("leader").get(f"/bodies/{body.pk}/").text
    other = browser("leader").get(f"/bodies/?overdue=true&place={cast.street_b.code}")
    assert list(other.context["rows"]) == []


def test_members_come_from_a_sheet(cast: Cast, browser) -> None:
    body = body_in(cast)
    office = browser("street_a")
    sheet = load_workbook(io.BytesIO(b"".join(office.get("/seats/import/?template=xlsx").streaming_content)))
    page = sheet.worksheets[0]
    page.delete_rows(2, 5)
    page.append([body.name, "区公安分局", "成员", "钱局长", "局长", "有", "2030-01-01"])
    page.append([body.name, "江宁中学", "副召集人", "", "校长", "无", ""])
    page.append(["没有的机构", "江宁中学", "", "", "", "", ""])
    file = io.BytesIO()
    sheet.save(file)
    file.seek(0)
    file.name = "成员.xlsx"
    preview = office.post("/seats/import/", {"file": file, "mode": "update"})
    assert {outcome.status for outcome in preview.context["outcomes"]} == {"new", "changed", "failed"}
    office.post("/seats/import/", {"sheet": preview.context["sheet"]})
    assert Seat.objects.get(name="钱局长").department == cast.department
    assert Seat.objects.get(body=body, unit=cast.unit_a, name="").role == "deputy"


def test_a_proposal_is_handled_again_when_it_does_not_satisfy(cast: Cast, browser) -> None:
    unit, office = browser("unit_a"), browser("street_a")
    form = unit.get("/proposals/new/").context["form"]
    assert [str(row) for row in form.fields["organization"].queryset] == ["静安区", "江宁路街道", "新安居委会"]
    sent = {
        "title": "增设老年食堂",
        "owner": f"unit-{cast.unit_a.pk}",
        "organization": cast.street_a.pk,
        "category": "people",
        "content": "建议利用闲置用房",
    }
    assert unit.post("/proposals/new/", sent).status_code == 302
    proposal = Proposal.objects.get()
    address = f"/proposals/{proposal.pk}/"
    assert verbs(office.get(address)) == ["file", "merge", "return", "pass_on"]
    office.post(f"{address}file/", {})
    office.post(f"{address}assign/", {"handler": f"place-{cast.community_a.pk}"})
    community = browser("community_a")
    assert [row.pk for row, _ in community.get("/proposals/?waits=answer").context["rows"]] == [proposal.pk]
    community.post(f"{address}answer/", {"answer": "正在选址", "result": "planned"})
    silent = unit.post(f"{address}judge/", {"satisfaction": "dissatisfied"})
    assert silent.context["form"].errors["feedback"] == ["请填写反馈意见。"]
    unit.post(f"{address}judge/", {"satisfaction": "dissatisfied", "feedback": "没有时间表"})
    page = community.get(address)
    assert "二次办理" in page.text
    community.post(f"{address}answer/", {"answer": "年底开业", "result": "solved"})
    unit.post(f"{address}judge/", {"satisfaction": "satisfied"})
    proposal.refresh_from_db()
    assert (proposal.status, proposal.round, proposal.satisfaction) == ("closed", 2, "satisfied")
    assert [row.pk for row, _ in office.get("/proposals/?again=true").context["rows"]] == [proposal.pk]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_keeps_its_budget_and_can_be_exported(
    cast: Cast, browser, name: str, django_assert_max_num_queries
) -> None:
    decision_in(cast, "issued")
    topic_in(cast, "passed")
    proposal_in(cast, "answered")
    office = browser("street_a")
    office.get(f"/{name}/")
    with django_assert_max_num_queries(12):
        page = office.get(f"/{name}/")
    assert page.status_code == 200
    assert office.get(f"/{name}/?export=xlsx").status_code == 200


def test_a_meeting_costs_the_same_however_many_take_part(cast: Cast, browser, django_assert_max_num_queries) -> None:
    decision_in(cast, "issued")
    meeting = Meeting.objects.latest("pk")
    for name in ("street_a", "unit_a"):
        reader = browser(name)
        reader.get(f"/meetings/{meeting.pk}/")
        with django_assert_max_num_queries(12):
            reader.get(f"/meetings/{meeting.pk}/")


def test_what_waits_is_what_its_list_shows(cast: Cast, browser) -> None:
    waiting = body_of(cast)
    Body.objects.filter(pk=waiting.pk).update(meet_by=in_days(-1))
    topic_in(cast)
    topic_in(cast, "voting")
    meeting_in(cast, "minuted")
    meeting_in(cast, "held")
    meeting_in(cast)
    request_in(cast)
    proposal_in(cast)
    proposal_in(cast, "assigned")
    proposal_in(cast, "answered")
    proposal_in(cast, "passed_on")
    kinds = [kind for kind in all_kinds() if kind.model._meta.app_label in ("conferences", "proposals")]
    told = set()
    for name in ("street_a", "street_a_secretary", "unit_a", "unit_a_head", "member", "community_a_secretary"):
        for waits in waiting_for(cast.actor(name), shown=5, kinds=kinds):
            told.add(waits.waiting.kind)
            page = browser(name).get(f"/{waits.waiting.listing}/", dict(waits.waiting.query))
            assert page.context["page"].paginator.count == waits.total, (name, waits.waiting.kind)
    assert told == {kind.kind for kind in kinds} - {"inquiry.answer"}


def test_topics_hidden_from_members_are_not_on_their_page(cast: Cast, browser) -> None:
    topic = topic_in(cast)
    assert browser("member").get(f"/topics/{topic.pk}/").status_code == 404
    assert Topic.objects.filter(pk=topic.pk).exists()


def test_the_topic_that_a_proposal_became_stands_with_it(cast: Cast, browser) -> None:
    proposal = proposal_in(cast, "filed")
    topic = proposal_table(actor=cast.actor("street_a"), proposal=proposal, body=body_in(cast))
    page = browser("street_a").get(f"/proposals/{proposal.pk}/")
    assert f"/topics/{topic.pk}/" in page.text


def test_an_opinion_is_passed_on_and_replied_to_on_pages(cast: Cast, browser) -> None:
    proposal = proposal_in(cast)
    address = f"/proposals/{proposal.pk}/"
    street, police = browser("street_a"), browser("department")
    silent = street.post(f"{address}pass_on/", {"reason": "请研究"})
    assert "handler" in silent.context["form"].errors
    assert police.get(address).status_code == 404
    street.post(f"{address}pass_on/", {"reason": "请研究", "handler": f"department-{cast.department.pk}"})
    assert [row.pk for row, _ in police.get("/proposals/?waits=reply").context["rows"]] == [proposal.pk]
    assert "区公安分局" in street.get(address).text
    assert verbs(police.get(address)) == ["reply"]
    police.post(f"{address}reply/", {"answer": "已增加夜间巡逻", "result": "solved"})
    assert "已增加夜间巡逻" in browser("unit_a").get(address).text


def test_members_whose_term_ends_soon_are_found(cast: Cast, browser) -> None:
    body, office = body_in(cast), browser("street_a")
    for days, count in ((30, 1), (31, 0), (0, 1), (-1, 0)):
        Seat.objects.filter(pk=seat_for(body, cast, "unit_a").pk).update(
            starts_on=in_days(-90), term_ends_on=in_days(days)
        )
        assert office.get("/seats/?ending=true").context["page"].paginator.count == count, days
