"""议事机构: set up, keep its members, dissolve."""

from datetime import date

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, record
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.conferences.counting import Cadence, meet_by
from linkage.conferences.models import Body, ConferenceRules, Meeting, Seat
from tenants.accounts.models import User
from tenants.org.models import Department, Organization, Owner, Post, represented
from tenants.org.tenure import keep_in_use

LONGEST_PAST = date(1990, 1, 1)


@action
def body_create(
    *,
    actor: Actor,
    organization: Organization,
    kind: str,
    name: str,
    cadence: str = "",
    duties: str = "",
    founded_on: date | None = None,
) -> Body:
    """Set up a body of an organization. Without ``cadence`` it meets as often as the rules say for its level.

    Raises ``InvalidInput`` for an unknown kind or cadence, a day of foundation in the future, or a name already taken.
    """
    require(actor, Perm.CONFERENCE_EDIT, at=organization.place)
    keep_in_use([organization], purpose="成立议事机构", field="organization")
    day = founded_on or action_day()
    body = Body(organization=organization, founded_on=_past(day, "founded_on", "成立日期"))
    _fill(body, kind, name, cadence or ConferenceRules.current().cadence_of(organization.level), duties)
    body.save()
    record("body.create", actor=actor, subject=body, data={"kind": body.kind, "cadence": body.cadence})
    return body


@action
def body_edit(
    *, actor: Actor, body: Body, kind: str, name: str, cadence: str, duties: str = "", version: int | None = None
) -> Body:
    """Change what a body is called, does, and how often it meets; ``WrongState`` for a dissolved one."""
    require(actor, Perm.CONFERENCE_EDIT, at=body.place)
    fresh = lock(body, version=version)
    _require_active(fresh)
    before = snapshot(fresh)
    _fill(fresh, kind, name, cadence, duties)
    fresh.version += 1
    fresh.save()
    record("body.edit", actor=actor, subject=fresh, data=changes(fresh, before))
    return fresh


@action
def body_dissolve(*, actor: Actor, body: Body, reason: str, version: int | None = None) -> Body:
    """End a body; its records stay. ``WrongState`` while a meeting of it is planned or its minutes are not issued."""
    require(actor, Perm.CONFERENCE_EDIT, at=body.place)
    fresh = lock(body, version=version)
    check(fresh, "dissolve")
    told = clean_text(reason, "reason", "撤销原因", 500)
    if count := Meeting.objects.filter(body=fresh).exclude(status__in=Meeting.SETTLED).count():
        raise WrongState(f"该机构还有 {count} 次会议没有办结，请先印发纪要或取消会议。", field="status")
    return advance(fresh, "dissolve", actor=actor, data={"reason": told}, locked=True)


@action
def seat_add(
    *,
    actor: Actor,
    body: Body,
    owner: Owner | Department,
    role: str = Seat.Role.MEMBER,
    name: str = "",
    title: str = "",
    user: User | None = None,
    votes: bool = True,
    starts_on: date | None = None,
    term_ends_on: date | None = None,
) -> Seat:
    """Give an organization, a unit or a department a seat: that of ``user``, or of whoever leads there.

    Those who sit in without a vote (列席) never vote. Raises ``InvalidInput`` for a second convener, for a person
    already seated, for an account that is closed or a program's, and for a term that ends before it begins.
    """
    require(actor, Perm.CONFERENCE_EDIT, at=body.place)
    keep_in_use([owner], purpose="担任成员", field="owner")
    fresh = lock(body)
    _require_active(fresh)
    seat = Seat(body=fresh, **represented(owner), starts_on=starts_on or action_day())
    _fill_seat(seat, role, name, title, user, votes, term_ends_on)
    seat.save()
    record("body.seat_add", actor=actor, subject=fresh, data=_told(seat))
    return seat


@action
def seat_edit(
    *,
    actor: Actor,
    seat: Seat,
    role: str,
    name: str = "",
    title: str = "",
    user: User | None = None,
    votes: bool = True,
    term_ends_on: date | None = None,
    version: int | None = None,
) -> Seat:
    """Change who holds a seat and with which rights; whose seat it is stays."""
    require(actor, Perm.CONFERENCE_EDIT, at=seat.body.place)
    body = lock(seat.body)
    fresh = _lock_seat(seat, body, version)
    _fill_seat(fresh, role, name, title, user, votes, term_ends_on)
    fresh.version += 1
    fresh.save()
    record("body.seat_edit", actor=actor, subject=body, data=_told(fresh))
    return fresh


