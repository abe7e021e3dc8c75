"""督导检查: those who inspect, those who go in a team, those who are inspected once they are told."""

from collections.abc import Iterable

from fuzz.sight import Row, Sight, parts, rule

# From the moment at which a result was put before those who were inspected.
PUT_BEFORE = ("checked", "objected", "confirmed", "closed")


def _inspects(sight: Sight, inspection: int) -> bool:
    return sight.seat.over(sight.facts.path(sight.facts["inspections_inspection"][inspection]["organization_id"]))


def _my_teams(sight: Sight) -> set[int]:
    """Teams in which one goes oneself, as long as one's office lets one go in any."""
    seat = sight.seat
    if seat.client or not seat.inspects:
        return set()
    rows = sight.facts["inspections_teammember"].values()
    return {row["team_id"] for row in rows if row["user_id"] == seat.user}


def _inspections_joined(sight: Sight) -> set[int]:
    teams = sight.facts["inspections_inspectionteam"]
    return {teams[key]["inspection_id"] for key in _my_teams(sight)}


def _told(sight: Sight) -> list[Row]:
    """What one is inspected in oneself: once issued, unless nobody was to be warned; at the latest with the result."""
    found = []
    for row in sight.facts["inspections_inspectiontarget"].values():
        inspection = sight.facts["inspections_inspection"][row["inspection_id"]]
        announced = inspection["issued_at"] is not None and not inspection["unannounced"]
        if sight.owns(row) and (announced or row["submitted_at"] is not None):
            found.append(row)
    return found


@rule("Inspection")
def _inspections(sight: Sight) -> Iterable[int]:
    known = _inspections_joined(sight) | {row["inspection_id"] for row in _told(sight)}
    return (key for key in sight.facts["inspections_inspection"] if key in known or _inspects(sight, key))


rule("InspectionItem")(parts("inspections_inspectionitem", "inspection_id", "Inspection"))


@rule("InspectionTeam")
def _teams(sight: Sight) -> Iterable[int]:
    """Every team for whoever inspects or goes in one; for the others the one that comes to them."""
    joined, coming = _inspections_joined(sight), {row["team_id"] for row in _told(sight)}
    for key, row in sight.facts["inspections_inspectionteam"].items():
        if row["inspection_id"] in joined or key in coming or _inspects(sight, row["inspection_id"]):
            yield key


@rule("InspectionTarget")
def _targets(sight: Sight) -> Iterable[int]:
    """A team sees whom it visits itself, and not whom the other teams do."""
    mine, told = _my_teams(sight), {row["id"] for row in _told(sight)}
    for key, row in sight.facts["inspections_inspectiontarget"].items():
        if row["team_id"] in mine or key in told or _inspects(sight, row["inspection_id"]):
            yield key


@rule("Finding")
def _findings(sight: Sight) -> Iterable[int]:
    """Those who are inspected read what was found with the result, and nothing while it is written."""
    mine = _my_teams(sight)
    for key, row in sight.facts["inspections_finding"].items():
        target = sight.facts["inspections_inspectiontarget"][row["target_id"]]
        own = sight.owns(target) and target["status"] in PUT_BEFORE
        if own or target["team_id"] in mine or _inspects(sight, target["inspection_id"]):
            yield key


rule("FindingFile")(parts("inspections_findingfile", "finding_id", "Finding"))


@rule("InspectionDraw")
def _draws(sight: Sight) -> Iterable[int]:
    """The list of all who might be drawn is for the inspected as well, but where it would warn them not before the
    end."""
    joined = _inspections_joined(sight)
    for key, row in sight.facts["inspections_inspectiondraw"].items():
        inspection = sight.facts["inspections_inspection"][row["inspection_id"]]
        warns = inspection["unannounced"] and inspection["status"] != "completed"
        if (
            _inspects(sight, row["inspection_id"])
            or row["inspection_id"] in joined
            or (not warns and row["inspection_id"] in sight["Inspection"])
        ):
            yield key


rule("DrawMember")(parts("inspections_drawmember", "draw_id", "InspectionDraw"))
