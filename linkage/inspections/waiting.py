"""What waits: visits for teams, results for those inspected, objections and settling for whoever inspects."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.permissions import Actor, Perm
from core.waiting import Waiting, waits
from linkage.inspections.models import Finding, Inspection, InspectionTarget, joined
from linkage.problems.models import Problem

_STATUS = InspectionTarget.Status


def plans_of(actor: Actor, prefix: str = "inspection__") -> Q:
    """Rows of inspections made at the very place whose office the actor holds."""
    if actor.is_system:
        return Q()
    return Q(**{f"{prefix}organization__path__in": actor.own_paths(Perm.INSPECTION_PLAN)})


def own_result(actor: Actor) -> Q:
    """Targets for which the actor itself answers: the very place, or the unit."""
    if actor.is_system:
        return Q()
    places = Q(unit=None, organization__path__in=actor.own_paths(Perm.INSPECTION_CONFIRM))
    return places | Q(unit_id__in=actor.unit_ids(Perm.INSPECTION_CONFIRM))


def open_problem() -> Exists:
    """Whether something that came out of the outer row, a target, has still to be put right."""
    findings = Finding.objects.filter(target=OuterRef(OuterRef("pk"))).values("pk")
    rows = Problem.objects.filter(origin_type=Finding._meta.label_lower, origin_id__in=findings)
    return Exists(rows.exclude(status__in=(Problem.Status.CLOSED, Problem.Status.DISMISSED)))


def to_visit(actor: Actor) -> QuerySet[Any]:
    """Targets of the actor's teams that have still to be visited or written down."""
    rows: QuerySet[Any] = InspectionTarget.objects.visible_to(actor).filter(
        status__in=InspectionTarget.TO_VISIT, inspection__status__in=Inspection.RUNNING
    )
    return rows if actor.is_system else rows.filter(team_id__in=joined(actor).values("team_id"))


def to_confirm(actor: Actor) -> QuerySet[Any]:
    """Results that the actor's place or unit has to agree to or to object to."""
    rows: QuerySet[Any] = InspectionTarget.objects.visible_to(actor).filter(status=_STATUS.CHECKED)
    return rows.filter(own_result(actor))


def to_answer(actor: Actor) -> QuerySet[Any]:
    """Objections to be answered."""
    rows: QuerySet[Any] = InspectionTarget.objects.visible_to(actor).filter(status=_STATUS.OBJECTED)
    return rows.filter(plans_of(actor))


def to_close(actor: Actor) -> QuerySet[Any]:
    """Targets of which everything has been put right."""
    rows: QuerySet[Any] = InspectionTarget.objects.visible_to(actor).filter(status=_STATUS.CONFIRMED)
    return rows.filter(plans_of(actor)).filter(~open_problem())


def to_finish(actor: Actor) -> QuerySet[Any]:
    """Inspections whose targets are all settled."""
    rows: QuerySet[Any] = Inspection.objects.visible_to(actor).filter(status=Inspection.Status.CHECKING)
    left = InspectionTarget.objects.filter(inspection=OuterRef("pk"), status__in=InspectionTarget.OPEN)
    return rows.filter(plans_of(actor, "")).filter(~Exists(left))


TARGET_WAITS = {
    "visit": ("待检查", to_visit),
    "confirm": ("待确认的检查结果", to_confirm),
    "answer": ("待答复的申诉", to_answer),
    "close": ("可以办结的检查对象", to_close),
}


def _target(kind: str, title: str, icon: str, rows: Any, due: str) -> Waiting:
    return Waiting(
        kind=f"inspectiontarget.{kind}",
        title=title,
        icon=icon,
        model=InspectionTarget,
        rows=rows,
        label="inspection__title",
        who="organization__name",
        due=due,
        listing="inspectiontargets",
        query={"waits": kind},
        measure="个",
    )


waits(
    _target("visit", "待检查的对象", "map-pin", to_visit, "due_on"),
    _target("confirm", "待确认的检查结果", "clipboard-check", to_confirm, "confirm_due_on"),
    _target("answer", "待答复的检查申诉", "message-question", to_answer, "answer_due_on"),
    _target("close", "可以办结的检查对象", "circle-check", to_close, ""),
    Waiting(
        kind="inspection.finish",
        title="可以总结的督导检查",
        icon="report-search",
        model=Inspection,
        rows=to_finish,
        label="title",
        who="organization__name",
        due="ends_on",
        listing="inspections",
        query={"waits": "finish"},
        measure="次",
    ),
)
