"""A new schema as an exact copy of the template, by the database's own definitions.

One transaction, no function left behind in the database, and at the end a comparison of every column, constraint,
index and trigger of the two: a kind of object that this module does not know is noticed, not lost.
"""

from django.db import connection
from django_tenants.utils import schema_context

_TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = %s AND c.relkind = 'r' ORDER BY 1
"""

_COLUMNS = """
    SELECT a.attname FROM pg_attribute a
     WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum
"""

# In the order in which they can be made: keys before the references to them. Definitions name tables as the search
# path shows them, so the same text means the template's tables on one path and the new district's on another.
_PARTS = """
    WITH t AS (
        SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = %(schema)s AND c.relkind = 'r'
    )
    SELECT 1 AS turn, t.relname, format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', t.relname, k.conname,
           pg_get_constraintdef(k.oid)) AS statement
      FROM pg_constraint k JOIN t ON t.oid = k.conrelid WHERE k.contype IN ('p', 'u', 'x')
    UNION ALL
    SELECT 2, t.relname, pg_get_indexdef(i.indexrelid, 0, true)
      FROM pg_index i JOIN t ON t.oid = i.indrelid
     WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    UNION ALL
    SELECT 3, t.relname, format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', t.relname, k.conname,
           pg_get_constraintdef(k.oid))
      FROM pg_constraint k JOIN t ON t.oid = k.conrelid WHERE k.contype = 'f'
    UNION ALL
    SELECT 4, t.relname, pg_get_triggerdef(g.oid, true)
      FROM pg_trigger g JOIN t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal
     ORDER BY 1, 2, 3
"""

# Columns, checks and what else a schema can hold, beside the parts above.
_REST = """
    SELECT 'column', c.relname, a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull::text ||
           ' ' || a.attidentity::text || ' ' || COALESCE(pg_get_expr(d.adbin, d.adrelid), '')
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = %(schema)s
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT 'check', c.relname, k.conname || ' ' || pg_get_constraintdef(k.oid)
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = %(schema)s
     WHERE k.contype NOT IN ('p', 'u', 'x', 'f')
    UNION ALL
    SELECT 'relation', c.relkind::text, c.relname
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = %(schema)s
    UNION ALL
    SELECT 'function', '', p.proname
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = %(schema)s
     ORDER BY 1, 2, 3
"""

_COUNTERS = """
    SELECT c.relname, a.attname FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = %s
     WHERE a.attidentity <> '' AND NOT a.attisdropped
"""

_COPIED = "DEFAULTS", "GENERATED", "IDENTITY", "STORAGE", "COMPRESSION", "COMMENTS", "STATISTICS", "CONSTRAINTS"


class CloneError(RuntimeError):
    """The copy differs from the template; the caller's transaction must be rolled back."""


def clone_schema(source: str, target: str) -> None:
    """Make the schema ``target`` with all tables, rows and rules of ``source``, inside the caller's transaction.

    Raises ``CloneError`` when the result is not the same, and the database's own error when ``target`` exists.
    """
    quote = connection.ops.quote_name
    with schema_context(source), connection.cursor() as cursor:
        cursor.execute(_TABLES, [source])
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(_PARTS, {"schema": source})
        parts = cursor.fetchall()
        including = " ".join(f"INCLUDING {kind}" for kind in _COPIED)
        statements = [f"CREATE SCHEMA {quote(target)}"]
        for table in tables:
            cursor.execute(_COLUMNS, [quote(table)])
            columns = ", ".join(quote(name) for (name,) in cursor.fetchall())
            old, new = f"{quote(source)}.{quote(table)}", f"{quote(target)}.{quote(table)}"
            statements.append(f"CREATE TABLE {new} (LIKE {old} {including})")
            statements.append(f"INSERT INTO {new} ({columns}) SELECT {columns} FROM {old}")  # noqa: S608 - quoted names
    with schema_context(target), connection.cursor() as cursor:
        # The path names a schema that is made by the first of these statements.
        cursor.execute(";\n".join(statements))
        cursor.execute(";\n".join(statement for _, _, statement in parts))
        _set_counters(source, target)
    if _description(source) != _description(target):
        raise CloneError(f"{target} is not the same as {source}")


def _set_counters(source: str, target: str) -> None:
    """Let every identity column go on where the template's stands."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(_COUNTERS, [source])
        for table, column in cursor.fetchall():
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), max({quote(column)})) "  # noqa: S608 - quoted names
                f"FROM {quote(target)}.{quote(table)} HAVING max({quote(column)}) IS NOT NULL",
                [f"{quote(target)}.{quote(table)}", column],
            )


def _description(schema: str) -> list[tuple[object, ...]]:
    with schema_context(schema), connection.cursor() as cursor:
        cursor.execute(_PARTS, {"schema": schema})
        parts = cursor.fetchall()
        cursor.execute(_REST, {"schema": schema})
        return [*parts, *cursor.fetchall()]
