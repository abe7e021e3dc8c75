"""Evidence files: given only to those who may see the claim, and never as something a browser would run."""

from typing import Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase

from resources.models import Evidence
from tenants.attachments import Attachment
from web.access import SignedIn

SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})


def with_papers(rows: QuerySet[Any], model: type[Attachment], name: str = "papers") -> QuerySet[Any]:
    """Add ``papers``, or by another name, what the page shows of the files of each record; in the same statement."""
    files = model._base_manager.filter(**{model.OF: OuterRef("pk")}).order_by("pk")
    told = JSONObject(pk="pk", name="name", size="size", content_type="content_type")
    return rows.annotate(**{name: ArraySubquery(files.values_list(told))})


class EvidenceFile(SignedIn):
    """Download one file of a model that keeps them; pictures may also be shown in the page (``?show=1``)."""

    model: ClassVar[Any] = Evidence

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        evidence = self.model.objects.visible_to(self.actor).filter(pk=pk).first() if pk < 2**63 else None
        if evidence is None:
            raise Http404("没有找到这份佐证，它可能已被删除，或您无权查看。")
        shown = request.GET.get("show") == "1" and evidence.content_type in SHOWN
        try:
            file = evidence.file.open("rb")
        except FileNotFoundError as error:
            raise Http404("文件已不在存储中，请联系管理员从备份恢复。") from error
        response = FileResponse(
            file, as_attachment=not shown, filename=evidence.name, content_type=evidence.content_type
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-store"
        return response
