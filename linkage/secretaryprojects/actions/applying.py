"""Applying for the project of a year, and what the level above says."""

from datetime import date
from typing import Any

from core.changes import changes, snapshot
from core.errors import InvalidInput
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.origins import origin_fields
from core.permissions import Actor, Perm, above, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.problems.models import Problem
from linkage.secretaryprojects.models import ProjectPart, SecretaryProject
from tenants.org.models import Organization, Post
from tenants.org.roles import Role
from tenants.org.tenure import keep_in_use

Kind = ProjectPart.Kind
_SECRETARIES = (Role.SUBDISTRICT_SECRETARY, Role.COMMUNITY_SECRETARY)


def secretary_of(organization: Organization) -> Post | None:
    """The post of whoever is secretary of the place today; the longest in office where there are several."""
    rows = Post.objects.in_force(action_day()).filter(organization=organization, unit=None, role__in=_SECRETARIES)
    found: Post | None = rows.select_related("user").order_by("starts_on", "pk").first()
    return found


@action
def secretaryproject_create(
    *,
    actor: Actor,
    organization: Organization,
    title: str,
    problem: str,
    goal: str,
    measures: str,
    due_on: date,
    year: int | None = None,
    secretary: str = "",
    source: Problem | None = None,
) -> SecretaryProject:
    """Draft the project of a place's secretary for a year, this one if none is given.

    ``problem`` says what is to be solved; ``source`` is the record in the list of problems from which it comes.
    ``secretary`` is whoever holds the office today if no name is given. Raises ``InvalidInput`` where there is one for
    that year already, for the district itself, and where nobody is secretary and no name is given.
    """
    require(actor, Perm.SECRETARYPROJECT_EDIT, at=organization.place)
    if organization.level == Organization.Level.DISTRICT:
        raise InvalidInput("书记项目由街道、社区申报，请选择街道或社区。", field="organization")
    keep_in_use([organization], purpose="申报书记项目", field="organization")
    moment, this = now(), action_day().year
    project = SecretaryProject(organization=organization, created_at=moment, started_on=action_day())
    project.year = this if year is None else year
    if project.year not in (this, this + 1):
        raise InvalidInput(f"只能申报 {this} 年或 {this + 1} 年的书记项目。", field="year")
    if source is not None and source.organization.path[: len(organization.path)] != organization.path:
        raise InvalidInput("所选问题不在本组织范围内，请另选。", field="source")
    _once(project)
    _fill(project, title, goal, measures, due_on, secretary)
    for name, value in origin_fields(source).items():
        setattr(project, name, value)
    text = clean_text(problem, "problem", "要解决的问题", 10000)
    project.number = next_number("secretaryproject", project.year, "SJ-{year}-{number:04d}")
    project.save()
    ProjectPart.objects.bulk_create([ProjectPart(project=project, kind=kind) for kind in Kind.values])
    _write_problem(project, text)
    record("secretaryproject.create", actor=actor, subject=project, data=facts(project))
    return project


@action
def secretaryproject_edit(
    *,
    actor: Actor,
    project: SecretaryProject,
    title: str,
    problem: str,
    goal: str,
    measures: str,
    due_on: date,
    secretary: str = "",
    version: int | None = None,
) -> SecretaryProject:
    """Change one that is a draft or was sent back."""
    require(actor, Perm.SECRETARYPROJECT_EDIT, at=project.place)
    fresh = lock(project, version=version)
    check(fresh, "edit")
    before = snapshot(fresh)
    _fill(fresh, title, goal, measures, due_on, secretary or fresh.secretary)
    fresh.save()
    _write_problem(fresh, clean_text(problem, "problem", "要解决的问题", 10000))
    told = changes(fresh, before, also="要解决的问题一并更新")
    return advance(fresh, "edit", actor=actor, data={**facts(fresh), **told}, locked=True)


@action
def secretaryproject_submit(*, actor: Actor, project: SecretaryProject, version: int | None = None) -> SecretaryProject:
    """申报: put it before the level above."""
    require(actor, Perm.SECRETARYPROJECT_EDIT, at=project.place)
    fresh = lock(project, version=version)
    check(fresh, "submit")
    _ahead(fresh.due_on)
    return advance(fresh, "submit", actor=actor, data=facts(fresh), locked=True, submitted_at=now())


@action
def secretaryproject_withdraw(
    *, actor: Actor, project: SecretaryProject, reason: str, version: int | None = None
) -> SecretaryProject:
    """Take it back before it is approved; another may be applied for in its place."""
    require(actor, Perm.SECRETARYPROJECT_EDIT, at=project.place)
    data = {**facts(project), "reason": clean_text(reason, "reason", "撤回原因", 500)}
    return advance(project, "withdraw", actor=actor, data=data, version=version)


