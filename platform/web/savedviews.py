"""Saving a view of a list, and keeping one's views: rename, make the default, delete."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, QueryDict
from django.urls import NoReverseMatch, path, resolve, reverse

from core.permissions import Actor, Perm
from tenants.preferences.actions.views import view_delete, view_prefer, view_rename, view_save
from tenants.preferences.models import SavedView
from web.acts import Act
from web.columns import Column, Moment
from web.formpages import FormPage
from web.forms import PageForm
from web.links import link
from web.lists import ListPage
from web.records import RecordPage
from web.viewtabs import plain_query


def list_page(name: str) -> type[ListPage]:
    """The list of that URL name; ``Http404`` where there is none."""
    try:
        page = getattr(resolve(reverse(name)).func, "view_class", None)
    except NoReverseMatch:
        page = None
    if page is None or not issubclass(page, ListPage) or not page.saved_views:
        raise Http404("没有这个列表。")
    return page


def title_of(view: SavedView) -> str:
    return list_page(view.page).title


class RenameForm(PageForm):
    name = forms.CharField(label="视图名称", max_length=30)


class ViewForm(RenameForm):
    is_default = forms.BooleanField(
        label="设为默认", required=False, help_text="从左侧栏目进入这个列表时，先显示这个视图。"
    )


@dataclass(frozen=True)
class OwnAct(Act):
    """Offered for whatever one sees: nobody sees another person's views."""

    def may(self, actor: Actor, record: Any) -> bool:
        return self.when is None or self.when(record, actor)


RENAME = OwnAct("rename", "改名", view_rename, Perm.VIEW, icon="pencil", form=RenameForm, done="已改名。")
PREFER = OwnAct(
    "prefer",
    "设为默认",
    view_prefer,
    Perm.VIEW,
    icon="star",
    when=lambda view, actor: not view.is_default,
    done="已设为默认，从左侧栏目进入时先显示它。",
)
UNPREFER = OwnAct(
    "unprefer",
    "取消默认",
    view_prefer,
    Perm.VIEW,
    icon="star-off",
    when=lambda view, actor: view.is_default,
    done="已取消默认。",
)
DELETE = OwnAct(
    "delete",
    "删除",
    view_delete,
    Perm.VIEW,
    icon="trash",
    danger=True,
    consequence="只删除这个视图，列表里的记录不受影响。",
    done="视图已删除。",
)


class SavedViewList(ListPage):
    model, name, record, title, measure, subject = SavedView, "savedviews", "savedview", "我的视图", "个", "view"
    lead = "在任何列表上筛选、排序、选列之后，点“存为视图”，就出现在这里和该列表上方。只有本人看得到。"
    place_lookup = ""
    saved_views = False
    search_fields, search_hint = ("name",), "视图名称"
    columns = (
        Column("name", "视图", link=True, sort="name"),
        Column("page", "列表", value=title_of, sort="page"),
        Column("is_default", "默认", value=lambda view: "默认" if view.is_default else ""),
        Moment("created_at", "保存时间", sort="created_at"),
    )
    order = ("page", "pk")
    empty_title, empty_text = "还没有存下的视图", "在任何列表上筛选之后，点列表上方的“存为视图”。"


class SavedViewRecord(RecordPage):
    model, name, list_name, list_title = SavedView, "savedview", "savedviews", "我的视图"
    subject, kind = "view", "视图"
    has_history = False
    facts = (
        Column("page", "列表", value=title_of),
        Column("is_default", "默认", value=lambda view: "是" if view.is_default else "否"),
        Moment("created_at", "保存时间"),
    )
    acts = (RENAME, PREFER, UNPREFER, DELETE)

    def initial(self, act: Act) -> dict[str, Any]:
        return {"name": self.record.name}

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "preferred": False} if act.verb == "unprefer" else values

    def links(self, record: SavedView) -> Iterable[tuple[str, str, str]]:
        yield "打开列表", "list", f"{reverse(record.page)}?{record.query}"


class SavedViewNew(FormPage):
    form, action = ViewForm, staticmethod(view_save)
    title, submit, done = "存为视图", "保存", "视图已保存，显示在列表上方。"
    record, list_name, list_title = "savedview", "savedviews", "我的视图"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = list_page(request.GET.get("list", ""))
        self.query = plain_query(self.page, QueryDict(request.GET.get("query", "")))
        self.list_name, self.list_title = self.page.name, self.page.title  # type: ignore[misc]

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "page": self.page.name, "query": self.query}

    def success_url(self, made: Any) -> str:
        plain = link(self.request, self.page.name)
        return f"{plain}{'&' if '?' in plain else '?'}{made.query}"


urlpatterns = [
    path("views/", SavedViewList.as_view(), name="savedviews"),
    path("views/new/", SavedViewNew.as_view(), name="savedview-new"),
    *SavedViewRecord.urls("views"),
]
