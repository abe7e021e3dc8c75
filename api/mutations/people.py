"""Accounts and posts, for the administrators of a district."""

import graphene

from api.mutations.base import Values, drop_null, find, find_owner, mutation, on_record, verb
from api.mutations.inputs import REPRESENTED, VERSION, given, id_of
from api.rows.ids import key_of, read_id
from api.scalars import Date
from api.types.choices import PostKind, PostRole
from core.permissions import Actor
from tenants.accounts.actions import users
from tenants.accounts.models import User
from tenants.org.actions import posts
from tenants.org.models import Department, Organization, Post, ResidentUnit, Seat

_PASSWORD = given(graphene.String, "密码，至少 10 位，含大写字母、小写字母、数字、符号中的三种；本人首次登录须修改。")


def _create(actor: Actor, values: Values) -> User:
    return users.user_create(actor=actor, **drop_null(values))


def _set_password(actor: Actor, values: Values) -> User:
    user = find(actor, User, values["id"], "User")
    return users.user_set_password(actor=actor, user=user, password=values["password"])


def _appoint(actor: Actor, values: Values) -> Post:
    values = drop_null(values)
    values["user"] = find(actor, User, values["user"], "User", "user")
    values["at"] = _seat(actor, values["at"])
    for name, model in (
        ("home_unit", ResidentUnit),
        ("home_organization", Organization),
        ("home_department", Department),
    ):
        if name in values:
            values[name] = find(actor, model, values[name], model.__name__, name)
    return posts.post_appoint(actor=actor, **values)


def _seat(actor: Actor, value: str) -> Seat:
    if read_id(value)[0] != "Department":
        return find_owner(actor, value, "at")
    found: Department = Department.objects.get_visible(actor, key_of(value, "Department", field="at"), field="at")
    return found


MUTATIONS = {
    "userCreate": mutation(
        "userCreate",
        "开立账号。账号能做什么，由以后任命的职务决定。",
        "User",
        {
            "username": given(graphene.String, "账号，3—60 位字母、数字、点、横线。"),
            "name": given(graphene.String, "姓名，最多 60 字。"),
            "password": _PASSWORD,
            "office_phone": given(graphene.String, "办公电话。", required=False),
        },
        _create,
    ),
    "userEdit": mutation(
        "userEdit",
        "修改账号的姓名和办公电话；没有给出的内容不变。",
        "User",
        {
            "id": id_of("User", "账号的全局编号。"),
            "name": given(graphene.String, "姓名，最多 60 字。", required=False),
            "office_phone": given(graphene.String, "办公电话。", required=False),
            "version": VERSION,
        },
        on_record(users.user_edit, "user", "User", kept=("name", "office_phone", "version")),
    ),
    "userSetPassword": mutation(
        "userSetPassword",
        "重设密码；本人下次登录须修改。",
        "User",
        {"id": id_of("User", "账号的全局编号。"), "password": _PASSWORD},
        _set_password,
    ),
    "userDeactivate": verb("userDeactivate", users.user_deactivate, "user", "User", "停用账号。"),
    "userActivate": verb("userActivate", users.user_activate, "user", "User", "重新启用账号。"),
    "userUnlock": verb("userUnlock", users.user_unlock, "user", "User", "解除多次输错密码造成的锁定。"),
    "postAppoint": mutation(
        "postAppoint",
        "任命职务。",
        "Post",
        {
            "user": id_of("User", "账号的全局编号。"),
            "role": given(PostRole, "角色。"),
            "at": id_of(REPRESENTED, "任职的组织、单位或部门的全局编号。"),
            "kind": given(PostKind, "任职方式，默认专任。", required=False),
            "title": given(graphene.String, "职务名称，最多 60 字。", required=False),
            "home_unit": id_of(
                "ResidentUnit",
                "派出单位；兼职委员、交叉任职、挂职的派出单位、派出组织、派出部门必填其一。",
                required=False,
            ),
            "home_organization": id_of("Organization", "派出组织，如街道干部到单位挂职。", required=False),
            "home_department": id_of("Department", "派出部门，如派驻机构负责人兼任街道的委员。", required=False),
            "starts_on": given(Date, "任职日期。"),
            "ends_on": given(Date, "离任日期：从这一天起不再有职权。", required=False),
        },
        _appoint,
    ),
    "postEdit": mutation(
        "postEdit",
        "修改职务名称；角色、任职的地方和任期不能改，免去后另行任命。",
        "Post",
        {
            "id": id_of("Post", "职务的全局编号。"),
            "title": given(graphene.String, "职务名称，最多 60 字；空文字即只显示角色。"),
            "version": VERSION,
        },
        on_record(posts.post_edit, "post", "Post"),
    ),
    "postEnd": mutation(
        "postEnd",
        "免去职务。",
        "Post",
        {
            "id": id_of("Post", "职务的全局编号。"),
            "ends_on": given(Date, "离任日期，默认今天。", required=False),
            "reason": given(graphene.String, "原因或说明，最多 500 字。", required=False),
        },
        on_record(posts.post_end, "post", "Post"),
    ),
}
