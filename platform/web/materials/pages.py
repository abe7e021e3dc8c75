"""Shared materials: the list, and the record with what its owner and its reviewer may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import FilterSet

from core.permissions import ROOT, Actor, Perm
from core.visibility import held
from resources.materials.actions.materials import (
    material_extend,
    material_publish,
    material_return,
    material_submit,
    material_withdraw,
)
from resources.materials.models import Material, MaterialRules
from resources.materials.waiting import WAITS
from web.acts import Act
from web.columns import Column, Day, Due, Moment, Status
from web.filters import ChoicesFilter, OnlyFilter, PeriodFilter, WaitsFilter
from web.forms import DayField, PageForm, ReasonForm
from web.lights import Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage

PUBLISHED = Material.Status.PUBLISHED


class ExtendForm(PageForm):
    ends_on = DayField(label="有效期延长至")


@dataclass(frozen=True)
class WithdrawAct(Act):
    """Offered to the owner, and to the reviewer once it was submitted."""

    def may(self, actor: Actor, record: Any) -> bool:
        if record.TRANSITIONS.target(record.status, self.verb) is None:
            return False
        reviews = record.submitted_at is not None and actor.can(Perm.MATERIAL_REVIEW, record.organization.place)
        return reviews or actor.can(self.permission, record.place)


SUBMIT = Act("submit", "提交审核", material_submit, Perm.MATERIAL_EDIT, icon="send", main=True, done="已提交审核。")
PUBLISH = Act(
    "publish",
    "审核通过",
    material_publish,
    Perm.MATERIAL_REVIEW,
    icon="circle-check",
    main=True,
    at=lambda row: row.organization.place,
    done="已发布，公开范围内的组织和单位现在可以看到。",
)
RETURN = Act(
    "return",
    "退回修改",
    material_return,
    Perm.MATERIAL_REVIEW,
    icon="arrow-back-up",
    form=ReasonForm,
    at=lambda row: row.organization.place,
    done="已退回发布方修改。",
)
EXTEND = Act(
    "extend",
    "延长有效期",
    material_extend,
    Perm.MATERIAL_EDIT,
    icon="calendar-plus",
    form=ExtendForm,
    done="已延长。",
)
WITHDRAW = WithdrawAct(
    "withdraw",
    "下架",
    material_withdraw,
    Perm.MATERIAL_EDIT,
    icon="trash",
    form=ReasonForm,
    danger=True,
    consequence="下架后不再公开，也不能恢复；需要时请重新发布。",
    done="已下架。",
)


def kinds(keep: str = "") -> list[tuple[str, str]]:
    """The district's kinds, with the one that a material has already."""
    words = list(MaterialRules.current().kinds)
    return [(word, word) for word in ([*words, keep] if keep and keep not in words else words)]


class MaterialFilters(FilterSet):
    kind = ChoicesFilter(label="类别", choices=kinds)
    status = ChoicesFilter(label="状态", choices=Material.Status.choices)
    published_at = PeriodFilter(label="发布日期")
    ends_on = PeriodFilter(label="有效期至")
    by_units = OnlyFilter(label="驻区单位发布", rows="of_units")
    own = OnlyFilter(label="我方发布", rows="of_mine")
    waits = WaitsFilter(WAITS)

    def of_units(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(unit__isnull=False)

    def of_mine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(held(self.request.actor, Perm.MATERIAL_EDIT))


def audience_of(row: Material) -> str:
    """To whom it is open, in words."""
    return "全区" if row.audience.path == ROOT.path else str(row.audience)


def over(row: Material) -> bool:
    """Whether its last day has lost its weight."""
    return row.status != PUBLISHED


class MaterialList(ListPage):
    model, name, record, subject, title = Material, "materials", "material", "material", "资料共享"
    lead = (
        "组织和驻区单位互相共享政策文件、学习资料、活动信息、文化资源和经验案例；由街道（区）审核后，在公开范围内发布。"
    )
    measure = "份"
    select_related = ("organization", "unit", "audience")
    search_fields = ("title", "content", "organization__name", "unit__name")
    search_hint = "标题、内容、发布方"
    filters = MaterialFilters
    columns = (
        Column("title", "标题", link=True, sort="title"),
        Status(),
        Column("kind", "类别", sort="kind"),
        Column("owner", "发布方", sort="organization__path"),
        Column("audience", "公开范围", value=audience_of, sort="audience__path"),
        Day("published_at", "发布日期", sort="published_at"),
        Due("ends_on", "有效期至", sort="ends_on", done=over),
        Column("organization", "所在组织", optional=True),
        Day("created_at", "起草日期", sort="created_at", optional=True),
    )
    bulk_acts = (SUBMIT, PUBLISH)
    new = New("发布资料", "material-new", Perm.MATERIAL_EDIT)
    empty_title, empty_text = "还没有共享资料", "本地组织和驻区单位发布的资料，审核通过后显示在这里。"


class MaterialRecord(RecordPage):
    model, name, list_name, list_title = Material, "material", "materials", "资料共享"
    subject, kind = "material", "共享资料"
    select_related = ("organization", "unit", "audience")
    body_template = "web/materials/record_body.html"
    facts = (
        Column("kind", "类别"),
        Column("owner", "发布方"),
        Column("organization", "所在组织"),
        Column("audience", "公开范围", value=audience_of),
        Moment("published_at", "发布时间"),
        Day("ends_on", "有效期至"),
    )
    text_facts = (Column("content", "内容"),)
    acts = (SUBMIT, PUBLISH, RETURN, EXTEND, WITHDRAW)

    def chips(self, record: Material) -> Iterable[Chip | None]:
        yield status_chip(record)
        if record.status == PUBLISHED:
            yield due_chip(record.ends_on)

    def links(self, record: Material) -> Iterable[tuple[str, str, str]]:
        open_ = record.status in (Material.Status.DRAFT, Material.Status.RETURNED)
        if open_ and self.actor.can(Perm.MATERIAL_EDIT, record.place):
            yield "修改", "pencil", link(self.request, "material-edit", record.pk)

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "extend":
            form.fields["ends_on"].help_text = f"现在是 {self.record.ends_on}。"

    def further(self, record: Material) -> dict[str, Any]:
        return {"files": list(record.files.all())}
