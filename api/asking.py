"""One operation on its way: who asks, what is left to the caller, and what became of it."""

from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from api import rates
from api.callers import Caller
from api.deadline import statements_in_time
from api.execution import Answer, Call, broken_off, run
from api.idempotency import key_of
from api.origins import admit, check_origin, known_origins
from api.personal.models import PersonalToken
from api.rates import Rate, TooMany
from api.signin import JSON_ONLY, caller_of
from api.tries import note_misuse
from api.trusted.known import text_of
from api.trusted.manifests import digest_of, read_digest
from api.usage.counting import Outcome, count, used
from api.writing import Reply, TooLarge, bare, refused, write_answer
from core.errors import DomainError, InvalidInput

# Turned down in words. What else stands among the errors did not fit the schema, or broke.
_REFUSALS = frozenset(
    {
        "LIMIT_EXCEEDED",
        "RATE_LIMITED",
        "NETWORK_REFUSED",
        "ORIGIN_REFUSED",
        "NOT_ALLOWED",
        "NOT_FOUND",
        "READ_ONLY",
        "IDEMPOTENCY_CONFLICT",
        "IDEMPOTENCY_BUSY",
        "PERSISTED_QUERY_NOT_FOUND",
        "DOCUMENT_NOT_REGISTERED",
    }
)


class UnknownDocument(DomainError):
    """No document of the client has this SHA-256. Clients of the field know this code and send the text instead."""

    code = "PERSISTED_QUERY_NOT_FOUND"


class NotRegistered(DomainError):
    """The client may send only documents that it has registered."""

    code = "DOCUMENT_NOT_REGISTERED"


class Purse:
    """What the caller of one request has left of its minute."""

    def __init__(self, caller: str, requests: int, schema: str = "") -> None:
        self.caller = caller
        self.schema = schema
        self.limits = requests, settings.GRAPHQL_COST_PER_MINUTE
        self.rate: Rate | None = None
        self.spent = 0

    def open(self) -> None:
        """Count the request; ``TooMany`` if the minute has no more."""
        try:
            self.rate = rates.take(self.caller, *self.limits, schema=self.schema)
        except TooMany as error:
            self.rate = error.rate
            raise

    def spend(self, cost: int) -> None:
        """Count what it costs; ``TooMany`` if the minute has not so much left."""
        try:
            self.rate = rates.spend(self.caller, *self.limits, cost, schema=self.schema)
        except TooMany as error:
            self.rate = error.rate
            raise
        self.spent = cost


class Asking:
    """One request to the interface of a district, answered whatever happens."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.schema: str = request.tenant.schema_name  # type: ignore[attr-defined]
        self.caller: Caller | None = None
        self.purse: Purse | None = None

    def answer(self) -> Reply:
        try:
            with statements_in_time():
                found = self._found()
        except Exception as error:
            found = broken_off(error)
        rate = self.purse.rate if self.purse is not None else None
        if self.caller is not None:
            spent = self.purse.spent if self.purse is not None else 0
            count(self.caller.name, spent, outcome_of(found), schema=self.schema)
        reply = bare(found) if rate is None else write_answer(found, rate)
        if "HTTP_ORIGIN" in self.request.META and by_token(self.request):
            admit(self.request, reply, known_origins() if self.caller is None else self.caller.origins)
        return reply

    def _found(self) -> Answer:
        try:
            caller = self.caller = caller_of(self.request)
            if by_token(self.request):
                check_origin(self.request, caller.origins)
            purse = self.purse = Purse(caller.name, settings.GRAPHQL_REQUESTS_PER_MINUTE, self.schema)
            purse.open()
            asked = read_operation(self.request)
            key = key_of(self.request)
            text = document_for(caller, asked)
            if "mutation" in text:
                # Reading may rest on what was true some seconds ago, writing may not.
                caller = caller_of(self.request, afresh=True)
                text = document_for(caller, asked, afresh=True)
        except DomainError as error:
            self.caller = self.caller or getattr(error, "caller", None)
            note_misuse(self.caller, error)
            return refused(error)
        if caller.token is not None:
            used(PersonalToken, caller.token)
        call = Call(caller.actor, self.request, caller.name, caller.is_read_only, key, spend=purse.spend)
        return run(call, text, asked.variables, asked.name)


def by_token(request: HttpRequest) -> bool:
    """Whether the request names its caller itself; a session is guarded by its forgery token."""
    return "HTTP_AUTHORIZATION" in request.META


def outcome_of(answer: Answer) -> Outcome:
    """How the request counts in the usage of a client."""
    errors = answer.body.get("errors")
    if not errors:
        return Outcome.REFUSED if answer.refused else Outcome.DONE
    return Outcome.REFUSED if errors[0]["extensions"]["code"] in _REFUSALS else Outcome.BROKEN


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: a text, the SHA-256 of a registered document, or both."""

    text: str
    digest: str
    variables: dict[str, Any]
    name: str | None


