"""What a district answers when a city client asks to read its issued reports: done by its security administrator."""

from django.db import connection

from core.errors import NotFound, WrongState
from core.events import action, now
from core.permissions import ROOT, Actor, Perm, require
from core.transitions import advance, lock
from core.values import clean_text
from tenants.models import CityConsent


@action
def consent_agree(*, actor: Actor, consent: CityConsent, reason: str) -> CityConsent:
    """Let the city client read this district's issued reports from now on; ``reason`` says on whose decision."""
    require(actor, Perm.CLIENT_EDIT, at=ROOT)
    fresh = _own(consent)
    if not fresh.client.is_in_use:
        raise WrongState("该城市应用已停用或已过有效期，不能再同意。", field="client")
    return _answer(fresh, "agree", actor, reason)


@action
def consent_decline(*, actor: Actor, consent: CityConsent, reason: str) -> CityConsent:
    """Refuse; nothing was readable before and nothing is now. The district may agree later."""
    require(actor, Perm.CLIENT_EDIT, at=ROOT)
    return _answer(_own(consent), "decline", actor, reason)


@action
def consent_withdraw(*, actor: Actor, consent: CityConsent, reason: str) -> CityConsent:
    """Take the agreement back: from the next request on the client finds nothing of this district."""
    require(actor, Perm.CLIENT_EDIT, at=ROOT)
    return _answer(_own(consent), "withdraw", actor, reason)


def _own(consent: CityConsent) -> CityConsent:
    """The row, locked, if it is this district's own: rows of all districts stand in one table."""
    fresh = lock(consent)
    if fresh.district.schema_name != connection.schema_name:  # type: ignore[attr-defined]
        raise NotFound
    return fresh


def _answer(consent: CityConsent, verb: str, actor: Actor, reason: str) -> CityConsent:
    text = clean_text(reason, "reason", "原因或依据", 500)
    return advance(consent, verb, actor=actor, locked=True, answered_at=now(), data={"reason": text})
