"""The loop walked in a real browser as community, street and unit in turn; and every page of it looked at."""

from datetime import timedelta
from decimal import Decimal

import pytest
from cast import Cast
from samples import photo, png
from screens import PHONE, check

from core.outbox import deliver_waiting
from core.periods import today
from linkage.actions.agreements import (
    CommitmentDraft,
    PartyDraft,
    agreement_create,
    agreement_propose,
    agreement_sign,
)
from resources.actions.claims import claim_confirm, claim_evaluate, claim_fulfil, claim_propose
from resources.actions.listings import listing_create, listing_publish, listing_submit
from resources.models import Claim, Need, Resource
from tenants.org.actions.units import unit_register

pytestmark = pytest.mark.browser

LONG = "静安区江宁路街道新安居民区老旧小区公共空间微更新与楼道美化志愿服务设计力量支持"
LONG_UNIT = "上海市静安区江宁路街道社区新时代文明实践与综合为老服务发展促进中心联合会"


def fill(cast: Cast) -> None:
    """Something in every state, with long names, late dates and an agreement half done."""
    street, community, unit = cast.actor("street_a"), cast.actor("community_a"), cast.actor("unit_a")
    agreement = agreement_create(
        actor=street,
        organization=cast.street_a,
        title="江宁路街道与江宁中学党建联建协议",
        aim="校园场地向居民开放，党员教师进社区",
        content="一、双方坚持共商共建共享。\n二、甲方提供场地，乙方组织居民有序使用。",
        active_from=today(),
        active_to=today() + timedelta(days=365),
        parties=[PartyDraft(cast.unit_a, duties="提供操场和报告厅", head="校长", liaison="小孙")],
        commitments=[
            CommitmentDraft(cast.unit_a, "开放操场", Decimal(40), "小时", today() + timedelta(days=300)),
            CommitmentDraft(cast.unit_a, "开展家庭教育讲座", Decimal(6), "次", today() + timedelta(days=8)),
        ],
    )
    agreement_propose(actor=street, agreement=agreement)
    agreement_sign(actor=street, agreement=agreement)
    agreement = agreement_sign(actor=unit, agreement=agreement)
    second = agreement_create(
        actor=street,
        organization=cast.street_a,
        title=f"{LONG_UNIT}共建协议",
        aim="资源互通",
        active_from=today(),
        active_to=today() + timedelta(days=200),
        parties=[PartyDraft(cast.unit_a)],
        commitments=[CommitmentDraft(cast.unit_a, "提供会议室", Decimal(10), "次", today() + timedelta(days=90))],
    )
    agreement_propose(actor=street, agreement=second)
    unit_register(
        actor=street,
        organization=cast.community_a,
        name=LONG_UNIT,
        kind="social",
        party_members=5,
        address="江宁路 999 号",
    )
    commitment = agreement.commitments.order_by("id").first()
    rows = (
        ("周末操场开放", "venue", 30, "小时", 20, "closed"),
        (LONG, "people", 12, "人次", 6, "proposed"),
        ("独居老人义诊", "medical", 60, "人次", 2, "confirmed"),
        ("暑期青少年普法讲座", "legal", 3, "次", 40, "fulfilled"),
        ("小区停车位错时共享", "parking", 20, "个", 15, "open"),
        ("社区食堂消防器材检修", "technology", 1, "次", 9, "open"),
        ("旧书捐赠角图书", "culture", 1200, "册", 60, "submitted"),
        ("楼道感应灯更换", "goods", 45, "个", 12, "submitted"),
    )
    for title, category, quantity, measure, days, state in rows:
        need = listing_create(
            actor=community,
            kind=Need,
            owner=cast.community_a,
            title=title,
            category=category,
            quantity=quantity,
            measure=measure,
            due_on=today() + timedelta(days=days),
            description="请提前一周与社区专员联系，活动结束后提供签到表和现场照片。",
        )
        need = listing_submit(actor=community, listing=need)
        if state != "submitted":
            need = listing_publish(actor=street, listing=need)
            _claim(cast, need, state, commitment if measure == "小时" else None)
    Need.objects.filter(title="独居老人义诊").update(due_on=today() - timedelta(days=3))
    for title, state in (("学校报告厅周末开放", "open"), ("心理咨询志愿者", "draft")):
        resource = listing_create(
            actor=unit,
            kind=Resource,
            owner=cast.unit_a,
            title=title,
            category="venue",
            quantity=8,
            measure="次",
            due_on=today() + timedelta(days=30),
        )
        if state == "open":
            resource = listing_publish(actor=street, listing=listing_submit(actor=unit, listing=resource))
            claim_propose(actor=community, target=resource, claimant=cast.community_a, quantity=2)
    Claim.objects.filter(need__title=LONG).update(proposed_at="2026-01-05T02:00:00Z")
    deliver_waiting()


