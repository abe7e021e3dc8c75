"""What departments, the district and the street do with a response."""

from dataclasses import replace
from typing import Any

from core.permissions import ROOT, Perm
from linkage.whistles.actions.responses import (
    whistleresponse_dispute,
    whistleresponse_finish,
    whistleresponse_rate,
    whistleresponse_release,
    whistleresponse_report,
    whistleresponse_respond,
    whistleresponse_return,
    whistleresponse_uphold,
)
from linkage.whistles.actions.terms import (
    whistleresponse_approve,
    whistleresponse_ask,
    whistleresponse_refuse,
    whistleresponse_retract,
    whistleresponse_supervise,
)
from linkage.whistles.models import WhistleResponse
from web.acts import Act
from web.forms import NoteForm, ReasonForm
from web.supervision.parts import HOLD_TO_ACCOUNT, SendBackForm
from web.supervision.parts import SUPERVISE as SUPERVISE_FORMALLY
from web.whistles.forms import AskForm, DemandsForm, FinishForm, RateForm, ReleaseForm, ReportForm, RespondForm


def district(row: WhistleResponse) -> Any:
    return ROOT


def street(row: WhistleResponse) -> Any:
    return row.whistle.place


RESPOND = Act(
    "respond",
    "应哨报到",
    whistleresponse_respond,
    Perm.WHISTLE_RESPOND,
    icon="hand-stop",
    main=True,
    form=RespondForm,
    done="已应哨，请到场后报告情况。",
)
REPORT = Act(
    "report",
    "报告情况",
    whistleresponse_report,
    Perm.WHISTLE_RESPOND,
    icon="map-pin",
    form=ReportForm,
    done="情况已报告，街道会收到通知。",
)
FINISH = Act(
    "finish",
    "提交结果",
    whistleresponse_finish,
    Perm.WHISTLE_RESPOND,
    icon="clipboard-check",
    main=True,
    form=FinishForm,
    done="结果已提交，等待街道评哨。",
)
DISPUTE = Act(
    "dispute",
    "申请退单",
    whistleresponse_dispute,
    Perm.WHISTLE_RESPOND,
    icon="arrow-back-up",
    form=ReasonForm,
    danger=True,
    consequence="退单由区里裁定：同意的改派其他部门，维持分派的仍由本部门应哨。",
    done="已申请退单，等待区里裁定。",
)
UPHOLD = Act(
    "uphold",
    "维持分派",
    whistleresponse_uphold,
    Perm.WHISTLE_ASSIGN,
    icon="gavel",
    main=True,
    form=ReasonForm,
    at=district,
    consequence="部门应哨的期限重新计算。",
    done="已维持分派，部门会收到通知。",
)
RELEASE = Act(
    "release",
    "同意退单",
    whistleresponse_release,
    Perm.WHISTLE_ASSIGN,
    icon="transfer",
    form=ReleaseForm,
    at=district,
    done="已同意退单。",
)


ASK = Act(
    "ask",
    "申请延期",
    whistleresponse_ask,
    Perm.WHISTLE_RESPOND,
    icon="calendar-plus",
    form=AskForm,
    when=lambda row, actor: not row.is_asking and row.has_time,
    consequence="延期由区里批准，批准之前原期限仍然有效。",
    done="延期申请已提交，等待区里批准。",
)
APPROVE = Act(
    "approve",
    "同意延期",
    whistleresponse_approve,
    Perm.WHISTLE_ASSIGN,
    icon="circle-check",
    main=True,
    form=NoteForm,
    at=district,
    when=lambda row, actor: row.is_asking,
    done="已同意，期限随即改变。",
)
REFUSE = Act(
    "refuse",
    "不同意延期",
    whistleresponse_refuse,
    Perm.WHISTLE_ASSIGN,
    icon="circle-x",
    form=ReasonForm,
    at=district,
    when=lambda row, actor: row.is_asking,
    done="已答复，原期限不变。",
)
RETRACT = Act(
    "retract",
    "撤回延期申请",
    whistleresponse_retract,
    Perm.WHISTLE_RESPOND,
    icon="arrow-back-up",
    when=lambda row, actor: row.is_asking,
    done="已撤回，原期限不变。",
)
SUPERVISE = Act(
    "supervise",
    "督办",
    whistleresponse_supervise,
    Perm.WHISTLE_ASSIGN,
    icon="bell-ringing",
    form=DemandsForm,
    at=district,
    when=lambda row, actor: not row.supervised_today,
    done="已督办，部门和街道会收到通知。",
)
# The step after 督办 on the ladder: a numbered order of the level above the department, then a talk.
ORDER = replace(SUPERVISE_FORMALLY, verb="order", label="拟制督办单", icon="file-alert")
SEND_BACK = Act(
    "return",
    "退回重新办理",
    whistleresponse_return,
    Perm.WHISTLE_BLOW,
    icon="arrow-back-up",
    form=SendBackForm,
    at=street,
    done="已退回部门重新办理。",
)
RATE = Act(
    "rate",
    "评哨",
    whistleresponse_rate,
    Perm.WHISTLE_BLOW,
    icon="star",
    main=True,
    form=RateForm,
    at=street,
    consequence="得分按区里规定的权重计算，提交后不能修改，计入部门排名。",
    done="评哨已提交。",
)

# As they are offered: what the department does first, what is the others' to do after it.
ACTS = (
    RESPOND,
    FINISH,
    REPORT,
    UPHOLD,
    RELEASE,
    APPROVE,
    REFUSE,
    RATE,
    ASK,
    RETRACT,
    SUPERVISE,
    ORDER,
    HOLD_TO_ACCOUNT,
    SEND_BACK,
    DISPUTE,
)
