"""Work lists: what waits for this person, gathered from the lists themselves, with the buttons of the records.

Every section is one list with its filter, so its total and the list it leads to are the same number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from assessment.models import ReportEntry
from assessment.waiting import EntryWait
from core.history import plain_number
from core.permissions import Perm
from core.waiting import Waits, waiting_for
from linkage.models import Agreement
from linkage.waiting import waiting_for_signature
from resources.models import Claim
from resources.waiting import Wait
from tenants.org.models import Organization
from web.access import SignedIn, district_settings, is_fragment
from web.acts import Act
from web.agreements import AgreementList, AgreementRecord
from web.bulk import ticked
from web.claims import CONFIRM, ClaimList, ClaimRecord, is_over, with_given_sides
from web.lights import RED, Chip, due_chip, status_chip
from web.links import link, with_query
from web.listings import PUBLISH, ListingList, ListingRecord, NeedList, NeedRecord, ResourceList, ResourceRecord
from web.lists import BULK_LIMIT, ListPage
from web.places import place_chain
from web.reportentries import EntryList, EntryRecord

SHOWN = 6
BUTTONS = 2


@dataclass(frozen=True)
class Task:
    """One line: what, whose, how urgent, and what may be done at once."""

    record: Any
    title: str
    url: str
    who: str
    chips: Sequence[Chip] = ()
    offers: Sequence[tuple[Act, str]] = ()
    edit_url: str = ""


@dataclass
class Section:
    """What waits of one kind: the first few, how many there are, and where all of them stand."""

    key: str
    title: str
    icon: str
    measure: str
    all_url: str
    bulk: Act | None = None
    total: int = 0
    tasks: list[Task] = field(default_factory=list)


def first_of_each(rows: QuerySet[Any], *order: Any, kind: str = "waits", shown: int = SHOWN) -> QuerySet[Any]:
    """The first rows of every kind of waiting, each with the ``total`` of its kind, in one statement."""
    ranked = rows.annotate(
        line=Window(RowNumber(), partition_by=[F(kind)], order_by=list(order)),
        total=Window(Count("pk"), partition_by=[F(kind)]),
    )
    return ranked.filter(line__lte=shown).order_by("line")


class DeskPage(SignedIn):
    """A page of work. ``POST`` does one act to all ticked lines of a section."""

    template = "web/desk/workbench.html"
    body_template = "web/desk/sections.html"
    title = "工作台"
    bulk_lists: dict[str, tuple[type[ListPage], Act]] = {
        "claims": (ClaimList, CONFIRM),
        "needs": (NeedList, PUBLISH),
        "resources": (ResourceList, PUBLISH),
    }

    def get(self, request: HttpRequest) -> HttpResponse:
        name = self.body_template if is_fragment(request, "desk") else self.template
        return render(request, name, self.context())

    def post(self, request: HttpRequest) -> HttpResponse:
        found = self.bulk_lists.get(request.POST.get("list", ""))
        keys = ticked(request, BULK_LIMIT)
        if found is None or not keys:
            messages.warning(request, "请先勾选要办理的事项。")
        else:
            page, act = found
            self.view(page).do_each(act, keys)
        if is_fragment(request, "desk"):
            return self.get(request)
        return HttpResponseRedirect(with_query(request, {}))

    def view(self, page: type[ListPage]) -> Any:
        """A list of the same request, to ask for its rows and acts."""
        view = page()
        view.setup(self.request)
        return view

    def context(self) -> dict[str, Any]:
        # Before the chips: the days that they need come with the places.
        place_chain(self.request)
        sections = [section for section in self.sections() if section.total]
        return {
            "view": self,
            "title": self.title,
            "sections": sections,
            "total": sum(section.total for section in sections),
            "here": with_query(self.request, {}),
            "may_publish": self.actor.can_anywhere(Perm.LISTING_EDIT),
        }

    # --- sections ------------------------------------------------------------------------------------------

    def sections(self) -> Iterable[Section]:
        claims = self.claim_sections()
        needs, resources = (
            self.listing_sections(NeedList, NeedRecord),
            self.listing_sections(ResourceList, ResourceRecord),
        )
        for part in (claims.get(Wait.CONFIRM), needs.get(Wait.REVIEW), resources.get(Wait.REVIEW), self.signatures()):
            if part is not None:
                yield part
        yield from self.quarter_figures()
        for wait in (Wait.FULFIL, Wait.EVALUATE):
            if wait in claims:
                yield claims[wait]
        for wait in (Wait.CORRECT, Wait.SUBMIT, Wait.UNCLAIMED):
            for found in (needs, resources):
                if wait in found:
                    yield found[wait]
        yield from self.registered()

    def registered(self) -> Iterable[Section]:
        """What packages have registered as waiting (``core.waiting``), read in one statement."""
        return [self.registered_section(found) for found in waiting_for(self.actor, shown=SHOWN)]

    def registered_section(self, found: Waits) -> Section:
        kind = found.waiting
        record = str(kind.model._meta.model_name)
        tasks = [
            Task(
                None,
                item.label,
                link(self.request, record, item.pk),
                item.who,
                [chip for chip in [due_chip(item.due_on) if item.due_on else None] if chip],
            )
            for item in found.items
        ]
        url = link(self.request, kind.listing, **kind.query)
        return Section(kind.listing, kind.title, kind.icon, kind.measure, url, None, found.total, tasks)

    def waiting_claims(self) -> QuerySet[Any]:
        rows = self.view(ClaimList).rows().exclude(waits=None)
        return first_of_each(with_given_sides(rows), due_first(), F("id"))

    def claim_sections(self) -> dict[str, Section]:
        words = {
            Wait.CONFIRM: ("待确认的认领", "hand-grab", CONFIRM),
            Wait.FULFIL: ("待提交完成情况", "clipboard-check", None),
            Wait.EVALUATE: ("待评价", "star", None),
        }
        found: dict[str, Section] = {}
        for claim in self.waiting_claims():
            if claim.waits not in words:
                self.other_claim(claim)
                continue
            title, icon, bulk = words[claim.waits]
            url = link(self.request, "claims", waits=claim.waits)
            section = found.setdefault(claim.waits, Section("claims", title, icon, "条", url, bulk, claim.total))
            section.tasks.append(self.claim_task(claim))
        return found

    def other_claim(self, claim: Any) -> None:
        """A page that asks for more claims than those that wait says here what becomes of them."""

    def claim_task(self, claim: Claim) -> Task:
        chips = [self.answer_chip(claim), None if is_over(claim) else due_chip(claim.target.due_on)]
        who = f"{claim.owner} 认领 {claim.target.owner} 的{'需求' if claim.need_id else '资源'}"
        return Task(
            claim,
            str(claim.target),
            link(self.request, "claim", claim.pk),
            f"{who} · {plain_number(claim.quantity)} {claim.measure}",
            [chip for chip in chips if chip],
            ClaimRecord.offers(self.request, claim)[:BUTTONS],
        )

    def answer_chip(self, claim: Claim) -> Chip | None:
        """A claim that has waited for its answer longer than the district allows is red."""
        if claim.status != Claim.Status.PROPOSED:
            return None
        days = (timezone.localdate() - timezone.localdate(claim.proposed_at)).days
        late = days > district_settings(self.request).claim_response_days
        return Chip(f"已等 {days} 天", RED, "alert-triangle") if late else None

    def listing_sections(self, page: type[ListingList], record: type[ListingRecord]) -> dict[str, Section]:
        noun = page.title
        words = {
            Wait.REVIEW: (f"待审核的{noun}", "checkup-list", PUBLISH),
            Wait.CORRECT: (f"被退回的{noun}", "arrow-back-up", None),
            Wait.SUBMIT: (f"{noun}草稿", "pencil", None),
            Wait.UNCLAIMED: (f"临期还没有人认领的{noun}", "clock-exclamation", None),
        }
        found: dict[str, Section] = {}
        for listing in self.waiting_listings(page):
            if listing.waits not in words:
                self.other_listing(listing)
                continue
            title, icon, bulk = words[listing.waits]
            url = link(self.request, page.name, waits=listing.waits)
            section = found.setdefault(listing.waits, Section(page.name, title, icon, "条", url, bulk, listing.total))
            section.tasks.append(self.listing_task(listing, record))
        return found

    def waiting_listings(self, page: type[ListingList]) -> QuerySet[Any]:
        return first_of_each(self.view(page).rows().exclude(waits=None), F("due_on"), F("id"))

    def other_listing(self, listing: Any) -> None:
        """A page that asks for more listings than those that wait says here what becomes of them."""

    def listing_task(self, listing: Any, record: type[ListingRecord]) -> Task:
        chips = [due_chip(listing.due_on)] if listing.waits != Wait.SUBMIT else []
        editable = listing.waits in (Wait.CORRECT, Wait.SUBMIT)
        offers = [] if listing.waits == Wait.UNCLAIMED else record.offers(self.request, listing)
        return Task(
            listing,
            str(listing),
            link(self.request, record.name, listing.pk),
            f"{listing.owner} · {listing.get_category_display()} · {plain_number(listing.quantity)} {listing.measure}",
            [chip for chip in chips if chip],
            [] if editable else offers[:BUTTONS],
            link(self.request, f"{record.name}-edit", listing.pk) if editable else "",
        )

    def quarter_figures(self) -> Iterable[Section]:
        """Figures of the quarterly report to confirm or review; nothing for those who do neither."""
        if not (self.actor.paths(Perm.REPORT_CONFIRM) or self.actor.paths(Perm.REPORT_REVIEW)):
            return
        titles = {EntryWait.CONFIRM: "待确认的季度数据", EntryWait.REVIEW: "待审核的季度数据"}
        found: dict[str, Section] = {}
        rows = self.view(EntryList).rows().exclude(waits=None)
        for entry in first_of_each(rows, F("report__review_by"), F("path")):
            title = titles[EntryWait(entry.waits)]
            url = link(self.request, "reportentries", waits=entry.waits)
            section = Section("reportentries", title, "report-analytics", "个单位", url, None, entry.total)
            found.setdefault(entry.waits, section).tasks.append(self.entry_task(entry))
        yield from found.values()

    def entry_task(self, entry: ReportEntry) -> Task:
        report = entry.report
        due = report.confirm_by if entry.level == Organization.Level.COMMUNITY else report.review_by
        chips = [status_chip(entry) if entry.return_reason else None, due_chip(due)]
        return Task(
            entry,
            entry.name,
            link(self.request, "reportentry", entry.pk),
            f"{report}{f' · 退回原因：{entry.return_reason}' if entry.return_reason else ''}",
            [chip for chip in chips if chip],
            EntryRecord.offers(self.request, entry)[:BUTTONS],
        )

    def signatures(self) -> Section | None:
        view = self.view(AgreementList)
        rows = waiting_for_signature(view.bare_rows(), self.actor)
        ranked = rows.annotate(total=Window(Count("pk"))).order_by("proposed_at", "id")[:SHOWN]
        tasks, total = [], 0
        for agreement in ranked:
            total = agreement.total
            tasks.append(self.agreement_task(agreement))
        url = link(self.request, "agreements", sign="true")
        return Section("agreements", "待签署的协议", "signature", "份", url, None, total, tasks) if tasks else None

    def agreement_task(self, agreement: Agreement) -> Task:
        url = link(self.request, "agreement", agreement.pk)
        sign = next(act for act in AgreementRecord.acts if act.verb == "sign")
        return Task(
            agreement,
            str(agreement),
            url,
            f"{agreement.organization} 牵头 · {agreement.number}",
            [status_chip(agreement)],
            [(sign, link(self.request, "agreement-act", agreement.pk, "sign"))],
        )


def due_first() -> Coalesce:
    """Order of claims: by the date by which the thing is wanted."""
    return Coalesce("need__due_on", "resource__due_on")


class Workbench(DeskPage):
    """区、街道、社区和部门的工作台: today's list, worked down by buttons on the lines and by ticking several."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not (self.actor.paths(Perm.VIEW) or self.actor.department_ids(Perm.VIEW)):
            raise PermissionDenied("工作台供区、街道、社区和部门的工作人员使用。")
        return super().dispatch(request, *args, **kwargs)
