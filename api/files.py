"""Files by signed addresses: evidence, issued reports as office documents, and what is sent ahead for a claim."""

from collections.abc import Callable, Container
from functools import partial
from io import BytesIO
from typing import Any

import orjson
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from api import rates
from api.addresses import (
    ACCOUNTABILITY,
    AGREEMENT_SCAN,
    AGREEMENT_WORD,
    ASSIGNMENT_FILE,
    BULLETIN_FILE,
    BULLETIN_WORD,
    CAMPAIGN_STEP_FILE,
    DATA_CALL_FILE,
    EVIDENCE,
    EXCEL,
    FACILITY_PHOTO,
    FINDING_FILE,
    MATERIAL_FILE,
    MINUTES,
    PAPER,
    PROJECT_FILE,
    PROJECT_WORD,
    PROPOSAL_FILE,
    RECTIFICATION,
    RESPONSIBILITY_FILE,
    SUPERVISION,
    UPLOAD,
    WHISTLE_FILE,
    WHISTLE_WORD,
    WORD,
    Opened,
    open_address,
)
from api.callers import Caller
from api.origins import WrongOrigin, admit, check_origin, known_origins, preflight
from api.rows.ids import global_id
from api.signin import WrongNetwork
from api.tries import note_misuse
from api.writing import HEADERS, refusal
from assessment.documents import CONTENT_TYPES, document
from assessment.models import QuarterlyReport
from core.documents import DOCX
from core.errors import DomainError, InvalidInput, NotFound
from core.permissions import Actor, Perm
from linkage.assignments.models import AssignmentFile
from linkage.bulletins.models import Bulletin, BulletinFile
from linkage.campaigns.models import CampaignStepFile
from linkage.conferences.models import Meeting, Paper
from linkage.datacalls.models import DataCallFile
from linkage.document import agreement_document
from linkage.facilities.models import FacilityPhoto
from linkage.inspections.models import FindingFile
from linkage.models import Agreement, AgreementScan
from linkage.problems.models import RectificationFile
from linkage.proposals.models import ProposalFile
from linkage.responsibilities.models import ResponsibilityFile
from linkage.secretaryprojects.document import project_document
from linkage.secretaryprojects.models import ProjectPartFile, SecretaryProject
from linkage.supervision.document import accountability_document, accountability_title, supervision_document
from linkage.supervision.models import Accountability, Supervision
from linkage.whistles.models import Whistle, WhistleFile
from resources.actions.uploads import upload_receive
from resources.materials.models import MaterialFile
from resources.models import Evidence, StagedFile


@require_http_methods(["GET", "HEAD", "OPTIONS"])
def download(request: HttpRequest, address: str) -> HttpResponseBase:
    """The file of a signed address: never run by a browser, never kept by a proxy."""
    if request.method == "OPTIONS":
        return preflight(request, "GET")
    try:
        opened = _open(request, address, READ)
        response = READ[opened.purpose](opened.actor, opened.pk)
    except DomainError as error:
        return _refusal(request, error)
    admit(request, response, opened.caller.origins)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@csrf_exempt
@require_http_methods(["PUT", "OPTIONS"])
def receive(request: HttpRequest, address: str) -> HttpResponse:
    """The bytes of a file that ``uploadCreate`` announced: the address itself says who sends them."""
    if request.method == "OPTIONS":
        return preflight(request, "PUT")
    try:
        opened = _open(request, address, (UPLOAD,))
        staged = StagedFile.objects.get_visible(opened.actor, opened.pk)
        staged = upload_receive(actor=opened.actor, staged=staged, content=_content(request, staged))
    except DomainError as error:
        return _refusal(request, error)
    told = {
        "id": global_id("StagedFile", staged.pk),
        "name": staged.name,
        "size": staged.size,
        "contentType": staged.content_type,
        "sha256": staged.sha256,
    }
    response = HttpResponse(orjson.dumps(told), status=201, headers=HEADERS)
    admit(request, response, opened.caller.origins)
    return response


def _refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Why not, for a page of any client's origin to read: whose address it was need not be known."""
    response = refusal(error)
    if not isinstance(error, WrongOrigin):
        admit(request, response, known_origins())
    return response


def _open(request: HttpRequest, address: str, purposes: Container[str]) -> Opened:
    caller: Caller | None = None
    try:
        opened = open_address(address)
        caller = opened.caller
        check_origin(request, caller.origins)
    except (WrongNetwork, WrongOrigin) as error:
        note_misuse(caller or getattr(error, "caller", None), error)
        raise
    if opened.purpose not in purposes:
        raise NotFound("地址不正确，请重新查询，取得新的地址。")
    rates.take(f"file:{opened.actor.id}", settings.GRAPHQL_REQUESTS_PER_MINUTE)
    return opened


def _content(request: HttpRequest, staged: StagedFile) -> bytes:
    """The body, of which no more is read than was announced."""
    if request.META.get("CONTENT_LENGTH") != str(staged.size):
        raise InvalidInput(
            f"请求头 Content-Length 应为申请时写明的 {staged.size}，请按申请的大小上传完整的文件。", field="size"
        )
    try:
        return request.read(staged.size)
    except UnreadablePostError as error:
        raise InvalidInput("文件没有传完，请重新上传。", field="size") from error


