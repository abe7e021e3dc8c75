"""联系点 from end to end on the pages: bound, visited, what was found put on the list of problems, cover seen."""

from cast import Cast
from django.test import Client
from patronage import post_of
from stories import in_days

from linkage.contacts.models import ContactPoint, Visit, WeakPlace
from linkage.problems.models import Problem


def signed_in(cast: Cast, name: str) -> Client:
    browser = Client(HTTP_HOST="jingan.localhost")
    browser.force_login(cast.users[name])
    return browser


def test_a_weak_community_is_looked_after(cast: Cast) -> None:
    street, community = signed_in(cast, "street_a"), signed_in(cast, "community_a")
    place, post = cast.community_a.pk, post_of(cast, "street_a_secretary").pk

    street.post("/weakplaces/new/", {"organization": place, "reason": "班子不健全"})
    weak = WeakPlace.objects.get()
    assert "没有领导联系的薄弱组织" in street.get("/contactpoints/cover/").text
    assert f"/weakplaces/{weak.pk}/" in street.get("/contactpoints/cover/").text

    refused = street.post("/contactpoints/new/", {"post": post, "organization": place, "since": str(in_days(1))})
    assert refused.status_code == 422
    assert "开始日期不能晚于今天" in refused.text
    street.post("/contactpoints/new/", {"post": post, "organization": place, "since": str(in_days(-5))})
    contact = ContactPoint.objects.get()
    assert f"/weakplaces/{weak.pk}/" not in street.get("/contactpoints/cover/").text
    assert "本季度待走访的联系点" in signed_in(cast, "street_a_secretary").get("/workbench/").text
    assert "新安居委会" in street.get("/contactpoints/?unvisited=true").text

    visit = {"visited_on": str(in_days(0)), "summary": "查看活动室", "finding_1": "活动室锁门", "severity_1": "major"}
    street.post(f"/contactpoints/{contact.pk}/visit/", visit)
    problem, found = Problem.objects.get(), Visit.objects.get()
    record = street.get(f"/visits/{found.pk}/").text
    assert "由此产生" in record
    assert f"/problems/{problem.pk}/" in record
    assert f"/visits/{found.pk}/" in community.get(f"/problems/{problem.pk}/").text
    assert "走访" in community.get(f"/contactpoints/{contact.pk}/").text

    street.post(f"/weakplaces/{weak.pk}/accept/", {"outcome": "已健全班子"})
    weak.refresh_from_db()
    assert weak.status == "accepted"
    street.post(f"/contactpoints/{contact.pk}/end/", {"reason": "整顿完成"})
    contact.refresh_from_db()
    assert contact.status == "ended"


def test_others_do_not_see_it(cast: Cast) -> None:
    street = signed_in(cast, "street_a")
    street.post(
        "/contactpoints/new/", {"post": post_of(cast, "street_a_secretary").pk, "organization": cast.community_a.pk}
    )
    contact = ContactPoint.objects.get()
    for name in ("street_b", "community_b", "unit_b"):
        browser = signed_in(cast, name)
        assert browser.get(f"/contactpoints/{contact.pk}/").status_code == 404
        assert "江宁书记" not in browser.get("/contactpoints/").text
    export = street.get("/contactpoints/?export=xlsx")
    assert export.status_code == 200
