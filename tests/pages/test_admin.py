"""Pages of administrators: who gets them, what they do, and nonsense in them."""

import re

import pytest
from cast import PASSWORD, Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from stories import agreement_in

from core.chain import verify
from core.models import Event
from core.periods import today
from tenants.accounts.models import User
from tenants.org.actors import actor_of
from tenants.org.models import DistrictSettings, Organization, Post

PAGES = {
    "/people/": {"system", "security", "audit"},
    "/people/new/": {"system"},
    "/organizations/": {"system", "office"},
    "/organizations/new/": {"system", "office"},
    "/organizations/import/": {"system", "office"},
    "/settings/": {"office"},
    "/audit/": {"audit"},
    "/agreement-grants/": {"security"},
    "/clients/": {"security"},
    "/clients/new/": {"security"},
}
NONSENSE = (
    "q=%00", "q=%25%5F'\"", "page=-1", "page=x", "size=7", "sort=-nothing", "col=nothing", "at_after=yesterday",
    "at_after=99999-01-01", "verb=nothing", "verb=%00", "role=nothing", "level=zzz", "actor_label=%00",
    "address=%00", "address=1.2.3", "place=nowhere", "code=abc", "code=%00", "closed=maybe",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_for_its_keepers(cast: Cast, browser, path) -> None:
    for name in cast.users:
        expected = 200 if name in PAGES[path] else 403
        assert browser(name).get(path).status_code == expected, name
    assert Browser(HTTP_HOST="jingan.localhost").get(path).status_code == 302


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_never_a_fault(cast: Cast, browser, path, query) -> None:
    name = sorted(PAGES[path])[0]
    expected = (404,) if query.startswith("place=") else (200,)
    assert browser(name).get(f"{path}?{query}").status_code in (*expected, 200)


@pytest.mark.parametrize("path", ["/people/", "/organizations/", "/audit/", "/agreement-grants/", "/clients/"])
def test_lists_keep_their_budget_and_export(cast: Cast, browser, path, django_assert_max_num_queries) -> None:
    client = browser(sorted(PAGES[path])[0])
    with django_assert_max_num_queries(12):
        assert client.get(path).status_code == 200
    assert client.get(f"{path}?export=xlsx")["Content-Type"].startswith("application/vnd.openxml")


# --- people ----------------------------------------------------------------------


def test_an_account_is_opened_by_one_and_appointed_by_another(cast: Cast, browser) -> None:
    system, security = browser("system"), browser("security")
    given = {"username": "xin.ren", "name": "新人", "office_phone": "", "password": PASSWORD}
    assert system.post("/people/new/", given).status_code == 302
    user = User.objects.get(username="xin.ren")
    assert user.must_change_password
    appoint = {"organization": cast.community_a.pk, "role": "community_officer", "starts_on": today().isoformat()}
    system.post(f"/people/{user.pk}/appoint/", appoint)
    assert actor_of(user).grants == ()
    assert security.post(f"/people/{user.pk}/appoint/", appoint).status_code == 302
    assert actor_of(user).grants
    shown = security.get(f"/people/{user.pk}/").content.decode()
    assert "社区专员" in shown
    assert "重置密码" not in shown
    assert "重置密码" in system.get(f"/people/{user.pk}/").content.decode()


def test_a_liaison_is_appointed_at_a_unit(cast: Cast, browser) -> None:
    user = User.objects.create(username="lian.luo", name="联络员", password="!")
    client = browser("security")
    assert "江宁中学" in client.get(f"/people/{user.pk}/appoint/").content.decode()
    appoint = {"unit": cast.unit_a.pk, "role": "unit_liaison", "starts_on": today().isoformat()}
    assert client.post(f"/people/{user.pk}/appoint/", appoint).status_code == 302
    assert actor_of(user).unit_ids() == [cast.unit_a.pk]


def test_a_mistake_stays_in_the_form_with_its_reason(cast: Cast, browser) -> None:
    given = {"username": "leader", "name": "重名", "office_phone": "", "password": PASSWORD}
    page = browser("system").post("/people/new/", given)
    assert page.status_code == 422
    assert "已被使用" in page.content.decode()
    assert 'value="重名"' in page.content.decode()
    person = cast.users["community_a"].pk
    wrong = {"organization": cast.street_a.pk, "unit": cast.unit_a.pk, "role": "unit_head", "starts_on": "soon"}
    assert browser("security").post(f"/people/{person}/appoint/", wrong).status_code == 422


def test_the_page_offers_no_act_on_oneself(cast: Cast, browser) -> None:
    own = cast.users["security"].pk
    assert "任命职务" not in browser("security").get(f"/people/{own}/").content.decode()
    appoint = {"organization": cast.root.pk, "role": "district_office", "starts_on": today().isoformat()}
    assert browser("security").post(f"/people/{own}/appoint/", appoint).status_code == 403


def test_accounts_are_closed_and_opened_and_passwords_reset(cast: Cast, browser) -> None:
    system, user = browser("system"), cast.users["community_a"]
    assert system.post(f"/people/{user.pk}/deactivate/", {"reason": ""}).status_code == 422
    system.post(f"/people/{user.pk}/deactivate/", {"reason": "调离"})
    user.refresh_from_db()
    assert not user.is_active
    system.post(f"/people/{user.pk}/activate/")
    suggested = re.search(
        r'name="password" value="([^"]+)"', system.get(f"/people/{user.pk}/password/").content.decode()
    )
    assert suggested
    system.post(f"/people/{user.pk}/password/", {"password": suggested[1]})
    user.refresh_from_db()
    assert user.is_active
    assert user.check_password(suggested[1])
    system.post(f"/people/{user.pk}/unlock/")
    verbs = list(Event.objects.values_list("verb", flat=True))
    assert verbs == ["user.deactivate", "user.activate", "user.set_password", "user.unlock"]


def test_a_title_is_corrected(cast: Cast, browser) -> None:
    post, security = cast.users["unit_b"].posts.get(), browser("security")
    security.post(f"/posts/{post.pk}/edit/", {"title": "党务联络员", "version": post.version})
    page = security.get(f"/posts/{post.pk}/").text
    assert "党务联络员" in page
    assert "修改职务名称" in page


def test_posts_end_and_grants_come_and_go(cast: Cast, browser) -> None:
    security, user = browser("security"), cast.users["community_a"]
    give = {"organization": cast.street_b.pk, "unit": "", "grant": "view_subtree", "reason": "协查"}
    assert security.post(f"/people/{user.pk}/grant/", give).status_code == 302
    assert "石门二路街道" in security.get(f"/people/{user.pk}/").content.decode()
    held = f"view_subtree-{cast.street_b.pk}"
    assert security.post(f"/people/{user.pk}/revoke/", {"held": held}).status_code == 302
    assert security.post(f"/people/{user.pk}/revoke/", {"held": held}).status_code == 422
    post = Post.objects.get(user=user)
    assert security.get(f"/posts/{post.pk}/").status_code == 200
    assert security.post(f"/posts/{post.pk}/end/", {"ends_on": "", "reason": "调任"}).status_code == 302
    assert actor_of(user).grants == ()


def test_one_agreement_is_opened_to_an_account_and_closed_again(cast: Cast, browser) -> None:
    agreement, user = agreement_in(cast, "active", content="双方每季度议事一次。"), cast.users["unit_b"]
    security, here = browser("security"), f"/agreement-grants/{agreement.pk}/"
    assert "没有授权过的协议" in security.get("/agreement-grants/").content.decode()
    assert agreement.title in security.get(f"/agreement-grants/?q={agreement.number.lower()}").content.decode()
    assert agreement.title not in security.get(f"/agreement-grants/?q={agreement.number[:-1]}").content.decode()
    page = security.get(here).content.decode()
    assert agreement.content not in page
    assert "没有另外授权" in page
    assert "签署" not in page
    assert "收回" not in page
    form = security.get(f"{here}give/").content.decode()
    assert "石门医院小钱（unit.b）" in form
    assert "（audit）" not in form
    assert "（security）" not in form
    assert security.post(f"{here}give/", {"user": user.pk, "reason": ""}).status_code == 422
    assert security.post(f"{here}give/", {"user": cast.users["audit"].pk, "reason": "协查"}).status_code == 422
    assert browser("unit_b").get(f"/agreements/{agreement.pk}/").status_code == 404
    assert security.post(f"{here}give/", {"user": user.pk, "reason": "跨街道协查"}).url == here
    twice = security.post(f"{here}give/", {"user": user.pk, "reason": "跨街道协查"})
    assert twice.status_code == 422
    assert "无需重复授予" in twice.content.decode()
    page = security.get(here).content.decode()
    assert "跨街道协查" in page
    assert agreement.title in security.get("/agreement-grants/").content.decode()
    granted = browser("unit_b").get(f"/agreements/{agreement.pk}/").content.decode()
    assert "经授权可查阅的账号" not in granted
    leading = browser("street_a").get(f"/agreements/{agreement.pk}/").content.decode()
    assert "经授权可查阅的账号" in leading
    assert "跨街道协查" in leading
    assert "立即不能再查阅" in security.get(f"{here}revoke/").content.decode()
    assert security.post(f"{here}revoke/", {"user": cast.users["unit_a"].pk, "reason": "结束"}).status_code == 422
    assert security.post(f"{here}revoke/", {"user": user.pk, "reason": "协查结束"}).url == here
    assert "协查结束" in security.get(here).content.decode()
    assert browser("unit_b").get(f"/agreements/{agreement.pk}/").status_code == 404
    for name in ("street_a", "system", "office"):
        assert browser(name).get(here).status_code == 403, name


def test_of_another_place_no_agreement_is_found_by_its_number(cast: Cast, browser) -> None:
    agreement = agreement_in(cast, "active")
    Post.objects.filter(user=cast.users["security"]).update(organization=cast.street_b)
    security = browser("security")
    assert agreement.title not in security.get(f"/agreement-grants/?q={agreement.number}").content.decode()
    assert security.get(f"/agreement-grants/{agreement.pk}/").status_code == 404


# --- organizations -----------------------------------------------------------------


def table(cast: Cast, name: str) -> bytes:
    rows = [
        "代码,名称,层级,上级代码",
        f"{cast.root.code},静安区,区,",
        f"{cast.street_a.code},{cast.street_a.name},街道,{cast.root.code}",
        f"{cast.street_b.code},{cast.street_b.name},街道,{cast.root.code}",
        f"{cast.community_a.code},{name},社区,{cast.street_a.code}",
        f"{cast.community_b.code},{cast.community_b.name},社区,{cast.street_b.code}",
    ]
    return "\n".join(rows).encode("gb18030")


def test_a_table_is_shown_before_it_is_written(cast: Cast, browser) -> None:
    client = browser("office")
    file = SimpleUploadedFile("区划.csv", table(cast, "新安社区居委会"))
    preview = client.post("/organizations/import/", {"file": file}).content.decode()
    assert "将有 1 处变化" in preview
    assert "新安社区居委会" in preview
    assert Organization.objects.get(pk=cast.community_a.pk).name == "新安居委会"
    sent = {name: re.search(f'name="{name}" value="([^"]+)"', preview)[1] for name in ("confirmed", "plan")}
    assert client.post("/organizations/import/", {**sent, "plan": "0" * 64}).status_code == 422
    assert client.post("/organizations/import/", {**sent, "confirmed": sent["confirmed"] + "x"}).status_code == 422
    assert client.post("/organizations/import/", {"confirmed": sent["confirmed"]}).status_code == 422
    assert client.post("/organizations/import/", sent).status_code == 302
    assert Organization.objects.get(pk=cast.community_a.pk).name == "新安社区居委会"


def test_a_table_that_leaves_something_behind_is_shown_and_not_written(cast: Cast, browser) -> None:
    """Without a successor there is nothing to confirm; with one there is, and the template has its column."""
    client = browser("office")
    lines = table(cast, cast.community_a.name).decode("gb18030").splitlines()
    mine = next(line for line in lines if cast.community_a.code in line)
    short = "\n".join(line for line in lines if line != mine).encode()
    preview = client.post("/organizations/import/", {"file": SimpleUploadedFile("区划.csv", short)}).content.decode()
    assert "有 1 个组织还不能撤销" in preview
    assert "还有 1 个驻区单位，请保留这一行" in preview
    assert "确认更新" not in preview
    sent = {name: re.search(f'name="{name}" value="([^"]+)"', preview)[1] for name in ("confirmed", "plan")}
    told = client.post("/organizations/import/", sent)
    assert told.status_code == 422
    assert "“新安居委会”还有 1 个驻区单位" in told.content.decode()
    assert not Organization.objects.exclude(retired_on=None).exists()

    full = "\n".join(
        f"{line},{'并入' if line == lines[0] else cast.community_b.code if line == mine else ''}" for line in lines
    ).encode()
    preview = client.post("/organizations/import/", {"file": SimpleUploadedFile("区划.csv", full)}).content.decode()
    assert "并入张家宅居委会" in preview
    assert "确认更新" in preview
    sent = {name: re.search(f'name="{name}" value="([^"]+)"', preview)[1] for name in ("confirmed", "plan")}
    assert client.post("/organizations/import/", sent).status_code == 302
    cast.unit_a.refresh_from_db()
    assert cast.unit_a.organization == cast.community_b


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"a,b\n1,2", "代码\n1".encode()])
def test_a_bad_table_is_refused_in_place(cast: Cast, browser, content) -> None:
    page = browser("office").post("/organizations/import/", {"file": SimpleUploadedFile("x.csv", content)})
    assert page.status_code == 422


