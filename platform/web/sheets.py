"""Reading spreadsheets that people send in: the first sheet, its headings, its rows as text."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from core.errors import InvalidInput

MOST_ROWS = 1000
MOST_COLUMNS = 60
LARGEST_FILE = 5 * 1024 * 1024
# What the file may unpack to: a small file can hold an enormous sheet.
LARGEST_CONTENT = 80 * 1024 * 1024
# One sign more than the longest text that any action takes: it refuses what is too long, and nothing is cut in silence.
LONGEST_CELL = 20_001


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number in the sheet and its texts by heading."""

    line: int
    texts: dict[str, str]


def read_sheet(
    upload: UploadedFile, *, known: Sequence[str], required: Sequence[str], most: int = MOST_ROWS
) -> list[Row]:
    """The filled rows of the first sheet under the ``known`` headings; ``InvalidInput`` says what is wrong with it."""
    # A web worker that reads no sheet does without the library.
    from openpyxl import load_workbook

    content = upload.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise InvalidInput("文件超过 5 MB，请拆成几个文件分次导入。", field="file")
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST_CONTENT:
                raise InvalidInput("表格内容过大，请拆成几个文件分次导入。", field="file")
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        lines = [
            list(line)
            for line in book.worksheets[0].iter_rows(max_row=most + 2, max_col=MOST_COLUMNS, values_only=True)
        ]
    except InvalidInput:
        raise
    except Exception as error:
        # openpyxl raises whatever its parsers raise; to the person all of it means the same.
        raise InvalidInput("这个文件不是 Excel 表格（.xlsx），或已损坏，请用模板另存后再试。", field="file") from error
    if not lines:
        raise InvalidInput("表格是空的，请用模板填写后再导入。", field="file")
    headings = [_text(cell).rstrip("*＊ ") for cell in lines[0]]
    if missing := [name for name in required if name not in headings]:
        raise InvalidInput(f"第一行缺少这些列：{'、'.join(missing)}。请使用模板的表头。", field="file")
    places = {name: headings.index(name) for name in known if name in headings}
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        texts = {name: _text(line[at]) if at < len(line) else "" for name, at in places.items()}
        if any(texts.values()):
            rows.append(Row(number, texts))
    if len(rows) > most:
        raise InvalidInput(f"一次最多导入 {most} 行，请拆成几个文件分次导入。", field="file")
    if not rows:
        raise InvalidInput("表头下面没有内容，请填写后再导入。", field="file")
    return rows


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "".join(sign for sign in str(cell) if sign.isprintable() or sign == "\n").strip()[:LONGEST_CELL]
