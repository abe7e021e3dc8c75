"""Carrying a project out: its parts, its quarters, and asking that it be accepted."""

from collections.abc import Sequence

from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now
from core.files import Upload
from core.periods import Quarter
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_percent, clean_text
from linkage.secretaryprojects.actions.applying import facts
from linkage.secretaryprojects.models import ProjectPart, ProjectPartFile, ProjectReport, SecretaryProject
from tenants.attachments import attachments_keep

Kind = ProjectPart.Kind


@action
def secretaryproject_write(
    *,
    actor: Actor,
    project: SecretaryProject,
    kind: str,
    text: str,
    evidence: Sequence[Upload] = (),
    version: int | None = None,
) -> SecretaryProject:
    """Write one of the four parts anew; files are added to those it has."""
    require(actor, Perm.SECRETARYPROJECT_EDIT, at=project.place)
    if kind not in Kind.values:
        raise InvalidInput("请选择要填写的内容：问题、报告、经验或标杆。", field="kind")
    words = clean_text(text, "text", str(Kind(kind).label), 10000)
    fresh = lock(project, version=version)
    check(fresh, "write")
    part = ProjectPart.objects.get(project=fresh, kind=kind)
    part.text, part.written_at = words, now()
    part.save(update_fields=["text", "written_at"])
    attachments_keep(ProjectPartFile, part, evidence, by=actor)
    data = {**facts(fresh), "kind": kind, "note": str(Kind(kind).label)}
    return advance(fresh, "write", actor=actor, data=data, locked=True)


@action
def secretaryproject_report(
    *, actor: Actor, project: SecretaryProject, text: str, progress: int, version: int | None = None
) -> SecretaryProject:
    """报告季度进展: for the quarter in which one is; said again in the same quarter, the later word stands."""
    require(actor, Perm.SECRETARYPROJECT_EDIT, at=project.place)
    words = clean_text(text, "text", "进展情况", 2000)
    reached = clean_percent(progress, "progress")
    fresh = lock(project, version=version)
    check(fresh, "report")
    quarter = Quarter.of(action_day())
    ProjectReport.objects.update_or_create(
        project=fresh,
        year=quarter.year,
        quarter=quarter.number,
        defaults={"text": words, "progress": reached, "by_label": actor.label[:120], "at": now()},
    )
    data = {**facts(fresh), "quarter": str(quarter), "progress": reached, "note": words[:200]}
    return advance(fresh, "report", actor=actor, data=data, locked=True, progress=reached, poor=False)


@action
def secretaryproject_conclude(
    *, actor: Actor, project: SecretaryProject, version: int | None = None
) -> SecretaryProject:
    """申请结项: once all four parts are written. Raises ``WrongState`` and names those that are not."""
    require(actor, Perm.SECRETARYPROJECT_EDIT, at=project.place)
    fresh = lock(project, version=version)
    check(fresh, "conclude")
    empty = [str(part) for part in fresh.parts.filter(text="")]
    if empty:
        raise WrongState(f"还没有填写：{'、'.join(empty)}。四项内容都填写后才能申请结项。", field="parts")
    return advance(
        fresh, "conclude", actor=actor, data=facts(fresh), locked=True, progress=100, poor=False, concluded_at=now()
    )
