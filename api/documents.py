"""Parsed and validated documents, kept for the next request with the same text."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    parse,
    validate,
)

from core.errors import DomainError

LONGEST = 60_000
MOST_TOKENS = 5_000
MOST_ERRORS = 20


class BadDocument(DomainError):
    """The text is not a document of this schema; ``errors`` are those of graphql-core."""

    code = "BAD_REQUEST"

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("查询与接口描述不符。")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document. ``bills`` keeps by name what its operations have been found to cost."""

    text: str
    node: DocumentNode
    operations: dict[str, OperationDefinitionNode]
    fragments: dict[str, FragmentDefinitionNode]
    bills: dict[str, Any] = field(default_factory=dict, compare=False)

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to run; ``BadDocument`` if it is not clear which."""
        if name:
            if name not in self.operations:
                raise BadDocument([GraphQLError(f"文档中没有名为“{name[:60]}”的操作。")])
            return self.operations[name]
        if len(self.operations) != 1:
            raise BadDocument([GraphQLError("文档中应恰有一个操作，或以 operationName 指明。")])
        return next(iter(self.operations.values()))


class Documents:
    """At most ``most`` documents and ``characters`` of source; the one unused for longest goes first."""

    def __init__(self, schema: GraphQLSchema, most: int = 1_000, characters: int = 2_000_000) -> None:
        self.schema = schema
        self.most = most
        self.characters = characters
        self.held = 0
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, text: str) -> Document:
        """The document, or ``BadDocument``. Only valid documents are kept."""
        with self._lock:
            found = self._kept.get(text)
            if found is not None:
                self._kept.move_to_end(text)
                return found
        made = self._make(text)
        with self._lock:
            if text not in self._kept:
                self._kept[text] = made
                self.held += len(text)
            while len(self._kept) > self.most or self.held > self.characters:
                gone, _ = self._kept.popitem(last=False)
                self.held -= len(gone)
        return made

    def _make(self, text: str) -> Document:
        if len(text) > LONGEST:
            raise BadDocument([GraphQLError(f"查询文本最长 {LONGEST} 个字符，现在有 {len(text)} 个。")])
        try:
            node = parse(text, max_lexical_tokens=MOST_TOKENS, no_location=False)
        except GraphQLError as error:
            raise BadDocument([error]) from error
        except RecursionError as error:
            raise BadDocument([GraphQLError("查询嵌套过深。")]) from error
        try:
            errors = validate(self.schema, node, max_errors=MOST_ERRORS)
        except RecursionError as error:
            raise BadDocument([GraphQLError("查询嵌套过深。")]) from error
        if errors:
            raise BadDocument(errors)
        operations: dict[str, OperationDefinitionNode] = {}
        fragments: dict[str, FragmentDefinitionNode] = {}
        for definition in node.definitions:
            if isinstance(definition, OperationDefinitionNode):
                operations[definition.name.value if definition.name else ""] = definition
            elif isinstance(definition, FragmentDefinitionNode):
                fragments[definition.name.value] = definition
        return Document(text, node, operations, fragments)


def is_mutation(operation: OperationDefinitionNode) -> bool:
    return operation.operation is OperationType.MUTATION
