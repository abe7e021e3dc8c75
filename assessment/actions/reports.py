"""季度通报: count, issue, correct (S4). Confirming and reviewing single places is in ``entries``."""

from collections.abc import Iterable
from datetime import date, timedelta

from assessment.compiling import (
    content_hash,
    count_entries,
    in_force,
    own_tallies,
    write_changes,
    write_entries,
    write_figures,
)
from assessment.counting import Tree, count_live
from assessment.models import QuarterlyReport, ReportEntry, ReportTally
from assessment.terms import Terms
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.periods import SHANGHAI, Quarter
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from tenants.org.models import DistrictSettings, Organization


@action
def report_draft(*, actor: Actor, quarter: Quarter) -> QuarterlyReport:
    """Count a quarter that is over and open its report to the communities.

    Where a draft stands already it is counted anew, except for places that have confirmed or whose 街道 has reviewed.
    Raises ``InvalidInput`` before the quarter's end and ``WrongState`` once its report is issued.
    """
    root = _root()
    require(actor, Perm.REPORT_DRAFT, at=root.place)
    if now() < quarter.end:
        last = quarter.end.date() - timedelta(days=1)
        raise InvalidInput(
            f"{quarter.label}尚未结束，请在{last.month}月{last.day}日之后生成通报；本季度数据可在概览中随时查看。",
            field="quarter",
        )
    standing = QuarterlyReport.objects.filter(
        year=quarter.year, quarter=quarter.number, status=QuarterlyReport.Status.DRAFT
    ).first()
    if standing is not None:
        return _recount(actor, standing)
    if (issued := in_force(quarter)) is not None:
        raise WrongState(f"{issued}已签发，数据不再变动；如确有差错，请提出更正。", field="quarter")
    report = _new(root, quarter)
    report.save()
    count_entries(report, write_entries(report))
    write_figures(report)
    record("report.draft", actor=actor, subject=report, data={"quarter": str(quarter)})
    return report


@action
def report_issue(
    *, actor: Actor, report: QuarterlyReport, reason: str = "", version: int | None = None
) -> QuarterlyReport:
    """Freeze the figures, give the document its number and publish it to all places of the district.

    Every 街道 must have reviewed; otherwise ``reason`` says why it is issued all the same. A correction takes the
    place of the report that it corrects.
    """
    require(actor, Perm.REPORT_ISSUE, at=report.place)
    fresh = lock(report, version=version)
    check(fresh, "issue")
    streets = fresh.entries.filter(level=Organization.Level.SUBDISTRICT)
    missing = list(streets.exclude(status=ReportEntry.Status.REVIEWED).values_list("name", flat=True))
    note = clean_text(reason, "reason", "说明", 500, required=False)
    if missing and not note:
        raise InvalidInput(f"{_some(missing)}尚未审核。请催办，或填写说明后签发。", field="reason")
    write_changes(fresh)
    corrected = fresh.corrects
    if corrected is not None:
        advance(corrected, "supersede", actor=actor, data={"by": fresh.pk})
    moment = now()
    return advance(
        fresh,
        "issue",
        actor=actor,
        data={"note": note, "unreviewed": missing, "corrects": fresh.corrects_id},
        number=_document_number(Terms.read(fresh.terms), moment.astimezone(SHANGHAI).year),
        issued_at=moment,
        issued_by_label=actor.label,
        issue_note=note if missing else "",
        content_hash=content_hash(fresh),
    )


