"""The forms in which a proposal is written and handled, and the pages on which it is written."""

from typing import Any

from django import forms

from core.permissions import Perm, ancestor_paths
from linkage.proposals.actions import proposals
from linkage.proposals.models import Proposal
from tenants.org.models import Department, Organization, ResidentUnit
from web.claimforms import uploads
from web.formpages import FormPage
from web.forms import DayField, FilesField, PageForm, ReasonField, RowsField
from web.owners import OwnerField, departments_for, owners_for


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
