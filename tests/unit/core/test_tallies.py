"""The tallies say what the rows say, whatever is written, by whom, and in which order."""

import random
import threading
from typing import Any

import pytest
from cast import Cast, build_cast
from database import NEIGHBOUR, SCHEMA
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context
from stories import agreement_in, claim_in, draft_listing, in_days, listing_in

from core.permissions import SYSTEM
from core.tallies import differences, fold, rebuild, tallied_models, tally_of
from core.tasks import fold_everywhere
from linkage.models import Agreement
from resources.models import Claim, Need, NeedTally, Resource
from tenants.org.actions.organizations import organization_edit, organization_retire
from tenants.org.models import Organization

STATUSES = Need.Status.values


def tallied(model: Any) -> int:
    return sum(tally_of(model).objects.values_list("n", flat=True))


def need(place: Organization, **more: Any) -> Need:
    values = {"title": "需求", "category": "venue", "quantity": 1, "measure": "次", "due_on": in_days(9)}
    return Need.objects.create(organization=place, audience=place, created_at=timezone.now(), **{**values, **more})


def test_what_people_do_is_tallied(cast: Cast) -> None:
    for status in ("draft", "submitted", "returned", "open", "closed", "withdrawn", "expired"):
        listing_in(cast, status)
        listing_in(cast, status, Resource)
    for status in Claim.Status.values:
        claim_in(cast, status)
    for status in Agreement.Status.values:
        agreement_in(cast, status)
    assert differences() == []
    assert {model.__name__ for model in tallied_models()} == {"Agreement", "Need", "Resource", "Claim"}
    assert tallied(Agreement) == Agreement.objects.count() > 4
    # The unit's own draft is left out until it is submitted.
    private = Resource.objects.filter(Resource.UNTALLIED).count()
    assert private == 1
    assert tallied(Resource) == Resource.objects.count() - private


@pytest.mark.parametrize("seed", range(6))
def test_random_histories(cast: Cast, seed: int) -> None:
    """Rows made, changed in bulk, handed to others and deleted; places moved and retired; folded in between."""
    dice = random.Random(seed)
    places = [cast.root, cast.street_a, cast.street_b, cast.community_a, cast.community_b]
    units = [None, None, cast.unit_a, cast.unit_b]

    def some() -> Any:
        keys = list(Need.objects.values_list("pk", flat=True))
        return Need.objects.filter(pk__in=dice.sample(keys, min(len(keys), dice.randint(1, 4))))

    def submitted() -> Any:
        return dice.choice([None, timezone.now()])

    steps = {
        "make": lambda: need(
            dice.choice(places), unit=dice.choice(units), submitted_at=submitted(), status=dice.choice(STATUSES)
        ),
        "status": lambda: some().update(status=dice.choice(STATUSES)),
        "submit": lambda: some().update(submitted_at=submitted(), status=dice.choice(STATUSES)),
        "hand on": lambda: some().update(organization=dice.choice(places), unit=dice.choice(units)),
        "other": lambda: some().update(title="改过"),
        "delete": lambda: some().delete(),
        "move": lambda: organization_edit(
            actor=SYSTEM,
            organization=Organization.objects.get(pk=cast.community_a.pk),
            name="江宁居委会",
            parent=Organization.objects.get(pk=dice.choice([cast.street_a, cast.street_b]).pk),
        ),
        "fold": fold,
    }
    for _ in range(60):
        steps[dice.choice(["make", "make", *steps])]()
        assert differences() == []
    fold()
    assert NeedTally.objects.count() <= len(Need.objects.values("organization", "status").distinct())
    assert differences() == []


def test_where_a_place_is_given_up(cast: Cast) -> None:
    """What goes to the successor is counted there, what is over stays where it was."""
    for status in ("draft", "open", "withdrawn"):
        listing_in(cast, status)
    organization_retire(actor=SYSTEM, organization=cast.community_a, successor=cast.community_b, reason="撤并")
    assert differences() == []
    assert Need.objects.filter(organization=cast.community_b).exists()


def test_a_change_that_counts_nothing_adds_nothing(cast: Cast) -> None:
    listing = draft_listing(cast)
    before = NeedTally.objects.count()
    listing.title = "改过"
    listing.save()
    Need.objects.update(status="draft")
    assert NeedTally.objects.count() == before


def test_the_trigger_writes_to_the_schema_of_its_table(cast: Cast) -> None:
    """Whatever the search path is: rows of one district never count in another."""
    listing = draft_listing(cast)
    with schema_context(NEIGHBOUR):
        before = NeedTally.objects.count()
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {SCHEMA}.resources_need SET status = 'withdrawn' WHERE id = %s", [listing.pk])
        assert NeedTally.objects.count() == before
    assert differences() == []


def test_what_is_wrong_is_found_and_mended(cast: Cast) -> None:
    draft_listing(cast)
    call_command("tallies")
    NeedTally.objects.create(organization_id=cast.root.pk, status="open", n=3)
    NeedTally.objects.filter(organization_id=cast.community_a.pk).delete()
    assert differences() == [
        ("resources_need", cast.root.pk, "open", 3),
        ("resources_need", cast.community_a.pk, "draft", -1),
    ]
    with pytest.raises(CommandError, match="1 个区"):
        call_command("tallies")
    call_command("tallies", rebuild=True)
    assert differences() == []
    rebuild()
    assert differences() == []


def test_only_where_there_is_something_to_fold(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("core.tasks.fold_tallies.delay", asked.append)
    draft_listing(cast)
    assert fold_everywhere() == 0
    draft_listing(cast)
    assert fold_everywhere() == 1
    assert asked == [SCHEMA]


def test_many_at_once(scratch: str) -> None:
    """Writers, folders and a recount side by side: nothing is lost, nothing counted twice, nobody waits for ever."""
    with schema_context(SCHEMA):
        cast = build_cast()
        keys = [need(cast.community_a).pk for _ in range(6)]
    faults: list[BaseException] = []

    def work(n: int) -> None:
        dice = random.Random(n)
        try:
            with schema_context(SCHEMA):
                for turn in range(40):
                    if n == 0:
                        fold()
                    elif n == 1 and turn % 5 == 0:
                        rebuild()
                    elif dice.random() < 0.3:
                        need(cast.community_a, status=dice.choice(STATUSES))
                    else:
                        Need.objects.filter(pk=dice.choice(keys)).update(status=dice.choice(STATUSES))
        except BaseException as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    with schema_context(SCHEMA):
        assert differences() == []
        fold()
        assert differences() == []
        assert tallied(Need) == Need.objects.count() > len(keys)
