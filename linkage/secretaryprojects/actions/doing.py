"""Carrying a project out: its parts, its quarters, and asking that it be accepted."""

from collections.abc import Sequence
from datetime import timedelta

from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now
from core.files import Upload
from core.periods import Quarter
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_percent, clean_text
from linkage.secretaryprojects.actions.applying import facts
from linkage.secretaryprojects.models import (
    ProjectPart,
    ProjectPartFile,
    ProjectReport,
    SecretaryProject,
    SecretaryProjectRules,
)
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
    *,
    actor: Actor,
    project: SecretaryProject,
    text: str,
    progress: int,
    quarter: str = "",
    version: int | None = None,
) -> SecretaryProject:
    """报告季度进展; said again of the same quarter, the later word stands.

    ``quarter`` (``2026Q1``) is the one in which one is or the one before, in which the project must have run. Without
    it, what is said within the days of the rules after a quarter is of that quarter, if nothing was said of it yet.
    """
    require(actor, Perm.SECRETARYPROJECT_EDIT, at=project.place)
    words = clean_text(text, "text", "进展情况", 2000)
    reached = clean_percent(progress, "progress")
    fresh = lock(project, version=version)
    check(fresh, "report")
    said = set(ProjectReport.objects.filter(project=fresh).values_list("year", "quarter"))
    told = _quarter(fresh, quarter, said)
    report = ProjectReport(project=fresh, year=told.year, quarter=told.number, text=words, progress=reached)
    report.by_label, report.at = actor.label[:120], now()
    ProjectReport.objects.bulk_create(
        [report],
        update_conflicts=True,
        unique_fields=["project", "year", "quarter"],
        update_fields=["text", "progress", "by_label", "at"],
    )
    data = {**facts(fresh), "quarter": str(told), "progress": reached, "note": f"{told.label}：{words[:200]}"}
    # How far it stands now is said by the newest quarter alone.
    newest = all(each <= (told.year, told.number) for each in said)
    changes = {"progress": reached, "poor": False} if newest else {}
    return advance(fresh, "report", actor=actor, data=data, locked=True, **changes)


def _quarter(project: SecretaryProject, text: str, said: set[tuple[int, int]]) -> Quarter:
    this = Quarter.of(action_day())
    last = this.previous
    ended = last.end.date()
    ran = project.started_on < ended
    if text:
        wanted = Quarter.parse(text)
        allowed = [last, this] if ran else [this]
        if wanted not in allowed:
            raise InvalidInput(
                f"现在可以报告的是{'、'.join(each.label for each in allowed)}，请重选。", field="quarter"
            )
        return wanted
    term = ended + timedelta(days=SecretaryProjectRules.current().report_days)
    if ran and action_day() < term:
        return this if (last.year, last.number) in said else last
    return this


@action
def secretaryproject_conclude(
    *, actor: Actor, project: SecretaryProject, version: int | None = None
) -> SecretaryProject:
    """申请结项: once all four parts are written. Raises ``WrongState`` and names those that are not."""
    require(actor, Perm.SECRETARYPROJECT_EDIT, at=project.place)
    fresh = lock(project, version=version)
    check(fresh, "conclude")
    empty = [str(part) for part in fresh.empty_parts]
    if empty:
        raise WrongState(f"还没有填写：{'、'.join(empty)}。四项内容都填写后才能申请结项。", field="parts")
    return advance(
        fresh, "conclude", actor=actor, data=facts(fresh), locked=True, progress=100, poor=False, concluded_at=now()
    )
