"""Plans to set up a party organisation: said before their day, and once more when it has passed."""

from collections.abc import Iterable
from datetime import date, timedelta

from linkage.clusters.coverage import planned
from linkage.clusters.models import ClusterRules, ClusterUnit
from tenants.duties import Due, left_in_words, reminder, stage_for


@reminder("clusters.plans", verb="clusterunit.remind")
def plans(day: date) -> Iterable[Due]:
    """Each plan at each of its stages, and as late; a new day for the plan begins its stages anew.

    A unit that is organized since, or has the instructor that was planned, is reminded of nothing.
    """
    stages = ClusterRules.current().remind_before
    furthest = day + timedelta(days=max(stages, default=0))
    rows = ClusterUnit.objects.filter(planned(), step_due_on__lte=furthest).order_by("pk")
    for member in rows.select_related("cluster__organization", "unit").iterator(chunk_size=500):
        due = member.step_due_on
        if due is None:
            continue
        left = (due - day).days
        stage = stage_for(left, stages, late="late")
        if stage is not None:
            note = f"{member.cluster}：{member.get_step_display()}，{due:%Y-%m-%d} 前完成，{left_in_words(left)}"
            yield Due(member, f"{due.isoformat()} {stage}", {"note": note})
