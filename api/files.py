"""Files, for the same callers as queries: evidence, and issued reports as office documents."""

from collections.abc import Callable
from io import BytesIO

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase

from api import rates
from api.signin import caller_of
from api.views import refusal
from assessment.documents import CONTENT_TYPES, document
from assessment.models import QuarterlyReport
from core.errors import DomainError, NotFound
from core.permissions import Actor, Perm
from resources.models import Evidence


def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An evidence file, for whoever may see its claim."""

    def read(actor: Actor) -> FileResponse:
        found = Evidence.objects.get_visible(actor, pk)
        try:
            content = found.file.open("rb")
        except FileNotFoundError as error:
            raise NotFound("文件已不在，请联系管理员从备份中恢复。") from error
        return FileResponse(content, as_attachment=True, filename=found.name, content_type=found.content_type)

    return _serve(request, read)


def report(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """An issued report as Word or Excel, for whoever may see it; Excel lists the records of the caller's places."""

    def read(actor: Actor) -> FileResponse:
        if kind not in CONTENT_TYPES:
            raise NotFound
        found = QuarterlyReport.objects.get_visible(actor, pk)
        content = document(found, kind, details_below=actor.paths(Perm.VIEW))
        name = f"{found}.{kind}"
        return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=CONTENT_TYPES[kind])

    return _serve(request, read)


def _serve(request: HttpRequest, read: Callable[[Actor], FileResponse]) -> HttpResponseBase:
    try:
        caller = caller_of(request)
        rates.take(caller.name, settings.GRAPHQL_REQUESTS_PER_MINUTE, settings.GRAPHQL_COST_PER_MINUTE)
        response = read(caller.actor)
    except DomainError as error:
        return refusal(error)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
