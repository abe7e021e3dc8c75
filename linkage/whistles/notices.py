"""Whom the verbs of whistles and of responses concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import ROOT, Perm, Place
from linkage.whistles.models import Whistle, WhistleResponse
from tenants.notices.rules import Audience, tell


def street(event: Event) -> Audience:
    return Audience(Perm.WHISTLE_BLOW, Place(event.organization_path))


def raisers(event: Event) -> list[Audience]:
    """The place in which the matter lies, where that is not the street itself."""
    return [Audience(Perm.WHISTLE_COLLECT, Place(event.other_path))] if event.other_path else []


def district() -> Audience:
    return Audience(Perm.WHISTLE_ASSIGN, ROOT)


def called(whistle_id: int) -> list[Audience]:
    """The departments that work on a whistle."""
    rows = WhistleResponse.objects.filter(whistle_id=whistle_id).exclude(status=WhistleResponse.Status.RELEASED)
    return [
        Audience(Perm.WHISTLE_RESPOND, row.department.place)
        for row in rows.select_related("department__organization").order_by("pk")
    ]


def _department(event: Event) -> Audience:
    row = WhistleResponse.objects.select_related("department__organization").get(pk=event.subject_id)
    return Audience(Perm.WHISTLE_RESPOND, row.department.place)


@tell("whistle.collect")
def who_reviews(event: Event) -> Iterable[Audience]:
    return [street(event)]


@tell("whistle.review", "whistle.decline", "whistle.assign", "whistle.respond", "whistle.add")
def who_whistled(event: Event) -> Iterable[Audience]:
    return [street(event), *raisers(event)]


@tell("whistle.blow")
def who_assigns(event: Event) -> Iterable[Audience]:
    return [district(), *raisers(event)]


@tell("whistle.return", "whistle.finish")
def who_goes_on(event: Event) -> Iterable[Audience]:
    return [street(event), *raisers(event)]


@tell("whistle.withdraw")
def all_sides(event: Event) -> Iterable[Audience]:
    return [street(event), district(), *raisers(event)]


@tell("whistle.close")
def who_waits_for_the_result(event: Event) -> Iterable[Audience]:
    """The street and the place, which now answers whoever raised the matter; and the departments."""
    handlers = [Audience(Perm.APPEAL_HANDLE, Place(event.other_path))] if event.other_path else []
    return [street(event), *handlers, *called(event.subject_id)]


@tell("whistle.remind")
def who_is_late(event: Event) -> Iterable[Audience]:
    """The side whose step it is, and the district once the matter is overdue."""
    row = Whistle.objects.get(pk=event.subject_id)
    at_district = row.status == Whistle.Status.BLOWN
    told = [district() if at_district else street(event)]
    if event.data.get("overdue") and not at_district:
        told.append(district())
    return told


@tell(
    "whistleresponse.call",
    "whistleresponse.uphold",
    "whistleresponse.return",
    "whistleresponse.rate",
    "whistleresponse.refuse",
)
def the_department(event: Event) -> Iterable[Audience]:
    return [_department(event)]


@tell("whistleresponse.release", "whistleresponse.drop", "whistleresponse.approve")
def department_and_street(event: Event) -> Iterable[Audience]:
    return [_department(event), street(event)]


@tell("whistleresponse.dispute", "whistleresponse.ask", "whistleresponse.retract")
def who_rules(event: Event) -> Iterable[Audience]:
    return [district(), street(event)]


@tell("whistleresponse.respond", "whistleresponse.report", "whistleresponse.finish")
def who_follows(event: Event) -> Iterable[Audience]:
    return [street(event), *raisers(event)]


@tell("whistleresponse.remind")
def late_departments(event: Event) -> Iterable[Audience]:
    """The department; once it is overdue its superiors in the district as well."""
    return [_department(event), *([district()] if event.data.get("overdue") else [])]


@tell("whistleresponse.supervise")
def supervised(event: Event) -> Iterable[Audience]:
    """The department, the street that waits for it, and the district in whose name it is demanded."""
    return [_department(event), street(event), district()]
