"""Whom a notice reaches when offices are empty, and that a retired unit's deputies hold nothing."""

from datetime import timedelta

import pytest
from cast import Cast
from guardian.shortcuts import assign_perm
from stories import claim_in, submitted_listing

from core.outbox import deliver_waiting
from core.periods import today
from core.permissions import Perm
from tenants.notices.models import Notice
from tenants.org.grants import ACT_FOR_UNIT
from tenants.org.models import Post, ResidentUnit


def told(verb: str) -> list[str]:
    deliver_waiting()
    return sorted(Notice.objects.filter(event__verb=verb).values_list("user__username", flat=True))


def test_the_nearest_office_is_told(cast: Cast) -> None:
    submitted_listing(cast)
    assert told("need.submit") == ["street.a", "street.a.secretary"]


@pytest.mark.parametrize("how", ["left", "not yet there", "account closed"])
def test_an_office_that_nobody_holds_passes_on_to_the_one_above(cast: Cast, how: str) -> None:
    Post.objects.create(user=cast.users["office"], role="subdistrict_office", organization=cast.root, starts_on=today())
    posts = Post.objects.filter(organization=cast.street_a)
    if how == "left":
        posts.update(ends_on=today() - timedelta(days=1))
    elif how == "not yet there":
        posts.update(starts_on=today() + timedelta(days=1))
    else:
        for post in posts:
            post.user.is_active = False
            post.user.save()
    submitted_listing(cast)
    assert told("need.submit") == ["office"]


def test_the_two_sides_are_told_and_the_one_who_acts_is_not(cast: Cast) -> None:
    claim_in(cast, "closed")
    assert told("claim.confirm") == ["unit.a", "unit.a.head"]
    assert told("claim.fulfil") == ["community.a", "community.a.secretary", "unit.a.head"]


def test_a_deputy_of_a_retired_unit_holds_nothing(cast: Cast) -> None:
    assign_perm(f"org.{ACT_FOR_UNIT}", cast.users["member"], cast.unit_a)
    assert cast.actor("member").can(Perm.CLAIM_PROPOSE, cast.unit_a.place)
    ResidentUnit.objects.filter(pk=cast.unit_a.pk).update(status="retired")
    assert not cast.actor("member").can(Perm.CLAIM_PROPOSE, cast.unit_a.place)
    assert not cast.actor("unit_a").grants
