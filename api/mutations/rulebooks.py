"""Changing the rules of the district, a mutation for each rule book."""

import graphene

from api.mutations.base import Told, Values, drop_null, mutation
from api.mutations.inputs import VERSION, given
from api.names import camel
from api.types.rulebooks import TYPES, described, name_of, type_of
from core.permissions import Actor
from core.rulebook import RuleBook
from tenants.org.actions.rulebooks import rulebook_edit


def _edit(book: type[RuleBook]) -> graphene.Field:
    def run(actor: Actor, values: Values) -> Told:
        version = values.pop("version", None)
        return Told(rules=rulebook_edit(actor=actor, book=book, values=drop_null(values), version=version))

    return mutation(
        verb_of(book),
        f"修改区级设置“{book._meta.verbose_name}”；没有给出的不变，即时生效。",
        "",
        {
            **{rule.name: given(type_of(rule), described(rule), required=False) for rule in book.rules()},
            "version": VERSION,
        },
        run,
        more={"rules": graphene.Field(TYPES[book], description="修改后的设置；有错误时为空。")},
    )


def verb_of(book: type[RuleBook]) -> str:
    return f"{camel(name_of(book))}Edit"


MUTATIONS = {verb_of(book): _edit(book) for book in TYPES}
