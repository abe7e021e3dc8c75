"""Tokens given out, given back, refused and used where they may not be, in the audit trail without flooding it.

Of each client the first of a kind in an hour is told at once, with the address it came from; what follows is counted,
and told in one event when the hour is over. So a client that asks for a token with every request, and whoever tries
secrets, leave two events an hour for each outcome, and none of their tries is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.db import connection

from api.callers import Caller
from api.models import Client, ClientTry
from api.networks import inside
from api.origins import WrongOrigin
from api.signin import WrongNetwork
from core.errors import DomainError
from core.events import action, now, record
from core.periods import SHANGHAI
from core.permissions import SYSTEM, Actor, ActorKind
from core.requests import current_address
from core.verbs import register

register(
    {
        "client.token": "取得令牌",
        "client.token_back": "交回令牌",
        "client.refuse": "拒绝第三方应用",
    }
)

_COUNT = """
    INSERT INTO {table} AS t (client_id, outcome, hour, count, address) VALUES (%s, %s, %s, 1, %s)
    ON CONFLICT (client_id, outcome, hour) DO UPDATE SET count = t.count + 1, address = EXCLUDED.address
    RETURNING count
"""
SECONDS = 3600


class Outcome(StrEnum):
    """What became of a try, as ``ClientTry`` keeps it."""

    GIVEN = "given"
    BACK = "back"
    DISABLED = "disabled"
    OVER = "over"
    NETWORK = "network"
    ORIGIN = "origin"
    SECRET = "secret"  # noqa: S105 - the name of a reason
    OFTEN = "often"
    REQUEST = "request"


# Outcomes of whoever had the secret, with the verb behind the kind of client; every other one is a refusal.
_SHOWN = {Outcome.GIVEN: "token", Outcome.BACK: "token_back"}
_WORDS = {
    Outcome.GIVEN: "",
    Outcome.BACK: "",
    Outcome.DISABLED: "应用已停用",
    Outcome.OVER: "应用已过有效期",
    Outcome.NETWORK: "来源地址不在允许的网络内",
    Outcome.ORIGIN: "网页来源不在允许之列",
    Outcome.SECRET: "密钥不正确",
    Outcome.OFTEN: "申请令牌过于频繁",
    Outcome.REQUEST: "申请令牌的请求不正确",
}
_MISUSES: dict[type[DomainError], Outcome] = {WrongNetwork: Outcome.NETWORK, WrongOrigin: Outcome.ORIGIN}


@dataclass(frozen=True, slots=True)
class Ledger:
    """The tries of one kind of client: the model that counts them, the noun of its events, and who such a client is."""

    model: Any
    noun: str
    who: Callable[[Any], Actor]

    def verb(self, outcome: Outcome) -> str:
        return f"{self.noun}.{_SHOWN.get(outcome, 'refuse')}"

    def actor(self, client: Any, outcome: Outcome) -> Actor:
        """Whoever had the secret is the client; of anybody else nothing is known but the address."""
        return self.who(client) if outcome in _SHOWN else SYSTEM


def _as_actor(client: Client) -> Actor:
    return Actor(ActorKind.CLIENT, client.service_user_id, f"应用 {client}")


DISTRICT = Ledger(ClientTry, "client", _as_actor)


def why_refused(client: Client, *, knows_the_client: bool) -> Outcome:
    """Why a client gets no token, in the order in which it is asked; ``knows_the_client`` says that the secret was
    right and what was asked for was not."""
    if not client.is_active:
        return Outcome.DISABLED
    if client.is_over:
        return Outcome.OVER
    if client.networks and not inside(current_address.get(), client.networks):
        return Outcome.NETWORK
    return Outcome.REQUEST if knows_the_client else Outcome.SECRET


def note_misuse(caller: Caller | None, error: DomainError) -> None:
    """Note that a client came with a good token, or a good address of a file, from where it may not be used."""
    outcome = _MISUSES.get(type(error))
    if outcome is None or caller is None or caller.client is None:
        return
    client = Client.objects.filter(pk=caller.client).first()
    if client is not None:
        note(client, outcome)


@action
def note(client: Any, outcome: Outcome, ledger: Ledger = DISTRICT) -> None:
    """Note one try of the client, in the schema in which it is registered."""
    hour = int(now().timestamp()) // SECONDS
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT.format(table=ledger.model._meta.db_table),
            [client.pk, outcome.value, hour, current_address.get()],
        )
        (count,) = cursor.fetchone()
    if count == 1:
        record(ledger.verb(outcome), actor=ledger.actor(client, outcome), subject=client, data=_told(outcome))


@action
def sum_up(ledger: Ledger = DISTRICT) -> int:
    """Tell of the hours that are over how often each thing happened, and say of how many it was told."""
    hour = int(now().timestamp()) // SECONDS
    rows = list(
        ledger.model.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(hour__lt=hour)
        .select_related("client")
        .order_by("hour", "client_id", "outcome")
    )
    told = [row for row in rows if row.count > 1]
    for row in told:
        outcome = Outcome(row.outcome)
        start = datetime.fromtimestamp(row.hour * SECONDS, UTC).astimezone(SHANGHAI)
        words = (
            f"{start.month}月{start.day}日 {start.hour} 时内共 {row.count} 次，最后一次来自 {row.address or '未知地址'}"
        )
        record(
            ledger.verb(outcome),
            actor=ledger.actor(row.client, outcome),
            subject=row.client,
            data=_told(outcome, words, row.count),
        )
    ledger.model.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(told)


def _told(outcome: Outcome, words: str = "", count: int = 1) -> dict[str, object]:
    note = "；".join(each for each in (_WORDS[outcome], words) if each)
    return {"outcome": outcome.value, "count": count, **({"note": note} if note else {})}
