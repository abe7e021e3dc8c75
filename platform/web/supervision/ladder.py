"""The ladder: what is overdue, the longest first, and how far each has come: 提醒, 督办单, 约谈, 组织调整."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.permissions import Actor, Perm
from core.visibility import any_of, under
from linkage.lights import Light, with_lights
from linkage.subjects import tracked_models, with_handler
from linkage.supervision.models import Accountability, Supervision, SupervisionRules
from tenants.org.models import handler_of
from web.access import SignedIn
from web.lights import Chip, status_chip
from web.links import link
from web.places import chosen_place, place_was_chosen
from web.supervision.supervisions import ways
from web.tracking import light_chip

SHOWN = 50
# Lists that are not called like their model with an s.
_LISTS = {"responsibility": "responsibilities"}
Link = tuple[Chip, str]


def _of_departments(model: Any, actor: Actor) -> list[Q]:
    return [Q(department_id__in=actor.department_ids())] if hasattr(model, "department_id") else []


@dataclass
class Rung:
    """One overdue record: its address, its light, and for each step what there is, each with its address."""

    row: Any
    who: str
    url: str
    light: Chip | None
    orders: list[Link] = field(default_factory=list)
    talks: list[Link] = field(default_factory=list)
    adjusts: list[Link] = field(default_factory=list)
    item: str = ""


class LadderPage(SignedIn):
    permission = Perm.VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        rules = SupervisionRules.current()
        steps = (
            ("提醒", rules.remind_days),
            ("督办单", rules.order_days),
            ("约谈", rules.talk_days),
            ("组织调整", rules.adjust_days),
        )
        found = self.totals()
        parts = [self.part(model, found[number]) for number, model in enumerate(tracked_models()) if number in found]
        context = {
            "title": "逾期事项台账",
            "steps": steps,
            "parts": parts,
            "ways": ways(request, "ladder"),
            "orders_url": link(request, "supervision-orders") if self.may_order() else "",
            "place": request.GET.get("place", ""),
        }
        return render(request, "web/supervision/ladder.html", context)

    def may_order(self) -> bool:
        return self.actor.can_anywhere(Perm.SUPERVISION_ISSUE)

    def totals(self) -> dict[int, int]:
        """How many records of each kind are overdue, of those of which any is; one statement for all kinds."""
        first, *others = (
            self.overdue(model)
            .order_by()
            .annotate(kind_number=Value(number, output_field=IntegerField()))
            .values("kind_number")
            .annotate(total=Count("pk"))
            .values_list("kind_number", "total")
            for number, model in enumerate(tracked_models())
        )
        return {number: total for number, total in first.union(*others, all=True) if total}

    def part(self, model: Any, total: int) -> dict[str, Any]:
        """The overdue records of one kind, the longest first, with their steps: three statements."""
        found = with_handler(self.overdue(model)).order_by("due_on", "pk")[:SHOWN]
        name = model._meta.model_name
        rungs = {
            row.pk: Rung(
                row,
                str(handler_of(row)),
                link(self.request, name, row.pk),
                light_chip(row.light, row.days_left),
                item=f"{name}-{row.pk}",
            )
            for row in found
        }
        self.add_steps(model, rungs)
        return {
            "title": model._meta.verbose_name,
            "rungs": list(rungs.values()),
            "total": total,
            "all_url": link(self.request, _LISTS.get(name, f"{name}s"), light=Light.OVERDUE.value),
        }

    def overdue(self, model: Any) -> QuerySet[Any]:
        return with_lights(self.rows(model)).filter(light=Light.OVERDUE)

    def rows(self, model: Any) -> QuerySet[Any]:
        # What is only shown to all, as published responsibilities, is not theirs to see to.
        own = any_of(under(self.actor.paths()), *_of_departments(model, self.actor))
        rows: QuerySet[Any] = model.objects.visible_to(self.actor).filter(own)
        place = chosen_place(self.request) if place_was_chosen(self.request) else None
        return rows.filter(organization__path__startswith=place.path) if place is not None else rows

    def add_steps(self, model: Any, rungs: dict[int, Rung]) -> None:
        rule = {"subject_type": model._meta.label_lower, "subject_id__in": list(rungs)}
        for order in Supervision.objects.visible_to(self.actor).filter(**rule).order_by("pk"):
            rungs[order.subject_id].orders.append((status_chip(order), link(self.request, "supervision", order.pk)))
        for one in Accountability.objects.visible_to(self.actor).filter(**rule).order_by("pk"):
            rung = rungs[one.subject_id]
            step = rung.talks if one.kind == Accountability.Kind.TALK else rung.adjusts
            step.append((status_chip(one), link(self.request, "accountability", one.pk)))
