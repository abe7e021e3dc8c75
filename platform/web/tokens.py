"""Personal tokens: one's own, and everybody's for whoever manages clients. Made through the actions that are given."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django_filters import FilterSet

from core.permissions import Actor, Perm
from web.acts import Act
from web.admin.secrets import Secret, SecretForm
from web.columns import Column, Moment
from web.filters import OnlyFilter
from web.forms import PageForm
from web.lights import AMBER, GREEN, GREY, Chip
from web.lists import ListPage, New
from web.records import RecordPage

Token: Any = apps.get_model("personal", "PersonalToken")
_TRY = """curl {} -H 'Authorization: Bearer {}' -H 'Content-Type: application/json' \\
  -d '{{"query": "{{ me {{ label }} }}"}}'"""


@dataclass(frozen=True)
class TokenActions:
    """The actions behind the pages, and for how many days a token may be made; the first of ``days`` is usual."""

    create: Callable[..., Any]
    revoke: Callable[..., Any]
    days: Sequence[int]


@dataclass(frozen=True)
class RevokeAct(Act):
    """Offered to the holder and to whoever manages clients."""

    def may(self, actor: Actor, record: Any) -> bool:
        return record.status == "active" and (record.user_id == actor.id or actor.can(self.permission, record.place))


def state_text(token: Any) -> str:
    return "已作废" if token.status != "active" else "已到期" if token.is_over else "使用中"


def rights_text(token: Any) -> str:
    return "可以办理" if token.can_write else "只能查看"


class TokenFilters(FilterSet):
    mine = OnlyFilter(label="只看自己的", rows="own")
    usable = OnlyFilter(label="只看使用中", rows="in_use")

    def own(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(user_id=self.request.user.pk)

    def in_use(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(status="active", expires_at__gt=timezone.now())


class TokenList(ListPage):
    model, name, record, title = Token, "personaltokens", "personaltoken", "个人令牌"
    measure = "个"
    place_lookup = ""
    lead = "用来从自己的程序试用接口，与本人的权限完全相同；正式对接请由安全管理员登记第三方应用。"
    select_related = ("user",)
    search_fields, search_hint = ("name", "user__name"), "名称、持有人"
    filters = TokenFilters
    columns = (
        Column("name", "名称", link=True, sort="name"),
        Column("user", "持有人", sort="user__name"),
        Column("hint", "末四位"),
        Column("can_write", "权限", value=rights_text, sort="can_write"),
        Column("status", "状态", value=state_text),
        Moment("expires_at", "有效至", sort="expires_at"),
        Moment("last_used_at", "最近使用", sort="last_used_at"),
        Column("last_used_from", "最近使用的地址", optional=True),
        Moment("created_at", "生成时间", sort="created_at", optional=True),
    )
    order = ("-pk",)
    empty_title, empty_text = "还没有个人令牌", "生成后只显示一次，到期自动失效，可以随时作废。"
    new = New("生成令牌", "personaltoken-new", Perm.VIEW)

    def new_url(self) -> str:
        """Everybody who holds something may make one, whatever it is."""
        return reverse("personaltoken-new") if self.actor.grants else ""


class ReasonForm(PageForm):
    reason = forms.CharField(label="原因", max_length=500, required=False, widget=forms.Textarea)


def token_pages(actions: TokenActions) -> list[URLPattern]:
    """The addresses of the pages, working through the given actions."""

    class TokenForm(PageForm):
        name = forms.CharField(label="名称", max_length=30, help_text="写明用途，例如“试用需求查询”。")
        days = forms.TypedChoiceField(
            label="有效天数",
            coerce=int,
            choices=[(n, f"{n} 天") for n in sorted(actions.days)],
            initial=actions.days[0],
        )
        can_write = forms.BooleanField(
            label="可以办理", required=False,
            help_text="不勾选只能查看。勾选后，程序可以用您的名义办理您能办的一切事项，请谨慎。",
        )  # fmt: skip

    class TokenNew(Secret, SecretForm):
        form, action = TokenForm, staticmethod(actions.create)
        title, submit = "生成个人令牌", "生成"
        lead = "令牌与您的权限完全相同；您离任、停用、改密或到期后自动失效。所做的事在审计记录中写明是哪个令牌。"
        record, list_name, list_title = "personaltoken", "personaltokens", "个人令牌"
        shown_as = "个人令牌"
        warning = "令牌只显示这一次，请立即保存，不要交给别人。遗失后作废，另生成一个。"

        def secret_facts(self, record: Any, secret: str) -> list[tuple[str, str]]:
            address = self.request.build_absolute_uri(reverse("graphql"))
            return [("令牌", secret), ("试一试", _TRY.format(address, secret))]

    class TokenRecord(RecordPage):
        model, name, list_name, list_title = Token, "personaltoken", "personaltokens", "个人令牌"
        subject, kind = "token", "个人令牌"
        select_related = ("user",)
        facts = (
            Column("user", "持有人"),
            Column("can_write", "权限", value=rights_text),
            Moment("created_at", "生成时间"),
            Moment("expires_at", "有效至"),
            Moment("last_used_at", "最近使用"),
            Column("last_used_from", "最近使用的地址"),
        )
        acts = (
            RevokeAct(
                "revoke", "作废", actions.revoke, Perm.CLIENT_EDIT, icon="ban", danger=True, form=ReasonForm,
                consequence="立即失效，不能恢复；需要时另生成一个。",
            ),
        )  # fmt: skip

        def whose(self, record: Any) -> str:
            return str(record.user)

        def chips(self, record: Any) -> Iterable[Chip | None]:
            text = state_text(record)
            yield Chip(text, GREEN, "circle-check") if text == "使用中" else Chip(text, GREY, "ban")
            yield Chip("可以办理", AMBER, "pencil") if record.can_write else None

    return [
        path("tokens/", TokenList.as_view(), name="personaltokens"),
        path("tokens/new/", TokenNew.as_view(), name="personaltoken-new"),
        *TokenRecord.urls("tokens"),
    ]
