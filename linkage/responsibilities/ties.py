"""Responsibilities of a place that is retired go to the place that takes over."""

from collections.abc import Sequence

from core.events import record
from core.permissions import Actor
from linkage.responsibilities.actions.items import facts
from linkage.responsibilities.models import Responsibility
from tenants.org.models import Organization
from tenants.org.ties import Estate, leaves_estate, lying_at, worded


def open_items(places: Sequence[Organization]) -> dict[int, str]:
    rows = Responsibility.objects.filter(status__in=Responsibility.RUNNING)
    return worded(" {} 项未验收的责任事项", lying_at(places, rows))


def pass_on(actor: Actor, place: Organization, successor: Organization) -> None:
    """Items that are not accepted yet go to the successor; one that it has as well says where it comes from."""
    living = Responsibility.objects.exclude(status=Responsibility.Status.DISCARDED)
    have = set(living.filter(organization=successor).values_list("year", "holder", "title"))
    rows = Responsibility._base_manager.filter(organization=place, status__in=Responsibility.RUNNING).select_for_update(
        of=("self",)
    )
    for row in rows.select_related("organization").order_by("pk"):
        if (row.year, row.holder, row.title) in have:
            row.title = f"{row.title[:100]}（原{place.name[:15]}）"
        row.organization = successor
        row.version += 1
        row.save(update_fields=["organization", "title", "version"])
        data = {**facts(row), "note": f"{place.name} → {successor.name}"}
        record("responsibility.pass_on", actor=actor, subject=row, data=data)


leaves_estate(Estate(open_items, pass_on))
