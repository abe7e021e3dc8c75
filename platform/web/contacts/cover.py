"""达标情况: who breaks the rules of cover, now and in the quarters before."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.errors import InvalidInput
from core.periods import Quarter
from core.permissions import Perm
from linkage.contacts.cover import Cover, cover, last_day_of, within_place
from linkage.contacts.models import ContactRules
from web.access import SignedIn
from web.columns import Column, Day, Number
from web.export import workbook_response
from web.links import link, with_query
from web.places import chosen_place, place_was_chosen

SHOWN = 50
FIRST = Quarter(2000, 1)
_PLACE = Column("organization", "组织", link=True)
_LEADER = Column("leader", "联系领导", link=True)
_HOLDER = Column("user", "区领导", link=True, value=lambda post: post.holder)
_BONDS = Column(
    "bonds", "现联系", value=lambda post: "、".join(str(bond.organization) for bond in post.bonds) or "没有联系点"
)
WEAK, LEADERS, UNVISITED = "没有领导联系的薄弱组织", "没有联系薄弱组织的区领导", "走访不足的联系点"


@dataclass(frozen=True, slots=True)
class Breach:
    """One line of the workbook."""

    rule: str
    leader: str
    place: str
    told: str


BREACHES = (Column("rule", "要求"), Column("leader", "领导"), Column("place", "组织"), Column("told", "情况"))


class CoverPage(SignedIn):
    """A table for each rule that the district has set: what breaks it, and where all of that stands.

    ``?quarter=2026Q3`` tells who was not visited in a quarter that is over, ``?export=xlsx`` all of it in a workbook.
    """

    permission = Perm.VIEW

    def get(self, request: HttpRequest) -> HttpResponseBase:
        day = last_day_of(None)
        # What is no quarter shows the present one.
        with suppress(InvalidInput):
            day = last_day_of(request.GET.get("quarter"))
        quarter, found = Quarter.of(day), cover(self.actor, day)
        place = chosen_place(request) if place_was_chosen(request) else None
        if place is not None:
            found = within_place(found, place.path)
        if request.GET.get("export") == "xlsx":
            conditions = [quarter.label, *([f"地方：{place}"] if place is not None else [])]
            return workbook_response("联系点达标情况", BREACHES, breaches(found, quarter), conditions)
        earlier = quarter.previous if quarter > FIRST else None
        later = quarter.next if quarter < Quarter.current() else None
        context = {
            "title": "达标情况",
            "quarter": quarter,
            "earlier_url": with_query(request, {"quarter": str(earlier)}) if earlier else "",
            "later_url": with_query(request, {"quarter": str(later)}) if later else "",
            "tables": [table for table in self.tables(found, quarter) if table],
            "export_url": with_query(request, {"export": "xlsx"}),
        }
        return render(request, "web/contacts/cover.html", context)

    def tables(self, found: Cover, quarter: Quarter) -> Iterator[dict[str, Any] | None]:
        columns: Any = (_PLACE, Column("reason", "薄弱表现"))
        yield self.table(
            WEAK, found.without_leader, columns, "weakplace", link(self.request, "weakplaces", leaderless="true")
        )
        yield self.table(LEADERS, found.without_weak, (_HOLDER, _BONDS), "post")
        columns = (
            _LEADER,
            Column("organization", "联系组织"),
            Number("visits_now", "已走访"),
            Day("since", "开始日期"),
        )
        now = quarter == Quarter.current()
        all_url = link(self.request, "contactpoints", unvisited="true") if now else ""
        yield self.table(f"{quarter.label}{UNVISITED}", found.without_visit, columns, "contactpoint", all_url)

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


def breaches(found: Cover, quarter: Quarter) -> Iterator[Breach]:
    """Every breach of every rule, line by line."""
    for weak in found.without_leader if found.without_leader is not None else ():
        yield Breach(WEAK, "", str(weak.organization), weak.reason)
    for post in found.without_weak if found.without_weak is not None else ():
        yield Breach(LEADERS, _HOLDER.plain(post), "", f"现联系：{_BONDS.plain(post)}")
    least = ContactRules.current().visits_per_quarter
    for contact in found.without_visit if found.without_visit is not None else ():
        told = f"已走访 {contact.visits_now} 次，要求 {least} 次"
        yield Breach(f"{quarter.label}{UNVISITED}", contact.leader, str(contact.organization), told)
