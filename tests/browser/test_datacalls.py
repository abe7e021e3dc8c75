"""Data calls in a real browser: the merged table, the sheet that is loaded, and the questions before an act."""

import pytest
from asking import FORM, answer_in, call_in, result_in
from cast import Cast
from openpyxl import Workbook
from samples import photo
from screens import PHONE, check
from stories import in_days

from linkage.datacalls.actions.calling import FieldDraft
from linkage.datacalls.models import DataCall

pytestmark = pytest.mark.browser

TITLE = "新兴领域党建覆盖情况摸底（含楼宇、园区、商圈、市场）"
LONG = "永和路三百弄与汾西路二百六十一弄联合片区新村第一居民委员会（筹）"
WIDE = (*FORM, *(FieldDraft(f"第{number}类党员人数", "whole", required=False, measure="名") for number in range(1, 15)))


def fill(cast: Cast) -> None:
    """A wide form, published; one to be filled in; one that is late."""
    cast.community_a.name = LONG
    cast.community_a.save()
    result_in(
        cast, published=True, title="新兴领域党建覆盖情况摸底（含楼宇、园区、商圈、市场）", fields=WIDE, files=[photo()]
    )
    answer_in(cast, "pending", title="党员活动日开展情况统计", files=[photo(9)])
    late = call_in(cast, "issued", title="结对情况统计")
    DataCall.objects.filter(pk=late.pk).update(due_on=in_days(-2))


def opened(page, query: str) -> str:
    page.goto(f"/datacalls/{query}")
    address = page.locator("[data-open]").first.get_attribute("href")
    page.goto(address)
    return address.split("?")[0]


def test_the_table_of_a_published_result_is_fit_to_be_seen(visit):
    page = visit("/datacalls/", who="community_a")
    check(page, "datacalls")
    address = opened(page, "?status=closed")
    check(page, "datacall-published")
    page.goto(f"{address}sheet/")
    check(page, "datacall-sheet")
    page.get_by_role("link", name="导出 Excel").wait_for()


def test_a_sheet_is_tried_out_before_it_is_kept(visit, tmp_path):
    page = visit("/datacalls/", who="community_a", size=PHONE)
    address = opened(page, "?q=活动日")
    page.goto(f"{address}import/")
    check(page, "datacall-import")
    book = Workbook()
    book.worksheets[0].append(["填报组织", "1. 活动次数（次）", "2. 参加率（%）"])
    book.worksheets[0].append([LONG, "三次", 120.555])
    book.save(tmp_path / "填报.xlsx")
    page.locator("input[type=file]").set_input_files(tmp_path / "填报.xlsx")
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_text("请填写数字").wait_for()
    check(page, "datacall-import-preview")


def test_the_day_is_put_off_with_a_reason(visit):
    page = visit("/datacalls/", who="street_a", size=PHONE)
    opened(page, "?overdue=on")
    page.get_by_role("link", name="延长期限", exact=True).first.click()
    page.locator("input[name=due_on]").fill(in_days(6).isoformat())
    page.locator("textarea[name=reason]").fill("各单位正在核对")
    check(page, "datacall-extend")
    page.locator("#dialog-body").get_by_role("button", name="延长期限").click()
    page.get_by_text("各单位正在核对").first.wait_for()
