"""Tasks, responsibilities and admissions in a real browser: fit to be seen, and a card worked on where it lies."""

import pytest
from cast import Cast
from screens import check
from stories import agreement_in, in_days
from task_stories import admission_in, assignment_in, community_part, item_terms, responsibility_in, whole_task

from linkage.assignments.models import Assignment
from linkage.responsibilities.actions.items import responsibility_build

pytestmark = pytest.mark.browser

LONG = "永和路三百弄与汾西路二百六十一弄联合片区新村第一居民委员会（筹）"


def fill(cast: Cast) -> None:
    """Something in every state, late and soon, with the longest names."""
    cast.community_b.name = LONG
    cast.community_b.save()
    for number, status in enumerate(("pending", "active", "submitted", "closed", "withdrawn", "pending", "active")):
        assignment_in(cast, status, title=f"排查党群服务阵地开放情况（第 {number + 1} 批）", due_on=in_days(3 * number))
    community_part(cast, "active")
    whole_task(cast, title="落实老旧小区加装电梯意见征询和驻区单位停车错时共享两项重点工作", due_on=in_days(1))
    Assignment.objects.filter(title__contains="第 2 批").update(due_on=in_days(-4))
    for status in ("built", "claimed", "published", "accepted"):
        responsibility_in(cast, status, title=f"每季度研究一次党建工作 {status}")
    responsibility_build(actor=cast.actor("street_b"), **item_terms(cast, organization=cast.community_b))
    for status in ("draft", "submitted", "returned", "approved", "refused"):
        admission_in(cast, status)
    agreement_in(cast, "active")


@pytest.mark.parametrize("who", ["office", "street_a"])
def test_lists_board_and_calendar_are_fit_to_be_seen(visit, who):
    page = visit("/assignments/", who=who)
    check(page, f"tasks-{who}")
    for address, name in (
        ("/assignments/board/", "board"),
        ("/calendar/", "calendar"),
        ("/assignments/new/", "task-new"),
        ("/responsibilities/", "responsibilities"),
        ("/admissions/", "admissions"),
    ):
        page.goto(address)
        check(page, f"{name}-{who}")
    for address, name in (
        ("/assignments/?status=submitted", "task"),
        ("/responsibilities/?status=accepted", "responsibility"),
        ("/admissions/?status=approved", "admission"),
    ):
        page.goto(address)
        page.goto(page.locator("[data-open]").first.get_attribute("href"))
        check(page, f"{name}-{who}")


def test_many_places_are_found_and_counted(visit):
    page = visit("/assignments/new/", who="office")
    page.get_by_placeholder("输入几个字查找组织").fill("新安")
    assert page.locator("[data-places-group]:visible").count() == 1
    page.get_by_label("新安居委会").check()
    assert page.locator("[data-places-count]").inner_text() == "已选 1 个组织"
    page.get_by_label("全部街道").check()
    assert page.locator("[data-places-count]").inner_text() == "全部街道、已选 1 个组织"


def test_a_card_is_worked_on_where_it_lies(visit):
    page = visit("/assignments/board/", who="street_a")
    pending = page.locator(".board-column").first
    before = int(pending.locator(".desk-count").inner_text())
    pending.get_by_role("link", name="签收").first.click()
    page.locator("#dialog-body").get_by_role("button", name="签收").click()
    # Text is compared by the browser's driver: the policy of the pages allows no script of a test.
    page.locator(".board-column").first.locator(".desk-count", has_text=str(before - 1)).wait_for()
    assert page.faults == []
