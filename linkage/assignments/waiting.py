"""Tasks that wait for somebody, as queries for lists and work lists alike.

A task is given to an organization or department by name: it waits for those who stand for it, not for everybody above.
"""

from functools import partial

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from core.counting import number_of
from core.permissions import Actor, Perm
from core.visibility import handled
from core.waiting import Waiting, rules_of, waits
from linkage.assignments.models import Assignment

Status = Assignment.Status


class Wait(models.TextChoices):
    """What somebody is waited for to do."""

    ACCEPT = "accept", "待我方签收"
    WORK = "work", "我方办理中"
    VERIFY = "verify", "待我方核验"


def waiting(actor: Actor, wait: str) -> QuerySet[Assignment]:
    """The tasks that wait for the actor in this way."""
    rows: QuerySet[Assignment] = Assignment.objects.visible_to(actor)
    if wait == Wait.VERIFY:
        return rows.filter(status=Status.SUBMITTED, issuer__path__in=actor.paths(Perm.ASSIGNMENT_VERIFY))
    mine = rows.filter(handled(actor, Perm.ASSIGNMENT_WORK), parent__isnull=False)
    if wait == Wait.ACCEPT:
        return mine.filter(status=Status.PENDING)
    running = Assignment.objects.filter(parent=OuterRef("pk"), status__in=Assignment.RUNNING)
    return mine.filter(~Exists(running), status=Status.ACTIVE)


def with_parts(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Add ``living`` and ``running``: how many parts were not taken back, and how many of these are not done."""
    parts = Assignment.objects.filter(parent=OuterRef("pk"))
    return rows.annotate(
        living=number_of(parts.exclude(status=Status.WITHDRAWN)),
        running=number_of(parts.filter(status__in=Assignment.RUNNING)),
    )


# Whose a task is: the department, or the organization.
HANDLER = ("department__name", "organization__name")


# By the word of the list's filter ``waits``.
WAITS = rules_of(Wait, waiting)


waits(
    *(
        Waiting(
            kind=f"assignment.{wait.value}",
            title=title,
            icon=icon,
            model=Assignment,
            rows=partial(waiting, wait=wait.value),
            label="title",
            who=who,
            due="due_on",
            listing="assignments",
            query={"waits": wait.value},
            measure="项",
        )
        for wait, title, icon, who in (
            (Wait.ACCEPT, "待签收的任务", "mail-opened", "issuer__name"),
            (Wait.VERIFY, "待核验的任务", "clipboard-check", HANDLER),
            (Wait.WORK, "办理中的任务", "checklist", "issuer__name"),
        )
    )
)
