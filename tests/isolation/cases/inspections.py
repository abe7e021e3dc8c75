"""督导检查: the inspecting side sees all, a team its own, the inspected their own once told, a neighbour nothing."""

from cast import Cast
from inspecting import (
    checklist_in,
    drafted,
    draw_of,
    finding_with_photo,
    inspection_in,
    issued,
    prepared,
    recorded,
    reread,
    target_in,
)
from isolation.rows import BOTH, DISTRICT_SIDE, EVERYBODY_IN_OFFICE, PLACE_A, case, lives

from linkage.inspections.models import (
    Checklist,
    DrawMember,
    Finding,
    FindingFile,
    Inspection,
    InspectionDraw,
    InspectionItem,
    InspectionTarget,
    InspectionTeam,
)

# The liaison of a department goes in the team, the district inspects community A.
TOLD = PLACE_A | {"department"}
OFFICE_ONLY = DISTRICT_SIDE - {"department"}


def of_unit(cast: Cast) -> InspectionTarget:
    return reread(issued(cast, cast.unit_a).targets.get())


case("checklist", Checklist, checklist_in, EVERYBODY_IN_OFFICE)
case("inspection", Inspection, lambda cast: inspection_in(cast, "issued"), TOLD)
case("inspection that is not issued", Inspection, prepared, DISTRICT_SIDE)
case("inspection without a team", Inspection, drafted, OFFICE_ONLY)
case("inspection that is not announced", Inspection, lambda cast: issued(cast, unannounced=True), DISTRICT_SIDE)
case("item of an inspection", InspectionItem, lambda cast: inspection_in(cast, "issued").items.first(), TOLD)
case("inspection team", InspectionTeam, lambda cast: inspection_in(cast, "issued").teams.get(), TOLD)
case("inspected place", InspectionTarget, lambda cast: target_in(cast, "pending"), TOLD)
case("inspected unit", InspectionTarget, of_unit, BOTH | {"department"})
case(
    "place that is not told",
    InspectionTarget,
    lambda cast: recorded(cast, target=issued(cast, unannounced=True).targets.get()),
    DISTRICT_SIDE,
)
case("finding", Finding, finding_with_photo, TOLD)
case("finding before its result", Finding, lambda cast: recorded(cast).findings.first(), DISTRICT_SIDE)
case("photo of a finding", FindingFile, lambda cast: finding_with_photo(cast).files.get(), TOLD)
case("draw", InspectionDraw, lambda cast: draw_of(cast, below=cast.street_a), TOLD)
case("one of a draw", DrawMember, lambda cast: draw_of(cast, below=cast.street_a).members.get(), TOLD)


@lives
def _inspections(cast: Cast) -> None:
    checklist_in(cast)
    finding_with_photo(cast)
    draw_of(cast, below=cast.street_a)
