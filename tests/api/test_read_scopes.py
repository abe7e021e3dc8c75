"""Scopes that let a client read one domain and nothing of the others."""

from typing import Any

from callers import Caller, application
from cast import Cast
from introspection import visible_models
from isolation.life import live
from oversight import problem_in
from quarters import IN_Q3, closed_claim
from stories import claim_in

from api.hooks.collecting import actor_behind
from api.models import Client
from api.rows.fields import One
from api.rows.records import all_records
from core.models import Event
from core.permissions import SYSTEM, Actor, ActorKind, Perm
from core.scopes import READ, READ_SCOPES, confined, domain_read
from tenants.accounts.models import User
from tenants.org.actors import actor_of
from tenants.org.models import Organization

# What every reader sees, or what is a person's, a client's or the administrators' own.
COMMON = {
    "tenants.CityConsent", "core.Event", "accounts.User", "org.Organization", "org.Department", "org.ObjectGrant",
    "notices.Notice", "preferences.SavedView", "resources.StagedFile", "api.Client", "hooks.Webhook",
    "hooks.WebhookDelivery", "hooks.WebhookAttempt", "usage.ClientUsage", "trusted.RegisteredDocument",
    "personal.PersonalToken",
}  # fmt: skip


def reader(cast: Cast, *scopes: str) -> Actor:
    """A client of the whole district with these scopes."""
    screen(cast, *scopes)
    return actor_behind(Client.objects.latest("pk"))


def screen(cast: Cast, *scopes: str) -> Caller:
    return application(cast, cast.root, list(scopes), name="、".join(scopes))


def test_every_model_is_of_a_domain_or_common() -> None:
    without = {model._meta.label for model in visible_models() if not domain_read(model)}
    assert without == COMMON
    named = {domain_read(model) for model in visible_models()} - {""}
    assert {f"{domain}.view" for domain in named} == set(READ_SCOPES)


def test_each_scope_reads_and_hears_of_its_own_domain_and_no_other(cast: Cast) -> None:
    live(cast)
    whole = reader(cast, "view")
    for scope in READ_SCOPES:
        domain = scope.removesuffix(READ)
        actor = confined(whole, [scope])
        for model in visible_models():
            if model in (Event, User):
                continue
            found = set(model.objects.visible_to(actor).values_list("pk", flat=True))
            if domain_read(model) in ("", domain):
                expected = set(model.objects.visible_to(whole).values_list("pk", flat=True))
                assert found == expected, (scope, model)
            else:
                assert found == set(), (scope, model)
    heard = Event.objects.visible_to(confined(whole, ["problem.view"]))
    types = set(heard.values_list("subject_type", flat=True))
    assert "problems.problem" in types
    assert not {kind for kind in types if kind.startswith(("linkage.", "resources.", "conferences.", "assessment."))}


def test_what_a_record_leads_to_is_null_where_it_is_of_another_domain(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    text = "{ claims(first: 5) { edges { node { id quantity need { title } } } } needs(first: 5) { totalCount } }"
    data = screen(cast, "claim.view").ask(text)
    (edge,) = data["claims"]["edges"]
    assert edge["node"]["need"] is None
    assert data["needs"]["totalCount"] == 0
    data = screen(cast, "claim.view", "listing.view").ask(text)
    assert data["claims"]["edges"][0]["node"]["need"]["title"]
    assert data["needs"]["totalCount"] > 0


def test_counts_and_lists_are_of_what_it_may_read(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    problem_in(cast, "reported")
    text = "{ organizations(first: 1) { edges { node { needCounts { status count } claimCounts { status count } } } } }"
    node = screen(cast, "claim.view", "problem.view").ask(text)["organizations"]["edges"][0]["node"]
    assert node["needCounts"] == []
    assert sum(each["count"] for each in node["claimCounts"]) == 1
    text = "{ problems(first: 5) { totalCount } contactPoints(first: 5) { totalCount } }"
    assert screen(cast, "problem.view").ask(text) == {
        "problems": {"totalCount": 1},
        "contactPoints": {"totalCount": 0},
    }


def test_the_summary_takes_all_of_it(cast: Cast) -> None:
    answer = screen(cast, "claim.view").post("{ summary { quarter } }").json()
    assert answer["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert "查看全部" in answer["errors"][0]["message"]


def test_doing_takes_reading_what_it_is_done_to(cast: Cast) -> None:
    claim = claim_in(cast, "proposed")
    blind = confined(actor_of(cast.users["street_a"], kind=ActorKind.CLIENT), ["claim.confirm", "need.view"])
    assert blind.can(Perm.CLAIM_CONFIRM, claim.target.place)
    assert not type(claim).objects.visible_to(blind).exists()


def test_records_of_other_domains_are_joined_only_where_they_may_be_null() -> None:
    for record in all_records():
        for name, field in record._meta.fields.items():
            if isinstance(field, One) and field.follows and not field.null:
                there = domain_read(_model(field))
                assert there in ("", domain_read(record._meta.model)), (record, name)


def _model(field: Any) -> Any:
    from api.rows.records import record_named

    return record_named(field.target)._meta.model


def test_all_of_it_is_what_people_have(cast: Cast) -> None:
    assert SYSTEM.domains is None
    assert cast.actor("leader").domains is None
    assert Organization.objects.visible_to(reader(cast, "unit.view")).count() == Organization.objects.count()
