"""Agreements from a spreadsheet: drafts, signed papers, mistakes by row and column, out and in again."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from stories import agreement_in

from core.periods import today
from linkage.models import Agreement
from web.agreementimport import FIELDS, LABELS

ADDRESS = "/agreements/import/"
START, END = today() - timedelta(days=30), today() + timedelta(days=700)


def lines(**changes: object) -> list[dict[str, object]]:
    """A street's agreement with unit A: two promises of the unit, one of the street."""
    first = {
        "title": "江宁路街道与江宁中学共建协议",
        "organization": "江宁路街道",
        "aim": "校园场地向居民开放",
        "active_from": START,
        "active_to": END.isoformat().replace("-", "/"),
        "content": "一、组织共建。" * 900,
        "party": "新安居委会/江宁中学",
        "head": "孙校长",
        "duties": "提供场地",
        "item": "开放操场",
        "quantity": 40,
        "measure": "小时",
    }
    second = {"item": "校史馆讲解", "quantity": "2.5", "measure": "次", "due_on": START + timedelta(days=90)}
    third = {"party": "江宁路街道", "head": "陈书记", "item": "组织志愿者", "quantity": 12, "measure": "人次"}
    return [{**first, **changes}, second, third]


def sheet(*rows: dict[str, object]) -> SimpleUploadedFile:
    book = Workbook()
    book.active.append(list(LABELS.values()))
    for row in rows:
        book.active.append([row.get(name, "") for name in LABELS])
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("协议.xlsx", file.getvalue())


def book_of(response) -> list[dict[str, object]]:
    rows = list(load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0].iter_rows(values_only=True))
    names = {label: name for name, label in LABELS.items()}
    return [dict(zip((names.get(head, head) for head in rows[0]), row, strict=True)) for row in rows[1:]]


def preview(client, file, mode: str = "skip"):
    return client.post(ADDRESS, {"file": file, "mode": mode})


def load(client, file, mode: str = "skip"):
    return client.post(ADDRESS, {"sheet": preview(client, file, mode).context["sheet"]}, follow=True)


def test_a_draft_with_parties_and_commitments(cast: Cast, browser) -> None:
    street = browser("street_a")
    page = preview(street, sheet(*lines()))
    assert [(outcome.status, outcome.message) for outcome in page.context["outcomes"]] == [("new", "")]
    assert "确认导入 1 份" in page.text
    assert not Agreement.objects.exists()
    assert "新增 1 份" in load(street, sheet(*lines())).text
    agreement = Agreement.objects.get()
    assert (agreement.status, agreement.active_from, agreement.active_to) == ("draft", START, END)
    assert len(agreement.content) == 6300, "a long text is not cut"
    parties = [(str(p), p.head, p.duties) for p in agreement.parties.order_by("id")]
    assert sorted(parties) == [("江宁中学", "孙校长", "提供场地"), ("江宁路街道", "陈书记", "")]
    promises = {(str(c.party), c.title, c.quantity, c.measure, c.due_on) for c in agreement.commitments.all()}
    assert promises == {
        ("江宁中学", "开放操场", 40, "小时", END),
        ("江宁中学", "校史馆讲解", 2.5, "次", START + timedelta(days=90)),
        ("江宁路街道", "组织志愿者", 12, "人次", END),
    }


def test_a_paper_that_is_signed_is_in_force(cast: Cast, browser) -> None:
    signed = START - timedelta(days=3)
    load(browser("street_a"), sheet(*lines(signed_on=signed, note="双方签字盖章，原件存党建办")))
    agreement = Agreement.objects.get()
    assert agreement.status == "active"
    assert agreement.content_hash
    record = browser("unit_a").get(f"/agreements/{agreement.pk}/").text
    assert "纸质签署，江宁路街道" in record
    assert signed.isoformat() in record
    assert "双方签字盖章，原件存党建办" in record


@pytest.mark.parametrize(
    ("changes", "line", "column", "words"),
    [
        ({"title": ""}, 2, "协议名称", "请填写协议名称"),
        ({"organization": "石门二路街道"}, 2, "牵头组织", "不在您的管理范围内"),
        ({"active_to": START - timedelta(days=1)}, 2, "完成期限", "应在协议期内"),
        ({"active_from": "明年"}, 2, "生效日期", "不是日期"),
        ({"review_at": END + timedelta(days=1)}, 2, "中期评估日期", "应在协议期内"),
        ({"number": "XY-2020-0001"}, 2, "协议编号", "新协议的编号请留空"),
        ({"party": "没有的学校"}, 2, "参加方", "没有的学校"),
        ({"party": ""}, 2, "参加方", "请填写参加方"),
        ({"quantity": "许多"}, 2, "数量", "数量应为数字"),
        ({"item": ""}, 2, "承诺事项", "请填写承诺事项"),
        ({"signed_on": today() + timedelta(days=1), "note": "已盖章"}, 2, "签署日期", "不能晚于今天"),
        ({"signed_on": START}, 2, "签署情况", "请填写签署情况"),
        ({"note": "已盖章"}, 2, "签署日期", "请同时填写签署日期"),
        ({"head": "长" * 61}, 2, "负责人", "最多 60 个字"),
        ({"content": "长" * 20_001}, 2, "协议正文", "最多 20000 个字"),
    ],
)
def test_a_mistake_is_named_by_row_and_column(cast: Cast, browser, changes, line, column, words) -> None:
    (outcome,) = preview(browser("street_a"), sheet(*lines(**changes))).context["outcomes"]
    assert (outcome.status, outcome.row.line, outcome.label) == ("failed", line, column)
    assert words in outcome.message


