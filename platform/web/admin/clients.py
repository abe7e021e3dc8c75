"""Third-party clients. The pages know the actions only by what they are given: ``web`` does not import ``api``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_filters import FilterSet
from oauth2_provider.models import get_application_model

from core.history import Line, history_of
from core.permissions import Perm
from core.scopes import scope_names
from tenants.org.models import Organization, Post, ResidentUnit
from web.acts import Act
from web.admin.documents import OF_CLIENT
from web.admin.people import AtForm
from web.admin.secrets import Secret, SecretForm, SecretRecord
from web.charts import Series, Trend
from web.columns import Column, Day, Moment, Status
from web.filters import OnlyFilter
from web.forms import DayField, PageForm
from web.lights import AMBER, GREEN, GREY, Chip
from web.links import link
from web.lists import ListPage, New
from web.records import Related

Client: Any = get_application_model()
# Tokens leave some events every day; all of them stand on the audit page.
HISTORY = 100
UNUSED = Chip("90 天未使用", AMBER, "clock-off")


@dataclass(frozen=True)
class ClientActions:
    """The actions behind the pages; ``scopes`` are those that a client may hold, with their names, by domain.

    ``usage`` gives the days of the chart for a client and who looks at it, the earliest first.
    """

    register: Callable[..., Any]
    rotate: Callable[..., Any]
    drop_secret: Callable[..., Any]
    rescope: Callable[..., Any]
    limit: Callable[..., Any]
    restrict: Callable[..., Any]
    disable: Callable[..., Any]
    scopes: Mapping[str, Mapping[str, str]]
    usage: Callable[[Any, Any], Sequence[Any]]


def scopes_text(client: Any) -> str:
    """The rights of a client, in the order in which all rights stand."""
    held = set(client.scopes)
    return "、".join(name for scope, name in scope_names().items() if scope in held)


def state_text(client: Any) -> str:
    return "已停用" if not client.is_active else "已到期" if client.is_over else "使用中"


@dataclass(frozen=True)
class LastUse(Moment):
    """When somebody last called with a client, marked where that is long ago."""

    def html(self, record: Any) -> SafeString:
        said = super().html(record)
        return format_html("{} {}", said, UNUSED) if record.is_unused else said


class ClientFilters(FilterSet):
    unused = OnlyFilter(label="90 天未使用", rows="long_unused")
    closed = OnlyFilter(label="只看已停用", rows="inactive")

    def long_unused(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(Client.unused_q(), is_active=True)

    def inactive(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(is_active=False)


def usage_charts(days: Sequence[Any]) -> list[Trend]:
    """Two charts, as requests and cost are of different sizes."""
    labels = [f"{day.day.month}月{day.day.day}日" for day in days]
    series = (("请求", "requests"), ("被拒", "refusals"), ("出错", "errors"))
    return [
        Trend(
            f"近 {len(days)} 天的请求",
            labels,
            [Series(name, [getattr(day, field) for day in days]) for name, field in series],
            "次",
        ),
        Trend(f"近 {len(days)} 天的代价", labels, [Series("代价", [day.cost for day in days])]),
    ]


class ClientSecret(Secret):
    shown_as = "应用密钥"

    def secret_facts(self, record: Any, secret: str) -> list[tuple[str, str]]:
        return [("应用编号（client_id）", record.client_id), ("密钥（client_secret）", secret)]


class ClientList(ListPage):
    model, name, record, title = Client, "clients", "client", "第三方应用"
    template = "web/admin/clients.html"
    permission = Perm.CLIENT_EDIT
    measure = "个"
    place_lookup = ""
    lead = "外部系统用应用编号和密钥取得令牌，只能在指定的组织或单位范围内使用所列权限。"
    search_fields, search_hint = ("name", "purpose", "client_id"), "名称、用途、应用编号"
    filters = ClientFilters
    columns = (
        Column("name", "名称", link=True, sort="name"),
        Column("purpose", "用途"),
        Column("scopes", "权限", value=scopes_text),
        Column("is_active", "状态", value=state_text),
        LastUse("last_used_at", "最近使用", sort="last_used_at"),
        Column("last_used_from", "最近使用的地址", optional=True),
        Day("expires_on", "有效期至", sort="expires_on", optional=True),
        Day("created", "登记日期", sort="created"),
    )
    order = ("name",)
    new = New("登记应用", "client-new", Perm.CLIENT_EDIT)
    empty_title, empty_text = "还没有第三方应用", "登记后得到应用编号和密钥，密钥只显示一次。"


class DisableForm(PageForm):
    reason = forms.CharField(label="停用原因", max_length=500, widget=forms.Textarea)


class RotateForm(PageForm):
    hours = forms.IntegerField(
        label="旧密钥继续有效（小时）", initial=24, min_value=0, max_value=168,
        help_text="留出对方换用新密钥的时间；填 0 则旧密钥和已发出的令牌立即失效。",
    )  # fmt: skip


class LimitForm(PageForm):
    expires_on = DayField(label="有效期至", required=False, help_text="最后一个可用的日子；不填即长期有效。")
    networks = forms.CharField(
        label="允许的网络", required=False, max_length=2_000, widget=forms.Textarea,
        help_text="每行一个 IP 地址或网段，例如 10.1.2.3 或 10.1.2.0/24；不填即不限。文件的签名地址同样受限。",
    )  # fmt: skip
    origins = forms.CharField(
        label="允许的网页来源", required=False, max_length=5_000, widget=forms.Textarea,
        help_text="对方的网页要在浏览器里直接调用时填写，每行一个，例如 https://screen.example.gov.cn；不填即不允许。",
    )  # fmt: skip


def client_pages(actions: ClientActions) -> list[URLPattern]:
    """The addresses of the pages, working through the given actions."""

    offered = [(domain, list(scopes.items())) for domain, scopes in actions.scopes.items()]

    class ClientForm(AtForm):
        name = forms.CharField(label="应用名称", max_length=60)
        purpose = forms.CharField(label="用途", max_length=200)
        scopes = forms.MultipleChoiceField(
            label="权限范围", choices=offered, widget=forms.CheckboxSelectMultiple,
            help_text="“查看”包括应用所在范围内的全部内容，只需其中几类的，分别勾选“查看某某”；其余按事项勾选对方确实要办理的。",
        )  # fmt: skip
        field_order = ("name", "purpose", "organization", "unit", "scopes")
        wide = ("scopes",)

    class ScopesForm(PageForm):
        scopes = forms.MultipleChoiceField(label="权限范围", choices=offered, widget=forms.CheckboxSelectMultiple)
        wide = ("scopes",)

    class ClientRecord(ClientSecret, SecretRecord):
        model, name, list_name, list_title, subject = Client, "client", "clients", "第三方应用", "client"
        permission = Perm.CLIENT_EDIT
        kind = "第三方应用"
        template, body_template = "web/admin/client.html", "web/admin/client_body.html"
        facts = (
            Column("client_id", "应用编号"),
            Column("purpose", "用途"),
            Column("scopes", "权限范围", value=scopes_text),
            Day("expires_on", "有效期至"),
            Column("networks", "允许的网络", value=lambda client: "、".join(client.networks) or "不限"),
            Column("origins", "允许的网页来源", value=lambda client: "、".join(client.origins) or "不允许"),
            Column(
                "only_registered", "可以发送",
                value=lambda client: "只限已登记的文档" if client.only_registered else "任何查询和变更",
            ),
            Moment(
                "old_secret_until", "旧密钥有效至",
                value=lambda client: client.old_secret_until if client.has_old_secret else None,
            ),
            LastUse("last_used_at", "最近使用"),
            Column("last_used_from", "最近使用的地址"),
            Day("created", "登记日期"),
        )  # fmt: skip
        related = (
            Related(
                "可用范围",
                lambda client, actor: (
                    Post.objects.visible_to(actor).filter(user=client.service_user_id)
                    .select_related("organization", "unit")
                ),
                (Column("at", "组织或单位"), Day("starts_on", "开始日期"), Day("ends_on", "结束日期")),
            ),
            Related(
                "事件推送",
                lambda client, actor: client.webhooks.visible_to(actor).order_by("-id"),
                (Column("url", "接收地址", link=True), Status(), Moment("failing_since", "连续失败自")),
                record="webhook",
                all="webhooks",
                query=lambda client: {"client": client.pk},
            ),
            OF_CLIENT,
        )  # fmt: skip
        acts = (
            Act(
                "rotate", "更换密钥", actions.rotate, Perm.CLIENT_EDIT, icon="refresh", main=True, form=RotateForm,
                when=lambda client, actor: client.is_active,
                consequence="新密钥只显示一次，请先与对方约定更换时间。",
            ),
            Act(
                "rescope", "变更权限", actions.rescope, Perm.CLIENT_EDIT, icon="shield-cog", form=ScopesForm,
                when=lambda client, actor: client.is_active, done="已变更权限。",
                consequence="减少的权限对已发出的令牌立即失效；增加的权限，对方须换取新令牌。",
            ),
            Act(
                "limit", "期限和网络", actions.limit, Perm.CLIENT_EDIT, icon="calendar-due", form=LimitForm,
                when=lambda client, actor: client.is_active, done="已限定期限和网络。",
                consequence="对已发出的令牌同样有效。",
            ),
            Act(
                "drop-secret", "停用旧密钥", actions.drop_secret, Perm.CLIENT_EDIT, icon="key-off",
                when=lambda client, actor: client.is_active and client.has_old_secret,
                consequence="旧密钥和已发出的令牌立即失效，对方须用新密钥重新换取令牌。",
            ),
            Act(
                "only-registered", "只接受已登记的文档", partial(actions.restrict, only_registered=True),
                Perm.CLIENT_EDIT, icon="lock",
                when=lambda client, actor: client.is_active and not client.only_registered,
                done="以后只执行已登记的文档。",
                consequence="此后没有登记的查询和变更一律拒绝，请先与对方核对已登记的文档是否齐全。",
            ),
            Act(
                "any-document", "不限文档", partial(actions.restrict, only_registered=False), Perm.CLIENT_EDIT,
                icon="lock-open", when=lambda client, actor: client.is_active and client.only_registered,
                done="以后不限于已登记的文档。",
                consequence="此后该应用在其权限内可以发送任何查询和变更。",
            ),
            Act(
                "disable", "停用", actions.disable, Perm.CLIENT_EDIT, icon="ban", danger=True, form=DisableForm,
                when=lambda client, actor: client.is_active, consequence="停用后不能恢复，需要时重新登记。",
            ),
        )  # fmt: skip

        def whose(self, record: Any) -> str:
            return ""

        def chips(self, record: Any) -> Iterable[Chip | None]:
            in_use = record.is_in_use
            yield Chip(state_text(record), GREEN, "circle-check") if in_use else Chip(state_text(record), GREY, "ban")
            yield UNUSED if record.is_unused else None

        def history(self, record: Any) -> list[Line]:
            """What was done to it, and the tokens and files that came by it, which is all of it that leaves no trace
            elsewhere."""
            return history_of(record, with_=record.service_user, most=HISTORY)

        def further(self, record: Any) -> dict[str, Any]:
            return {"charts": usage_charts(actions.usage(record, self.actor))}

        def initial(self, act: Act) -> dict[str, Any]:
            if act.verb == "rescope":
                return {"scopes": self.record.scopes}
            if act.verb != "limit":
                return {}
            return {
                "expires_on": self.record.expires_on,
                "networks": "\n".join(self.record.networks),
                "origins": "\n".join(self.record.origins),
            }

        def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
            if act.verb != "limit":
                return values
            return {**values, **{name: values[name].split() for name in ("networks", "origins")}}

        def links(self, record: Any) -> Iterable[tuple[str, str, str]]:
            if record.is_active:
                yield "登记事件推送", "send", link(self.request, "webhook-new", client=record.pk)
                yield "导入文档清单", "table-import", link(self.request, "registereddocument-import", client=record.pk)

    class ClientNew(ClientSecret, SecretForm):
        form, permission = ClientForm, Perm.CLIENT_EDIT
        action = staticmethod(actions.register)
        title, submit = "登记第三方应用", "登记"
        record, list_name, list_title = "client", "clients", "第三方应用"

        def limit(self, form: PageForm) -> None:
            form.fields["organization"].queryset = Organization.objects.visible_to(self.actor).in_use()  # type: ignore[attr-defined]
            units: QuerySet[Any] = ResidentUnit.objects.visible_to(self.actor)
            form.fields["unit"].queryset = units.filter(status="active")  # type: ignore[attr-defined]

        def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
            at = values["unit"] or values["organization"]
            return {**{name: values[name] for name in ("name", "purpose", "scopes")}, "at": at}

    return [
        path("clients/", ClientList.as_view(), name="clients"),
        path("clients/new/", ClientNew.as_view(), name="client-new"),
        *ClientRecord.urls("clients"),
    ]
