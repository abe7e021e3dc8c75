"""总览: every number on it is the number of the list that it opens, at every level and in every state of a quarter."""

import re
from datetime import timedelta
from html import unescape

import pytest
from cast import Cast
from django.test import Client
from quarters import AFTER_Q3, IN_Q3, IN_Q4, closed_claim, drafted, finish_claim, issued, proposed_claim

from core.events import at_moment, now
from core.periods import Quarter, today


def cards(page) -> dict[str, object]:
    return {card.label: card for card in page.context["cards"]}


def assert_cards_tell_their_lists(client: Client, page) -> None:
    for card in page.context["cards"]:
        opened = client.get(card.url)
        assert opened.status_code == 200
        shown = "—" if card.value is None else str(card.value.normalize() if card.value % 1 else int(card.value))
        assert opened.context["value"].replace(",", "") == shown, card.label
        if card.unit == "件":
            assert opened.context["page"].paginator.count == card.value


@pytest.mark.parametrize(
    ("name", "place"), [("leader", "root"), ("street_a", "street_a"), ("community_a", "community_a")]
)
@pytest.mark.parametrize("state", ["running", "drafted", "issued"])
def test_every_figure_is_the_number_of_its_list(cast: Cast, browser, name: str, place: str, state: str) -> None:
    for side in ("a", "a", "b"):
        closed_claim(cast, side, at=IN_Q3, scores=(4, 5))
    if state == "drafted":
        drafted(cast)
    if state == "issued":
        issued(cast)
        closed_claim(cast, at=IN_Q3)
    with at_moment(IN_Q4 if state == "running" else AFTER_Q3 + timedelta(days=1)):
        client = browser(name)
        page = client.get(f"/summary/?quarter=2026Q3&place={getattr(cast, place).code}")
        assert page.status_code == 200
        assert cards(page)["办结认领"].value == (3 if place == "root" else 2)
        assert cards(page)["双方满意度"].value == 4.5
        assert_cards_tell_their_lists(client, page)


def test_the_current_quarter_runs_along(cast: Cast, browser) -> None:
    claim = proposed_claim(cast, at=now())
    client = browser("leader")
    before = client.get("/summary/")
    assert cards(before)["办结认领"].value == 0
    assert cards(before)["需求办结率"].value is None
    finish_claim(cast, claim, at=now())
    after = client.get("/summary/")
    assert cards(after)["办结认领"].value == 1
    assert after.context["quarter"] == Quarter.current()
    assert_cards_tell_their_lists(client, after)


def test_the_change_and_the_trend_come_from_issued_reports(cast: Cast, browser) -> None:
    closed_claim(cast, at=IN_Q3)
    issued(cast)
    for _ in range(2):
        closed_claim(cast, at=IN_Q4)
    with at_moment(IN_Q4 + timedelta(days=5)):
        page = browser("leader").get("/summary/?quarter=2026Q4")
    card = cards(page)["办结认领"]
    assert (card.value, card.change, card.trend) == (2, 1, "good")
    assert page.context["trend"].labels == ["2026年3季度", "2026年4季度"]


def test_from_the_district_down_to_the_records(cast: Cast, browser) -> None:
    claim = closed_claim(cast, at=now() - timedelta(days=1), days=0)
    client = browser("leader")
    page = client.get("/summary/")
    streets = {bar.label: bar for bar in page.context["ranking"].bars}
    assert list(streets) == ["江宁路街道", "石门二路街道"]
    assert [streets["江宁路街道"].tone, streets["石门二路街道"].tone] == ["green", "grey"]
    street = client.get(streets["江宁路街道"].url)
    (community,) = street.context["ranking"].bars
    assert community.label == "新安居委会"
    there = client.get(community.url)
    assert there.context["ranking"] is None
    rows = client.get(cards(there)["办结认领"].url).context["rows"]
    assert [url.split("?")[0] for _, url in rows] == [f"/claims/{claim.pk}/"]
    assert there.context["lists"].best.url.split("?")[0] == f"/claims/{claim.pk}/"


