"""Values as the interface writes them. Each refuses what the database could not hold."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import graphene
from graphql import GraphQLError
from graphql.language import FloatValueNode, IntValueNode, StringValueNode, ValueNode

from core.periods import SHANGHAI

# A decimal with more digits than this is nobody's quantity; computing with it would only cost time.
MOST_DIGITS = 30


class Decimal_(graphene.Scalar):  # noqa: N801 - the name Decimal is taken
    """A Decimal, written as text so that no program rounds it."""

    class Meta:
        name = "Decimal"
        description = '十进制数，以文本书写，例如 "20.50"；输入时也可以写成数字。'

    @staticmethod
    def serialize(value: Any) -> str:
        return f"{value:f}" if isinstance(value, Decimal) else str(value)

    @staticmethod
    def parse_value(value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, str | int | float) or len(str(value)) > MOST_DIGITS:
            raise GraphQLError('应为十进制数，例如 "20.50"。')
        try:
            number = Decimal(str(value))
        except InvalidOperation as error:
            raise GraphQLError('应为十进制数，例如 "20.50"。') from error
        if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
            raise GraphQLError('应为有限的十进制数，例如 "20.50"。')
        return number

    @classmethod
    def parse_literal(cls, node: ValueNode, variables: Any = None) -> Decimal:
        if isinstance(node, StringValueNode | IntValueNode | FloatValueNode):
            return cls.parse_value(node.value)
        raise GraphQLError('应为十进制数，例如 "20.50"。', node)


class Date(graphene.Scalar):
    class Meta:
        description = "日期，写作 2026-03-31。"

    @staticmethod
    def serialize(value: Any) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)

    @staticmethod
    def parse_value(value: Any) -> date:
        # fromisoformat also reads week dates and basic forms; one form is enough.
        if not isinstance(value, str) or len(value) != 10 or not value.isascii():
            raise GraphQLError("日期应写作 2026-03-31。")
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise GraphQLError("日期应写作 2026-03-31。") from error

    @classmethod
    def parse_literal(cls, node: ValueNode, variables: Any = None) -> date:
        if isinstance(node, StringValueNode):
            return cls.parse_value(node.value)
        raise GraphQLError("日期应写作 2026-03-31。", node)


class DateTime(graphene.Scalar):
    class Meta:
        description = "时间，带时区，例如 2026-03-31T09:30:00+08:00；输出总是北京时间。"

    @staticmethod
    def serialize(value: Any) -> str:
        return value.astimezone(SHANGHAI).isoformat() if isinstance(value, datetime) else str(value)

    @staticmethod
    def parse_value(value: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) and len(value) < 40 else None
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or not 1900 <= moment.year <= 2999:
            raise GraphQLError("时间应带时区，例如 2026-03-31T09:30:00+08:00。")
        return moment

    @classmethod
    def parse_literal(cls, node: ValueNode, variables: Any = None) -> datetime:
        if isinstance(node, StringValueNode):
            return cls.parse_value(node.value)
        raise GraphQLError("时间应带时区，例如 2026-03-31T09:30:00+08:00。", node)
