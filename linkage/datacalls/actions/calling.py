"""The side that asks: design the form, issue, urge, extend, close, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.files import Upload
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.datacalls.models import OPEN, DataAnswer, DataCall, DataCallFile, DataField
from linkage.datacalls.values import LARGEST, plain
from tenants.attachments import attachments_keep
from tenants.org.models import Organization
from tenants.org.tenure import keep_in_use

MOST_ASKED, MOST_FIELDS, MOST_CHOICES = 1000, 40, 30
_ASKERS = (Organization.Level.DISTRICT, Organization.Level.SUBDISTRICT)


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """One field of a form that is being designed; ``choices`` only for kinds that choose, limits only for numbers."""

    label: str
    kind: str
    required: bool = True
    measure: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: Sequence[str] = ()
    help: str = ""


def draft_of(field: DataField) -> FieldDraft:
    """The draft that makes such a field again: a call may begin as a copy of an earlier one."""
    return FieldDraft(
        field.label,
        field.kind,
        field.required,
        field.measure,
        field.minimum,
        field.maximum,
        field.offered,
        field.help,
    )


@action
def datacall_create(
    *,
    actor: Actor,
    organization: Organization,
    title: str,
    due_on: date,
    fields: Sequence[FieldDraft],
    places: Sequence[Organization],
    note: str = "",
    files: Sequence[Upload] = (),
) -> DataCall:
    """Draft a call of a district or a street to ``places`` below it.

    Raises ``InvalidInput`` where the place is no district or street, somebody asked does not lie below it, or a field
    makes no sense.
    """
    require(actor, Perm.DATACALL_EDIT, at=organization.place)
    if organization.level not in _ASKERS:
        raise InvalidInput("数据调度由区或街道布置，请选择区或街道。", field="organization")
    keep_in_use([organization], purpose="布置数据调度", field="organization")
    call = DataCall(organization=organization, created_at=now())
    made = _fill(call, title, note, due_on, fields)
    _check_asked(organization, places)
    call.save()
    _lay_down(call, made, places)
    if files:
        attachments_keep(DataCallFile, call, files, by=actor, field="files")
    record("datacall.create", actor=actor, subject=call, data={"fields": len(made), "asked": len(set(places))})
    return call


@action
def datacall_edit(
    *,
    actor: Actor,
    call: DataCall,
    title: str,
    due_on: date,
    fields: Sequence[FieldDraft],
    places: Sequence[Organization],
    note: str = "",
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> DataCall:
    """Change a draft, its form and those asked; ``files`` come in addition to those it has."""
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    fresh = lock(call, version=version)
    if fresh.status != DataCall.Status.DRAFT:
        raise WrongState("只有草稿可以修改；已下发的如需调整，请撤回后另行布置。", field="status")
    before = snapshot(fresh)
    made = _fill(fresh, title, note, due_on, fields)
    _check_asked(fresh.organization, places)
    fresh.version += 1
    fresh.save()
    fresh.answers.all().delete()
    fresh.fields.all().delete()
    _lay_down(fresh, made, places)
    if files:
        attachments_keep(DataCallFile, fresh, files, by=actor, field="files")
    asked = len(set(places))
    told = changes(fresh, before, also=f"填报项 {len(made)} 个，布置给 {asked} 个组织")
    record("datacall.edit", actor=actor, subject=fresh, data={"fields": len(made), "asked": asked, **told})
    return fresh


@action
def datacall_issue(*, actor: Actor, call: DataCall, version: int | None = None) -> DataCall:
    """下发: the form is frozen and all who are asked hear of it; those retired since are left out."""
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    fresh = lock(call, version=version)
    check(fresh, "issue")
    if fresh.due_on < action_day():
        raise InvalidInput("上报期限已过，请先修改上报期限再下发。", field="due_on")
    keep_in_use([fresh.organization], purpose="布置数据调度", field="organization")
    fresh.answers.filter(organization__retired_on__isnull=False).delete()
    count = fresh.answers.count()
    if not count:
        raise InvalidInput("填报组织都已撤销，请重新选择。", field="places")
    data = {"asked": count, "due_on": fresh.due_on, "note": f"{count} 个组织"}
    return advance(fresh, "issue", actor=actor, locked=True, data=data, issued_at=now())


@action
def datacall_urge(*, actor: Actor, call: DataCall) -> DataCall:
    """催报: all who have not handed in hear of it again, once a day at most."""
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    fresh = lock(call)
    check(fresh, "urge")
    if fresh.urged_today:
        raise WrongState("今天已经催报过，请明天再催。", field="status")
    left = fresh.answers.filter(OPEN).count()
    if not left:
        raise WrongState("全部组织都已上报，无需催报。", field="status")
    data = {"left": left, "note": f"未上报 {left} 个组织"}
    return advance(fresh, "urge", actor=actor, locked=True, data=data, urged_on=action_day())


@action
def datacall_extend(*, actor: Actor, call: DataCall, due_on: date, reason: str, version: int | None = None) -> DataCall:
    """延长上报期限: a later day for all who are asked; those whose answer is not approved yet hear of it.

    Whether an answer is late is told by the new day from now on, and reminders begin anew.
    """
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    text = clean_text(reason, "reason", "延期原因", 500)
    fresh = lock(call, version=version)
    check(fresh, "extend")
    if due_on <= fresh.due_on:
        raise InvalidInput(f"新的上报期限应晚于现在的 {fresh.due_on.isoformat()}。", field="due_on")
    if due_on < action_day():
        raise InvalidInput("新的上报期限不能早于今天。", field="due_on")
    told = f"{fresh.due_on.isoformat()} 延至 {due_on.isoformat()}：{text}"
    data = {"due_on": due_on, "was": fresh.due_on, "note": told}
    return advance(fresh, "extend", actor=actor, locked=True, data=data, due_on=due_on)


@action
def datacall_close(*, actor: Actor, call: DataCall, version: int | None = None) -> DataCall:
    """办结: nothing can be handed in or looked through any more; who did not answer stays visible.

    Raises ``WrongState`` while something handed in has not been looked through.
    """
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    fresh = lock(call, version=version)
    check(fresh, "close")
    waiting = fresh.answers.filter(status=DataAnswer.Status.SUBMITTED).count()
    if waiting:
        raise WrongState(f"还有 {waiting} 份填报没有审核，请先审核通过或退回。", field="status")
    left = fresh.answers.filter(OPEN).count()
    data = {"left": left, "note": f"未上报 {left} 个组织" if left else "全部上报"}
    return advance(fresh, "close", actor=actor, locked=True, data=data, closed_at=now())


@action
def datacall_withdraw(*, actor: Actor, call: DataCall, reason: str, version: int | None = None) -> DataCall:
    """Take it back, or give up a draft. What was filled in stays readable."""
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    text = clean_text(reason, "reason", "撤回原因", 500)
    issued = call.issued_at is not None
    return advance(call, "withdraw", actor=actor, version=version, data={"reason": text, "issued": issued}, reason=text)


def _fill(call: DataCall, title: str, note: str, due_on: date, fields: Sequence[FieldDraft]) -> list[DataField]:
    if due_on < action_day():
        raise InvalidInput("上报期限不能早于今天。", field="due_on")
    call.title = clean_text(title, "title", "标题", 120)
    call.note = clean_text(note, "note", "填报说明", 2000, required=False)
    call.due_on = due_on
    if not fields:
        raise InvalidInput("请至少设计一个填报项。", field="fields")
    if len(fields) > MOST_FIELDS:
        raise InvalidInput(f"一次最多 {MOST_FIELDS} 个填报项，请减少。", field="fields")
    made = [_field(number, draft) for number, draft in enumerate(fields, start=1)]
    labels = [field.label for field in made]
    if doubled := next((label for label in labels if labels.count(label) > 1), None):
        raise InvalidInput(f"“{doubled}”出现了两次，请给每个填报项不同的名称。", field="fields")
    return made


def _field(position: int, draft: FieldDraft) -> DataField:
    label = clean_text(draft.label, "fields", f"第 {position} 个填报项的名称", 60)
    if draft.kind not in DataField.Kind.values:
        raise InvalidInput(f"“{label}”没有“{draft.kind}”这种类型，请从列表中选择。", field="fields")
    field = DataField(position=position, label=label, kind=draft.kind, required=draft.required)
    field.help = clean_text(draft.help, "fields", f"“{label}”的填写提示", 200, required=False)
    field.measure = clean_text(draft.measure, "fields", f"“{label}”的计量单位", 10, required=False)
    chooses = draft.kind in (DataField.Kind.ONE, DataField.Kind.SEVERAL)
    choices = list(dict.fromkeys(each.strip() for each in draft.choices if each.strip()))
    if chooses and not 2 <= len(choices) <= MOST_CHOICES:
        raise InvalidInput(f"“{label}”请写明 2 至 {MOST_CHOICES} 个不同的选项，一行一个。", field="fields")
    if choices and not chooses:
        raise InvalidInput(f"“{label}”不是选择题，请去掉选项。", field="fields")
    if any(len(each) > 60 or len(each.splitlines()) > 1 for each in choices) or len("\n".join(choices)) > 1000:
        raise InvalidInput(f"“{label}”的选项太长：每个最多 60 字，合计最多 1000 字。", field="fields")
    field.choices = "\n".join(choices)
    bounds = [bound for bound in (draft.minimum, draft.maximum) if bound is not None]
    if (bounds or field.measure) and not field.is_number:
        raise InvalidInput(f"“{label}”不是数字，请去掉计量单位和最小、最大值。", field="fields")
    for bound in bounds:
        if not bound.is_finite() or bound.adjusted() >= LARGEST or bound != round(bound, 2):
            raise InvalidInput(f"“{label}”的最小、最大值请填写数字，最多两位小数。", field="fields")
    if len(bounds) == 2 and bounds[0] > bounds[1]:
        raise InvalidInput(f"“{label}”的最小值 {plain(bounds[0])} 大于最大值，请核对。", field="fields")
    field.minimum, field.maximum = draft.minimum, draft.maximum
    return field


def _check_asked(organization: Organization, places: Sequence[Organization]) -> None:
    if not places:
        raise InvalidInput("请至少选择一个填报组织。", field="places")
    if len(set(places)) > MOST_ASKED:
        raise InvalidInput(f"一次最多布置给 {MOST_ASKED} 个组织，请减少。", field="places")
    above = organization.path
    for place in places:
        if place.path == above or not place.path.startswith(above):
            raise InvalidInput(f"“{place}”不是{organization}的下级，请去掉。", field="places")
    keep_in_use(places, purpose="填报数据", field="places")


def _lay_down(call: DataCall, fields: list[DataField], places: Sequence[Organization]) -> None:
    for field in fields:
        field.call = call
    DataField.objects.bulk_create(fields)
    asked: list[Any] = sorted(set(places), key=lambda place: place.path)
    DataAnswer.objects.bulk_create(DataAnswer(call=call, organization=place) for place in asked)
