"""Whom the verbs of secretaries' projects concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place, above
from core.verbs import register
from linkage.secretaryprojects.cover import missing
from tenants.notices.rules import Audience, tell
from tenants.org.models import Organization

register({"organization.remind_project": "提醒申报书记项目"})


@tell(
    "secretaryproject.submit",
    "secretaryproject.conclude",
    "secretaryproject.withdraw",
    "secretaryproject.succeed",
)
def who_judges(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.SECRETARYPROJECT_REVIEW, above(Place(event.organization_path)))]


@tell(
    "secretaryproject.approve",
    "secretaryproject.return",
    "secretaryproject.check",
    "secretaryproject.accept",
    "secretaryproject.fail",
    "secretaryproject.stop",
    "secretaryproject.honour",
    "secretaryproject.remind",
)
def whose_it_is(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.SECRETARYPROJECT_EDIT, Place(event.organization_path))]


@tell("organization.remind_project")
def who_has_none(event: Event) -> Iterable[Audience]:
    """The places right below, as long as they have none."""
    rows = missing(event.data["year"])
    parent = Organization.objects.get(pk=event.subject_id)
    below = rows.filter(path__startswith=parent.path, depth=parent.depth + 1)
    return [Audience(Perm.SECRETARYPROJECT_EDIT, Place(path)) for path in below.values_list("path", flat=True)]
