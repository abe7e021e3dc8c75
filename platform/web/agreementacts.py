"""What the parties do to an agreement: the buttons and their forms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from core.periods import today
from core.permissions import Actor, Perm, Place
from linkage.actions.agreements import (
    agreement_comment,
    agreement_discard,
    agreement_propose,
    agreement_register,
    agreement_revise,
    agreement_sign,
    agreement_terminate,
)
from linkage.actions.evaluations import agreement_assess, agreement_evaluate, agreement_lapse
from linkage.actions.renewals import agreement_renew, agreement_supplement
from linkage.actions.scans import agreement_scan
from linkage.models import Agreement, AgreementRules
from web.acts import Act
from web.forms import DayField, FilesField, PageForm, ReasonField, ReasonForm, StarsField


class SignForm(PageForm):
    """Signing is for good: the person says that the text was read, and for whom it is signed."""

    party = forms.ChoiceField(label="代表哪一方签署", required=False)
    read = forms.BooleanField(label="我已核对协议全文和承诺事项，同意签署")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["read"].error_messages["required"] = "请先核对协议全文，再勾选同意。"


class RegisterForm(PageForm):
    """What the paper says about its signing."""

    signed_on = DayField(label="签署日期", help_text="纸质文本上的日期。")
    note = ReasonField(
        label="签署情况", help_text="由谁签署，原件存放在哪里，例如：双方负责人签字盖章，原件存街道党建办。"
    )


@dataclass(frozen=True)
class PartiesAct(Act):
    """Offered to whoever holds the permission at one of several places: the parties, or those who drafted."""

    places: Callable[[Any], Iterable[Place]] = lambda agreement: [party.place for party in agreement.parties.all()]

    def may(self, actor: Actor, record: Any) -> bool:
        table = record.TRANSITIONS.table
        if any(verb == self.verb for _, verb in table) and (record.status, self.verb) not in table:
            return False
        if self.when is not None and not self.when(record, actor):
            return False
        return any(actor.can(self.permission, place) for place in self.places(record))


def drafters(agreement: Agreement) -> list[Place]:
    """The leading organization and the unit that drafted it."""
    return [agreement.place, *([agreement.drafted_by.place] if agreement.drafted_by else [])]


def unsigned(agreement: Agreement) -> list[Place]:
    return [party.place for party in agreement.parties.all() if party.signed_at is None]


def enders(agreement: Agreement) -> list[Place]:
    return [agreement.place, *(party.place for party in agreement.parties.all())]


PROPOSE = PartiesAct(
    "propose",
    "提交协商签署",
    agreement_propose,
    Perm.AGREEMENT_EDIT,
    main=True,
    icon="send",
    places=drafters,
    consequence="提交后协议文本不能再改，各方会收到签署通知；任何一方可以退回修改。",
    done="已提交各方协商签署。",
)
REGISTER = Act(
    "register",
    "补录纸质签署",
    agreement_register,
    Perm.AGREEMENT_REGISTER,
    icon="writing-sign",
    form=RegisterForm,
    consequence="补录后协议立即生效，文本从此不能更改，各方会收到通知。还没有签署的协议，请提交协商签署。",
    done="已补录，协议生效。",
)
SIGN = PartiesAct(
    "sign",
    "签署",
    agreement_sign,
    Perm.AGREEMENT_SIGN,
    main=True,
    icon="signature",
    form=SignForm,
    places=unsigned,
    consequence="签署即确认当前文本。各方签署完毕后协议生效，文本从此不能更改。",
    done="已签署。",
)
REVISE = PartiesAct(
    "revise",
    "退回修改",
    agreement_revise,
    Perm.AGREEMENT_EDIT,
    icon="arrow-back-up",
    form=ReasonForm,
    consequence="退回后，各方已作的签署一并作废。",
)
DISCARD = PartiesAct(
    "discard",
    "作废草案",
    agreement_discard,
    Perm.AGREEMENT_EDIT,
    icon="trash",
    form=ReasonForm,
    danger=True,
    places=drafters,
    consequence="作废后不能恢复。",
)
TERMINATE = PartiesAct(
    "terminate",
    "终止协议",
    agreement_terminate,
    Perm.AGREEMENT_END,
    icon="ban",
    form=ReasonForm,
    danger=True,
    places=enders,
    when=lambda agreement, actor: not agreement.is_supplement,
    consequence="终止后，承诺事项不再计算进度，也不能恢复履行；补充协议一并终止。",
)


class CommentForm(PageForm):
    """What a party wants the others to read."""

    text = forms.CharField(label="意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    party = forms.ChoiceField(label="代表哪一方", required=False)


class EvaluateForm(PageForm):
    """A mark, words, and what should follow."""

    party = forms.ChoiceField(label="代表哪一方", required=False)
    score = StarsField(label="履行情况评分")
    words = forms.CharField(
        label="评语",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="评 1—2 分时请写明原因。",
    )
    opinion = forms.ChoiceField(
        label="建议结论", required=False, choices=[("", "暂不建议"), *Agreement.Conclusion.choices]
    )


class ScanForm(PageForm):
    """The sealed paper."""

    papers = FilesField(
        label="盖章扫描件", accept="image/*,.pdf", help_text="PDF 或 JPG、PNG、WebP 图片；只有协议各方可以查看。"
    )


def unjudged(agreement: Any, actor: Actor) -> bool:
    """Whether a side of the actor has still to evaluate at this stage; at mid-term only from the day agreed upon."""
    final = agreement.status == Agreement.Status.EVALUATING
    if agreement.is_supplement or not (final or (agreement.review_at and agreement.review_at <= today())):
        return False
    stage = "final" if final else "midterm"
    judged = {one["party"] for one in agreement.said if one["stage"] == stage}
    return any(
        party.pk not in judged and actor.can(Perm.CLAIM_EVALUATE, party.place) for party in agreement.parties.all()
    )


def concluding(agreement: Any, actor: Actor) -> bool:
    """Whether both sides have spoken and no renewal is under way."""
    units = {party.pk for party in agreement.parties.all() if party.unit_id}
    judged = {one["party"] in units for one in agreement.said if one["stage"] == "final"}
    followers = [one for one in agreement.follow if one["kind"] == Agreement.Kind.RENEWAL]
    alive = any(one["status"] not in ("terminated", "expired") for one in followers)
    expired = agreement.status == Agreement.Status.EXPIRED
    return not agreement.is_supplement and not alive and (expired or judged == {True, False})


def supplementable(agreement: Any, actor: Actor) -> bool:
    """Whether it runs and no other supplement is under way."""
    pending = any(
        one["kind"] == Agreement.Kind.SUPPLEMENT
        and not one["applied"]
        and one["status"] not in ("terminated", "expired")
        for one in agreement.follow
    )
    return agreement.status in Agreement.RUNNING and not agreement.is_supplement and not pending


COMMENT = PartiesAct(
    "comment",
    "提出意见",
    agreement_comment,
    Perm.AGREEMENT_EDIT,
    icon="message",
    form=CommentForm,
    when=lambda agreement, actor: agreement.status in Agreement.OPEN and agreement.proposed_at is not None,
    done="意见已提出，各方会收到通知。",
)
SUPPLEMENT = PartiesAct(
    "supplement",
    "起草补充协议",
    agreement_supplement,
    Perm.AGREEMENT_EDIT,
    icon="file-plus",
    when=supplementable,
    consequence="带入现行的各方、期限和承诺事项，修改后由原协议各方签署；自执行日期起按补充协议履行。",
    done="补充协议草案已起草，请修改需要变更的内容。",
)
ASSESS = PartiesAct(
    "assess",
    "开始期满评估",
    agreement_assess,
    Perm.CLAIM_EVALUATE,
    icon="clipboard-check",
    when=lambda agreement, actor: (
        not agreement.is_supplement and (agreement.active_to - today()).days <= AgreementRules.current().evaluation_days
    ),
    done="已开始期满评估，请各方评价。",
)
EVALUATE = PartiesAct(
    "evaluate",
    "评价履行情况",
    agreement_evaluate,
    Perm.CLAIM_EVALUATE,
    main=True,
    icon="star",
    form=EvaluateForm,
    when=unjudged,
    done="评价已提交。",
)
RENEW = PartiesAct(
    "renew",
    "续签",
    agreement_renew,
    Perm.AGREEMENT_EDIT,
    main=True,
    icon="refresh",
    when=concluding,
    consequence="按现行内容起草一份期限相同的续签协议，不必重新填写；核对后提交各方签署。",
    done="续签协议草案已起草，请核对后提交各方签署。",
)
LAPSE = PartiesAct(
    "lapse",
    "到期不续",
    agreement_lapse,
    Perm.AGREEMENT_EDIT,
    icon="clock-off",
    form=ReasonForm,
    when=concluding,
    consequence="协议履行到期满为止，不再续签。",
    done="已记录结论：到期不续。",
)
SCAN = PartiesAct(
    "scan",
    "上传盖章扫描件",
    agreement_scan,
    Perm.AGREEMENT_SIGN,
    icon="file-upload",
    form=ScanForm,
    when=lambda agreement, actor: agreement.signed_at is not None,
    done="扫描件已保存，协议各方可以查看。",
)
ACTS = (
    PROPOSE, REGISTER, SIGN, EVALUATE, RENEW, REVISE, COMMENT, SUPPLEMENT, ASSESS, LAPSE, SCAN, DISCARD, TERMINATE
)  # fmt: skip
