"""How much one operation may ask for, measured before it runs."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from api.documents import Document, is_mutation
from api.rows.pages import LARGEST_PAGE, PAGE
from core.errors import DomainError

DEEPEST = 12
MOST_ALIASES = 40
MOST_FIELDS = 1_500


class TooMuch(DomainError):
    """The operation asks for more than one request may; ``measure`` is what was found, where it could be."""

    code = "LIMIT_EXCEEDED"

    def __init__(self, message: str, measure: "Measure | None" = None) -> None:
        super().__init__(message)
        self.measure = measure


@dataclass(frozen=True, slots=True)
class Measure:
    """Depth, aliases, fields and cost of an operation; cost is the sum of fields, times page size below a list."""

    cost: int
    depth: int
    aliases: int
    fields: int


# Their lists are the page itself, and what a mutation says of why it did nothing.
_COUNTED = ("Connection", "Payload")
# The size of a page: the first of these that is a number, a name standing for the value of a variable.
_Size = tuple[int | str, ...]


@dataclass(slots=True)
class _Bill:
    """What an operation costs whatever its variables are: so many fields for each row of these pages."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0
    items: dict[tuple[_Size, ...], int] = field(default_factory=dict)
    defaults: dict[str, int] = field(default_factory=dict)

    def cost(self, variables: dict[str, Any]) -> int:
        values = {**self.defaults, **variables} if self.defaults else variables
        total = 0
        for pages, count in self.items.items():
            for page in pages:
                count *= _rows(page, values)
            total += count
        return total


def _rows(page: _Size, variables: dict[str, Any]) -> int:
    for given in page:
        value = variables.get(given) if isinstance(given, str) else given
        # JSON may write a whole number as 100.0, and GraphQL takes it for an Int.
        if isinstance(value, int | float):
            # Beyond the largest page the list itself refuses.
            return int(max(1, min(value, LARGEST_PAGE)))
    return PAGE


def measure(
    schema: GraphQLSchema,
    document: Document,
    operation: OperationDefinitionNode,
    variables: dict[str, Any],
) -> Measure:
    """Measure the operation; ``TooMuch`` names the limit, the value found and the way out.

    A list of objects without pages counts as a page of usual size.
    The operation is walked once and its bill kept with the document; a request only puts in its variables.
    """
    name = operation.name.value if operation.name else ""
    bill: _Bill | None = document.bills.get(name)
    if bill is None:
        bill = document.bills[name] = _bill(schema, document, operation)
    found = Measure(bill.cost(variables), bill.depth, bill.aliases, bill.fields)
    most = settings.GRAPHQL_MOST_COST
    if found.cost > most:
        raise TooMuch(f"这次查询的代价为 {found.cost}，超过上限 {most}；请减小 first 或分多次查询。", found)
    return found


def _bill(schema: GraphQLSchema, document: Document, operation: OperationDefinitionNode) -> _Bill:
    bill = _Bill(defaults=_defaults(operation))
    mutation = is_mutation(operation)
    root = schema.mutation_type if mutation else schema.query_type
    _Walk(schema, document, bill).below(operation.selection_set, root, 1, ())
    if mutation and _fields(operation.selection_set, document) != 1:
        raise TooMuch("每次请求只能执行一个变更，请拆成多次请求。")
    return bill


class _Walk:
    def __init__(self, schema: GraphQLSchema, document: Document, bill: _Bill) -> None:
        self.schema = schema
        self.document = document
        self.bill = bill

    def below(self, selections: SelectionSetNode, parent: Any, depth: int, pages: tuple[_Size, ...]) -> None:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                self.field(node, parent, depth, pages)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                inner = self.schema.get_type(condition.name.value) if condition else parent
                self.below(node.selection_set, inner, depth, pages)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.document.fragments[node.name.value]
                inner = self.schema.get_type(fragment.type_condition.name.value)
                self.below(fragment.selection_set, inner, depth, pages)

    def field(self, node: FieldNode, parent: Any, depth: int, pages: tuple[_Size, ...]) -> None:
        bill = self.bill
        bill.fields += 1
        if bill.fields > MOST_FIELDS:
            raise TooMuch(f"一次查询最多选取 {MOST_FIELDS} 个字段，请分多次查询。")
        if node.alias:
            bill.aliases += 1
            if bill.aliases > MOST_ALIASES:
                raise TooMuch(f"一次查询最多使用 {MOST_ALIASES} 个别名，请分多次查询。")
        name = node.name.value
        if name.startswith("__"):
            # Introspection costs little; graphql-core bounds how it may be nested.
            bill.items[()] = bill.items.get((), 0) + 1
            return
        bill.depth = max(bill.depth, depth)
        if depth > DEEPEST:
            raise TooMuch(f"查询最多嵌套 {DEEPEST} 层，请分多次查询。")
        bill.items[pages] = bill.items.get(pages, 0) + 1
        definition = parent.fields.get(name)
        if node.selection_set is None or definition is None:
            return
        type_ = get_named_type(definition.type)
        if type_.name.endswith("Connection"):
            pages = (*pages, _size(node))
        elif is_list_type(get_nullable_type(definition.type)) and not parent.name.endswith(_COUNTED):
            pages = (*pages, ())
        self.below(node.selection_set, type_, depth + 1, pages)


def _size(node: FieldNode) -> _Size:
    found: list[int | str] = []
    for argument in node.arguments:
        if argument.name.value in ("first", "last"):
            if isinstance(argument.value, IntValueNode):
                found.append(int(argument.value.value))
            elif isinstance(argument.value, VariableNode):
                found.append(argument.value.name.value)
    return tuple(found)


def _defaults(operation: OperationDefinitionNode) -> dict[str, int]:
    return {
        definition.variable.name.value: int(definition.default_value.value)
        for definition in operation.variable_definitions
        if isinstance(definition.default_value, IntValueNode)
    }


def _fields(selections: SelectionSetNode, document: Document) -> int:
    count = 0
    for node in selections.selections:
        if isinstance(node, FragmentSpreadNode):
            count += _fields(document.fragments[node.name.value].selection_set, document)
        elif isinstance(node, InlineFragmentNode):
            count += _fields(node.selection_set, document)
        else:
            count += 1
    return count
