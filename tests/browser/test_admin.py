"""The pages of administrators and operators, looked at on a desk and on a phone."""

from datetime import timedelta

import pytest
from cast import PASSWORD, Cast
from django.utils import timezone
from django_tenants.utils import schema_context
from screens import PHONE, check
from stories import agreement_in, consent_in, delivery_to, document_in, token_in, webhook_in

from api.usage.models import ClientUsage
from core.periods import today
from core.permissions import SYSTEM
from linkage.actions.grants import agreement_grant_give
from tenants.accounts.actions.users import user_edit
from tenants.actions.jobs import job_fail
from tenants.actions.operators import operator_create
from tenants.jobs import do_job
from tenants.models import DistrictJob
from tenants.org.actions.grants import grant_give
from tenants.org.models import Organization

pytestmark = pytest.mark.browser

LONG = "内蒙古自治区呼和浩特市新城区海拉尔东路街道办事处兴安北路社区居民委员会"


def fill(cast: Cast) -> None:
    """An operator, a grant, a few events, and a community with a name as long as they come."""
    operator_create(actor=SYSTEM, username="yunwei", name="小何", password=PASSWORD, must_change_password=False)
    Organization.objects.filter(pk=cast.community_b.pk).update(name=LONG)
    agreement = agreement_in(cast, "active", title=f"{LONG}共建协议")
    agreement_grant_give(actor=SYSTEM, user=cast.users["unit_b"], agreement=agreement, reason="跨街道协查")
    grant_give(actor=SYSTEM, user=cast.users["community_a"], grant="view_subtree", at=cast.street_b)
    consent_in(cast, "agreed")
    webhook = webhook_in(cast)
    document = document_in(cast)
    token_in(cast, can_write=True)
    for days in range(40):
        ClientUsage.objects.create(
            client=document.client, day=today() - timedelta(days=days), requests=900 + 13 * days, cost=50_000, errors=3
        )
    attempted = [delivery_to(cast, webhook) for _ in range(12)]
    attempted[0].log.create(at=timezone.now(), url=webhook.url, status=503, answer="<html>busy</html>", milliseconds=31)
    webhook.deliveries.update(status="delivered", attempts=1, body='{"type":"need.create","data":{"subject":"义诊"}}')
    webhook.deliveries.filter(pk=attempted[0].pk).update(status="failed", attempts=11, note="对方答复 503，没有接收。")
    for number in range(30):
        user_edit(actor=cast.actor("system"), user=cast.users["unit_a"], name=f"孙老师{number}")


PAGES = {
    "system": (
        ("people", "/people/"),
        ("person-new", "/people/new/"),
        ("organizations", "/organizations/"),
        ("organization-new", "/organizations/new/?under=310106011003"),
        ("organization-edit", "/organizations/{place}/edit/"),
        ("organization", "/organizations/{place}/"),
        ("organization-retire", "/organizations/{place}/retire/"),
        ("organization-import", "/organizations/import/"),
    ),
    "security": (
        ("person", "/people/{community_a}/"),
        ("appoint", "/people/{community_a}/appoint/"),
        ("agreement-grants", "/agreement-grants/"),
        ("agreement-access", "/agreement-grants/1/"),
        ("agreement-give", "/agreement-grants/1/give/"),
        ("agreement-revoke", "/agreement-grants/1/revoke/"),
        ("webhooks", "/webhooks/"),
        ("webhook-new", "/webhooks/new/"),
        ("webhook", "/webhooks/1/"),
        ("webhook-messages", "/webhook-messages/"),
        ("webhook-message", "/webhook-messages/1/"),
        ("client-used", "/clients/2/"),
        ("client-limit", "/clients/2/limit/"),
        ("documents", "/documents/"),
        ("document-new", "/documents/new/"),
        ("document-import", "/documents/import/"),
        ("document", "/documents/1/"),
        ("document-retire", "/documents/1/retire/"),
        ("tokens", "/tokens/"),
        ("city-consents", "/city-consents/"),
        ("city-consent", "/city-consents/1/"),
        ("city-consent-withdraw", "/city-consents/1/withdraw/"),
    ),
    "office": (("settings", "/settings/"),),
    "street_a": (
        ("tokens-own", "/tokens/?mine=true"),
        ("token-new", "/tokens/new/"),
        ("token", "/tokens/1/"),
    ),
    "audit": (
        ("audit", "/audit/"),
        ("audit-event", "/audit/1/"),
    ),
}


