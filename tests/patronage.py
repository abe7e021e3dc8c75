"""Contact points, visits and weak places, made by the people of the cast."""

from typing import Any

from cast import Cast
from stories import in_days

from linkage.contacts.actions.contactpoints import contactpoint_bind, contactpoint_end, visit_record
from linkage.contacts.actions.weakplaces import weakplace_accept, weakplace_name
from linkage.contacts.models import ContactPoint, Visit, WeakPlace
from tenants.org.models import Post

FINDING = {"title": "活动室长期锁门", "detail": "工作日下午没有人值守", "severity": "major"}


def post_of(cast: Cast, name: str) -> Post:
    return Post.objects.get(user=cast.users[name])


def contact_terms(cast: Cast, by: str = "street_a_secretary", **changes: Any) -> dict[str, Any]:
    return {"post": post_of(cast, by), "organization": cast.community_a, "since": in_days(-30), **changes}


def contact_in(cast: Cast, status: str = "active", **changes: Any) -> ContactPoint:
    """Between the secretary of street A and community A unless told otherwise; bound by the office of the leader."""
    actor = cast.actor("office" if changes.get("by") == "leader" else "street_a")
    made = contactpoint_bind(actor=actor, **contact_terms(cast, **changes))
    if status == "ended":
        made = contactpoint_end(actor=cast.actor("street_a"), contactpoint=made, reason="分工调整")
    return made


def visit_in(cast: Cast, **changes: Any) -> Visit:
    given = {"visited_on": in_days(-1), "summary": "看望党员，了解活动室开放情况", "findings": [FINDING], **changes}
    return visit_record(actor=cast.actor("street_a"), contactpoint=contact_in(cast), **given)


def weak_in(cast: Cast, status: str = "named") -> WeakPlace:
    """Community A, named by street A."""
    made = weakplace_name(actor=cast.actor("street_a"), organization=cast.community_a, reason="班子不健全，活动少")
    if status == "accepted":
        made = weakplace_accept(actor=cast.actor("street_a"), weakplace=made, outcome="整改到位")
    return made
