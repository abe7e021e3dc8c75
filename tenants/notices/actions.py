"""Reading notices."""

from collections.abc import Sequence

from core.errors import NotAllowed
from core.events import action, now
from core.permissions import Actor
from tenants.notices.models import Notice


@action
def notices_read(*, actor: Actor, notices: Sequence[Notice] | None = None) -> int:
    """Mark these notices of the actor's own as read, or all of them; answer how many were unread until now.

    Raises ``NotAllowed`` for somebody else's notice and for an actor without an account. Leaves no event: when a
    person looks at a notice is nobody else's affair, and what the notice tells stands in the log already.
    """
    if actor.id is None or any(notice.user_id != actor.id for notice in notices or ()):
        raise NotAllowed("通知只能由收到的人自己标为已读。", field="ids")
    unread = Notice.objects.filter(user_id=actor.id, read_at=None)
    if notices is not None:
        unread = unread.filter(pk__in=[notice.pk for notice in notices])
    return int(unread.update(read_at=now()))
