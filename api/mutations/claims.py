"""Claims: propose, confirm, fulfil with evidence, evaluate."""

from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, find_owner, mutation, verb
from api.mutations.evidence import EvidenceInput, uploads_of
from api.mutations.inputs import OWNER, VERSION, given, id_of, ids_of
from api.rows.ids import key_of, read_id
from api.scalars import Decimal_
from api.types.choices import EvaluationSide
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.models import Commitment
from resources.actions import claims
from resources.files import MOST_PER_CLAIM
from resources.models import Claim, Need, Resource, StagedFile


def _propose(actor: Actor, values: Values) -> Claim:
    values = drop_null(values)
    target_id = values.pop("target")
    key = key_of(target_id, "Need", "Resource", field="target")
    model: Any = Need if read_id(target_id)[0] == "Need" else Resource
    target = model.objects.get_visible(actor, key, field="target")
    if "commitment" in values:
        values["commitment"] = find(actor, Commitment, values["commitment"], "Commitment", "commitment")
    claimant = find_owner(actor, values.pop("claimant"), "claimant")
    return claims.claim_propose(actor=actor, target=target, claimant=claimant, **values)


def _fulfil(actor: Actor, values: Values) -> Claim:
    values = drop_null(values)
    claim = find(actor, Claim, values.pop("id"), "Claim")
    too_many = f"每次认领最多保存 {MOST_PER_CLAIM} 份佐证。"
    evidence = uploads_of(values.pop("evidence", []), most=MOST_PER_CLAIM, too_many=too_many)
    ids = values.pop("uploads", [])
    if len(ids) > MOST_PER_CLAIM:
        raise InvalidInput(too_many, field="uploads")
    staged = [find(actor, StagedFile, each, "StagedFile", "uploads") for each in ids]
    return claims.claim_fulfil(actor=actor, claim=claim, evidence=evidence, uploads=staged, **values)


def _evaluate(actor: Actor, values: Values) -> Claim:
    values = drop_null(values)
    claim = find(actor, Claim, values.pop("id"), "Claim")
    return claims.claim_evaluate(actor=actor, claim=claim, **values)


_ID = {"id": id_of("Claim", "认领的全局编号。")}

MUTATIONS = {
    "claimPropose": mutation(
        "claimPropose",
        "提出认领。数量立即预留，多方同时认领也不会超出。",
        "Claim",
        {
            "target": id_of(("Need", "Resource"), "所认领的需求或资源的编号。"),
            "claimant": id_of(OWNER, "认领方：组织或驻区单位的编号。"),
            "quantity": given(Decimal_, "认领数量，不超过还可认领的数量。"),
            "note": given(graphene.String, "说明，最多 500 字。", required=False),
            "commitment": id_of("Commitment", "对应的共建协议承诺事项的编号。", required=False),
        },
        _propose,
    ),
    "claimConfirm": verb("claimConfirm", claims.claim_confirm, "claim", "Claim", "确认认领。"),
    "claimDecline": verb("claimDecline", claims.claim_decline, "claim", "Claim", "谢绝认领，数量随即释放。"),
    "claimWithdraw": verb("claimWithdraw", claims.claim_withdraw, "claim", "Claim", "认领方在确认前撤回认领。"),
    "claimRelease": verb(
        "claimRelease", claims.claim_release, "claim", "Claim", "认领方放弃已确认的认领；不计为完成。"
    ),
    "claimFulfil": mutation(
        "claimFulfil",
        "提交完成情况和佐证。认领需求时由认领方提交，申请资源时由资源提供方提交。",
        "Claim",
        {
            **_ID,
            "outcome": given(graphene.String, "完成情况，最多 2000 字。"),
            "evidence": given(
                graphene.List(graphene.NonNull(EvidenceInput)),
                "直接写在请求里的佐证文件，适合小文件；每份不超过 10 MB，整个请求不超过 16 MB。",
                required=False,
            ),
            "uploads": ids_of(
                "StagedFile",
                "用 uploadCreate 先行上传的佐证文件的编号；与 evidence 至少给一份，合计最多 20 份。",
                required=False,
            ),
            "quantity": given(Decimal_, "完成数量；不写为全部认领数量。", required=False),
            "version": VERSION,
        },
        _fulfil,
    ),
    "claimReturn": verb("claimReturn", claims.claim_return, "claim", "Claim", "受益方退回，要求补充佐证。"),
    "claimEvaluate": mutation(
        "claimEvaluate",
        "评价对方；双方都评价后认领办结。",
        "Claim",
        {
            **_ID,
            "score": given(graphene.Int, "评分，1—5 分。"),
            "words": given(graphene.String, "评语，最多 500 字；1—2 分时必填。", required=False),
            "side": given(EvaluationSide, "代表哪一方；只有同时代表双方时才需要。", required=False),
        },
        _evaluate,
    ),
}
