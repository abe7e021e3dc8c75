"""Bulletins that wait for somebody."""

from django.db.models import Q

from core.permissions import Actor, Perm
from core.waiting import waits_by_word
from linkage.bulletins.models import Bulletin, unread


def to_sign(actor: Actor) -> Q:
    """Issued ones for which the actor has still to sign."""
    return Q(pk__in=unread(actor).values("bulletin"))


def to_issue(actor: Actor) -> Q:
    """Drafts of the actor's own place, not of those below."""
    return Q(status=Bulletin.Status.DRAFT, organization__path__in=actor.paths(Perm.BULLETIN_ISSUE))


# By the word of the list's filter ``waits``.
WAITS = {"sign": ("待签收的通知通报", to_sign), "issue": ("待签发的通知通报", to_issue)}

waits_by_word(
    Bulletin,
    WAITS,
    icons={"sign": "mail-opened", "issue": "rubber-stamp"},
    label="title",
    who="organization__name",
    due="due_on",
    listing="bulletins",
)
