"""What holds for assignments whoever acts: receivers, numbers, progress from parts, and who may have what twice."""

from datetime import datetime
from typing import Any

import pytest
from cast import Cast
from samples import photo
from stories import in_days
from task_stories import assignment_in, community_part, part_of, task_terms, whole_task

from core.errors import InvalidInput, NotAllowed, StaleVersion, WrongState
from core.events import at_moment
from core.files import Upload
from core.models import Event
from core.periods import SHANGHAI
from core.permissions import SYSTEM
from linkage.assignments.actions.dispatching import assignment_dispatch, assignment_split, assignment_withdraw
from linkage.assignments.actions.working import (
    assignment_accept,
    assignment_report,
    assignment_return,
    assignment_submit,
    assignment_verify,
)
from linkage.assignments.models import Assignment, AssignmentFile
from tenants.org.actions.organizations import organization_retire
from tenants.org.models import Organization


def fresh(row: Assignment) -> Assignment:
    return Assignment.objects.select_related("organization", "issuer").get(pk=row.pk)


def verbs_of(row: Assignment) -> list[str]:
    return list(Event.objects.for_subject(row).values_list("verb", flat=True))


def done(part: Assignment, *, by: Any = SYSTEM) -> Assignment:
    """A part that is accepted, reported as done and verified."""
    part = assignment_accept(actor=by, assignment=part)
    part = assignment_submit(actor=by, assignment=part, outcome="完成")
    return assignment_verify(actor=SYSTEM, assignment=part)


