"""Forms of secretaries' projects."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from core.events import action_day
from core.periods import Quarter
from core.permissions import Perm
from core.visibility import under
from linkage.problems.models import Problem
from linkage.secretaryprojects.actions.applying import secretaryproject_create, secretaryproject_edit
from linkage.secretaryprojects.models import ProjectPart, SecretaryProject
from tenants.org.models import Organization
from web.formpages import FormPage
from web.forms import DayField, FilesField, PageForm, ReasonField, RowsField

FILES = "照片、PDF、Word 或 Excel，最多 9 个。"


class ProjectForm(PageForm):
    """Field names are the keywords of the action."""

    title = forms.CharField(label="项目名称", max_length=80)
    secretary = forms.CharField(label="书记", required=False, max_length=60, help_text="不填则为登记的在任书记。")
    due_on = DayField(label="完成期限")
    problem = forms.CharField(
        label="要解决的问题",
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一个问题：具体是什么、影响谁、为什么没有解决。",
    )
    goal = forms.CharField(label="预期成效", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    measures = forms.CharField(label="主要措施", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    wide = ("title", "problem", "goal", "measures")


def own_places(page: Any) -> QuerySet[Organization]:
    """Places below the district for which this person applies."""
    found: QuerySet[Organization] = Organization.objects.in_use()
    return found.filter(under(page.actor.paths(Perm.SECRETARYPROJECT_EDIT), "path"), depth__gt=1)


class NewForm(ProjectForm):
    organization = RowsField(label="申报组织", empty_label=None)
    year = forms.TypedChoiceField(label="年度", coerce=int)
    source = RowsField(label="问题清单中的问题", required=False, empty_label="不是由问题清单而来")
    field_order = ("organization", "year", "title")
    more = ("source",)


class ProjectNew(FormPage):
    form, action, permission = NewForm, staticmethod(secretaryproject_create), Perm.SECRETARYPROJECT_EDIT
    title, submit, done = "起草书记项目", "保存草稿", "已保存，核对后请申报。"
    lead = "书记一年一个项目：解决一个问题、形成一个报告、创造一条经验、打造一个标杆。"
    record, list_name, list_title = "secretaryproject", "secretaryprojects", "书记项目"

    def initial(self) -> dict[str, Any]:
        found = {name: self.request.GET.get(name, "") for name in ("organization", "source")}
        return {name: value for name, value in found.items() if value.isascii() and value.isdecimal()}

    def limit(self, form: PageForm) -> None:
        year = action_day().year
        years: Any = form.fields["year"]
        years.choices = [(each, f"{each} 年") for each in (year, year + 1)]
        organization: Any = form.fields["organization"]
        organization.queryset = own_places(self)
        source: Any = form.fields["source"]
        mine = under(self.actor.paths(Perm.SECRETARYPROJECT_EDIT))
        source.queryset = Problem.objects.visible_to(self.actor).filter(mine).exclude(status="dismissed")


class ProjectEdit(FormPage):
    form, action, permission = ProjectForm, staticmethod(secretaryproject_edit), Perm.SECRETARYPROJECT_EDIT
    title, submit, done = "修改书记项目", "保存", "已保存。"
    record, list_name, list_title = "secretaryproject", "secretaryprojects", "书记项目"
    model, subject, select_related = SecretaryProject, "project", ("organization",)

    def initial(self) -> dict[str, Any]:
        kept = {name: getattr(self.object, name) for name in ("title", "secretary", "due_on", "goal", "measures")}
        return {**kept, "problem": self.object.parts.get(kind=ProjectPart.Kind.PROBLEM).text}


class PartForm(PageForm):
    kind = forms.ChoiceField(label="填写哪一项", choices=ProjectPart.Kind.choices)
    text = forms.CharField(label="正文", max_length=10000, widget=forms.Textarea(attrs={"rows": 8}))
    evidence = FilesField(label="材料", required=False, help_text=FILES)
    wide = ("text",)


def _quarters() -> list[tuple[str, str]]:
    this = Quarter.of(action_day())
    auto = "自动：季度结束后规定的天数内报上季度，其余时间报本季度"
    return [("", auto), *((str(each), each.label) for each in (this, this.previous))]


class QuarterForm(PageForm):
    quarter = forms.ChoiceField(label="报告哪一季度", choices=_quarters, required=False)
    progress = forms.IntegerField(label="进度（%）", min_value=0, max_value=100, help_text="0—100 的整数。")
    text = forms.CharField(label="进展情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class CheckForm(PageForm):
    passed = forms.TypedChoiceField(
        label="检查结果", choices=[("yes", "按计划推进"), ("no", "推进不力")], coerce=lambda value: value == "yes"
    )
    findings = ReasonField(label="检查情况")


class SucceedForm(PageForm):
    secretary = forms.CharField(label="接任书记", required=False, max_length=60, help_text="不填则为登记的在任书记。")
    reason = ReasonField(label="变更原因")


class FailForm(PageForm):
    reason = ReasonField(label="不合格的原因")
    due_on = DayField(label="整改期限")
