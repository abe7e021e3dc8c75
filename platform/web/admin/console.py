"""The operators' console: all districts, their health, closing and dropping them. ``opening`` opens them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django_filters import FilterSet

from core.errors import DomainError
from core.permissions import Perm
from tenants.accounts.passwords import random_password
from tenants.actions.districts import (
    FIRST_ACCOUNTS,
    FirstAccount,
    district_add_host,
    district_close,
    district_issue_passwords,
    district_reopen,
    district_reset_administrator,
)
from tenants.actions.jobs import job_drop
from tenants.models import District, DistrictJob
from web.access import answer, is_fragment
from web.acts import Act
from web.columns import Column, Day, Moment, Number
from web.filters import OnlyFilter
from web.forms import PageForm
from web.lights import AMBER, GREEN, GREY, Chip, status_chip
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage

# Events that have waited longer than this for the worker are a sign that it stands still.
LATE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Health:
    """How a district is: people, first accounts still unused, records, and what waits for the worker."""

    accounts: int
    unused: int
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
           (SELECT count(*) FROM {s}.accounts_user
             WHERE username = ANY(%s) AND is_active AND last_login IS NULL),
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
    first = [account.username for account in FIRST_ACCOUNTS]
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for name in rows for value in (name, first)])
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
    template = "web/admin/console.html"

    def rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().rows()
        return rows.distinct() if self.query else rows

    def context(self) -> dict[str, Any]:
        context = super().context()
        jobs = list(DistrictJob.objects.visible_to(self.actor).exclude(status__in=DistrictJob.SETTLED))
        # Of a district that may vanish at this very moment nothing is asked.
        going = {job.code for job in jobs if job.kind == DistrictJob.Kind.DROP and job.is_unfinished}
        districts = [row for row, _ in context["rows"] if row.code not in going]
        health = health_of(districts)
        for district in districts:
            district.health = health[district.schema_name]
        shown = [(job, status_chip(job), link(self.request, "districtjob", job.pk)) for job in jobs]
        return {**context, "jobs": shown}


class ReasonForm(PageForm):
    reason = forms.CharField(label="原因", max_length=500, widget=forms.Textarea)


class DropForm(PageForm):
    sure = forms.BooleanField(label="我确认删除该区的全部数据和附件")
    confirm = forms.CharField(label="请再输入区名确认", max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"].error_messages["required"] = "请先勾选确认。"


class HostForm(PageForm):
    host = forms.CharField(label="域名", max_length=253, help_text="例如 ld.jingan.gov.cn，不带 http:// 和端口。")


class ResetForm(PageForm):
    username = forms.CharField(label="管理员账号", max_length=60, help_text="只能是本区的系统、安全或审计管理员。")
    password = forms.CharField(
        label="新密码", max_length=128, strip=False, help_text="请当面或电话告知本人；首次登录必须修改。"
    )


def is_open(district: District, actor: Any) -> bool:
    return district.closed_at is None


def has_unused_accounts(district: District, actor: Any) -> bool:
    return district.closed_at is None and bool(of_health("unused")(district))


def is_closed(district: District, actor: Any) -> bool:
    return district.closed_at is not None and getattr(district, "job", None) is None


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
        Number("unused", "从未登录的首批账号", unit="个", value=of_health("unused")),
        Number("events", "审计记录", unit="条", value=of_health("events")),
        Number("waiting", "待分发通知", unit="条", value=of_health("waiting")),
        Number("failed", "其中失败待重试", unit="条", value=of_health("failed")),
        Moment("last", "最近办理", value=of_health("last")),
    )
    acts = (
        Act(
            "passwords", "发放初始密码", district_issue_passwords, Perm.DISTRICT_EDIT, icon="key",
            when=has_unused_accounts,
            consequence="为从未登录过的首批账号（三位管理员和组织部）各生成一个密码，只显示一次；以前发放的随即作废。",
        ),
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
            "drop", "删除", job_drop, Perm.DISTRICT_EDIT, icon="trash", form=DropForm, danger=True,
            when=is_closed,
            consequence="先备份数据和文件到服务器的 dumps 文件夹，再从数据库中删除，不能撤销。备份不成功则不删除。",
            done="已提交删除，由后台办理。",
        ),
    )  # fmt: skip

    def find(self, pk: int) -> Any:
        district = super().find(pk)
        district.job = DistrictJob.objects.unfinished().filter(code=district.code).first()
        if district.job is None:
            district.health = health_of([district])[district.schema_name]
        return district

    def chips(self, record: District) -> Iterable[Chip | None]:
        yield Chip("停用", GREY, "ban") if record.closed_at else Chip("使用中", GREEN, "circle-check")
        if of_health("late")(record):
            yield Chip("分发积压", AMBER, "alert-triangle")
        if self.record.job is not None:
            yield status_chip(self.record.job)

    def links(self, record: District) -> Iterable[tuple[str, str, str]]:
        if self.record.job is not None:
            yield f"查看{self.record.job.get_kind_display()}进度", "progress", self.job_url(self.record.job)

    def job_url(self, job: DistrictJob) -> str:
        return link(self.request, "districtjob", job.pk)

    def post(self, request: HttpRequest, pk: int, verb: str = "") -> HttpResponse:
        if verb != "passwords":
            return super().post(request, pk, verb)
        self.record = self.find(pk)
        try:
            accounts = district_issue_passwords(actor=self.actor, district=self.record)
        except DomainError as error:
            return self.refused(self.act(verb), None, error)
        return self.show_passwords(accounts)

    def show_passwords(self, accounts: list[FirstAccount]) -> HttpResponse:
        """The one time that the passwords are shown."""
        context = {
            "title": "初始密码",
            "district": self.record,
            "accounts": accounts,
            "host": host_text(self.record),
            "list_url": link(self.request, "console"),
            "district_url": link(self.request, "district", self.record.pk),
        }
        fragment = is_fragment(self.request, "dialog-body")
        template = "web/admin/passwords_body.html" if fragment else "web/admin/passwords.html"
        return render(self.request, template, context)

    def after(self, act: Act) -> HttpResponse:
        """A district that is being dropped is watched on the page of the job."""
        job = DistrictJob.objects.unfinished().filter(code=self.record.code).first() if act.verb == "drop" else None
        if job is None:
            return super().after(act)
        to = self.job_url(job)
        return (
            answer(HttpResponse(), HX_Redirect=to)
            if is_fragment(self.request, "dialog-body")
            else HttpResponseRedirect(to)
        )

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if name != "sure"}

    def initial(self, act: Act) -> dict[str, Any]:
        return {"password": random_password()} if act.verb == "reset" else {}


urlpatterns = [
    path("districts/", DistrictList.as_view(), name="console"),
    *DistrictRecord.urls("districts"),
]
