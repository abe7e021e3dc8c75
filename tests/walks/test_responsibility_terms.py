"""What runs out of a list of responsibilities: lights, reminders, more time, the ladder, and the sums of a district."""

from datetime import datetime, timedelta

import pytest
from callers import application, person
from cast import Cast
from django.db import transaction
from stories import in_days
from task_stories import due, responsibility_in, responsibility_lists

from core.errors import WrongState
from core.events import at_moment, now
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, today
from linkage.extensions.actions import extension_approve, extension_ask
from linkage.lights import Light, standing_of, with_lights
from linkage.responsibilities.actions.checking import responsibility_accept, responsibility_check, responsibility_return
from linkage.responsibilities.actions.working import responsibility_report, responsibility_submit
from linkage.responsibilities.models import Responsibility
from linkage.responsibilities.reminders import responsibilities
from linkage.responsibilities.rollup import rollup
from linkage.supervision.actions.accountability import accountability_propose
from linkage.supervision.actions.supervisions import supervision_draft, supervision_issue, supervision_reply
from linkage.supervision.ladder import climb
from linkage.supervision.models import Accountability, Supervision
from tenants.duties.running import run_duties
from tenants.notices.models import Notice
from tenants.org.models import Organization

YEAR = today().year


def light(row: Responsibility) -> str | None:
    """As the database and as Python see it."""
    found: str | None = with_lights(Responsibility.objects.filter(pk=row.pk)).get().light
    assert standing_of(row).light == found
    return found


def told(verb: str) -> set[str]:
    deliver_waiting()
    return set(Notice.objects.filter(event__verb=verb).values_list("user__username", flat=True))


def test_lights_follow_what_is_reported_checked_and_handed_in(cast: Cast) -> None:
    street, office = cast.actor("street_a"), cast.actor("office")
    row = due(responsibility_in(cast, "published"), 60)
    assert light(row) == Light.BEHIND
    row = responsibility_report(actor=street, responsibility=row, progress=70, text="已研究三次")
    assert (light(row), row.outcome) == (Light.STEADY, "已研究三次")
    row = responsibility_check(actor=office, responsibility=row, passed=False, findings="少一次")
    assert light(row) == Light.BEHIND
    row = responsibility_check(actor=office, responsibility=row, passed=True, findings="已补上")
    assert light(row) == Light.STEADY
    assert light(due(row, 5, started=-5)) == Light.SOON
    assert light(due(row, -1)) == Light.OVERDUE
    row = responsibility_submit(actor=street, responsibility=row, outcome="全部落实")
    assert light(row) is None
    assert told("responsibility.submit") == {"office", "leader"}
    row = responsibility_return(actor=office, responsibility=due(row, 30), reason="缺会议记录")
    assert (light(row), row.submitted_at) == (Light.BEHIND, None)
    assert told("responsibility.return") == {"street.a", "street.a.secretary"}
    row = responsibility_submit(actor=street, responsibility=row, outcome="已补")
    row = responsibility_accept(actor=office, responsibility=row, result="met")
    assert (row.status, row.progress) == ("accepted", 100)


def test_reminders_before_and_after_the_day(cast: Cast) -> None:
    row = due(responsibility_in(cast, "built"), 10)
    with transaction.atomic(), at_moment(now()):
        said = {
            left: [(each.stage.split(":")[1]) for each in responsibilities(in_days(10 - left))]
            for left in (11, 10, 3, 1, -1)
        }
    assert said == {11: [], 10: ["10"], 3: ["3"], 1: ["1"], -1: ["overdue"]}
    monday = datetime(2026, 10, 19, 10, tzinfo=SHANGHAI)
    Responsibility.objects.filter(pk=row.pk).update(due_on=monday.date() + timedelta(days=10))
    run_duties(monday)
    assert told("responsibility.remind") == {"street.a", "street.a.secretary"}
    notice = Notice.objects.filter(event__verb="responsibility.remind").first()
    assert notice is not None
    assert "还没有认领" in str(notice.event.data["note"])
    Responsibility.objects.filter(pk=row.pk).update(due_on=monday.date() - timedelta(days=1))
    run_duties(monday + timedelta(days=1))
    assert told("responsibility.remind") == {"street.a", "street.a.secretary", "office", "leader"}


