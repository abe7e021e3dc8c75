"""Orders about several overdue records at once: who gets one, in whose name, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from core.errors import DomainError
from core.events import action_day
from core.permissions import Perm, above
from linkage.subjects import tracked_models, with_handler
from linkage.supervision.actions.supervisions import DEMANDS, RUNNING, supervision_order, why_no_order
from linkage.supervision.issuers import issuers_for
from linkage.supervision.models import Supervision
from tenants.org.models import handler_of
from web.access import SignedIn
from web.bulk import picked_keys
from web.forms import DayField, PageForm
from web.links import link

MOST = 100


class OrderForm(PageForm):
    demands = forms.CharField(
        label="督办要求", max_length=2000, initial=DEMANDS, widget=forms.Textarea(attrs={"rows": 3})
    )
    reply_due_on = DayField(label="回复期限", required=False, help_text="不填时按督办规则的工作日数计算。")
    wide = ("demands",)


@dataclass
class Line:
    """One record: who answers for it, who issues, what will happen or happened, or why it cannot."""

    item: str
    row: Any
    url: str
    late: int
    who: str
    issuer: str = ""
    outcome: str = ""
    refusal: str = ""
    order_url: str = ""


class OrdersPage(SignedIn):
    """Shows what will be issued, then issues it; one that is refused does not stop the others."""

    permission = Perm.SUPERVISION_ISSUE

    def get(self, request: HttpRequest) -> HttpResponse:
        lines = self.lines(request.GET.getlist("pk"))
        if not lines:
            messages.warning(request, "请先在台账里勾选要督办的逾期事项。")
            return HttpResponseRedirect(link(request, "ladder"))
        return self.page(lines, OrderForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        lines, form = self.lines(request.POST.getlist("pk")), OrderForm(request.POST)
        if not lines:
            return self.get(request)
        if not form.is_valid():
            return self.page(lines, form, status=422)
        for line in lines:
            self.issue(line, form.cleaned_data)
        return self.page(lines, None)

    def page(self, lines: list[Line], form: OrderForm | None, status: int = 200) -> HttpResponse:
        context = {
            "title": "批量签发督办单",
            "lines": lines,
            "form": form,
            "ready": sum(not line.refusal for line in lines),
            "refused": sum(bool(line.refusal) for line in lines),
            "ladder_url": link(self.request, "ladder"),
        }
        return render(self.request, "web/supervision/orders.html", context, status=status)

    def lines(self, items: Iterable[str]) -> list[Line]:
        """The records named (``rectification-12``) that the actor may see; a few statements for each kind."""
        found: list[Line] = []
        for model in tracked_models():
            name = model._meta.model_name
            keys = picked_keys([item.removeprefix(f"{name}-") for item in items if item.startswith(f"{name}-")], MOST)
            if keys:
                rows = with_handler(model.objects.visible_to(self.actor).filter(pk__in=keys))
                found += self.told(model, list(rows.order_by("due_on", "pk")))
        return found[:MOST]

    def told(self, model: Any, rows: list[Any]) -> Iterable[Line]:
        name, issuers = model._meta.model_name, issuers_for(self.actor, [row.place for row in rows])
        waiting: dict[int, list[Supervision]] = {}
        kind = {"subject_type": model._meta.label_lower, "subject_id__in": [row.pk for row in rows]}
        for order in Supervision.objects.filter(**kind, status__in=RUNNING).select_related("issuer").order_by("pk"):
            waiting.setdefault(order.subject_id, []).append(order)
        for row in rows:
            orders = [order for order in waiting.get(row.pk, []) if order.for_due_on == row.due_on]
            draft = next((order for order in orders if order.status == Supervision.Status.DRAFT), None)
            line = Line(
                f"{name}-{row.pk}", row, link(self.request, name, row.pk), (action_day() - row.due_on).days,
                str(handler_of(row)),
                issuer=str(draft.issuer if draft is not None else issuers[row.place]),
                outcome="签发已拟制的督办单" if draft is not None else "拟制并签发",
            )  # fmt: skip
            if self.actor.can(Perm.SUPERVISION_ISSUE, above(row.place)):
                line.refusal = why_no_order(row, orders)
            else:
                line.refusal = "不在您的督办范围，请由其上级督办。"
            yield line

    def issue(self, line: Line, values: dict[str, Any]) -> None:
        if line.refusal:
            return
        try:
            order = supervision_order(actor=self.actor, subject=line.row, **values)
        except DomainError as error:
            line.refusal = error.message
        else:
            line.outcome, line.order_url = f"已签发 {order.number}", link(self.request, "supervision", order.pk)
