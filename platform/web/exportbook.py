"""The workbook of an export. Loads the library for Excel, which few requests need: import it where it is used."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from web.columns import Column


def export_book(title: str, columns: Sequence[Column], rows: Iterable[Any], conditions: Sequence[str]) -> IO[bytes]:
    """One sheet of rows and one that names the conditions, as a file read from its beginning; the caller closes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, start=1):
        wide = 14 if column.align in {"end", "day"} else 34 if column.link else 20
        sheet.column_dimensions[get_column_letter(index)].width = wide
    sheet.append([_head(sheet, column.label) for column in columns])
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, column.plain(row)) for column in columns])
        count += 1
    about = book.create_sheet("导出说明")
    about.column_dimensions["A"].width = 14
    about.column_dimensions["B"].width = 60
    stamp = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    for name, value in (
        ("内容", title),
        ("行数", count),
        ("条件", "；".join(conditions) or "无"),
        ("导出时间", stamp),
    ):
        about.append([_head(about, name), _cell(about, value)])
    file = tempfile.TemporaryFile()  # noqa: SIM115
    book.save(file)
    file.seek(0)
    return file


def _head(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="F3F0EE")
    cell.alignment = Alignment(vertical="center")
    return cell


def _cell(sheet: Any, value: Any) -> WriteOnlyCell:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | date | datetime):
        cell = WriteOnlyCell(sheet, str(value))
        # Text that begins with “=” must never become a formula in the reader's Excel.
        cell.data_type = "s"
        return cell
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell
