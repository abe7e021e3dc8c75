"""汇总: a line for a place and one for each of those right below it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from api.rows.ids import global_id
from tenants.org.models import Organization


def lines_of(rows: QuerySet[Organization], counted: Sequence[str]) -> list[dict[str, Any]]:
    """The lines in the order of the tree: ``id``, ``name`` and what was counted."""
    return [
        {
            "id": global_id("Organization", row.pk),
            "name": row.name,
            **{name: getattr(row, name) for name in counted},
        }
        for row in rows.order_by("path")
    ]
