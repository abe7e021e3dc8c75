"""Bulletins brought into a state by the people of the cast, by actions alone."""

from typing import Any

from cast import Cast
from samples import photo

from linkage.bulletins.actions.issuing import bulletin_create, bulletin_issue, bulletin_withdraw
from linkage.bulletins.actions.reading import bulletin_sign
from linkage.bulletins.models import Bulletin, BulletinFile, BulletinReceipt


def bulletin_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What street A tells its community and, for information, the school there."""
    given: dict[str, Any] = {
        "organization": cast.street_a,
        "kind": "notice",
        "title": "关于做好岁末走访慰问的通知",
        "body": "一、走访对象\n困难党员和老党员。\n二、时间安排\n月底前完成。",
        "places": [cast.community_a],
        "units": [cast.unit_a],
        "files": [photo()],
    }
    return {**given, **changes}


def bulletin_in(cast: Cast, status: str, **changes: Any) -> Bulletin:
    """A bulletin of street A: draft, issued, signed by the community, or withdrawn after it was issued."""
    office = cast.actor("street_a")
    row = bulletin_create(actor=office, **bulletin_terms(cast, **changes))
    if status == "draft":
        return row
    row = bulletin_issue(actor=office, bulletin=row)
    if status == "withdrawn":
        return bulletin_withdraw(actor=office, bulletin=row, reason="口径有误")
    if status == "signed":
        bulletin_sign(actor=cast.actor("community_a"), bulletin=row, reply="已传达")
    return row


def receipt_of(row: Bulletin, owner: Any) -> BulletinReceipt:
    return next(each for each in row.receipts.select_related("organization", "unit") if each.owner == owner)


def bulletin_file(cast: Cast, status: str = "issued") -> BulletinFile:
    return bulletin_in(cast, status).files.get()
