"""The workbook of an import's template. Loads the library for Excel: import it where it is used."""

import tempfile
from collections.abc import Mapping, Sequence
from typing import IO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from web.importtemplate import Field
from web.sheets import MOST_ROWS

HEAD, REQUIRED = PatternFill("solid", fgColor="F3F0EE"), "9B1C1F"
OPTIONS = "选项"


def template_book(
    title: str, fields: Sequence[Field], options: Mapping[str, Sequence[str]], further: Sequence[Mapping[str, str]]
) -> IO[bytes]:
    """Headings with the lines of the example, what each column means, and drop-downs; the caller closes the file."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    sheet.freeze_panes = "A2"
    _heads(sheet, [field.label for field in fields], widths=[max(14, 2 * len(field.example) + 2) for field in fields])
    for line, texts in enumerate(({field.name: field.example for field in fields}, *further), start=2):
        for column, field in enumerate(fields, start=1):
            _write(sheet, line, column, texts.get(field.name, ""))
    for column, field in enumerate(fields, start=1):
        if field.required:
            sheet.cell(1, column).font = Font(bold=True, color=REQUIRED)
    _explain(book.create_sheet("填写说明"), fields)
    _offer(book, sheet, fields, options)
    file = tempfile.TemporaryFile()  # noqa: SIM115
    book.save(file)
    file.seek(0)
    return file


def _heads(sheet: Worksheet, labels: Sequence[str], *, widths: Sequence[int]) -> None:
    for column, (label, width) in enumerate(zip(labels, widths, strict=True), start=1):
        cell = sheet.cell(1, column, label)
        cell.font, cell.fill = Font(bold=True), HEAD
        sheet.column_dimensions[get_column_letter(column)].width = min(width, 48)


def _write(sheet: Worksheet, line: int, column: int, text: str) -> None:
    cell = sheet.cell(line, column, text)
    # Text that begins with “=” must never become a formula, nor a date one that Excel writes in its own way.
    cell.data_type, cell.number_format = "s", "@"
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _explain(sheet: Worksheet, fields: Sequence[Field]) -> None:
    _heads(sheet, ["列", "是否必填", "怎样填写", "示例"], widths=[20, 12, 48, 32])
    for line, field in enumerate(fields, start=2):
        texts = (field.label, "必填" if field.required else "选填", field.help, field.example)
        for column, text in enumerate(texts, start=1):
            _write(sheet, line, column, text)


def _offer(book: Workbook, sheet: Worksheet, fields: Sequence[Field], options: Mapping[str, Sequence[str]]) -> None:
    """Drop-downs read their words from a hidden sheet: written into the rule itself they may hold 255 signs only."""
    hidden = book.create_sheet(OPTIONS)
    hidden.sheet_state = "hidden"
    names = [field.name for field in fields]
    for column, (name, words) in enumerate(((name, words) for name, words in options.items() if words), start=1):
        for line, word in enumerate(words, start=1):
            _write(hidden, line, column, word)
        letter, target = get_column_letter(column), get_column_letter(names.index(name) + 1)
        # Another text is let through: the import says in words what is wrong with it.
        rule = DataValidation("list", formula1=f"'{OPTIONS}'!${letter}$1:${letter}${len(words)}", allow_blank=True)
        rule.showErrorMessage = False
        rule.add(f"{target}2:{target}{MOST_ROWS + 1}")
        sheet.add_data_validation(rule)
