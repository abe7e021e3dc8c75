"""What ``benchmarks.rush`` asks, and the districts that it asks: ``python -m benchmarks.rushed SCALE`` prints JSON.

A kind is a list of steps that follow one another on a connection. A step is a request whose text may hold ``@n``, a
number of its own, and ``@id``, the global id in the answer before.
"""

import json
import secrets
import sys
from datetime import timedelta
from typing import Any

import django

from benchmarks.load import request_bytes
from benchmarks.queries import QUERIES
from benchmarks.rush import DISTRICTS

READS = "acdef"
PAGES = [
    "/workbench/",
    "/needs/",
    "/resources/",
    "/claims/",
    "/agreements/",
    "/places/",
    "/notices/",
    "/needs/?status=open&page=2",
]
# How often each kind is begun, of all.
WEIGHTS = {"page": 25, "read": 45, "search": 15, "write": 15}


def main(scale: float) -> None:
    django.setup()
    from django_tenants.utils import schema_context

    kinds: dict[str, list[list[dict[str, Any]]]] = {name: [] for name in WEIGHTS}
    for schema, code in DISTRICTS:
        _district(schema, code)
        with schema_context(schema):
            _filled(schema, scale, kinds)
    print(json.dumps([{"name": name, "weight": WEIGHTS[name], "flows": flows} for name, flows in kinds.items()]))


def _district(schema: str, code: str) -> None:
    from django.conf import settings
    from django.db import transaction

    from tenants.cloning import clone_schema
    from tenants.models import District, Domain

    with transaction.atomic():
        clone_schema(settings.TEMPLATE_SCHEMA_NAME, schema)
        district = District.objects.create(schema_name=schema, code=code, name=f"{schema}区", slug=schema)
        Domain.objects.create(domain=f"{schema}.{settings.BASE_HOST}", tenant=district, is_primary=True)


def _filled(schema: str, scale: float, kinds: dict[str, list[list[dict[str, Any]]]]) -> None:
    from django.db import connection

    from benchmarks.district import client_token, fill
    from tenants.org.models import Organization, ResidentUnit
    from tenants.org.roles import Role

    # The statements of the filling belong to a session.
    connection.close()
    fill(scale=scale)
    with connection.cursor() as cursor:
        # The rows brought their own ids.
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()")
        for (name,) in cursor.fetchall():
            cursor.execute("SELECT setval(%s::regclass, 10000000)", [f'"{name}"'])
        cursor.execute("ANALYZE")
    reader = client_token(timedelta(hours=3))
    street = Organization.objects.filter(level="subdistrict").order_by("path")[0]
    unit = ResidentUnit.objects.filter(organization__path__startswith=street.path, status="active").first()
    host = f"{schema}.localhost"
    kinds["read"] += [[_asked(host, reader, QUERIES[name].text, QUERIES[name].variables)] for name in READS]
    text = "query ($n: String) { needs(search: $n, first: 20) { totalCount nodes { id title ownerName } } }"
    kinds["search"].append([_asked(host, reader, text, {"n": "@n"})])
    kinds["write"].append(_writes(host, _writer(street), _writer(unit), street, unit))
    for role in (Role.SUBDISTRICT_OFFICE, Role.COMMUNITY_OFFICER):
        place = street if role == Role.SUBDISTRICT_OFFICE else street.get_children().first()
        cookie = _session(schema, role, place)
        kinds["page"] += [[_viewed(host, path, cookie)] for path in PAGES]


def _asked(host: str, token: str, text: str, variables: dict[str, Any], **more: Any) -> dict[str, Any]:
    body = json.dumps({"query": text, "variables": variables}, ensure_ascii=False)
    head = request_bytes("/graphql/", host, b"", {"Authorization": f"Bearer {token}"}).decode()
    return {"head": head, "body": body, **more}


def _viewed(host: str, path: str, cookie: str) -> dict[str, Any]:
    return {"head": f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n", "body": ""}


def _writes(host: str, street_token: str, unit_token: str, street: Any, unit: Any) -> list[dict[str, Any]]:
    """A need of the street from its draft to a claim of the unit, which is withdrawn, and the need with it."""
    from api.rows.ids import global_id

    due = "2099-12-31"
    need = {"title": "压测 @n", "category": "VENUE", "quantity": "3", "measure": "次", "dueOn": due}
    owner = global_id("Organization", street.pk)
    steps: list[tuple[str, str, dict[str, Any], str]] = [
        ("needCreate", street_token, {**need, "owner": owner, "audience": owner}, "need"),
        ("needSubmit", street_token, {"id": "@id"}, "need"),
        ("needPublish", street_token, {"id": "@id"}, "need"),
        (
            "claimPropose",
            unit_token,
            {"target": "@id", "claimant": global_id("ResidentUnit", unit.pk), "quantity": "1"},
            "claim",
        ),
        ("claimWithdraw", unit_token, {"id": "@id", "reason": "压测"}, "claim"),
    ]
    return [
        _asked(
            host,
            token,
            f"mutation ($input: {name[0].upper()}{name[1:]}Input!) "
            f"{{ {name}(input: $input) {{ {result} {{ id status }} errors {{ code message }} }} }}",
            {"input": values},
            writes=name,
        )
        for name, token, values, result in steps
    ]


def _writer(at: Any) -> str:
    """A token of a client that may do there whatever a client may."""
    from django.utils import timezone
    from oauth2_provider.models import AccessToken

    from api.actions.clients import client_register
    from api.scopes import CLIENT_PERMISSIONS
    from core.permissions import SYSTEM

    scopes = sorted(CLIENT_PERMISSIONS)
    client, _ = client_register(actor=SYSTEM, name=f"写入 {at}", purpose="压测", at=at, scopes=list(scopes))
    token = secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(hours=3)
    AccessToken.objects.create(application=client, token=token, scope=" ".join(scopes), expires=expires)
    return token


def _session(schema: str, role: str, place: Any) -> str:
    """The cookie of somebody who has signed in with that post."""
    from django.conf import settings
    from django.test import Client

    from core.periods import today
    from tenants.accounts.models import User
    from tenants.org.models import Post

    user = User.objects.create(username=f"rush.{role}", name="压测", password="!")
    Post.objects.create(user=user, role=role, organization=place, starts_on=today() - timedelta(days=9))
    browser = Client(HTTP_HOST=f"{schema}.localhost")
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


if __name__ == "__main__":
    main(float(sys.argv[1]))