def test_more_time_is_asked_and_given(cast: Cast) -> None:
    row = due(responsibility_in(cast, "published"), 5)
    asked = extension_ask(actor=cast.actor("street_a"), subject=row, due_on=in_days(9), reason="换届", progress=60)
    extension_approve(actor=cast.actor("office"), extension=asked)
    row.refresh_from_db()
    assert row.due_on == in_days(9)


def test_what_is_overdue_climbs_the_ladder(cast: Cast) -> None:
    row = due(responsibility_in(cast, "published"), -6)
    assert climb(today()) == 1
    order = Supervision.objects.get()
    assert (order.subject_type, order.organization, order.issuer) == (
        "responsibilities.responsibility",
        cast.street_a,
        cast.root,
    )
    order = supervision_issue(actor=cast.actor("office"), supervision=order)
    supervision_reply(actor=cast.actor("street_a"), supervision=order, reply="本周补齐")
    due(row, -16)
    assert climb(today()) == 1
    assert Accountability.objects.get().kind == "talk"


def test_nobody_supervises_the_district_itself(cast: Cast) -> None:
    office = cast.actor("office")
    row = due(responsibility_in(cast, "built", organization=cast.root, by="office"), -40)
    assert climb(today()) == 0
    with pytest.raises(WrongState, match="没有它的上级"):
        supervision_draft(actor=office, subject=row)
    with pytest.raises(WrongState, match="没有它的上级"):
        accountability_propose(actor=office, subject=row, kind="talk")


def sums(cast: Cast, name: str, place: Organization, year: int = YEAR) -> dict[str, tuple[int, ...]]:
    rows = rollup(cast.actor(name), place, year, today()).order_by("path")
    names = ("total", "unclaimed", "in_hand", "overdue", "to_accept", "accepted")
    return {row.name: tuple(getattr(row, each) for each in names) for row in rows}


def test_the_sums_of_a_district_and_of_a_street(cast: Cast) -> None:
    responsibility_lists(cast)
    assert sums(cast, "office", cast.root) == {
        "静安区": (1, 1, 0, 0, 0, 0),
        "江宁路街道": (6, 1, 3, 1, 1, 1),
        "石门二路街道": (0, 0, 0, 0, 0, 0),
    }
    assert sums(cast, "street_a", cast.street_a) == {"江宁路街道": (5, 1, 2, 0, 1, 1), "新安居委会": (1, 0, 1, 1, 0, 0)}
    assert sums(cast, "office", cast.root, YEAR - 1)["江宁路街道"] == (1, 1, 0, 1, 0, 0)


def test_the_sums_through_the_interface(cast: Cast) -> None:
    responsibility_lists(cast)
    asked = "{ responsibilityRollup { year lines { name total unclaimed inHand overdue toAccept accepted share } } }"
    found = person(cast.users["street_a"]).ask(asked)["responsibilityRollup"]
    assert found["year"] == YEAR
    assert [line["name"] for line in found["lines"]] == ["江宁路街道", "新安居委会"]
    assert found["lines"][0]["share"] == "0.2000"
    for name in ("unit_a", "department"):
        refused = person(cast.users[name]).post(asked).json()
        assert "供区、街道和社区查看" in refused["errors"][0]["message"]


def test_a_client_that_may_not_read_responsibilities_is_told_of_the_scope_it_lacks(cast: Cast) -> None:
    asked = "{ responsibilityRollup { lines { total } } }"
    refused = application(cast, cast.root, ["problem.view"]).post(asked).json()
    assert "responsibility.view" in refused["errors"][0]["message"]
    assert application(cast, cast.root, ["responsibility.view"], name="责任").ask(asked)["responsibilityRollup"][
        "lines"
    ]
