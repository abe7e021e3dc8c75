"""Whom the verbs of this package concern."""

from collections.abc import Iterable

from assessment.models import ReportEntry
from core.models import Event
from core.permissions import Perm, Place
from tenants.notices.rules import Audience, tell
from tenants.org.models import Organization


@tell("report.draft", "report.correct")
def all_communities(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.REPORT_CONFIRM, Place(event.organization_path), below=True)]


@tell("report.issue")
def everybody_concerned(event: Event) -> Iterable[Audience]:
    at = Place(event.organization_path)
    permissions = (Perm.REPORT_CONFIRM, Perm.REPORT_REVIEW, Perm.REPORT_DRAFT, Perm.REPORT_ISSUE)
    return [Audience(permission, at, below=True) for permission in permissions]


@tell("report_entry.confirm")
def street_when_all_have_confirmed(event: Event) -> Iterable[Audience]:
    entry = ReportEntry.objects.filter(pk=event.subject_id).select_related("street").first()
    if entry is None or entry.street is None:
        return []
    if entry.street.communities.exclude(status=ReportEntry.Status.CONFIRMED).exists():
        return []
    return [Audience(Perm.REPORT_REVIEW, Place(entry.street.path))]


@tell("report_entry.review")
def district_when_all_have_reviewed(event: Event) -> Iterable[Audience]:
    entry = ReportEntry.objects.filter(pk=event.subject_id).select_related("report__organization").first()
    if entry is None:
        return []
    streets = entry.report.entries.filter(level=Organization.Level.SUBDISTRICT)
    if streets.exclude(status=ReportEntry.Status.REVIEWED).exists():
        return []
    return [Audience(Perm.REPORT_ISSUE, entry.report.place)]


@tell("report_entry.return")
def place_itself(event: Event) -> Iterable[Audience]:
    entry = ReportEntry.objects.filter(pk=event.subject_id).first()
    if entry is None:
        return []
    community = entry.level == Organization.Level.COMMUNITY
    return [Audience(Perm.REPORT_CONFIRM if community else Perm.REPORT_REVIEW, Place(entry.path))]
