"""A new schema as an exact copy of the template, by the database's own definitions.

One transaction, no function left behind in the database, and at the end a comparison of every column, constraint,
index and trigger of the two: a kind of object that this module does not know is noticed, not lost.
"""

from django.db import connection
from django_tenants.utils import schema_context

# What lies in a schema is found by what depends on it, and what belongs to a table by the table: these have an index.
# Asked by the schema's name the server reads the catalogue of all districts: of 300 it took four times as long.
_INSIDE = """
    SELECT d.classid = 'pg_class'::regclass, d.objid FROM pg_depend d
     WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = %s::regnamespace
       AND d.classid IN ('pg_class'::regclass, 'pg_proc'::regclass)
"""

_TABLES = "SELECT oid, relname FROM pg_class WHERE oid = ANY(%s::oid[]) AND relkind = 'r' ORDER BY 2"

_COLUMNS = """
    SELECT a.attname FROM pg_attribute a
     WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum
"""

# In the order in which they can be made: keys before the references to them. Definitions name tables as the search
# path shows them, so the same text means the template's tables on one path and the new district's on another.
_PARTS = """
    SELECT 1 AS turn, c.relname, format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', c.relname, k.conname,
           pg_get_constraintdef(k.oid)) AS statement
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.conrelid = ANY(%(tables)s::oid[]) AND k.contype IN ('p', 'u', 'x')
    UNION ALL
    SELECT 2, c.relname, pg_get_indexdef(i.indexrelid, 0, true)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE i.indrelid = ANY(%(tables)s::oid[])
       AND NOT EXISTS (SELECT FROM pg_constraint k
                        WHERE k.conrelid = i.indrelid AND k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    UNION ALL
    SELECT 3, c.relname, format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', c.relname, k.conname,
           pg_get_constraintdef(k.oid))
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.conrelid = ANY(%(tables)s::oid[]) AND k.contype = 'f'
    UNION ALL
    SELECT 4, c.relname, pg_get_triggerdef(g.oid, true)
      FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
     WHERE g.tgrelid = ANY(%(tables)s::oid[]) AND NOT g.tgisinternal
     ORDER BY 1, 2, 3
"""

# Columns, checks and what else a schema can hold, beside the parts above.
_REST = """
    SELECT 'column', c.relname, a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull::text ||
           ' ' || a.attidentity::text || ' ' || COALESCE(pg_get_expr(d.adbin, d.adrelid), '')
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = ANY(%(tables)s::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT 'check', c.relname, k.conname || ' ' || pg_get_constraintdef(k.oid)
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.conrelid = ANY(%(tables)s::oid[]) AND k.contype NOT IN ('p', 'u', 'x', 'f')
    UNION ALL
    SELECT 'relation', relkind::text, relname FROM pg_class WHERE oid = ANY(%(relations)s::oid[])
    UNION ALL
    SELECT 'function', '', proname FROM pg_proc WHERE oid = ANY(%(functions)s::oid[])
     ORDER BY 1, 2, 3
"""

_COUNTERS = """
    SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE a.attrelid = ANY(%(tables)s::oid[]) AND a.attidentity <> '' AND NOT a.attisdropped
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
        inside, tables = _inside(source)
        cursor.execute(_PARTS, inside)
        parts = cursor.fetchall()
        including = " ".join(f"INCLUDING {kind}" for kind in _COPIED)
        statements = [f"CREATE SCHEMA {quote(target)}"]
        for oid, table in tables:
            cursor.execute(_COLUMNS, [oid])
            columns = ", ".join(quote(name) for (name,) in cursor.fetchall())
            old, new = f"{quote(source)}.{quote(table)}", f"{quote(target)}.{quote(table)}"
            statements.append(f"CREATE TABLE {new} (LIKE {old} {including})")
            statements.append(f"INSERT INTO {new} ({columns}) SELECT {columns} FROM {old}")  # noqa: S608 - quoted names
    with schema_context(target), connection.cursor() as cursor:
        # The path names a schema that is made by the first of these statements.
        cursor.execute(";\n".join(statements))
        cursor.execute(";\n".join(statement for _, _, statement in parts))
        _set_counters(inside, target)
    if _description(source) != _description(target):
        raise CloneError(f"{target} is not the same as {source}")


def _inside(schema: str) -> tuple[dict[str, list[int]], list[tuple[int, str]]]:
    """What the schema holds, by the server's numbers, and its tables by name."""
    with connection.cursor() as cursor:
        cursor.execute(_INSIDE, [connection.ops.quote_name(schema)])
        found = cursor.fetchall()
        relations = [oid for is_relation, oid in found if is_relation]
        cursor.execute(_TABLES, [relations])
        tables = cursor.fetchall()
    functions = [oid for is_relation, oid in found if not is_relation]
    return {"relations": relations, "functions": functions, "tables": [oid for oid, _ in tables]}, tables


def _set_counters(inside: dict[str, list[int]], target: str) -> None:
    """Let every identity column go on where the template's stands."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(_COUNTERS, inside)
        for table, column in cursor.fetchall():
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), max({quote(column)})) "  # noqa: S608 - quoted names
                f"FROM {quote(target)}.{quote(table)} HAVING max({quote(column)}) IS NOT NULL",
                [f"{quote(target)}.{quote(table)}", column],
            )


def _description(schema: str) -> list[tuple[object, ...]]:
    with schema_context(schema), connection.cursor() as cursor:
        inside, _ = _inside(schema)
        cursor.execute(_PARTS, inside)
        parts = cursor.fetchall()
        cursor.execute(_REST, inside)
        return [*parts, *cursor.fetchall()]
