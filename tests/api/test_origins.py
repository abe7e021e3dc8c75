"""Browser programs of other origins: none unless its client allows them, and none but those of that very client."""

from typing import Any

import pytest
from callers import Caller, application, person, token_of
from cast import Cast
from django.test import Client as Http
from django_tenants.utils import schema_context

from api.actions.clients import client_limit
from api.models import Client
from api.origins import MOST, clean_origins
from core.errors import InvalidInput
from core.permissions import SYSTEM, Perm

OURS, OTHER = "https://screen.example.gov.cn", "https://evil.example"
HOST = "jingan.localhost"
ME = {"query": "{ me { kind } }"}
ALLOWED = "Access-Control-Allow-Origin"


@pytest.fixture
def caller(cast: Cast) -> Caller:
    found = application(cast, cast.street_a, [Perm.VIEW], name="街道大屏")
    allow(OURS)
    return found


def allow(*origins: str) -> None:
    client = Client.objects.get(name="街道大屏")
    client_limit(actor=SYSTEM, client=client, expires_on=None, networks=[], origins=list(origins))


def asked_beforehand(path: str, origin: str, method: str = "POST", host: str = HOST) -> Any:
    headers = {"Origin": origin, "Access-Control-Request-Method": method}
    with schema_context("jingan"):
        return Http().options(path, headers=headers, HTTP_HOST=host)


PATHS = [
    ("/graphql/", "POST"),
    ("/oauth/token/", "POST"),
    ("/oauth/revoke_token/", "POST"),
    ("/graphql/files/whatever", "GET"),
    ("/graphql/uploads/whatever", "PUT"),
]


class TestPreflight:
    @pytest.mark.parametrize(("path", "method"), PATHS)
    def test_an_allowed_origin_passes(self, caller: Caller, path: str, method: str) -> None:
        response = asked_beforehand(path, OURS, method)
        assert response.status_code == 204
        assert response[ALLOWED] == OURS
        assert method in response["Access-Control-Allow-Methods"]
        assert "Authorization" in response["Access-Control-Allow-Headers"]
        assert response["Vary"] == "Origin" or "Origin" in response["Vary"]
        assert "Access-Control-Allow-Credentials" not in response

    @pytest.mark.parametrize(("path", "method"), PATHS)
    def test_others_do_not(self, caller: Caller, path: str, method: str) -> None:
        for origin in (OTHER, "null", f"{OURS}:8443", OURS.replace("https", "http"), "*", ""):
            assert ALLOWED not in asked_beforehand(path, origin, method)

    def test_another_district_does_not_know_it(self, neighbour: Cast, caller: Caller) -> None:
        assert ALLOWED not in asked_beforehand("/graphql/", OURS, host="dongcheng.localhost")

    def test_what_is_taken_back_is_gone_at_once(self, caller: Caller) -> None:
        assert ALLOWED in asked_beforehand("/graphql/", OURS)
        allow()
        assert ALLOWED not in asked_beforehand("/graphql/", OURS)

    def test_a_disabled_client_opens_nothing(self, caller: Caller, settings: Any) -> None:
        settings.GRAPHQL_CALLER_SECONDS = 0
        Client.objects.update(is_active=False)
        assert ALLOWED not in asked_beforehand("/graphql/", OURS)


class TestAsking:
    def test_an_allowed_page_reads_the_answer_and_its_budget(self, caller: Caller) -> None:
        response = caller.send(ME, Origin=OURS)
        assert response.status_code == 200
        assert response[ALLOWED] == OURS
        assert "X-RateLimit-Remaining" in response["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in response

    def test_another_page_is_refused_before_anything_is_done(self, caller: Caller) -> None:
        response = caller.send(ME, Origin=OTHER)
        assert response.status_code == 403
        assert response.json()["errors"][0]["extensions"]["code"] == "ORIGIN_REFUSED"
        assert OTHER in response.json()["errors"][0]["message"]
        assert ALLOWED not in response

    def test_the_origin_of_another_client_does_not_help(self, cast: Cast, caller: Caller) -> None:
        other = application(cast, cast.street_b, [Perm.VIEW], name="邻街")
        assert other.send(ME, Origin=OURS).status_code == 403
        assert other.send(ME).status_code == 200

    def test_none_is_what_a_client_has_at_first(self, cast: Cast) -> None:
        caller = application(cast, cast.street_a, [Perm.VIEW])
        assert caller.send(ME, Origin=OURS).status_code == 403

    def test_our_own_pages_and_programs_are_not_concerned(self, cast: Cast, caller: Caller) -> None:
        assert caller.send(ME, Origin=f"http://{HOST}").status_code == 200
        assert ALLOWED not in caller.send(ME)
        session = person(cast.users["street_a"])
        assert ALLOWED not in session.send(ME, Origin=OURS)

    def test_a_page_may_read_why_its_token_is_of_no_use(self, caller: Caller) -> None:
        caller.token = "nonsense"
        response = caller.send(ME, Origin=OURS)
        assert response.status_code == 401
        assert response[ALLOWED] == OURS
        assert ALLOWED not in caller.send(ME, Origin=OTHER)

    def test_a_personal_token_is_for_no_page(self, cast: Cast, caller: Caller) -> None:
        from api.personal.actions import personal_token_create

        _, text = personal_token_create(actor=cast.actor("street_a"), name="试用")
        assert Caller(Http(), HOST, text).send(ME, Origin=OURS).status_code == 403


def test_tokens_are_for_the_pages_of_the_client(cast: Cast) -> None:
    from api.actions.clients import client_register

    client, secret = client_register(actor=SYSTEM, name="街道大屏", purpose="展示", at=cast.street_a, scopes=["view"])
    allow(OURS)
    answers = {
        origin: token_of(Http(headers={"Origin": origin} if origin else {}), HOST, client.client_id, secret)
        for origin in (OURS, OTHER, "")
    }
    assert {origin: answer.status_code for origin, answer in answers.items()} == {OURS: 200, OTHER: 403, "": 200}
    assert answers[OURS][ALLOWED] == OURS
    assert ALLOWED not in answers[OTHER]


class TestCleaning:
    def test_they_are_written_as_browsers_do(self) -> None:
        given = [
            "HTTPS://Screen.Example.gov.cn",
            " https://screen.example.gov.cn:443 ",
            "http://10.1.2.3:8080",
            "http://[::1]:3000",
        ]
        assert clean_origins(given) == [OURS, "http://10.1.2.3:8080", "http://[::1]:3000"]

    @pytest.mark.parametrize(
        "text",
        ["", "*", "null", "screen.example.gov.cn", "ftp://a.example", "https://", "https://a.example/", "https://a.example/x",
         "https://a.example?x", "https://a.example#x", "https://u@a.example", "https://*.example", "https://a.example:99999",
         "https://单位.example", "https://a b", "https://a\r\nX: y", "https://[::1", "https://" + "a" * 300],
    )  # fmt: skip
    def test_what_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            clean_origins([text])
        assert refused.value.field == "origins"

    def test_they_are_bounded(self) -> None:
        assert len(clean_origins([f"https://h{n}.example" for n in range(MOST)])) == MOST
        with pytest.raises(InvalidInput):
            clean_origins([f"https://h{n}.example" for n in range(MOST + 1)])

    def test_limiting_without_them_leaves_them(self, cast: Cast, caller: Caller) -> None:
        client_limit(actor=SYSTEM, client=Client.objects.get(), expires_on=None, networks=["127.0.0.1"])
        assert Client.objects.get().origins == [OURS]
