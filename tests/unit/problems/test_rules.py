"""Terms in working days, who may close, what may be asked, and what is refused in words."""

from datetime import date, timedelta

import pytest
from cast import Cast
from oversight import (
    extension_in,
    on_day,
    overdue,
    overtaken,
    problem_in,
    problem_terms,
    rectification_in,
    supervision_in,
)
from samples import photo
from stories import in_days

from core.errors import InvalidInput, NotAllowed, WrongState
from core.models import Event
from core.outbox import deliver_waiting
from core.permissions import SYSTEM
from linkage.extensions.actions import extension_approve, extension_ask, extension_lapse
from linkage.extensions.lapsing import lapse
from linkage.extensions.models import Extension
from linkage.extensions.waiting import to_decide
from linkage.problems.actions.problems import problem_dispatch, problem_report, problem_revisit
from linkage.problems.actions.rectifications import (
    rectification_adjust,
    rectification_approve,
    rectification_close,
    rectification_start,
    rectification_submit,
)
from linkage.problems.models import Problem, Rectification, RectificationTerms
from linkage.problems.terms import due_for
from linkage.supervision.actions.accountability import accountability_propose, accountability_record
from linkage.supervision.actions.supervisions import supervision_draft, supervision_issue
from linkage.supervision.models import Supervision, SupervisionRules
from tenants.notices.models import Notice
from tenants.org.actions.organizations import organization_retire
from tenants.org.models import Post


class TestTerms:
    @pytest.mark.parametrize(
        ("severity", "day", "due"),
        [
            # Spring Festival 2026: 15–23 February off, Saturdays the 14th and the 28th at work.
            ("grave", date(2026, 2, 11), date(2026, 2, 27)),
            # National Day 2026: 1–7 October off, work on Saturday the 10th.
            ("grave", date(2026, 9, 29), date(2026, 10, 14)),
            ("grave", date(2026, 11, 2), date(2026, 11, 11)),
            ("major", date(2026, 11, 2), date(2026, 11, 23)),
            ("minor", date(2026, 11, 2), date(2026, 12, 14)),
        ],
    )
    def test_working_days(self, district: None, severity: str, day: date, due: date) -> None:
        assert due_for(severity, day) == due

    def test_the_district_sets_them(self, cast: Cast) -> None:
        terms = RectificationTerms.current()
        terms.major_days = 1
        terms.save()
        with on_day(date(2026, 11, 6)):  # a Friday
            row = rectification_in(cast, "draft")
        assert (row.started_on, row.due_on) == (date(2026, 11, 6), date(2026, 11, 9))

    def test_a_day_may_be_given(self, cast: Cast) -> None:
        assert rectification_in(cast, "draft", due_on=in_days(3)).due_on == in_days(3)
        with pytest.raises(InvalidInput) as refused:
            rectification_in(cast, "draft", due_on=in_days(-1))
        assert refused.value.field == "due_on"


