"""区级设置."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from core.permissions import Perm
from tenants.org.actions.settings import settings_edit
from tenants.org.models import DistrictSettings
from web.admin.settingtabs import setting_tabs
from web.formpages import FormPage
from web.forms import PageForm
from web.links import link


class PercentField(forms.DecimalField):
    """A share as people write it (80) for an action that takes a ratio (0.8)."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=f"{label}（%）", min_value=0, max_value=100, max_digits=4, decimal_places=1,
            error_messages={
                "invalid": "请填写 0 到 100 之间的数字。",
                "min_value": "不能小于 0。",
                "max_value": "不能大于 100。",
                "max_decimal_places": "最多一位小数。",
                "max_digits": "最多一位小数。",
                "max_whole_digits": "不能大于 100。",
            },
        )  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            percent = (value * 100).normalize()
            return f"{percent:f}"
        return value

    def clean(self, value: Any) -> Any:
        percent = super().clean(value)
        return None if percent is None else percent / 100


class DaysField(forms.IntegerField):
    def __init__(self, label: str) -> None:
        wrong = "请填写 1 到 365 之间的天数。"
        super().__init__(
            label=label, min_value=1, max_value=365,
            error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        )  # fmt: skip


class SettingsForm(PageForm):
    """Field names are the keywords of the action."""

    claim_response_days = DaysField("认领答复期限（天）")
    report_confirm_days = DaysField("季度数据社区确认期限（天）")
    report_review_days = DaysField("季度数据街道审核期限（天）")
    needs_met_target = PercentField("需求办结率目标")
    claims_closed_target = PercentField("认领兑现率目标")
    answered_on_time_target = PercentField("按期答复率目标")
    satisfaction_target = forms.DecimalField(
        label="双方满意度目标（1—5 分）", min_value=1, max_value=5, max_digits=3, decimal_places=2,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_digits", "max_whole_digits", "max_decimal_places"),
            "请填写 1 到 5 之间的数字，最多两位小数。",
        ),
    )  # fmt: skip
    weight_needs_met = PercentField("得分权重：需求办结率")
    weight_claims_closed = PercentField("得分权重：认领兑现率")
    weight_satisfaction = PercentField("得分权重：双方满意度")
    report_heading = forms.CharField(label="通报发文机关标志", max_length=60, required=False)
    report_document_mark = forms.CharField(label="发文字号机关代字", max_length=20)
    wide = ("report_heading",)


class SettingsPage(FormPage):
    form, action, permission = SettingsForm, staticmethod(settings_edit), Perm.SETTINGS_EDIT
    title, submit, done = "区级设置", "保存", "设置已保存，即时生效；已签发的通报不受影响。"
    lead = "各区标准不同，在这里设定。三项得分权重之和应为 100%。"
    record = list_name = "settings"
    list_title = "管理"
    template = "web/admin/settings.html"

    def find(self, pk: int | None) -> None:
        # The row of the district, so that the form carries the version the person saw.
        self.object = DistrictSettings.current()

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in SettingsForm.base_fields}

    def success_url(self, made: Any) -> str:
        return link(self.request, "settings")

    def show(self, form: PageForm, status: int = 200) -> HttpResponse:
        here = link(self.request, "settings")
        context = {"view": self, "form": form, "title": self.title, "object": self.object}
        more = {"action_url": here, "back_url": here, "tabs": setting_tabs(self.request)}
        return render(self.request, self.template, {**context, **more}, status=status)


urlpatterns = [path("settings/", SettingsPage.as_view(), name="settings")]
