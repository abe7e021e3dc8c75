"""提案办理."""

from functools import partial
from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, find_handler, find_represented, mutation, on_record, verb
from api.mutations.evidence import attached, attached_input
from api.mutations.inputs import HANDLER, REPRESENTED, VERSION, given, id_of
from api.scalars import Date
from api.types.choices import ProposalCategory, ProposalResult, ProposalSatisfaction
from core.permissions import Actor
from linkage.conferences.models import Body, Topic
from linkage.proposals.actions import proposals
from linkage.proposals.models import Proposal
from tenants.org.models import Organization


def _submit(actor: Actor, values: Values) -> Proposal:
    values = drop_null(values)
    attached(values, "files")
    place = find(actor, Organization, values.pop("organization"), "Organization", "organization")
    owner = find_represented(actor, values.pop("owner"), "owner")
    return proposals.proposal_submit(actor=actor, organization=place, owner=owner, **values)


def _found(actor: Actor, values: Values) -> Proposal:
    proposal: Proposal = find(actor, Proposal, values.pop("id"), "Proposal")
    return proposal


def _assign(actor: Actor, values: Values) -> Proposal:
    values = drop_null(values)
    proposal = _found(actor, values)
    handler = find_handler(actor, values.pop("handler"), "handler")
    return proposals.proposal_assign(actor=actor, proposal=proposal, handler=handler, **values)


def _pass_on(actor: Actor, values: Values) -> Proposal:
    values = drop_null(values)
    proposal = _found(actor, values)
    handler = find_handler(actor, values.pop("handler"), "handler")
    return proposals.proposal_pass_on(actor=actor, proposal=proposal, handler=handler, **values)


def _table(actor: Actor, values: Values) -> Topic:
    body = find(actor, Body, values["body"], "Body", "body")
    return proposals.proposal_table(
        actor=actor, proposal=_found(actor, values), body=body, version=values.get("version")
    )


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "title": given(graphene.String, "案由，最多 120 字。", required=required),
        "content": given(graphene.String, "情况和建议，最多 10000 字。", required=required),
        "category": given(ProposalCategory, "类别。", required=required),
        "files": attached_input("材料，合计最多 20 份。"),
    }


_on_it = partial(on_record, subject="proposal", result="Proposal")
_ID = {"id": id_of("Proposal", "提案的全局编号。")}


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "proposal", "Proposal", description)


MUTATIONS = {
    "proposalSubmit": mutation(
        "proposalSubmit",
        "提出提案。编号一经给出不再重复使用。",
        "Proposal",
        {
            "organization": id_of(
                "Organization", "受理组织：所在的社区、街道或区；部门向区、派出机构向区或所在街道提出。"
            ),
            "owner": id_of(REPRESENTED, "提案的组织、驻区单位或部门。"),
            **_content(required=True),
            "personal": given(graphene.Boolean, "是否以个人（成员）名义提出；不写为否。", required=False),
        },
        _submit,
    ),
    "proposalResubmit": mutation(
        "proposalResubmit",
        "补充被退回的提案并重新提交；没有给出的内容不变。",
        "Proposal",
        {**_ID, **_content(required=False), "version": VERSION},
        on_record(
            proposals.proposal_resubmit, "proposal", "Proposal", kept=("title", "content", "category", "version")
        ),
    ),
    "proposalWithdraw": _verb("proposalWithdraw", proposals.proposal_withdraw, "立案前撤回提案。"),
    "proposalReturn": _verb("proposalReturn", proposals.proposal_return, "退回提案人补充。"),
    "proposalFile": mutation(
        "proposalFile",
        "审查立案。",
        "Proposal",
        {
            **_ID,
            "opinion": given(graphene.String, "审查意见，最多 500 字。", required=False),
            "version": VERSION,
        },
        _on_it(proposals.proposal_file),
    ),
    "proposalPassOn": mutation(
        "proposalPassOn",
        "不立案，转作意见送有关组织或部门，由其回复。",
        "Proposal",
        {
            **_ID,
            "handler": id_of(
                HANDLER, "送给的组织或部门：受理组织本身、其上级或下级，区直部门，或归受理组织管理的派出机构。"
            ),
            "reason": given(graphene.String, "审查意见，最多 500 字。"),
            "due_on": given(Date, "回复期限；不写时按本区提案办理规则。", required=False),
            "version": VERSION,
        },
        _pass_on,
    ),
    "proposalReply": mutation(
        "proposalReply",
        "回复转来的意见。",
        "Proposal",
        {
            **_ID,
            "answer": given(graphene.String, "回复，最多 10000 字。"),
            "result": given(ProposalResult, "办理结果。"),
            "files": attached_input("材料，合计最多 20 份。"),
            "version": VERSION,
        },
        _on_it(proposals.proposal_reply),
    ),
    "proposalMerge": mutation(
        "proposalMerge",
        "并案：提案人一并成为所并入提案的提案人。",
        "Proposal",
        {
            **_ID,
            "into": id_of("Proposal", "并入哪件提案：已立案或办理中。"),
            "reason": given(graphene.String, "并案原因，最多 500 字。", required=False),
            "version": VERSION,
        },
        _on_it(proposals.proposal_merge, found={"into": Proposal}),
    ),
    "proposalAssign": mutation(
        "proposalAssign",
        "交办给承办组织或部门。",
        "Proposal",
        {
            **_ID,
            "handler": id_of(HANDLER, "承办组织或部门的编号：受理组织或其下级，或者归受理组织管理的部门。"),
            "due_on": given(Date, "答复期限；不写时按本区提案办理规则。", required=False),
            "note": given(graphene.String, "交办要求，最多 500 字。", required=False),
            "version": VERSION,
        },
        _assign,
    ),
    "proposalRefer": _verb("proposalRefer", proposals.proposal_refer, "承办组织退回交办，建议另行确定承办组织。"),
    "proposalAnswer": mutation(
        "proposalAnswer",
        "答复提案。",
        "Proposal",
        {
            **_ID,
            "answer": given(graphene.String, "答复，最多 10000 字。"),
            "result": given(ProposalResult, "办理结果。"),
            "files": attached_input("答复的材料，合计最多 20 份。"),
            "version": VERSION,
        },
        _on_it(proposals.proposal_answer),
    ),
    "proposalFeedback": mutation(
        "proposalFeedback",
        "第一提案人反馈满意度；不满意的二次办理。",
        "Proposal",
        {
            **_ID,
            "satisfaction": given(ProposalSatisfaction, "满意度。"),
            "feedback": given(graphene.String, "反馈意见，不满意时必填，最多 500 字。", required=False),
            "version": VERSION,
        },
        _on_it(proposals.proposal_feedback),
    ),
    "proposalTable": mutation(
        "proposalTable",
        "把提案作为议题提交同一组织的议事机构审议。",
        "Topic",
        {**_ID, "body": id_of("Body", "议事机构的编号。"), "version": VERSION},
        _table,
    ),
}
