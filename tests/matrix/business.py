"""Agreements, the two lists and claims: places and units."""

from collections.abc import Callable
from typing import Any

from cast import Cast
from matrix.people import OFFICE, SECURITY_ADMIN, SIGNED_IN, STREET_A, UNIT_A, WITHOUT_RIGHTS
from matrix.rows import BOTH_SIDES, PLACES_A, nothing, reason, row
from samples import photo, png
from stories import agreement_in, agreement_terms, announced, claim_in, in_days, listing_in, open_listing

from core.permissions import SYSTEM
from linkage.actions import agreements
from linkage.actions import grants as agreement_grants
from linkage.models import Agreement
from resources.actions import claims, listings, uploads
from resources.models import Need, Resource


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
row(
    agreements.agreement_register,
    agreement("draft"),
    STREET_A - {"client_of_street_a"},
    subject="agreement",
    given=lambda cast: {"signed_on": in_days(-30), "note": "双方盖章，原件存街道党建办"},
)
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


row(
    uploads.upload_create,
    nothing,
    # No record is named yet: whoever may do more than look, anywhere.
    (SIGNED_IN - WITHOUT_RIGHTS - {"viewer_of_the_district", "viewer_of_unit_a"}) | {"client_of_street_a"},
    given=lambda cast: {"name": "签到表.png", "size": len(png())},
    platform=False,
)
row(
    uploads.upload_receive,
    announced,
    {"unit_a"},
    subject="staged",
    given=lambda cast: {"content": png()},
    platform=False,
)
