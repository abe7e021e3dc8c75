"""Forms: asking streets, and a street's own proposal."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from core.permissions import ROOT, Actor, Perm
from core.visibility import under
from linkage.consultations.actions.consultations import consultation_ask, consultation_propose
from linkage.consultations.models import Consultation
from tenants.org.models import Department, Organization
from web.formpages import FormPage
from web.forms import DayField, PageForm, RowsField
from web.links import link


def streets() -> QuerySet[Organization]:
    found: QuerySet[Organization] = Organization.objects.in_use().filter(level=Organization.Level.SUBDISTRICT)
    return found


def heads() -> QuerySet[Department]:
    """Departments that ask and answer."""
    found: QuerySet[Department] = Department.objects.in_use().filter(kind=Department.Kind.DEPARTMENT)
    return found


def asking(actor: Actor) -> QuerySet[Department]:
    """Departments in whose name the actor asks: all for the district, otherwise its own."""
    if actor.can(Perm.CONSULTATION_ASK, ROOT):
        return heads()
    found: QuerySet[Department] = Department.objects.in_use().filter(pk__in=actor.department_ids(Perm.CONSULTATION_ASK))
    return found


class AskForm(PageForm):
    """Field names are the keywords of the action."""

    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *Consultation.Kind.choices])
    title = forms.CharField(label="事项", max_length=120)
    content = forms.CharField(label="内容", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    department = RowsField(label="以哪个部门的名义", required=False, help_text="不选即以区委名义。")
    outpost = RowsField(label="派出机构", required=False, help_text="负责人任免时选择；只征求其所在街道的意见。")
    candidate = forms.CharField(label="拟任免人员", required=False, max_length=60, help_text="姓名和拟任免职务。")
    organizations = forms.ModelMultipleChoiceField(
        label="征求哪些街道的意见",
        queryset=Organization.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选了派出机构的不用选。",
        error_messages={"invalid_choice": "有的街道不存在或已撤销，请重新选择。"},
    )
    due_on = DayField(label="反馈期限", required=False, help_text="不填按本区规定的工作日计算。")
    wide = ("title", "content", "organizations")


class ProposeForm(PageForm):
    kind = forms.ChoiceField(
        label="类别",
        choices=[("", "请选择"), *(pair for pair in Consultation.Kind.choices if pair[0] != "appointment")],
    )
    organization = RowsField(label="街道")
    title = forms.CharField(label="事项", max_length=120)
    content = forms.CharField(label="建议内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
    department = RowsField(label="提给哪个部门", required=False, help_text="不选即提给区委。")
    wide = ("title", "content")


class ConsultationNew(FormPage):
    form, action, permission = AskForm, staticmethod(consultation_ask), Perm.CONSULTATION_ASK
    title, submit, done = "征求街道意见", "发出", "已发出，街道会收到通知。"
    record, list_name, list_title = "consultation", "consultations", "征求意见"

    def initial(self) -> dict[str, Any]:
        own = self.actor.department_ids(Perm.CONSULTATION_ASK)
        return {"department": own[0] if own else None}

    def limit(self, form: PageForm) -> None:
        departments: Any = form.fields["department"]
        departments.queryset = asking(self.actor)
        departments.required = not self.actor.can(Perm.CONSULTATION_ASK, ROOT)
        form.fields["outpost"].queryset = Department.objects.in_use().filter(kind=Department.Kind.OUTPOST)  # type: ignore[attr-defined]
        form.fields["organizations"].queryset = streets()  # type: ignore[attr-defined]

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        outpost = values["outpost"]
        chosen = list(values["organizations"])
        return {**values, "organizations": chosen or ([outpost.organization] if outpost else [])}

    def success_url(self, made: Any) -> str:
        return link(self.request, "consultation", made[0].pk) if len(made) == 1 else link(self.request, "consultations")


class ProposalNew(FormPage):
    form, action, permission = ProposeForm, staticmethod(consultation_propose), Perm.CONSULTATION_OPINE
    title, submit, done = "提出建议", "提出", "建议已提出，区里将在期限内答复。"
    record, list_name, list_title = "consultation", "consultations", "征求意见"

    def initial(self) -> dict[str, Any]:
        return {"organization": self.seats().first()}

    def seats(self) -> QuerySet[Organization]:
        return streets().filter(under(self.actor.paths(Perm.CONSULTATION_OPINE), "path"))

    def limit(self, form: PageForm) -> None:
        form.fields["organization"].queryset = self.seats()  # type: ignore[attr-defined]
        form.fields["department"].queryset = heads()  # type: ignore[attr-defined]