def test_a_place_is_added_below_another(cast: Cast, browser) -> None:
    client = browser("system")
    assert "新增下级" in client.get(f"/organizations/{cast.community_a.pk}/").content.decode()
    form = client.get(f"/organizations/new/?under={cast.community_a.code}").content.decode()
    assert re.search(rf'<option value="{cast.community_a.pk}" selected>', form)
    assert re.search('<option value="grid" selected>', form)
    given = {"level": "grid", "parent": cast.community_a.pk, "name": "第一网格", "code": ""}
    made = client.post("/organizations/new/", given)
    grid = Organization.objects.get(name="第一网格")
    assert made.url == f"/organizations/{grid.pk}/"
    assert grid.code == cast.community_a.code + "001"
    page = client.get(made.url).content.decode()
    assert "新增下级" not in page
    for wrong, said in (
        ({"name": "第一网格"}, "已有同级的“第一网格”"),
        ({"parent": cast.street_a.pk, "name": "第二网格"}, "网格应放在社区之下"),
        ({"parent": grid.pk, "name": "第二网格"}, "请重新选择"),
        ({"name": "第二网格", "code": "12"}, "代码应为 12 位数字"),
        ({"level": "", "name": "第二网格"}, "请选择层级"),
    ):
        refused = client.post("/organizations/new/", {**given, **wrong})
        assert refused.status_code == 422
        assert said in refused.content.decode()
    assert Organization.objects.filter(level="grid").count() == 1


