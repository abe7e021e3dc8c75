"""Whom personal tokens concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import ROOT, Perm
from tenants.notices.rules import Audience, tell


@tell("personaltoken.create")
def keepers(event: Event) -> Iterable[Audience]:
    """Whoever manages clients learns of tokens that may write."""
    return [Audience(Perm.CLIENT_EDIT, ROOT)] if event.data.get("can_write") else []
