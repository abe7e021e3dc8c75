"""Claims: their list, their record, and the acts of both sides."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, prefetch_related_objects
from django.urls import path
from django_filters import FilterSet

from core.periods import today
from core.permissions import Actor, Perm
from core.visibility import held
from linkage.models import Commitment
from resources.actions.claims import (
    claim_confirm,
    claim_decline,
    claim_evaluate,
    claim_fulfil,
    claim_release,
    claim_return,
    claim_withdraw,
)
from resources.late import unanswered
from resources.models import Category, Claim, Evaluation, Need, Resource
from resources.progress import with_progress
from resources.waiting import CLAIM_WAITS, with_claim_waits
from tenants.org.models import Organization, ResidentUnit
from web.access import district_settings
from web.acts import Act
from web.claimforms import ClaimNew, EvaluateForm, FulfilForm, uploads
from web.columns import Column, Day, Due, Moment, Number, Percent, Status
from web.evidence import EvidenceFile
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter
from web.forms import ReasonForm
from web.lights import Chip, due_chip, status_chip
from web.lists import ListPage
from web.records import RecordPage, Related


def giver_place(claim: Claim) -> Any:
    """On a need the claimant delivers, on a resource its owner does."""
    return claim.place if claim.need_id else claim.target.place


def taker_place(claim: Claim) -> Any:
    return claim.target.place if claim.need_id else claim.place


def with_given_sides(claims: QuerySet[Any]) -> QuerySet[Any]:
    """Claims with the sides that have evaluated, read in the same statement."""
    given = Evaluation.objects.filter(claim=OuterRef("pk")).order_by("pk").values("side")
    return claims.annotate(given_sides=ArraySubquery(given))


def given_sides(claim: Any) -> set[str]:
    """Sides that have evaluated: as ``with_given_sides`` has read them, else as the evaluations of the claim tell."""
    read = getattr(claim, "given_sides", None)
    return {evaluation.side for evaluation in claim.evaluations.all()} if read is None else set(read)


def open_sides(claim: Claim, actor: Actor) -> list[str]:
    """Sides for which the actor may still evaluate."""
    given = given_sides(claim)
    sides = ((Evaluation.Side.OWNER, claim.target.place), (Evaluation.Side.CLAIMANT, claim.place))
    return [side.value for side, place in sides if side.value not in given and actor.can(Perm.CLAIM_EVALUATE, place)]


@dataclass(frozen=True)
class EvaluateAct(Act):
    """Offered to whichever side has not spoken yet."""

    def may(self, actor: Actor, record: Any) -> bool:
        return record.status == Claim.Status.FULFILLED and bool(open_sides(record, actor))


CONFIRM = Act(
    "confirm",
    "确认认领",
    claim_confirm,
    Perm.CLAIM_CONFIRM,
    main=True,
    icon="circle-check",
    done="已确认，认领方可以开始实施。",
    at=lambda claim: claim.target.place,
)
DECLINE = Act(
    "decline",
    "谢绝",
    claim_decline,
    Perm.CLAIM_CONFIRM,
    icon="circle-x",
    form=ReasonForm,
    at=lambda claim: claim.target.place,
    consequence="谢绝后，这部分数量重新开放认领。",
)
FULFIL = Act(
    "fulfil",
    "提交完成情况",
    claim_fulfil,
    Perm.CLAIM_FULFIL,
    main=True,
    icon="clipboard-check",
    form=FulfilForm,
    done="完成情况已提交，等待双方评价。",
    at=giver_place,
)
EVALUATE = EvaluateAct(
    "evaluate",
    "评价",
    claim_evaluate,
    Perm.CLAIM_EVALUATE,
    main=True,
    icon="star",
    form=EvaluateForm,
    done="评价已提交。",
)
SEND_BACK = Act(
    "return",
    "退回补充佐证",
    claim_return,
    Perm.CLAIM_EVALUATE,
    icon="arrow-back-up",
    form=ReasonForm,
    at=taker_place,
    when=lambda claim, actor: not given_sides(claim),
)
WITHDRAW = Act(
    "withdraw",
    "撤回认领",
    claim_withdraw,
    Perm.CLAIM_PROPOSE,
    icon="trash",
    form=ReasonForm,
    danger=True,
    consequence="撤回后，这部分数量重新开放认领。",
)
RELEASE = Act(
    "release",
    "释放认领",
    claim_release,
    Perm.CLAIM_FULFIL,
    icon="hand-off",
    form=ReasonForm,
    danger=True,
    consequence="释放表示不再实施，这部分数量重新开放认领，不计入完成。",
)
RELATIONS = (
    "organization",
    "unit__organization",
    "need__organization",
    "need__unit__organization",
    "resource__organization",
    "resource__unit__organization",
    "commitment",
)


def direction(claim: Claim) -> str:
    return "认领需求" if claim.need_id else "认领资源"


class ClaimFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Claim.Status.choices)
    target = ChoicesFilter(label="认领的是", choices=(("need", "需求"), ("resource", "资源")), method="by_target")
    category = ChoicesFilter(label="类别", choices=Category.choices, method="by_category")
    claimant = ChoicesFilter(
        label="认领方", choices=(("organization", "街道、社区"), ("unit", "驻区单位")), method="by_claimant"
    )
    proposed_at = PeriodFilter(label="提出日期")
    waits = ChoicesFilter(label="待办", choices=[(wait.value, wait.label) for wait in CLAIM_WAITS])
    late = OnlyFilter(label="只看逾期", rows="overdue")
    unanswered = OnlyFilter(label="超期未答复", rows="long_unanswered")
    mine = OnlyFilter(label="只看我方认领", rows="own")
    need = KeyFilter(label="需求", queryset=lambda request: Need.objects.visible_to(request.actor))
    resource = KeyFilter(label="资源", queryset=lambda request: Resource.objects.visible_to(request.actor))
    commitment = KeyFilter(label="承诺事项", queryset=lambda request: Commitment.objects.visible_to(request.actor))
    unit = KeyFilter(label="认领单位", queryset=lambda request: ResidentUnit.objects.visible_to(request.actor))

    def by_target(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        return rows if len(chosen) != 1 else rows.filter(need__isnull=chosen[0] == "resource")

    def by_claimant(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        return rows if len(chosen) != 1 else rows.filter(unit__isnull=chosen[0] == "organization")

    def by_category(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        return rows.filter(Q(need__category__in=chosen) | Q(resource__category__in=chosen))

    def overdue(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        late = Q(need__due_on__lt=today()) | Q(resource__due_on__lt=today())
        return rows.filter(late, status__in=(Claim.Status.PROPOSED, Claim.Status.CONFIRMED))

    def long_unanswered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return unanswered(rows, days=district_settings(self.request).claim_response_days)

    def own(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(held(self.request.actor, Perm.VIEW))


def is_over(claim: Claim) -> bool:
    """Whether its date has lost its weight: delivered, or given up."""
    return claim.status not in (Claim.Status.PROPOSED, Claim.Status.CONFIRMED)


class ClaimList(ListPage):
    model, name, record, subject, title = Claim, "claims", "claim", "claim", "认领"
    lead = "单位认领社区的需求，社区认领单位的资源。确认、实施、佐证和评价都在认领记录里办理。"
    select_related = RELATIONS
    search_fields = (
        "need__title",
        "resource__title",
        "organization__name",
        "unit__name",
        "need__organization__name",
        "need__unit__name",
        "resource__organization__name",
        "resource__unit__name",
    )
    search_hint = "项目、认领方、发布方"
    filters = ClaimFilters
    columns = (
        Column("target", "认领项目", link=True),
        Status(),
        Column("owner", "认领方"),
        Column("target.owner", "发布方"),
        Number("quantity", "认领数量", sort="quantity", unit=".measure"),
        Due("target.due_on", "截止日期", done=is_over),
        Column("direction", "方向", value=direction),
        Day("proposed_at", "提出日期", sort="proposed_at", optional=True),
        Number("fulfilled_quantity", "完成数量", sort="fulfilled_quantity", unit=".measure", optional=True),
        Day("closed_at", "办结日期", sort="closed_at", optional=True),
        Column("commitment", "对应承诺事项", optional=True),
    )
    bulk_acts = (CONFIRM,)
    empty_title = "还没有认领"
    empty_text = "在需求或资源里点“认领”，提出后由发布方确认。"

    def rows(self) -> QuerySet[Any]:
        return with_claim_waits(super().rows(), self.actor)

    def in_place(self, rows: QuerySet[Any], place: Organization) -> QuerySet[Any]:
        """A claim belongs to the places of both its sides."""
        sides = ("organization", "need__organization", "resource__organization")
        rule = Q()
        for side in sides:
            rule |= Q(**{f"{side}__path__startswith": place.path})
        return rows.filter(rule)


def served_agreement(claim: Claim, actor: Actor) -> list[Any]:
    """The agreement whose promise the claim serves, with that promise and its progress as ``served``."""
    rows = Commitment.objects.visible_to(actor).filter(claims=claim).select_related("agreement")
    found = []
    for commitment in with_progress(rows):
        agreement: Any = commitment.agreement
        agreement.served = commitment
        found.append(agreement)
    return found


TARGET_COLUMNS = (
    Column("title", "名称", link=True),
    Status(),
    Number("quantity", "总量", unit=".measure"),
    Column("owner", "发布方"),
)


class ClaimRecord(RecordPage):
    model, name, list_name, list_title, subject, kind = Claim, "claim", "claims", "认领", "claim", "认领"
    select_related = (*RELATIONS, "commitment__agreement")
    body_template = "web/claims/record_body.html"
    facts = (
        Column("owner", "认领方"),
        Column("target.owner", "发布方"),
        Number("quantity", "认领数量", unit=".measure"),
        Number("fulfilled_quantity", "完成数量", unit=".measure"),
        Day("target.due_on", "截止日期"),
        Moment("proposed_at", "提出时间"),
        Moment("confirmed_at", "确认时间"),
        Moment("fulfilled_at", "完成时间"),
        Moment("closed_at", "办结时间"),
    )
    text_facts = (Column("note", "认领说明"), Column("outcome", "完成情况"))
    acts = (CONFIRM, FULFIL, EVALUATE, SEND_BACK, DECLINE, WITHDRAW, RELEASE)

    def find(self, pk: int) -> Any:
        claim = super().find(pk)
        prefetch_related_objects([claim], "evaluations")
        return claim

    def heading(self, record: Claim) -> str:
        return f"{direction(record)}：{record.target}"

    def whose(self, record: Claim) -> str:
        return f"{record.owner} 认领 {record.target.owner} 的{'需求' if record.need_id else '资源'}"

    def chips(self, record: Claim) -> Iterable[Chip | None]:
        return [status_chip(record), None if is_over(record) else due_chip(record.target.due_on)]

    def related_to(self, record: Claim) -> Iterable[Related]:
        kind: type[Need] | type[Resource] = Need if record.need_id else Resource
        yield Related(
            "认领的需求" if record.need_id else "认领的资源",
            lambda row, actor: (
                kind.objects.visible_to(actor).filter(pk=row.target.pk).select_related("organization", "unit")
            ),
            TARGET_COLUMNS,
            record=kind.NOUN,
        )
        if record.commitment_id:
            yield Related(
                "计入的协议承诺",
                served_agreement,
                (
                    Column("title", "协议", link=True),
                    Column("served", "承诺事项"),
                    Percent("progress", "进度", value=lambda row: row.served.done / row.served.quantity),
                ),
                record="agreement",
                empty="您无权查看该协议。",
            )

    def initial(self, act: Act) -> dict[str, Any]:
        return {"quantity": self.record.quantity} if act.verb == "fulfil" else {}

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "evaluate" and len(open_sides(self.record, self.actor)) < 2:
            form.fields.pop("side", None)

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        if act.verb == "fulfil":
            return {**values, "evidence": uploads(values["evidence"])}
        if act.verb == "evaluate":
            return {**values, "side": values.get("side") or None}
        return values

    def further(self, record: Claim) -> dict[str, Any]:
        return {
            "evidence": list(record.evidence.all()),
            "evaluations": list(record.evaluations.all()),
            "sides": {"owner": record.target.owner, "claimant": record.owner},
        }


urlpatterns = [
    path("claims/", ClaimList.as_view(), name="claims"),
    path("claims/new/", ClaimNew.as_view(), name="claim-new"),
    *ClaimRecord.urls("claims"),
    path("evidence/<int:pk>/", EvidenceFile.as_view(), name="evidence"),
]
