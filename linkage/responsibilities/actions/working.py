"""What the organization itself does about a published item: report how far it is, and hand it in."""

from collections.abc import Sequence
from typing import Any

from core.events import action, now
from core.files import Upload
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_percent, clean_text
from linkage.responsibilities.actions.items import facts
from linkage.responsibilities.models import Responsibility, ResponsibilityFile, ResponsibilityReport
from tenants.attachments import attachments_keep


@action
def responsibility_report(
    *,
    actor: Actor,
    responsibility: Responsibility,
    progress: int,
    text: str,
    evidence: Sequence[Upload] = (),
    version: int | None = None,
) -> Responsibility:
    """Say how far a published item has come, in words and in whole per cent, with files that show it; the light
    follows."""
    require(actor, Perm.RESPONSIBILITY_EDIT, at=responsibility.place)
    percent = clean_percent(progress, "progress")
    words = clean_text(text, "text", "落实进展", 2000)
    fresh = lock(responsibility, version=version)
    check(fresh, "report")
    _keep_report(actor, fresh, percent, words, evidence)
    data = {**facts(fresh), "progress": percent, "note": f"{percent}%：{words[:200]}"}
    changes: dict[str, Any] = {"progress": percent, "outcome": words}
    return advance(fresh, "report", actor=actor, data=data, locked=True, **changes)


@action
def responsibility_submit(
    *,
    actor: Actor,
    responsibility: Responsibility,
    outcome: str,
    evidence: Sequence[Upload] = (),
    version: int | None = None,
) -> Responsibility:
    """申请验收: say what was done, with files that show it; time runs no longer, the level above accepts it or sends it
    back."""
    require(actor, Perm.RESPONSIBILITY_EDIT, at=responsibility.place)
    words = clean_text(outcome, "outcome", "落实情况", 2000)
    fresh = lock(responsibility, version=version)
    check(fresh, "submit")
    _keep_report(actor, fresh, fresh.progress, words, evidence, final=True)
    data = {**facts(fresh), "note": words[:300]}
    changes: dict[str, Any] = {"outcome": words, "poor": False, "submitted_at": now()}
    return advance(fresh, "submit", actor=actor, data=data, locked=True, **changes)


def _keep_report(
    actor: Actor,
    responsibility: Responsibility,
    progress: int,
    text: str,
    evidence: Sequence[Upload],
    *,
    final: bool = False,
) -> None:
    report = ResponsibilityReport.objects.create(
        responsibility=responsibility,
        progress=progress,
        text=text,
        final=final,
        by_label=actor.label[:120],
        at=now(),
    )
    attachments_keep(ResponsibilityFile, report, evidence, by=actor)
