"""Posts: who holds which role where, from one day to another (S0-4, S2 §四(二))."""

from datetime import date

from django.db.models import QuerySet

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, record
from core.permissions import Actor, Perm, Place, require
from core.transitions import lock
from core.values import clean_text
from tenants.accounts.models import User
from tenants.org.administrators import (
    check_administrator_remains,
    check_separation,
    refuse_oneself,
)
from tenants.org.models import Department, Organization, Post, ResidentUnit, Seat
from tenants.org.roles import AT_UNITS, DEPARTMENT_ROLES, ROLE_LEVELS, Role
from tenants.org.ties import tell_of_leaving, tell_of_naming


@action
def post_appoint(
    *,
    actor: Actor,
    user: User,
    role: str,
    at: Seat,
    kind: str = Post.Kind.REGULAR,
    title: str = "",
    home_unit: ResidentUnit | None = None,
    home_organization: Organization | None = None,
    home_department: Department | None = None,
    starts_on: date,
    ends_on: date | None = None,
) -> Post:
    """Give a person a role at a place, a unit or a department.

    兼职委员, 交叉任职 and 挂职 name their home, one of ``home_unit``, ``home_organization`` and ``home_department``.
    Raises ``NotAllowed`` for the own account, and ``InvalidInput`` for a role that does not exist at that level, a
    retired place or unit, an administrator's account that would do business, a 兼职 / 交叉 / 挂职 post without its
    home or with two, a term that ends before it begins, or the same post twice at one time.
    """
    require(actor, Perm.POST_EDIT, at=Place(at.place.path))
    refuse_oneself(actor, user, "任免")
    held = User.objects.select_for_update().get(pk=user.pk)
    chosen = _role(role, at, held)
    check_separation(held, chosen)
    _check_kind(kind, chosen, at, [home for home in (home_unit, home_organization, home_department) if home])
    if ends_on is not None and ends_on <= starts_on:
        raise InvalidInput("离任日期应晚于任职日期。", field="ends_on")
    post = Post(
        user=held,
        role=chosen,
        kind=kind,
        title=clean_text(title, "title", "职务名称", 60, required=False),
        organization=at if isinstance(at, Organization) else None,
        unit=at if isinstance(at, ResidentUnit) else None,
        department=at if isinstance(at, Department) else None,
        home_unit=home_unit,
        home_organization=home_organization,
        home_department=home_department,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    _check_not_held(post)
    post.save()
    record("post.appoint", actor=actor, subject=post, data=_told(post))
    return post


@action
def post_edit(*, actor: Actor, post: Post, title: str, version: int | None = None) -> Post:
    """Correct the title of a post; whoever changes the role, the place or the term ends it and appoints anew.

    Raises ``NotAllowed`` for one's own post.
    """
    require(actor, Perm.POST_EDIT, at=Place(post.at.place.path))
    refuse_oneself(actor, post.user, "任免")
    fresh = lock(post, version=version)
    before = snapshot(fresh)
    fresh.title = clean_text(title, "title", "职务名称", 60, required=False)
    fresh.version += 1
    fresh.save(update_fields=["title", "version"])
    record("post.edit", actor=actor, subject=fresh, data={**_told(fresh), **changes(fresh, before)})
    tell_of_naming(actor, [fresh])
    return fresh


@action
def post_end(*, actor: Actor, post: Post, ends_on: date | None = None, reason: str = "") -> Post:
    """End a post; from ``ends_on`` (today if not given) on it gives no rights.

    Whoever thereby leaves a unit, a place or a department for good loses on the same day what is held on its behalf:
    the post of a 兼职委员, a 交叉任职 or a 挂职 (S0-4). Agreements that name the person for the unit are to be given
    another one.

    Raises ``NotAllowed`` for one's own post, and ``WrongState`` when it has ended or when it is the last
    administrator of its kind.
    """
    require(actor, Perm.POST_EDIT, at=Place(post.at.place.path))
    refuse_oneself(actor, post.user, "任免")
    fresh = lock(post)
    day = ends_on or action_day()
    if fresh.ends_on is not None and fresh.ends_on <= day:
        if fresh.ends_on > action_day():
            raise WrongState(
                f"该职务的任期到 {fresh.ends_on} 为止，只能提前离任；连任的请自该日起另行任命。", field="ends_on"
            )
        raise WrongState("该职务已经离任，无需重复办理。", field="ends_on")
    if day < fresh.starts_on:
        raise InvalidInput(f"离任日期不能早于任职日期（{fresh.starts_on}）。", field="ends_on")
    check_administrator_remains(Role(fresh.role), without=fresh.user)
    ended = _end(actor, fresh, day, clean_text(reason, "reason", "免职原因", 500, required=False))
    leave(actor, fresh.user, fresh.at, day)
    return ended


def end_posts(actor: Actor, posts: QuerySet[Post], day: date, reason: str) -> None:
    """End these posts because what they hang on has gone; only inside an action that has checked its own right."""
    running = posts.exclude(ends_on__lte=day).select_for_update(of=("self",)).order_by("id")
    for post in running:
        _end(actor, post, max(day, post.starts_on), reason)


def leave(actor: Actor, user: User, seat: Seat, day: date) -> None:
    """What lapses when the person holds no post at the seat any more; only inside an action that may do so."""
    if held_at(seat).filter(user=user).exclude(ends_on__lte=day).exists():
        return
    end_posts(actor, sent_by(seat).filter(user=user), day, f"不再在{seat}任职，由其派出的职务随之免去")
    if isinstance(seat, ResidentUnit):
        tell_of_leaving(actor, user, seat)


def held_at(seat: Seat) -> QuerySet[Post]:
    """Posts at a unit, a place or a department itself."""
    found: QuerySet[Post] = Post.objects.filter(**{_column(seat): seat})
    return found


def sent_by(seat: Seat) -> QuerySet[Post]:
    """Posts elsewhere that are held on its behalf."""
    found: QuerySet[Post] = Post.objects.filter(**{f"home_{_column(seat)}": seat})
    return found


def _column(seat: Seat) -> str:
    if isinstance(seat, ResidentUnit):
        return "unit"
    return "department" if isinstance(seat, Department) else "organization"


def _end(actor: Actor, post: Post, day: date, reason: str) -> Post:
    post.ends_on = day
    post.save(update_fields=["ends_on"])
    record("post.end", actor=actor, subject=post, data={**_told(post), "reason": reason})
    return post


def _told(post: Post) -> dict[str, object]:
    return {
        "user": post.user_id,
        "username": post.user.username,
        "role": post.role,
        "kind": post.kind,
        "starts_on": post.starts_on,
        "ends_on": post.ends_on,
        "note": _in_words(post),
    }


def _in_words(post: Post) -> str:
    """兼职委员（党委委员），由江宁中学派出，2026-01-01 起，2028-12-31 届满."""
    role = post.get_role_display()
    parts = [f"{role}（{post.title}）" if post.title and post.title != role else role]
    if post.kind != Post.Kind.REGULAR and post.get_kind_display() != role:
        parts.append(post.get_kind_display())
    if post.home is not None:
        parts.append(f"由{post.home}派出")
    parts.append(f"{post.starts_on} 起")
    if post.ends_on is not None:
        parts.append(f"{post.ends_on} 届满")
    return "，".join(parts)


def _role(role: str, at: Seat, user: User) -> Role:
    if role not in Role.values:
        raise InvalidInput("请选择角色。", field="role")
    chosen = Role(role)
    if user.is_service is not (chosen is Role.CLIENT):
        raise InvalidInput("应用账号只能担任“第三方应用”角色，其他账号不能担任该角色。", field="role")
    if not user.is_active:
        raise InvalidInput("该账号已停用，请先启用。", field="user")
    if isinstance(at, ResidentUnit):
        if chosen not in AT_UNITS:
            raise InvalidInput(f"“{chosen.label}”不是驻区单位的角色，请选择组织或换一个角色。", field="role")
        if at.status != ResidentUnit.Status.ACTIVE:
            raise InvalidInput(f"“{at}”已迁出或注销，不能任职。", field="at")
        return chosen
    if isinstance(at, Department):
        if chosen not in DEPARTMENT_ROLES:
            raise InvalidInput(f"“{chosen.label}”不是部门的角色，请选择组织或换一个角色。", field="role")
        if at.status != Department.Status.ACTIVE:
            raise InvalidInput(f"“{at}”已撤销，不能任职。", field="at")
        return chosen
    if at.level not in ROLE_LEVELS[chosen]:
        level = Organization.Level(at.level).label
        raise InvalidInput(f"“{chosen.label}”不是{level}一级的角色，请换一个组织或角色。", field="role")
    if at.retired_on is not None:
        raise InvalidInput(f"“{at}”已撤销，不能任职。", field="at")
    return chosen


def _check_kind(kind: str, role: Role, at: Seat, homes: list[Seat]) -> None:
    if kind not in Post.Kind.values:
        raise InvalidInput("请选择任职方式。", field="kind")
    if role is Role.COMMITTEE_MEMBER and kind == Post.Kind.REGULAR:
        raise InvalidInput("兼职委员的任职方式应为兼职委员、交叉任职或挂职。", field="kind")
    if kind != Post.Kind.REGULAR and not homes:
        raise InvalidInput(f"{Post.Kind(kind).label}要写明派出单位，请选择派出的单位、组织或部门。", field="home_unit")
    if kind == Post.Kind.REGULAR and homes:
        raise InvalidInput("专任职务没有派出单位，请清空派出单位或更改任职方式。", field="home_unit")
    if len(homes) > 1:
        raise InvalidInput("派出的单位、组织、部门只能填写一个，请清空其余的。", field="home_unit")
    for home in homes:
        _check_home(home, at)


def _check_home(home: Seat, at: Seat) -> None:
    if home == at:
        raise InvalidInput(f"派出单位和任职的地方都是“{at}”，请重新选择，或将任职方式改为专任。", field="home_unit")
    if isinstance(home, Organization):
        if home.retired_on is not None:
            raise InvalidInput(f"派出组织“{home}”已撤销，请重新选择。", field="home_organization")
    elif home.status != type(home).Status.ACTIVE:
        gone = "已迁出或注销" if isinstance(home, ResidentUnit) else "已撤销"
        field = "home_unit" if isinstance(home, ResidentUnit) else "home_department"
        raise InvalidInput(f"派出单位“{home}”{gone}，请重新选择。", field=field)


def _check_not_held(post: Post) -> None:
    same = Post.objects.filter(
        user=post.user, role=post.role, organization=post.organization, unit=post.unit, department=post.department
    ).exclude(ends_on__lte=post.starts_on)
    if post.ends_on is not None:
        same = same.filter(starts_on__lt=post.ends_on)
    if same.exists():
        raise InvalidInput("此人在同一时期已有相同的职务，无需重复任命。", field="role")
