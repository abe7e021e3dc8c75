"""The course of an inspection: plan, record, confirm or object, problems, and its end."""

from decimal import Decimal

import pytest
from cast import Cast
from inspecting import drafted, inspection_in, issued, prepared, recorded, reread, silent, submitted, target_in, team_of
from oversight import on_day
from stories import in_days

from core.errors import InvalidInput, NotAllowed, WrongState
from core.models import Event
from core.origins import from_origin
from core.periods import today
from core.permissions import SYSTEM
from linkage.inspections.actions import answers, plans, records, targets
from linkage.inspections.models import Finding, Inspection, InspectionRules, InspectionTarget
from linkage.inspections.reminders import silence
from linkage.problems.models import Problem


def test_a_plan_needs_targets_and_a_team_for_each(cast: Cast) -> None:
    plan = drafted(cast)
    office = cast.actor("office")
    with pytest.raises(WrongState, match="还没有检查对象"):
        plans.inspection_issue(actor=office, inspection=plan)
    targets.inspection_choose(actor=office, inspection=plan, owners=[cast.community_a, cast.unit_b])
    with pytest.raises(WrongState, match="2 个检查对象没有分到"):
        plans.inspection_issue(actor=office, inspection=plan)
    with pytest.raises(WrongState, match="还没有检查组"):
        targets.inspection_spread(actor=office, inspection=plan)
    team_of(cast, plan)
    targets.inspection_spread(actor=office, inspection=plan)
    assert plans.inspection_issue(actor=office, inspection=plan).status == "issued"


def test_choosing_again_takes_off_what_is_not_named(cast: Cast) -> None:
    plan = prepared(cast, cast.community_a, cast.community_b)
    targets.inspection_choose(actor=cast.actor("office"), inspection=plan, owners=[cast.community_b, cast.unit_a])
    assert {str(row.owner) for row in plan.targets.all()} == {"张家宅居委会", "江宁中学"}


def test_a_street_inspects_only_below_itself(cast: Cast) -> None:
    given = {"organization": cast.street_a, "title": "自查", "kind": "on_site", "scope": "查", "lines": "台账"}
    plan = plans.inspection_plan(actor=cast.actor("street_a"), starts_on=today(), ends_on=in_days(3), **given)
    for owner in (cast.community_b, cast.street_a):
        with pytest.raises(InvalidInput, match="不能作为检查对象"):
            targets.inspection_choose(actor=cast.actor("street_a"), inspection=plan, owners=[owner])
    with pytest.raises(NotAllowed):
        plans.inspection_plan(actor=cast.actor("street_a"), starts_on=today(), ends_on=in_days(3),
                              **{**given, "organization": cast.street_b})  # fmt: skip


def test_marks_come_to_a_score_of_what_applies(cast: Cast) -> None:
    row = submitted(cast, "mostly", "met", "na")
    assert row.score == Decimal("84.00")  # 40 × 0.6 + 60 of 100; the third item has no points
    assert (row.unmet, row.status) == (0, "checked")
    assert row.confirm_due_on > today()


def test_everything_has_to_be_recorded_and_what_does_not_fit_explained(cast: Cast) -> None:
    row = reread(issued(cast).targets.get())
    items = list(row.inspection.items.order_by("order"))
    member = cast.actor("department")
    draft = records.FindingDraft
    with pytest.raises(InvalidInput, match="情况说明"):
        records.inspectiontarget_record(
            actor=member, target=row, visited_on=today(), findings=[draft(items[0], "unmet")]
        )
    with pytest.raises(InvalidInput, match="检查日期应在"):
        records.inspectiontarget_record(
            actor=member, target=row, visited_on=in_days(1), findings=[draft(items[0], "met")]
        )
    row = records.inspectiontarget_record(
        actor=member, target=row, visited_on=today(), findings=[draft(items[0], "met")]
    )
    assert row.inspection.status == "checking"
    with pytest.raises(WrongState, match="还有 2 项"):
        records.inspectiontarget_submit(actor=member, target=reread(row), conclusion="好")
    with pytest.raises(NotAllowed, match="检查组成员"):
        records.inspectiontarget_record(
            actor=cast.actor("street_a"), target=reread(row), visited_on=today(), findings=[draft(items[0], "met")]
        )


