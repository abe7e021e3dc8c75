"""One act on all that the filters found: the question with its number, batches, and the result with its reasons."""

import pytest
from cast import Cast

from resources.actions.listings import listing_withdraw
from resources.models import Need
from web import bulk


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(bulk, "BATCH", 2)
    monkeypatch.setattr(bulk, "MOST", 4)


def test_all_that_were_found_are_asked_about_and_done(cast: Cast, browser, make, django_assert_max_num_queries) -> None:
    needs = [make.listing(state="submitted", title=f"义诊{number}") for number in range(3)]
    other = make.listing(state="submitted", title="讲座", category="education")
    street = browser("street_a")
    asked = street.post("/needs/?category=medical", {"act": "publish", "every": "1", "pk": [needs[0].pk]})
    assert asked.status_code == 302
    assert asked.url == "/needs/?category=medical&bulk=publish"
    with django_assert_max_num_queries(12):
        question = street.get(asked.url)
    assert "将对筛选出的全部" in question.text
    assert question.context["run"].total == 3
    assert question.context["conditions"] == ["类别：医疗健康"]
    assert Need.objects.filter(status="open").count() == 0, "nothing is done before it is agreed to"
    late = make.listing(state="submitted", title="后来的义诊")
    listing_withdraw(actor=cast.actor("community_a"), listing=needs[1], reason="不办了")

    running = street.post(asked.url, {"run": question.context["token"]})
    assert (running.context["run"].handled, running.context["run"].total) == (2, 3)
    assert "已办理" in running.text
    done = street.post(asked.url, {"run": running.context["token"]})
    assert done.context["run"].done == 2
    assert [(one.name, one.reason[:11]) for one, _ in done.context["refused"]] == [("义诊1", "当前状态为“已撤回”，")]
    assert f"/needs/{needs[1].pk}/" in done.text
    statuses = dict(Need.objects.values_list("pk", "status"))
    assert [statuses[need.pk] for need in (*needs, other, late)] == [
        "open",
        "withdrawn",
        "open",
        "submitted",
        "submitted",
    ]


def test_more_than_can_be_done_at_once_are_refused(cast: Cast, browser, make) -> None:
    for number in range(5):
        make.listing(state="submitted", title=f"义诊{number}")
    page = browser("street_a").get("/needs/?bulk=publish")
    assert "筛选出 5 条，一次最多办理 4 条" in " ".join(page.text.split())
    assert 'name="run"' not in page.text


def test_a_record_that_is_out_of_reach_by_then_is_named(cast: Cast, browser, make) -> None:
    need = make.listing(state="submitted")
    street = browser("street_a")
    token = street.get("/needs/?bulk=publish").context["token"]
    elsewhere = street.post("/needs/?category=education&bulk=publish", {"run": token})
    assert elsewhere.context["run"].done == 1, "what was agreed to is done, whatever the filters say by then"
    need.refresh_from_db()
    assert need.status == "open"
    again = street.post("/needs/?bulk=publish", {"run": token})
    assert "当前状态为" in again.context["refused"][0][0].reason
    Need.objects.filter(pk=need.pk).delete()
    gone = street.post("/needs/?bulk=publish", {"run": token})
    assert gone.context["refused"][0][0].reason == bulk.GONE


def test_a_run_is_worthless_to_somebody_else(cast: Cast, browser, make) -> None:
    make.listing(state="submitted")
    token = browser("street_a").get("/needs/?bulk=publish").context["token"]
    for client, address in ((browser("street_b"), "/needs/"), (browser("street_a"), "/resources/")):
        answer = client.post(address, {"run": token}, follow=True)
        assert "已过期" in answer.text
    assert Need.objects.get().status == "submitted"


@pytest.mark.parametrize("query", ["bulk=nothing", "bulk=publish&q=没有", "bulk=%00", "bulk=publish&status=x"])
def test_nothing_to_do(cast: Cast, browser, query) -> None:
    answer = browser("street_a").get(f"/needs/?{query}", follow=True)
    assert answer.status_code == 200
    assert "没有可以一起办理的记录" in answer.text
    assert browser("unit_a").get("/needs/?bulk=publish").status_code == 302


def test_htmx_goes_to_the_question_and_gets_only_the_progress(cast: Cast, browser, make) -> None:
    for number in range(3):
        make.listing(state="submitted", title=f"义诊{number}")
    asked = browser("street_a", target="list").post("/needs/", {"act": "publish", "every": "1"})
    assert asked["HX-Redirect"] == "/needs/?bulk=publish"
    token = browser("street_a").get("/needs/?bulk=publish").context["token"]
    running = browser("street_a", target="bulk").post("/needs/?bulk=publish", {"run": token})
    assert running.text.lstrip().startswith('<section id="bulk"')
