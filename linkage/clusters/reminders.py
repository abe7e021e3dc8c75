"""Plans to set up a party organisation: said before their day, and once more when it has passed."""

from collections.abc import Iterable
from datetime import date

from linkage.clusters.coverage import planned
from linkage.clusters.models import ClusterRules, ClusterUnit
from linkage.reminders import approaching
from tenants.duties import Due, left_in_words, reminder


@reminder("clusters.plans", verb="clusterunit.remind")
def plans(day: date) -> Iterable[Due]:
    """Each plan at each of its stages, and as late; a new day for the plan begins its stages anew.

    A unit that is organized since, or has the instructor that was planned, is reminded of nothing.
    """
    stages = ClusterRules.current().remind_before
    rows = ClusterUnit.objects.filter(planned()).select_related("cluster__organization", "unit")
    for member, due, left, stage in approaching(rows, "step_due_on", day, stages, late="late"):
        note = f"{member.cluster}：{member.get_step_display()}，{due} 前完成，{left_in_words(left)}"
        yield Due(member, f"{due} {stage}", {"note": note})
