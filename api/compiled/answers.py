"""Answering an operation by its statement."""

import logging
from collections import Counter
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db import connection
from graphql import GraphQLError, GraphQLSchema, OperationType

from api.compiled import NotCompiled
from api.compiled.cache import Statements
from api.compiled.operations import Compiled, Operation
from api.compiled.slots import Given
from api.compiled.variables import ACTOR, Variables, variables_of
from api.documents import Document
from core.errors import DomainError
from core.periods import today
from core.permissions import Actor

log = logging.getLogger(__name__)


class Answers:
    """Data of read operations as ready bytes; None wherever graphql-core has to answer.

    A statement is kept for everybody with the same rights, and for one day: rules may look at today's date.
    """

    def __init__(self, schema: GraphQLSchema, roots: Mapping[str, Any]) -> None:
        self.schema = schema
        self.roots = roots
        self.statements = Statements()
        self.taken: Counter[str] = Counter()

    def data(self, document: Document, name: str | None, raw: Mapping[str, Any], actor: Actor) -> bytes | None:
        """The JSON of the operation's data, if it has no errors. Never raises."""
        try:
            found = self._data(document, name, raw, actor)
        except (NotCompiled, DomainError, GraphQLError):
            found = None
        except Exception:
            log.warning("a compiled operation failed; graphql-core answers it", exc_info=True)
            found = None
        self.taken["core" if found is None else "compiled"] += 1
        return found

    def _data(self, document: Document, name: str | None, raw: Mapping[str, Any], actor: Actor) -> bytes | None:
        compiled, given = self.compiled(document, name, raw, actor)
        return run(compiled.text(connection.schema_name), compiled.parameters(given))  # type: ignore[attr-defined]

    def compiled(
        self, document: Document, name: str | None, raw: Mapping[str, Any], actor: Actor
    ) -> tuple[Compiled, Given]:
        """The statement, kept or made, and what this request puts into it."""
        if document.operation(name).operation is not OperationType.QUERY:
            raise NotCompiled("not a query")
        variables = self._variables(document, name)
        key, given = self._key(document, name, variables, raw, actor)
        try:
            compiled = self.statements.get(key)
        except KeyError:
            compiled, key, given = self._compile(document, name, variables, raw, actor)
            self.statements.put(key, compiled)
        if isinstance(compiled, NotCompiled):
            raise compiled
        return compiled, given

    def _variables(self, document: Document, name: str | None) -> Variables:
        key = ("variables", document.text, name)
        try:
            variables: Variables = self.statements.get(key)
        except KeyError:
            variables = variables_of(document, name)
            self.statements.put(key, variables)
        return variables

    def _key(
        self, document: Document, name: str | None, variables: Variables, raw: Mapping[str, Any], actor: Actor
    ) -> tuple[tuple[Any, ...], Given]:
        told, given = variables.read(raw, actor)
        who = actor.id if ACTOR in variables.fixed else actor.id is None
        return (document.text, name, told, actor.kind, who, actor.grants, today()), given

    def _compile(
        self, document: Document, name: str | None, variables: Variables, raw: Mapping[str, Any], actor: Actor
    ) -> tuple[Compiled | NotCompiled, tuple[Any, ...], Given]:
        operation = Operation(self.schema, self.roots, document, document.operation(name), raw, actor)
        made: Compiled | NotCompiled
        try:
            made = operation.compiled(variables)
        except NotCompiled as reason:
            made = reason.with_traceback(None)
        # What the statement depends on is known only now.
        return made, *self._key(document, name, variables, raw, actor)


class _Prepared(psycopg.RawCursor[Any]):
    """A cursor that has the server keep each statement, with its plan, for the next time."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "_Prepared":
        super().execute(query, params, prepare=True, **options)
        if connection.queries_logged:
            # Where Django's log looks for the text; psycopg notes there only what it does not prepare.
            self._query: Any = SimpleNamespace(query=query.encode())
        return self


def run(text: str, parameters: list[str]) -> bytes | None:
    """The only value of the statement.

    The statement names its schema, so the connection need not be turned to the district first, and goes through
    Django's wrappers as every other does. Django's own cursors never prepare.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw: Any = connection.connection
    if raw.prepare_threshold is None:
        raw.prepare_threshold = 0
        raw.prepared_max = MOST_PREPARED
    with connection._prepare_cursor(_Prepared(raw)) as cursor:  # type: ignore[attr-defined]
        cursor.execute(text, parameters)
        value: bytes | None = cursor.cursor.pgresult.get_value(0, 0)
    return value


# Each costs the server some memory in each of its connections.
MOST_PREPARED = 200
