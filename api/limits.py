"""How much one operation may ask for, measured before it runs."""

from dataclasses import dataclass
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
)

from api.documents import Document, is_mutation
from api.rows.pages import LARGEST_PAGE, PAGE
from core.errors import DomainError

DEEPEST = 12
MOST_ALIASES = 40
MOST_FIELDS = 1_500


class TooMuch(DomainError):
    """The operation asks for more than one request may."""

    code = "LIMIT_EXCEEDED"


@dataclass(slots=True)
class Measure:
    """Depth, aliases, fields and cost of an operation; cost is the sum of fields, times page size below a list."""

    cost: int = 0
    depth: int = 0
    aliases: int = 0
    fields: int = 0


def measure(
    schema: GraphQLSchema, document: Document, operation: OperationDefinitionNode, variables: dict[str, Any]
) -> Measure:
    """Walk the operation; ``TooMuch`` names the limit, the value found and the way out."""
    found = Measure()
    root = schema.mutation_type if is_mutation(operation) else schema.query_type
    walk = _Walk(schema, document, _with_defaults(operation, variables), found)
    walk.below(operation.selection_set, root, 1, 1)
    if is_mutation(operation) and _fields(operation.selection_set, document) != 1:
        raise TooMuch("每次请求只能执行一个变更，请拆成多次请求。")
    if found.cost > settings.GRAPHQL_MOST_COST:
        raise TooMuch(
            f"这次查询的代价为 {found.cost}，超过上限 {settings.GRAPHQL_MOST_COST}；请减小 first 或分多次查询。"
        )
    return found


class _Walk:
    def __init__(self, schema: GraphQLSchema, document: Document, variables: dict[str, Any], found: Measure) -> None:
        self.schema = schema
        self.document = document
        self.variables = variables
        self.found = found

    def below(self, selections: SelectionSetNode, parent: Any, depth: int, times: int) -> None:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                self.field(node, parent, depth, times)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                inner = self.schema.get_type(condition.name.value) if condition else parent
                self.below(node.selection_set, inner, depth, times)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.document.fragments[node.name.value]
                inner = self.schema.get_type(fragment.type_condition.name.value)
                self.below(fragment.selection_set, inner, depth, times)

    def field(self, node: FieldNode, parent: Any, depth: int, times: int) -> None:
        found = self.found
        found.fields += 1
        if found.fields > MOST_FIELDS:
            raise TooMuch(f"一次查询最多选取 {MOST_FIELDS} 个字段，请分多次查询。")
        if node.alias:
            found.aliases += 1
            if found.aliases > MOST_ALIASES:
                raise TooMuch(f"一次查询最多使用 {MOST_ALIASES} 个别名，请分多次查询。")
        name = node.name.value
        if name.startswith("__"):
            # Introspection costs little; graphql-core bounds how it may be nested.
            found.cost += 1
            return
        found.depth = max(found.depth, depth)
        if depth > DEEPEST:
            raise TooMuch(f"查询最多嵌套 {DEEPEST} 层，请分多次查询。")
        found.cost += times
        definition = parent.fields.get(name)
        if node.selection_set is None or definition is None:
            return
        type_ = get_named_type(definition.type)
        if type_.name.endswith("Connection"):
            times *= max(1, self.page(node))
        self.below(node.selection_set, type_, depth + 1, times)

    def page(self, node: FieldNode) -> int:
        for argument in node.arguments:
            if argument.name.value not in ("first", "last"):
                continue
            value: Any = None
            if isinstance(argument.value, IntValueNode):
                value = int(argument.value.value)
            elif isinstance(argument.value, VariableNode):
                value = self.variables.get(argument.value.name.value)
            if isinstance(value, int):
                # Beyond the largest page the list itself refuses.
                return min(value, LARGEST_PAGE)
        return PAGE


def _with_defaults(operation: OperationDefinitionNode, variables: dict[str, Any]) -> dict[str, Any]:
    values = {
        definition.variable.name.value: int(definition.default_value.value)
        for definition in operation.variable_definitions
        if isinstance(definition.default_value, IntValueNode)
    }
    return {**values, **variables}


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
