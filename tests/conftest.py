"""One schema for a session, one transaction for a test, and a named cast.

Two districts with the same shape and differing ids stand ready. In 静安区: the district office's 区里, street A with
community A1 and its unit, street B with community B1 and its unit. 东城区 is the neighbour who must see nothing.
"""

import os
from collections.abc import Iterator
from datetime import date

import pytest
from cast import Cast, build_cast
from django.core.management import call_command
from django.db import connection
from django_tenants.utils import schema_context

SCHEMA, NEIGHBOUR = "jingan", "dongcheng"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, request, django_db_keepdb, django_db_createdb):
    """Create the test database with the public schema, the template and both districts."""
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        worker = os.environ.get("PYTEST_XDIST_WORKER")
        if worker:
            connection.settings_dict["TEST"]["NAME"] = f"test_{connection.settings_dict['NAME']}_{worker}"
        old = setup_databases(0, interactive=False, keepdb=django_db_keepdb and not django_db_createdb)
        prepare_districts()
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(old, verbosity=0)


def prepare_districts() -> None:
    """Both districts migrated; done once, kept across sessions with --reuse-db."""
    from tenants.models import District, Domain

    connection.set_schema_to_public()
    for schema, code, name in ((SCHEMA, "310106000000", "静安区"), (NEIGHBOUR, "110101000000", "东城区")):
        district, _ = District.objects.get_or_create(
            schema_name=schema, defaults={"code": code, "name": name, "slug": schema}
        )
        Domain.objects.get_or_create(domain=f"{schema}.localhost", tenant=district, is_primary=True)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        call_command("migrate_schemas", schema_name=schema, verbosity=0)
    connection.set_schema_to_public()


@pytest.fixture
def district(db) -> Iterator[None]:
    """Inside 静安区."""
    with schema_context(SCHEMA):
        yield


@pytest.fixture
def cast(district) -> Cast:
    """The named cast of 静安区."""
    return build_cast()


@pytest.fixture
def neighbour(db) -> Cast:
    """The cast of 东城区, whose ids all differ from those of 静安区."""
    with schema_context(NEIGHBOUR):
        found = build_cast(offset=5000)
    return found


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Files of a test go to its own folder."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def tomorrow() -> date:
    from datetime import timedelta

    from core.periods import today

    return today() + timedelta(days=1)
