"""The day by which a proposal has to be answered, on the calendar."""

from django.db.models import Q

from core.duedates import DueKind, falls_due
from linkage.proposals.models import Proposal
from linkage.proposals.waiting import answers

falls_due(
    DueKind(
        kind="proposal",
        title="提案答复到期",
        icon="message-reply",
        record="proposal",
        rows=lambda actor: Proposal.objects.visible_to(actor).filter(
            status__in=("assigned", "answered", "closed", "passed_on", "replied"), due_on__isnull=False
        ),
        own=lambda rows, actor: rows.filter(answers(actor)),
        due="due_on",
        label="title",
        who=("department__name", "handler__name"),
        place="handler__path",
        done=Q(status__in=("answered", "closed", "replied")),
    )
)
