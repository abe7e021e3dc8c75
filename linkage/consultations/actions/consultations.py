"""Consulting a street: ask or propose, give an opinion, answer what became of it."""

from collections.abc import Sequence
from datetime import date

from core.errors import InvalidInput
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.periods import SHANGHAI
from core.permissions import ROOT, Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.consultations.models import Consultation, ConsultationRules
from tenants.calendars.models import WorkCalendar
from tenants.org.models import Department, Organization

NUMBER = "ZX-{year}-{number:04d}"
MOST_STREETS = 100


@action
def consultation_ask(
    *,
    actor: Actor,
    organizations: Sequence[Organization],
    kind: str,
    title: str,
    content: str,
    department: Department | None = None,
    outpost: Department | None = None,
    candidate: str = "",
    due_on: date | None = None,
) -> list[Consultation]:
    """Ask one or more streets for their opinion, in the name of a department or, without one, of the district.

    About the head of an outpost only the street in which it lies is asked. ``due_on`` is counted in working days by the
    rules if not given. Raises ``InvalidInput`` for no street, a place that is none or retired, an appointment without
    outpost and name, or a day that has passed.
    """
    require(actor, Perm.CONSULTATION_ASK, at=department.place if department is not None else ROOT)
    if department is not None and department.status != Department.Status.ACTIVE:
        raise InvalidInput(f"“{department}”已撤销，不能再征求意见。", field="department")
    streets = _streets(organizations)
    row = Consultation(department=department, status=Consultation.Status.ASKED, due_on=_opinion_day(due_on))
    _fill(row, kind, title, content)
    _about_outpost(row, outpost, candidate, streets)
    row.created_at = now()
    row.number = _number()
    asked = []
    for street in streets:
        row.pk, row.organization = None, street
        row._state.adding = True
        row.save()
        saved = Consultation.objects.select_related("organization", "department", "outpost").get(pk=row.pk)
        record("consultation.ask", actor=actor, subject=saved, data={"due_on": saved.due_on, "number": saved.number})
        asked.append(saved)
    return asked


@action
def consultation_propose(
    *,
    actor: Actor,
    organization: Organization,
    kind: str,
    title: str,
    content: str,
    department: Department | None = None,
) -> Consultation:
    """建议权: a street proposes of its own accord; the department it names, or the district, answers."""
    require(actor, Perm.CONSULTATION_OPINE, at=organization.place)
    (street,) = _streets([organization])
    if department is not None and department.status != Department.Status.ACTIVE:
        raise InvalidInput(f"“{department}”已撤销，请重新选择。", field="department")
    if kind == Consultation.Kind.APPOINTMENT:
        raise InvalidInput("派出机构负责人任免由区里征求意见，请选择其他类别。", field="kind")
    row = Consultation(
        organization=street,
        department=department,
        proposed=True,
        opinion=Consultation.Opinion.SUGGEST,
        opined_at=now(),
        reply_due_on=WorkCalendar.due_in(ConsultationRules.current().reply_days),
        status=Consultation.Status.ANSWERED,
        created_at=now(),
    )
    _fill(row, kind, title, content)
    row.reason = row.content[:2000]
    row.number = _number()
    row.save()
    record("consultation.propose", actor=actor, subject=row, data={"number": row.number})
    return row


@action
def consultation_opine(
    *, actor: Actor, consultation: Consultation, opinion: str, reason: str, version: int | None = None
) -> Consultation:
    """The street agrees, disagrees or suggests, and says why; from here the day of the answer counts."""
    require(actor, Perm.CONSULTATION_OPINE, at=consultation.place)
    fresh = lock(consultation, version=version)
    check(fresh, "opine")
    if opinion not in Consultation.Opinion.values:
        raise InvalidInput("请选择意见：同意、不同意或建议。", field="opinion")
    text = clean_text(reason, "reason", "意见和理由", 2000, required=opinion != Consultation.Opinion.AGREE)
    label = Consultation.Opinion(opinion).label
    return advance(
        fresh,
        "opine",
        actor=actor,
        data={"opinion": opinion, "late": _late(fresh.due_on), "note": f"{label}：{text}" if text else label},
        locked=True,
        opinion=opinion,
        reason=text,
        opined_at=now(),
        reply_due_on=WorkCalendar.due_in(ConsultationRules.current().reply_days),
    )