@pytest.mark.parametrize("name", ["leader", "office", "street_a", "street_a_secretary", "community_a"])
def test_every_list_leads_to_as_many_rows(cast: Cast, browser, make, name: str) -> None:
    proposed_claim(cast, at=now() - timedelta(days=10))
    proposed_claim(cast, "b", at=now() - timedelta(days=9))
    make.listing(state="submitted")
    drafted(cast)
    month_ago = today() - timedelta(days=30)
    with at_moment(now() - timedelta(days=40)):
        overdue = make.listing(due_on=month_ago)
        assert overdue.status == "open"
    client = browser(name)
    page = client.get("/summary/")
    lists = page.context["lists"]
    found = {one.key: one.total for one in (*lists.late, *lists.waiting)}
    expected = {
        "leader": {"unanswered": 2, "overdue": 1, "entries": 4, "issue": 1},
        "office": {"unanswered": 2, "overdue": 1, "entries": 4, "issue": 1},
        "street_a": {"unanswered": 1, "overdue": 1, "entries": 2, "review": 1, "claims": 1, "needs": 1},
        "street_a_secretary": {"unanswered": 1, "overdue": 1, "entries": 2, "review": 1, "claims": 1, "needs": 1},
        "community_a": {"unanswered": 1, "overdue": 1, "entries": 1, "confirm": 1},
    }
    assert found == expected[name]
    for one in (*lists.late, *lists.waiting):
        opened = client.get(one.all_url)
        assert opened.context["page"].paginator.count == one.total, one.key
        for line in one.lines:
            assert client.get(line.url).status_code == 200


def test_nobody_looks_over_the_fence(cast: Cast, browser) -> None:
    client = browser("street_a")
    assert client.get(f"/summary/?place={cast.street_a.code}").status_code == 200
    for place in (cast.street_b, cast.community_b, cast.root):
        assert client.get(f"/summary/?place={place.code}").status_code == 404
    assert browser("unit_a").get("/summary/").status_code == 403
    assert browser("system").get("/summary/").status_code == 403


@pytest.mark.parametrize("query", ["quarter=2026Q7", "quarter=%00", "quarter=2999Q4", "place=x", "place=%00"])
def test_nonsense_is_never_a_fault(cast: Cast, browser, query: str) -> None:
    assert browser("leader").get(f"/summary/?{query}").status_code == 404


@pytest.mark.parametrize("name", ["leader", "street_a", "community_a"])
@pytest.mark.parametrize("query", ["", "&mode=screen"])
@pytest.mark.parametrize("frozen", [False, True])
def test_budget(cast: Cast, browser, name: str, query: str, frozen: bool, django_assert_max_num_queries) -> None:
    closed_claim(cast, at=IN_Q3)
    if frozen:
        issued(cast)
    place = {"leader": cast.root, "street_a": cast.street_a, "community_a": cast.community_a}[name]
    client = browser(name)
    client.get("/places/")  # the session's first page also looks up the district and keeps the session
    with django_assert_max_num_queries(12):
        page = client.get(f"/summary/?quarter=2026Q3&place={place.code}{query}")
    assert page.status_code == 200
    assert len(page.content) <= 100_000


def test_the_wall_refreshes_itself_and_does_without_navigation(cast: Cast, browser) -> None:
    page = browser("leader").get("/summary/?mode=screen").content.decode()
    assert 'hx-get="/summary/?mode=screen" hx-trigger="every 60s" hx-select="#main"' in page
    assert "主导航" not in page
    assert re.search(r'<body class="screen"', page)


def test_every_chart_has_its_table(cast: Cast, browser) -> None:
    closed_claim(cast, at=now(), days=0)
    page = unescape(browser("leader").get("/summary/").content.decode())
    assert page.count('data-chart="') == page.count('class="chart-table"') == 3
