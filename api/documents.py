"""Parsed and validated documents, kept for the next request with the same text."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    parse,
    validate,
)

from core.errors import DomainError

LONGEST = 60_000
MOST_TOKENS = 5_000
MOST_ERRORS = 20
# Validation compares every two fields of one name, of every two fragments: a second for a thousand of them.
MOST_REPEATS = 40
MOST_FRAGMENTS = 60
LONGEST_TEXT = 100_000
FILE_CONTENT = "contentBase64"
# Values that have limits of their own.
_LONG = frozenset({FILE_CONTENT, "manifest"})


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
        """The document, or ``BadDocument``, also for text that cannot be stored. Only valid documents are kept."""
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
        refuse_unstorable(text)
        try:
            node = parse(text, max_lexical_tokens=MOST_TOKENS, no_location=False)
        except GraphQLError as error:
            raise BadDocument([error]) from error
        except RecursionError as error:
            raise BadDocument([GraphQLError("查询嵌套过深。")]) from error
        try:
            _refuse_repeats(node)
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


def refuse_unstorable(value: Any) -> None:
    """Refuse text that no column can hold: NUL and lone surrogates, and what is longer than any column."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            if "\x00" in each or not _whole(each):
                raise BadDocument([GraphQLError("文本中有无法保存的字符（空字符或残缺的编码），请删除后重试。")])
            if len(each) > LONGEST_TEXT:
                raise BadDocument([GraphQLError(f"单个文本最长 {LONGEST_TEXT} 个字符，请精简。")])
        elif isinstance(each, dict):
            waiting.extend(each)
            waiting.extend(inner for name, inner in each.items() if name not in _LONG)
        elif isinstance(each, list):
            waiting.extend(each)


def _whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refuse_repeats(document: DocumentNode) -> None:
    """Refuse what would take longer to validate than to answer: one field again and again, fragments without end."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    if len(fragments) > MOST_FRAGMENTS:
        raise BadDocument([GraphQLError(f"一次查询最多使用 {MOST_FRAGMENTS} 个片段，现在有 {len(fragments)} 个。")])
    waiting: list[Any] = list(document.definitions)
    while waiting:
        chosen = getattr(waiting.pop(), "selection_set", None)
        if chosen is None:
            continue
        waiting.extend(chosen.selections)
        name, count = Counter(_names(chosen, fragments, set())).most_common(1)[0]
        if count > MOST_REPEATS:
            raise BadDocument(
                [GraphQLError(f"“{name[:60]}”在同一层重复了 {count} 次，最多 {MOST_REPEATS} 次，请去掉重复。")]
            )


def _names(chosen: SelectionSetNode, fragments: dict[str, FragmentDefinitionNode], seen: set[str]) -> Iterator[str]:
    """The names under which the fields of one level stand in the answer, those of fragments included."""
    for node in chosen.selections:
        if isinstance(node, FieldNode):
            yield node.alias.value if node.alias else node.name.value
        elif isinstance(node, InlineFragmentNode):
            yield "..."
            yield from _names(node.selection_set, fragments, seen)
        elif isinstance(node, FragmentSpreadNode):
            name = node.name.value
            yield f"...{name}"
            if name in fragments and name not in seen:
                seen.add(name)
                yield from _names(fragments[name].selection_set, fragments, seen)


def is_mutation(operation: OperationDefinitionNode) -> bool:
    return operation.operation is OperationType.MUTATION
