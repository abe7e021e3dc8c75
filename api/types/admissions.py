"""职责下沉准入."""

import graphene
from django.db.models import Q

from api.filters import among, of, on_or_after, on_or_before, search
from api.rows.fields import Named, One, column
from api.rows.ids import key_of
from api.rows.pages import Filter, Ordering
from api.rows.records import Record
from api.types.choices import AdmissionStatus
from api.types.events import history
from linkage.admissions.models import Admission


def _for_place(value: str) -> Q:
    chosen = Admission.places.through.objects.filter(organization_id=key_of(value, "Organization", field="place"))
    return Q(pk__in=chosen.values("admission_id"))


class AdmissionType(Record):
    class Meta:
        model = Admission
        description = "职责下沉准入申请：部门申请把一项工作交给街道、社区承担，以及随之下放的权限、人员和经费。"
        ordering = Ordering(
            "AdmissionOrder",
            {
                "NEWEST": ("最近起草的在前。", ("-pk",)),
                "OLDEST": ("最早起草的在前。", ("pk",)),
                "ENDING": ("先截止的在前。", ("ends_on", "pk")),
            },
        )
        filters = {
            "status": among(AdmissionStatus, "status", "状态"),
            "department": of("Department", "department_id", "department", "该部门申请"),
            "place": Filter(graphene.ID, "只看需要该组织承担的申请。", _for_place),
            "number": Filter(graphene.String, "按编号。", lambda v: Q(number=v)),
            "ends_from": on_or_after("ends_on", "截止日期"),
            "ends_until": on_or_before("ends_on", "截止日期"),
            "search": search("title", "content", "basis", "number"),
        }

    number = column(Admission, "number")
    department = One("Department", "department", "申请部门。", follows=True)
    title = column(Admission, "title")
    content = column(Admission, "content")
    basis = column(Admission, "basis")
    starts_on = column(Admission, "starts_on")
    ends_on = column(Admission, "ends_on")
    powers = column(Admission, "powers")
    people = column(Admission, "people")
    funds = column(Admission, "funds")
    status = column(Admission, "status", enum=AdmissionStatus)
    status_label = Named("状态的中文名称。", "status", dict(Admission.Status.choices))
    decision = column(Admission, "decision")
    decided_by = column(Admission, "decided_by")
    decided_at = column(Admission, "decided_at")
    submitted_at = column(Admission, "submitted_at")
    created_at = column(Admission, "created_at")
    assignment = One("Assignment", "assignment", "同意后下达的任务；尚未同意或不在您查看范围内时为空。")
    version = column(Admission, "version")
    history = history(Admission)
