"""诉求分流: an appeal becomes a problem or a whistle; the package of resources makes a need of it."""

from core.errors import InvalidInput
from core.events import action
from core.permissions import Actor
from linkage.appeals.models import Appeal
from linkage.appeals.routes import routable, routed
from linkage.problems.actions import problem_report
from linkage.problems.models import Problem, Severity
from linkage.urgency import Urgency
from linkage.whistles.actions.whistles import whistle_collect

# How grave a problem is that follows from an appeal, if nobody says otherwise.
_GRAVE = {Urgency.NORMAL: Severity.MINOR, Urgency.URGENT: Severity.MAJOR, Urgency.CRITICAL: Severity.GRAVE}


@action
def appeal_to_problem(
    *,
    actor: Actor,
    appeal: Appeal,
    severity: str = "",
    category: str = Problem.Category.SERVICE,
    version: int | None = None,
) -> Appeal:
    """Put the matter on the list of problems of the place that handles it, for the level above to order."""
    fresh = routable(actor, appeal, version)
    if severity and severity not in Severity.values:
        raise InvalidInput("请选择严重程度：一般、较重或严重。", field="severity")
    made = problem_report(
        actor=actor,
        organization=fresh.organization,
        title=fresh.title,
        detail=fresh.content,
        source=Problem.Source.APPEAL,
        severity=severity or _GRAVE[Urgency(fresh.urgency)],
        category=category,
        origin=fresh,
    )
    return routed(fresh, Appeal.Route.PROBLEM, actor=actor, to=made)


@action
def appeal_to_whistle(
    *, actor: Actor, appeal: Appeal, demand: str = "", suggestion: str = "", version: int | None = None
) -> Appeal:
    """提请吹哨: put the matter before the street, which calls departments. ``demand`` says what they shall solve."""
    fresh = routable(actor, appeal, version)
    words = f"{fresh.content}\n\n需要部门解决：{demand.strip()}" if demand.strip() else fresh.content
    made = whistle_collect(
        actor=actor,
        organization=fresh.raised_in,
        title=fresh.title,
        content=words,
        urgency=fresh.urgency,
        suggestion=suggestion,
        origin=fresh,
    )
    return routed(fresh, Appeal.Route.WHISTLE, actor=actor, to=made)
