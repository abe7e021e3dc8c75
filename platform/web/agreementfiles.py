"""What of an agreement is downloaded: the signed text, the document for the seal, the sealed paper."""

from django.http import Http404, HttpRequest, HttpResponse

from linkage.document import agreement_document
from linkage.models import Agreement, AgreementScan
from web.access import SignedIn
from web.evidence import EvidenceFile
from web.wordfiles import WordFile, file_response


class AgreementText(SignedIn):
    """The text as it was proposed and signed, byte for byte: the SHA-256 of the file is the hash on the page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        agreement = Agreement.objects.visible_to(self.actor).filter(pk=pk).first() if pk < 2**63 else None
        if agreement is None or not agreement.signed_text:
            raise Http404("没有找到签署文本：协议可能还没有提交签署，或您无权查看。")
        return file_response(agreement.signed_text, "text/plain; charset=utf-8", f"{agreement.number} 签署文本.txt")


class AgreementWord(WordFile):
    """The agreement as an office document, for signature and seal."""

    model, select_related = Agreement, ("organization", "refers_to")
    missing = "没有找到这份协议，它可能已被删除，或您无权查看。"

    def written(self, found: Agreement) -> tuple[bytes, str]:
        return agreement_document(found), f"{found.number} {found.title}"


class ScanFile(EvidenceFile):
    """A scan of the sealed paper, for the parties alone."""

    model = AgreementScan
