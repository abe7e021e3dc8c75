"""达标情况: who breaks the rules of cover."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.periods import Quarter, today
from core.permissions import Perm
from linkage.contacts.cover import cover, within_place
from web.access import SignedIn
from web.columns import Column, Day, Number
from web.links import link
from web.places import chosen_place, place_was_chosen

SHOWN = 50
_PLACE = Column("organization", "组织", link=True)
_LEADER = Column("leader", "联系领导", link=True)
_HOLDER = Column(
    "user", "区领导", link=True, value=lambda post: f"{post.user}（{post.title or post.get_role_display()}）"
)
_BONDS = Column(
    "bonds", "现联系", value=lambda post: "、".join(str(bond.organization) for bond in post.bonds) or "没有联系点"
)


class CoverPage(SignedIn):
    """A table for each rule that the district has set: what breaks it, and where all of that stands."""

    permission = Perm.VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        day = today()
        found = cover(self.actor, day)
        if place_was_chosen(request) and (place := chosen_place(request)):
            found = within_place(found, place.path)
        tables = [
            self.table(
                "没有领导联系的薄弱组织", found.without_leader, (_PLACE, Column("reason", "薄弱表现")), "weakplace"
            ),
            self.table(
                "没有联系薄弱组织的区领导",
                found.without_weak,
                (_HOLDER, _BONDS),
                "post",
            ),
            self.table(
                "本季度走访不足的联系点",
                found.without_visit,
                (_LEADER, Column("organization", "联系组织"), Number("visits_now", "已走访"), Day("since", "开始日期")),
                "contactpoint",
                link(request, "contactpoints", unvisited="true"),
            ),
        ]
        context = {"title": "达标情况", "quarter": Quarter.of(day), "tables": [table for table in tables if table]}
        return render(request, "web/contacts/cover.html", context)

    def table(self, title: str, rows: Any, columns: Any, record: str, all_url: str = "") -> dict[str, Any] | None:
        """As on a record; None for a rule that the district has not set."""
        if rows is None:
            return None
        shown = list(rows[: SHOWN + 1])
        linked = [(row, self.address(row, record)) for row in shown[:SHOWN]]
        cut = len(shown) > SHOWN
        return {
            "title": title,
            "columns": columns,
            "rows": linked,
            "all_url": all_url,
            "cut": cut,
            "empty": "全部达标。",
        }

    def address(self, row: Any, record: str) -> str:
        """Of a leader the first contact point, which everybody who reads the row may open; without any the post."""
        if record == "post" and row.bonds:
            return link(self.request, "contactpoint", row.bonds[0].pk)
        return link(self.request, record, row.pk)
