"""Requests that were overtaken by what happened: nobody is to decide on them any more."""

from collections import defaultdict
from contextlib import suppress
from datetime import date

from core.errors import DomainError
from core.permissions import SYSTEM
from linkage.extensions.actions import extension_lapse, why_moot
from linkage.extensions.models import Extension
from linkage.subjects import tracked_model, with_handler
from tenants.duties import duty


@duty("extensions.lapse")
def lapse(day: date) -> int:
    """End the open requests about what was handed in, or is due on another day by now; how many."""
    asked: dict[str, list[Extension]] = defaultdict(list)
    rows = Extension.objects.filter(status=Extension.Status.ASKED)
    for row in rows.select_related("organization", "department").order_by("pk"):
        asked[row.subject_type].append(row)
    done = 0
    for label, extensions in asked.items():
        subjects = with_handler(tracked_model(label).objects).in_bulk([row.subject_id for row in extensions])
        for row in extensions:
            if why_moot(row, subjects[row.subject_id]):
                # Decided, or sent back, this very moment: then there is nothing to do.
                with suppress(DomainError):
                    extension_lapse(actor=SYSTEM, extension=row)
                    done += 1
    return done
