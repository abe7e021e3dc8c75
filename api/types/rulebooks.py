"""The rules of the district, a type for each rule book, made from its fields."""

from typing import Any

import graphene
from django.db import models
from graphene_django.converter import convert_django_field

from api.rows.shapes import Shape
from core.permissions import Actor, Perm
from core.rulebook import DayListField, ListField, RuleBook, ShareField, all_rule_books


def type_of(rule: "models.Field[Any, Any]") -> Any:
    """The type of one rule in the interface."""
    if isinstance(rule, DayListField):
        return graphene.List(graphene.NonNull(graphene.Int))
    if isinstance(rule, ListField):
        return graphene.List(graphene.NonNull(graphene.String))
    return convert_django_field(rule).get_type()


def described(rule: "models.Field[Any, Any]") -> str:
    """The Chinese name of one rule, and how it is written; the sentences of a hint end as sentences do."""
    unit = "，0—1 之间的小数" if isinstance(rule, ShareField) else ""
    hint = f"；{str(rule.help_text).removesuffix('。')}" if rule.help_text else ""
    return f"{rule.verbose_name}{unit}{hint}。"


def _field(rule: "models.Field[Any, Any]") -> graphene.Field:
    name = rule.name
    return graphene.Field(
        graphene.NonNull(type_of(rule)), description=described(rule), resolver=lambda book, info: getattr(book, name)
    )


def _type(book: type[RuleBook]) -> type[Shape]:
    meta = {"name": book.__name__, "description": f"区级设置：{book._meta.verbose_name}。{book.lead}"}
    version = graphene.Field(
        graphene.NonNull(graphene.Int), description="版本。", resolver=lambda book, info: book.version
    )
    fields = {rule.name: _field(rule) for rule in book.rules()}
    return type(f"{book.__name__}Type", (Shape,), {"Meta": type("Meta", (), meta), **fields, "version": version})


TYPES: dict[type[RuleBook], type[Shape]] = {book: _type(book) for book in all_rule_books()}


def name_of(book: type[RuleBook]) -> str:
    """The name of its query: ``work_calendar``."""
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in book.__name__).lstrip("_")


def rules_for(actor: Actor, book: type[RuleBook]) -> RuleBook | None:
    """The rules for whoever may view anything, or change them."""
    allowed = any(actor.can_anywhere(permission) for permission in (Perm.VIEW, Perm.SETTINGS_EDIT))
    return book.current() if allowed else None


def _query(book: type[RuleBook]) -> graphene.Field:
    return graphene.Field(
        TYPES[book],
        description=f"区级设置：{book._meta.verbose_name}；无权查看时为空。",
        resolver=lambda root, info: rules_for(info.context.actor, book),
    )


QUERIES = {name_of(book): _query(book) for book in TYPES}
