"""The issued report as office documents, made from the frozen rows alone: the same report gives the same bytes."""

from collections.abc import Sequence

from assessment.models import QuarterlyReport
from core.documents import DOCX

CONTENT_TYPES = {
    "docx": DOCX,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def document(report: QuarterlyReport, kind: str, *, details_below: Sequence[str]) -> bytes:
    """The issued report as ``docx`` or ``xlsx``, the latter with the records of these subtrees.

    Raises ``WrongState`` for a report that is not issued. The library for Word is loaded with the first document:
    a web worker that makes none does without its 8 MB.
    """
    if kind == "docx":
        from assessment.documents.word import word_document

        return word_document(report)
    from assessment.documents.excel import excel_document

    return excel_document(report, details_below=details_below)
