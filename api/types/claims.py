"""Claims with their evidence and evaluations."""

from django.db.models import Q

from api.addresses import DOWNLOAD, EVIDENCE
from api.filters import among, of, search, within
from api.rows.fields import Named, One, Signed, column, either
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.scalars import DateTime
from api.types.choices import ClaimStatus, EvaluationSide
from api.types.events import history
from resources.models import Claim, Evaluation, Evidence

_STATUS = dict(Claim.Status.choices)
_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


class ClaimType(Record):
    class Meta:
        model = Claim
        description = "认领：承接一项需求的一部分或全部，或申请使用一项资源的一部分或全部。"
        ordering = Ordering(
            "ClaimOrder",
            {
                "NEWEST": ("最近提出的在前。", ("-pk",)),
                "OLDEST": ("最早提出的在前。", ("pk",)),
                "QUANTITY": ("数量大的在前。", ("-quantity", "-pk")),
            },
        )
        filters = {
            "status": among(ClaimStatus, "status", "状态"),
            "need": of("Need", "need_id", "need", "对该需求"),
            "resource": of("Resource", "resource_id", "resource", "对该资源"),
            "unit": of("ResidentUnit", "unit_id", "unit", "该单位提出"),
            "commitment": of("Commitment", "commitment_id", "commitment", "对应该承诺"),
            "within": within(),
            "proposed_since": Filter(DateTime, "提出时间不早于。", lambda v: Q(proposed_at__gte=v)),
            "proposed_until": Filter(DateTime, "提出时间早于。", lambda v: Q(proposed_at__lt=v)),
            "search": search("need__title", "resource__title", "note", "outcome"),
        }

    # Both sides of a claim see its target: the owner owns it, the claimant has claimed it.
    need = One("Need", "need", "认领的需求；认领资源时为空。", follows=True, null=True)
    resource = One("Resource", "resource", "申请的资源；认领需求时为空。", follows=True, null=True)
    commitment = One("Commitment", "commitment", "对应的承诺事项；不在您查看范围内时为空。")
    claimant_name = either("认领方名称。", "unit__name", "organization__name")
    organization = One("Organization", "organization", "认领的组织；单位认领时，为单位所在组织。", follows=True)
    unit = One("ResidentUnit", "unit", "认领的单位；组织认领时为空，不在您查看范围内时也为空。")
    quantity = column(Claim, "quantity")
    measure = either("计量单位。", "need__measure", "resource__measure")
    fulfilled_quantity = column(Claim, "fulfilled_quantity")
    note = column(Claim, "note")
    outcome = column(Claim, "outcome")
    status = column(Claim, "status", enum=ClaimStatus)
    status_label = Named("状态的中文名称。", "status", _STATUS)
    proposed_at = column(Claim, "proposed_at")
    confirmed_at = column(Claim, "confirmed_at")
    fulfilled_at = column(Claim, "fulfilled_at")
    closed_at = column(Claim, "closed_at")
    version = column(Claim, "version")
    # Whoever sees a claim sees its evidence and its evaluations.
    evidence = Many("Evidence", "佐证材料。", by="claim_id", follows=True)
    evaluations = Many("Evaluation", "双方评价。", by="claim_id", follows=True)
    history = history(Claim)


class EvidenceType(Record):
    class Meta:
        model = Evidence
        description = "佐证：证明认领已经完成的文件。"
        ordering = Ordering("EvidenceOrder", _BY_AGE)
        filters = {"claim": of("Claim", "claim_id", "claim", "该认领")}

    claim = One("Claim", "claim", "所属认领。", follows=True)
    name = column(Evidence, "name")
    content_type = column(Evidence, "content_type")
    size = column(Evidence, "size", description="大小（字节）。")
    sha256 = column(Evidence, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(Evidence, "uploaded_at")
    url = Signed(EVIDENCE, DOWNLOAD.format("文件"))


class EvaluationType(Record):
    class Meta:
        model = Evaluation
        description = "评价：一方对另一方的评分和评语，每方一次。"
        ordering = Ordering("EvaluationOrder", _BY_AGE)
        filters = {
            "claim": of("Claim", "claim_id", "claim", "该认领"),
            "side": among(EvaluationSide, "side", "评价方"),
        }

    claim = One("Claim", "claim", "所评价的认领。", follows=True)
    side = column(Evaluation, "side", enum=EvaluationSide)
    score = column(Evaluation, "score", description="评分，1—5 分。")
    words = column(Evaluation, "words")
    by = column(Evaluation, "by_label")
    at = column(Evaluation, "at")
