"""Forms of problems and rectifications. Field names are the keywords of the actions."""

from typing import Any

from django import forms
from django.conf import settings

from core.periods import SHANGHAI
from core.permissions import Actor, Perm, ancestor_paths
from core.visibility import under
from linkage.conferences.naming import key_of, named, offered
from linkage.problems.actions.problems import REQUIREMENT
from linkage.problems.models import Problem, Severity
from tenants.org.models import Organization
from web.forms import DayField, FilesField, PageForm, ReasonField, RowsField


class ProblemForm(PageForm):
    title = forms.CharField(
        label="问题", max_length=120, widget=forms.TextInput(attrs={"placeholder": "用一句话说清是什么问题"})
    )
    detail = forms.CharField(label="具体表现", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    source = forms.ChoiceField(label="来源", choices=[("", "请选择"), *Problem.Source.choices])
    severity = forms.ChoiceField(label="严重程度", choices=Severity.choices, initial=Severity.MINOR)
    category = forms.ChoiceField(label="类别", choices=Problem.Category.choices, initial=Problem.Category.OTHER)
    wide = ("title",)


class ProblemNewForm(ProblemForm):
    organization = RowsField(label="存在问题的组织", help_text="可以登记本级、上级和下级的问题。")
    origin = forms.ChoiceField(
        label="来源会议", required=False, help_text="来源是“会议议定”的必选：哪次会议，可具体到议题或议定事项。"
    )
    field_order = ("title", "organization", "detail", "source", "origin")


def meetings_for(actor: Actor, chosen: str = "") -> list[Any]:
    """The choices of ``origin``: recent meetings with their topics and decisions, and the one from which one came."""
    groups: list[Any] = [("", "不是会议上定的")]
    for meeting, parts in offered(actor):
        title = f"{meeting.starts_at.astimezone(SHANGHAI):%Y-%m-%d} {meeting}"
        rows = [(key_of(meeting), f"会议：{meeting}"), *((key_of(row), f"{named_kind(row)}：{row}") for row in parts)]
        groups.append((title, rows))
    known = {key for _, rows in groups[1:] for key, _ in rows}
    if chosen not in known and (row := named(actor, chosen)) is not None:
        groups.insert(1, (key_of(row), f"{named_kind(row)}：{row}"))
    return groups


def named_kind(row: Any) -> str:
    return str(row._meta.verbose_name)


def reportable(actor: Actor) -> Any:
    """Places with which somebody may say that a problem lies."""
    paths = actor.paths(Perm.PROBLEM_REPORT)
    higher = {path for own in paths for path in ancestor_paths(own)}
    rows = Organization.objects.in_use().exclude(level=Organization.Level.DISTRICT)
    return rows.filter(under(paths, "path")) | rows.filter(path__in=higher)


class DispatchForm(PageForm):
    requirement = forms.CharField(
        label="整改要求", max_length=2000, initial=REQUIREMENT, widget=forms.Textarea(attrs={"rows": 3})
    )
    organization = RowsField(label="责任组织")
    due_on = DayField(label="整改期限", required=False, help_text="不填时按严重程度的工作日数计算。")


class RevisitForm(PageForm):
    detail = forms.CharField(label="回头看发现的情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    severity = forms.ChoiceField(label="严重程度", choices=Severity.choices)


class MeasuresForm(PageForm):
    """The responsible person is chosen among the office-holders, or written down."""

    measures = forms.CharField(label="整改措施", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    post = RowsField(label="责任人", required=False, empty_label="另行填写")
    person = forms.CharField(
        label="责任人（另行填写）", required=False, max_length=60, help_text="名单里没有的，写姓名和职务。"
    )


class ProgressForm(PageForm):
    progress = forms.IntegerField(
        label="进度（%）", min_value=0, max_value=100, error_messages={"invalid": "请填写 0 到 100 之间的整数。"}
    )
    text = forms.CharField(label="进展", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class SubmitForm(PageForm):
    outcome = forms.CharField(label="整改结果", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    evidence = FilesField(
        label="佐证材料",
        required=False,
        help_text=f"整改前后照片、会议记录等，每个不超过 {settings.EVIDENCE_MAX_BYTES // 2**20} MB；已传过的不必再传。",
    )


class AdjustForm(PageForm):
    requirement = forms.CharField(label="整改要求", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = DayField(label="整改期限")
    reason = ReasonField(label="调整原因")
