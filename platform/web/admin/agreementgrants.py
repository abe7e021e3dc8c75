"""Who may read one agreement without a post that says so: given and taken back by those who give rights.

They see of the agreement what tells it apart, and nothing of its text: the security administrator does no business.
"""

from typing import Any

from django import forms
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from django.urls import path

from core.history import Line, describe
from core.models import Event
from core.permissions import Perm
from linkage.actions.grants import agreement_grant_give, agreement_grant_revoke
from linkage.granting import grantable
from linkage.models import VIEW_AGREEMENT, Agreement
from tenants.accounts.models import User
from tenants.org.models import ObjectGrant, Post
from tenants.org.roles import ADMIN_ROLES
from web.acts import Act
from web.columns import Column, Day, Status
from web.forms import PageForm, ReasonField, RowsField
from web.lists import ListPage
from web.records import RecordPage, Related

READER_COLUMNS = (
    Column("name", "姓名或应用名称"),
    Column("username", "账号"),
    Column("is_service", "类型", value=lambda user: "第三方应用" if user.is_service else "人员"),
)


def grants_on_agreements() -> QuerySet[ObjectGrant]:
    found: QuerySet[ObjectGrant] = ObjectGrant.objects.filter(
        permission__codename=VIEW_AGREEMENT, content_type__app_label="linkage"
    )
    return found


def readers_of(agreement: Agreement) -> QuerySet[User]:
    """The accounts that may read this agreement by name, in use or not."""
    held = grants_on_agreements().filter(object_pk=str(agreement.pk))
    return User.objects.filter(pk__in=held.values("user")).order_by("username")


READERS = Related(
    "经授权可查阅的账号",
    lambda agreement, actor: readers_of(agreement),
    READER_COLUMNS,
    empty="没有另外授权；各方和所在地的人员按职务查阅。",
)


class AccountField(RowsField):
    """One account; the name of the account tells apart people of one name."""

    def label_from_instance(self, user: User) -> str:
        return f"{user.name}（{user.username}{'，第三方应用' if user.is_service else ''}）"


class GiveForm(PageForm):
    user = AccountField(label="账号", help_text="人员或第三方应用；管理员和本人的账号不能选。")
    reason = ReasonField("事由")


class TakeForm(PageForm):
    user = AccountField(label="账号")
    reason = ReasonField("事由")


class AgreementGrantList(ListPage):
    model, name, record, title = Agreement, "agreementgrants", "agreementaccess", "协议查阅授权"
    permission = Perm.POST_EDIT
    lead = "让没有相应职务的人员或应用查阅某一份协议。按申请人提供的协议编号查找，逐份授权。"
    measure = "份"
    place_lookup = ""
    search_fields, search_hint = ("number",), "完整的协议编号，例如 XY-2026-0001"
    columns = (
        Column("number", "编号", link=True, sort="number"),
        Column("title", "协议"),
        Column("organization", "牵头组织"),
        Status(),
    )
    empty_title, empty_text = "没有授权过的协议", "按协议编号查找；不知道编号的，请向申请人核对。"

    def rows(self) -> QuerySet[Any]:
        """Those with a grant already, or the one whose whole number was typed."""
        rows = grantable(self.actor)
        if self.query:
            return rows.filter(number__iexact=self.query)
        granted = grants_on_agreements().annotate(key=Cast("object_pk", BigIntegerField())).values("key")
        return rows.filter(pk__in=granted)


class AgreementAccess(RecordPage):
    model, name, list_name, list_title = Agreement, "agreementaccess", "agreementgrants", "协议查阅授权"
    subject, kind = "agreement", "协议查阅授权"
    permission = Perm.POST_EDIT
    facts = (
        Column("number", "编号"),
        Column("organization", "牵头组织"),
        Day("active_from", "生效日期"),
        Day("active_to", "期满日期"),
    )
    acts = (
        Act(
            "give", "授权查阅", agreement_grant_give, Perm.POST_EDIT, icon="key", form=GiveForm, main=True,
            done="已授权，该账号现在可以查阅这份协议。",
        ),
        Act(
            "revoke", "收回", agreement_grant_revoke, Perm.POST_EDIT, icon="key-off", form=TakeForm, danger=True,
            when=lambda agreement, actor: readers_of(agreement).exists(),
            consequence="收回后，该账号立即不能再查阅这份协议；需要时可重新授权。",
        ),
    )  # fmt: skip
    related = (READERS,)

    def readable(self) -> QuerySet[Any]:
        return grantable(self.actor)

    def limit(self, act: Act, form: forms.Form) -> None:
        field: Any = form.fields["user"]
        if act.verb == "revoke":
            field.queryset = readers_of(self.record)
            field.error_messages["invalid_choice"] = "该账号没有此项权限，无需收回。"
            return
        keepers = Post.objects.filter(role__in=ADMIN_ROLES).values("user")
        accounts = User.objects.visible_to(self.actor).filter(is_active=True)
        field.queryset = accounts.exclude(pk=self.actor.id).exclude(pk__in=keepers).order_by("username")

    def history(self, record: Agreement) -> list[Line]:
        """Of all that happened to the agreement only what concerns these rights."""
        events = Event.objects.for_subject(record).filter(verb__in=("grant.give", "grant.revoke"))
        return [describe(event) for event in events.order_by("-id")]


urlpatterns = [
    path("agreement-grants/", AgreementGrantList.as_view(), name="agreementgrants"),
    *AgreementAccess.urls("agreement-grants"),
]
