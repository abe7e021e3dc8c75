"""Third-party clients. The pages know the actions only by what they are given: ``web`` does not import ``api``."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import URLPattern, path
from oauth2_provider.models import get_application_model

from core.permissions import Perm
from tenants.org.models import Organization, Post, ResidentUnit
from web.acts import Act
from web.admin.people import AtForm
from web.admin.secrets import Secret, SecretForm, SecretRecord
from web.columns import Column, Day, Moment, Status
from web.forms import DayField, PageForm
from web.lights import GREEN, GREY, Chip
from web.links import link
from web.lists import ListPage, New
from web.records import Related

Client: Any = get_application_model()


def scopes_text(client: Any) -> str:
    labels = {permission.value: permission.label for permission in Perm}
    return "、".join(labels.get(scope, scope) for scope in client.scopes)


def state_text(client: Any) -> str:
    return "已停用" if not client.is_active else "已到期" if client.is_over else "使用中"


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
    columns = (
        Column("name", "名称", link=True, sort="name"),
        Column("purpose", "用途"),
        Column("scopes", "权限", value=scopes_text),
        Column("is_active", "状态", value=state_text),
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
        help_text="每行一个 IP 地址或网段，例如 10.1.2.3 或 10.1.2.0/24；不填即不限。",
    )  # fmt: skip


def client_pages(
    *,
    register: Callable[..., Any],
    rotate: Callable[..., Any],
    drop_secret: Callable[..., Any],
    limit: Callable[..., Any],
    disable: Callable[..., Any],
    scopes: Mapping[str, str],
) -> list[URLPattern]:
    """The addresses of the pages, working through the given actions; ``scopes`` are those that a client may hold."""

    offered = list(scopes.items())

    class ClientForm(AtForm):
        name = forms.CharField(label="应用名称", max_length=60)
        purpose = forms.CharField(label="用途", max_length=200)
        scopes = forms.MultipleChoiceField(label="权限范围", choices=offered, widget=forms.CheckboxSelectMultiple)
        field_order = ("name", "purpose", "organization", "unit", "scopes")
        wide = ("scopes",)

    class ClientRecord(ClientSecret, SecretRecord):
        model, name, list_name, list_title, subject = Client, "client", "clients", "第三方应用", "client"
        permission = Perm.CLIENT_EDIT
        kind = "第三方应用"
        facts = (
            Column("client_id", "应用编号"),
            Column("purpose", "用途"),
            Column("scopes", "权限范围", value=scopes_text),
            Day("expires_on", "有效期至"),
            Column("networks", "允许的网络", value=lambda client: "、".join(client.networks) or "不限"),
            Moment(
                "old_secret_until", "旧密钥有效至",
                value=lambda client: client.old_secret_until if client.has_old_secret else None,
            ),
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
        )  # fmt: skip
        acts = (
            Act(
                "rotate", "更换密钥", rotate, Perm.CLIENT_EDIT, icon="refresh", main=True, form=RotateForm,
                when=lambda client, actor: client.is_active,
                consequence="新密钥只显示一次，请先与对方约定更换时间。",
            ),
            Act(
                "limit", "期限和网络", limit, Perm.CLIENT_EDIT, icon="calendar-due", form=LimitForm,
                when=lambda client, actor: client.is_active, done="已限定期限和网络。",
                consequence="对已发出的令牌同样有效。",
            ),
            Act(
                "drop-secret", "停用旧密钥", drop_secret, Perm.CLIENT_EDIT, icon="key-off",
                when=lambda client, actor: client.is_active and client.has_old_secret,
                consequence="旧密钥和已发出的令牌立即失效，对方须用新密钥重新换取令牌。",
            ),
            Act(
                "disable", "停用", disable, Perm.CLIENT_EDIT, icon="ban", danger=True, form=DisableForm,
                when=lambda client, actor: client.is_active, consequence="停用后不能恢复，需要时重新登记。",
            ),
        )  # fmt: skip

        def whose(self, record: Any) -> str:
            return ""

        def chips(self, record: Any) -> Iterable[Chip | None]:
            in_use = record.is_in_use
            yield Chip(state_text(record), GREEN, "circle-check") if in_use else Chip(state_text(record), GREY, "ban")

        def initial(self, act: Act) -> dict[str, Any]:
            if act.verb != "limit":
                return {}
            return {"expires_on": self.record.expires_on, "networks": "\n".join(self.record.networks)}

        def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
            return {**values, "networks": values["networks"].split()} if act.verb == "limit" else values

        def links(self, record: Any) -> Iterable[tuple[str, str, str]]:
            if record.is_active:
                yield "登记事件推送", "send", link(self.request, "webhook-new", client=record.pk)

    class ClientNew(ClientSecret, SecretForm):
        form, permission = ClientForm, Perm.CLIENT_EDIT
        action = staticmethod(register)
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
