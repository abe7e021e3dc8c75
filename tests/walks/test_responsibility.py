"""建 → 领 → 晒 → 查 → 验: an item of a street's list through its year."""

from datetime import date, datetime

from cast import Cast
from task_stories import item_terms

from core.duedates import due_between
from core.events import at_moment
from core.history import history_of
from core.periods import SHANGHAI, today
from core.waiting import waiting_for
from linkage.responsibilities.actions.checking import responsibility_accept, responsibility_check
from linkage.responsibilities.actions.items import (
    responsibility_build,
    responsibility_claim,
    responsibility_copy,
    responsibility_publish,
)
from linkage.responsibilities.models import Responsibility


def seen(cast: Cast, name: str, row: Responsibility) -> bool:
    return Responsibility.objects.visible_to(cast.actor(name)).filter(pk=row.pk).exists()


def kinds(cast: Cast, name: str) -> set[str]:
    found = waiting_for(cast.actor(name), shown=1)
    return {one.waiting.kind for one in found if one.waiting.kind.startswith("responsibility")}


def test_the_year_of_a_responsibility(cast: Cast) -> None:
    year = today().year - 1
    street, office = cast.actor("street_a"), cast.actor("office")
    with at_moment(datetime(year, 1, 6, 9, tzinfo=SHANGHAI)):
        row = responsibility_build(
            actor=office,
            **item_terms(cast, year=year, started_on=date(year, 1, 1), due_on=date(year, 10, 31)),
        )
    assert not seen(cast, "street_b", row)
    assert kinds(cast, "street_a") == {"responsibility.claim"}
    with at_moment(datetime(year, 2, 1, 9, tzinfo=SHANGHAI)):
        row = responsibility_claim(actor=street, responsibility=row, responsible="沈书记", post="党工委书记")
        row = responsibility_publish(actor=street, responsibility=row)
    assert seen(cast, "street_b", row)
    assert seen(cast, "unit_a", row)
    with at_moment(datetime(year, 7, 1, 9, tzinfo=SHANGHAI)):
        row = responsibility_check(actor=office, responsibility=row, passed=False, findings="二季度没有研究")
    assert kinds(cast, "office") == {"responsibility.accept"}
    dues = due_between(street, date(year, 10, 1), date(year, 10, 31), own=True, kinds=["responsibility"])
    assert [(due.pk, due.done) for due in dues] == [(row.pk, False)]
    row = responsibility_accept(actor=office, responsibility=row, result="partly", note="少研究一次")
    assert kinds(cast, "office") == set()
    told = [(line.what, line.note) for line in history_of(row)]
    assert told[0] == ("验收", "基本完成：少研究一次")
    assert [what for what, _ in told[1:]] == ["检查履责情况", "公示责任", "认领责任", "建立责任事项"]
    (again,) = responsibility_copy(actor=street, organization=cast.street_a, year=year + 1)
    assert (again.year, again.status, again.responsible) == (year + 1, "built", "")
