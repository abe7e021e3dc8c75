"""提案: the list, and the record with review, handling, answer and judgement."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm, ancestor_paths
from linkage.conferences.models import Body
from linkage.proposals.models import Proposal, Proposer
from linkage.proposals.waiting import to_answer, to_judge, to_reply, to_review
from tenants.org.models import Department, Organization, ResidentUnit
from web.acts import Act
from web.claimforms import uploads
from web.columns import Column, Day, Due, Moment, Number, Status
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter
from web.lights import AMBER, GREEN, RED, Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage, New
from web.owners import departments_under
from web.proposals.acts import ACTS, is_first
from web.records import RecordPage, Related

# Somebody has still to answer or to reply.
WAITING = (Proposal.Status.ASSIGNED, Proposal.Status.PASSED_ON)


class ProposalFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Proposal.Status.choices)
    category = ChoicesFilter(label="类别", choices=Proposal.Category.choices)
    satisfaction = ChoicesFilter(label="满意度", choices=Proposal.Satisfaction.choices)
    submitted_at = PeriodFilter(label="提出日期")
    late = OnlyFilter(label="答复、回复逾期", rows="overdue")
    again = OnlyFilter(label="二次办理", rows="handled_again")
    waits = ChoicesFilter(
        label="待办",
        choices=(
            ("review", "待我审查交办"),
            ("answer", "待我答复"),
            ("reply", "转来待我回复"),
            ("judge", "待我反馈或补充"),
        ),
        method="waiting",
    )
    unit = KeyFilter(
        label="提案单位", method="by_unit", queryset=lambda request: ResidentUnit.objects.visible_to(request.actor)
    )
    department = KeyFilter(
        label="提案部门", method="by_department", queryset=lambda request: Department.objects.visible_to(request.actor)
    )

    def overdue(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(status__in=WAITING, due_on__lt=today())

    def handled_again(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(round__gt=1)

    def waiting(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        kinds = {"review": to_review, "answer": to_answer, "reply": to_reply, "judge": to_judge}
        rule = Q(pk__in=[])
        for kind in chosen:
            rule |= Q(pk__in=kinds[kind](self.request.actor).values("pk"))
        return rows.filter(rule)

    def by_unit(self, rows: QuerySet[Any], name: str, unit: ResidentUnit) -> QuerySet[Any]:
        return rows.filter(pk__in=Proposer.objects.filter(unit=unit).values("proposal"))

    def by_department(self, rows: QuerySet[Any], name: str, department: Department) -> QuerySet[Any]:
        return rows.filter(pk__in=Proposer.objects.filter(department=department).values("proposal"))


def is_over(proposal: Proposal) -> bool:
    """Whether the day of the answer has lost its weight."""
    return proposal.status not in WAITING


class ProposalList(ListPage):
    model, name, record, subject, title = Proposal, "proposals", "proposal", "proposal", "提案"
    measure = "件"
    select_related = ("organization", "handler", "department")
    prefetch_related = ("proposers",)
    search_fields, search_hint = ("title", "number", "content", "proposers__label"), "案由、提案号、提案人"
    filters = ProposalFilters
    columns = (
        Column("title", "案由", link=True, sort="title"),
        Status(),
        Column("number", "提案号", sort="number"),
        Column("proposer", "提案人", value=lambda row: "、".join(each.label for each in row.proposers.all())),
        Column("organization", "受理组织", sort="organization__path"),
        Column("handled_by", "承办组织", sort="handler__path"),
        Due("due_on", "答复期限", sort="due_on", done=is_over),
        Column("get_satisfaction_display", "满意度", sort="satisfaction"),
        Column("get_category_display", "类别", sort="category", optional=True),
        Column("get_result_display", "办理结果", sort="result", optional=True),
        Number("round", "办理次数", sort="round", optional=True),
        Day("submitted_at", "提出日期", sort="submitted_at", optional=True),
        Day("closed_at", "办结日期", sort="closed_at", optional=True),
    )
    new = New("提出提案", "proposal-new", Perm.PROPOSAL_SUBMIT)
    empty_title, empty_text = "还没有提案", "委员、单位、部门和各级组织提出的提案在这里审查、交办、答复和反馈。"

    def rows(self) -> QuerySet[Any]:
        rows = super().rows()
        return rows.distinct() if self.query else rows

    def in_place(self, rows: QuerySet[Any], place: Organization) -> QuerySet[Any]:
        """A proposal belongs to the place that received it and to the one that handles it."""
        return rows.filter(Q(organization__path__startswith=place.path) | Q(handler__path__startswith=place.path))


class ProposalRecord(RecordPage):
    model, name, list_name, list_title, subject, kind = Proposal, "proposal", "proposals", "提案", "proposal", "提案"
    select_related = ("organization", "handler", "department", "merged_into")
    # It may become a topic of a conference.
    begets = True
    body_template = "web/proposals/record_body.html"
    facts = (
        Column("number", "提案号"),
        Column("proposer", "提案人", value=lambda row: "、".join(each.label for each in row.proposers.all())),
        Column("get_category_display", "类别"),
        Column("organization", "受理组织"),
        Moment("submitted_at", "提出时间"),
        Column("handled_by", "承办组织"),
        Day("due_on", "答复期限"),
        Number("round", "办理次数", value=lambda row: row.round or None),
        Column("get_result_display", "办理结果"),
        Moment("answered_at", "答复时间"),
        Column("get_satisfaction_display", "满意度"),
        Moment("closed_at", "办结时间"),
        Column("merged_into", "并入提案"),
    )
    text_facts = (
        Column("content", "情况和建议"),
        Column("opinion", "审查意见"),
        Column("answer", "答复"),
        Column("feedback", "反馈意见"),
    )
    acts = ACTS
    related = (
        Related(
            "并入本案的提案",
            lambda row, actor: row.merged.visible_to(actor).prefetch_related("proposers"),
            (
                Column("title", "案由", link=True),
                Column("number", "提案号"),
                Column("proposer", "提案人", value=lambda row: "、".join(each.label for each in row.proposers.all())),
            ),
            record="proposal",
            empty="没有并案。",
        ),
    )

    def readable(self) -> QuerySet[Any]:
        return super().readable().prefetch_related("proposers__organization")

    def chips(self, record: Proposal) -> Iterable[Chip | None]:
        late = record.due_on is not None and not is_over(record)
        marks = {"satisfied": GREEN, "fairly": AMBER, "dissatisfied": RED}
        return [
            status_chip(record),
            due_chip(record.due_on) if late else None,
            Chip("二次办理", AMBER, "refresh") if record.round > 1 and not record.closed_at else None,
            Chip(record.get_satisfaction_display(), marks[record.satisfaction], "star")
            if record.satisfaction
            else None,
        ]

    def links(self, record: Proposal) -> Iterable[tuple[str, str, str]]:
        if record.status == Proposal.Status.RETURNED and is_first(self.actor, record):
            yield "补充后重新提交", "pencil", link(self.request, "proposal-edit", record.pk)
        if record.merged_into is not None:
            yield "查看并入的提案", "git-merge", link(self.request, "proposal", record.merged_into_id)

    def limit(self, act: Act, form: forms.Form) -> None:
        record: Proposal = self.record
        if act.verb == "merge":
            into: Any = form.fields["into"]
            into.queryset = (
                Proposal.objects.visible_to(self.actor)
                .filter(organization=record.organization_id, status__in=("filed", "assigned"))
                .exclude(pk=record.pk)
            )
        if act.verb == "assign":
            handler: Any = form.fields["handler"]
            path = record.organization.path
            places = Organization.objects.in_use().filter(path__startswith=path)
            handler.offer(places, [], departments=departments_under([path]))
        if act.verb == "pass_on":
            field: Any = form.fields["handler"]
            here = record.organization
            line = Q(path__startswith=here.path) | Q(path__in=ancestor_paths(here.path))
            offices = Department.objects.in_use().filter(
                Q(kind=Department.Kind.DEPARTMENT) | Q(organization__path__startswith=here.path)
            )
            places = Organization.objects.in_use().filter(line)
            field.offer(places, [], departments=offices.select_related("organization").order_by("kind", "pinyin"))
        if act.verb == "discuss":
            body: Any = form.fields["body"]
            body.queryset = Body.objects.filter(organization=record.organization_id, status=Body.Status.ACTIVE)

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "files": uploads(values["files"])} if "files" in values else values

    def further(self, record: Proposal) -> dict[str, Any]:
        return {"files": list(record.files.all())}
