"""Whom the verbs of this package concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import ROOT, Perm
from tenants.notices.rules import Audience, tell


@tell("city_consent.ask")
def security_administrator(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.CLIENT_EDIT, ROOT)]
