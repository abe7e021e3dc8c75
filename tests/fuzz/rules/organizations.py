"""Places, units, departments, who holds what."""

from collections.abc import Iterable

from fuzz.sight import Sight, for_all, rule

rule("Organization")(for_all("org_organization"))
rule("Department")(for_all("org_department"))


@rule("ResidentUnit")
def _units(sight: Sight) -> Iterable[int]:
    seat = sight.seat
    near = {path for path in seat.stands_in if len(path) > 4}
    for key in sight.facts["org_residentunit"]:
        path = sight.facts.unit_path(key)
        if seat.over(path) or key in seat.units or path in near or seat.keeps & {"posts", "clients"}:
            yield key


@rule("Post")
def _posts(sight: Sight) -> Iterable[int]:
    seat = sight.seat
    for key, row in sight.facts["org_post"].items():
        own = row["unit_id"] in seat.units or row["department_id"] in seat.departments or row["user_id"] == seat.user
        home = row["home_organization_id"]
        sent = row["home_unit_id"] in seat.units or row["home_department_id"] in seat.departments
        sent = sent or (home is not None and seat.over(sight.facts.path(home)))
        if seat.keeps or own or sent or seat.over(sight.facts.seat_path(row)):
            yield key


@rule("User")
def _users(sight: Sight) -> Iterable[int]:
    seat = sight.seat
    return (key for key in sight.facts["accounts_user"] if seat.keeps or key == seat.user)


@rule("Grant")
def _grants(sight: Sight) -> Iterable[int]:
    seat = sight.seat
    rows = sight.facts["guardian_userobjectpermission"]
    return (key for key, row in rows.items() if seat.keeps or row["user_id"] == seat.user)
