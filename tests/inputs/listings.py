"""Needs, resources, claims on them and files for these."""

from base64 import b64encode
from typing import Any

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from samples import png
from stories import agreement_in, claim_in, in_days, listing_in, staged_in

from core.files import Upload
from resources.actions.claims import claim_fulfil
from resources.models import Need, Resource

PHOTO = {"name": "现场照片.png", "contentBase64": b64encode(png()).decode()}
DUE = str(in_days(20))


def content(**changes: Any) -> dict[str, Any]:
    values = {
        "title": "周末操场",
        "category": "VENUE",
        "quantity": "12.50",
        "measure": "小时",
        "dueOn": DUE,
        "description": "每周六上午",
    }
    return {**values, **changes}


def _listing_makers(kind: type[Any], officer: str) -> None:
    noun = kind.NOUN

    @good(f"{noun}Create")
    def create(cast: Cast) -> Good:
        return officer, content(owner=gid(getattr(cast, officer)), audience=gid(cast.street_a))

    @good(f"{noun}Edit")
    def edit(cast: Cast) -> Good:
        listing = listing_in(cast, "draft", kind)
        return officer, content(id=gid(listing), audience=gid(cast.street_a), version=listing.version)

    @good(f"{noun}Submit")
    def submit(cast: Cast) -> Good:
        listing = listing_in(cast, "draft", kind)
        return officer, {"id": gid(listing), "version": listing.version}

    @good(f"{noun}Publish")
    def publish(cast: Cast) -> Good:
        listing = listing_in(cast, "submitted", kind)
        return "street_a", {"id": gid(listing), "version": listing.version}

    @good(f"{noun}Return")
    def send_back(cast: Cast) -> Good:
        listing = listing_in(cast, "submitted", kind)
        return "street_a", {"id": gid(listing), "reason": "不全", "version": listing.version}

    @good(f"{noun}Withdraw")
    def withdraw(cast: Cast) -> Good:
        listing = listing_in(cast, "open", kind)
        return officer, {"id": gid(listing), "reason": "不需要了", "version": listing.version}


_listing_makers(Need, "community_a")
_listing_makers(Resource, "unit_a")


@good("claimPropose")
def _propose(cast: Cast) -> Good:
    commitment = agreement_in(cast, "active").commitments.get()
    values = {"target": gid(listing_in(cast, "open")), "claimant": gid(cast.unit_a), "quantity": "5"}
    return "unit_a", {**values, "note": "周六可以", "commitment": gid(commitment)}


def _claim(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        claim = claim_in(cast, status)
        return who, {"id": gid(claim), **more, "version": claim.version}


_claim("claimConfirm", "proposed", "street_a")
_claim("claimDecline", "proposed", "street_a", reason="已有安排")
_claim("claimWithdraw", "proposed", "unit_a", reason="时间冲突")
_claim("claimRelease", "confirmed", "unit_a", reason="无法完成")
_claim("claimReturn", "fulfilled", "community_a", reason="照片不清")


@good("claimEvaluate")
def _evaluate(cast: Cast) -> Good:
    claim = claim_fulfil(
        actor=cast.actor("unit_a"),
        claim=claim_in(cast, "confirmed"),
        outcome="已完成",
        evidence=[Upload("a.png", png())],
    )
    return "community_a", {"id": gid(claim), "score": 5, "words": "很好", "side": "OWNER"}


@good("claimFulfil")
def _fulfil(cast: Cast) -> Good:
    claim = claim_in(cast, "confirmed")
    files = {"evidence": [PHOTO], "uploads": [gid(staged_in(cast))]}
    return "unit_a", {"id": gid(claim), "outcome": "已完成", "quantity": "3", **files, "version": claim.version}


@good("uploadCreate")
def _upload(cast: Cast) -> Good:
    return "unit_a", {"name": "签到表.pdf", "size": 20_480}
