"""The benchmark district and the client that asks it."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django_tenants.utils import schema_context
from oauth2_provider.models import AccessToken

from api.actions.clients import client_register
from benchmarks.queries import HERE, district_rows
from core.permissions import SYSTEM, Perm
from tenants.cloning import clone_schema
from tenants.models import District, Domain
from tenants.org.models import Organization

SCHEMA = "bench"


def make_district(scale: float) -> str:
    """A district of its own beside the template, filled; the token of a client that sees all of it."""
    with transaction.atomic():
        clone_schema(settings.TEMPLATE_SCHEMA_NAME, SCHEMA)
        district = District.objects.create(schema_name=SCHEMA, code="990100000000", name="云溪区", slug=SCHEMA)
        Domain.objects.create(domain=f"{SCHEMA}.{settings.BASE_HOST}", tenant=district, is_primary=True)
    with schema_context(SCHEMA):
        fill(scale=scale)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        return client_token(timedelta(days=1))


def fill(*, scale: float) -> None:
    """Write the rows into the current schema."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(district_rows(scale))


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
