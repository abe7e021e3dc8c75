"""What many tests begin with is made once by the actions, and laid down again for each of them by copying its rows.

Making the cast takes sixty statements and the records around it hundreds; laying them down takes one for each table.
Both leave the same: rows, files, the log with its chain. Ids are the same for all tests of a session, and whatever a
test makes itself gets higher ones.
"""

import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import connection
from psycopg import sql

from core.periods import today
from core.tallies import tallied_models, tally_of

Result = TypeVar("Result")


@dataclass(frozen=True)
class _Table:
    """Rows that one table has got; with ``anew`` all rows, which stand in for those that lay there before."""

    name: str
    rows: bytes
    anew: bool

    @classmethod
    def of(cls, name: str, before: bytes, after: bytes) -> "_Table":
        if after.startswith(before):
            return cls(name, after[len(before) :], anew=False)
        return cls(name, after, anew=True)


@dataclass(frozen=True)
class _Kept:
    day: date
    result: bytes
    tables: list[_Table]
    files: Path | None


_kept: dict[tuple[str, str], _Kept] = {}


def laid_down(name: str, make: Callable[[], Result], files: Path | None = None) -> Result:
    """What ``make()`` returns, with its rows in the current district and its files in ``MEDIA_ROOT``.

    ``name`` says what is made, always on the same ground: call this before a test changes anything itself. ``files``
    is a folder of the session, for what is kept of the files. Where things are committed, in a database of its own, it
    is made each time.
    """
    if not connection.in_atomic_block:
        return make()
    known = _kept.get((connection.schema_name, name))
    # At midnight "in ten days" becomes another day.
    if known is None or known.day != today():
        return _make(name, make, files)
    for table in known.tables:
        _lay(table)
    if known.files is not None:
        shutil.copytree(known.files, settings.MEDIA_ROOT, dirs_exist_ok=True)
    return pickle.loads(known.result)


def _make(name: str, make: Callable[[], Result], files: Path | None) -> Result:
    before = _all_rows()
    result = make()
    after = _all_rows()
    tables = [_Table.of(each, before[each], rows) for each, rows in after.items() if rows != before[each]]
    folder = None
    if files is not None and Path(settings.MEDIA_ROOT).is_dir():
        folder = files / f"{connection.schema_name}-{name}"
        shutil.copytree(settings.MEDIA_ROOT, folder, dirs_exist_ok=True)
    # The first test as well goes on with a copy: all of them begin alike.
    kept = _kept[connection.schema_name, name] = _Kept(today(), pickle.dumps(result), tables, folder)
    return pickle.loads(kept.result)


def _all_rows() -> dict[str, bytes]:
    """The content of every table of the district, those first that stand first in the migrations.

    Without what triggers keep: they keep it again when the rows are laid down.
    """
    by_triggers = {tally_of(model)._meta.db_table for model in tallied_models()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace "
            "ORDER BY oid"
        )
        return {name: _read(name) for (name,) in cursor.fetchall() if name not in by_triggers}


def _read(name: str) -> bytes:
    statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))
    with connection.cursor() as cursor, cursor.copy(statement) as out:
        return b"".join(bytes(part) for part in out)


def _lay(table: _Table) -> None:
    name = sql.Identifier(table.name)
    with connection.cursor() as cursor:
        if table.anew:
            cursor.execute(sql.SQL("DELETE FROM {}").format(name))
        with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(name)) as into:
            into.write(table.rows)
