"""The operators' console: all districts, their health, opening, closing and dropping them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django_filters import FilterSet

from core.errors import DomainError
from core.permissions import Perm
from tenants.accounts.passwords import random_password
from tenants.actions.districts import (
    district_add_host,
    district_close,
    district_create,
    district_drop,
    district_reopen,
    district_reset_administrator,
    first_accounts,
)
from tenants.divisions.table import DistrictFacts, district_facts, find_districts
from tenants.models import District
from tenants.org.pinyin import sort_key
from web.access import SignedIn, typed
from web.acts import Act, blame
from web.columns import Column, Day, Moment, Number
from web.filters import OnlyFilter
from web.forms import PageForm
from web.lights import AMBER, GREEN, GREY, Chip
from web.links import link
from web.lists import ListPage, New
from web.records import REFUSED, RecordPage

# Events that have waited longer than this for the worker are a sign that it stands still.
LATE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Health:
    """How a district is: people, records, and what waits for the worker."""

    accounts: int
    events: int
    waiting: int
    failed: int
    oldest: datetime | None
    last: datetime | None

    @property
    def late(self) -> bool:
        return self.oldest is not None and (timezone.now() - self.oldest).total_seconds() > LATE_SECONDS


_HEALTH = """
    SELECT {key}::text, (SELECT count(*) FROM {s}.accounts_user WHERE is_active AND NOT is_service),
           (SELECT COALESCE(max(length), 0) FROM {s}.core_eventhead),
           count(d.id), count(d.id) FILTER (WHERE d.attempts > 0), min(d.due_at),
           (SELECT at FROM {s}.core_event ORDER BY id DESC LIMIT 1)
      FROM (SELECT 1) one LEFT JOIN {s}.core_delivery d ON d.done_at IS NULL
"""


def health_of(districts: Iterable[District]) -> dict[str, Health]:
    """The health of these districts, by schema, in one statement."""
    rows = [district.schema_name for district in districts]
    if not rows:
        return {}
    quote = connection.ops.quote_name
    statement = " UNION ALL ".join(_HEALTH.format(s=quote(name), key="%s") for name in rows)
    with connection.cursor() as cursor:
        cursor.execute(statement, rows)
        return {row[0]: Health(*row[1:]) for row in cursor.fetchall()}


class DistrictFilters(FilterSet):
    closed = OnlyFilter(label="只看停用", rows="only_closed")

    def only_closed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.exclude(closed_at=None)


def of_health(name: str) -> Callable[[District], Any]:
    """One figure of a district's health; nothing where it was not read (the export)."""
    return lambda district: getattr(getattr(district, "health", None), name, None)


def host_text(district: District) -> str:
    return "、".join(sorted(domain.domain for domain in district.domains.all()))


class DistrictList(ListPage):
    model, name, record, subject, title = District, "console", "district", "district", "区县"
    permission = Perm.DISTRICT_EDIT
    measure = "个"
    place_lookup = ""
    prefetch_related = ("domains",)
    search_fields, search_hint = ("name", "code", "slug", "city", "domains__domain"), "名称、代码、城市、域名"
    filters = DistrictFilters
    columns = (
        Column("name", "区", link=True, sort="code"),
        Column("city", "城市", sort="city"),
        Column("code", "代码", sort="code"),
        Column("hosts", "访问地址", value=host_text),
        Column("closed_at", "状态", value=lambda district: "停用" if district.closed_at else "使用中"),
        Number("accounts", "账号", value=of_health("accounts")),
        Number("waiting", "待分发", value=of_health("waiting")),
        Moment("last", "最近办理", value=of_health("last")),
        Day("created_at", "开通日期", sort="created_at"),
    )
    order = ("code",)
    new = New("开通区", "district-new", Perm.DISTRICT_EDIT)
    empty_title, empty_text = "还没有开通任何区", "按区划代码开通，街道和社区自动建好。"

    def rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().rows()
        return rows.distinct() if self.query else rows

    def context(self) -> dict[str, Any]:
        context = super().context()
        districts = [row for row, _ in context["rows"]]
        health = health_of(districts)
        for district in districts:
            district.health = health[district.schema_name]
        return context


class ReasonForm(PageForm):
    reason = forms.CharField(label="原因", max_length=500, widget=forms.Textarea)


class DropForm(PageForm):
    confirm = forms.CharField(label="请输入区名确认", max_length=60)


class HostForm(PageForm):
    host = forms.CharField(label="域名", max_length=253, help_text="例如 ld.jingan.gov.cn，不带 http:// 和端口。")


class ResetForm(PageForm):
    username = forms.CharField(label="管理员账号", max_length=60, help_text="只能是本区的系统、安全或审计管理员。")
    password = forms.CharField(
        label="新密码", max_length=128, strip=False, help_text="请当面或电话告知本人；首次登录必须修改。"
    )


def is_open(district: District, actor: Any) -> bool:
    return district.closed_at is None


