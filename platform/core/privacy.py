"""Keeping what identifies a person out of texts: no register of residents comes about unnoticed (domain.md, privacy).

A matter raised for a resident carries a category, a place and words. Numbers of identity cards and mobile phones are
refused, also when they are spaced out or typed in full width.
"""

import re
import unicodedata
from datetime import date

from core.errors import InvalidInput
from core.values import clean_text

_WAY_OUT = "请删去：诉求只记类别、地点和事由，不记个人信息。"

# Region, day of birth, order, check sign; cards of the first generation have no century and no check sign.
_CARD = re.compile(r"(?<!\d)[1-9]\d{5}(\d{8})\d{3}[\dXx](?!\d)")
_OLD_CARD = re.compile(r"(?<!\d)[1-9]\d{5}(\d{6})\d{3}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)")
_GAPS = re.compile(r"(?<=\d)[\s\-–—·.]+(?=[\dXx])")
OLDEST = 1900


def refuse_personal(text: str, field: str, label: str) -> None:
    """Raise ``InvalidInput`` for a text in which the number of an identity card or a mobile phone stands."""
    plain = unicodedata.normalize("NFKC", text)
    for written in (plain, _GAPS.sub("", plain)):
        if any(_is_day(found) for found in _CARD.findall(written)) or any(
            _is_day(f"19{found}") for found in _OLD_CARD.findall(written)
        ):
            raise InvalidInput(f"{label}里好像有身份证号，{_WAY_OUT}", field=field)
        if _MOBILE.search(written):
            raise InvalidInput(f"{label}里好像有手机号，{_WAY_OUT}", field=field)


def clean_impersonal(value: str | None, field: str, label: str, longest: int, *, required: bool = True) -> str:
    """``clean_text`` of a text that must not identify a person."""
    text = clean_text(value, field, label, longest, required=required)
    refuse_personal(text, field, label)
    return text


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year >= OLDEST
    except ValueError:
        return False
