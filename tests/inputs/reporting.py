"""The quarterly report."""

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from quarters import IN_Q3, closed_claim, drafted, entry_of, issued

from assessment.actions.entries import entry_confirm
from assessment.actions.reports import report_correct
from assessment.models import QuarterlyReport, ReportTally
from core.models import Event


@good("reportDraft")
def _draft(cast: Cast) -> Good:
    return "office", {"quarter": "2026Q3"}


@good("reportIssue")
def _issue(cast: Cast) -> Good:
    report = drafted(cast)
    return "leader", {"id": gid(report), "reason": "个别街道稍后补报", "version": report.version}


@good("reportCorrect")
def _correct(cast: Cast) -> Good:
    closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    counted = ReportTally.objects.filter(entry__report=report, verb="claim.close").get().events[0]
    return "office", {"id": gid(report), "note": "重复登记", "exclude": [gid(Event.objects.get(pk=counted))]}


@good("reportDiscard")
def _discard(cast: Cast) -> Good:
    _, values = _correct(cast)
    report = QuarterlyReport.objects.get(status="issued")
    event = Event.objects.filter(verb="claim.close").get().pk
    new = report_correct(actor=cast.actor("office"), report=report, note=values["note"], exclude=[event])
    return "office", {"id": gid(new), "reason": "无需更正", "version": new.version}


@good("reportEntryConfirm")
def _confirm(cast: Cast) -> Good:
    entry = entry_of(drafted(cast), cast.community_a)
    return "community_a", {"id": gid(entry), "note": "属实", "version": entry.version}


@good("reportEntryReview")
def _review(cast: Cast) -> Good:
    entry = entry_of(drafted(cast), cast.street_a)
    return "street_a", {"id": gid(entry), "reason": "已电话核对", "version": entry.version}


@good("reportEntryReturn")
def _return(cast: Cast) -> Good:
    entry = entry_of(drafted(cast), cast.community_a)
    entry = entry_confirm(actor=cast.actor("community_a"), entry=entry)
    return "street_a", {"id": gid(entry), "reason": "请核对", "version": entry.version}
