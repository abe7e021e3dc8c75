"""Tokens given out, given back and refused, in the audit trail without flooding it.

Of each client the first of a kind in an hour is told at once, with the address it came from; what follows is counted,
and told in one event when the hour is over. So a client that asks for a token with every request, and whoever tries
secrets, leave two events an hour for each outcome, and none of their tries is lost.
"""

from datetime import UTC, datetime
from enum import StrEnum

from django.db import connection

from api.callers import Caller
from api.models import Client, ClientTry
from api.networks import inside
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
    INSERT INTO api_clienttry AS t (client_id, outcome, hour, count, address) VALUES (%s, %s, %s, 1, %s)
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


_VERBS = {Outcome.GIVEN: "client.token", Outcome.BACK: "client.token_back"}
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


def note(client: Client, outcome: Outcome) -> None:
    """Note one try of the client in the current district."""
    _note(client, outcome)


def note_network(caller: Caller) -> None:
    """Note that a client called with a good token from an address that is not its own."""
    client = Client.objects.filter(pk=caller.client).first() if caller.client is not None else None
    if client is not None:
        note(client, Outcome.NETWORK)


@action
def _note(client: Client, outcome: Outcome) -> None:
    hour = int(now().timestamp()) // SECONDS
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [client.pk, outcome.value, hour, current_address.get()])
        (count,) = cursor.fetchone()
    if count == 1:
        record(_VERBS.get(outcome, "client.refuse"), actor=_who(client, outcome), subject=client, data=_told(outcome))


@action
def sum_up() -> int:
    """Tell of the hours that are over how often each thing happened, and say of how many it was told."""
    hour = int(now().timestamp()) // SECONDS
    rows = list(
        ClientTry.objects.select_for_update(of=("self",), skip_locked=True)
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
        verb = _VERBS.get(outcome, "client.refuse")
        record(verb, actor=_who(row.client, outcome), subject=row.client, data=_told(outcome, words, row.count))
    ClientTry.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(told)


def _who(client: Client, outcome: Outcome) -> Actor:
    """Whoever had the secret is the client; of anybody else nothing is known but the address."""
    if outcome in _VERBS:
        return Actor(ActorKind.CLIENT, client.service_user_id, f"应用 {client}")
    return SYSTEM


def _told(outcome: Outcome, words: str = "", count: int = 1) -> dict[str, object]:
    note = "；".join(each for each in (_WORDS[outcome], words) if each)
    return {"outcome": outcome.value, "count": count, **({"note": note} if note else {})}
