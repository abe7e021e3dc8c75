"""Posts from a spreadsheet: appointments, and the day on which they end."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.errors import InvalidInput
from core.permissions import Perm
from tenants.accounts.models import User
from tenants.org.actions.posts import post_appoint, post_end
from tenants.org.models import Department, Organization, Post, ResidentUnit, Seat
from tenants.org.roles import DEPARTMENT_ROLES, UNIT_ROLES, Role
from web.importplaces import Places
from web.imports import ImportPage, choice, day, words
from web.importtemplate import Field
from web.sheets import Row

ROLES = {role.label: role for role in Role if role is not Role.CLIENT}


class Units:
    """Finds a unit by its name, or by its community and name together where several are called alike."""

    def __init__(self, units: Any) -> None:
        self.found: dict[str, set[ResidentUnit]] = {}
        for unit in units:
            for key in (unit.name, f"{unit.organization.name}/{unit.name}"):
                self.found.setdefault(key, set()).add(unit)

    def get(self, text: str, field: str, label: str) -> ResidentUnit:
        units = self.found.get(text, set())
        if len(units) > 1:
            raise InvalidInput(f"“{text}”有 {len(units)} 家同名的，请写成“社区/单位”。", field=field)
        if not units:
            raise InvalidInput(f"{label}“{text}”不存在，或不在您的管理范围内。", field=field)
        return next(iter(units))


class PostImport(ImportPage):
    """A line is an appointment of an account; one that is held already may be given the day on which it ends."""

    permission = Perm.POST_EDIT
    title, list_name, list_title, measure = "导入任职", "posts", "任职", "项"
    lead = (
        "同一账号在同一处的同一角色视为已有任职："
        "选择“更新”时按表格的离任日期办理离任，其余内容不变。账号须先在“人员”页建立。"
    )
    fields = (
        Field("user", "账号", required=True, example="sun.xiaozhang", help="登录用的账号名。"),
        Field("role", "角色", required=True, example=Role.COMMITTEE_MEMBER.label, help="从下拉框选择。"),
        Field(
            "at",
            "任职组织、单位或部门",
            required=True,
            example="江宁路街道/新安居委会",
            help="组织写名称、“街道/社区”或 12 位代码；单位角色写单位名称，同名的写“社区/单位”；部门角色写部门名称；"
            "兼职委员在组织或单位任职都可以。",
        ),
        Field("title", "职务名称", example="党委委员", help="最多 60 个字。"),
        Field("kind", "任职方式", example="兼职委员", help="从下拉框选择，不填为专任。"),
        Field(
            "home_unit",
            "派出单位",
            example="江宁中学",
            help="兼职委员、交叉任职、挂职要填：派出的单位、街道、社区或部门的名称。",
        ),
        Field("starts_on", "任职日期", required=True, example="2026-01-01", help="写成 2026-01-01。"),
        Field("ends_on", "离任日期", example="2028-12-31", help="任期届满或离任的日期，不填为长期。"),
    )

    def prepare(self) -> None:
        actor = self.actor
        self.places = Places(Organization.objects.visible_to(actor).filter(retired_on=None))
        active = ResidentUnit.objects.visible_to(actor).filter(status=ResidentUnit.Status.ACTIVE)
        self.units = Units(active.select_related("organization"))
        self.departments = {row.name: row for row in Department.objects.visible_to(actor)}
        self.users = {user.username: user for user in User.objects.visible_to(actor).filter(is_service=False)}
        held = Post.objects.visible_to(actor).select_related("user", "organization", "unit", "department")
        self.held = {self._key(post.user, post.role, post.at): post for post in held.order_by("starts_on")}

    def offers(self) -> dict[str, Sequence[str]]:
        return {"role": list(ROLES), "kind": words(Post.Kind)}

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        user = self.users.get(texts["user"])
        if user is None:
            raise InvalidInput(f"没有账号“{texts['user']}”，请先在“人员”页建立账号。", field="user")
        if (role := ROLES.get(texts["role"])) is None:
            raise InvalidInput(f"角色“{texts['role']}”不在可选范围：{'、'.join(ROLES)}。", field="role")
        return {
            "user": user,
            "role": role,
            "at": self._at(role, texts["at"]),
            "title": texts["title"],
            "kind": choice(texts["kind"] or Post.Kind.REGULAR, Post.Kind, "kind", "任职方式"),
            **self._home(texts["home_unit"]),
            "starts_on": day(texts["starts_on"], "starts_on", "任职日期"),
            "ends_on": day(texts["ends_on"], "ends_on", "离任日期") if texts["ends_on"] else None,
        }

    def _at(self, role: Role, text: str) -> Seat:
        if role in UNIT_ROLES or (role is Role.COMMITTEE_MEMBER and text in self.units.found):
            return self.units.get(text, "at", "单位")
        if role not in DEPARTMENT_ROLES:
            return self.places.get(text, "at", "组织")
        if text not in self.departments:
            raise InvalidInput(f"部门“{text}”不存在。", field="at")
        return self.departments[text]

    def _home(self, text: str) -> dict[str, Any]:
        """A unit, else a department, else a place of that name."""
        if not text:
            return {}
        if text in self.units.found:
            return {"home_unit": self.units.get(text, "home_unit", "派出单位")}
        if text in self.departments:
            return {"home_department": self.departments[text]}
        return {"home_organization": self.places.get(text, "home_unit", "派出单位")}

    @staticmethod
    def _key(user: User, role: str, at: Seat) -> tuple[Any, ...]:
        return user.pk, str(role), type(at), at.pk

    def existing(self, values: dict[str, Any]) -> Any:
        """The latest post of this kind that had not ended when the row's begins."""
        post = self.held.get(self._key(values["user"], values["role"], values["at"]))
        return None if post is None or _over(post, values["starts_on"]) else post

    def create(self, values: dict[str, Any]) -> None:
        post = post_appoint(actor=self.actor, **values)
        self.held[self._key(post.user, post.role, post.at)] = post

    def differs(self, record: Post, values: dict[str, Any], filled: set[str]) -> bool:
        return "ends_on" in filled and record.ends_on != values["ends_on"]

    def update(self, record: Post, values: dict[str, Any], filled: set[str]) -> None:
        post = post_end(actor=self.actor, post=record, ends_on=values["ends_on"], reason="按导入的任职表办理")
        self.held[self._key(post.user, post.role, post.at)] = post


def _over(post: Post, day: date) -> bool:
    return post.ends_on is not None and post.ends_on <= day