@action
def seat_end(*, actor: Actor, seat: Seat, reason: str, version: int | None = None) -> Seat:
    """Take a seat back from today; what was attended and voted in it stays."""
    require(actor, Perm.CONFERENCE_EDIT, at=seat.body.place)
    body = lock(seat.body)
    fresh = _lock_seat(seat, body, version)
    told = clean_text(reason, "reason", "免去原因", 500)
    fresh.ended_on = action_day()
    fresh.version += 1
    fresh.save(update_fields=["ended_on", "version"])
    record("body.seat_end", actor=actor, subject=body, data={**_told(fresh), "reason": told})
    return fresh


def _require_active(body: Body) -> None:
    if body.status != Body.Status.ACTIVE:
        raise WrongState("该机构已撤销，不能再办理；如需恢复工作，请重新成立。", field="status")


def _lock_seat(seat: Seat, body: Body, version: int | None) -> Seat:
    _require_active(body)
    fresh = lock(seat, version=version)
    fresh.body = body
    if fresh.ended_on is not None:
        raise WrongState("该成员已免去，不能再调整；如需重新担任，请增补成员。", field="ended_on")
    return fresh


def _fill(body: Body, kind: str, name: str, cadence: str, duties: str) -> None:
    if kind not in Body.Kind.values:
        raise InvalidInput("请选择机构类型。", field="kind")
    if cadence not in Cadence.values:
        raise InvalidInput("请选择召开周期：每月、每季度或每半年。", field="cadence")
    body.kind, body.cadence = kind, cadence
    body.name = clean_text(name, "name", "机构名称", 80)
    body.duties = clean_text(duties, "duties", "工作职责", 2000, required=False)
    body.meet_by = meet_by(cadence, body.founded_on, body.last_met_on)
    same = Body.objects.filter(organization=body.organization, name=body.name, status=Body.Status.ACTIVE)
    if same.exclude(pk=body.pk).exists():
        raise InvalidInput(f"“{body.organization}”已有名为“{body.name}”的机构，请换一个名称。", field="name")


def _fill_seat(
    seat: Seat, role: str, name: str, title: str, user: User | None, votes: bool, term_ends_on: date | None
) -> None:
    if role not in Seat.Role.values:
        raise InvalidInput("请选择成员身份。", field="role")
    seat.role, seat.votes = role, bool(votes) and role != Seat.Role.OBSERVER
    seat.name = clean_text(name, "name", "姓名", 60, required=False) or (user.name[:60] if user else "")
    seat.title = clean_text(title, "title", "单位职务", 60, required=False)
    if term_ends_on is not None and term_ends_on <= seat.starts_on:
        raise InvalidInput("任期届满日期应晚于任期开始日期。", field="term_ends_on")
    seat.user, seat.term_ends_on = user, term_ends_on
    if user is not None and (user.is_service or not user.is_active):
        raise InvalidInput("该账号已停用或是应用账号，不能担任成员，请另选。", field="user")
    if user is not None and not _in_office(seat, user):
        raise InvalidInput(f"“{user}”现在没有在“{seat.owner}”任职，请先任命职务或另选。", field="user")
    others = Seat.objects.filter(body=seat.body, ended_on=None).exclude(pk=seat.pk)
    if user is not None and others.filter(user=user).exists():
        raise InvalidInput(f"“{user}”已是该机构的成员，无需重复增补。", field="user")
    if role == Seat.Role.CONVENER and others.filter(role=role).exists():
        raise InvalidInput("该机构已有召集人，请先免去原召集人或改为副召集人。", field="role")
    same = others.filter(organization=seat.organization, unit=seat.unit, department=seat.department, name=seat.name)
    if same.exists():
        raise InvalidInput(f"“{seat.owner}”已有同名的成员，请填写姓名加以区分。", field="name")


def _in_office(seat: Seat, user: User) -> bool:
    """Whether the person holds a post today at the place or unit whose seat it is."""
    posts = Post.objects.in_force(action_day()).filter(user=user, unit=seat.unit, department=seat.department)
    elsewhere = seat.unit_id or seat.department_id
    at_home: bool = (posts if elsewhere else posts.filter(organization=seat.organization)).exists()
    return at_home


def _past(day: date, field: str, label: str) -> date:
    if not LONGEST_PAST <= day <= action_day():
        raise InvalidInput(f"{label}应在 1990 年以后、不晚于今天。", field=field)
    return day


def _told(seat: Seat) -> dict[str, object]:
    return {
        "seat": seat.pk,
        "unit": seat.unit_id,
        "department": seat.department_id,
        "organization_id": seat.organization_id,
        "user": seat.user_id,
        "note": f"{seat}（{seat.get_role_display()}）",
    }
