"""The Word document of an issued order of supervision, in the form of GB/T 9704."""

from datetime import date

from core.errors import WrongState
from core.periods import SHANGHAI
from linkage.supervision.models import Supervision

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def supervision_document(supervision: Supervision) -> bytes:
    """The order as ``.docx``, the same bytes whenever it is made; ``WrongState`` for one that is not issued.

    ``supervision`` comes with its ``organization`` and ``issuer``.
    """
    # Few requests need the library.
    from core.documents import word

    if supervision.issued_at is None or supervision.reply_due_on is None:
        raise WrongState("督办单签发后才有正式文本。", field="status")
    issuer, issued = str(supervision.issuer), _day(supervision.issued_at.astimezone(SHANGHAI).date())
    title = title_of(supervision)
    document = word.new_document()
    word.letterhead(document, f"{issuer}督办单", supervision.number, title)
    word.write_paragraph(document, f"{supervision.organization}：", indent=False)
    for heading, words in (("一、督办事由", supervision.facts), ("二、督办要求", supervision.demands)):
        word.write_heading(document, heading)
        for line in words.splitlines():
            word.write_paragraph(document, line.strip())
    word.write_heading(document, "三、回复期限")
    word.write_paragraph(document, f"请于{_day(supervision.reply_due_on)}前书面回复办理情况。")
    word.signature(document, issuer, issued)
    word.imprint(document, f"{issuer}　　{issued}印发")
    return word.finished(document, supervision.issued_at, title=title, author=issuer, subject=supervision.number)


def title_of(supervision: Supervision) -> str:
    """The title as it stands on the document."""
    return f"关于“{supervision.subject_label}”的督办单"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
