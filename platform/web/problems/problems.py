"""Problems: their list with import and export, and the record from which they are ordered to be put right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django_filters import FilterSet

from core.permissions import Perm
from core.visibility import held_above
from linkage.conferences.naming import named
from linkage.lights import Light, with_lights
from linkage.problems.actions.problems import (
    problem_dismiss,
    problem_dispatch,
    problem_edit,
    problem_report,
    problem_revisit,
)
from linkage.problems.models import Problem, Rectification, Severity
from linkage.problems.ordering import order_standing, with_order_light
from linkage.problems.waiting import PROBLEM_WAITS
from tenants.org.models import Organization
from web.acts import Act, level_above
from web.columns import Column, Day, Moment, Status
from web.filters import ChoicesFilter, KeyFilter, PeriodFilter, WaitsFilter
from web.formpages import FormPage
from web.forms import PageForm, ReasonForm
from web.imports import ImportableList
from web.lights import AMBER, GREY, RED, Chip, status_chip
from web.links import link
from web.lists import New
from web.places import chosen_place
from web.problems.forms import DispatchForm, ProblemForm, ProblemNewForm, RevisitForm, meetings_for, reportable
from web.records import RecordPage, Related
from web.tracking import TIMED_COLUMNS, LightColumn, light_chip

_TONES = {Severity.MINOR: GREY, Severity.MAJOR: AMBER, Severity.GRAVE: RED}


DISPATCH = Act(
    "dispatch",
    "下发整改",
    problem_dispatch,
    Perm.PROBLEM_HANDLE,
    icon="send",
    main=True,
    form=DispatchForm,
    at=level_above,
    consequence="下发后责任组织会收到通知，整改期限从今天起算。",
    done="已下发整改，可在整改清单里跟踪。",
)
# Of many at once: the usual requirement, the place itself, the term by severity.
DISPATCH_ALL = Act(
    "dispatch",
    "下发整改",
    problem_dispatch,
    Perm.PROBLEM_HANDLE,
    icon="send",
    at=level_above,
    consequence="由存在问题的组织按通用要求整改，期限按严重程度计算，各组织会收到通知。",
)
DISMISS = Act(
    "dismiss",
    "不予整改",
    problem_dismiss,
    Perm.PROBLEM_HANDLE,
    icon="circle-x",
    form=ReasonForm,
    at=level_above,
    danger=True,
    consequence="不予整改后这条问题就此了结，不能恢复。",
)
REVISIT = Act(
    "revisit",
    "回头看：问题反弹",
    problem_revisit,
    Perm.PROBLEM_HANDLE,
    icon="history",
    form=RevisitForm,
    at=level_above,
    consequence="已销号的问题不会重新打开；系统另立一个新问题，并注明由它而来。",
    done="已另立新问题，请在问题清单里下发整改。",
)


def severity_chip(row: Any) -> Chip:
    return Chip(row.get_severity_display(), _TONES[Severity(row.severity)], "flag")


class SeverityColumn(Column):
    def show(self, value: Any, record: Any) -> Any:
        return severity_chip(record).__html__()


SEVERITY = SeverityColumn("get_severity_display", "严重程度", sort="severity")


def above_chip(what: str, late: str, light: str | None, days_left: int | None) -> Chip | None:
    """How long the level above has been waited for, to do what; None for what does not wait."""
    chip = light_chip(light, days_left)
    if chip is None or days_left is None:
        return None
    return replace(chip, text=f"{late} {-days_left} 天" if days_left < 0 else f"{what}{chip.text}")


order_chip = partial(above_chip, "下发", "逾期未下达")


@dataclass(frozen=True)
class OrderLight(LightColumn):
    """The light of a problem that ``with_order_light`` has read."""

    label: str = "待下发"

    def chip(self, record: Any) -> Chip | None:
        return order_chip(record.light, record.days_left)


class ProblemFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Problem.Status.choices)
    severity = ChoicesFilter(label="严重程度", choices=Severity.choices)
    source = ChoicesFilter(label="来源", choices=Problem.Source.choices)
    category = ChoicesFilter(label="类别", choices=Problem.Category.choices)
    light = ChoicesFilter(
        label="待下发", choices=[(Light.OVERDUE, "逾期未下达"), (Light.SOON, "临近下发期限"), (Light.STEADY, "正常")]
    )
    reported_at = PeriodFilter(label="登记日期")
    waits = WaitsFilter(PROBLEM_WAITS)
    organization = KeyFilter(label="组织", queryset=lambda request: Organization.objects.visible_to(request.actor))
    follows = KeyFilter(label="回头看的问题", queryset=lambda request: Problem.objects.visible_to(request.actor))


class ProblemList(ImportableList):
    import_name, template = "problem-import", "web/problems/list.html"
    model, name, record, subject, title = Problem, "problems", "problem", "problem", "问题清单"
    measure = "个"
    select_related = ("organization", "reported_by")
    search_fields, search_hint = ("title", "number", "detail", "organization__name"), "问题、编号、组织"
    filters = ProblemFilters
    columns = (
        Column("title", "问题", link=True, sort="title"),
        Status(),
        OrderLight(),
        SEVERITY,
        Column("organization", "存在问题的组织", sort="organization__path"),
        Column("get_source_display", "来源", sort="source"),
        Day("reported_at", "登记日期", sort="reported_at"),
        Column("number", "编号", sort="number"),
        Column("get_category_display", "类别", optional=True),
        Column("reported_by", "登记组织", optional=True),
        Day("order_due_on", "下发期限", sort="order_due_on", optional=True),
        Day("closed_at", "销号日期", sort="closed_at", optional=True),
        Column("detail", "具体表现", optional=True),
    )
    bulk_acts = (DISPATCH_ALL,)
    new = New("登记问题", "problem-new", Perm.PROBLEM_REPORT)
    empty_title, empty_text = "还没有问题", "述职、督查、走访、诉求等发现的问题登记后显示在这里，由上级下发整改。"

    def rows(self) -> QuerySet[Any]:
        return with_order_light(super().rows())


class ProblemRecord(RecordPage):
    # A secretary's project may set out to solve it.
    begets = True
    model, name, list_name, list_title = Problem, "problem", "problems", "问题清单"
    subject, kind = "problem", "问题"
    select_related = ("organization", "reported_by", "follows")
    facts = (
        Column("number", "编号"),
        Column("organization", "存在问题的组织"),
        Column("get_source_display", "来源"),
        Column("get_category_display", "类别"),
        Column("reported_by", "登记组织"),
        Column("reporter_label", "登记人"),
        Moment("reported_at", "登记时间"),
        Day("order_due_on", "下发期限"),
        Moment("closed_at", "销号时间"),
    )
    text_facts = (Column("detail", "具体表现"),)
    acts = (DISPATCH, REVISIT, DISMISS)

    def chips(self, record: Problem) -> Iterable[Chip | None]:
        return [status_chip(record), severity_chip(record), order_chip(*order_standing(record))]

    def links(self, record: Problem) -> Iterable[tuple[str, str, str]]:
        at = (record.reported_by or record.organization).place
        if record.status == Problem.Status.REPORTED and self.actor.can(Perm.PROBLEM_REPORT, at):
            yield "修改", "pencil", link(self.request, "problem-edit", record.pk)

    def related_to(self, record: Problem) -> Iterable[Related]:
        yield Related(
            "整改",
            lambda row, actor: with_lights(Rectification.objects.visible_to(actor).filter(problem=row)).select_related(
                "organization"
            ),
            (Column("number", "编号", link=True), Status(), Column("organization", "责任组织"), *TIMED_COLUMNS),
            record="rectification",
            empty="还没有下发整改。",
        )
        if record.follows_id or record.status == Problem.Status.CLOSED:
            yield Related(
                "回头看",
                lambda row, actor: (
                    Problem.objects.visible_to(actor)
                    .filter(Q(follows=row) | Q(pk=row.follows_id))
                    .select_related("organization")
                ),
                (
                    Column("number", "编号", link=True),
                    Column("title", "问题"),
                    Status(),
                    Day("reported_at", "登记日期"),
                ),
                record="problem",
                empty="没有发现反弹。",
            )

    def initial(self, act: Act) -> dict[str, Any]:
        if act.verb == "dispatch":
            return {"organization": self.record.organization_id}
        return {"severity": self.record.severity} if act.verb == "revisit" else {}

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "dispatch":
            field: Any = form.fields["organization"]
            field.queryset = responsible(self.actor)


def responsible(actor: Any) -> Any:
    """Places that may be told to put something right."""
    rows = Organization.objects.in_use().exclude(level=Organization.Level.DISTRICT)
    return rows.filter(held_above(actor, Perm.PROBLEM_HANDLE, "path"))


class ProblemNew(FormPage):
    form, action, permission = ProblemNewForm, staticmethod(problem_report), Perm.PROBLEM_REPORT
    title, submit, done = "登记问题", "登记", "问题已登记，等待上级处理。"
    record, list_name, list_title = "problem", "problems", "问题清单"
    remember = ("source", "category")

    def initial(self) -> dict[str, Any]:
        place = chosen_place(self.request)
        first: dict[str, Any] = {"organization": place.pk} if place is not None else {}
        if self._from:
            first.update(origin=self._from, source=Problem.Source.MEETING)
        return first

    @property
    def _from(self) -> str:
        """The meeting, topic or decision on whose page the form was opened."""
        return self.request.GET.get("from", "")

    def limit(self, form: PageForm) -> None:
        field: Any = form.fields["organization"]
        field.queryset = reportable(self.actor)
        origin: Any = form.fields["origin"]
        origin.choices = meetings_for(self.actor, self._from)

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        key = values.pop("origin")
        return {**values, "origin": named(self.actor, key) if key else None}


class ProblemEdit(FormPage):
    form, action, permission = ProblemForm, staticmethod(problem_edit), Perm.PROBLEM_REPORT
    model, subject = Problem, "problem"
    select_related = ("organization", "reported_by")
    title, done = "修改问题", "问题已修改。"
    record, list_name, list_title = "problem", "problems", "问题清单"

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ("title", "detail", "source", "severity", "category")}
