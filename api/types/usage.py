"""What a client asked of the interface, day by day."""

import graphene
from django.db.models import Q

from api.filters import of
from api.rows.fields import column, computed
from api.rows.pages import Filter, Ordering
from api.rows.records import Record
from api.scalars import Date
from api.usage.models import ClientUsage


class ClientUsageType(Record):
    class Meta:
        model = ClientUsage
        description = "应用一天的用量，至多晚一分钟。安全管理员可见全部，应用可见自己的。"
        ordering = Ordering(
            "ClientUsageOrder", {"NEWEST": ("最近的在前。", ("-day", "-pk")), "OLDEST": ("最早的在前。", ("day", "pk"))}
        )
        filters = {
            "client": of("Client", "client_id", "client", "这个应用"),
            "since": Filter(Date, "从这一天起。", lambda v: Q(day__gte=v)),
            "until": Filter(Date, "到这一天为止。", lambda v: Q(day__lte=v)),
        }

    client_name = computed(
        graphene.NonNull(graphene.String),
        "应用名称。",
        ["client__name"],
        lambda row: row["client__name"],
        lambda name: name,
    )
    day = column(ClientUsage, "day", description="日期（北京时间）。")
    requests = column(ClientUsage, "requests", enum=graphene.Int, description="带着有效令牌的请求数。")
    cost = column(ClientUsage, "cost", enum=graphene.Int, description="已执行的请求的代价合计。")
    errors = column(ClientUsage, "errors", enum=graphene.Int, description="与接口描述不符的请求和服务器故障。")
    refusals = column(ClientUsage, "refusals", enum=graphene.Int, description="因限度、权限或业务规则被拒绝的请求。")
