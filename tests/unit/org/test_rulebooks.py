"""Rules of a district, kept in one row for each concern."""

import re
from typing import Any

import pytest
from cast import Cast

from core.errors import InvalidInput, NotAllowed, StaleVersion
from core.models import Event
from core.rulebook import all_rule_books
from tenants.calendars.models import WorkCalendar
from tenants.org.actions.rulebooks import rulebook_edit


def edit(cast: Cast, who: str = "office", **values: Any) -> Any:
    version = values.pop("version", None)
    return rulebook_edit(actor=cast.actor(who), book=WorkCalendar, values=values, version=version)


def test_defaults_hold_until_somebody_changes_a_rule(cast: Cast) -> None:
    assert (WorkCalendar.current().opens, WorkCalendar.objects.count()) == (9, 0)
    changed = edit(cast, opens=8)
    assert WorkCalendar.current().opens == 8
    assert WorkCalendar.current().closes == 17
    event = Event.objects.get()
    assert event.data["changed"] == {"opens": ["9", "8"]}
    assert (event.verb, event.subject_label) == ("settings.edit", "工作日历")
    with pytest.raises(StaleVersion):
        edit(cast, opens=7, version=changed.version - 1)


def test_only_the_district_office_may(cast: Cast) -> None:
    for name in ("leader", "system", "security", "audit", "street_a"):
        with pytest.raises(NotAllowed):
            edit(cast, name, opens=8)


def test_lists_are_taken_as_people_type_them(cast: Cast) -> None:
    edit(cast, extra_holidays="2027-02-05， 2027-02-04、2027-02-05")
    assert WorkCalendar.current().extra_holidays == ["2027-02-04", "2027-02-05"]
    edit(cast, extra_holidays=[])
    assert WorkCalendar.current().extra_holidays == []


@pytest.mark.parametrize(
    ("values", "field", "word"),
    [
        ({"opens": 25}, "opens", "23"),
        ({"opens": "早上"}, "opens", "早上"),
        ({"opens": None}, "opens", "null"),
        ({"opens": 18}, "closes", "晚于"),
        ({"extra_holidays": "春节"}, "extra_holidays", "2027-02-06"),
        ({"extra_holidays": 5}, "extra_holidays", "隔开"),
        ({"extra_holidays": "2027-02-04", "extra_workdays": "2027-02-04"}, "extra_workdays", "2027-02-04"),
        ({"lunch": 12}, "lunch", "没有"),
    ],
)
def test_bad_rules_are_refused_and_change_nothing(cast: Cast, values: Any, field: str, word: str) -> None:
    with pytest.raises(InvalidInput, match=re.escape(word)) as refused:
        edit(cast, **values)
    assert refused.value.field == field
    assert not WorkCalendar.objects.exists()
    assert not Event.objects.exists()


def test_every_rule_has_a_chinese_name_and_a_default() -> None:
    for book in all_rule_books():
        for rule in book.rules():
            assert not str(rule.verbose_name).isascii(), (book, rule)
            assert rule.has_default(), (book, rule)
