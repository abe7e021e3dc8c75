"""Contact points and weak places."""

from typing import Any

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from patronage import contact_in, post_of, visit_in, weak_in
from stories import in_days

FINDING = {"title": "活动室锁门", "detail": "无人值守", "severity": "MAJOR"}


@good("contactpointBind")
def _bind(cast: Cast) -> Good:
    post, place = gid(post_of(cast, "street_a_secretary")), gid(cast.community_a)
    return "street_a", {"post": post, "organization": place, "since": str(in_days(-3))}


@good("visitRecord")
def _visit(cast: Cast) -> Good:
    given: dict[str, Any] = {"visitedOn": str(in_days(0)), "summary": "走访", "findings": [FINDING]}
    return "street_a", {"id": gid(contact_in(cast)), **given}


@good("visitEdit")
def _edit_visit(cast: Cast) -> Good:
    given: dict[str, Any] = {"visitedOn": str(in_days(-2)), "summary": "看望老党员", "version": 1}
    return "street_a", {"id": gid(visit_in(cast)), **given}


@good("contactpointEnd")
def _end(cast: Cast) -> Good:
    return "street_a", {"id": gid(contact_in(cast)), "reason": "分工调整", "version": 1}


@good("weakplaceName")
def _name(cast: Cast) -> Good:
    return "street_a", {"organization": gid(cast.community_a), "reason": "班子不健全"}


@good("weakplaceAccept")
def _accept(cast: Cast) -> Good:
    return "street_a", {"id": gid(weak_in(cast)), "outcome": "整改到位", "version": 1}