def test_a_place_is_renamed_and_moved(cast: Cast, browser) -> None:
    client, community = browser("system"), cast.community_a
    here = f"/organizations/{community.pk}/edit/"
    assert client.get(here).status_code == 200
    given = {"name": "新安新居委会", "code": community.code, "parent": cast.street_b.pk, "version": community.version}
    assert client.post(here, given).status_code == 302
    community.refresh_from_db()
    assert (community.name, community.path[:8]) == ("新安新居委会", cast.street_b.path)
    page = client.get(f"/organizations/{community.pk}/").content.decode()
    assert "石门二路街道" in page
    assert "新安居委会 → 新安新居委会" in page
    stale = client.post(here, {**given, "name": "又一个"})
    assert stale.status_code == 422
    assert "刚被其他人修改过" in stale.content.decode()
    root = client.get(f"/organizations/{cast.root.pk}/edit/").content.decode()
    assert "上级组织" not in root
    assert client.post(f"/organizations/{cast.root.pk}/edit/", {"name": "静安新区"}).status_code == 302
    assert browser("street_a").get(here).status_code == 403


def test_a_place_is_retired_into_another_and_restored(cast: Cast, browser) -> None:
    client = browser("system")
    here = f"/organizations/{cast.community_a.pk}"
    asked = client.get(f"{here}/retire/").content.decode()
    assert f"张家宅居委会（{cast.community_b.code}）" in asked
    assert "江宁路街道（" not in asked
    alone = client.post(f"{here}/retire/", {"reason": "合并", "successor": ""})
    assert alone.status_code == 422
    assert "请选择并入的组织" in alone.content.decode()
    assert client.post(f"{here}/retire/", {"reason": "", "successor": cast.community_b.pk}).status_code == 422
    assert client.post(f"{here}/retire/", {"reason": "合并", "successor": cast.community_b.pk}).status_code == 302
    cast.unit_a.refresh_from_db()
    assert cast.unit_a.organization == cast.community_b
    page = client.get(f"{here}/").content.decode()
    assert "已撤销" in page
    assert "并入张家宅居委会；合并" in page
    assert client.post(f"{here}/restore/", {"reason": ""}).status_code == 302
    assert Organization.objects.get(pk=cast.community_a.pk).retired_on is None
    assert (
        f"/organizations/{cast.root.pk}/retire/" not in client.get(f"/organizations/{cast.root.pk}/").content.decode()
    )


