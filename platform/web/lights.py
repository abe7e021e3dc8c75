"""Chips and lights: how a status, a due date or a score looks.

Colour never stands alone: icon and word go with it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.requests import rules_read
from linkage.supervision.models import SupervisionRules
from tenants.duties import left_in_words

GREEN, BLUE, AMBER, RED, GREY, INK = "green", "blue", "amber", "red", "grey", "ink"

# One table for all models: a state that means the same looks the same wherever it stands.
_STATES: dict[str, tuple[str, str]] = {
    "draft": (GREY, "pencil"),
    "negotiating": (INK, "messages"),
    "submitted": (INK, "hourglass"),
    "pending": (INK, "hourglass"),
    "filling": (INK, "pencil"),
    "in_review": (INK, "hourglass"),
    "review": (INK, "hourglass"),
    "proposed": (INK, "hourglass"),
    "open": (INK, "circle-dashed"),
    "published": (INK, "circle-dashed"),
    "partial": (INK, "progress"),
    "partly_claimed": (INK, "progress"),
    "claimed": (INK, "circle-half-2"),
    "fully_claimed": (INK, "circle-half-2"),
    "confirmed": (INK, "player-play"),
    "in_progress": (INK, "player-play"),
    "active": (INK, "circle-dot"),
    "signed": (INK, "signature"),
    "fulfilled": (INK, "star"),
    "evaluating": (INK, "star"),
    "done": (GREEN, "circle-check"),
    "closed": (GREEN, "circle-check"),
    "complete": (GREEN, "circle-check"),
    "completed": (GREEN, "circle-check"),
    "renewed": (GREEN, "refresh"),
    "issued": (GREEN, "circle-check"),
    "reviewed": (INK, "circle-check"),
    "returned": (AMBER, "arrow-back-up"),
    "declined": (AMBER, "circle-x"),
    "released": (AMBER, "arrow-back-up"),
    "withdrawn": (GREY, "arrow-back-up"),
    "expired": (GREY, "clock-off"),
    "terminated": (GREY, "ban"),
    "retired": (GREY, "ban"),
    "inactive": (GREY, "ban"),
    "superseded": (GREY, "history"),
    "waiting": (INK, "hourglass"),
    "running": (INK, "player-play"),
    "failed": (RED, "alert-triangle"),
    "given_up": (GREY, "ban"),
    "delivered": (GREEN, "circle-check"),
    "withheld": (GREY, "ban"),
    "paused": (GREY, "player-pause"),
    "suspended": (RED, "alert-triangle"),
    "removed": (GREY, "trash"),
    "none": (GREY, "circle-dashed"),
    "reported": (INK, "flag"),
    "dispatched": (INK, "send"),
    "rectifying": (INK, "tool"),
    "dismissed": (GREY, "circle-x"),
    "sent": (BLUE, "hourglass"),
    "replied": (INK, "message-reply"),
    "discarded": (GREY, "trash"),
    "due": (BLUE, "hourglass"),
    "waived": (GREY, "ban"),
    "approved": (GREEN, "circle-check"),
    "refused": (AMBER, "circle-x"),
    "dissolved": (GREY, "ban"),
    "notified": (BLUE, "send"),
    "named": (AMBER, "flag"),
    "ended": (GREY, "circle-x"),
    "in_session": (INK, "player-play"),
    "held": (INK, "pencil"),
    "minuted": (INK, "hourglass"),
    "cancelled": (GREY, "ban"),
    "accepted": (INK, "circle-check"),
    "voting": (BLUE, "checkbox"),
    "passed": (GREEN, "circle-check"),
    "rejected": (AMBER, "circle-x"),
    "noted": (GREEN, "message-check"),
    "planned": (GREY, "hourglass"),
    "filed": (INK, "rubber-stamp"),
    "merged": (GREY, "git-merge"),
    "passed_on": (BLUE, "share"),
    "assigned": (INK, "player-play"),
    "answered": (BLUE, "message-reply"),
    "asked": (BLUE, "hourglass"),
    "agreed": (GREEN, "circle-check"),
    "built": (GREY, "pencil"),
    "excused": (BLUE, "hourglass"),
    "concluding": (INK, "hourglass"),
    "benchmark": (GREEN, "award"),
    "registered": (INK, "inbox"),
    "handling": (INK, "player-play"),
    "collected": (INK, "hourglass"),
    "blown": (BLUE, "speakerphone"),
    "finished": (BLUE, "star"),
    "rated": (GREEN, "circle-check"),
    "disputed": (AMBER, "gavel"),
    "responded": (INK, "player-play"),
    "checking": (INK, "clipboard-text"),
    "checked": (BLUE, "hourglass"),
    "objected": (AMBER, "message-question"),
    "dropped": (GREY, "ban"),
}
# What an open listing says of itself goes beyond its status (see ``resources.models.Listing.stage``).
_STAGES: dict[str, tuple[str, str]] = {
    "可认领": (INK, "circle-dashed"),
    "部分认领": (INK, "progress"),
    "全部认领": (INK, "circle-half-2"),
    "实施中": (INK, "player-play"),
    "待评价": (BLUE, "star"),
}


@dataclass(frozen=True)
class Chip:
    """A word with a tone and an icon."""

    text: str
    tone: str = GREY
    icon: str = "point"

    def __html__(self) -> SafeString:
        return format_html(
            '<span class="chip chip-{}"><i class="ti ti-{}" aria-hidden="true"></i>{}</span>',
            self.tone,
            self.icon,
            self.text,
        )

    __str__ = __html__


def status_chip(record: Any, field: str = "status") -> Chip:
    """The chip of a record's status field (or of its stage); an unknown state is grey, never an error."""
    stage = getattr(record, "stage", None) if field == "status" else None
    if stage in _STAGES:
        return Chip(stage, *_STAGES[stage])
    text = getattr(record, f"get_{field}_display")()
    tone, icon = _STATES.get(str(getattr(record, field)), (GREY, "point"))
    return Chip(str(text), tone, icon)


