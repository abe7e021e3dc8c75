"""Quarters, values, grants, addresses, numbers and lines of the time line."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from cast import Cast
from hypothesis import given
from hypothesis import strategies as st
from samples import photo
from stories import claim_in, open_listing

from core.errors import InvalidInput, NotAllowed
from core.history import describe, history_of, plain_number
from core.models import Event
from core.numbers import next_number
from core.periods import SHANGHAI, Quarter
from core.permissions import SYSTEM, Actor, ActorKind, Grant, Perm, Place, ancestor_paths, require
from core.requests import address_of
from core.values import LARGEST, clean_quantity, clean_text
from core.verbs import register
from resources.actions.claims import claim_evaluate, claim_fulfil

# --- quarters --------------------------------------------------------------------------------------------


def test_a_quarter_begins_at_midnight_in_shanghai() -> None:
    last_moment = datetime(2026, 3, 31, 15, 59, 59, 999999, tzinfo=UTC)
    assert Quarter.of(last_moment) == Quarter(2026, 1)
    assert Quarter.of(last_moment + timedelta(microseconds=1)) == Quarter(2026, 2)
    assert Quarter(2026, 2).start == datetime(2026, 4, 1, tzinfo=SHANGHAI)
    assert Quarter.of(datetime(2025, 12, 31, 16, 0, tzinfo=UTC)) == Quarter(2026, 1)


def test_a_naive_moment_belongs_to_no_quarter() -> None:
    with pytest.raises(ValueError, match="naive"):
        Quarter.of(datetime(2026, 1, 1))


@given(st.datetimes(datetime(2000, 1, 2), datetime(2999, 9, 1), timezones=st.just(UTC)))
def test_every_moment_lies_in_its_quarter_and_in_no_other(moment: datetime) -> None:
    quarter = Quarter.of(moment)
    assert quarter.start <= moment < quarter.end
    assert Quarter.of(moment.astimezone(SHANGHAI)) == quarter
    assert Quarter.parse(str(quarter)) == quarter
    assert quarter.next.previous == quarter
    assert quarter < quarter.next
    assert quarter.end == quarter.next.start


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "2026Q0", "26Q1", "1999Q1", "3000Q1", "2026Q1 extra", "Q12026"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Quarter.parse(text)
    assert refused.value.field == "quarter"


def test_a_quarter_in_words() -> None:
    assert Quarter.parse(" 2026q3 ").label == "2026年第三季度"
    assert Quarter.of(date(2026, 7, 1)) == Quarter(2026, 3)


# --- values ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0, "0.00", -1, "-0.01", "NaN", "sNaN", "Infinity", "-Infinity", "", "二十", None])
def test_what_is_no_quantity_is_refused(value: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        clean_quantity(value)  # type: ignore[arg-type]
    assert refused.value.field == "quantity"


@pytest.mark.parametrize("value", ["0.001", "1.999", 0.1, "1e-400", "10000000000", "1e400", "9" * 5000])
def test_what_does_not_fit_is_refused_and_never_rounded(value: object) -> None:
    with pytest.raises(InvalidInput):
        clean_quantity(value)  # type: ignore[arg-type]


@given(st.decimals(Decimal("0.01"), LARGEST, places=2))
def test_a_quantity_stays_exactly_what_it_was(value: Decimal) -> None:
    assert clean_quantity(str(value)) == value
    assert clean_quantity(value).as_tuple().exponent == -2


@given(st.text(max_size=60))
def test_a_text_can_always_be_kept(value: str) -> None:
    text = clean_text(value, "name", "名称", 60, required=False)
    assert "\0" not in text
    text.encode()
    assert text == text.strip()
    assert clean_text(text, "name", "名称", 60, required=False) == text


def test_a_text_is_neither_empty_nor_too_long() -> None:
    for empty in (None, "", " \n\t", "\0\u200b"):
        with pytest.raises(InvalidInput) as refused:
            clean_text(empty, "title", "名称", 5)
        assert (refused.value.field, refused.value.message) == ("title", "请填写名称。")
    with pytest.raises(InvalidInput, match="最多 5 个字，现在有 6 个"):
        clean_text("一二三四五六", "title", "名称", 5)
    assert clean_text("一二\n三\u3000四", "title", "名称", 6) == "一二\n三\u3000四"


# --- lines of the time line ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "what", "note"),
    [
        (
            {"reason": "材料未齐", "due_was": "2026-03-01", "due_on": "2026-03-09"},
            "（2026-03-01 → 2026-03-09）",
            "材料未齐",
        ),
        ({"due_was": "2026-03-01", "due_on": "2026-03-01"}, "", ""),
        ({"due_on": "2026-03-01", "note": "一家"}, "", "一家"),
        ({"reason": "太远", "note": "甲街道 → 乙社区"}, "", "甲街道 → 乙社区。太远"),
        ({"reason": "太远", "note": "申请延至 2026-03-09：太远"}, "", "申请延至 2026-03-09：太远"),
    ],
)
def test_a_line_tells_from_which_day_to_which_and_both_reason_and_note(data: dict, what: str, note: str) -> None:
    event = Event(verb="rectification.adjust", actor_label="街道", at=datetime(2026, 2, 1, tzinfo=UTC), data=data)
    line = describe(event)
    assert (line.what, line.note) == (f"调整整改要求{what}", note)


# --- permissions -----------------------------------------------------------------------------------------

VIEW, EDIT = Perm.VIEW, Perm.LISTING_EDIT


def test_a_grant_covers_its_subtree_and_never_a_units_own_affairs() -> None:
    street = Grant("00010001", frozenset({VIEW}))
    assert street.covers(Place("00010001"))
    assert street.covers(Place("000100010005"))
    assert not street.covers(Place("0001"))
    assert not street.covers(Place("00010002"))
    assert not street.covers(Place("000100010005", unit_id=7))


def test_a_grant_over_a_unit_covers_that_unit_only() -> None:
    unit = Grant("000100010005", frozenset({VIEW}), unit_id=7)
    assert unit.covers(Place("000100010005", unit_id=7))
    assert unit.covers(Place("moved", unit_id=7))
    assert not unit.covers(Place("000100010005", unit_id=8))
    assert not unit.covers(Place("000100010005"))


def actor(*grants: Grant) -> Actor:
    return Actor(ActorKind.USER, 1, "某人", grants)


def test_paths_are_roots_without_roots_inside_roots() -> None:
    found = actor(
        Grant("000100020001", frozenset({VIEW})),
        Grant("00010002", frozenset({VIEW})),
        Grant("00010001", frozenset({EDIT})),
        Grant("000100030001", frozenset({VIEW}), unit_id=5),
    )
    assert found.paths() == ["00010002"]
    assert found.paths(EDIT) == ["00010001"]
    assert found.unit_ids() == [5]
    assert found.unit_ids(EDIT) == []
    assert found.audience_paths() == ["0001", "00010002", "000100020001", "00010003", "000100030001"]


def test_confining_takes_away_and_never_adds() -> None:
    full = actor(Grant("0001", frozenset({VIEW, EDIT})), Grant("0001", frozenset({EDIT}), unit_id=3))
    confined = full.only([VIEW, Perm.REPORT_ISSUE])
    assert confined.can(VIEW, Place("00010001"))
    assert not confined.can(EDIT, Place("0001"))
    assert not confined.can(EDIT, Place("0001", 3))
    assert not confined.can_anywhere(Perm.REPORT_ISSUE)
    assert (confined.id, confined.label) == (full.id, full.label)


@given(
    st.lists(st.tuples(st.sampled_from(["0001", "00010001", "00010002", "000100010001"]), st.sampled_from(list(Perm)))),
    st.sampled_from(list(Perm)),
    st.sets(st.sampled_from(list(Perm))),
)
def test_confined_rights_are_exactly_the_common_ones(pairs: list, asked: Perm, kept: set[Perm]) -> None:
    full = actor(*(Grant(path, frozenset({perm})) for path, perm in pairs))
    place = Place("000100010001")
    assert full.only(kept).can(asked, place) == (asked in kept and full.can(asked, place))


def test_requiring_names_the_right_that_is_missing() -> None:
    require(SYSTEM, Perm.REPORT_ISSUE, at=Place("0001"))
    with pytest.raises(NotAllowed, match="签发季度通报"):
        require(actor(), Perm.REPORT_ISSUE, at=Place("0001"))


def test_nobody_is_the_system_by_accident() -> None:
    assert not actor().is_system
    assert not replace(actor(), id=None).can(VIEW, Place("0001"))


def test_the_places_above() -> None:
    assert ancestor_paths("000100020003") == ["0001", "00010002", "000100020003"]


# --- the rest --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("2001:0DB8:0::0001", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("", None),
        ("unix:", None),
        ("10.0.0.7, 10.0.0.8", None),
    ],
)
def test_an_address_has_one_form(given: str, kept: str | None) -> None:
    assert address_of(given) == kept


def test_numbers_run_on_within_a_series_and_a_year(district) -> None:
    assert [next_number("x", 2026, "X-{year}-{number:03d}") for _ in range(3)] == [
        "X-2026-001",
        "X-2026-002",
        "X-2026-003",
    ]
    assert next_number("x", 2027, "{number}") == "1"
    assert next_number("y", 2026, "{number}") == "1"


def test_a_verb_has_one_name() -> None:
    register({"specimen.named": "命名"})
    register({"specimen.named": "命名"})
    with pytest.raises(ValueError, match="already called 命名"):
        register({"specimen.named": "另一个名"})


def test_the_time_line_tells_what_was_delivered_and_not_what_was_claimed(cast: Cast) -> None:
    claim = claim_in(cast, "confirmed", listing=open_listing(cast), quantity=20)
    claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="下雨少了一次", evidence=[photo()], quantity="12.50")
    claim_evaluate(actor=cast.actor("community_a"), claim=claim, score=1, words="次数不够")
    assert [(line.what, line.note) for line in history_of(claim)][:2] == [
        ("评价 1 分", "次数不够"),
        ("提交完成情况 12.5小时", ""),
    ]


@pytest.mark.parametrize(("given", "text"), [("20.00", "20"), ("12.50", "12.5"), (100, "100"), ("0.05", "0.05")])
def test_numbers_as_people_write_them(given: object, text: str) -> None:
    assert plain_number(given) == text
