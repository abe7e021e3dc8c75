"""Agreements from a spreadsheet in a real browser: the example of the template itself is loaded."""

from pathlib import Path

import pytest
from screens import PHONE, check

pytestmark = pytest.mark.browser


def test_the_template_is_filled_in_looked_at_and_kept(visit, tmp_path: Path):
    page = visit("/agreements/", size=PHONE)
    page.get_by_role("link", name="Excel 导入").click()
    check(page, "agreement-import")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载模板").click()
    file = tmp_path / "协议.xlsx"
    waiting.value.save_as(file)
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="上传并预览").click()
    page.locator(".import-sum").wait_for()
    check(page, "agreement-import-preview")
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("新增 1 份").wait_for()
    page.goto("/agreements/")
    page.locator("[data-open]", has_text="江宁路街道与江宁中学共建协议").first.click()
    page.get_by_text("纸质签署").first.wait_for()
    check(page, "agreement-on-paper")
