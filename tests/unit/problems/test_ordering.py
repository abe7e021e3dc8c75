"""By when the level above has to order that a problem be put right, and how an order is taken back."""

from datetime import date, timedelta

import pytest
from cast import Cast
from oversight import on_day, problem_in, problem_terms, rectification_in
from stories import in_days

from core.duedates import due_between
from core.errors import WrongState
from core.models import Event
from core.outbox import deliver_waiting
from core.waiting import waiting_for
from linkage.extensions.actions import extension_ask
from linkage.extensions.lapsing import lapse
from linkage.lights import Light
from linkage.problems.actions.problems import problem_dispatch, problem_edit
from linkage.problems.actions.rectifications import (
    rectification_approve,
    rectification_report,
    rectification_withdraw,
)
from linkage.problems.models import Problem, Rectification
from linkage.problems.ordering import check_standing, order_standing, with_check_light, with_order_light
from linkage.problems.reminders import checks, orders, rectifications
from linkage.problems.rollup import rollup
from linkage.problems.terms import order_due_for
from linkage.supervision.ladder import climb
from tenants.duties.running import say_new
from tenants.notices.models import Notice
from tenants.org.actions.organizations import organization_retire


class TestOrdering:
    """How long the level above has to order that a problem be put right, or to dismiss it."""

    FRIDAY = date(2026, 11, 6)

    @pytest.mark.parametrize(
        ("severity", "due"),
        [("grave", date(2026, 11, 9)), ("major", date(2026, 11, 11)), ("minor", date(2026, 11, 13))],
    )
    def test_working_days_by_severity(self, cast: Cast, severity: str, due: date) -> None:
        with on_day(self.FRIDAY):
            problem = problem_in(cast, "reported", severity=severity)
        assert problem.order_due_on == due

    def test_what_becomes_graver_is_due_sooner_from_the_same_day(self, cast: Cast) -> None:
        with on_day(self.FRIDAY):
            problem = problem_in(cast, "reported", severity="minor")
        given = problem_terms(cast, severity="grave")
        del given["organization"]
        with on_day(date(2026, 11, 10)):
            problem = problem_edit(actor=cast.actor("street_a"), problem=problem, **given)
        assert problem.order_due_on == date(2026, 11, 9)
        assert "下发期限：2026-11-13 → 2026-11-09" in Event.objects.get(verb="problem.edit").data["note"]

    def test_the_light_in_lists_and_on_the_record(self, cast: Cast) -> None:
        with on_day(self.FRIDAY):
            problem = problem_in(cast, "reported", severity="grave")
            closed = problem_in(cast, "dismissed")
        due = date(2026, 11, 9)
        for day, light in ((due, Light.SOON), (due + timedelta(days=1), Light.OVERDUE)):
            lit = with_order_light(Problem.objects.all(), day=day)
            assert dict(lit.values_list("pk", "light")) == {problem.pk: light, closed.pk: None}
            assert order_standing(problem, day=day) == (light, (due - day).days)
        assert order_standing(closed, day=due) == (None, None)
        early = due - timedelta(days=11)
        assert with_order_light(Problem.objects.all(), day=early).get(pk=problem.pk).light == Light.STEADY
        assert order_standing(problem, day=early)[0] == Light.STEADY

    def test_who_is_told_when(self, cast: Cast) -> None:
        """The day before and once it is late; then the level above that as well; nothing of what was ordered."""
        with on_day(self.FRIDAY):
            problem = problem_in(cast, "reported", severity="major")
            problem_in(cast, "dispatched")
        due = date(2026, 11, 11)
        assert not list(orders(due - timedelta(days=2)))
        told = {day: list(orders(day)) for day in (due - timedelta(days=1), due, due + timedelta(days=1))}
        assert [[(each.subject, each.stage) for each in found] for found in told.values()] == [
            [(problem, f"reported {due}:1")],
            [(problem, f"reported {due}:1")],
            [(problem, f"reported {due}:overdue")],
        ]
        for day in (due - timedelta(days=1), due + timedelta(days=1)):
            with on_day(day):
                say_new("problem.order", "problem.remind", orders(day))
            deliver_waiting()
        counts = {
            name: Notice.objects.filter(user=cast.users[name], event__verb="problem.remind").count()
            for name in ("street_a", "office", "community_a")
        }
        assert counts == {"street_a": 2, "office": 1, "community_a": 0}
        notes = Event.objects.filter(verb="problem.remind").order_by("pk").values_list("data__note", flat=True)
        assert list(notes) == ["还剩 1 天", "逾期未下达，已超过 1 天"]

    def test_it_stands_among_what_waits_on_the_calendar_and_in_the_sums(self, cast: Cast) -> None:
        problem = problem_in(cast, "reported")
        Problem.objects.filter(pk=problem.pk).update(order_due_on=in_days(-2))
        street = cast.actor("street_a")
        [found] = [each for each in waiting_for(street, shown=5) if each.waiting.kind == "problem.handle"]
        assert [item.due_on for item in found.items] == [in_days(-2)]
        dates = due_between(street, in_days(-5), in_days(5), kinds=["problem.order"], own=True)
        assert [(each.pk, each.done) for each in dates] == [(problem.pk, False)]
        [line, *_] = rollup(street, cast.community_a, problem.reported_at.year, in_days(0))
        assert (line.to_order, line.late_to_order) == (1, 1)


