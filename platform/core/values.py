"""Checking single values of input, with errors that name the field and the way out."""

from decimal import Decimal, InvalidOperation

from core.errors import InvalidInput

CENT = Decimal("0.01")
LARGEST = Decimal("9999999999.99")


def clean_text(value: str | None, field: str, label: str, longest: int, *, required: bool = True) -> str:
    """The text without surrounding blanks and control characters."""
    text = "".join(c for c in (value or "") if c in "\n\t" or c.isprintable() or c == "\u3000").strip()
    if required and not text:
        raise InvalidInput(f"请填写{label}。", field=field)
    if len(text) > longest:
        raise InvalidInput(f"{label}最多 {longest} 个字，现在有 {len(text)} 个，请精简。", field=field)
    return text


def clean_quantity(value: Decimal | int | str, field: str = "quantity", label: str = "数量") -> Decimal:
    """A quantity above zero with at most two decimals."""
    try:
        number = Decimal(value)
        if not number.is_finite():
            raise InvalidOperation
    except (InvalidOperation, TypeError, ValueError) as error:
        raise InvalidInput(f"{label}应为数字，例如 20。", field=field) from error
    if number <= 0:
        raise InvalidInput(f"{label}应大于 0。", field=field)
    if number > LARGEST:
        raise InvalidInput(f"{label}太大，请核对。", field=field)
    if number != number.quantize(CENT):
        raise InvalidInput(f"{label}最多保留两位小数。", field=field)
    return number.quantize(CENT)


def clean_percent(value: int, field: str, label: str = "进度") -> int:
    """A share in whole percent."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
        raise InvalidInput(f"{label}应为 0 到 100 之间的整数。", field=field)
    return value
