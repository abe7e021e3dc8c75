"""People: accounts (system administrator), posts and object grants (security administrator)."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import path
from django_filters import FilterSet
from guardian.models import UserObjectPermission

from core.errors import InvalidInput
from core.periods import today
from core.permissions import Actor, Perm, Place
from tenants.accounts.actions.users import (
    user_activate,
    user_create,
    user_deactivate,
    user_edit,
    user_set_password,
    user_unlock,
)
from tenants.accounts.models import User
from tenants.accounts.passwords import random_password
from tenants.org.actions.grants import grant_give, grant_revoke
from tenants.org.actions.posts import post_appoint, post_edit, post_end
from tenants.org.grants import ORGANIZATION_GRANTS, UNIT_GRANTS, grant_label
from tenants.org.models import Department, Organization, Owner, Post, ResidentUnit
from tenants.org.roles import Role
from web.acts import Act
from web.admin.access import ForKeepers
from web.columns import Column, Day, Moment
from web.filters import ChoicesFilter, OnlyFilter
from web.formpages import FormPage
from web.forms import DayField, PageForm, RowsField
from web.lights import GREEN, GREY, INK, Chip
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage, Related

KEEPERS = (Perm.USER_EDIT, Perm.POST_EDIT, Perm.AUDIT_VIEW)
PEOPLE_ROLES = [(role.value, role.label) for role in Role if role is not Role.CLIENT]


class OfficeReasonForm(PageForm):
    """A reason for the record."""

    reason = forms.CharField(label="原因", max_length=500, widget=forms.Textarea)


class OptionalReasonForm(PageForm):
    ends_on = DayField(label="离任日期", required=False, help_text="不填即今天；自该日起不再有此职务的权限。")
    reason = forms.CharField(label="原因", required=False, max_length=500, widget=forms.Textarea)


class TitleForm(PageForm):
    title = forms.CharField(label="职务名称", required=False, max_length=60, help_text="不填即只显示角色。")


class PasswordForm(PageForm):
    password = forms.CharField(
        label="新密码", max_length=128, help_text="请当面或电话告知本人；本人首次登录时必须修改。", strip=False
    )


class AtForm(PageForm):
    """Choosing one place or one unit."""

    organization = RowsField(label="组织", required=False, help_text="组织和单位二选一。")
    unit = RowsField(label="驻区单位", required=False)
    places: ClassVar[tuple[str, ...]] = ("organization", "unit")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        chosen = [values[name] for name in self.places if values.get(name)]
        if len(chosen) != 1 and not self.errors:
            labels = "、".join(str(self.fields[name].label) for name in self.places)
            self.add_error("organization", f"请在{labels}中选择一个。")
        return values


class AppointForm(AtForm):
    organization = RowsField(label="组织", required=False, help_text="组织、单位和部门三选一。")
    department = RowsField(label="部门", required=False)
    role = forms.ChoiceField(label="角色", choices=[("", "请选择"), *PEOPLE_ROLES])
    starts_on = DayField(label="任职日期")
    kind = forms.ChoiceField(label="任职方式", choices=Post.Kind.choices, initial=Post.Kind.REGULAR, required=False)
    title = forms.CharField(label="职务名称", max_length=60, required=False)
    home_unit = RowsField(
        label="派出单位", required=False, help_text="兼职委员、交叉任职、挂职时，派出单位、派出组织、派出部门选填一个。"
    )
    home_organization = RowsField(label="派出组织", required=False, help_text="街道、社区干部到单位任职、挂职时填写。")
    home_department = RowsField(label="派出部门", required=False)
    ends_on = DayField(label="离任日期", required=False)
    more = ("kind", "title", "home_unit", "home_organization", "home_department", "ends_on")

    places = ("organization", "unit", "department")

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Post.Kind.REGULAR


class GrantForm(AtForm):
    grant = forms.ChoiceField(
        label="权限", choices=[("", "请选择"), *ORGANIZATION_GRANTS.items(), *UNIT_GRANTS.items()]
    )
    reason = forms.CharField(label="事由", required=False, max_length=500, widget=forms.Textarea)


class RevokeForm(PageForm):
    held = forms.ChoiceField(label="要收回的权限")
    reason = forms.CharField(label="事由", required=False, max_length=500, widget=forms.Textarea)


def is_somebody_else(user: User, actor: Actor) -> bool:
    return user.is_active and not user.is_service and user.pk != actor.id


ACTS = (
    Act(
        "appoint", "任命职务", post_appoint, Perm.POST_EDIT, icon="briefcase", form=AppointForm, main=True,
        when=is_somebody_else, done="已任命，立即生效（任职日期在以后的，到时生效）。",
    ),
    Act("grant", "授予专项权限", grant_give, Perm.POST_EDIT, icon="key", form=GrantForm, when=is_somebody_else),
    Act(
        "revoke", "收回专项权限", grant_revoke, Perm.POST_EDIT, icon="key-off", form=RevokeForm,
        when=lambda user, actor: bool(held_grants(user)),
    ),
    Act(
        "password", "重置密码", user_set_password, Perm.USER_EDIT, icon="lock-open", form=PasswordForm, main=True,
        when=is_somebody_else, done="密码已重置，该账号的其他登录已失效。",
    ),
    Act("unlock", "解除锁定", user_unlock, Perm.USER_EDIT, icon="shield-check", when=is_somebody_else),
    Act(
        "deactivate", "停用账号", user_deactivate, Perm.USER_EDIT, icon="user-off", form=OfficeReasonForm, danger=True,
        when=is_somebody_else, consequence="此人立即不能登录，职务和权限暂停；可随时重新启用。",
    ),
    Act(
        "activate", "启用账号", user_activate, Perm.USER_EDIT, icon="user-check", main=True,
        when=lambda user, actor: not user.is_active and not user.is_service,
    ),
)  # fmt: skip


class PeopleFilters(FilterSet):
    role = ChoicesFilter(label="角色", choices=PEOPLE_ROLES, method="in_role")
    closed = OnlyFilter(label="只看停用", rows="inactive")
    idle = OnlyFilter(label="没有职务", rows="without_post")

    def in_role(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        if not value:
            return rows
        held = Post.objects.in_force(today()).filter(user=OuterRef("pk"), role__in=value)
        return rows.filter(Exists(held))

    def inactive(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(is_active=False)

    def without_post(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(~Exists(Post.objects.in_force(today()).filter(user=OuterRef("pk"))))


def posts_text(user: User) -> str:
    """All posts held today in one line."""
    return "；".join(f"{post.at} {post.office}" for post in user.held)  # type: ignore[attr-defined]


class PeopleList(ForKeepers, ListPage):
    keepers = KEEPERS
    model, name, record, subject, title = User, "people", "person", "user", "人员与职务"
    measure = "人"
    place_lookup = ""
    search_fields = ("name", "username", "office_phone", "posts__organization__name", "posts__unit__name")
    search_hint = "姓名、账号、所在组织或单位"
    filters = PeopleFilters
    columns = (
        Column("name", "姓名", link=True, sort="name"),
        Column("username", "账号", sort="username"),
        Column("posts", "职务", value=posts_text),
        Column("is_active", "状态", value=lambda user: "使用中" if user.is_active else "停用"),
        Moment("last_login", "最近登录", sort="last_login"),
        Column("office_phone", "办公电话", optional=True),
        Day("created_at", "创建日期", sort="created_at", optional=True),
    )
    order = ("username",)
    new = New("新建账号", "person-new", Perm.USER_EDIT)
    empty_title, empty_text = "还没有账号", "由系统管理员新建账号，再由安全管理员任命职务。"

    def rows(self) -> QuerySet[Any]:
        held = Post.objects.in_force(today()).select_related("organization", "unit", "department")
        rows: QuerySet[Any] = super().rows().filter(is_service=False)
        if self.query:
            rows = rows.distinct()
        return rows.prefetch_related(Prefetch("posts", queryset=held, to_attr="held"))


POST_COLUMNS = (
    Column("get_role_display", "角色", link=True),
    Column("at", "任职组织、单位、部门"),
    Column("get_kind_display", "任职方式"),
    Day("starts_on", "任职日期"),
    Day("ends_on", "离任日期"),
)
GRANT_COLUMNS = (Column("label", "权限"), Column("at", "范围"))


class PersonRecord(ForKeepers, RecordPage):
    keepers = KEEPERS
    model, name, list_name, list_title, subject = User, "person", "people", "人员与职务", "user"
    kind = "账号"
    facts = (
        Column("username", "账号"),
        Column("office_phone", "办公电话"),
        Moment("last_login", "最近登录"),
        Day("password_changed_at", "密码修改日期"),
        Day("created_at", "创建日期"),
    )
    acts = ACTS
    related = (
        Related(
            "职务",
            lambda user, actor: (
                Post.objects.visible_to(actor).filter(user=user).select_related("organization", "unit", "department")
                .order_by("-starts_on", "-pk")
            ),
            POST_COLUMNS,
            record="post",
            empty="还没有职务，登录后不能办理任何事项。",
        ),
        Related("专项权限", lambda user, actor: held_grants(user), GRANT_COLUMNS, empty="没有专项权限。"),
    )  # fmt: skip

    def whose(self, record: User) -> str:
        return "应用账号" if record.is_service else ""

    def chips(self, record: User) -> Iterable[Chip | None]:
        yield Chip("使用中", GREEN, "circle-check") if record.is_active else Chip("停用", GREY, "ban")
        if record.must_change_password:
            yield Chip("下次登录须改密", INK, "key")

    def links(self, record: User) -> Iterable[tuple[str, str, str]]:
        if self.actor.can(Perm.USER_EDIT, record.place) and not record.is_service:
            yield "修改资料", "pencil", link(self.request, "person-edit", record.pk)

    def initial(self, act: Act) -> dict[str, Any]:
        return {"password": random_password()} if act.verb == "password" else {"starts_on": today()}

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb in ("appoint", "grant"):
            for name, rows in (
                ("organization", Organization.objects.visible_to(self.actor).in_use()),
                ("unit", ResidentUnit.objects.visible_to(self.actor).filter(status=ResidentUnit.Status.ACTIVE)),
                ("department", Department.objects.visible_to(self.actor).in_use()),
            ):
                for field in {name, f"home_{name}"} & set(form.fields):
                    form.fields[field].queryset = rows  # type: ignore[attr-defined]
        if act.verb == "revoke":
            held = form.fields["held"]
            held.choices = [(grant.key, f"{grant.at}：{grant.label}") for grant in held_grants(self.record)]  # type: ignore[attr-defined]

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        if act.verb in ("appoint", "grant"):
            chosen = [values.pop(name) for name in AppointForm.places if name in values]
            values["at"] = next(filter(None, chosen))
        if act.verb == "revoke":
            key = values.pop("held")
            grant = next((grant for grant in held_grants(self.record) if grant.key == key), None)
            if grant is None:
                raise InvalidInput("这项权限已被收回，请刷新后核对。", field="held")
            values.update(grant=grant.codename, at=grant.at)
        return values


class HeldGrant:
    """One object grant in words."""

    def __init__(self, codename: str, at: Owner) -> None:
        self.codename, self.at = codename, at
        self.label = grant_label(codename)
        self.key = f"{codename}-{at.pk}"
        self.pk = at.pk


def held_grants(user: User) -> list[HeldGrant]:
    """Grants on subtrees and units, in three queries whatever their number."""
    rows = UserObjectPermission.objects.filter(user=user, content_type__app_label="org").select_related("permission")
    found: list[HeldGrant] = []
    models: dict[int, Any] = {
        ContentType.objects.get_for_model(model).pk: model for model in (Organization, ResidentUnit)
    }
    by_type: dict[int, list[UserObjectPermission]] = {}
    for row in rows:
        by_type.setdefault(row.content_type_id, []).append(row)
    for type_id, held in by_type.items():
        places = models[type_id].objects.in_bulk([int(row.object_pk) for row in held])
        found += [
            HeldGrant(row.permission.codename, places[int(row.object_pk)])
            for row in held
            if int(row.object_pk) in places
        ]
    return found


class AccountForm(PageForm):
    """Field names are the keywords of the action."""

    username = forms.CharField(label="账号", max_length=60, help_text="3—60 位字母、数字、点、横线，例如 zhang.san。")
    name = forms.CharField(label="姓名", max_length=60)
    office_phone = forms.CharField(label="办公电话", max_length=30, required=False)
    password = forms.CharField(
        label="初始密码", max_length=128, strip=False, help_text="请当面或电话告知本人；首次登录必须修改。"
    )


class AccountEditForm(PageForm):
    name = forms.CharField(label="姓名", max_length=60)
    office_phone = forms.CharField(label="办公电话", max_length=30, required=False)


class PersonNew(FormPage):
    form, action, permission = AccountForm, staticmethod(user_create), Perm.USER_EDIT
    title, submit, done = "新建账号", "新建", "账号已建，请安全管理员任命职务。"
    record, list_name, list_title = "person", "people", "人员与职务"

    def initial(self) -> dict[str, Any]:
        return {"password": random_password()}


class PersonEdit(FormPage):
    form, action, permission = AccountEditForm, staticmethod(user_edit), Perm.USER_EDIT
    model, subject = User, "user"
    title = "修改账号资料"
    record, list_name, list_title = "person", "people", "人员与职务"

    def initial(self) -> dict[str, Any]:
        return {"name": self.object.name, "office_phone": self.object.office_phone}


def seat_place(post: Post) -> Place:
    """The place of a post as those who appoint hold it: that of its unit or department lies in it."""
    return Place(post.at.place.path)


class PostRecord(RecordPage):
    model, name, list_name, list_title, subject = Post, "post", "posts", "任职", "post"
    kind = "职务"
    select_related = (
        "user", "organization", "unit__organization", "department__organization", "home_unit__organization",
        "home_organization", "home_department__organization",
    )  # fmt: skip
    facts = (
        Column("user", "人员"),
        Column("get_role_display", "角色"),
        Column("title", "职务名称"),
        Column("at", "任职组织、单位、部门"),
        Column("get_kind_display", "任职方式"),
        Column("home", "派出单位"),
        Day("starts_on", "任职日期"),
        Day("ends_on", "离任日期"),
    )
    acts = (
        Act(
            "edit", "修改职务名称", post_edit, Perm.POST_EDIT, icon="pencil", form=TitleForm,
            at=seat_place, when=lambda post, actor: post.user_id != actor.id, done="职务名称已修改。",
        ),
        Act(
            "end", "免去职务", post_end, Perm.POST_EDIT, icon="briefcase-off", form=OptionalReasonForm, danger=True,
            at=seat_place,
            when=lambda post, actor: (post.ends_on is None or post.ends_on > today()) and post.user_id != actor.id,
            consequence="自离任日期起，此人不再有这项职务的权限；办理过的记录保留。",
        ),
    )  # fmt: skip

    def initial(self, act: Act) -> dict[str, Any]:
        return {"title": self.record.title} if act.verb == "edit" else {}

    def heading(self, record: Post) -> str:
        return f"{record.user} {record.office}"

    def whose(self, record: Post) -> str:
        return str(record.at)

    def chips(self, record: Post) -> Iterable[Chip | None]:
        if record.ends_on is not None and record.ends_on <= today():
            yield Chip("已离任", GREY, "ban")
        elif record.starts_on > today():
            yield Chip("未到任", INK, "hourglass")
        else:
            yield Chip("在任", GREEN, "circle-check")

    def links(self, record: Post) -> Iterable[tuple[str, str, str]]:
        if any(self.actor.can_anywhere(permission) for permission in KEEPERS):
            yield "查看此人", "user", link(self.request, "person", record.user_id)


urlpatterns = [
    path("people/", PeopleList.as_view(), name="people"),
    path("people/new/", PersonNew.as_view(), name="person-new"),
    path("people/<int:pk>/edit/", PersonEdit.as_view(), name="person-edit"),
    *PersonRecord.urls("people"),
    *PostRecord.urls("posts"),
]
