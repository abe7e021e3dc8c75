"""What ends by itself: materials past their last day, and the reminder before it."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from core.errors import WrongState
from core.permissions import SYSTEM
from resources.materials.actions.materials import material_expire
from resources.materials.models import Material, MaterialRules
from tenants.duties import Due, duty, left_in_words, reminder, stage_for


@duty("materials.expire")
def expire(day: date) -> int:
    """Close every published material whose last day is over; running it again changes nothing."""
    count = 0
    over = Material.objects.filter(status=Material.Status.PUBLISHED, ends_on__lt=day).select_related("organization")
    for material in over.order_by("pk").iterator(chunk_size=500):
        # Extended or taken down since it was selected: then it is not over.
        with suppress(WrongState):
            material_expire(actor=SYSTEM, material=material)
            count += 1
    return count


@reminder("materials.ending", verb="material.remind")
def ending(day: date) -> Iterable[Due]:
    """At each stage before the last day; a stage names the day, as it may be moved."""
    stages = MaterialRules.current().remind_before
    if not stages:
        return
    rows = Material.objects.filter(status=Material.Status.PUBLISHED, ends_on__gte=day)
    for row in rows.select_related("organization", "unit").order_by("pk").iterator(chunk_size=500):
        left = (row.ends_on - day).days
        if (stage := stage_for(left, stages)) is not None:
            yield Due(row, f"{row.ends_on}:{stage}", {"note": f"有效期至 {row.ends_on}，{left_in_words(left)}"})
