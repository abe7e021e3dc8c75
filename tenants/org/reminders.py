"""Terms that end soon, and what lapses with those that have ended."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from core.events import action, now
from core.models import Event
from core.permissions import SYSTEM
from tenants.duties import Due, duty, reminder, stage_for
from tenants.duties.models import Reminder
from tenants.org.actions.posts import leave
from tenants.org.models import Post, PostRules

LEAVINGS = "org.leavings"
# A term that ended longer ago than any run can have been missed is history.
LONGEST = timedelta(days=60)


@reminder("org.terms", verb="post.remind")
def terms(day: date) -> Iterable[Due]:
    """Each post at each stage before its last day; another last day begins the stages anew."""
    stages = PostRules.current().remind_before
    rows = Post.objects.ending_soon(day).filter(user__is_service=False).order_by("pk")
    places = ("user", "organization", "unit__organization", "department__organization")
    for post in rows.select_related(*places).iterator(chunk_size=500):
        ends: date | None = post.ends_on
        stage = stage_for((ends - day).days, stages) if ends is not None else None
        if ends is not None and stage is not None:
            note = f"{post.user}：{post.at} {post.office}，{ends:%Y-%m-%d} 届满"
            yield Due(post, f"{ends.isoformat()} {stage}", {"note": note})


@duty(LEAVINGS)
def terms_ended(day: date) -> int:
    """Whoever leaves because the term is over loses what is held on behalf of the old place, as if ended by hand.

    The post of a 兼职委员, a 交叉任职 or a 挂职 ends on the same day (S0-4), whether a unit, a place or a department
    sent the person; agreements that name a unit's person say so.
    """
    label = Post._meta.label_lower
    done = Reminder.objects.filter(name=LEAVINGS, subject_type=label, subject_id=OuterRef("pk"))
    by_hand = Event.objects.filter(verb="post.end", subject_type=label, subject_id=OuterRef("pk"))
    ended = Post.objects.filter(ends_on__lte=day, ends_on__gt=day - LONGEST)
    sent = Post.objects.filter(user=OuterRef("user")).filter(
        Q(home_organization=OuterRef("organization")) | Q(home_department=OuterRef("department"))
    )
    leaving = ended.filter(Q(unit__isnull=False) | Exists(sent)).filter(~Exists(done), ~Exists(by_hand))
    count = 0
    for post in leaving.select_related("user", "unit", "organization", "department").order_by("pk"):
        _leave(post)
        count += 1
    return count


@action
def _leave(post: Post) -> None:
    moment = now()
    Reminder.objects.create(
        name=LEAVINGS, subject_type=post._meta.label_lower, subject_id=post.pk, stage=str(post.ends_on), at=moment
    )
    if post.ends_on is not None:
        leave(SYSTEM, post.user, post.at, post.ends_on)
