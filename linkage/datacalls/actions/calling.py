"""The side that asks: draft, issue, urge, extend, publish, close, withdraw."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.datacalls.models import DataAnswer, DataCall
from linkage.datacalls.questions import clean_questions
from tenants.org.models import Organization
from tenants.org.tenure import keep_in_use

MOST_PLACES = 1000
_ISSUERS = (Organization.Level.DISTRICT, Organization.Level.SUBDISTRICT)
Designs = Sequence[Mapping[str, Any]]


@action
def datacall_create(
    *,
    actor: Actor,
    organization: Organization,
    title: str,
    purpose: str,
    questions: Designs,
    places: Sequence[Organization],
    due_on: date,
) -> DataCall:
    """Draft a call of a district or a street to ``places`` below it, with the form that they shall fill in.

    ``questions`` are designs as in ``linkage.datacalls.questions``. Raises ``InvalidInput`` where the place is no
    district or street, a place asked does not lie below it, or a question is wrong.
    """
    require(actor, Perm.DATACALL_EDIT, at=organization.place)
    if organization.level not in _ISSUERS:
        raise InvalidInput("数据调度由区或街道下达，请选择区或街道。", field="organization")
    keep_in_use([organization], purpose="下达数据调度", field="organization")
    call = DataCall(organization=organization, created_at=now())
    _fill(call, title, purpose, questions, due_on)
    _check_places(organization, places)
    call.save()
    _ask(call, places)
    record("datacall.create", actor=actor, subject=call, data={"due_on": call.due_on, "asked": len(set(places))})
    return call


@action
def datacall_edit(
    *,
    actor: Actor,
    call: DataCall,
    title: str,
    purpose: str,
    questions: Designs,
    places: Sequence[Organization],
    due_on: date,
    version: int | None = None,
) -> DataCall:
    """Change a draft; what has been issued stays as those who were asked have got it."""
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    fresh = lock(call, version=version)
    if fresh.status != DataCall.Status.DRAFT:
        raise WrongState("只有草稿可以修改；已下达的如有错误，请撤回后重新下达。", field="status")
    _fill(fresh, title, purpose, questions, due_on)
    _check_places(fresh.organization, places)
    fresh.version += 1
    fresh.save()
    fresh.answers.all().delete()
    _ask(fresh, places)
    record("datacall.edit", actor=actor, subject=fresh, data={"due_on": fresh.due_on, "asked": len(set(places))})
    return fresh


@action
def datacall_issue(*, actor: Actor, call: DataCall, version: int | None = None) -> DataCall:
    """下达: it gets its number, and all who are asked hear of it. Those retired since it was drafted are left out."""
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    fresh = lock(call, version=version)
    check(fresh, "issue")
    _still_ahead(fresh.due_on)
    keep_in_use([fresh.organization], purpose="下达数据调度", field="organization")
    fresh.answers.filter(organization__retired_on__isnull=False).delete()
    asked = fresh.answers.count()
    if not asked:
        raise InvalidInput("填报组织都已撤销，请重新选择。", field="places")
    number = next_number("datacall", action_day().year, "DD-{year}-{number:04d}")
    return advance(
        fresh,
        "issue",
        actor=actor,
        locked=True,
        data={"number": number, "due_on": fresh.due_on, "asked": asked, "note": f"{asked} 个组织填报"},
        number=number,
        issued_at=now(),
        issuer_label=actor.label[:120],
    )


@action
def datacall_urge(*, actor: Actor, call: DataCall) -> DataCall:
    """催报: all who have still to answer hear of it again, once a day at most."""
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    fresh = lock(call)
    check(fresh, "urge")
    if fresh.urged_on == action_day():
        raise WrongState("今天已经催报过，请明天再催。", field="status")
    left = fresh.answers.filter(status__in=DataAnswer.TO_FILL).count()
    if not left:
        raise WrongState("各组织都已填报，无需催报。", field="status")
    data = {"left": left, "note": f"{left} 个组织未填报"}
    return advance(fresh, "urge", actor=actor, data=data, locked=True, urged_on=action_day())


@action
def datacall_extend(*, actor: Actor, call: DataCall, due_on: date, reason: str, version: int | None = None) -> DataCall:
    """Give all who are asked a later day, and say why. What came late before that stays late."""
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    fresh = lock(call, version=version)
    check(fresh, "extend")
    text = clean_text(reason, "reason", "延期原因", 500)
    if due_on <= fresh.due_on:
        raise InvalidInput(f"新的期限应晚于原期限（{fresh.due_on}）。", field="due_on")
    _still_ahead(due_on)
    data = {"due_was": fresh.due_on, "due_on": due_on, "reason": text}
    return advance(fresh, "extend", actor=actor, data=data, locked=True, due_on=due_on)


@action
def datacall_publish(*, actor: Actor, call: DataCall, version: int | None = None) -> DataCall:
    """公布: let all who were asked read the answers of all; raises ``WrongState`` where they may already."""
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    fresh = lock(call, version=version)
    check(fresh, "publish")
    if fresh.published_at is not None:
        raise WrongState("汇总结果已经公布。", field="status")
    return advance(fresh, "publish", actor=actor, locked=True, published_at=now())


@action
def datacall_close(*, actor: Actor, call: DataCall, version: int | None = None) -> DataCall:
    """办结: no more answers are taken. How many are missing is kept with it."""
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    fresh = lock(call, version=version)
    check(fresh, "close")
    if fresh.answers.filter(status=DataAnswer.Status.SUBMITTED).exists():
        raise WrongState("还有待审核的填报，请先审核或退回。", field="status")
    missing = fresh.answers.filter(status__in=DataAnswer.TO_FILL).count()
    data = {"missing": missing, "note": f"{missing} 个组织未填报" if missing else "全部填报"}
    return advance(fresh, "close", actor=actor, data=data, locked=True, closed_at=now())


@action
def datacall_withdraw(*, actor: Actor, call: DataCall, reason: str, version: int | None = None) -> DataCall:
    """Take it back, or give up a draft. Its number is not used again."""
    require(actor, Perm.DATACALL_EDIT, at=call.place)
    text = clean_text(reason, "reason", "撤回原因", 500)
    data = {"reason": text, "issued": call.issued_at is not None}
    return advance(call, "withdraw", actor=actor, version=version, data=data, reason=text)


def _fill(call: DataCall, title: str, purpose: str, questions: Designs, due_on: date) -> None:
    call.title = clean_text(title, "title", "名称", 120)
    call.purpose = clean_text(purpose, "purpose", "填报要求", 4000)
    call.questions = clean_questions(questions)
    _still_ahead(due_on)
    call.due_on = due_on


def _still_ahead(due_on: date) -> None:
    if due_on < action_day():
        raise InvalidInput("填报期限不能早于今天，请修改。", field="due_on")


def _check_places(organization: Organization, places: Sequence[Organization]) -> None:
    if not places:
        raise InvalidInput("请至少选择一个填报组织。", field="places")
    if len(set(places)) > MOST_PLACES:
        raise InvalidInput(f"一次最多调度 {MOST_PLACES} 个组织，请减少。", field="places")
    for place in places:
        if place.path == organization.path or not place.path.startswith(organization.path):
            raise InvalidInput(f"“{place}”不是{organization}的下级，请去掉。", field="places")
    keep_in_use(places, purpose="填报数据", field="places")


def _ask(call: DataCall, places: Sequence[Organization]) -> None:
    rows = [DataAnswer(call=call, organization=place) for place in sorted(set(places), key=lambda each: each.path)]
    DataAnswer.objects.bulk_create(rows)
