"""What the organization itself does about a published item: report how far it is, and hand it in."""

from typing import Any

from core.events import action, now
from core.permissions import Actor, Perm, require
from core.transitions import advance
from core.values import clean_percent, clean_text
from linkage.responsibilities.actions.items import facts
from linkage.responsibilities.models import Responsibility


@action
def responsibility_report(
    *, actor: Actor, responsibility: Responsibility, progress: int, text: str, version: int | None = None
) -> Responsibility:
    """Say how far a published item has come, in words and in whole per cent; the light follows."""
    require(actor, Perm.RESPONSIBILITY_EDIT, at=responsibility.place)
    percent = clean_percent(progress, "progress")
    words = clean_text(text, "text", "落实进展", 2000)
    data = {**facts(responsibility), "progress": percent, "note": f"{percent}%：{words[:200]}"}
    changes: dict[str, Any] = {"progress": percent, "outcome": words}
    return advance(responsibility, "report", actor=actor, data=data, version=version, **changes)


@action
def responsibility_submit(
    *, actor: Actor, responsibility: Responsibility, outcome: str, version: int | None = None
) -> Responsibility:
    """申请验收: say what was done; time runs no longer, the level above accepts it or sends it back."""
    require(actor, Perm.RESPONSIBILITY_EDIT, at=responsibility.place)
    words = clean_text(outcome, "outcome", "落实情况", 2000)
    data = {**facts(responsibility), "note": words[:300]}
    changes: dict[str, Any] = {"outcome": words, "poor": False, "submitted_at": now()}
    return advance(responsibility, "submit", actor=actor, data=data, version=version, **changes)
