"""The side that is informed: sign, and answer."""

from core.errors import NotAllowed, WrongState
from core.events import action, action_day, now, record
from core.permissions import Actor, Perm
from core.transitions import lock
from core.values import clean_text
from linkage.bulletins.models import Bulletin, BulletinReceipt, mine


@action
def bulletin_sign(*, actor: Actor, bulletin: Bulletin, reply: str = "") -> Bulletin:
    """签收: say that one has read it, for each organization and unit for which the actor signs.

    ``reply`` answers at once. The first to sign is kept; signing again raises ``WrongState``. The event says whether it
    was in time.
    """
    rows = _own(actor, bulletin)
    text = clean_text(reply, "reply", "反馈", 2000, required=False)
    open_ = [row for row in rows if row.read_at is None]
    if not open_:
        raise WrongState("已经签收过了，如有补充请用“反馈”。", field="status")
    moment, label = now(), actor.label[:120]
    for row in open_:
        row.read_at, row.reader_label = moment, label
        if text:
            row.reply, row.replied_at = text, moment
        row.save(update_fields=["read_at", "reader_label", "reply", "replied_at"])
        record("bulletinreceipt.sign", actor=actor, subject=row, data=_facts(bulletin, text))
    return bulletin


@action
def bulletin_reply(*, actor: Actor, bulletin: Bulletin, reply: str) -> Bulletin:
    """反馈: answer after having signed; a later answer takes the place of an earlier one, which the events keep."""
    rows = _own(actor, bulletin)
    text = clean_text(reply, "reply", "反馈", 2000)
    signed = [row for row in rows if row.read_at is not None]
    if not signed:
        raise WrongState("还没有签收，请先签收；签收时可以一并反馈。", field="status")
    for row in signed:
        row.reply, row.replied_at = text, now()
        row.save(update_fields=["reply", "replied_at"])
        record("bulletinreceipt.reply", actor=actor, subject=row, data=_facts(bulletin, text))
    return bulletin


def _own(actor: Actor, bulletin: Bulletin) -> list[BulletinReceipt]:
    """The receipts for which the actor signs, locked with their bulletin; ``NotAllowed`` where there is none."""
    if not actor.can_anywhere(Perm.BULLETIN_SIGN):
        raise NotAllowed("您没有签收通知通报的权限，请由收文组织或单位的工作人员签收。")
    fresh = lock(bulletin)
    rows = BulletinReceipt.objects.select_for_update(of=("self",)).filter(mine(actor), bulletin=fresh)
    found = list(rows.select_related("organization", "unit", "bulletin__organization").order_by("pk"))
    if not found:
        raise NotAllowed("这份文件不是发给您所在组织或单位的，无需签收。")
    if fresh.status != Bulletin.Status.ISSUED:
        raise WrongState(f"这份文件{fresh.get_status_display()}，不能签收。", field="status")
    return found


def _facts(bulletin: Bulletin, reply: str) -> dict[str, object]:
    on_time = bulletin.due_on is None or action_day() <= bulletin.due_on
    data: dict[str, object] = {"number": bulletin.number, "on_time": on_time}
    return {**data, "replied": True, "note": reply[:200]} if reply else data
