"""数据调度: draft, issue, urge, extend, close, publish, withdraw; keep, hand in, approve, return."""

from typing import Any

import graphene

from api.enums import plain
from api.mutations.assignments import find_organizations
from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.evidence import attached, attached_input
from api.mutations.inputs import VERSION, given, id_of, ids_of
from api.rows.ids import key_of
from api.scalars import Date, Decimal_
from api.types.datacalls import DataFieldKind
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.datacalls.actions import answering, calling, publishing
from linkage.datacalls.models import DataAnswer, DataCall
from tenants.org.models import Organization


class DataFieldInput(graphene.InputObjectType):
    class Meta:
        description = "设计的一个填报项。"

    label = given(graphene.String, "名称，最多 60 字，同一调度中不重复。")
    kind = given(DataFieldKind, "类型。")
    required = given(graphene.Boolean, "是否必填；不写为是。", required=False)
    measure = given(graphene.String, "计量单位，只用于数字。", required=False)
    minimum = given(Decimal_, "最小值，只用于数字。", required=False)
    maximum = given(Decimal_, "最大值，只用于数字。", required=False)
    choices = given(graphene.List(graphene.NonNull(graphene.String)), "选项，只用于单选和多选。", required=False)
    help = given(graphene.String, "填写提示，最多 200 字。", required=False)


class DataValueInput(graphene.InputObjectType):
    class Meta:
        description = "对一个填报项的回答。"

    field = id_of("DataField", "填报项的全局编号。")
    # Not “value”: that is what the members of enumerations have.
    text = given(graphene.String, "值；写法同 DataValue.text，空文本表示清除。")


def _drafted(actor: Actor, values: Values) -> None:
    if "fields" in values:
        if len(values["fields"]) > calling.MOST_FIELDS:
            raise InvalidInput(f"一次最多 {calling.MOST_FIELDS} 个填报项，请减少。", field="fields")
        values["fields"] = [
            calling.FieldDraft(**{name: plain(value) for name, value in drop_null(each).items()})
            for each in values["fields"]
        ]
    if "places" in values:
        values["places"] = find_organizations(actor, values["places"], "places")
    attached(values, "files")


def _create(actor: Actor, values: Values) -> DataCall:
    values = drop_null(values)
    _drafted(actor, values)
    values["organization"] = find(actor, Organization, values["organization"], "Organization", "organization")
    return calling.datacall_create(actor=actor, **values)


def _edit(actor: Actor, values: Values) -> DataCall:
    values = drop_null(values)
    call = find(actor, DataCall, values.pop("id"), "DataCall")
    _drafted(actor, values)
    kept: dict[str, Any] = {name: getattr(call, name) for name in ("title", "note", "due_on")}
    if "fields" not in values:
        kept["fields"] = [calling.draft_of(field) for field in call.fields.all()]
    if "places" not in values:
        kept["places"] = [row.organization for row in call.answers.select_related("organization")]
    return calling.datacall_edit(actor=actor, call=call, **{**kept, **values})


def _answering(action: Any) -> Any:
    def run(actor: Actor, values: Values) -> DataAnswer:
        values = drop_null(values)
        given_ = values.pop("values")
        if len(given_) > calling.MOST_FIELDS:
            raise InvalidInput(f"一次最多 {calling.MOST_FIELDS} 个填报项，请减少。", field="values")
        texts = {int(key_of(each["field"], "DataField", field="values")): each["text"] for each in given_}
        if len(texts) < len(given_):
            raise InvalidInput("同一个填报项写了两次，请去掉重复的。", field="values")
        answer = find(actor, DataAnswer, values.pop("id"), "DataAnswer")
        found: DataAnswer = action(actor=actor, answer=answer, values=texts, **values)
        return found

    return run


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    fields = graphene.List(graphene.NonNull(DataFieldInput))
    return {
        "title": given(graphene.String, "标题，最多 120 字。", required=required),
        "due_on": given(Date, "上报期限。", required=required),
        "fields": given(fields, "填报项，按顺序，最多 40 个。", required=required),
        "places": ids_of("Organization", "填报的下级组织。", required=required),
        "note": given(graphene.String, "填报说明，最多 2000 字。", required=False),
        "files": attached_input("附件，合计最多 20 份。"),
    }


_VALUES = {
    "id": id_of("DataAnswer", "填报的全局编号。"),
    "values": given(graphene.List(graphene.NonNull(DataValueInput)), "逐项的值；没有写明的填报项不变。"),
    "version": VERSION,
}


def _call(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "call", "DataCall", description)


def _answer(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "answer", "DataAnswer", description)


MUTATIONS = {
    "datacallCreate": mutation(
        "datacallCreate",
        "起草数据调度。",
        "DataCall",
        {"organization": id_of("Organization", "布置组织：区或街道。"), **_content(required=True)},
        _create,
    ),
    "datacallEdit": mutation(
        "datacallEdit",
        "修改草稿；没有给出的内容不变，给出的填报项和组织整体替换，附件只增加。",
        "DataCall",
        {"id": id_of("DataCall", "数据调度的全局编号。"), **_content(required=False), "version": VERSION},
        _edit,
    ),
    "datacallIssue": _call("datacallIssue", calling.datacall_issue, "下发：通知填报组织，填报项不能再改。"),
    "datacallUrge": _call("datacallUrge", calling.datacall_urge, "催报：再次通知未上报的，每天最多一次。"),
    "datacallExtend": mutation(
        "datacallExtend",
        "延长上报期限：通知还没有审核通过的组织，是否逾期按新的期限计算。",
        "DataCall",
        {
            "id": id_of("DataCall", "数据调度的全局编号。"),
            "due_on": given(Date, "新的上报期限，晚于现在的。"),
            "reason": given(graphene.String, "延期原因，最多 500 字。"),
            "version": VERSION,
        },
        on_record(calling.datacall_extend, "call", "DataCall"),
    ),
    "datacallClose": _call("datacallClose", calling.datacall_close, "办结：不能再上报和审核。"),
    "datacallPublish": _call(
        "datacallPublish", publishing.datacall_publish, "公布汇总结果：办结后全部填报组织可见，不能收回。"
    ),
    "datacallWithdraw": _call("datacallWithdraw", calling.datacall_withdraw, "撤回。"),
    "dataanswerSave": mutation(
        "dataanswerSave", "暂存填报，必填项可以缺。", "DataAnswer", _VALUES, _answering(answering.dataanswer_save)
    ),
    "dataanswerSubmit": mutation(
        "dataanswerSubmit", "上报：必填项须齐全。", "DataAnswer", _VALUES, _answering(answering.dataanswer_submit)
    ),
    "dataanswerApprove": _answer("dataanswerApprove", answering.dataanswer_approve, "审核通过。"),
    "dataanswerReturn": _answer("dataanswerReturn", answering.dataanswer_return, "退回重报。"),
}
