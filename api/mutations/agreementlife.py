"""共建协议 after the first draft: opinions, supplements, evaluation, renewal, sealed papers."""

from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.evidence import EvidenceInput, uploads_of
from api.mutations.inputs import given, id_of
from api.types.choices import AgreementConclusion
from core.permissions import Actor
from linkage.actions import agreements, evaluations, renewals, scans
from linkage.models import Agreement, AgreementParty
from tenants.attachments import MOST_FILES

_ID = {"id": id_of("Agreement", "共建协议的全局编号。")}
_PARTY = {"party": id_of("AgreementParty", "代表哪一方（协议一方的编号）；只有同时代表多方时才需要。", required=False)}


def _agreement(actor: Actor, values: Values) -> Agreement:
    found: Agreement = find(actor, Agreement, values.pop("id"), "Agreement")
    return found


def _with_party(actor: Actor, values: Values) -> Values:
    if "party" in values:
        values["party"] = find(actor, AgreementParty, values["party"], "AgreementParty", "party")
    return values


def _comment(actor: Actor, values: Values) -> Agreement:
    values = _with_party(actor, drop_null(values))
    agreement = _agreement(actor, values)
    agreements.agreement_comment(actor=actor, agreement=agreement, **values)
    return agreement


def _scan(actor: Actor, values: Values) -> Agreement:
    values = drop_null(values)
    agreement = _agreement(actor, values)
    too_many = f"一份协议最多保存 {MOST_FILES} 份扫描件。"
    papers = uploads_of(values["papers"], most=MOST_FILES, too_many=too_many)
    scans.agreement_scan(actor=actor, agreement=agreement, papers=papers)
    return agreement


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "agreement", "Agreement", description)


MUTATIONS = {
    "agreementComment": mutation(
        "agreementComment",
        "在协商期间对文本提出意见，各方都会收到。",
        "Agreement",
        {**_ID, "text": given(graphene.String, "意见，最多 1000 字。"), **_PARTY},
        _comment,
    ),
    "agreementSupplement": _verb(
        "agreementSupplement",
        renewals.agreement_supplement,
        "起草补充协议：带入现行的各方、期限和承诺事项，修改后由原协议各方签署。返回新的草案。",
    ),
    "agreementAssess": _verb("agreementAssess", evaluations.agreement_assess, "开始期满评估。"),
    "agreementEvaluate": mutation(
        "agreementEvaluate",
        "代表一方评价履行情况：履行中为中期评估，期满评估阶段为期满评估；附上当时计得的承诺进度。",
        "Agreement",
        {
            **_ID,
            "score": given(graphene.Int, "评分，1—5 分。"),
            "words": given(graphene.String, "评语，最多 1000 字；1—2 分时必填。", required=False),
            "opinion": given(AgreementConclusion, "期满评估时建议的结论。", required=False),
            **_PARTY,
        },
        on_record(evaluations.agreement_evaluate, "agreement", "Agreement", {"party": AgreementParty}),
    ),
    "agreementRenew": _verb(
        "agreementRenew",
        renewals.agreement_renew,
        "评估结论为续签：按现行内容起草期限相同的续签协议，不必重新填写。返回新的草案。",
    ),
    "agreementLapse": _verb("agreementLapse", evaluations.agreement_lapse, "评估结论为到期不续：协议履行到期满为止。"),
    "agreementScan": mutation(
        "agreementScan",
        "上传盖章扫描件（PDF 或图片），只有协议各方可以查看。",
        "Agreement",
        {
            **_ID,
            "papers": given(
                graphene.List(graphene.NonNull(EvidenceInput)), "扫描件；每份不超过 10 MB，整个请求不超过 16 MB。"
            ),
        },
        _scan,
    ),
}
