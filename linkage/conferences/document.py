"""Issued minutes as a Word document. Imported where it is used: the library is large and few requests need it."""

from core.documents.word import (
    CENTER,
    SUBHEAD,
    finished,
    imprint,
    letterhead,
    new_document,
    signature,
    write_heading,
    write_paragraph,
)
from core.periods import SHANGHAI, day_in_words
from linkage.conferences.drafting import ORDINALS, decisions_of, in_words
from linkage.conferences.models import Meeting


def minutes_document(meeting: Meeting) -> bytes:
    """The issued minutes as ``.docx`` in the form of GB/T 9704-2012, the same bytes whenever it is made."""
    if meeting.issued_at is None:
        raise ValueError("issued minutes have their moment")
    issued = meeting.issued_at.astimezone(SHANGHAI)
    day = day_in_words(issued)
    issuer = f"{meeting.body}会议纪要"
    document = new_document()
    letterhead(document, issuer, meeting.document_number, meeting.title)
    for words in meeting.minutes.splitlines():
        if words[:1] in ORDINALS and words[1:2] == "、":
            write_heading(document, words)
        elif words.strip():
            write_paragraph(document, words.strip())
    decisions = decisions_of(meeting)
    if decisions:
        write_paragraph(document, "议定事项分工", font=SUBHEAD, align=CENTER, indent=False)
        for number, decision in enumerate(decisions, 1):
            write_paragraph(document, f"{number}. {in_words(decision)}")
    signature(document, str(meeting.body), day)
    imprint(document, f"{meeting.organization}　　{day}印发")
    return finished(
        document, meeting.issued_at, title=meeting.title, author=str(meeting.body), subject=meeting.document_number
    )
