"""问题清单: report, order to be put right, dismiss, and look back later (S2 §三(四), S4)."""

from datetime import date

from django.db import models

from core.changes import changes, snapshot
from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.origins import origin_fields
from core.periods import SHANGHAI
from core.permissions import Actor, Perm, above, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.problems.models import Problem, Rectification, Severity
from linkage.problems.terms import due_for, order_due_for
from tenants.org.models import Organization
from tenants.org.tenure import keep_in_use

# What of a meeting a problem may follow from.
MEETING_RECORDS = ("conferences.meeting", "conferences.topic", "conferences.decision")
REQUIREMENT = "请对照问题查找原因，制定整改措施，明确责任人，限期整改到位，并报送佐证材料。"


@action
def problem_report(
    *,
    actor: Actor,
    organization: Organization,
    title: str,
    detail: str,
    source: str,
    severity: str,
    category: str = Problem.Category.OTHER,
    origin: models.Model | None = None,
) -> Problem:
    """Register a problem that lies with ``organization``, a 街道 or a place below.

    ``origin`` is what it follows from (a finding, a visit, a decision). What a meeting decided on names the meeting, a
    topic or a decision of it, and nothing else does. Places report what lies with them, with the places below and with
    those above; raises ``NotAllowed`` for a place beside one's own.
    """
    _keep_meeting(source, origin._meta.label_lower if origin is not None else "")
    reporter = _reporting_place(actor, organization)
    made = Problem()
    _fill(made, title, detail, source, severity, category)
    return _enter(actor, made, organization, reporter, origin)


@action
def problem_edit(
    *,
    actor: Actor,
    problem: Problem,
    title: str,
    detail: str,
    source: str,
    severity: str,
    category: str,
    version: int | None = None,
) -> Problem:
    """Correct a problem of which nothing has become yet, by the place that reported it or one above."""
    require(actor, Perm.PROBLEM_REPORT, at=(problem.reported_by or problem.organization).place)
    fresh = lock(problem, version=version)
    if fresh.status != Problem.Status.REPORTED:
        raise WrongState("只有尚未处理的问题可以修改；已下发整改的，请调整整改要求。", field="status")
    _keep_meeting(source, fresh.origin_type)
    before = snapshot(fresh)
    _fill(fresh, title, detail, source, severity, category)
    if fresh.severity != before["severity"] and fresh.waits_since is not None:
        fresh.order_due_on = order_due_for(fresh.severity, fresh.waits_since)
    fresh.version += 1
    fresh.save()
    record("problem.edit", actor=actor, subject=fresh, data=changes(fresh, before))
    return fresh


@action
def problem_dispatch(
    *,
    actor: Actor,
    problem: Problem,
    requirement: str = REQUIREMENT,
    organization: Organization | None = None,
    due_on: date | None = None,
    version: int | None = None,
) -> Problem:
    """Order the problem to be put right, by a place above; this makes its ``rectification``.

    ``organization`` is the responsible place, unless told the one with which the problem lies. Without ``due_on`` the
    term follows from the severity, in working days (``RectificationTerms``).
    """
    require(actor, Perm.PROBLEM_HANDLE, at=above(problem.place))
    responsible = organization or problem.organization
    require(actor, Perm.PROBLEM_HANDLE, at=above(responsible.place))
    _keep_below_district(responsible)
    keep_in_use([responsible], purpose="承担整改", field="organization")
    fresh = lock(problem, version=version)
    check(fresh, "dispatch")
    day = action_day()
    if due_on is not None and due_on < day:
        raise InvalidInput("整改期限不能早于今天。", field="due_on")
    due = due_on or due_for(fresh.severity, day)
    made = Rectification(
        number=next_number("rectification", day.year, "ZG-{year}-{number:04d}"),
        title=fresh.title,
        severity=fresh.severity,
        requirement=clean_text(requirement, "requirement", "整改要求", 2000),
        organization=responsible,
        issuer=_ordering_place(actor, responsible),
        started_on=day,
        due_on=due,
        created_at=now(),
    )
    told = {"due_on": due, "responsible": str(responsible)}
    made.problem = advance(fresh, "dispatch", actor=actor, locked=True, data=told)
    made.save()
    told = {"number": made.number, "due_on": due, "severity": made.severity}
    record("rectification.create", actor=actor, subject=made, data=told)
    return made.problem


