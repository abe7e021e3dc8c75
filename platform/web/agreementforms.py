"""Drafting agreements: the text, several parties and several commitments on one page."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.periods import today
from core.permissions import Actor, Perm, ancestor_paths, require
from core.visibility import under
from linkage.actions.agreements import CommitmentDraft, PartyDraft, agreement_create, agreement_edit
from linkage.models import Agreement
from tenants.org.models import Organization, Owner, ResidentUnit
from web.access import SignedIn
from web.formpages import FormPage
from web.forms import DayField, PageForm, QuantityField, RowsField
from web.owners import OwnerField, owner_key
from web.places import chosen_place

MOST_ROWS = 40


class AgreementForm(PageForm):
    """The text and the term; the parties and commitments are rows of their own beneath it."""

    title = forms.CharField(label="协议名称", max_length=120)
    organization = RowsField(label="牵头组织")
    aim = forms.CharField(label="共建目标", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    active_from = DayField(label="生效日期")
    active_to = DayField(label="期满日期")
    content = forms.CharField(
        label="协议正文", required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 8})
    )
    review_at = DayField(label="中期评估日期", required=False)
    lead_head = forms.CharField(label="牵头组织负责人", required=False, max_length=60)
    lead_liaison = forms.CharField(label="牵头组织联络员", required=False, max_length=60)
    lead_duties = forms.CharField(
        label="牵头组织的权利与义务", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    wide = ("title",)
    more = ("review_at", "lead_head", "lead_liaison", "lead_duties")
    rows: "Sequence[forms.BaseFormSet[Any]]" = ()

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(rows.is_valid() for rows in self.rows)])


class PartyRow(PageForm):
    party = OwnerField(label="参加方")
    head = forms.CharField(label="负责人", required=False, max_length=60)
    liaison = forms.CharField(label="联络员", required=False, max_length=60)
    duties = forms.CharField(
        label="权利与义务", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class CommitmentRow(PageForm):
    title = forms.CharField(label="承诺事项", max_length=120)
    quantity = QuantityField(label="数量")
    measure = forms.CharField(label="计量单位", max_length=10, help_text="按“次”计时，每办结一次认领算一次。")
    party = OwnerField(label="承诺方", required=False, help_text="不选则为第一个参加单位。")
    due_on = DayField(label="完成期限", required=False, help_text="不填则为期满日期。")
    wide = ("title",)


KINDS: dict[str, type[PageForm]] = {"parties": PartyRow, "commitments": CommitmentRow}
WORDS = {"parties": "参加方", "commitments": "承诺事项"}


def formset_of(kind: str, extra: int) -> "type[forms.BaseFormSet[Any]]":
    return forms.formset_factory(
        KINDS[kind], extra=extra, can_delete=True, can_delete_extra=False, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


def possible_leads(actor: Actor) -> Any:
    """Organizations that may lead: those one stands for, and for a unit the places in which it lies."""
    above: set[str] = set()
    units = ResidentUnit.objects.filter(pk__in=actor.unit_ids(Perm.AGREEMENT_EDIT))
    for path in units.values_list("organization__path", flat=True):
        above.update(ancestor_paths(path)[1:])
    own = under(actor.paths(Perm.AGREEMENT_EDIT), "path")
    return Organization.objects.in_use().filter(own) | Organization.objects.in_use().filter(path__in=above)


def possible_parties(actor: Actor) -> tuple[list[Organization], list[ResidentUnit]]:
    """Everybody who may be asked to take part: units near the actor, and the organizations that may lead."""
    units = ResidentUnit.objects.visible_to(actor).filter(status=ResidentUnit.Status.ACTIVE)
    return list(possible_leads(actor)), list(units.select_related("organization").order_by("pinyin", "id"))


class AgreementFormPage(FormPage):
    form, permission = AgreementForm, Perm.AGREEMENT_EDIT
    template = "web/agreements/form.html"
    record, list_name, list_title = "agreement", "agreements", "共建协议"

    def limit(self, form: PageForm) -> None:
        leads: Any = form.fields["organization"]
        leads.queryset = possible_leads(self.actor)

    def make(self, sent: HttpRequest | None) -> PageForm:
        form = super().make(sent)
        offered = self.offered()
        rows = []
        for kind in KINDS:
            initial = self.row_initial(kind)
            made = formset_of(kind, extra=0 if initial else 1)(
                sent.POST if sent else None, prefix=kind, initial=initial
            )
            for row in made:
                row.fields["party"].offer(*offered, blank=True)
                if "DELETE" in row.fields:
                    row.fields["DELETE"].label = "删去这一行"
                    row.fields["DELETE"].widget.attrs["class"] = "form-check-input"
            rows.append(made)
        form.rows = rows  # type: ignore[attr-defined]
        self.parts = [
            {"kind": kind, "word": WORDS[kind], "rows": made, "next": made.total_form_count()}
            for kind, made in zip(KINDS, rows, strict=True)
        ]
        self.form_rows = dict(zip(KINDS, rows, strict=True))
        return form

    def offered(self) -> tuple[list[Organization], list[ResidentUnit]]:
        return possible_parties(self.actor)

    def row_initial(self, kind: str) -> list[dict[str, Any]]:
        """Rows that stand there from the start."""
        return []

    def filled(self, kind: str) -> list[dict[str, Any]]:
        """Values of the rows that were filled in and not deleted."""
        return [
            row.cleaned_data
            for index, row in enumerate(self.form_rows[kind])
            if not row.cleaned_data.get("DELETE")
            and (row.has_changed() or index < self.form_rows[kind].initial_form_count())
        ]

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        lead: Organization = values["organization"]
        own = PartyDraft(
            lead, values.pop("lead_duties"), head=values.pop("lead_head"), liaison=values.pop("lead_liaison")
        )
        parties = [
            PartyDraft(row["party"], row["duties"], head=row["head"], liaison=row["liaison"])
            for row in self.filled("parties")
        ]
        first: Owner = next((p.party for p in parties if isinstance(p.party, ResidentUnit)), lead)
        commitments = [
            CommitmentDraft(
                party=row["party"] or first,
                title=row["title"],
                quantity=row["quantity"],
                measure=row["measure"],
                due_on=row["due_on"] or values["active_to"],
            )
            for row in self.filled("commitments")
        ]
        return {**values, "parties": [own, *parties], "commitments": commitments}


class AgreementNew(AgreementFormPage):
    action = staticmethod(agreement_create)
    title, submit, done = "起草共建协议", "保存草案", "草案已保存。核对后提交各方协商签署。"

    def initial(self) -> dict[str, Any]:
        start = today()
        leads = possible_leads(self.actor)
        place = chosen_place(self.request)
        lead = leads.filter(pk=place.pk).first() if place is not None else None
        return {"active_from": start, "active_to": _year_after(start), "organization": lead or leads.first()}

    def row_initial(self, kind: str) -> list[dict[str, Any]]:
        own = self.actor.unit_ids(Perm.AGREEMENT_EDIT)
        return [{"party": f"unit-{own[0]}"}] if kind == "parties" and own else []


class AgreementEdit(AgreementFormPage):
    action = staticmethod(agreement_edit)
    title, submit, done = "修改协议草案", "保存", "已保存。"
    model, subject = Agreement, "agreement"
    select_related = ("organization", "drafted_by__organization")

    def find(self, pk: int | None) -> None:
        super().find(pk)
        agreement: Agreement = self.object
        drafter = agreement.drafted_by
        if drafter is None or not self.actor.can(Perm.AGREEMENT_EDIT, drafter.place):
            require(self.actor, Perm.AGREEMENT_EDIT, at=agreement.place)
        self.all_parties = list(agreement.parties.select_related("organization", "unit__organization"))

    def offered(self) -> tuple[list[Organization], list[ResidentUnit]]:
        """Those who take part already can stay, wherever they lie."""
        places, units = super().offered()
        places += [p.organization for p in self.all_parties if not p.unit_id and p.organization not in places]
        units += [p.unit for p in self.all_parties if p.unit and p.unit not in units]
        return places, units

    def initial(self) -> dict[str, Any]:
        agreement: Agreement = self.object
        names = ("title", "organization", "aim", "active_from", "active_to", "content", "review_at")
        lead = self.lead_party()
        own = {f"lead_{name}": getattr(lead, name) for name in ("head", "liaison", "duties")} if lead else {}
        return {**{name: getattr(agreement, name) for name in names}, **own}

    def lead_party(self) -> Any:
        organization = self.object.organization_id
        return next((p for p in self.all_parties if p.unit_id is None and p.organization_id == organization), None)

    def row_initial(self, kind: str) -> list[dict[str, Any]]:
        if kind == "parties":
            lead = self.lead_party()
            return [
                {"party": owner_key(p.owner), "head": p.head, "liaison": p.liaison, "duties": p.duties}
                for p in self.all_parties
                if p is not lead
            ]
        owners = {party.pk: owner_key(party.owner) for party in self.all_parties}
        return [
            {
                "party": owners[one.party_id],
                "title": one.title,
                "quantity": one.quantity,
                "measure": one.measure,
                "due_on": one.due_on,
            }
            for one in self.object.commitments.order_by("id")
        ]

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        arguments = super().arguments(values)
        # Who leads is settled when the draft is made: the number and the place of the record follow it.
        del arguments["organization"]
        return arguments

    def limit(self, form: PageForm) -> None:
        leads: Any = form.fields["organization"]
        leads.queryset = Organization.objects.filter(pk=self.object.organization_id)
        leads.empty_label = None


class AgreementRow(SignedIn):
    """One more empty row of a kind, for htmx."""

    permission = Perm.AGREEMENT_EDIT

    def get(self, request: HttpRequest) -> HttpResponse:
        kind, index = request.GET.get("kind", ""), request.GET.get("index", "")
        if kind not in KINDS or not (index.isascii() and index.isdecimal()) or int(index) >= MOST_ROWS:
            raise Http404("不能再增加了。")
        row: Any = KINDS[kind](prefix=f"{kind}-{int(index)}", empty_permitted=True)
        row.fields["party"].offer(*possible_parties(self.actor), blank=True)
        part = {"kind": kind, "word": WORDS[kind], "next": int(index) + 1}
        return render(request, "web/agreements/row_added.html", {"row": row, "part": part})


def _year_after(start: date) -> date:
    """The last day of a term of one year that begins on ``start``."""
    try:
        return start.replace(year=start.year + 1) - timedelta(days=1)
    except ValueError:
        return start.replace(year=start.year + 1, day=28)
