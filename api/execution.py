"""Running one operation: measured, planned, answered; whatever happens, with an answer that a program can read."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Any

import orjson
from django.http import HttpRequest
from graphql import ExecutionResult, GraphQLError, execute

from api.compiled.answers import Answers
from api.deadline import TimedOut, Watch, until, was_ended
from api.documents import BadDocument, Document, Documents, is_mutation, refuse_unstorable
from api.idempotency import KeyBusy, KeyConflict, digest, once
from api.limits import Measure, TooMuch, measure
from api.names import camel
from api.rates import TooMany
from api.schema import COMPILED, schema
from api.words import in_chinese
from core.errors import DomainError, NotAllowed
from core.permissions import Actor
from core.requests import current_request_id

log = logging.getLogger(__name__)

INTERNAL = "INTERNAL"
_WRONG = "请求与接口描述不符："


class ReadOnly(NotAllowed):
    """The token is for reading only."""

    code = "READ_ONLY"


@dataclass(slots=True)
class Call:
    """What resolvers know of the request, and whether a mutation has done what it was asked.

    ``key`` is the caller's own for one mutation, ``caller`` the name under which it counts; whoever is read only gets
    no mutation. ``spend`` counts what the operation costs before it runs, and may refuse it. After ``until`` no query
    reads anything more; ``watch`` holds a mutation to its time.
    """

    actor: Actor
    request: HttpRequest
    caller: str = ""
    is_read_only: bool = False
    key: str = ""
    done: bool = False
    spend: Callable[[int], None] | None = None
    until: float = inf
    watch: Watch | None = None


@dataclass(slots=True)
class Answer:
    """Ready to be written: ``body`` without extensions, the status, and what it cost.

    ``data``, where it is set, is the JSON of ``body["data"]``, which is then absent: bytes to be sent as they are.
    ``wait`` says after how many seconds it is worth asking again; ``refused``, that a mutation said no in its payload.
    """

    body: dict[str, Any]
    status: int = 200
    measure: Measure | None = None
    data: bytes | None = None
    replayed: bool = False
    wait: int = 0
    refused: bool = False


@cache
def documents() -> Documents:
    """This process's documents."""
    return Documents(schema.graphql_schema)


@cache
def answers() -> Answers:
    """This process's compiled operations."""
    return Answers(schema.graphql_schema, COMPILED)


def run(call: Call, text: str, variables: dict[str, Any], operation_name: str | None) -> Answer:
    """Answer the operation. Never raises: what was not foreseen is logged and answered with the request's id."""
    found: Measure | None = None
    try:
        refuse_unstorable(variables)
        document = documents().get(text)
        operation = document.operation(operation_name)
        found = measure(schema.graphql_schema, document, operation, variables)
        if call.is_read_only and is_mutation(operation):
            raise ReadOnly("这个个人令牌只能查看；要办理，请另生成一个勾选“可以办理”的令牌。")
        if call.spend is not None:
            call.spend(found.cost)
    except TooMany as error:
        return Answer({"errors": [tell_domain(error)]}, 429, found, wait=error.wait)
    except TooMuch as error:
        return Answer({"errors": [tell_domain(error)]}, 400, error.measure)
    except BadDocument as error:
        return Answer({"errors": [tell(each) for each in error.errors]}, 400)
    except ReadOnly as error:
        return Answer({"errors": [tell_domain(error)]}, 403, found)
    except DomainError as error:
        return Answer({"errors": [tell_domain(error)]}, 400)
    if not is_mutation(operation):
        # Where a statement takes all of the time, nothing is left for graphql-core but to say so.
        call.until = until()
        data = answers().data(document, operation_name, variables, call.actor)
        if data is not None:
            return Answer({}, 200, found, data)
        return _unless_broken(_answer, call, document, variables, operation_name, found)
    call.watch = Watch()
    with call.watch.watching():
        return _unless_broken(_once if call.key else _answer, call, document, variables, operation_name, found)