def _claim(cast: Cast, need: Need, state: str, commitment) -> None:
    unit, street = cast.actor("unit_a"), cast.actor("street_a")
    if state == "open":
        return
    claim = claim_propose(
        actor=unit,
        target=need,
        claimant=cast.unit_a,
        quantity=need.quantity if state != "proposed" else 4,
        note="周六上午可以安排",
        commitment=commitment,
    )
    if state in ("confirmed", "fulfilled", "closed"):
        claim = claim_confirm(actor=street, claim=claim)
    if state in ("fulfilled", "closed"):
        claim = claim_fulfil(actor=unit, claim=claim, outcome="已按约定完成，居民反映良好。", evidence=[photo()])
    if state == "closed":
        claim_evaluate(actor=cast.actor("community_a"), claim=claim, score=5, words="组织有序，居民满意")
        claim_evaluate(actor=unit, claim=claim, score=4)


PAGES = {
    "street_a": (
        ("workbench", "/workbench/"),
        ("needs", "/needs/"),
        ("needs-empty", "/needs/?q=没有的东西"),
        ("resources", "/resources/"),
        ("claims", "/claims/"),
        ("agreements", "/agreements/"),
        ("units", "/units/"),
        ("unit-new", "/units/new/"),
        ("unit-import", "/units/import/"),
        ("need-new", "/needs/new/"),
        ("agreement-new", "/agreements/new/"),
        ("search-all", "/search/?q=江宁"),
        ("notices-street", "/notices/"),
    ),
    "unit_a": (("portal", "/portal/"), ("portal-empty", "/portal/?q=没有的东西"), ("notices-unit", "/notices/")),
    "unit_b": (("portal-nothing", "/portal/"),),
    "street_b": (("workbench-nothing", "/workbench/"), ("claims-nothing", "/claims/")),
}


@pytest.mark.parametrize("who", PAGES)
def test_every_page_is_fit_to_be_seen(visit, who):
    page = visit("/", who=who)
    for name, address in PAGES[who]:
        page.goto(address)
        check(page, f"loop-{name}")


RECORDS = (
    ("unit", "/units/", "江宁中学"),
    ("need", "/needs/", "周末操场开放"),
    ("need-long", "/needs/", LONG),
    ("resource", "/resources/", "学校报告厅周末开放"),
    ("claim-closed", "/claims/?status=closed", "周末操场开放"),
    ("claim-proposed", "/claims/?status=proposed", LONG),
    ("claim-late", "/claims/?status=confirmed", "独居老人义诊"),
    ("agreement", "/agreements/?status=active", "江宁路街道"),
    ("agreement-signing", "/agreements/?status=negotiating", LONG_UNIT),
)


def test_every_record_is_fit_to_be_seen(visit):
    page = visit("/", who="street_a")
    for name, address, text in RECORDS:
        page.goto(address)
        page.goto(page.locator("[data-open]", has_text=text).first.get_attribute("href"))
        check(page, f"loop-{name}")


