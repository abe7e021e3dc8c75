"""What is typed for meetings."""

from typing import Any

from django import forms

from linkage.conferences.counting import Cadence, Majority
from linkage.conferences.models import Ballot, Body, Meeting, Seat
from web.forms import DayField, FilesField, PageForm, ReasonField, RowsField
from web.owners import DepartmentsField, OwnerField


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    widget = MomentInput
    default_error_messages = {"invalid": "请填写正确的日期和时间，例如 2026-10-12 14:00。"}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"])
        super().__init__(**kwargs)


class BodyForm(PageForm):
    name = forms.CharField(label="机构名称", max_length=80)
    kind = forms.ChoiceField(label="机构类型", choices=[("", "请选择"), *Body.Kind.choices])
    organization = RowsField(label="所属组织")
    cadence = forms.ChoiceField(
        label="召开周期", required=False, choices=[("", "按本区议事会议规则"), *Cadence.choices]
    )
    founded_on = DayField(label="成立日期", required=False, help_text="不填为今天。")
    duties = forms.CharField(label="工作职责", required=False, max_length=2000, widget=forms.Textarea)
    wide, more = ("name",), ("founded_on", "duties")


class BodyEditForm(PageForm):
    name = forms.CharField(label="机构名称", max_length=80)
    kind = forms.ChoiceField(label="机构类型", choices=Body.Kind.choices)
    cadence = forms.ChoiceField(label="召开周期", choices=Cadence.choices)
    duties = forms.CharField(label="工作职责", required=False, max_length=2000, widget=forms.Textarea)
    wide = ("name",)


class SeatEditForm(PageForm):
    role = forms.ChoiceField(label="身份", choices=Seat.Role.choices, initial=Seat.Role.MEMBER)
    name = forms.CharField(label="姓名", required=False, max_length=60)
    title = forms.CharField(label="单位职务", required=False, max_length=60)
    user = RowsField(
        label="本人账号",
        required=False,
        empty_label="由该组织或单位的负责人行使",
        help_text="选定后只有本人可以答复通知和表决；兼职委员请选本人。",
    )
    votes = forms.BooleanField(label="有表决权", required=False, initial=True)
    term_ends_on = DayField(label="任期届满", required=False)


class SeatForm(SeatEditForm):
    owner = OwnerField(label="所代表的组织、单位或部门")
    starts_on = DayField(label="任期开始", required=False, help_text="不填为今天。")
    field_order = ("owner", "role", "name", "title", "user", "votes")
    more = ("starts_on", "term_ends_on")


class MeetingForm(PageForm):
    title = forms.CharField(label="会议名称", max_length=120)
    starts_at = MomentField(label="开会时间")
    venue = forms.CharField(label="地点", max_length=120)
    note = forms.CharField(label="会议须知", required=False, max_length=2000, widget=forms.Textarea)
    wide = ("title",)


class NotifyForm(PageForm):
    reason = forms.CharField(
        label="紧急召开的理由",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="晚于规定的提前天数发通知时填写，成员会看到。",
    )


class PostponeForm(PageForm):
    starts_at = MomentField(label="新的开会时间")
    venue = forms.CharField(label="地点", max_length=120)
    reason = ReasonField(label="改期原因")


class MinutesForm(PageForm):
    minutes = forms.CharField(
        label="会议纪要",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="已按到会、表决和议定事项的记录起草，请核对修改。以“一、”开头的行印发时作为标题。",
    )


class LeaveForm(PageForm):
    reason = forms.CharField(label="请假事由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class DelegateForm(PageForm):
    delegate = forms.CharField(label="代表姓名、职务", max_length=60)
    reason = forms.CharField(label="说明", required=False, max_length=300)


class TopicForm(PageForm):
    title = forms.CharField(label="议题", max_length=120)
    content = forms.CharField(label="内容和建议", max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
    meeting = RowsField(label="希望列入的会议", required=False, empty_label="由会议组织方安排")
    papers = FilesField(label="材料", required=False)
    wide = ("title",)


class PapersForm(PageForm):
    papers = FilesField(label="材料")


class AcceptForm(PageForm):
    meeting = RowsField(label="列入哪次会议")
    majority = forms.ChoiceField(label="通过规则", choices=Majority.choices, initial=Majority.HALF)
    secret = forms.BooleanField(label="无记名表决", required=False)
    position = forms.IntegerField(
        label="议程序号", required=False, min_value=1, max_value=200, help_text="不填排在最后。"
    )


class AgendaForm(PageForm):
    position = forms.IntegerField(label="议程序号", min_value=1, max_value=200)
    majority = forms.ChoiceField(label="通过规则", choices=Majority.choices)
    secret = forms.BooleanField(label="无记名表决", required=False)


class ConclusionForm(PageForm):
    conclusion = forms.CharField(label="结论", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class VoteForm(PageForm):
    choice = forms.ChoiceField(label="我的意见", choices=Ballot.Choice.choices, widget=forms.RadioSelect)


class RecordVoteForm(VoteForm):
    seat = RowsField(label="成员")
    field_order = ("seat", "choice")


class DecisionForm(PageForm):
    title = forms.CharField(label="议定事项", max_length=120)
    content = forms.CharField(label="具体要求", required=False, max_length=2000, widget=forms.Textarea)
    due_on = DayField(label="完成期限")
    topic = RowsField(label="对应议题", required=False, empty_label="无")
    organizations: Any = forms.ModelMultipleChoiceField(
        None, label="责任组织（印发后交办任务）", required=False, widget=forms.CheckboxSelectMultiple
    )
    departments = DepartmentsField(label="责任部门（印发后交办任务）", required=False)
    units: Any = forms.ModelMultipleChoiceField(
        None, label="商请单位（可接受或谢绝）", required=False, widget=forms.CheckboxSelectMultiple
    )
    wide = ("title", "organizations", "departments", "units")


class OutcomeForm(PageForm):
    outcome = forms.CharField(label="落实情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class QuestionForm(PageForm):
    question = forms.CharField(label="质询内容", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class AnswerForm(PageForm):
    answer = forms.CharField(label="答复内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


def upcoming(body: Body) -> Any:
    """Meetings of the body whose agenda is still open."""
    return Meeting.objects.filter(body=body, status__in=("draft", "notified")).order_by("starts_at")
