"""The Word document of an agreement for signature and seal, in the manner of GB/T 9704."""

from datetime import date

from core.history import plain_number
from core.periods import SHANGHAI, day_in_words
from linkage.models import Agreement, AgreementParty, Commitment

_SHARES = (5, 20, 40, 18, 17)
_NUMERALS = "一二三四五六七八九十"


def agreement_document(agreement: Agreement) -> bytes:
    """The agreement as ``.docx``: title, parties, text, table of commitments, places for signature, seal and date.

    A draft says that it is one. What is proposed or signed is given with the number and the hash of its text; the rows
    of an agreement that was amended say what holds now, which the document says too. The same bytes for the same rows.
    """
    # Few requests need the library.
    from core.documents import word

    parties = list(agreement.parties.select_related("organization", "unit").order_by("id"))
    names = {party.pk: name for party, name in zip(parties, _names(len(parties)), strict=True)}
    document = word.new_document()
    word.write_paragraph(document, f"编号：{agreement.number}", indent=False)
    word.write_paragraph(document, "", indent=False)
    word.write_paragraph(document, agreement.title, font=word.TITLE, size=22, align=word.CENTER, indent=False)
    if note := _note(agreement):
        word.write_paragraph(document, note, font=word.SUBHEAD, align=word.CENTER, indent=False)
    word.write_paragraph(document, "", indent=False)
    for party in parties:
        word.write_paragraph(document, f"{names[party.pk]}：{party}", indent=False)
    word.write_paragraph(document, "")
    commitments = list(agreement.commitments.filter(ended_on=None).order_by("id"))
    sections = _sections(agreement, parties, names)
    for number, (heading, lines) in enumerate(sections):
        word.write_heading(document, f"{_NUMERALS[number]}、{heading}")
        for line in lines:
            word.write_paragraph(document, line)
    word.write_heading(document, f"{_NUMERALS[len(sections)]}、承诺事项")
    heads = ("序号", "承诺方", "承诺事项", "数量", "完成期限")
    rows = [_row(number, one, names) for number, one in enumerate(commitments, 1)]
    word.write_table(document, heads, rows, _SHARES)
    word.write_paragraph(document, "")
    word.write_paragraph(document, f"本协议一式{_copies(len(parties))}份，各方各执一份。")
    for party in parties:
        _seal(document, party, names[party.pk])
    if agreement.content_hash:
        word.imprint(document, f"文本摘要（SHA-256）：{agreement.content_hash}")
    made = agreement.signed_at or agreement.created_at
    lead = str(agreement.organization)
    return word.finished(document, made, title=agreement.title, author=lead, subject=agreement.number)


def _names(count: int) -> list[str]:
    """甲方、乙方、丙方 … and by number where the stems run out."""
    stems = "甲乙丙丁戊己庚辛壬癸"
    return [f"{stems[n]}方" if n < len(stems) else f"第{n + 1}方" for n in range(count)]


def _copies(count: int) -> str:
    """两份、三份 … 十份, and from there on in figures."""
    if count == 2:
        return "两"
    return _NUMERALS[count - 1] if count <= len(_NUMERALS) else f" {count} "


def _note(agreement: Agreement) -> str:
    if agreement.status == Agreement.Status.DRAFT:
        return "（草案）"
    base = agreement.refers_to
    if base is None:
        return ""
    return f"（{'补充' if agreement.is_supplement else '续签自'} {base.number}）"


def _sections(
    agreement: Agreement, parties: list[AgreementParty], names: dict[int, str]
) -> list[tuple[str, list[str]]]:
    found = [("补充事由" if agreement.is_supplement else "共建目标", _lines(agreement.aim))]
    if agreement.content:
        found.append(("补充内容" if agreement.is_supplement else "协议内容", _lines(agreement.content)))
    if duties := [f"{names[party.pk]}：{line}" for party in parties for line in _lines(party.duties)]:
        found.append(("权利与义务", duties))
    found.append(("协议期限", [_term(agreement)]))
    if people := [f"{names[party.pk]}{_people(party)}。" for party in parties if party.head or party.liaison]:
        found.append(("负责人和联络员", people))
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _term(agreement: Agreement) -> str:
    begins = "执行日期为" if agreement.is_supplement else "自"
    ends = "，期满日期为" if agreement.is_supplement else "至"
    told = f"{begins}{day_in_words(agreement.active_from)}{ends}{day_in_words(agreement.active_to)}"
    review = f"，{day_in_words(agreement.review_at)}进行中期评估" if agreement.review_at else ""
    return f"{told}{'' if agreement.is_supplement else '止'}{review}。"


def _people(party: AgreementParty) -> str:
    told = (("负责人", party.head), ("联络员", party.liaison))
    return "，".join(f"{label}{name}" for label, name in told if name)


def _row(number: int, one: Commitment, names: dict[int, str]) -> list[str]:
    often = str(one.get_period_display()) if one.period else ""
    return [
        str(number),
        names[one.party_id],
        one.title,
        f"{often}{plain_number(one.quantity)}{one.measure}",
        one.due_on.isoformat(),
    ]


def _seal(document: object, party: AgreementParty, name: str) -> None:
    """Where one party signs: it stays on one page."""
    from core.documents import word

    day = _signed_day(party)
    lines = (f"{name}（盖章）：{party}", "负责人（签字）：", day, "")
    for number, words in enumerate(lines):
        line = word.write_paragraph(document, words, indent=False)
        line.paragraph_format.keep_with_next = number < len(lines) - 1


def _signed_day(party: AgreementParty) -> str:
    day: date | None = party.signed_at.astimezone(SHANGHAI).date() if party.signed_at else None
    return day_in_words(day) if day else "　　　　年　　月　　日"