def test_what_does_not_fit_becomes_a_problem_once_agreed(cast: Cast) -> None:
    row = submitted(cast, "unmet", "met")
    assert not Problem.objects.exists()
    answers.inspectiontarget_confirm(actor=cast.actor("community_a"), target=row)
    problem = Problem.objects.get()
    finding = Finding.objects.get(result="unmet")
    assert Problem.objects.get(**from_origin(finding)) == problem
    assert (problem.organization, problem.severity, problem.source) == (cast.community_a, "major", "inspection")
    assert "第一检查组" in problem.reporter_label
    row = reread(row)
    assert row.status == "confirmed"
    with pytest.raises(WrongState, match="还有 1 个"):
        answers.inspectiontarget_close(actor=cast.actor("office"), target=row)
    Problem.objects.update(status="dismissed")
    assert answers.inspectiontarget_close(actor=cast.actor("office"), target=row).status == "closed"


def test_without_anything_to_put_right_agreeing_settles(cast: Cast) -> None:
    assert target_in(cast, "closed").status == "closed"
    assert not Problem.objects.exists()


def test_an_objection_is_upheld_or_the_result_corrected(cast: Cast) -> None:
    row = target_in(cast, "objected", unmet=True)
    row = answers.inspectiontarget_correct(actor=cast.actor("office"), target=row, answer="记录属实")
    row = submitted(cast, "met", target=row)
    assert (row.score, row.unmet) == (100, 0)
    row = answers.inspectiontarget_object(actor=cast.actor("community_a"), target=row, reason="还有一处")
    row = answers.inspectiontarget_uphold(actor=cast.actor("office"), target=reread(row), answer="维持")
    assert (row.status, row.answer, row.objection) == ("closed", "维持", "还有一处")


def test_silence_counts_as_consent_where_the_rules_say_so(cast: Cast) -> None:
    row = silent(cast)
    book = InspectionRules.current()
    book.silence_confirms = False
    book.save()
    assert silence(today()) == 0
    book.silence_confirms = True
    book.save()
    assert silence(today()) == 1
    assert silence(today()) == 0
    assert reread(row).status == "confirmed"
    assert Problem.objects.count() == 1


def test_an_inspection_ends_when_all_targets_are_settled(cast: Cast) -> None:
    plan = target_in(cast, "checking").inspection
    with pytest.raises(WrongState, match="没有办结"):
        plans.inspection_finish(actor=cast.actor("office"), inspection=plan, summary="好")
    assert inspection_in(cast, "completed").status == "completed"


def test_cancelling_lets_off_whom_nobody_visited(cast: Cast) -> None:
    plan = issued(cast, cast.community_a, cast.community_b)
    submitted(cast, target=plan.targets.get(organization=cast.community_a))
    plan = Inspection.objects.get(pk=plan.pk)
    plans.inspection_cancel(actor=cast.actor("office"), inspection=plan, reason="另行安排")
    states = dict(InspectionTarget.objects.values_list("organization__name", "status"))
    assert states == {"新安居委会": "checked", "张家宅居委会": "dropped"}
    row = reread(InspectionTarget.objects.get(status="checked"))
    row = answers.inspectiontarget_object(actor=cast.actor("community_a"), target=row, reason="记录在街道")
    row = answers.inspectiontarget_correct(actor=cast.actor("office"), target=row, answer="属实")
    row = targets.inspectiontarget_drop(actor=cast.actor("office"), target=row, reason="检查已取消")
    assert row.status == "dropped"


def test_nobody_there_hears_of_an_unannounced_visit_before_its_result(cast: Cast) -> None:
    row = recorded(cast, target=issued(cast, unannounced=True).targets.get())
    seen = InspectionTarget.objects.visible_to(cast.actor("community_a"))
    told = Event.objects.visible_to(cast.actor("community_a")).filter(subject_type="inspections.inspectiontarget")
    assert not seen.exists()
    assert not told.exists()
    assert not Inspection.objects.visible_to(cast.actor("street_a")).exists()
    submitted(cast, target=row)
    assert seen.exists()
    assert told.exists()
    assert Inspection.objects.visible_to(cast.actor("community_a")).exists()


def test_the_place_that_takes_over_is_inspected(cast: Cast) -> None:
    from linkage.inspections.ties import pass_on

    row = target_in(cast, "pending")
    from core.events import action

    action(pass_on)(SYSTEM, cast.community_a, cast.community_b)
    row = reread(row)
    assert (row.organization, row.status) == (cast.community_b, "pending")


def test_members_have_an_office_and_the_last_day_is_kept(cast: Cast) -> None:
    plan = drafted(cast)
    with pytest.raises(InvalidInput, match="没有任职"), on_day(in_days(-4000)):
        team_of(cast, plan)
    with pytest.raises(InvalidInput, match="不能早于今天"):
        drafted(cast, starts_on=in_days(-10), ends_on=in_days(-1))
