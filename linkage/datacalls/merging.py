"""All answers of a call in one table: a row for each place asked, and the sums of the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from core.periods import today
from linkage.datacalls.models import DataAnswer, DataCall
from linkage.datacalls.questions import Question


@dataclass(frozen=True, slots=True)
class MergedRow:
    """What one place answered, question by question; ``state`` says in a word where it stands, ``late`` if late."""

    answer: DataAnswer
    values: list[Any]
    state: str
    late: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """The table. ``sums`` has a number for each question that asks for one, None for the others."""

    questions: list[Question]
    rows: list[MergedRow]
    sums: list[Decimal | None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many were asked, have handed in, are accepted, were sent back, and have not answered though it is due."""

    asked: int
    submitted: int
    accepted: int
    returned: int
    overdue: int


def merged(call: DataCall, answers: QuerySet[DataAnswer]) -> Merged:
    """The answers given, in the order of the tree; what was not handed in shows no values and is not summed.

    ``answers`` begin at ``visible_to``.
    """
    questions, day = call.form, today()
    rows = [
        _row(call, answer, questions, day)
        for answer in answers.filter(call=call).select_related("organization").order_by("organization__path")
    ]
    return Merged(questions, rows, _sums(questions, rows))


def progress_of(call: DataCall) -> Progress:
    """Counted over all who were asked, in one statement."""
    states = list(call.answers.values_list("status", flat=True))
    status = DataAnswer.Status
    over = call.status == DataCall.Status.ISSUED and call.due_on < today()
    left = sum(each in DataAnswer.TO_FILL for each in states)
    return Progress(
        asked=len(states),
        submitted=len(states) - left,
        accepted=states.count(status.ACCEPTED),
        returned=states.count(status.RETURNED),
        overdue=left if over else 0,
    )


def is_late(call: DataCall, answer: DataAnswer, day: date | None = None) -> bool:
    """Handed in after the day, or not handed in though the day is over."""
    if answer.in_time is not None:
        return not answer.in_time
    return call.issued_at is not None and call.due_on < (day or today())


def _row(call: DataCall, answer: DataAnswer, questions: Sequence[Question], day: date) -> MergedRow:
    handed_in = answer.status not in DataAnswer.TO_FILL
    values = [answer.values.get(question.key) if handed_in else None for question in questions]
    return MergedRow(answer, values, answer.get_status_display(), is_late(call, answer, day))


def _sums(questions: Sequence[Question], rows: Sequence[MergedRow]) -> list[Decimal | None]:
    def total(at: int) -> Decimal:
        return sum((Decimal(str(row.values[at])) for row in rows if row.values[at] is not None), Decimal(0))

    return [total(at) if question.is_number else None for at, question in enumerate(questions)]
