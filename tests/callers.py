"""Callers of the interface: people with a session and clients with a token."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cast import Cast
from database import SCHEMA
from django.db import connection
from django.test import Client
from django_tenants.utils import schema_context

from api.actions.clients import client_register
from api.rows.ids import global_id
from tenants.accounts.models import User
from tenants.org.models import Organization, ResidentUnit


def gid(row: Any) -> str:
    """The global id of a row."""
    return global_id(type(row).__name__, row.pk)


@dataclass
class Caller:
    """Somebody who sends operations to one district's host."""

    http: Client
    host: str
    token: str = ""

    def post(self, query: str, variables: dict[str, Any] | None = None, **body: Any) -> Any:
        """The response to one operation; the caller's schema stays selected."""
        return self.send({"query": query, "variables": variables or {}, **body})

    def send(self, body: Any, **headers: str) -> Any:
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        content = body if isinstance(body, bytes | str) else json.dumps(body)
        with schema_context(connection.schema_name):
            return self.http.post(
                "/graphql/", content, content_type="application/json", headers=headers, HTTP_HOST=self.host
            )

    def ask(self, query: str, **variables: Any) -> Any:
        """The data of an operation that must succeed."""
        answer = self.post(query, variables).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def do(self, name: str, select: str = "", /, **values: Any) -> Any:
        """Run one mutation and return its payload."""
        title = name[0].upper() + name[1:]
        payload = f"{select} errors {{ code field message }}"
        text = f"mutation ($input: {title}Input!) {{ {name}(input: $input) {{ {payload} }} }}"
        return self.ask(text, input=values)[name]

    def get(self, path: str, **headers: str) -> Any:
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        with schema_context(connection.schema_name):
            return self.http.get(path, headers=headers, HTTP_HOST=self.host)


def person(user: User, schema: str = SCHEMA) -> Caller:
    """A person with a session in that district."""
    http = Client()
    with schema_context(schema):
        http.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return Caller(http, f"{schema}.localhost")


def token_of(http: Client, host: str, client_id: str, secret: str, scope: str = "") -> Any:
    basic = b64encode(f"{client_id}:{secret}".encode()).decode()
    form = {"grant_type": "client_credentials", **({"scope": scope} if scope else {})}
    with schema_context(connection.schema_name):
        return http.post("/oauth/token/", form, headers={"Authorization": f"Basic {basic}"}, HTTP_HOST=host)


def application(
    cast: Cast, at: Organization | ResidentUnit, scopes: Sequence[str], schema: str = SCHEMA, name: str = ""
) -> Caller:
    """A registered client with a token for all its scopes."""
    with schema_context(schema):
        client, secret = client_register(
            actor=cast.actor("security"), name=name or f"应用 {at}", purpose="测试", at=at, scopes=list(scopes)
        )
    http, host = Client(), f"{schema}.localhost"
    answer = token_of(http, host, client.client_id, secret)
    assert answer.status_code == 200, answer.content
    return Caller(http, host, answer.json()["access_token"])
