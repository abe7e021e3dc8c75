"""What identifies a person is refused, however it is written; numbers of other things pass."""

import pytest

from core.errors import InvalidInput
from core.privacy import clean_impersonal, refuse_personal


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "请打 138 1234 5678",
        "电话：138-1234-5678。",
        "１３８１２３４５６７８",
        "+8613812345678",
        "86 138 1234 5678",
        "310106199001011234",
        "31010619900101123X",
        "31010619900101123x",
        "3101 0619 9001 0112 34",
        "310106 1990-01-01 1234",
        "310106900101123",
    ],
)
def test_numbers_of_persons_are_refused_with_their_field(text: str) -> None:
    with pytest.raises(InvalidInput, match="请删去") as refused:
        refuse_personal(f"联系人{text}已反映", "content", "具体情况")
    assert refused.value.field == "content"
    assert refused.value.message.startswith("具体情况里好像有")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "永和路 300 弄 12 号楼",
        "2026-11-28 13:00 至 17:00",
        "热线工单 202611280012345678",
        "工单 20261128-001234",
        "12345 热线",
        "共 1381234567 元",
        "流水号 9913812345678901",
        "2026.11.03 起连续 15 天",
    ],
)
def test_other_numbers_pass(text: str) -> None:
    assert clean_impersonal(text, "content", "具体情况", 100, required=False) == text
