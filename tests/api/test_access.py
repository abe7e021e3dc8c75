"""Who may ask: sessions, tokens, scopes; what a stranger, another place and another district get."""

from datetime import timedelta
from typing import Any

import pytest
from callers import Caller, application, gid, person, token_of
from cast import Cast
from django.test import Client as Http
from django.utils import timezone
from django_tenants.utils import schema_context
from isolation.life import live
from oauth2_provider.models import AccessToken
from quarters import drafted, issued
from stories import agreement_in, claim_in, delivery_to, listing_in, open_listing, webhook_in

from api.actions.clients import client_disable, client_register, client_rotate
from api.models import Client
from api.names import camel
from api.rows.records import all_records
from api.scopes import CLIENT_PERMISSIONS
from core.errors import InvalidInput, NotAllowed, WrongState
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import today
from core.permissions import Perm
from linkage.campaigns.models import CampaignTemplate, CampaignTemplateStep
from resources.models import Need, Resource
from tenants.org.actions.grants import grant_give
from tenants.org.grants import VIEW_SUBTREE
from tenants.org.models import Post

HOST = "jingan.localhost"
ME = "{ me { kind label permissions { code } } }"
# What the scope ``view`` gives.
READING = [{"code": "view"}, {"code": "personnel.view"}]


def code_of(response: Any) -> str:
    return response.json()["errors"][0]["extensions"]["code"]


def registered(cast: Cast, *scopes: Perm, at: Any = None) -> tuple[Client, str]:
    return client_register(
        actor=cast.actor("security"), name="数据中台", purpose="汇总", at=at or cast.street_a, scopes=list(scopes)
    )


class TestSessions:
    def test_a_stranger_learns_nothing(self, district: None) -> None:
        stranger = Caller(Http(), HOST)
        for query in ("{ needs { nodes { id } } }", "{ __schema { types { name } } }", "nonsense"):
            response = stranger.post(query)
            assert response.status_code == 401
            assert code_of(response) == "UNAUTHENTICATED"
            assert "data" not in response.json()

    def test_a_person_acts_by_its_posts(self, cast: Cast) -> None:
        me = person(cast.users["unit_a"]).ask(ME)["me"]
        assert me["kind"] == "user"
        assert me["label"] == "江宁中学 驻区单位联络员 江宁中学小孙"
        assert {"code": "claim.propose"} in me["permissions"]
        assert {"code": "listing.review"} not in me["permissions"]

    def test_a_session_needs_its_csrf_token(self, cast: Cast) -> None:
        http = Http(enforce_csrf_checks=True)
        http.force_login(cast.users["unit_a"], backend="django.contrib.auth.backends.ModelBackend")
        caller = Caller(http, HOST)
        assert caller.post(ME).status_code == 403
        assert code_of(caller.post(ME)) == "CSRF"
        page = caller.get("/graphql/", Accept="text/html")
        assert page.status_code == 200
        token = page.cookies["csrftoken"].value
        response = http.post(
            "/graphql/",
            {"query": ME},
            content_type="application/json",
            headers={"X-CSRFToken": token},
            HTTP_HOST=HOST,
        )
        assert response.status_code == 200

    @pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "multipart/form-data"])
    def test_a_form_that_cannot_be_read_is_refused_in_words(self, cast: Cast, kind: str) -> None:
        """The check for forgery looks into forms."""
        http = Http(enforce_csrf_checks=True, raise_request_exception=False)
        http.force_login(cast.users["unit_a"], backend="django.contrib.auth.backends.ModelBackend")
        http.get("/graphql/", headers={"Accept": "text/html"}, HTTP_HOST=HOST)
        response = http.post("/graphql/", b"[" * 4_000, content_type=kind, HTTP_HOST=HOST)
        assert response.status_code == 400
        assert response.json()["errors"][0]["message"] == "请求类型应为 application/json。"

    def test_a_session_of_one_district_is_worthless_in_another(self, cast: Cast, neighbour: Cast) -> None:
        caller = person(cast.users["leader"])
        caller.ask(ME)
        caller.host = "dongcheng.localhost"
        assert caller.post(ME).status_code == 401


