"""What can be supervised and extended: records with a due date, whatever they are about.

A model takes part by ``@tracked`` over a class that is ``Stateful`` and ``Timed`` and has a ``title`` and an
``organization``, the place that has to act; or a ``department`` in it that has to (``Handled``). Its table of states
admits the verb ``extend`` in each of its ``ACTING`` states (a step onto itself); extensions move its due date by that
verb, and orders of supervision name it. A day in ``due_limit`` bounds extensions. One whose own verbs give more time
(hours of 应哨) says ``extends_itself`` and needs no such verb; ``told_with`` names relations by which it is called.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.db.models import Q

from core.errors import InvalidInput, NotFound
from core.permissions import Actor, EventPlace, Perm
from core.visibility import any_of, under
from tenants.org.models import Handled, Organization

M = TypeVar("M", bound=type[models.Model])
R = TypeVar("R", bound="About")

_tracked: dict[str, Any] = {}


def tracked(model: M) -> M:
    """Register the model by its label."""
    _tracked[model._meta.label_lower] = model
    return model


def tracked_models() -> Iterable[Any]:
    """All models that take part, in the order in which they were registered."""
    return tuple(_tracked.values())


def tracked_model(label: str) -> Any:
    """The model of a label (``problems.rectification``); ``InvalidInput`` for any other."""
    model = _tracked.get(label)
    if model is None:
        raise InvalidInput("这类事项不能督办或延期。", field="subject")
    return model


def with_handler(rows: Any) -> Any:
    """Tracked rows with whoever has to act, so that no row asks for it: the organization, the department if it has."""
    department = ["department"] if hasattr(rows.model, "department_id") else []
    return rows.select_related("organization", *department, *getattr(rows.model, "told_with", ()))


def subject_of(row: "About") -> Any:
    """The record that a row is about, with its organization."""
    found = with_handler(tracked_model(row.subject_type).objects.filter(pk=row.subject_id)).first()
    if found is None:
        raise NotFound(field="subject")
    return found


def with_subjects(rows: Iterable[R]) -> Iterator[tuple[R, Any]]:
    """Each row with the record that it is about, as ``subject_of``: one statement for each kind."""
    about_kind: defaultdict[str, list[R]] = defaultdict(list)
    for row in rows:
        about_kind[row.subject_type].append(row)
    for label, kept in about_kind.items():
        subjects = with_handler(tracked_model(label).objects).in_bulk([row.subject_id for row in kept])
        yield from ((row, subjects[row.subject_id]) for row in kept)


def find_subject(actor: Actor, label: str, pk: Any, *, field: str = "subject") -> Any:
    """A tracked record that the actor may see, or ``NotFound``."""
    return with_handler(tracked_model(label).objects).get_visible(actor, pk, field=field)


class About(Handled):
    """Is about one tracked record, of whatever kind, and concerns the organization or department that has to act."""

    subject_type = models.CharField("对象类型", max_length=60)
    subject_id = models.BigIntegerField("对象")
    subject_label = models.CharField("对象名称", max_length=200)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="承办组织")

    shares_history: ClassVar[bool] = True

    class Meta:
        abstract = True

    @property
    def event_place(self) -> EventPlace:
        return EventPlace(self.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Whoever has to act, and those above."""
        return any_of(under(actor.paths(Perm.VIEW)), Q(department_id__in=actor.department_ids(Perm.VIEW)))


def about(subject: Any) -> dict[str, Any]:
    """What an ``About`` row keeps of its subject; also the filter that finds the rows of one subject."""
    return {"subject_type": subject._meta.label_lower, "subject_id": subject.pk}


def naming(subject: Any) -> dict[str, Any]:
    """All that a new ``About`` row says of its subject."""
    return {
        **about(subject),
        "subject_label": str(subject)[:200],
        "organization": subject.organization,
        "department": getattr(subject, "department", None),
    }
