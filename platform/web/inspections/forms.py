"""Forms of inspections. Field names are the keywords of the actions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from core.periods import today
from core.permissions import ROOT, Actor, Perm
from core.visibility import under
from linkage.inspections.models import Inspection, InspectionDraw
from linkage.models import Agreement, AgreementParty
from tenants.accounts.models import User
from tenants.org.models import Organization, Post, ResidentUnit
from tenants.org.roles import ROLE_PERMISSIONS
from web.forms import DayField, PageForm, ReasonField, RowsField
from web.manyplaces import ManyPlacesField

LINES = "一行一项，写作“事项｜标准｜分值”，标准和分值可以不填；竖线用 | 或 ｜。"
RECORDING = [role for role, permissions in ROLE_PERMISSIONS.items() if Perm.INSPECTION_RECORD in permissions]


def inspecting_places(actor: Actor) -> QuerySet[Organization]:
    """Places in whose name the actor plans inspections."""
    levels = (Organization.Level.DISTRICT, Organization.Level.SUBDISTRICT)
    rows: QuerySet[Organization] = Organization.objects.in_use().filter(level__in=levels)
    return rows.filter(under(actor.paths(Perm.INSPECTION_PLAN), "path"))


class ChecklistForm(PageForm):
    name = forms.CharField(label="检查表名称", max_length=60)
    lines = forms.CharField(
        label="检查事项", max_length=10000, widget=forms.Textarea(attrs={"rows": 12}), help_text=LINES
    )
    wide = ("lines",)


class PlanForm(PageForm):
    """``lines`` may be taken over from a checklist by its button on the page."""

    organization = RowsField(label="检查组织")
    title = forms.CharField(label="名称", max_length=120)
    kind = forms.ChoiceField(label="方式", choices=[("", "请选择"), *Inspection.Kind.choices])
    starts_on = DayField(label="开始日期")
    ends_on = DayField(label="结束日期")
    unannounced = forms.BooleanField(
        label="不提前通知被检查方", required=False, help_text="勾选后，被检查方在检查结果提交后才能看到。"
    )
    scope = forms.CharField(label="检查内容和要求", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    lines = forms.CharField(
        label="检查事项", max_length=10000, widget=forms.Textarea(attrs={"rows": 10}), help_text=LINES
    )
    wide = ("title", "scope", "lines")


class PlanEditForm(PlanForm):
    organization = None  # type: ignore[assignment]


class TargetsForm(PageForm):
    """Places and units below the inspecting place."""

    places = ManyPlacesField(label="街道、社区", required=False)
    units = forms.ModelMultipleChoiceField(
        label="签有共建协议的驻区单位",
        queryset=ResidentUnit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "有的单位不存在或不在范围内，请重新选择。"},
    )
    wide = ("places", "units")

    def offer(self, inspection: Inspection) -> None:
        above = inspection.organization
        below = Organization.objects.in_use().filter(path__startswith=above.path).exclude(pk=above.pk)
        levels = (Organization.Level.SUBDISTRICT, Organization.Level.COMMUNITY)
        places: Any = self.fields["places"]
        places.offer(below.filter(level__in=levels))
        parties = AgreementParty.objects.filter(agreement__status__in=Agreement.RUNNING).exclude(unit=None)
        units: Any = self.fields["units"]
        units.queryset = ResidentUnit.objects.filter(
            status=ResidentUnit.Status.ACTIVE,
            organization__path__startswith=above.path,
            pk__in=parties.values("unit"),
        ).select_related("organization")


class TeamForm(PageForm):
    name = forms.CharField(label="检查组名称", max_length=60)
    head = forms.CharField(label="组长", max_length=60, help_text="姓名和职务。")
    people = forms.CharField(label="成员", max_length=500, required=False, help_text="全体成员的姓名，用顿号隔开。")
    members = forms.MultipleChoiceField(
        label="在系统中记录检查情况的成员",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="有账号的成员；勾选后可以记录本组的检查对象。",
        error_messages={"invalid_choice": "有的成员不存在或现在没有任职，请重新选择。"},
    )
    wide = ("people", "members")

    def offer(self, inspection: Inspection) -> None:
        """People of the inspecting place and below it, and of departments, by where they are."""
        path = inspection.organization.path
        posts = Post.objects.in_force(today()).filter(role__in=RECORDING, user__is_active=True, user__is_service=False)
        here = posts.filter(organization__path__startswith=path) | posts.filter(department__isnull=False)
        groups: dict[str, dict[str, str]] = {}
        for post in here.select_related("user", "organization", "department").order_by("organization__path", "pk"):
            seat = str(post.organization or post.department)
            groups.setdefault(seat, {})[str(post.user_id)] = post.holder
        field: Any = self.fields["members"]
        field.choices = [(seat, list(people.items())) for seat, people in groups.items()]

    def clean_members(self) -> list[User]:
        return list(User.objects.filter(pk__in=self.cleaned_data["members"]).order_by("pk"))


class AnnounceForm(PageForm):
    population = forms.ChoiceField(label="抽取范围", choices=InspectionDraw.Population.choices)
    below = RowsField(label="在哪个组织以下抽取", required=False, empty_label="检查组织以下全部")
    unit_kind = forms.ChoiceField(
        label="单位类型",
        required=False,
        choices=[("", "不限"), *ResidentUnit.Kind.choices],
        help_text="只用于驻区单位。",
    )
    count = forms.IntegerField(label="抽取数量", min_value=1, max_value=1000)
    per_street = forms.BooleanField(
        label="按街道分层", required=False, help_text="勾选后，上面的数量是每个街道的数量；不足的全部抽中。"
    )
    public_source = forms.CharField(
        label="公开随机数的来源",
        required=False,
        max_length=120,
        help_text="可以约定一个公布方案以后才会产生的公开数字，例如某日的彩票开奖号码；不约定的，只用公布记录的摘要。",
    )
    wide = ("public_source",)


class DrawForm(PageForm):
    public_number = forms.CharField(
        label="公开随机数", required=False, max_length=40, help_text="公布方案时约定了来源的必须填写，没有约定的不填。"
    )


class SummaryForm(PageForm):
    summary = forms.CharField(
        label="总体情况", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}), help_text="写入检查报告。"
    )


class ConclusionForm(PageForm):
    conclusion = forms.CharField(label="检查结论", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class AssignForm(PageForm):
    team = RowsField(label="检查组")
    due_on = DayField(label="检查期限", required=False)


class ObjectionForm(PageForm):
    reason = ReasonField(
        label="申诉理由", max_length=2000, help_text="写明对哪一项有异议、依据是什么；检查组织方在期限内答复。"
    )


class AnswerForm(PageForm):
    answer = ReasonField(label="答复", max_length=2000, help_text="被检查方会看到这段话。")


def may_keep(actor: Actor) -> bool:
    """Whether the actor keeps the district's checklists."""
    return actor.can(Perm.INSPECTION_PLAN, ROOT)


def names_of(rows: Iterable[Any]) -> str:
    return "、".join(str(row) for row in rows)