class TestTokens:
    def test_a_client_acts_within_its_scopes(self, cast: Cast) -> None:
        reader = application(cast, cast.street_a, [Perm.VIEW])
        listing = listing_in(cast, "submitted")
        assert reader.ask("query ($id: ID!) { need(id: $id) { title } }", id=gid(listing))
        payload = reader.do("needPublish", "need { id }", id=gid(listing))
        assert payload["need"] is None
        assert payload["errors"][0]["code"] == "NOT_ALLOWED"
        assert Need.objects.get().status == "submitted"

    def test_a_client_without_view_sees_nothing(self, cast: Cast) -> None:
        """Of no type: not the tree of places, and not even its own account."""
        world(cast)
        issued(cast)
        writer = application(cast, cast.root, sorted(CLIENT_PERMISSIONS - {Perm.VIEW}))
        assert len(writer.ask(ME)["me"]["permissions"]) == len(CLIENT_PERMISSIONS) - 1
        for name in roots().values():
            assert writer.ask(f"{{ {name} {{ totalCount nodes {{ id }} }} }}")[name] == {"totalCount": 0, "nodes": []}
        place = writer.post("query ($id: ID!) { organization(id: $id) { name } }", {"id": gid(cast.street_a)})
        assert code_of(place) == "NOT_FOUND"
        seeing = application(cast, cast.root, sorted(CLIENT_PERMISSIONS), name="另一应用")
        assert seeing.ask("{ organizations { totalCount } }")["organizations"]["totalCount"] == 5

    def test_a_token_may_ask_for_less_and_never_for_more(self, cast: Cast) -> None:
        client, secret = registered(cast, Perm.VIEW, Perm.LISTING_EDIT)
        http = Http()
        less = token_of(http, HOST, client.client_id, secret, "view").json()
        assert less["scope"] == "view"
        codes = Caller(http, HOST, less["access_token"]).ask(ME)["me"]["permissions"]
        assert codes == READING
        more = token_of(http, HOST, client.client_id, secret, "view claim.confirm")
        assert more.status_code == 400
        assert more.json()["error"] == "invalid_scope"

    def test_scopes_taken_away_count_at_once(self, cast: Cast) -> None:
        caller = application(cast, cast.street_a, [Perm.VIEW, Perm.LISTING_EDIT])
        Client.objects.update(scopes=["view"])
        assert caller.ask(ME)["me"]["permissions"] == READING

    def test_secrets_and_tokens_are_kept_as_hashes(self, cast: Cast) -> None:
        client, secret = registered(cast, Perm.VIEW)
        token = token_of(Http(), HOST, client.client_id, secret).json()["access_token"]
        stored = Client.objects.values_list("client_secret", flat=True).get()
        assert secret not in stored
        assert stored.startswith("argon2")
        assert token not in str(AccessToken.objects.values().get())

    @pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Basic YTpi", "Bearer 令牌", "nonsense"])
    def test_a_wrong_token_is_refused(self, cast: Cast, header: str) -> None:
        response = Http().post(
            "/graphql/", {"query": ME}, content_type="application/json", HTTP_HOST=HOST, HTTP_AUTHORIZATION=header
        )
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == "Bearer"

    def test_a_token_wins_over_a_session(self, cast: Cast) -> None:
        caller = application(cast, cast.street_a, [Perm.VIEW])
        caller.http.force_login(cast.users["unit_a"], backend="django.contrib.auth.backends.ModelBackend")
        assert caller.ask(ME)["me"]["kind"] == "client"

    def test_an_expired_token_is_refused(self, cast: Cast) -> None:
        caller = application(cast, cast.street_a, [Perm.VIEW])
        AccessToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
        assert caller.post(ME).status_code == 401

    def test_a_token_of_one_district_is_worthless_in_another(self, cast: Cast, neighbour: Cast) -> None:
        caller = application(cast, cast.root, [Perm.VIEW])
        assert caller.post(ME).status_code == 200
        caller.host = "dongcheng.localhost"
        assert caller.post(ME).status_code == 401
        client = Client.objects.get()
        assert token_of(Http(), "dongcheng.localhost", client.client_id, "x").status_code == 401

    def test_the_subtree_ends_with_the_post(self, cast: Cast, settings: Any) -> None:
        settings.GRAPHQL_CALLER_SECONDS = 0
        open_listing(cast)
        caller = application(cast, cast.street_a, [Perm.VIEW])
        assert caller.ask("{ needs { totalCount } }")["needs"]["totalCount"] == 1
        Post.objects.filter(role="client").update(starts_on=today() - timedelta(9), ends_on=today() - timedelta(2))
        assert caller.ask("{ needs { totalCount } }")["needs"]["totalCount"] == 0

    def test_guessing_a_secret_is_slowed_down(self, cast: Cast, settings: Any) -> None:
        settings.GRAPHQL_TOKENS_PER_MINUTE = 3
        client, _ = registered(cast, Perm.VIEW)
        answers = [token_of(Http(), HOST, client.client_id, "wrong").status_code for _ in range(5)]
        assert answers == [401, 401, 401, 429, 429]

    def test_guessing_through_the_other_door_is_slowed_down_as_well(self, cast: Cast, settings: Any) -> None:
        settings.GRAPHQL_TOKENS_PER_MINUTE = 3
        client, _ = registered(cast, Perm.VIEW)
        form = {"token": "x", "client_id": client.client_id, "client_secret": "wrong"}
        answers = [Http().post("/oauth/revoke_token/", form, HTTP_HOST=HOST).status_code for _ in range(5)]
        assert answers == [401, 401, 401, 429, 429]

    def test_an_address_that_asks_for_anybody_is_slowed_down(self, cast: Cast, settings: Any) -> None:
        settings.GRAPHQL_TOKENS_PER_ADDRESS = 3
        answers = [token_of(Http(), HOST, f"client-{n}", "x").status_code for n in range(5)]
        assert answers == [401, 401, 401, 429, 429]
        client, secret = registered(cast, Perm.VIEW)
        elsewhere = Http(REMOTE_ADDR="10.9.8.7")
        assert token_of(elsewhere, HOST, client.client_id, secret).status_code == 200

    @pytest.mark.parametrize("grant", ["password", "authorization_code", "refresh_token", "nonsense", ""])
    def test_only_client_credentials_give_a_token(self, cast: Cast, grant: str) -> None:
        client, secret = registered(cast, Perm.VIEW)
        form = {"grant_type": grant, "client_id": client.client_id, "client_secret": secret}
        form |= {"username": "unit.a", "password": "x", "code": "x", "refresh_token": "x"}
        assert Http().post("/oauth/token/", form, HTTP_HOST=HOST).status_code in (400, 401)


