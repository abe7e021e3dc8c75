"""Organizations, resident units, posts."""

from collections.abc import Sequence
from typing import Any

import graphene
from django.db.models import Q
from django.db.models.functions import Left, Length

from api.compiled.text import Sql
from api.filters import among, of, search, within
from api.rows.fields import One, column, computed
from api.rows.pages import Filter, Many, Ordering
from api.rows.plans import Row
from api.rows.records import Record
from api.types.choices import (
    OrganizationLevel,
    PostKind,
    PostRole,
    UnitAffiliation,
    UnitKind,
    UnitStatus,
)
from api.types.counts import Counted, Overdue
from api.types.events import history
from core.periods import today
from core.permissions import PATH_STEP
from linkage.assignments.models import Assignment
from linkage.models import Agreement
from linkage.problems.models import Rectification
from resources.models import Claim, Need, Resource
from tenants.org.models import Organization, Post, ResidentUnit


class Parent(One):
    """The organization one level up."""

    match = "path"

    def __init__(self) -> None:
        super().__init__("Organization", "", "上级组织；区一级没有上级。")

    def of(self) -> Sequence[str]:
        return ["path"]

    def key(self, row: Row) -> Any:
        return row["path"][:-PATH_STEP] or None

    def key_sql(self, value: Sql) -> Sql:
        return Sql(f"left({value}, -{PATH_STEP})")


class OrganizationType(Record):
    class Meta:
        model = Organization
        description = "组织：区、街道、片区、社区、网格构成的树。"
        ordering = Ordering(
            "OrganizationOrder",
            {
                "TREE": ("按树的先后。", ("path",)),
                "NAME": ("按名称拼音。", ("pinyin", "pk")),
                "CODE": ("按代码。", ("code",)),
            },
        )
        filters = {
            "level": among(OrganizationLevel, "level", "层级"),
            "within": within("path"),
            "code": Filter(graphene.String, "按区划代码。", lambda v: Q(code=v)),
            "in_use": Filter(graphene.Boolean, "只看在用（或已撤销）的。", lambda v: Q(retired_on__isnull=v)),
            "search": search("name", "pinyin"),
        }

    code = column(Organization, "code")
    name = column(Organization, "name")
    level = column(Organization, "level", enum=OrganizationLevel)
    retired_on = column(Organization, "retired_on")
    version = column(Organization, "version")
    depth = computed(graphene.NonNull(graphene.Int), "在树中的层数，区为 1。", ["depth"], lambda row: row["depth"], str)
    parent = Parent()
    children = Many("Organization", "直接下级。", by=Left("path", Length("path") - PATH_STEP), at="path")
    units = Many("ResidentUnit", "直接位于本组织的驻区单位；含下级请用 units(within)。", by="organization_id")
    agreements = Many("Agreement", "本组织牵头的共建协议。", by="organization_id")
    needs = Many("Need", "本组织发布的需求。", by="organization_id", only=Q(unit=None))
    resources = Many("Resource", "本组织发布的资源。", by="organization_id", only=Q(unit=None))
    claims = Many("Claim", "本组织提出的认领。", by="organization_id", only=Q(unit=None))
    posts = Many("Post", "在本组织任职的人员。", by="organization_id")
    agreement_counts = Counted(Agreement, "共建协议")
    need_counts = Counted(Need, "需求")
    resource_counts = Counted(Resource, "资源")
    claim_counts = Counted(Claim, "认领")
    overdue_tasks = Overdue(Assignment, "任务")
    overdue_rectifications = Overdue(Rectification, "整改")
    history = history(Organization)


