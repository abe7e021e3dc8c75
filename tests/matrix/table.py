"""The role × action matrix: for every action, who may do it to records of street A, community A and unit A.

Everybody else, the people of street B above all, is refused with ``NotAllowed``. The platform itself may do
everything, except where a row says otherwise. A row says how the record comes about, how the action is
called, and who succeeds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import wraps
from typing import Any

from cast import Cast
from matrix.people import COMMUNITY_A, LEADER, OFFICE, SECURITY_ADMIN, STREET_A, SYSTEM_ADMIN, UNIT_A
from quarters import AFTER_Q3, IN_Q3, closed_claim, drafted, entry_of, issued
from samples import photo
from stories import agreement_in, agreement_terms, claim_in, in_days, listing_in, open_listing

from api.actions import clients
from assessment.actions import entries, reports
from core.events import at_moment
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import today
from core.permissions import SYSTEM, Actor
from linkage.actions import agreements
from linkage.actions import grants as agreement_grants
from linkage.models import Agreement
from resources.actions import claims, listings
from resources.models import Need, Resource
from tenants.accounts.actions import users
from tenants.divisions import actions as divisions
from tenants.divisions.table import Division
from tenants.notices import actions as notices
from tenants.notices.models import Notice
from tenants.org.actions import grants, organizations, posts, settings, units
from tenants.org.grants import VIEW_SUBTREE
from tenants.org.models import Post

PLACES_A = STREET_A | COMMUNITY_A
BOTH_SIDES = PLACES_A | UNIT_A


@dataclass(frozen=True)
class Row:
    """One row: the record, the call, and who may."""

    function: Callable[..., Any]
    case: str
    record: Callable[[Cast], Any]
    subject: str
    given: Callable[[Cast], dict[str, Any]]
    allowed: frozenset[str]
    platform: bool = True
    # Why the action leaves no event; all others must.
    silent: str = ""

    def arguments(self, cast: Cast, thing: Any) -> dict[str, Any]:
        """All keywords but the actor."""
        return {**({self.subject: thing} if self.subject else {}), **self.given(cast)}

    def call(self, cast: Cast, actor: Actor, thing: Any) -> Any:
        return self.function(actor=actor, **self.arguments(cast, thing))

    def __str__(self) -> str:
        return f"{self.function.__name__}-{self.case}" if self.case else self.function.__name__


ROWS: list[Row] = []


def row(
    function: Callable[..., Any],
    record: Callable[[Cast], Any],
    allowed: set[str],
    *,
    case: str = "",
    platform: bool = True,
    silent: str = "",
    subject: str = "",
    given: Callable[[Cast], dict[str, Any]] = lambda cast: {},
) -> None:
    """Add a row; the record is passed as ``subject``, or not at all if there is none."""
    ROWS.append(Row(function, case, record, subject, given, frozenset(allowed), platform, silent))


def reason(cast: Cast) -> dict[str, Any]:
    return {"reason": "有原因"}


def nothing(cast: Cast) -> None:
    return None


# --- accounts, posts, grants, settings: three administrators and the district office --------------------------

row(
    users.user_create,
    nothing,
    {SYSTEM_ADMIN},
    given=lambda cast: {"username": "new.one", "name": "新人", "password": "Liandong-2026!"},
)
for function, given in (
    (users.user_edit, lambda cast: {"name": "新名"}),
    (users.user_deactivate, reason),
    (users.user_set_password, lambda cast: {"password": "Liandong-2026!"}),
    (users.user_unlock, nothing),
):
    row(
        function,
        lambda cast: cast.users["unit_b"],
        {SYSTEM_ADMIN},
        subject="user",
        given=given if given is not nothing else lambda cast: {},
    )


def closed_account(cast: Cast) -> Any:
    return users.user_deactivate(actor=cast.actor("system"), user=cast.users["unit_b"], reason="调离")


row(users.user_activate, closed_account, {SYSTEM_ADMIN}, subject="user")
row(
    users.user_change_password,
    lambda cast: cast.users["unit_b"],
    {"unit_b"},
    subject="user",
    given=lambda cast: {"password": "Liandong-2026!"},
    platform=False,
)
row(
    posts.post_appoint,
    nothing,
    {SECURITY_ADMIN},
    given=lambda cast: {
        "user": cast.users["unit_b"],
        "role": "community_officer",
        "at": cast.community_a,
        "starts_on": today(),
    },
)
row(posts.post_end, lambda cast: Post.objects.get(user=cast.users["unit_b"]), {SECURITY_ADMIN}, subject="post")


def a_grant(cast: Cast) -> dict[str, Any]:
    return {"user": cast.users["unit_b"], "grant": VIEW_SUBTREE, "at": cast.street_a}


row(grants.grant_give, nothing, {SECURITY_ADMIN}, given=a_grant)
row(
    grants.grant_revoke,
    lambda cast: grants.grant_give(actor=cast.actor("security"), **a_grant(cast)),
    {SECURITY_ADMIN},
    given=a_grant,
)
row(
    settings.settings_edit,
    nothing,
    {OFFICE},
    given=lambda cast: {
        "signed_share_target": Decimal("0.9"),
        "claim_response_days": 5,
        "due_soon_days": 7,
        "report_heading": "中共静安区委组织部文件",
        "report_document_mark": "静联通",
        "weight_needs_met": Decimal("0.5"),
        "weight_claims_closed": Decimal("0.3"),
        "weight_satisfaction": Decimal("0.2"),
    },
)

row(
    divisions.division_import,
    nothing,
    {OFFICE, SYSTEM_ADMIN},
    given=lambda cast: {
        "rows": [
            Division(cast.root.code, "静安新区", "district", ""),
            Division(cast.street_a.code, "江宁路街道", "subdistrict", cast.root.code),
            Division(cast.community_a.code, "新安居委会", "community", cast.street_a.code),
            Division(cast.street_b.code, "石门二路街道", "subdistrict", cast.root.code),
            Division(cast.community_b.code, "张家宅居委会", "community", cast.street_b.code),
        ]
    },
)
row(
    organizations.organization_add,
    nothing,
    {OFFICE, SYSTEM_ADMIN},
    given=lambda cast: {"parent": cast.community_a, "level": "grid", "name": "第一网格"},
)
row(
    organizations.organization_edit,
    lambda cast: cast.community_a,
    {OFFICE, SYSTEM_ADMIN},
    subject="organization",
    given=lambda cast: {"name": "新安社区居委会", "parent": cast.street_b},
)
row(
    organizations.organization_retire,
    lambda cast: cast.community_a,
    {OFFICE, SYSTEM_ADMIN},
    subject="organization",
    given=lambda cast: {"reason": "撤并", "successor": cast.community_b},
)


def retired_grid(cast: Cast) -> Any:
    grid = organizations.organization_add(actor=SYSTEM, parent=cast.community_a, level="grid", name="第一网格")
    return organizations.organization_retire(actor=SYSTEM, organization=grid, reason="划错")


row(organizations.organization_restore, retired_grid, {OFFICE, SYSTEM_ADMIN}, subject="organization")

# --- notices -------------------------------------------------------------------------------------------------


def told_of_a_claim(cast: Cast) -> None:
    claim_in(cast, "confirmed")
    deliver_waiting()


row(
    notices.notices_read,
    told_of_a_claim,
    {"unit_a_head"},
    given=lambda cast: {
        "notices": list(Notice.objects.filter(user=cast.users["unit_a_head"], event__verb="claim.confirm"))
    },
    platform=False,
    silent="when a person looks at a notice is nobody else's affair",
)

# --- third-party clients -------------------------------------------------------------------------------------


def a_client(cast: Cast) -> dict[str, Any]:
    return {"name": "热线平台", "purpose": "对接", "at": cast.street_a, "scopes": ["view"]}


def registered(cast: Cast) -> Any:
    return clients.client_register(actor=cast.actor("security"), **a_client(cast))[0]


row(clients.client_register, nothing, {SECURITY_ADMIN}, given=a_client)
row(clients.client_rotate, registered, {SECURITY_ADMIN}, subject="client")
row(clients.client_disable, registered, {SECURITY_ADMIN}, subject="client", given=reason)

# --- units ---------------------------------------------------------------------------------------------------

row(
    units.unit_register,
    nothing,
    PLACES_A | {OFFICE},
    given=lambda cast: {"organization": cast.community_a, "name": "新安小学", "kind": "school"},
)
row(
    units.unit_edit,
    lambda cast: cast.unit_a,
    PLACES_A | {OFFICE},
    subject="unit",
    given=lambda cast: {"name": "江宁高级中学", "kind": "school"},
)
row(
    units.unit_edit,
    lambda cast: cast.unit_a,
    {OFFICE},
    case="moved-to-street-b",
    subject="unit",
    given=lambda cast: {"name": "江宁中学", "kind": "school", "organization": cast.community_b},
)
row(units.unit_retire, lambda cast: cast.unit_a, PLACES_A | {OFFICE}, subject="unit", given=reason)

# --- agreements ----------------------------------------------------------------------------------------------


def agreement(status: str, **how: Any) -> Callable[[Cast], Any]:
    return lambda cast: agreement_in(cast, status, **how)


def terms(cast: Cast) -> dict[str, Any]:
    found = agreement_terms(cast)
    del found["organization"]
    return found


row(agreements.agreement_create, nothing, STREET_A | UNIT_A, case="led-by-the-street", given=agreement_terms)
row(
    agreements.agreement_create,
    nothing,
    PLACES_A | UNIT_A,
    case="led-by-the-community",
    given=lambda cast: agreement_terms(cast, organization=cast.community_a),
)
row(agreements.agreement_edit, agreement("draft"), STREET_A, subject="agreement", given=terms)
row(
    agreements.agreement_edit,
    agreement("draft", by="unit_a"),
    STREET_A | UNIT_A,
    case="drafted-by-the-unit",
    subject="agreement",
    given=terms,
)
row(agreements.agreement_propose, agreement("draft"), STREET_A, subject="agreement")
row(agreements.agreement_discard, agreement("draft"), STREET_A, subject="agreement", given=reason)
row(agreements.agreement_revise, agreement("negotiating"), STREET_A | UNIT_A, subject="agreement", given=reason)
row(agreements.agreement_sign, agreement("negotiating"), STREET_A | UNIT_A, subject="agreement")
row(
    agreements.agreement_terminate,
    agreement("active"),
    {OFFICE, "street_a_secretary", "unit_a_head"},
    subject="agreement",
    given=reason,
)


def agreement_over(cast: Cast) -> Agreement:
    found = agreement_in(cast, "active")
    Agreement.objects.filter(pk=found.pk).update(active_from=in_days(-400), active_to=in_days(-1))
    found.refresh_from_db()
    return found


row(agreements.agreement_expire, agreement_over, {OFFICE, "street_a_secretary"}, subject="agreement")


def reader(cast: Cast) -> dict[str, Any]:
    return {"user": cast.users["unit_b"]}


row(agreement_grants.agreement_grant_give, agreement("active"), {SECURITY_ADMIN}, subject="agreement", given=reader)


def agreement_with_reader(cast: Cast) -> Agreement:
    found = agreement_in(cast, "active")
    agreement_grants.agreement_grant_give(actor=SYSTEM, agreement=found, **reader(cast))
    return found


row(
    agreement_grants.agreement_grant_revoke,
    agreement_with_reader,
    {SECURITY_ADMIN},
    subject="agreement",
    given=reader,
)

# --- resources and needs: those of a place, and those of a unit -----------------------------------------------


def listing_values(cast: Cast) -> dict[str, Any]:
    return {"title": "改过", "category": "goods", "quantity": 5, "measure": "份", "due_on": in_days(9)}


for kind, owner, owners in ((Need, "community_a", PLACES_A), (Need, "unit_a", UNIT_A), (Resource, "unit_a", UNIT_A)):
    case = f"{kind.__name__.lower()}-of-{owner}"

    def in_status(status: str, kind: Any = kind, owner: str = owner) -> Callable[[Cast], Any]:
        return lambda cast: listing_in(cast, status, kind, by=owner)

    def overdue(cast: Cast, kind: Any = kind, owner: str = owner) -> Any:
        found = open_listing(cast, kind, by=owner)
        kind.objects.filter(pk=found.pk).update(due_on=in_days(-1))
        return found

    row(
        listings.listing_create,
        nothing,
        owners,
        case=case,
        given=lambda cast, kind=kind, owner=owner: {
            "kind": kind,
            "owner": getattr(cast, owner),
            **listing_values(cast),
        },
    )
    row(listings.listing_edit, in_status("draft"), owners, case=case, subject="listing", given=listing_values)
    row(listings.listing_submit, in_status("draft"), owners, case=case, subject="listing")
    row(listings.listing_withdraw, in_status("open"), owners, case=case, subject="listing", given=reason)
    row(listings.listing_publish, in_status("submitted"), STREET_A, case=case, subject="listing")
    row(listings.listing_return, in_status("submitted"), STREET_A, case=case, subject="listing", given=reason)
    row(listings.listing_expire, overdue, STREET_A, case=case, subject="listing")

# --- claims: by the unit on the community's need, and by the community on the unit's resource -----------------


def evidence(cast: Cast) -> dict[str, Any]:
    return {"outcome": "已完成", "evidence": [photo()]}


for kind, claimant, confirmers, claimants in (
    (Need, "unit_a", STREET_A, UNIT_A),
    (Resource, "community_a", UNIT_A, PLACES_A),
):
    case = f"on-{kind.__name__.lower()}"

    def claim(status: str, kind: Any = kind) -> Callable[[Cast], Any]:
        return lambda cast: claim_in(cast, status, listing=open_listing(cast, kind))

    row(
        claims.claim_propose,
        lambda cast, kind=kind: open_listing(cast, kind),
        claimants,
        case=case,
        subject="target",
        given=lambda cast, claimant=claimant: {"claimant": getattr(cast, claimant), "quantity": 3},
    )
    row(claims.claim_confirm, claim("proposed"), confirmers, case=case, subject="claim")
    row(claims.claim_decline, claim("proposed"), confirmers, case=case, subject="claim", given=reason)
    row(claims.claim_withdraw, claim("proposed"), claimants, case=case, subject="claim", given=reason)
    row(claims.claim_release, claim("confirmed"), claimants, case=case, subject="claim", given=reason)
    row(claims.claim_fulfil, claim("confirmed"), UNIT_A, case=case, subject="claim", given=evidence)
    row(claims.claim_return, claim("fulfilled"), PLACES_A, case=case, subject="claim", given=reason)
    row(
        claims.claim_evaluate,
        claim("fulfilled"),
        BOTH_SIDES,
        case=case,
        subject="claim",
        given=lambda cast: {"score": 5},
    )

# --- the quarterly report ------------------------------------------------------------------------------------


def after_the_quarter(function: Callable[..., Any]) -> Callable[..., Any]:
    """Reports are made once the quarter is over."""

    def run(**given: Any) -> Any:
        with at_moment(AFTER_Q3 + timedelta(days=1)):
            return function(**given)

    return wraps(function)(run)


def entry(place: str, status: str) -> Callable[[Cast], Any]:
    def make(cast: Cast) -> Any:
        report = drafted(cast)
        community = entry_of(report, cast.community_a)
        with at_moment(AFTER_Q3):
            if place == "street_a" or status == "confirmed":
                community = entries.entry_confirm(actor=cast.actor("community_a"), entry=community)
            if status == "reviewed":
                entries.entry_review(actor=cast.actor("street_a"), entry=entry_of(report, cast.street_a))
        return entry_of(report, getattr(cast, place))

    return make


def report_of_a_busy_quarter(cast: Cast) -> Any:
    closed_claim(cast, at=IN_Q3)
    return issued(cast)


def without_the_closing(cast: Cast) -> dict[str, Any]:
    return {"note": "重复计入", "exclude": list(Event.objects.filter(verb="claim.close").values_list("pk", flat=True))}


def correction(cast: Cast) -> Any:
    report = report_of_a_busy_quarter(cast)
    with at_moment(AFTER_Q3):
        return reports.report_correct(actor=cast.actor("office"), report=report, **without_the_closing(cast))


row(
    after_the_quarter(reports.report_draft),
    nothing,
    {OFFICE},
    given=lambda cast: {"quarter": reports.Quarter(2026, 3)},
)
row(
    after_the_quarter(reports.report_issue),
    lambda cast: drafted(cast),
    {OFFICE, LEADER},
    subject="report",
    given=reason,
)
row(
    after_the_quarter(reports.report_correct),
    report_of_a_busy_quarter,
    {OFFICE},
    subject="report",
    given=without_the_closing,
)
row(after_the_quarter(reports.report_discard), correction, {OFFICE}, subject="report", given=reason)
row(
    after_the_quarter(entries.entry_confirm),
    entry("community_a", "draft"),
    COMMUNITY_A | {"client_of_street_a"},
    subject="entry",
)
row(after_the_quarter(entries.entry_review), entry("street_a", "draft"), STREET_A, subject="entry")
row(
    after_the_quarter(entries.entry_return),
    entry("community_a", "confirmed"),
    STREET_A,
    case="by-the-street",
    subject="entry",
    given=reason,
)
row(
    after_the_quarter(entries.entry_return),
    entry("street_a", "reviewed"),
    {OFFICE, LEADER},
    case="by-the-district",
    subject="entry",
    given=reason,
)
