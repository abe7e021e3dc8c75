"""Agreements from a spreadsheet and back: a line for each commitment, the first with text and term.

What was signed on paper is registered along with it; everything else stays a draft.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from core.errors import InvalidInput
from core.history import plain_number
from core.models import Event
from core.permissions import Perm
from core.values import clean_quantity, clean_text
from linkage.actions.agreements import (
    CommitmentDraft,
    PartyDraft,
    agreement_create,
    agreement_edit,
    agreement_register,
)
from linkage.drafting import count_periods
from linkage.models import Agreement, AgreementParty, Commitment, Period
from tenants.org.models import Organization, Owner, ResidentUnit
from tenants.org.tree import street_path
from web.agreementforms import possible_parties
from web.importplaces import Places, names_of
from web.imports import BadRow, ImportPage, day
from web.importtemplate import Field
from web.sheets import Row

TEXTS = ("title", "aim", "content")
DAYS = {"active_from": "生效日期", "active_to": "期满日期", "review_at": "中期评估日期", "signed_on": "签署日期"}
# What belongs to the agreement as a whole: written on its first line, and on the others again or not at all.
WHOLE = ("number", "organization", *TEXTS, *DAYS, "note")
PERSONS = ("head", "liaison", "duties")
# How the register says that nothing was signed on paper.
ONLINE = "各方在平台上签署"
ENDED = (Agreement.Status.TERMINATED, Agreement.Status.EXPIRED, Agreement.Status.RENEWED)
FIELDS = (
    Field("title", "协议名称", required=True, example="江宁路街道与江宁中学共建协议", help="最多 120 个字。"),
    Field("organization", "牵头组织", required=True, example="江宁路街道", help="街道或社区，从下拉框选择。"),
    Field("aim", "共建目标", required=True, example="校园场地向居民开放", help="最多 2000 个字。"),
    Field("active_from", "生效日期", required=True, example="2026-01-01", help="写成 2026-01-01。"),
    Field("active_to", "期满日期", required=True, example="2027-12-31", help="晚于生效日期。"),
    Field("review_at", "中期评估日期", help="在协议期内。"),
    Field("party", "参加方", example="江宁中学", help="一行一方；与上一行相同的可以留空。同名单位写成“社区/单位”。"),
    Field("head", "负责人", example="孙校长", help="这一方的负责人。"),
    Field("liaison", "联络员", example="小孙", help="这一方的联络员。"),
    Field("duties", "权利与义务", example="提供场地", help="这一方的权利与义务，最多 2000 个字。"),
    Field("item", "承诺事项", example="开放操场", help="这一方的承诺，一行一项；没有可以留空。"),
    Field("quantity", "数量", example="40", help="填了承诺事项就要填，大于 0。"),
    Field("measure", "计量单位", example="小时", help="填了承诺事项就要填；按“次”计的，每办结一次认领算一次。"),
    Field("period", "频次", example="每月", help="数量是每月、每季度或每年的才填；在完成期限前一次做完的留空。"),
    Field("due_on", "完成期限", example="2027-06-30", help="在协议期内，不填为期满日期。"),
    Field("signed_on", "签署日期", example="2025-12-20", help="各方已在纸质文本上签署的才填，填了即生效；草案留空。"),
    Field("note", "签署情况", example="双方签字盖章，原件存党建办", help="由谁签署、原件在哪里；填了签署日期就要填。"),
    Field("content", "协议正文", help="最多 20000 个字。"),
    Field("number", "协议编号", help="由系统编号。新协议留空；填写的，按编号找到已有协议。"),
)
LABELS = {field.name: field.label for field in FIELDS}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a sheet or the register says of an agreement's parties and commitments, party by party."""

    parties: list[PartyDraft]
    commitments: list[CommitmentDraft]


