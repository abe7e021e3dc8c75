"""Said before the end of a quarter about contact points that lack visits; and bonds end with the leader's post."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from core.errors import WrongState
from core.periods import Quarter
from core.permissions import SYSTEM
from linkage.contacts.actions.contactpoints import contactpoint_end
from linkage.contacts.cover import unvisited
from linkage.contacts.models import ContactPoint, ContactRules
from tenants.duties import Due, duty, reminder, stage_for


@reminder("contactpoint.visits", verb="contactpoint.remind")
def visits(day: date) -> Iterable[Due]:
    rules = ContactRules.current()
    quarter = Quarter.of(day)
    last = quarter.end.date() - timedelta(days=1)
    stage = stage_for((last - day).days, rules.remind_days)
    if stage is None or not rules.visits_per_quarter:
        return
    for row in unvisited(ContactPoint.objects.select_related("organization", "seat"), day):
        words = f"{quarter.label}已走访 {row.visits_now} 次，要求 {rules.visits_per_quarter} 次，{last:%Y-%m-%d} 截止"
        yield Due(row, f"{quarter} {stage}", {"note": words})


@duty("contactpoint.posts")
def posts_ended(day: date) -> int:
    """End the contact points of leaders who have left their post; return how many."""
    left = ContactPoint.objects.filter(status=ContactPoint.Status.ACTIVE, post__ends_on__lte=day)
    count = 0
    for row in left.select_related("organization", "seat"):
        # Ended by hand since it was selected: then there is nothing to do.
        with suppress(WrongState):
            contactpoint_end(actor=SYSTEM, contactpoint=row, reason="联系领导已离任，请另行安排。")
            count += 1
    return count
