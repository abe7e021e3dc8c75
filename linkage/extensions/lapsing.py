"""Requests that were overtaken by what happened: nobody is to decide on them any more."""

from contextlib import suppress
from datetime import date

from core.errors import DomainError
from core.permissions import SYSTEM
from linkage.extensions.actions import extension_lapse, why_moot
from linkage.extensions.models import Extension
from linkage.subjects import with_subjects
from tenants.duties import duty


@duty("extensions.lapse")
def lapse(day: date) -> int:
    """End the open requests about what was handed in, or is due on another day by now; how many."""
    asked = Extension.objects.filter(status=Extension.Status.ASKED)
    done = 0
    for row, subject in with_subjects(asked.select_related("organization", "department").order_by("pk")):
        if why_moot(row, subject):
            # Decided, or sent back, this very moment: then there is nothing to do.
            with suppress(DomainError):
                extension_lapse(actor=SYSTEM, extension=row)
                done += 1
    return done
