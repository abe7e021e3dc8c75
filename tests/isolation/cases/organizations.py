"""Places, units, departments, posts, accounts, and what belongs to a person."""

from cast import Cast
from isolation.rows import ABOVE_A, ADMINISTRATORS, BOTH, EVERYBODY_IN_OFFICE, case
from matrix.people import SECURITY_ADMIN
from stories import agreement_in, claim_in, saved_view

from core.outbox import deliver_waiting
from core.periods import today
from core.permissions import SYSTEM
from linkage.actions.grants import agreement_grant_give
from linkage.models import Agreement
from tenants.accounts.models import User
from tenants.notices.models import Notice
from tenants.org.actions.grants import grant_give
from tenants.org.actions.posts import post_appoint
from tenants.org.grants import VIEW_UNIT
from tenants.org.models import Department, ObjectGrant, Organization, Post, ResidentUnit
from tenants.preferences.models import SavedView


def notice(cast: Cast) -> Notice:
    claim_in(cast, "confirmed")
    deliver_waiting()
    return Notice.objects.get(user=cast.users["unit_a_head"], event__verb="claim.confirm")


def granted(cast: Cast) -> Agreement:
    found = agreement_in(cast, "negotiating")
    agreement_grant_give(actor=SYSTEM, user=cast.users["unit_b"], agreement=found)
    return found


def object_grant(cast: Cast) -> ObjectGrant:
    return grant_give(actor=SYSTEM, user=cast.users["unit_b"], grant=VIEW_UNIT, at=cast.unit_a)


def grant_on_agreement(cast: Cast) -> ObjectGrant:
    granted(cast)
    return ObjectGrant.objects.get(user=cast.users["unit_b"])


def sent_to_the_unit(cast: Cast) -> Post:
    """Somebody sits in the party organization of unit A on behalf of street A: both see it."""
    person = User.objects.create(username="x.sent", name="派驻", password="!")
    return post_appoint(
        actor=SYSTEM, user=person, role="committee_member", at=cast.unit_a, kind="cross",
        home_organization=cast.street_a, starts_on=today(),
    )  # fmt: skip


case("organization", Organization, lambda cast: cast.community_a, EVERYBODY_IN_OFFICE)
case("unit", ResidentUnit, lambda cast: cast.unit_a, BOTH | {SECURITY_ADMIN})
case("post at the unit", Post, lambda cast: Post.objects.get(user=cast.users["unit_a"]), BOTH | ADMINISTRATORS)
case("post at the street", Post, lambda cast: Post.objects.get(user=cast.users["street_a"]), ABOVE_A | ADMINISTRATORS)
case("post held for the unit", Post, lambda cast: Post.objects.get(user=cast.users["member"]), BOTH | ADMINISTRATORS)
case("post in the unit held for the street", Post, sent_to_the_unit, BOTH | ADMINISTRATORS)
case("account", User, lambda cast: cast.users["unit_a"], ADMINISTRATORS | {"unit_a"})
case("department", Department, lambda cast: cast.department, EVERYBODY_IN_OFFICE)
case("outpost", Department, lambda cast: cast.outpost_a, EVERYBODY_IN_OFFICE)
case(
    "post at the outpost",
    Post,
    lambda cast: Post.objects.get(user=cast.users["outpost_a"]),
    ABOVE_A | ADMINISTRATORS | {"outpost_a"},
)
case("notice", Notice, notice, {"unit_a_head"})
case("object grant", ObjectGrant, object_grant, ADMINISTRATORS | {"unit_b"})
case("object grant on an agreement", ObjectGrant, grant_on_agreement, ADMINISTRATORS | {"unit_b"})
case("saved view", SavedView, saved_view, {"street_a"})
