"""Saving, naming and dropping one's own views of lists.

They leave no event: how somebody likes to look at a list is neither business nor a right, as little as having read a
notice is.
"""

from core.errors import InvalidInput, NotAllowed
from core.events import action
from core.permissions import Actor, ActorKind
from core.values import clean_text
from tenants.preferences.models import SavedView

MOST = 20
LONGEST_PAGE = 60
LONGEST_QUERY = 2000


@action
def view_save(*, actor: Actor, page: str, name: str, query: str, is_default: bool = False) -> SavedView:
    """Keep what ``query`` shows of a list under a name; as the ``is_default`` one it replaces another."""
    if actor.kind is not ActorKind.USER or actor.id is None:
        raise NotAllowed("视图属于个人，请用本人账号登录后保存。")
    page = clean_text(page, "page", "列表", LONGEST_PAGE)
    if not query:
        raise InvalidInput("当前没有任何条件，请先筛选、排序或选列，再存为视图。", field="name")
    if len(query) > LONGEST_QUERY:
        raise InvalidInput("条件太多，存不下，请减少几个筛选条件。", field="name")
    query = clean_text(query, "query", "条件", LONGEST_QUERY)
    mine = SavedView.objects.filter(user_id=actor.id, page=page)
    if mine.count() >= MOST:
        raise InvalidInput(f"一个列表最多存 {MOST} 个视图，请先删除不用的。", field="name")
    view = SavedView(user_id=actor.id, page=page, query=query)
    _name(view, name)
    view.save()
    return _prefer(view) if is_default else view


@action
def view_rename(*, actor: Actor, view: SavedView, name: str) -> SavedView:
    """Give one's view another name."""
    _require_own(actor, view)
    _name(view, name)
    view.save(update_fields=["name"])
    return view


@action
def view_prefer(*, actor: Actor, view: SavedView, preferred: bool = True) -> SavedView:
    """Make one's view the one with which the navigation opens the list, or no longer."""
    _require_own(actor, view)
    if preferred:
        return _prefer(view)
    view.is_default = False
    view.save(update_fields=["is_default"])
    return view


@action
def view_delete(*, actor: Actor, view: SavedView) -> None:
    """Drop one's view; the list itself stays as it is."""
    _require_own(actor, view)
    view.delete()


def _require_own(actor: Actor, view: SavedView) -> None:
    if actor.kind is not ActorKind.USER or actor.id != view.user_id:
        raise NotAllowed("这是别人的视图，只能由本人修改。")


def _name(view: SavedView, name: str) -> None:
    view.name = clean_text(name, "name", "视图名称", 30)
    others = SavedView.objects.filter(user_id=view.user_id, page=view.page, name=view.name).exclude(pk=view.pk)
    if others.exists():
        raise InvalidInput(f"这个列表已有名为“{view.name}”的视图，请换一个名称，或先删除原来的。", field="name")


def _prefer(view: SavedView) -> SavedView:
    SavedView.objects.filter(user_id=view.user_id, page=view.page, is_default=True).update(is_default=False)
    view.is_default = True
    view.save(update_fields=["is_default"])
    return view
