"""More time for a department, asked before its day is over and decided by the district; and 督办 of what is overdue."""

from datetime import datetime, timedelta

import pytest
from cast import Cast
from oversight import on_day
from stories import in_days
from whistle_stories import asked_for_more_time, finished, response_in, response_of, whistle_in

from core.errors import InvalidInput, WrongState
from core.events import at_moment
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI
from core.waiting import waiting_for
from linkage.extensions.actions import extension_ask
from linkage.subjects import subject_of
from linkage.supervision.actions.supervisions import supervision_issue, supervision_reply
from linkage.supervision.ladder import climb
from linkage.supervision.models import Accountability, Supervision
from linkage.whistles.actions.responses import whistleresponse_respond
from linkage.whistles.actions.terms import (
    whistleresponse_approve,
    whistleresponse_ask,
    whistleresponse_refuse,
    whistleresponse_retract,
    whistleresponse_supervise,
)
from linkage.whistles.actions.whistles import whistle_withdraw
from linkage.whistles.clocks import add_workhours
from linkage.whistles.models import Whistle, WhistleResponse, WhistleRules
from linkage.whistles.reminders import supervise
from tenants.calendars.models import WorkCalendar
from tenants.duties.running import run_duties
from tenants.notices.models import Notice


def kinds(cast: Cast, name: str) -> set[str]:
    return {wait.waiting.kind for wait in waiting_for(cast.actor(name), shown=2) if wait.total}


def told(verb: str) -> set[str]:
    deliver_waiting()
    return set(Notice.objects.filter(event__verb=verb).values_list("user__username", flat=True))


def test_the_district_gives_more_time_and_the_matter_follows(cast: Cast) -> None:
    row = asked_for_more_time(cast)
    due = row.due_on
    assert "whistleresponse.decide" in kinds(cast, "office")
    assert "whistleresponse.decide" not in kinds(cast, "street_a")
    row = whistleresponse_approve(actor=cast.actor("office"), response=row, note="请抓紧")
    assert (row.due_on, row.asked_until, row.extended, row.ask_answer) == (in_days(40), None, 1, "请抓紧")
    assert row.whistle.due_on == in_days(40)
    others = row.whistle.responses.exclude(pk=row.pk).values_list("due_on", flat=True)
    assert set(others) == {due}
    assert {"office", "leader", "street.a"} <= told("whistleresponse.ask")
    assert {"department", "street.a"} <= told("whistleresponse.approve")
    event = Event.objects.get(verb="whistleresponse.approve")
    assert event.data["due_was"] == due.isoformat()
    with pytest.raises(WrongState, match="最多延期 1 次"):
        whistleresponse_ask(actor=cast.actor("department"), response=row, due_on=in_days(60), reason="再延")


def test_refused_the_day_stays_and_it_may_ask_again(cast: Cast) -> None:
    row = asked_for_more_time(cast)
    due = row.due_on
    with pytest.raises(WrongState, match="等待区里批准"):
        whistleresponse_ask(actor=cast.actor("department"), response=row, due_on=in_days(50), reason="再延")
    row = whistleresponse_refuse(actor=cast.actor("office"), response=row, reason="不宜再拖")
    assert (row.due_on, row.asked_until, row.extended, row.ask_answer) == (due, None, 0, "不宜再拖")
    assert "department" in told("whistleresponse.refuse")
    with pytest.raises(WrongState, match="没有等待批准"):
        whistleresponse_refuse(actor=cast.actor("office"), response=row, reason="不宜再拖")
    row = whistleresponse_ask(actor=cast.actor("department"), response=row, due_on=in_days(41), reason="再延")
    assert (row.asked_until, row.ask_answer) == (in_days(41), "")


