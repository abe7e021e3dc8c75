"""区直部门 and their 派出机构: add, correct, retire, restore."""

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, record
from core.permissions import ROOT, Actor, Perm, require
from core.transitions import refuse_stale
from core.values import clean_text
from tenants.org.actions.posts import end_posts, held_at, sent_by
from tenants.org.models import Department, Organization
from tenants.org.pinyin import sort_key
from tenants.org.ties import follow_department, ties_of_department


@action
def department_add(
    *,
    actor: Actor,
    name: str,
    parent: Department | None = None,
    organization: Organization | None = None,
    duties: str = "",
    party_organization: str = "",
    office_phone: str = "",
) -> Department:
    """Enter a department of the district or, with ``parent``, its outpost in the street ``organization``.

    Raises ``InvalidInput`` for an outpost without a street, of an outpost, of a retired department or in a retired
    street, and for a name that stands there already.
    """
    require(actor, Perm.ORGANIZATION_EDIT, at=ROOT)
    kind = Department.Kind.OUTPOST if parent is not None else Department.Kind.DEPARTMENT
    department = Department(kind=kind, parent=_parent(parent), organization=_seat(parent, organization))
    _fill(department, name, duties, party_organization, office_phone)
    department.save()
    record("department.add", actor=actor, subject=department, data={"kind": department.kind})
    return department


@action
def department_edit(
    *,
    actor: Actor,
    department: Department,
    name: str,
    organization: Organization | None = None,
    duties: str = "",
    party_organization: str = "",
    office_phone: str = "",
    version: int | None = None,
) -> Department:
    """Correct the entry; ``organization`` moves an outpost to another street, what is None stays."""
    require(actor, Perm.ORGANIZATION_EDIT, at=ROOT)
    fresh = _lock(department, version)
    if fresh.status != Department.Status.ACTIVE:
        raise WrongState(f"“{fresh}”已撤销，请先恢复再修改。", field="status")
    before = snapshot(fresh)
    if organization is not None and organization.pk != fresh.organization_id:
        fresh.organization = _seat(fresh.parent, organization)
    _fill(fresh, name, duties, party_organization, office_phone)
    fresh.version += 1
    fresh.save()
    if before["organization_id"] != fresh.organization_id:
        follow_department(fresh)
    record("department.edit", actor=actor, subject=fresh, data=changes(fresh, before))
    return fresh


@action
def department_retire(*, actor: Actor, department: Department, reason: str, version: int | None = None) -> Department:
    """Take a department out of use; posts at it and on its behalf end, its records stay.

    Raises ``WrongState`` naming what must be settled first: outposts in use, and open business.
    """
    require(actor, Perm.ORGANIZATION_EDIT, at=ROOT)
    text = clean_text(reason, "reason", "撤销原因", 500)
    fresh = _lock(department, version)
    if fresh.status != Department.Status.ACTIVE:
        raise WrongState("该部门已撤销，无需重复办理。", field="status")
    outposts = fresh.outposts.filter(status=Department.Status.ACTIVE).count()
    ties = [*([f" {outposts} 个派出机构"] if outposts else []), *ties_of_department(fresh)]
    if ties:
        raise WrongState(f"“{fresh}”还有{'、'.join(ties)}，请先了结再撤销。", field="status")
    end_posts(actor, held_at(fresh) | sent_by(fresh), action_day(), text)
    fresh.status = Department.Status.RETIRED
    fresh.version += 1
    fresh.save(update_fields=["status", "version"])
    record("department.retire", actor=actor, subject=fresh, data={"reason": text})
    return fresh


@action
def department_restore(
    *, actor: Actor, department: Department, reason: str = "", version: int | None = None
) -> Department:
    """Take a retired department into use again; who held posts at it does not come back."""
    require(actor, Perm.ORGANIZATION_EDIT, at=ROOT)
    text = clean_text(reason, "reason", "恢复原因", 500, required=False)
    fresh = _lock(department, version)
    if fresh.status == Department.Status.ACTIVE:
        raise WrongState("该部门在用，无需恢复。", field="status")
    _parent(fresh.parent)
    if fresh.organization.retired_on is not None:
        raise InvalidInput(f"“{fresh.organization}”已撤销，请在新的街道另设派出机构。", field="organization")
    fresh.status = Department.Status.ACTIVE
    _refuse_same_name(fresh)
    fresh.version += 1
    fresh.save(update_fields=["status", "version"])
    record("department.restore", actor=actor, subject=fresh, data={"reason": text})
    return fresh


def _parent(parent: Department | None) -> Department | None:
    if parent is not None and parent.kind != Department.Kind.DEPARTMENT:
        raise InvalidInput("派出机构的主管部门应为区直部门，请重新选择。", field="parent")
    if parent is not None and parent.status != Department.Status.ACTIVE:
        raise InvalidInput(f"主管部门“{parent}”已撤销，请重新选择。", field="parent")
    return parent


def _seat(parent: Department | None, organization: Organization | None) -> Organization:
    """The district for a department, a street in use for an outpost."""
    if parent is None:
        if organization is not None and organization.level != Organization.Level.DISTRICT:
            raise InvalidInput("区直部门属于区一级；设在街道的请选择主管部门，登记为派出机构。", field="parent")
        root: Organization = Organization.objects.get(depth=1)
        return root
    if organization is None or organization.level != Organization.Level.SUBDISTRICT:
        raise InvalidInput("派出机构设在街道（镇、乡），请选择所在街道。", field="organization")
    if organization.retired_on is not None:
        raise InvalidInput(f"“{organization}”已撤销，请选择在用的街道。", field="organization")
    return organization


def _lock(department: Department, version: int | None) -> Department:
    rows = Department.objects.select_for_update(of=("self",)).select_related("organization", "parent")
    fresh: Department = rows.get(pk=department.pk)
    refuse_stale(fresh, version)
    return fresh


def _fill(department: Department, name: str, duties: str, party_organization: str, office_phone: str) -> None:
    department.name = clean_text(name, "name", "名称", 60)
    department.pinyin = sort_key(department.name, 240)
    department.duties = clean_text(duties, "duties", "主要职责", 1000, required=False)
    department.party_organization = clean_text(
        party_organization, "party_organization", "党组织名称", 120, required=False
    )
    department.office_phone = clean_text(office_phone, "office_phone", "办公电话", 30, required=False)
    _refuse_same_name(department)


def _refuse_same_name(department: Department) -> None:
    same = Department.objects.in_use().filter(organization=department.organization, name=department.name)
    if same.exclude(pk=department.pk).exists():
        raise InvalidInput(f"{department.organization}已有同名的“{department.name}”，请换一个名称。", field="name")
