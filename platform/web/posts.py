"""Who holds which post where and until when: the list of office-holders."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import path
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm
from tenants.org.models import Organization, Post, ResidentUnit
from tenants.org.roles import Role
from web.columns import Column, Day, Due
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter
from web.links import link
from web.lists import ListPage
from web.places import chosen_place, place_was_chosen
from web.postimport import PostImport

ROLES = [(role.value, role.label) for role in Role if role is not Role.CLIENT]


class PostFilters(FilterSet):
    kind = ChoicesFilter(label="任职方式", choices=Post.Kind.choices)
    role = ChoicesFilter(label="角色", choices=ROLES)
    ending = OnlyFilter(label="任期将满", rows="ending_soon")
    past = OnlyFilter(label="包括已离任", rows="everything")
    starts_on = PeriodFilter(label="任职日期")
    ends_on = PeriodFilter(label="离任日期")
    home_unit = KeyFilter(label="派出单位", queryset=ResidentUnit.objects.all())

    def ending_soon(self, rows: Any) -> QuerySet[Any]:
        """Those of which the rules already speak."""
        return rows.ending_soon(today())

    def everything(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows


class PostList(ListPage):
    model, name, record, subject, title = Post, "posts", "post", "post", "任职"
    lead = "各级组织、单位和部门的任职人员，包括派到别处的。兼职委员、交叉任职和挂职写明派出单位，离开后职务随之免去。"
    measure = "项"
    place_lookup = ""
    select_related = (
        "user", "organization", "unit", "department", "home_unit", "home_organization", "home_department",
    )  # fmt: skip
    search_fields = (
        "user__name", "title", "organization__name", "unit__name", "department__name",
        "home_unit__name", "home_organization__name", "home_department__name",
    )  # fmt: skip
    search_hint = "姓名、职务、组织、单位"
    filters = PostFilters
    columns = (
        Column("user", "姓名", link=True, sort="user__name"),
        Column("at", "任职组织、单位、部门"),
        Column("get_role_display", "角色", sort="role"),
        Column("title", "职务名称"),
        Column("get_kind_display", "任职方式", sort="kind"),
        Column("home", "派出单位", sort="home_pinyin"),
        Day("starts_on", "任职日期", sort="starts_on"),
        Due(
            "ends_on",
            "离任日期",
            sort="ends_on",
            done=lambda post: post.ends_on is not None and post.ends_on <= today(),
        ),
    )
    order = ("role", "starts_on")
    empty_title, empty_text = "没有符合条件的任职", "职务由安全管理员任命。"
    template = "web/list_import.html"

    def context(self) -> dict[str, Any]:
        may = self.actor.can_anywhere(Perm.POST_EDIT)
        return {**super().context(), "import_url": link(self.request, "post-import") if may else ""}

    def rows(self) -> QuerySet[Any]:
        home = Coalesce("home_unit__pinyin", "home_organization__pinyin", "home_department__pinyin")
        rows = super().rows().filter(user__is_service=False).annotate(home_pinyin=home)
        if self.request.GET.get("past") != "true":
            rows = rows.exclude(ends_on__lte=today())
        if place := self.place():
            below = Q()
            for lookup in ("organization", "unit__organization", "department__organization", "home_organization"):
                below |= Q(**{f"{lookup}__path__startswith": place.path})
            rows = rows.filter(below)
        return rows

    def place(self) -> Organization | None:
        """The chosen place; a post stands at a place in one of three ways, or is held elsewhere on its behalf."""
        return chosen_place(self.request) if place_was_chosen(self.request) else None


urlpatterns = [
    path("posts/", PostList.as_view(), name="posts"),
    path("posts/import/", PostImport.as_view(), name="post-import"),
]
