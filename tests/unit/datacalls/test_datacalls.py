"""数据调度 (S2 §三(四), S4): what a form may ask, what a value may be, and what is called to mind."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from asking import FORM, answer_in, answer_of, call_in, call_terms, result_in, values_of
from cast import Cast
from samples import photo
from stories import in_days

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import at_moment
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI
from core.waiting import waiting_for
from linkage.datacalls.actions.answering import (
    dataanswer_approve,
    dataanswer_return,
    dataanswer_save,
    dataanswer_submit,
)
from linkage.datacalls.actions.calling import (
    FieldDraft,
    datacall_close,
    datacall_create,
    datacall_edit,
    datacall_extend,
    datacall_issue,
    datacall_urge,
)
from linkage.datacalls.actions.publishing import datacall_publish
from linkage.datacalls.models import DataAnswer, DataCall, DataField, DataLine
from linkage.datacalls.reminders import answers
from linkage.datacalls.values import clean_value
from tenants.duties.running import run_duties
from tenants.notices.models import Notice

FRIDAY = datetime(2026, 10, 16, 10, tzinfo=SHANGHAI)


def kinds(cast: Cast, name: str) -> dict[str, int]:
    return {wait.waiting.kind: wait.total for wait in waiting_for(cast.actor(name), shown=2)}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (lambda cast: {"places": []}, "places"),
        (lambda cast: {"places": [cast.street_a]}, "places"),
        (lambda cast: {"places": [cast.community_b]}, "places"),
        (lambda cast: {"title": " "}, "title"),
        (lambda cast: {"due_on": in_days(-1)}, "due_on"),
        (lambda cast: {"fields": []}, "fields"),
        (lambda cast: {"fields": [FORM[0], FORM[0]]}, "fields"),
        (lambda cast: {"fields": [FieldDraft("甲", "picture")]}, "fields"),
        (lambda cast: {"fields": [FieldDraft("甲", "one", choices=("只有一个",))]}, "fields"),
        (lambda cast: {"fields": [FieldDraft("甲", "text", choices=("一", "二"))]}, "fields"),
        (lambda cast: {"fields": [FieldDraft("甲", "day", measure="天")]}, "fields"),
        (lambda cast: {"fields": [FieldDraft("甲", "whole", minimum=Decimal(5), maximum=Decimal(1))]}, "fields"),
        (lambda cast: {"fields": [FieldDraft("甲", "whole", minimum=Decimal("NaN"))]}, "fields"),
        (lambda cast: {"fields": [FieldDraft("甲", "whole", maximum=Decimal("1e9999999"))]}, "fields"),
    ],
)
def test_what_makes_no_sense_is_refused(cast: Cast, changes: Any, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        datacall_create(actor=cast.actor("street_a"), **call_terms(cast, **changes(cast)))
    assert caught.value.field == field
    assert not DataCall.objects.exists()


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        ("whole", " 12 ", "12"),
        ("whole", "1e2", "100"),
        ("whole", "12.00", "12"),
        ("decimal", "87.50", "87.5"),
        ("decimal", "-0", "0"),
        ("day", "2026-03-01", "2026-03-01"),
        ("several", "乙\n甲", "甲\n乙"),
        ("one", "甲", "甲"),
        ("yes_no", "否", "否"),
        ("text", "  ", ""),
    ],
)
def test_values_are_kept_in_one_writing(kind: str, text: str, kept: str) -> None:
    assert clean_value(DataField(label="项", kind=kind, choices="甲\n乙"), text) == kept


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("whole", "1.5"),
        ("whole", "三"),
        ("whole", "101"),
        ("whole", "-1"),
        ("decimal", "1.234"),
        ("decimal", "NaN"),
        ("decimal", "1e99"),
        ("day", "2026-02-30"),
        ("one", "丙"),
        ("several", "甲\n丙"),
        ("yes_no", "对"),
        ("text", "字" * 201),
        ("whole", "1e9999999"),
    ],
)
def test_wrong_values_name_their_field(kind: str, text: str) -> None:
    number = kind in ("whole", "decimal")
    field = DataField(label="活动次数", kind=kind, choices="甲\n乙")
    if number:
        field.minimum, field.maximum = Decimal(0), Decimal(100)
    with pytest.raises(InvalidInput, match="活动次数") as caught:
        clean_value(field, text)
    assert caught.value.field == "values"


def test_a_draft_may_be_incomplete_but_not_what_is_handed_in(cast: Cast) -> None:
    answer = answer_in(cast, "pending")
    community = cast.actor("community_a")
    first = answer.call.fields.all()[0]
    saved = dataanswer_save(actor=community, answer=answer, values={first.pk: "5"})
    with pytest.raises(InvalidInput, match="主要做法"):
        dataanswer_submit(actor=community, answer=saved, values={})
    rest = {key: text for key, text in values_of(answer.call).items() if key != first.pk}
    done = dataanswer_submit(actor=community, answer=saved, values=rest)
    assert [entry.text for entry in done.entries.all()] == ["5", "87.5", "学习\n参观", "支部轮流承办"]
    other = call_in(cast, "issued")
    with pytest.raises(InvalidInput, match="不属于"):
        dataanswer_submit(actor=community, answer=answer_of(other, cast.community_a), values=values_of(answer.call))


def test_the_form_is_frozen_when_issued(cast: Cast) -> None:
    terms = call_terms(cast)
    del terms["organization"]
    with pytest.raises(WrongState, match="撤回"):
        datacall_edit(actor=cast.actor("street_a"), call=call_in(cast, "issued"), **terms)


def test_nothing_is_closed_over_what_was_not_looked_through(cast: Cast) -> None:
    answer = answer_in(cast, "submitted")
    office = cast.actor("street_a")
    with pytest.raises(WrongState, match="1 份填报没有审核"):
        datacall_close(actor=office, call=answer.call)
    dataanswer_approve(actor=office, answer=answer)
    datacall_close(actor=office, call=answer.call)
    late = call_in(cast, "closed")
    with pytest.raises(WrongState):
        dataanswer_submit(
            actor=cast.actor("community_a"), answer=answer_of(late, cast.community_a), values=values_of(late)
        )


def test_what_first_came_in_time_is_not_late_when_it_is_filled_in_again(cast: Cast) -> None:
    answer, office = answer_in(cast, "submitted"), cast.actor("street_a")
    answer = dataanswer_return(actor=office, answer=answer, reason="数字不实")
    DataCall.objects.update(due_on=in_days(0))
    with at_moment(datetime.now(SHANGHAI) + timedelta(days=3)):
        dataanswer_submit(actor=cast.actor("community_a"), answer=answer, values={})
    told = Event.objects.filter(verb="dataanswer.submit").latest("pk").data
    assert (told["on_time"], "note" in told) == (True, False)


def test_urging_is_for_once_a_day_and_for_those_who_are_left(cast: Cast) -> None:
    office = cast.actor("street_a")
    call = call_in(cast, "issued")
    datacall_urge(actor=office, call=call)
    with pytest.raises(WrongState, match="明天"):
        datacall_urge(actor=office, call=call)
    with pytest.raises(WrongState, match="无需"):
        datacall_urge(actor=office, call=answer_in(cast, "submitted").call)


def test_only_the_asked_answer_and_only_the_asker_looks_through(cast: Cast) -> None:
    answer = answer_in(cast, "pending")
    with pytest.raises(NotAllowed):
        dataanswer_submit(actor=cast.actor("community_b"), answer=answer, values=values_of(answer.call))
    with pytest.raises(NotAllowed):
        dataanswer_approve(actor=cast.actor("community_a"), answer=answer_in(cast, "submitted"))


def test_what_waits_for_whom(cast: Cast) -> None:
    answer_in(cast, "pending")
    answer_in(cast, "submitted")
    call_in(cast, "draft")
    assert kinds(cast, "community_a")["dataanswer.fill"] == 1
    street = kinds(cast, "street_a")
    assert (street["dataanswer.review"], street["datacall.issue"]) == (1, 1)
    assert "dataanswer.fill" not in street
    assert not any(kind.startswith("data") for kind in kinds(cast, "street_b"))


def test_reminders_come_once_for_each_stage_and_tell_the_asker_when_late(cast: Cast) -> None:
    with at_moment(FRIDAY):
        call = call_in(cast, "issued", due_on=FRIDAY.date() + timedelta(days=3))
    for days in (0, 0, 4, 5):
        run_duties(FRIDAY + timedelta(days=days))
    events = Event.objects.filter(verb="datacall.remind", subject_id=call.pk)
    assert [event.data["stage"] for event in events.order_by("pk")][-1].endswith(":late")
    assert events.count() == 2
    # What was said when it was late is not read again.
    assert list(answers((FRIDAY + timedelta(days=6)).date())) == []
    deliver_waiting()
    told = Notice.objects.filter(event__in=events).values_list("user__username", flat=True)
    names = {cast.users["community_a"].username, cast.users["street_a"].username}
    assert names <= set(told)


def told_of(verb: str) -> set[str]:
    deliver_waiting()
    return set(Notice.objects.filter(event__verb=verb).values_list("user__username", flat=True))


def test_a_later_day_is_told_to_those_whose_answer_is_not_approved(cast: Cast) -> None:
    office, community = cast.actor("street_a"), cast.users["community_a"].username
    datacall_extend(actor=office, call=answer_in(cast, "approved").call, due_on=in_days(9), reason="正在核对")
    assert community not in told_of("datacall.extend")
    call = datacall_extend(actor=office, call=answer_in(cast, "submitted").call, due_on=in_days(9), reason="正在核对")
    assert call.due_on == in_days(9)
    assert community in told_of("datacall.extend")
    assert "延至" in Event.objects.filter(verb="datacall.extend").latest("pk").data["note"]


@pytest.mark.parametrize("days", [5, 4, -1])
def test_the_new_day_is_later_than_the_old(cast: Cast, days: int) -> None:
    with pytest.raises(InvalidInput) as caught:
        datacall_extend(
            actor=cast.actor("street_a"), call=call_in(cast, "issued"), due_on=in_days(days), reason="正在核对"
        )
    assert caught.value.field == "due_on"


def test_reminders_begin_anew_before_the_later_day_and_late_is_told_by_it(cast: Cast) -> None:
    first = FRIDAY.date() + timedelta(days=3)
    later = first + timedelta(days=3)
    with at_moment(FRIDAY):
        answer = answer_in(cast, "pending", due_on=first)
    for days in (0, 4):
        run_duties(FRIDAY + timedelta(days=days))
    with at_moment(FRIDAY + timedelta(days=4)):
        datacall_extend(actor=cast.actor("street_a"), call=answer.call, due_on=later, reason="系统维护")
    for days in (4, 5, 6):
        run_duties(FRIDAY + timedelta(days=days, hours=1))
    events = Event.objects.filter(verb="datacall.remind", subject_id=answer.call_id).order_by("pk")
    stages = [event.data["stage"] for event in events]
    assert stages == [f"{first}:3", f"{first}:late", f"{later}:1"]
    with at_moment(FRIDAY + timedelta(days=6)):
        dataanswer_submit(actor=cast.actor("community_a"), answer=answer, values=values_of(answer.call))
    assert Event.objects.get(verb="dataanswer.submit").data["on_time"]


def test_the_published_result_is_read_by_all_who_were_asked_and_by_nobody_else(cast: Cast) -> None:
    office, street_b = cast.actor("office"), cast.actor("street_b")
    terms = call_terms(cast, organization=cast.root, places=[cast.street_a, cast.street_b])
    call = datacall_issue(actor=office, call=datacall_create(actor=office, **terms))
    with at_moment(FRIDAY + timedelta(days=3650)):
        first = dataanswer_submit(
            actor=cast.actor("street_a"), answer=answer_of(call, cast.street_a), values=values_of(call)
        )
    dataanswer_approve(actor=office, answer=first)
    other = dataanswer_submit(actor=street_b, answer=answer_of(call, cast.street_b), values=values_of(call))
    dataanswer_return(actor=office, answer=other, reason="数字不实")
    call = datacall_close(actor=office, call=call)
    assert not DataLine.objects.visible_to(street_b).exists()
    call = datacall_publish(actor=office, call=call)
    lines = [(row.organization, row.answered, row.late, row.cells) for row in call.lines.visible_to(street_b)]
    assert lines == [
        (cast.street_a, True, True, ["3", "87.5", "学习\n参观", "支部轮流承办"]),
        (cast.street_b, False, False, []),
    ]
    assert {cast.users["street_a"].username, cast.users["street_b"].username} <= told_of("datacall.publish")
    # What the other street answered, and why something came back, stays between it and the district.
    assert [row.organization for row in DataAnswer.objects.visible_to(street_b)] == [cast.street_b]
    for name in ("community_a", "community_b", "unit_a"):
        assert not DataLine.objects.visible_to(cast.actor(name)).exists(), name


def test_a_result_is_published_once_and_only_where_there_is_one(cast: Cast) -> None:
    office = cast.actor("street_a")
    with pytest.raises(WrongState, match="没有结果"):
        datacall_publish(actor=office, call=call_in(cast, "closed"))
    with pytest.raises(WrongState, match="不能重复"):
        datacall_publish(actor=office, call=result_in(cast, published=True))
    with pytest.raises(WrongState):
        datacall_publish(actor=office, call=answer_in(cast, "approved").call)


def test_files_come_with_the_call_and_only_a_draft_gets_more(cast: Cast) -> None:
    office = cast.actor("street_a")
    terms = call_terms(cast, files=[photo()])
    call = datacall_create(actor=office, **terms)
    del terms["organization"]
    call = datacall_edit(actor=office, call=call, **{**terms, "files": [photo(), photo(9)]})
    assert call.files.count() == 2
    assert not call.files.visible_to(cast.actor("community_a")).exists()
    call = datacall_issue(actor=office, call=call)
    assert call.files.visible_to(cast.actor("community_a")).count() == 2
    assert not call.files.visible_to(cast.actor("community_b")).exists()
    with pytest.raises(WrongState):
        datacall_edit(actor=office, call=call, **{**terms, "files": [photo(11)]})
