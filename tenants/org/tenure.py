"""Places and units that are in use, and stay so while something is done in their name."""

from collections.abc import Sequence

from django.db import connection

from core.errors import InvalidInput, StaleVersion
from tenants.org.models import Department, Organization, Owner, ResidentUnit, seat_of

# Django knows no FOR SHARE, under which many can act in one name at a time and only a retirement has to wait.
_PLACES = "SELECT id, retired_on IS NULL FROM org_organization WHERE id = ANY(%s) ORDER BY path FOR SHARE"
_DEPARTMENTS = "SELECT id, status FROM org_department WHERE id = ANY(%s) ORDER BY id FOR SHARE"
_UNITS = "SELECT id, status, organization_id FROM org_residentunit WHERE id = ANY(%s) ORDER BY id FOR SHARE"


def keep_in_use(owners: Sequence[Owner], *, purpose: str, field: str) -> None:
    """Guarantee that these places and units are in use and stay so until the transaction ends.

    Raises ``InvalidInput`` for one that has been retired, however recently, and ``StaleVersion`` for a unit that was
    moved to another place since it was read. Takes locks: higher places before lower ones, places before units, and
    to be called before any record of theirs is locked.
    """
    seats = [(owner, *seat_of(owner)) for owner in owners]
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [[place.pk for _, place, _ in seats]])
        places = dict(cursor.fetchall())
        cursor.execute(_UNITS, [[unit.pk for _, _, unit in seats if unit]])
        units = {pk: (status, place) for pk, status, place in cursor.fetchall()}
    for owner, place, unit in seats:
        if unit is not None and units[unit.pk][0] != ResidentUnit.Status.ACTIVE:
            raise InvalidInput(f"“{unit}”已迁出或注销，不能{purpose}。", field=field)
        if unit is not None and units[unit.pk][1] != place.pk:
            raise StaleVersion(f"“{unit}”刚被调整到其他组织，请刷新后核对再提交。", field=field)
        if isinstance(owner, Organization) and not places[place.pk]:
            raise InvalidInput(f"“{place}”已撤销，不能{purpose}。", field=field)


def keep_departments(departments: Sequence[Department], *, within: Organization, purpose: str, field: str) -> None:
    """Guarantee that these departments are in use and stay so until the transaction ends, and lie ``within`` a place.

    Raises ``InvalidInput`` for one that has been retired, and for one over which the place has no say: all departments
    and their outposts are the district's, outposts their street's as well (双重管理).
    """
    if not departments:
        return
    with connection.cursor() as cursor:
        cursor.execute(_DEPARTMENTS, [[department.pk for department in departments]])
        states = dict(cursor.fetchall())
    for department in departments:
        if states[department.pk] != Department.Status.ACTIVE:
            raise InvalidInput(f"“{department}”已撤销，不能{purpose}。", field=field)
        if not department.organization.path.startswith(within.path):
            raise InvalidInput(f"“{department}”不归“{within}”管理，不能{purpose}。", field=field)
