"""What is late and what waits for the reader, at the place of a summary: all lists in one statement.

Every list is narrowed as the page narrows it to which its number leads, so both show the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    Expression,
    F,
    IntegerField,
    QuerySet,
    Value,
    Window,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.http import HttpRequest

from assessment.counting import live_events
from assessment.indicators import BY_CODE
from assessment.models import QuarterlyReport, ReportEntry
from assessment.waiting import EntryWait, with_entry_waits
from core.models import Event
from core.periods import SHANGHAI, Quarter, today
from core.permissions import Actor, Perm
from linkage.models import Agreement
from resources.late import unanswered
from resources.models import Claim, Need, Resource
from resources.waiting import Wait, with_claim_waits, with_listing_waits
from tenants.org.models import DistrictSettings, Organization
from web.agreements import AgreementList
from web.claims import ClaimList
from web.lights import soon_days
from web.links import link
from web.reportentries import late_entries

SHOWN = 3
_DRAFT = QuarterlyReport.Status.DRAFT
_REPORT_TITLE = Concat(
    Cast("year", CharField()), Value("年第"), Cast("quarter", CharField()), Value("季度通报"), output_field=CharField()
)


@dataclass(frozen=True)
class Line:
    title: str
    who: str
    day: date | None
    url: str


@dataclass
class WorkList:
    """The first lines of one kind, how many there are, and the page that shows them all."""

    key: str
    title: str
    all_url: str
    record: str
    is_late: bool = False
    total: int = 0
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Best:
    """The best example of the quarter: both sides gave it the highest marks."""

    title: str
    who: str
    score: str
    url: str


@dataclass(frozen=True)
class Lists:
    late: Sequence[WorkList]
    waiting: Sequence[WorkList]
    best: Best | None


def read_lists(
    request: HttpRequest, actor: Actor, place: Organization, quarter: Quarter, settings: DistrictSettings
) -> Lists:
    """Late and waiting lists at the place and the best example of the quarter."""
    kinds = _kinds(request, place, settings)
    branches = [*_late(actor, place, settings), *_waiting(actor, place, settings), _best(actor, place, quarter)]
    best = None
    for kind, pk, title, day, who, total in branches[0].union(*branches[1:], all=True):
        if kind == "best":
            best = Best(title, who, f"{total / 10:.1f}", link(request, "claim", pk))
            continue
        found = kinds[kind]
        found.total = total
        found.lines.append(Line(title, who, day, link(request, found.record, pk)))
    for one in kinds.values():
        one.lines.sort(key=lambda line: line.day or date.max)
    shown = [one for one in kinds.values() if one.total]
    return Lists([one for one in shown if one.is_late], [one for one in shown if not one.is_late], best)


def _kinds(request: HttpRequest, place: Organization, settings: DistrictSettings) -> dict[str, WorkList]:
    def url(name: str, **query: Any) -> str:
        return link(request, name, **{"place": place.code, **query})

    soon = today() + timedelta(days=soon_days())
    days = settings.claim_response_days
    found = (
        WorkList("unanswered", f"认领超过 {days} 天未答复", url("claims", unanswered="true"), "claim", True),
        WorkList("overdue", "需求超过截止日期", url("needs", late="true"), "need", True),
        WorkList("entries", "季度数据逾期未确认、审核", url("reportentries", late="true"), "reportentry", True),
        WorkList(
            "ending",
            f"协议 {soon_days()} 天内期满",
            url("agreements", status="active", active_to_before=soon.isoformat()),
            "agreement",
            True,
        ),
        WorkList("issue", "待签发的通报", link(request, "reports", place=None, status="draft"), "quarterlyreport"),
        WorkList(
            "review",
            "待审核的季度数据",
            url("reportentries", waits=EntryWait.REVIEW),
            "reportentry",
        ),
        WorkList(
            "confirm",
            "待确认的季度数据",
            url("reportentries", waits=EntryWait.CONFIRM),
            "reportentry",
        ),
        WorkList("claims", "待确认的认领", url("claims", waits=Wait.CONFIRM), "claim"),
        WorkList("needs", "待审核的需求", url("needs", waits=Wait.REVIEW), "need"),
        WorkList("resources", "待审核的资源", url("resources", waits=Wait.REVIEW), "resource"),
    )
    return {one.key: one for one in found}


def _branch(kind: str, rows: QuerySet[Any], title: Any, day: Any, who: Any) -> QuerySet[Any]:
    """The first rows of a list in the columns that all lists share, each with the number of all its rows."""
    return (
        rows.order_by()
        .annotate(
            col_kind=Value(kind, output_field=CharField()),
            col_pk=Cast(F("pk"), BigIntegerField()),
            col_title=Cast(title, CharField()),
            col_day=Cast(day, DateField()),
            col_who=Cast(who, CharField()),
            col_total=Window(Count("pk"), output_field=IntegerField()),
        )
        .order_by("col_day", "col_pk")
        .values_list("col_kind", "col_pk", "col_title", "col_day", "col_who", "col_total")[:SHOWN]
    )


def _late(actor: Actor, place: Organization, settings: DistrictSettings) -> list[QuerySet[Any]]:
    claims = unanswered(ClaimList().in_place(Claim.objects.visible_to(actor), place), days=settings.claim_response_days)
    needs = Need.objects.visible_to(actor).filter(
        organization__path__startswith=place.path, status=Need.Status.OPEN, due_on__lt=today()
    )
    entries = late_entries(ReportEntry.objects.visible_to(actor).filter(path__startswith=place.path))
    agreements: Any = AgreementList().in_place(Agreement.objects.visible_to(actor), place)
    ending = agreements.running().filter(active_to__lte=today() + timedelta(days=soon_days()))
    return [
        _claims("unanswered", claims),
        _branch("overdue", needs, F("title"), F("due_on"), F("organization__name")),
        _branch("entries", entries, F("name"), F("report__confirm_by"), Coalesce(F("street__name"), Value(""))),
        _branch("ending", ending, F("title"), F("active_to"), F("organization__name")),
    ]


def _waiting(actor: Actor, place: Organization, settings: DistrictSettings) -> list[QuerySet[Any]]:
    found = []
    entries: QuerySet[Any] = with_entry_waits(ReportEntry.objects.visible_to(actor), actor).filter(
        path__startswith=place.path
    )
    if actor.can(Perm.REPORT_ISSUE, place.place):
        drafts = QuarterlyReport.objects.visible_to(actor).filter(status=_DRAFT)
        found.append(_branch("issue", drafts, _REPORT_TITLE, F("review_by"), F("organization__name")))
    if actor.can(Perm.REPORT_REVIEW, place.place):
        rows = entries.filter(waits=EntryWait.REVIEW)
        found.append(_branch("review", rows, F("name"), F("report__review_by"), Value("")))
    if actor.paths(Perm.REPORT_CONFIRM):
        rows = entries.filter(waits=EntryWait.CONFIRM)
        found.append(_branch("confirm", rows, F("name"), F("report__confirm_by"), F("street__name")))
    if actor.can(Perm.CLAIM_CONFIRM, place.place):
        claims = ClaimList().in_place(with_claim_waits(Claim.objects.visible_to(actor), actor), place)
        found.append(_claims("claims", claims.filter(waits=Wait.CONFIRM)))
    if actor.can(Perm.LISTING_REVIEW, place.place):
        for kind, model in (("needs", Need), ("resources", Resource)):
            listings: QuerySet[Any] = model.objects.visible_to(actor).filter(organization__path__startswith=place.path)
            listings = with_listing_waits(listings, actor, soon_days=soon_days())
            listings = listings.filter(waits=Wait.REVIEW)
            found.append(_branch(kind, listings, F("title"), F("due_on"), F("organization__name")))
    return found


def _claims(kind: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    title = Coalesce(F("need__title"), F("resource__title"))
    who = Coalesce(F("unit__name"), F("organization__name"))
    return _branch(kind, rows, title, TruncDate("proposed_at", tzinfo=SHANGHAI), who)


def _best(actor: Actor, place: Organization, quarter: Quarter) -> QuerySet[Any]:
    """The closed claim with the best marks of both sides; the larger quantity decides between equals."""

    def marks_of(side: str) -> Expression:
        return Cast(KeyTextTransform(side, KeyTransform("scores", "data")), IntegerField())

    closed = Event.objects.visible_to(actor).filter(live_events(BY_CODE["claims_closed"], quarter, place.path))
    marks = marks_of("owner") + marks_of("claimant")
    return (
        closed.annotate(
            col_kind=Value("best", output_field=CharField()),
            col_pk=F("subject_id"),
            col_title=Cast(F("subject_label"), CharField()),
            col_day=Cast(TruncDate("at", tzinfo=SHANGHAI), DateField()),
            col_who=Cast(F("actor_label"), CharField()),
            col_total=marks * 5,
        )
        .order_by("-col_total", "-id")
        .values_list("col_kind", "col_pk", "col_title", "col_day", "col_who", "col_total")[:1]
    )
