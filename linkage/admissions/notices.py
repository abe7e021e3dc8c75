"""Whom the verbs of admissions concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import ROOT, Perm
from tenants.notices.rules import Audience, tell
from tenants.org.models import Department


@tell("admission.submit", "admission.withdraw")
def who_decides(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.ADMISSION_DECIDE, ROOT)]


@tell("admission.approve", "admission.refuse", "admission.return")
def who_asked(event: Event) -> Iterable[Audience]:
    department = Department.objects.select_related("organization").get(pk=event.data["department"])
    return [Audience(Perm.ADMISSION_APPLY, department.place)]
