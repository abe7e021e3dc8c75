"""Every field of every type answers, alone and together with all others."""

from decimal import Decimal
from typing import Any

import pytest
from asking import answer_in, result_in
from assemblies import inquiry_in, proposal_in, topic_in
from briefing import bulletin_in
from callers import Caller, person
from campaign_stories import campaign_in, step_in
from cast import Cast
from emerging import appraisal, branch_of, consultation_in, photo_of
from graphql import GraphQLObjectType, get_named_type, is_leaf_type
from inspecting import checklist_in, draw_of, finding_with_photo
from isolation.life import used
from oversight import oversee
from patronage import visit_in, weak_in
from project_stories import project_in
from quarters import IN_Q3, closed_claim, issued
from samples import photo
from sharing import material_in
from stories import (
    agreement_in,
    claim_in,
    delivery_to,
    document_in,
    in_days,
    listing_in,
    open_listing,
    template_in,
    token_in,
    webhook_in,
)
from task_stories import admission_in, assignment_in, community_part, responsibility_in
from whistle_stories import appeal_in, whistle_in

from api.hooks.models import WebhookAttempt
from api.names import camel
from api.schema import ROOTS, schema
from core.outbox import deliver_waiting
from linkage.actions.agreements import CommitmentDraft, agreement_comment
from linkage.actions.scans import agreement_scan
from resources.models import Resource
from tenants.org.actions.grants import grant_give
from tenants.org.grants import VIEW_SUBTREE

TYPES = schema.graphql_schema.type_map


def leaves(name: str) -> str:
    """All fields of a type that are values."""
    type_ = TYPES[name]
    assert isinstance(type_, GraphQLObjectType)
    return " ".join(field for field, found in type_.fields.items() if is_leaf_type(get_named_type(found.type)))


def selection(name: str) -> str:
    """All fields of a type, with all values of whatever they lead to."""
    type_ = TYPES[name]
    assert isinstance(type_, GraphQLObjectType)
    parts = [leaves(name)]
    for field, found in type_.fields.items():
        inner = get_named_type(found.type)
        if is_leaf_type(inner):
            continue
        if inner.name == "Node":
            parts.append(f"{field} {{ __typename id }}")
        elif inner.name.endswith("Connection"):
            node = leaves(inner.name.removesuffix("Connection"))
            below = (
                f"totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {node} }} edges {{ cursor node {{ id }} }}"
            )
            parts.append(f"{field}(first: 2) {{ {below} }}")
        else:
            parts.append(f"{field} {{ {leaves(inner.name)} }}")
    return " ".join(parts)


def monthly(cast: Cast) -> CommitmentDraft:
    return CommitmentDraft(cast.unit_a, "开放操场", Decimal(3), "次", in_days(365), "month")


@pytest.fixture
def world(cast: Cast) -> Cast:
    """At least one record of every type, and one of every state that has fields of its own."""
    closed_claim(cast, at=IN_Q3)
    issued(cast)
    agreement_in(cast, "active")
    oversee(cast)
    community_part(cast)
    assignment_in(cast, "submitted")
    responsibility_in(cast, "accepted")
    admission_in(cast, "approved")
    campaign_in(cast, "completed")
    project_in(cast, "benchmark")
    for status in ("active", "waived"):
        step_in(cast, status)
    appeal_in(cast, "closed")
    whistle_in(cast, "closed")
    answer_in(cast, "returned")
    result_in(cast, published=True, files=[photo()])
    bulletin_in(cast, "signed", corrects=bulletin_in(cast, "issued"))
    material_in(cast, "published")
    material_in(cast, "published", owner=cast.street_a)
    agreement = agreement_in(cast, "evaluated", commitments=[monthly(cast)])
    agreement_scan(actor=cast.actor("unit_a"), agreement=agreement, papers=[photo()])
    agreement_comment(actor=cast.actor("unit_a"), agreement=agreement_in(cast, "negotiating"), text="时段能否提前")
    template_in()
    claim_in(cast, "closed", listing=open_listing(cast, Resource), quantity=5)
    claim_in(cast, "proposed")
    branch_of(cast)
    photo_of(cast)
    visit_in(cast)
    weak_in(cast)
    document_in(cast)
    token_in(cast)
    used(cast)
    consultation_in(cast, "closed")
    checklist_in(cast)
    finding_with_photo(cast)
    draw_of(cast, below=cast.street_a)
    appraisal(cast)
    listing_in(cast, "draft")
    delivery = delivery_to(cast, webhook_in(cast))
    WebhookAttempt.objects.create(delivery=delivery, at=delivery.created_at, url="https://x", milliseconds=9)
    inquiry_in(cast, "answered")
    topic_in(cast, "passed")
    proposal_in(cast, "closed")
    deliver_waiting()
    grant_give(actor=cast.actor("security"), user=cast.users["unit_b"], grant=VIEW_SUBTREE, at=cast.street_a)
    return cast


def ask_all(caller: Caller, name: str, target: str, number: int) -> list[dict[str, Any]]:
    return caller.ask(f"{{ {name}(first: {number}) {{ nodes {{ {selection(target)} }} }} }}")[name]["nodes"]


def test_every_field_answers(world: Cast) -> None:
    seen: set[str] = set()
    for who in ("leader", "street_a", "community_a", "unit_a", "street_b", "security"):
        caller = person(world.users[who])
        seen |= {target for name, (target, _) in ROOTS.items() if ask_all(caller, camel(name), target, 5)}
    assert seen == {target for target, _ in ROOTS.values()}


def test_together_and_apart_are_the_same(world: Cast) -> None:
    """Fields do not change each other's answers: what one asks for alone is what comes in company."""
    caller = person(world.users["street_a"])
    for target, name in (("Claim", "claims"), ("Agreement", "agreements"), ("Organization", "organizations")):
        together = ask_all(caller, name, target, 3)
        for field, found in TYPES[target].fields.items():
            # A signed address tells the second in which it was made.
            if is_leaf_type(get_named_type(found.type)) and not field.endswith("Url"):
                alone = caller.ask(f"{{ {name}(first: 3) {{ nodes {{ {field} }} }} }}")[name]["nodes"]
                assert [node[field] for node in alone] == [node[field] for node in together], (target, field)


def test_the_types_that_only_hang_on_others_answer_too(world: Cast) -> None:
    caller = person(world.users["street_a"])
    inner = selection("AgreementParty")
    parties = caller.ask(f"{{ agreements(first: 1) {{ nodes {{ parties(first: 5) {{ nodes {{ {inner} }} }} }} }} }}")
    assert parties["agreements"]["nodes"][0]["parties"]["nodes"][0]["commitments"]["totalCount"] >= 0
    inner = selection("ReportFigure")
    text = f"{{ reportEntries(first: 1) {{ nodes {{ figures(first: 15) {{ nodes {{ {inner} }} }} }} }} }}"
    figures = caller.ask(text)["reportEntries"]["nodes"][0]["figures"]["nodes"]
    assert any(figure["value"] is not None for figure in figures)
    assert all(figure["name"] and figure["explanation"] for figure in figures)


def test_nobody_but_the_person_reads_notices(world: Cast) -> None:
    texts = {
        who: {node["text"] for node in ask_all(person(world.users[who]), "notices", "Notice", 50)}
        for who in ("unit_a", "community_a", "audit")
    }
    assert texts["unit_a"]
    assert texts["audit"] == set()
    assert person(world.users["unit_a"]).ask("{ me { unreadNotices } }")["me"]["unreadNotices"] > 0
