"""How an agreement was negotiated and what became of it: texts, opinions, evaluations, sealed papers."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.addresses import AGREEMENT_SCAN, DOWNLOAD
from api.enums import enum_of
from api.filters import among, of
from api.rows.fields import Batched, Named, One, Signed, column, either
from api.rows.pages import Ordering
from api.rows.plans import Row
from api.rows.records import Record
from api.types.choices import AgreementConclusion, AgreementStage
from api.types.commitments import optional
from linkage.differences import Change, differences, is_changed
from linkage.models import AgreementComment, AgreementEvaluation, AgreementScan, AgreementVersion

_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}
_CHANGES = {Change.SAME: "未变", Change.GONE: "删去", Change.NEW: "新增"}
TextChange = enum_of("TextChange", [(each.value, label) for each, label in _CHANGES.items()], "文字的变化。")


class TextPiece(graphene.ObjectType):
    class Meta:
        description = "一段文字及其变化。"

    change = graphene.Field(TextChange, required=True, description="变化。")
    text = graphene.String(required=True, description="文字。")


class TextLine(graphene.ObjectType):
    class Meta:
        description = "有变化的一行。"

    pieces = graphene.List(graphene.NonNull(TextPiece), required=True, description="这一行的各段文字，按先后。")


def _differences(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[Any]:
    """Against the text before it: of all rows at once."""
    wanted = {row["agreement_id"] for row in rows}
    found = AgreementVersion.objects.filter(agreement__in=wanted).values_list("agreement_id", "number", "text")
    texts = {(agreement, number): text for agreement, number, text in found}
    told = []
    for row in rows:
        before = texts.get((row["agreement_id"], row["number"] - 1))
        lines = [] if before is None else [line for line in differences(before, row["text"]) if is_changed(line)]
        told.append([{"pieces": [{"change": p.change.value, "text": p.text} for p in line]} for line in lines])
    return told


class AgreementVersionType(Record):
    class Meta:
        model = AgreementVersion
        description = "协商文本：提交各方协商的每一稿，及退回时的修改要求。"
        ordering = Ordering("AgreementVersionOrder", _BY_AGE)
        filters = {"agreement": of("Agreement", "agreement_id", "agreement", "该协议")}

    agreement = One("Agreement", "agreement", "所属协议。", follows=True)
    number = column(AgreementVersion, "number", description="第几稿，从 1 起。")
    text = column(AgreementVersion, "text")
    sha256 = column(AgreementVersion, "sha256")
    proposed_at = column(AgreementVersion, "proposed_at")
    proposed_by = column(AgreementVersion, "proposed_by")
    returned_at = column(AgreementVersion, "returned_at")
    returned_by = column(AgreementVersion, "returned_by")
    reason = column(AgreementVersion, "reason")
    differences = Batched(
        graphene.NonNull(graphene.List(graphene.NonNull(TextLine))),
        "与上一稿相比有变化的各行；第一稿没有。",
        ["agreement_id", "number", "text"],
        _differences,
    )


class AgreementCommentType(Record):
    class Meta:
        model = AgreementComment
        description = "协商意见：一方在协商期间对文本提出的意见。"
        ordering = Ordering("AgreementCommentOrder", _BY_AGE)
        filters = {"agreement": of("Agreement", "agreement_id", "agreement", "该协议")}

    agreement = One("Agreement", "agreement", "所属协议。", follows=True)
    side = either("提出意见的一方。", "unit__name", "organization__name")
    number = column(AgreementComment, "number", description="针对第几稿。")
    text = column(AgreementComment, "text")
    by = column(AgreementComment, "by_label")
    at = column(AgreementComment, "at")


class AgreementEvaluationType(Record):
    class Meta:
        model = AgreementEvaluation
        description = "履行评价：一方在中期或期满前的评价，附评价时计得的承诺进度。"
        ordering = Ordering("AgreementEvaluationOrder", _BY_AGE)
        filters = {
            "agreement": of("Agreement", "agreement_id", "agreement", "该协议"),
            "stage": among(AgreementStage, "stage", "评估阶段"),
        }

    agreement = One("Agreement", "agreement", "所评价的协议。", follows=True)
    party = One("AgreementParty", "party", "评价方。", follows=True)
    stage = column(AgreementEvaluation, "stage", enum=AgreementStage)
    stage_label = Named("评估阶段的中文名称。", "stage", dict(AgreementEvaluation.Stage.choices))
    score = column(AgreementEvaluation, "score", description="评分，1—5 分。")
    words = column(AgreementEvaluation, "words")
    opinion = optional(AgreementConclusion, "建议的结论；没有建议或中期评估时为空。", "opinion")
    progress = column(AgreementEvaluation, "progress", description="评价时的承诺进度，0—1。")
    by = column(AgreementEvaluation, "by_label")
    at = column(AgreementEvaluation, "at")


class AgreementScanType(Record):
    class Meta:
        model = AgreementScan
        description = "盖章扫描件：纸质协议的扫描件，只有协议各方可以查看。"
        ordering = Ordering("AgreementScanOrder", _BY_AGE)
        filters = {"agreement": of("Agreement", "agreement_id", "agreement", "该协议")}

    agreement = One("Agreement", "agreement", "所属协议。", follows=True)
    name = column(AgreementScan, "name")
    content_type = column(AgreementScan, "content_type")
    size = column(AgreementScan, "size", description="大小（字节）。")
    sha256 = column(AgreementScan, "sha256", description="文件内容的 SHA-256 摘要。")
    by = column(AgreementScan, "by_label")
    uploaded_at = column(AgreementScan, "uploaded_at")
    url = Signed(AGREEMENT_SCAN, DOWNLOAD.format("扫描件"))
