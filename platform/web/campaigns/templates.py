"""专项工作模板 on pages: the usual steps of a kind of campaign, kept by the district."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django_filters import FilterSet

from core.permissions import ROOT, Perm, require
from linkage.campaigns.actions.drafts import MOST_STEPS, TemplateStepDraft
from linkage.campaigns.actions.templates import (
    LEVELS,
    campaigntemplate_create,
    campaigntemplate_edit,
    campaigntemplate_restore,
    campaigntemplate_retire,
)
from linkage.campaigns.models import CampaignTemplate, CampaignTemplateStep
from tenants.org.models import Organization
from web.acts import Act
from web.columns import Column, Number, Status
from web.filters import ChoicesFilter
from web.forms import PageForm
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage
from web.rowforms import OneMoreRow, RowedForm, RowsFormPage

RETIRE = Act(
    "retire",
    "停用",
    campaigntemplate_retire,
    Perm.CAMPAIGN_EDIT,
    icon="ban",
    danger=True,
    consequence="停用后不再用于组织专项工作，已有的专项工作不受影响；需要时可以恢复使用。",
    done="模板已停用。",
)
RESTORE = Act(
    "restore",
    "恢复使用",
    campaigntemplate_restore,
    Perm.CAMPAIGN_EDIT,
    icon="refresh",
    main=True,
    done="模板已恢复使用。",
)


class CampaignTemplateFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=CampaignTemplate.Status.choices)


class CampaignTemplateList(ListPage):
    model, name, record = CampaignTemplate, "campaigntemplates", "campaigntemplate"
    subject = "template"
    title, measure = "专项工作模板", "份"
    lead = "由区里制定；组织专项工作时套用，步骤和日期可以逐项修改。"
    search_fields, search_hint = ("name", "aim"), "模板名称、目标"
    filters = CampaignTemplateFilters
    place_lookup = ""
    prefetch_related = ("steps",)
    columns = (
        Column("name", "模板", link=True, sort="name"),
        Column("get_level_display", "通常承担层级", sort="level"),
        Number("count", "步骤", value=lambda row: len(row.steps.all()), unit="个"),
        Status(),
        Column("basis", "依据", optional=True),
    )
    order = ("status", "id")
    new = New("制定模板", "campaigntemplate-new", Perm.CAMPAIGN_EDIT)
    empty_title, empty_text = "还没有模板", "由区里制定后，街道和区组织专项工作时可以套用。"

    def new_url(self) -> str:
        return super().new_url() if self.actor.can(Perm.CAMPAIGN_EDIT, ROOT) else ""


def days(row: CampaignTemplateStep) -> str:
    return f"第 {row.start_day}—{row.due_day} 天"


STEPS = (
    Column("title", "步骤", value=lambda row: f"{row.position}. {row.title}"),
    Column("stage", "阶段"),
    Column("days", "从启动起", value=days),
    Column("evidence", "材料", value=lambda row: "须附" if row.evidence else ""),
    Column("measure", "填报数量"),
    Column("requirement", "工作要求"),
)


class CampaignTemplateRecord(RecordPage):
    model, name, list_name, list_title = CampaignTemplate, "campaigntemplate", "campaigntemplates", "专项工作模板"
    subject, kind = "template", "专项工作模板"
    facts = (Column("get_level_display", "通常承担层级"), Column("basis", "依据"))
    text_facts = (Column("aim", "工作目标"),)
    acts = (RESTORE, RETIRE)

    def links(self, record: CampaignTemplate) -> Iterable[tuple[str, str, str]]:
        active = record.status == CampaignTemplate.Status.ACTIVE
        if active and self.actor.can_anywhere(Perm.CAMPAIGN_EDIT):
            yield "用它组织专项工作", "file-plus", link(self.request, "campaign-new", template=record.pk)
        if active and self.actor.can(Perm.CAMPAIGN_EDIT, ROOT):
            yield "修改", "pencil", link(self.request, "campaigntemplate-edit", record.pk)

    body_template = "web/campaigns/template_body.html"

    def further(self, record: CampaignTemplate) -> dict[str, Any]:
        """All steps: a related table would be cut after the first ten."""
        rows = [(row, "") for row in record.steps.order_by("position")]
        return {"table": {"title": "步骤", "columns": STEPS, "rows": rows, "empty": "没有步骤。"}}


class CampaignTemplateForm(RowedForm):
    name = forms.CharField(label="模板名称", max_length=60)
    level = forms.ChoiceField(
        label="通常由哪一级承担", choices=[choice for choice in Organization.Level.choices if choice[0] in LEVELS]
    )
    aim = forms.CharField(label="工作目标", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    basis = forms.CharField(label="依据", required=False, max_length=500)
    wide = ("aim", "basis")


class TemplateStepRow(PageForm):
    stage = forms.CharField(label="阶段", max_length=40)
    title = forms.CharField(label="步骤", max_length=80)
    requirement = forms.CharField(label="工作要求", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    start_day = forms.IntegerField(label="从启动后第几天起", min_value=0, help_text="启动当天为 0。")
    due_day = forms.IntegerField(label="到第几天止", min_value=0)
    evidence = forms.BooleanField(label="须附材料", required=False)
    measure = forms.CharField(label="填报数量的单位", required=False, max_length=10)
    wide = ("requirement",)


class TemplatePage(RowsFormPage):
    form, permission = CampaignTemplateForm, Perm.CAMPAIGN_EDIT
    record, list_name, list_title = "campaigntemplate", "campaigntemplates", "专项工作模板"
    kinds = {"steps": TemplateStepRow}
    words = {"steps": "步骤"}
    hints = {"steps": f"按先后排列，最多 {MOST_STEPS} 个；天数从启动当天算起，组织专项工作时换成日期。"}
    row_url = "campaigntemplate-row"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.CAMPAIGN_EDIT, at=ROOT)

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        names = TemplateStepRow.base_fields
        steps = [TemplateStepDraft(**{name: row[name] for name in names}) for row in self.filled("steps")]
        return {**values, "steps": steps}


class CampaignTemplateNew(TemplatePage):
    action = staticmethod(campaigntemplate_create)
    title, submit, done = "制定专项工作模板", "保存模板", "模板已保存，组织专项工作时可以套用。"


class CampaignTemplateEdit(TemplatePage):
    action = staticmethod(campaigntemplate_edit)
    title, submit, done = "修改专项工作模板", "保存", "已保存。已有的专项工作不受影响。"
    model, subject = CampaignTemplate, "template"

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ("name", "level", "aim", "basis")}

    def row_initial(self, kind: str) -> list[dict[str, Any]]:
        rows = self.object.steps.order_by("position")
        return [{name: getattr(row, name) for name in TemplateStepRow.base_fields} for row in rows]


class CampaignTemplateRow(OneMoreRow):
    permission = Perm.CAMPAIGN_EDIT
    page = TemplatePage
