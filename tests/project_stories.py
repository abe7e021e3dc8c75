"""Secretaries' projects brought into a state by the people of the cast, by actions alone."""

from typing import Any

from cast import Cast
from samples import photo
from stories import in_days

from linkage.secretaryprojects.actions.applying import (
    secretaryproject_approve,
    secretaryproject_create,
    secretaryproject_return,
    secretaryproject_submit,
    secretaryproject_withdraw,
)
from linkage.secretaryprojects.actions.doing import (
    secretaryproject_conclude,
    secretaryproject_report,
    secretaryproject_write,
)
from linkage.secretaryprojects.actions.judging import (
    secretaryproject_accept,
    secretaryproject_fail,
    secretaryproject_honour,
)
from linkage.secretaryprojects.models import ProjectPart, SecretaryProject

WORDS = {
    "title": "破解老旧小区停车难",
    "problem": "三个老旧小区车位缺口 200 个。",
    "goal": "年内新增共享车位 120 个。",
    "measures": "与驻区单位商谈错时开放。",
}


def project_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """The project of street A's secretary for this year."""
    values = {**WORDS, "organization": cast.street_a, "due_on": in_days(200), "secretary": "沈书记"}
    return {**values, **changes}


def write_all(cast: Cast, project: SecretaryProject) -> SecretaryProject:
    for kind in ProjectPart.Kind.values:
        project = secretaryproject_write(
            actor=cast.actor("street_a"), project=project, kind=kind, text="已形成。", evidence=[photo()]
        )
    return project


def project_in(cast: Cast, status: str, **changes: Any) -> SecretaryProject:
    """Street A's project in any of its states."""
    mine, office = cast.actor("street_a"), cast.actor("office")
    row = secretaryproject_create(actor=mine, **project_terms(cast, **changes))
    if status == "draft":
        return row
    row = secretaryproject_submit(actor=mine, project=row)
    if status == "submitted":
        return row
    if status == "withdrawn":
        return secretaryproject_withdraw(actor=mine, project=row, reason="另报一个")
    if status == "returned":
        return secretaryproject_return(actor=office, project=row, reason="成效要可衡量")
    row = secretaryproject_approve(actor=office, project=row, note="同意立项")
    row = secretaryproject_report(actor=mine, project=row, text="已商谈两家单位", progress=40)
    if status == "running":
        return row
    row = secretaryproject_conclude(actor=mine, project=write_all(cast, row))
    if status == "concluding":
        return row
    if status == "rectifying":
        return secretaryproject_fail(actor=office, project=row, reason="车位未达到目标", due_on=in_days(30))
    row = secretaryproject_accept(actor=office, project=row, note="达到目标")
    return row if status == "accepted" else secretaryproject_honour(actor=office, project=row, reason="可复制推广")
