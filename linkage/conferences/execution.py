"""What becomes of decisions: assignments for organizations and departments, requests to units, and how far both are."""

from collections.abc import Iterable

from core.events import action_day, now
from core.permissions import Actor
from core.transitions import advance
from linkage.assignments.actions.dispatching import assignment_dispatch
from linkage.assignments.models import Assignment
from linkage.conferences.models import Decision, DecisionRequest


def dispatch(actor: Actor, decision: Decision) -> None:
    """Hand a decision out; inside the action that issues its minutes.

    Where the minutes were issued so late that the day has passed, the assignment is due at once.
    """
    places = list(decision.organizations.order_by("path"))
    departments = list(decision.departments.select_related("organization").order_by("pinyin", "pk"))
    if places or departments:
        decision.assignment = assignment_dispatch(
            actor=actor,
            title=decision.title,
            content=decision.content or decision.title,
            organizations=places,
            departments=departments,
            due_on=max(decision.due_on, action_day()),
            issuer=decision.organization,
            kind=Assignment.Kind.DECISION,
            origin=decision,
        )
    decision.dispatched_at = now()
    decision.save(update_fields=["assignment", "dispatched_at"])
    for request in decision.requests.select_related("organization", "unit__organization").order_by("pk"):
        request.decision = decision
        advance(request, "ask", actor=actor)


def is_settled(decision: Decision) -> bool:
    """Whether nothing is left to be done: the assignment is closed or taken back, no unit has to answer or report.

    Reads ``assignment`` and ``requests``; fetch them with the rows.
    """
    return settled_with(decision, (request.status for request in decision.requests.all()))


def settled_with(decision: Decision, requests: Iterable[str]) -> bool:
    """The same, given the states of what units were asked."""
    if decision.dispatched_at is None:
        return False
    task = decision.assignment
    running = task is not None and task.status in Assignment.RUNNING
    open_requests = (DecisionRequest.Status.ASKED, DecisionRequest.Status.ACCEPTED)
    return not running and not any(status in open_requests for status in requests)
