"""社区确认、街道审核、退回: what each place says to its figures before the district issues the report."""

from assessment.models import QuarterlyReport, ReportEntry
from core.errors import InvalidInput, WrongState
from core.events import action, now
from core.permissions import Actor, Perm, require
from core.transitions import advance, lock
from core.values import clean_text
from tenants.org.models import Organization


@action
def entry_confirm(*, actor: Actor, entry: ReportEntry, note: str = "", version: int | None = None) -> ReportEntry:
    """The 社区 stands by its figures; from here on they are not counted anew."""
    require(actor, Perm.REPORT_CONFIRM, at=entry.place)
    if entry.level != Organization.Level.COMMUNITY:
        raise WrongState("街道数据由街道审核，无需确认。", field="status")
    _lock_report(entry)
    return advance(
        entry,
        "confirm",
        actor=actor,
        version=version,
        data={"note": (text := clean_text(note, "note", "说明", 500, required=False))},
        confirmed_at=now(),
        done_by_label=actor.label,
        note=text,
        return_reason="",
    )


@action
def entry_review(*, actor: Actor, entry: ReportEntry, reason: str = "", version: int | None = None) -> ReportEntry:
    """The 街道 vouches for its own figures and those of its communities.

    All its communities must have confirmed; otherwise ``reason`` says why it does not wait for them.
    """
    require(actor, Perm.REPORT_REVIEW, at=entry.place)
    if entry.level != Organization.Level.SUBDISTRICT:
        raise WrongState("请在街道的数据上审核；审核覆盖所辖全部社区。", field="status")
    _lock_report(entry)
    waiting = list(entry.communities.exclude(status=ReportEntry.Status.CONFIRMED).values_list("name", flat=True))
    note = clean_text(reason, "reason", "说明", 500, required=False)
    if waiting and not note:
        shown = "、".join(waiting[:5]) + (f"等 {len(waiting)} 个社区" if len(waiting) > 5 else "")
        raise InvalidInput(f"{shown}尚未确认。请催办，或填写说明后审核。", field="reason")
    return advance(
        entry,
        "review",
        actor=actor,
        version=version,
        data={"note": note, "unconfirmed": waiting},
        reviewed_at=now(),
        done_by_label=actor.label,
        note=note,
        return_reason="",
    )


@action
def entry_return(*, actor: Actor, entry: ReportEntry, reason: str, version: int | None = None) -> ReportEntry:
    """Send figures back with a reason: the 街道 to a 社区, the 区 to a 街道. They may then be counted anew."""
    community = entry.level == Organization.Level.COMMUNITY
    require(actor, Perm.REPORT_REVIEW if community else Perm.REPORT_ISSUE, at=entry.place)
    _lock_report(entry)
    street = entry.street if community else None
    if street is not None:
        street.refresh_from_db()
    if street is not None and street.status == ReportEntry.Status.REVIEWED:
        raise WrongState("街道已审核上报，请先由区里退回街道，再退回社区。", field="status")
    text = clean_text(reason, "reason", "退回原因", 500)
    return advance(
        entry,
        "return",
        actor=actor,
        version=version,
        data={"reason": text},
        confirmed_at=None,
        reviewed_at=None,
        done_by_label="",
        return_reason=text,
    )


def _lock_report(entry: ReportEntry) -> None:
    """The report before its entries, always in this order; only a draft may change."""
    report = lock(entry.report)
    if report.status != QuarterlyReport.Status.DRAFT:
        raise WrongState(f"该通报{report.get_status_display()}，数据不再变动。", field="status")
