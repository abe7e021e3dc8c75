"""Whom the term of a client concerns."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import ROOT, Perm
from tenants.notices.rules import Audience, tell


@tell("client.remind", "client.expire")
def keepers(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.CLIENT_EDIT, ROOT)]
