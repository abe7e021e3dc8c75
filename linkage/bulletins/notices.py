"""Whom the verbs of bulletins concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from core.verbs import register
from linkage.bulletins.models import Bulletin, BulletinReceipt
from tenants.notices.rules import Audience, tell

register({"bulletinreceipt.sign": "签收", "bulletinreceipt.reply": "反馈"})


def addressed(bulletin_id: int, *, unread: bool) -> list[Audience]:
    """Those to whom it went; with ``unread`` only those who have not signed."""
    rows = BulletinReceipt.objects.filter(bulletin_id=bulletin_id).select_related("organization")
    if unread:
        rows = rows.filter(read_at=None)
    return [Audience(Perm.BULLETIN_SIGN, row.place) for row in rows]


@tell("bulletin.issue")
def everybody_addressed(event: Event) -> Iterable[Audience]:
    return addressed(event.subject_id, unread=False)


@tell("bulletin.withdraw")
def who_had_got_it(event: Event) -> Iterable[Audience]:
    """A draft that is given up concerns nobody."""
    return addressed(event.subject_id, unread=False) if event.data.get("issued") else []


@tell("bulletin.urge")
def who_has_not_read(event: Event) -> Iterable[Audience]:
    return addressed(event.subject_id, unread=True)


@tell("bulletin.remind")
def who_is_late(event: Event) -> Iterable[Audience]:
    """Organizations that must sign; once it is late, the issuing office as well."""
    found = [each for each in addressed(event.subject_id, unread=True) if each.at.unit_id is None]
    if event.data.get("stage") == "late":
        found.append(Audience(Perm.BULLETIN_DRAFT, Place(event.organization_path)))
    return found


@tell("bulletinreceipt.sign", "bulletinreceipt.reply")
def who_issued(event: Event) -> Iterable[Audience]:
    """The issuing office hears of answers; who merely read stands in the list of receipts."""
    if not event.data.get("replied"):
        return []
    bulletin = Bulletin.objects.select_related("organization").get(receipts=event.subject_id)
    return [Audience(Perm.BULLETIN_DRAFT, bulletin.place)]
