"""Doing a step: report, hand in, ask that it does not apply; and what the level above says of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from core.errors import InvalidInput
from core.events import action, now
from core.files import Upload
from core.permissions import Actor, Perm, above, require
from core.transitions import advance, check, lock
from core.values import clean_percent, clean_quantity, clean_text
from linkage.campaigns.models import CampaignStep, CampaignStepFile
from linkage.sendingback import later_day, told_day
from tenants.attachments import attachments_keep


@action
def campaignstep_report(
    *,
    actor: Actor,
    step: CampaignStep,
    text: str,
    progress: int,
    quantity: Decimal | int | str | None = None,
    evidence: Sequence[Upload] = (),
    version: int | None = None,
) -> CampaignStep:
    """填报进展: how far it has come in words and per cent, with a figure where the step asks for one."""
    fresh = _own(actor, step, version)
    check(fresh, "report")
    reached = clean_percent(progress, "progress")
    changes = _told(fresh, text, quantity)
    attachments_keep(CampaignStepFile, fresh, evidence, by=actor)
    data = {**_facts(fresh), "progress": reached, "note": changes["text"][:200]}
    return advance(fresh, "report", actor=actor, data=data, locked=True, progress=reached, **changes)


@action
def campaignstep_submit(
    *,
    actor: Actor,
    step: CampaignStep,
    text: str,
    quantity: Decimal | int | str | None = None,
    evidence: Sequence[Upload] = (),
    version: int | None = None,
) -> CampaignStep:
    """报送完成情况: the level above verifies it.

    Raises ``InvalidInput`` where the step asks for a figure or for files and there are none, not even from before.
    """
    fresh = _own(actor, step, version)
    check(fresh, "submit")
    changes = _told(fresh, text, quantity)
    if fresh.plan.measure and changes["quantity"] is None:
        raise InvalidInput(f"这个步骤要求填报数量（{fresh.plan.measure}），请填写。", field="quantity")
    attachments_keep(CampaignStepFile, fresh, evidence, by=actor)
    if fresh.plan.evidence and not fresh.files.exists():
        raise InvalidInput("这个步骤须附材料，请至少上传一份文件。", field="evidence")
    data = {**_facts(fresh), "note": changes["text"][:200]}
    changes.update(progress=100, poor=False, submitted_at=now())
    return advance(fresh, "submit", actor=actor, data=data, locked=True, **changes)


@action
def campaignstep_excuse(*, actor: Actor, step: CampaignStep, reason: str, version: int | None = None) -> CampaignStep:
    """申请不适用: say why the step cannot concern this organization; the level above decides."""
    fresh = _own(actor, step, version)
    text = clean_text(reason, "reason", "不适用的理由", 500)
    data = {**_facts(fresh), "reason": text}
    return advance(fresh, "excuse", actor=actor, data=data, locked=True, reason=text, submitted_at=now())


@action
def campaignstep_verify(
    *, actor: Actor, step: CampaignStep, note: str = "", version: int | None = None
) -> CampaignStep:
    """核验通过: the level above agrees that it is done."""
    return _judge(actor, step, "verify", note, version, required=False, closed_at=now(), progress=100)


@action
def campaignstep_return(
    *, actor: Actor, step: CampaignStep, reason: str, due_on: date | None = None, version: int | None = None
) -> CampaignStep:
    """退回: it has to be done better; until it is handed in again it counts as poor.

    ``due_on`` gives more time than its term has left (``sendingback``).
    """
    return _judge(actor, step, "return", reason, version, required=True, due_on=due_on, poor=True, submitted_at=None)


@action
def campaignstep_waive(*, actor: Actor, step: CampaignStep, note: str = "", version: int | None = None) -> CampaignStep:
    """同意不适用: the organization need not do it."""
    return _judge(actor, step, "waive", note, version, required=False, closed_at=now())


@action
def campaignstep_refuse(
    *, actor: Actor, step: CampaignStep, reason: str, due_on: date | None = None, version: int | None = None
) -> CampaignStep:
    """不同意不适用: it has to be done after all, by ``due_on`` where its term has too little time left."""
    return _judge(actor, step, "refuse", reason, version, required=True, due_on=due_on, submitted_at=None)


def _own(actor: Actor, step: CampaignStep, version: int | None) -> CampaignStep:
    require(actor, Perm.CAMPAIGN_WORK, at=step.place)
    return lock(step, version=version)


def _judge(
    actor: Actor,
    step: CampaignStep,
    verb: str,
    words: str,
    version: int | None,
    *,
    required: bool,
    due_on: date | None = None,
    **changes: Any,
) -> CampaignStep:
    require(actor, Perm.CAMPAIGN_VERIFY, at=above(step.place))
    field, label = ("reason", "原因") if required else ("note", "核验意见")
    text = clean_text(words, field, label, 500, required=required)
    fresh = lock(step, version=version)
    check(fresh, verb)
    day = later_day(fresh, due_on)
    data = {**_facts(fresh), **({field: text} if text else {}), **told_day(fresh, day)}
    return advance(fresh, verb, actor=actor, data=data, locked=True, note=text, **changes, **day)


def _facts(step: CampaignStep) -> dict[str, Any]:
    return {"campaign": step.campaign_id, "step": step.plan_id}


def _told(step: CampaignStep, text: str, quantity: Decimal | int | str | None) -> dict[str, Any]:
    """What was told; a figure only for steps that ask for one, and the one told before where none is given now."""
    figure = step.quantity
    if quantity is not None and quantity != "":
        if not step.plan.measure:
            raise InvalidInput("这个步骤不要求填报数量，请去掉。", field="quantity")
        figure = clean_quantity(quantity)
    words = clean_text(text, "text", "办理情况", 2000)
    return {"text": words, "quantity": figure, "reported_at": now()}
