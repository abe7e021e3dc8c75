"""Places, units and departments that are in use, and stay so while something is done in their name."""

from collections.abc import Sequence

from django.db import connection

from core.errors import InvalidInput, StaleVersion
from tenants.org.models import Department, Organization, Owner, ResidentUnit, seat_of

# Django knows no FOR SHARE, under which many can act in one name at a time and only a retirement has to wait.
_PLACES = "SELECT id, retired_on IS NULL FROM org_organization WHERE id = ANY(%s) ORDER BY path FOR SHARE"
_DEPARTMENTS = "SELECT id, status, organization_id FROM org_department WHERE id = ANY(%s) ORDER BY id FOR SHARE"
_UNITS = "SELECT id, status, organization_id FROM org_residentunit WHERE id = ANY(%s) ORDER BY id FOR SHARE"


# Under which field of a form each kind stands where several are named.
_FIELDS: dict[type, str] = {Organization: "organizations", ResidentUnit: "units", Department: "departments"}


def keep_in_use(owners: Sequence[Owner | Department], *, purpose: str, field: str = "") -> None:
    """Guarantee that these places, units and departments are in use and stay so until the transaction ends.

    Raises ``InvalidInput`` for one that has been retired, however recently, and ``StaleVersion`` for a unit or an
    outpost that was moved to another place since it was read. Takes locks: higher places before lower ones, places
    before units, units before departments, and to be called before any record of theirs is locked. Without ``field``
    each kind stands under its own: ``organizations``, ``units``, ``departments``.
    """
    seats = [(owner, *seat_of(owner)) for owner in owners if not isinstance(owner, Department)]
    offices = [owner for owner in owners if isinstance(owner, Department)]
    with connection.cursor() as cursor:
        places, units, departments = {}, {}, {}
        if seats:
            cursor.execute(_PLACES, [[place.pk for _, place, _ in seats]])
            places = dict(cursor.fetchall())
            cursor.execute(_UNITS, [[unit.pk for _, _, unit in seats if unit]])
            units = {pk: (status, place) for pk, status, place in cursor.fetchall()}
        if offices:
            cursor.execute(_DEPARTMENTS, [[office.pk for office in offices]])
            departments = {pk: (status, place) for pk, status, place in cursor.fetchall()}
    for owner, place, unit in seats:
        at = field or _FIELDS[type(owner)]
        if unit is not None and units[unit.pk][0] != ResidentUnit.Status.ACTIVE:
            raise InvalidInput(f"“{unit}”已迁出或注销，不能{purpose}。", field=at)
        if unit is not None and units[unit.pk][1] != place.pk:
            raise StaleVersion(f"“{unit}”刚被调整到其他组织，请刷新后核对再提交。", field=at)
        if isinstance(owner, Organization) and not places[place.pk]:
            raise InvalidInput(f"“{place}”已撤销，不能{purpose}。", field=at)
    for office in offices:
        at = field or _FIELDS[Department]
        if departments[office.pk][0] != Department.Status.ACTIVE:
            raise InvalidInput(f"“{office}”已撤销，不能{purpose}。", field=at)
        if departments[office.pk][1] != office.organization_id:
            raise StaleVersion(f"“{office}”刚被调整到其他街道，请刷新后核对再提交。", field=at)


def keep_named(owners: Sequence[Owner | Department], *, within: Organization, purpose: str, field: str = "") -> None:
    """Guarantee that those to whom something is given may get it from a place, and stay in use as ``keep_in_use`` says.

    Raises ``InvalidInput`` for one that is named twice, a place that is not below ``within``, and a department over
    which that has no say: all departments and their outposts are the district's, outposts their street's as well
    (双重管理). Units are asked by agreement, wherever they lie.
    """
    named = set()
    for owner in owners:
        at = field or _FIELDS[type(owner)]
        if (type(owner), owner.pk) in named:
            raise InvalidInput(f"“{owner}”重复了，请只留一个。", field=at)
        named.add((type(owner), owner.pk))
        if isinstance(owner, Organization) and not owner.path.startswith(within.path):
            raise InvalidInput(f"“{owner}”不在“{within}”之下，不能{purpose}。", field=at)
        if isinstance(owner, Department) and not owner.organization.path.startswith(within.path):
            raise InvalidInput(f"“{owner}”不归“{within}”管理，不能{purpose}。", field=at)
    keep_in_use(owners, purpose=purpose, field=field)
