"""Word documents in the basic form of GB/T 9704-2012.

A4; margins 37, 28, 26 and 35 mm; line pitch 29 pt; title 22 pt 小标宋, body 16 pt 仿宋, levels 一、黑体 （一）楷体;
red heading and rule; document number without leading zero; date in Arabic figures; page number in 14 pt
宋体, odd right, even left.

``new_document`` makes an empty one, ``letterhead`` its red head; then ``write_paragraph``, ``write_heading`` and
``write_table`` in order; ``imprint`` the 版记; ``finished`` its bytes, the same for the same content.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from core.documents.packing import settle

TITLE, BODY, HEAD, SUBHEAD, PAGE = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
CENTER = ALIGN.CENTER
RED = RGBColor(0xE0, 0x00, 0x00)
# Between the margins, in millimetres; a table's columns share it.
_TEXT_WIDTH = 210 - 28 - 26


def new_document() -> Any:
    """An empty document with page, margins, usual font and page numbers."""
    document = Document()
    _page(document)
    return document


def letterhead(document: Any, issuer: str, number: str, title: str) -> None:
    """发文机关标志, document number, red rule and title."""
    mark = write_paragraph(document, issuer, font=TITLE, size=36, align=ALIGN.CENTER, indent=False)
    mark.runs[0].font.color.rgb = RED
    mark.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    line = write_paragraph(document, number, align=ALIGN.CENTER, indent=False)
    draw_border(line, "bottom", "E00000", 18)
    write_paragraph(document, "", indent=False)
    write_paragraph(document, title, font=TITLE, size=22, align=ALIGN.CENTER, indent=False)
    write_paragraph(document, "", indent=False)


def signature(document: Any, issuer: str, day: str) -> None:
    """署名 and 成文日期, on the right."""
    write_paragraph(document, "", indent=False)
    for words in (issuer, day):
        line = write_paragraph(document, words, align=ALIGN.RIGHT, indent=False)
        line.paragraph_format.right_indent = Pt(32)


def imprint(document: Any, words: str) -> None:
    """版记."""
    write_paragraph(document, "", indent=False)
    line = write_paragraph(document, words, size=14, indent=False)
    draw_border(line, "top", "000000", 8)
    draw_border(line, "bottom", "000000", 8)


def finished(document: Any, moment: datetime, *, title: str, author: str, subject: str) -> bytes:
    """The bytes as ``.docx``, the same whenever they are made; ``moment`` is when it was issued."""
    properties = document.core_properties
    properties.title, properties.subject, properties.comments = title, subject, ""
    properties.author = properties.last_modified_by = author
    out = io.BytesIO()
    document.save(out)
    return settle(out.getvalue(), moment)


def write_paragraph(
    document: Any, words: str, *, font: str = BODY, size: int = 16, align: Any = None, indent: bool = True
) -> Any:
    """A paragraph, indented by two characters unless told otherwise."""
    paragraph = document.add_paragraph()
    _shape(paragraph, indent=indent)
    paragraph.alignment = align
    if words:
        write_run(paragraph, words, font, size)
    return paragraph


def write_heading(document: Any, words: str) -> None:
    """First level: 一、 in 黑体."""
    paragraph = document.add_heading(level=1)
    _shape(paragraph, indent=True)
    write_run(paragraph, words, HEAD, 16).font.color.rgb = RGBColor(0, 0, 0)


def write_run(paragraph: Any, words: str, font: str, size: int) -> Any:
    """A piece of a paragraph in a font of its own, in points."""
    run = paragraph.add_run(words)
    run.font.name, run.font.size, run.bold = font, Pt(size), False
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def draw_border(paragraph: Any, side: str, colour: str, size: int) -> None:
    """A rule along one side of a paragraph; ``size`` in eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", "4"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def write_table(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
    """A table as wide as the text, whose columns share that width as told."""
    table = document.add_table(rows=len(rows) + 1, cols=len(heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _narrow_cells(table)
    widths = [Mm(_TEXT_WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for tr, values, font in zip(table._tbl.tr_lst, [heads, *rows], [HEAD, *(BODY for _ in rows)], strict=True):
        for tc, value, width in zip(tr.tc_lst, values, widths, strict=True):
            tc.width = width
            _cell(tc.p_lst[0], str(value), font)
    _repeat_head(table)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)
    document.settings.odd_and_even_pages_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = BODY, Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    for footer, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        write_run(paragraph, "— ", PAGE, 14)
        _page_field(write_run(paragraph, "", PAGE, 14))
        write_run(paragraph, " —", PAGE, 14)


def _page_field(run: Any) -> None:
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:instrText" if words else "w:fldChar")
        if words:
            element.text = words
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _shape(paragraph: Any, *, indent: bool) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(29)
    if indent:
        form.first_line_indent = Pt(32)


def _narrow_cells(table: Any) -> None:
    """Half a millimetre beside the text instead of two, so that a percentage stays on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "28")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _cell(paragraph: Any, words: str, font: str) -> None:
    properties = paragraph.get_or_add_pPr()
    properties.get_or_add_jc().val = ALIGN.CENTER
    run = paragraph.add_r()
    run.text = words
    marks = run.get_or_add_rPr()
    fonts = marks.get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(kind), font)
    marks.get_or_add_sz().val = Pt(10.5)


def _repeat_head(table: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
