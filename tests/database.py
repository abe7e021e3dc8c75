"""The databases of the tests: one template, migrated once for each state of the migrations, and quick copies of it.

A session (and each of its xdist workers) gets a copy; so does a test that needs real commits and several processes.
The template carries the fingerprint of the migrations it was made from, so a change of a model never meets old tables.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql

SCHEMA, NEIGHBOUR = "jingan", "dongcheng"
DISTRICTS = ((SCHEMA, "310106000000", "静安区"), (NEIGHBOUR, "110101000000", "东城区"))


def address_of(name: str) -> str:
    """The address of another database on the server of ``DATABASE_URL``, as other processes take it."""
    return urlunsplit(urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}"))


def use(name: str) -> None:
    """Point this process at a database."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.set_schema_to_public()


def copy(name: str, *, template: str) -> None:
    """Make a fresh database out of the template; one of that name left over from a killed session goes."""
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, template))))


def drop(name: str) -> None:
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def another(name: str, usual: str, template: str) -> Iterator[str]:
    """Work in a database of its own, a copy of the template; its address."""
    copy(name, template=template)
    use(name)
    try:
        yield address_of(name)
    finally:
        use(usual)
        drop(name)


def ready_template(name: str, *, afresh: bool = False) -> None:
    """Have a migrated template of this name."""
    ready(name, fingerprint(), prepare_districts, afresh=afresh)


def ready(
    name: str, wanted: str, make: Callable[[], None], *, template: str = "template1", afresh: bool = False
) -> None:
    """Have a database of this name for which ``wanted`` stands; several processes may ask at once, and one makes it.

    ``make`` fills it, beginning with what is in the template; this process is left pointing to it.
    """
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        found = server.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if found and found[0] == wanted and not afresh:
            return
        copy(name, template=template)
        use(name)
        make()
        connection.close()
        server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(wanted)))


def prepare_districts() -> None:
    """The public schema and the district template migrated, both districts cloned from it."""
    from tenants.cloning import clone_schema
    from tenants.management.commands.prepare_platform import prepare_template
    from tenants.migrating import migrate_public
    from tenants.models import District, Domain

    migrate_public()
    prepare_template()
    call_command("migrate_schemas", schema_name=settings.TEMPLATE_SCHEMA_NAME, interactive=False, verbosity=0)
    connection.set_schema_to_public()
    for schema, code, name in DISTRICTS:
        district = District.objects.create(schema_name=schema, code=code, name=name, slug=schema)
        Domain.objects.create(domain=f"{schema}.localhost", tenant=district, is_primary=True)
        with transaction.atomic():
            clone_schema(settings.TEMPLATE_SCHEMA_NAME, schema)


def fingerprint() -> str:
    """What the tables follow from: all migrations, which apps stand in which schema, and this module."""
    seen = hashlib.sha256(repr((settings.SHARED_APPS, settings.TENANT_APPS)).encode())
    # In the order of names: where the packages lie depends on how the tests are started.
    configured = sorted(apps.get_app_configs(), key=lambda app: app.name)
    folders = [Path(app.path) / "migrations" for app in configured]
    for file in [Path(__file__), *(file for folder in folders for file in sorted(folder.glob("*.py")))]:
        seen.update(file.read_bytes())
    return seen.hexdigest()


@contextmanager
def _server() -> Iterator[psycopg.Connection]:
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        yield server
