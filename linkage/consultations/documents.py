"""征求意见反馈单 as a Word document: question, opinion and answer on one sheet."""

from core.documents.word import finished, new_document, write_heading, write_paragraph, write_table
from core.periods import SHANGHAI, day_in_words
from linkage.consultations.models import Consultation


def sheet_of(row: Consultation) -> bytes:
    """The bytes as ``.docx``; the same as long as the record is the same."""
    document = new_document()
    write_paragraph(document, "征求意见反馈单", font="方正小标宋简体", size=22, align=1, indent=False)
    write_paragraph(document, "", indent=False)
    facts = [
        ("编号", row.number),
        ("事项", row.title),
        ("类别", row.get_kind_display()),
        ("提出方", str(row.organization) if row.proposed else row.asked_by),
        ("街道", str(row.organization)),
    ]
    if row.outpost is not None:
        facts += [("派出机构", str(row.outpost)), ("拟任免人员", row.candidate)]
    if row.due_on:
        facts.append(("反馈期限", day_in_words(row.due_on)))
    facts.append(("状态", str(row.get_status_display())))
    write_table(document, ["项目", "内容"], facts, [1, 4])
    for title, words in _parts(row):
        write_heading(document, title)
        for line in words.splitlines():
            write_paragraph(document, line)
    moment = row.replied_at or row.opined_at or row.created_at
    return finished(document, moment, title=row.title, author=row.asked_by, subject="征求意见反馈单")


def _parts(row: Consultation) -> list[tuple[str, str]]:
    parts = [("一、建议内容" if row.proposed else "一、征求意见的内容", row.content)]
    if row.opined_at is not None and not row.proposed:
        day = day_in_words(row.opined_at.astimezone(SHANGHAI))
        words = f"{row.get_opinion_display()}（{row.organization}，{day}）"
        parts.append(("二、街道意见", f"{words}\n{row.reason}" if row.reason else words))
    if row.replied_at is not None:
        day = day_in_words(row.replied_at.astimezone(SHANGHAI))
        title = f"{'二' if row.proposed else '三'}、答复"
        parts.append((title, f"{row.get_adopted_display()}（{row.asked_by}，{day}）\n{row.reply}"))
    return parts