def _kept(model: Any, actor: Actor, pk: int) -> FileResponse:
    """A file kept with a record, for those who may see it."""
    found = model.objects.get_visible(actor, pk)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise NotFound("文件已不在，请联系管理员从备份中恢复。") from error
    return FileResponse(content, as_attachment=True, filename=found.name, content_type=found.content_type)


def _document(kind: str, actor: Actor, pk: int) -> FileResponse:
    """An issued report; Excel lists the records of the caller's own places, to whoever reads records of all kinds."""
    found = QuarterlyReport.objects.get_visible(actor, pk)
    content = document(found, kind, details_below=actor.paths(Perm.VIEW) if actor.domains is None else ())
    return FileResponse(
        BytesIO(content), as_attachment=True, filename=f"{found}.{kind}", content_type=CONTENT_TYPES[kind]
    )


def _supervision(actor: Actor, pk: int) -> FileResponse:
    found = Supervision.objects.select_related("organization", "issuer").get_visible(actor, pk)
    content = BytesIO(supervision_document(found))
    return FileResponse(content, as_attachment=True, filename=f"{found.number}.docx", content_type=DOCX)


def _accountability(actor: Actor, pk: int) -> FileResponse:
    """The notice or proposal of what is due, the record of what is done."""
    found = Accountability.objects.select_related("organization", "issuer").get_visible(actor, pk)
    content = BytesIO(accountability_document(found))
    name = f"{accountability_title(found)}（{found.organization}）.docx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=DOCX)


def _minutes(actor: Actor, pk: int) -> FileResponse:
    """Issued minutes as a Word document."""
    found = Meeting.objects.get_visible(actor, pk)
    if found.issued_at is None:
        raise NotFound("会议纪要还没有印发。")
    from linkage.conferences.document import minutes_document

    name = f"{found.document_number} {found.title}.docx"
    content = BytesIO(minutes_document(found))
    return FileResponse(content, as_attachment=True, filename=name, content_type=DOCX)


def _agreement(actor: Actor, pk: int) -> FileResponse:
    """An agreement for signature and seal."""
    found = Agreement.objects.select_related("organization", "refers_to").get_visible(actor, pk)
    content = BytesIO(agreement_document(found))
    return FileResponse(content, as_attachment=True, filename=f"{found.number}.docx", content_type=DOCX)


def _bulletin(actor: Actor, pk: int) -> FileResponse:
    """A bulletin as a Word document."""
    found = Bulletin.objects.select_related("organization").get_visible(actor, pk)
    from linkage.bulletins.documents import bulletin_document

    name = f"{found.number} {found.title}.docx".strip()
    content = BytesIO(bulletin_document(found))
    return FileResponse(content, as_attachment=True, filename=name, content_type=DOCX)


def _whistle(actor: Actor, pk: int) -> FileResponse:
    """吹哨派单 of a matter to which departments are called."""
    found = Whistle.objects.select_related("organization", "raised_in").get_visible(actor, pk)
    from linkage.whistles.document import whistle_document

    name = f"{found.number} {found.title}吹哨派单.docx"
    return FileResponse(BytesIO(whistle_document(found)), as_attachment=True, filename=name, content_type=DOCX)


def _project(actor: Actor, pk: int) -> FileResponse:
    """The book of a secretary's project."""
    found = SecretaryProject.objects.select_related("organization").get_visible(actor, pk)
    content = BytesIO(project_document(found))
    return FileResponse(content, as_attachment=True, filename=f"{found.number}.docx", content_type=DOCX)


READ: dict[str, Callable[[Actor, int], FileResponse]] = {
    EVIDENCE: partial(_kept, Evidence),
    ASSIGNMENT_FILE: partial(_kept, AssignmentFile),
    RESPONSIBILITY_FILE: partial(_kept, ResponsibilityFile),
    CAMPAIGN_STEP_FILE: partial(_kept, CampaignStepFile),
    RECTIFICATION: partial(_kept, RectificationFile),
    SUPERVISION: _supervision,
    WHISTLE_FILE: partial(_kept, WhistleFile),
    WHISTLE_WORD: _whistle,
    ACCOUNTABILITY: _accountability,
    PAPER: partial(_kept, Paper),
    MINUTES: _minutes,
    PROJECT_FILE: partial(_kept, ProjectPartFile),
    PROJECT_WORD: _project,
    PROPOSAL_FILE: partial(_kept, ProposalFile),
    FINDING_FILE: partial(_kept, FindingFile),
    BULLETIN_FILE: partial(_kept, BulletinFile),
    BULLETIN_WORD: _bulletin,
    DATA_CALL_FILE: partial(_kept, DataCallFile),
    MATERIAL_FILE: partial(_kept, MaterialFile),
    FACILITY_PHOTO: partial(_kept, FacilityPhoto),
    AGREEMENT_SCAN: partial(_kept, AgreementScan),
    AGREEMENT_WORD: _agreement,
    WORD: partial(_document, WORD),
    EXCEL: partial(_document, EXCEL),
}