@action
def consultation_reply(
    *, actor: Actor, consultation: Consultation, adopted: str, reply: str, version: int | None = None
) -> Consultation:
    """Say whether the opinion was adopted and why, by whoever asked or was proposed to."""
    require(actor, Perm.CONSULTATION_ASK, at=consultation.asker)
    fresh = lock(consultation, version=version)
    check(fresh, "reply")
    if adopted not in Consultation.Adopted.values:
        raise InvalidInput("请选择采纳情况：采纳、部分采纳或未采纳。", field="adopted")
    text = clean_text(reply, "reply", "答复和理由", 2000)
    return advance(
        fresh,
        "reply",
        actor=actor,
        data={
            "adopted": adopted,
            "late": _late(fresh.reply_due_on),
            "note": f"{Consultation.Adopted(adopted).label}：{text}",
        },
        locked=True,
        adopted=adopted,
        reply=text,
        replied_at=now(),
    )


@action
def consultation_withdraw(
    *, actor: Actor, consultation: Consultation, reason: str, version: int | None = None
) -> Consultation:
    """Take back a question, by whoever asked it, or a proposal, by the street that made it."""
    if consultation.proposed:
        require(actor, Perm.CONSULTATION_OPINE, at=consultation.place)
    else:
        require(actor, Perm.CONSULTATION_ASK, at=consultation.asker)
    data = {"reason": clean_text(reason, "reason", "撤回原因", 500)}
    return advance(consultation, "withdraw", actor=actor, data=data, version=version)


def _streets(organizations: Sequence[Organization]) -> list[Organization]:
    streets = list({place.pk: place for place in organizations}.values())
    if not streets:
        raise InvalidInput("请选择要征求意见的街道。", field="organizations")
    if len(streets) > MOST_STREETS:
        raise InvalidInput(f"一次最多征求 {MOST_STREETS} 个街道的意见。", field="organizations")
    for street in streets:
        if street.level != Organization.Level.SUBDISTRICT:
            raise InvalidInput(f"“{street}”不是街道（镇、乡），请重新选择。", field="organizations")
        if street.retired_on is not None:
            raise InvalidInput(f"“{street}”已撤销，请重新选择。", field="organizations")
    return streets


def _fill(row: Consultation, kind: str, title: str, content: str) -> None:
    if kind not in Consultation.Kind.values:
        raise InvalidInput("请选择事项类别。", field="kind")
    row.kind = kind
    row.title = clean_text(title, "title", "事项", 120)
    row.content = clean_text(content, "content", "内容", 4000)


def _about_outpost(row: Consultation, outpost: Department | None, candidate: str, streets: list[Organization]) -> None:
    if row.kind != Consultation.Kind.APPOINTMENT:
        if outpost is not None:
            raise InvalidInput("只有派出机构负责人任免才填写派出机构。", field="outpost")
        return
    if outpost is None or outpost.kind != Department.Kind.OUTPOST:
        raise InvalidInput("征求任免意见要选择派出机构。", field="outpost")
    if outpost.status != Department.Status.ACTIVE:
        raise InvalidInput(f"“{outpost}”已撤销，请重新选择。", field="outpost")
    if [street.pk for street in streets] != [outpost.organization_id]:
        raise InvalidInput(f"“{outpost}”设在{outpost.organization}，只征求该街道的意见。", field="organizations")
    row.outpost = outpost
    row.candidate = clean_text(candidate, "candidate", "拟任免人员", 60)


def _opinion_day(due_on: date | None) -> date:
    if due_on is None:
        return WorkCalendar.due_in(ConsultationRules.current().opinion_days)
    if due_on < action_day():
        raise InvalidInput("反馈期限不能早于今天。", field="due_on")
    return due_on


def _late(due: date | None) -> bool:
    return due is not None and action_day() > due


def _number() -> str:
    return next_number("consultation", now().astimezone(SHANGHAI).year, NUMBER)
