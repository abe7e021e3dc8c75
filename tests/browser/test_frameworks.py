"""What the scripts of the frameworks do in a real browser, and whether every page is fit to be seen."""

import re

import pytest
from cast import PASSWORD
from sample_pages import SampleList
from screens import PHONE, check, check_here

pytestmark = pytest.mark.browser

ROW = "tr[data-row]"
PAGES = {
    "list": "/samples/?q=送餐&status=submitted&status=open",
    "form": "/samples/new/",
    "notices": "/notices/",
    "places": "/places/",
    "search": "/samples-search/?q=送餐",
    "password": "/password/",
    "nothing": "/samples/?q=没有的东西",
    "fault": "/no/such/page/",
}


def open_first(page, text: str):
    page.locator(ROW, has_text=text).locator("[data-open]").first.click()
    page.wait_for_selector("#panel:not([hidden]) h1")


def test_every_page_is_fit_to_be_seen(visit):
    page = visit("/login/", who="")
    check(page, "login")
    page = visit("/samples/")
    for name, address in PAGES.items():
        page.goto(address)
        check(page, name)
    page.goto("/samples/")
    page.goto(page.locator("[data-open]").first.get_attribute("href"))
    check(page, "record")


def test_signing_in_at_the_page(visit, site):
    page = visit("/samples/?status=submitted", who="")
    page.fill("[name=username]", site.people.users["street_a"].username)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(re.compile(r"/samples/\?status=submitted$"))
    assert page.faults == []


def test_record_opens_beside_the_list_and_closes_to_where_one_was(visit):
    page = visit("/samples/?status=submitted")
    open_first(page, "第 2 批")
    assert re.search(r"/samples/\d+/$", page.url)
    assert "第 2 批" in page.locator("tr.is-current").inner_text()
    check_here(page, "panel")
    page.keyboard.press("Escape")
    page.wait_for_url("**/samples/?status=submitted")
    assert page.locator("#panel").is_hidden()
    assert "第 2 批" in page.evaluate("document.activeElement.textContent")


def test_address_of_a_panel_opens_the_record_itself(visit):
    page = visit("/samples/")
    open_first(page, "第 2 批")
    page.reload()
    assert "第 2 批" in page.locator(".record-page h1").inner_text()
    page.go_back()
    page.wait_for_selector("#list")


def test_phone_opens_the_record_as_a_page(visit):
    page = visit("/samples/", size=PHONE)
    page.locator("[data-open]").first.tap()
    page.wait_for_selector(".record-page h1")


def test_act_in_the_panel_moves_the_row_in_the_list(visit):
    page = visit("/samples/?status=submitted")
    total = page.locator(".rows-total").inner_text()
    open_first(page, "第 5 批")
    page.get_by_role("button", name="审核通过").click()
    page.wait_for_selector("#record .note-success")
    page.wait_for_function("was => document.querySelector('.rows-total').innerText !== was", arg=total)
    assert "第 5 批" not in page.locator("#list").inner_text()
    assert re.search(r"/samples/\d+/$", page.url), "the record stays the address"


def test_question_keeps_a_refused_answer_and_closes_when_it_is_done(visit):
    page = visit("/samples/")
    open_first(page, "第 8 批")
    page.get_by_role("link", name="退回修改").click()
    dialog = page.locator("#dialog")
    dialog.locator("button[type=submit]").click()
    dialog.locator(".field-error").wait_for()
    assert dialog.locator(".field-error").inner_text() == "请填写原因。"
    assert page.evaluate("document.activeElement.name") == "reason"
    check(page, "dialog")
    page.fill("#dialog [name=reason]", "数量请按人数核对")
    dialog.locator("button[type=submit]").click()
    page.wait_for_selector("#dialog:not([open])", state="attached")
    assert "数量请按人数核对" in page.locator(".timeline").inner_text()


def test_filters_stay_open_and_focused_while_the_list_changes(visit):
    page = visit("/samples/")
    page.locator(".filter summary", has_text="状态").click()
    page.locator("input[name=status][value=open]").check()
    page.wait_for_url("**/samples/?status=open")
    page.wait_for_selector("#list .chip-off")
    assert page.locator("input[name=status][value=open]").is_visible()
    assert page.evaluate("document.activeElement.value") == "open"
    page.keyboard.press("Escape")
    assert page.locator("input[name=status][value=open]").is_hidden()
    page.locator(".chip-off").click()
    page.wait_for_url("**/samples/")


