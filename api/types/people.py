"""The caller, and what it has been told."""

from typing import Any

import graphene
from django.db.models import Q

from api.filters import search
from api.rows.fields import column, computed
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.events import Subject, about
from core.permissions import Perm
from tenants.accounts.models import User
from tenants.notices.models import Notice


class UserType(Record):
    class Meta:
        model = User
        description = "账号：人员或第三方应用。管理员可见全部，其他人只见本人。"
        ordering = Ordering(
            "UserOrder", {"USERNAME": ("按账号。", ("username", "pk")), "NAME": ("按姓名。", ("name", "pk"))}
        )
        filters = {
            "active": Filter(graphene.Boolean, "只看启用（或停用）的。", lambda v: Q(is_active=v)),
            "search": search("username", "name"),
        }

    username = column(User, "username")
    name = column(User, "name")
    office_phone = column(User, "office_phone")
    is_active = column(User, "is_active")
    is_service = column(User, "is_service")
    must_change_password = column(User, "must_change_password")
    created_at = column(User, "created_at")
    version = column(User, "version")
    posts = Many("Post", "该账号的全部职务。", by="user_id")


class NoticeType(Record):
    class Meta:
        model = Notice
        description = "通知：与您有关的一件事。"
        ordering = Ordering("NoticeOrder", {"NEWEST": ("最新的在前。", ("-pk",)), "OLDEST": ("最早的在前。", ("pk",))})
        filters = {
            "unread": Filter(graphene.Boolean, "只看未读（或已读）。", lambda v: Q(read_at__isnull=v)),
            "subject": Filter(graphene.ID, "只看关于这条记录的通知。", about),
        }

    text = column(Notice, "text")
    subject = Subject()
    created_at = column(Notice, "created_at")
    read_at = column(Notice, "read_at")
    unread = computed(
        graphene.NonNull(graphene.Boolean),
        "是否未读。",
        ["read_at"],
        lambda row: row["read_at"] is None,
        lambda at: f"{at} IS NULL",
    )


class Right(graphene.ObjectType):
    class Meta:
        description = "一项权限及其中文名称。"

    code = graphene.String(required=True, description="权限代码；对应用来说也是令牌的 scope。")
    label = graphene.String(required=True, description="权限名称。")


class Me(graphene.ObjectType):
    class Meta:
        description = "当前调用者：登录的人员，或第三方应用。"

    kind = graphene.String(required=True, description="user 人员，client 第三方应用。")
    label = graphene.String(required=True, description="在事件和审计记录中显示的名称。")
    permissions = graphene.List(
        graphene.NonNull(Right), required=True, description="在某处持有的全部权限；在何处可用由职务决定。"
    )
    unread_notices = graphene.Int(required=True, description="未读通知数。")

    @staticmethod
    def resolve_kind(actor: Any, info: Any) -> str:
        return str(actor.kind.value)

    @staticmethod
    def resolve_permissions(actor: Any, info: Any) -> list[Right]:
        return [Right(code=perm.value, label=perm.label) for perm in Perm if actor.can_anywhere(perm)]

    @staticmethod
    def resolve_unread_notices(actor: Any, info: Any) -> int:
        return int(Notice.objects.visible_to(actor).filter(read_at=None).count())
