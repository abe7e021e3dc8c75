"""驻区单位: register, correct, retire."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, record
from core.permissions import Actor, Perm, require
from core.transitions import refuse_stale
from core.values import clean_text
from tenants.org.actions.posts import end_posts, held_at, sent_by
from tenants.org.models import Organization, ResidentUnit
from tenants.org.pinyin import sort_key
from tenants.org.ties import follow_unit, ties_of

LARGEST_PARTY = 1_000_000


@action
def unit_register(
    *,
    actor: Actor,
    organization: Organization,
    name: str,
    kind: str,
    affiliation: str = ResidentUnit.Affiliation.NONE,
    rank: str = "",
    party_organization: str = "",
    party_members: int = 0,
    address: str = "",
    credit_code: str | None = None,
) -> ResidentUnit:
    """Enter a unit into the register of the place in which it lies.

    Raises ``InvalidInput`` for a retired place or the district itself, for a name that the place has already, and for
    a credit code that another unit holds or whose check digit does not fit.
    """
    require(actor, Perm.UNIT_EDIT, at=organization.place)
    unit = ResidentUnit(organization=_seat(organization))
    _fill(unit, name, kind, affiliation, rank, party_organization, party_members, address, credit_code)
    _save(unit)
    record("unit.register", actor=actor, subject=unit, data={"kind": unit.kind, "credit_code": unit.credit_code})
    return unit


@action
def unit_edit(
    *,
    actor: Actor,
    unit: ResidentUnit,
    name: str,
    kind: str,
    affiliation: str = ResidentUnit.Affiliation.NONE,
    rank: str = "",
    party_organization: str = "",
    party_members: int = 0,
    address: str = "",
    credit_code: str | None = None,
    organization: Organization | None = None,
    version: int | None = None,
) -> ResidentUnit:
    """Correct the entry; ``organization`` moves the unit to another place as ``unit_move`` does."""
    require(actor, Perm.UNIT_EDIT, at=unit.organization.place)
    fresh = _lock(unit, version)
    if fresh.status != ResidentUnit.Status.ACTIVE:
        raise WrongState("该单位已迁出或注销，不能修改。", field="status")
    if organization is not None and organization.pk != fresh.organization_id:
        require(actor, Perm.UNIT_EDIT, at=organization.place)
        _move(actor, fresh, organization, "")
    before = snapshot(fresh)
    _fill(fresh, name, kind, affiliation, rank, party_organization, party_members, address, credit_code)
    fresh.version += 1
    _save(fresh)
    record("unit.edit", actor=actor, subject=fresh, data=changes(fresh, before))
    return fresh


@action
def unit_retire(*, actor: Actor, unit: ResidentUnit, reason: str, version: int | None = None) -> ResidentUnit:
    """Take a unit that moved away or was dissolved out of use; its records stay.

    Ends all posts at the unit, and all posts elsewhere held on its behalf: a 兼职委员 who leaves the unit loses the
    post (S0-4). Raises ``WrongState`` naming what must be settled first (running claims, agreements in force).
    """
    require(actor, Perm.UNIT_EDIT, at=unit.organization.place)
    text = clean_text(reason, "reason", "注销原因", 500)
    fresh = _lock(unit, version)
    if fresh.status != ResidentUnit.Status.ACTIVE:
        raise WrongState("该单位已迁出或注销，无需重复办理。", field="status")
    if ties := ties_of(fresh):
        raise WrongState(f"该单位还有{'、'.join(ties)}，请先了结再注销。", field="status")
    end_posts(actor, held_at(fresh) | sent_by(fresh), action_day(), text)
    fresh.status = ResidentUnit.Status.RETIRED
    fresh.version += 1
    fresh.save(update_fields=["status", "version"])
    record("unit.retire", actor=actor, subject=fresh, data={"reason": text})
    return fresh


@action
def unit_move(
    *, actor: Actor, unit: ResidentUnit, organization: Organization, reason: str = "", version: int | None = None
) -> ResidentUnit:
    """Enter a unit that moved house into the register of another place; the right is needed at both.

    Its open business follows it (listings not settled, running claims, agreements not ended); what is settled and what
    happened stays at the old place. Raises ``InvalidInput`` for a retired place, the same place, or a name taken there.
    """
    require(actor, Perm.UNIT_EDIT, at=unit.organization.place)
    require(actor, Perm.UNIT_EDIT, at=organization.place)
    text = clean_text(reason, "reason", "调整原因", 500, required=False)
    fresh = _lock(unit, version)
    if fresh.status != ResidentUnit.Status.ACTIVE:
        raise WrongState("该单位已迁出或注销，不能调整所在组织。", field="status")
    if organization.pk == fresh.organization_id:
        raise InvalidInput(f"该单位本来就在{organization}，请选择别的组织。", field="organization")
    _move(actor, fresh, organization, text)
    fresh.version += 1
    _save(fresh)
    return fresh


@action
def unit_restore(*, actor: Actor, unit: ResidentUnit, reason: str = "", version: int | None = None) -> ResidentUnit:
    """Take a retired unit into the register again; posts that ended with it do not come back.

    Raises ``WrongState`` for a unit in the register or one that was merged into another, ``InvalidInput`` where its
    place is retired or has registered another unit of that name.
    """
    require(actor, Perm.UNIT_EDIT, at=unit.organization.place)
    text = clean_text(reason, "reason", "恢复原因", 500, required=False)
    fresh = _lock(unit, version)
    if fresh.merged_into_id is not None:
        raise WrongState(f"该单位已并入“{fresh.merged_into}”，不能恢复；确需分开的请重新登记。", field="status")
    if fresh.status == ResidentUnit.Status.ACTIVE:
        raise WrongState("该单位在册，无需恢复。", field="status")
    _seat(fresh.organization)
    fresh.status = ResidentUnit.Status.ACTIVE
    fresh.version += 1
    _save(fresh)
    record("unit.restore", actor=actor, subject=fresh, data={"reason": text})
    return fresh


def _move(actor: Actor, unit: ResidentUnit, organization: Organization, reason: str) -> None:
    """Both places keep in their log that the unit left and came."""
    to = _seat(organization)
    way = f"{unit.organization} → {to}"
    data = {"note": f"{way}：{reason}" if reason else way}
    record("unit.leave", actor=actor, subject=unit, data=data)
    unit.organization = to
    _refuse_doubles(unit)
    unit.save(update_fields=["organization"])
    record("unit.move", actor=actor, subject=unit, data=data)
    follow_unit(actor, unit)


# GB 32100-2015: the weight of each place and the value of each sign; the last sign is the check digit.
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def clean_credit_code(value: str | None) -> str | None:
    """A 统一社会信用代码 with a check digit that fits (GB 32100-2015), or None for an empty one."""
    code = (value or "").strip().upper()
    if not code:
        return None
    if len(code) != 18 or any(sign not in _SIGNS for sign in code):
        raise InvalidInput("统一社会信用代码应为 18 位数字和大写字母（不含 I、O、S、V、Z）。", field="credit_code")
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(code, _WEIGHTS, strict=False))
    if _SIGNS[(31 - total % 31) % 31] != code[17]:
        raise InvalidInput("统一社会信用代码的校验位不对，请核对证照后重新填写。", field="credit_code")
    return code


def _seat(organization: Organization) -> Organization:
    if organization.level == Organization.Level.DISTRICT:
        raise InvalidInput("驻区单位要登记到街道或社区，请选择所在的街道或社区。", field="organization")
    if organization.retired_on is not None:
        raise InvalidInput(f"“{organization}”已撤销，请选择在用的组织。", field="organization")
    return organization


def _lock(unit: ResidentUnit, version: int | None) -> ResidentUnit:
    fresh = ResidentUnit.objects.select_for_update(of=("self",)).select_related("organization").get(pk=unit.pk)
    refuse_stale(fresh, version)
    return fresh


def _fill(
    unit: ResidentUnit,
    name: str,
    kind: str,
    affiliation: str,
    rank: str,
    party_organization: str,
    party_members: int,
    address: str,
    credit_code: str | None,
) -> None:
    if kind not in ResidentUnit.Kind.values:
        raise InvalidInput("请选择单位类型。", field="kind")
    if affiliation not in ResidentUnit.Affiliation.values:
        raise InvalidInput("请选择隶属关系。", field="affiliation")
    if isinstance(party_members, bool) or not isinstance(party_members, int) or party_members < 0:
        raise InvalidInput("党员数应为不小于 0 的整数。", field="party_members")
    if party_members > LARGEST_PARTY:
        raise InvalidInput("党员数太大，请核对。", field="party_members")
    unit.name = clean_text(name, "name", "单位名称", 120)
    unit.pinyin = sort_key(unit.name, 480)
    unit.kind, unit.affiliation, unit.party_members = kind, affiliation, party_members
    unit.rank = clean_text(rank, "rank", "行政级别", 20, required=False)
    unit.party_organization = clean_text(party_organization, "party_organization", "党组织名称", 120, required=False)
    unit.address = clean_text(address, "address", "地址", 200, required=False)
    unit.credit_code = clean_credit_code(credit_code)


def _save(unit: ResidentUnit) -> None:
    """Save, and turn a broken unique rule into a refusal that names the field."""
    _refuse_doubles(unit)
    try:
        with transaction.atomic():
            unit.save()
    except (IntegrityError, ValidationError) as error:
        raise InvalidInput("刚刚有人登记了同名或同代码的单位，请刷新后核对。", field="name") from error


def _refuse_doubles(unit: ResidentUnit) -> None:
    same = ResidentUnit.objects.filter(organization=unit.organization, name=unit.name, status=unit.status)
    if same.exclude(pk=unit.pk).exists():
        raise InvalidInput(f"{unit.organization}已登记了同名单位“{unit.name}”，请查看已有记录。", field="name")
    if unit.credit_code and ResidentUnit.objects.filter(credit_code=unit.credit_code).exclude(pk=unit.pk).exists():
        raise InvalidInput("该统一社会信用代码已登记在另一个单位名下，请核对。", field="credit_code")
