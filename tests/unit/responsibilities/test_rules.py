"""What holds for lists of responsibilities: one item once, its year, who sees it, what is copied."""

from datetime import date, datetime
from typing import Any

import pytest
from cast import Cast
from task_stories import item_terms, responsibility_in

from core.errors import InvalidInput, NotFound, WrongState
from core.events import at_moment
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, today
from core.permissions import SYSTEM
from core.waiting import waiting_for
from linkage.responsibilities.actions.checking import responsibility_accept, responsibility_check, responsibility_return
from linkage.responsibilities.actions.items import (
    responsibility_build,
    responsibility_claim,
    responsibility_copy,
    responsibility_discard,
    responsibility_edit,
)
from linkage.responsibilities.models import Responsibility
from tenants.notices.models import Notice
from tenants.org.actions.organizations import organization_retire

YEAR = today().year


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"content": " "}, "content"),
        ({"holder": "boss"}, "holder"),
        ({"category": "x"}, "category"),
        ({"year": YEAR + 2}, "year"),
        ({"started_on": date(YEAR - 1, 12, 31)}, "started_on"),
        ({"due_on": date(YEAR + 1, 1, 1)}, "due_on"),
        ({"started_on": date(YEAR, 6, 1), "due_on": date(YEAR, 5, 31)}, "due_on"),
    ],
)
def test_what_building_refuses(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        responsibility_build(actor=SYSTEM, **item_terms(cast, **changes))
    assert refused.value.field == field


def test_the_same_item_stands_once_on_a_list(cast: Cast) -> None:
    first = responsibility_in(cast, "built")
    with pytest.raises(InvalidInput) as refused:
        responsibility_in(cast, "built")
    assert refused.value.field == "title"
    responsibility_in(cast, "built", holder="party")
    responsibility_discard(actor=SYSTEM, responsibility=first, reason="重列")
    again = responsibility_in(cast, "built")
    assert again.number not in (first.number, "")


def test_somebody_must_be_named_when_it_is_claimed(cast: Cast) -> None:
    row = responsibility_in(cast, "built")
    with pytest.raises(InvalidInput) as refused:
        responsibility_claim(actor=SYSTEM, responsibility=row)
    assert refused.value.field == "responsible"
    named = responsibility_in(cast, "built", title="已写明责任人的", responsible="沈书记")
    assert responsibility_claim(actor=SYSTEM, responsibility=named).responsible == "沈书记"


@pytest.mark.parametrize("status", Responsibility.Status.values)
def test_only_what_is_not_published_can_be_changed(cast: Cast, status: str) -> None:
    row = responsibility_in(cast, status)
    given = item_terms(cast, title="改过的事项")
    del given["organization"], given["year"]
    if status in Responsibility.OPEN:
        assert responsibility_edit(actor=SYSTEM, responsibility=row, **given).title == "改过的事项"
        return
    with pytest.raises(WrongState):
        responsibility_edit(actor=SYSTEM, responsibility=row, **given)


def test_checks_stay_and_a_poor_result_says_why(cast: Cast) -> None:
    row = responsibility_in(cast, "published")
    for passed in (False, True):
        row = responsibility_check(actor=SYSTEM, responsibility=row, passed=passed, findings="查阅会议记录")
    assert list(row.checks.order_by("pk").values_list("passed", flat=True)) == [False, True]
    with pytest.raises(InvalidInput) as refused:
        responsibility_accept(actor=SYSTEM, responsibility=row, result="unmet")
    assert refused.value.field == "note"
    assert responsibility_accept(actor=SYSTEM, responsibility=row, result="met").result == "met"


def test_a_list_is_copied_from_the_year_before_once(cast: Cast) -> None:
    before = YEAR - 1
    old = [
        responsibility_in(cast, status, title=f"事项 {status}", year=before, **term(before))
        for status in ("accepted", "built", "discarded")
    ]
    responsibility_in(cast, "built", title="事项 built")
    with at_moment(datetime(YEAR, 1, 6, 9, tzinfo=SHANGHAI)):
        made = responsibility_copy(actor=SYSTEM, organization=cast.street_a, year=YEAR)
    assert [row.title for row in made] == ["事项 accepted"]
    (row,) = made
    assert (row.status, row.responsible, row.post) == ("built", "", "党工委书记")
    assert (row.started_on, row.due_on) == (date(YEAR, 3, 1), date(YEAR, 9, 30))
    assert row.number != old[0].number
    with pytest.raises(NotFound):
        responsibility_copy(actor=SYSTEM, organization=cast.street_a, year=YEAR)


def test_what_is_copied_late_is_not_overdue_at_once(cast: Cast) -> None:
    responsibility_in(cast, "built", year=YEAR - 1, **term(YEAR - 1))
    with at_moment(datetime(YEAR, 10, 8, 9, tzinfo=SHANGHAI)):
        (row,) = responsibility_copy(actor=SYSTEM, organization=cast.street_a, year=YEAR)
    assert (row.started_on, row.due_on) == (date(YEAR, 3, 1), date(YEAR, 12, 31))


def test_nothing_is_built_that_would_be_red_at_once(cast: Cast) -> None:
    """The ladder would take it to the highest step the next morning."""
    terms = item_terms(cast, due_on=date(YEAR, 9, 30))
    with at_moment(datetime(YEAR, 10, 8, 9, tzinfo=SHANGHAI)):
        with pytest.raises(InvalidInput, match="不能早于今天") as refused:
            responsibility_build(actor=SYSTEM, **terms)
        with pytest.raises(InvalidInput, match="只能建立"):
            responsibility_build(actor=SYSTEM, **{**terms, "year": YEAR - 1})
    assert refused.value.field == "due_on"
    with at_moment(datetime(YEAR, 9, 30, 9, tzinfo=SHANGHAI)):
        row = responsibility_build(actor=SYSTEM, **terms)
    changed = {name: terms[name] for name in ("holder", "category", "content", "started_on", "due_on")}
    with at_moment(datetime(YEAR, 10, 8, 9, tzinfo=SHANGHAI)):
        row = responsibility_edit(actor=SYSTEM, responsibility=row, title="每月研究一次", **changed)
    assert (row.title, row.due_on) == ("每月研究一次", date(YEAR, 9, 30))


def term(year: int) -> dict[str, date]:
    return {"started_on": date(year, 3, 1), "due_on": date(year, 9, 30)}


def test_what_waits_for_whom(cast: Cast) -> None:
    responsibility_in(cast, "built")
    responsibility_in(cast, "claimed", title="待公示的")
    over = responsibility_in(cast, "published", title="到期的")
    Responsibility.objects.filter(pk=over.pk).update(started_on=date(YEAR - 1, 1, 1), due_on=date(YEAR - 1, 12, 31))

    def waits(name: str) -> dict[str, int]:
        found = waiting_for(cast.actor(name), shown=3)
        return {w.waiting.kind: w.total for w in found if w.waiting.kind.startswith("responsibility")}

    handed_in = responsibility_in(cast, "submitted", title="已申请验收的")
    assert waits("street_a") == {
        "responsibility.claim": 1,
        "responsibility.publish": 1,
        "responsibility.work": 1,
    }
    assert waits("office") == {"responsibility.accept": 2}
    responsibility_return(actor=cast.actor("office"), responsibility=handed_in, reason="少一次")
    assert waits("street_a")["responsibility.work"] == 2
    assert waits("office") == {"responsibility.accept": 1}
    assert waits("community_a") == waits("street_b") == {}


def test_who_is_told(cast: Cast) -> None:
    row = responsibility_in(cast, "published")
    responsibility_check(actor=cast.actor("office"), responsibility=row, passed=False, findings="少一次")
    deliver_waiting()
    told = set(Notice.objects.filter(event__verb="responsibility.publish").values_list("user__username", flat=True))
    assert told == {"leader", "office"}
    told = set(Notice.objects.filter(event__verb="responsibility.check").values_list("user__username", flat=True))
    assert told == {"street.a", "street.a.secretary"}


def test_the_list_of_a_retired_place_goes_to_its_successor(cast: Cast) -> None:
    own = responsibility_in(cast, "published")
    same = responsibility_in(cast, "built", organization=cast.street_a, title="两家都有的")
    responsibility_build(actor=SYSTEM, **item_terms(cast, organization=cast.street_b, title="两家都有的"))
    organization_retire(actor=SYSTEM, organization=cast.street_a, successor=cast.street_b, reason="合并")
    for row in (own, same):
        row.refresh_from_db()
        assert row.organization_id == cast.street_b.pk
    assert same.title == "两家都有的（原江宁路街道）"