@action
def secretaryproject_approve(
    *, actor: Actor, project: SecretaryProject, note: str = "", version: int | None = None
) -> SecretaryProject:
    """立项: from now on it is carried out."""
    require(actor, Perm.SECRETARYPROJECT_REVIEW, at=above(project.place))
    text = clean_text(note, "note", "审核意见", 500, required=False)
    fresh = lock(project, version=version)
    check(fresh, "approve")
    _ahead(fresh.due_on)
    changes: dict[str, Any] = {"opinion": text, "approved_at": now(), "started_on": action_day()}
    data = {**facts(fresh), **({"note": text} if text else {})}
    return advance(fresh, "approve", actor=actor, data=data, locked=True, **changes)


@action
def secretaryproject_return(
    *, actor: Actor, project: SecretaryProject, reason: str, version: int | None = None
) -> SecretaryProject:
    """Send it back to be said better."""
    require(actor, Perm.SECRETARYPROJECT_REVIEW, at=above(project.place))
    text = clean_text(reason, "reason", "退回原因", 500)
    data = {**facts(project), "reason": text}
    return advance(project, "return", actor=actor, data=data, version=version, opinion=text)


@action
def secretaryproject_succeed(
    *, actor: Actor, project: SecretaryProject, reason: str, secretary: str = "", version: int | None = None
) -> SecretaryProject:
    """变更书记: from now on another secretary answers for an approved project that goes on; the place says who.

    That is whoever holds the office today if no name is given. Raises ``InvalidInput`` where it is the same person.
    """
    require(actor, Perm.SECRETARYPROJECT_EDIT, at=project.place)
    words = clean_text(reason, "reason", "变更原因", 500)
    fresh = lock(project, version=version)
    check(fresh, "succeed")
    before = snapshot(fresh)
    _put_in_charge(fresh, secretary)
    if (fresh.secretary, fresh.post_id) == (before["secretary"], before["post_id"]):
        raise InvalidInput(f"项目现在的书记就是{fresh.secretary}，无需变更。", field="secretary")
    data = {**facts(fresh), **changes(fresh, before), "reason": words}
    named: dict[str, Any] = {"secretary": fresh.secretary, "post": fresh.post}
    return advance(fresh, "succeed", actor=actor, data=data, locked=True, **named)


def facts(project: SecretaryProject) -> dict[str, Any]:
    """What events of a project tell."""
    return {"number": project.number, "year": project.year}


def _fill(project: SecretaryProject, title: str, goal: str, measures: str, due_on: date, secretary: str) -> None:
    project.title = clean_text(title, "title", "项目名称", 80)
    project.goal = clean_text(goal, "goal", "预期成效", 2000)
    project.measures = clean_text(measures, "measures", "主要措施", 4000)
    _ahead(due_on)
    if due_on.year > project.year + 1:
        raise InvalidInput(f"完成期限应在 {project.year + 1} 年底以前。", field="due_on")
    project.due_on = due_on
    _put_in_charge(project, secretary)


def _put_in_charge(project: SecretaryProject, secretary: str) -> None:
    """The secretary of the project: by name, else whoever holds the office today."""
    holder = secretary_of(project.organization)
    name = clean_text(secretary, "secretary", "书记", 60, required=False)
    if not name and holder is None:
        raise InvalidInput("本组织没有登记在任书记，请填写书记姓名。", field="secretary")
    project.secretary = name or holder.user.name[:60]  # type: ignore[union-attr]
    project.post = holder if holder is not None and holder.user.name == project.secretary else None


def _ahead(due_on: date) -> None:
    if due_on < action_day():
        raise InvalidInput("完成期限不能早于今天。", field="due_on")


def _once(project: SecretaryProject) -> None:
    """Two at the same moment are kept apart by the database; one after the other is told in words."""
    rows = SecretaryProject.objects.filter(organization=project.organization, year=project.year)
    other = rows.exclude(status=SecretaryProject.Status.WITHDRAWN).first()
    if other is not None:
        raise InvalidInput(
            f"{project.organization} {project.year} 年已有书记项目“{other}”（{other.number}），每年只报一个。",
            field="year",
        )


def _write_problem(project: SecretaryProject, text: str) -> None:
    ProjectPart.objects.filter(project=project, kind=Kind.PROBLEM).update(text=text, written_at=now())
