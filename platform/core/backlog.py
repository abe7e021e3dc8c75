"""What waits to be handed on, in all districts at once."""

from dataclasses import dataclass

from django.db import connection

# So many attempts in vain are no passing trouble any more: they lie more than half a minute apart.
STUBBORN = 3


@dataclass(frozen=True, slots=True)
class Backlog:
    """Deliveries that are due, how many seconds the oldest of them has been, and how many failed again and again."""

    due: int = 0
    oldest: float = 0.0
    failing: int = 0


def district_logs() -> list[str]:
    """Schemas of the districts that have a log: one that is being made or dropped has none at this moment."""
    return _with_table("core_delivery")


def schemas_where(table: str, rows: str) -> list[str]:
    """Schemas of the districts with the table and in them any of these rows: ``FROM {s}.table WHERE …``.

    One UNION over the districts finds them, so that a thousand quiet districts cost one statement.
    """
    schemas = _with_table(table)
    if not schemas:
        return []
    quote = connection.ops.quote_name
    probe = " UNION ALL ".join(f"SELECT %s WHERE EXISTS (SELECT 1 {rows.format(s=quote(name))})" for name in schemas)
    with connection.cursor() as cursor:
        cursor.execute(probe, schemas)
        return [row[0] for row in cursor.fetchall()]


def _with_table(table: str) -> list[str]:
    from django_tenants.utils import get_tenant_model

    names = [str(name) for name in get_tenant_model().objects.values_list("schema_name", flat=True)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname FROM pg_tables WHERE tablename = %s AND schemaname = ANY(%s)", [table, names])
        return [row[0] for row in cursor.fetchall()]


def backlog() -> Backlog:
    """The backlog of the whole installation, in one statement however many districts there are."""
    schemas = district_logs()
    if not schemas:
        return Backlog()
    quote = connection.ops.quote_name
    waiting = " UNION ALL ".join(
        f"SELECT due_at, attempts FROM {quote(name)}.core_delivery WHERE done_at IS NULL"  # noqa: S608
        for name in schemas
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*) FILTER (WHERE due_at <= now()),
                       greatest(coalesce(extract(epoch FROM now() - min(due_at)), 0), 0)::float8,
                       count(*) FILTER (WHERE attempts >= %s)
                  FROM ({waiting}) waiting""",  # noqa: S608
            [STUBBORN],
        )
        due, oldest, failing = cursor.fetchone()
    return Backlog(due, oldest, failing)
