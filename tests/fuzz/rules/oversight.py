"""Problems and what is done about them, supervision, points of contact, weak places, tasks: affairs of places."""

from collections import defaultdict
from collections.abc import Iterable

from fuzz.sight import Row, Rule, Sight, parts, rule


def _over(sight: Sight, *organizations: int | None) -> bool:
    return any(key is not None and sight.seat.over(sight.facts.path(key)) for key in organizations)


def _of_place(table: str) -> Rule:
    """The place that has to act, and those above it; the department where one has to."""

    def found(sight: Sight) -> Iterable[int]:
        for key, row in sight.facts[table].items():
            if _over(sight, row["organization_id"]) or row.get("department_id") in sight.seat.departments:
                yield key

    return found


@rule("Problem")
def _problems(sight: Sight) -> Iterable[int]:
    """Where it lies, who reported it, who was told to put it right, and the places above these."""
    right: dict[int, list[int]] = defaultdict(list)
    for row in sight.facts["problems_rectification"].values():
        right[row["problem_id"]].append(row["organization_id"])
    for key, row in sight.facts["problems_problem"].items():
        if _over(sight, row["organization_id"], row["reported_by_id"], *right[key]):
            yield key


@rule("Rectification")
def _rectifications(sight: Sight) -> Iterable[int]:
    for key, row in sight.facts["problems_rectification"].items():
        problem = sight.facts["problems_problem"][row["problem_id"]]
        if _over(sight, row["organization_id"], problem["organization_id"], problem["reported_by_id"]):
            yield key


rule("RectificationFile")(parts("problems_rectificationfile", "rectification_id", "Rectification"))
rule("RectificationReport")(parts("problems_progressreport", "rectification_id", "Rectification"))
rule("Extension")(_of_place("extensions_extension"))
rule("Supervision")(_of_place("supervision_supervision"))
rule("WeakPlace")(_of_place("contacts_weakplace"))


@rule("Accountability")
def _accountabilities(sight: Sight) -> Iterable[int]:
    """A personnel matter."""
    return () if sight.seat.plain else _of_place("supervision_accountability")(sight)


@rule("ContactPoint")
def _contacts(sight: Sight) -> Iterable[int]:
    """The place, the place of the leader, and those above."""
    for key, row in sight.facts["contacts_contactpoint"].items():
        if _over(sight, row["organization_id"], row["seat_id"]):
            yield key


rule("Visit")(parts("contacts_visit", "contact_id", "ContactPoint"))


@rule("Assignment")
def _assignments(sight: Sight) -> Iterable[int]:
    for key, row in sight.facts["assignments_assignment"].items():
        if _over(sight, row["organization_id"], row["issuer_id"]) or row["department_id"] in sight.seat.departments:
            yield key


rule("ProgressReport")(parts("assignments_progressreport", "assignment_id", "Assignment"))
rule("AssignmentFile")(parts("assignments_assignmentfile", "report_id", "ProgressReport"))


@rule("Responsibility")
def _responsibilities(sight: Sight) -> Iterable[int]:
    """晒: published ones of the district and of streets for everybody who is at home somewhere, those of communities
    for whoever is at home in the same street."""
    facts, around = sight.facts, sight.seat.stands_in
    for key, row in facts["responsibilities_responsibility"].items():
        path = facts.path(row["organization_id"])
        shown = row["status"] in ("published", "submitted", "accepted") and bool(around)
        if _over(sight, row["organization_id"]) or (shown and (len(path) <= 8 or path[:8] in around)):
            yield key


rule("ResponsibilityCheck")(parts("responsibilities_responsibilitycheck", "responsibility_id", "Responsibility"))


@rule("ResponsibilityReport")
def _how_it_is_kept(sight: Sight) -> Iterable[int]:
    """The organization and those above it: the papers are not published with the item."""
    facts = sight.facts
    for key, row in facts["responsibilities_responsibilityreport"].items():
        if _over(sight, facts["responsibilities_responsibility"][row["responsibility_id"]]["organization_id"]):
            yield key


rule("ResponsibilityFile")(parts("responsibilities_responsibilityfile", "report_id", "ResponsibilityReport"))


@rule("Admission")
def _admissions(sight: Sight) -> Iterable[int]:
    """The department that asks and the district; what is decided for every place, which may point to it."""
    for key, row in sight.facts["admissions_admission"].items():
        decided = row["status"] in ("approved", "refused") and bool(sight.seat.sees)
        if decided or _of_department(sight, row):
            yield key


def _of_department(sight: Sight, row: Row) -> bool:
    department = sight.facts["org_department"][row["department_id"]]
    return row["department_id"] in sight.seat.departments or _over(sight, department["organization_id"])


@rule("Consultation")
def _consultations(sight: Sight) -> Iterable[int]:
    """The street and those above, and the department; whom to appoint is a personnel matter."""
    for key, row in sight.facts["consultations_consultation"].items():
        kept_from = sight.seat.plain and row["kind"] == "appointment"
        asked = row["department_id"] in sight.seat.departments
        if asked or (not kept_from and _over(sight, row["organization_id"])):
            yield key


@rule("OutpostAppraisal")
def _appraisals(sight: Sight) -> Iterable[int]:
    """The street and above, the outpost, and its department (双重管理)."""
    for key, row in sight.facts["consultations_outpostappraisal"].items():
        outpost = sight.facts["org_department"][row["outpost_id"]]
        mine = {row["outpost_id"], outpost["parent_id"]} & sight.seat.departments
        if mine or _over(sight, row["organization_id"]):
            yield key