def document_for(caller: Caller, asked: Asked, *, afresh: bool = False) -> str:
    """The text to run: what was sent, or what the client has registered under the digest.

    ``UnknownDocument`` for a digest that it has not registered, ``NotRegistered`` for a text where only registered
    ones are taken.
    """
    if not asked.digest and not caller.only_registered:
        return asked.text
    found = None
    if caller.client is not None:
        found = text_of(caller.client, asked.digest or digest_of(asked.text), afresh=afresh)
    if found is not None:
        return found
    if not asked.text:
        raise UnknownDocument("没有登记过这个文档，或它已停用：请先登记，或改为发送 query。", field="documentId")
    if caller.only_registered:
        raise NotRegistered("这个应用只接受已登记的文档，请先登记这段查询，再发送它或它的 SHA-256。", field="query")
    return asked.text


def read_operation(request: HttpRequest) -> Asked:
    """What the body of a request asks for; ``InvalidInput`` names what is wrong with it."""
    if request.content_type != "application/json":
        raise InvalidInput(JSON_ONLY)
    try:
        given = orjson.loads(request.body)
    except RequestDataTooBig as error:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
        raise TooLarge(f"请求超过 {limit} MB，请减小文件后再提交。") from error
    except orjson.JSONDecodeError as error:
        raise InvalidInput("请求内容不是正确的 JSON（UTF-8）。") from error
    except ValueError as error:
        raise InvalidInput("请求头 Content-Length 不是数字，请改正后再提交。") from error
    if not isinstance(given, dict):
        raise InvalidInput("请求内容应为 JSON 对象：{query, variables, operationName}。")
    text, variables, name = given.get("query"), given.get("variables"), given.get("operationName")
    if variables is not None and not isinstance(variables, dict):
        raise InvalidInput("variables 应为 JSON 对象。", field="variables")
    if name is not None and not isinstance(name, str):
        raise InvalidInput("operationName 应为文本。", field="operationName")
    digest = _digest(given)
    if text is None and digest:
        text = ""
    elif not isinstance(text, str) or not text.strip():
        raise InvalidInput("缺少 query。", field="query")
    elif digest and digest != digest_of(text):
        raise InvalidInput("给出的 SHA-256 与 query 的文本不符，请核对，或只给其中之一。", field="documentId")
    return Asked(text, digest, variables or {}, name)


def _digest(given: dict[str, Any]) -> str:
    """The SHA-256 in ``documentId`` (GraphQL over HTTP, appendix A) or where Apollo's and urql's clients put it."""
    named = given.get("documentId")
    if named is None:
        extensions = given.get("extensions")
        persisted = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
        named = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
        if named is None:
            return ""
    digest = read_digest(named) if isinstance(named, str) else ""
    if not digest:
        raise InvalidInput("文档编号应为文本的 SHA-256：64 位十六进制数，前面可以有 sha256:。", field="documentId")
    return digest
