"""吹哨报到: terms, who names departments, refusals, what all departments bring about, reminders, and the league."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from cast import Cast
from samples import photo
from stories import in_days
from whistle_stories import (
    doer,
    finished,
    response_in,
    response_of,
    second,
    whistle_in,
    whistle_terms,
)

from core.duedates import due_between
from core.errors import InvalidInput, WrongState
from core.events import at_moment
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, Quarter
from core.permissions import SYSTEM
from core.waiting import waiting_for
from linkage.whistles.actions.responses import (
    whistleresponse_finish,
    whistleresponse_rate,
    whistleresponse_release,
    whistleresponse_report,
    whistleresponse_respond,
    whistleresponse_uphold,
)
from linkage.whistles.actions.whistles import (
    whistle_add,
    whistle_assign,
    whistle_blow,
    whistle_collect,
    whistle_edit,
    whistle_withdraw,
)
from linkage.whistles.league import BEST_FIRST, league
from linkage.whistles.models import Whistle, WhistleResponse, WhistleRules
from tenants.calendars.models import WorkCalendar
from tenants.duties.running import run_duties
from tenants.notices.models import Notice
from tenants.org.actions.departments import department_retire
from tenants.org.actions.organizations import organization_retire
from tenants.org.actions.rulebooks import rulebook_edit

FRIDAY = datetime(2026, 10, 16, 10, tzinfo=SHANGHAI)


def kinds(cast: Cast, name: str) -> dict[str, int]:
    return {wait.waiting.kind: wait.total for wait in waiting_for(cast.actor(name), shown=2)}


def test_terms_by_urgency_in_working_hours_and_days(cast: Cast) -> None:
    with at_moment(FRIDAY):
        row = whistle_in(cast, "assigned", urgency="critical")
    calendar = WorkCalendar.current()
    response = response_of(row)
    assert response.respond_by == FRIDAY + timedelta(hours=2)
    assert row.due_on == calendar.add_workdays(FRIDAY.date(), 2)
    with at_moment(FRIDAY + timedelta(hours=3)):
        response = whistleresponse_respond(actor=cast.actor("department"), response=response)
    assert (response.on_time, response.response_hours) == (False, Decimal("3.00"))
    assert response.due_on == row.due_on
    told = Event.objects.filter(verb="whistleresponse.respond").latest("id").data
    assert told["on_time"] is False


def test_every_step_waits_for_the_side_whose_turn_it_is(cast: Cast) -> None:
    whistle_in(cast, "collected")
    whistle_in(cast, "reviewed")
    whistle_in(cast, "blown")
    whistle_in(cast, "assigned")
    whistle_in(cast, "handling")
    response_in(cast, "disputed")
    whistle_in(cast, "finished")
    street, office, police = (kinds(cast, name) for name in ("street_a", "office", "department"))
    assert street["whistle.review"] == street["whistle.blow"] == 1
    assert street["whistleresponse.rate"] == 2
    assert (office["whistle.assign"], office["whistleresponse.rule"]) == (1, 1)
    assert (police["whistleresponse.respond"], police["whistleresponse.solve"]) == (1, 1)
    assert not {kind for kind in kinds(cast, "community_a") if kind.startswith("whistle")}
    assert not {kind for kind in kinds(cast, "street_b") if kind.startswith("whistle")}


def test_what_may_be_collected(cast: Cast) -> None:
    mine = cast.actor("community_a")
    with pytest.raises(InvalidInput) as refused:
        whistle_collect(actor=SYSTEM, **whistle_terms(cast, organization=cast.root))
    assert refused.value.field == "organization"
    with pytest.raises(InvalidInput) as refused:
        whistle_collect(actor=mine, **whistle_terms(cast, content="联系 13812345678"))
    assert refused.value.field == "content"
    with pytest.raises(InvalidInput) as refused:
        whistle_collect(actor=mine, **whistle_terms(cast, urgency="soon"))
    assert refused.value.field == "urgency"
    row = whistle_in(cast, "blown")
    given = {name: value for name, value in whistle_terms(cast).items() if name != "organization"}
    with pytest.raises(WrongState):
        whistle_edit(actor=mine, whistle=row, **given)


def test_who_may_be_called(cast: Cast) -> None:
    row, office = whistle_in(cast, "blown"), cast.actor("office")
    away = cast.outpost_a
    away.pk, away.name, away.organization = None, "石门派出所", cast.street_b
    away.save()
    for departments, lead, field in (
        ([], None, "departments"),
        ([cast.department, away], None, "departments"),
        ([cast.department], second(cast), "lead"),
    ):
        with pytest.raises(InvalidInput) as refused:
            whistle_assign(actor=office, whistle=row, departments=departments, lead=lead)
        assert refused.value.field == field
    with pytest.raises(InvalidInput) as refused:
        whistle_assign(actor=office, whistle=row, departments=[cast.department], due_on=in_days(-1))
    assert refused.value.field == "due_on"
    row = whistle_assign(actor=office, whistle=row, departments=[second(cast), cast.department], lead=cast.department)
    assert response_of(row).department == cast.department
    with pytest.raises(InvalidInput, match="已经在应哨部门里"):
        whistle_add(actor=office, whistle=row, department=second(cast))


def test_who_names_departments_is_a_rule_of_the_district(cast: Cast) -> None:
    street, row = cast.actor("street_a"), whistle_in(cast, "reviewed")
    with pytest.raises(InvalidInput, match="由区里分派"):
        whistle_blow(actor=street, whistle=row, departments=[cast.department])
    rulebook_edit(actor=cast.actor("office"), book=WhistleRules, values={"named_by_street": True})
    with pytest.raises(InvalidInput, match="至少选择一个"):
        whistle_blow(actor=street, whistle=row)
    row = whistle_blow(actor=street, whistle=row, departments=[cast.department])
    assert row.status == "assigned"
    verbs = list(Event.objects.for_subject(row).order_by("id").values_list("verb", flat=True))
    assert verbs[-2:] == ["whistle.blow", "whistle.assign"]


def test_weights_and_terms_have_to_go_together(cast: Cast) -> None:
    office = cast.actor("office")
    with pytest.raises(InvalidInput, match="100%") as refused:
        rulebook_edit(actor=office, book=WhistleRules, values={"response_weight": "0.4"})
    assert refused.value.field == "satisfaction_weight"
    with pytest.raises(InvalidInput, match="越紧急"):
        rulebook_edit(actor=office, book=WhistleRules, values={"critical_respond_hours": 10})
    weights = {"response_weight": "0.2", "solution_weight": "0.5", "satisfaction_weight": "0.3"}
    rules = rulebook_edit(actor=office, book=WhistleRules, values=weights)
    assert rules.weighed(Decimal(90), Decimal("80.55"), Decimal(70)) == Decimal("79.28")


def test_a_refusal_is_upheld_or_another_is_called(cast: Cast) -> None:
    office = cast.actor("office")
    row = response_in(cast, "disputed")
    later = datetime.now(SHANGHAI) + timedelta(days=3)
    with at_moment(later):
        again = whistleresponse_uphold(actor=office, response=row, reason="职责明确")
    assert again.status == "pending"
    assert again.respond_by > row.respond_by
    row = response_in(cast, "disputed", title="另一件")
    # One that works on the matter already takes the lead.
    whistleresponse_release(actor=office, response=row, reason="同意", to=second(cast))
    assert response_of(row.whistle).department == second(cast)
    assert row.whistle.responses.count() == 2


def test_all_departments_together_bring_it_on(cast: Cast) -> None:
    row = whistle_in(cast, "handling")
    lead, helper = response_of(row), row.responses.get(lead=False)
    whistleresponse_report(actor=doer(cast, lead), response=lead, text="已到场", progress=51, evidence=[photo()])
    row.refresh_from_db()
    assert row.progress == 25
    with pytest.raises(InvalidInput, match="佐证"):
        whistleresponse_finish(actor=SYSTEM, response=helper, measures="清理", result="partly")
    finished(cast, lead)
    row.refresh_from_db()
    assert row.status == "handling"
    finished(cast, helper)
    row.refresh_from_db()
    assert (row.status, row.progress, row.result) == ("finished", 100, "solved")
    street = cast.actor("street_a")
    lead.refresh_from_db()
    for marks, field in (
        ((101, 90, 90), "response_score"),
        ((90, "x", 90), "solution_score"),
        ((90, 90, "NaN"), "satisfaction_score"),
        ((90, 90, 59), "comment"),
    ):
        with pytest.raises(InvalidInput) as refused:
            whistleresponse_rate(
                actor=street,
                response=lead,
                response_score=marks[0],
                solution_score=marks[1],
                satisfaction_score=marks[2],
            )
        assert refused.value.field == field


def test_a_withdrawn_whistle_releases_its_departments(cast: Cast) -> None:
    row = whistle_in(cast, "handling")
    row = whistle_withdraw(actor=cast.actor("street_a"), whistle=row, reason="已经解决")
    assert set(row.responses.values_list("status", flat=True)) == {"released"}
    deliver_waiting()
    assert Notice.objects.filter(event__verb="whistleresponse.drop", user=cast.users["department"]).exists()
    assert not {kind for kind in kinds(cast, "department") if kind.startswith("whistle")}


def test_each_side_is_reminded_and_the_district_when_it_is_overdue(cast: Cast) -> None:
    with at_moment(FRIDAY):
        whistle_in(cast, "assigned", urgency="normal")
    run_duties(FRIDAY + timedelta(days=3))
    run_duties(FRIDAY + timedelta(days=4))
    run_duties(FRIDAY + timedelta(days=5))
    said = Event.objects.filter(verb="whistleresponse.remind").order_by("id")
    notes = [event.data["note"] for event in said if event.data["overdue"]]
    assert notes
    assert all("已逾期" in note for note in notes)
    deliver_waiting()
    users = set(Notice.objects.filter(event__verb="whistleresponse.remind").values_list("user__username", flat=True))
    assert {"department", "office"} <= users
    again = said.count()
    run_duties(FRIDAY + timedelta(days=5, minutes=30))
    assert Event.objects.filter(verb="whistleresponse.remind").count() == again


def test_the_calendar_shows_what_a_department_owes(cast: Cast) -> None:
    row = whistle_in(cast, "assigned")
    due = response_of(row).due_on
    found = due_between(cast.actor("department"), due, due, own=True)
    assert [(one.kind.kind, one.done) for one in found] == [("whistleresponse", False)]


def test_open_business_holds_places_and_departments(cast: Cast) -> None:
    row = whistle_in(cast, "handling")
    with pytest.raises(WrongState, match="1 件未办结的应哨事项"):
        department_retire(actor=cast.actor("system"), department=cast.department, reason="机构改革")
    with pytest.raises(WrongState, match="1 件未评哨的吹哨事项"):
        organization_retire(actor=cast.actor("system"), organization=row.raised_in, reason="撤并")


def test_the_league_counts_what_was_called_in_the_quarter(cast: Cast) -> None:
    with at_moment(datetime(2026, 3, 31, 16, 30, tzinfo=SHANGHAI)):
        whistle_in(cast, "closed")
    with at_moment(datetime(2026, 4, 1, 9, 30, tzinfo=SHANGHAI)):
        whistle_in(cast, "handling")
        slow = response_of(whistle_in(cast, "assigned"))
    with at_moment(datetime(2026, 4, 8, 10, tzinfo=SHANGHAI)):
        whistleresponse_respond(actor=cast.actor("department"), response=slow)
    office = cast.actor("office")
    first = {row.name: row for row in league(office, Quarter(2026, 1))}
    assert (first["区公安分局"].called, first["区公安分局"].points) == (1, Decimal("90.98"))
    second_quarter = list(league(office, Quarter(2026, 2)).order_by(*BEST_FIRST))
    police = next(row for row in second_quarter if row.name == "区公安分局")
    assert (police.called, police.answered, police.rated, police.points, police.solved) == (2, 2, 0, None, None)
    assert police.in_time == Decimal("0.5")
    assert police.hours > 10
    assert not league(cast.actor("street_b"), Quarter(2026, 1)).exists()
    assert Whistle.objects.count() == 3
    assert WhistleResponse.objects.count() == 6
