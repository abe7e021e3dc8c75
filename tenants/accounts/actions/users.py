"""Accounts: open, correct, lock out and let in again. Rights come from posts, which another administrator gives."""

from axes.utils import reset as axes_reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django_tenants.utils import get_public_schema_name

from core.changes import changes, snapshot
from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, record
from core.permissions import Actor, Perm, require
from core.transitions import lock
from core.values import clean_text
from tenants.accounts.models import User
from tenants.org.administrators import (
    admin_role_of,
    check_administrator_remains,
    refuse_oneself,
    refuse_other_administrators,
)
from tenants.org.models import Post
from tenants.org.ties import tell_of_naming


@action
def user_create(
    *,
    actor: Actor,
    username: str,
    name: str,
    password: str | None,
    office_phone: str = "",
    must_change_password: bool = True,
) -> User:
    """Open an account; it may do nothing until somebody else gives it a post.

    Without a password nobody can sign in to it until one is set.
    Raises ``InvalidInput`` for a taken or malformed account name and for a password against the rules.
    """
    require(actor, Perm.USER_EDIT, at=User().place)
    user = User(username=clean_text(username, "username", "账号", 60), must_change_password=must_change_password)
    _fill(user, name, office_phone)
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise InvalidInput("账号由 3—60 位字母、数字、点、横线组成，请修改。", field="username") from error
    # Names that differ in capitals only would be taken for each other.
    if User.objects.filter(username__iexact=user.username).exists():
        raise InvalidInput(f"账号“{user.username}”已被使用，请换一个。", field="username")
    if password is None:
        user.set_unusable_password()
    else:
        set_checked_password(user, password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise InvalidInput(f"账号“{user.username}”刚被使用，请换一个。", field="username") from error
    record("user.create", actor=actor, subject=user, data={"username": user.username})
    return user


@action
def user_edit(*, actor: Actor, user: User, name: str, office_phone: str = "", version: int | None = None) -> User:
    """Correct the name and the office telephone."""
    require(actor, Perm.USER_EDIT, at=user.place)
    fresh = lock(user, version=version)
    before = snapshot(fresh)
    _fill(fresh, name, office_phone)
    fresh.version += 1
    fresh.save(update_fields=["name", "office_phone", "version"])
    told = changes(fresh, before)
    record("user.edit", actor=actor, subject=fresh, data=told)
    if "name" in told["changed"]:
        tell_of_naming(actor, list(Post.objects.filter(user=fresh)))
    return fresh


@action
def user_deactivate(*, actor: Actor, user: User, reason: str, version: int | None = None) -> User:
    """Close an account: its sessions end with the next click, its posts and grants give nothing more.

    Raises ``NotAllowed`` for the own account or for another administrator's, ``WrongState`` for the last
    administrator of a kind or an account closed before.
    """
    require(actor, Perm.USER_EDIT, at=user.place)
    refuse_oneself(actor, user, "停用")
    text = clean_text(reason, "reason", "停用原因", 500)
    fresh = lock(user, version=version)
    _guard_administrators(actor, fresh, "停用")
    _refuse_the_last(fresh)
    if not fresh.is_active:
        raise WrongState("该账号已经停用。", field="is_active")
    fresh.is_active = False
    fresh.version += 1
    fresh.save(update_fields=["is_active", "version"])
    record("user.deactivate", actor=actor, subject=fresh, data={"reason": text})
    return fresh


@action
def user_activate(*, actor: Actor, user: User, version: int | None = None) -> User:
    """Open a closed account again; its posts that are still in force give their rights again."""
    require(actor, Perm.USER_EDIT, at=user.place)
    fresh = lock(user, version=version)
    _guard_administrators(actor, fresh, "启用")
    if fresh.is_active:
        raise WrongState("该账号正在使用，无需启用。", field="is_active")
    fresh.is_active = True
    fresh.version += 1
    fresh.save(update_fields=["is_active", "version"])
    record("user.activate", actor=actor, subject=fresh)
    return fresh


@action
def user_set_password(*, actor: Actor, user: User, password: str, must_change_password: bool = True) -> User:
    """Give a person who forgot the password a new one, to be changed at the next sign-in; ends all sessions.

    Raises ``NotAllowed`` for another administrator's account: who can set a password can act as its owner.
    """
    require(actor, Perm.USER_EDIT, at=user.place)
    refuse_oneself(actor, user, "重置")
    fresh = lock(user)
    if fresh.is_service:
        raise NotAllowed("应用账号没有登录密码，请到第三方应用页更换密钥。", field="user")
    _guard_administrators(actor, fresh, "重置")
    set_checked_password(fresh, password)
    fresh.must_change_password = must_change_password
    fresh.save(update_fields=["password", "password_changed_at", "must_change_password"])
    axes_reset(username=fresh.username)
    record("user.set_password", actor=actor, subject=fresh)
    return fresh


@action
def user_change_password(*, actor: Actor, user: User, password: str) -> User:
    """Change one's own password; the caller has checked the old one."""
    if actor.is_system or actor.id != user.pk:
        raise NotAllowed("只能修改自己的密码。")
    fresh = lock(user)
    if fresh.check_password(password):
        raise InvalidInput("新密码不能与原密码相同。", field="password")
    set_checked_password(fresh, password)
    fresh.must_change_password = False
    fresh.save(update_fields=["password", "password_changed_at", "must_change_password"])
    record("user.change_password", actor=actor, subject=fresh)
    return fresh


@action
def user_unlock(*, actor: Actor, user: User) -> User:
    """Let in again somebody who was locked out after too many failures."""
    require(actor, Perm.USER_EDIT, at=user.place)
    axes_reset(username=user.username)
    record("user.unlock", actor=actor, subject=user)
    return user


def set_checked_password(user: User, password: str) -> None:
    """Hash the password into the row, or raise ``InvalidInput`` with every rule that it breaks."""
    if not password.isprintable():
        raise InvalidInput("密码中有无法识别的字符，请改用字母、数字和常用符号。", field="password")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidInput("".join(error.messages), field="password") from error
    user.set_password(password)


def _fill(user: User, name: str, office_phone: str) -> None:
    user.name = clean_text(name, "name", "姓名", 60)
    user.office_phone = clean_text(office_phone, "office_phone", "办公电话", 30, required=False)


def _on_platform() -> bool:
    """Operators' accounts lie in the public schema and hold no posts."""
    return bool(connection.schema_name == get_public_schema_name())  # type: ignore[attr-defined]


def _guard_administrators(actor: Actor, user: User, what: str) -> None:
    if not _on_platform():
        refuse_other_administrators(actor, user, what)


def _refuse_the_last(user: User) -> None:
    role = None if _on_platform() else admin_role_of(user)
    if role is not None:
        check_administrator_remains(role, without=user)
