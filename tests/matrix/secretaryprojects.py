"""Secretaries' projects: the place applies and carries out, the level above judges."""

from typing import Any

from cast import Cast
from matrix.people import LEADER, OFFICE, STREET_A
from matrix.rows import nothing, reason, row
from project_stories import project_in, project_terms, write_all
from stories import in_days

from linkage.secretaryprojects.actions import applying, doing, judging

ABOVE = {OFFICE, LEADER}


def project(status: str) -> Any:
    return lambda cast: project_in(cast, status)


def edited(cast: Cast) -> dict[str, Any]:
    found = project_terms(cast, title="破解停车难")
    del found["organization"]
    return found


row(applying.secretaryproject_create, nothing, STREET_A, given=project_terms)
row(applying.secretaryproject_edit, project("draft"), STREET_A, subject="project", given=edited)
row(applying.secretaryproject_submit, project("draft"), STREET_A, subject="project")
row(applying.secretaryproject_withdraw, project("submitted"), STREET_A, subject="project", given=reason)
row(applying.secretaryproject_approve, project("submitted"), ABOVE, subject="project")
row(applying.secretaryproject_return, project("submitted"), ABOVE, subject="project", given=reason)
row(
    doing.secretaryproject_write,
    project("running"),
    STREET_A,
    subject="project",
    given=lambda cast: {"kind": "report", "text": "调研报告"},
)
row(
    doing.secretaryproject_report,
    project("running"),
    STREET_A,
    subject="project",
    given=lambda cast: {"text": "过半", "progress": 60},
)
row(
    doing.secretaryproject_conclude,
    lambda cast: write_all(cast, project_in(cast, "running")),
    STREET_A,
    subject="project",
)
row(
    judging.secretaryproject_check,
    project("running"),
    ABOVE,
    subject="project",
    given=lambda cast: {"passed": True, "findings": "按计划推进"},
)
row(judging.secretaryproject_accept, project("concluding"), ABOVE, subject="project")
row(
    judging.secretaryproject_fail,
    project("concluding"),
    ABOVE,
    subject="project",
    given=lambda cast: {"reason": "未达到目标", "due_on": in_days(30)},
)
row(
    applying.secretaryproject_succeed,
    project("running"),
    STREET_A,
    subject="project",
    given=lambda cast: {"secretary": "顾书记", "reason": "原书记调离"},
)
row(judging.secretaryproject_stop, project("running"), ABOVE, subject="project", given=reason)
row(judging.secretaryproject_honour, project("accepted"), ABOVE, subject="project", given=reason)
