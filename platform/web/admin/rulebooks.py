"""区级设置 of one concern: a page for every rule book, made from its fields."""

from functools import cache
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from core.permissions import Perm
from core.rulebook import DaysField as DaysRule
from core.rulebook import ListField, RuleBook, ShareField, all_rule_books
from tenants.org.actions.rulebooks import rulebook_edit
from web.admin.settings import DaysField, PercentField
from web.admin.settingtabs import name_of, setting_tabs
from web.formpages import FormPage
from web.forms import PageForm
from web.links import link


class ListBox(forms.CharField):
    """A short list as people type it, with 、 between; the action reads it."""

    def __init__(self, rule: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rule = rule

    def prepare_value(self, value: Any) -> Any:
        return self.rule.value_to_text(value) if isinstance(value, list) else value


def field_of(rule: "models.Field[Any, Any]") -> forms.Field:
    """The box for one rule."""
    label = str(rule.verbose_name)
    if isinstance(rule, ShareField):
        field: forms.Field = PercentField(label)
    elif isinstance(rule, DaysRule):
        field = DaysField(label)
    elif isinstance(rule, ListField):
        field = ListBox(rule, label=label, required=not rule.blank)
    else:
        field = rule.formfield()  # type: ignore[assignment]
    field.help_text = str(rule.help_text)
    return field


@cache
def form_for(book: type[RuleBook]) -> type[PageForm]:
    """The form of a rule book, in the order of its fields."""
    boxes = {rule.name: field_of(rule) for rule in book.rules()}
    return type(f"{book.__name__}Form", (PageForm,), boxes)


class RuleBookPage(FormPage):
    permission = Perm.SETTINGS_EDIT
    submit, done = "保存", "设置已保存，即时生效。"
    record = list_name = "rulebook"
    template = "web/admin/settings.html"
    book: Any = None  # each address has its own

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.form = form_for(self.book)  # type: ignore[misc]
        self.title = str(self.book._meta.verbose_name)  # type: ignore[misc]
        self.lead = self.book.lead  # type: ignore[misc]
        super().setup(request, *args, **kwargs)

    @staticmethod
    def action(**given: Any) -> RuleBook:
        return rulebook_edit(**given)

    def find(self, pk: int | None) -> None:
        self.object = self.book.current()

    def initial(self) -> dict[str, Any]:
        return {rule.name: getattr(self.object, rule.name) for rule in self.book.rules()}

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"book": self.book, "values": values}

    def success_url(self, made: Any) -> str:
        return link(self.request, name_of(self.book))

    def show(self, form: PageForm, status: int = 200) -> HttpResponse:
        here = link(self.request, name_of(self.book))
        context = {
            "view": self,
            "form": form,
            "title": self.title,
            "object": self.object,
            "action_url": here,
            "back_url": here,
            "tabs": setting_tabs(self.request),
        }
        return render(self.request, self.template, context, status=status)


urlpatterns = [
    path(f"settings/{book._meta.model_name}/", RuleBookPage.as_view(book=book), name=name_of(book))
    for book in all_rule_books()
]
