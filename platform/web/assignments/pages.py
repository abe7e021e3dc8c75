"""The list of tasks and the record of one, with its parts and what was reported."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import path

from core.permissions import Perm
from linkage.assignments.models import Assignment, AssignmentFile
from linkage.assignments.waiting import WAITS, with_parts
from linkage.lights import with_lights
from web.acts import Act
from web.assignments.acts import ACCEPT_ALL, ACTS, VERIFY_ALL
from web.assignments.forms import AssignmentNew, AssignmentSplit
from web.assignments.imports import AssignmentImport
from web.claimforms import uploads
from web.columns import Column, Day, Moment, Status
from web.evidence import EvidenceFile, with_papers
from web.filters import ChoicesFilter, KeyFilter, PeriodFilter, WaitsFilter
from web.imports import ImportableList
from web.lights import Chip, due_chip, status_chip
from web.links import link
from web.lists import New
from web.places import chosen_place
from web.records import RecordPage, Related
from web.supervision.parts import EXTEND, HOLD_TO_ACCOUNT, SUPERVISE, time_again, timed_related
from web.tracking import TIMED_COLUMNS, Progress, TimedFilters, TimedList, standing_chip

RELATIONS = ("organization", "department", "issuer")
SCOPES = (("own", "本级承办"), ("issued", "本级下达的整项任务"), ("below", "下级承办"))


class AssignmentFilters(TimedFilters):
    status = ChoicesFilter(label="状态", choices=Assignment.Status.choices)
    scope = ChoicesFilter(label="范围", choices=SCOPES, method="by_scope")
    kind = ChoicesFilter(label="类别", choices=Assignment.Kind.choices)
    due_on = PeriodFilter(label="完成期限")
    waits = WaitsFilter(WAITS)
    parent = KeyFilter(label="上级任务", queryset=lambda request: Assignment.objects.visible_to(request.actor))

    def by_scope(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        place = chosen_place(self.request)
        if place is None:
            return rows.none()
        at = Q(organization=place, department=None)
        rules = {"own": at & Q(parent__isnull=False), "issued": at & Q(parent=None), "below": Q(issuer=place) & ~at}
        found = Q(pk__in=[])
        for scope in chosen:
            found |= rules[scope]
        return rows.filter(found)


def is_over(row: Assignment) -> bool:
    """Whether its day has lost its weight: done, or taken back."""
    return row.status not in Assignment.RUNNING


def who(row: Any) -> str:
    """Who does it: an organization or department, or those among whom the whole is divided."""
    return f"{row.living} 个组织" if row.is_whole else str(row.handler)


class AssignmentList(TimedList, ImportableList):
    import_name = "assignment-import"
    model, name, record, subject, title = Assignment, "assignments", "assignment", "assignment", "任务清单"
    measure = "项"
    select_related = RELATIONS
    search_fields = ("title", "number", "organization__name", "department__name", "responsible", "content")
    search_hint = "任务名称、编号、组织、责任人"
    filters = AssignmentFilters
    columns = (
        Column("title", "任务", link=True, sort="title"),
        Status(),
        *TIMED_COLUMNS,
        Column("who", "承办组织", value=who, sort="organization__path"),
        Column("issuer", "下达组织", sort="issuer__path"),
        Column("number", "编号", sort="number"),
        Column("get_kind_display", "类别", sort="kind", optional=True),
        Column("responsible", "责任人", optional=True),
        Day("dispatched_at", "下达日期", sort="dispatched_at", optional=True),
        Day("closed_at", "办结日期", sort="closed_at", optional=True),
        Column("support", "随附人员经费", optional=True),
    )
    bulk_acts = (ACCEPT_ALL, VERIFY_ALL)
    new = New("下达任务", "assignment-new", Perm.ASSIGNMENT_DISPATCH)
    template = "web/assignments/list.html"
    empty_title, empty_text = "还没有任务", "下达给下级的任务，和上级下达的任务，都显示在这里。"

    def rows(self) -> QuerySet[Any]:
        return with_parts(super().rows())


def report_rows(row: Assignment) -> QuerySet[Any]:
    """What was reported of it, with files."""
    return with_papers(row.reports.order_by("-pk"), AssignmentFile)


class AssignmentRecord(RecordPage):
    model, name, list_name, list_title, subject = Assignment, "assignment", "assignments", "任务清单", "assignment"
    kind = "任务"
    select_related = RELATIONS
    body_template = "web/assignments/record_body.html"
    facts = (
        Column("number", "编号"),
        Column("get_kind_display", "类别"),
        Column("who", "承办组织", value=who),
        Column("issuer", "下达组织"),
        Column("responsible", "责任人"),
        Day("due_on", "完成期限"),
        Progress("progress", "进度"),
        Moment("dispatched_at", "下达时间"),
        Moment("accepted_at", "签收时间"),
        Moment("submitted_at", "报结时间"),
        Moment("closed_at", "办结时间"),
    )
    text_facts = (
        Column("content", "任务要求"),
        Column("support", "随任务下沉的人员和经费"),
        Column("outcome", "完成情况"),
    )
    acts = (*ACTS, EXTEND, SUPERVISE, HOLD_TO_ACCOUNT)

    def readable(self) -> QuerySet[Any]:
        return with_parts(super().readable())

    def whose(self, record: Any) -> str:
        return f"{record.issuer} 下达的整项任务" if record.is_whole else f"{record.issuer} → {record.handler}"

    def chips(self, record: Assignment) -> Iterable[Chip | None]:
        due = due_chip(record.due_on) if record.status == Assignment.Status.DISPATCHED else standing_chip(record)
        return [status_chip(record), due]

    def links(self, record: Assignment) -> Iterable[tuple[str, str, str]]:
        open_ = record.status in (Assignment.Status.DISPATCHED, Assignment.Status.ACTIVE)
        if open_ and record.department is None and self.actor.can(Perm.ASSIGNMENT_DISPATCH, record.place):
            label = "增加承办组织" if record.is_whole else "分解给下级"
            yield label, "arrows-split", link(self.request, "assignment-split", record.pk)

    def related_to(self, record: Any) -> Iterable[Related]:
        if record.living or record.is_whole:
            yield Related(
                "各组织办理情况",
                lambda row, actor: (
                    with_lights(Assignment.objects.visible_to(actor).filter(parent=row))
                    .select_related(*RELATIONS)
                    .order_by("progress", "pk")
                ),
                (
                    Column("handler", "承办组织", link=True),
                    Status(),
                    *TIMED_COLUMNS,
                ),
                record="assignment",
                all="assignments",
                query=lambda row: {"parent": row.pk},
                empty="任务已全部撤回。",
            )
        if not record.is_whole:
            yield from timed_related()

    def initial(self, act: Act) -> dict[str, Any]:
        if act.verb in ("report", "extend"):
            return {"progress": self.record.progress}
        if act.verb == "return":
            return time_again(self.record)
        return {"responsible": self.record.responsible}

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "report" and self.record.living:
            form.fields.pop("progress", None)

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "evidence": uploads(values["evidence"])} if "evidence" in values else values

    def further(self, record: Assignment) -> dict[str, Any]:
        return {"reports": list(report_rows(record)), "above": self.above(record)}

    def above(self, record: Assignment) -> str:
        """The address of the task that this is a part of, for those who may see it."""
        parent = record.parent_id
        if parent is None or not Assignment.objects.visible_to(self.actor).filter(pk=parent).exists():
            return ""
        return link(self.request, "assignment", parent)


class AssignmentFilePage(EvidenceFile):
    """Evidence of a progress report."""

    model = AssignmentFile


urlpatterns = [
    path("assignments/", AssignmentList.as_view(), name="assignments"),
    path("assignments/new/", AssignmentNew.as_view(), name="assignment-new"),
    path("assignments/import/", AssignmentImport.as_view(), name="assignment-import"),
    path("assignments/<int:pk>/split/", AssignmentSplit.as_view(), name="assignment-split"),
    *AssignmentRecord.urls("assignments"),
    path("assignmentfiles/<int:pk>/", AssignmentFilePage.as_view(), name="assignmentfile"),
]
