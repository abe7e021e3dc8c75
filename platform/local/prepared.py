"""Whether an embedded database is at the state of the code, found out without loading the code.

After the release step the database carries, as a comment, the digest of what that step followed from and of what it
left: the code of the migrations, and which of them stand applied in which schema. While both are the same, ``up`` need
not run the step. Migrating by hand or dropping a district changes the latter; a restored backup has no comment.
"""

import hashlib
from pathlib import Path

import psycopg
from psycopg import sql

from local.folders import ROOT
from local.prepare import with_demo

# What the release step follows from: the packages with their own migrations and the queue, the apps, the districts.
PARTS = ("requirements-local.txt", "platform/config/settings.py", "platform/local/prepare.py")
PACKAGES = ("api", "assessment", "linkage", "platform", "resources", "tenants")


def is_prepared(address: str) -> bool:
    """Whether the release step would find nothing to do; False if in doubt."""
    try:
        with psycopg.connect(address) as connection:
            found = connection.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
            ).fetchone()
            return found is not None and found[0] == _state(connection)
    except psycopg.Error:
        return False


def note_prepared(address: str) -> None:
    """Remember that the release step has just been done."""
    with psycopg.connect(address) as connection:
        note = sql.Literal(_state(connection))
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(connection.info.dbname), note))


def _state(connection: psycopg.Connection) -> str:
    seen = hashlib.sha256(str(with_demo()).encode())
    for file in _files():
        seen.update(str(file.relative_to(ROOT)).encode())
        seen.update(file.read_bytes())
    schemas = connection.execute("SELECT schemaname FROM pg_tables WHERE tablename = 'django_migrations' ORDER BY 1")
    for (schema,) in schemas.fetchall():
        applied = sql.SQL("SELECT string_agg(app || '.' || name, ' ' ORDER BY id) FROM {}")
        row = connection.execute(applied.format(sql.Identifier(schema, "django_migrations"))).fetchone()
        seen.update(f"{schema} {row}".encode())
    return seen.hexdigest()


def _files() -> list[Path]:
    migrations = (file for package in PACKAGES for file in (ROOT / package).rglob("migrations/*.py"))
    return [*(ROOT / part for part in PARTS), *sorted(migrations)]
