"""The whole log of a district, or of the platform: filters, one event with its digest, the check of the chain."""

import json
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django_filters import CharFilter, FilterSet
from django_tenants.utils import get_public_schema_name

from core.chain import verify
from core.history import describe
from core.models import Event
from core.permissions import Perm
from core.verbs import all_labels
from linkage.texts import altered
from web.access import SignedIn
from web.columns import Column, Moment
from web.filters import PeriodFilter
from web.links import link
from web.lists import ListPage
from web.records import RecordPage

ACTOR_KINDS = {"user": "人员", "client": "第三方应用", "system": "系统"}
SHOWN_BROKEN = 20


def verb_text(event: Event) -> str:
    return describe(event).what


def subject_kind(event: Event) -> str:
    """What kind of record, in Chinese."""
    try:
        return str(apps.get_model(event.subject_type)._meta.verbose_name)
    except LookupError:
        return event.subject_type


class WordFilter(CharFilter):
    """A piece of text as a small box."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "form-control form-control-sm", "maxlength": 60}))
        kwargs.setdefault("lookup_expr", "icontains")
        super().__init__(*args, **kwargs)


class VerbFilter(CharFilter):
    """One verb, chosen by its Chinese name; chips show the name too."""

    field_class = forms.ChoiceField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Select(attrs={"class": "form-select form-select-sm", "data-pick": ""}))
        kwargs["choices"] = lambda: [("", "不限"), *sorted(all_labels().items(), key=lambda pair: pair[0])]
        super().__init__(*args, **kwargs)


class EventFilters(FilterSet):
    at = PeriodFilter(label="时间")
    verb = VerbFilter(label="动作", lookup_expr="exact")
    actor_label = WordFilter(label="操作者")
    subject_label = WordFilter(label="对象")
    address = WordFilter(label="来源地址", lookup_expr="startswith")


class AuditList(ListPage):
    model, name, record, title = Event, "audit", "audit-event", "审计记录"
    permission = Perm.AUDIT_VIEW
    place_lookup = ""
    measure = "条"
    lead = "谁、何时、在哪里、做了什么。记录只增不改，可随时校验是否被篡改。"
    search_fields, search_hint = ("actor_label", "subject_label", "request_id"), "操作者、对象、请求编号"
    filters = EventFilters
    columns = (
        Moment("at", "时间", sort="at"),
        Column("actor_label", "操作者", sort="actor_label"),
        Column("verb", "动作", link=True, value=verb_text),
        Column("subject_label", "对象"),
        Column("subject_type", "类别", value=subject_kind),
        Column("address", "来源地址"),
        Column("actor_kind", "方式", value=lambda event: ACTOR_KINDS.get(event.actor_kind, ""), optional=True),
        Column("request_id", "请求编号", optional=True),
        Column("hash", "摘要", optional=True),
    )
    order = ("-id",)
    page_sizes = (50, 100, 200)
    template = "web/admin/audit.html"
    empty_title, empty_text = "还没有记录", "登录、授权和业务办理都会自动记录在这里。"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "verify_url": link(self.request, "audit-verify")}


class AuditVerify(SignedIn):
    """Walk the whole chain, compare the texts of agreements with it, and say what was found."""

    permission = Perm.AUDIT_VIEW

    def post(self, request: HttpRequest) -> HttpResponse:
        broken = verify()
        # The platform's own schema has a log and no agreements.
        district = connection.schema_name != get_public_schema_name()  # type: ignore[attr-defined]
        texts = altered() if district else []
        if texts:
            found = "、".join(texts[:SHOWN_BROKEN])
            messages.error(
                request, f"{len(texts)} 份协议的签署文本缺失或与签署时不一致：{found}。请与各方留存的文本核对。"
            )
        if not broken:
            also = "，协议签署文本与签署时一致" if district and not texts else ""
            messages.success(request, f"校验通过：{Event.objects.count():,} 条记录首尾相连，未发现改动{also}。")
        else:
            found = "、".join("末尾缺失" if pk < 0 else f"第 {pk} 号" for pk in broken[:SHOWN_BROKEN])
            messages.error(request, f"发现 {len(broken)} 处异常：{found}。请立即报告安全管理员，并保全数据库。")
        return HttpResponseRedirect(link(request, "audit"))


class AuditEvent(RecordPage):
    model, name, list_name, list_title, subject = Event, "audit-event", "audit", "审计记录", "event"
    kind = "审计记录"
    permission = Perm.AUDIT_VIEW
    has_history = False
    facts = (
        Moment("at", "时间"),
        Column("actor_label", "操作者"),
        Column("actor_kind", "方式", value=lambda event: ACTOR_KINDS.get(event.actor_kind, "")),
        Column("address", "来源地址"),
        Column("subject_label", "对象"),
        Column("subject_type", "类别", value=subject_kind),
        Column("request_id", "请求编号"),
        Column("prev_hash", "前一记录摘要"),
        Column("hash", "本记录摘要"),
    )
    text_facts = (
        Column("note", "说明", value=lambda event: describe(event).note),
        Column(
            "data", "内容",
            value=lambda event: json.dumps(event.data, ensure_ascii=False, indent=1) if event.data else "",
        ),
    )  # fmt: skip

    def heading(self, record: Event) -> str:
        return verb_text(record)

    def whose(self, record: Event) -> str:
        return f"第 {record.pk} 号"


urlpatterns = [
    path("audit/", AuditList.as_view(), name="audit"),
    path("audit/verify/", AuditVerify.as_view(), name="audit-verify"),
    *AuditEvent.urls("audit"),
]
