"""吹哨报到: one mutation for each action."""

from functools import partial
from typing import Any

import graphene

from api.mutations.base import AGAIN, Values, drop_null, find, mutation, on_record, verb
from api.mutations.evidence import EVIDENCE
from api.mutations.inputs import VERSION, given, id_of, ids_of
from api.rows.ids import key_of
from api.scalars import Date, Decimal_
from api.types.choices import Urgency, WhistleResult
from core.errors import InvalidInput, NotFound
from core.permissions import Actor
from linkage.whistles.actions import responses, terms, whistles
from linkage.whistles.actions.whistles import MOST_DEPARTMENTS
from linkage.whistles.models import Whistle
from tenants.org.models import Department, Organization

_WHISTLE = {"id": id_of("Whistle", "吹哨事项的全局编号。")}
_RESPONSE = {"id": id_of("WhistleResponse", "应哨的全局编号。")}
_EDITED = ("title", "content", "urgency", "suggestion", "version")


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "title": given(graphene.String, "事项，最多 120 字；不得含手机号或身份证号。", required=required),
        "content": given(graphene.String, "情况和需要部门解决的问题，最多 4000 字。", required=required),
        "urgency": given(Urgency, "紧急程度；不写为一般。", required=False),
        "suggestion": given(graphene.String, "建议应哨部门，最多 200 字。", required=False),
    }


def _named(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "departments": ids_of("Department", f"应哨部门的编号，最多 {MOST_DEPARTMENTS} 个。", required=required),
        "lead": id_of("Department", "牵头部门的编号，为应哨部门之一；不写为第一个。", required=False),
        "note": given(graphene.String, "要求，最多 500 字。", required=False),
    }


def _departments(actor: Actor, values: Values) -> Values:
    """The departments that an input names, in one statement."""
    if "departments" in values:
        ids = values["departments"]
        if len(ids) > MOST_DEPARTMENTS:
            raise InvalidInput(f"一次最多选择 {MOST_DEPARTMENTS} 个应哨部门。", field="departments")
        keys = [int(key_of(each, "Department", field="departments")) for each in ids]
        rows = Department.objects.visible_to(actor).select_related("organization").in_bulk(keys)
        if set(keys) - set(rows):
            raise NotFound("有的应哨部门没有找到，请核对编号。", field="departments")
        values["departments"] = [rows[key] for key in keys]
    if "lead" in values:
        values["lead"] = find(actor, Department, values["lead"], "Department", "lead")
    return values


def _collect(actor: Actor, values: Values) -> Whistle:
    values = drop_null(values)
    place = find(actor, Organization, values.pop("organization"), "Organization", "organization")
    return whistles.whistle_collect(actor=actor, organization=place, **values)


def _with_departments(action: Any) -> Any:
    def run(actor: Actor, values: Values) -> Whistle:
        values = drop_null(values)
        row = find(actor, Whistle, values.pop("id"), "Whistle")
        done: Whistle = action(actor=actor, whistle=row, **_departments(actor, values))
        return done

    return run


def _step(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "whistle", "Whistle", description)


def _answer(name: str, action: Any, description: str, inputs: dict[str, graphene.InputField]) -> graphene.Field:
    return mutation(
        name, description, "WhistleResponse", {**_RESPONSE, **inputs, "version": VERSION}, _on_response(action)
    )


_on_response = partial(on_record, subject="response", result="WhistleResponse", found={"to": Department})
_REASON = {"reason": given(graphene.String, "原因或意见，最多 500 字。")}
_MARK = "0—100，最多两位小数。"

