"""Sent back: by when it has to be handed in again, where whoever checks gives more time than the term has left.

Checking takes its own days. What was handed in in time and is sent back when its day is over would be red at once and
climb the ladder for days that others took; so a later day may be given together with the reason.
"""

from datetime import date, timedelta
from typing import Any

from core.errors import InvalidInput
from core.events import action_day

FURTHEST = timedelta(days=5 * 366)


def later_day(row: Any, due_on: date | None) -> dict[str, Any]:
    """The change of a locked record that is sent back, and what its event tells: nothing where no day is given.

    Raises ``InvalidInput`` for a day that is over or no later than the due date, or later than what it is part of.
    """
    if due_on is None:
        return {}
    if due_on < action_day():
        raise InvalidInput("重新报送的期限不能早于今天。", field="due_on")
    if due_on <= row.due_on:
        raise InvalidInput(f"重新报送的期限应晚于现在的期限 {row.due_on}；仍按原期限的请不要填。", field="due_on")
    keep_within(row, due_on)
    return {"due_on": due_on}


def told_day(row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """What the event says of the later day."""
    return {"due_was": row.due_on, **changes} if changes else {}


def keep_within(row: Any, due_on: date) -> None:
    """Refuse a day that is years away, and one later than what the record is a part of allows (``due_limit``)."""
    if due_on > action_day() + FURTHEST:
        raise InvalidInput("新的期限最远在五年以内，请核对年份。", field="due_on")
    limit: date | None = getattr(row, "due_limit", None)
    if limit is not None and due_on > limit:
        raise InvalidInput(f"不能晚于上一级任务的期限 {limit}；确需更晚的，请上一级先申请延期。", field="due_on")
