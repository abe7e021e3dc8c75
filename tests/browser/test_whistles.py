"""Appeals and whistles in a real browser: fit to be seen by community, street, department and district."""

import pytest
from cast import Cast
from screens import check
from stories import in_days
from whistle_stories import appeal_in, response_in, whistle_in

from linkage.appeals.models import Appeal
from linkage.whistles.models import Whistle, WhistleResponse

pytestmark = pytest.mark.browser

LONG = "永和路三百弄与汾西路二百六十一弄联合片区新村第一居民委员会（筹）"


def fill(cast: Cast) -> None:
    """Something in every state, late and soon, with the longest names."""
    cast.community_a.name = LONG
    cast.community_a.save()
    for status in ("registered", "accepted", "handling", "answered", "closed", "refused"):
        appeal_in(cast, status, urgency="urgent" if status == "handling" else "normal")
    appeal_in(
        cast,
        "handling",
        title="老旧小区加装电梯后楼前道路破损、夜间照明不足并且雨后积水严重影响出行",
        urgency="critical",
    )
    Appeal.objects.filter(status="accepted").update(started_on=in_days(-9), due_on=in_days(-2))
    for status in ("collected", "reviewed", "blown", "assigned", "handling", "finished", "closed", "declined"):
        whistle_in(cast, status)
    response_in(cast, "disputed", title="路口违停堵塞消防通道")
    response_in(cast, "finished", title="天台违法搭建")
    Whistle.objects.filter(status="handling").update(started_on=in_days(-9), due_on=in_days(-1))
    WhistleResponse.objects.filter(status="pending").update(started_on=in_days(-3), due_on=in_days(-1))


PAGES = {
    "community_a": (
        ("/appeals/", "appeals"),
        ("/appeals/new/", "appeal-new"),
        ("/appeals/import/", "appeal-import"),
        ("/workbench/", "appeal-desk"),
    ),
    "office": (
        ("/whistles/", "whistles"),
        ("/whistle-league/", "whistle-league"),
        ("/whistles/?waits=assign", "assign"),
    ),
    "street_a": (("/whistles/new/", "whistle-new"), ("/whistle-responses/?waits=rate", "rate")),
    "department": (("/whistle-responses/", "responses"),),
}
RECORDS = {
    "community_a": (("/appeals/?status=answered", "appeal"),),
    "office": (("/whistles/?status=blown", "whistle-blown"), ("/whistle-responses/?waits=rule", "ruling")),
    "street_a": (("/whistles/?status=finished", "whistle"), ("/whistle-responses/?status=rated", "rated")),
    "department": (("/whistle-responses/?status=responded", "response"),),
}


@pytest.mark.parametrize("who", sorted(PAGES))
def test_lists_forms_and_records_are_fit_to_be_seen(visit, who):
    page = visit(PAGES[who][0][0], who=who)
    for address, name in PAGES[who]:
        page.goto(address)
        check(page, name)
    for address, name in RECORDS[who]:
        page.goto(address)
        page.goto(page.locator("[data-open]").first.get_attribute("href"))
        check(page, f"{name}-record")


def test_a_department_reports_in_from_its_list(visit):
    page = visit("/whistle-responses/?waits=respond", who="department")
    page.locator("[data-open]").first.click()
    page.locator("#record").get_by_role("link", name="应哨报到").click()
    dialog = page.locator("#dialog-body")
    dialog.get_by_label("应哨安排").fill("一小时内到场")
    dialog.get_by_role("button", name="应哨报到").click()
    page.locator("#record", has_text="按时应哨").wait_for()
    assert page.faults == []


def test_the_district_assigns_in_a_dialog(visit):
    page = visit("/whistles/?waits=assign", who="office")
    page.locator("[data-open]").first.click()
    page.locator("#record").get_by_role("link", name="分派部门").click()
    dialog = page.locator("#dialog-body")
    dialog.get_by_label("区公安分局").check()
    dialog.get_by_role("button", name="分派部门").click()
    page.locator("#record", has_text="待应哨").wait_for()
    assert page.faults == []
