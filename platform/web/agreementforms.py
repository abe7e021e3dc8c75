"""Drafting agreements: the text, several parties and several commitments on one page."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django import forms

from core.periods import today
from core.permissions import Actor, Perm, ancestor_paths, require
from core.visibility import under
from linkage.actions.agreements import CommitmentDraft, PartyDraft, agreement_create, agreement_edit
from linkage.blanks import draft_of
from linkage.models import Agreement, AgreementTemplate, Commitment, Period
from tenants.org.models import Organization, Owner, ResidentUnit
from web.forms import DayField, PageForm, QuantityField, RowsField
from web.owners import OwnerField, owner_key
from web.places import chosen_place
from web.rowforms import OneMoreRow, RowedForm, RowsFormPage


class AgreementForm(RowedForm):
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


class PartyRow(PageForm):
    party = OwnerField(label="参加方")
    head = forms.CharField(label="负责人", required=False, max_length=60)
    liaison = forms.CharField(label="联络员", required=False, max_length=60)
    duties = forms.CharField(
        label="权利与义务", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class CommitmentRow(PageForm):
    title = forms.CharField(label="承诺事项", max_length=120)
    quantity = QuantityField(label="数量", help_text="选了频次的，填每个周期的数量。")
    measure = forms.CharField(label="计量单位", max_length=10, help_text="按“次”计时，每办结一次认领算一次。")
    period = forms.ChoiceField(label="频次", required=False, choices=[("", "期限内一次完成"), *Period.choices])
    party = OwnerField(label="承诺方", required=False, help_text="不选则为第一个参加单位。")
    due_on = DayField(label="完成期限", required=False, help_text="不填则为期满日期。")
    amends = forms.IntegerField(required=False, widget=forms.HiddenInput())
    wide = ("title",)


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


class AgreementFormPage(RowsFormPage):
    form, permission = AgreementForm, Perm.AGREEMENT_EDIT
    record, list_name, list_title = "agreement", "agreements", "共建协议"
    kinds = {"parties": PartyRow, "commitments": CommitmentRow}
    words = {"parties": "参加方", "commitments": "承诺事项"}
    hints = {
        "parties": "牵头组织自动作为第一方；至少要有一个驻区单位，可以有多个。",
        "commitments": "写明做什么、做多少、什么时候完成或多久一次；进度由办结的认领自动计算。",
    }
    row_url = "agreement-row"
    amendable: "Mapping[int, Commitment]" = {}

    def limit(self, form: PageForm) -> None:
        leads: Any = form.fields["organization"]
        leads.queryset = possible_leads(self.actor)

    @cached_property
    def offers(self) -> tuple[list[Organization], list[ResidentUnit]]:
        return self.offered()

    def offered(self) -> tuple[list[Organization], list[ResidentUnit]]:
        return possible_parties(self.actor)

    def dress(self, row: Any) -> None:
        row.fields["party"].offer(*self.offers, blank=True)

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
                period=row["period"],
                amends=self.amendable.get(row["amends"] or 0),
            )
            for row in self.filled("commitments")
        ]
        return {**values, "parties": [own, *parties], "commitments": commitments}


def row_of_party(draft: PartyDraft) -> dict[str, Any]:
    return {"party": owner_key(draft.party), "head": draft.head, "liaison": draft.liaison, "duties": draft.duties}


def row_of_promise(draft: CommitmentDraft) -> dict[str, Any]:
    return {
        "party": owner_key(draft.party),
        "title": draft.title,
        "quantity": draft.quantity,
        "measure": draft.measure,
        "period": draft.period,
        "due_on": draft.due_on,
        "amends": draft.amends.pk if draft.amends else None,
    }


class AgreementNew(AgreementFormPage):
    """``?unit=<id>`` starts from the template for that unit's kind, ``?template=<id>`` from the one that is named."""

    action = staticmethod(agreement_create)
    template = "web/agreements/new.html"
    title, submit, done = "起草共建协议", "保存草案", "草案已保存。核对后提交各方协商签署。"
    unit: ResidentUnit | None = None
    blank: AgreementTemplate | None = None

    def find(self, pk: int | None) -> None:
        units = {str(unit.pk): unit for unit in self.offers[1]}
        own = [str(key) for key in self.actor.unit_ids(Perm.AGREEMENT_EDIT)]
        self.unit = units.get(self.request.GET.get("unit", own[0] if own else ""))
        blanks = AgreementTemplate.objects.visible_to(self.actor).filter(status=AgreementTemplate.Status.ACTIVE)
        self.blanks = list(blanks.order_by("-id"))
        chosen = self.request.GET.get("template", "")
        fitting = (b for b in self.blanks if self.unit and self.unit.kind in b.kinds)
        named = (b for b in self.blanks if str(b.pk) == chosen)
        self.blank = next(named, None) if chosen else next(fitting, None)

    @property
    def draft_key(self) -> str:
        unit, blank = (row.pk if row else "" for row in (self.unit, self.blank))
        return f"{self.request.path}?unit={unit}&template={blank}"

    @cached_property
    def leader(self) -> Organization | None:
        """The chosen place, if it may lead; for a unit the place in which it lies; else the first that may."""
        leads = possible_leads(self.actor)
        place = chosen_place(self.request)
        wanted = [place.pk] if place is not None else []
        if self.unit is not None:
            wanted.append(self.unit.organization_id)
        found = {row.pk: row for row in leads.filter(pk__in=wanted)}
        return next((found[pk] for pk in wanted if pk in found), None) or leads.first()

    @cached_property
    def draft(self) -> dict[str, Any]:
        """What the template makes of the unit and the place; empty without one of them."""
        if self.blank is None or self.unit is None or self.leader is None:
            return {}
        return draft_of(self.blank, self.leader, [self.unit], today())

    def initial(self) -> dict[str, Any]:
        start = today()
        first = {"active_from": start, "active_to": _year_after(start), "organization": self.leader}
        names = ("title", "aim", "content", "active_from", "active_to", "review_at")
        told = {name: self.draft[name] for name in names} if self.draft else {}
        duties = {"lead_duties": self.draft["parties"][0].duties} if self.draft else {}
        return {**first, **told, **duties}

    def row_initial(self, kind: str) -> list[dict[str, Any]]:
        if self.draft:
            if kind == "parties":
                return [row_of_party(draft) for draft in self.draft["parties"][1:]]
            return [row_of_promise(draft) for draft in self.draft["commitments"]]
        return [{"party": owner_key(self.unit)}] if kind == "parties" and self.unit else []

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**super().arguments(values), "template": self.blank}


