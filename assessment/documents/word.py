"""The report as a Word document in the basic form of GB/T 9704-2012, see ``core.documents.word``."""

from collections.abc import Sequence
from typing import Any

from assessment.documents import text
from assessment.documents.material import Material, Row, read_material, said
from assessment.indicators import BY_CODE
from assessment.models import QuarterlyReport
from core.documents.word import (
    BODY,
    CENTER,
    HEAD,
    SUBHEAD,
    TITLE,
    finished,
    imprint,
    letterhead,
    new_document,
    signature,
    write_heading,
    write_paragraph,
    write_run,
    write_table,
)

_ORDINALS = "一二三四五六七八九十"
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


def word_document(report: QuarterlyReport) -> bytes:
    """The issued report as ``.docx``; ``WrongState`` for a report that is not issued."""
    material = read_material(report)
    if report.issued_at is None:
        raise ValueError("an issued report has its moment")
    document = new_document()
    letterhead(document, material.issuer, material.report.number, title_of(material))
    write_paragraph(document, "各街道（镇）党（工）委，各社区党组织：", indent=False)
    _body(document, material)
    _names_of_appendices(document, material)
    signature(document, material.issuer, material.issued_on)
    _appendices(document, material)
    imprint(document, f"{material.issuer}　　{material.issued_on}印发")
    return finished(
        document,
        report.issued_at,
        title=title_of(material),
        author=material.issuer,
        subject=material.report.number,
    )


def title_of(material: Material) -> str:
    """The title as it stands on the document and in the properties."""
    return f"关于{material.report.period.label}联动工作情况的通报"


def _body(document: Any, material: Material) -> None:
    if opening := text.correction(material):
        write_paragraph(document, opening)
    write_heading(document, "一、总体情况")
    for words in text.overall(material):
        write_paragraph(document, words)
    sections = (
        ("二、主要成效", text.achievements(material)),
        ("三、存在问题", text.problems(material)),
        ("四、下步要求", text.demands(material)),
    )
    for heading, parts in sections:
        write_heading(document, heading)
        for index, (name, words) in enumerate(parts):
            paragraph = write_paragraph(document, "")
            write_run(paragraph, f"（{_ORDINALS[index]}）{name}。", SUBHEAD, 16)
            write_run(paragraph, words, BODY, 16)
    if note := material.report.issue_note:
        write_paragraph(document, f"部分街道未完成审核，签发说明：{note}")


def _names_of_appendices(document: Any, material: Material) -> None:
    write_paragraph(document, "", indent=False)
    for index, name in enumerate(_appendix_names(material), start=1):
        write_paragraph(document, f"{'附件：' if index == 1 else '　　　'}{index}. {name}")


def _appendix_names(material: Material) -> list[str]:
    names = ["各街道主要指标一览表", "红榜与慢序时名单", "各社区主要指标一览表"]
    return [*names, "更正数据一览表"] if material.changes else names


def _appendices(document: Any, material: Material) -> None:
    for index, name in enumerate(_appendix_names(material), start=1):
        label = write_paragraph(document, f"附件{index}", font=HEAD, indent=False)
        label.paragraph_format.page_break_before = True
        write_paragraph(document, name, font=TITLE, size=18, align=CENTER, indent=False)
        (_street_table, _lists, _community_tables, _change_table)[index - 1](document, material)


def _street_table(document: Any, material: Material) -> None:
    heads = ["名次", "街道", "得分", "较上季度", *(_head(code) for code in _STREET_COLUMNS)]
    rows = [
        [_rank(row), row.name, _score(row), _moved(row), *_values(row, _STREET_COLUMNS)] for row in material.streets
    ]
    total = ["—", "全区", _score(material.district), "—", *_values(material.district, _STREET_COLUMNS)]
    write_table(
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
    write_table(
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
        write_paragraph(document, street.name, font=SUBHEAD, indent=False)
        rows = [
            [_rank(row), row.name, _score(row), *_values(row, _COMMUNITY_COLUMNS)] for row in material.under(street)
        ]
        write_table(
            document, heads, rows or [["—", "无社区", *("—" for _ in heads[2:])]], (2, 5, *(2 for _ in heads[2:]))
        )


def _change_table(document: Any, material: Material) -> None:
    rows = [
        [c.name, c.indicator.name, said(c.indicator, c.was), said(c.indicator, c.now)]
        for c in material.changes[:_CHANGES_SHOWN]
    ]
    write_table(document, ["单位", "指标", "原通报", "本通报"], rows, (4, 3, 2, 2))
    if len(material.changes) > _CHANGES_SHOWN:
        write_paragraph(document, f"共{len(material.changes)}项，其余见电子表格。", indent=False)


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
