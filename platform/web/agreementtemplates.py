"""协议模板: the district's blank agreements, by kind of unit."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import path
from django_filters import FilterSet

from core.permissions import ROOT, Perm, require
from linkage.actions.templates import (
    TemplatePromise,
    template_create,
    template_edit,
    template_restore,
    template_retire,
)
from linkage.blanks import WORDS
from linkage.models import AgreementTemplate, Period, TemplateCommitment
from tenants.org.models import ResidentUnit
from web.acts import Act
from web.columns import Column, Number, Status
from web.filters import ChoicesFilter
from web.forms import PageForm, QuantityField
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage, Related
from web.rowforms import OneMoreRow, RowedForm, RowsFormPage

PLACEHOLDERS = "可用占位词：" + "、".join(f"{{{word}}}" for word in WORDS) + "，起草时自动填入。"

RETIRE = Act(
    "retire",
    "停用",
    template_retire,
    Perm.TEMPLATE_EDIT,
    icon="ban",
    danger=True,
    consequence="停用后不再用于起草，已起草的协议不受影响；需要时可以恢复使用。",
    done="模板已停用。",
)
RESTORE = Act(
    "restore",
    "恢复使用",
    template_restore,
    Perm.TEMPLATE_EDIT,
    icon="refresh",
    main=True,
    done="模板已恢复使用。",
)


class TemplateFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=AgreementTemplate.Status.choices)
    kind = ChoicesFilter(label="适用单位类型", choices=ResidentUnit.Kind.choices, method="by_kind")

    def by_kind(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        return rows.filter(kinds__overlap=chosen)


def kinds_in_words(template: AgreementTemplate) -> str:
    return "、".join(template.kind_labels)


class TemplateList(ListPage):
    model, name, record, subject = AgreementTemplate, "agreementtemplates", "agreementtemplate", "template"
    title, measure = "协议模板", "份"
    lead = "起草协议时按单位类型自动选用最近的一份，内容可以逐项修改。"
    search_fields, search_hint = ("name", "title", "aim", "content"), "模板名称、内容"
    filters = TemplateFilters
    place_lookup = ""
    prefetch_related = ("commitments",)
    columns = (
        Column("name", "模板", link=True, sort="name"),
        Column("kinds", "适用单位", value=kinds_in_words),
        Number("months", "协议期", unit="个月", sort="months"),
        Number("items", "承诺事项", value=lambda row: len(row.commitments.all()), unit="项"),
        Status(),
    )
    order = ("status", "-id")
    new = New("制定模板", "agreementtemplate-new", Perm.TEMPLATE_EDIT)
    empty_title, empty_text = "还没有协议模板", "由区里按单位类型制定，街道、社区和单位起草协议时套用。"


def amount(row: TemplateCommitment) -> str:
    often = str(row.get_period_display()) if row.period else ""
    return f"{often} {row.quantity.normalize():f} {row.measure}".strip()


def due_in_words(row: TemplateCommitment) -> str:
    return f"生效后 {row.due_months} 个月内" if row.due_months else "期满为止"


class TemplateRecord(RecordPage):
    model, name, list_name, list_title = AgreementTemplate, "agreementtemplate", "agreementtemplates", "协议模板"
    subject, kind = "template", "协议模板"
    facts = (
        Column("kinds", "适用单位", value=kinds_in_words),
        Number("months", "协议期", unit="个月"),
    )
    text_facts = (
        Column("title", "协议名称"),
        Column("aim", "共建目标"),
        Column("content", "协议正文"),
        Column("place_duties", "牵头组织的权利与义务"),
        Column("unit_duties", "单位的权利与义务"),
    )
    acts = (RESTORE, RETIRE)
    related = (
        Related(
            "承诺事项",
            lambda row, actor: TemplateCommitment.objects.visible_to(actor).filter(template=row),
            (
                Column("title", "承诺事项"),
                Column("get_side_display", "承诺方"),
                Column("amount", "数量", value=amount),
                Column("due", "完成期限", value=due_in_words),
            ),
        ),
    )

    def whose(self, record: AgreementTemplate) -> str:
        return kinds_in_words(record)

    def links(self, record: AgreementTemplate) -> Iterable[tuple[str, str, str]]:
        active = record.status == AgreementTemplate.Status.ACTIVE
        if active and self.actor.can_anywhere(Perm.AGREEMENT_EDIT):
            yield "用它起草协议", "file-plus", link(self.request, "agreement-new", template=record.pk)
        if self.actor.can(Perm.TEMPLATE_EDIT, ROOT):
            yield "修改", "pencil", link(self.request, "agreementtemplate-edit", record.pk)


class TemplateForm(RowedForm):
    name = forms.CharField(label="模板名称", max_length=60)
    months = forms.IntegerField(label="协议期（月）", min_value=1, max_value=120, initial=12)
    kinds = forms.MultipleChoiceField(
        label="适用单位类型",
        choices=ResidentUnit.Kind.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    title = forms.CharField(label="协议名称", max_length=120, help_text=PLACEHOLDERS)
    aim = forms.CharField(label="共建目标", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    content = forms.CharField(
        label="协议正文", required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 8})
    )
    place_duties = forms.CharField(
        label="牵头组织的权利与义务", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    unit_duties = forms.CharField(
        label="单位的权利与义务", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    wide = ("title", "kinds")


class PromiseRow(PageForm):
    title = forms.CharField(label="承诺事项", max_length=120)
    side = forms.ChoiceField(label="承诺方", choices=TemplateCommitment.Side.choices, initial="unit")
    quantity = QuantityField(label="数量", help_text="选了频次的，填每个周期的数量。")
    measure = forms.CharField(label="计量单位", max_length=10)
    period = forms.ChoiceField(label="频次", required=False, choices=[("", "期限内一次完成"), *Period.choices])
    due_months = forms.IntegerField(
        label="生效后几个月内完成", required=False, min_value=1, max_value=120, help_text="不填则为期满为止。"
    )
    wide = ("title",)


class TemplateFormPage(RowsFormPage):
    form, permission = TemplateForm, Perm.TEMPLATE_EDIT
    record, list_name, list_title = "agreementtemplate", "agreementtemplates", "协议模板"
    kinds = {"commitments": PromiseRow}
    words = {"commitments": "承诺事项"}
    hints = {"commitments": "常用的承诺和默认数量；多家单位共建时，单位的承诺每家一份。"}
    row_url = "agreementtemplate-row"

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        promises = [
            TemplatePromise(
                row["side"], row["title"], row["quantity"], row["measure"], row["period"], row["due_months"]
            )
            for row in self.filled("commitments")
        ]
        return {**values, "commitments": promises}


class TemplateNew(TemplateFormPage):
    action = staticmethod(template_create)
    title, submit, done = "制定协议模板", "保存模板", "模板已保存，起草协议时可以套用。"


class TemplateEdit(TemplateFormPage):
    action = staticmethod(template_edit)
    title, submit, done = "修改协议模板", "保存", "已保存。已起草的协议不受影响。"
    model, subject = AgreementTemplate, "template"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.TEMPLATE_EDIT, at=ROOT)

    def initial(self) -> dict[str, Any]:
        names = ("name", "months", "kinds", "title", "aim", "content", "place_duties", "unit_duties")
        return {name: getattr(self.object, name) for name in names}

    def row_initial(self, kind: str) -> list[dict[str, Any]]:
        names = ("side", "title", "quantity", "measure", "period", "due_months")
        rows = self.object.commitments.order_by("id")
        return [{name: getattr(row, name) for name in names} for row in rows]


class TemplateRow(OneMoreRow):
    permission = Perm.TEMPLATE_EDIT
    page = TemplateFormPage


urlpatterns = [
    path("agreementtemplates/", TemplateList.as_view(), name="agreementtemplates"),
    path("agreementtemplates/new/", TemplateNew.as_view(), name="agreementtemplate-new"),
    path("agreementtemplates/new/row/", TemplateRow.as_view(), name="agreementtemplate-row"),
    path("agreementtemplates/<int:pk>/edit/", TemplateEdit.as_view(), name="agreementtemplate-edit"),
    *TemplateRecord.urls("agreementtemplates"),
]
