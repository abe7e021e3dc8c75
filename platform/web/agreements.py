"""Agreements: their list, their record with text, parties, signatures and commitments, and the acts of the parties."""

from collections.abc import Iterable
from functools import reduce
from operator import itemgetter, or_
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm
from linkage.models import Agreement, AgreementParty, Commitment
from linkage.waiting import RULES, waiting_for_signature
from resources.models import Claim
from resources.progress import behind
from tenants.org.models import ResidentUnit
from web.access import answer
from web.acts import Act
from web.admin.agreementgrants import READERS
from web.agreementacts import ACTS, drafters
from web.agreementfiles import AgreementText, AgreementWord, ScanFile
from web.agreementforms import AgreementEdit, AgreementNew, AgreementRow
from web.agreementimport import FIELDS, LABELS, AgreementImport, sheet_rows
from web.agreementparts import (
    commitments_told,
    evaluations_told,
    is_over,
    mean_progress,
    tell_commitment,
    units_in_words,
    with_aftermath,
    with_parts,
)
from web.agreementversions import AgreementVersions
from web.claimforms import uploads
from web.claims import RELATIONS
from web.columns import Column, Day, Due, Number, Percent, Status
from web.export import workbook_response
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter
from web.imports import ImportableList
from web.lights import INK, Chip, due_chip, status_chip
from web.links import link, with_query
from web.lists import New
from web.records import RecordPage, Related


class AgreementFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Agreement.Status.choices)
    form = ChoicesFilter(label="协议种类", field_name="kind", choices=Agreement.Kind.choices)
    running = OnlyFilter(label="履行中（含期满评估）", rows="in_force")
    kind = ChoicesFilter(label="签约单位类型", choices=ResidentUnit.Kind.choices, method="by_kind")
    active_to = PeriodFilter(label="期满日期")
    active_from = PeriodFilter(label="生效日期")
    sign = OnlyFilter(label="待我方签署", rows="to_sign")
    waits = ChoicesFilter(
        label="待我办理", choices=[(word, title) for word, (title, _) in RULES.items()], method="by_waiting"
    )
    late = OnlyFilter(label="承诺逾期", rows="overdue")
    unit = KeyFilter(
        label="驻区单位", method="by_unit", queryset=lambda request: ResidentUnit.objects.visible_to(request.actor)
    )

    def by_kind(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        return rows.filter(pk__in=AgreementParty.objects.filter(unit__kind__in=chosen).values("agreement"))

    def by_unit(self, rows: QuerySet[Any], name: str, unit: ResidentUnit) -> QuerySet[Any]:
        return rows.filter(pk__in=AgreementParty.objects.filter(unit=unit).values("agreement"))

    def to_sign(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return waiting_for_signature(rows, self.request.actor)

    def by_waiting(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        found = (RULES[word][1](Agreement.objects.all(), self.request.actor).values("pk") for word in chosen)
        return rows.filter(reduce(or_, (Q(pk__in=keys) for keys in found)))

    def overdue(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """With a commitment that is overdue, or short in a period that is over."""
        return rows.filter(pk__in=behind(Commitment.objects.owed(), today()).values("agreement"))

    def in_force(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=Agreement.objects.running().values("pk"))


class AgreementList(ImportableList):
    import_name = "agreement-import"
    model, name, record, subject, title = Agreement, "agreements", "agreement", "agreement", "共建协议"
    measure = "份"
    select_related = ("organization",)
    search_fields = ("title", "number", "organization__name", "aim", "content")
    search_hint = "协议名称、编号、组织"
    filters = AgreementFilters
    columns = (
        Column("title", "协议", link=True, sort="title"),
        Status(),
        Percent("progress", "承诺进度", value=mean_progress),
        Due("active_to", "期满日期", sort="active_to", done=is_over),
        Column("units", "签约单位", value=units_in_words),
        Column("organization", "牵头组织", sort="organization__path"),
        Column("number", "编号", sort="number"),
        Column("get_kind_display", "种类", sort="kind", optional=True),
        Day("active_from", "生效日期", sort="active_from", optional=True),
        Day("signed_at", "签署完毕", sort="signed_at", optional=True),
        Number("items", "承诺事项", value=lambda row: len(row.commitments.all()), unit="项", optional=True),
    )
    new = New("起草协议", "agreement-new", Perm.AGREEMENT_EDIT)
    empty_title, empty_text = "还没有共建协议", "街道、社区与驻区单位签订的协议和承诺事项显示在这里。"

    def rows(self) -> QuerySet[Any]:
        return with_parts(self.bare_rows())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.ledger() if request.GET.get("export") == "ledger" else super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "ledger_url": with_query(self.request, {"export": "ledger", "page": None})}

    def ledger(self) -> HttpResponseBase:
        """All filtered agreements with parties and commitments, in the columns of the import."""
        if too_many := self.too_many():
            return too_many
        columns = [Column(field.name, field.label, value=itemgetter(field.name)) for field in FIELDS]
        # What a supplement changed stands in the agreement that it supplements.
        whole = self.filtered.exclude(kind=Agreement.Kind.SUPPLEMENT)
        lines = sheet_rows(whole.prefetch_related(None))
        rows = ({**dict.fromkeys(LABELS, ""), **line} for line in lines)
        return workbook_response("共建协议台账", columns, rows, self.conditions())

    def bare_rows(self) -> QuerySet[Any]:
        """Without parties and commitments, for pages that show neither."""
        return super().rows()

    def in_place(self, rows: QuerySet[Any], place: Any) -> QuerySet[Any]:
        """An agreement belongs to its leading organization and to the places in which its parties lie."""
        parties = AgreementParty.objects.filter(organization__path__startswith=place.path)
        return rows.filter(Q(organization__path__startswith=place.path) | Q(pk__in=parties.values("agreement")))


class AgreementRecord(RecordPage):
    model, name, list_name, list_title, subject = Agreement, "agreement", "agreements", "共建协议", "agreement"
    kind = "共建协议"
    select_related = ("organization", "drafted_by__organization", "refers_to", "template")
    body_template = "web/agreements/record_body.html"
    facts = (
        Column("number", "编号"),
        Column("get_kind_display", "种类"),
        Column("organization", "牵头组织"),
        Day("active_from", "生效日期"),
        Day("active_to", "期满日期"),
        Day("review_at", "中期评估"),
        Percent("progress", "承诺进度", value=mean_progress),
        Day("signed_at", "各方签署完毕"),
        Day("applied_at", "补充内容执行"),
        Day("ended_on", "停止履行"),
        Column("template", "所用模板"),
    )
    text_facts = (Column("aim", "共建目标"), Column("content", "协议正文"))
    acts = ACTS
    related = (
        Related(
            "计入承诺的认领",
            lambda row, actor: (
                Claim.objects.visible_to(actor).filter(commitment__agreement=row).select_related(*RELATIONS)
            ),
            (
                Column("target", "项目", link=True),
                Number("quantity", "数量", unit=".measure"),
                Status(),
                Column("commitment", "承诺事项"),
            ),
            record="claim",
            empty="还没有认领计入这份协议。认领时选择承诺事项，办结后自动计入进度。",
        ),
    )

    def readable(self) -> QuerySet[Any]:
        return with_aftermath(super().readable(), self.actor)

    def find(self, pk: int) -> Any:
        agreement = super().find(pk)
        prefetch_related_objects(
            [agreement],
            Prefetch("parties", AgreementParty.objects.select_related("organization", "unit__organization")),
            Prefetch("commitments", commitments_told()),
        )
        return agreement

    def whose(self, record: Agreement) -> str:
        return "、".join(str(party) for party in record.parties.all())

    def chips(self, record: Agreement) -> Iterable[Chip | None]:
        yield status_chip(record)
        if record.conclusion and record.status == Agreement.Status.EVALUATING:
            yield Chip(f"结论：{record.get_conclusion_display()}", INK, "gavel")
        if not is_over(record) and not record.is_supplement:
            yield due_chip(record.active_to)

    def links(self, record: Agreement) -> Iterable[tuple[str, str, str]]:
        may_edit = any(self.actor.can(Perm.AGREEMENT_EDIT, place) for place in drafters(record))
        if record.status == Agreement.Status.DRAFT and may_edit:
            yield "修改", "pencil", link(self.request, "agreement-edit", record.pk)
        if record.proposed_at is not None:
            yield "协商过程", "git-compare", link(self.request, "agreement-versions", record.pk)
        yield "下载 Word 文本", "file-type-docx", link(self.request, "agreement-word", record.pk)
        if self.actor.can(Perm.POST_EDIT, record.place):
            yield "查阅授权", "key", link(self.request, "agreementaccess", record.pk)

    def related_to(self, record: Agreement) -> Iterable[Related]:
        """Who else reads it is told to the places that lead it."""
        return (*self.related, READERS) if self.actor.can(Perm.VIEW, record.place) else self.related

    def sides_for(self, act: Act) -> list[AgreementParty]:
        """The parties in whose name this person may do it."""
        return [
            party
            for party in self.record.parties.all()
            if self.actor.can(act.permission, party.place) and not (act.verb == "sign" and party.signed_at)
        ]

    def limit(self, act: Act, form: forms.Form) -> None:
        if "party" in form.fields:
            sides = self.sides_for(act)
            if len(sides) < 2:
                form.fields.pop("party", None)
            else:
                party: Any = form.fields["party"]
                party.choices = [(str(side.pk), str(side)) for side in sides]
        if act.verb == "sign":
            form.fields["read"].help_text = f"签署文本的摘要（SHA-256）{self.record.content_hash}"
        if act.verb == "evaluate" and self.record.status != Agreement.Status.EVALUATING:
            form.fields.pop("opinion", None)

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        values.pop("read", None)
        if act.verb == "scan":
            return {"papers": uploads(values["papers"])}
        if act.verb in ("sign", "comment", "evaluate"):
            chosen = values.get("party")
            values["party"] = next((side for side in self.sides_for(act) if str(side.pk) == chosen), None)
        return values

    def after(self, act: Act) -> HttpResponse:
        """Who has drafted what follows goes on working on it."""
        kind = _FOLLOWS.get(act.verb)
        if kind is None:
            return super().after(act)
        made = self.record.followers.filter(kind=kind).order_by("-id").values_list("pk", flat=True).first()
        to = link(self.request, "agreement-edit", made)
        messages.success(self.request, act.done_text)
        if self.request.htmx:  # type: ignore[attr-defined]
            return answer(HttpResponse(), HX_Redirect=to)
        return HttpResponseRedirect(to)

    def further(self, record: Agreement) -> dict[str, Any]:
        parties, commitments = list(record.parties.all()), list(record.commitments.all())
        for one in commitments:
            tell_commitment(one, over=is_over(record))
        words = {"kind": dict(Agreement.Kind.choices), "status": dict(Agreement.Status.choices)}
        told: Any = record
        return {
            "parties": parties,
            "commitments": commitments,
            "said": evaluations_told(record, parties),
            "papers": told.papers,
            "follow": [
                {**one, "kind": words["kind"][one["kind"]], "status": words["status"][one["status"]]}
                for one in told.follow
                if one["seen"]
            ],
        }


_FOLLOWS = {"renew": Agreement.Kind.RENEWAL, "supplement": Agreement.Kind.SUPPLEMENT}


urlpatterns = [
    path("agreements/", AgreementList.as_view(), name="agreements"),
    path("agreements/new/", AgreementNew.as_view(), name="agreement-new"),
    path("agreements/import/", AgreementImport.as_view(), name="agreement-import"),
    path("agreements/new/row/", AgreementRow.as_view(), name="agreement-row"),
    path("agreements/scans/<int:pk>/", ScanFile.as_view(), name="agreement-scan"),
    path("agreements/<int:pk>/word/", AgreementWord.as_view(), name="agreement-word"),
    path("agreements/<int:pk>/versions/", AgreementVersions.as_view(), name="agreement-versions"),
    path("agreements/<int:pk>/text/", AgreementText.as_view(), name="agreement-text"),
    path("agreements/<int:pk>/edit/", AgreementEdit.as_view(), name="agreement-edit"),
    *AgreementRecord.urls("agreements"),
]
