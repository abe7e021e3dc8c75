"""Actions are all or nothing, and so are the events they leave."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from cast import Cast
from django.db import connection, transaction
from django.db.utils import IntegrityError
from stories import draft_listing

from core.chain import verify
from core.errors import InvalidInput, StaleVersion
from core.events import action, at_moment, now, record
from core.models import Event, EventHead
from core.permissions import SYSTEM
from core.requests import current_address, current_request_id
from core.verbs import register
from tenants.org.models import Organization

register({"specimen.noted": "记一笔", "specimen.inner": "里面一笔"})


@action
def note(place: Organization, *, verb: str = "specimen.noted", fail: bool = False, **data: object) -> None:
    record(verb, actor=SYSTEM, subject=place, data=data)
    place.name = f"{place.name}·{data.get('text', '')}"
    place.save(update_fields=["name"])
    if fail:
        raise InvalidInput("不行", field="text")


@action
def note_with_inner(place: Organization, *, inner_fails: bool, survive: bool) -> None:
    note(place, text="前")
    try:
        note(place, verb="specimen.inner", text="内", fail=inner_fails)
    except InvalidInput:
        if not survive:
            raise
        place.refresh_from_db()
    note(place, text="后")


def verbs() -> list[str]:
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def test_nested_actions_leave_their_events_in_order(cast: Cast) -> None:
    note_with_inner(cast.root, inner_fails=False, survive=False)
    assert verbs() == ["specimen.noted", "specimen.inner", "specimen.noted"]
    assert EventHead.objects.get().length == 3
    assert verify() == []


def test_an_inner_failure_drops_its_own_writes_and_events_only(cast: Cast) -> None:
    note_with_inner(cast.root, inner_fails=True, survive=True)
    assert verbs() == ["specimen.noted", "specimen.noted"]
    cast.root.refresh_from_db()
    assert cast.root.name == "静安区·前·后"
    assert verify() == []


def test_a_failure_that_comes_out_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(InvalidInput):
        note_with_inner(cast.root, inner_fails=True, survive=False)
    assert verbs() == []
    assert Organization.objects.get(pk=cast.root.pk).name == "静安区"


def test_a_failed_action_leaves_no_events_for_the_next(cast: Cast) -> None:
    with pytest.raises(InvalidInput):
        note(cast.root, text="一", fail=True)
    note(cast.street_a, text="二")
    assert list(Event.objects.values_list("subject_id", flat=True)) == [cast.street_a.pk]


def test_recording_outside_an_action_is_refused(cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="outside an action"):
        record("specimen.noted", actor=SYSTEM, subject=cast.root)


def test_an_unknown_verb_is_refused(cast: Cast) -> None:
    with pytest.raises(KeyError):
        note(cast.root, verb="specimen.unheard_of")
    assert verbs() == []


def test_data_is_kept_exactly_and_still_verifies(cast: Cast) -> None:
    moment = datetime(2026, 3, 31, 16, 0, 0, 123456, tzinfo=UTC)
    note(
        cast.root,
        amount=Decimal("20.00"),
        day=date(2026, 4, 1),
        moment=moment,
        large=1e16,
        small=1e-7,
        minus=-0.0,
        text="联动\u2028\U00020bb7",
        nested={"b": [1, None, True], "a": {"z": 0.1}},
    )
    data = Event.objects.get().data
    assert data["amount"] == "20.00"
    assert data["day"] == "2026-04-01"
    assert datetime.fromisoformat(data["moment"]) == moment
    assert data["large"] == "1e+16"
    assert verify() == []


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_what_is_no_number_is_no_data(cast: Cast, bad: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        note(cast.root, amount=bad)
    assert verbs() == []


def test_a_row_is_no_data(cast: Cast) -> None:
    with pytest.raises(TypeError, match="put the id"):
        note(cast.root, other=cast.street_a)


def test_an_event_keeps_who_where_and_from_which_request(cast: Cast) -> None:
    address, request = current_address.set("10.1.2.3"), current_request_id.set("request-0001")
    try:
        need = draft_listing(cast)
    finally:
        current_address.reset(address)
        current_request_id.reset(request)
    event = Event.objects.for_subject(need).get()
    assert (event.address, event.request_id) == ("10.1.2.3", "request-0001")
    assert (event.actor_id, event.actor_label) == (
        cast.users["community_a"].pk,
        "新安居委会 社区专员 新安小周",
    )
    assert (event.organization_path, event.unit_id, event.subject_label) == (
        cast.community_a.path,
        None,
        "周末操场开放",
    )


def test_a_moment_can_be_set_and_ends(cast: Cast) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with at_moment(moment):
        assert now() == moment
        note(cast.root)
    assert now() != moment
    assert Event.objects.get().at == moment
    with pytest.raises(ValueError, match="aware"):
        at_moment(datetime(2026, 1, 1))


@pytest.mark.parametrize("statement", ["UPDATE core_event SET verb = 'x'", "DELETE FROM core_event"])
def test_the_database_refuses_to_change_the_log(cast: Cast, statement: str) -> None:
    note(cast.root)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verbs() == ["specimen.noted"]


TAMPERINGS = {
    "text": "UPDATE core_event SET actor_label = '别人' WHERE id = {second}",
    "place": "UPDATE core_event SET organization_path = '0001' WHERE id = {second}",
    "other side": "UPDATE core_event SET other_path = '0001' WHERE id = {second}",
    "other unit": "UPDATE core_event SET other_unit_id = 1 WHERE id = {second}",
    "data": "UPDATE core_event SET data = '{{}}' WHERE id = {second}",
    "removed": "DELETE FROM core_event WHERE id = {second}",
    "moment": "UPDATE core_event SET at = at - interval '1 microsecond' WHERE id = {second}",
    "resealed": "UPDATE core_event SET actor_label = '别人', hash = repeat('a', 64) WHERE id = {second}",
    "cut off": "DELETE FROM core_event WHERE id = {third}",
    "emptied": "DELETE FROM core_event",
    "head": "UPDATE core_eventhead SET length = length - 1",
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_tampering_is_noticed(cast: Cast, how: str) -> None:
    for text in "一二三":
        note(cast.street_a, text=text)
    ids = list(Event.objects.order_by("id").values_list("id", flat=True))
    assert verify() == []
    with connection.cursor() as cursor:
        # What only the owner of the database can do.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE core_event DISABLE TRIGGER core_event_append_only")
        cursor.execute(TAMPERINGS[how].format(second=ids[1], third=ids[2]))
    assert verify() != []


def test_a_foreign_event_at_the_end_is_noticed(cast: Cast) -> None:
    note(cast.street_a, text="一")
    last = Event.objects.get()
    Event.objects.create(
        at=last.at,
        verb=last.verb,
        actor_kind="user",
        actor_label="外人",
        subject_type="org.organization",
        subject_id=1,
        subject_label="",
        organization_path="0001",
        prev_hash=last.hash,
        hash="f" * 64,
    )
    assert -1 in verify()


def test_an_empty_log_verifies(district) -> None:
    assert verify() == []


def test_the_second_of_two_at_once_is_told_so(cast: Cast) -> None:
    @action
    def again() -> None:
        record("specimen.noted", actor=SYSTEM, subject=cast.root)
        # What another transaction has just committed shows only in the database's unique rule.
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO core_numberseries (series, year, last) VALUES ('x', 2026, 1), ('x', 2026, 1)")

    with pytest.raises(StaleVersion) as refused:
        again()
    assert refused.value.code == "STALE_VERSION"
    assert verbs() == []


def test_another_broken_rule_is_a_fault_and_no_refusal(cast: Cast) -> None:
    @action
    def impossible() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE org_organization SET level = 'empire'")

    with pytest.raises(IntegrityError):
        impossible()
