"""What can be done to a task on its page, its card and in its list."""

from typing import Any

from django import forms

from core.permissions import Actor, Perm
from linkage.assignments.actions.dispatching import assignment_withdraw
from linkage.assignments.actions.working import (
    assignment_accept,
    assignment_report,
    assignment_return,
    assignment_submit,
    assignment_verify,
)
from web.acts import Act
from web.forms import FilesField, NoteForm, PageForm, ReasonForm
from web.supervision.parts import SendBackForm

FILES = "照片、PDF、Word 或 Excel，最多 9 个。"


class AcceptForm(PageForm):
    responsible = forms.CharField(label="责任人", required=False, max_length=60, help_text="本组织谁来抓这项工作。")


class ReportForm(PageForm):
    """How far it has come; a task with parts has its progress from them."""

    progress = forms.IntegerField(label="进度（%）", min_value=0, max_value=100, help_text="0—100 的整数。")
    text = forms.CharField(label="进展情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    difficulty = forms.CharField(
        label="需上级协调解决的困难", required=False, max_length=500, help_text="填写后会通知下达组织。"
    )
    evidence = FilesField(label="佐证材料", required=False, help_text=FILES)


class SubmitForm(PageForm):
    outcome = forms.CharField(label="完成情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    evidence = FilesField(label="佐证材料", required=False, help_text=FILES)


def is_part(row: Any, actor: Actor) -> bool:
    return not row.is_whole


def all_parts_done(row: Any, actor: Actor) -> bool:
    return not row.is_whole and not row.running


def issuer(row: Any) -> Any:
    return row.issuer.place


ACCEPT = Act(
    "accept",
    "签收",
    assignment_accept,
    Perm.ASSIGNMENT_WORK,
    icon="mail-opened",
    main=True,
    form=AcceptForm,
    done="已签收，请按期办理。",
)
# For many at once: nobody is named in charge.
ACCEPT_ALL = Act("accept", "签收", assignment_accept, Perm.ASSIGNMENT_WORK, icon="mail-opened", main=True)
REPORT = Act(
    "report",
    "报告进展",
    assignment_report,
    Perm.ASSIGNMENT_WORK,
    icon="progress",
    form=ReportForm,
    when=is_part,
    done="已报告进展。",
)
SUBMIT = Act(
    "submit",
    "报结",
    assignment_submit,
    Perm.ASSIGNMENT_WORK,
    icon="send",
    main=True,
    form=SubmitForm,
    when=all_parts_done,
    consequence="报结后等待下达组织核验；核验前不能再报告进展。",
    done="已报结，等待核验。",
)
VERIFY = Act(
    "verify",
    "核验通过",
    assignment_verify,
    Perm.ASSIGNMENT_VERIFY,
    icon="circle-check",
    main=True,
    form=NoteForm,
    at=issuer,
    done="已核验，任务办结。",
)
VERIFY_ALL = Act(
    "verify", "核验通过", assignment_verify, Perm.ASSIGNMENT_VERIFY, icon="circle-check", main=True, at=issuer
)
SEND_BACK = Act(
    "return",
    "退回",
    assignment_return,
    Perm.ASSIGNMENT_VERIFY,
    icon="arrow-back-up",
    form=SendBackForm,
    at=issuer,
    done="已退回，承办组织会收到通知。",
)
WITHDRAW = Act(
    "withdraw",
    "撤回任务",
    assignment_withdraw,
    Perm.ASSIGNMENT_DISPATCH,
    icon="trash",
    form=ReasonForm,
    danger=True,
    at=issuer,
    consequence="撤回后不能恢复，已分解给下级的任务一并撤回，并通知各承办组织。",
)
ACTS = (ACCEPT, REPORT, SUBMIT, VERIFY, SEND_BACK, WITHDRAW)
