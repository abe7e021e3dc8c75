"""Registered documents: kept by their client and its keeper, asked for by SHA-256, the only ones where so set."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from callers import Caller, application, gid, person
from cast import Cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context
from stories import document_in, listing_in, open_listing

from api import callers
from api.actions.clients import client_disable, client_restrict
from api.documents import LONGEST
from api.models import Client
from api.trusted import actions, known
from api.trusted.actions import document_import, document_register, document_restore, document_retire
from api.trusted.checking import fits
from api.trusted.manifests import FORMAT, digest_of, read_manifest
from api.trusted.models import RegisteredDocument
from api.usage import counting
from core.errors import InvalidInput, NotAllowed, WrongState
from core.models import Event
from core.permissions import SYSTEM, Perm
from resources.models import Need

ME = "query Who { me { kind } }"
NEEDS = "query Needs($n: Int = 5) { needs(first: $n) { nodes { title } } }"
KEEPS = [Perm.VIEW, Perm.DOCUMENT_EDIT]
LIST = "{ registeredDocuments { nodes { digest clientName } } }"


@pytest.fixture
def caller(cast: Cast) -> Caller:
    return application(cast, cast.street_a, KEEPS, name="街道小程序")


def of(caller: Caller, text: str = ME) -> RegisteredDocument:
    made: RegisteredDocument = document_register(actor=SYSTEM, client=Client.objects.get(), text=text)
    return made


def code(response: Any) -> str:
    return str(response.json()["errors"][0]["extensions"]["code"])


def by_hash(caller: Caller, text: str, **more: Any) -> Any:
    return caller.send({"documentId": f"sha256:{digest_of(text)}", **more})


class TestAsking:
    @pytest.mark.parametrize(
        "named",
        [
            {"documentId": f"sha256:{digest_of(ME)}"},
            {"documentId": digest_of(ME)},
            {"documentId": digest_of(ME).upper()},
            {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest_of(ME)}}},
            {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest_of(ME)}}, "query": ME},
            {"query": None, "documentId": digest_of(ME)},
        ],
    )
    def test_by_its_hash_as_clients_of_the_field_send_it(self, caller: Caller, named: dict[str, Any]) -> None:
        of(caller)
        assert caller.send(named).json()["data"] == {"me": {"kind": "client"}}

    def test_with_variables_and_a_name(self, cast: Cast, caller: Caller) -> None:
        open_listing(cast)
        of(caller, f"{NEEDS} {ME}")
        answer = by_hash(caller, f"{NEEDS} {ME}", operationName="Needs", variables={"n": 1}).json()
        assert len(answer["data"]["needs"]["nodes"]) == 1
        assert answer["extensions"]["cost"]["requested"] == 1 + 2

    def test_an_unknown_one_is_told_by_the_code_that_clients_know(self, caller: Caller) -> None:
        response = by_hash(caller, ME)
        assert response.status_code == 400
        assert code(response) == "PERSISTED_QUERY_NOT_FOUND"
        assert "没有登记过这个文档" in response.json()["errors"][0]["message"]
        # As Apollo's client then does; nothing is registered by it.
        again = caller.send({"query": ME, "extensions": {"persistedQuery": {"sha256Hash": digest_of(ME)}}})
        assert again.json()["data"] == {"me": {"kind": "client"}}
        assert not RegisteredDocument.objects.exists()

    @pytest.mark.parametrize(
        "body",
        [
            {"documentId": "abc"},
            {"documentId": 7},
            {"documentId": "md5:" + "0" * 32},
            {"documentId": ""},
            {"documentId": digest_of(ME), "query": NEEDS},
            {"documentId": digest_of(ME), "query": ""},
            {"extensions": {"persistedQuery": {"sha256Hash": []}}},
            {"extensions": {"persistedQuery": 1}},
            {"extensions": []},
        ],
    )
    def test_what_is_no_hash_or_the_wrong_one_is_refused(self, caller: Caller, body: dict[str, Any]) -> None:
        response = caller.send(body)
        assert (response.status_code, code(response)) == (400, "INVALID_INPUT")

    def test_the_documents_of_another_client_and_district_are_unknown(
        self, cast: Cast, neighbour: Cast, caller: Caller
    ) -> None:
        of(caller)
        other = application(cast, cast.street_b, KEEPS, name="邻街")
        there = application(neighbour, neighbour.root, KEEPS, schema="dongcheng")
        assert by_hash(caller, ME).status_code == 200
        for stranger in (other, there, person(cast.users["security"])):
            assert code(by_hash(stranger, ME)) == "PERSISTED_QUERY_NOT_FOUND"

    def test_when_warm_it_costs_no_statement(self, caller: Caller) -> None:
        of(caller)
        by_hash(caller, ME)
        with CaptureQueriesContext(connection) as captured:
            for _ in range(5):
                assert by_hash(caller, ME).status_code == 200
        assert len(captured) == 0

    def test_a_read_of_rows_stays_one_statement(self, cast: Cast, caller: Caller) -> None:
        of(caller, NEEDS)
        by_hash(caller, NEEDS)
        with CaptureQueriesContext(connection) as captured:
            by_hash(caller, NEEDS)
        assert len(captured) == 1

    def test_a_retired_one_is_unknown_at_once(self, caller: Caller) -> None:
        document = of(caller)
        assert by_hash(caller, ME).status_code == 200
        document_retire(actor=SYSTEM, document=document)
        assert code(by_hash(caller, ME)) == "PERSISTED_QUERY_NOT_FOUND"
        document_restore(actor=SYSTEM, document=document)
        assert by_hash(caller, ME).status_code == 200

    def test_another_process_learns_of_it_within_its_seconds(
        self, caller: Caller, monkeypatch: pytest.MonkeyPatch, settings: Any
    ) -> None:
        settings.GRAPHQL_CALLER_SECONDS = 5
        clock = SimpleNamespace(now=1000.0)
        for module in (callers, known):
            monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: clock.now))
        of(caller)
        by_hash(caller, ME)
        RegisteredDocument.objects.update(status="retired")
        clock.now += 4.9
        assert by_hash(caller, ME).status_code == 200
        clock.now += 0.2
        assert code(by_hash(caller, ME)) == "PERSISTED_QUERY_NOT_FOUND"

    def test_writing_asks_afresh(self, cast: Cast) -> None:
        caller = application(cast, cast.street_a, [Perm.VIEW, Perm.LISTING_REVIEW])
        text = "mutation Publish($input: NeedPublishInput!) { needPublish(input: $input) { errors { code } } }"
        of(caller, text)
        listing = listing_in(cast, "submitted")
        by_hash(caller, text, variables={"input": {"id": "x"}})
        RegisteredDocument.objects.update(status="retired")
        sent = by_hash(caller, text, variables={"input": {"id": gid(listing)}})
        assert code(sent) == "PERSISTED_QUERY_NOT_FOUND"
        assert Need.objects.get().status == "submitted"

    def test_the_memory_is_bounded(self, caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
        known._known.clear()
        monkeypatch.setattr(known, "_held", 0)
        monkeypatch.setattr(known, "MOST", 3)
        monkeypatch.setattr(known, "MOST_CHARACTERS", 100)
        for n in range(8):
            text = f"query Q{n} {{ me {{ kind }} }}"
            of(caller, text)
            by_hash(caller, text)
            assert len(known._known) <= 3
            assert known._held == sum(len(each.text) for each in known._known.values()) <= 100

    def test_its_use_is_remembered(self, caller: Caller) -> None:
        counting.forget()
        document = of(caller)
        by_hash(caller, ME)
        counting.flush()
        document.refresh_from_db()
        assert document.last_used_at is not None
        assert document.last_used_from == "127.0.0.1"


class TestOnlyRegistered:
    @pytest.fixture
    def restricted(self, caller: Caller) -> Caller:
        of(caller)
        client_restrict(actor=SYSTEM, client=Client.objects.get(), only_registered=True)
        return caller

    def test_others_are_refused_with_a_way_out(self, restricted: Caller) -> None:
        refused = restricted.post(NEEDS)
        assert (refused.status_code, code(refused)) == (400, "DOCUMENT_NOT_REGISTERED")
        assert "请先登记" in refused.json()["errors"][0]["message"]
        assert code(by_hash(restricted, NEEDS)) == "PERSISTED_QUERY_NOT_FOUND"

    def test_registered_ones_are_run_by_hash_and_by_text(self, restricted: Caller) -> None:
        assert by_hash(restricted, ME).status_code == 200
        assert restricted.post(ME).status_code == 200
        # To the letter: the same query written otherwise is another document.
        assert code(restricted.post(ME + " ")) == "DOCUMENT_NOT_REGISTERED"

    def test_it_can_be_lifted(self, restricted: Caller) -> None:
        client_restrict(actor=SYSTEM, client=Client.objects.get(), only_registered=False)
        assert restricted.post(NEEDS).status_code == 200

    def test_it_cannot_register_by_a_document_that_is_not(self, restricted: Caller) -> None:
        text = "mutation ($input: DocumentRegisterInput!) { documentRegister(input: $input) { errors { code } } }"
        assert code(restricted.post(text, {"input": {"text": NEEDS}})) == "DOCUMENT_NOT_REGISTERED"
        assert RegisteredDocument.objects.count() == 1

    def test_nobody_is_shut_out_by_mistake(self, caller: Caller) -> None:
        with pytest.raises(WrongState):
            client_restrict(actor=SYSTEM, client=Client.objects.get(), only_registered=True)


class TestRegistering:
    def test_a_client_keeps_its_own_and_sees_no_others(self, cast: Cast, caller: Caller) -> None:
        other = document_in(cast)
        select = "registeredDocument { digest name status clientName registeredBy text }"
        made = caller.do("documentRegister", select, text=NEEDS)["registeredDocument"]
        assert (made["digest"], made["name"], made["clientName"]) == (digest_of(NEEDS), "Needs", "街道小程序")
        assert made["registeredBy"] == "应用 街道小程序"
        assert [each["digest"] for each in caller.ask(LIST)["registeredDocuments"]["nodes"]] == [digest_of(NEEDS)]
        for name in ("documentRetire", "documentRestore"):
            assert caller.do(name, id=gid(other))["errors"][0]["code"] == "NOT_FOUND"
        refused = caller.do("documentRegister", client=gid(other.client), text=NEEDS)["errors"][0]
        assert refused["code"] == "NOT_FOUND"

    def test_without_the_scope_there_is_nothing(self, cast: Cast) -> None:
        caller = application(cast, cast.street_a, [Perm.VIEW])
        of(caller)
        assert caller.ask(LIST)["registeredDocuments"]["nodes"] == []
        assert caller.do("documentRegister", text=NEEDS)["errors"][0]["code"] == "NOT_ALLOWED"

    def test_the_keeper_sees_all_and_nobody_else_any(self, cast: Cast, caller: Caller) -> None:
        of(caller)
        assert len(person(cast.users["security"]).ask(LIST)["registeredDocuments"]["nodes"]) == 1
        for name in ("system", "audit", "street_a", "leader"):
            assert person(cast.users[name]).ask(LIST)["registeredDocuments"]["nodes"] == []

    def test_twice_is_once(self, caller: Caller) -> None:
        first = of(caller)
        assert of(caller) == first
        assert Event.objects.filter(verb="document.register").count() == 1

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "不符"),
            ("{ nothing }", "nothing"),
            ("fragment F on Me { kind }", ""),
            ("{ me { " + " ".join(f"a{n}: kind" for n in range(41)) + " } }", "40 个别名"),
            ("{ organizations(first: 100) { nodes { children(first: 100) { nodes { id name code } } } } }", "代价"),
            ("mutation { a: noticesRead(input: {}) { count } b: noticesRead(input: {}) { count } }", ""),
            ("query Q { me { kind } } #\0", "无法保存"),
            ("#" * (LONGEST + 1), f"{LONGEST}"),
        ],
    )
    def test_what_no_request_could_use_is_refused(self, caller: Caller, text: str, said: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            of(caller, text)
        assert refused.value.field == "text"
        assert said in refused.value.message
        assert not RegisteredDocument.objects.exists()

    def test_a_schema_that_moved_on_is_noticed(self, caller: Caller) -> None:
        document = of(caller)
        RegisteredDocument.objects.update(text="{ gone }", status="retired")
        document.refresh_from_db()
        assert not fits(document.text)
        with pytest.raises(InvalidInput):
            document_restore(actor=SYSTEM, document=document)

    def test_they_are_bounded(self, caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(actions, "MOST", 1)
        of(caller)
        with pytest.raises(InvalidInput):
            of(caller, NEEDS)
        assert RegisteredDocument.objects.count() == 1

    def test_a_disabled_client_registers_nothing(self, cast: Cast, caller: Caller) -> None:
        client = Client.objects.get()
        client_disable(actor=cast.actor("security"), client=client, reason="合作结束")
        with pytest.raises(WrongState):
            of(caller)

    def test_the_street_itself_may_not(self, cast: Cast, caller: Caller) -> None:
        for name in ("street_a", "system", "audit"):
            with pytest.raises(NotAllowed):
                document_register(actor=cast.actor(name), client=Client.objects.get(), text=ME)


def apollo(*texts: str, **changes: Any) -> str:
    operations = [{"id": digest_of(t), "name": f"Q{n}", "type": "query", "body": t} for n, t in enumerate(texts)]
    return json.dumps({"format": FORMAT, "version": 1, "operations": operations, **changes})


class TestManifests:
    @pytest.mark.parametrize("manifest", [apollo(ME, NEEDS), json.dumps({digest_of(t): t for t in (ME, NEEDS)})])
    def test_as_the_tools_write_them(self, caller: Caller, manifest: str) -> None:
        select = "registered restored unchanged"
        assert caller.do("documentImport", select, manifest=manifest) == {
            "registered": 2, "restored": 0, "unchanged": 0, "errors": [],
        }  # fmt: skip
        document_retire(actor=SYSTEM, document=RegisteredDocument.objects.get(digest=digest_of(ME)))
        again = caller.do("documentImport", select, manifest=manifest)
        assert (again["registered"], again["restored"], again["unchanged"]) == (0, 1, 1)
        assert by_hash(caller, ME).status_code == 200

    def test_a_long_one_passes(self, caller: Caller) -> None:
        texts = [f"query Q{n} {{ me {{ kind }} }} # {'x' * 2_000}" for n in range(100)]
        assert caller.do("documentImport", "registered", manifest=apollo(*texts))["registered"] == 100

    def test_all_or_none(self, caller: Caller) -> None:
        refused = caller.do("documentImport", manifest=apollo(ME, "query Bad { nothing }"))["errors"][0]
        assert (refused["code"], refused["field"]) == ("INVALID_INPUT", "manifest")
        assert "“Q1”" in refused["message"]
        assert not RegisteredDocument.objects.exists()

    @pytest.mark.parametrize(
        "manifest",
        [
            "",
            "[]",
            "{",
            "{}",
            "1",
            json.dumps({"0" * 32: ME}),
            json.dumps({digest_of(ME): NEEDS}),
            json.dumps({digest_of(ME): 7}),
            json.dumps({digest_of(ME): None}),
            apollo(ME, format="other"),
            apollo(ME, operations={}),
            apollo(ME, operations=[]),
            apollo(ME, operations=[7]),
            apollo(ME, operations=[{"id": digest_of(ME)}]),
            apollo(ME, operations=[{"id": digest_of(ME), "name": [], "body": ME}]),
        ],
    )
    def test_what_is_none_is_refused(self, manifest: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            read_manifest(manifest)
        assert refused.value.field == "manifest"

    def test_names(self) -> None:
        bare = "{ me { kind } }"
        found = read_manifest(json.dumps({digest_of(t): t for t in (ME, bare)}))
        assert [each.name for each in found] == ["Who", f"未命名 {digest_of(bare)[:8]}"]

    def test_it_is_bounded(self, caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(actions, "MOST_AT_ONCE", 1)
        with pytest.raises(InvalidInput):
            document_import(actor=SYSTEM, client=Client.objects.get(), manifest=apollo(ME, NEEDS))


def test_districts_keep_documents_of_their_own(cast: Cast, neighbour: Cast, caller: Caller) -> None:
    of(caller)
    with schema_context("dongcheng"):
        assert not RegisteredDocument.objects.exists()