def _unless_broken(
    answer: Callable[..., Answer],
    call: Call,
    document: Document,
    variables: dict[str, Any],
    name: str | None,
    found: Measure,
) -> Answer:
    try:
        return answer(call, document, variables, name, found)
    except Exception as error:
        return broken_off(error, found)


def broken_off(error: Exception, found: Measure | None = None) -> Answer:
    """The answer where something went wrong outside all fields."""
    if was_ended(error):
        return Answer({"errors": [tell_domain(TimedOut())]}, 503, found, wait=1)
    return Answer({"errors": [tell_fault(error)]}, 500, found)


def _once(call: Call, document: Document, variables: dict[str, Any], name: str | None, found: Measure) -> Answer:
    """The answer to a mutation with a key: that of the first time, if there was one."""
    try:
        with once(call.caller, call.key, digest(document.text, variables, name)) as turn:
            if turn.answered is not None:
                return Answer({}, 200, found, turn.answered, replayed=True)
            answer = _answer(call, document, variables, name, found)
            if call.done and "errors" not in answer.body:
                turn.keep(orjson.dumps(answer.body["data"], option=orjson.OPT_NON_STR_KEYS))
            return answer
    except KeyBusy as error:
        return Answer({"errors": [tell_domain(error)]}, 409, found, wait=1)
    except KeyConflict as error:
        return Answer({"errors": [tell_domain(error)]}, 422, found)


def _answer(call: Call, document: Document, variables: dict[str, Any], name: str | None, found: Measure) -> Answer:
    result = _execute(call, document, variables, name)
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [tell(each) for each in result.errors]
    started = result.data is not None or any(each.path for each in result.errors or ())
    if started:
        body["data"] = result.data
    refused = not call.done and "errors" not in body and is_mutation(document.operation(name))
    return Answer(body, 200 if started else 400, found, refused=refused)


def _execute(call: Call, document: Document, variables: dict[str, Any], operation_name: str | None) -> ExecutionResult:
    result = execute(
        schema.graphql_schema,
        document.node,
        context_value=call,
        variable_values=variables,
        operation_name=operation_name or None,
        is_awaitable=_never,
    )
    if not isinstance(result, ExecutionResult):
        raise TypeError("a resolver was asynchronous")
    return result


def _never(value: Any) -> bool:
    """No resolver here is asynchronous; asking each value costs a twentieth of the time."""
    return False


def tell(error: GraphQLError) -> dict[str, Any]:
    """One error as the answer shows it."""
    original = error.original_error
    while isinstance(original, GraphQLError) and original.original_error is not None:
        original = original.original_error
    if was_ended(original):
        original = TimedOut()
    if isinstance(original, DomainError):
        told = tell_domain(original)
    elif original is None or isinstance(original, GraphQLError):
        told = {"message": f"{_WRONG}{in_chinese(error.message)}", "extensions": {"code": "BAD_REQUEST"}}
    else:
        told = tell_fault(original)
    if error.path:
        told["path"] = error.path
    if error.locations:
        told["locations"] = [{"line": at.line, "column": at.column} for at in error.locations]
    return told


def tell_domain(error: DomainError) -> dict[str, Any]:
    extensions = {"code": error.code}
    if error.field:
        extensions["field"] = camel(error.field)
    return {"message": error.message, "extensions": extensions}


def tell_fault(error: BaseException) -> dict[str, Any]:
    """What was not foreseen: logged in full, answered without any detail."""
    log.error("request %s failed", current_request_id.get(), exc_info=error)
    return fault()


def fault() -> dict[str, Any]:
    """What is said of a fault that stands in the log."""
    request_id = current_request_id.get()
    return {
        "message": f"服务器处理时出现问题，请稍后再试；若再次出现，请把请求编号 {request_id} 告诉管理员。",
        "extensions": {"code": INTERNAL, "requestId": request_id},
    }
