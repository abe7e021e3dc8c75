"""Agreements from a spreadsheet in a real browser: the example of the template itself is loaded."""

from pathlib import Path

import pytest
from screens import DESK, PHONE, check

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_template_is_filled_in_looked_at_and_kept(visit, tmp_path: Path, size):
    page = visit("/agreements/", size=size)
    page.get_by_role("link", name="Excel 导入").click()
    check(page, "agreement-import", size)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载模板").click()
    file = tmp_path / "协议.xlsx"
    waiting.value.save_as(file)
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="上传并预览").click()
    page.locator(".import-sum").wait_for()
    check(page, "agreement-import-preview", size)
    if page.get_by_role("button", name="确认导入").count():
        page.get_by_role("button", name="确认导入").click()
        page.get_by_text("新增 1 份").wait_for()
    page.goto("/agreements/")
    page.locator("[data-open]", has_text="江宁路街道与江宁中学共建协议").first.click()
    page.get_by_text("纸质签署").first.wait_for()
    check(page, "agreement-on-paper", size)
