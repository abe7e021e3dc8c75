"""Values of fields: what is accepted, in which writing it is kept, and what it counts in a sum."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from core.errors import InvalidInput
from linkage.datacalls.models import DataField

LONGEST = {DataField.Kind.TEXT: 200, DataField.Kind.LONG: 5000}
YES_NO = ("是", "否")
# Numbers have at most so many digits before the point.
LARGEST = 12


def clean_value(field: DataField, text: str) -> str:
    """The value in canonical writing; empty where nothing was given. Raises ``InvalidInput`` that names the field.

    Numbers have at most two decimal places, days are ISO, several choices stand one a line in the form's order.
    """
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        return ""
    if field.is_number:
        return _number(field, text)
    if field.kind == DataField.Kind.DAY:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise _wrong(field, "请填写日期，例如 2026-10-12。") from None
    if field.kind == DataField.Kind.YES_NO:
        if text not in YES_NO:
            raise _wrong(field, "请填“是”或“否”。")
        return text
    if field.kind == DataField.Kind.ONE:
        if text not in field.offered:
            raise _wrong(field, f"没有“{text[:40]}”这个选项，请选择：{'、'.join(field.offered)}。")
        return text
    if field.kind == DataField.Kind.SEVERAL:
        chosen = {line.strip() for line in text.split("\n") if line.strip()}
        if unknown := sorted(chosen - set(field.offered)):
            raise _wrong(field, f"没有“{unknown[0][:40]}”这个选项，请选择：{'、'.join(field.offered)}。")
        return "\n".join(each for each in field.offered if each in chosen)
    longest = LONGEST[DataField.Kind(field.kind)]
    if len(text) > longest:
        raise _wrong(field, f"最多 {longest} 字。")
    return text


def check_complete(fields: Mapping[int, DataField], values: Mapping[int, str]) -> None:
    """Raise ``InvalidInput`` where a required field has no value."""
    missing = [field.label for key, field in fields.items() if field.required and not values.get(key)]
    if missing:
        raise InvalidInput(f"还有必填项没有填写：{'、'.join(missing)}。", field="values")


def _number(field: DataField, text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _wrong(field, "请填写数字。") from None
    # By its exponent: to compute with a number of a million digits is an error of its own.
    if not number.is_finite() or number.adjusted() >= LARGEST:
        raise _wrong(field, "数字过大，请核对。")
    whole = field.kind == DataField.Kind.WHOLE
    if number != round(number, 0 if whole else 2):
        raise _wrong(field, "请填写整数。" if whole else "最多两位小数。")
    if field.minimum is not None and number < field.minimum:
        raise _wrong(field, f"不能小于 {plain(field.minimum)}。")
    if field.maximum is not None and number > field.maximum:
        raise _wrong(field, f"不能大于 {plain(field.maximum)}。")
    return plain(number)


def plain(number: Decimal) -> str:
    """Without an exponent and without zeros at the end."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _wrong(field: DataField, why: str) -> InvalidInput:
    return InvalidInput(f"“{field.label}”{why}", field="values")
