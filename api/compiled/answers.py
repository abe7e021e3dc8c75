"""Answering an operation by its statement."""

import logging
from collections import Counter
from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError, GraphQLSchema, OperationType

from api.compiled import NotCompiled
from api.compiled.cache import Statements
from api.compiled.operations import Operation
from api.compiled.slots import Given
from api.compiled.statement import Compiled
from api.compiled.variables import ACTOR, Variables, variables_of
from api.documents import Document
from core.errors import DomainError
from core.periods import today
from core.permissions import Actor
from core.prepared import run

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
        node = document.operation(name)
        if node.operation is not OperationType.QUERY:
            raise NotCompiled("not a query")
        told = Operation(self.schema, self.roots, document, node, raw, actor).told()
        if told is not None:
            return told
        compiled, given = self.compiled(document, name, raw, actor)
        return run(compiled, compiled.parameters(given))

    def compiled(
        self, document: Document, name: str | None, raw: Mapping[str, Any], actor: Actor
    ) -> tuple[Compiled, Given]:
        """The statement, kept or made, and what this request puts into it."""
        variables = self._variables(document, name)
        key, given = self._key(document, name, variables, raw, actor)
        try:
            compiled = self.statements.get(key)
        except KeyError:
            compiled, key, given = self._compile(document, name, variables, raw, actor)
            self.statements.put(key, compiled)
        if isinstance(compiled, NotCompiled):
            # Another one each time: one that is raised again and again holds the frames of all who have raised it.
            raise NotCompiled(*compiled.args)
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
        return (document.text, name, told, actor.kind, who, actor.grants, actor.domains, today()), given

    def _compile(
        self, document: Document, name: str | None, variables: Variables, raw: Mapping[str, Any], actor: Actor
    ) -> tuple[Compiled | NotCompiled, tuple[Any, ...], Given]:
        operation = Operation(self.schema, self.roots, document, document.operation(name), raw, actor)
        made: Compiled | NotCompiled
        try:
            made = operation.compiled(variables)
        except NotCompiled as reason:
            made = NotCompiled(*reason.args)
        # What the statement depends on is known only now.
        return made, *self._key(document, name, variables, raw, actor)
