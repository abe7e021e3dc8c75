"""Agreements: their list, their record with text, parties, signatures and commitments, and the acts of the parties."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django import forms
from django.db.models import F, Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.http import content_disposition_header
from django_filters import FilterSet

from core.periods import today
from core.permissions import Actor, Perm, Place
from linkage.actions.agreements import (
    agreement_discard,
    agreement_propose,
    agreement_register,
    agreement_revise,
    agreement_sign,
    agreement_terminate,
)
from linkage.models import Agreement, AgreementParty, Commitment
from linkage.waiting import waiting_for_signature
from resources.models import Claim
from resources.progress import share_done, with_progress
from tenants.org.models import ResidentUnit
from web.access import SignedIn
from web.acts import Act
from web.admin.agreementgrants import READERS
from web.agreementforms import AgreementEdit, AgreementNew, AgreementRow
from web.agreementimport import FIELDS, LABELS, AgreementImport, sheet_rows
from web.claims import RELATIONS
from web.columns import Column, Day, Due, Number, Percent, Status
from web.export import workbook_response
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter
from web.forms import DayField, PageForm, ReasonField, ReasonForm
from web.imports import ImportableList
from web.lights import Chip, due_chip, status_chip
from web.links import link, with_query
from web.lists import New
from web.records import RecordPage, Related


class SignForm(PageForm):
    """Signing is for good: the person says that the text was read, and for whom it is signed."""

    party = forms.ChoiceField(label="代表哪一方签署", required=False)
    read = forms.BooleanField(label="我已核对协议全文和承诺事项，同意签署")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["read"].error_messages["required"] = "请先核对协议全文，再勾选同意。"


class RegisterForm(PageForm):
    """What the paper says about its signing."""

    signed_on = DayField(label="签署日期", help_text="纸质文本上的日期。")
    note = ReasonField(
        label="签署情况", help_text="由谁签署，原件存放在哪里，例如：双方负责人签字盖章，原件存街道党建办。"
    )


@dataclass(frozen=True)
class PartiesAct(Act):
    """Offered to whoever holds the permission at one of several places: the parties, or those who drafted."""

    places: Callable[[Any], Iterable[Place]] = lambda agreement: [party.place for party in agreement.parties.all()]

    def may(self, actor: Actor, record: Any) -> bool:
        if record.TRANSITIONS.target(record.status, self.verb) is None:
            return False
        return any(actor.can(self.permission, place) for place in self.places(record))


def drafters(agreement: Agreement) -> list[Place]:
    """The leading organization and the unit that drafted it."""
    return [agreement.place, *([agreement.drafted_by.place] if agreement.drafted_by else [])]


def unsigned(agreement: Agreement) -> list[Place]:
    return [party.place for party in agreement.parties.all() if party.signed_at is None]


def enders(agreement: Agreement) -> list[Place]:
    return [agreement.place, *(party.place for party in agreement.parties.all())]


PROPOSE = PartiesAct(
    "propose",
    "提交协商签署",
    agreement_propose,
    Perm.AGREEMENT_EDIT,
    main=True,
    icon="send",
    places=drafters,
    consequence="提交后协议文本不能再改，各方会收到签署通知；任何一方可以退回修改。",
    done="已提交各方协商签署。",
)
REGISTER = Act(
    "register",
    "补录纸质签署",
    agreement_register,
    Perm.AGREEMENT_REGISTER,
    icon="writing-sign",
    form=RegisterForm,
    consequence="补录后协议立即生效，文本从此不能更改，各方会收到通知。还没有签署的协议，请提交协商签署。",
    done="已补录，协议生效。",
)
SIGN = PartiesAct(
    "sign",
    "签署",
    agreement_sign,
    Perm.AGREEMENT_SIGN,
    main=True,
    icon="signature",
    form=SignForm,
    places=unsigned,
    consequence="签署即确认当前文本。各方签署完毕后协议生效，文本从此不能更改。",
    done="已签署。",
)
REVISE = PartiesAct(
    "revise",
    "退回修改",
    agreement_revise,
    Perm.AGREEMENT_EDIT,
    icon="arrow-back-up",
    form=ReasonForm,
    consequence="退回后，各方已作的签署一并作废。",
)
DISCARD = PartiesAct(
    "discard",
    "作废草案",
    agreement_discard,
    Perm.AGREEMENT_EDIT,
    icon="trash",
    form=ReasonForm,
    danger=True,
    places=drafters,
    consequence="作废后不能恢复。",
)
TERMINATE = PartiesAct(
    "terminate",
    "终止协议",
    agreement_terminate,
    Perm.AGREEMENT_END,
    icon="ban",
    form=ReasonForm,
    danger=True,
    places=enders,
    consequence="终止后，承诺事项不再计算进度，也不能恢复履行。",
)


class AgreementFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Agreement.Status.choices)
    kind = ChoicesFilter(label="签约单位类型", choices=ResidentUnit.Kind.choices, method="by_kind")
    active_to = PeriodFilter(label="期满日期")
    active_from = PeriodFilter(label="生效日期")
    sign = OnlyFilter(label="待我方签署", rows="to_sign")
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

    def overdue(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        late: Any = with_progress(Commitment.objects.filter(due_on__lt=today()))
        late = late.filter(done__lt=F("quantity"))
        return rows.filter(status=Agreement.Status.ACTIVE, pk__in=late.values("agreement"))


def is_over(agreement: Agreement) -> bool:
    """Whether the end of its term has lost its weight: it never ran, or ended."""
    return agreement.status != Agreement.Status.ACTIVE


def mean_progress(agreement: Any) -> Decimal | None:
    """How much of its commitments is met on the average: each counts alike, none above the whole."""
    shares = [share_done(one.done, one.quantity) for one in agreement.commitments.all()]
    return sum(shares, Decimal(0)) / len(shares) if shares else None


def units_in_words(agreement: Agreement) -> str:
    """The units that take part: the first by name, the others counted."""
    units = [party.unit for party in agreement.parties.all() if party.unit]
    return f"{units[0]}等 {len(units)} 家" if len(units) > 1 else str(units[0]) if units else ""


def with_parts(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Parties and commitments with their progress, one query each for the whole page."""
    return rows.prefetch_related(
        Prefetch("parties", AgreementParty.objects.select_related("organization", "unit__organization")),
        Prefetch("commitments", with_progress(Commitment.objects.order_by("due_on", "id"))),
    )


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
        lines = sheet_rows(self.filtered.prefetch_related(None))
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
    select_related = ("organization", "drafted_by__organization")
    body_template = "web/agreements/record_body.html"
    facts = (
        Column("number", "编号"),
        Column("organization", "牵头组织"),
        Day("active_from", "生效日期"),
        Day("active_to", "期满日期"),
        Day("review_at", "中期评估"),
        Percent("progress", "承诺进度", value=mean_progress),
        Day("signed_at", "各方签署完毕"),
    )
    text_facts = (Column("aim", "共建目标"), Column("content", "协议正文"))
    acts = (PROPOSE, REGISTER, SIGN, REVISE, DISCARD, TERMINATE)
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

    def find(self, pk: int) -> Any:
        agreement = super().find(pk)
        prefetch_related_objects(
            [agreement],
            Prefetch("parties", AgreementParty.objects.select_related("organization", "unit__organization")),
            Prefetch(
                "commitments", with_progress(Commitment.objects.select_related("party__unit", "party__organization"))
            ),
        )
        return agreement

    def whose(self, record: Agreement) -> str:
        return "、".join(str(party) for party in record.parties.all())

    def chips(self, record: Agreement) -> Iterable[Chip | None]:
        return [status_chip(record), None if is_over(record) else due_chip(record.active_to)]

    def links(self, record: Agreement) -> Iterable[tuple[str, str, str]]:
        may_edit = any(self.actor.can(Perm.AGREEMENT_EDIT, place) for place in drafters(record))
        if record.status == Agreement.Status.DRAFT and may_edit:
            yield "修改", "pencil", link(self.request, "agreement-edit", record.pk)

        if self.actor.can(Perm.POST_EDIT, record.place):
            yield "查阅授权", "key", link(self.request, "agreementaccess", record.pk)

    def related_to(self, record: Agreement) -> Iterable[Related]:
        """Who else reads it is told to the places that lead it."""
        return (*self.related, READERS) if self.actor.can(Perm.VIEW, record.place) else self.related

    def my_sides(self) -> list[AgreementParty]:
        return [
            party
            for party in self.record.parties.all()
            if party.signed_at is None and self.actor.can(Perm.AGREEMENT_SIGN, party.place)
        ]

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb != "sign":
            return
        sides = self.my_sides()
        if len(sides) < 2:
            form.fields.pop("party", None)
        else:
            party: Any = form.fields["party"]
            party.choices = [(str(side.pk), str(side)) for side in sides]
        form.fields["read"].help_text = f"签署文本的摘要（SHA-256）{self.record.content_hash}"

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        if act.verb != "sign":
            return values
        chosen = values.get("party")
        return {"party": next((side for side in self.my_sides() if str(side.pk) == chosen), None)}

    def further(self, record: Agreement) -> dict[str, Any]:
        commitments: list[Any] = list(record.commitments.all())
        for one in commitments:
            one.percent = (share_done(one.done, one.quantity) * 100).quantize(Decimal("0.1"))
            one.light = None if is_over(record) or one.done >= one.quantity else due_chip(one.due_on)
        return {"parties": list(record.parties.all()), "commitments": commitments}


class AgreementText(SignedIn):
    """The text as it was proposed and signed, byte for byte: the SHA-256 of the file is the hash on the page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        agreement = Agreement.objects.visible_to(self.actor).filter(pk=pk).first() if pk < 2**63 else None
        if agreement is None or not agreement.signed_text:
            raise Http404("没有找到签署文本：协议可能还没有提交签署，或您无权查看。")
        response = HttpResponse(agreement.signed_text, content_type="text/plain; charset=utf-8")
        name = f"{agreement.number} 签署文本.txt"
        response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
        return response


urlpatterns = [
    path("agreements/", AgreementList.as_view(), name="agreements"),
    path("agreements/new/", AgreementNew.as_view(), name="agreement-new"),
    path("agreements/import/", AgreementImport.as_view(), name="agreement-import"),
    path("agreements/new/row/", AgreementRow.as_view(), name="agreement-row"),
    path("agreements/<int:pk>/text/", AgreementText.as_view(), name="agreement-text"),
    path("agreements/<int:pk>/edit/", AgreementEdit.as_view(), name="agreement-edit"),
    *AgreementRecord.urls("agreements"),
]
