"""By when bulletins are to be signed."""

from django.db.models import Exists, OuterRef, Q

from core.duedates import DueKind, falls_due
from linkage.bulletins.models import Bulletin, BulletinReceipt, unread

_LEFT = BulletinReceipt.objects.filter(bulletin=OuterRef("pk"), unit=None, read_at=None)

falls_due(
    DueKind(
        kind="bulletin.sign",
        title="签收通知通报",
        icon="mail-opened",
        record="bulletin",
        rows=lambda actor: Bulletin.objects.visible_to(actor).filter(
            status=Bulletin.Status.ISSUED, due_on__isnull=False
        ),
        own=lambda rows, actor: rows.filter(pk__in=unread(actor).values("bulletin")),
        due="due_on",
        label="title",
        who="organization__name",
        place="organization__path",
        done=~Q(Exists(_LEFT)),
    )
)