def with_terms(rows: Any) -> Any:
    """With all that ``terms_of`` reads."""
    return rows.select_related("organization").prefetch_related(
        Prefetch("parties", AgreementParty.objects.select_related("organization", "unit__organization")),
        Prefetch(
            "commitments", Commitment.objects.filter(ended_on=None).select_related("amends").order_by("due_on", "id")
        ),
    )


def terms_of(agreement: Agreement) -> Terms:
    """As the agreement stands, in the order in which a sheet tells it."""
    parties = list(agreement.parties.all())
    promises = [
        CommitmentDraft(party.owner, one.title, one.quantity, one.measure, one.due_on, one.period, one.amends)
        for party in parties
        for one in agreement.commitments.all()
        if one.party_id == party.pk
    ]
    return Terms([PartyDraft(p.owner, p.duties, p.head, p.liaison) for p in parties], promises)


def sheet_rows(agreements: QuerySet[Agreement]) -> Iterator[dict[str, str]]:
    """The lines of a sheet, by field name, that an import reads as these very agreements."""
    registered = Event.objects.filter(verb="agreement.register", subject_id__in=agreements.order_by().values("pk"))
    notes = dict(registered.values_list("subject_id", "data__note"))
    streets = {row.path: row.name for row in Organization.objects.filter(depth=2)}

    def name_of(owner: Owner) -> str:
        if isinstance(owner, ResidentUnit):
            return f"{owner.organization.name}/{owner.name}"
        street = streets.get(street_path(owner.path))
        return f"{street}/{owner.name}" if street else owner.name

    for agreement in with_terms(agreements).iterator(chunk_size=500):
        terms = terms_of(agreement)
        line = {
            "number": agreement.number,
            "organization": name_of(agreement.organization),
            **{name: getattr(agreement, name) for name in TEXTS},
            **{name: _written(getattr(agreement, name)) for name in ("active_from", "active_to", "review_at")},
            "signed_on": _written(_signed_on(agreement)),
            "note": notes.get(agreement.pk, ONLINE) if agreement.signed_at else "",
        }
        for draft in terms.parties:
            line |= {"party": name_of(draft.party), **{name: getattr(draft, name) for name in PERSONS}}
            promises = [_promise_texts(one) for one in terms.commitments if one.party == draft.party]
            for promise in promises or [{}]:
                yield {**line, **promise}
                line = {}


def _written(value: date | None) -> str:
    return value.isoformat() if value else ""


def _signed_on(agreement: Agreement) -> date | None:
    return timezone.localdate(agreement.signed_at) if agreement.signed_at else None


def _promise_texts(promise: CommitmentDraft) -> dict[str, str]:
    return {
        "item": promise.title,
        "quantity": plain_number(promise.quantity),
        "measure": promise.measure,
        "period": str(dict(Period.choices).get(promise.period, "")),
        "due_on": promise.due_on.isoformat(),
    }


