"""The day by which a proposal has to be answered, on the calendar."""

from django.db.models import Q

from core.duedates import DueKind, falls_due
from core.permissions import Perm
from linkage.proposals.models import Proposal

falls_due(
    DueKind(
        kind="proposal",
        title="提案答复到期",
        icon="message-reply",
        record="proposal",
        rows=lambda actor: Proposal.objects.visible_to(actor).filter(status__in=("assigned", "answered", "closed")),
        own=lambda rows, actor: rows.filter(handler__path__in=actor.own_paths(Perm.PROPOSAL_ANSWER)),
        due="due_on",
        label="title",
        who="handler__name",
        place="handler__path",
        done=Q(status__in=("answered", "closed")),
    )
)
