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
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from math import inf
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from oauth2_provider.models import AccessToken

from core.events import recorded
from core.periods import today
from core.permissions import Actor, ActorKind
from core.prepared import Prepared, run, written
from core.scopes import confined
from tenants.accounts.models import User
from tenants.org.actors import actor_of, actor_with, held_by

MOST = 5_000

_CLIENT = f"""
    SELECT json_build_array(c.id, c.scopes, c.networks, c.origins, c.only_registered, t.scope, t.expires, u.id, u.name,
                            CASE WHEN u.is_active THEN {held_by("u.id")} END)::text
      FROM oauth2_provider_accesstoken t
      JOIN api_client c ON c.id = t.application_id AND c.is_active AND (c.expires_on IS NULL OR c.expires_on >= %(day)s)
      JOIN accounts_user u ON u.id = c.service_user_id
     WHERE t.token_checksum = $1::text
""".replace("%(day)s", "$2::date")  # noqa: S608 - nothing in it comes from outside


# With this begins a personal token, so that one look tells it from a client's.
PERSONAL = "ldp_"

_PERSON = f"""
    SELECT p.id, p.name, p.can_write, p.expires_at, u.id, u.name, {held_by("u.id")}
      FROM personal_personaltoken p
      JOIN accounts_user u ON u.id = p.user_id AND u.is_active AND NOT u.is_service AND NOT u.must_change_password
       AND u.password_changed_at <= p.created_at AND u.password_changed_at > %(oldest)s
     WHERE p.digest = %(digest)s AND p.status = 'active'
"""  # noqa: S608 - nothing in it comes from outside


@dataclass(frozen=True, slots=True)
class Caller:
    """An actor, and the name under which its requests are counted.

    A client has its key, the networks it may call from (none is any), the origins whose pages may call for it, and
    whether it may send only documents that it has registered. A person may come with a ``token`` of its own, which may
    be for reading only.
    """

    actor: Actor
    name: str
    networks: tuple[str, ...] = ()
    client: int | None = None
    origins: frozenset[str] = frozenset()
    only_registered: bool = False
    token: int | None = None
    is_read_only: bool = False


class _Known(NamedTuple):
    caller: Caller
    until: float
    turn: int


# By schema and the digest of a token or the number of an account.
_known: dict[tuple[str, str | int], _Known] = {}
# How often a district's callers have been forgotten: what was read before the last time counts no more.
_turns: dict[str, int] = {}


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def client_of(token: str, *, afresh: bool = False) -> Caller | None:
    """Who holds this token of the current district, a client or a person; ``None`` for a token of no use."""
    digest = digest_of(token)
    read = _person_with if token.startswith(PERSONAL) else _client
    return _remembered(digest, partial(read, digest), afresh)


def person_of(user: User, *, afresh: bool = False) -> Caller:
    """The person who has signed in with this account of the current district."""
    caller = _remembered(user.pk, lambda: (Caller(actor_of(user), f"user:{user.pk}"), inf), afresh)
    assert caller is not None
    return caller


def _remembered(name: str | int, read: Callable[[], tuple[Caller | None, float]], afresh: bool) -> Caller | None:
    schema: str = connection.schema_name  # type: ignore[attr-defined]
    key = (schema, name)
    # Before reading: what changes while we read must not be remembered.
    turn = turn_of(schema)
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
def _client_statement() -> Prepared:
    return written(_CLIENT)


def _client(digest: str) -> tuple[Caller | None, float]:
    """The client with a token of this digest, and for how many seconds the token is still good."""
    # Prepared for the district: with requests spread over many districts it is asked as often as what it is for.
    row = run(_client_statement(), [digest, str(today())])
    if row is None:
        return None, 0
    client, registered, networks, origins, only_registered, granted, expires, user, name, held = json.loads(row)
    seconds = (datetime.fromisoformat(expires) - timezone.now()).total_seconds()
    if seconds <= 0:
        return None, 0
    actor = confined(
        actor_with(held or "[]", user, name, kind=ActorKind.CLIENT), set(granted.split()) & set(registered)
    )
    allowed = tuple(networks), client, frozenset(origins), only_registered
    return Caller(actor, f"client:{client}", *allowed), seconds


def _person_with(digest: str) -> tuple[Caller | None, float]:
    """The person whose own token has this digest, and for how many seconds it is still good."""
    oldest = timezone.now() - timedelta(days=settings.PASSWORD_MAX_AGE_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(_PERSON, {"digest": digest, "day": today(), "oldest": oldest})
        row = cursor.fetchone()
    if row is None:
        return None, 0
    token, title, can_write, expires, user, name, held = row
    seconds = (expires - timezone.now()).total_seconds()
    actor = actor_with(held, user, name)
    if seconds <= 0 or not actor.grants:
        return None, 0
    # Events name the token, so that what a program did is told from what the person did.
    actor = replace(actor, label=f"{actor.label[:80]}（个人令牌 {title}）", is_delegated=True)
    return Caller(actor, f"user:{user}", token=token, is_read_only=not can_write), seconds


def turn_of(schema: str) -> int:
    """How often what is remembered of a district has been dropped: what was read before the last time is void."""
    return _turns.get(schema, 0)


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
