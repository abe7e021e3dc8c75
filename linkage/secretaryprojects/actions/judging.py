"""What the level above finds: at mid-term, at the end, and which of the accepted is a 标杆."""

from datetime import date
from typing import Any

from core.errors import InvalidInput
from core.events import action, action_day, now
from core.permissions import Actor, Perm, above, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.secretaryprojects.actions.applying import facts
from linkage.secretaryprojects.models import SecretaryProject


@action
def secretaryproject_check(
    *, actor: Actor, project: SecretaryProject, passed: bool, findings: str, version: int | None = None
) -> SecretaryProject:
    """中期检查: what was found; where it did not pass, the project counts as poor until it is reported anew."""
    require(actor, Perm.SECRETARYPROJECT_REVIEW, at=above(project.place))
    text = clean_text(findings, "findings", "检查情况", 500)
    data = {**facts(project), "passed": passed, "note": text}
    changes: dict[str, Any] = {"findings": text, "poor": not passed, "checked_at": now()}
    return advance(project, "check", actor=actor, data=data, version=version, **changes)


@action
def secretaryproject_accept(
    *, actor: Actor, project: SecretaryProject, note: str = "", version: int | None = None
) -> SecretaryProject:
    """验收合格."""
    require(actor, Perm.SECRETARYPROJECT_REVIEW, at=above(project.place))
    text = clean_text(note, "note", "验收意见", 500, required=False)
    data = {**facts(project), **({"note": text} if text else {})}
    return advance(project, "accept", actor=actor, data=data, version=version, opinion=text, accepted_at=now())


@action
def secretaryproject_fail(
    *, actor: Actor, project: SecretaryProject, reason: str, due_on: date, version: int | None = None
) -> SecretaryProject:
    """验收不合格: say what is missing and until when it has to be put right."""
    require(actor, Perm.SECRETARYPROJECT_REVIEW, at=above(project.place))
    text = clean_text(reason, "reason", "不合格的原因", 500)
    if due_on < action_day():
        raise InvalidInput("整改期限不能早于今天。", field="due_on")
    fresh = lock(project, version=version)
    check(fresh, "fail")
    data = {**facts(fresh), "reason": text, "due_on": due_on}
    changes: dict[str, Any] = {"opinion": text, "due_on": due_on, "started_on": action_day(), "poor": True}
    return advance(fresh, "fail", actor=actor, data=data, locked=True, **changes)


@action
def secretaryproject_stop(
    *, actor: Actor, project: SecretaryProject, reason: str, version: int | None = None
) -> SecretaryProject:
    """终止: it is not carried out any more, as when the secretary has left or the place is to be merged.

    Another may be applied for in its place in the same year.
    """
    require(actor, Perm.SECRETARYPROJECT_REVIEW, at=above(project.place))
    text = clean_text(reason, "reason", "终止原因", 500)
    data = {**facts(project), "reason": text}
    return advance(project, "stop", actor=actor, data=data, version=version, opinion=text)


@action
def secretaryproject_honour(
    *, actor: Actor, project: SecretaryProject, reason: str, version: int | None = None
) -> SecretaryProject:
    """评优: an accepted project that others shall learn from becomes a 标杆; ``reason`` says why."""
    require(actor, Perm.SECRETARYPROJECT_REVIEW, at=above(project.place))
    text = clean_text(reason, "reason", "评优理由", 500)
    return advance(project, "honour", actor=actor, data={**facts(project), "reason": text}, version=version)