class TestChecking:
    """How long the level above has to check what was handed in, and then to close it."""

    FRIDAY = date(2026, 11, 6)

    def test_each_step_has_its_own_day(self, cast: Cast) -> None:
        with on_day(self.FRIDAY):
            row = rectification_in(cast, "submitted")
        assert row.check_by == date(2026, 11, 11)
        with on_day(date(2026, 11, 12)):
            row = rectification_approve(actor=cast.actor("street_a"), rectification=row)
        assert row.check_by == date(2026, 11, 17)
        assert [due.stage for due in checks(date(2026, 11, 16))] == ["reviewed 2026-11-17:1"]
        assert not list(checks(date(2026, 11, 13)))

    def test_the_light_and_who_is_told(self, cast: Cast) -> None:
        with on_day(self.FRIDAY):
            row, running = rectification_in(cast, "submitted"), rectification_in(cast, "rectifying")
        late = date(2026, 11, 12)
        lit = with_check_light(Rectification.objects.all(), day=late)
        assert dict(lit.values_list("pk", "check_light")) == {row.pk: Light.OVERDUE, running.pk: None}
        assert check_standing(row, day=late) == (Light.OVERDUE, -1)
        assert check_standing(running, day=late) == (None, None)
        for day in (date(2026, 11, 10), late):
            with on_day(day):
                say_new("rectification.check", "rectification.remind_check", checks(day))
            deliver_waiting()
        counts = {
            name: Notice.objects.filter(user=cast.users[name], event__verb="rectification.remind_check").count()
            for name in ("street_a", "office", "community_a")
        }
        assert counts == {"street_a": 2, "office": 1, "community_a": 0}
        [found] = [
            each for each in waiting_for(cast.actor("street_a"), shown=5) if each.waiting.kind.endswith("review")
        ]
        assert [item.due_on for item in found.items] == [row.check_by]
        dates = due_between(cast.actor("street_a"), late - timedelta(days=9), late, kinds=["rectification.check"])
        assert [(each.pk, each.done) for each in dates] == [(row.pk, False)]


class TestTakingBack:
    def test_the_problem_waits_to_be_ordered_anew(self, cast: Cast) -> None:
        """What was ordered by mistake counts nowhere any more, and another order takes its place."""
        street, community = cast.actor("street_a"), cast.actor("community_a")
        row = rectification_in(cast, "rectifying")
        extension_ask(actor=community, subject=row, due_on=row.due_on + timedelta(days=5), reason="施工", progress=0)
        rectification_withdraw(actor=street, rectification=row, reason="责任组织选错了")
        problem = Problem.objects.get(pk=row.problem_id)
        assert problem.status == Problem.Status.REPORTED
        assert (problem.waits_since, problem.order_due_on) == (in_days(0), order_due_for("major", in_days(0)))
        for verb in ("rectification.withdraw", "problem.recall"):
            assert Event.objects.get(verb=verb).data["reason"] == "责任组织选错了"
        deliver_waiting()
        assert Notice.objects.filter(user=cast.users["community_a"], event__verb="rectification.withdraw").exists()
        Rectification.objects.filter(pk=row.pk).update(started_on=in_days(-40), due_on=in_days(-30))
        assert not list(rectifications(in_days(0)))
        assert climb(in_days(0)) == 0
        assert not due_between(street, in_days(-60), in_days(60), kinds=["rectification"])
        [line, *_] = rollup(street, cast.community_a, problem.reported_at.year, in_days(0))
        assert (line.total, line.to_order, line.in_hand, line.overdue) == (1, 1, 0, 0)
        assert lapse(in_days(0)) == 1

        again = problem_dispatch(actor=street, problem=problem).rectifications.exclude(pk=row.pk).get()
        assert (again.status, again.number != row.number) == ("draft", True)
        assert list(Problem.objects.visible_to(cast.actor("office"))) == [problem]

    def test_not_once_it_is_reported_on(self, cast: Cast) -> None:
        row = rectification_in(cast, "rectifying")
        rectification_report(actor=cast.actor("community_a"), rectification=row, progress=10, text="已开始")
        with pytest.raises(WrongState, match="已报告整改进展"):
            rectification_withdraw(actor=cast.actor("street_a"), rectification=row, reason="下错了组织")
        with pytest.raises(WrongState):
            rectification_withdraw(
                actor=cast.actor("street_a"), rectification=rectification_in(cast, "submitted"), reason="下错了组织"
            )

    def test_a_place_without_it_may_go(self, cast: Cast) -> None:
        rectification_in(cast, "withdrawn")
        with pytest.raises(WrongState) as refused:
            organization_retire(actor=cast.actor("office"), organization=cast.community_a, reason="撤并")
        assert "未销号的整改" not in refused.value.message
