"""How many statements each action takes. One more must be wanted: then the number in ``query_counts.json`` grows too.

``UPDATE_QUERY_COUNTS=1`` writes what is measured.
"""

import json
import os
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cast import Cast
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from introspection import visible_models
from matrix.people import everybody
from matrix.rows import Row
from matrix.table import ROWS
from stories import agreement_terms, claim_in, in_days, open_listing, submitted_listing

from core.outbox import deliver_waiting
from core.permissions import SYSTEM
from linkage.actions.agreements import CommitmentDraft, PartyDraft, agreement_create, agreement_propose, agreement_sign
from resources.actions.claims import claim_confirm, claim_propose
from resources.models import Need, Resource
from tenants.notices.models import Notice
from tenants.org.models import Post, ResidentUnit

KEPT = Path(__file__).with_name("query_counts.json")


def statements(call: Any) -> int:
    """How many statements the call sends, savepoints aside."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)


def test_every_action_keeps_its_budget(cast: Cast) -> None:
    # A process reads them once: whether an earlier test has done so must not count.
    ContentType.objects.get_for_models(*visible_models())
    people = {person.name: person.actor for person in everybody(cast)}
    point = connection.savepoint()
    counts = {str(row): _count(cast, row, people, point) for row in ROWS}
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        KEPT.write_text(json.dumps(counts, indent=1, sort_keys=True) + "\n")
    kept = json.loads(KEPT.read_text())
    assert set(kept) == set(counts)
    above = {name: (kept[name], count) for name, count in counts.items() if count > kept[name]}
    assert above == {}, "more statements than kept: (kept, now)"


def _count(cast: Cast, row: Row, people: Any, point: str) -> int:
    actor = people[min(row.allowed)]()
    thing = row.record(cast)
    if thing is not None:
        thing = type(thing)._base_manager.get(pk=thing.pk)
    given = row.arguments(cast, thing)
    count = statements(partial(row.function, actor=actor, **given))
    connection.savepoint_rollback(point)
    for place in (cast.root, cast.street_a, cast.street_b, cast.community_a, cast.community_b):
        place.refresh_from_db()
    return count


def units(cast: Cast, count: int) -> list[ResidentUnit]:
    return ResidentUnit.objects.bulk_create(
        ResidentUnit(name=f"单位{number}", kind="other", organization=cast.community_a) for number in range(count)
    )


@pytest.mark.parametrize("kind", [Need, Resource])
def test_claiming_costs_the_same_however_many_have_claimed(cast: Cast, kind: Any) -> None:
    target = open_listing(cast, kind, quantity=500)
    owners = units(cast, 25)

    def propose(unit: ResidentUnit) -> None:
        claim_propose(actor=SYSTEM, target=target, claimant=unit, quantity=2)

    first = statements(lambda: propose(owners[0]))
    for unit in owners[1:24]:
        propose(unit)
    assert statements(lambda: propose(owners[24])) == first


def test_confirming_costs_the_same_however_many_have_claimed(cast: Cast) -> None:
    counts = []
    target = open_listing(cast, quantity=500)
    for unit in units(cast, 12):
        claim = claim_propose(actor=SYSTEM, target=target, claimant=unit, quantity=2)
        counts.append(statements(partial(claim_confirm, actor=cast.actor("street_a"), claim=claim)))
    assert len(set(counts[1:])) == 1


def agreement_with(cast: Cast, many: list[ResidentUnit]) -> Any:
    return agreement_create(
        actor=SYSTEM,
        **agreement_terms(
            cast,
            parties=[PartyDraft(unit) for unit in many],
            commitments=[CommitmentDraft(unit, "开放", Decimal(4), "次", in_days(30)) for unit in many],
        ),
    )


def test_agreements_cost_the_same_however_many_take_part(cast: Cast) -> None:
    many = units(cast, 20)
    agreement_with(cast, many)  # the district's first event costs more: it makes the chain
    create: list[int] = []
    propose: list[int] = []
    sign: list[int] = []
    for parties in (many[:2], many):
        found: list[Any] = []
        create.append(statements(lambda: found.append(agreement_with(cast, parties))))  # noqa: B023
        agreement = found[0]
        propose.append(statements(partial(agreement_propose, actor=SYSTEM, agreement=agreement)))
        agreement.refresh_from_db()
        sign.append(statements(partial(agreement_sign, actor=SYSTEM, agreement=agreement)))
    assert create[0] == create[1]
    assert propose[0] == propose[1]
    assert sign[0] == sign[1]


def test_telling_many_costs_no_more_than_telling_few(cast: Cast) -> None:
    submitted_listing(cast)
    few = statements(deliver_waiting)
    for name in ("unit_b", "leader", "office", "member", "community_b"):
        Post.objects.create(
            user=cast.users[name], role="subdistrict_office", organization=cast.street_a, starts_on=in_days(-1)
        )
    submitted_listing(cast)
    assert statements(deliver_waiting) == few
    assert Notice.objects.filter(event__verb="need.submit").count() == 2 + 7


@pytest.mark.parametrize("model", ["Need", "Claim", "Agreement", "ResidentUnit", "Event"])
def test_what_one_may_see_is_asked_in_one_statement(cast: Cast, model: str) -> None:
    claim_in(cast, "closed")
    (kind,) = [found for found in visible_models() if found.__name__ == model]
    for name in ("leader", "street_a", "unit_a"):
        actor = cast.actor(name)
        assert statements(lambda: list(kind.objects.visible_to(actor))) == 1  # noqa: B023
        assert statements(lambda: cast.actor(name)) == 1  # noqa: B023