class AgreementEdit(AgreementFormPage):
    action = staticmethod(agreement_edit)
    title, submit, done = "修改协议草案", "保存", "已保存。"
    model, subject = Agreement, "agreement"
    select_related = ("organization", "drafted_by__organization", "refers_to")

    def heading(self) -> str:
        return "修改补充协议草案" if self.object.is_supplement else self.title

    def find(self, pk: int | None) -> None:
        super().find(pk)
        agreement: Agreement = self.object
        drafter = agreement.drafted_by
        if drafter is None or not self.actor.can(Perm.AGREEMENT_EDIT, drafter.place):
            require(self.actor, Perm.AGREEMENT_EDIT, at=agreement.place)
        self.all_parties = list(agreement.parties.select_related("organization", "unit__organization"))
        if agreement.is_supplement and agreement.refers_to:
            rows = agreement.refers_to.commitments.filter(ended_on=None).select_related("party")
            self.amendable = {row.pk: row for row in rows}

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
                row_of_party(PartyDraft(p.owner, p.duties, p.head, p.liaison))
                for p in self.all_parties
                if p is not lead
            ]
        owners = {party.pk: party.owner for party in self.all_parties}
        return [
            row_of_promise(
                CommitmentDraft(
                    owners[one.party_id], one.title, one.quantity, one.measure, one.due_on, one.period, one.amends
                )
            )
            for one in self.object.commitments.select_related("amends").order_by("id")
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
        if self.object.is_supplement:
            words = {"aim": "补充事由", "content": "补充内容", "active_from": "执行日期"}
            for name, word in words.items():
                form.fields[name].label = word


class AgreementRow(OneMoreRow):
    permission = Perm.AGREEMENT_EDIT
    page = AgreementFormPage

    def dress(self, row: Any) -> None:
        row.fields["party"].offer(*possible_parties(self.actor), blank=True)


def _year_after(start: date) -> date:
    """The last day of a term of one year that begins on ``start``."""
    try:
        return start.replace(year=start.year + 1) - timedelta(days=1)
    except ValueError:
        return start.replace(year=start.year + 1, day=28)
