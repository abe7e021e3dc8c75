"""The summary, the wall and the report in a real browser, on a desk and on a phone."""

from datetime import timedelta

import pytest
from cast import Cast
from quarters import AFTER_Q3, IN_Q3, Q3, closed_claim, drafted, issued, proposed_claim
from screens import check, check_here

from core.events import at_moment, now
from core.periods import Quarter

pytestmark = pytest.mark.browser

WALL = {"width": 1920, "height": 1080}


def fill(cast: Cast) -> None:
    """One quarter issued, the one before still being confirmed, and something going on in this one."""
    cast.community_b.name = "永和路三百弄与汾西路二百六十一弄联合片区新村第一居民委员会（筹）"
    cast.community_b.save()
    with at_moment(IN_Q3 - timedelta(days=90)):
        closed_claim(cast, at=now())
    for side in ("a", "a", "b"):
        closed_claim(cast, side, at=IN_Q3, days=4)
    issued(cast, Q3)
    drafted(cast, Quarter(2026, 2), at=AFTER_Q3)
    closed_claim(cast, at=now() - timedelta(days=1), days=1)
    proposed_claim(cast, "b", at=now() - timedelta(days=12))


@pytest.mark.parametrize("who", ["leader", "street_a", "community_a"])
def test_summary_and_report_are_fit_to_be_seen(visit, who):
    page = visit("/summary/", who=who)
    page.wait_for_selector(".chart-box canvas")
    check(page, f"summary-{who}")
    page.goto("/summary/?quarter=2026Q3")
    check(page, f"summary-issued-{who}")
    page.goto("/reports/")
    check(page, f"reports-{who}")
    for quarter, name in (("2026年第三季度", "issued"), ("2026年第二季度", "draft")):
        page.goto("/reports/")
        page.goto(page.locator("[data-open]", has_text=quarter).first.get_attribute("href"))
        check(page, f"report-{name}-{who}")
    page.goto("/reports/entries/")
    check(page, f"entries-{who}")
    page.goto(page.locator("[data-open]").first.get_attribute("href"))
    check(page, f"entry-{who}")
    page.goto("/reports/figures/claim_closure_rate/?quarter=2026Q3")
    check(page, f"figure-{who}")


def test_a_figure_leads_to_its_record(visit):
    page = visit("/summary/", who="leader")
    page.locator("a.figure-card", has_text="办结认领").click()
    page.wait_for_url("**/reports/figures/claims_closed/**")
    assert page.locator(".figure-head .figure-value").inner_text().split() == ["1", "件"]
    assert page.locator("tr[data-row]").count() == 1


def test_the_wall_fills_the_screen_without_scrolling(visit):
    page = visit("/summary/?mode=screen", who="leader", size=WALL)
    page.wait_for_selector(".chart-box canvas")
    check_here(page, "wall")
    assert page.evaluate("document.documentElement.scrollHeight - window.innerHeight") <= 0
    assert page.locator(".side").count() == 0
    page.evaluate(
        "htmx.ajax('GET', location.pathname + location.search, {target: '#main', select: '#main', swap: 'outerHTML'})"
    )
    page.wait_for_function("() => document.querySelectorAll('.chart-box canvas').length === 3")


def test_the_leader_issues_with_a_reason(visit):
    page = visit("/reports/", who="leader")
    page.goto(page.locator("[data-open]", has_text="第二季度").first.get_attribute("href"))
    page.get_by_role("link", name="签发通报").click()
    page.locator("#dialog [name=reason]").fill("")
    page.locator("#dialog button[type=submit]").click()
    page.wait_for_selector("#dialog :text('尚未审核')")
    page.locator("#dialog [name=reason]").fill("社区搬迁，逾期未报")
    page.locator("#dialog button[type=submit]").click()
    page.wait_for_selector("#record :text('已签发')")
    assert "下载 Word" in page.locator("#record").inner_text()
