"""五项权力."""

from callers import gid
from cast import Cast
from emerging import appraisal, consultation_in
from inputs.makers import Good, good
from stories import in_days

from core.periods import today

MATTER = {"title": "派出所所长人选", "content": "拟任命高某。"}


@good("consultationAsk")
def _ask(cast: Cast) -> Good:
    whom = {"organizations": [gid(cast.street_a)], "outpost": gid(cast.outpost_a), "candidate": "高某"}
    when = in_days(20).isoformat()
    return "office", {**MATTER, "kind": "APPOINTMENT", "department": gid(cast.department), **whom, "dueOn": when}


@good("consultationPropose")
def _propose(cast: Cast) -> Good:
    whom = {"organization": gid(cast.street_a), "department": gid(cast.department)}
    return "street_a", {**MATTER, "kind": "PROJECT", **whom}


@good("consultationOpine")
def _opine(cast: Cast) -> Good:
    row = consultation_in(cast, "asked")
    return "street_a", {"id": gid(row), "opinion": "SUGGEST", "reason": "建议延后", "version": row.version}


@good("consultationReply")
def _reply(cast: Cast) -> Good:
    row = consultation_in(cast, "answered")
    return "office", {"id": gid(row), "adopted": "NO", "reply": "条件不具备", "version": row.version}


@good("consultationWithdraw")
def _withdraw(cast: Cast) -> Good:
    row = consultation_in(cast, "asked")
    return "office", {"id": gid(row), "reason": "另行研究", "version": row.version}


@good("outpostappraisalGive")
def _give(cast: Cast) -> Good:
    return "street_a", {"outpost": gid(cast.outpost_a), "year": today().year, "score": "92.5", "words": "联动有力"}


@good("outpostappraisalRevise")
def _revise(cast: Cast) -> Good:
    row = appraisal(cast)
    return "street_a", {"id": gid(row), "score": "88", "words": "有待改进", "version": row.version}
