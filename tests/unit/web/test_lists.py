"""The list framework: what is shown, counted and exported is one and the same."""

from datetime import timedelta
from io import BytesIO

from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from core.periods import today
from resources.models import Need

FRAGMENT = {"HX-Request": "true", "HX-Target": "list"}
BUDGET = 12


def titles(response) -> list[str]:
    return [row.title for row, _ in response.context["rows"]]


def test_shows_only_what_the_person_may_see(browser, make_need):
    make_need("甲需求", "draft")
    assert titles(browser("street_a").get("/samples/")) == ["甲需求"]
    page = browser("street_b").get("/samples/")
    assert titles(page) == []
    assert "还没有样例" in page.content.decode()


def test_statements_do_not_grow_with_rows(browser, make_need):
    client = browser("street_a")
    counts = []
    for more in (1, 24):
        for number in range(more):
            make_need(f"需求 {number}")
        client.get("/samples/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get("/samples/?q=需求&sort=-due_on")
        counts.append(len(queries))
    assert len(response.context["rows"]) == 25
    assert counts[0] == counts[1] <= BUDGET, [query["sql"][:160] for query in queries]
    assert len(response.content) <= 100_000


def test_filters_search_and_sort_narrow_and_order(browser, make_need):
    make_need("送餐", "open", days=3)
    make_need("义诊", "submitted", days=9)
    make_need("理发", "draft", days=6)
    client = browser("street_a")
    assert titles(client.get("/samples/?status=open&status=draft&sort=title")) == ["理发", "送餐"]
    assert titles(client.get("/samples/?q=义")) == ["义诊"]
    assert titles(client.get("/samples/?sort=-due_on")) == ["义诊", "理发", "送餐"]
    soon = today() + timedelta(days=6)
    assert titles(client.get(f"/samples/?due_on_before={soon}&sort=due_on")) == ["送餐", "理发"]


def test_every_condition_is_a_chip_that_takes_only_itself_off(browser, make_need):
    make_need()
    page = browser("street_a").get("/samples/?q=送餐&status=open&status=submitted&overdue=on&due_on_after=2026-01-01")
    chips = {chip.text: chip.url for chip in page.context["chips"]}
    assert list(chips) == ["包含“送餐”", "状态：可认领", "状态：待审核", "截止日期：2026-01-01 起", "只看逾期"]
    assert "status=submitted" not in chips["状态：待审核"]
    assert "status=open" in chips["状态：待审核"]
    assert page.context["clear_url"] == "/samples/"
    assert "没有符合条件的样例需求" in page.content.decode()


def test_overdue_tick(browser, make_need):
    late = make_need("逾期的", "open")
    make_need("不急的", "open")
    Need.objects.filter(pk=late.pk).update(due_on=today() - timedelta(days=2))
    page = browser("street_a").get("/samples/?overdue=on")
    assert titles(page) == ["逾期的"]
    assert "逾期 2 天" in page.content.decode()


def test_place_of_the_address_narrows_and_travels(browser, make_need, cast):
    make_need("甲")
    client = browser("leader")
    here = client.get(f"/samples/?place={cast.community_a.code}")
    assert titles(here) == ["甲"]
    assert f"/samples/{here.context['rows'][0][0].pk}/?place={cast.community_a.code}" in here.content.decode()
    assert titles(client.get(f"/samples/?place={cast.street_b.code}")) == []
    assert client.get("/samples/?place=310106999999").status_code == 404


def test_nonsense_in_the_address_is_left_out(browser, make_need):
    make_need("甲")
    client = browser("street_a")
    for nonsense in (
        "?status=flying&status=open",
        "?due_on_after=yesterday",
        "?unit=abc",
        "?unit=99999999999999999999999",
        "?page=0&size=7",
        "?page=x&sort=password&col=nope",
        "?sort=-",
        "?q=%00",
        "?place=%00",
    ):
        assert client.get("/samples/" + nonsense).status_code in {200, 404}, nonsense


def test_fragment_carries_the_clean_address(browser, make_need):
    make_need("甲")
    response = browser("street_a").get("/samples/?q=&status=submitted&page=", headers=FRAGMENT)
    assert response["HX-Push-Url"] == "/samples/?status=submitted"
    assert "<html" not in response.content.decode()
    assert titles(response) == ["甲"]


def test_back_button_gets_the_whole_page(browser, make_need):
    headers = {**FRAGMENT, "HX-History-Restore-Request": "true"}
    assert "<html" in browser("street_a").get("/samples/", headers=headers).content.decode()


def test_pages_hold_at_most_a_hundred(browser, make_need):
    for number in range(30):
        make_need(f"第 {number} 条")
    client = browser("street_a")
    second = client.get("/samples/?page=2")
    assert len(second.context["rows"]) == 5
    assert second.context["page"].paginator.count == 30
    assert len(client.get("/samples/?size=100000").context["rows"]) == 25
    assert len(client.get("/samples/?size=100").context["rows"]) == 30


def test_chosen_columns(browser, make_need):
    make_need()
    page = browser("street_a").get("/samples/?col=created_at&col=owner")
    assert [column.label for column in page.context["columns"]] == ["名称", "提出方", "填报时间"]


def test_export_holds_exactly_the_filter(browser, make_need):
    make_need("=1+1", "open")
    make_need("义诊", "draft")
    response = browser("street_a").get("/samples/?status=open&export=xlsx")
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    rows = list(book["样例需求"].values)
    assert rows[0] == ("名称", "状态", "数量", "截止日期", "提出方", "认领进度")
    assert [row[:3] for row in rows[1:]] == [("=1+1", "可认领", 1200)]
    assert book["样例需求"]["A2"].data_type == "s", "text must not become a formula"
    about = dict(book["导出说明"].values)
    assert about["行数"] == 1
    assert about["条件"] == "状态：可认领"


def test_bulk_act_names_what_refused(browser, make_need):
    ready, draft = make_need("可以发", "submitted"), make_need("草稿", "draft")
    client = browser("street_a")
    response = client.post("/samples/", {"act": "publish", "pk": [ready.pk, draft.pk, "x", 10**17]}, follow=True)
    said = [str(message) for message in response.context["messages"]]
    ready.refresh_from_db()
    assert ready.status == "open"
    assert said[0] == "已审核通过 1 条。"
    assert said[1].startswith("草稿：当前状态为“草稿”")
    assert said[2:] == [f"第 {10**17} 号：记录已不存在，或已不在您的管理范围内。"]


def test_bulk_act_cannot_reach_what_is_hidden(browser, make_need):
    need = make_need()
    browser("street_b").post("/samples/", {"act": "publish", "pk": [need.pk]})
    need.refresh_from_db()
    assert need.status == "submitted"


def test_bulk_without_a_choice_says_so(browser, make_need):
    response = browser("street_a").post("/samples/", {"act": "publish"}, follow=True)
    assert "请先勾选" in response.content.decode()


def test_the_button_for_a_new_record_needs_the_permission(browser, cast):
    assert "填报样例" in browser("community_a").get("/samples/").content.decode()
    assert "填报样例" not in browser("leader").get("/samples/").content.decode()


def test_search_over_lists(browser, make_need):
    make_need("重阳节送餐")
    assert "重阳节送餐" in browser("street_a").get("/samples-search/?q=送餐").content.decode()
    hidden = browser("street_b").get("/samples-search/?q=送餐").content.decode()
    assert "重阳节送餐" not in hidden
    assert "没有找到“送餐”" in hidden
