"""The account: who signs in. What it may do follows from posts (``tenants.org``) and object grants."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from django_tenants.utils import get_public_schema_name

from core.permissions import PLATFORM, ROOT, Actor, Perm, Place
from core.transitions import Versioned
from core.visibility import NOTHING, VisibleQuerySet


class UserManager(BaseUserManager.from_queryset(VisibleQuerySet)):  # type: ignore[misc]
    def create_user(self, username: str, name: str, password: str | None = None, **fields: Any) -> "User":
        """An account with a hashed password, or with none (a service account cannot sign in on pages)."""
        user = User(username=username, name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(Versioned, AbstractBaseUser, PermissionsMixin):
    """A person of an office or a unit, or the service account of a third-party client."""

    username = models.CharField(
        "账号",
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[A-Za-z0-9._-]{3,60}$", "账号由 3—60 位字母、数字、点、横线组成。")],
    )
    name = models.CharField("姓名", max_length=60)
    office_phone = models.CharField("办公电话", max_length=30, blank=True)
    is_active = models.BooleanField("启用", default=True)
    is_service = models.BooleanField("应用账号", default=False)
    is_operator = models.BooleanField("平台运维", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", default=timezone.now)
    must_change_password = models.BooleanField("下次登录须改密", default=False)
    created_at = models.DateTimeField("创建时间", auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Accounts belong to the district as a whole: the root of its tree (or the platform)."""
        return ROOT if connection.schema_name != get_public_schema_name() else PLATFORM  # type: ignore[attr-defined]

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Administrators see all accounts; everybody else sees the own one."""
        keepers = (Perm.USER_EDIT, Perm.POST_EDIT, Perm.CLIENT_EDIT, Perm.AUDIT_VIEW, Perm.DISTRICT_EDIT)
        if any(actor.can_anywhere(permission) for permission in keepers):
            return Q()
        return Q(pk=actor.id) if actor.id is not None else NOTHING

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()