class TestClients:
    def test_only_the_security_administrator_registers(self, cast: Cast) -> None:
        for name in set(cast.users) - {"security"}:
            with pytest.raises(NotAllowed):
                client_register(actor=cast.actor(name), name="应用", purpose="用", at=cast.street_a, scopes=["view"])
        assert not Client.objects.exists()

    @pytest.mark.parametrize("scopes", [[], ["everything"], ["client.edit"], ["view", "user.edit"]])
    def test_a_client_never_administers(self, cast: Cast, scopes: list[str]) -> None:
        with pytest.raises(InvalidInput) as refused:
            client_register(actor=cast.actor("security"), name="应用", purpose="用", at=cast.root, scopes=scopes)
        assert refused.value.field == "scopes"

    def test_rotation_ends_the_old_secret_and_its_tokens(self, cast: Cast) -> None:
        client, secret = registered(cast, Perm.VIEW)
        http = Http()
        caller = Caller(http, HOST, token_of(http, HOST, client.client_id, secret).json()["access_token"])
        new = client_rotate(actor=cast.actor("security"), client=client, hours=0)
        assert caller.post(ME).status_code == 401
        assert token_of(http, HOST, client.client_id, secret).status_code == 401
        assert token_of(http, HOST, client.client_id, new).status_code == 200

    def test_a_disabled_client_is_shut_out(self, cast: Cast) -> None:
        client, secret = registered(cast, Perm.VIEW)
        http = Http()
        caller = Caller(http, HOST, token_of(http, HOST, client.client_id, secret).json()["access_token"])
        client_disable(actor=cast.actor("security"), client=client, reason="合作结束")
        assert caller.post(ME).status_code == 401
        assert token_of(http, HOST, client.client_id, secret).status_code == 401
        with pytest.raises(WrongState):
            client_rotate(actor=cast.actor("security"), client=client)
        verbs = Event.objects.filter(subject_type="api.client").values_list("verb", flat=True)
        assert list(verbs) == ["client.register", "client.token", "client.disable", "client.refuse"]

    def test_its_deeds_stand_in_the_record_under_its_name(self, cast: Cast) -> None:
        caller = application(cast, cast.street_a, [Perm.VIEW, Perm.LISTING_REVIEW])
        caller.do("needPublish", id=gid(listing_in(cast, "submitted")))
        event = Event.objects.get(verb="need.publish")
        assert (event.actor_kind, event.actor_label) == ("client", "应用 应用 江宁路街道")


