"""Applications that wait for somebody, as queries for lists and work lists alike."""

from functools import partial

from django.db import models
from django.db.models import QuerySet

from core.permissions import ROOT, Actor, Perm
from core.waiting import Waiting, rules_of, waits
from linkage.admissions.models import Admission

Status = Admission.Status


class Wait(models.TextChoices):
    """What somebody is waited for to do."""

    DECIDE = "decide", "待我方审定"
    SUBMIT = "submit", "待我方提交"


def waiting(actor: Actor, wait: str) -> QuerySet[Admission]:
    """The applications that wait for the actor in this way."""
    rows: QuerySet[Admission] = Admission.objects.visible_to(actor)
    if wait == Wait.DECIDE:
        return rows.filter(status=Status.SUBMITTED) if actor.can(Perm.ADMISSION_DECIDE, ROOT) else rows.none()
    mine = rows.filter(department__in=actor.department_ids(Perm.ADMISSION_APPLY))
    return mine.filter(status__in=(Status.DRAFT, Status.RETURNED))


# By the word of the list's filter ``waits``.
WAITS = rules_of(Wait, waiting)


waits(
    *(
        Waiting(
            kind=f"admission.{wait.value}",
            title=title,
            icon="transfer-in",
            model=Admission,
            rows=partial(waiting, wait=wait.value),
            label="title",
            who="department__name",
            due="starts_on",
            listing="admissions",
            query={"waits": wait.value},
        )
        for wait, title in ((Wait.DECIDE, "待审定的准入申请"), (Wait.SUBMIT, "待提交的准入申请"))
    )
)
