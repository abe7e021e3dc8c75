"""部门应哨排名: how departments answered what was put to them in a quarter.

Counted are responses that were called in the quarter and are visible to whoever asks, without those from which a
department was released. So the district reads all of them, a street its own whistles, a department its own answers; and
the list of responses of the same quarter and department shows the same number.
"""

from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet

from core.periods import Quarter
from core.permissions import Actor
from linkage.rollup import share_of
from linkage.whistles.models import Result, WhistleResponse
from tenants.org.models import Department

Status = WhistleResponse.Status


def counted(actor: Actor, quarter: Quarter) -> QuerySet[Any]:
    """The responses that the league counts."""
    rows = WhistleResponse.objects.visible_to(actor).filter(called_at__gte=quarter.start, called_at__lt=quarter.end)
    found: QuerySet[Any] = rows.exclude(status=Status.RELEASED)
    return found


def league(actor: Actor, quarter: Quarter) -> QuerySet[Any]:
    """Departments with ``called``, ``answered``, ``in_time`` (ratio of those called), ``hours`` (average working hours
    to report in), ``solved`` (ratio of those handed in), ``satisfaction`` and ``points`` (averages of what was rated)
    and ``rated``; one statement. Nothing is a zero where nothing was measured: then it is null.
    """
    rows: QuerySet[Any] = Department.objects.visible_to(actor)
    # What is filtered before it is annotated is all that is counted.
    rows = rows.filter(responses__in=counted(actor, quarter).values("pk"))
    count = {name: Count("responses", filter=rule, distinct=True) for name, rule in _RULES.items()}
    average = {name: Avg(f"responses__{field}") for name, field in _AVERAGES.items()}
    rows = rows.annotate(**count, **average)
    shares = {"in_time": share_of("prompt", F("called")), "solved": share_of("mended", F("handed_in"))}
    found: QuerySet[Any] = rows.annotate(**shares)
    return found


# The best first; those without a score last, by how many of theirs were answered in time.
BEST_FIRST = (F("points").desc(nulls_last=True), F("in_time").desc(nulls_last=True), "pinyin", "pk")


def rounded(value: Any) -> Any:
    """An average with two decimals, as scores are kept."""
    return None if value is None else round(value, 2)


_RULES = {
    "called": Q(responses__isnull=False),
    "answered": Q(responses__responded_at__isnull=False),
    "prompt": Q(responses__responded_at__lte=F("responses__respond_by")),
    "handed_in": Q(responses__status__in=(Status.FINISHED, Status.RATED)),
    "mended": Q(responses__status__in=(Status.FINISHED, Status.RATED), responses__result=Result.SOLVED),
    "rated": Q(responses__status=Status.RATED),
}
_AVERAGES = {"hours": "response_hours", "satisfaction": "satisfaction_score", "points": "score"}
