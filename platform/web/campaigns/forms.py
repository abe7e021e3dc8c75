"""Forms of campaigns: drafting one, changing its plan, and what is said of its steps."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from core.permissions import Perm
from core.visibility import under
from linkage.campaigns.actions.drafts import MOST_STEPS, StepDraft
from linkage.campaigns.actions.leading import campaign_join, campaign_reschedule
from linkage.campaigns.actions.planning import campaign_create, campaign_edit
from linkage.campaigns.models import Campaign, CampaignTemplate, PlannedStep
from tenants.org.models import Organization
from web.formpages import FormPage
from web.forms import DayField, FilesField, PageForm, QuantityField, ReasonField, RowsField
from web.manyplaces import ManyPlacesField
from web.rowforms import OneMoreRow, RowedForm, RowsFormPage

FILES = "照片、PDF、Word 或 Excel，最多 9 个。"


def led_places(actor: Any) -> QuerySet[Organization]:
    """Places in whose name this person leads campaigns."""
    found: QuerySet[Organization] = Organization.objects.in_use()
    return found.filter(path__in=actor.paths(Perm.CAMPAIGN_EDIT))


def places_below(campaign: Campaign) -> QuerySet[Organization]:
    """Who may take part."""
    found: QuerySet[Organization] = Organization.objects.in_use()
    return found.filter(path__startswith=campaign.organization.path).exclude(pk=campaign.organization_id)


class CampaignForm(PageForm):
    """Field names are the keywords of the action; a template fills what is left empty."""

    template = RowsField(label="模板", required=False, empty_label="空白，自行安排步骤")
    organization = RowsField(label="牵头组织", empty_label=None)
    starts_on = DayField(label="开始日期", help_text="模板中各步骤的起止日期从这一天算起。")
    title = forms.CharField(label="名称", required=False, max_length=80, help_text="不填则用模板的名称。")
    aim = forms.CharField(
        label="工作目标",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不填则用模板的目标。",
    )
    basis = forms.CharField(label="依据", required=False, max_length=500)
    places = ManyPlacesField(label="参加组织", required=False)
    more = ("basis",)
    wide = ("aim", "places")


class CampaignNew(FormPage):
    form, action, permission = CampaignForm, staticmethod(campaign_create), Perm.CAMPAIGN_EDIT
    title, submit, done = "组织专项工作", "保存草稿", "已保存草稿，请核对步骤和日期，然后启动。"
    lead = "保存后可以逐项修改步骤、日期和参加组织，启动后各组织才会看到。"
    record, list_name, list_title = "campaign", "campaigns", "专项工作"

    def initial(self) -> dict[str, Any]:
        chosen = self.request.GET.get("template", "")
        return {"template": chosen} if chosen.isascii() and chosen.isdecimal() else {}

    def limit(self, form: PageForm) -> None:
        leaders = led_places(self.actor)
        organization: Any = form.fields["organization"]
        organization.queryset = leaders
        if len(found := list(leaders[:2])) == 1:
            organization.widget, organization.initial = forms.HiddenInput(), found[0].pk
        template: Any = form.fields["template"]
        template.queryset = CampaignTemplate.objects.visible_to(self.actor).filter(status="active")
        places: Any = form.fields["places"]
        below = Organization.objects.in_use().filter(under(self.actor.paths(Perm.CAMPAIGN_EDIT), "path"))
        places.offer(below.exclude(path__in=self.actor.paths(Perm.CAMPAIGN_EDIT)))


class PlanForm(RowedForm):
    title = forms.CharField(label="名称", max_length=80)
    aim = forms.CharField(label="工作目标", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    basis = forms.CharField(label="依据", required=False, max_length=500)
    places = ManyPlacesField(label="参加组织", required=False)
    wide = ("title", "aim", "basis", "places")


class StepRow(PageForm):
    stage = forms.CharField(label="阶段", max_length=40)
    title = forms.CharField(label="步骤", max_length=80)
    requirement = forms.CharField(label="工作要求", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    starts_on = DayField(label="开始日期")
    due_on = DayField(label="完成期限")
    evidence = forms.BooleanField(label="须附材料", required=False)
    measure = forms.CharField(
        label="填报数量的单位", required=False, max_length=10, help_text="例如人次；不填则不要求填报数量。"
    )
    wide = ("requirement",)


class CampaignEdit(RowsFormPage):
    form, action, permission = PlanForm, staticmethod(campaign_edit), Perm.CAMPAIGN_EDIT
    title, submit, done = "修改专项工作", "保存", "已保存。"
    record, list_name, list_title = "campaign", "campaigns", "专项工作"
    model, subject, select_related = Campaign, "campaign", ("organization",)
    kinds = {"steps": StepRow}
    words = {"steps": "步骤"}
    hints = {"steps": f"按先后排列，最多 {MOST_STEPS} 个；每个参加组织都要办理每一个步骤。"}
    row_url = "campaign-row"

    def initial(self) -> dict[str, Any]:
        kept = {name: getattr(self.object, name) for name in ("title", "aim", "basis")}
        return {**kept, "places": [str(pk) for pk in self.object.places.values_list("pk", flat=True)]}

    def row_initial(self, kind: str) -> list[dict[str, Any]]:
        rows = self.object.plan.order_by("position")
        return [{name: getattr(row, name) for name in StepRow.base_fields} for row in rows]

    def limit(self, form: PageForm) -> None:
        places: Any = form.fields["places"]
        places.offer(places_below(self.object))

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        names = StepRow.base_fields
        steps = [StepDraft(**{name: row[name] for name in names}) for row in self.filled("steps")]
        return {**values, "steps": steps}


class CampaignRow(OneMoreRow):
    permission = Perm.CAMPAIGN_EDIT
    page = CampaignEdit


class JoinForm(PageForm):
    places = ManyPlacesField(label="参加组织")
    wide = ("places",)


class CampaignJoin(FormPage):
    form, action, permission = JoinForm, staticmethod(campaign_join), Perm.CAMPAIGN_EDIT
    title, submit, done = "增加参加组织", "增加", "已增加，这些组织会收到通知。"
    lead = "增加的组织按现在的期限办理全部步骤。"
    record, list_name, list_title = "campaign", "campaigns", "专项工作"
    model, subject, select_related = Campaign, "campaign", ("organization",)

    def heading(self) -> str:
        return f"增加参加组织：{self.object}"

    def limit(self, form: PageForm) -> None:
        places: Any = form.fields["places"]
        places.offer(places_below(self.object).exclude(pk__in=self.object.places.values("pk")))


class RescheduleForm(PageForm):
    step = RowsField(label="步骤", empty_label=None)
    due_on = DayField(label="新的期限")
    reason = ReasonField(label="调整原因")


class CampaignReschedule(FormPage):
    form, action, permission = RescheduleForm, staticmethod(campaign_reschedule), Perm.CAMPAIGN_EDIT
    title, submit, done = "调整步骤期限", "调整", "期限已调整，还没有报送的组织会收到通知。"
    lead = "没有办结的组织一并改为新的期限；单独批准过延期的不受影响。"
    record, list_name, list_title = "campaign", "campaigns", "专项工作"
    model, subject, select_related = Campaign, "campaign", ("organization",)

    def heading(self) -> str:
        return f"调整步骤期限：{self.object}"

    def initial(self) -> dict[str, Any]:
        chosen = self.request.GET.get("step", "")
        return {"step": chosen} if chosen.isascii() and chosen.isdecimal() else {}

    def limit(self, form: PageForm) -> None:
        step: Any = form.fields["step"]
        step.queryset = PlannedStep.objects.visible_to(self.actor).filter(campaign=self.object)


class SummaryForm(PageForm):
    summary = forms.CharField(label="工作总结", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))


class ReportForm(PageForm):
    progress = forms.IntegerField(label="进度（%）", min_value=0, max_value=100, help_text="0—100 的整数。")
    text = forms.CharField(label="办理情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    quantity = QuantityField(label="数量", required=False)
    evidence = FilesField(label="材料", required=False, help_text=FILES)


class SubmitForm(PageForm):
    text = forms.CharField(label="完成情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    quantity = QuantityField(label="数量", required=False)
    evidence = FilesField(label="材料", required=False, help_text=FILES)
