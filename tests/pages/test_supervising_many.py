"""Extensions decided together, orders about several overdue records: preview, one form, a reason for each refusal."""

import pytest
from cast import Cast
from oversight import extension_in, overdue, rectification_in, supervision_in
from stories import in_days
from task_stories import community_part

from core.errors import NotAllowed, WrongState
from linkage.extensions.models import Extension
from linkage.problems.models import Rectification
from linkage.supervision.actions.supervisions import supervision_draft, supervision_order
from linkage.supervision.models import Supervision


def test_requests_are_refused_together_with_one_reason(cast: Cast, browser, django_assert_max_num_queries) -> None:
    first, second, third = (extension_in(cast, "asked") for _ in range(3))
    street = browser("street_a")
    asked = street.post("/extensions/?status=asked", {"act": "refuse", "pk": [first.pk, second.pk]})
    assert asked.status_code == 302
    assert asked.url == f"/extensions/?status=asked&bulk=refuse&pk={first.pk}&pk={second.pk}"
    with django_assert_max_num_queries(12):
        question = street.get(asked.url)
    assert {row.pk for row, _ in question.context["rows"]} == {first.pk, second.pk}
    assert "将对勾选的" in question.text
    assert "新安居委会" in question.text
    run = question.context["token"]

    empty = street.post(asked.url, {"run": run, "reason": " "})
    assert empty.status_code == 422
    assert "请填写" in empty.text
    assert Extension.objects.filter(status="refused").count() == 0
    done = street.post(asked.url, {"run": empty.context["token"], "reason": "理由不充分"})
    assert (done.context["run"].done, done.context["refused"]) == (2, [])
    assert dict(Extension.objects.values_list("pk", "answer")) == {
        first.pk: "理由不充分", second.pk: "理由不充分", third.pk: "",
    }  # fmt: skip


def test_the_form_holds_for_every_batch_and_those_that_refuse_are_named(cast: Cast, browser, monkeypatch) -> None:
    monkeypatch.setattr("web.bulk.BATCH", 1)
    good, changed = extension_in(cast, "asked"), extension_in(cast, "asked")
    Rectification.objects.filter(pk=changed.subject_id).update(due_on=in_days(2))
    street = browser("street_a")
    page = street.get("/extensions/?bulk=approve")
    assert page.context["run"].total == 2
    page = street.post("/extensions/?bulk=approve", {"run": page.context["token"], "note": "同意，抓紧办理"})
    assert page.context["run"].handled == 1
    page = street.post("/extensions/?bulk=approve", {"run": page.context["token"]})
    assert [one.reason[:12] for one, _ in page.context["refused"]] == ["这项的期限已另行调整，申"]
    good.refresh_from_db()
    assert (good.status, good.answer) == ("approved", "同意，抓紧办理")
    changed.refresh_from_db()
    assert changed.status == "asked"


def test_who_may_not_decide_is_not_offered_it_and_cannot(cast: Cast, browser) -> None:
    row = extension_in(cast, "asked")
    community = browser("community_a")
    assert community.get("/extensions/").context["acts"] == []
    assert community.get(f"/extensions/?bulk=refuse&pk={row.pk}").status_code == 302
    assert browser("street_b").get(f"/extensions/?bulk=refuse&pk={row.pk}").status_code == 302
    for nonsense in ("x", "%00", "9" * 30):
        assert browser("street_a").get(f"/extensions/?bulk=refuse&pk={nonsense}").status_code in (200, 302)


def test_orders_about_several_overdue_records(cast: Cast, browser, django_assert_max_num_queries) -> None:
    late, later, drafted, running = (
        overdue(cast, days=3),
        overdue(cast, days=9),
        overdue(cast),
        supervision_in(cast, "sent"),
    )
    draft = supervision_draft(actor=cast.actor("street_a"), subject=drafted)
    task = community_part(cast, "active")
    type(task).objects.filter(pk=task.pk).update(started_on=in_days(-20), due_on=in_days(-2))
    street = browser("street_a")
    ladder = street.get("/supervisions/ladder/")
    assert f'value="rectification-{late.pk}"' in ladder.text
    assert 'name="pk"' not in browser("community_a").get("/supervisions/ladder/").text

    items = [f"rectification-{pk}" for pk in (late.pk, later.pk, drafted.pk, running.subject_id)]
    items += [f"assignment-{task.pk}", "rectification-0", "nonsense-1", "rectification-x"]
    with django_assert_max_num_queries(12):
        page = street.get("/supervisions/orders/", {"pk": items})
    told = {line.item: (line.issuer, line.refusal, line.outcome) for line in page.context["lines"]}
    assert set(told) == set(items[:5])
    assert told[items[0]] == ("江宁路街道", "", "拟制并签发")
    assert told[items[2]] == ("江宁路街道", "", "签发已拟制的督办单")
    assert "正在办理，不再另发" in told[items[3]][1]
    assert page.context["ready"] == 4
    assert Supervision.objects.filter(status="sent").count() == 1, "nothing is issued before it is agreed to"

    wrong = street.post("/supervisions/orders/", {"pk": items, "demands": "", "reply_due_on": ""})
    assert wrong.status_code == 422
    done = street.post(
        "/supervisions/orders/", {"pk": items, "demands": "三日内办结", "reply_due_on": in_days(3).isoformat()}
    )
    assert (done.context["ready"], done.context["refused"]) == (4, 1)
    made = Supervision.objects.filter(demands="三日内办结")
    assert {(row.subject_type.partition(".")[2], row.subject_id) for row in made} == {
        ("rectification", late.pk), ("rectification", later.pk), ("rectification", drafted.pk), ("assignment", task.pk),
    }  # fmt: skip
    assert draft.pk in {row.pk for row in made}
    assert {(row.status, row.reply_due_on) for row in made} == {("sent", in_days(3))}
    again = street.post("/supervisions/orders/", {"pk": items, "demands": "三日内办结", "reply_due_on": ""})
    assert (again.context["ready"], again.context["refused"]) == (0, 5)


def test_a_day_that_has_passed_is_said_for_each(cast: Cast, browser) -> None:
    late = overdue(cast)
    past = {"pk": [f"rectification-{late.pk}"], "demands": "办结", "reply_due_on": in_days(-1).isoformat()}
    page = browser("street_a").post("/supervisions/orders/", past)
    assert [line.refusal for line in page.context["lines"]] == ["回复期限不能早于今天。"]
    assert not Supervision.objects.exists(), "the draft is not left behind"


def test_orders_are_for_whoever_supervises(cast: Cast, browser) -> None:
    late = overdue(cast)
    query = {"pk": [f"rectification-{late.pk}"]}
    assert browser("unit_a").get("/supervisions/orders/", query).status_code == 403
    assert browser("community_a").get("/supervisions/orders/", query).status_code == 403
    gone = browser("street_b").get("/supervisions/orders/", query)
    assert (gone.status_code, gone.url) == (302, "/supervisions/ladder/")
    assert browser("street_b").post("/supervisions/orders/", {**query, "demands": "办结"}).status_code == 302
    for name in ("community_a", "street_b"):
        with pytest.raises(NotAllowed):
            supervision_order(actor=cast.actor(name), subject=late)
    with pytest.raises(WrongState, match="没有逾期"):
        supervision_order(actor=cast.actor("street_a"), subject=rectification_in(cast, "rectifying"))