@pytest.mark.parametrize(
    ("changes", "column"),
    [({"measure": ""}, "计量单位"), ({"due_on": "2099-01-01"}, "完成期限"), ({"aim": "另一个"}, "共建目标")],
)
def test_a_mistake_further_down_is_named_there_and_can_be_corrected(cast: Cast, browser, changes, column) -> None:
    street = browser("street_a")
    bad, good = lines(), lines(title="另一份协议")
    bad[1].update(changes)
    page = preview(street, sheet(*bad, *good))
    failed, new = page.context["outcomes"]
    assert (failed.status, failed.row.line, failed.label, new.status) == ("failed", 3, column, "new")
    answer = street.post(ADDRESS, {"sheet": page.context["sheet"], "faults": "1"})
    rows = book_of(answer)
    assert len(rows) == 3, "all lines of the agreement, and of no other one"
    assert [bool(row["错误说明"]) for row in rows] == [False, True, False]
    rows[1].update({name: lines()[1].get(name, "") for name in changes})
    assert "新增 1 份" in load(street, sheet(*rows), "stop").text
    assert Agreement.objects.get().commitments.count() == 3


def test_what_goes_out_comes_in_again(cast: Cast, browser, django_assert_max_num_queries) -> None:
    street = browser("street_a")
    load(street, sheet(*lines(), *lines(title="纸质协议", signed_on=START, note="双方盖章")))
    agreement_in(cast, "active", title="平台上签的协议")
    street.get("/agreements/")
    with django_assert_max_num_queries(14):
        rows = book_of(street.get("/agreements/?export=ledger"))
    assert [field.label for field in FIELDS] == list(LABELS.values())
    assert len({row["number"] for row in rows} - {None, ""}) == 3
    assert {row["note"] for row in rows} - {None, ""} == {"双方盖章", "各方在平台上签署"}
    for mode in ("skip", "update"):
        page = preview(street, sheet(*rows), mode)
        assert [outcome.status for outcome in page.context["outcomes"]] == ["kept"] * 3
    filtered = book_of(street.get("/agreements/?export=ledger&status=draft"))
    assert {row["title"] for row in filtered} - {None, ""} == {"江宁路街道与江宁中学共建协议"}
    draft = next(row for row in rows if row["title"] == "江宁路街道与江宁中学共建协议")
    draft.update({"aim": "开放更多场地", "head": "", "signed_on": START.isoformat(), "note": "补签"})
    page = load(street, sheet(*rows), "update")
    assert "更新 1 份，跳过 2 份" in page.text
    agreement = Agreement.objects.get(title="江宁路街道与江宁中学共建协议")
    assert (agreement.aim, agreement.status) == ("开放更多场地", "active")
    assert set(agreement.parties.values_list("head", flat=True)) == {"孙校长", "陈书记"}, "what is left blank stays"
    frozen = book_of(street.get("/agreements/?export=ledger"))
    frozen[0]["aim"] = "改动已签的协议"
    (failed, *_) = preview(street, sheet(*frozen), "update").context["outcomes"]
    assert "只有草拟中的协议可以修改" in failed.message


def test_the_same_agreement_twice_in_a_sheet(cast: Cast, browser) -> None:
    other = lines(title="别的协议")
    page = preview(browser("street_a"), sheet(*lines(), *other, *lines()), "stop")
    assert sorted(outcome.status for outcome in page.context["outcomes"]) == ["failed", "new", "new"]
    assert page.context["stopped"]


def test_who_may(cast: Cast, browser) -> None:
    assert browser("leader").get(ADDRESS).status_code == 403
    assert "Excel 导入" in browser("street_a").get("/agreements/").text
    assert "Excel 导入" not in browser("leader").get("/agreements/").text
    officer = preview(
        browser("community_a"), sheet(*lines(organization="新安居委会", signed_on=START, note="已盖章")[:2])
    )
    (outcome,) = officer.context["outcomes"]
    assert "补录纸质签署的共建协议的权限" in outcome.message
    unit = load(browser("unit_a"), sheet(*lines(organization="新安居委会")[:2]))
    assert "新增 1 份" in unit.text
    assert Agreement.objects.get().drafted_by == cast.unit_a


def test_the_template_explains_and_offers(cast: Cast, browser) -> None:
    answer = browser("street_a").get(f"{ADDRESS}?template=xlsx")
    file = BytesIO(b"".join(answer.streaming_content))
    book = load_workbook(file)
    sheet_, explained, options = book.worksheets
    assert [cell.value for cell in sheet_[1]] == list(LABELS.values())
    assert [row[0] for row in explained.iter_rows(min_row=2, values_only=True)] == list(LABELS.values())
    assert all(row[2] for row in explained.iter_rows(min_row=2, values_only=True))
    assert options.sheet_state == "hidden"
    offered = {cell.value for row in options.iter_rows() for cell in row}
    assert {"江宁路街道", "江宁路街道/新安居委会", "新安居委会/江宁中学"} <= offered
    assert not any("石门" in str(word) for word in offered)
    ranges = [str(rule.sqref) for rule in sheet_.data_validations.dataValidation]
    assert ranges == ["B2:B1001", "G2:G1001", "N2:N1001"]
    file.seek(0)
    page = preview(browser("street_a"), SimpleUploadedFile("模板.xlsx", file.read()))
    assert [outcome.message for outcome in page.context["outcomes"]] == [""], "the example is a good one"
    assert date.fromisoformat(sheet_["D2"].value) < date.fromisoformat(sheet_["E2"].value)
