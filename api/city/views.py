"""Queries, tokens and documents for city clients, on the platform's own host."""

from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django_tenants.utils import schema_context
from graphql import ExecutionResult, OperationType, execute

from api import rates
from api.asking import Purse, read_operation
from api.city.reading import agreed_district
from api.city.schema import DOCUMENT, Call, schema
from api.city.tokens import ADDRESS, LEDGER, actor_of, client_of, named_client, server, why_refused
from api.deadline import statements_in_time
from api.documents import BadDocument, Documents, refuse_unstorable
from api.execution import Answer, broken_off, tell, tell_domain
from api.limits import Measure, TooMuch, measure
from api.rates import TooMany
from api.tries import Outcome, note
from api.writing import HEADERS, bare, not_posted, refusal, refused, write_answer
from assessment.documents import CONTENT_TYPES, document
from assessment.issued import report_in_force
from core.errors import DomainError, InvalidInput, NotFound
from core.periods import Quarter
from tenants.actions.cities import cityclient_read
from tenants.models import CityClient

documents = Documents(schema.graphql_schema)


@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    """The answer to one operation: whatever happens, one that a program can read."""
    if request.method != "POST":
        return not_posted("POST")
    purse: Purse | None = None
    try:
        with statements_in_time():
            client = client_of(request)
            purse = _purse(client)
            purse.open()
            asked = read_operation(request)
            if not asked.text:
                raise InvalidInput("城市接口没有已登记的文档，请发送 query。", field="query")
            found = run(Call(client, actor_of(client), purse.spend), asked.text, asked.variables, asked.name)
    except DomainError as error:
        found = refused(error)
    except Exception as error:
        found = broken_off(error)
    rate = purse.rate if purse is not None else None
    reply = bare(found) if rate is None else write_answer(found, rate)
    return reply.response()


def run(call: Call, text: str, variables: dict[str, Any], name: str | None) -> Answer:
    """Answer the operation; limits come before anything is read."""
    found: Measure | None = None
    try:
        refuse_unstorable(variables)
        asked = documents.get(text)
        operation = asked.operation(name)
        if operation.operation is not OperationType.QUERY:
            raise InvalidInput("城市接口只能查询，不能变更。", field="query")
        found = measure(schema.graphql_schema, asked, operation, variables)
        call.spend(found.cost)
    except TooMany as error:
        return Answer({"errors": [tell_domain(error)]}, 429, found, wait=error.wait)
    except TooMuch as error:
        return Answer({"errors": [tell_domain(error)]}, 400, error.measure)
    except BadDocument as error:
        return Answer({"errors": [tell(each) for each in error.errors]}, 400)
    except DomainError as error:
        return Answer({"errors": [tell_domain(error)]}, 400)
    result = execute(
        schema.graphql_schema,
        asked.node,
        context_value=call,
        variable_values=variables,
        operation_name=name or None,
        is_awaitable=lambda value: False,
    )
    if not isinstance(result, ExecutionResult):
        raise TypeError("a resolver was asynchronous")
    errors = {"errors": [tell(each) for each in result.errors]} if result.errors else {}
    if result.data is None and not any(each.path for each in result.errors or ()):
        return Answer(errors, 400, found)
    return Answer({**errors, "data": result.data}, 200, found)


def report(request: HttpRequest, code: str, quarter: str) -> HttpResponseBase:
    """The issued report of a district that agreed, as Word."""
    try:
        client = client_of(request)
        _purse(client).open()
        wanted = Quarter.parse(quarter)
        district = agreed_district(client, code).district
        with schema_context(district.schema_name):
            found = report_in_force(wanted)
            if found is None:
                raise NotFound(f"{district.name}还没有签发{wanted.label}的通报。", field="quarter")
            content = document(found, "docx", details_below=())
        cityclient_read(actor=actor_of(client), client=client, quarter=wanted, districts=[district], what=DOCUMENT)
    except DomainError as error:
        return refusal(error)
    filename = f"{district.name}{found}.docx"
    response = FileResponse(BytesIO(content), as_attachment=True, filename=filename, content_type=CONTENT_TYPES["docx"])
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """A token for client credentials; guessing a secret is limited by address and by client.

    What became of it is noted in the platform's log, as a district notes what becomes of its clients' tries.
    """
    client = named_client(request)
    address = request.META.get("REMOTE_ADDR", "")
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    header = request.META.get("HTTP_AUTHORIZATION", "")
    try:
        rates.take(f"token:{address}", settings.GRAPHQL_TOKENS_PER_ADDRESS)
        headers, body, status = server.create_token_response(
            request.get_full_path(), "POST", urlencode(fields), {"Authorization": header, ADDRESS: address}
        )
        response = HttpResponse(body, status=status, headers={**HEADERS, **headers})
    except DomainError as error:
        response = refusal(error)
    if client is not None:
        note(client, _outcome(client, response.status_code), LEDGER)
    return response


def _outcome(client: CityClient, status: int) -> Outcome:
    if status == 200:
        return Outcome.GIVEN
    if status == 429:
        return Outcome.OFTEN
    return why_refused(client, knows_the_client=status != 401)


def _purse(client: CityClient) -> Purse:
    return Purse(f"city:{client.pk}", settings.GRAPHQL_CITY_REQUESTS_PER_MINUTE)
