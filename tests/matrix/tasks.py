"""Assignments: who dispatches, who works, who verifies."""

from typing import Any

from cast import Cast
from matrix.people import LEADER, OFFICE, STREET_A
from matrix.rows import PLACES_A, nothing, reason, row
from task_stories import assignment_in, community_part, task_terms

from linkage.assignments.actions import dispatching, working

ABOVE = {OFFICE, LEADER}


def for_community(cast: Cast, **more: Any) -> dict[str, Any]:
    return task_terms(cast, organizations=[cast.community_a], issuer=cast.street_a, **more)


def part(status: str) -> Any:
    return lambda cast: assignment_in(cast, status)


def lower(status: str) -> Any:
    return lambda cast: community_part(cast, status)


row(dispatching.assignment_dispatch, nothing, ABOVE, case="of-the-district", given=task_terms)
row(dispatching.assignment_dispatch, nothing, ABOVE | STREET_A, case="of-the-street", given=for_community)
row(
    dispatching.assignment_split,
    part("active"),
    ABOVE | STREET_A,
    subject="assignment",
    given=lambda cast: {"organizations": [cast.community_a]},
)
row(dispatching.assignment_withdraw, part("active"), ABOVE, case="of-the-district", subject="assignment", given=reason)
row(
    dispatching.assignment_withdraw,
    lower("active"),
    ABOVE | STREET_A,
    case="of-the-street",
    subject="assignment",
    given=reason,
)

for case, record, workers, verifiers in (
    ("of-the-street", part, STREET_A, ABOVE),
    ("of-the-community", lower, PLACES_A, ABOVE | STREET_A),
):
    row(working.assignment_accept, record("pending"), workers, case=case, subject="assignment")
    row(
        working.assignment_report,
        record("active"),
        workers,
        case=case,
        subject="assignment",
        given=lambda cast: {"progress": 40, "text": "已完成一半"},
    )
    row(
        working.assignment_submit,
        record("active"),
        workers,
        case=case,
        subject="assignment",
        given=lambda cast: {"outcome": "已完成"},
    )
    row(working.assignment_return, record("submitted"), verifiers, case=case, subject="assignment", given=reason)
    row(working.assignment_verify, record("submitted"), verifiers, case=case, subject="assignment")
