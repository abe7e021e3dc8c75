"""City clients in the operators' console: registering them, asking the districts, and seeing what these answered."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.urls import path

from core.history import Line, describe
from core.models import Event
from core.permissions import Perm
from tenants.actions.cities import cityclient_ask, cityclient_disable, cityclient_register, cityclient_rotate
from tenants.models import CityClient, CityConsent, District
from web.acts import Act
from web.admin.clients import ClientSecret
from web.admin.secrets import SecretForm, SecretRecord
from web.columns import Column, Day, Moment, Number, Status
from web.forms import DayField, PageForm, ReasonField
from web.lights import AMBER, GREEN, GREY, Chip
from web.links import link
from web.lists import ListPage, New
from web.records import Related

# What a client does leaves events every hour: all of them stand on the audit page.
_BY_THE_CLIENT = ("cityclient.read", "cityclient.token", "cityclient.refuse")


def state_chip(client: CityClient) -> Chip:
    if client.disabled_at is not None:
        return Chip("已停用", GREY, "ban")
    return Chip("已过期", AMBER, "clock-off") if client.is_expired else Chip("使用中", GREEN, "circle-check")


class CityClientList(ListPage):
    model, name, record, title = CityClient, "cityclients", "cityclient", "城市应用"
    permission = Perm.DISTRICT_EDIT
    measure = "个"
    place_lookup = ""
    lead = "市级系统只能读取已同意的区签发的季度通报；同意与否由各区自行决定。"
    search_fields, search_hint = ("name", "purpose", "client_id"), "名称、用途、应用编号"
    columns = (
        Column("name", "名称", link=True, sort="name"),
        Column("purpose", "用途"),
        Column("state", "状态", value=lambda client: state_chip(client).text),
        Number("agreed", "已同意的区", unit="个"),
        Number("waiting", "待答复", unit="个"),
        Day("expires_on", "有效期至", sort="expires_on"),
    )
    order = ("name", "-pk")
    new = New("登记城市应用", "cityclient-new", Perm.DISTRICT_EDIT)
    empty_title, empty_text = "还没有城市应用", "登记后得到应用编号和密钥，密钥只显示一次；再请求各区同意。"

    def rows(self) -> QuerySet[Any]:
        status, rows = CityConsent.Status, super().rows()
        return rows.annotate(
            agreed=Count("consents", filter=Q(consents__status=status.AGREED)),
            waiting=Count("consents", filter=Q(consents__status=status.ASKED)),
        )


class AskForm(PageForm):
    # Narrowed in ``limit``.
    districts: Any = forms.ModelMultipleChoiceField(
        label="请求哪些区", queryset=District.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "所选的区已停用或已请求过，请刷新后重新选择。",
            "invalid_pk_value": "所选的区不存在，请刷新后重新选择。",
        },
    )  # fmt: skip
    wide = ("districts",)


class DisableForm(PageForm):
    reason = ReasonField("停用原因")


def may_ask(client: CityClient, actor: Any) -> bool:
    return client.is_in_use and unasked(client).exists()


def unasked(client: CityClient) -> QuerySet[District]:
    """Districts in use that have not been asked yet."""
    rows: QuerySet[District] = District.objects.filter(is_template=False, closed_at=None)
    return rows.exclude(city_consents__client=client).order_by("code")


class CityClientRecord(ClientSecret, SecretRecord):
    model, name, list_name, list_title, subject = CityClient, "cityclient", "cityclients", "城市应用", "client"
    permission = Perm.DISTRICT_EDIT
    kind = "城市应用"
    facts = (
        Column("client_id", "应用编号"),
        Column("purpose", "用途"),
        Day("expires_on", "有效期至"),
        Moment("created_at", "登记时间"),
        Moment("disabled_at", "停用时间"),
    )
    related = (
        Related(
            "各区答复",
            lambda client, actor: (
                CityConsent.objects.visible_to(actor).filter(client=client).select_related("district")
                .order_by("district__code")
            ),
            (
                Column("district", "区"),
                Status(),
                Moment("asked_at", "请求时间"),
                Moment("answered_at", "答复时间"),
                Moment("read_at", "最近读取"),
            ),
            empty="还没有请求任何区。",
        ),
    )  # fmt: skip
    acts = (
        Act(
            "ask", "请求各区同意", cityclient_ask, Perm.DISTRICT_EDIT, icon="send", main=True, form=AskForm,
            when=may_ask, done="已请求，由各区安全管理员答复。",
            consequence="所选各区的安全管理员会收到通知；同意之前读不到该区任何数据，各区可随时收回。",
        ),
        Act(
            "rotate", "更换密钥", cityclient_rotate, Perm.DISTRICT_EDIT, icon="refresh",
            when=lambda client, actor: client.is_in_use,
            consequence="旧密钥和已发出的令牌立即失效，新密钥只显示一次，请先通知对方。",
        ),
        Act(
            "disable", "停用", cityclient_disable, Perm.DISTRICT_EDIT, icon="ban", danger=True, form=DisableForm,
            when=lambda client, actor: client.disabled_at is None,
            consequence="立即读不到任何区，停用后不能恢复，需要时重新登记并请各区再次同意。",
        ),
    )  # fmt: skip

    def whose(self, record: CityClient) -> str:
        return ""

    def chips(self, record: CityClient) -> Iterable[Chip | None]:
        yield state_chip(record)

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "ask":
            form.fields["districts"].queryset = unasked(self.record)  # type: ignore[attr-defined]

    def history(self, record: CityClient) -> list[Line]:
        """What operators did."""
        events = Event.objects.for_subject(record).visible_to(self.actor).exclude(verb__in=_BY_THE_CLIENT)
        return [describe(event) for event in events.order_by("-id")]

    def links(self, record: CityClient) -> Iterable[tuple[str, str, str]]:
        yield "读取记录", "list-search", link(self.request, "audit", verb="cityclient.read")
        yield "令牌记录", "key", link(self.request, "audit", verb="cityclient.token")
        yield "拒绝记录", "ban", link(self.request, "audit", verb="cityclient.refuse")


class CityClientForm(PageForm):
    name = forms.CharField(label="名称", max_length=60, help_text="例如 上海市党建数据中心。")
    purpose = forms.CharField(
        label="用途", max_length=200, help_text="各区据此决定是否同意，登记后不能修改。", widget=forms.Textarea
    )
    expires_on = DayField(label="有效期至", help_text="最长三年；到期后重新登记，并请各区再次同意。")
    wide = ("purpose",)


class CityClientNew(ClientSecret, SecretForm):
    form, action, permission = CityClientForm, staticmethod(cityclient_register), Perm.DISTRICT_EDIT
    title, submit, done = "登记城市应用", "登记", "城市应用已登记。"
    record, list_name, list_title = "cityclient", "cityclients", "城市应用"


urlpatterns = [
    path("city-clients/", CityClientList.as_view(), name="cityclients"),
    path("city-clients/new/", CityClientNew.as_view(), name="cityclient-new"),
    *CityClientRecord.urls("city-clients"),
]
