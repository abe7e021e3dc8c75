"""Two districts on one server: nothing of the one is ever seen, counted, told, cached or let in by the other."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from callers import application, person
from cast import PASSWORD, Cast, build_cast
from database import NEIGHBOUR, SCHEMA
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import Client
from django_tenants.utils import schema_context
from guardian.shortcuts import assign_perm
from introspection import visible_models
from isolation.life import live
from stories import agreement_in, claim_in, in_days, open_listing

from core.chain import verify
from core.errors import DomainError, NotFound
from core.models import Delivery, Event, EventHead
from core.outbox import deliver_waiting
from core.permissions import Perm
from core.tasks import deliver
from linkage.campaigns.models import CampaignTemplate, CampaignTemplateStep
from linkage.tasks import expire as expire_agreements
from resources.actions.claims import claim_propose
from resources.models import Evidence, Need
from resources.tasks import expire as expire_listings
from tenants.accounts.models import User
from tenants.models import CityConsent
from tenants.notices.models import Notice
from tenants.org.grants import COORDINATE_SUBTREE
from tenants.org.models import Organization


def in_neighbour() -> Any:
    return schema_context(NEIGHBOUR)


def ids() -> dict[str, set[Any]]:
    found = {model._meta.label: set(model.objects.values_list("pk", flat=True)) for model in visible_models()}
    # Stands in the public schema, and names the district to which it belongs.
    own = CityConsent.objects.filter(district__schema_name=connection.schema_name)
    return {**found, CityConsent._meta.label: set(own.values_list("pk", flat=True))}


@pytest.fixture
def twins(db) -> Iterator[tuple[Cast, Cast]]:
    """Both districts with the same ids everywhere: whatever is remembered by id alone would be mixed up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_value) FROM pg_sequences WHERE schemaname = ANY(%s)", [[SCHEMA, NEIGHBOUR]])
        level = (cursor.fetchone()[0] or 0) + 10
    with in_neighbour():
        there = build_cast(offset=level)
    with schema_context(SCHEMA):
        here = build_cast(offset=level)
        assert (here.root.pk, here.users["unit_a"].pk) == (there.root.pk, there.users["unit_a"].pk)
        yield here, there


# Every district begins with the same ones.
SHIPPED = (CampaignTemplate, CampaignTemplateStep)


def test_no_row_of_one_district_is_found_in_the_other(cast: Cast, neighbour: Cast) -> None:
    shipped = {model._meta.label: set(model.objects.values_list("pk", flat=True)) for model in SHIPPED}
    live(cast)
    here = ids()
    with in_neighbour():
        live(neighbour)
        there = ids()
    for label, rows in shipped.items():
        there[label] -= rows
    for label in here:
        assert here[label], label
        assert there[label], label
        assert here[label].isdisjoint(there[label]), label
    for model in visible_models():
        for pk in there[model._meta.label]:
            with pytest.raises(NotFound):
                model.objects.get_visible(cast.actor("leader"), pk)
    assert ids() == here


def test_each_district_has_its_own_log_and_its_own_end_of_it(cast: Cast, neighbour: Cast) -> None:
    claim_in(cast, "closed")
    head = EventHead.objects.get()
    with in_neighbour():
        assert not Event.objects.exists()
        claim_in(neighbour, "proposed")
        assert EventHead.objects.get().length < head.length
        assert verify() == []
    assert EventHead.objects.get().hash == head.hash
    assert verify() == []


def test_notices_stay_in_their_district(cast: Cast, neighbour: Cast) -> None:
    claim_in(cast, "confirmed")
    with in_neighbour():
        claim_in(neighbour, "confirmed")
    assert deliver_waiting() > 0
    with in_neighbour():
        assert not Notice.objects.exists()
        assert Delivery.objects.filter(done_at=None).exists()
        assert deliver_waiting() > 0
        told = set(Notice.objects.values_list("user_id", flat=True))
        assert told <= {user.pk for user in neighbour.users.values()}
    assert set(Notice.objects.values_list("user_id", flat=True)) <= {user.pk for user in cast.users.values()}


def test_a_task_works_in_the_district_it_was_given_and_leaves_the_connection_as_it_was(
    cast: Cast, neighbour: Cast
) -> None:
    def overdue(cast: Cast) -> None:
        open_listing(cast)
        agreement_in(cast, "active")
        Need.objects.update(due_on=in_days(-1))
        type(agreement_in(cast, "active")).objects.update(active_from=in_days(-9), active_to=in_days(-1))

    overdue(cast)
    with in_neighbour():
        overdue(neighbour)
    assert (expire_listings(NEIGHBOUR), expire_agreements(NEIGHBOUR)) == (1, 2)
    assert deliver(NEIGHBOUR) > 0
    assert connection.schema_name == SCHEMA
    assert Need.objects.get().status == "open"
    assert Delivery.objects.filter(done_at=None).exists()
    with in_neighbour():
        assert Need.objects.get().status == "expired"
        assert not Delivery.objects.filter(done_at=None).exists()


