"""Global ids: the name of the type and the key, in base64."""

import binascii
from base64 import b64decode, b64encode

from core.errors import InvalidInput

LARGEST = 2**63 - 1


def global_id(type_name: str, pk: int) -> str:
    return b64encode(f"{type_name}:{pk}".encode()).decode("ascii")


def read_id(value: str, *, field: str = "id") -> tuple[str, int]:
    """The type's name and the key; ``InvalidInput`` for anything that is not a global id."""
    try:
        name, _, key = b64decode(value, validate=True).decode("ascii").partition(":")
    except (binascii.Error, ValueError) as error:
        raise _wrong(field) from error
    if not (name.isalpha() and key.isdecimal() and len(key) < 20 and 0 < int(key) <= LARGEST):
        raise _wrong(field)
    return name, int(key)


def key_of(value: str, *names: str, field: str = "id") -> int:
    """The key in a global id of one of these types."""
    name, key = read_id(value, field=field)
    if name not in names:
        raise InvalidInput(f"这里需要 {' 或 '.join(names)} 的编号，给出的是 {name} 的编号。", field=field)
    return key


def _wrong(field: str) -> InvalidInput:
    return InvalidInput("编号不正确，请使用查询结果中的 id 字段。", field=field)
