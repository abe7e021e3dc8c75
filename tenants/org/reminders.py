"""Terms that end soon."""

from collections.abc import Iterable
from datetime import date, timedelta

from tenants.duties import Due, reminder, stage_for
from tenants.org.models import Post, PostRules


@reminder("org.terms", verb="post.remind")
def terms(day: date) -> Iterable[Due]:
    """Each post at each stage before its last day; another last day begins the stages anew."""
    stages = PostRules.current().remind_before
    if not stages:
        return
    last = day + timedelta(days=max(stages))
    rows = Post.objects.filter(ends_on__gt=day, ends_on__lte=last, user__is_service=False).order_by("pk")
    places = ("user", "organization", "unit__organization", "department__organization")
    for post in rows.select_related(*places).iterator(chunk_size=500):
        ends: date | None = post.ends_on
        stage = stage_for((ends - day).days, stages) if ends is not None else None
        if ends is not None and stage is not None:
            note = f"{post.user}：{post.at} {post.title or post.get_role_display()}，{ends:%Y-%m-%d} 届满"
            yield Due(post, f"{ends.isoformat()} {stage}", {"note": note})