def test_slash_leads_to_the_search(visit):
    page = visit("/samples/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find-box"


def test_place_is_chosen_from_the_tree_or_by_name(visit):
    page = visit("/samples/?status=open", who="leader")
    page.locator(".place summary").click()
    page.locator(".place-toggle").first.click()
    page.locator(".place-under a", has_text="新安居委会").wait_for()
    page.fill("#place-find", "张家宅")
    page.locator(".place-hit a", has_text="张家宅居委会").click()
    page.wait_for_url("**/samples/?status=open&place=310106011003")
    assert "张家宅居委会" in page.locator(".place summary").inner_text()
    assert "没有符合条件" in page.locator(".empty").inner_text()


def test_draft_outlives_a_reload_and_goes_when_sent(visit):
    page = visit("/samples/new/", who="community_a")
    page.fill("[name=title]", "重阳节")
    page.wait_for_timeout(400)
    page.reload()
    assert page.input_value("[name=title]") == "重阳节"
    assert page.locator("[data-draft-note]").is_visible()
    page.fill("[name=quantity]", "20")
    page.fill("[name=measure]", "份")
    page.select_option("[name=owner]", label="新安居委会", force=True)
    page.locator(".form button[type=submit]").click()
    page.wait_for_selector("#record")
    page.goto("/samples/new/")
    assert page.input_value("[name=title]") == ""
    assert page.input_value("[name=measure]") == "份", "what was used last is offered"


def test_refused_form_keeps_everything_and_leads_to_the_mistake(visit):
    page = visit("/samples/new/", who="community_a")
    page.fill("[name=title]", "重阳节")
    page.locator(".form button[type=submit]").click()
    page.wait_for_selector(".field-error")
    assert page.input_value("[name=title]") == "重阳节"
    assert page.evaluate("document.activeElement.name") == "quantity"
    check(page, "form-mistakes")


def test_files_are_shown_before_they_are_sent(visit):
    page = visit("/samples/new/", who="community_a")
    page.locator(".more-fields summary").click()
    page.set_input_files("[name=files]", {"name": "现场.png", "mimeType": "image/png", "buffer": b"x" * 2048})
    assert page.locator(".file-list").inner_text().split() == ["现场.png", "2", "KB"]


def test_pages_can_be_read_and_used_without_scripts(visit):
    page = visit("/samples/?status=submitted", java_script_enabled=False)
    page.locator("[data-open]", has_text="第 11 批").click()
    assert "第 11 批" in page.locator("h1").inner_text()
    page.get_by_role("link", name="退回修改").click()
    page.fill("[name=reason]", "请补充时间")
    page.locator("main button[type=submit]").click()
    assert "请补充时间" in page.locator(".timeline").inner_text()
    page.goto("/samples/")
    page.locator(".place summary").click()
    page.locator("#place-rows a").click()
    page.get_by_role("link", name="看下级").first.click()
    page.get_by_role("link", name="新安居委会").click()
    assert "place=310106006002" in page.url


def test_selection_and_bulk_act(visit):
    page = visit("/samples/?status=submitted")
    assert page.locator("[data-bulk]").is_hidden()
    page.locator("[data-pick-all]").check()
    assert page.locator("[data-picked]").inner_text() == str(page.locator(ROW).count())
    page.locator("[data-bulk] button").click()
    page.wait_for_selector("#list .note-success")
    assert "没有符合条件" in page.locator(".empty").inner_text()


def test_all_that_were_found_are_done_in_batches(visit, monkeypatch):
    monkeypatch.setattr(SampleList, "page_sizes", (2,))
    monkeypatch.setattr("web.bulk.BATCH", 2)
    page = visit("/samples/?q=送餐", size=PHONE)
    box = page.get_by_label("改选筛选出的全部")
    assert box.is_hidden()
    page.locator(f"{ROW} input[name=pk]").first.check()
    box.focus()
    page.keyboard.press("Space")
    total = page.locator("[data-picked]").inner_text()
    assert int(total) > page.locator(ROW).count()
    check(page, "bulk-every")
    page.locator("[data-bulk] button").click()
    page.get_by_role("button", name=f"审核通过全部 {total} 条").wait_for()
    check(page, "bulk-question")
    page.get_by_role("button", name=f"审核通过全部 {total} 条").click()
    page.get_by_text("办理结果").wait_for()
    assert page.locator("#bulk tbody tr").count() > 0, "those that were not ready are named"
    check(page, "bulk-result")
