"""三员分立 (等保三级): system, security and audit administrator are three people, and none of them does business."""

from core.errors import InvalidInput, NotAllowed, WrongState
from core.periods import today
from core.permissions import Actor
from tenants.accounts.models import User
from tenants.org.models import Post
from tenants.org.roles import ADMIN_ROLES, Role


def admin_role_of(user: User) -> Role | None:
    """The administrator's role that this account holds today or later, if any."""
    posts = Post.objects.filter(user=user, role__in=ADMIN_ROLES).exclude(ends_on__lte=today())
    role = posts.values_list("role", flat=True).first()
    return Role(role) if role else None


def refuse_oneself(actor: Actor, user: User, what: str) -> None:
    """Nobody gives or takes rights of the own account; raise ``NotAllowed``."""
    if not actor.is_system and actor.id == user.pk:
        raise NotAllowed(f"不能{what}自己的账号，请由另一位管理员办理。", field="user")


def refuse_other_administrators(actor: Actor, user: User, what: str) -> None:
    """One administrator may not take over the account of another; the platform's operators may help."""
    role = admin_role_of(user)
    if not actor.is_system and role is not None:
        raise NotAllowed(f"三员分立，不能{what}{role.label}的账号，请联系平台运维人员办理。", field="user")


def check_separation(user: User, role: Role) -> None:
    """An administrator's account holds that one role and nothing else; raise ``InvalidInput`` otherwise."""
    held = {
        Role(r) for r in Post.objects.filter(user=user).exclude(ends_on__lte=today()).values_list("role", flat=True)
    }
    if role in ADMIN_ROLES and held - {role}:
        raise InvalidInput("管理员账号不得兼任其他职务，请为管理员单独开设账号。", field="role")
    if role not in ADMIN_ROLES and held & ADMIN_ROLES:
        raise InvalidInput("该账号是管理员账号，不得兼任业务职务，请另选账号。", field="user")


def check_administrator_remains(role: Role, *, without: User) -> None:
    """Somebody else holds the administrator's role today; raise ``WrongState`` if this one is the last."""
    if role not in ADMIN_ROLES:
        return
    others = Post.objects.in_force(today()).filter(role=role, user__is_active=True).exclude(user=without)
    if not others.exists():
        raise WrongState(f"这是最后一名{role.label}，请先任命接替的人。", field="user")
