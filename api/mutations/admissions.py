"""职责下沉准入: apply and decide."""

from typing import Any

import graphene

from api.mutations.assignments import find_organizations
from api.mutations.base import Values, drop_null, find, mutation, verb
from api.mutations.inputs import VERSION, given, id_of, ids_of
from api.scalars import Date, Decimal_
from core.permissions import Actor
from linkage.admissions.actions import applying
from linkage.admissions.models import Admission
from tenants.org.models import Department

_EDITED = ("title", "content", "basis", "powers", "people", "funds", "starts_on", "ends_on", "version")


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "title": given(graphene.String, "事项名称，最多 120 字。", required=required),
        "content": given(graphene.String, "需承担的工作，最多 4000 字。", required=required),
        "basis": given(graphene.String, "依据，最多 1000 字。", required=required),
        "places": ids_of("Organization", "承担的街道、社区的编号，最多 500 个。", required=required),
        "starts_on": given(Date, "开始日期。", required=required),
        "ends_on": given(Date, "截止日期，不早于今天。", required=required),
        "powers": given(graphene.String, "随事项下放的权限，最多 500 字；与人员、经费至少写明一项。", required=False),
        "people": given(graphene.String, "随事项下沉的人员，最多 500 字。", required=False),
        "funds": given(Decimal_, "随事项拨付的经费（元）。", required=False),
    }


def _create(actor: Actor, values: Values) -> Admission:
    values = drop_null(values)
    department = find(actor, Department, values.pop("department"), "Department", "department")
    values["places"] = find_organizations(actor, values["places"], "places")
    return applying.admission_create(actor=actor, department=department, **values)


def _edit(actor: Actor, values: Values) -> Admission:
    values = drop_null(values)
    row = find(actor, Admission, values.pop("id"), "Admission")
    kept: dict[str, Any] = {name: getattr(row, name) for name in _EDITED}
    kept["places"] = (
        find_organizations(actor, values.pop("places"), "places") if "places" in values else list(row.places.all())
    )
    return applying.admission_edit(actor=actor, admission=row, **{**kept, **values})


_ID = {"id": id_of("Admission", "准入申请的全局编号。")}


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "admission", "Admission", description)


MUTATIONS = {
    "admissionCreate": mutation(
        "admissionCreate",
        "起草准入申请。",
        "Admission",
        {"department": id_of("Department", "申请部门的编号。"), **_content(required=True)},
        _create,
    ),
    "admissionEdit": mutation(
        "admissionEdit",
        "修改草稿或待补充的申请；没有给出的内容不变。",
        "Admission",
        {**_ID, **_content(required=False), "version": VERSION},
        _edit,
    ),
    "admissionSubmit": _verb("admissionSubmit", applying.admission_submit, "提交区审定。"),
    "admissionApprove": _verb(
        "admissionApprove", applying.admission_approve, "同意准入，随即向承担的街道、社区下达任务。"
    ),
    "admissionRefuse": _verb("admissionRefuse", applying.admission_refuse, "不予准入。"),
    "admissionReturn": _verb("admissionReturn", applying.admission_return, "要求补充材料。"),
    "admissionWithdraw": _verb("admissionWithdraw", applying.admission_withdraw, "在审定前撤回。"),
}