def test_an_organization_shows_its_people(cast: Cast, browser) -> None:
    page = browser("system").get(f"/organizations/{cast.street_a.pk}/").content.decode()
    assert "江宁小陈" in page
    assert "新安居委会" in page


# --- settings ------------------------------------------------------------------------


def test_settings_are_written_as_people_write_them(cast: Cast, browser) -> None:
    client = browser("office")
    page = client.get("/settings/").content.decode()
    assert 'value="80"' in page
    given = {
        "claim_response_days": "5", "weight_needs_met": "50",
        "weight_claims_closed": "30", "weight_satisfaction": "20", "report_heading": "", "report_document_mark": "静组",
        "report_confirm_days": "5", "report_review_days": "8", "needs_met_target": "85.5", "claims_closed_target": "90",
        "answered_on_time_target": "95", "satisfaction_target": "4.6", "version": "1",
    }  # fmt: skip
    assert client.post("/settings/", given).status_code == 302
    assert str(DistrictSettings.current().needs_met_target) == "0.855"
    assert str(DistrictSettings.current().satisfaction_target) == "4.60"
    assert client.post("/settings/", given).status_code == 422
    assert client.post("/settings/", {**given, "version": "2", "weight_needs_met": "60"}).status_code == 422
    assert client.post("/settings/", {**given, "version": "2", "needs_met_target": "NaN"}).status_code == 422


