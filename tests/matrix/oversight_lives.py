"""How problems, rectifications, extensions and supervision come into a state, and how each verb is done to them."""

from typing import Any

from matrix.lives import Life, inner
from oversight import accountability_in, extension_in, held, overtaken, problem_in, rectification_in, supervision_in
from samples import photo
from stories import in_days

from core.permissions import SYSTEM
from linkage.extensions import actions as extensions
from linkage.extensions.models import Extension
from linkage.problems.actions import problems, rectifications
from linkage.problems.models import Problem, Rectification
from linkage.supervision.actions import accountability, supervisions
from linkage.supervision.models import Accountability, Supervision

PROBLEM = Life(
    Problem,
    lambda cast, status, verb: problem_in(cast, status),
    {
        "recall": lambda row: inner(row, "recall"),
        "dispatch": lambda row: problems.problem_dispatch(actor=SYSTEM, problem=row),
        "dismiss": lambda row: problems.problem_dismiss(actor=SYSTEM, problem=row, reason="不属实"),
        "start": lambda row: inner(row, "start"),
        "close": lambda row: _close(row),
        "revisit": lambda row: problems.problem_revisit(actor=SYSTEM, problem=row, detail="又不开放"),
    },
)


def _close(row: Problem) -> Any:
    """Only the closing of its rectification closes a problem: where the table is open, it is tried by the table."""
    if row.status != Problem.Status.RECTIFYING:
        return inner(row, "close")
    part = Rectification.objects.get(problem=row)
    part = rectifications.rectification_submit(actor=SYSTEM, rectification=part, outcome="好了", evidence=[photo()])
    part = rectifications.rectification_approve(actor=SYSTEM, rectification=part)
    return rectifications.rectification_close(actor=SYSTEM, rectification=part)


_PLAN = {"measures": "排班", "person": "小周"}

RECTIFICATION = Life(
    Rectification,
    lambda cast, status, verb: rectification_in(cast, status),
    {
        "start": lambda row: rectifications.rectification_start(actor=SYSTEM, rectification=row, **_PLAN),
        "revise": lambda row: rectifications.rectification_revise(actor=SYSTEM, rectification=row, **_PLAN),
        "report": lambda row: rectifications.rectification_report(
            actor=SYSTEM, rectification=row, progress=30, text="在做"
        ),
        "submit": lambda row: rectifications.rectification_submit(
            actor=SYSTEM, rectification=row, outcome="好了", evidence=[photo()]
        ),
        "adjust": lambda row: rectifications.rectification_adjust(
            actor=SYSTEM, rectification=row, requirement="改过", due_on=in_days(9), reason="情况变化"
        ),
        "extend": lambda row: inner(row, "extend"),
        "approve": lambda row: rectifications.rectification_approve(actor=SYSTEM, rectification=row),
        "return": lambda row: rectifications.rectification_return(actor=SYSTEM, rectification=row, reason="不够"),
        "close": lambda row: rectifications.rectification_close(actor=SYSTEM, rectification=row),
        "withdraw": lambda row: rectifications.rectification_withdraw(
            actor=SYSTEM, rectification=row, reason="下错了组织"
        ),
    },
)

EXTENSION = Life(
    Extension,
    lambda cast, status, verb: overtaken(cast) if (status, verb) == ("asked", "lapse") else extension_in(cast, status),
    {
        "lapse": lambda row: extensions.extension_lapse(actor=SYSTEM, extension=row),
        "approve": lambda row: extensions.extension_approve(actor=SYSTEM, extension=row),
        "refuse": lambda row: extensions.extension_refuse(actor=SYSTEM, extension=row, reason="不够"),
        "withdraw": lambda row: extensions.extension_withdraw(actor=SYSTEM, extension=row),
    },
)

SUPERVISION = Life(
    Supervision,
    lambda cast, status, verb: supervision_in(cast, status),
    {
        "edit": lambda row: supervisions.supervision_edit(actor=SYSTEM, supervision=row, facts="改", demands="改"),
        "issue": lambda row: supervisions.supervision_issue(actor=SYSTEM, supervision=row),
        "discard": lambda row: supervisions.supervision_discard(actor=SYSTEM, supervision=row, reason="已办"),
        "reply": lambda row: supervisions.supervision_reply(actor=SYSTEM, supervision=row, reply="三日内"),
        "return": lambda row: supervisions.supervision_return(actor=SYSTEM, supervision=row, reason="太简单"),
        "close": lambda row: supervisions.supervision_close(actor=SYSTEM, supervision=row),
    },
)

ACCOUNTABILITY = Life(
    Accountability,
    lambda cast, status, verb: accountability_in(cast, status),
    {
        "record": lambda row: accountability.accountability_record(actor=SYSTEM, accountability=row, **held()),
        "waive": lambda row: accountability.accountability_waive(actor=SYSTEM, accountability=row, reason="已说明"),
    },
)

LIVES = (PROBLEM, RECTIFICATION, EXTENSION, SUPERVISION, ACCOUNTABILITY)
