"""通知通报: bulletins, who has signed for them, and their files."""

from collections.abc import Callable
from typing import Any

import graphene
from django.db.models import Q

from api.addresses import BULLETIN_FILE, BULLETIN_WORD, DOWNLOAD
from api.enums import enum_of
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column
from api.rows.ids import key_of
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.events import history
from linkage.bulletins.models import Bulletin, BulletinFile, BulletinReceipt

BulletinKind = enum_of("BulletinKind", Bulletin.Kind.choices, "通知通报的种类。")
BulletinStatus = enum_of("BulletinStatus", Bulletin.Status.choices, "通知通报的状态。")
_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


def _to(field: str, target: str) -> Callable[[Any], Q]:
    def rule(value: str) -> Q:
        told = BulletinReceipt.objects.filter(**{f"{field}_id": key_of(value, target, field=f"to_{field}")})
        if field == "organization":
            told = told.filter(unit=None)
        return Q(pk__in=told.values("bulletin_id"))

    return rule


class BulletinType(Record):
    class Meta:
        model = Bulletin
        description = "通知通报：区或街道发给下级组织、抄送驻区单位的通知、通报、工作提示和经验交流。"
        ordering = Ordering(
            "BulletinOrder",
            {
                "NEWEST": ("最近起草的在前。", ("-pk",)),
                "OLDEST": ("最早起草的在前。", ("pk",)),
                "DUE": ("先到签收期限的在前。", ("due_on", "pk")),
            },
        )
        filters = {
            "status": among(BulletinStatus, "status", "状态"),
            "kind": among(BulletinKind, "kind", "种类"),
            "within": within(),
            "organization": of("Organization", "organization_id", "organization", "该组织发出"),
            "to_organization": Filter(graphene.ID, "只看发给该组织的。", _to("organization", "Organization")),
            "to_unit": Filter(graphene.ID, "只看抄送该单位的。", _to("unit", "ResidentUnit")),
            "number": Filter(graphene.String, "按文号。", lambda v: Q(number=v)),
            "due_until": on_or_before("due_on", "签收期限"),
            "search": search("title", "number", "body"),
        }

    number = column(Bulletin, "number", description="文号；签发前为空。")
    kind = column(Bulletin, "kind", enum=BulletinKind)
    organization = One("Organization", "organization", "发文组织。", follows=True)
    title = column(Bulletin, "title")
    body = column(Bulletin, "body")
    asks_receipt = column(Bulletin, "asks_receipt")
    due_on = column(Bulletin, "due_on")
    corrects = One("Bulletin", "corrects", "更正的文件；不是更正或不在您查看范围内时为空。")
    status = column(Bulletin, "status", enum=BulletinStatus)
    status_label = Named("状态的中文名称。", "status", dict(Bulletin.Status.choices))
    created_at = column(Bulletin, "created_at")
    issued_at = column(Bulletin, "issued_at")
    signer_label = column(Bulletin, "signer_label")
    urged_on = column(Bulletin, "urged_on")
    reason = column(Bulletin, "reason")
    version = column(Bulletin, "version")
    receipts = Many("BulletinReceipt", "签收情况：发文一方看到全部，其他人看到本级及下级的。", by="bulletin_id")
    files = Many("BulletinFile", "附件。", by="bulletin_id", follows=True)
    document_url = Signed(BULLETIN_WORD, DOWNLOAD.format("Word 文档"))
    history = history(Bulletin)


class BulletinReceiptType(Record):
    class Meta:
        model = BulletinReceipt
        description = "签收情况：通知通报的一个发送对象，是否已签收、由谁签收、有何反馈。"
        ordering = Ordering("BulletinReceiptOrder", {**_BY_AGE, "READ": ("先签收的在前。", ("read_at", "pk"))})
        filters = {
            "bulletin": of("Bulletin", "bulletin_id", "bulletin", "该通知通报"),
            "within": within(),
            "read": Filter(graphene.Boolean, "只看已（未）签收的。", lambda v: Q(read_at__isnull=not v)),
            "read_from": on_or_after("read_at__date", "签收日期"),
            "search": search("organization__name", "unit__name", "reply"),
        }

    bulletin = One("Bulletin", "bulletin", "通知通报。", follows=True)
    organization = One("Organization", "organization", "发给的组织；单位的为其所在组织。", follows=True)
    unit = One("ResidentUnit", "unit", "抄送的单位；发给组织的，或不在您查看范围内时为空。")
    read_at = column(BulletinReceipt, "read_at")
    reader_label = column(BulletinReceipt, "reader_label")
    reply = column(BulletinReceipt, "reply")
    replied_at = column(BulletinReceipt, "replied_at")


class BulletinFileType(Record):
    class Meta:
        model = BulletinFile
        description = "通知通报的附件。"
        ordering = Ordering("BulletinFileOrder", _BY_AGE)
        filters = {"bulletin": of("Bulletin", "bulletin_id", "bulletin", "该通知通报")}

    bulletin = One("Bulletin", "bulletin", "所属通知通报。", follows=True)
    name = column(BulletinFile, "name")
    content_type = column(BulletinFile, "content_type")
    size = column(BulletinFile, "size", description="大小（字节）。")
    sha256 = column(BulletinFile, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(BulletinFile, "uploaded_at")
    url = Signed(BULLETIN_FILE, DOWNLOAD.format("文件"))
