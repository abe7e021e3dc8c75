"""Days that matter for agreements: when a commitment is due and when a term ends."""

from django.db.models import Q

from core.duedates import DueKind, falls_due
from core.permissions import Perm
from linkage.models import Agreement, Commitment

OVER = (Agreement.Status.EXPIRED, Agreement.Status.RENEWED)

falls_due(
    DueKind(
        kind="agreement.end",
        title="共建协议期满",
        icon="heart-handshake",
        record="agreement",
        rows=lambda actor: (
            Agreement.objects.visible_to(actor)
            .filter(status__in=(*Agreement.RUNNING, *OVER))
            .exclude(kind=Agreement.Kind.SUPPLEMENT)
        ),
        own=lambda rows, actor: rows.filter(
            Q(organization__path__in=actor.paths(Perm.AGREEMENT_SIGN))
            | Q(parties__unit__in=actor.unit_ids(Perm.AGREEMENT_SIGN))
        ).distinct(),
        due="active_to",
        label="title",
        who="organization__name",
        place="organization__path",
        done=Q(status__in=OVER),
    )
)
falls_due(
    DueKind(
        kind="agreement.commitment",
        title="承诺事项到期",
        icon="checklist",
        record="agreement",
        rows=lambda actor: Commitment.objects.visible_to(actor).owed(),
        own=lambda rows, actor: rows.filter(
            Q(party__unit__in=actor.unit_ids(Perm.CLAIM_FULFIL))
            | Q(party__unit=None, party__organization__path__in=actor.paths(Perm.CLAIM_FULFIL))
        ),
        due="due_on",
        label="title",
        who="agreement__title",
        place="agreement__organization__path",
        done=Q(pk__in=[]),
        key="agreement_id",
    )
)
