"""提案: the list, the record with review, handling, answer and judgement, and the forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import path
from django_filters import FilterSet

from core.periods import today
from core.permissions import Actor, Perm, ancestor_paths
from linkage.conferences.models import Body
from linkage.proposals.actions import proposals
from linkage.proposals.models import Proposal, ProposalFile, Proposer
from linkage.proposals.waiting import to_answer, to_judge, to_reply, to_review
from tenants.org.models import Department, Organization, ResidentUnit
from web.acts import Act
from web.claimforms import uploads
from web.columns import Column, Day, Due, Moment, Number, Status
from web.evidence import EvidenceFile
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter
from web.formpages import FormPage
from web.forms import DayField, FilesField, PageForm, ReasonField, ReasonForm, RowsField
from web.lights import AMBER, GREEN, RED, Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage, New
from web.owners import OwnerField, departments_for, departments_under, owners_for
from web.records import RecordPage, Related


class ContentForm(PageForm):
    title = forms.CharField(label="案由", max_length=120)
    category = forms.ChoiceField(label="类别", choices=[("", "请选择"), *Proposal.Category.choices])
    content = forms.CharField(label="情况和建议", max_length=10000, widget=forms.Textarea(attrs={"rows": 8}))
    files: Any = FilesField(label="材料", required=False)
    wide = ("title",)


class ProposalForm(ContentForm):
    owner = OwnerField(label="提案方")
    organization = RowsField(label="向哪里提出")
    personal = forms.BooleanField(label="以个人（委员）名义提出，只由本人反馈", required=False)
    field_order = ("title", "owner", "organization", "category", "content", "files", "personal")
    more = ("personal",)


class FileForm(PageForm):
    opinion = forms.CharField(
        label="审查意见", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class MergeForm(PageForm):
    into = RowsField(label="并入哪件提案")
    reason = ReasonField(label="说明", required=False)


class AssignForm(PageForm):
    handler = OwnerField(label="承办组织或部门")
    due_on = DayField(label="答复期限", required=False, help_text="不填时按本区提案办理规则。")
    note = forms.CharField(label="交办要求", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class PassOnForm(PageForm):
    handler = OwnerField(label="送哪个组织或部门")
    reason = ReasonField(label="审查意见")
    due_on = DayField(label="回复期限", required=False, help_text="不填时按本区提案办理规则。")


class AnswerForm(PageForm):
    answer = forms.CharField(label="答复", max_length=10000, widget=forms.Textarea(attrs={"rows": 8}))
    result = forms.ChoiceField(label="办理结果", choices=Proposal.Result.choices, widget=forms.RadioSelect)
    files: Any = FilesField(label="材料", required=False)


class FeedbackForm(PageForm):
    satisfaction = forms.ChoiceField(label="是否满意", choices=Proposal.Satisfaction.choices, widget=forms.RadioSelect)
    feedback = forms.CharField(
        label="反馈意见",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不满意时请写明原因，承办组织据此重新办理。",
    )


class TableForm(PageForm):
    body = RowsField(label="提交哪个机构审议")


def is_first(actor: Actor, proposal: Proposal) -> bool:
    """Whether the actor speaks for the proposal."""
    first = next((each for each in proposal.proposers.all() if each.first), None)
    if first is None or (first.user_id is not None and first.user_id != actor.id):
        return False
    return actor.can(Perm.PROPOSAL_SUBMIT, first.place)


@dataclass(frozen=True)
class OwnAct(Act):
    """Offered to the first proposer."""

    states: tuple[str, ...] = ()

    def may(self, actor: Actor, record: Any) -> bool:
        return record.status in self.states and is_first(actor, record)


def reviewing(verb: str, label: str, action: Any, **more: Any) -> Act:
    return Act(verb, label, action, Perm.PROPOSAL_REVIEW, **more)


def handling(verb: str, label: str, action: Any, **more: Any) -> Act:
    return Act(verb, label, action, Perm.PROPOSAL_ANSWER, at=lambda row: row.handling_place, **more)


ACTS = (
    reviewing(
        "file",
        "立案",
        proposals.proposal_file,
        icon="rubber-stamp",
        main=True,
        form=FileForm,
        done="已立案，请交办。",
    ),
    reviewing("assign", "交办", proposals.proposal_assign, icon="send", main=True, form=AssignForm, done="已交办。"),
    handling("answer", "答复", proposals.proposal_answer, icon="message-reply", main=True, form=AnswerForm),
    handling(
        "reply",
        "回复意见",
        proposals.proposal_reply,
        icon="message-reply",
        main=True,
        form=AnswerForm,
        when=lambda row, actor: row.handler is not None,
        done="已回复，提案人会收到通知。",
    ),
    OwnAct(
        "judge",
        "反馈满意度",
        proposals.proposal_feedback,
        Perm.PROPOSAL_SUBMIT,
        icon="star",
        main=True,
        form=FeedbackForm,
        states=("answered",),
        done="已反馈。",
    ),
    reviewing("merge", "并案", proposals.proposal_merge, icon="git-merge", form=MergeForm),
    reviewing(
        "return",
        "退回补充",
        proposals.proposal_return,
        icon="arrow-back-up",
        form=ReasonForm,
    ),
    reviewing(
        "pass_on",
        "转作意见",
        proposals.proposal_pass_on,
        icon="share",
        form=PassOnForm,
        consequence="不立案办理，作为意见送所选的组织或部门，由其回复；同时告知提案人。",
        done="已转作意见，收到的组织或部门会收到通知。",
    ),
    reviewing(
        "discuss",
        "提交机构审议",
        proposals.proposal_table,
        icon="users-group",
        form=TableForm,
        when=lambda row, actor: row.status in ("filed", "assigned"),
        done="已作为议题提交。",
    ),
    handling("refer", "退回交办", proposals.proposal_refer, icon="arrow-back-up", form=ReasonForm),
    OwnAct(
        "withdraw",
        "撤回提案",
        proposals.proposal_withdraw,
        Perm.PROPOSAL_SUBMIT,
        icon="trash",
        form=ReasonForm,
        danger=True,
        states=("submitted", "returned"),
        consequence="撤回后不能恢复，提案号不再使用。",
    ),
)


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


class ProposalFormPage(FormPage):
    permission = Perm.PROPOSAL_SUBMIT
    record, list_name, list_title = "proposal", "proposals", "提案"

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "files": uploads(values["files"])}


class ProposalNew(ProposalFormPage):
    form, action = ProposalForm, staticmethod(proposals.proposal_submit)
    title, submit, done = "提出提案", "提交", "提案已提交，等待审查。"

    def limit(self, form: PageForm) -> None:
        places, units = owners_for(self.actor, Perm.PROPOSAL_SUBMIT)
        own_places, own_units = list(places), list(units)
        departments = list(departments_for(self.actor, Perm.PROPOSAL_SUBMIT))
        owner: Any = form.fields["owner"]
        owner.offer(own_places, own_units, departments=departments)
        paths = {path for row in own_places for path in ancestor_paths(row.path)}
        inside: list[ResidentUnit | Department] = [*own_units, *departments]
        paths |= {path for row in inside for path in ancestor_paths(row.organization.path)}
        place: Any = form.fields["organization"]
        place.queryset = Organization.objects.in_use().filter(path__in=paths)
        if len(paths) == 1:
            place.initial = place.queryset.first()


class ProposalEdit(ProposalFormPage):
    form, action = ContentForm, staticmethod(proposals.proposal_resubmit)
    model, subject, select_related = Proposal, "proposal", ("organization",)
    title, submit, done = "补充提案", "重新提交", "提案已重新提交。"

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ("title", "category", "content")}


urlpatterns = [
    path("proposals/", ProposalList.as_view(), name="proposals"),
    path("proposals/new/", ProposalNew.as_view(), name="proposal-new"),
    path("proposals/<int:pk>/edit/", ProposalEdit.as_view(), name="proposal-edit"),
    *ProposalRecord.urls("proposals"),
    path("proposalfiles/<int:pk>/", EvidenceFile.as_view(model=ProposalFile), name="proposalfile"),
]