class TestReporting:
    def test_numbers_are_never_used_twice(self, cast: Cast) -> None:
        first = problem_in(cast, "reported")
        second = problem_in(cast, "reported")
        Problem.objects.filter(pk=second.pk).delete()
        third = problem_in(cast, "reported")
        numbers = [int(each.number.rsplit("-", 1)[1]) for each in (first, second, third)]
        assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]

    def test_upwards_and_downwards_but_not_sideways(self, cast: Cast) -> None:
        terms = problem_terms(cast, organization=cast.street_a)
        made = problem_report(actor=cast.actor("community_a"), **terms)
        assert made.reported_by == cast.community_a
        assert problem_report(actor=cast.actor("office"), **problem_terms(cast)).reported_by == cast.root
        with pytest.raises(NotAllowed):
            problem_report(actor=cast.actor("community_b"), **problem_terms(cast))

    def test_a_district_has_nobody_above_it_here(self, cast: Cast) -> None:
        with pytest.raises(InvalidInput) as refused:
            problem_report(actor=cast.actor("office"), **problem_terms(cast, organization=cast.root))
        assert refused.value.field == "organization"

    @pytest.mark.parametrize("field", ["source", "severity", "category"])
    def test_words_that_nobody_offers(self, cast: Cast, field: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            problem_report(actor=cast.actor("street_a"), **problem_terms(cast, **{field: "x"}))
        assert refused.value.field == field

    def test_it_follows_from_something(self, cast: Cast) -> None:
        first = problem_in(cast, "closed")
        made = problem_report(actor=cast.actor("street_a"), origin=first, **problem_terms(cast))
        assert (made.origin_type, made.origin_id) == ("problems.problem", first.pk)

    def test_looking_back_needs_a_closed_one(self, cast: Cast) -> None:
        with pytest.raises(WrongState):
            problem_revisit(actor=cast.actor("street_a"), problem=problem_in(cast, "rectifying"), detail="又来")

    def test_nobody_orders_beyond_his_realm(self, cast: Cast) -> None:
        problem = problem_in(cast, "reported")
        with pytest.raises(NotAllowed):
            problem_dispatch(actor=cast.actor("street_a"), problem=problem, organization=cast.community_b)
        with pytest.raises(NotAllowed):
            problem_dispatch(actor=cast.actor("street_a"), problem=problem, organization=cast.street_a)

    def test_a_place_with_open_problems_stays(self, cast: Cast) -> None:
        rectification_in(cast, "rectifying")
        with pytest.raises(WrongState) as refused:
            organization_retire(actor=cast.actor("office"), organization=cast.community_a, reason="撤并")
        assert "未销号的整改" in refused.value.message


class TestClosing:
    def test_never_by_who_handed_it_in(self, cast: Cast) -> None:
        """A street may do it for its community; then somebody else of the street checks and closes."""
        street = cast.actor("street_a")
        row = rectification_in(cast, "rectifying")
        row = rectification_submit(actor=street, rectification=row, outcome="代办", evidence=[photo()])
        with pytest.raises(NotAllowed, match="由您提交"):
            rectification_approve(actor=street, rectification=row)
        row = rectification_approve(actor=cast.actor("street_a_secretary"), rectification=row)
        with pytest.raises(NotAllowed, match="由您提交"):
            rectification_close(actor=street, rectification=row)
        rectification_close(actor=cast.actor("street_a_secretary"), rectification=row)

    def test_evidence_is_needed_once(self, cast: Cast) -> None:
        ours = cast.actor("community_a")
        row = rectification_in(cast, "rectifying")
        with pytest.raises(InvalidInput) as refused:
            rectification_submit(actor=ours, rectification=row, outcome="好了")
        assert refused.value.field == "evidence"
        returned = rectification_in(cast, "returned")
        assert rectification_submit(actor=ours, rectification=returned, outcome="补充说明").poor is False

    @pytest.mark.parametrize(("late", "on_time"), [(0, True), (1, False)])
    def test_the_event_says_whether_in_time(self, cast: Cast, late: int, on_time: bool) -> None:
        with on_day(date(2026, 11, 2)):
            row = rectification_in(cast, "rectifying")
        with on_day(row.due_on + timedelta(days=late)):
            ours = cast.actor("community_a")
            row = rectification_submit(actor=ours, rectification=row, outcome="好了", evidence=[photo()])
        with on_day(row.due_on + timedelta(days=30)):
            row = rectification_approve(actor=SYSTEM, rectification=row)
            rectification_close(actor=SYSTEM, rectification=row)
        for verb in ("rectification.submit", "rectification.close"):
            data = Event.objects.get(verb=verb).data
            assert data["on_time"] is on_time
            assert data["days"] == (row.due_on - row.started_on).days + late

    def test_a_stranger_answers_for_nothing(self, cast: Cast) -> None:
        row = rectification_in(cast, "draft")
        post = Post.objects.get(user=cast.users["community_b"])
        with pytest.raises(InvalidInput) as refused:
            rectification_start(actor=cast.actor("community_a"), rectification=row, measures="排班", post=post)
        assert refused.value.field == "post"
        with pytest.raises(InvalidInput) as refused:
            rectification_start(actor=cast.actor("community_a"), rectification=row, measures="排班")
        assert refused.value.field == "person"

    def test_a_term_is_adjusted_forwards_only(self, cast: Cast) -> None:
        row = rectification_in(cast, "rectifying")
        given = {"rectification": row, "requirement": "改", "reason": "变化"}
        with pytest.raises(InvalidInput):
            rectification_adjust(actor=cast.actor("street_a"), due_on=in_days(-1), **given)
        assert rectification_adjust(actor=cast.actor("street_a"), due_on=in_days(0), **given).due_on == in_days(0)


class TestExtending:
    def test_until_the_day_it_is_due(self, cast: Cast) -> None:
        row, ours = rectification_in(cast, "rectifying"), cast.actor("community_a")
        given = {"subject": row, "due_on": row.due_on + timedelta(days=5), "reason": "施工未完", "progress": 50}
        with on_day(row.due_on + timedelta(days=1), hour=0), pytest.raises(WrongState, match="期限已过"):
            extension_ask(actor=ours, **given)
        with on_day(row.due_on, hour=23):
            made = extension_ask(actor=ours, **given)
            with pytest.raises(WrongState, match="等待批准"):
                extension_ask(actor=ours, **given)
        with on_day(row.due_on + timedelta(days=3)):
            extension_approve(actor=cast.actor("street_a"), extension=made)
        row.refresh_from_db()
        assert row.due_on == made.due_on
        assert Event.objects.get(verb="rectification.extend").data["due_on"] == str(made.due_on)

    def test_only_later(self, cast: Cast) -> None:
        row = rectification_in(cast, "rectifying")
        with pytest.raises(InvalidInput) as refused:
            extension_ask(
                actor=cast.actor("community_a"), subject=row, due_on=row.due_on, reason="施工未完", progress=50
            )
        assert refused.value.field == "due_on"

    def test_so_often_as_the_district_allows(self, cast: Cast) -> None:
        made = extension_in(cast, "approved")
        rules = SupervisionRules.current()
        rules.most_extensions = 1
        rules.save()
        row = Rectification.objects.select_related("organization").get(pk=made.subject_id)
        with pytest.raises(WrongState, match="最多延期 1 次"):
            extension_ask(
                actor=cast.actor("community_a"),
                subject=row,
                due_on=row.due_on + timedelta(days=1),
                reason="施工未完",
                progress=50,
            )

    def test_a_term_that_changed_meanwhile(self, cast: Cast) -> None:
        made = extension_in(cast, "asked")
        Rectification.objects.filter(pk=made.subject_id).update(due_on=in_days(2))
        with pytest.raises(WrongState, match="另行调整"):
            extension_approve(actor=cast.actor("street_a"), extension=made)

    def test_what_is_overtaken_waits_for_nobody(self, cast: Cast) -> None:
        """Handed in, or due on another day by now: it ends by itself, and may be asked for anew."""
        still = extension_in(cast, "asked")
        handed_in, moved = overtaken(cast), extension_in(cast, "asked")
        Rectification.objects.filter(pk=moved.subject_id).update(due_on=in_days(200))
        with pytest.raises(WrongState, match="仍然有效"):
            extension_lapse(actor=SYSTEM, extension=still)
        assert lapse(in_days(0)) == 2
        assert lapse(in_days(0)) == 0
        told = dict(Extension.objects.filter(status="withdrawn").values_list("pk", "answer"))
        assert set(told) == {handed_in.pk, moved.pk}
        assert "已是“待审核”" in told[handed_in.pk]
        assert "另行调整" in told[moved.pk]
        deliver_waiting()
        assert Notice.objects.filter(user=cast.users["community_a"], event__verb="extension.lapse").count() == 2
        assert list(Extension.objects.filter(to_decide(cast.actor("street_a")))) == [still]
        row = Rectification.objects.select_related("organization").get(pk=moved.subject_id)
        extension_ask(actor=cast.actor("community_a"), subject=row, due_on=in_days(210), reason="施工未完", progress=50)


class TestSupervising:
    def test_each_issuer_counts_its_own(self, cast: Cast) -> None:
        rows = [supervision_in(cast, "sent") for _ in range(2)]
        year = rows[0].issued_at.year
        assert [row.number for row in rows] == [f"江宁路街道督〔{year}〕{n}号" for n in (1, 2)]
        order = supervision_draft(actor=cast.actor("office"), subject=overdue(cast))
        order = supervision_issue(actor=cast.actor("office"), supervision=order)
        assert (order.issuer, order.number) == (cast.root, f"静安区督〔{year}〕1号")

    def test_nothing_that_is_done(self, cast: Cast) -> None:
        with pytest.raises(WrongState):
            supervision_draft(actor=cast.actor("street_a"), subject=rectification_in(cast, "submitted"))

    def test_facts_say_how_late(self, cast: Cast) -> None:
        order = supervision_draft(actor=cast.actor("street_a"), subject=overdue(cast, days=7))
        assert "已逾期7天" in order.facts
        assert Supervision.objects.get().name == "未签发"

    def test_a_talk_needs_somebody_late(self, cast: Cast) -> None:
        with pytest.raises(WrongState, match="逾期"):
            accountability_propose(
                actor=cast.actor("street_a"), subject=rectification_in(cast, "rectifying"), kind="talk"
            )

    def test_a_talk_was_held_already(self, cast: Cast) -> None:
        row = overdue(cast, days=3)
        made = accountability_propose(actor=cast.actor("street_a"), subject=row, kind="talk")
        with pytest.raises(WrongState, match="已经提请过"):
            accountability_propose(actor=cast.actor("street_a"), subject=row, kind="talk")
        with pytest.raises(InvalidInput) as refused:
            accountability_record(
                actor=cast.actor("street_a"),
                accountability=made,
                held_on=in_days(1),
                person="书记",
                held_by="书记",
                result="好",
            )
        assert refused.value.field == "held_on"
