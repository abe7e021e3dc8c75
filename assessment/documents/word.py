"""The report as a Word document in the basic form of GB/T 9704-2012.

A4; margins 37, 28, 26 and 35 mm; line pitch 29 pt; title 22 pt 小标宋, body 16 pt 仿宋, levels 一、黑体 （一）楷体;
red heading and rule; document number without leading zero; date in Arabic figures; page number in 14 pt
宋体, odd right, even left.
"""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from assessment.documents import text
from assessment.documents.material import Material, Row, read_material, said
from assessment.documents.packing import settle
from assessment.indicators import BY_CODE
from assessment.models import QuarterlyReport

TITLE, BODY, HEAD, SUBHEAD, PAGE = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
_ORDINALS = "一二三四五六七八九十"
_RED = RGBColor(0xE0, 0x00, 0x00)
_STREET_COLUMNS = (
    "needs_published",
    "resources_published",
    "claims_confirmed",
    "claims_closed",
    "need_completion_rate",
    "claim_closure_rate",
    "answered_on_time",
    "satisfaction",
)
_COMMUNITY_COLUMNS = ("needs_published", "claims_confirmed", "claims_closed", "satisfaction")
_CHANGES_SHOWN = 300
# Between the margins, in millimetres; a table's columns share it.
_TEXT_WIDTH = 210 - 28 - 26


def word_document(report: QuarterlyReport) -> bytes:
    """The issued report as ``.docx``; ``WrongState`` for a report that is not issued."""
    material = read_material(report)
    if report.issued_at is None:
        raise ValueError("an issued report has its moment")
    document = Document()
    _page(document)
    _letterhead(document, material)
    _body(document, material)
    _signature(document, material)
    _appendices(document, material)
    _properties(document, material)
    out = io.BytesIO()
    document.save(out)
    return settle(out.getvalue(), report.issued_at)


def title_of(material: Material) -> str:
    """The title as it stands on the document and in the properties."""
    return f"关于{material.report.period.label}联动工作情况的通报"


def _letterhead(document: Any, material: Material) -> None:
    mark = _paragraph(document, material.issuer, font=TITLE, size=36, align=ALIGN.CENTER, indent=False)
    mark.runs[0].font.color.rgb = _RED
    mark.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    number = _paragraph(document, material.report.number, align=ALIGN.CENTER, indent=False)
    _border(number, "bottom", "E00000", 18)
    _paragraph(document, "", indent=False)
    _paragraph(document, title_of(material), font=TITLE, size=22, align=ALIGN.CENTER, indent=False)
    _paragraph(document, "", indent=False)
    _paragraph(document, "各街道（镇）党（工）委，各社区党组织：", indent=False)


def _body(document: Any, material: Material) -> None:
    if opening := text.correction(material):
        _paragraph(document, opening)
    _heading(document, "一、总体情况")
    for words in text.overall(material):
        _paragraph(document, words)
    sections = (
        ("二、主要成效", text.achievements(material)),
        ("三、存在问题", text.problems(material)),
        ("四、下步要求", text.demands(material)),
    )
    for heading, parts in sections:
        _heading(document, heading)
        for index, (name, words) in enumerate(parts):
            paragraph = _paragraph(document, "")
            _run(paragraph, f"（{_ORDINALS[index]}）{name}。", SUBHEAD, 16)
            _run(paragraph, words, BODY, 16)
    if note := material.report.issue_note:
        _paragraph(document, f"部分街道未完成审核，签发说明：{note}")


def _signature(document: Any, material: Material) -> None:
    names = _appendix_names(material)
    _paragraph(document, "", indent=False)
    for index, name in enumerate(names, start=1):
        _paragraph(document, f"{'附件：' if index == 1 else '　　　'}{index}. {name}")
    _paragraph(document, "", indent=False)
    for words in (material.issuer, material.issued_on):
        paragraph = _paragraph(document, words, align=ALIGN.RIGHT, indent=False)
        paragraph.paragraph_format.right_indent = Pt(32)


def _appendix_names(material: Material) -> list[str]:
    names = ["各街道主要指标一览表", "红榜与慢序时名单", "各社区主要指标一览表"]
    return [*names, "更正数据一览表"] if material.changes else names


def _appendices(document: Any, material: Material) -> None:
    for index, name in enumerate(_appendix_names(material), start=1):
        label = _paragraph(document, f"附件{index}", font=HEAD, indent=False)
        label.paragraph_format.page_break_before = True
        _paragraph(document, name, font=TITLE, size=18, align=ALIGN.CENTER, indent=False)
        (_street_table, _lists, _community_tables, _change_table)[index - 1](document, material)
    _imprint(document, material)


