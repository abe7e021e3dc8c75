"""What the record page of anything tracked shares: extending, supervising, and what became of either.

Put ``EXTEND``, ``SUPERVISE`` and ``HOLD_TO_ACCOUNT`` among the acts of the page and ``timed_related()`` among its
related tables; ``initial`` may give the ``progress`` for ``extend``. Whoever sends back does so by ``SendBackForm``,
with ``time_again`` as its initial value.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms

from core.permissions import Actor, Perm
from core.together import fetch_together
from linkage.extensions.actions import extension_ask, why_no_request
from linkage.extensions.models import Extension
from linkage.subjects import about
from linkage.supervision.actions.accountability import accountability_propose
from linkage.supervision.actions.supervisions import DEMANDS, supervision_draft
from linkage.supervision.issuers import has_superior
from linkage.supervision.models import Accountability, Supervision, SupervisionRules
from tenants.calendars.models import WorkCalendar
from web.acts import Act, level_above
from web.columns import Column, Day, Status
from web.forms import DayField, PageForm, ReasonField, ReasonForm
from web.records import RELATED_LIMIT, Related


class ExtendForm(PageForm):
    due_on = DayField(label="申请延至")
    progress = forms.IntegerField(
        label="目前进度（%）", min_value=0, max_value=100, error_messages={"invalid": "请填写 0 到 100 之间的整数。"}
    )
    reason = ReasonField(label="延期理由")


class SendBackForm(ReasonForm):
    due_on = DayField(
        label="重新报送的期限", required=False, help_text="不填则仍按原期限；原期限已过的请另定，以免一退回就算逾期。"
    )


def time_again(row: Any) -> dict[str, Any]:
    """What is proposed for ``SendBackForm``: the district's usual days, where the term has less left than that."""
    day = WorkCalendar.due_in(SupervisionRules.current().again_days)
    limit = getattr(row, "due_limit", None)
    return {"due_on": day} if row.due_on < day and (limit is None or day <= limit) else {}


class SuperviseForm(PageForm):
    facts = forms.CharField(
        label="督办事由",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不填时按期限和进度自动写明。",
    )
    demands = forms.CharField(
        label="督办要求", max_length=2000, initial=DEMANDS, widget=forms.Textarea(attrs={"rows": 3})
    )


class ProposeForm(PageForm):
    kind = forms.ChoiceField(label="方式", choices=Accountability.Kind.choices)
    reason = ReasonField(label="事由", required=False, help_text="不填时按逾期天数写明。")


# What may concern anything tracked.
KINDS = (Extension, Supervision, Accountability)


def concerning(kind: Any, row: Any, actor: Actor) -> list[Any]:
    """The newest of a kind about a record: all kinds are read in one statement, once for the record of a request."""
    if not hasattr(row, "_concerning"):
        queries = [each.objects.visible_to(actor).filter(**about(row)) for each in KINDS]
        row._concerning = dict(zip(KINDS, fetch_together(queries, RELATED_LIMIT + 1), strict=True))
    found: list[Any] = row._concerning[kind]
    return found


def extendable(row: Any, actor: Actor) -> bool:
    return bool(row.has_time) and not why_no_request(concerning(Extension, row, actor))


def overseen(row: Any, actor: Actor) -> bool:
    return bool(row.must_act and has_superior(row))


def overdue(row: Any, actor: Actor) -> bool:
    return overseen(row, actor) and bool(row.is_late)


EXTEND = Act(
    "extend",
    "申请延期",
    extension_ask,
    Perm.EXTENSION_ASK,
    icon="calendar-plus",
    form=ExtendForm,
    subject="subject",
    when=extendable,
    consequence="延期由上级批准，批准之前原期限仍然有效。",
    done="延期申请已提交，等待上级批准。",
)
SUPERVISE = Act(
    "supervise",
    "督办",
    supervision_draft,
    Perm.SUPERVISION_ISSUE,
    icon="bell-ringing",
    form=SuperviseForm,
    subject="subject",
    at=level_above,
    when=overseen,
    done="督办单已拟制，请核对后签发。",
)
HOLD_TO_ACCOUNT = Act(
    "account",
    "提请问责",
    accountability_propose,
    Perm.SUPERVISION_ISSUE,
    icon="user-exclamation",
    form=ProposeForm,
    subject="subject",
    at=level_above,
    when=overdue,
    done="已提请，办理后请记录结果。",
)


def timed_related() -> Iterable[Related]:
    """Extensions, orders of supervision and measures that concern a record; one statement for all of them."""
    yield Related(
        "延期",
        partial(concerning, Extension),
        (Day("due_on", "申请延至", link=True), Status(), Column("reason", "理由"), Column("answer", "批复意见")),
        record="extension",
        empty="没有申请过延期。",
    )
    yield Related(
        "督办单",
        partial(concerning, Supervision),
        (Column("name", "督办单", link=True), Status(), Day("reply_due_on", "回复期限"), Day("issued_at", "签发日期")),
        record="supervision",
        empty="没有督办。",
    )
    yield Related(
        "约谈和组织调整",
        partial(concerning, Accountability),
        (Column("get_kind_display", "方式", link=True), Status(), Day("held_on", "办理日期"), Column("person", "对象")),
        record="accountability",
        empty="没有问责。",
    )
