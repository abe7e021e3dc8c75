"""Projects that wait for somebody, and places that have none yet."""

from functools import partial

from django.db import models
from django.db.models import Q, QuerySet

from core.periods import today
from core.permissions import Actor, Perm
from core.waiting import Waiting, rules_of, waits
from linkage.secretaryprojects.cover import missing
from linkage.secretaryprojects.models import SecretaryProject
from tenants.org.models import Organization
from tenants.org.tree import right_below

Status = SecretaryProject.Status


class Wait(models.TextChoices):
    """What somebody is waited for to do."""

    REVIEW = "review", "待我方审核"
    ACCEPT = "accept", "待我方验收"
    SUBMIT = "submit", "待我方申报"
    WORK = "work", "我方实施中"


def _right_below(actor: Actor) -> Q:
    """Of the places one level below those at which the actor judges: the nearest level decides."""
    return right_below(actor.paths(Perm.SECRETARYPROJECT_REVIEW))


def waiting(actor: Actor, wait: str) -> QuerySet[SecretaryProject]:
    """The projects that wait for the actor in this way."""
    rows: QuerySet[SecretaryProject] = SecretaryProject.objects.visible_to(actor)
    if wait == Wait.REVIEW:
        return rows.filter(_right_below(actor), status=Status.SUBMITTED)
    if wait == Wait.ACCEPT:
        return rows.filter(_right_below(actor), status=Status.CONCLUDING)
    mine = rows.filter(organization__path__in=actor.paths(Perm.SECRETARYPROJECT_EDIT))
    if wait == Wait.SUBMIT:
        return mine.filter(status__in=(Status.DRAFT, Status.RETURNED))
    return mine.filter(status__in=SecretaryProject.ACTING)


def without(actor: Actor) -> QuerySet[Organization]:
    """The actor's own places that have no project this year."""
    return missing(today().year).filter(path__in=actor.paths(Perm.SECRETARYPROJECT_EDIT))


# By the word of the list's filter ``waits``.
WAITS = rules_of(Wait, waiting)
GAP_WAITS = {"apply": ("待我方申报", lambda actor: Q(pk__in=without(actor).values("pk")))}


waits(
    *(
        Waiting(
            kind=f"secretaryproject.{wait.value}",
            title=title,
            icon="bulb",
            model=SecretaryProject,
            rows=partial(waiting, wait=wait.value),
            label="title",
            who="organization__name",
            due="due_on",
            listing="secretaryprojects",
            query={"waits": wait.value},
            measure="个",
        )
        for wait, title in (
            (Wait.REVIEW, "待审核的书记项目"),
            (Wait.ACCEPT, "待验收的书记项目"),
            (Wait.SUBMIT, "待申报的书记项目"),
            (Wait.WORK, "实施中的书记项目"),
        )
    ),
    Waiting(
        kind="secretaryproject.apply",
        title="本年还没有书记项目",
        icon="bulb",
        model=Organization,
        rows=without,
        label="name",
        listing="secretaryprojectgaps",
        query={"waits": "apply"},
        measure="个",
    ),
)
