"""区直部门 and their 派出机构."""

from api.filters import among, of, search, within
from api.rows.fields import One, column
from api.rows.pages import Many, Ordering
from api.rows.records import Record
from api.types.choices import DepartmentKind, DepartmentStatus
from api.types.events import history
from tenants.org.models import Department


class DepartmentType(Record):
    class Meta:
        model = Department
        description = "区直部门，或区直部门设在街道的派出机构。"
        ordering = Ordering(
            "DepartmentOrder",
            {
                "NAME": ("按名称拼音。", ("pinyin", "pk")),
                "NEWEST": ("最近登记的在前。", ("-pk",)),
                "OLDEST": ("最早登记的在前。", ("pk",)),
            },
        )
        filters = {
            "kind": among(DepartmentKind, "kind", "类别"),
            "status": among(DepartmentStatus, "status", "状态"),
            "within": within(),
            "parent": of("Department", "parent_id", "parent", "该部门的派出机构"),
            "search": search("name", "pinyin", "duties"),
        }

    name = column(Department, "name")
    kind = column(Department, "kind", enum=DepartmentKind)
    parent = One("Department", "parent", "主管部门；区直部门本身为空。", follows=True, null=True)
    organization = One("Organization", "organization", "所在组织：区，派出机构为所在街道。", follows=True)
    duties = column(Department, "duties")
    party_organization = column(Department, "party_organization")
    office_phone = column(Department, "office_phone")
    status = column(Department, "status", enum=DepartmentStatus)
    version = column(Department, "version")
    outposts = Many("Department", "派出机构。", by="parent_id")
    posts = Many("Post", "在该部门任职的人员。", by="department_id")
    history = history(Department)
