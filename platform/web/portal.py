"""驻区单位's own page, phone first: what waits for us, open needs nearby with a button to claim, our agreements."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.history import plain_number
from core.permissions import Perm
from core.visibility import held
from linkage.models import Agreement, AgreementParty
from resources.models import Category, Claim, Need
from resources.progress import with_mean_progress
from resources.waiting import Wait
from tenants.org.models import ResidentUnit
from web.access import typed
from web.agreements import AgreementList
from web.claims import ClaimList, with_given_sides
from web.desk import DeskPage, Section, Task, due_first, first_of_each
from web.lights import Chip, due_chip, status_chip
from web.links import link, with_query
from web.listings import NeedList, NeedRecord, ResourceList, ResourceRecord, claimable

NEAR_SHOWN = 10
FIRST_TASKS = 3
NEAR, RUNNING = "near", "running"


@dataclass(frozen=True)
class NearNeed:
    """A need that can be claimed: what, who asks, how much is left, and the two addresses."""

    need: Need
    url: str
    claim_url: str
    left: str
    light: Chip | None


class Portal(DeskPage):
    """The 联络员's page; claiming takes two taps: the button on the card, and the one under the filled-in form."""

    permission = Perm.VIEW
    template = "web/desk/portal.html"
    body_template = "web/desk/portal_body.html"
    title = "单位首页"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.actor.unit_ids():
            raise PermissionDenied("这一页供驻区单位的负责人和联络员使用。")
        return super().dispatch(request, *args, **kwargs)

    def sections(self) -> Iterable[Section]:
        self.units = list(
            ResidentUnit.objects.filter(pk__in=self.actor.unit_ids(Perm.VIEW), merged_into=None).select_related(
                "organization"
            )
        )
        claims = self.claim_sections()
        needs = self.listing_sections(NeedList, NeedRecord)
        resources = self.listing_sections(ResourceList, ResourceRecord)
        signatures = self.signatures()
        for part in (claims.get(Wait.CONFIRM), signatures, claims.get(Wait.FULFIL), claims.get(Wait.EVALUATE)):
            if part is not None:
                yield part
        for wait in (Wait.CORRECT, Wait.SUBMIT, Wait.UNCLAIMED):
            yield from (found[wait] for found in (needs, resources) if wait in found)
        yield from self.registered()

    def context(self) -> dict[str, Any]:
        self.running: list[Task] = []
        self.near: list[NearNeed] = []
        self.near_total = 0
        context = super().context()
        category = self.request.GET.get("category", "")
        tasks = [(section, task) for section in context["sections"] for task in section.tasks]
        return {
            **context,
            "units": self.units,
            "first_tasks": tasks[:FIRST_TASKS],
            "more_tasks": tasks[FIRST_TASKS:],
            "running": self.running,
            "near": self.near,
            "near_total": self.near_total,
            "all_near_url": link(self.request, "needs", free="true", category=category, q=typed(self.request)),
            "query": typed(self.request),
            "category": category,
            "categories": [
                (word, with_query(self.request, {"category": value}), value == category)
                for value, word in Category.choices
            ],
            "any_category_url": with_query(self.request, {"category": None}),
            "agreements": self.agreements,
        }

    # --- claims: those that wait for us, and those that run ------------------------------------------------

    def waiting_claims(self) -> QuerySet[Any]:
        """Ours that wait for somebody else come along in the same statement, as a kind of their own."""
        mine = held(self.actor, Perm.CLAIM_PROPOSE) & Q(
            status__in=(Claim.Status.PROPOSED, Claim.Status.CONFIRMED, Claim.Status.FULFILLED)
        )
        rows = self.view(ClaimList).rows().annotate(part=Coalesce(F("waits"), Value(RUNNING)))
        rows = rows.filter(Q(waits__isnull=False) | mine)
        return first_of_each(with_given_sides(rows), due_first(), F("id"), kind="part")

    def other_claim(self, claim: Any) -> None:
        self.running.append(
            Task(
                claim,
                str(claim.target),
                link(self.request, "claim", claim.pk),
                f"{claim.target.owner} · {plain_number(claim.quantity)} {claim.measure}",
                [status_chip(claim)],
            )
        )

    # --- needs: ours that wait for us, and those nearby that can be claimed --------------------------------

    def waiting_listings(self, page: Any) -> QuerySet[Any]:
        if page is not NeedList:
            return super().waiting_listings(page)
        view = self.view(NeedList)
        ours = [unit.pk for unit in self.units]
        free = claimable(view.filtered).exclude(unit__in=ours).order_by().values("pk")
        homes = {unit.organization.path for unit in self.units}
        nearness = Case(
            *(When(organization__path__startswith=path, then=Value(0)) for path in sorted(homes)),
            default=Value(1),
            output_field=IntegerField(),
        )
        rows = view.rows().annotate(part=Coalesce(F("waits"), Value(NEAR)), nearness=nearness)
        rows = rows.filter(Q(waits__isnull=False) | Q(pk__in=free))
        return first_of_each(rows, F("nearness"), F("due_on"), F("id"), kind="part", shown=NEAR_SHOWN)

    def other_listing(self, listing: Any) -> None:
        self.near_total = listing.total
        self.near.append(
            NearNeed(
                listing,
                link(self.request, "need", listing.pk),
                link(self.request, "claim-new", need=listing.pk),
                f"{plain_number(listing.remaining)} {listing.measure}",
                due_chip(listing.due_on),
            )
        )

    # --- agreements ----------------------------------------------------------------------------------------

    def signatures(self) -> Section | None:
        """Those to sign as work, those in force with their progress, in one statement."""
        ours = AgreementParty.objects.filter(agreement=OuterRef("pk"), unit__in=[unit.pk for unit in self.units])
        unsigned = AgreementParty.objects.filter(
            held(self.actor, Perm.AGREEMENT_SIGN), agreement=OuterRef("pk"), signed_at=None
        )
        rows: QuerySet[Any] = (
            with_mean_progress(self.view(AgreementList).bare_rows())
            .annotate(to_sign=Exists(unsigned))
            .filter(Exists(ours), status__in=(Agreement.Status.NEGOTIATING, *Agreement.RUNNING))
            .exclude(kind=Agreement.Kind.SUPPLEMENT, status__in=Agreement.RUNNING)
        )
        self.agreements, tasks = [], []
        for agreement in rows.order_by("active_to", "id"):
            if agreement.status in Agreement.RUNNING:
                share = agreement.progress
                self.agreements.append(
                    {
                        "agreement": agreement,
                        "url": link(self.request, "agreement", agreement.pk),
                        "percent": None if share is None else round(share * 100, 1),
                        "light": due_chip(agreement.active_to),
                    }
                )
            elif agreement.to_sign:
                tasks.append(self.agreement_task(agreement))
        url = link(self.request, "agreements", sign="true")
        section = Section("agreements", "待签署的协议", "signature", "份", url, None, len(tasks), tasks)
        return section if tasks else None
