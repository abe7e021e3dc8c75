"""诉求: categories and terms of the district, handing on, second handling, reminders, and the ladder."""

from datetime import datetime, timedelta

import pytest
from cast import Cast
from stories import in_days
from whistle_stories import appeal_in, appeal_terms

from core.errors import InvalidInput, StaleVersion, WrongState
from core.events import at_moment
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI
from core.permissions import SYSTEM
from core.waiting import waiting_for
from linkage.appeals.actions.appeals import (
    appeal_accept,
    appeal_answer,
    appeal_close,
    appeal_edit,
    appeal_register,
    appeal_transfer,
)
from linkage.appeals.models import Appeal, AppealRules
from linkage.extensions.actions import extension_approve, extension_ask
from linkage.supervision.ladder import climb
from linkage.supervision.models import Supervision
from tenants.calendars.models import WorkCalendar
from tenants.duties.running import run_duties
from tenants.notices.models import Notice
from tenants.org.actions.organizations import organization_retire
from tenants.org.actions.rulebooks import rulebook_edit

FRIDAY = datetime(2026, 10, 16, 10, tzinfo=SHANGHAI)


def kinds(cast: Cast, name: str) -> dict[str, int]:
    return {wait.waiting.kind: wait.total for wait in waiting_for(cast.actor(name), shown=2)}