def world(cast: Cast) -> None:
    """Something of every type."""
    agreement_in(cast, "active")
    claim_in(cast, "closed")
    claim_in(cast, "closed", listing=open_listing(cast, Resource), quantity=5)
    listing_in(cast, "draft")
    delivery_to(cast, webhook_in(cast))
    grant_give(actor=cast.actor("security"), user=cast.users["unit_b"], grant=VIEW_SUBTREE, at=cast.street_b)
    deliver_waiting()


# Who has something of a type that leaders and streets have nothing of.
_KEPT = ("Client", "ClientUsage", "Grant", "PersonalToken", "RegisteredDocument", "Webhook", "WebhookDelivery")
OWNERS = {"Notice": "unit_a", **dict.fromkeys(_KEPT, "security")}


def roots() -> dict[str, str]:
    from api.schema import ROOTS

    return {target: camel(name) for name, (target, _) in ROOTS.items()}


def test_another_district_is_never_seen(cast: Cast, neighbour: Cast) -> None:
    """Per type: the lists of both districts' leaders differ wholly, and no id of one is readable in the other.

    But for the templates that every district begins with.
    """
    shipped = {gid(row) for model in (CampaignTemplate, CampaignTemplateStep) for row in model.objects.all()}
    live(cast)
    with schema_context("dongcheng"):
        live(neighbour)
    people = {"leader", *OWNERS.values()}
    at_home = {name: person(cast.users[name]) for name in people}
    with schema_context("dongcheng"):
        away = {name: person(neighbour.users[name], "dongcheng") for name in people}
    for target, name in roots().items():
        query = f"{{ {name}(first: 100) {{ totalCount nodes {{ id }} }} }}"
        who = OWNERS.get(target, "leader")
        mine, theirs = at_home[who].ask(query)[name], away[who].ask(query)[name]
        assert mine["totalCount"] > 0, target
        assert mine["totalCount"] == theirs["totalCount"], target
        ids = {node["id"] for node in mine["nodes"]}
        others = {node["id"] for node in theirs["nodes"]} - shipped
        assert others, target
        assert not ids & others, target
        for each in others:
            response = at_home[who].post("query ($id: ID!) { node(id: $id) { id } }", {"id": each})
            assert code_of(response) == "NOT_FOUND", target
    assert {record._meta.name for record in all_records()} - set(roots()) == {
        "AgreementComment",
        "AgreementParty",
        "AgreementScan",
        "AgreementVersion",
        "Ballot",
        "BulletinFile",
        "DataCallFile",
        "DataField",
        "DataLine",
        "DataValue",
        "DrawMember",
        "FindingFile",
        "InspectionItem",
        "MaterialFile",
        "Paper",
        "ProposalFile",
        "Proposer",
        "RectificationFile",
        "RectificationReport",
        "ReportFigure",
        "StagedFile",
        "TemplateCommitment",
        "WebhookAttempt",
    }


