"""Workbench, the unit's page, home by role, notices and search."""

from datetime import timedelta

import pytest
from cast import Cast
from django.utils import timezone
from quarters import drafted, settle
from stories import agreement_in

from core.events import now
from core.outbox import deliver_waiting
from core.periods import today
from linkage.secretaryprojects.models import SecretaryProject
from resources.models import Claim, Need, Resource
from resources.waiting import Wait
from tenants.notices.models import Notice


@pytest.fixture(autouse=True)
def projects_of_the_year(cast: Cast) -> None:
    """Every secretary has had a project accepted: those who have none are waited for all year."""
    day = today()
    SecretaryProject.objects.bulk_create(
        SecretaryProject(
            number=f"SJ-{place.pk}",
            organization=place,
            year=day.year,
            title="书记项目",
            status="accepted",
            created_at=now(),
            started_on=day,
            due_on=day,
        )
        for place in (cast.street_a, cast.street_b, cast.community_a, cast.community_b)
    )


def titles(page) -> dict[str, int]:
    """What waits, without the outpost of street A that waits for its yearly appraisal in all these tests."""
    found = {section.title: section.total for section in page.context["sections"]}
    return {title: total for title, total in found.items() if title != "待评价的派出机构"}


def test_workbench_shows_what_waits_and_the_lists_agree(cast: Cast, browser, make) -> None:
    assert "没有等您办理的事项" in browser("street_b").get("/workbench/").text
    street = browser("street_a")
    make.claim()
    make.claim(state="fulfilled")
    make.listing(state="submitted", title="待审的需求")
    make.listing(Resource, state="submitted", title="待审的资源")
    make.listing(state="draft", title="草稿")
    make.listing(title="快到期", due_on=today() + timedelta(days=2))
    page = street.get("/workbench/")
    assert titles(page) == {
        "待确认的认领": 1,
        "待审核的需求": 1,
        "待审核的资源": 1,
        "待评价": 1,
        "需求草稿": 1,
        "临期还没有人认领的需求": 1,
    }
    for section in page.context["sections"]:
        there = street.get(section.all_url)
        assert there.context["page"].paginator.count == section.total, section.title
    assert titles(browser("street_b").get("/workbench/")) == {}
    assert "待确认的认领" not in titles(browser("community_a").get("/workbench/"))


def test_one_click_and_bulk(cast: Cast, browser, make) -> None:
    claims = [make.claim(), make.claim()]
    street = browser("street_a")
    page = street.get("/workbench/")
    assert f'action="/claims/{claims[0].pk}/confirm/"' in page.text
    done = browser("street_a", target="desk").post(
        "/workbench/", {"list": "claims", "pk": [claim.pk for claim in claims] + ["x"]}
    )
    assert "已确认认领 2 条" in done.text
    assert "<html" not in done.text
    assert set(Claim.objects.values_list("status", flat=True)) == {"confirmed"}
    for nonsense in ({}, {"list": "users", "pk": "1"}, {"list": "claims", "pk": "9" * 30}):
        assert street.post("/workbench/", nonsense).status_code == 302


def test_a_late_answer_is_red(cast: Cast, browser, make) -> None:
    claim = make.claim()
    Claim.objects.filter(pk=claim.pk).update(proposed_at=timezone.now() - timedelta(days=9))
    assert "已等 9 天" in browser("street_a").get("/workbench/").text


def test_portal_offers_needs_nearby_in_two_taps(cast: Cast, browser, make) -> None:
    make.listing(title="街道的需求", by="street_a")
    near = make.listing(title="本社区的需求")
    make.listing(title="石门的需求", by="community_b")
    own = make.listing(title="自己的需求", by="unit_a")
    done = make.listing(title="已满", quantity=10)
    make.claim(done)
    unit = browser("unit_a")
    page = unit.get("/portal/")
    assert [one.need.title for one in page.context["near"]] == ["本社区的需求", "街道的需求"]
    assert own not in [one.need for one in page.context["near"]]
    assert [task.record.need for task in page.context["running"]] == [done]
    form = unit.get(page.context["near"][0].claim_url)
    values = {name: form.context["form"][name].value() for name in ("claimant", "quantity", "note")}
    assert unit.post(page.context["near"][0].claim_url, {**values, "note": ""}).status_code == 302
    assert Claim.objects.filter(need=near, unit=cast.unit_a, quantity=30).exists()
    assert [one.need.title for one in unit.get("/portal/?q=街道").context["near"]] == ["街道的需求"]
    assert unit.get("/portal/?category=legal").context["near"] == []
    for query in ("q=%00", "category=nonsense", "category=%00", "status=closed", "page=x"):
        assert unit.get(f"/portal/?{query}").status_code == 200


