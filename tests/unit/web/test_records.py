"""The record framework: buttons are what may be done now, refusals stay in place, and nothing typed is lost."""

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext

from resources.actions.listings import listing_publish

PANEL = {"HX-Request": "true", "HX-Target": "panel-body"}
RECORD = {"HX-Request": "true", "HX-Target": "record"}
DIALOG = {"HX-Request": "true", "HX-Target": "dialog-body"}


def offered(response) -> list[str]:
    return [act.verb for act, _ in response.context["acts"]]


def test_page_and_panel_are_one_view(browser, make_need):
    need = make_need()
    client = browser("street_a")
    assert "<html" in client.get(f"/samples/{need.pk}/").content.decode()
    panel = client.get(f"/samples/{need.pk}/", headers=PANEL).content.decode()
    assert "<html" not in panel
    assert 'id="record"' in panel
    assert "为老人送餐" in panel


def test_statements_of_a_record(browser, make_need):
    need = make_need()
    client = browser("street_a")
    client.get(f"/samples/{need.pk}/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/samples/{need.pk}/")
    assert len(queries) <= 12, [query["sql"][:120] for query in queries]


def test_hidden_and_absent_look_the_same(browser, make_need):
    need = make_need()
    client = browser("street_b")
    hidden, absent = client.get(f"/samples/{need.pk}/"), client.get("/samples/999999/")
    assert hidden.status_code == absent.status_code == 404
    assert client.get(f"/samples/{2**70}/").status_code == 404
    assert client.post(f"/samples/{need.pk}/publish/").status_code == 404


def test_buttons_follow_state_and_permission(browser, make_need, cast):
    need = make_need()
    assert offered(browser("street_a").get(f"/samples/{need.pk}/")) == ["publish", "return", "withdraw"]
    assert offered(browser("community_a").get(f"/samples/{need.pk}/")) == ["withdraw"]
    assert offered(browser("leader").get(f"/samples/{need.pk}/")) == []
    listing_publish(actor=cast.actor("street_a"), listing=need)
    assert offered(browser("street_a").get(f"/samples/{need.pk}/")) == ["withdraw"]


def test_one_click_act(browser, make_need):
    need = make_need()
    response = browser("street_a").post(f"/samples/{need.pk}/publish/", follow=True)
    need.refresh_from_db()
    assert need.status == "open"
    assert "已审核通过。" in response.content.decode()
    assert "审核通过并发布需求" in response.content.decode(), "the time line tells it"


def test_act_in_the_panel_answers_with_the_record_and_an_event(browser, make_need):
    need = make_need()
    response = browser("street_a").post(f"/samples/{need.pk}/publish/", headers=RECORD)
    assert response["HX-Trigger"] == "record-changed"
    assert response["HX-Retarget"] == "#record"
    assert "可认领" in response.content.decode()


def test_refusal_of_a_one_click_act_is_shown_on_the_record(browser, make_need):
    need = make_need(state="draft")
    response = browser("street_a").post(f"/samples/{need.pk}/publish/", headers=RECORD)
    assert response.status_code == 422
    assert "当前状态为“草稿”" in response.content.decode()


def test_dangerous_act_asks_and_says_what_follows(browser, make_need):
    need = make_need()
    client = browser("community_a")
    asked = client.get(f"/samples/{need.pk}/withdraw/", headers=DIALOG).content.decode()
    assert "撤回后不能恢复。" in asked
    assert "<html" not in asked
    need.refresh_from_db()
    assert need.status == "submitted", "asking changes nothing"
    assert "撤回后不能恢复。" in client.get(f"/samples/{need.pk}/withdraw/").content.decode()


def test_missing_reason_is_named_beside_its_field(browser, make_need):
    need = make_need()
    response = browser("street_a").post(f"/samples/{need.pk}/return/", {"reason": ""}, headers=DIALOG)
    assert response.status_code == 422
    assert response.context["form"].errors["reason"] == ["请填写原因。"]


def test_refusal_keeps_what_was_typed(browser, make_need):
    need = make_need(state="open")
    response = browser("street_a").post(f"/samples/{need.pk}/return/", {"reason": "数量写错了"}, headers=DIALOG)
    assert response.status_code == 422
    page = response.content.decode()
    assert "数量写错了" in page
    assert "不能退回" in page


def test_no_permission_is_403_and_says_why(browser, make_need):
    need = make_need()
    response = browser("leader").post(f"/samples/{need.pk}/publish/", headers=RECORD)
    assert response.status_code == 403
    assert "您没有在此处审核资源和需求的权限" in response.content.decode()


def test_stale_version_is_refused(browser, make_need):
    need = make_need()
    response = browser("street_a").post(f"/samples/{need.pk}/publish/", {"version": need.version - 1}, headers=RECORD)
    assert response.status_code == 422
    assert "刚被其他人修改过" in response.content.decode()


def test_unknown_verb_and_bad_version(browser, make_need):
    need = make_need()
    client = browser("street_a")
    assert client.post(f"/samples/{need.pk}/explode/").status_code == 404
    assert client.post(f"/samples/{need.pk}/publish/", {"version": "²"}).status_code == 302


def test_act_from_a_list_of_work_is_told_and_refreshes(browser, make_need):
    need = make_need()
    client = browser("street_a")
    elsewhere = {"HX-Request": "true", "HX-Target": "messages", "X-Record-Shown": "no"}
    done = client.post(f"/samples/{need.pk}/publish/", headers=elsewhere)
    assert done.status_code == 204
    assert json.loads(done["HX-Trigger"]) == {"record-changed": True, "said": "已审核通过。"}
    again = client.post(f"/samples/{need.pk}/publish/", headers=elsewhere)
    assert again.status_code == 422
    assert "不能审核通过" in again.content.decode()
    assert "record-head" not in again.content.decode()
