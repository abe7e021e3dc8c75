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
from web.forms import PageForm
from web.lights import GREEN, GREY, Chip
from web.links import link
from web.lists import ListPage, New
from web.records import Related

Client: Any = get_application_model()


def scopes_text(client: Any) -> str:
    labels = {permission.value: permission.label for permission in Perm}
    return "、".join(labels.get(scope, scope) for scope in client.scopes)


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
        Column("is_active", "状态", value=lambda client: "使用中" if client.is_active else "已停用"),
        Day("created", "登记日期", sort="created"),
    )
    order = ("name",)
    new = New("登记应用", "client-new", Perm.CLIENT_EDIT)
    empty_title, empty_text = "还没有第三方应用", "登记后得到应用编号和密钥，密钥只显示一次。"


class DisableForm(PageForm):
    reason = forms.CharField(label="停用原因", max_length=500, widget=forms.Textarea)


def client_pages(
    *, register: Callable[..., Any], rotate: Callable[..., Any], disable: Callable[..., Any], scopes: Mapping[str, str]
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
            Day("created", "登记日期"),
        )
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
                "rotate", "更换密钥", rotate, Perm.CLIENT_EDIT, icon="refresh", main=True,
                when=lambda client, actor: client.is_active,
                consequence="旧密钥和已发出的令牌立即失效，新密钥只显示一次，请先通知对方。",
            ),
            Act(
                "disable", "停用", disable, Perm.CLIENT_EDIT, icon="ban", danger=True, form=DisableForm,
                when=lambda client, actor: client.is_active, consequence="停用后不能恢复，需要时重新登记。",
            ),
        )  # fmt: skip

        def whose(self, record: Any) -> str:
            return ""

        def chips(self, record: Any) -> Iterable[Chip | None]:
            yield Chip("使用中", GREEN, "circle-check") if record.is_active else Chip("已停用", GREY, "ban")

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
