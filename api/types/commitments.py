"""承诺事项: what is owed once or by periods, and how far it has come."""

from decimal import Decimal
from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLResolveInfo

from api.compiled.statement import Outer, Source
from api.compiled.text import Sql
from api.filters import among, of, on_or_after, on_or_before, search
from api.rows.fields import Batched, One, column, computed
from api.rows.pages import Filter, Many, Ordering
from api.rows.plans import Row
from api.rows.records import Record
from api.scalars import Decimal_
from api.types.choices import AgreementStatus, CommitmentFrequency
from linkage.models import Commitment, CommitmentPeriod
from resources.progress import share_done, with_period_progress, with_progress

_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


def optional(enum: Any, description: str, of: str) -> Any:
    """A code that may be empty, as null then."""
    return computed(enum, description, [of], lambda row: row[of] or None, lambda value: f"NULLIF({value}, '')")


def _done(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[Decimal]:
    counted: Any = with_progress(Commitment.objects.filter(pk__in=[row["pk"] for row in rows]))
    done = dict(counted.order_by().values_list("pk", "done"))
    return [done[row["pk"]] for row in rows]


def _share(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[Decimal]:
    done = _done(rows, arguments, info)
    return [share_done(each, row["total"]) for each, row in zip(done, rows, strict=True)]


def _done_sql(source: Source) -> Sql:
    counted: Any = with_progress(Commitment.objects.filter(pk=Outer(source.column("pk"))))
    return Sql(f"({source.statement.embed(counted.order_by().values_list('done'))})")


def _share_sql(source: Source) -> Sql:
    return share_sql(_done_sql(source), source.column("total"))


def share_sql(done: str, due: str) -> Sql:
    """``share_done``: thousandths rounded half to even, as ``Decimal.quantize`` does and PostgreSQL does not."""
    whole, rest = "div(x.done * 1000, x.due)", "mod(x.done * 1000, x.due)"
    up = f"2 * {rest} > x.due OR (2 * {rest} = x.due AND mod({whole}, 2) = 1)"
    share = f"least(({whole} + CASE WHEN {up} THEN 1 ELSE 0 END) / 1000, 1)::numeric(4, 3)"
    # OFFSET keeps the planner from counting once for each mention.
    return Sql(f"(SELECT {share} FROM (SELECT {done}, {due} OFFSET 0) AS x(done, due))")


class CommitmentType(Record):
    class Meta:
        model = Commitment
        description = "承诺事项：一方应当提供什么、多少、何时为止或多久一次；进度由办结的认领计得，不另行填报。"
        ordering = Ordering("CommitmentOrder", {**_BY_AGE, "DUE": ("先到期的在前。", ("due_on", "pk"))})
        filters = {
            "agreement": of("Agreement", "agreement_id", "agreement", "该协议"),
            "unit": of("ResidentUnit", "party__unit_id", "unit", "该单位承诺"),
            "status": among(AgreementStatus, "agreement__status", "协议状态"),
            "owed": Filter(
                graphene.Boolean,
                "是否仍应履行：协议在履行中，且没有被补充协议取消。",
                lambda v: _owed() if v else ~_owed(),
            ),
            "due_from": on_or_after("due_on", "完成期限"),
            "due_until": on_or_before("due_on", "完成期限"),
            "search": search("title"),
        }

    title = column(Commitment, "title")
    agreement = One("Agreement", "agreement", "所属协议。", follows=True)
    party = One("AgreementParty", "party", "承诺方。", follows=True)
    quantity = column(Commitment, "quantity", description="数量；按频次的，为每个周期的数量。")
    measure = column(Commitment, "measure")
    period = optional(CommitmentFrequency, "频次；总量承诺为空。", "period")
    total = column(Commitment, "total", description="到期为止应完成的总量。")
    due_on = column(Commitment, "due_on")
    ended_on = column(Commitment, "ended_on", description="由补充协议取消的日期；仍有效的为空。")
    amends = One("Commitment", "amends", "补充协议中：所变更的原承诺事项；新增的为空。", follows=True, null=True)
    done = Batched(
        graphene.NonNull(Decimal_),
        "已完成的数量，由办结的认领计得；按频次的，各周期超出部分不计。",
        ["pk"],
        _done,
        _done_sql,
    )
    share_done = Batched(
        graphene.NonNull(Decimal_),
        "完成比例，0—1。",
        ["pk", "total"],
        _share,
        _share_sql,
    )
    periods = Many("CommitmentPeriod", "按频次承诺的各个周期；总量承诺没有。", by="commitment_id", follows=True)
    claims = Many("Claim", "对应这一承诺的认领（只含您可以查看的）。", by="commitment_id")


def _owed() -> Q:
    return Q(pk__in=Commitment.objects.owed().values("pk"))


def _period_done(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[Decimal]:
    counted: Any = with_period_progress(CommitmentPeriod.objects.filter(pk__in=[row["pk"] for row in rows]))
    done = dict(counted.order_by().values_list("pk", "done"))
    return [done[row["pk"]] for row in rows]


def _period_done_sql(source: Source) -> Sql:
    counted: Any = with_period_progress(CommitmentPeriod.objects.filter(pk=Outer(source.column("pk"))))
    return Sql(f"({source.statement.embed(counted.order_by().values_list('done'))})")


class CommitmentPeriodType(Record):
    class Meta:
        model = CommitmentPeriod
        description = "履约周期：按频次承诺的一个周期，从协议生效日起算。"
        ordering = Ordering(
            "CommitmentPeriodOrder",
            {"OLDEST": ("先开始的在前。", ("starts_on", "pk")), "NEWEST": ("后开始的在前。", ("-starts_on", "-pk"))},
        )
        filters = {
            "commitment": of("Commitment", "commitment_id", "commitment", "该承诺事项"),
            "ends_from": on_or_after("ends_on", "周期末日"),
            "starts_until": on_or_before("starts_on", "周期首日"),
        }

    commitment = One("Commitment", "commitment", "所属承诺事项。", follows=True)
    starts_on = column(CommitmentPeriod, "starts_on")
    ends_on = column(CommitmentPeriod, "ends_on")
    quantity = column(CommitmentPeriod, "quantity")
    done = Batched(
        graphene.NonNull(Decimal_), "本周期完成的数量，由办结的认领计得。", ["pk"], _period_done, _period_done_sql
    )
