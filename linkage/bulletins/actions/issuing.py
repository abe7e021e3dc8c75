"""The side that informs: draft, issue with a number, urge, withdraw."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.files import Upload
from core.numbers import next_number
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.bulletins.models import Bulletin, BulletinFile, BulletinReceipt, BulletinRules
from tenants.attachments import attachments_keep
from tenants.calendars.models import WorkCalendar
from tenants.org.models import Organization, ResidentUnit
from tenants.org.tenure import keep_in_use

MOST_ADDRESSEES = 1000
_ISSUERS = (Organization.Level.DISTRICT, Organization.Level.SUBDISTRICT)


@action
def bulletin_create(
    *,
    actor: Actor,
    organization: Organization,
    kind: str,
    title: str,
    body: str,
    places: Sequence[Organization],
    units: Sequence[ResidentUnit] = (),
    asks_receipt: bool = True,
    due_on: date | None = None,
    corrects: Bulletin | None = None,
    files: Sequence[Upload] = (),
) -> Bulletin:
    """Draft a bulletin of a district or a street for ``places`` below it and, for information, ``units`` lying there.

    ``corrects`` is an issued one of the same place that this one puts right. Raises ``InvalidInput`` where the place
    is no district or street, or somebody addressed does not lie below it.
    """
    require(actor, Perm.BULLETIN_DRAFT, at=organization.place)
    if organization.level not in _ISSUERS:
        raise InvalidInput("通知通报由区或街道发出，请选择区或街道。", field="organization")
    keep_in_use([organization], purpose="发文", field="organization")
    bulletin = Bulletin(organization=organization, created_at=now(), corrects=_corrected(organization, corrects))
    _fill(bulletin, kind, title, body, asks_receipt, due_on)
    _check_addressees(organization, places, units)
    bulletin.save()
    _address(bulletin, places, units)
    attachments_keep(BulletinFile, bulletin, files, by=actor, field="files")
    record("bulletin.create", actor=actor, subject=bulletin, data={"kind": bulletin.kind})
    return bulletin


@action
def bulletin_edit(
    *,
    actor: Actor,
    bulletin: Bulletin,
    kind: str,
    title: str,
    body: str,
    places: Sequence[Organization],
    units: Sequence[ResidentUnit] = (),
    asks_receipt: bool = True,
    due_on: date | None = None,
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> Bulletin:
    """Change a draft; ``files`` come in addition to those it has."""
    require(actor, Perm.BULLETIN_DRAFT, at=bulletin.place)
    fresh = lock(bulletin, version=version)
    if fresh.status != Bulletin.Status.DRAFT:
        raise WrongState("只有草稿可以修改；已签发的如有错误，请另发更正。", field="status")
    before = snapshot(fresh)
    _fill(fresh, kind, title, body, asks_receipt, due_on)
    _check_addressees(fresh.organization, places, units)
    fresh.version += 1
    fresh.save()
    fresh.receipts.all().delete()
    _address(fresh, places, units)
    attachments_keep(BulletinFile, fresh, files, by=actor, field="files")
    told = changes(fresh, before, also=f"发给 {len(set(places))} 个组织、{len(set(units))} 个单位")
    record("bulletin.edit", actor=actor, subject=fresh, data={"kind": fresh.kind, **told})
    return fresh


@action
def bulletin_issue(*, actor: Actor, bulletin: Bulletin, version: int | None = None) -> Bulletin:
    """Issue it: it gets the next number of its place, and all who are addressed hear of it.

    Where a receipt is asked and no day was set, the district's rules give it in working days. Those who were retired
    since the draft was made are left out.
    """
    require(actor, Perm.BULLETIN_ISSUE, at=bulletin.place)
    fresh = lock(bulletin, version=version)
    check(fresh, "issue")
    day = action_day()
    due = fresh.due_on if fresh.asks_receipt else None
    if due is not None and due < day:
        raise InvalidInput("签收期限已过，请先修改签收期限再签发。", field="due_on")
    if fresh.asks_receipt and due is None:
        due = WorkCalendar.current().add_workdays(day, BulletinRules.current().sign_days)
    keep_in_use([fresh.organization], purpose="发文", field="organization")
    left_out = Q(unit=None, organization__retired_on__isnull=False)
    fresh.receipts.filter(left_out | Q(unit__isnull=False) & ~Q(unit__status=ResidentUnit.Status.ACTIVE)).delete()
    count = fresh.receipts.count()
    if not count:
        raise InvalidInput("发送对象都已撤销或注销，请重新选择。", field="places")
    number = _number(fresh.organization, day.year)
    return advance(
        fresh,
        "issue",
        actor=actor,
        locked=True,
        data={"number": number, "due_on": due, "addressees": count, "note": number},
        number=number,
        due_on=due,
        issued_at=now(),
        signer_label=actor.label[:120],
    )


@action
def bulletin_withdraw(*, actor: Actor, bulletin: Bulletin, reason: str, version: int | None = None) -> Bulletin:
    """Take it back, or give up a draft. Its number is not used again, and who had read it stays known."""
    require(actor, Perm.BULLETIN_ISSUE, at=bulletin.place)
    text = clean_text(reason, "reason", "撤回原因", 500)
    issued = bulletin.issued_at is not None
    return advance(
        bulletin, "withdraw", actor=actor, version=version, data={"reason": text, "issued": issued}, reason=text
    )


@action
def bulletin_urge(*, actor: Actor, bulletin: Bulletin) -> Bulletin:
    """催阅: all who have not read it hear of it again, once a day at most."""
    require(actor, Perm.BULLETIN_DRAFT, at=bulletin.place)
    fresh = lock(bulletin)
    check(fresh, "urge")
    if fresh.urged_today:
        raise WrongState("今天已经催阅过，请明天再催。", field="status")
    waiting = fresh.receipts.filter(read_at=None).count()
    if not waiting:
        raise WrongState("全部对象都已签收，无需催阅。", field="status")
    data = {"unread": waiting, "note": f"未签收 {waiting} 家"}
    return advance(fresh, "urge", actor=actor, data=data, locked=True, urged_on=action_day())


def _fill(bulletin: Bulletin, kind: str, title: str, body: str, asks_receipt: bool, due_on: date | None) -> None:
    if kind not in Bulletin.Kind.values:
        raise InvalidInput(f"没有“{kind}”这个种类，请从列表中选择。", field="kind")
    if due_on is not None and not asks_receipt:
        raise InvalidInput("不要求签收的不用填写签收期限。", field="due_on")
    if due_on is not None and due_on < action_day():
        raise InvalidInput("签收期限不能早于今天。", field="due_on")
    bulletin.kind = kind
    bulletin.title = clean_text(title, "title", "标题", 120)
    bulletin.body = clean_text(body, "body", "正文", 10000)
    bulletin.asks_receipt, bulletin.due_on = asks_receipt, due_on


def _corrected(organization: Organization, corrects: Bulletin | None) -> Bulletin | None:
    if corrects is None:
        return None
    if corrects.organization_id != organization.pk:
        raise InvalidInput("只能更正本组织发出的文件。", field="corrects")
    if corrects.issued_at is None:
        raise InvalidInput("被更正的文件还没有签发，请直接修改它。", field="corrects")
    return corrects


def _check_addressees(
    organization: Organization, places: Sequence[Organization], units: Sequence[ResidentUnit]
) -> None:
    if not places and not units:
        raise InvalidInput("请至少选择一个发送对象。", field="places")
    if len(set(places)) + len(set(units)) > MOST_ADDRESSEES:
        raise InvalidInput(f"一份文件最多发给 {MOST_ADDRESSEES} 个组织和单位，请减少。", field="places")
    above = organization.path
    for place in places:
        if place.path == above or not place.path.startswith(above):
            raise InvalidInput(f"“{place}”不是{organization}的下级，请去掉。", field="places")
    for unit in units:
        if not unit.organization.path.startswith(above):
            raise InvalidInput(f"“{unit}”不在{organization}辖内，请去掉。", field="units")
    keep_in_use(places, purpose="接收通知通报", field="places")
    keep_in_use(units, purpose="接收通知通报", field="units")


def _address(bulletin: Bulletin, places: Sequence[Organization], units: Sequence[ResidentUnit]) -> None:
    rows: list[Any] = [
        BulletinReceipt(bulletin=bulletin, organization=place)
        for place in sorted(set(places), key=lambda place: place.path)
    ]
    rows += [
        BulletinReceipt(bulletin=bulletin, organization=unit.organization, unit=unit)
        for unit in sorted(set(units), key=lambda unit: (unit.organization.path, unit.pk))
    ]
    BulletinReceipt.objects.bulk_create(rows)


def _number(organization: Organization, year: int) -> str:
    """Each place counts its own: 静安区通〔2026〕3号."""
    return f"{organization.name}通〔{year}〕{next_number(f'bulletin-{organization.pk}', year, '{number}')}号"
