"""Targets: their list, the record with what either side may do, and the form on which a team records."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django_filters import FilterSet

from core.errors import NotAllowed
from core.periods import today
from core.permissions import Actor, Perm
from linkage.inspections.actions.answers import (
    inspectiontarget_close,
    inspectiontarget_confirm,
    inspectiontarget_correct,
    inspectiontarget_object,
    inspectiontarget_uphold,
    problems_of,
)
from linkage.inspections.actions.records import FindingDraft, inspectiontarget_record, inspectiontarget_submit
from linkage.inspections.actions.targets import inspectiontarget_assign, inspectiontarget_drop
from linkage.inspections.models import Finding, Inspection, InspectionTarget, InspectionTeam
from linkage.inspections.recording import records
from linkage.inspections.waiting import TARGET_WAITS
from linkage.problems.models import Severity
from web.acts import Act
from web.claimforms import uploads
from web.columns import Column, Day, Due, Number, Status
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter
from web.formpages import FormPage
from web.forms import DayField, FilesField, NoteForm, PageForm, ReasonForm
from web.inspections.forms import AnswerForm, AssignForm, ConclusionForm, ObjectionForm
from web.lights import Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage
from web.records import RecordPage, Related

_STATUS = InspectionTarget.Status
_RELATED = ("inspection__organization", "organization", "unit", "team")


def inspecting_place(row: InspectionTarget) -> Any:
    return row.inspection.place


def is_running(row: InspectionTarget, actor: Actor) -> bool:
    return row.inspection.status in Inspection.RUNNING


def is_done(row: InspectionTarget) -> bool:
    return row.status in (_STATUS.CONFIRMED, _STATUS.CLOSED, _STATUS.DROPPED)


class SubmitAct(Act):
    """For members of the team too, whose right does not come from a place."""

    def may(self, actor: Actor, record: Any) -> bool:
        return record.status == _STATUS.CHECKING and is_running(record, actor) and records(actor, record)


SUBMIT = SubmitAct(
    "submit",
    "提交检查结果",
    inspectiontarget_submit,
    Perm.INSPECTION_RECORD,
    icon="send",
    main=True,
    form=ConclusionForm,
    consequence="提交后被检查方可以看到结果，在期限内确认或申诉；检查情况不能再修改。",
    done="检查结果已提交，被检查方会收到通知。",
)
CONFIRM = Act(
    "confirm",
    "确认检查结果",
    inspectiontarget_confirm,
    Perm.INSPECTION_CONFIRM,
    icon="circle-check",
    main=True,
    form=NoteForm,
    consequence="确认后，不符合的事项登记为问题，由上级下发整改。",
    done="检查结果已确认。",
)
OBJECT = Act(
    "object",
    "提出申诉",
    inspectiontarget_object,
    Perm.INSPECTION_CONFIRM,
    icon="message-question",
    form=ObjectionForm,
    done="申诉已提交，检查组织方在期限内答复。",
)
UPHOLD = Act(
    "uphold",
    "答复申诉：维持结果",
    inspectiontarget_uphold,
    Perm.INSPECTION_PLAN,
    icon="message-check",
    main=True,
    form=AnswerForm,
    at=inspecting_place,
    consequence="维持后结果生效，不符合的事项登记为问题。",
)
CORRECT = Act(
    "correct",
    "答复申诉：更正结果",
    inspectiontarget_correct,
    Perm.INSPECTION_PLAN,
    icon="message-plus",
    form=AnswerForm,
    at=inspecting_place,
    when=is_running,
    consequence="退回检查组更正，更正后重新提交给被检查方确认。",
)
CLOSE = Act(
    "close",
    "办结",
    inspectiontarget_close,
    Perm.INSPECTION_PLAN,
    icon="rubber-stamp",
    main=True,
    at=inspecting_place,
    consequence="由此产生的问题全部销号后才能办结。",
)
ASSIGN = Act(
    "assign",
    "调整检查组和期限",
    inspectiontarget_assign,
    Perm.INSPECTION_PLAN,
    icon="users",
    form=AssignForm,
    at=inspecting_place,
    when=lambda row, actor: row.inspection.status in Inspection.OPEN,
    done="已调整，检查组会收到通知。",
)
DROP = Act(
    "drop",
    "不再检查",
    inspectiontarget_drop,
    Perm.INSPECTION_PLAN,
    icon="ban",
    form=ReasonForm,
    at=inspecting_place,
    when=is_running,
    danger=True,
    consequence="注明后不能恢复，已经记录的情况保留。",
)


class TargetFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=InspectionTarget.Status.choices)
    due_on = PeriodFilter(label="检查期限")
    visited_on = PeriodFilter(label="检查日期")
    late = OnlyFilter(label="只看逾期", rows="overdue")
    unmet = OnlyFilter(label="只看有不符合的", rows="with_unmet")
    drawn = OnlyFilter(label="随机抽中的", rows="by_draw")
    waits = ChoicesFilter(
        label="待我办理", choices=[(word, title) for word, (title, _) in TARGET_WAITS.items()], method="for_me"
    )
    inspection = KeyFilter(label="督导检查", queryset=lambda request: Inspection.objects.visible_to(request.actor))
    team = KeyFilter(label="检查组", queryset=lambda request: InspectionTeam.objects.visible_to(request.actor))

    def overdue(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        day = today()
        return rows.filter(
            Q(status__in=InspectionTarget.TO_VISIT, due_on__lt=day, inspection__status__in=Inspection.RUNNING)
            | Q(status=_STATUS.CHECKED, confirm_due_on__lt=day)
            | Q(status=_STATUS.OBJECTED, answer_due_on__lt=day)
        )

    def with_unmet(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(unmet__gt=0)

    def by_draw(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(drawn=True)

    def for_me(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        rule = Q(pk__in=[])
        for word in value:
            rule |= Q(pk__in=TARGET_WAITS[word][1](self.request.actor).values("pk"))
        return rows.filter(rule) if value else rows


class TargetList(ListPage):
    model, name, record, subject = InspectionTarget, "inspectiontargets", "inspectiontarget", "target"
    title, measure = "检查对象", "个"
    lead = "被检查的街道、社区和单位，以及检查结果的确认、申诉和办结。"
    select_related = _RELATED
    search_fields = ("organization__name", "unit__name", "inspection__title", "team__name")
    search_hint = "检查对象、督导检查、检查组"
    filters = TargetFilters
    columns = (
        Column("owner", "检查对象", link=True, sort="organization__path"),
        Status(),
        Column("inspection", "督导检查", sort="inspection__title"),
        Column("team", "检查组", sort="team__order"),
        Due("light_on", "当前期限", sort="due_on", done=is_done),
        Day("visited_on", "检查日期", sort="visited_on"),
        Number("score", "得分", sort="score"),
        Number("unmet", "不符合", sort="unmet"),
        Column("conclusion", "检查结论", optional=True),
        Column("objection", "申诉理由", optional=True),
        Column("answer", "申诉答复", optional=True),
    )
    order = ("-inspection__starts_on", "organization__path")
    bulk_acts = (CLOSE,)
    empty_title, empty_text = "没有检查对象", "督导检查下达后，检查对象和结果显示在这里。"


class TargetRecord(RecordPage):
    model, name, list_name, list_title = InspectionTarget, "inspectiontarget", "inspectiontargets", "检查对象"
    subject, kind = "target", "检查对象"
    select_related = _RELATED
    facts = (
        Column("inspection", "督导检查"),
        Column("inspection.organization", "检查组织"),
        Column("team", "检查组"),
        Column("team.head", "组长"),
        Day("due_on", "检查期限"),
        Day("visited_on", "检查日期"),
        Number("score", "得分", unit="分"),
        Number("unmet", "不符合", unit="项"),
        Day("confirm_due_on", "确认期限"),
        Day("confirmed_at", "确认日期"),
        Day("answer_due_on", "答复申诉期限"),
    )
    text_facts = (
        Column("conclusion", "检查结论", value=lambda row: row.conclusion if row.status in row.TOLD else ""),
        Column("objection", "申诉理由"),
        Column("answer", "申诉答复"),
    )
    acts = (SUBMIT, CONFIRM, OBJECT, UPHOLD, CORRECT, CLOSE, ASSIGN, DROP)

    def heading(self, record: InspectionTarget) -> str:
        return str(record.owner)

    def whose(self, record: InspectionTarget) -> str:
        return str(record.inspection)

    def chips(self, record: InspectionTarget) -> Iterable[Chip | None]:
        yield status_chip(record)
        if not is_done(record):
            yield due_chip(record.light_on)
        yield Chip("随机抽中", icon="dice-5") if record.drawn else None

    def links(self, record: InspectionTarget) -> Iterable[tuple[str, str, str]]:
        to_visit = record.status in InspectionTarget.TO_VISIT and is_running(record, self.actor)
        if to_visit and records(self.actor, record):
            yield "记录检查情况", "clipboard-text", link(self.request, "inspectiontarget-record", record.pk)
        yield "打开督导检查", "arrow-up-right", link(self.request, "inspection", record.inspection_id)

    def related_to(self, record: InspectionTarget) -> Iterable[Related]:
        yield Related(
            "检查结果",
            lambda row, actor: (
                Finding.objects.visible_to(actor).filter(target=row).select_related("item").order_by("item__order")
            ),
            (
                Column("item.title", "检查事项", link=True), Column("get_result_display", "结果"),
                Number("score", "得分"), Column("note", "情况说明"),
            ),
            record="finding",
            all="findings",
            query=lambda row: {"target": row.pk},
            empty="还没有检查结果，或结果尚未提交。",
        )  # fmt: skip
        if record.status in (_STATUS.CONFIRMED, _STATUS.CLOSED):
            yield Related(
                "由此产生的问题",
                lambda row, actor: problems_of(row).filter(pk__in=_seen_problems(actor)).order_by("pk"),
                (Column("title", "问题", link=True), Status(), Column("number", "编号")),
                record="problem",
                empty="没有需要整改的问题。",
            )

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "assign":
            field: Any = form.fields["team"]
            field.queryset = InspectionTeam.objects.filter(inspection=self.record.inspection_id)

    def initial(self, act: Act) -> dict[str, Any]:
        row = self.record
        if act.verb == "assign":
            return {"team": row.team_id, "due_on": row.due_on}
        return {"conclusion": row.conclusion} if act.verb == "submit" else {}


def _seen_problems(actor: Actor) -> Any:
    from linkage.problems.models import Problem

    return Problem.objects.visible_to(actor).values("pk")


class RecordForm(PageForm):
    """The day, and for each item a result, a word about it and photos; items without a result stay as they are."""

    visited_on = DayField(label="检查日期")

    def ask_for(self, target: InspectionTarget, known: dict[int, Finding]) -> None:
        """Add the boxes of every item of the inspection, filled with what was recorded before."""
        self.items = list(target.inspection.items.order_by("order"))
        for item in self.items:
            before = known.get(item.pk)
            points = f"（{item.points.normalize():f} 分）" if item.points is not None else ""
            self.fields[f"result_{item.pk}"] = forms.ChoiceField(
                label=f"{item.order}. {item.title}{points}",
                choices=Finding.Result.choices,
                required=False,
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                help_text=item.standard,
                initial=before.result if before else None,
            )
            self.fields[f"severity_{item.pk}"] = forms.ChoiceField(
                label=f"第 {item.order} 项不符合的严重程度",
                choices=Severity.choices,
                required=False,
                initial=before.severity if before else None,
            )
            self.fields[f"note_{item.pk}"] = forms.CharField(
                label=f"第 {item.order} 项情况说明",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
                help_text="不符合的必须说明。",
                initial=before.note if before else "",
            )
            self.fields[f"files_{item.pk}"] = FilesField(label=f"第 {item.order} 项现场照片和材料", required=False)
            for name in ("severity", "files"):
                css = "form-select" if name == "severity" else "form-control"
                self.fields[f"{name}_{item.pk}"].widget.attrs["class"] = css

    @property
    def wide_names(self) -> tuple[str, ...]:
        return tuple(f"{name}_{item.pk}" for item in self.items for name in ("result", "note"))

    def drafts(self) -> list[FindingDraft]:
        values = self.cleaned_data
        return [
            FindingDraft(
                item,
                values[f"result_{item.pk}"],
                values[f"note_{item.pk}"],
                values[f"severity_{item.pk}"],
                uploads(values[f"files_{item.pk}"]),
            )
            for item in self.items
            if values[f"result_{item.pk}"]
        ]


class RecordPageForm(FormPage):
    form, action, permission = RecordForm, staticmethod(inspectiontarget_record), None
    model, subject, select_related = InspectionTarget, "target", _RELATED
    title, submit, done = "记录检查情况", "保存", "检查情况已保存；全部记录后请提交检查结果。"
    lead = "可以分几次记录；没有选择结果的事项不变，不适用的请选“不适用”。"
    record, list_name, list_title = "inspectiontarget", "inspectiontargets", "检查对象"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        if not records(self.actor, self.object):
            raise NotAllowed("只有该检查对象的检查组成员和组织检查的一方可以记录。")

    def initial(self) -> dict[str, Any]:
        return {"visited_on": self.object.visited_on or today()}

    def limit(self, form: PageForm) -> None:
        assert isinstance(form, RecordForm)
        form.ask_for(self.object, {row.item_id: row for row in self.object.findings.all()})
        form.wide = form.wide_names  # type: ignore[misc]
        self.shown = form

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"visited_on": values["visited_on"], "findings": self.shown.drafts()}
