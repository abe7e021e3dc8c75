"""Dispatching a task, and splitting one among the organizations below."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from core.permissions import Perm
from core.visibility import under
from linkage.assignments.actions.dispatching import assignment_dispatch, assignment_split
from linkage.assignments.models import Assignment
from tenants.org.models import Organization
from web.formpages import FormPage
from web.forms import DayField, PageForm, RowsField
from web.manyplaces import ManyPlacesField
from web.owners import DepartmentsField, departments_under, offer_departments


class ReceiversForm(PageForm):
    """Among organizations and departments at least one is chosen."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        given = values.get("organizations") or values.get("departments")
        if not given and "organizations" not in self.errors and "departments" not in self.errors:
            self.add_error("organizations", "请至少选择一个承办组织或部门。")
        return values


class DispatchForm(ReceiversForm):
    """Field names are the keywords of the action."""

    title = forms.CharField(label="任务名称", max_length=120)
    kind = forms.ChoiceField(label="类别", choices=Assignment.Kind.choices)
    due_on = DayField(label="完成期限")
    issuer = RowsField(label="下达组织", empty_label=None)
    content = forms.CharField(label="任务要求", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    organizations = ManyPlacesField(label="承办组织", required=False)
    departments = DepartmentsField(label="承办部门", required=False)
    responsible = forms.CharField(label="责任人", required=False, max_length=60, help_text="下达组织负责这项任务的人。")
    support = forms.CharField(
        label="随任务下沉的人员和经费", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    more = ("responsible", "support")
    wide = ("title", "content", "organizations", "departments")


class AssignmentNew(FormPage):
    form, action, permission = DispatchForm, staticmethod(assignment_dispatch), Perm.ASSIGNMENT_DISPATCH
    title, submit, done = "下达任务", "下达", "任务已下达，各承办组织会收到通知。"
    record, list_name, list_title = "assignment", "assignments", "任务清单"
    remember = ("kind",)

    def own_places(self) -> QuerySet[Organization]:
        """Places in whose name this person dispatches."""
        found: QuerySet[Organization] = Organization.objects.in_use()
        return found.filter(path__in=self.actor.paths(Perm.ASSIGNMENT_DISPATCH))

    def limit(self, form: PageForm) -> None:
        issuers = list(self.own_places())
        issuer: Any = form.fields["issuer"]
        issuer.queryset = self.own_places()
        if len(issuers) == 1:
            issuer.widget, issuer.initial = forms.HiddenInput(), issuers[0].pk
        places: Any = form.fields["organizations"]
        below = Organization.objects.in_use()
        paths = self.actor.paths(Perm.ASSIGNMENT_DISPATCH)
        places.offer(below.filter(under(paths, "path")))
        offer_departments(form, departments_under(paths))


class SplitForm(ReceiversForm):
    organizations = ManyPlacesField(label="分解给", required=False)
    departments = DepartmentsField(label="分解给部门", required=False)
    due_on = DayField(label="完成期限")
    content = forms.CharField(
        label="任务要求",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="可以改成对下级更具体的要求。",
    )
    wide = ("organizations", "departments", "content")


class AssignmentSplit(FormPage):
    form, action, permission = SplitForm, staticmethod(assignment_split), Perm.ASSIGNMENT_DISPATCH
    title, submit, done = "分解任务", "分解", "已分解，下级组织会收到通知。"
    lead = "分解后，进度由下级汇总；下级全部办结后自动报结。"
    record, list_name, list_title = "assignment", "assignments", "任务清单"
    model, subject, select_related = Assignment, "assignment", ("organization", "issuer")

    def heading(self) -> str:
        return f"分解任务：{self.object}"

    def initial(self) -> dict[str, Any]:
        return {"due_on": self.object.due_on, "content": self.object.content}

    def limit(self, form: PageForm) -> None:
        parts = self.object.parts.exclude(status=Assignment.Status.WITHDRAWN)
        have = parts.filter(department=None).values("organization")
        below = Organization.objects.in_use().filter(path__startswith=self.object.organization.path)
        places: Any = form.fields["organizations"]
        places.offer(below.exclude(pk=self.object.organization_id).exclude(pk__in=have))
        busy = parts.exclude(department=None).values("department")
        offer_departments(form, departments_under([self.object.organization.path]).exclude(pk__in=busy))
