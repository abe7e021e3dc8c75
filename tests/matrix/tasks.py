"""Assignments, responsibilities and admissions: who dispatches, works and verifies; who answers; who decides."""

from datetime import date
from typing import Any

from cast import Cast
from matrix.people import LEADER, OFFICE, STREET_A
from matrix.rows import PLACES_A, nothing, reason, row
from task_stories import (
    admission_in,
    admission_terms,
    assignment_in,
    community_part,
    department_part,
    item_terms,
    responsibility_in,
    task_terms,
)

from core.periods import today
from linkage.admissions.actions import applying
from linkage.assignments.actions import dispatching, working
from linkage.responsibilities.actions import checking, items
from linkage.responsibilities.actions import working as working_items

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


def of_department(status: str) -> Any:
    return lambda cast: department_part(cast, status)


def of_outpost(status: str) -> Any:
    return lambda cast: department_part(cast, status, outpost=True)


for case, record, workers, verifiers in (
    ("of-the-department", of_department, {"department"}, ABOVE),
    ("of-the-outpost", of_outpost, STREET_A | {"outpost_a"}, ABOVE | STREET_A),
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


def item(status: str, **changes: Any) -> Any:
    return lambda cast: responsibility_in(cast, status, **changes)


def of_the_community(cast: Cast) -> Any:
    found = responsibility_in(cast, "published", organization=cast.community_a)
    assert found.organization == cast.community_a
    return found


def edited(cast: Cast) -> dict[str, Any]:
    found = item_terms(cast, title="每月研究一次党建工作")
    del found["organization"], found["year"]
    return found


KEEPERS = ABOVE | STREET_A
row(items.responsibility_build, nothing, KEEPERS, given=item_terms)
row(items.responsibility_edit, item("built"), KEEPERS, subject="responsibility", given=edited)
row(
    items.responsibility_claim,
    item("built"),
    KEEPERS,
    subject="responsibility",
    given=lambda cast: {"responsible": "沈书记"},
)
row(items.responsibility_publish, item("claimed"), KEEPERS, subject="responsibility")
row(items.responsibility_discard, item("built"), KEEPERS, subject="responsibility", given=reason)


row(
    working_items.responsibility_report,
    item("published"),
    KEEPERS,
    subject="responsibility",
    given=lambda cast: {"progress": 40, "text": "已研究两次"},
)
row(
    working_items.responsibility_submit,
    item("published"),
    KEEPERS,
    subject="responsibility",
    given=lambda cast: {"outcome": "已研究四次"},
)
row(checking.responsibility_return, item("submitted"), ABOVE, subject="responsibility", given=reason)


def last_year(cast: Cast) -> None:
    year = today().year - 1
    responsibility_in(cast, "published", year=year, started_on=date(year, 3, 1), due_on=date(year, 9, 30))


row(
    items.responsibility_copy,
    last_year,
    KEEPERS,
    given=lambda cast: {"organization": cast.street_a, "year": today().year},
)
for case, record, checkers in (
    ("of-the-street", item("published"), ABOVE),
    ("of-the-community", of_the_community, KEEPERS),
):
    row(
        checking.responsibility_check,
        record,
        checkers,
        case=case,
        subject="responsibility",
        given=lambda cast: {"passed": False, "findings": "只研究了一次"},
    )
    row(
        checking.responsibility_accept,
        record,
        checkers,
        case=case,
        subject="responsibility",
        given=lambda cast: {"result": "partly", "note": "少一次"},
    )

ASKERS = {OFFICE, "department"}


def application(status: str) -> Any:
    return lambda cast: admission_in(cast, status)


def changed(cast: Cast) -> dict[str, Any]:
    found = admission_terms(cast, title="协助信息核对")
    del found["department"]
    return found


row(applying.admission_create, nothing, ASKERS, given=admission_terms)
row(applying.admission_edit, application("draft"), ASKERS, subject="admission", given=changed)
row(applying.admission_submit, application("draft"), ASKERS, subject="admission")
row(applying.admission_withdraw, application("submitted"), ASKERS, subject="admission", given=reason)
row(applying.admission_approve, application("submitted"), ABOVE, subject="admission")
row(applying.admission_refuse, application("submitted"), ABOVE, subject="admission", given=reason)
row(applying.admission_return, application("submitted"), ABOVE, subject="admission", given=reason)
