"""达标情况: who breaks the rules of cover."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.periods import Quarter, today
from core.permissions import Perm
from linkage.contacts.cover import cover
from web.access import SignedIn
from web.columns import Column, Day, Number
from web.links import link
from web.places import chosen_place, place_was_chosen

SHOWN = 50
_PLACE = Column("organization", "组织", link=True)
_LEADER = Column("leader", "联系领导", link=True)


class CoverPage(SignedIn):
    """A table for each rule that the district has set: what breaks it, and where all of that stands."""

    permission = Perm.VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        day = today()
        found = cover(self.actor, day)
        tables = [
            self.table(
                "没有领导联系的薄弱组织", found.without_leader, (_PLACE, Column("reason", "薄弱表现")), "weakplace"
            ),
            self.table(
                "没有联系薄弱组织的区领导",
                found.without_weak,
                (_LEADER, Column("organization", "现联系")),
                "contactpoint",
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
        if place_was_chosen(self.request) and (place := chosen_place(self.request)):
            rows = rows.filter(organization__path__startswith=place.path)
        shown = list(rows[: SHOWN + 1])
        linked = [(row, link(self.request, record, row.pk)) for row in shown[:SHOWN]]
        cut = len(shown) > SHOWN
        return {
            "title": title,
            "columns": columns,
            "rows": linked,
            "all_url": all_url,
            "cut": cut,
            "empty": "全部达标。",
        }