def test_the_loop_as_community_street_and_unit(visit, tmp_path):
    community = visit("/needs/new/", who="community_a", size=PHONE)
    community.fill("[name=title]", "为老楼组长提供手机课堂")
    community.select_option("[name=category]", "education")
    community.fill("[name=quantity]", "6")
    community.fill("[name=measure]", "次")
    check(community, "loop-walk-need")
    community.get_by_role("button", name="保存并提交审核").tap()
    community.wait_for_selector(".record-page h1")
    assert "待审核" in community.locator("#record").inner_text()

    street = visit("/workbench/", who="street_a")
    line = street.locator(".work > li", has_text="手机课堂")
    line.get_by_role("button", name="审核通过").click()
    line.wait_for(state="detached")
    assert "已审核通过" in street.locator("#messages").inner_text()

    unit = visit("/portal/", who="unit_a", size=PHONE)
    unit.locator(".near-card", has_text="手机课堂").get_by_role("link", name="认领").tap()
    unit.wait_for_selector("[name=quantity]")
    assert unit.input_value("[name=quantity]") == "6"
    check(unit, "loop-walk-claim")
    unit.get_by_role("button", name="提交认领").tap()
    unit.wait_for_selector(".record-page h1")
    claim_address = unit.url

    street.goto("/workbench/")
    part = street.locator(".desk-part", has_text="待确认的认领")
    part.get_by_label("选择 为老楼组长提供手机课堂").check()
    check(street, "loop-walk-bulk")
    part.locator("[data-bulk] button").click()
    street.wait_for_selector("#desk .note-success")
    assert "已确认认领 1 条" in street.locator("#desk").inner_text()

    unit.goto(claim_address)
    unit.get_by_role("link", name="提交完成情况").tap()
    unit.wait_for_selector("dialog[open] [name=outcome]")
    unit.fill("dialog [name=outcome]", "六次课全部完成，共 84 人次参加。")
    picture = tmp_path / "手机课堂现场.png"
    picture.write_bytes(png(7))
    unit.set_input_files("dialog [type=file]", str(picture))
    unit.wait_for_selector(".file-list li")
    check(unit, "loop-walk-fulfil")
    unit.locator("dialog[open] button[type=submit]").tap()
    unit.wait_for_selector("#record .evidence")
    assert "手机课堂现场.png" in unit.locator("#record").inner_text()
    with unit.expect_download() as waiting:
        unit.get_by_role("link", name="手机课堂现场.png").tap()
    assert waiting.value.suggested_filename == "手机课堂现场.png"

    sides = ((visit(claim_address, who="community_a"), "community", "5"), (unit, "unit", "4"))
    for given, (page, who, mark) in enumerate(sides):
        page.goto(claim_address)
        page.get_by_role("link", name="评价").click()
        page.wait_for_selector("dialog[open]")
        page.locator(f"dialog [name=score][value='{mark}']").check()
        page.locator("dialog[open] button[type=submit]").click()
        page.locator("#record .marks li").nth(given).wait_for()
        check(page, f"loop-walk-evaluated-{who}")
    unit.locator("#record", has_text="已办结").wait_for()


def test_signing_shows_what_is_signed(visit):
    page = visit("/agreements/?status=negotiating", who="unit_a")
    page.goto(page.locator("[data-open]").first.get_attribute("href"))
    seal = page.locator(".seal code").inner_text()
    page.get_by_role("link", name="签署").click()
    page.wait_for_selector("dialog[open]")
    assert seal in page.locator("dialog[open]").inner_text()
    check(page, "loop-sign")
    page.locator("dialog[open] button[type=submit]").click()
    page.wait_for_selector("dialog .field-error")
    page.locator("dialog [name=read]").check()
    page.locator("dialog[open] button[type=submit]").click()
    page.locator("#record .parties", has_text="江宁中学小孙").wait_for()


def test_rows_are_added_to_an_agreement(visit):
    page = visit("/agreements/new/", who="street_a")
    page.get_by_role("button", name="增加一项").click()
    page.wait_for_selector("[name=commitments-1-title]")
    page.get_by_role("button", name="增加一项").click()
    page.wait_for_selector("[name=commitments-2-title]")
    assert page.input_value("[name=commitments-TOTAL_FORMS]") == "3"
    page.locator("form.form button.btn-primary[type=submit]").first.click()
    page.wait_for_selector(".field-error")
    check(page, "loop-agreement-errors")
