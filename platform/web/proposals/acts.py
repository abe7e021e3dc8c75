"""What the office, whoever handles it and the first proposer do with a proposal."""

from dataclasses import dataclass
from typing import Any

from core.permissions import Actor, Perm
from linkage.proposals.actions import proposals
from linkage.proposals.models import Proposal
from web.acts import Act
from web.forms import ReasonForm
from web.proposals.forms import AnswerForm, AssignForm, FeedbackForm, FileForm, MergeForm, PassOnForm, TableForm


def is_first(actor: Actor, proposal: Proposal) -> bool:
    """Whether the actor speaks for the proposal."""
    first = next((each for each in proposal.proposers.all() if each.first), None)
    if first is None or (first.user_id is not None and first.user_id != actor.id):
        return False
    return actor.can(Perm.PROPOSAL_SUBMIT, first.place)


@dataclass(frozen=True)
class OwnAct(Act):
    """Offered to the first proposer."""

    states: tuple[str, ...] = ()

    def may(self, actor: Actor, record: Any) -> bool:
        return record.status in self.states and is_first(actor, record)


def reviewing(verb: str, label: str, action: Any, **more: Any) -> Act:
    return Act(verb, label, action, Perm.PROPOSAL_REVIEW, **more)


def handling(verb: str, label: str, action: Any, **more: Any) -> Act:
    return Act(verb, label, action, Perm.PROPOSAL_ANSWER, at=lambda row: row.handling_place, **more)


ACTS = (
    reviewing(
        "file",
        "立案",
        proposals.proposal_file,
        icon="rubber-stamp",
        main=True,
        form=FileForm,
        done="已立案，请交办。",
    ),
    reviewing("assign", "交办", proposals.proposal_assign, icon="send", main=True, form=AssignForm, done="已交办。"),
    handling("answer", "答复", proposals.proposal_answer, icon="message-reply", main=True, form=AnswerForm),
    handling(
        "reply",
        "回复意见",
        proposals.proposal_reply,
        icon="message-reply",
        main=True,
        form=AnswerForm,
        when=lambda row, actor: row.handler is not None,
        done="已回复，提案人会收到通知。",
    ),
    OwnAct(
        "judge",
        "反馈满意度",
        proposals.proposal_feedback,
        Perm.PROPOSAL_SUBMIT,
        icon="star",
        main=True,
        form=FeedbackForm,
        states=("answered",),
        done="已反馈。",
    ),
    reviewing("merge", "并案", proposals.proposal_merge, icon="git-merge", form=MergeForm),
    reviewing(
        "return",
        "退回补充",
        proposals.proposal_return,
        icon="arrow-back-up",
        form=ReasonForm,
    ),
    reviewing(
        "pass_on",
        "转作意见",
        proposals.proposal_pass_on,
        icon="share",
        form=PassOnForm,
        consequence="不立案办理，作为意见送所选的组织或部门，由其回复；同时告知提案人。",
        done="已转作意见，收到的组织或部门会收到通知。",
    ),
    reviewing(
        "discuss",
        "提交机构审议",
        proposals.proposal_table,
        icon="users-group",
        form=TableForm,
        when=lambda row, actor: row.status in ("filed", "assigned"),
        done="已作为议题提交。",
    ),
    handling("refer", "退回交办", proposals.proposal_refer, icon="arrow-back-up", form=ReasonForm),
    OwnAct(
        "withdraw",
        "撤回提案",
        proposals.proposal_withdraw,
        Perm.PROPOSAL_SUBMIT,
        icon="trash",
        form=ReasonForm,
        danger=True,
        states=("submitted", "returned"),
        consequence="撤回后不能恢复，提案号不再使用。",
    ),
)