def test_a_request_is_taken_back_before_it_is_decided(cast: Cast) -> None:
    row = asked_for_more_time(cast)
    due = row.due_on
    assert "whistleresponse.decide" in kinds(cast, "office")
    row = whistleresponse_retract(actor=cast.actor("department"), response=row)
    assert (row.due_on, row.asked_until, row.ask_reason, row.extended) == (due, None, "", 0)
    assert {"office", "street.a"} <= told("whistleresponse.retract")
    assert "whistleresponse.decide" not in kinds(cast, "office")
    with pytest.raises(WrongState, match="没有等待批准"):
        whistleresponse_retract(actor=cast.actor("department"), response=row)
    row = whistleresponse_ask(actor=cast.actor("department"), response=row, due_on=in_days(41), reason="再延")
    assert row.asked_until == in_days(41)


def test_it_is_asked_in_time_for_a_later_day_and_by_the_rules(cast: Cast) -> None:
    row = response_in(cast, "responded")
    given = {"actor": cast.actor("department"), "response": row, "reason": "设备未到"}
    with pytest.raises(InvalidInput, match="应晚于现在的期限"):
        whistleresponse_ask(**given, due_on=row.due_on)
    with pytest.raises(InvalidInput, match="手机号"):
        whistleresponse_ask(**{**given, "reason": "请联系13812345678"}, due_on=in_days(40))
    with on_day(row.due_on + timedelta(days=1)), pytest.raises(WrongState, match="期限已过"):
        whistleresponse_ask(**given, due_on=in_days(60))
    WhistleRules.objects.update_or_create(pk=1, defaults={"most_extensions": 0})
    with pytest.raises(WrongState, match="最多延期 0 次"):
        whistleresponse_ask(**given, due_on=in_days(40))
    with pytest.raises(InvalidInput, match="工作小时数"):
        whistleresponse_ask(**{**given, "response": response_in(cast, "pending")}, due_on=in_days(40))


def test_a_request_ends_with_the_work(cast: Cast) -> None:
    row = finished(cast, asked_for_more_time(cast))
    assert (row.status, row.asked_until) == ("finished", None)
    assert "whistleresponse.decide" not in kinds(cast, "office")
    row = asked_for_more_time(cast)
    whistle = Whistle.objects.get(pk=row.whistle_id)
    whistle_withdraw(actor=cast.actor("street_a"), whistle=whistle, reason="已经解决")
    row.refresh_from_db()
    assert (row.status, row.asked_until) == ("released", None)


def test_hours_to_report_in_are_asked_for_and_given(cast: Cast) -> None:
    police, office = cast.actor("department"), cast.actor("office")
    row = response_in(cast, "pending")
    was = row.respond_by
    for wrong in (None, 0, 81):
        with pytest.raises(InvalidInput, match="工作小时数"):
            whistleresponse_ask(actor=police, response=row, hours=wrong, reason="警力在外")
    row = whistleresponse_ask(actor=police, response=row, hours=8, reason="警力在外")
    assert (row.asked_hours, row.asked_until, row.respond_by) == (8, None, was)
    assert "whistleresponse.decide" in kinds(cast, "office")
    with pytest.raises(WrongState, match="等待区里批准"):
        whistleresponse_ask(actor=police, response=row, hours=4, reason="再延")
    row = whistleresponse_approve(actor=office, response=row)
    later = add_workhours(was, 8, WorkCalendar.current())
    assert (row.respond_by, row.due_on) == (later, later.astimezone(SHANGHAI).date())
    assert (row.asked_hours, row.extended) == (None, 1)
    with pytest.raises(WrongState, match="最多延期 1 次"):
        whistleresponse_ask(actor=police, response=row, hours=4, reason="再延")
    assert {"department", "street.a"} <= told("whistleresponse.approve")


def test_hours_are_asked_for_before_they_are_over_and_end_with_the_response(cast: Cast) -> None:
    police = cast.actor("department")
    row = response_in(cast, "pending")
    with at_moment(row.respond_by + timedelta(minutes=1)), pytest.raises(WrongState, match="应哨期限已过"):
        whistleresponse_ask(actor=police, response=row, hours=4, reason="警力在外")
    row = whistleresponse_ask(actor=police, response=row, hours=4, reason="警力在外")
    row = whistleresponse_retract(actor=police, response=row)
    assert (row.asked_hours, row.extended) == (None, 0)
    row = whistleresponse_ask(actor=police, response=row, hours=4, reason="警力在外")
    row = whistleresponse_refuse(actor=cast.actor("office"), response=row, reason="不宜再拖")
    assert (row.asked_hours, row.ask_answer) == (None, "不宜再拖")
    row = whistleresponse_ask(actor=police, response=row, hours=4, reason="警力在外")
    row = whistleresponse_respond(actor=police, response=row)
    assert (row.status, row.asked_hours) == ("responded", None)


