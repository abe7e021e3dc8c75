"""约谈 and 组织调整: proposed by the ladder or by a place above, and recorded by it (S2 §三(四) 跟踪问责)."""

from datetime import date
from typing import Any

from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.permissions import Actor, Perm, above, require
from core.transitions import Stateful, advance, check, lock
from core.values import clean_text
from linkage.subjects import about, naming
from linkage.supervision.issuers import issuer_for, require_superior
from linkage.supervision.models import Accountability


@action
def accountability_propose(*, actor: Actor, subject: Stateful, kind: str, reason: str = "") -> Accountability:
    """Say that somebody has to be talked to, or that an office should change hands, over a record that is overdue.

    Raises ``WrongState`` where it is not overdue, and for a second proposal of the kind for the same due date.
    """
    require(actor, Perm.SUPERVISION_ISSUE, at=above(subject.place))
    if kind not in Accountability.Kind.values:
        raise InvalidInput("请选择约谈或组织调整。", field="kind")
    require_superior(subject)
    fresh: Any = lock(subject)
    late = (action_day() - fresh.due_on).days
    if not (fresh.must_act and fresh.is_late):
        raise WrongState("只有逾期未办结的事项可以提请问责。", field="subject")
    if Accountability.objects.filter(**about(fresh), for_due_on=fresh.due_on, kind=kind).exists():
        raise WrongState("这项已经提请过，请在已有的问责记录里办理。", field="kind")
    words = clean_text(reason, "reason", "事由", 500, required=False)
    made = Accountability(
        **naming(fresh),
        kind=kind,
        issuer=issuer_for(actor, fresh.place),
        for_due_on=fresh.due_on,
        reason=words or f"“{fresh.title}”逾期{late}天未办结。"[:500],
        created_at=now(),
    )
    made.save()
    told = {"kind": kind, "due_on": made.for_due_on, "days": late, "note": made.get_kind_display()}
    record("accountability.propose", actor=actor, subject=made, data=told)
    return made


@action
def accountability_record(
    *,
    actor: Actor,
    accountability: Accountability,
    held_on: date,
    person: str,
    held_by: str,
    result: str,
    version: int | None = None,
) -> Accountability:
    """Record when it was held, with which office-holder, by whom, and what came of it."""
    require(actor, Perm.SUPERVISION_ISSUE, at=accountability.issuer.place)
    fresh = lock(accountability, version=version)
    check(fresh, "record")
    if held_on > action_day():
        raise InvalidInput("办理日期不能晚于今天，请在办理之后记录。", field="held_on")
    words: dict[str, Any] = {
        "person": clean_text(person, "person", "对象（职务）", 120),
        "held_by": clean_text(held_by, "held_by", "办理人（职务）", 120),
        "result": clean_text(result, "result", "结果", 2000),
    }
    data = {"kind": fresh.kind, "held_on": held_on, "note": f"{fresh.get_kind_display()}：{words['person']}"}
    return advance(fresh, "record", actor=actor, locked=True, data=data, held_on=held_on, **words)


@action
def accountability_waive(
    *, actor: Actor, accountability: Accountability, reason: str, version: int | None = None
) -> Accountability:
    """Decide that it is not called for, and say why."""
    require(actor, Perm.SUPERVISION_ISSUE, at=accountability.issuer.place)
    words = clean_text(reason, "reason", "不予办理的理由", 500)
    data = {"kind": accountability.kind, "reason": words}
    return advance(accountability, "waive", actor=actor, version=version, data=data, result=words)
