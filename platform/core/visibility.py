"""The one way to read. Every query for somebody's eyes starts at ``visible_to(actor)``."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from core.errors import NotFound
from core.permissions import ROOT, Actor, ActorKind, Perm
from core.scopes import reads

_OWN = "organization__path"

M = TypeVar("M", bound=models.Model)

NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


class VisibleQuerySet(models.QuerySet[M]):
    """Rows of a model that says, in ``visible_q(actor)``, which of them an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Only rows the actor may see. The platform itself sees all; a client sees nothing of what it may not view."""
        if actor.is_system:
            return self.all()
        if actor.kind is ActorKind.CLIENT and not (actor.can_anywhere(Perm.VIEW) and reads(actor, self.model)):
            return self.filter(NOTHING)
        rule: Q = self.model.visible_q(actor)  # type: ignore[attr-defined]
        return self.filter(rule)

    def get_visible(self, actor: Actor, pk: Any, *, field: str = "") -> M:
        """The row with this key, or ``NotFound`` whether it is absent or hidden."""
        try:
            row = self.visible_to(actor).filter(pk=pk).first()
        except (ValueError, TypeError, OverflowError) as error:
            raise NotFound(field=field) from error
        if row is None:
            raise NotFound(field=field)
        return row


class PartOf:
    """A model that is part of a record and seen with it: ``OF`` names the foreign keys that lead there."""

    OF: ClassVar[str]

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        record: Any = cls
        for step in cls.OF.split("__"):
            record = record._meta.get_field(step).related_model
        return Q(**{f"{cls.OF}__in": record.objects.visible_to(actor).values("pk")})


def any_of(*rules: Q) -> Q:
    """Rows that one of the rules allows. Where one allows everything, the others are not even joined."""
    if EVERYTHING in rules:
        return EVERYTHING
    found = NOTHING
    for rule in rules:
        found |= rule
    return found


def under(paths: Iterable[str], field: str = _OWN) -> Q:
    """Rows whose organization lies in one of the subtrees.

    Every organization lies below the root: whoever holds that is spared the look at each row's own organization.
    """
    paths = list(paths)
    if field == _OWN and ROOT.path in paths:
        return EVERYTHING
    return any_of(*(Q(**{f"{field}__startswith": path}) for path in paths))


def views_all(actor: Actor) -> bool:
    """Whether the actor may view the whole district."""
    return actor.is_system or ROOT.path in actor.paths(Perm.VIEW)


def owned(actor: Actor, prefix: str = "") -> Q:
    """Rows of an organization in the actor's subtrees, or of a unit for which the actor stands.

    For models with ``organization`` and an optional ``unit`` (see ``tenants.org.models.Owned``); ``prefix`` leads
    to such a model through a relation.
    """
    own_units = Q(**{f"{prefix}unit_id__in": actor.unit_ids(Perm.VIEW)})
    return any_of(under(actor.paths(Perm.VIEW), f"{prefix}organization__path"), own_units)


def of_department(actor: Actor, permission: Perm = Perm.VIEW, field: str = "department") -> Q:
    """Rows of a department at which the permission is held: the query for ``actor.can(permission, department.place)``.

    ``field`` leads to the department.
    """
    above = under(actor.paths(permission), f"{field}__organization__path")
    return any_of(above, Q(**{f"{field}_id__in": actor.department_ids(permission)}))


def held(actor: Actor, permission: Perm, prefix: str = "") -> Q:
    """Rows at whose place the actor holds the permission: the query for ``actor.can(permission, row.place)``.

    For models with ``organization`` and ``unit``; ``prefix`` leads to such a model through a relation.
    """
    if actor.is_system:
        return Q()
    places = under(actor.paths(permission), f"{prefix}organization__path") & Q(**{f"{prefix}unit__isnull": True})
    return places | Q(**{f"{prefix}unit_id__in": actor.unit_ids(permission)})


def handled(actor: Actor, permission: Perm) -> Q:
    """Rows that lie with a place or department for which the actor stands: what waits for it, not for those above.

    For models that are ``tenants.org.models.Handled``: what lies with a department does not wait for its place.
    """
    places = Q(department=None, organization__path__in=actor.paths(permission))
    return places | Q(department_id__in=actor.department_ids(permission))


def held_above(actor: Actor, permission: Perm, field: str = _OWN, *, department: str = "") -> Q:
    """Rows above whose organization the actor holds the permission: the query for ``actor.can(…, above(place))``.

    ``department`` is the column of the department with which a row may lie: that is below its own organization.
    """
    if actor.is_system:
        return Q()
    paths = [path for path in actor.paths(permission) if path != ROOT.path]
    own = Q(**{f"{department}__isnull": True}) if department else Q()
    below = any_of(*(Q(**{f"{field}__startswith": path}) & ~(own & Q(**{field: path})) for path in paths))
    return EVERYTHING if ROOT.path in actor.paths(permission) else below