def test_another_place_is_never_seen(cast: Cast) -> None:
    """A neighbour street sees the tree, departments, templates and issued reports, and nothing else of street A."""
    live(cast, report=drafted)
    stranger = person(cast.users["street_b"])
    open_to_all = {
        "Organization",
        "Department",
        "AgreementTemplate",
        "Checklist",
        "CampaignTemplate",
        "CampaignTemplateStep",
        "QuarterlyReport",
        "Responsibility",
        "ResponsibilityCheck",
        "Admission",
    }
    for target, name in roots().items():
        found = stranger.ask(f"{{ {name}(first: 100) {{ nodes {{ id }} }} }}")[name]["nodes"]
        owner = person(cast.users[OWNERS.get(target, "street_a")])
        own = owner.ask(f"{{ {name}(first: 100) {{ nodes {{ id }} }} }}")[name]["nodes"]
        assert own, target
        if target not in open_to_all:
            assert not {n["id"] for n in found} & {n["id"] for n in own}, target
            for node in own:
                response = stranger.post("query ($id: ID!) { node(id: $id) { id } }", {"id": node["id"]})
                assert code_of(response) == "NOT_FOUND"


def test_a_relation_does_not_lead_around_the_rule(cast: Cast) -> None:
    """What hangs on a visible record is still hidden where it is hidden by itself."""
    world(cast)
    neighbour_unit = person(cast.users["unit_b"])
    query = """query ($id: ID!) { organization(id: $id) {
        units { nodes { id } } needs { nodes { id } } claims { nodes { id } } agreements { nodes { id } }
        needCounts { count } posts { nodes { id } } children { nodes { needs { nodes { id } } units { totalCount } } }
    } }"""
    for place in (cast.street_a, cast.community_a):
        found = neighbour_unit.ask(query, id=gid(place))["organization"]
        for name in ("units", "needs", "claims", "agreements", "posts"):
            assert found[name]["nodes"] == [], name
        assert found["needCounts"] == []
        assert all(child["needs"]["nodes"] == [] for child in found["children"]["nodes"])
        assert all(child["units"]["totalCount"] == 0 for child in found["children"]["nodes"])


def test_a_hidden_record_behind_a_visible_one_is_empty(cast: Cast) -> None:
    """The claimant's commitment stands in an agreement that the community is no party to."""
    from linkage.models import Commitment

    agreement_in(cast, "active")
    claim = claim_in(cast, "proposed")
    type(claim).objects.filter(pk=claim.pk).update(commitment=Commitment.objects.get())
    query = "query ($id: ID!) { claim(id: $id) { commitment { title } unit { name } claimantName } }"
    unit = person(cast.users["unit_a"]).ask(query, id=gid(claim))["claim"]
    community = person(cast.users["community_a"]).ask(query, id=gid(claim))["claim"]
    assert unit["commitment"] == {"title": "开放操场"}
    assert community["commitment"] is None
    assert community["claimantName"] == "江宁中学"


def test_the_record_of_a_place_is_not_for_everybody_who_sees_the_place(cast: Cast) -> None:
    """Who was given which right is told at the place itself, not to all who see its name in the tree."""
    grant_give(actor=cast.actor("security"), user=cast.users["unit_b"], grant="view_subtree", at=cast.community_a)
    query = "query ($id: ID!) { organization(id: $id) { history { totalCount } } }"
    seen = {
        who: person(cast.users[who]).ask(query, id=gid(cast.community_a))["organization"]["history"]["totalCount"]
        for who in ("street_a", "unit_a", "street_b")
    }
    assert seen == {"street_a": 1, "unit_a": 0, "street_b": 0}
