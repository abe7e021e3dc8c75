"""季度通报: count, confirm, review, issue, correct."""

from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, mutation, verb
from api.mutations.inputs import given, id_of, ids_of
from api.rows.ids import key_of
from assessment.actions import entries, reports
from assessment.models import QuarterlyReport
from core.errors import InvalidInput
from core.periods import Quarter
from core.permissions import Actor

MOST_EXCLUDED = 1_000


def _draft(actor: Actor, values: Values) -> QuarterlyReport:
    return reports.report_draft(actor=actor, quarter=Quarter.parse(values["quarter"]))


def _correct(actor: Actor, values: Values) -> QuarterlyReport:
    values = drop_null(values)
    report = find(actor, QuarterlyReport, values["id"], "QuarterlyReport")
    excluded = values.get("exclude", [])
    if len(excluded) > MOST_EXCLUDED:
        raise InvalidInput(f"一次最多剔除 {MOST_EXCLUDED} 个事件。", field="exclude")
    keys = [key_of(each, "Event", field="exclude") for each in excluded]
    return reports.report_correct(actor=actor, report=report, note=values["note"], exclude=keys)


def _report(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "report", "QuarterlyReport", description)


def _entry(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "entry", "ReportEntry", description)


MUTATIONS = {
    "reportDraft": mutation(
        "reportDraft",
        "生成已结束季度的通报；已有草稿时，未确认的组织重新计数。",
        "QuarterlyReport",
        {"quarter": given(graphene.String, "季度，写作 2026Q3。")},
        _draft,
    ),
    "reportIssue": _report(
        "reportIssue", reports.report_issue, "签发季度通报，数据随即固定；有街道未审核时须说明原因。"
    ),
    "reportCorrect": mutation(
        "reportCorrect",
        "对已签发的通报提出更正，另出一版。",
        "QuarterlyReport",
        {
            "id": id_of("QuarterlyReport", "季度通报的全局编号。"),
            "note": given(graphene.String, "更正说明，最多 500 字。"),
            "exclude": ids_of("Event", "应剔除的事件的编号。", required=False),
        },
        _correct,
    ),
    "reportDiscard": _report("reportDiscard", reports.report_discard, "作废更正稿，已签发的通报继续有效。"),
    "reportEntryConfirm": _entry("reportEntryConfirm", entries.entry_confirm, "社区确认本社区数据。"),
    "reportEntryReview": _entry("reportEntryReview", entries.entry_review, "街道审核本街道及所辖社区的数据。"),
    "reportEntryReturn": _entry("reportEntryReturn", entries.entry_return, "退回数据并说明原因。"),
}
