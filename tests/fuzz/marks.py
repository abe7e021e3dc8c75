"""A mark in every text of every record: wherever one is read, it says whose text that was.

``⟦Need:17⟧`` in an answer to somebody who may not see need 17 is a leak, by whichever way it came. Marks of the
neighbour district begin with an exclamation mark, and nobody here may read one.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.db import connection, models

from api.rows.records import all_records

MARK = re.compile(r"⟦(!?)([A-Za-z]+):(\d+)⟧")
# Texts that people write, or that tell of them, by the names of their columns. Names of places and units are no secret:
# they are told wherever these take part in something.
TOLD = {
    "title",
    "description",
    "note",
    "outcome",
    "words",
    "aim",
    "content",
    "signed_text",
    "duties",
    "head",
    "liaison",
    "signer_label",
    "filler_label",
    "by_label",
    "actor_label",
    "subject_label",
    "text",
    "purpose",
    "name",
    "office_phone",
    "answer",
    "error",
    "reason",
    "plan",
    "site_report",
    "suggestion",
    "dispute",
    "ruling",
    "ask_reason",
    "ask_answer",
    "demands",
    "feedback",
    "refusal",
    "minutes",
    "summary",
    "progress",
    "measures",
    "requirement",
    "findings",
    "opinion",
    "reply",
    "place",
    "topic",
}
OPEN = {"Organization", "Department", "ResidentUnit", "ReportEntry"}
LONGEST_MARK = 30


def mark_everything(foreign: bool = False) -> None:
    """Write its mark into every text of the current district."""
    sign = "!" if foreign else ""
    with connection.cursor() as cursor:
        # Signed texts and events never change otherwise.
        cursor.execute("SET session_replication_role = replica")
        for name, table, columns in _texts():
            mark = f"⟦{sign}{name}:' || id || '⟧"
            # What is empty stays so: a draft has no signed text.
            changes = ", ".join(
                f"\"{each}\" = CASE WHEN \"{each}\" = '' THEN '' ELSE left(\"{each}\", {room}) || '{mark}' END"
                for each, room in columns
            )
            cursor.execute(f'UPDATE "{table}" SET {changes}')
        cursor.execute(
            "UPDATE core_event SET data = data || jsonb_build_object('reason', "
            f"'原因⟦{sign}Event:' || id || '⟧', 'note', '说明⟦{sign}Event:' || id || '⟧')"
        )
        cursor.execute("SET session_replication_role = DEFAULT")


def _texts() -> Iterator[tuple[str, str, list[tuple[str, int]]]]:
    for record in all_records():
        name, model = record._meta.name, record._meta.model
        columns = [(f.column, room) for f in model._meta.concrete_fields if (room := _room(f))]
        if columns and name not in OPEN:
            yield name, model._meta.db_table, columns


def _room(field: Any) -> int:
    """How much of the text is kept, so that the mark finds room behind it; 0 for what gets none."""
    if field.name not in TOLD or field.choices or field.unique:
        return 0
    if not isinstance(field, models.CharField | models.TextField):
        return 0
    return max(0, (field.max_length or 2_000) - LONGEST_MARK)