def test_a_dispatch_is_one_row_for_the_whole_and_one_for_each_receiver(cast: Cast) -> None:
    with at_moment(datetime(2026, 3, 1, 9, tzinfo=SHANGHAI)):
        whole = whole_task(cast, due_on=datetime(2026, 4, 1).date(), support="每个街道补助 2 万元")
    assert (whole.number, whole.status, whole.progress) == ("RW-2026-0001", "dispatched", 0)
    assert whole.organization == whole.issuer == cast.root
    parts = list(whole.parts.order_by("pk"))
    assert [part.number for part in parts] == ["RW-2026-0001-001", "RW-2026-0001-002"]
    assert [part.organization for part in parts] == [cast.street_a, cast.street_b]
    assert {(part.status, part.issuer, part.title, part.support) for part in parts} == {
        ("pending", cast.root, whole.title, "每个街道补助 2 万元")
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "长" * 121}, "title"),
        ({"content": ""}, "content"),
        ({"kind": "party"}, "kind"),
        ({"organizations": []}, "organizations"),
        ({"due_on": in_days(-1)}, "due_on"),
        ({"support": "长" * 1001}, "support"),
    ],
)
def test_what_a_dispatch_refuses(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        whole_task(cast, issuer=cast.root, **changes)
    assert refused.value.field == field
    assert not Assignment.objects.exists()


def test_receivers_are_below_in_use_and_named_once(cast: Cast) -> None:
    for receivers in ([cast.community_b], [cast.community_a, cast.community_a], [cast.root]):
        with pytest.raises(InvalidInput) as refused:
            whole_task(cast, by="street_a", issuer=cast.street_a, organizations=receivers)
        assert refused.value.field == "organizations"
    other = neighbour_of(cast)
    organization_retire(actor=SYSTEM, organization=cast.community_a, successor=other, reason="合并")
    cast.community_a.refresh_from_db()
    with pytest.raises(InvalidInput, match="已撤销"):
        whole_task(cast, organizations=[cast.community_a])


def test_without_an_issuer_it_is_the_actors_own_place_above_all_receivers(cast: Cast) -> None:
    assert whole_task(cast, organizations=[cast.community_a]).issuer == cast.root
    assert whole_task(cast, by="street_a", organizations=[cast.community_a]).issuer == cast.street_a
    assert assignment_dispatch(actor=SYSTEM, **task_terms(cast)).issuer == cast.root
    with pytest.raises(NotAllowed):
        whole_task(cast, by="street_a")


def test_an_organization_may_give_itself_a_task(cast: Cast) -> None:
    whole = whole_task(cast, by="street_a", organizations=[cast.street_a])
    assert done(part_of(whole, cast.street_a)).status == "closed"
    assert fresh(whole).status == "closed"


def test_parts_decide_progress_and_end_of_the_whole(cast: Cast) -> None:
    whole = whole_task(cast)
    first, second = part_of(whole, cast.street_a), part_of(whole, cast.street_b)
    first = assignment_accept(actor=SYSTEM, assignment=first)
    assignment_report(actor=SYSTEM, assignment=first, progress=75, text="四分之三")
    assert fresh(whole).progress == 37  # (75 + 0) / 2, rounded down
    first = assignment_submit(actor=SYSTEM, assignment=first, outcome="完成")
    assert (fresh(whole).progress, fresh(whole).status) == (50, "dispatched")
    first = assignment_return(actor=SYSTEM, assignment=first, reason="材料不全")
    assert (first.progress, fresh(whole).progress) == (75, 37)
    first = assignment_submit(actor=SYSTEM, assignment=first, outcome="补齐")
    assignment_verify(actor=SYSTEM, assignment=first)
    assert fresh(whole).status == "dispatched"
    done(second)
    whole = fresh(whole)
    assert (whole.status, whole.progress, whole.closed_at is not None) == ("closed", 100, True)
    assert verbs_of(whole)[-1] == "assignment.finish"


def test_a_split_part_is_reported_as_done_with_its_last_part(cast: Cast) -> None:
    lower = community_part(cast)
    street = fresh(lower.parent)
    assert lower.number == f"{street.number}-001"
    with pytest.raises(InvalidInput, match="下级汇总"):
        assignment_report(actor=SYSTEM, assignment=street, progress=10, text="我来填")
    with pytest.raises(WrongState, match="1 个下级组织"):
        assignment_submit(actor=SYSTEM, assignment=street, outcome="完成")
    assignment_accept(actor=SYSTEM, assignment=lower)
    assignment_report(actor=SYSTEM, assignment=lower, progress=40, text="近半")
    whole = fresh(fresh(street).parent)
    assert (fresh(street).progress, fresh(whole).progress) == (40, 20)
    lower = assignment_submit(actor=SYSTEM, assignment=lower, outcome="完成")
    assignment_verify(actor=SYSTEM, assignment=lower)
    street = fresh(street)
    assert (street.status, street.progress, fresh(whole).progress) == ("submitted", 100, 50)
    assert verbs_of(street)[-1] == "assignment.gather"
    street = assignment_return(actor=SYSTEM, assignment=street, reason="请附汇总")
    assert assignment_submit(actor=SYSTEM, assignment=street, outcome="见汇总").status == "submitted"


def test_splitting_asks_each_once_and_no_later_than_the_task(cast: Cast) -> None:
    street = fresh(community_part(cast).parent)
    for given, field in (
        ({"organizations": [cast.community_a]}, "organizations"),
        ({"organizations": [cast.street_a]}, "organizations"),
        ({"organizations": [cast.community_b]}, "organizations"),
        ({"organizations": [], "due_on": in_days(3)}, "organizations"),
        ({"organizations": [cast.community_a], "due_on": in_days(31)}, "due_on"),
        ({"organizations": [cast.community_a], "due_on": in_days(-1)}, "due_on"),
    ):
        with pytest.raises(InvalidInput) as refused:
            assignment_split(actor=SYSTEM, assignment=street, **given)
        assert refused.value.field == field


def test_a_number_is_never_given_out_twice(cast: Cast) -> None:
    lower = community_part(cast)
    street = fresh(lower.parent)
    assignment_withdraw(actor=SYSTEM, assignment=lower, reason="换人")
    assignment_split(actor=SYSTEM, assignment=street, organizations=[cast.community_a], content="改为线上排查")
    again = street.parts.get(status="pending")
    assert (lower.number[-3:], again.number[-3:]) == ("001", "002")
    assert again.content == "改为线上排查"
    assert whole_task(cast).number != whole_task(cast).number


def test_taking_back_takes_everything_below_along(cast: Cast) -> None:
    lower = community_part(cast)
    street = fresh(lower.parent)
    whole = fresh(street.parent)
    assignment_withdraw(actor=SYSTEM, assignment=whole, reason="任务取消")
    assert set(Assignment.objects.values_list("status", flat=True)) == {"withdrawn"}
    assert verbs_of(lower)[-1] == "assignment.withdraw"


def test_what_is_left_decides_when_a_part_is_taken_back(cast: Cast) -> None:
    whole = whole_task(cast)
    done(part_of(whole, cast.street_a))
    assignment_withdraw(actor=SYSTEM, assignment=part_of(whole, cast.street_b), reason="不再需要")
    assert fresh(whole).status == "closed"
    other = whole_task(cast)
    for place in (cast.street_a, cast.street_b):
        assignment_withdraw(actor=SYSTEM, assignment=part_of(other, place), reason="不再需要")
    assert fresh(other).status == "withdrawn"
    street = fresh(community_part(cast).parent)
    assignment_withdraw(actor=SYSTEM, assignment=street.parts.get(), reason="自己做")
    assert fresh(street).status == "active"


@pytest.mark.parametrize("progress", [None, -1, 101, "50", 5.5])
def test_progress_is_a_whole_number_of_per_cent(cast: Cast, progress: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        assignment_report(actor=SYSTEM, assignment=assignment_in(cast, "active"), progress=progress, text="进展")
    assert refused.value.field == "progress"


def test_evidence_is_kept_with_its_report(cast: Cast) -> None:
    part = assignment_in(cast, "active")
    assignment_report(actor=SYSTEM, assignment=part, progress=30, text="进展", evidence=[photo(1), photo(1), photo(2)])
    report = part.reports.get()
    assert (report.progress, report.before, report.files.count()) == (30, 0, 2)
    with pytest.raises(InvalidInput) as refused:
        assignment_report(
            actor=SYSTEM, assignment=part, progress=30, text="进展", evidence=[Upload("程序.exe", b"MZ00")]
        )
    assert refused.value.field == "evidence"
    assert AssignmentFile.objects.count() == 2


def test_the_whole_is_worked_on_by_nobody(cast: Cast) -> None:
    whole = whole_task(cast)
    for call in (
        lambda: assignment_report(actor=SYSTEM, assignment=whole, progress=5, text="进展"),
        lambda: assignment_submit(actor=SYSTEM, assignment=whole, outcome="完成"),
    ):
        with pytest.raises(WrongState, match="当前状态为“已下达”"):
            call()


def test_who_saw_an_older_version_is_told(cast: Cast) -> None:
    part = assignment_in(cast, "active")
    assignment_report(actor=SYSTEM, assignment=part, progress=5, text="进展", version=part.version)
    with pytest.raises(StaleVersion):
        assignment_submit(actor=SYSTEM, assignment=part, outcome="完成", version=part.version)


def neighbour_of(cast: Cast) -> Organization:
    """Another community of street A."""
    street = Organization.objects.get(pk=cast.street_a.pk)
    other = Organization(code="310106006009", name="永乐居委会", level="community")
    return Organization.objects.add_child(street, instance=other)


def test_the_successor_of_a_retired_place_takes_over(cast: Cast) -> None:
    other = neighbour_of(cast)
    lower = community_part(cast, "active")
    organization_retire(actor=SYSTEM, organization=cast.community_a, successor=other, reason="合并")
    lower = fresh(lower)
    assert (lower.organization, lower.status) == (other, "active")
    assert verbs_of(lower)[-1] == "assignment.pass_on"


def test_nobody_takes_over_a_task_that_it_has_already(cast: Cast) -> None:
    assignment_in(cast, "active")
    with pytest.raises(WrongState, match="也承办"):
        organization_retire(actor=SYSTEM, organization=cast.street_a, successor=cast.street_b, reason="合并")
