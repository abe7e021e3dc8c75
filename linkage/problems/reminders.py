"""Said to a place before something has to be put right, and when it was not."""

from collections.abc import Iterable
from datetime import date

from linkage.problems.models import Rectification
from linkage.reminders import due_reminders
from tenants.duties import Due, reminder


@reminder("rectification.due", verb="rectification.remind")
def rectifications(day: date) -> Iterable[Due]:
    return due_reminders(Rectification.objects.select_related("problem__organization"), day)
