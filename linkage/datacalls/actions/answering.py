"""The side that is asked fills in and hands in; the side that asked approves or returns."""

from collections.abc import Mapping

from core.errors import InvalidInput, WrongState
from core.events import action, now
from core.periods import SHANGHAI
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.datacalls.models import DataAnswer, DataCall, DataField, DataValue
from linkage.datacalls.values import check_complete, clean_value


@action
def dataanswer_save(
    *, actor: Actor, answer: DataAnswer, values: Mapping[int, str], version: int | None = None
) -> DataAnswer:
    """暂存: keep what is filled in so far, by the keys of fields; what is required may still be missing.

    Fields that are not named keep what they have, an empty text takes it away.
    """
    fresh, _ = _write(actor, answer, values, version, "save")
    return advance(fresh, "save", actor=actor, locked=True, filler_label=actor.label[:120])


@action
def dataanswer_submit(
    *, actor: Actor, answer: DataAnswer, values: Mapping[int, str], version: int | None = None
) -> DataAnswer:
    """上报: hand it in, whole; late is possible until it closes. The event says whether it first came in time."""
    fresh, due = _write(actor, answer, values, version, "submit", whole=True)
    first = fresh.submitted_at or now()
    late = first.astimezone(SHANGHAI).date() > due.due_on
    return advance(
        fresh,
        "submit",
        actor=actor,
        locked=True,
        data={"on_time": not late, **({"note": "逾期上报"} if late else {})},
        submitted_at=first,
        filler_label=actor.label[:120],
        reason="",
    )


@action
def dataanswer_approve(*, actor: Actor, answer: DataAnswer, version: int | None = None) -> DataAnswer:
    """审核通过: what it says counts in the merged result."""
    require(actor, Perm.DATACALL_EDIT, at=answer.call.place)
    _running(answer.call)
    return advance(answer, "approve", actor=actor, version=version)


@action
def dataanswer_return(*, actor: Actor, answer: DataAnswer, reason: str, version: int | None = None) -> DataAnswer:
    """退回: it is to be filled in again, for the reason given."""
    require(actor, Perm.DATACALL_EDIT, at=answer.call.place)
    text = clean_text(reason, "reason", "退回原因", 500)
    _running(answer.call)
    return advance(answer, "return", actor=actor, version=version, data={"reason": text}, reason=text)


def _running(call: DataCall) -> DataCall:
    """The call, locked; ``WrongState`` unless answers are wanted now."""
    fresh = lock(call)
    if fresh.status != DataCall.Status.ISSUED:
        raise WrongState(f"这次调度{fresh.get_status_display()}，不能再填报或审核。", field="status")
    return fresh


def _write(
    actor: Actor,
    answer: DataAnswer,
    values: Mapping[int, str],
    version: int | None,
    verb: str,
    *,
    whole: bool = False,
) -> tuple[DataAnswer, DataCall]:
    """Put the values into the answer, which is returned locked together with its call."""
    require(actor, Perm.DATACALL_ANSWER, at=answer.place)
    call = _running(answer.call)
    fresh = lock(answer, version=version)
    check(fresh, verb)
    fields: dict[int, DataField] = {field.pk: field for field in call.fields.all()}
    if unknown := set(values) - set(fields):
        raise InvalidInput(f"有 {len(unknown)} 个填报项不属于这次调度，请核对。", field="values")
    kept = dict(DataValue.objects.filter(answer=fresh).values_list("field_id", "text"))
    kept.update({key: clean_value(fields[key], text) for key, text in values.items()})
    if whole:
        check_complete(fields, kept)
    fresh.entries.all().delete()
    DataValue.objects.bulk_create(
        DataValue(answer=fresh, field=fields[key], text=text) for key, text in sorted(kept.items()) if text
    )
    return fresh, call
