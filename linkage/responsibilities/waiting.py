"""Responsibilities that wait for somebody, as queries for lists and work lists alike."""

from functools import partial

from django.db import models
from django.db.models import Q, QuerySet

from core.events import action_day
from core.permissions import ROOT, Actor, Perm
from core.visibility import NOTHING, any_of
from core.waiting import Waiting, rules_of, waits
from linkage.lights import Light, with_lights
from linkage.responsibilities.models import Responsibility
from tenants.org.tree import right_below

Status = Responsibility.Status


class Wait(models.TextChoices):
    """What somebody is waited for to do."""

    CLAIM = "claim", "待我方认领"
    PUBLISH = "publish", "待我方公示"
    WORK = "work", "临期、逾期和不到位，待我方落实"
    ACCEPT = "accept", "待我方验收"


def waiting(actor: Actor, wait: str) -> QuerySet[Responsibility]:
    """The items that wait for the actor in this way: for those who stand for the organization itself, or above it."""
    rows: QuerySet[Responsibility] = Responsibility.objects.visible_to(actor)
    if wait == Wait.ACCEPT:
        over = Q(status=Status.PUBLISHED, due_on__lt=action_day())
        return rows.filter(over | Q(status=Status.SUBMITTED), above(actor.paths(Perm.RESPONSIBILITY_CHECK)))
    mine = rows.filter(organization__path__in=actor.paths(Perm.RESPONSIBILITY_EDIT))
    if wait == Wait.WORK:
        lit = with_lights(mine.filter(status=Status.PUBLISHED))
        return lit.filter(Q(light__in=(Light.OVERDUE, Light.SOON)) | Q(poor=True))
    return mine.filter(status=Status.BUILT if wait == Wait.CLAIM else Status.CLAIMED)


def above(paths: list[str]) -> Q:
    """Items that are checked at one of these places: of the organizations one level below, and the district's own."""
    own = Q(organization__path=ROOT.path) if ROOT.path in paths else NOTHING
    return any_of(right_below(paths), own)


# By the word of the list's filter ``waits``.
WAITS = rules_of(Wait, waiting)


waits(
    *(
        Waiting(
            kind=f"responsibility.{wait.value}",
            title=title,
            icon="user-check",
            model=Responsibility,
            rows=partial(waiting, wait=wait.value),
            label="title",
            who="organization__name",
            due="due_on",
            listing="responsibilities",
            query={"waits": wait.value},
            measure="项",
        )
        for wait, title in (
            (Wait.CLAIM, "待认领的责任事项"),
            (Wait.PUBLISH, "待公示的责任事项"),
            (Wait.WORK, "临期、逾期待落实的责任事项"),
            (Wait.ACCEPT, "待验收的责任事项"),
        )
    )
)
