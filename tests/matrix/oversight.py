"""Problems, rectifications, extensions, supervision: who of which level."""

from typing import Any

from cast import Cast
from matrix.people import COMMUNITY_A, LEADER, OFFICE, STREET_A
from matrix.rows import PLACES_A, nothing, reason, row
from oversight import (
    accountability_in,
    extension_in,
    held,
    ordered_by,
    overdue,
    overtaken,
    problem_in,
    problem_terms,
    rectification_in,
    supervision_in,
)
from samples import photo
from stories import in_days
from task_stories import department_part

from linkage.extensions import actions as extensions
from linkage.problems.actions import problems, rectifications
from linkage.supervision.actions import accountability, supervisions

# Whoever is above community A, and may oversee it.
ABOVE = STREET_A | {LEADER, OFFICE}
REPORTERS = PLACES_A | {LEADER, OFFICE}


def content(cast: Cast) -> dict[str, Any]:
    terms = problem_terms(cast, title="改过")
    del terms["organization"]
    return terms


row(problems.problem_report, nothing, REPORTERS, given=problem_terms)
row(
    problems.problem_report,
    nothing,
    REPORTERS,
    case="of-the-street",
    given=lambda cast: problem_terms(cast, organization=cast.street_a),
)
row(problems.problem_edit, lambda cast: problem_in(cast, "reported"), ABOVE, subject="problem", given=content)
row(problems.problem_dispatch, lambda cast: problem_in(cast, "reported"), ABOVE, subject="problem")
row(
    problems.problem_dispatch,
    lambda cast: problem_in(cast, "reported", organization=cast.street_a),
    {LEADER, OFFICE},
    case="of-the-street",
    subject="problem",
)
row(problems.problem_dismiss, lambda cast: problem_in(cast, "reported"), ABOVE, subject="problem", given=reason)
row(
    problems.problem_revisit,
    lambda cast: problem_in(cast, "closed"),
    ABOVE,
    subject="problem",
    given=lambda cast: {"detail": "又不开放了"},
)

_MEASURES = {"measures": "排班轮值", "person": "小周"}
for _action, _status, _given in (
    (rectifications.rectification_start, "draft", _MEASURES),
    (rectifications.rectification_revise, "rectifying", _MEASURES),
    (rectifications.rectification_report, "rectifying", {"progress": 50, "text": "过半"}),
    (rectifications.rectification_submit, "rectifying", {"outcome": "已开放", "evidence": [photo()]}),
):
    row(
        _action,
        lambda cast, status=_status: rectification_in(cast, status),
        PLACES_A,
        subject="rectification",
        given=lambda cast, given=_given: given,
    )
row(
    rectifications.rectification_adjust,
    lambda cast: rectification_in(cast, "rectifying"),
    ABOVE,
    subject="rectification",
    given=lambda cast: {"requirement": "改过", "due_on": in_days(9), "reason": "情况变化"},
)
for _who, _may in (("street_a", ABOVE), ("office", {LEADER, OFFICE})):
    row(
        rectifications.rectification_withdraw,
        lambda cast, who=_who: ordered_by(cast, who),
        _may,
        case=f"ordered-by-{_who}",
        subject="rectification",
        given=reason,
    )
for _action, _status, _given in (
    (rectifications.rectification_approve, "submitted", {}),
    (rectifications.rectification_return, "submitted", {"reason": "不够"}),
    (rectifications.rectification_close, "reviewed", {}),
):
    row(
        _action,
        lambda cast, status=_status: rectification_in(cast, status),
        ABOVE,
        subject="rectification",
        given=lambda cast, given=_given: given,
    )

row(
    extensions.extension_ask,
    lambda cast: rectification_in(cast, "rectifying"),
    PLACES_A,
    subject="subject",
    given=lambda cast: {"due_on": in_days(300), "reason": "施工未完", "progress": 40},
)
row(
    extensions.extension_ask,
    lambda cast: department_part(cast, "active"),
    {"department"},
    case="by-the-department",
    subject="subject",
    given=lambda cast: {"due_on": in_days(60), "reason": "待会签", "progress": 40},
)
row(extensions.extension_approve, lambda cast: extension_in(cast, "asked"), ABOVE, subject="extension")
row(extensions.extension_refuse, lambda cast: extension_in(cast, "asked"), ABOVE, subject="extension", given=reason)
row(extensions.extension_withdraw, lambda cast: extension_in(cast, "asked"), PLACES_A, subject="extension")
row(extensions.extension_lapse, overtaken, ABOVE, subject="extension")

row(supervisions.supervision_draft, lambda cast: overdue(cast), ABOVE, subject="subject")
row(supervisions.supervision_order, lambda cast: overdue(cast), ABOVE, subject="subject")
for _action, _status, _given in (
    (supervisions.supervision_edit, "draft", {"facts": "改过", "demands": "改过"}),
    (supervisions.supervision_issue, "draft", {}),
    (supervisions.supervision_discard, "draft", {"reason": "已办"}),
    (supervisions.supervision_return, "replied", {"reason": "太简单"}),
    (supervisions.supervision_close, "replied", {}),
):
    row(
        _action,
        lambda cast, status=_status: supervision_in(cast, status),
        ABOVE,
        subject="supervision",
        given=lambda cast, given=_given: given,
    )
row(
    supervisions.supervision_reply,
    lambda cast: supervision_in(cast, "sent"),
    COMMUNITY_A,
    subject="supervision",
    given=lambda cast: {"reply": "三日内完成"},
)
row(
    accountability.accountability_propose,
    lambda cast: overdue(cast, days=16),
    ABOVE,
    subject="subject",
    given=lambda cast: {"kind": "talk"},
)
row(
    accountability.accountability_record,
    lambda cast: accountability_in(cast, "due"),
    ABOVE,
    subject="accountability",
    given=lambda cast: held(),
)
row(
    accountability.accountability_waive,
    lambda cast: accountability_in(cast, "due"),
    ABOVE,
    subject="accountability",
    given=reason,
)
