"""Forms of contact points. Field names are the keywords of the actions."""

from typing import Any

from django import forms

from linkage.problems.models import Severity
from web.forms import DayField, PageForm, ReasonField, RowsField

# So many findings fit on the form; more are registered as problems by themselves.
FINDINGS = 3


class ContactForm(PageForm):
    post = RowsField(label="联系领导", help_text="区和街道的在任领导。")
    organization = RowsField(label="联系组织")
    since = DayField(label="开始日期", required=False, help_text="不填为今天。")


class VisitEditForm(PageForm):
    visited_on = DayField(label="走访日期")
    summary = forms.CharField(label="走访情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class VisitForm(VisitEditForm):
    finding_1 = forms.CharField(
        label="发现的问题", max_length=120, required=False, help_text="每个问题自动登记到问题清单。"
    )
    severity_1 = forms.ChoiceField(label="严重程度", choices=Severity.choices, required=False)
    finding_2 = forms.CharField(label="发现的问题（二）", max_length=120, required=False)
    severity_2 = forms.ChoiceField(label="严重程度（二）", choices=Severity.choices, required=False)
    finding_3 = forms.CharField(label="发现的问题（三）", max_length=120, required=False)
    severity_3 = forms.ChoiceField(label="严重程度（三）", choices=Severity.choices, required=False)
    more = ("finding_2", "severity_2", "finding_3", "severity_3")


def visit_of(values: dict[str, Any]) -> dict[str, Any]:
    """From the boxes of the form to the keywords of ``visit_record``."""
    found = [
        {"title": values[f"finding_{n}"], "severity": values[f"severity_{n}"]}
        for n in range(1, FINDINGS + 1)
        if values[f"finding_{n}"]
    ]
    return {"visited_on": values["visited_on"], "summary": values["summary"], "findings": found}


class EndForm(PageForm):
    reason = ReasonField(label="结束原因")


class WeakForm(PageForm):
    organization = RowsField(label="薄弱组织")
    reason = ReasonField(label="薄弱表现")


class AcceptForm(PageForm):
    outcome = ReasonField(label="验收意见")
