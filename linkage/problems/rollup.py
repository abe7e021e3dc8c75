"""汇总: what became of the problems of a year, for a place and each of those right below it."""

from datetime import date

from django.db.models import F, Q, QuerySet

from core.permissions import Actor
from linkage.problems.models import Problem, Rectification
from linkage.problems.ordering import late_to_order
from linkage.rollup import counted_by_line, share_of
from tenants.org.models import Organization

Status = Problem.Status


def rollup(actor: Actor, place: Organization, year: int, day: date) -> QuerySet[Organization]:
    """The lines of ``linkage.rollup``; one statement.

    Counted are the problems that were registered in the year, lie there and are seen by the actor. ``total`` is made up
    of ``to_order`` (待下发), ``in_hand`` (整改中), ``to_close`` (待审核、待销号), ``closed`` (已销号) and ``dismissed``
    (不予整改). ``late_to_order`` are those of the first (逾期未下达), ``overdue`` those in hand, whose day is over.
    ``share`` is the part of what has to be put right that is closed, null of nothing.
    """
    rules = {
        "total": Q(),
        "to_order": Q(status=Status.REPORTED),
        "late_to_order": late_to_order(day),
        "in_hand": Q(rectification__status__in=Rectification.ACTING),
        "overdue": Rectification.red(day, "rectification__"),
        "to_close": Q(rectification__status__in=Rectification.HANDED_IN),
        "closed": Q(status=Status.CLOSED),
        "dismissed": Q(status=Status.DISMISSED),
    }
    problems = Problem.objects.visible_to(actor).filter(reported_at__year=year)
    return counted_by_line(problems, place, rules).annotate(share=share_of("closed", F("total") - F("dismissed")))
