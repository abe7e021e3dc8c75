"""汇总: how far the lists of a year are, for a place and each of those right below it."""

from datetime import date

from django.db.models import F, Q, QuerySet

from core.permissions import Actor
from linkage.responsibilities.models import Responsibility
from linkage.rollup import counted_by_line, share_of
from tenants.org.models import Organization

Status = Responsibility.Status


def rollup(actor: Actor, place: Organization, year: int, day: date) -> QuerySet[Organization]:
    """The lines of ``linkage.rollup``; one statement.

    Adds ``total`` and of it ``unclaimed`` (未领), ``in_hand`` (在办: claimed or published), ``to_accept`` (待验收) and
    ``accepted`` (已验收), which come to the total; ``overdue`` are those of the first two whose day is over;
    ``share`` is the part of the total that is accepted, null of nothing. Counted is what the actor sees.
    """
    rules = {
        "total": Q(),
        "unclaimed": Q(status=Status.BUILT),
        "in_hand": Q(status__in=(Status.CLAIMED, Status.PUBLISHED)),
        "overdue": Responsibility.red(day),
        "to_accept": Q(status=Status.SUBMITTED),
        "accepted": Q(status=Status.ACCEPTED),
    }
    items = Responsibility.objects.visible_to(actor).filter(year=year).exclude(status=Status.DISCARDED)
    return counted_by_line(items, place, rules).annotate(share=share_of("accepted", F("total")))
