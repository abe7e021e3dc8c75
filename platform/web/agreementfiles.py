"""What of an agreement is downloaded: the signed text, the document for the seal, the sealed paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from linkage.document import CONTENT_TYPE, agreement_document
from linkage.models import Agreement, AgreementScan
from web.access import SignedIn
from web.evidence import EvidenceFile


class AgreementText(SignedIn):
    """The text as it was proposed and signed, byte for byte: the SHA-256 of the file is the hash on the page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        agreement = Agreement.objects.visible_to(self.actor).filter(pk=pk).first() if pk < 2**63 else None
        if agreement is None or not agreement.signed_text:
            raise Http404("没有找到签署文本：协议可能还没有提交签署，或您无权查看。")
        return _file(agreement.signed_text, "text/plain; charset=utf-8", f"{agreement.number} 签署文本.txt")


class AgreementWord(SignedIn):
    """The agreement as an office document, for signature and seal."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Agreement.objects.visible_to(self.actor).select_related("organization", "refers_to")
        agreement = rows.filter(pk=pk).first() if pk < 2**63 else None
        if agreement is None:
            raise Http404("没有找到这份协议，它可能已被删除，或您无权查看。")
        return _file(agreement_document(agreement), CONTENT_TYPE, f"{agreement.number} {agreement.title}.docx")


class ScanFile(EvidenceFile):
    """A scan of the sealed paper, for the parties alone."""

    model = AgreementScan


def _file(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