def _street_table(document: Any, material: Material) -> None:
    heads = ["名次", "街道", "得分", "较上季度", *(_head(code) for code in _STREET_COLUMNS)]
    rows = [
        [_rank(row), row.name, _score(row), _moved(row), *_values(row, _STREET_COLUMNS)] for row in material.streets
    ]
    total = ["—", "全区", _score(material.district), "—", *_values(material.district, _STREET_COLUMNS)]
    _table(
        document,
        heads,
        [*rows, total],
        (9, 27, 12, 13, *(10 for _ in _STREET_COLUMNS[:4]), *(14 for _ in _STREET_COLUMNS[4:])),
    )


def _lists(document: Any, material: Material) -> None:
    """红榜: the best third; 慢序时: a share below its target, or nothing done (S4)."""
    scored = [row for row in material.streets if row.entry.score is not None]
    best = scored[: max(1, len(scored) // 3)] if scored else []
    slow = [row for row in material.streets if _is_slow(material, row)]
    _table(
        document,
        ["榜单", "街道"],
        [
            ["红榜", "、".join(row.name for row in best) or "无"],
            ["按序时", "、".join(row.name for row in material.streets if row not in slow) or "无"],
            ["慢序时", "、".join(row.name for row in slow) or "无"],
        ],
        (1, 5),
    )


def _is_slow(material: Material, row: Row) -> bool:
    if not row.is_active:
        return True
    for code in ("need_completion_rate", "claim_closure_rate"):
        value, goal = row.value(code), material.terms.target(code)
        if value is not None and goal is not None and value < goal:
            return True
    return False


def _community_tables(document: Any, material: Material) -> None:
    heads = ["全区名次", "社区", "得分", *(_head(code) for code in _COMMUNITY_COLUMNS)]
    for street in sorted(material.streets, key=lambda row: row.entry.path):
        _paragraph(document, street.name, font=SUBHEAD, indent=False)
        rows = [
            [_rank(row), row.name, _score(row), *_values(row, _COMMUNITY_COLUMNS)] for row in material.under(street)
        ]
        _table(document, heads, rows or [["—", "无社区", *("—" for _ in heads[2:])]], (2, 5, *(2 for _ in heads[2:])))


def _change_table(document: Any, material: Material) -> None:
    rows = [
        [c.name, c.indicator.name, said(c.indicator, c.was), said(c.indicator, c.now)]
        for c in material.changes[:_CHANGES_SHOWN]
    ]
    _table(document, ["单位", "指标", "原通报", "本通报"], rows, (4, 3, 2, 2))
    if len(material.changes) > _CHANGES_SHOWN:
        _paragraph(document, f"共{len(material.changes)}项，其余见电子表格。", indent=False)


def _imprint(document: Any, material: Material) -> None:
    """版记."""
    _paragraph(document, "", indent=False)
    paragraph = _paragraph(document, f"{material.issuer}　　{material.issued_on}印发", size=14, indent=False)
    _border(paragraph, "top", "000000", 8)
    _border(paragraph, "bottom", "000000", 8)


def _head(code: str) -> str:
    return BY_CODE[code].name


def _values(row: Row, codes: Sequence[str]) -> list[str]:
    return [said(row.figures[code].indicator, row.value(code)) for code in codes]


def _rank(row: Row) -> str:
    return "—" if row.entry.rank is None else str(row.entry.rank)


def _score(row: Row) -> str:
    return "—" if row.entry.score is None else f"{row.entry.score:.2f}"


def _moved(row: Row) -> str:
    now, before = row.entry.rank, row.entry.previous_rank
    if now is None or before is None:
        return "—"
    if now == before:
        return "持平"
    return f"{'升' if now < before else '降'}{abs(now - before)}位"


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
        _run(paragraph, "— ", PAGE, 14)
        _page_field(_run(paragraph, "", PAGE, 14))
        _run(paragraph, " —", PAGE, 14)


def _page_field(run: Any) -> None:
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:instrText" if words else "w:fldChar")
        if words:
            element.text = words
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _heading(document: Any, words: str) -> None:
    paragraph = document.add_heading(level=1)
    _shape(paragraph, indent=True)
    _run(paragraph, words, HEAD, 16).font.color.rgb = RGBColor(0, 0, 0)


def _paragraph(
    document: Any, words: str, *, font: str = BODY, size: int = 16, align: Any = None, indent: bool = True
) -> Any:
    paragraph = document.add_paragraph()
    _shape(paragraph, indent=indent)
    paragraph.alignment = align
    if words:
        _run(paragraph, words, font, size)
    return paragraph


def _shape(paragraph: Any, *, indent: bool) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(29)
    if indent:
        form.first_line_indent = Pt(32)


def _run(paragraph: Any, words: str, font: str, size: int) -> Any:
    run = paragraph.add_run(words)
    run.font.name, run.font.size, run.bold = font, Pt(size), False
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _border(paragraph: Any, side: str, colour: str, size: int) -> None:
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


def _table(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
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


def _properties(document: Any, material: Material) -> None:
    properties = document.core_properties
    properties.title = title_of(material)
    properties.author = properties.last_modified_by = material.issuer
    properties.subject = material.report.number
    properties.comments = ""