class AgreementImport(ImportPage):
    permission = Perm.AGREEMENT_EDIT
    title, list_name, list_title, measure = "导入共建协议", "agreements", "共建协议", "份"
    lead = "一份协议占几行，每行一方或一项承诺。填了签署日期的按纸质协议补录并生效，其余存为草案。"
    fields = FIELDS
    examples = ({"item": "校史馆讲解", "quantity": "12", "measure": "次"}, {"party": "江宁路街道", "head": "陈书记"})

    # --- reading -------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        places, units = possible_parties(self.actor)
        self.places, self.units = Places(places), Units(units)
        rows = with_terms(Agreement.objects.visible_to(self.actor))
        self.by_number = {row.number: row for row in rows}
        self.by_title = {
            (row.organization_id, row.title): row
            for row in self.by_number.values()
            if row.status not in ENDED and not row.is_supplement
        }

    def offers(self) -> dict[str, Sequence[str]]:
        places, units = possible_parties(self.actor)
        names = names_of(places)
        return {
            "organization": names,
            "party": [*names, *(f"{unit.organization.name}/{unit.name}" for unit in units)],
            "period": Period.labels,
        }

    def records(self, rows: list[Row]) -> list[tuple[Row, ...]]:
        """A line goes on with the agreement above it while it names no other one."""
        found: list[list[Row]] = []
        for row in rows:
            if found and all(
                row.texts.get(label, "") in ("", found[-1][0].texts.get(label, ""))
                for label in (LABELS["number"], LABELS["title"], LABELS["organization"])
            ):
                found[-1].append(row)
            else:
                found.append([row])
        return [tuple(record) for record in found]

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        for row in rows[1:]:
            line = self.texts(row)
            if name := next((name for name in WHOLE if line[name] not in ("", texts[name])), ""):
                message = f"同一份协议的{LABELS[name]}前后不一致，请与第一行写成一样，或在这一行留空。"
                raise BadRow(row, message, field=name)
        if texts["number"] and texts["number"] not in self.by_number:
            raise InvalidInput(f"没有编号为“{texts['number']}”的协议；新协议的编号请留空。", field="number")
        if texts["note"] and not texts["signed_on"]:
            raise InvalidInput("填写了签署情况，请同时填写签署日期；还没有签署的请两格都留空。", field="signed_on")
        values: dict[str, Any] = {
            name: day(texts[name], name, label) if texts[name] else None for name, label in DAYS.items()
        }
        organization = self.places.get(texts["organization"], "organization", "牵头组织")
        terms = self.terms(rows, values["active_from"], values["active_to"])
        return {
            **{name: texts[name] for name in ("number", "note", *TEXTS)},
            **values,
            "organization": organization,
            "terms": terms,
        }

    def terms(self, rows: tuple[Row, ...], starts: date, ends: date) -> Terms:
        """Parties in the order of the sheet, each with what it promises."""
        parties: dict[tuple[type, int], PartyDraft] = {}
        promises: list[CommitmentDraft] = []
        owner: Owner | None = None
        for row in rows:
            line = self.texts(row)
            try:
                owner = self.owner(line["party"]) if line["party"] else owner
                if owner is None:
                    raise InvalidInput("请填写参加方。", field="party")
                given: dict[str, Any] = {name: line[name] for name in PERSONS if line[name]}
                parties[_key(owner)] = replace(parties.get(_key(owner), PartyDraft(owner)), **given)
                if promise := self.promise(owner, line, starts, ends):
                    promises.append(promise)
            except InvalidInput as error:
                raise BadRow(row, error.message, field=error.field) from error
        return Terms(list(parties.values()), promises)

    def owner(self, text: str) -> Owner:
        return self.units.get(text) or self.places.get(text, "party", "参加方")

    def promise(self, owner: Owner, line: dict[str, str], starts: date, ends: date) -> CommitmentDraft | None:
        if not line["item"]:
            if line["quantity"] or line["measure"] or line["period"] or line["due_on"]:
                raise InvalidInput("请填写承诺事项，或清空这一行的数量、计量单位、频次和完成期限。", field="item")
            return None
        due = day(line["due_on"], "due_on", "完成期限") if line["due_on"] else ends
        if not starts <= due <= ends:
            raise InvalidInput("承诺事项的完成期限应在协议期内。", field="due_on")
        period = _period(line["period"])
        if period:
            count_periods(period, starts, due)
        return CommitmentDraft(
            owner,
            clean_text(line["item"], "item", "承诺事项", 120),
            clean_quantity(line["quantity"]),
            clean_text(line["measure"], "measure", "计量单位", 10),
            due,
            period,
        )

    # --- keeping -------------------------------------------------------------------------------------------

    def existing(self, values: dict[str, Any]) -> Agreement | None:
        if not values["number"]:
            return self.by_title.get((values["organization"].pk, values["title"]))
        found = self.by_number[values["number"]]
        if found.is_supplement:
            raise InvalidInput("这是补充协议，请在它的页面上修改。", field="number")
        if found.organization != values["organization"]:
            raise InvalidInput(f"这份协议的牵头组织是“{found.organization}”，不能更改。", field="organization")
        return found

    def create(self, values: dict[str, Any]) -> None:
        terms: Terms = values["terms"]
        given = {name: values[name] for name in ("organization", *TEXTS, "active_from", "active_to", "review_at")}
        made = agreement_create(actor=self.actor, parties=terms.parties, commitments=terms.commitments, **given)
        self.register(made, values)
        self.by_title[made.organization_id, made.title] = made

    def register(self, agreement: Agreement, values: dict[str, Any]) -> None:
        if values["signed_on"]:
            agreement_register(
                actor=self.actor, agreement=agreement, signed_on=values["signed_on"], note=values["note"]
            )

    def differs(self, record: Agreement, values: dict[str, Any], filled: set[str]) -> bool:
        if values["signed_on"] and values["signed_on"] != _signed_on(record):
            return True
        stands, wanted = terms_of(record), self.wanted(record, values, filled)
        terms = Terms(wanted.pop("parties"), wanted.pop("commitments"))
        texts_stand = all(getattr(record, name) == value for name, value in wanted.items())
        return not (texts_stand and _in_order(stands) == _in_order(terms))

    def update(self, record: Agreement, values: dict[str, Any], filled: set[str]) -> None:
        edited = agreement_edit(actor=self.actor, agreement=record, **self.wanted(record, values, filled))
        self.register(edited, values)

    def wanted(self, record: Agreement, values: dict[str, Any], filled: set[str]) -> dict[str, Any]:
        """The keywords of an edit: what the sheet leaves blank stays as it is."""
        names = (*TEXTS, "active_from", "active_to", "review_at")
        stands, sheet = terms_of(record), values["terms"]
        kept = {_key(draft.party): draft for draft in stands.parties}
        parties = [_filled(draft, kept.get(_key(draft.party))) for draft in sheet.parties]
        lead = kept.get(_key(record.organization))
        if lead is not None and all(draft.party != lead.party for draft in parties):
            parties.insert(0, lead)
        return {
            **{name: values[name] if name in filled else getattr(record, name) for name in names},
            "parties": parties,
            "commitments": sheet.commitments or stands.commitments,
        }


