"""共建协议 with parties and commitments."""

from decimal import Decimal
from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLResolveInfo

from api.compiled.statement import Outer, Source
from api.compiled.text import Sql
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Batched, Named, One, column, either
from api.rows.ids import key_of
from api.rows.pages import Filter, Many, Ordering
from api.rows.plans import Row
from api.rows.records import Record
from api.scalars import Decimal_
from api.types.choices import AgreementStatus
from api.types.events import history
from linkage.models import Agreement, AgreementParty, Commitment
from resources.progress import share_done, with_progress

_STATUS = dict(Agreement.Status.choices)
_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


class AgreementType(Record):
    class Meta:
        model = Agreement
        description = "共建协议：街道或社区与驻区单位之间的约定；各方签署后正文不再改变。"
        ordering = Ordering(
            "AgreementOrder",
            {
                "NEWEST": ("最近起草的在前。", ("-pk",)),
                "OLDEST": ("最早起草的在前。", ("pk",)),
                "ENDING": ("先期满的在前。", ("active_to", "pk")),
                "STARTING": ("先生效的在前。", ("active_from", "pk")),
            },
        )
        filters = {
            "status": among(AgreementStatus, "status", "状态"),
            "within": within(),
            "unit": Filter(
                graphene.ID,
                "只看该单位参加的协议。",
                lambda v: Q(
                    pk__in=AgreementParty.objects.filter(unit_id=key_of(v, "ResidentUnit", field="unit")).values(
                        "agreement"
                    )
                ),
            ),
            "number": Filter(graphene.String, "按编号。", lambda v: Q(number=v)),
            "ends_from": on_or_after("active_to", "期满日期"),
            "ends_until": on_or_before("active_to", "期满日期"),
            "search": search("title", "number", "aim"),
        }

    number = column(Agreement, "number")
    title = column(Agreement, "title")
    aim = column(Agreement, "aim")
    content = column(Agreement, "content")
    content_hash = column(Agreement, "content_hash", description="签署文本（UTF-8）的 SHA-256 摘要；草拟中为空。")
    signed_text = column(
        Agreement,
        "signed_text",
        description="提交签署时定稿的协议全文，各方签署的就是它；此后各方改名也不改变。草拟中为空。",
    )
    active_from = column(Agreement, "active_from")
    active_to = column(Agreement, "active_to")
    review_at = column(Agreement, "review_at")
    status = column(Agreement, "status", enum=AgreementStatus)
    status_label = Named("状态的中文名称。", "status", _STATUS)
    organization = One("Organization", "organization", "牵头组织。", follows=True)
    signed_at = column(Agreement, "signed_at")
    created_at = column(Agreement, "created_at")
    version = column(Agreement, "version")
    # Whoever sees an agreement sees all of it.
    parties = Many("AgreementParty", "协议各方。", by="agreement_id", follows=True)
    commitments = Many("Commitment", "承诺事项。", by="agreement_id", follows=True)
    history = history(Agreement)


class AgreementPartyType(Record):
    class Meta:
        model = AgreementParty
        description = "协议的一方：一个组织或一个驻区单位，及其签署。"
        ordering = Ordering("AgreementPartyOrder", _BY_AGE)
        filters = {"signed": Filter(graphene.Boolean, "是否已签署。", lambda v: Q(signed_at__isnull=not v))}

    name = either("这一方的名称。", "unit__name", "organization__name")
    agreement = One("Agreement", "agreement", "所属协议。", follows=True)
    organization = One("Organization", "organization", "组织；这一方是单位时，为单位所在组织。", follows=True)
    unit = One("ResidentUnit", "unit", "驻区单位；这一方是组织时为空。")
    duties = column(AgreementParty, "duties")
    head = column(AgreementParty, "head")
    liaison = column(AgreementParty, "liaison")
    signed_at = column(AgreementParty, "signed_at")
    signer = column(AgreementParty, "signer_label")
    commitments = Many("Commitment", "这一方的承诺事项。", by="party_id", follows=True)


def _done(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[Decimal]:
    counted: Any = with_progress(Commitment.objects.filter(pk__in=[row["pk"] for row in rows]))
    done = dict(counted.order_by().values_list("pk", "done"))
    return [done[row["pk"]] for row in rows]


def _share(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[Decimal]:
    done = _done(rows, arguments, info)
    return [share_done(each, row["quantity"]) for each, row in zip(done, rows, strict=True)]


def _done_sql(source: Source) -> Sql:
    counted: Any = with_progress(Commitment.objects.filter(pk=Outer(source.column("pk"))))
    return Sql(f"({source.statement.embed(counted.order_by().values_list('done'))})")


def _share_sql(source: Source) -> Sql:
    return share_sql(_done_sql(source), source.column("quantity"))


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
        description = "承诺事项：一方应当提供什么、多少、何时为止；进度由办结的认领计得，不另行填报。"
        ordering = Ordering("CommitmentOrder", {**_BY_AGE, "DUE": ("先到期的在前。", ("due_on", "pk"))})
        filters = {
            "agreement": of("Agreement", "agreement_id", "agreement", "该协议"),
            "unit": of("ResidentUnit", "party__unit_id", "unit", "该单位承诺"),
            "status": among(AgreementStatus, "agreement__status", "协议状态"),
            "due_from": on_or_after("due_on", "完成期限"),
            "due_until": on_or_before("due_on", "完成期限"),
            "search": search("title"),
        }

    title = column(Commitment, "title")
    agreement = One("Agreement", "agreement", "所属协议。", follows=True)
    party = One("AgreementParty", "party", "承诺方。", follows=True)
    quantity = column(Commitment, "quantity")
    measure = column(Commitment, "measure")
    due_on = column(Commitment, "due_on")
    done = Batched(graphene.NonNull(Decimal_), "已完成的数量，由办结的认领计得。", ["pk"], _done, _done_sql)
    share_done = Batched(
        graphene.NonNull(Decimal_),
        "完成比例，0—1。",
        ["pk", "quantity"],
        _share,
        _share_sql,
    )
    claims = Many("Claim", "对应这一承诺的认领（只含您可以查看的）。", by="commitment_id")
