"""A retry under the same key: the same answer, no second effect, whatever happens in between."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from callers import Caller, application, gid, person
from cast import Cast, build_cast
from database import NEIGHBOUR, SCHEMA
from django.conf import settings
from django.db import connection, transaction
from django_tenants.utils import schema_context
from inputs.listings import content
from processes.crowd import all_at_once
from stories import draft_listing, listing_in

from api import idempotency, rates
from api.idempotency import Turn, once
from api.models import Client, KeptAnswer
from api.mutations import base
from api.tasks import forget, forget_everywhere
from core.models import Event
from core.permissions import Perm
from core.tasks import deliver
from resources.models import Need

KEY = "7f9c2ba4-e88f-427d-90c1-0d4a1d3f5b66"
CREATE = """mutation ($input: NeedCreateInput!) {
  needCreate(input: $input) { need { id title status } errors { code field } } }"""
SUBMIT = "mutation ($input: NeedSubmitInput!) { needSubmit(input: $input) { need { status } errors { code } } }"


@pytest.fixture
def community(cast: Cast) -> Caller:
    return application(cast, cast.community_a, [Perm.VIEW, Perm.LISTING_EDIT])


def create(caller: Caller, owner: Any, key: str = KEY, query: str = CREATE, **changes: Any) -> Any:
    body = {"query": query, "variables": {"input": {"owner": gid(owner), **content(**changes)}}}
    return caller.send(body, **{idempotency.HEADER: key})


def submit(caller: Caller, need: Need, key: str = KEY) -> Any:
    return caller.send({"query": SUBMIT, "variables": {"input": {"id": gid(need)}}}, **{idempotency.HEADER: key})


def refusal(response: Any, status: int) -> tuple[str, str]:
    assert response.status_code == status, response.content
    (error,) = response.json()["errors"]
    assert "data" not in response.json()
    return error["extensions"]["code"], error["extensions"]["field"]


def test_a_retry_gets_the_same_answer_and_does_nothing(cast: Cast, community: Caller) -> None:
    first = create(community, cast.community_a)
    assert idempotency.REPLAYED not in first
    events = Event.objects.count()
    again = create(community, cast.community_a)
    assert again[idempotency.REPLAYED] == "true"
    assert again.json()["data"] == first.json()["data"]
    assert again.json()["data"]["needCreate"]["need"]["status"] == "DRAFT"
    assert again.json()["extensions"]["cost"] == first.json()["extensions"]["cost"]
    assert (Need.objects.count(), Event.objects.count()) == (1, events)


def test_the_answer_stays_as_it_was(cast: Cast, community: Caller) -> None:
    """The retry is told what happened then, not what has become of it."""
    need = draft_listing(cast)
    submit(community, need)
    Need.objects.update(status="open")
    assert submit(community, need).json()["data"]["needSubmit"] == {"need": {"status": "SUBMITTED"}, "errors": []}


def test_without_a_key_everything_is_done_each_time(cast: Cast, community: Caller) -> None:
    for _ in range(2):
        create(community, cast.community_a, key="")
    assert Need.objects.count() == 2
    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize("changes", [{"title": "另一件事"}, {"query": CREATE.replace("title", "measure")}])
def test_a_key_serves_one_operation(cast: Cast, community: Caller, changes: dict[str, str]) -> None:
    create(community, cast.community_a)
    told = create(community, cast.community_a, **changes)
    assert refusal(told, 422) == ("IDEMPOTENCY_CONFLICT", idempotency.HEADER)
    assert Need.objects.count() == 1


@pytest.mark.parametrize("key", ["short", "x" * 65, "with a blank in it", "钥匙钥匙钥匙钥匙", "tab\tin\tthe\tkey"])
def test_what_is_no_key_is_refused(cast: Cast, community: Caller, key: str) -> None:
    body = {"query": CREATE, "variables": {"input": {"owner": gid(cast.community_a), **content()}}}
    headers = {"Authorization": f"Bearer {community.token}"}
    with schema_context(SCHEMA):
        told = community.http.post(
            "/graphql/", body, "application/json", headers=headers, HTTP_HOST=community.host, HTTP_IDEMPOTENCY_KEY=key
        )
    assert refusal(told, 400) == ("INVALID_INPUT", idempotency.HEADER)
    assert not Need.objects.exists()


@pytest.mark.parametrize("length", [8, 64])
def test_the_shortest_and_the_longest_key(cast: Cast, community: Caller, length: int) -> None:
    assert create(community, cast.community_a, key="~" * length).status_code == 200
    assert KeptAnswer.objects.get().key == "~" * length


def test_what_was_refused_may_be_asked_again(cast: Cast, community: Caller) -> None:
    need = listing_in(cast, "submitted")
    assert submit(community, need).json()["data"]["needSubmit"]["errors"] == [{"code": "WRONG_STATE"}]
    assert not KeptAnswer.objects.exists()
    Need.objects.update(status="draft")
    assert submit(community, need).json()["data"]["needSubmit"]["errors"] == []
    assert submit(community, need)[idempotency.REPLAYED] == "true"


def test_a_wrong_operation_keeps_nothing(cast: Cast, community: Caller) -> None:
    assert create(community, cast.community_a, query=CREATE.replace("title", "nothing")).status_code == 400
    assert create(community, cast.community_a, category="NOTHING").status_code == 400
    assert not KeptAnswer.objects.exists()


def test_a_query_takes_no_notice_of_the_key(community: Caller) -> None:
    for query in ("{ me { kind } }", "{ needs { totalCount } }"):
        assert community.send({"query": query}, **{idempotency.HEADER: KEY}).status_code == 200
    assert not KeptAnswer.objects.exists()


def test_a_fault_after_the_effect_takes_it_back(cast: Cast, community: Caller, monkeypatch: Any) -> None:
    def broken(*args: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing")

    with monkeypatch.context() as patch:
        patch.setattr(base, "_read_again", broken)
        assert create(community, cast.community_a).json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert (Need.objects.count(), KeptAnswer.objects.count()) == (0, 0)
    assert create(community, cast.community_a).json()["data"]["needCreate"]["errors"] == []
    assert Need.objects.count() == 1


def test_each_caller_has_keys_of_its_own(cast: Cast, community: Caller) -> None:
    create(community, cast.community_a)
    other = application(cast, cast.community_a, [Perm.VIEW, Perm.LISTING_EDIT], name="另一个应用")
    for caller in (other, person(cast.users["community_a"])):
        assert idempotency.REPLAYED not in create(caller, cast.community_a)
    assert Need.objects.count() == 3


def test_each_district_has_keys_of_its_own(cast: Cast, community: Caller, neighbour: Cast) -> None:
    create(community, cast.community_a)
    with schema_context(NEIGHBOUR):
        there = application(neighbour, neighbour.community_a, [Perm.VIEW, Perm.LISTING_EDIT], schema=NEIGHBOUR)
        # The same row number, hence the same name, of another caller.
        KeptAnswer.objects.create(caller="client:1", key="another1", asked="", data=b"{}", at="2026-01-01T00:00Z")
        assert idempotency.REPLAYED not in create(there, neighbour.community_a)
        assert KeptAnswer.objects.filter(key=KEY).count() == 1
    assert KeptAnswer.objects.count() == 1


def test_who_has_lost_its_rights_is_told_nothing(cast: Cast, community: Caller) -> None:
    create(community, cast.community_a)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE api_client SET is_active = false")
    assert create(community, cast.community_a).status_code == 401


def test_an_answer_with_a_secret_is_not_kept(cast: Cast) -> None:
    security = person(cast.users["security"])
    text = "mutation ($input: ClientRegisterInput!) { clientRegister(input: $input) { secret errors { code field } } }"
    values = {"name": "大屏", "purpose": "展示", "at": gid(cast.root), "scopes": ["view"]}
    told = security.send({"query": text, "variables": {"input": values}}, **{idempotency.HEADER: KEY}).json()
    errors = [{"code": "INVALID_INPUT", "field": idempotency.HEADER}]
    assert told["data"]["clientRegister"] == {"secret": None, "errors": errors}
    assert not KeptAnswer.objects.exists()


class TestTime:
    def old(self, hours: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE api_keptanswer SET at = now() - make_interval(hours => %s)", [hours])

    def test_a_key_is_free_again_after_a_day(self, cast: Cast, community: Caller) -> None:
        create(community, cast.community_a)
        self.old(23)
        assert create(community, cast.community_a)[idempotency.REPLAYED] == "true"
        self.old(25)
        assert idempotency.REPLAYED not in create(community, cast.community_a, title="另一件事")
        assert Need.objects.count() == 2
        assert create(community, cast.community_a, title="另一件事")[idempotency.REPLAYED] == "true"

    def test_old_answers_are_cleared_away_in_every_district(self, cast: Cast, community: Caller) -> None:
        create(community, cast.community_a)
        self.old(25)
        create(community, cast.community_a, key="another1")
        with schema_context(NEIGHBOUR):
            KeptAnswer.objects.create(caller="client:1", key="another1", asked="", data=b"{}", at="2026-01-01T00:00Z")
        assert settings.CELERY_BEAT_SCHEDULE["forget-answers-kept-for-retries"]["task"] == forget_everywhere.name
        for schema in (SCHEMA, NEIGHBOUR):
            with schema_context(schema):
                assert (forget(schema), forget(schema)) == (1, 0)
        assert KeptAnswer.objects.get().key == "another1"


@pytest.fixture
def town(scratch: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """The cast with real commits."""
    monkeypatch.setattr(deliver, "delay", lambda schema: None)
    with schema_context(SCHEMA):
        yield build_cast()


def creating(caller: Caller, cast: Cast) -> tuple[int, bool, Any]:
    rates.forget()
    told = create(caller, cast.community_a)
    return told.status_code, idempotency.REPLAYED in told, told.json().get("data")


@pytest.mark.processes
def test_of_many_at_once_one_acts_and_all_get_its_answer(town: Cast) -> None:
    caller = application(town, town.community_a, [Perm.VIEW, Perm.LISTING_EDIT])
    before = Event.objects.count()
    told = all_at_once([partial(creating, caller, town)] * 4)
    assert sorted(replayed for _, replayed, _ in told) == [False, True, True, True]
    assert {status for status, _, _ in told} == {200}
    assert all(data == told[0][2] for _, _, data in told)
    assert (Need.objects.count(), Event.objects.count()) == (1, before + 1)


@pytest.mark.processes
def test_who_waits_too_long_is_told_to_come_back(town: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "WAIT_SECONDS", 1)
    caller = application(town, town.community_a, [Perm.VIEW, Perm.LISTING_EDIT])
    name = f"client:{Client.objects.get().pk}"
    fork = multiprocessing.get_context("fork")
    taken, over = fork.Event(), fork.Event()

    def first() -> None:
        with schema_context(SCHEMA), once(name, KEY, "the first"):
            taken.set()
            over.wait(60)

    connection.close()
    process = fork.Process(target=first, daemon=True)
    process.start()
    assert taken.wait(60)
    told = create(caller, town.community_a)
    assert refusal(told, 409) == ("IDEMPOTENCY_BUSY", idempotency.HEADER)
    assert told["Retry-After"] == "1"
    assert not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)
    over.set()
    process.join(60)
    # The first one has given up without keeping anything.
    assert create(caller, town.community_a).json()["data"]["needCreate"]["errors"] == []
    assert Need.objects.count() == 1


@pytest.mark.processes
def test_a_process_killed_before_its_answer_leaves_nothing(town: Cast) -> None:
    caller = application(town, town.community_a, [Perm.VIEW, Perm.LISTING_EDIT])
    fork = multiprocessing.get_context("fork")

    def die(turn: Turn, data: bytes) -> None:
        assert Need.objects.count() == 1
        os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        Turn.keep = die  # type: ignore[method-assign]
        create(caller, town.community_a)

    connection.close()
    process = fork.Process(target=work, daemon=True)
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert (Need.objects.count(), KeptAnswer.objects.count()) == (0, 0)
    told = create(caller, town.community_a)
    assert idempotency.REPLAYED not in told
    assert told.json()["data"]["needCreate"]["errors"] == []
    assert (Need.objects.count(), KeptAnswer.objects.count()) == (1, 1)


def test_what_is_not_kept_is_taken_back(cast: Cast) -> None:
    with transaction.atomic(), once("client:1", KEY, "asked"):
        draft_listing(cast)
    assert (Need.objects.count(), KeptAnswer.objects.count()) == (0, 0)