MUTATIONS = {
    "whistleCollect": mutation(
        "whistleCollect",
        "提请吹哨，由所在街道审核。",
        "Whistle",
        {"organization": id_of("Organization", "事项所在的社区或街道的编号。"), **_content(required=True)},
        _collect,
    ),
    "whistleEdit": mutation(
        "whistleEdit",
        "修改尚未吹哨的事项；没有给出的内容不变。",
        "Whistle",
        {**_WHISTLE, **_content(required=False), "version": VERSION},
        on_record(whistles.whistle_edit, "whistle", "Whistle", kept=_EDITED),
    ),
    "whistleReview": _step("whistleReview", whistles.whistle_review, "街道审核通过。"),
    "whistleDecline": _step("whistleDecline", whistles.whistle_decline, "不予吹哨，并说明原因。"),
    "whistleWithdraw": _step("whistleWithdraw", whistles.whistle_withdraw, "撤回；已通知的部门不再办理。"),
    "whistleBlow": mutation(
        "whistleBlow",
        "吹哨；本区由街道点名的，须写明应哨部门，由区里分派的不写。",
        "Whistle",
        {**_WHISTLE, **_named(required=False), "version": VERSION},
        _with_departments(whistles.whistle_blow),
    ),
    "whistleAssign": mutation(
        "whistleAssign",
        "区里分派应哨部门，部门随即收到通知。",
        "Whistle",
        {
            **_WHISTLE,
            **_named(required=True),
            "due_on": given(Date, "办结期限，不早于今天；不写按紧急程度的工作日。", required=False),
            "version": VERSION,
        },
        _with_departments(whistles.whistle_assign),
    ),
    "whistleReturn": _step("whistleReturn", whistles.whistle_return, "区里退回街道自行办理。"),
    "whistleAdd": mutation(
        "whistleAdd",
        "增派一个应哨部门。",
        "Whistle",
        {
            **_WHISTLE,
            "department": id_of("Department", "增派部门的编号。"),
            "note": given(graphene.String, "增派说明，最多 500 字。", required=False),
            "version": VERSION,
        },
        on_record(whistles.whistle_add, "whistle", "Whistle", {"department": Department}),
    ),
    "whistleresponseRespond": _answer(
        "whistleresponseRespond",
        responses.whistleresponse_respond,
        "部门应哨报到。",
        {"plan": given(graphene.String, "应哨安排，最多 500 字。", required=False)},
    ),
    "whistleresponseDispute": _answer(
        "whistleresponseDispute", responses.whistleresponse_dispute, "部门在应哨前申请退单，由区里裁定。", _REASON
    ),
    "whistleresponseUphold": _answer(
        "whistleresponseUphold", responses.whistleresponse_uphold, "区里维持分派，应哨期限重新计算。", _REASON
    ),
    "whistleresponseRelease": _answer(
        "whistleresponseRelease",
        responses.whistleresponse_release,
        "区里同意退单，可同时改派；牵头部门退单必须改派。",
        {**_REASON, "to": id_of("Department", "改派部门的编号。", required=False)},
    ),
    "whistleresponseReport": _answer(
        "whistleresponseReport",
        responses.whistleresponse_report,
        "部门报告到场和办理情况。",
        {
            "text": given(graphene.String, "情况，最多 2000 字。"),
            "progress": given(graphene.Int, "进度，0—100。"),
            "evidence": EVIDENCE,
        },
    ),
    "whistleresponseFinish": _answer(
        "whistleresponseFinish",
        responses.whistleresponse_finish,
        "部门提交办理结果，至少有一份佐证。",
        {
            "measures": given(graphene.String, "采取的措施，最多 2000 字。"),
            "result": given(WhistleResult, "办理结果。"),
            "evidence": EVIDENCE,
        },
    ),
    "whistleresponseAsk": _answer(
        "whistleresponseAsk",
        terms.whistleresponse_ask,
        "部门在期限之前申请延期，由区里批准：应哨之前延长应哨的工作小时，应哨之后延长办结的日期。",
        {
            "due_on": given(Date, "应哨之后：申请延至的日期，晚于现在的期限。", required=False),
            "hours": given(graphene.Int, "应哨之前：在应哨期限之后再加几个工作小时，1—80。", required=False),
            **_REASON,
        },
    ),
    "whistleresponseApprove": _answer(
        "whistleresponseApprove",
        terms.whistleresponse_approve,
        "区里同意延期，部门的应哨或办结期限随即改变。",
        {"note": given(graphene.String, "批复意见，最多 500 字。", required=False)},
    ),
    "whistleresponseRefuse": _answer(
        "whistleresponseRefuse", terms.whistleresponse_refuse, "区里不同意延期，原期限不变。", _REASON
    ),
    "whistleresponseRetract": _answer(
        "whistleresponseRetract", terms.whistleresponse_retract, "区里批复之前，部门撤回延期申请。", {}
    ),
    "whistleresponseSupervise": _answer(
        "whistleresponseSupervise",
        terms.whistleresponse_supervise,
        "区里督办还没有办理完毕的应哨部门。",
        {"demands": given(graphene.String, "督办要求，最多 500 字；不写用通常的要求。", required=False)},
    ),
    "whistleresponseReturn": _answer(
        "whistleresponseReturn", responses.whistleresponse_return, "街道退回部门重新办理。", {**_REASON, **AGAIN}
    ),
    "whistleresponseRate": _answer(
        "whistleresponseRate",
        responses.whistleresponse_rate,
        "街道评哨；得分按区级设置的权重计算，提交后不能修改。",
        {
            "response_score": given(Decimal_, f"响应评分，{_MARK}"),
            "solution_score": given(Decimal_, f"解决评分，{_MARK}"),
            "satisfaction_score": given(Decimal_, f"满意评分，{_MARK}"),
            "comment": given(graphene.String, "评哨意见，最多 500 字；有一项低于 60 分时必填。", required=False),
        },
    ),
}
