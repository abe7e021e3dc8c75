"""The short way of a token and the long way of a session: the same answers, and always one that a program can read."""

import json
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from callers import Caller, application, person
from cast import Cast
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse
from django.test import Client as Http
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from api.shortway import ShortWay
from core.permissions import Perm

ME = "{ me { kind } }"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Content-Type": "application/json",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Wire(Http):
    """Requests as the web server hands them to the application, not as Django's handler for tests does."""

    def __init__(self) -> None:
        super().__init__()
        self.application = ShortWay(WSGIHandler())

    def post(self, path: str, *args: Any, **given: Any) -> Any:
        told: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], fault: Any = None) -> Any:
            told.update(status=int(status.split()[0]), headers=dict(headers))

        factory = RequestFactory()
        factory.cookies = self.cookies
        # The connection is in the test's transaction, which would be taken for one that somebody forgot to end.
        with patch.object(BaseDatabaseWrapper, "close_if_unusable_or_obsolete"):
            content = b"".join(self.application(factory.post(path, *args, **given).environ, start))
        answer = HttpResponse(content, **told)
        answer.json = lambda: json.loads(content)  # type: ignore[attr-defined]
        return answer


@pytest.fixture
def client(cast: Cast) -> Caller:
    return replace(application(cast, cast.street_a, [Perm.VIEW]), http=Wire())


def test_both_ways_carry_the_same_headers(cast: Cast, client: Caller) -> None:
    for caller in (client, person(cast.users["street_a"])):
        response = caller.post(ME)
        assert {name: response[name] for name in HEADERS} == HEADERS
        assert response["Content-Length"] == str(len(response.content))
        assert response["X-RateLimit-Limit"]
        assert response["X-Request-Id"] == response.json()["extensions"]["requestId"]


def test_a_refusal_carries_them_too(district: None) -> None:
    response = Caller(Wire(), "jingan.localhost", "nonsense").post(ME)
    assert response.status_code == 401
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert response["X-Request-Id"]


def test_a_given_request_id_is_kept(client: Caller) -> None:
    response = client.http.post(
        "/graphql/",
        json.dumps({"query": ME}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {client.token}", "X-Request-Id": "dashboard-0042"},
        HTTP_HOST=client.host,
    )
    assert response.json()["extensions"]["requestId"] == response["X-Request-Id"] == "dashboard-0042"


def test_a_token_meets_no_session(client: Caller) -> None:
    """Not even one that the request brings along."""
    client.http.cookies["sessionid"] = "x" * 32
    client.ask(ME)
    with CaptureQueriesContext(connection) as captured:
        response = client.post(ME)
    assert response.status_code == 200
    assert not response.cookies
    assert [query["sql"] for query in captured if "api_usage" not in query["sql"]] == []


@pytest.mark.parametrize(("host", "status"), [("localhost", 401), ("nowhere.localhost", 404), ("evil.example", 400)])
def test_a_districts_token_opens_nothing_elsewhere(client: Caller, host: str, status: int) -> None:
    client.host = host
    assert client.post(ME).status_code == status


def break_down(*args: Any, **kwargs: Any) -> Any:
    raise OperationalError("connection to 10.0.0.5 refused")


@pytest.mark.parametrize(
    "place",
    ["api.signin.client_of", "api.rates.take", "api.asking.run", "tenants.middleware.DistrictMiddleware._district"],
)
def test_whatever_breaks_is_told_as_data(
    client: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    monkeypatch.setattr(place, break_down)
    client.http.raise_request_exception = False
    response = client.post(ME)
    assert response.status_code == 500
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": "INTERNAL", "requestId": response["X-Request-Id"]}
    assert "10.0.0.5" not in response.content.decode()
    assert "10.0.0.5" in caplog.text


def test_a_page_that_breaks_stays_a_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.middleware.DistrictMiddleware._district", break_down)
    http = Http(raise_request_exception=False)
    response = http.get("/graphql/", HTTP_HOST="jingan.localhost", headers={"Accept": "text/html"})
    assert response.status_code == 500
    assert "系统出了问题" in response.content.decode()
