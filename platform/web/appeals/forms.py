"""Forms of appeals. Field names are the keywords of the actions."""

from typing import Any

from django import forms

from core.permissions import Actor, Perm
from core.visibility import under
from linkage.appeals.models import Appeal, AppealRules
from linkage.problems.models import Problem, Severity
from linkage.urgency import Urgency
from resources.models import Category
from tenants.org.models import Organization
from web.forms import DayField, PageForm, QuantityField, ReasonField, RowsField

IMPERSONAL = "只写事情和地点，不写姓名、电话、门牌和身份证号。"


def categories(keep: str = "") -> list[tuple[str, str]]:
    """The district's categories, with the one that a record has already."""
    words = list(AppealRules.current().categories)
    return [(word, word) for word in ([*words, keep] if keep and keep not in words else words)]


def registrable(actor: Actor) -> Any:
    """Places in which somebody may register what was raised."""
    rows = Organization.objects.in_use().exclude(level=Organization.Level.DISTRICT)
    return rows.filter(under(actor.paths(Perm.APPEAL_REGISTER), "path"))


class AppealForm(PageForm):
    title = forms.CharField(
        label="诉求", max_length=120, widget=forms.TextInput(attrs={"placeholder": "用一句话说清是什么事"})
    )
    category = forms.ChoiceField(label="类别")
    channel = forms.ChoiceField(label="渠道", choices=[("", "请选择"), *Appeal.Channel.choices])
    urgency = forms.ChoiceField(label="紧急程度", choices=Urgency.choices, initial=Urgency.NORMAL)
    raised_on = DayField(label="提出日期", required=False, help_text="不填即今天。")
    content = forms.CharField(
        label="具体情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=IMPERSONAL
    )
    source_number = forms.CharField(
        label="来文编号", required=False, max_length=40, help_text="热线等转来的诉求填写，每个编号只登记一次。"
    )
    more, wide = ("source_number",), ("title", "content")


class AppealNewForm(AppealForm):
    organization = RowsField(label="所在社区", help_text="诉求发生的社区或街道，由它先行承办。")
    field_order = ("title", "organization", "category", "channel", "urgency", "raised_on", "content")


class TransferForm(PageForm):
    organization = RowsField(label="转给")
    reason = ReasonField(label="转办原因")


class HandleForm(PageForm):
    note = forms.CharField(label="办理安排", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class NeedForm(PageForm):
    title = forms.CharField(label="需求名称", max_length=120, help_text="单位会看到，请不要照抄个人情况。")
    category = forms.ChoiceField(label="需求类别", choices=[("", "请选择"), *Category.choices])
    quantity = QuantityField(label="数量", initial=1)
    measure = forms.CharField(label="计量单位", max_length=10, initial="次")
    due_on = DayField(label="截止日期")
    description = forms.CharField(
        label="说明", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ProblemForm(PageForm):
    severity = forms.ChoiceField(label="严重程度", choices=Severity.choices)
    category = forms.ChoiceField(label="问题类别", choices=Problem.Category.choices, initial=Problem.Category.SERVICE)


class WhistleForm(PageForm):
    demand = forms.CharField(
        label="需要部门解决的问题", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    suggestion = forms.CharField(
        label="建议应哨部门", required=False, max_length=200, help_text="例如：区绿化和市容管理局、区公安分局。"
    )


class ReportForm(PageForm):
    progress = forms.IntegerField(
        label="进度（%）", min_value=0, max_value=100, error_messages={"invalid": "请填写 0 到 100 之间的整数。"}
    )
    text = forms.CharField(label="进展", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(PageForm):
    result = forms.ChoiceField(label="办理结果", choices=Appeal.Result.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label="答复", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=IMPERSONAL
    )


class CloseForm(PageForm):
    satisfaction = forms.ChoiceField(label="满意度", choices=Appeal.Satisfaction.choices, widget=forms.RadioSelect)
    feedback = forms.CharField(
        label="反馈意见",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不满意的请写明哪里不满意，退回二次办理时承办组织会看到。",
    )
