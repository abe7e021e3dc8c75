"""The rules of the district: each rule book with all its rules as they are."""

from decimal import Decimal
from typing import Any

from cast import Cast
from inputs.makers import Good, good

from api.mutations.rulebooks import verb_of
from api.names import camel
from core.rulebook import RuleBook, all_rule_books


def _written(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _rules(book: type[RuleBook]) -> None:
    @good(verb_of(book))
    def edit(cast: Cast) -> Good:
        now = book.current()
        return "office", {camel(rule.name): _written(getattr(now, rule.name)) for rule in book.rules()}


for _book in all_rule_books():
    _rules(_book)
