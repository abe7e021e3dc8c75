"""From an event to notices."""

from django.db.models import QuerySet

from core.events import action_day
from core.history import describe
from core.models import Event
from core.permissions import ActorKind, ancestor_paths
from tenants.notices.models import Notice
from tenants.notices.rules import Audience, audiences_of
from tenants.org.models import Post
from tenants.org.roles import Role, rights_of


def notify(event: Event) -> None:
    """Tell everybody concerned, once each; running it again tells nobody twice."""
    users: set[int] = set()
    for audience in audiences_of(event):
        users |= _holders(audience)
    if event.actor_kind == ActorKind.USER and event.actor_id:
        users.discard(event.actor_id)
    line = describe(event)
    text = f"{event.actor_label} {line.what}：{event.subject_label}"
    if line.note:
        text = f"{text}（{line.note}）"
    Notice.objects.bulk_create(
        [
            Notice(
                user_id=user,
                event=event,
                text=text[:300],
                subject_type=event.subject_type,
                subject_id=event.subject_id,
            )
            for user in sorted(users)
        ],
        ignore_conflicts=True,
    )


def _in_office() -> QuerySet[Post]:
    """Posts held today by people who can read a notice."""
    posts: QuerySet[Post] = Post.objects.in_force(action_day()).filter(user__is_active=True, user__is_service=False)
    return posts


def _holders(audience: Audience) -> set[int]:
    """Who holds the permission at the nearest level where somebody does: its own place first, else the places above.

    One statement for each audience.
    """
    posts, at = _in_office(), audience.at
    if audience.only is not None:
        return set(posts.filter(user_id=audience.only).values_list("user_id", flat=True))
    at_unit = at.unit_id is not None
    roles = [role for role in Role if audience.permission in rights_of(role, at_unit=at_unit)]
    posts = posts.filter(role__in=roles)
    if at_unit:
        return set(posts.filter(unit_id=at.unit_id).values_list("user_id", flat=True))
    if at.department_id is not None:
        return set(posts.filter(department_id=at.department_id).values_list("user_id", flat=True))
    if audience.below:
        return set(posts.filter(organization__path__startswith=at.path).values_list("user_id", flat=True))
    above = posts.filter(organization__path__in=ancestor_paths(at.path))
    found = list(above.values_list("user_id", "organization__path"))
    nearest = max((path for _, path in found), key=len, default="")
    return {user for user, path in found if path == nearest}
