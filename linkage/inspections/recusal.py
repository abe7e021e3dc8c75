"""回避: nobody inspects the place or unit in which he holds a post, nor what lies above or below it.

A place at which the inspecting place itself stands, or one above that, is no reason: whoever goes there goes for it.
Only members with accounts are known by their posts; those who are named alone are answered for by whoever plans.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from core.errors import InvalidInput
from core.events import action_day
from linkage.inspections.models import Inspection, InspectionRules, InspectionTarget
from tenants.org.models import Post


class Tie(NamedTuple):
    """Where a member holds a post: its path, and the unit where it is one of a unit."""

    name: str
    at: str
    path: str
    unit_id: int | None


def ties_of(inspection: Inspection, users: Iterable[int]) -> dict[int, list[Tie]]:
    """By user, the posts of today that can stand against a target; none where the district does not ask for it."""
    if not InspectionRules.current().recusal:
        return {}
    posts: QuerySet[Post] = Post.objects.in_force(action_day()).filter(user__in=list(users))
    found: dict[int, list[Tie]] = {}
    units = ("unit__organization", "home_unit__organization", "home_organization", "home_department__organization")
    for post in posts.select_related("user", "organization", "department__organization", *units).order_by("pk"):
        mine = found.setdefault(post.user_id, [])
        for unit in (post.unit, post.home_unit):
            if unit is not None:
                mine.append(Tie(str(post.user), str(unit), unit.organization.path, unit.pk))
        here = None if post.unit is not None else post.at
        for place in (here, post.home_organization, post.home_department):
            if place is not None and not inspection.organization.path.startswith(place.place.path):
                mine.append(Tie(str(post.user), str(place), place.place.path, None))
    return found


def tie_between(ties: Iterable[Tie], target: InspectionTarget) -> Tie | None:
    """The first post that stands against inspecting this target."""
    return next((tie for tie in ties if _stands_against(tie, target)), None)


def keep_apart(inspection: Inspection, targets: Sequence[InspectionTarget], users: Iterable[int]) -> None:
    """Refuse that these members inspect these targets where a post stands against it, naming person and place."""
    for ties in ties_of(inspection, users).values():
        for target in targets:
            if tie := tie_between(ties, target):
                raise InvalidInput(told(tie, target), field="team")


def told(tie: Tie, target: InspectionTarget) -> str:
    """The refusal in words, with the way out."""
    return (
        f"{tie.name}在“{tie.at}”任职，按规定应当回避，不能检查“{target.owner}”；"
        "请改由其他检查组检查，或者调整检查组成员。"
    )


def members_of(inspection: Inspection) -> dict[int, list[int]]:
    """By team of an inspection, the users who go in it."""
    found: dict[int, list[int]] = {}
    for team, user in inspection.teams.values_list("pk", "members__user_id").order_by("order", "members__pk"):
        found.setdefault(team, []).extend([user] if user is not None else [])
    return found


def ties_by_team(inspection: Inspection) -> Mapping[int, list[Tie]]:
    """By team, every post of its members that can stand against a target."""
    members = members_of(inspection)
    ties = ties_of(inspection, {user for users in members.values() for user in users})
    return {team: [tie for user in users for tie in ties.get(user, ())] for team, users in members.items()}


def _stands_against(tie: Tie, target: InspectionTarget) -> bool:
    if tie.unit_id is not None:
        # A unit is nobody's subordinate: its people keep away from it, and from the places that look after it.
        return target.unit_id == tie.unit_id if target.unit_id else tie.path.startswith(target.organization.path)
    here = target.organization.path
    return here.startswith(tie.path) or (target.unit_id is None and tie.path.startswith(here))
