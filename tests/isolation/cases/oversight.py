"""Problems, rectifications, extensions, supervision, and contact points."""

from cast import Cast
from isolation.rows import ABOVE_A, DISTRICT_SIDE, PERSONNEL_A, PLACE_A, PLACE_B, case
from oversight import accountability_in, extension_in, problem_in, problem_terms, rectification_in, supervision_in
from patronage import contact_in, visit_in, weak_in
from stories import in_days
from task_stories import department_part

from linkage.assignments.models import Assignment
from linkage.contacts.models import ContactPoint, Visit, WeakPlace
from linkage.extensions.actions import extension_ask
from linkage.extensions.models import Extension
from linkage.problems.actions.problems import problem_dispatch, problem_report
from linkage.problems.actions.rectifications import rectification_report
from linkage.problems.models import Problem, ProgressReport, Rectification, RectificationFile
from linkage.supervision.actions.accountability import accountability_propose
from linkage.supervision.actions.supervisions import supervision_draft
from linkage.supervision.models import Accountability, Supervision


def progress_report(cast: Cast) -> ProgressReport:
    row = rectification_in(cast, "rectifying")
    rectification_report(actor=cast.actor("community_a"), rectification=row, progress=50, text="过半")
    return row.reports.get()


def put_right_by_b(cast: Cast) -> Rectification:
    """A problem of community A that community B has to put right."""
    problem = problem_in(cast, "reported")
    problem_dispatch(actor=cast.actor("office"), problem=problem, organization=cast.community_b)
    return Rectification.objects.get(problem=problem)


case("problem", Problem, lambda cast: problem_in(cast, "reported"), PLACE_A)
case(
    "problem of the street",
    Problem,
    lambda cast: problem_report(actor=cast.actor("office"), **problem_terms(cast, organization=cast.street_a)),
    ABOVE_A,
)
case(
    "problem of the street, from the community",
    Problem,
    lambda cast: problem_report(actor=cast.actor("community_a"), **problem_terms(cast, organization=cast.street_a)),
    PLACE_A,
)
case("problem put right elsewhere", Problem, lambda cast: put_right_by_b(cast).problem, PLACE_A | PLACE_B)
case("rectification", Rectification, lambda cast: rectification_in(cast, "closed"), PLACE_A)
case("rectification elsewhere", Rectification, lambda cast: put_right_by_b(cast), PLACE_A | PLACE_B)
case("progress of a rectification", ProgressReport, progress_report, PLACE_A)
case("rectification file", RectificationFile, lambda cast: rectification_in(cast, "closed").files.get(), PLACE_A)
case("extension", Extension, lambda cast: extension_in(cast, "asked"), PLACE_A)
case("supervision", Supervision, lambda cast: supervision_in(cast, "sent"), PLACE_A)
case("accountability", Accountability, lambda cast: accountability_in(cast, "due"), PERSONNEL_A)
case("contact point", ContactPoint, contact_in, PLACE_A)
case("contact point of a district leader", ContactPoint, lambda cast: contact_in(cast, by="leader"), PLACE_A)
case("visit", Visit, visit_in, PLACE_A)
case("weak place", WeakPlace, weak_in, PLACE_A)


def late_part(cast: Cast) -> Assignment:
    """The department's part of a task, long overdue."""
    part = department_part(cast, "active")
    Assignment.objects.filter(pk=part.pk).update(started_on=in_days(-60), due_on=in_days(-20))
    part.refresh_from_db()
    return part


def extension_of_department(cast: Cast) -> Extension:
    part = department_part(cast, "active")
    return extension_ask(actor=cast.actor("department"), subject=part, due_on=in_days(60), reason="待会签", progress=40)


case("extension of the department", Extension, extension_of_department, DISTRICT_SIDE)
case(
    "order to the department",
    Supervision,
    lambda cast: supervision_draft(actor=cast.actor("office"), subject=late_part(cast)),
    DISTRICT_SIDE,
)
case(
    "talk with the department",
    Accountability,
    lambda cast: accountability_propose(actor=cast.actor("office"), subject=late_part(cast), kind="talk"),
    DISTRICT_SIDE - {"viewer_of_the_district"},
)