@action
def report_correct(*, actor: Actor, report: QuarterlyReport, note: str, exclude: Iterable[int] = ()) -> QuarterlyReport:
    """Open a new edition of an issued report, leaving out events that should not have been counted.

    Places whose figures change confirm again, and so does their 街道; all others keep what they have said. Raises
    ``InvalidInput`` if an event was not counted in the report, or if nothing would change.
    """
    require(actor, Perm.REPORT_DRAFT, at=report.place)
    fresh = lock(report)
    if fresh.status != QuarterlyReport.Status.ISSUED:
        raise WrongState("只有已签发且未被更正的通报可以提出更正。", field="status")
    period = fresh.period
    if QuarterlyReport.objects.filter(year=period.year, quarter=period.number, status="draft").exists():
        raise WrongState("该季度已有一份更正稿，请先签发或作废。", field="status")
    text = clean_text(note, "note", "更正说明", 500)
    left_out = sorted({int(i) for i in exclude})
    _check_counted(fresh, left_out)
    excluded = sorted({*fresh.excluded, *left_out})
    before = own_tallies(fresh)
    entries = list(fresh.entries.all())
    after = count_live(
        period,
        tree=Tree.read().counting_for({entry.path for entry in entries}),
        answer_days=Terms.read(fresh.terms).claim_response_days,
        below="",
        excluded=excluded,
    )
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    if not changed:
        raise InvalidInput("重新计数后没有任何数据变化，无需更正。请选择应剔除的记录。", field="exclude")
    new = _new(_root(), period)
    new.corrects, new.correction_note, new.excluded, new.terms = fresh, text, excluded, fresh.terms
    new.save()
    written = write_entries(new, {e.path: e.status for e in entries if not _touched(e, changed)})
    count_entries(new, written)
    write_figures(new)
    record(
        "report.correct",
        actor=actor,
        subject=new,
        data={"note": text, "corrects": fresh.pk, "excluded": left_out, "places": len(changed)},
    )
    return new


@action
def report_discard(
    *, actor: Actor, report: QuarterlyReport, reason: str, version: int | None = None
) -> QuarterlyReport:
    """Give up a correction; the issued report stays in force."""
    require(actor, Perm.REPORT_DRAFT, at=report.place)
    if report.corrects_id is None:
        raise WrongState("只有更正稿可以作废；未签发的通报可重新计数。", field="status")
    text = clean_text(reason, "reason", "作废原因", 500)
    return advance(report, "discard", actor=actor, version=version, data={"reason": text})


def _recount(actor: Actor, report: QuarterlyReport) -> QuarterlyReport:
    fresh = lock(report)
    entries = [
        entry
        for entry in fresh.entries.select_related("street")
        if entry.is_open and (entry.street is None or entry.street.status != ReportEntry.Status.REVIEWED)
    ]
    count_entries(fresh, entries)
    write_figures(fresh)
    return advance(fresh, "recount", actor=actor)


def _touched(entry: ReportEntry, changed: set[str]) -> bool:
    if entry.level == Organization.Level.COMMUNITY:
        return entry.path in changed
    return any(path.startswith(entry.path) for path in changed)


def _check_counted(report: QuarterlyReport, ids: list[int]) -> None:
    if not ids:
        return
    counted: set[int] = set()
    possible = [i for i in ids if 0 < i < 2**63]
    for events in ReportTally.objects.filter(entry__report=report, events__overlap=possible).values_list(
        "events", flat=True
    ):
        counted.update(events)
    if unknown := [i for i in ids if i not in counted]:
        raise InvalidInput(f"有 {len(unknown)} 条记录未计入该通报，不能剔除。", field="exclude")


def _new(root: Organization, quarter: Quarter) -> QuarterlyReport:
    settings = DistrictSettings.current()
    editions = QuarterlyReport.objects.filter(year=quarter.year, quarter=quarter.number)
    last = editions.order_by("-edition").values_list("edition", flat=True).first()
    day: date = action_day()
    return QuarterlyReport(
        year=quarter.year,
        quarter=quarter.number,
        edition=(last or 0) + 1,
        organization=root,
        drafted_at=now(),
        terms=Terms.of(settings).kept(),
        confirm_by=day + timedelta(days=settings.report_confirm_days),
        review_by=day + timedelta(days=settings.report_review_days),
    )


def _document_number(terms: Terms, year: int) -> str:
    """发文字号 in the form of GB/T 9704: 机关代字, year in 〔〕, number without a leading zero."""
    return terms.document_mark + next_number("report", year, "〔{year}〕{number} 号")


def _root() -> Organization:
    root: Organization | None = Organization.objects.filter(depth=1).first()
    if root is None:
        raise WrongState("本区尚未建立组织机构，不能生成通报。", field="quarter")
    return root


def _some(names: list[str]) -> str:
    shown = "、".join(names[:5])
    return shown if len(names) <= 5 else f"{shown}等 {len(names)} 个街道"
