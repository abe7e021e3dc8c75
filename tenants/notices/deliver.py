"""From an event to notices."""

from django.db.models import Q, QuerySet

from core.history import describe
from core.models import Event
from core.periods import today
from core.permissions import ActorKind, ancestor_paths
from tenants.notices.models import Notice
from tenants.notices.rules import Audience, audiences_of
from tenants.org.models import Post
from tenants.org.roles import ROLE_PERMISSIONS


def notify(event: Event) -> None:
    """Tell everybody concerned, once each; running it again tells nobody twice."""
    rule = Q(pk__in=[])
    for audience in audiences_of(event):
        rule |= _holders(audience)
    posts = _in_office().filter(rule)
    users = set(posts.values_list("user_id", flat=True))
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
    posts: QuerySet[Post] = Post.objects.in_force(today()).filter(user__is_active=True, user__is_service=False)
    return posts


def _holders(audience: Audience) -> Q:
    """Posts of the nearest level where somebody holds the permission: its own place first, else the places above."""
    if audience.only is not None:
        return Q(user_id=audience.only)
    roles = [role for role, permissions in ROLE_PERMISSIONS.items() if audience.permission in permissions]
    if audience.at.unit_id is not None:
        return Q(role__in=roles, unit_id=audience.at.unit_id)
    if audience.at.department_id is not None:
        return Q(role__in=roles, department_id=audience.at.department_id)
    if audience.below:
        return Q(role__in=roles, organization__path__startswith=audience.at.path)
    paths = ancestor_paths(audience.at.path)
    levels = _in_office().filter(role__in=roles, organization__path__in=paths)
    nearest = levels.order_by("-organization__depth").values_list("organization__path", flat=True).first()
    return Q(role__in=roles, organization__path=nearest) if nearest else Q(pk__in=[])
