"""How parts decide what they are parts of: its progress, and when it is done.

A change of one part moves the rows above it, at most one for each level of the tree, at a cost that does not depend on
how many parts there are.
"""

from typing import Any

from django.db.models import Avg, Count, Q

from core.errors import NotFound, StaleVersion
from core.events import now
from core.permissions import SYSTEM, Actor
from core.transitions import advance
from linkage.assignments.models import Assignment

Status = Assignment.Status


def lock_line(assignment: Assignment, *, version: int | None = None) -> tuple[Assignment, list[Assignment]]:
    """The row, and the rows above it with the nearest first, all locked and read afresh, in one statement.

    Locked from the whole task down. Raises ``StaleVersion`` and ``NotFound`` as ``core.transitions.lock`` does.
    """
    rows = Assignment._base_manager.filter(number__in=[*assignment.line, assignment.number])
    related = rows.select_for_update(of=("self",)).select_related("organization", "issuer", "department")
    locked = list(related.order_by("depth"))
    if not locked or locked[-1].pk != assignment.pk:
        raise NotFound
    *above, fresh = locked
    if version is not None and fresh.version != version:
        raise StaleVersion("这条记录刚被其他人修改过，请刷新后核对再提交。", field="version")
    for row, parent in zip(locked[1:], locked, strict=False):
        row.parent = parent
    return fresh, above[::-1]


def has_parts(assignment: Assignment) -> bool:
    """Whether others do it: it has parts that were not taken back."""
    return Assignment.objects.filter(parent=assignment).exclude(status=Status.WITHDRAWN).exists()


def roll_up(above: list[Assignment], *, actor: Actor = SYSTEM) -> None:
    """Carry a change of a part upwards. ``above`` comes from ``lock_line``; at least one row.

    A row whose parts are all done is reported as done by itself, the whole task is closed: each part has been verified
    by then. A whole task of which nothing is left is taken back.
    """
    nearest = _count(above)
    parent = above[0]
    if parent.status not in (Status.DISPATCHED, Status.ACTIVE) or nearest["running"]:
        return
    if nearest["living"]:
        verb = "finish" if parent.is_whole else "gather"
        advance(parent, verb, actor=actor, data=told(parent), locked=True, **_moments(verb))
    elif parent.is_whole:
        advance(
            parent, "withdraw", actor=actor, data={"reason": "各承办组织的任务均已撤回", **told(parent)}, locked=True
        )


def _count(above: list[Assignment]) -> dict[str, int]:
    """Write the progress of each row above as the mean of its parts, and count the parts of the nearest.

    Rounded down, so that a hundred means that all is done.
    """
    nearest: dict[str, int] = {}
    for row in above:
        parts = Assignment.objects.filter(parent=row).exclude(status=Status.WITHDRAWN)
        found = parts.aggregate(
            mean=Avg("progress"), living=Count("pk"), running=Count("pk", filter=~Q(status=Status.CLOSED))
        )
        nearest = nearest or found
        row.progress = int(found["mean"] or 0)
        row.save(update_fields=["progress"])
    return nearest


def told(assignment: Assignment) -> dict[str, Any]:
    """What every event of an assignment tells, so that notices and figures need no other table."""
    department = {"department": assignment.department_id} if assignment.department_id else {}
    return {
        **department,
        "number": assignment.number,
        "kind": assignment.kind,
        "issuer_path": assignment.issuer.path,
        "due_on": assignment.due_on,
        "whole": assignment.is_whole,
    }


def _moments(verb: str) -> dict[str, Any]:
    return {"closed_at": now()} if verb == "finish" else {"submitted_at": now()}