@action
def problem_dismiss(*, actor: Actor, problem: Problem, reason: str, version: int | None = None) -> Problem:
    """Decide, above the place, that nothing is to be put right, and say why."""
    require(actor, Perm.PROBLEM_HANDLE, at=above(problem.place))
    told = {"reason": clean_text(reason, "reason", "不予整改的理由", 500)}
    return advance(problem, "dismiss", actor=actor, data=told, version=version)


@action
def problem_revisit(*, actor: Actor, problem: Problem, detail: str, severity: str = "") -> Problem:
    """回头看: a closed problem was found to have come back. It stays closed; a new one refers to it.

    The severity is that of the first time unless told.
    """
    require(actor, Perm.PROBLEM_HANDLE, at=above(problem.place))
    keep_in_use([problem.organization], purpose="登记问题", field="organization")
    fresh = lock(problem)
    check(fresh, "revisit")
    made = Problem(follows=fresh)
    _fill(made, fresh.title, detail, Problem.Source.REVISIT, severity or fresh.severity, fresh.category)
    made = _enter(actor, made, fresh.organization, _reporting_place(actor, fresh.organization), fresh)
    told = {"note": f"发现反弹，另立问题 {made.number}", "number": made.number}
    advance(fresh, "revisit", actor=actor, locked=True, data=told)
    return made


def _keep_meeting(source: str, origin: str) -> None:
    """A problem that came out of a meeting can be followed back to it, and from there to the problem."""
    if source == Problem.Source.MEETING and origin not in MEETING_RECORDS:
        raise InvalidInput("来源是“会议议定”的，请选择是哪次会议，可具体到议题或议定事项。", field="origin")
    if source != Problem.Source.MEETING and origin in MEETING_RECORDS:
        raise InvalidInput("选择了会议的，来源应为“会议议定”；不是会议上定的，请不要选会议。", field="source")


def _fill(problem: Problem, title: str, detail: str, source: str, severity: str, category: str) -> None:
    problem.title = clean_text(title, "title", "问题", 120)
    problem.detail = clean_text(detail, "detail", "具体表现", 2000)
    problem.source = _choice(source, Problem.Source, "source", "来源")
    problem.severity = _choice(severity, Severity, "severity", "严重程度")
    problem.category = _choice(category, Problem.Category, "category", "类别")


def _enter(
    actor: Actor,
    problem: Problem,
    organization: Organization,
    reporter: Organization | None,
    origin: models.Model | None,
) -> Problem:
    _keep_below_district(organization)
    keep_in_use([organization], purpose="登记问题", field="organization")
    problem.number = next_number("problem", now().astimezone(SHANGHAI).year, "WT-{year}-{number:04d}")
    problem.organization, problem.reported_by = organization, reporter
    problem.reporter_label, problem.reported_at = actor.label[:120], now()
    problem.waits_since = action_day()
    problem.order_due_on = order_due_for(problem.severity, problem.waits_since)
    for name, value in origin_fields(origin).items():
        setattr(problem, name, value)
    problem.save()
    told = {"number": problem.number, "source": problem.source, "severity": problem.severity}
    record("problem.report", actor=actor, subject=problem, data=told)
    return problem


def _reporting_place(actor: Actor, organization: Organization) -> Organization | None:
    """In whose name the actor reports: the nearest place at or above, else the actor's own below; None for SYSTEM."""
    if actor.is_system:
        return None
    paths, there = actor.paths(Perm.PROBLEM_REPORT), organization.path
    fitting = [path for path in paths if there.startswith(path)] or [path for path in paths if path.startswith(there)]
    if not fitting:
        require(actor, Perm.PROBLEM_REPORT, at=organization.place)
        raise NotAllowed("您只能登记本级、上级和下级的问题。", field="organization")
    return _nearest(fitting)


def _ordering_place(actor: Actor, responsible: Organization) -> Organization | None:
    """In whose name the actor orders: the nearest place above; None for SYSTEM."""
    if actor.is_system:
        return None
    higher = above(responsible.place).path
    return _nearest([path for path in actor.paths(Perm.PROBLEM_HANDLE) if higher.startswith(path)])


def _nearest(paths: list[str]) -> Organization:
    """The lowest of places that lie above one another."""
    found: Organization = Organization.objects.get(path=max(paths, key=len))
    return found


def _keep_below_district(organization: Organization) -> None:
    if organization.level == Organization.Level.DISTRICT:
        raise InvalidInput("问题和整改应落实到街道或社区，请选择具体的组织。", field="organization")


def _choice(value: str, choices: type[models.TextChoices], field: str, label: str) -> str:
    if value not in choices.values:
        raise InvalidInput(f"请选择{label}：{'、'.join(str(each) for each in choices.labels)}。", field=field)
    return value
