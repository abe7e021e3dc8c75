"""联系点: bind a leader to a place, record visits with their findings, end."""

from collections.abc import Mapping, Sequence
from datetime import date

from core.changes import changes, snapshot
from core.errors import InvalidInput
from core.events import action, action_day, now, record
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from core.verbs import register
from linkage.contacts.models import ContactPoint, Visit
from linkage.problems.actions.problems import problem_report
from linkage.problems.models import Problem, Severity
from tenants.org.models import Organization, Post
from tenants.org.tenure import keep_in_use

MOST_FINDINGS = 10
register({"visit.edit": "修改走访记录"})


@action
def contactpoint_bind(
    *, actor: Actor, post: Post, organization: Organization, since: date | None = None
) -> ContactPoint:
    """Bind the holder of a post at a 区 or 街道 to a place below it, from ``since`` (today if not given).

    Raises ``InvalidInput`` for a post that is not held at a place above, or not in force, and for a second bond of the
    same two.
    """
    if post.organization is None:
        raise InvalidInput("联系领导应是区或街道的任职人员，请重新选择。", field="post")
    require(actor, Perm.CONTACT_EDIT, at=post.organization.place)
    day = action_day()
    if post.starts_on > day or (post.ends_on is not None and post.ends_on <= day):
        raise InvalidInput("这一职务现在不在任，请选择在任的领导。", field="post")
    if not organization.path.startswith(post.organization.path) or organization.pk == post.organization_id:
        raise InvalidInput(f"只能联系{post.organization}的下级组织，请重新选择。", field="organization")
    keep_in_use([organization], purpose="安排联系点", field="organization")
    begins = since or day
    if begins > day:
        raise InvalidInput("开始日期不能晚于今天。", field="since")
    if ContactPoint.objects.filter(post=post, organization=organization, status=ContactPoint.Status.ACTIVE).exists():
        raise InvalidInput(f"{post.user}已经联系“{organization}”，无需重复安排。", field="organization")
    made = ContactPoint.objects.create(
        post=post,
        leader=post.holder[:140],
        seat=post.organization,
        organization=organization,
        since=begins,
    )
    record("contactpoint.bind", actor=actor, subject=made)
    return made


@action
def visit_record(
    *,
    actor: Actor,
    contactpoint: ContactPoint,
    visited_on: date,
    summary: str,
    findings: Sequence[Mapping[str, str]] = (),
) -> Visit:
    """Record a visit; each of the ``findings`` (``title``, ``detail``, ``severity``) becomes a problem of the place.

    By those who act for the leader's place. Raises ``InvalidInput`` for a day before the bond or after today.
    """
    require(actor, Perm.CONTACT_VISIT, at=contactpoint.seat.place)
    fresh = lock(contactpoint)
    check(fresh, "visit")
    _keep_in_term(fresh, visited_on)
    if len(findings) > MOST_FINDINGS:
        raise InvalidInput(f"一次走访最多登记 {MOST_FINDINGS} 个问题。", field="findings")
    made = Visit.objects.create(
        contact=fresh,
        visited_on=visited_on,
        summary=clean_text(summary, "summary", "走访情况", 2000),
        findings=len(findings),
        by_id=actor.id,
        by_label=actor.label[:120],
        at=now(),
    )
    told = {"visited_on": visited_on, "findings": len(findings), "note": made.summary[:200]}
    advance(fresh, "visit", actor=actor, locked=True, data=told)
    for finding in findings:
        problem_report(
            actor=actor,
            organization=fresh.organization,
            title=finding.get("title", ""),
            detail=finding.get("detail", "") or made.summary,
            source=Problem.Source.CONTACT,
            severity=finding.get("severity") or Severity.MINOR,
            origin=made,
        )
    return made


@action
def visit_edit(*, actor: Actor, visit: Visit, visited_on: date, summary: str, version: int | None = None) -> Visit:
    """Correct the day of a visit or what was said of it, by those who act for the leader's place.

    Problems that were registered with it stay as they are. Raises ``InvalidInput`` for a day before the bond, after its
    end or after today.
    """
    require(actor, Perm.CONTACT_VISIT, at=visit.contact.seat.place)
    contact = lock(visit.contact)
    fresh = lock(visit, version=version)
    _keep_in_term(contact, visited_on)
    before = snapshot(fresh)
    fresh.visited_on, fresh.summary = visited_on, clean_text(summary, "summary", "走访情况", 2000)
    fresh.version += 1
    fresh.contact = contact
    fresh.save(update_fields=["visited_on", "summary", "version"])
    record("visit.edit", actor=actor, subject=fresh, data=changes(fresh, before))
    return fresh


@action
def contactpoint_end(
    *, actor: Actor, contactpoint: ContactPoint, reason: str, version: int | None = None
) -> ContactPoint:
    """End the bond; its visits stay, and a new one may be made."""
    require(actor, Perm.CONTACT_EDIT, at=contactpoint.seat.place)
    told = {"reason": clean_text(reason, "reason", "结束原因", 500)}
    return advance(contactpoint, "end", actor=actor, data=told, version=version, ended_on=action_day())


def _keep_in_term(contact: ContactPoint, day: date) -> None:
    last = contact.ended_on
    if not contact.since <= day <= (last or action_day()):
        until = "今天" if last is None else f" {last:%Y-%m-%d} "
        raise InvalidInput(f"走访日期应在 {contact.since:%Y-%m-%d} 和{until}之间。", field="visited_on")
