"""Lists as Excel workbooks, written row by row."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse
from django.utils import timezone

from web.columns import Column

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(
    title: str, columns: Sequence[Column], rows: Iterable[Any], conditions: Sequence[str]
) -> FileResponse:
    """A workbook with one sheet of rows and one that names the conditions, as a download."""
    # A web worker that exports nothing does without the library.
    from web.exportbook import export_book

    name = f"{title}{timezone.localdate():%Y%m%d}.xlsx"
    # The response closes the file when it has been sent.
    return FileResponse(
        export_book(title, columns, rows, conditions), as_attachment=True, filename=name, content_type=XLSX
    )
