"""Third-party clients, for whoever manages them. Their secrets are kept as hashes and are no field of anything."""

import graphene
from django.db.models import Q

from api.filters import search
from api.models import UNUSED_DAYS, Client
from api.rows.fields import column, computed
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record


def _unused(value: bool) -> Q:
    return Client.unused_q() if value else ~Client.unused_q()


class ClientType(Record):
    class Meta:
        model = Client
        description = "第三方应用：以应用编号和密钥换取令牌。只有安全管理员可以查看；密钥任何人都不能再看到。"
        ordering = Ordering(
            "ClientOrder",
            {
                "NAME": ("按名称。", ("name", "pk")),
                "NEWEST": ("最近登记的在前。", ("-created", "-pk")),
                "LEAST_USED": ("最久没有使用的在前，从未使用的排在最后。", ("last_used_at", "pk")),
            },
        )
        filters = {
            "active": Filter(graphene.Boolean, "只看使用中（或已停用）的。", lambda v: Q(is_active=v)),
            "unused": Filter(graphene.Boolean, f"只看 {UNUSED_DAYS} 天没有使用（或使用过）的。", _unused),
            "search": search("name", "purpose", "client_id"),
        }

    client_id = column(Client, "client_id", description="应用编号，换取令牌时使用。")
    name = column(Client, "name", description="应用名称。")
    purpose = column(Client, "purpose")
    scopes = computed(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))),
        "权限代码，即令牌的 scope。",
        ["scopes"],
        lambda row: row["scopes"],
    )
    is_active = column(Client, "is_active")
    expires_on = column(Client, "expires_on", description="最后一个可用的日子；为空表示长期有效。")
    networks = computed(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))),
        "允许的地址和网段；为空表示不限。",
        ["networks"],
        lambda row: row["networks"],
    )
    old_secret_until = column(
        Client, "old_secret_until", description="更换密钥后，旧密钥有效到这一刻；为空表示没有旧密钥。"
    )
    last_used_at = column(Client, "last_used_at", description="最近一次调用的时间，至多晚一分钟；为空表示从未使用。")
    last_used_from = column(Client, "last_used_from", description="最近一次调用的来源地址。")
    created = column(Client, "created", description="登记时间。")
    version = column(Client, "version")
    posts = Many("Post", "应用所在的组织或单位。", by="user__client__id")
    webhooks = Many("Webhook", "应用的事件推送。", by="client_id", follows=True)
    origins = computed(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))),
        "允许在浏览器里调用的网页来源；为空表示都不可以。",
        ["origins"],
        lambda row: row["origins"],
    )
    only_registered = column(Client, "only_registered", description="是否只能发送已登记的文档。")
    documents = Many("RegisteredDocument", "应用已登记的文档。", by="client_id", follows=True)
    usage = Many("ClientUsage", "应用每天的用量，没有调用的日子没有记录。", by="client_id", follows=True)
