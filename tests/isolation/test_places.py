"""Who sees a record of street A's realm, for each model that says who may see it. Wrong places see nothing."""

from typing import Any

import pytest
from cast import Cast
from database import NEIGHBOUR
from introspection import visible_models
from isolation.life import live
from isolation.table import CASES
from matrix.people import everybody
from stories import consent_in

from core.errors import NotFound
from core.models import Event
from core.permissions import Actor, ActorKind
from linkage.models import Agreement
from resources.models import Need
from tenants.models import CityConsent, District
from tenants.org.actions.cities import consent_agree, consent_decline, consent_withdraw


def test_every_model_that_can_be_seen_has_a_case() -> None:
    assert {case.model for case in CASES.values()} == set(visible_models())


@pytest.mark.parametrize("name", CASES)
def test_who_sees_it(cast: Cast, name: str) -> None:
    case = CASES[name]
    model = case.model
    people = everybody(cast)
    row = case.make(cast)
    assert isinstance(row, model)
    seers = set()
    for person in people:
        actor = person.actor()
        rows = model.objects.visible_to(actor)
        if rows.filter(pk=row.pk).exists():
            seers.add(person.name)
            assert rows.filter(pk=row.pk).count() == 1, "a row may not appear twice"
            assert model.objects.get_visible(actor, row.pk) == row
        else:
            with pytest.raises(NotFound):
                model.objects.get_visible(actor, row.pk)
    assert seers - {"the platform"} == case.seen_by
    assert "the platform" in seers


def test_who_holds_nothing_sees_nothing(cast: Cast) -> None:
    live(cast)
    for model in visible_models():
        assert model.objects.exists(), model
        assert not model.objects.visible_to(Actor(ActorKind.USER, None, "未登录")).exists(), model
        assert not model.objects.visible_to(Actor(ActorKind.CLIENT, 10**9, "外来应用")).exists(), model


@pytest.mark.parametrize("key", [None, "", "0", "x", "\0", -1, 10**30, "1; DROP TABLE", 1.5, "一"])
def test_a_key_that_is_none_is_not_found(cast: Cast, key: Any) -> None:
    for model in (Need, Agreement, Event):
        with pytest.raises(NotFound):
            model.objects.get_visible(cast.actor("leader"), key)


def test_the_districts_themselves_are_for_the_platforms_operators(cast: Cast) -> None:
    assert District.objects.exists()
    for person in everybody(cast):
        assert District.objects.visible_to(person.actor()).exists() is (person.name == "the platform"), person.name


def test_a_district_sees_its_own_consent_only(cast: Cast) -> None:
    own = consent_in(cast)
    foreign = consent_in(cast, schema=NEIGHBOUR)
    assert list(CityConsent.objects.visible_to(cast.actor("security"))) == [own]
    for decide in (consent_agree, consent_decline, consent_withdraw):
        with pytest.raises(NotFound):
            decide(actor=cast.actor("security"), consent=foreign, reason="越权")
    foreign.refresh_from_db()
    assert foreign.status == "asked"
