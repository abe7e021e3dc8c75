"""The benchmark districts and the client that asks them."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django_tenants.utils import schema_context
from oauth2_provider.models import AccessToken

from api.actions.clients import client_register
from benchmarks.queries import HERE, district_rows
from core.permissions import SYSTEM, Perm
from core.tallies import fold
from tenants.cloning import clone_schema
from tenants.models import District, Domain
from tenants.org.models import Organization

SCHEMA = "bench"
# Enough for every query to find its rows, little enough for a thousand districts.
SMALL = 0.02


def make_district(scale: float, schema: str = SCHEMA, code: str = "990100000000") -> str:
    """A district of its own beside the template, filled; the token of a client that sees all of it."""
    _copy(settings.TEMPLATE_SCHEMA_NAME, schema, code)
    with schema_context(schema):
        fill(scale=scale)
        token = client_token(timedelta(days=1))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return token


def make_copies(schema: str, count: int, tell: Callable[[int], None]) -> list[str]:
    """So many copies of a filled district, its client and its token included; their schemas."""
    made = []
    for n in range(count):
        made.append(f"{schema}{n + 1}")
        _copy(schema, made[-1], f"98{n:04}000000")
        tell(n + 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return made


def _copy(source: str, schema: str, code: str) -> None:
    with transaction.atomic():
        clone_schema(source, schema)
        district = District.objects.create(schema_name=schema, code=code, name="云溪区", slug=schema)
        Domain.objects.create(domain=f"{schema}.{settings.BASE_HOST}", tenant=district, is_primary=True)


def fill(*, scale: float) -> None:
    """Write the rows into the current schema."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(district_rows(scale))
    fold()


def prepare_peer() -> None:
    """Add to the district what only PostGraphile looks at."""
    with schema_context(SCHEMA), connection.cursor() as cursor:
        cursor.execute((HERE / "peer" / "prepare.sql").read_text())


def client_token(life: timedelta) -> str:
    """A new client over the whole district, and a token for it."""
    root = Organization.objects.get(depth=1)
    client, _ = client_register(actor=SYSTEM, name="压测", purpose="性能比较", at=root, scopes=[Perm.VIEW])
    token = secrets.token_urlsafe(32)
    AccessToken.objects.create(application=client, token=token, scope=Perm.VIEW.value, expires=timezone.now() + life)
    return token
