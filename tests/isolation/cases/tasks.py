"""Assignments, responsibilities and admissions."""

from cast import Cast
from isolation.rows import ABOVE_A, BOTH, DISTRICT_SIDE, EVERYBODY_AT_HOME, PLACE_A, PLACES_AND_DEPARTMENT, case
from matrix.people import LEADER, OFFICE
from task_stories import (
    admission_in,
    assignment_in,
    community_part,
    department_part,
    responsibility_in,
    whole_task,
)

from linkage.admissions.models import Admission
from linkage.assignments.models import Assignment, AssignmentFile
from linkage.assignments.models import ProgressReport as TaskReport
from linkage.responsibilities.models import (
    Responsibility,
    ResponsibilityCheck,
    ResponsibilityFile,
    ResponsibilityReport,
)


def task_file(cast: Cast) -> AssignmentFile:
    return assignment_in(cast, "submitted").reports.first().files.get()


case("task of the district", Assignment, whole_task, {LEADER, OFFICE, "viewer_of_the_district"})
case("part of the street", Assignment, lambda cast: assignment_in(cast, "active"), ABOVE_A)
case("part of the community", Assignment, community_part, PLACE_A)
case("task of the street", Assignment, lambda cast: community_part(cast).parent, ABOVE_A)
case("part of the department", Assignment, department_part, DISTRICT_SIDE)
case(
    "part of the outpost",
    Assignment,
    lambda cast: department_part(cast, outpost=True),
    ABOVE_A | {"outpost_a"},
)
case("progress report", TaskReport, lambda cast: assignment_in(cast, "submitted").reports.first(), ABOVE_A)
case("file of a progress report", AssignmentFile, task_file, ABOVE_A)
case("built responsibility", Responsibility, lambda cast: responsibility_in(cast, "claimed"), ABOVE_A)
case(
    "published responsibility of the street",
    Responsibility,
    lambda cast: responsibility_in(cast, "published"),
    EVERYBODY_AT_HOME,
)
case(
    "published responsibility of the community",
    Responsibility,
    lambda cast: responsibility_in(cast, "accepted", organization=cast.community_a),
    BOTH | {"outpost_a"},
)
case(
    "check of a responsibility",
    ResponsibilityCheck,
    lambda cast: responsibility_in(cast, "accepted", organization=cast.community_a).checks.get(),
    BOTH | {"outpost_a"},
)
case(
    "report on a responsibility",
    ResponsibilityReport,
    lambda cast: responsibility_in(cast, "accepted", organization=cast.community_a).reports.get(),
    PLACE_A,
)
case(
    "file of a report on a responsibility",
    ResponsibilityFile,
    lambda cast: responsibility_in(cast, "accepted").reports.get().files.get(),
    ABOVE_A,
)
case("application of the department", Admission, lambda cast: admission_in(cast, "submitted"), DISTRICT_SIDE)
case("approved application", Admission, lambda cast: admission_in(cast, "approved"), PLACES_AND_DEPARTMENT)
