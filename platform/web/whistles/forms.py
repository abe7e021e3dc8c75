"""Forms of whistles and responses. Field names are the keywords of the actions."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet

from core.permissions import Actor, Perm
from core.visibility import under
from linkage.urgency import Urgency
from linkage.whistles.actions.terms import DEMANDS
from linkage.whistles.models import Result, Whistle
from linkage.whistles.rules import MOST_HOURS
from tenants.org.models import Department, Organization
from web.forms import DayField, FilesField, PageForm, ReasonField, RowsField
from web.owners import DepartmentsField

IMPERSONAL = "只写事情和地点，不写姓名、电话、门牌和身份证号。"


def collectable(actor: Actor) -> Any:
    """Places of which somebody may put a matter before the street."""
    rows = Organization.objects.in_use().exclude(level=Organization.Level.DISTRICT)
    return rows.filter(under(actor.paths(Perm.WHISTLE_COLLECT), "path"))


def departments_for(whistle: Whistle) -> QuerySet[Department]:
    """Departments that this street may call: those of the district and the outposts in it."""
    found: QuerySet[Department] = Department.objects.in_use()
    there = Q(kind=Department.Kind.DEPARTMENT) | Q(organization=whistle.organization_id)
    return found.filter(there).select_related("organization").order_by("kind", "pinyin")


class WhistleForm(PageForm):
    title = forms.CharField(
        label="事项", max_length=120, widget=forms.TextInput(attrs={"placeholder": "用一句话说清要解决什么"})
    )
    urgency = forms.ChoiceField(label="紧急程度", choices=Urgency.choices, initial=Urgency.NORMAL)
    suggestion = forms.CharField(
        label="建议应哨部门", required=False, max_length=200, help_text="例如：区绿化和市容管理局、区公安分局。"
    )
    content = forms.CharField(
        label="情况和需要部门解决的问题",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=IMPERSONAL,
    )
    wide = ("title", "content")


class WhistleNewForm(WhistleForm):
    organization = RowsField(label="事项所在组织", help_text="社区或街道；由所在街道审核后吹哨。")
    field_order = ("title", "organization", "urgency", "suggestion", "content")


class ReviewForm(PageForm):
    note = forms.CharField(label="审核意见", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class BlowForm(PageForm):
    """Without departments where the district assigns."""

    departments = DepartmentsField(label="应哨部门")
    lead = RowsField(label="牵头部门", required=False, empty_label="所选的第一个部门")
    note = forms.CharField(label="吹哨要求", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AssignForm(PageForm):
    departments = DepartmentsField(label="应哨部门")
    lead = RowsField(label="牵头部门", required=False, empty_label="所选的第一个部门")
    due_on = DayField(label="办结期限", required=False, help_text="不填按紧急程度的工作日计算。")
    note = forms.CharField(label="分派要求", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AddForm(PageForm):
    department = RowsField(label="增派部门")
    note = forms.CharField(label="增派说明", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class RespondForm(PageForm):
    plan = forms.CharField(
        label="应哨安排",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="什么时候到场、哪个科室办理；不写个人电话。",
    )


class ReleaseForm(PageForm):
    to = RowsField(label="改派部门", required=False, empty_label="不改派", help_text="牵头部门退单的，必须改派。")
    reason = ReasonField(label="裁定意见")


class AskForm(PageForm):
    """Before reporting in hours are asked for, after that a day: the page leaves the other out."""

    hours = forms.IntegerField(
        label="延长应哨（工作小时）",
        min_value=1,
        max_value=MOST_HOURS,
        help_text="在现在的应哨期限之后再加几小时。",
    )
    due_on = DayField(label="申请延至")
    reason = ReasonField(label="延期理由", help_text=IMPERSONAL)


class DemandsForm(PageForm):
    demands = forms.CharField(
        label="督办要求", max_length=500, initial=DEMANDS, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReportForm(PageForm):
    text = forms.CharField(
        label="到场和办理情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text=IMPERSONAL
    )
    progress = forms.IntegerField(
        label="进度（%）", min_value=0, max_value=100, error_messages={"invalid": "请填写 0 到 100 之间的整数。"}
    )
    evidence = FilesField(
        label="现场照片和材料",
        required=False,
        help_text=f"每个不超过 {settings.EVIDENCE_MAX_BYTES // 2**20} MB；已传过的不必再传。",
    )


class FinishForm(PageForm):
    result = forms.ChoiceField(label="办理结果", choices=Result.choices, widget=forms.RadioSelect)
    measures = forms.CharField(
        label="采取的措施", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=IMPERSONAL
    )
    evidence = FilesField(
        label="佐证材料",
        required=False,
        help_text=f"处置前后照片等，每个不超过 {settings.EVIDENCE_MAX_BYTES // 2**20} MB；已传过的不必再传。",
    )


class MarkField(forms.DecimalField):
    """A mark from 0 to 100."""

    default_error_messages = {
        "invalid": "请填写数字，例如 92.5。",
        "min_value": "评分应在 0 到 100 分之间。",
        "max_value": "评分应在 0 到 100 分之间。",
        "max_decimal_places": "最多两位小数。",
        "max_digits": "评分应在 0 到 100 分之间。",
        "max_whole_digits": "评分应在 0 到 100 分之间。",
    }

    def __init__(self, label: str) -> None:
        super().__init__(label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2)


class RateForm(PageForm):
    response_score = MarkField("响应评分（0—100）")
    solution_score = MarkField("解决评分（0—100）")
    satisfaction_score = MarkField("满意评分（0—100）")
    comment = forms.CharField(
        label="评哨意见",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="有一项低于 60 分的，必须写明原因。",
    )