def edited(cast: Cast, **changes: object) -> dict[str, object]:
    given = {**appeal_terms(cast), "urgency": "normal", **changes}
    del given["organization"]
    return given


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"category": "没有这一类"}, "category"),
        ({"channel": "letter"}, "channel"),
        ({"urgency": "soon"}, "urgency"),
        ({"raised_on": in_days(1)}, "raised_on"),
        ({"title": " "}, "title"),
        ({"title": "长" * 121}, "title"),
        ({"content": "身份证31010619900101123X"}, "content"),
        ({"source_number": "13812345678"}, "source_number"),
    ],
)
def test_what_is_registered_is_checked(cast: Cast, changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        appeal_register(actor=cast.actor("community_a"), **appeal_terms(cast, **changes))
    assert refused.value.field == field
    assert not Appeal.objects.exists()


def test_it_belongs_to_a_street_or_below_and_each_number_of_the_hotline_comes_once(cast: Cast) -> None:
    with pytest.raises(InvalidInput, match="街道或社区"):
        appeal_register(actor=SYSTEM, **appeal_terms(cast, organization=cast.root))
    first = appeal_in(cast, "registered", source_number="RX-1")
    with pytest.raises(InvalidInput, match=first.number):
        appeal_register(actor=cast.actor("office"), **appeal_terms(cast, source_number="RX-1"))


def test_categories_are_the_districts_own_and_kept_where_they_stand(cast: Cast) -> None:
    office, row = cast.actor("office"), appeal_in(cast, "registered")
    words = ["噪声扰民", "停车管理"]
    rules = rulebook_edit(actor=office, book=AppealRules, values={"categories": "噪声扰民、停车管理、噪声扰民"})
    assert rules.categories == words
    appeal_edit(actor=cast.actor("community_a"), appeal=row, **edited(cast, title="改过的"))
    with pytest.raises(InvalidInput, match="噪声扰民、停车管理"):
        appeal_register(actor=office, **appeal_terms(cast))
    for wrong, field in (({"categories": []}, "categories"), ({"categories": ["长" * 21]}, "categories"),
                         ({"critical_days": 30}, "critical_days")):  # fmt: skip
        with pytest.raises(InvalidInput) as refused:
            rulebook_edit(actor=office, book=AppealRules, values=wrong)
        assert refused.value.field == field


def test_terms_are_working_days_by_urgency(cast: Cast) -> None:
    calendar = WorkCalendar.current()
    with at_moment(FRIDAY):
        row = appeal_in(cast, "registered", urgency="urgent")
        assert row.due_on == calendar.add_workdays(FRIDAY.date(), 1)
    with at_moment(FRIDAY + timedelta(days=4)):
        row = appeal_accept(actor=cast.actor("community_a"), appeal=row)
    told = Event.objects.filter(verb="appeal.accept").latest("id").data
    assert told["on_time"] is False
    assert row.due_on == calendar.add_workdays(FRIDAY.date() + timedelta(days=4), 5)
    with pytest.raises(WrongState):
        appeal_edit(actor=cast.actor("community_a"), appeal=row, **edited(cast))
    with pytest.raises(StaleVersion):
        appeal_transfer(
            actor=cast.actor("community_a"), appeal=row, organization=cast.street_a, reason="需协调", version=1
        )


def test_it_is_handed_to_the_street_and_back_and_nowhere_else(cast: Cast) -> None:
    mine, street = cast.actor("community_a"), cast.actor("street_a")
    row = appeal_in(cast, "accepted")
    for place in (cast.root, cast.street_b, cast.community_b, cast.community_a):
        with pytest.raises(InvalidInput) as refused:
            appeal_transfer(actor=mine, appeal=row, organization=place, reason="需协调")
        assert refused.value.field == "organization"
    row = appeal_transfer(actor=mine, appeal=row, organization=cast.street_a, reason="需协调")
    assert Appeal.objects.visible_to(mine).get() == row
    assert kinds(cast, "street_a")["appeal.answer"] == 1
    assert "appeal.answer" not in kinds(cast, "community_a")
    row = appeal_transfer(actor=street, appeal=row, organization=cast.community_a, reason="社区可办")
    assert row.organization == cast.community_a


def test_what_does_not_satisfy_is_handled_anew_once(cast: Cast) -> None:
    mine, row = cast.actor("community_a"), appeal_in(cast, "answered")
    with pytest.raises(InvalidInput) as refused:
        appeal_close(actor=mine, appeal=row, satisfaction="dissatisfied")
    assert refused.value.field == "feedback"
    row = appeal_close(actor=mine, appeal=row, satisfaction="dissatisfied", feedback="又堆上了")
    assert (row.status, row.round, row.progress) == ("handling", 2, 0)
    assert row.due_on == WorkCalendar.current().add_workdays(in_days(0), 5)
    row = appeal_answer(actor=mine, appeal=row, answer="已再次清运", result="partly")
    row = appeal_close(actor=mine, appeal=row, satisfaction="dissatisfied", feedback="还是不满意")
    assert (row.status, row.satisfaction) == ("closed", "dissatisfied")


def test_who_is_late_is_reminded_supervised_and_may_ask_for_more_time(cast: Cast) -> None:
    with at_moment(FRIDAY):
        row = appeal_in(cast, "handling", urgency="critical")
    with at_moment(FRIDAY + timedelta(hours=1)):
        asked = extension_ask(
            actor=cast.actor("community_a"),
            subject=row,
            due_on=row.due_on + timedelta(days=2),
            reason="等候配件",
            progress=50,
        )
        extension_approve(actor=cast.actor("street_a"), extension=asked)
    row.refresh_from_db()
    late = row.due_on + timedelta(days=6)
    run_duties(datetime(late.year, late.month, late.day, 10, tzinfo=SHANGHAI))
    deliver_waiting()
    told = Notice.objects.filter(event__verb="appeal.remind")
    assert {"community.a", "street.a"} <= set(told.values_list("user__username", flat=True))
    order = Supervision.objects.get()
    assert (order.subject_type, order.subject_id) == ("appeals.appeal", row.pk)
    assert climb(late) == 0


def test_answers_are_called_to_mind_until_satisfaction_is_recorded(cast: Cast) -> None:
    with at_moment(FRIDAY):
        row = appeal_in(cast, "answered")
    run_duties(FRIDAY + timedelta(days=17))
    run_duties(FRIDAY + timedelta(days=18))
    said = Event.objects.filter(verb="appeal.remind", subject_id=row.pk)
    assert [event.data["of"] for event in said] == ["feedback"]


def test_open_appeals_hold_a_place(cast: Cast) -> None:
    appeal_in(cast, "registered")
    with pytest.raises(WrongState, match="1 件未办结的诉求"):
        organization_retire(actor=cast.actor("system"), organization=cast.community_a, reason="撤并")
