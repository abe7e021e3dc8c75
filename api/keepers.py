"""What belongs to a client is kept by whoever manages clients, and by the client itself with the scope for it."""

from django.db.models import Q

from api.models import Client
from core.permissions import ROOT, Actor, Perm, require
from core.visibility import NOTHING


def kept_by(actor: Actor, own: Perm, prefix: str = "") -> Q:
    """Rows of clients that the actor keeps; ``own`` is what a client needs for its own, ``prefix`` leads to it."""
    if actor.can_anywhere(Perm.CLIENT_EDIT):
        return Q()
    return Q(**{f"{prefix}client__service_user_id": actor.id}) if actor.can_anywhere(own) else NOTHING


def require_keeper(actor: Actor, client: Client, own: Perm) -> None:
    """Guarantee that the actor keeps what belongs to the client, or raise ``NotAllowed``."""
    is_own = actor.id is not None and actor.id == client.service_user_id
    if not (is_own and actor.can_anywhere(own)):
        require(actor, own if is_own else Perm.CLIENT_EDIT, at=ROOT)