class ResidentUnitType(Record):
    class Meta:
        model = ResidentUnit
        description = "驻区单位：位于某个组织辖区内，不隶属于它；一切合作以协议为据。"
        ordering = Ordering(
            "ResidentUnitOrder",
            {
                "NEWEST": ("最近登记的在前。", ("-pk",)),
                "OLDEST": ("最早登记的在前。", ("pk",)),
                "NAME": ("按名称拼音。", ("pinyin", "pk")),
                "PARTY_MEMBERS": ("党员多的在前。", ("-party_members", "-pk")),
            },
        )
        filters = {
            "kind": among(UnitKind, "kind", "单位类型"),
            "affiliation": among(UnitAffiliation, "affiliation", "隶属"),
            "status": among(UnitStatus, "status", "状态"),
            "within": within(),
            "credit_code": Filter(graphene.String, "按统一社会信用代码。", lambda v: Q(credit_code=v)),
            "search": search("name", "pinyin", "address"),
        }

    name = column(ResidentUnit, "name")
    kind = column(ResidentUnit, "kind", enum=UnitKind)
    affiliation = column(ResidentUnit, "affiliation", enum=UnitAffiliation)
    rank = column(ResidentUnit, "rank")
    organization = One("Organization", "organization", "所在组织。", follows=True)
    party_organization = column(ResidentUnit, "party_organization")
    party_members = column(ResidentUnit, "party_members")
    address = column(ResidentUnit, "address")
    credit_code = column(ResidentUnit, "credit_code")
    status = column(ResidentUnit, "status", enum=UnitStatus)
    merged_into = One("ResidentUnit", "merged_into", "已并入的单位；没有合并的为空。")
    version = column(ResidentUnit, "version")
    agreements = Many("Agreement", "该单位参加的共建协议。", by="parties__unit_id")
    needs = Many("Need", "该单位发布的需求。", by="unit_id")
    resources = Many("Resource", "该单位发布的资源。", by="unit_id")
    claims = Many("Claim", "该单位提出的认领。", by="unit_id")
    posts = Many("Post", "在该单位任职的人员。", by="unit_id")
    sent_posts = Many("Post", "由该单位派出、在别处任职的人员。", by="home_unit_id")
    history = history(ResidentUnit)


def _held_within() -> Filter:
    """Posts at places of a subtree, and at the units and departments in it."""
    rules = [
        within(f"{seat}path").rule for seat in ("organization__", "unit__organization__", "department__organization__")
    ]
    return Filter(
        graphene.ID,
        "只看这个组织及其下级，以及其中的单位、部门的职务。",
        lambda v: rules[0](v) | rules[1](v) | rules[2](v),
    )


class PostType(Record):
    class Meta:
        model = Post
        description = "职务：一个人在某组织或单位的角色及任期。"
        ordering = Ordering(
            "PostOrder",
            {
                "NEWEST": ("最近任职的在前。", ("-starts_on", "-pk")),
                "OLDEST": ("最早任职的在前。", ("starts_on", "pk")),
            },
        )
        filters = {
            "role": among(PostRole, "role", "角色"),
            "kind": among(PostKind, "kind", "任职方式"),
            "within": _held_within(),
            "unit": of("ResidentUnit", "unit_id", "unit", "该单位"),
            "department": of("Department", "department_id", "department", "该部门"),
            "home_unit": of("ResidentUnit", "home_unit_id", "home_unit", "由该单位派出"),
            "home_organization": of("Organization", "home_organization_id", "home_organization", "由该组织派出"),
            "home_department": of("Department", "home_department_id", "home_department", "由该部门派出"),
            "current": Filter(graphene.Boolean, "只看现任（或非现任）。", lambda v: _current() if v else ~_current()),
        }

    person = computed(graphene.NonNull(graphene.String), "姓名。", ["user__name"], lambda row: row["user__name"], str)
    user = One("User", "user", "任职的账号；不在您查看范围内时为空。")
    role = column(Post, "role", enum=PostRole)
    kind = column(Post, "kind", enum=PostKind)
    title = column(Post, "title")
    organization = One("Organization", "organization", "任职组织；在单位或部门任职时为空。", follows=True, null=True)
    unit = One("ResidentUnit", "unit", "任职单位；在组织任职时为空。")
    department = One("Department", "department", "任职部门；在组织或单位任职时为空。")
    home_unit = One("ResidentUnit", "home_unit", "派出单位（兼职委员、交叉任职、挂职）；由组织或部门派出时为空。")
    home_organization = One("Organization", "home_organization", "派出组织；由单位或部门派出时为空。")
    home_department = One("Department", "home_department", "派出部门；由单位或组织派出时为空。")
    starts_on = column(Post, "starts_on")
    ends_on = column(Post, "ends_on")
    version = column(Post, "version")


def _current() -> Q:
    day = today()
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))