def test_what_stays_overdue_climbs_the_ladder(cast: Cast) -> None:
    """提醒 → 督办 → 督办单 → 约谈, as with tasks; each step once for a due date."""
    row = response_in(cast, "pending")
    day = row.due_on
    related = {"subject_type": "whistles.whistleresponse", "subject_id": row.pk}
    with on_day(day + timedelta(days=5)):
        climb(day + timedelta(days=5))
        order = Supervision.objects.get(**related)
        assert (order.department, order.organization, order.issuer) == (cast.department, cast.root, cast.root)
        assert order.facts.startswith(f"区公安分局承担的“{row.whistle}”")
        assert subject_of(order).title == row.whistle.title
        order = supervision_issue(actor=cast.actor("office"), supervision=order)
        assert "supervision.reply" in kinds(cast, "department")
        assert "supervision.reply" not in kinds(cast, "outpost_a")
        order = supervision_reply(actor=cast.actor("department"), supervision=order, reply="马上到场")
    with on_day(day + timedelta(days=15)):
        climb(day + timedelta(days=15))
    assert Accountability.objects.get(**related).kind == "talk"
    # Reported in, it has another day, and the ladder begins anew.
    with on_day(day + timedelta(days=16)):
        whistleresponse_respond(actor=cast.actor("department"), response=row)
        assert Supervision.objects.filter(**related).count() == 1


def test_more_time_is_asked_for_in_one_way_only(cast: Cast) -> None:
    with pytest.raises(WrongState, match="在它自己的页面上申请"):
        extension_ask(
            actor=cast.actor("department"),
            subject=response_in(cast, "responded"),
            due_on=in_days(40),
            reason="设备未到",
            progress=10,
        )


def test_the_district_demands_once_a_day(cast: Cast) -> None:
    row = whistleresponse_supervise(actor=cast.actor("office"), response=response_in(cast, "pending"))
    assert row.supervised_on is not None
    assert {"department", "street.a"} <= told("whistleresponse.supervise")
    with pytest.raises(WrongState, match="今天已经督办"):
        whistleresponse_supervise(actor=cast.actor("office"), response=row)


def test_overdue_departments_are_supervised_once_for_a_due_date(cast: Cast) -> None:
    monday = datetime(2026, 10, 12, 10, tzinfo=SHANGHAI)
    with on_day(monday.date()):
        row = response_of(whistle_in(cast, "handling"))
    due = row.due_on
    assert (supervise(due + timedelta(days=2)), supervise(due)) == (0, 0)
    late = due + timedelta(days=3)
    with on_day(late):
        assert supervise(late) == 2  # both departments
        assert supervise(late) == 0
    row.refresh_from_db()
    assert row.supervised_on == late
    note = Event.objects.filter(verb="whistleresponse.supervise", subject_id=row.pk).get().data["note"]
    assert f"应于 {due} 前提交办理结果，已逾期 3 天" in note
    # A later day begins anew.
    WhistleResponse.objects.filter(pk=row.pk).update(due_on=late + timedelta(days=1))
    with on_day(late + timedelta(days=4)):
        assert supervise(late + timedelta(days=4)) == 1


def test_the_days_work_supervises_by_the_districts_number_of_days(cast: Cast) -> None:
    WhistleRules.objects.update_or_create(pk=1, defaults={"supervise_days": 1})
    with on_day(datetime(2026, 10, 12).date()):
        row = response_of(whistle_in(cast, "handling"))
    run_duties(datetime(2026, 10, 20, 10, tzinfo=SHANGHAI))
    row.refresh_from_db()
    assert str(row.supervised_on) == "2026-10-20"
