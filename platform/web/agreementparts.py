"""What hangs on an agreement, read along with it in one statement, and how it is told."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject

from core.history import plain_number
from core.periods import today
from core.permissions import Actor
from linkage.models import (
    Agreement,
    AgreementEvaluation,
    AgreementParty,
    AgreementScan,
    Commitment,
    CommitmentPeriod,
)
from linkage.texts import terms_in_words
from resources.progress import share_done, with_period_progress, with_progress
from web.lights import AMBER, BLUE, GREEN, GREY, RED, Chip, due_chip

SHOWN_PERIODS = 6


def with_parts(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Parties and commitments with their progress, one query each for the whole page."""
    return rows.prefetch_related(
        Prefetch("parties", AgreementParty.objects.select_related("organization", "unit__organization")),
        Prefetch("commitments", with_progress(Commitment.objects.order_by("due_on", "id"))),
    )


def commitments_told() -> Any:
    """Commitments with their progress, their party, and all their periods as ``terms``."""
    periods = with_period_progress(CommitmentPeriod.objects.filter(commitment=OuterRef("pk"))).order_by("starts_on")
    told = JSONObject(first="starts_on", last="ends_on", quantity="quantity", done=F("done"))
    rows = with_progress(Commitment.objects.select_related("party__unit", "party__organization", "amends"))
    return rows.annotate(terms=ArraySubquery(periods.values_list(told))).order_by("id")


def with_aftermath(rows: QuerySet[Agreement], actor: Actor) -> QuerySet[Agreement]:
    """Add ``said`` (evaluations), ``papers`` (scans that the actor may see) and ``follow`` (what refers to it)."""
    of_row = {"agreement": OuterRef("pk")}
    said = AgreementEvaluation.objects.filter(**of_row).order_by("id")
    papers = AgreementScan.objects.visible_to(actor).filter(**of_row).order_by("id")
    visible = Agreement.objects.visible_to(actor).order_by().values("pk")
    seen = ExpressionWrapper(Q(pk__in=visible), output_field=BooleanField())
    follow = Agreement.objects.filter(refers_to=OuterRef("pk")).annotate(seen=seen).order_by("id")
    return rows.annotate(
        said=ArraySubquery(
            said.values_list(
                JSONObject(
                    party="party_id",
                    stage="stage",
                    score="score",
                    words="words",
                    opinion="opinion",
                    progress="progress",
                    by="by_label",
                    at="at",
                )
            )
        ),
        papers=ArraySubquery(
            papers.values_list(
                JSONObject(
                    pk="pk",
                    name="name",
                    size="size",
                    sha256="sha256",
                    kind="content_type",
                    by="by_label",
                    at="uploaded_at",
                )
            )
        ),
        follow=ArraySubquery(
            follow.values_list(
                JSONObject(
                    pk="pk",
                    kind="kind",
                    status="status",
                    number="number",
                    title="title",
                    starts="active_from",
                    applied="applied_at",
                    seen="seen",
                )
            )
        ),
    )


def holding(agreement: Any) -> list[Any]:
    """The commitments that hold now."""
    return [one for one in agreement.commitments.all() if one.ended_on is None]


def mean_progress(agreement: Any) -> Decimal | None:
    """How much of its commitments is met on the average: each counts alike, none above the whole."""
    if agreement.is_supplement:
        # What it promises is counted where it was applied.
        return None
    shares = [share_done(one.done, one.total) for one in holding(agreement)]
    return sum(shares, Decimal(0)) / len(shares) if shares else None


def is_over(agreement: Agreement) -> bool:
    """Whether the end of its term has lost its weight: it never ran, or ended."""
    return agreement.status not in Agreement.RUNNING


def tell_commitment(one: Any, *, over: bool) -> None:
    """Put ``percent``, ``amount``, ``until``, ``light``, ``shown`` and ``short`` on a row of ``commitments_told``."""
    one.percent = (share_done(one.done, one.total) * 100).quantize(Decimal("0.1"))
    one.amount = f"{plain_number(one.done)} / {plain_number(one.total)} {one.measure}"
    if one.period:
        one.amount = f"{one.get_period_display()} {plain_number(one.quantity)} {one.measure} · 累计 {one.amount}"
    day = today()
    one.light, one.shown, one.short = None, [], 0
    one.was = _was(one)
    if one.ended_on is not None:
        one.light = Chip(f"{one.ended_on} 起取消", GREY, "ban")
        return
    if not one.period:
        if one.done >= one.total:
            one.light = Chip("已兑现", GREEN, "circle-check")
        elif not over:
            one.light = due_chip(one.due_on)
        return
    terms = [_term(term, day) for term in one.terms]
    begun = [term for term in terms if term["first"] <= day.isoformat()]
    one.short = sum(term["is_over"] and term["missing"] > 0 for term in begun)
    one.shown = begun[-SHOWN_PERIODS:]
    if one.short:
        one.light = Chip(f"{one.short} 个周期未达标", RED, "alert-triangle")
    elif begun and not over:
        one.light = begun[-1]["light"]


def _was(one: Commitment) -> str:
    """Of a supplement: what a commitment was before."""
    if one.amends is None:
        return "新增"
    before = terms_in_words(one.amends)
    return "不变" if before == terms_in_words(one) else f"原为：{before}"


def _term(term: dict[str, Any], day: date) -> dict[str, Any]:
    """One period with what is missing in it and its light."""
    done, owed = Decimal(str(term["done"])), Decimal(str(term["quantity"]))
    last = date.fromisoformat(term["last"])
    missing, is_over_ = max(owed - done, Decimal(0)), last < day
    if not missing:
        light = Chip("达标", GREEN, "circle-check")
    elif is_over_:
        light = Chip(f"差 {plain_number(missing)}", RED, "alert-triangle")
    else:
        first = date.fromisoformat(term["first"])
        passed = Decimal((day - first).days + 1) / ((last - first).days + 1)
        slow = done < owed * passed
        light = Chip(f"还差 {plain_number(missing)}", AMBER if slow else BLUE, "trending-down" if slow else "clock")
    return {
        **term,
        "done": plain_number(done),
        "quantity": plain_number(owed),
        "missing": missing,
        "is_over": is_over_,
        "light": light,
    }


def units_in_words(agreement: Agreement) -> str:
    """The units that take part: the first by name, the others counted."""
    units = [party.unit for party in agreement.parties.all() if party.unit]
    return f"{units[0]}等 {len(units)} 家" if len(units) > 1 else str(units[0]) if units else ""


def evaluations_told(agreement: Any, parties: Iterable[AgreementParty]) -> list[dict[str, Any]]:
    """What the parties judged, with their names and the words for stage and opinion."""
    names = {party.pk: str(party) for party in parties}
    stages, ends = dict(AgreementEvaluation.Stage.choices), dict(Agreement.Conclusion.choices)
    return [
        {
            **one,
            "party": names[one["party"]],
            "stage": stages[one["stage"]],
            "opinion": ends.get(one["opinion"], ""),
            "percent": plain_number((Decimal(str(one["progress"])) * 100).quantize(Decimal("0.1"))),
            "day": one["at"][:10],
        }
        for one in agreement.said
    ]
