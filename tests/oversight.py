"""Problems, rectifications, extensions, orders and measures, brought into a state by the people of the cast."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from cast import Cast
from samples import photo
from stories import in_days

from core.events import at_moment
from core.periods import SHANGHAI
from linkage.extensions.actions import extension_approve, extension_ask, extension_refuse, extension_withdraw
from linkage.extensions.models import Extension
from linkage.problems.actions.problems import problem_dismiss, problem_dispatch, problem_report
from linkage.problems.actions.rectifications import (
    rectification_approve,
    rectification_close,
    rectification_report,
    rectification_return,
    rectification_start,
    rectification_submit,
    rectification_withdraw,
)
from linkage.problems.models import Problem, Rectification
from linkage.supervision.actions.accountability import (
    accountability_propose,
    accountability_record,
    accountability_waive,
)
from linkage.supervision.actions.supervisions import (
    supervision_close,
    supervision_discard,
    supervision_draft,
    supervision_issue,
    supervision_reply,
)
from linkage.supervision.models import Accountability, Supervision


@contextmanager
def on_day(day: date, hour: int = 10) -> Iterator[None]:
    """At that hour of a day in Shanghai."""
    with at_moment(datetime.combine(day, time(hour), tzinfo=SHANGHAI)):
        yield


def problem_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    values = {
        "organization": cast.community_a,
        "title": "党群服务中心周末不开放",
        "detail": "连续三个周末上门，服务中心均未开放。",
        "source": "inspection",
        "severity": "major",
        "category": "service",
    }
    return {**values, **changes}


def problem_in(cast: Cast, status: str, **changes: Any) -> Problem:
    """A problem of community A that street A reported, in any of its states."""
    problem = problem_report(actor=cast.actor("street_a"), **problem_terms(cast, **changes))
    if status == "reported":
        return problem
    if status == "dismissed":
        return problem_dismiss(actor=cast.actor("street_a"), problem=problem, reason="情况不属实")
    rectification = {"dispatched": "draft", "rectifying": "rectifying", "closed": "closed"}[status]
    rectification_in(cast, rectification, problem=problem)
    problem.refresh_from_db()
    return problem


def ordered_by(cast: Cast, who: str) -> Rectification:
    """A rectification of community A that somebody above it has just ordered."""
    problem = problem_dispatch(actor=cast.actor(who), problem=problem_in(cast, "reported"))
    return Rectification.objects.select_related("organization", "problem__organization").get(problem=problem)


def rectification_in(cast: Cast, status: str, *, problem: Problem | None = None, **how: Any) -> Rectification:
    """A rectification of community A, in any of its states."""
    problem = problem or problem_in(cast, "reported")
    problem_dispatch(actor=cast.actor("street_a"), problem=problem, **how)
    row = Rectification.objects.select_related("organization", "problem__organization", "problem__reported_by").get(
        problem=problem
    )
    ours, theirs = cast.actor("community_a"), cast.actor("street_a")
    if status == "withdrawn":
        return rectification_withdraw(actor=theirs, rectification=row, reason="下错了组织")
    if status == "draft":
        return row
    row = rectification_start(actor=ours, rectification=row, measures="排班轮值", person="新安小周")
    if status == "rectifying":
        return row
    row = rectification_submit(actor=ours, rectification=row, outcome="已轮值开放", evidence=[photo()])
    if status == "submitted":
        return row
    if status == "returned":
        return rectification_return(actor=theirs, rectification=row, reason="缺少排班表")
    row = rectification_approve(actor=theirs, rectification=row)
    return row if status == "reviewed" else rectification_close(actor=theirs, rectification=row)


def overdue(cast: Cast, status: str = "rectifying", *, days: int = 1) -> Rectification:
    """A rectification that has been overdue for so many days today."""
    row = rectification_in(cast, status)
    Rectification.objects.filter(pk=row.pk).update(started_on=in_days(-days - 20), due_on=in_days(-days))
    row.refresh_from_db(fields=["started_on", "due_on"])
    return row


def overtaken(cast: Cast) -> Extension:
    """A request of community A about what it has handed in since."""
    made = extension_in(cast, "asked")
    row = Rectification.objects.get(pk=made.subject_id)
    rectification_submit(actor=cast.actor("community_a"), rectification=row, outcome="已轮值开放", evidence=[photo()])
    return made


def extension_in(cast: Cast, status: str) -> Extension:
    """A request of community A for ten days more, in any of its states."""
    row = rectification_in(cast, "rectifying")
    ours, theirs = cast.actor("community_a"), cast.actor("street_a")
    later = row.due_on + timedelta(days=10)
    made = extension_ask(actor=ours, subject=row, due_on=later, reason="施工未完", progress=40)
    if status == "approved":
        return extension_approve(actor=theirs, extension=made)
    if status == "refused":
        return extension_refuse(actor=theirs, extension=made, reason="理由不充分")
    return extension_withdraw(actor=ours, extension=made) if status == "withdrawn" else made


def supervision_in(cast: Cast, status: str) -> Supervision:
    """An order of street A to community A, in any of its states."""
    theirs = cast.actor("street_a")
    made = supervision_draft(actor=theirs, subject=overdue(cast))
    if status == "discarded":
        return supervision_discard(actor=theirs, supervision=made, reason="已办结")
    if status == "draft":
        return made
    made = supervision_issue(actor=theirs, supervision=made)
    if status == "sent":
        return made
    made = supervision_reply(actor=cast.actor("community_a"), supervision=made, reply="已安排人员，三日内完成")
    return made if status == "replied" else supervision_close(actor=theirs, supervision=made)


def accountability_in(cast: Cast, status: str, *, kind: str = "talk") -> Accountability:
    """A talk that street A has with community A, in any of its states."""
    theirs = cast.actor("street_a")
    made = accountability_propose(actor=theirs, subject=overdue(cast, days=16), kind=kind)
    if status == "waived":
        return accountability_waive(actor=theirs, accountability=made, reason="已说明情况")
    return made if status == "due" else accountability_record(actor=theirs, accountability=made, **held())


def held() -> dict[str, Any]:
    """What is recorded of a talk."""
    return {
        "held_on": in_days(0),
        "person": "新安社区书记",
        "held_by": "江宁路街道党工委副书记",
        "result": "限三日内整改到位",
    }


def oversee(cast: Cast) -> None:
    """Something of everything."""
    row = rectification_in(cast, "rectifying")
    rectification_report(actor=cast.actor("community_a"), rectification=row, progress=50, text="过半")
    rectification_in(cast, "closed")
    extension_in(cast, "asked")
    supervision_in(cast, "sent")
    accountability_in(cast, "due")
