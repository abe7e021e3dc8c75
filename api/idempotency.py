"""Doing once what is asked twice: a caller that lost an answer asks again under the same ``Idempotency-Key``.

The key is claimed first, by a row that others wait for; the action and its answer follow in the same transaction.
So there is an effect with its answer or neither, wherever a process dies, and of two requests at the same moment the
second finds what the first has done. What was refused has changed nothing: it leaves no row and may be asked again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from django.db import OperationalError, connection, transaction
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from psycopg.errors import LockNotAvailable

from api.models import KeptAnswer
from core.errors import DomainError, InvalidInput

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
SHORTEST, LONGEST = 8, 64
HOURS = 24
WAIT_SECONDS = 5

# A row that has had its time is as good as none, whether or not it has been cleared away yet.
_CLAIM = """
    INSERT INTO api_keptanswer (caller, key, asked, data, at) VALUES (%(caller)s, %(key)s, %(asked)s, '', now())
    ON CONFLICT (caller, key) DO UPDATE SET asked = EXCLUDED.asked, data = '', at = EXCLUDED.at
          WHERE api_keptanswer.at < now() - make_interval(hours => %(hours)s)
    RETURNING id
"""


class KeyConflict(DomainError):
    """The caller has used this key for something else."""

    code = "IDEMPOTENCY_CONFLICT"


class KeyBusy(DomainError):
    """What was asked first under this key is still being done."""

    code = "IDEMPOTENCY_BUSY"


@dataclass(slots=True)
class Turn:
    """One request's turn with a key. ``answered`` is what an earlier one was answered, ``None`` for the first."""

    row: int = 0
    answered: bytes | None = None
    kept: bool = False

    def keep(self, data: bytes) -> None:
        """Keep the answer with the effect; without this the effect is taken back."""
        KeptAnswer.objects.filter(pk=self.row).update(data=data)
        self.kept = True


def key_of(request: HttpRequest) -> str:
    """The key of the request; empty if it brings none, ``InvalidInput`` if it is none."""
    key: str = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    if key and not (SHORTEST <= len(key) <= LONGEST and all("!" <= c <= "~" for c in key)):
        raise InvalidInput(
            f"请求头 {HEADER} 应为 {SHORTEST}—{LONGEST} 个可见的英文字符，例如一个 UUID；不需要时请去掉。", field=HEADER
        )
    return key


def digest(*asked: Any) -> str:
    """What was asked, not to be guessed from the digest: there may be a password in it."""
    text = orjson.dumps(asked, option=orjson.OPT_SORT_KEYS)
    return salted_hmac("api.idempotency", text, algorithm="sha256").hexdigest()


@contextmanager
def once(caller: str, key: str, asked: str) -> Iterator[Turn]:
    """Take a turn with the key in one transaction with all that is done inside.

    Waits for another request with the key, ``KeyBusy`` after ``WAIT_SECONDS``; ``KeyConflict`` if that asked otherwise.
    """
    with transaction.atomic():
        turn = _take(caller, key, asked)
        yield turn
        if turn.answered is None and not turn.kept:
            transaction.set_rollback(True)


def _take(caller: str, key: str, asked: str) -> Turn:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{WAIT_SECONDS}s"])
        try:
            cursor.execute(_CLAIM, {"caller": caller, "key": key, "asked": asked, "hours": HOURS})
        except OperationalError as error:
            if isinstance(error.__cause__, LockNotAvailable):
                raise KeyBusy(f"带有相同 {HEADER} 的请求正在办理，请稍后用同一个值重试。", field=HEADER) from error
            raise
        claimed = cursor.fetchone()
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    if claimed is not None:
        return Turn(row=claimed[0])
    kept = KeptAnswer.objects.get(caller=caller, key=key)
    if kept.asked != asked:
        raise KeyConflict(f"这个 {HEADER} 已用于另一个操作或另一组变量，请换一个新的值。", field=HEADER)
    return Turn(answered=bytes(kept.data))


def forget_old() -> int:
    """Delete the answers of the current district that have had their time; how many there were."""
    deleted, _ = KeptAnswer.objects.filter(at__lt=Now() - timedelta(hours=HOURS)).delete()
    return deleted
