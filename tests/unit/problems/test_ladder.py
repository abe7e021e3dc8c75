"""The ladder and the reminders: each step at its day, once, by the district's rules."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from cast import Cast
from oversight import on_day, overdue, rectification_in, supervision_in
from stories import in_days
from task_stories import community_part

from core.errors import InvalidInput, WrongState
from core.events import now
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI
from linkage.assignments.reminders import tasks
from linkage.problems.models import Rectification
from linkage.problems.reminders import rectifications
from linkage.subjects import tracked_models
from linkage.supervision.actions.supervisions import supervision_discard, supervision_draft, supervision_issue
from linkage.supervision.ladder import climb, give_up, replies
from linkage.supervision.models import Accountability, Supervision, SupervisionRules
from tenants.duties.running import run_duties
from tenants.notices.models import Notice


def taken() -> tuple[int, int, int]:
    kinds = Accountability.objects.values_list("kind", flat=True)
    return Supervision.objects.count(), list(kinds).count("talk"), list(kinds).count("adjust")


@pytest.mark.parametrize(
    ("days", "steps"),
    [
        (4, (0, 0, 0)),
        (5, (1, 0, 0)),
        (14, (1, 0, 0)),
        (15, (0, 1, 0)),
        (29, (0, 1, 0)),
        (30, (0, 0, 1)),
        (99, (0, 0, 1)),
    ],
)
def test_each_step_begins_at_its_day(cast: Cast, days: int, steps: tuple[int, int, int]) -> None:
    """A first run that is late goes to the newest step at once."""
    overdue(cast, days=days)
    assert climb(in_days(0)) == sum(steps)
    assert taken() == steps
    assert climb(in_days(0)) == 0
    assert taken() == steps


def test_step_by_step_each_once(cast: Cast) -> None:
    row = overdue(cast, days=1)
    for late in range(1, 41):
        day = row.due_on + timedelta(days=late)
        with on_day(day):
            climb(day)
    assert taken() == (1, 1, 1)
    assert {each.for_due_on for each in Accountability.objects.all()} == {row.due_on}


def test_a_new_due_date_begins_anew(cast: Cast) -> None:
    row = overdue(cast, days=6)
    climb(in_days(0))
    Rectification.objects.filter(pk=row.pk).update(due_on=in_days(-5))
    climb(in_days(0))
    assert taken() == (2, 0, 0)


def test_what_was_given_up_does_not_come_back(cast: Cast) -> None:
    overdue(cast, days=6)
    climb(in_days(0))
    order = Supervision.objects.select_related("issuer").get()
    supervision_discard(actor=cast.actor("street_a"), supervision=order, reason="已电话督促")
    assert climb(in_days(0)) == 0


MOOT = [
    pytest.param({"status": "submitted"}, "", id="handed in, and may come back"),
    pytest.param({"status": "closed"}, "已是“已销号”", id="closed"),
    pytest.param({"status": "withdrawn"}, "已是“已撤回”", id="taken back"),
    pytest.param({"due_on": in_days(5)}, "期限已改为", id="given another day"),
]


@pytest.mark.parametrize(("changes", "why"), MOOT)
def test_drafts_of_which_nothing_can_come_are_given_up(cast: Cast, changes: dict[str, Any], why: str) -> None:
    """Neither does the level above wait to sign them, nor can it."""
    overdue(cast, days=6)
    climb(in_days(0))
    assert give_up(in_days(0)) == 0
    changes = {**changes, "closed_at": now() if changes.get("status") == "closed" else None}
    Rectification.objects.update(**changes)
    order = Supervision.objects.select_related("issuer").get()
    if not why:
        assert give_up(in_days(0)) == 0
        assert supervision_issue(actor=cast.actor("street_a"), supervision=order).status == "sent"
        return
    with pytest.raises(WrongState, match=why):
        supervision_issue(actor=cast.actor("street_a"), supervision=order)
    assert give_up(in_days(0)) == 1
    order.refresh_from_db()
    assert order.status == "discarded"
    told = Event.objects.get(verb="supervision.discard", actor_kind="system")
    assert why in told.data["reason"]
    assert give_up(in_days(0)) == 0


def test_an_order_by_hand_counts(cast: Cast) -> None:
    order = supervision_in(cast, "sent")
    Rectification.objects.update(due_on=in_days(-6))
    Supervision.objects.filter(pk=order.pk).update(for_due_on=in_days(-6))
    assert climb(in_days(0)) == 0


def test_a_draft_by_hand_that_was_given_up_is_no_step(cast: Cast) -> None:
    row = overdue(cast, days=4)
    street = cast.actor("street_a")
    draft = supervision_draft(actor=street, subject=row)
    supervision_discard(actor=street, supervision=draft, reason="先电话督促")
    assert climb(in_days(0)) == 0
    assert climb(in_days(1)) == 1
    assert Supervision.objects.get(status="draft").by_ladder


@pytest.mark.parametrize("status", ["submitted", "reviewed", "closed"])
def test_who_has_handed_in_climbs_no_ladder(cast: Cast, status: str) -> None:
    row = rectification_in(cast, status)
    Rectification.objects.filter(pk=row.pk).update(started_on=in_days(-90), due_on=in_days(-60))
    assert climb(in_days(0)) == 0


def test_many_cost_as_much_as_few(cast: Cast, django_assert_max_num_queries) -> None:
    for _ in range(4):
        overdue(cast, days=6)
    climb(in_days(0))
    # The rules, one for each kind of record, two for what was done about those of the kind that is overdue.
    with django_assert_max_num_queries(len(tracked_models()) + 3):
        assert climb(in_days(0)) == 0


def test_the_district_sets_the_days_in_order(cast: Cast) -> None:
    rules = SupervisionRules.current()
    rules.order_days, rules.talk_days = 2, 3
    rules.save()
    overdue(cast, days=3)
    climb(in_days(0))
    assert taken() == (0, 1, 0)
    rules.talk_days = 2
    with pytest.raises(InvalidInput) as refused:
        rules.check_rules()
    assert refused.value.field == "talk_days"
    rules.talk_days, rules.middle_days = 3, 10
    with pytest.raises(InvalidInput) as refused:
        rules.check_rules()
    assert refused.value.field == "middle_days"


@pytest.mark.parametrize(
    ("left", "stage"),
    [(11, None), (10, "10"), (4, "10"), (3, "3"), (1, "1"), (0, "1"), (-1, "overdue"), (-30, "overdue")],
)
def test_reminders_before_and_after(cast: Cast, left: int, stage: str | None) -> None:
    row = rectification_in(cast, "rectifying")
    due = in_days(left)
    Rectification.objects.filter(pk=row.pk).update(started_on=due - timedelta(days=60), due_on=due)
    found = [each.stage for each in rectifications(in_days(0))]
    assert found == ([] if stage is None else [f"{due}:{stage}"])


@pytest.mark.parametrize(("left", "stage"), [(2, None), (1, "1"), (0, "0"), (-1, "overdue")])
def test_reminders_of_a_reply(cast: Cast, left: int, stage: str | None) -> None:
    order = supervision_in(cast, "sent")
    Supervision.objects.filter(pk=order.pk).update(reply_due_on=in_days(left))
    assert [each.stage for each in replies(in_days(0))] == ([] if stage is None else [stage])


def test_who_is_told(cast: Cast) -> None:
    """Before the day the place alone, after it the level above as well; each once."""
    with on_day(date(2026, 11, 2)):
        row = rectification_in(cast, "rectifying")

    for left in (11, 10, 9, 3, 1, 0, -1, -2):
        run_duties(datetime.combine(row.due_on - timedelta(days=left), time(10), tzinfo=SHANGHAI))
    deliver_waiting()
    verb = "rectification.remind"
    assert Event.objects.filter(verb=verb).count() == 4
    assert Notice.objects.filter(user=cast.users["community_a"], event__verb=verb).count() == 4
    assert Notice.objects.filter(user=cast.users["street_a"], event__verb=verb).count() == 1


class TestDaysOfTheDistrict:
    """How many days before something is due it is called to mind is for the district to say."""

    def said(self, cast: Cast, row: Rectification) -> list[str]:
        """The stages at which a rectification is reminded of, from thirty days before on, each once."""
        found: list[str] = []
        for left in range(30, -1, -1):
            for due in rectifications(row.due_on - timedelta(days=left)):
                if due.subject == row and (not found or found[-1] != due.stage):
                    found.append(due.stage)
        return [stage.rpartition(":")[2] for stage in found]

    def test_of_rectifications(self, cast: Cast) -> None:
        row = rectification_in(cast, "rectifying")
        assert self.said(cast, row) == ["10", "3", "1"]
        SupervisionRules.objects.create(pk=1, soon_days=14, last_days=[7, 2, 0])
        assert self.said(cast, row) == ["14", "7", "2", "0"]
        SupervisionRules.objects.update(last_days=[])
        assert self.said(cast, row) == ["14"]

    def test_of_tasks(self, cast: Cast) -> None:
        part = community_part(cast)

        def said(left: int) -> list[str]:
            day = part.due_on - timedelta(days=left)
            return [due.stage.rpartition(":")[2] for due in tasks(day) if due.subject == part]

        assert (said(8), said(7), said(1)) == ([], ["7"], ["1"])
        SupervisionRules.objects.create(pk=1, task_days=[15])
        assert (said(16), said(15), said(1)) == ([], ["15"], ["15"])
        SupervisionRules.objects.update(task_days=[])
        assert (said(0), said(-1)) == ([], ["overdue"])

    def test_of_replies_to_orders(self, cast: Cast) -> None:
        order = supervision_in(cast, "sent")

        def said(left: int) -> list[str]:
            return [due.stage for due in replies(order.reply_due_on - timedelta(days=left)) if due.subject == order]

        assert (said(2), said(1), said(0), said(-1)) == ([], ["1"], ["0"], ["overdue"])
        SupervisionRules.objects.create(pk=1, reply_remind_days=[2])
        assert (said(3), said(2), said(0)) == ([], ["2"], ["2"])
        SupervisionRules.objects.update(reply_remind_days=[])
        assert (said(0), said(-1)) == ([], ["overdue"])
