"""The merged result of a call that is closed is given to all who were asked."""

from django.db.models import Prefetch

from core.errors import WrongState
from core.events import action, now
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from linkage.datacalls.models import DataAnswer, DataCall, DataLine, DataValue
from linkage.datacalls.states import came_late


@action
def datacall_publish(*, actor: Actor, call: DataCall, version: int | None = None) -> DataCall:
    """公布汇总结果: once, for good. All who were asked read one line for each: what was approved, what was late.

    Of those whose answer was not approved it says no more than that; why something was returned stays between the two
    sides. Raises ``WrongState`` where it was published before, or nothing was approved.
    """
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    fresh = lock(call, version=version)
    check(fresh, "publish")
    if fresh.published_at is not None:
        raise WrongState("汇总结果已经公布，不能重复公布。", field="status")
    fields = list(fresh.fields.values_list("pk", flat=True))
    answers = fresh.answers.select_related("call").order_by("organization__path")
    rows = answers.prefetch_related(Prefetch("entries", DataValue.objects.order_by()))
    lines = [_line(fresh, answer, fields) for answer in rows]
    count = sum(line.answered for line in lines)
    if not count:
        raise WrongState("没有审核通过的填报，没有结果可以公布。", field="status")
    DataLine.objects.bulk_create(lines)
    left = len(lines) - count
    note = f"汇总 {count} 个组织" + (f"，未上报 {left} 个" if left else "")
    return advance(
        fresh, "publish", actor=actor, locked=True, data={"answered": count, "note": note}, published_at=now()
    )


def _line(call: DataCall, answer: DataAnswer, fields: list[int]) -> DataLine:
    line = DataLine(call=call, organization_id=answer.organization_id, answered=False, late=False, cells=[])
    if answer.status == DataAnswer.Status.APPROVED:
        said = {entry.field_id: entry.text for entry in answer.entries.all()}
        line.answered, line.late = True, came_late(answer)
        line.cells = [said.get(key, "") for key in fields]
    return line
