"""What a unit keeps to itself, and what a reviewer sees."""

import pytest
from cast import Cast
from stories import draft_listing, in_days, listing_in, submitted_listing

from core.errors import InvalidInput
from core.models import Event
from resources.actions.listings import listing_edit, listing_submit, listing_withdraw
from resources.models import Need, Resource


def seen(cast: Cast, name: str, listing: Need | Resource) -> bool:
    return type(listing).objects.visible_to(cast.actor(name)).filter(pk=listing.pk).exists()


@pytest.mark.parametrize("kind", [Need, Resource])
def test_a_draft_that_was_never_submitted_stays_the_units_own(cast: Cast, kind: type) -> None:
    listing = draft_listing(cast, kind, by="unit_a")
    listing_withdraw(actor=cast.actor("unit_a"), listing=listing, reason="不办了")
    assert seen(cast, "unit_a", listing)
    for above in ("street_a", "community_a", "leader"):
        assert not seen(cast, above, listing)
        assert not Event.objects.visible_to(cast.actor(above)).for_subject(listing).exists()


@pytest.mark.parametrize("status", ["submitted", "returned", "open", "withdrawn", "expired", "closed"])
def test_from_submission_on_the_places_above_see_it(cast: Cast, status: str) -> None:
    listing = listing_in(cast, status, Resource)
    for above in ("street_a", "community_a", "leader"):
        assert seen(cast, above, listing)
        assert Event.objects.visible_to(cast.actor(above)).for_subject(listing).exists()
    assert not seen(cast, "street_b", listing)


def test_submitting_checks_the_date_as_it_stands(cast: Cast) -> None:
    read_before = draft_listing(cast)
    Need.objects.filter(pk=read_before.pk).update(due_on=in_days(-1))
    with pytest.raises(InvalidInput) as refused:
        listing_submit(actor=cast.actor("community_a"), listing=read_before)
    assert refused.value.field == "due_on"


def test_the_first_submission_is_remembered(cast: Cast) -> None:
    listing = listing_in(cast, "returned")
    first = listing.submitted_at
    listing = listing_edit(
        actor=cast.actor("community_a"),
        listing=listing,
        title="改好的需求",
        category="goods",
        quantity="12.50",
        measure="份",
        due_on=in_days(3),
    )
    assert listing_submit(actor=cast.actor("community_a"), listing=listing).submitted_at == first
    assert submitted_listing(cast).submitted_at is not None
