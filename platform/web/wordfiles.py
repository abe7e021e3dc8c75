"""Files made on the spot: the Word document of a record, for those who may see the record."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from core.documents import DOCX
from core.errors import DomainError
from web.access import SignedIn


def file_response(content: bytes | str, content_type: str, name: str) -> HttpResponse:
    """A download of that name which nobody on the way keeps."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response


class WordFile(SignedIn):
    """A Word document made of one record of ``model``, read together with ``select_related``.

    Absent and forbidden look the same; a record of which there is no document (``DomainError``) says why.
    """

    model: ClassVar[Any]
    select_related: ClassVar[tuple[str, ...]] = ("organization",)
    missing: ClassVar[str] = "没有找到这份文书，它可能已被删除，或您无权查看。"

    def written(self, found: Any) -> tuple[bytes, str]:
        """The document and its name without the ending. Import what makes it here: few requests need the library."""
        raise NotImplementedError

    def rows(self) -> QuerySet[Any]:
        """The records of which there is a document for this actor."""
        rows: QuerySet[Any] = self.model.objects.visible_to(self.actor).select_related(*self.select_related)
        return rows

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = self.rows().filter(pk=pk).first() if pk < 2**63 else None
        if found is None:
            raise Http404(self.missing)
        try:
            content, name = self.written(found)
        except DomainError as error:
            raise Http404(error.message) from error
        return file_response(content, DOCX, f"{name.strip()}.docx")