def test_portal_shows_what_waits_for_the_unit(cast: Cast, browser, make) -> None:
    make.claim(state="confirmed")
    resource = make.listing(Resource)
    make.claim(resource, by="community_a")
    make.listing(Resource, state="draft")
    assert titles(browser("unit_a").get("/portal/")) == {"待确认的认领": 1, "待提交完成情况": 1, "资源草稿": 1}


@pytest.mark.parametrize(("path", "name"), [("/workbench/", "street_a"), ("/portal/", "unit_a")])
def test_budget(cast: Cast, browser, make, path, name, django_assert_max_num_queries) -> None:
    client = browser(name)
    agreement_in(cast, "negotiating")
    agreement_in(cast, "active")
    drafted(cast)
    for many in (0, 2, 8):
        for index in range(many):
            make.claim(make.listing(title=f"甲{index}"), state="fulfilled")
            make.claim(make.listing(title=f"乙{index}"))
            make.listing(state="submitted", title=f"丙{index}")
            make.listing(Resource, state="submitted", title=f"丁{index}")
        client.get(path)  # the session notes once a minute that it was used
        with django_assert_max_num_queries(12):
            page = client.get(path)
        assert page.status_code == 200
        assert len(page.content) <= 100_000


def test_figures_of_the_quarter_wait_on_the_workbench(cast: Cast, browser) -> None:
    report = drafted(cast)
    assert titles(browser("community_a").get("/workbench/")) == {"待确认的季度数据": 1}
    assert titles(browser("street_a").get("/workbench/")) == {"待审核的季度数据": 1}
    settle(cast, report)
    assert titles(browser("street_a").get("/workbench/")) == {}


HOMES = {
    "street_a": "/workbench/",
    "community_a": "/workbench/",
    "unit_a": "/portal/",
    "unit_a_head": "/portal/",
}


@pytest.mark.parametrize("name", HOMES)
def test_home_by_role(cast: Cast, browser, name) -> None:
    assert browser(name).get("/")["Location"] == HOMES[name]


def test_pages_of_work_are_for_those_who_work_there(cast: Cast, browser) -> None:
    assert "填报需求" not in browser("leader").get("/workbench/").text
    assert browser("street_a").get("/portal/").status_code == 403
    assert browser("audit").get("/workbench/").status_code == 403


def test_notices_lead_to_their_records(cast: Cast, browser, make) -> None:
    claim = make.claim()
    deliver_waiting()
    street = browser("street_a")
    page = street.get("/notices/")
    assert "提出认领" in page.text
    notice = Notice.objects.filter(user=cast.users["street_a"], event__verb="claim.propose").get()
    assert street.post("/notices/", {"pk": notice.pk})["Location"] == f"/claims/{claim.pk}/"
    notice.refresh_from_db()
    assert notice.read_at is not None
    others = browser("street_b").post("/notices/", {"pk": notice.pk})
    assert others["Location"] == "/notices/"
    for nonsense in ("x", "9" * 40, "-1"):
        assert street.post("/notices/", {"pk": nonsense}).status_code == 302


def test_search_finds_only_what_one_may_see(cast: Cast, browser, make) -> None:
    make.listing(title="石榴籽驿站志愿者", by="community_b")
    found = browser("office").get("/search/?q=石榴籽")
    assert [group["title"] for group in found.context["groups"]] == ["需求"]
    assert browser("unit_a").get("/search/?q=石榴籽").context["groups"] == []
    units = browser("unit_a").get("/search/?q=江宁中学")
    assert "驻区单位" in [group["title"] for group in units.context["groups"]]
    for query in ("", "%00", "' or 1=1", "x" * 500):
        assert browser("office").get(f"/search/?q={query}").status_code == 200


def test_waits_are_named(cast: Cast, make) -> None:
    from resources.waiting import with_claim_waits, with_listing_waits

    need = make.listing(state="submitted")
    actor = cast.actor("street_a")
    assert with_listing_waits(Need.objects.all(), actor, soon_days=10).get(pk=need.pk).waits == Wait.REVIEW
    claim = make.claim(state="confirmed")
    assert with_claim_waits(Claim.objects.all(), actor).get(pk=claim.pk).waits is None
    assert with_claim_waits(Claim.objects.all(), cast.actor("unit_a")).get(pk=claim.pk).waits == Wait.FULFIL
