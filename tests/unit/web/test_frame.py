"""The frame: policy, places, notices, navigation, faults."""

import re

import pytest
from django.test import Client

from core.models import Event
from tenants.notices.models import Notice
from web.errors import FAULTS

HOST = "jingan.localhost"
PARTS = re.compile(r"<script(?![^>]*(src=|application/json))|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def test_policy_forbids_inline_and_pages_need_none(browser, make_need):
    need = make_need()
    client = browser("street_a")
    for address in (
        "/samples/",
        f"/samples/{need.pk}/",
        "/samples/new/",
        "/notices/",
        "/places/",
        "/search/",
        "/password/",
    ):
        response = client.get(address)
        assert "unsafe" not in response["Content-Security-Policy"]
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert not PARTS.search(response.content.decode()), address


def test_pages_of_a_person_stay_out_of_the_cache(browser):
    assert browser("street_a").get("/samples/")["Cache-Control"] == "no-store"


def test_markup_in_names_is_text(browser, make_need):
    need = make_need("<script>alert(1)</script>")
    client = browser("street_a")
    for address in ("/samples/", f"/samples/{need.pk}/", f"/samples/{need.pk}/return/", "/samples-search/?q=alert"):
        assert "<script>alert" not in client.get(address).content.decode()


def test_page_is_chinese_and_has_its_landmarks(browser):
    page = browser("street_a").get("/samples/").content.decode()
    assert '<html lang="zh-CN"' in page
    assert 'href="#main"' in page
    assert '<main id="main"' in page
    assert "静安区" in page


def test_place_tree_opens_level_by_level(browser, cast):
    client = browser("street_a")
    top = client.get("/places/?next=/samples/").content.decode()
    assert "江宁路街道" in top
    assert "新安居委会" not in top
    inner = client.get(f"/places/?under={cast.street_a.code}&next=/samples/%3Fstatus%3Dopen").content.decode()
    assert f'href="/samples/?status=open&amp;place={cast.community_a.code}"' in inner
    assert client.get("/places/?under=999").status_code == 404


def test_place_search_keeps_the_filters_of_the_moment(browser, cast):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://jingan.localhost/samples/?status=draft&page=3"}
    page = browser("street_a").get("/places/?q=新安&next=/samples/", headers=headers).content.decode()
    assert f'href="/samples/?status=draft&amp;place={cast.community_a.code}"' in page
    assert "江宁路街道" not in page
    assert "没有找到" in browser("street_a").get("/places/?q=月球").content.decode()


def test_place_choice_never_leads_elsewhere(browser):
    page = browser("street_a").get("/places/?next=https://evil.example/").content.decode()
    assert "evil.example/?" not in page


@pytest.fixture
def notice(cast, make_need):
    make_need()
    event = Event.objects.last()
    return Notice.objects.create(
        user=cast.users["street_a"],
        event=event,
        text="新安居委会提交审核：为老人送餐",
        subject_type=event.subject_type,
        subject_id=event.subject_id,
    )


def test_notices_are_counted_read_and_lead_to_the_record(browser, notice):
    client = browser("street_a")
    assert "1 条未读" in client.get("/samples/").content.decode()
    client.post("/notices/", {"pk": notice.pk})
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert "未读" not in client.get("/samples/").content.decode()


def test_the_bell_counts_again_by_itself(browser, notice, django_assert_max_num_queries):
    client = browser("street_a")
    client.get("/samples/")
    with django_assert_max_num_queries(4):
        told = client.get("/notices/unread/", headers={"X-Background": "1"})
    assert "1 条未读" in told.text
    assert told.text in client.get("/samples/").text
    assert "未读" not in browser("street_b").get("/notices/unread/").text
    client.post("/notices/")
    assert client.get("/notices/unread/").text == ""


def test_a_bell_in_the_background_leads_nowhere(browser, cast, notice, django_user_model):
    assert Client(HTTP_HOST=HOST, headers={"HX-Request": "true"}).get("/notices/unread/").status_code == 204
    django_user_model.objects.filter(pk=cast.users["street_a"].pk).update(must_change_password=True)
    client = browser("street_a")
    assert client.get("/samples/").status_code == 302
    assert client.get("/notices/unread/").status_code == 200


def test_notices_of_others_are_out_of_reach(browser, notice):
    other = browser("street_b")
    assert "为老人送餐" not in other.get("/notices/").content.decode()
    other.post("/notices/", {"pk": notice.pk})
    other.post("/notices/", {"pk": "x"})
    other.post("/notices/")
    notice.refresh_from_db()
    assert notice.read_at is None


def test_account_without_a_post_is_told_what_to_do(browser, cast):
    cast.users["street_a"].posts.all().delete()
    assert "账号还没有职务" in browser("street_a").get("/").content.decode()


def test_fault_pages_are_designed(browser):
    page = browser("street_a").get("/no/such/page/")
    assert page.status_code == 404
    assert FAULTS[404].title in page.content.decode()
    note = browser("street_a").get("/no/such/page/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in note
    assert FAULTS[404].title in note


def test_breakdown_shows_the_number_to_quote_and_nothing_else(cast, browser):
    client = browser("street_a")
    client.raise_request_exception = False
    response = client.get("/broken/", headers={"X-Request-Id": "abcdef123456"})
    assert response.status_code == 500
    assert "编号 abcdef123456" in response.content.decode()
    assert "nobody thought of" not in response.content.decode()


def test_expired_form_token_is_explained(browser, cast):
    client = Client(HTTP_HOST=HOST, enforce_csrf_checks=True)
    client.force_login(cast.users["street_a"], backend="django.contrib.auth.backends.ModelBackend")
    response = client.post("/notices/")
    assert response.status_code == 403
    assert "安全校验已失效" in response.content.decode()