def test_a_task_that_fails_leaves_the_connection_as_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> int:
        raise RuntimeError("out of memory")

    monkeypatch.setattr("core.tasks.deliver_waiting", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        deliver(NEIGHBOUR)
    assert connection.schema_name == SCHEMA
    assert Organization.objects.get(pk=cast.root.pk).name == "静安区"


def test_a_refused_action_does_not_leave_the_next_query_in_another_district(twins: tuple[Cast, Cast]) -> None:
    here, there = twins
    Organization.objects.filter(pk=here.root.pk).update(name="这里")
    with in_neighbour():
        # The first statement in the district lies in a transaction that is taken back, SET search_path included.
        with pytest.raises(DomainError):
            claim_propose(actor=here.actor("unit_b"), target=Need(pk=1), claimant=there.unit_b, quantity=1)
        assert Organization.objects.get(pk=there.root.pk).name == "静安区"
    assert Organization.objects.get(pk=here.root.pk).name == "这里"


def test_what_is_cached_in_one_district_is_not_found_in_the_other(district) -> None:
    cache.set("summary", "静安", 30)
    with in_neighbour():
        assert cache.get("summary") is None
        cache.set("summary", "东城", 30)
        cache.delete_many(["other"])
    assert cache.get("summary") == "静安"


def test_content_types_are_the_same_for_all_and_lie_in_one_place(cast: Cast, neighbour: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname FROM pg_tables WHERE tablename = 'django_content_type'")
        assert [row[0] for row in cursor.fetchall()] == ["public"]
    here = {model: ContentType.objects.get_for_model(model).pk for model in visible_models()}
    with in_neighbour():
        assert {model: ContentType.objects.get_for_model(model).pk for model in visible_models()} == here


def test_a_grant_in_one_district_gives_nothing_in_the_other(twins: tuple[Cast, Cast]) -> None:
    here, there = twins
    assign_perm(f"org.{COORDINATE_SUBTREE}", here.users["member"], here.street_b)
    permission = f"org.{COORDINATE_SUBTREE}"
    for _ in range(3):
        user = User.objects.get(pk=here.users["member"].pk)
        assert user.has_perm(permission, here.street_b)
        assert here.actor("member").can(Perm.LISTING_REVIEW, here.community_b.place)
        with in_neighbour():
            user = User.objects.get(pk=there.users["member"].pk)
            assert not user.has_perm(permission, there.street_b)
            assert not there.actor("member").can(Perm.LISTING_REVIEW, there.community_b.place)


def test_a_file_lies_in_its_district_and_is_not_opened_from_the_other(cast: Cast, neighbour: Cast) -> None:
    claim_in(cast, "fulfilled")
    evidence = Evidence.objects.get()
    path = Path(evidence.file.path)
    assert path.is_relative_to(Path(settings.MEDIA_ROOT) / SCHEMA)
    assert default_storage.exists(evidence.file.name)
    with in_neighbour():
        assert not default_storage.exists(evidence.file.name)
        with pytest.raises(FileNotFoundError):
            default_storage.open(evidence.file.name)
        leader = person(neighbour.users["leader"], NEIGHBOUR)
    assert leader.get(f"/evidence/{evidence.pk}/").status_code == 404


@pytest.fixture
def signed_in(twins: tuple[Cast, Cast]) -> Client:
    http = Client(HTTP_HOST=f"{SCHEMA}.localhost")
    with schema_context(SCHEMA):
        http.force_login(twins[0].users["leader"], backend="django.contrib.auth.backends.ModelBackend")
    return http


@pytest.mark.parametrize("path", ["/needs/", "/notices/", "/search/?q=a", "/places/"])
def test_a_cookie_of_one_district_is_worthless_in_the_other(signed_in: Client, path: str) -> None:
    assert signed_in.get(path).status_code == 200
    for host in (f"{NEIGHBOUR}.localhost", "localhost"):
        thief = Client(HTTP_HOST=host)
        thief.cookies[settings.SESSION_COOKIE_NAME] = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        answer = thief.get(path)
        assert answer.status_code == 404 or answer.url.split("?")[0] == "/login/"
    assert signed_in.get(path).status_code == 200


def test_a_token_of_one_district_is_worthless_in_the_other(twins: tuple[Cast, Cast]) -> None:
    caller = application(twins[0], twins[0].street_a, [Perm.VIEW])
    assert "errors" not in caller.post("{ __typename }").json()
    caller.host = f"{NEIGHBOUR}.localhost"
    assert caller.post("{ __typename }").status_code in (401, 403)


def test_too_many_failures_in_one_district_lock_nobody_out_of_the_other(twins: tuple[Cast, Cast]) -> None:
    here, there = twins
    for cast, schema in ((here, SCHEMA), (there, NEIGHBOUR)):
        with schema_context(schema):
            cast.users["leader"].set_password(PASSWORD)
            cast.users["leader"].save()
    http = Client()
    form = {"username": "leader", "password": "falsch-Falsch-1"}
    for _ in range(settings.AXES_FAILURE_LIMIT):
        http.post("/login/", form, HTTP_HOST=f"{SCHEMA}.localhost")
    form["password"] = PASSWORD
    assert http.post("/login/", form, HTTP_HOST=f"{SCHEMA}.localhost").status_code != 302
    assert http.post("/login/", form, HTTP_HOST=f"{NEIGHBOUR}.localhost").status_code == 302


@pytest.mark.parametrize(
    "host", ["unknown.localhost", "dongcheng.jingan.localhost", "evil.example", "jingan.localhost.evil"]
)
def test_an_unknown_host_is_no_district(cast: Cast, host: str) -> None:
    assert Client().get("/login/", HTTP_HOST=host).status_code in (400, 404)
