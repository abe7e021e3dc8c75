"""Units that are to have a party organisation, have none, and for which nothing is planned or the plan is late."""

from typing import Any

from django.db.models import Q, QuerySet

from core.periods import today
from core.permissions import Actor, Perm
from core.visibility import under
from core.waiting import Waiting, waits
from linkage.clusters.coverage import missing, planned, unplanned
from linkage.clusters.models import ClusterUnit


def without_plan(actor: Actor) -> QuerySet[Any]:
    """应建未建 of the clusters that the actor keeps, with no next step before them."""
    return _mine(actor).filter(missing(), unplanned())


def plan_late(actor: Actor) -> QuerySet[Any]:
    """Next steps not taken whose day has passed."""
    return _mine(actor).filter(late_plan())


def late_plan() -> Q:
    return planned() & Q(step_due_on__lt=today())


def _mine(actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = ClusterUnit.objects.visible_to(actor)
    return (
        rows if actor.is_system else rows.filter(under(actor.paths(Perm.CLUSTER_EDIT), "cluster__organization__path"))
    )


waits(
    Waiting(
        kind="clusterunit.plan",
        title="应建未建、还没有组建计划的单位",
        icon="building-community",
        model=ClusterUnit,
        rows=without_plan,
        label="unit__name",
        who="cluster__name",
        listing="clusterunits",
        query={"waits": "plan"},
        measure="家",
    ),
    Waiting(
        kind="clusterunit.late",
        title="组建计划已逾期的单位",
        icon="calendar-exclamation",
        model=ClusterUnit,
        rows=plan_late,
        label="unit__name",
        who="cluster__name",
        due="step_due_on",
        listing="clusterunits",
        query={"waits": "late"},
        measure="家",
    ),
)