@pytest.mark.parametrize("who", PAGES)
def test_every_page_of_an_administrator(visit, site, who) -> None:
    users = {name: user.pk for name, user in site.people.users.items()}
    page = visit("/", who=who)
    for name, address in PAGES[who]:
        page.goto(address.format(**users, place=site.people.community_b.pk))
        check(page, f"admin-{name}")


def test_the_life_of_a_client(visit) -> None:
    """Registered, its secret shown once, the secret changed, disabled."""
    title = "区大数据中心数据交换平台"
    page = visit("/clients/", who="security", size=PHONE)
    assert page.get_by_role("link", name="接口文档").get_attribute("href") == "/graphql/docs/index.html"
    page.get_by_role("link", name="登记应用").click()
    page.fill("[name=name]", title)
    page.fill("[name=purpose]", "每日读取各街道的需求和认领，供领导驾驶舱展示")
    page.select_option("[name=organization]", label="江宁路街道")
    page.check("[name=scopes][value=view]")
    page.check("[name=scopes][value='claim.confirm']")
    check(page, "client-new")
    page.click("button:has-text('登记')")
    page.wait_for_selector("code")
    check(page, "client-secret")
    first = page.locator("code").all_text_contents()
    assert all(len(each) >= 40 for each in first)
    page.click("text=我已保存")
    page.wait_for_selector("#record")
    assert first[0] in page.content()
    assert first[1] not in page.content(), "the secret is shown once"
    check(page, "client")
    page.get_by_role("link", name="更换密钥").click()
    page.wait_for_selector("#dialog-body .ask-foot")
    check(page, "client-rotate")
    page.locator("#dialog-body button:has-text('更换密钥')").click()
    page.wait_for_selector("code")
    check(page, "client-rotated")
    second = page.locator("#dialog-body code").all_text_contents()
    assert second[0] == first[0]
    assert second[1] != first[1]
    page.click("text=我已保存")
    page.get_by_role("link", name="停用", exact=True).click()
    page.fill("[name=reason]", "对接结束")
    page.locator("#dialog-body button:has-text('停用')").click()
    page.wait_for_selector("text=已停用")
    assert page.get_by_role("link", name="更换密钥").count() == 0
    check(page, "client-disabled")
    page.goto("/clients/")
    page.wait_for_selector(f"text={title}")
    check(page, "clients")


def test_a_table_is_previewed_and_confirmed(visit, site, tmp_path) -> None:
    people = site.people
    rows = [f"{people.root.code},静安区,区,"]
    rows += [f"{s.code},{s.name},街道,{people.root.code}" for s in (people.street_a, people.street_b)]
    rows += [
        f"{people.community_a.code},{LONG},社区,{people.street_a.code}",
        "310106006099,新设居委会,社区,310106006000",
    ]
    table = tmp_path / "table.csv"

    def preview(lines: list[str], changes: int) -> None:
        table.write_text("\n".join(["代码,名称,层级,上级代码", *lines]), encoding="utf-8")
        page.set_input_files("[name=file]", table)
        page.click("button:has-text('预览')")
        page.wait_for_selector(f"text=将有 {changes} 处变化")

    page = visit("/organizations/import/", who="system")
    # What hangs on a place that the table leaves out has to go somewhere first.
    preview(rows, 3)
    assert page.is_visible("text=须先处理")
    assert page.locator("button:has-text('确认更新')").count() == 0
    check(page, "admin-import-hindered")
    page.click("text=重新选择文件")
    preview([*rows, f"{people.community_b.code},{LONG},社区,{people.street_b.code}"], 2)
    check(page, "admin-import-preview")
    page.click("button:has-text('确认更新')")
    page.wait_for_selector("text=已更新 2 处")