class _Brought:
    """Marks, among the rules read for a request, the days that a statement needed anyway has brought along."""


def soon_days() -> int:
    """Days before the due date at which the light turns blue, by the rules of the district (S4)."""
    kept, schema = rules_read.get() or {}, connection.schema_name  # type: ignore[attr-defined]
    brought = kept.get((schema, _Brought))
    if brought is not None and (schema, SupervisionRules) not in kept:
        return int(brought["soon_days"])
    return SupervisionRules.current().soon_days


def keep_soon_days(days: int) -> None:
    """Within a request: a statement that was needed anyway has brought them along."""
    kept = rules_read.get()
    if kept is not None:
        kept[connection.schema_name, _Brought] = {"soon_days": days}  # type: ignore[attr-defined]


def due_chip(due: date | datetime | None, *, done: bool = False) -> Chip | None:
    """The light of a due date: red when overdue, blue when due within the district's days, else the days left."""
    if due is None:
        return None
    day = timezone.localdate(due) if isinstance(due, datetime) else due
    if done:
        return Chip("已完成", GREEN, "circle-check")
    left = (day - timezone.localdate()).days
    words = left_in_words(left, "逾期")
    if left < 0:
        return Chip(words, RED, "alert-triangle")
    if left == 0 or left <= soon_days():
        return Chip(words, BLUE, "clock")
    return Chip(words, GREY, "calendar")


def score_chip(value: Decimal | float | None, target: Decimal | float) -> Chip:
    """How a ratio or a score stands against its target: met, behind (at least nine tenths), or poor."""
    if value is None:
        return Chip("暂无数据", GREY, "minus")
    if value >= target:
        return Chip("达标", GREEN, "circle-check")
    if Decimal(str(value)) >= Decimal(str(target)) * Decimal("0.9"):
        return Chip("接近目标", AMBER, "trending-down")
    return Chip("落后", RED, "alert-triangle")