# --- audit -----------------------------------------------------------------------------


def test_the_auditor_reads_filters_and_checks_the_log(cast: Cast, browser) -> None:
    browser("system").post(f"/people/{cast.users['unit_a'].pk}/edit/", {"name": "孙老师"})
    client = browser("audit")
    page = client.get("/audit/").content.decode()
    assert "修改账号资料" in page
    assert "修改账号资料" in client.get("/audit/?verb=user.edit&actor_label=系统").content.decode()
    assert "没有符合条件" in client.get("/audit/?verb=user.create").content.decode()
    event = Event.objects.get()
    assert event.hash in client.get(f"/audit/{event.pk}/").content.decode()
    assert "校验通过" in client.post("/audit/verify/", follow=True).content.decode()
    assert verify() == []
    assert browser("office").post("/audit/verify/").status_code == 403
    assert browser("office").get(f"/audit/{event.pk}/").status_code == 403


# --- signing in --------------------------------------------------------------------------


def test_signing_in_and_out_and_failing_is_in_the_log(cast: Cast) -> None:
    user = cast.users["leader"]
    user.set_password(PASSWORD)
    user.save()
    client = Browser(HTTP_HOST="jingan.localhost", REMOTE_ADDR="10.1.2.3")
    client.post("/login/", {"username": "leader", "password": "wrong"})
    client.post("/login/", {"username": "nobody.here", "password": "wrong"})
    client.post("/login/", {"username": "leader", "password": PASSWORD})
    client.post("/logout/")
    told = list(Event.objects.values_list("verb", "subject_id", "address"))
    assert told == [
        ("user.sign_in_failed", user.pk, "10.1.2.3"),
        ("user.sign_in", user.pk, "10.1.2.3"),
        ("user.sign_out", user.pk, "10.1.2.3"),
    ]


def test_being_locked_out_is_in_the_log(cast: Cast, settings) -> None:
    user = cast.users["leader"]
    user.set_password(PASSWORD)
    user.save()
    client = Browser(HTTP_HOST="jingan.localhost")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post("/login/", {"username": "leader", "password": "wrong"})
    assert Event.objects.filter(verb="user.lock_out", subject_id=user.pk).exists()
    client.post("/login/", {"username": "leader", "password": PASSWORD})
    assert not Event.objects.filter(verb="user.sign_in").exists()
