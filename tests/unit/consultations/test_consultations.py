"""五项权力 (S2 §二(二)): who is asked about what, by when, and what the answer has to say."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from cast import Cast
from docx import Document
from emerging import appraisal, consultation_in, planning, question
from stories import in_days

from core.errors import InvalidInput, WrongState
from core.events import at_moment
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, today
from core.waiting import waiting_for
from linkage.consultations.actions.appraisals import outpostappraisal_give, outpostappraisal_revise
from linkage.consultations.actions.consultations import consultation_ask, consultation_opine, consultation_propose
from linkage.consultations.documents import sheet_of
from linkage.consultations.models import Consultation, ConsultationRules
from tenants.calendars.models import WorkCalendar
from tenants.duties.running import run_duties
from tenants.notices.models import Notice
from tenants.org.actions.departments import department_retire
from tenants.org.actions.organizations import organization_retire

FRIDAY = datetime(2026, 10, 16, 10, tzinfo=SHANGHAI)


def kinds(cast: Cast, name: str) -> dict[str, int]:
    return {wait.waiting.kind: wait.total for wait in waiting_for(cast.actor(name), shown=2)}


def test_days_are_working_days_and_each_goes_to_the_side_whose_turn_it_is(cast: Cast) -> None:
    calendar, rules = WorkCalendar.current(), ConsultationRules.current()
    with at_moment(FRIDAY):
        row = question(cast)
        assert row.due_on == calendar.add_workdays(FRIDAY.date(), rules.opinion_days)
        assert kinds(cast, "street_a")["consultation.opine"] == 1
        assert "consultation.opine" not in kinds(cast, "street_b")
        row = consultation_opine(actor=cast.actor("street_a"), consultation=row, opinion="agree", reason="")
    assert row.reply_due_on == calendar.add_workdays(FRIDAY.date(), rules.reply_days)
    assert kinds(cast, "department")["consultation.reply"] == 1
    deliver_waiting()
    told = set(Notice.objects.filter(event__verb="consultation.opine").values_list("user__username", flat=True))
    assert told == {"department"}


def test_several_streets_are_asked_under_one_number(cast: Cast) -> None:
    streets = [cast.street_a, cast.street_b, cast.street_a]
    asked = consultation_ask(actor=cast.actor("office"), **planning(cast, organizations=streets))
    assert [row.organization for row in asked] == [cast.street_a, cast.street_b]
    assert len({row.number for row in asked}) == 1
    assert question(cast).number != asked[0].number


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("organizations", {"organizations": []}),
        ("kind", {"kind": "party"}),
        ("title", {"title": " "}),
        ("outpost", {"outpost": None}),
        ("outpost", {"kind": "planning"}),
        ("candidate", {"candidate": ""}),
        ("due_on", {"due_on": in_days(-1)}),
    ],
)
def test_bad_questions_are_refused_by_field(cast: Cast, field: str, changes: dict) -> None:
    with pytest.raises(InvalidInput) as refused:
        question(cast, **changes)
    assert refused.value.field == field


def test_only_the_street_of_an_outpost_is_asked_about_it(cast: Cast) -> None:
    for place in (cast.street_b, cast.community_a):
        with pytest.raises(InvalidInput) as refused:
            question(cast, organizations=[place])
        assert refused.value.field == "organizations"


def test_who_disagrees_says_why(cast: Cast) -> None:
    row = question(cast)
    for opinion, field in (("disagree", "reason"), ("suggest", "reason"), ("maybe", "opinion")):
        with pytest.raises(InvalidInput) as refused:
            consultation_opine(actor=cast.actor("street_a"), consultation=row, opinion=opinion, reason="")
        assert refused.value.field == field


def test_a_street_proposes_and_the_district_is_to_answer(cast: Cast) -> None:
    given = {"organization": cast.street_a, "kind": "project", "title": "增设停车位", "content": "利用闲置地块。"}
    row = consultation_propose(actor=cast.actor("street_a"), **given)
    assert (row.status, row.opinion, row.reason) == ("answered", "suggest", "利用闲置地块。")
    assert kinds(cast, "office")["consultation.reply"] == 1
    with pytest.raises(InvalidInput):
        consultation_propose(actor=cast.actor("street_a"), **{**given, "kind": "appointment"})


def test_opinions_are_called_to_mind(cast: Cast) -> None:
    with at_moment(FRIDAY):
        question(cast, due_on=FRIDAY.date() + timedelta(days=7))
    for days in (0, 4, 5, 6, 10, 11):
        run_duties(FRIDAY + timedelta(days=days))
    told = Event.objects.filter(verb="consultation.remind_opinion").order_by("id").values_list("data__note", flat=True)
    assert [note.split("，")[-1] for note in told] == ["还剩 3 天", "还剩 1 天", "已逾期 3 天"]


def test_an_outpost_is_appraised_once_a_year(cast: Cast) -> None:
    for month in (9, 11, 11):
        run_duties(datetime(2026, month, 2, 10, tzinfo=SHANGHAI))
    assert Event.objects.filter(verb="department.remind_appraisal").count() == 1
    row = appraisal(cast)
    deliver_waiting()
    told = set(Notice.objects.filter(event__verb="outpostappraisal.give").values_list("user__username", flat=True))
    assert told == {"department", "outpost.a"}
    with pytest.raises(InvalidInput) as refused:
        appraisal(cast)
    assert refused.value.field == "year"
    fresh = outpostappraisal_revise(actor=cast.actor("street_a"), appraisal=row, score="88", words="有待改进")
    assert "92.50 分 → 88.00 分" in Event.objects.get(verb="outpostappraisal.revise").data["note"]
    with at_moment(datetime(today().year + 2, 1, 5, tzinfo=SHANGHAI)), pytest.raises(WrongState):
        outpostappraisal_revise(actor=cast.actor("street_a"), appraisal=fresh, score="88", words="x")


@pytest.mark.parametrize(
    ("field", "changes"),
    [("score", {"score": "100.01"}), ("score", {"score": "高"}), ("words", {"words": ""}), ("year", {"year": 2019})],
)
def test_bad_appraisals_are_refused_by_field(cast: Cast, field: str, changes: dict) -> None:
    given = {"outpost": cast.outpost_a, "year": today().year, "score": "90", "words": "好", **changes}
    with pytest.raises(InvalidInput) as refused:
        outpostappraisal_give(actor=cast.actor("street_a"), **given)
    assert refused.value.field == field


def test_open_questions_hold_a_department_back_and_follow_the_street(cast: Cast) -> None:
    office = cast.actor("office")
    row = question(cast)
    with pytest.raises(WrongState, match="1 件未答复的征求意见"):
        department_retire(actor=office, department=cast.outpost_a, reason="撤并")
    with pytest.raises(InvalidInput, match="1 件未办结的征求意见"):
        organization_retire(actor=office, organization=cast.street_a, reason="撤并")
    organization_retire(actor=office, organization=cast.street_a, reason="撤并", successor=cast.street_b)
    row.refresh_from_db()
    assert row.organization == cast.street_b


def test_the_sheet_says_question_opinion_and_answer(cast: Cast) -> None:
    found = Consultation.objects.select_related("organization", "department", "outpost")
    row = found.get(pk=consultation_in(cast, "closed").pk)
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(sheet_of(row))).paragraphs)
    for words in ("一、征求意见的内容", "二、街道意见", "熟悉辖区", "三、答复", "按程序任命"):
        assert words in text
