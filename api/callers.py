"""Who calls and what it may, in one statement, remembered for a few seconds.

The statement costs as much as a small query. What makes a remembered caller wrong is an action (a client disabled, a
post ended, a unit retired) or the end of a token; the process in which that happens forgets the callers of the
district at once, every other process within ``GRAPHQL_CALLER_SECONDS``. Whatever writes asks afresh. Sessions are not
remembered: only what the account of a session may do.
"""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from math import inf
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from oauth2_provider.models import AccessToken

from api.compiled.prepared import run
from api.compiled.statement import Compiled, written
from core.events import recorded
from core.periods import today
from core.permissions import Actor, ActorKind, Perm
from tenants.accounts.models import User
from tenants.org.actors import actor_of, actor_with, held_by

MOST = 5_000

_CLIENT = f"""
    SELECT json_build_array(c.id, c.scopes, c.networks, t.scope, t.expires, u.id, u.name,
                            CASE WHEN u.is_active THEN {held_by("u.id")} END)::text
      FROM oauth2_provider_accesstoken t
      JOIN api_client c ON c.id = t.application_id AND c.is_active AND (c.expires_on IS NULL OR c.expires_on >= %(day)s)
      JOIN accounts_user u ON u.id = c.service_user_id
     WHERE t.token_checksum = $1::text
""".replace("%(day)s", "$2::date")  # noqa: S608 - nothing in it comes from outside


@dataclass(frozen=True, slots=True)
class Caller:
    """An actor, the name under which its requests are counted, and the networks it may call from; none is any."""

    actor: Actor
    name: str
    networks: tuple[str, ...] = ()


class _Known(NamedTuple):
    caller: Caller
    until: float
    turn: int


# By schema and the digest of a token or the number of an account.
_known: dict[tuple[str, str | int], _Known] = {}
# How often a district's callers have been forgotten: what was read before the last time counts no more.
_turns: dict[str, int] = {}


def client_of(token: str, *, afresh: bool = False) -> Caller | None:
    """The client that holds this token of the current district, or ``None`` for a token of no use."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return _remembered(digest, partial(_client, digest), afresh)


def person_of(user: User, *, afresh: bool = False) -> Caller:
    """The person who has signed in with this account of the current district."""
    caller = _remembered(user.pk, lambda: (Caller(actor_of(user), f"user:{user.pk}"), inf), afresh)
    assert caller is not None
    return caller


def _remembered(name: str | int, read: Callable[[], tuple[Caller | None, float]], afresh: bool) -> Caller | None:
    schema: str = connection.schema_name  # type: ignore[attr-defined]
    key = (schema, name)
    # Before reading: what changes while we read must not be remembered.
    turn = _turns.get(schema, 0)
    moment = time.monotonic()
    found = _known.get(key)
    if found is not None and found.until > moment and found.turn == turn and not afresh:
        return found.caller
    caller, seconds = read()
    if caller is None:
        _known.pop(key, None)
        return None
    if len(_known) >= MOST:
        _known.clear()
    _known[key] = _Known(caller, moment + min(seconds, settings.GRAPHQL_CALLER_SECONDS), turn)
    return caller


@cache
def _client_statement() -> Compiled:
    return written(_CLIENT)


def _client(digest: str) -> tuple[Caller | None, float]:
    """The client with a token of this digest, and for how many seconds the token is still good."""
    # Prepared for the district: with requests spread over many districts it is asked as often as what it is for.
    row = run(_client_statement().text(connection.schema_name), [digest, str(today())])  # type: ignore[attr-defined]
    if row is None:
        return None, 0
    client, registered, networks, granted, expires, user, name, held = json.loads(row)
    seconds = (datetime.fromisoformat(expires) - timezone.now()).total_seconds()
    if seconds <= 0:
        return None, 0
    scopes = set(granted.split()) & set(registered)
    actor = actor_with(held or "[]", user, name, kind=ActorKind.CLIENT)
    actor = actor.only(perm for perm in Perm if perm.value in scopes)
    return Caller(actor, f"client:{client}", tuple(networks)), seconds


@receiver(recorded)
def forget(sender: str, **kwargs: Any) -> None:
    """Read the callers of this schema afresh, in this process."""
    _turns[sender] = _turns.get(sender, 0) + 1


@receiver(post_delete, sender=AccessToken)
def _forget_token(**kwargs: Any) -> None:
    """A client has given its token back."""
    schema: str = connection.schema_name  # type: ignore[attr-defined]
    forget(schema)
    transaction.on_commit(partial(forget, schema))
