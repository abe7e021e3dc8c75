"""Registered documents."""

import graphene

from api.filters import among, of, search
from api.rows.fields import column, computed
from api.rows.pages import Ordering
from api.rows.records import Record
from api.trusted.models import RegisteredDocument
from api.types.choices import RegisteredDocumentStatus


class RegisteredDocumentType(Record):
    class Meta:
        model = RegisteredDocument
        description = "已登记的文档：应用事先登记的 GraphQL 文本。安全管理员可见全部，应用凭 document.edit 可见自己的。"
        ordering = Ordering(
            "RegisteredDocumentOrder",
            {
                "NAME": ("按名称。", ("name", "pk")),
                "NEWEST": ("最近登记的在前。", ("-pk",)),
                "LEAST_USED": ("最久没有使用的在前，从未使用的排在最后。", ("last_used_at", "pk")),
            },
        )
        filters = {
            "status": among(RegisteredDocumentStatus, "status", "状态"),
            "client": of("Client", "client_id", "client", "这个应用"),
            "search": search("name", "digest", "text"),
        }

    digest = column(RegisteredDocument, "digest", description="文本的 SHA-256，64 位十六进制数；请求以它指明文档。")
    name = column(RegisteredDocument, "name")
    text = column(RegisteredDocument, "text", description="文档的文本。")
    status = column(RegisteredDocument, "status", enum=RegisteredDocumentStatus)
    version = column(RegisteredDocument, "version")
    client_name = computed(
        graphene.NonNull(graphene.String),
        "应用名称。",
        ["client__name"],
        lambda row: row["client__name"],
        lambda name: name,
    )
    registered_at = column(RegisteredDocument, "registered_at")
    registered_by = column(RegisteredDocument, "registered_by", description="登记人，写法同审计记录。")
    last_used_at = column(
        RegisteredDocument, "last_used_at", description="最近一次使用的时间，至多晚一分钟；为空表示从未使用。"
    )
