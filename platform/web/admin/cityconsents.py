"""Who reads this district's issued reports from outside it: the security administrator agrees, or takes it back."""

from django.urls import path
from django_filters import FilterSet

from core.permissions import Perm
from tenants.models import CityConsent
from tenants.org.actions.cities import consent_agree, consent_decline, consent_withdraw
from web.acts import Act
from web.columns import Column, Day, Moment, Status
from web.filters import ChoicesFilter
from web.forms import PageForm, ReasonField
from web.lists import ListPage
from web.records import RecordPage

WHAT = "本区已签发的季度通报：全区和各街道的指标、名次、发文字号，以及通报 Word 全文"


class BasisForm(PageForm):
    reason = ReasonField("依据", help_text="例如会议决定或批示，记入本区审计记录。")


class WhyForm(PageForm):
    reason = ReasonField("原因", help_text="记入本区审计记录。")


class CityConsentFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=CityConsent.Status.choices)


class CityConsentList(ListPage):
    model, name, record, subject, title = CityConsent, "cityconsents", "cityconsent", "consent", "城市读取"
    permission = Perm.CLIENT_EDIT
    measure = "个"
    place_lookup = ""
    lead = f"市级系统请求读取{WHAT}。是否同意由本区决定，可随时收回；草稿、台账和审计记录一律读不到。"
    select_related = ("client",)
    search_fields, search_hint = ("client__name", "client__purpose"), "名称、用途"
    filters = CityConsentFilters
    columns = (
        Column("client", "城市应用", link=True, sort="client__name"),
        Column("client.purpose", "用途"),
        Status(),
        Day("client.expires_on", "有效期至"),
        Moment("answered_at", "答复时间"),
        Moment("read_at", "最近读取", sort="read_at"),
    )
    order = ("-asked_at",)
    empty_title, empty_text = "没有市级系统请求读取", "平台运维登记城市应用并提出请求后，在这里由您答复。"


class CityConsentRecord(RecordPage):
    model, name, list_name, list_title, subject = CityConsent, "cityconsent", "cityconsents", "城市读取", "consent"
    permission = Perm.CLIENT_EDIT
    kind = "城市读取"
    select_related = ("client",)
    facts = (
        Column("client.purpose", "用途"),
        Column("what", "可读取的内容", value=lambda consent: WHAT),
        Day("client.expires_on", "有效期至"),
        Moment("client.disabled_at", "平台停用时间"),
        Moment("asked_at", "请求时间"),
        Moment("answered_at", "答复时间"),
        Moment("read_at", "最近读取"),
    )
    acts = (
        Act(
            "agree", "同意", consent_agree, Perm.CLIENT_EDIT, icon="circle-check", main=True, form=BasisForm,
            when=lambda consent, actor: consent.client.is_in_use,
            consequence=f"该应用即可读取{WHAT}，包括以前各季度；可随时收回。",
        ),
        Act("decline", "不同意", consent_decline, Perm.CLIENT_EDIT, icon="circle-x", form=WhyForm),
        Act(
            "withdraw", "收回同意", consent_withdraw, Perm.CLIENT_EDIT, icon="arrow-back-up", danger=True, form=WhyForm,
            consequence="该应用立即读不到本区；已经读走的数据不在本平台，请另行与对方联系。",
        ),
    )  # fmt: skip

    def whose(self, record: CityConsent) -> str:
        return ""


urlpatterns = [
    path("city-consents/", CityConsentList.as_view(), name="cityconsents"),
    *CityConsentRecord.urls("city-consents"),
]