class Units:
    """Finds a unit by its name, by 社区 and name together, or by its credit code."""

    def __init__(self, units: Iterable[ResidentUnit]) -> None:
        self.found: dict[str, list[ResidentUnit]] = {}
        for unit in units:
            for key in {unit.name, f"{unit.organization.name}/{unit.name}", unit.credit_code or ""} - {""}:
                self.found.setdefault(key, []).append(unit)

    def get(self, text: str) -> ResidentUnit | None:
        units = self.found.get(text, [])
        if len(units) > 1:
            raise InvalidInput(f"“{text}”有 {len(units)} 家同名单位，请写成“社区/单位”或填信用代码。", field="party")
        return units[0] if units else None


def _period(text: str) -> str:
    """From 每月、每季度、每年 to what is kept."""
    found = {label: value for value, label in Period.choices} | {"": ""}
    if text not in found:
        raise InvalidInput("频次请填每月、每季度或每年，或留空。", field="period")
    return found[text]


def _key(owner: Owner) -> tuple[type, int]:
    return type(owner), owner.pk


def _filled(draft: PartyDraft, stands: PartyDraft | None) -> PartyDraft:
    """With the persons and duties that stand, where the sheet names none."""
    if stands is None:
        return draft
    return replace(draft, **{name: getattr(stands, name) for name in PERSONS if not getattr(draft, name)})


def _in_order(terms: Terms) -> tuple[list[Any], list[Any]]:
    """Comparable: the order of lines says nothing."""
    parties = sorted((str(_key(p.party)), p.duties, p.head, p.liaison) for p in terms.parties)
    promises = sorted(
        (str(_key(c.party)), c.title, c.quantity, c.measure, c.period, c.due_on) for c in terms.commitments
    )
    return parties, promises
