"""共建协议 with its parties."""

import graphene
from django.db.models import Q

from api.addresses import AGREEMENT_WORD, DOWNLOAD
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column, either
from api.rows.ids import key_of
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.choices import AgreementConclusion, AgreementKind, AgreementStatus
from api.types.commitments import optional
from api.types.events import history
from linkage.models import Agreement, AgreementParty

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
            "kind": among(AgreementKind, "kind", "协议种类"),
            "refers_to": of("Agreement", "refers_to_id", "refersTo", "依据该协议订立"),
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
    kind = column(Agreement, "kind", enum=AgreementKind)
    refers_to = One("Agreement", "refers_to", "补充协议所补充的、续签协议所接续的协议；其他协议为空。")
    followers = Many("Agreement", "依据本协议订立的补充协议和续签协议（只含您可以查看的）。", by="refers_to_id")
    template = One("AgreementTemplate", "template", "起草所用的模板。", follows=True, null=True)
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
    applied_at = column(Agreement, "applied_at", description="补充协议：其内容何时开始执行；其他协议为空。")
    conclusion = optional(AgreementConclusion, "期满评估的结论；还没有结论时为空。", "conclusion")
    ended_on = column(Agreement, "ended_on", description="从哪一天起不再履行；仍在履行或尚未生效的为空。")
    word_url = Signed(AGREEMENT_WORD, DOWNLOAD.format("Word 文本（供签字盖章）"))
    created_at = column(Agreement, "created_at")
    version = column(Agreement, "version")
    # Whoever sees an agreement sees all of it.
    parties = Many("AgreementParty", "协议各方。", by="agreement_id", follows=True)
    commitments = Many(
        "Commitment", "承诺事项；经补充协议变更的，为现行内容和已取消的事项。", by="agreement_id", follows=True
    )
    versions = Many("AgreementVersion", "历次协商文本。", by="agreement_id", follows=True)
    comments = Many("AgreementComment", "协商意见。", by="agreement_id", follows=True)
    evaluations = Many("AgreementEvaluation", "各方的履行评价。", by="agreement_id", follows=True)
    scans = Many("AgreementScan", "盖章扫描件（只有协议各方可以查看）。", by="agreement_id")
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
