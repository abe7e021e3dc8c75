"""Assignments brought into a state by the people of the cast, through the actions and nothing else."""

from typing import Any

from cast import Cast
from samples import photo
from stories import in_days

from linkage.assignments.actions.dispatching import assignment_dispatch, assignment_split, assignment_withdraw
from linkage.assignments.actions.working import (
    assignment_accept,
    assignment_report,
    assignment_submit,
    assignment_verify,
)
from linkage.assignments.models import Assignment


def task_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """A task of the district for both streets."""
    values = {
        "title": "排查党群服务阵地",
        "content": "逐个社区查看开放时间和服务项目，填写排查表。",
        "organizations": [cast.street_a, cast.street_b],
        "due_on": in_days(30),
        "kind": "party_building",
    }
    return {**values, **changes}


def whole_task(cast: Cast, *, by: str = "office", **changes: Any) -> Assignment:
    return assignment_dispatch(actor=cast.actor(by), **task_terms(cast, **changes))


def part_of(whole: Assignment, place: Any) -> Assignment:
    found: Assignment = whole.parts.select_related("organization", "issuer").get(organization=place)
    return found


def assignment_in(cast: Cast, status: str, **changes: Any) -> Assignment:
    """Street A's part of a task of the district, in any of its states."""
    street = cast.actor("street_a")
    part = part_of(whole_task(cast, **changes), cast.street_a)
    if status == "withdrawn":
        return assignment_withdraw(actor=cast.actor("office"), assignment=part, reason="重复下达")
    if status == "pending":
        return part
    part = assignment_accept(actor=street, assignment=part, responsible="陈主任")
    if status == "active":
        return part
    part = assignment_report(actor=street, assignment=part, progress=60, text="已排查六个社区", evidence=[photo()])
    part = assignment_submit(actor=street, assignment=part, outcome="全部排查完毕", evidence=[photo()])
    if status == "submitted":
        return part
    return assignment_verify(actor=cast.actor("office"), assignment=part)


def community_part(cast: Cast, status: str = "pending") -> Assignment:
    """Community A's part of street A's part."""
    street = assignment_in(cast, "active")
    assignment_split(actor=cast.actor("street_a"), assignment=street, organizations=[cast.community_a])
    part = part_of(street, cast.community_a)
    community = cast.actor("community_a")
    if status == "pending":
        return part
    part = assignment_accept(actor=community, assignment=part)
    if status == "active":
        return part
    return assignment_submit(actor=community, assignment=part, outcome="已排查")
