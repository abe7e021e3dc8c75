"""What a reader is shown as changed."""

import pytest

from linkage.differences import Change, differences, is_changed, words


def told(before: str, after: str) -> str:
    marks = {Change.SAME: "{}", Change.GONE: "[-{}-]", Change.NEW: "[+{}+]"}
    return "".join(marks[piece.change].format(piece.text) for piece in words(before, after))


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        ("开放操场，40 小时", "开放操场，30 小时", "开放操场，[-40-][+30+] 小时"),
        ("每月 3 次", "每月 12.5 次", "每月 [-3-][+12.5+] 次"),
        ("周末向居民开放", "工作日晚间向居民开放", "[-周末-][+工作日晚间+]向居民开放"),
        ("双方共同管理场地", "双方各自负责场地", "双方[-共同管理-][+各自负责+]场地"),
        ("相同", "相同", "相同"),
        ("乙方负责安全", "乙方负责安全和保洁", "乙方负责安全[+和保洁+]"),
    ],
)
def test_phrases_not_confetti(before: str, after: str, seen: str) -> None:
    assert told(before, after) == seen


def test_lines_come_and_go() -> None:
    before = "共建协议\n开放操场，40 小时\n组织讲座\n签署"
    after = "共建协议\n开放操场，30 小时\n签署\n附则"
    lines = differences(before, after)
    changes = [[(piece.change.value, piece.text) for piece in line] for line in lines if is_changed(line)]
    assert changes == [
        [("same", "开放操场，"), ("gone", "40"), ("new", "30"), ("same", " 小时")],
        [("gone", "组织讲座")],
        [("new", "附则")],
    ]
    assert "".join(piece.text for line in lines for piece in line if piece.change is not Change.GONE) == after.replace(
        "\n", ""
    )


def test_equal_texts_have_no_difference() -> None:
    assert not any(is_changed(line) for line in differences("一\n二\n", "一\n二\n"))
    assert differences("", "") == []
