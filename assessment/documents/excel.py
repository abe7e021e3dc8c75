"""The report as an Excel workbook: 总表, 街道, 社区, 更正 where there is one, and 计数明细 (what was counted)."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assessment.documents.material import SHOWN, Material, Row, read_material
from assessment.indicators import INDICATORS
from assessment.models import QuarterlyReport
from core.documents.packing import settle
from core.periods import SHANGHAI
from core.verbs import label_of

# Enough for a street's quarter; a sheet beyond that is of no use to anybody. What is left out is said.
DETAILS_SHOWN = 50_000
_FORMATS = {0: "#,##0", 1: "0.0", 2: "0.00"}

_COUNTED = """
    SELECT e.id, e.at, e.verb, e.subject_label, e.actor_label, r.name
      FROM assessment_reportentry r
      JOIN assessment_reporttally t ON t.entry_id = r.id
      CROSS JOIN LATERAL unnest(t.events) AS c (id)
      JOIN core_event e ON e.id = c.id
     WHERE r.report_id = %s AND r.path LIKE ANY(%s)
     ORDER BY e.id LIMIT %s
"""


def excel_document(report: QuarterlyReport, *, details_below: Sequence[str]) -> bytes:
    """The issued report as ``.xlsx``; ``WrongState`` for a report that is not issued.

    Figures are those of the whole district, which every place may see. Counted records are listed for the subtrees in
    ``details_below`` only: the caller passes those that the reader may see.
    """
    material = read_material(report)
    if report.issued_at is None:
        raise ValueError("an issued report has its moment")
    book = Workbook(write_only=True)
    _totals(book, material)
    _places(book, "街道", material.streets)
    _places(book, "社区", material.communities, streets={r.entry.pk: r.name for r in material.streets})
    if material.changes:
        _changes(book, material)
    _details(book, material, details_below)
    book.properties.creator = material.issuer
    book.properties.title = str(report)
    out = io.BytesIO()
    book.save(out)
    return settle(out.getvalue(), report.issued_at)


def _totals(book: Workbook, material: Material) -> None:
    sheet = _sheet(book, "总表", (18, 12, 8, 14, 14, 14, 14, 60), head=2)
    report = material.report
    _append(sheet, [str(report), report.number, "", f"签发日期 {material.issued_on}"], bold=True)
    _append(sheet, ["指标", "数值", "单位", "较上季度", "较上年同期", "分子", "分母", "口径"], head=True)
    for figure in material.district.figures.values():
        indicator = figure.indicator
        _append(
            sheet,
            [
                indicator.name,
                _number(figure.value),
                indicator.unit,
                _number(figure.change),
                _number(figure.year_change),
                _number(figure.numerator),
                _number(figure.denominator),
                indicator.explanation,
            ],
            formats={1: indicator.places, 3: indicator.places, 4: indicator.places},
        )


def _places(book: Workbook, name: str, rows: Iterable[Row], *, streets: dict[int, str] | None = None) -> None:
    leading = ["名次", "上季度名次", *(["所属街道"] if streets is not None else []), name, "综合得分"]
    widths = [8, 12, *([18] if streets is not None else []), 26, 12, *(12 for _ in SHOWN), 14]
    sheet = _sheet(book, name, widths)
    _append(
        sheet,
        [*leading, *(f"{i.name}（{i.unit}）" for i in SHOWN), "办理状态"],
        head=True,
    )
    places = {len(leading) - 1: 2, **{len(leading) + n: i.places for n, i in enumerate(SHOWN)}}
    for row in rows:
        entry = row.entry
        _append(
            sheet,
            [
                entry.rank,
                entry.previous_rank,
                *([streets.get(entry.street_id or 0, "")] if streets is not None else []),
                entry.name,
                _number(entry.score),
                *(_number(row.value(i.code)) for i in SHOWN),
                entry.get_status_display(),
            ],
            formats=places,
        )


def _changes(book: Workbook, material: Material) -> None:
    sheet = _sheet(book, "更正", (26, 18, 14, 14))
    _append(sheet, ["单位", "指标", "原通报", "本通报"], head=True)
    for change in material.changes:
        _append(sheet, [change.name, change.indicator.name, _number(change.was), _number(change.now)])


def _details(book: Workbook, material: Material, below: Sequence[str]) -> None:
    sheet = _sheet(book, "计数明细", (12, 18, 28, 20, 40, 30, 30))
    _append(sheet, ["事件编号", "时间", "事项", "单位", "名称", "办理人", "计入指标"], head=True)
    counts = {
        verb: "、".join(i.name for i in INDICATORS if verb in i.verbs)
        for indicator in INDICATORS
        for verb in indicator.verbs
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [material.report.pk, [f"{path}%" for path in below], DETAILS_SHOWN + 1])
        rows = cursor.fetchall()
    for event, at, verb, subject, who, place in rows[:DETAILS_SHOWN]:
        moment = at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
        _append(sheet, [event, moment, label_of(verb), place, subject, who, counts[verb]])
    if len(rows) > DETAILS_SHOWN:
        _append(sheet, [f"记录较多，本表列出前 {DETAILS_SHOWN} 条，其余请由街道、社区分别导出。"], bold=True)


def _sheet(book: Workbook, name: str, widths: Sequence[int], *, head: int = 1) -> Any:
    """A sheet that prints across the page's width, with its heading on every page."""
    sheet = book.create_sheet(name)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    return sheet


def _append(
    sheet: Any,
    values: Sequence[Any],
    *,
    head: bool = False,
    bold: bool = False,
    formats: dict[int, int] | None = None,
) -> None:
    cells = []
    for index, value in enumerate(values):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            # Text stays text: a name that begins with "=" is no formula.
            cell.data_type = "s"
        if head or bold:
            cell.font = Font(bold=True)
        if head:
            cell.fill = PatternFill("solid", fgColor="F3F0EE")
            cell.alignment = Alignment(wrap_text=True, vertical="center")
        if formats and index in formats:
            cell.number_format = _FORMATS[formats[index]]
        cells.append(cell)
    sheet.append(cells)


def _number(value: Decimal | None) -> Decimal | int | None:
    """Without idle zeros, so that 2.0000 is written as 2."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value.normalize()
