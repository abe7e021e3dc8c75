"""Bulletins and shared materials in a real browser: fit to be seen on a desk and on a phone."""

import pytest
from briefing import bulletin_in
from cast import Cast
from screens import PHONE, check
from sharing import material_in
from stories import in_days

from linkage.bulletins.models import Bulletin
from resources.materials.models import Material

pytestmark = pytest.mark.browser

LONG = "永和路三百弄与汾西路二百六十一弄联合片区新村第一居民委员会（筹）"


def fill(cast: Cast) -> None:
    """Something in every state, late and soon, with a long name."""
    cast.community_a.name = LONG
    cast.community_a.save()
    for status in ("draft", "issued", "signed", "withdrawn"):
        bulletin_in(cast, status, title=f"关于进一步做好区域化党建联席会议筹备和议题征集工作的通知（{status}）")
    Bulletin.objects.filter(status="issued").update(due_on=in_days(-2))
    for status in ("submitted", "returned", "published", "withdrawn", "expired"):
        material_in(cast, status, title=f"校园美术馆开放日与学生讲解员预约办法（{status}）")
    Material.objects.filter(status="published").update(ends_on=in_days(3))


def test_lists_records_and_forms_are_fit_to_be_seen(visit):
    page = visit("/bulletins/", who="street_a")
    check(page, "bulletins")
    for address, name in (
        ("/bulletins/new/", "bulletin-new"),
        ("/bulletin-receipts/", "bulletin-receipts"),
        ("/materials/", "materials"),
        ("/materials/new/", "material-new"),
    ):
        page.goto(address)
        check(page, name)
    for address, name in (
        ("/bulletins/?status=issued", "bulletin"),
        ("/materials/?status=published", "material"),
    ):
        page.goto(address)
        page.goto(page.locator("[data-open]").first.get_attribute("href"))
        check(page, name)


def test_a_unit_signs_with_a_word(visit):
    page = visit("/bulletins/?waits=sign", who="unit_a", size=PHONE)
    page.goto(page.locator("[data-open]").first.get_attribute("href"))
    page.get_by_role("link", name="签收", exact=True).first.click()
    page.locator("textarea[name=reply]").fill("我校将派十名教师参加")
    check(page, "bulletin-sign")
    page.locator("#dialog-body").get_by_role("button", name="签收").click()
    page.get_by_text("我校将派十名教师参加").first.wait_for()