def is_closed(district: District, actor: Any) -> bool:
    return district.closed_at is not None


class DistrictRecord(RecordPage):
    model, name, list_name, list_title, subject = District, "district", "console", "区县", "district"
    permission = Perm.DISTRICT_EDIT
    kind = "区"
    facts = (
        Column("code", "区划代码"),
        Column("city", "城市"),
        Column("hosts", "访问地址", value=host_text),
        Day("created_at", "开通日期"),
        Number("accounts", "在用账号", value=of_health("accounts")),
        Number("events", "审计记录", unit="条", value=of_health("events")),
        Number("waiting", "待分发通知", unit="条", value=of_health("waiting")),
        Number("failed", "其中失败待重试", unit="条", value=of_health("failed")),
        Moment("last", "最近办理", value=of_health("last")),
    )
    acts = (
        Act(
            "add-host", "增加域名", district_add_host, Perm.DISTRICT_EDIT, icon="world", form=HostForm, when=is_open,
            done="域名已增加，请在域名服务商处指向本平台。",
        ),
        Act(
            "reset", "重置管理员密码", district_reset_administrator, Perm.DISTRICT_EDIT, icon="lock-open",
            form=ResetForm, when=is_open,
        ),
        Act(
            "close", "停用", district_close, Perm.DISTRICT_EDIT, icon="player-pause", form=ReasonForm, danger=True,
            when=is_open, consequence="该区所有人立即不能登录，后台任务停止；数据保持不变，可随时恢复。",
        ),
        Act("reopen", "恢复使用", district_reopen, Perm.DISTRICT_EDIT, icon="player-play", main=True, when=is_closed),
        Act(
            "drop", "删除", district_drop, Perm.DISTRICT_EDIT, icon="trash", form=DropForm, danger=True,
            when=is_closed,
            consequence="先备份数据和文件到服务器的 dumps 文件夹，再从数据库中删除，不能撤销。备份不成功则不删除。",
            done="已删除，备份保存在服务器的 dumps 文件夹。",
        ),
    )  # fmt: skip

    def find(self, pk: int) -> Any:
        district = super().find(pk)
        district.health = health_of([district])[district.schema_name]
        return district

    def chips(self, record: District) -> Iterable[Chip | None]:
        yield Chip("停用", GREY, "ban") if record.closed_at else Chip("使用中", GREEN, "circle-check")
        if record.health.late:  # type: ignore[attr-defined]
            yield Chip("分发积压", AMBER, "alert-triangle")

    def initial(self, act: Act) -> dict[str, Any]:
        return {"password": random_password()} if act.verb == "reset" else {}


class OpenForm(PageForm):
    code = forms.CharField(label="区划代码", max_length=12)
    slug = forms.CharField(label="地址简称", max_length=40, help_text="小写字母、数字和横线，用作访问地址的开头。")


class DistrictNew(SignedIn):
    """Find the district in the national table, then open it; the passwords are shown once."""

    permission = Perm.DISTRICT_EDIT

    def get(self, request: HttpRequest) -> HttpResponse:
        code = request.GET.get("code", "")
        if not code:
            return self.show(found=self.found())
        try:
            facts = district_facts(code)
        except DomainError as error:
            messages.warning(request, error.message)
            return self.show(found=self.found())
        form = OpenForm(initial={"code": facts.code, "slug": proposed_slug(facts)})
        return self.show(facts=facts, form=form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = OpenForm(request.POST)
        facts = None
        if form.is_valid():
            accounts = first_accounts()
            try:
                facts = district_facts(form.cleaned_data["code"])
                district = district_create(actor=self.actor, accounts=accounts, **form.cleaned_data)
            except DomainError as error:
                blame(form, error)
            else:
                return self.show(district=district, facts=facts, accounts=accounts, host=host_text(district))
        return self.show(form=form, facts=facts, status=REFUSED)

    def found(self) -> Sequence[tuple[DistrictFacts, bool]]:
        words = typed(self.request)
        if not words:
            return []
        found = find_districts(words, limit=30)
        taken = set(District.objects.filter(code__in=[facts.code for facts in found]).values_list("code", flat=True))
        return [(facts, facts.code in taken) for facts in found]

    def show(self, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "title": "开通区",
            "query": typed(self.request),
            "list_url": link(self.request, "console"),
            "here": link(self.request, "district-new"),
            "base_host": settings.BASE_HOST,
            **more,
        }
        return render(self.request, "web/admin/district_new.html", context, status=status)


def proposed_slug(facts: DistrictFacts) -> str:
    """The name in pinyin without 区, e.g. jingan."""
    short = facts.name.removesuffix("区").removesuffix("新") if len(facts.name) > 2 else facts.name
    return "".join(sign for sign in sort_key(short, 40) if sign.isascii() and sign.isalnum())


urlpatterns = [
    path("districts/", DistrictList.as_view(), name="console"),
    path("districts/new/", DistrictNew.as_view(), name="district-new"),
    *DistrictRecord.urls("districts"),
]