def test_the_console(visit, site) -> None:
    home = site.console
    page = visit(f"{home}/login/", who="", size=PHONE)
    page.fill("[name=username]", "yunwei")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{home}/districts/")
    check(page, "console")
    page.goto(f"{home}/districts/new/?q=天河")
    check(page, "console-find")
    page.click("a.work-what")
    page.wait_for_selector("[name=slug]")
    check(page, "console-open")
    page.fill("[name=slug]", "tianhe")
    page.click("button:has-text('开通')")
    page.wait_for_selector("#progress")
    job = the_job()
    DistrictJob.objects.filter(pk=job.pk).update(status="running", step="places", done=500, total=1569)
    page.wait_for_selector("text=500 / 1,569")
    check(page, "console-job")
    assert page.locator(".record-acts").count() == 0
    DistrictJob.objects.filter(pk=job.pk).update(step="settings", done=0, total=0)
    page.wait_for_selector(".job-now:has-text('写入区级设置')")
    assert "写入区级设置" in page.text_content("#live")
    quiet = timezone.now() - timedelta(minutes=2)
    DistrictJob.objects.filter(pk=job.pk).update(status="waiting", step="", done=0, total=0, moved_at=quiet)
    page.wait_for_selector("text=后台任务还没有开始办理，已等待 2 分钟")
    check(page, "console-job-waiting")
    page.goto(f"{home}/districts/")
    check(page, "console-with-job")
    page.go_back()
    with schema_context("public"):
        job_fail(actor=SYSTEM, job=job, reason="“克隆模板”这一步出错，已全部撤回，没有留下任何改动。")
    page.wait_for_selector(".note-error")
    check(page, "console-job-failed")
    page.click("button:has-text('重试')")
    page.wait_for_selector("text=已重新提交")
    do_job(job.pk)
    page.wait_for_selector("text=已开通。下一步")
    check(page, "console-job-done")
    page.click("a:has-text('发放初始密码')")
    check(page, "console-passwords-ask")
    page.focus("button:has-text('发放初始密码')")
    page.keyboard.press("Enter")
    page.wait_for_selector("code")
    assert page.locator("code").count() == 4
    check(page, "console-passwords")
    page.click("text=我已保存")
    page.wait_for_selector("#record")
    check(page, "console-district")


def test_a_city_client_in_the_console(visit, site) -> None:
    home = site.console
    page = visit(f"{home}/login/", who="", size=PHONE)
    page.fill("[name=username]", "yunwei")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{home}/districts/")
    page.goto(f"{home}/city-clients/")
    check(page, "console-city-clients")
    page.goto(f"{home}/city-clients/new/")
    check(page, "console-city-client-new")
    page.fill("[name=name]", "市党建数据中心")
    page.fill("[name=purpose]", "汇总全市各区季度通报，供市委组织部研判")
    page.fill("[name=expires_on]", (today() + timedelta(days=365)).isoformat())
    page.click("button:has-text('登记')")
    page.wait_for_selector("code")
    assert page.locator("code").count() == 2
    check(page, "console-city-client-secret")
    page.click("text=我已保存")
    page.wait_for_selector("#record")
    check(page, "console-city-client")
    page.click("text=请求各区同意")
    page.wait_for_selector("[name=districts]")
    check(page, "console-city-client-ask")
    page.check("text=东城区")
    page.click(".ask-foot button:has-text('请求各区同意')")
    page.wait_for_selector("text=待答复")


def the_job() -> DistrictJob:
    return DistrictJob.objects.unfinished().latest("pk")
