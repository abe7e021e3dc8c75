"""Pages of the quarterly report: each level does its part, every figure opens what it counts, nobody else looks in."""

import io

import pytest
from cast import Cast
from docx import Document
from openpyxl import load_workbook
from quarters import AFTER_Q3, AFTER_Q4, IN_Q3, Q3, closed_claim, drafted, entry_of, issued, proposed_claim, settle

from assessment.indicators import INDICATORS
from assessment.models import QuarterlyReport, ReportEntry, ReportFigure
from core.events import at_moment
from core.models import Event


def figure_url(code: str, place, quarter: str = "2026Q3", **more: object) -> str:
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/reports/figures/{code}/?quarter={quarter}&place={place.code}{query}"


def test_the_report_goes_its_way_on_the_pages(cast: Cast, browser) -> None:
    closed_claim(cast, at=IN_Q3)
    with at_moment(AFTER_Q3):
        made = browser("office").post("/reports/new/", {"quarter": "2026Q3"})
        report = QuarterlyReport.objects.get()
        assert made.url == f"/reports/{report.pk}/"
        community, street = entry_of(report, cast.community_a), entry_of(report, cast.street_a)
        assert community.name in browser("community_a").get(f"/reports/{report.pk}/").content.decode()
        browser("community_a").post(f"/reports/entries/{community.pk}/confirm/", {"note": ""})
        browser("street_a").post(f"/reports/entries/{community.pk}/return/", {"reason": "请核对办结数", "version": "2"})
        community.refresh_from_db()
        assert (community.status, community.return_reason) == ("returned", "请核对办结数")
        refused = browser("street_a").post(f"/reports/entries/{street.pk}/review/", {"reason": ""})
        assert refused.status_code == 422
        assert "新安居委会尚未确认" in refused.content.decode()
        many = browser("community_a").post("/reports/entries/", {"act": "confirm", "pk": [community.pk]})
        assert many.status_code == 302
        browser("street_a").post(f"/reports/entries/{street.pk}/review/", {"reason": ""})
        early = browser("leader").post(f"/reports/{report.pk}/issue/", {"reason": ""})
        assert early.status_code == 422
        assert "石门二路街道尚未审核" in early.content.decode()
        browser("leader").post(f"/reports/{report.pk}/issue/", {"reason": "石门二路街道系统切换"})
    page = browser("leader").get(f"/reports/{report.pk}/").content.decode()
    assert "联动通报〔2026〕1 号" in page
    assert "石门二路街道系统切换" in page
    report.refresh_from_db()
    assert report.status == QuarterlyReport.Status.ISSUED


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.code)
def test_every_figure_opens_exactly_what_it_counts(cast: Cast, browser, indicator) -> None:
    for side in ("a", "a", "b"):
        closed_claim(cast, side, at=IN_Q3)
    proposed_claim(cast, at=IN_Q3)
    leader = browser("leader")
    for state in ("live", "draft", "issued"):
        if state == "draft":
            report = drafted(cast)
            page = leader.get(figure_url(indicator.code, cast.street_a, report=report.pk))
        else:
            if state == "issued":
                settle(cast, report)
                with at_moment(AFTER_Q3):
                    from assessment.actions.reports import report_issue

                    report_issue(actor=cast.actor("leader"), report=report)
                proposed_claim(cast, at=IN_Q3)
            page = leader.get(figure_url(indicator.code, cast.street_a))
        assert page.status_code == 200
        listed = [row for row, _ in page.context["rows"]]
        counted = Event.objects.filter(
            verb__in=indicator.verbs, organization_path__startswith=cast.street_a.path
        ).order_by("id")
        expected = 3 if indicator.code in ("needs_published", "claims_proposed") else counted.count()
        assert len(listed) == page.context["page"].paginator.count == expected
        if indicator.kind == "count":
            assert page.context["value"] == str(expected)
        if state != "live":
            row = ReportFigure.objects.get(
                entry__report=report, entry__organization=cast.street_a, indicator=indicator.code
            )
            assert (page.context["value"] == "—") == (row.value is None)


def test_figures_lead_to_records(cast: Cast, browser) -> None:
    claim = closed_claim(cast, at=IN_Q3)
    issued(cast)
    rows = browser("leader").get(figure_url("claims_closed", cast.root)).context["rows"]
    assert [url.split("?")[0] for _, url in rows] == [f"/claims/{claim.pk}/"]


def test_neighbours_see_ranking_and_no_records(cast: Cast, browser) -> None:
    closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    other = browser("community_b")
    street = entry_of(report, cast.street_a)
    page = other.get(f"/reports/{report.pk}/").content.decode()
    assert "江宁路街道" in page
    assert other.get(f"/reports/entries/{street.pk}/").status_code == 200
    assert (
        figure_url("claims_closed", cast.street_a).split("?")[0]
        not in other.get(f"/reports/entries/{street.pk}/").content.decode()
    )
    assert other.get(figure_url("claims_closed", cast.street_a)).status_code == 404
    assert other.get(figure_url("claims_closed", cast.root)).status_code == 404
    assert other.get(figure_url("claims_closed", cast.community_b)).status_code == 200


def test_units_and_administrators_see_no_report(cast: Cast, browser) -> None:
    report = issued(cast)
    for name in ("unit_a", "system"):
        client = browser(name)
        for path in (f"/reports/{report.pk}/", f"/reports/{report.pk}/file/docx/", figure_url("score", cast.root)):
            assert client.get(path).status_code == 404
        assert list(client.get("/reports/").context["rows"]) == []


def test_a_draft_is_for_those_who_work_on_it(cast: Cast, browser) -> None:
    report = drafted(cast)
    other = entry_of(report, cast.community_b)
    assert browser("community_a").get(f"/reports/entries/{other.pk}/").status_code == 404
    assert browser("community_a").get(f"/reports/{report.pk}/file/docx/").status_code == 404


def test_late_places_are_visible(cast: Cast, browser) -> None:
    with at_moment(AFTER_Q3):
        report = drafted(cast)
    page = browser("office").get(f"/reports/{report.pk}/")
    assert page.context["late_count"] == 4
    listed = browser("office").get(f"/reports/entries/?report={report.pk}&late=on")
    assert listed.context["page"].paginator.count == 4


def test_files_open_in_word_and_excel(cast: Cast, browser) -> None:
    closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    word = browser("leader").get(f"/reports/{report.pk}/file/docx/")
    assert "2026" in word.headers["Content-Disposition"]
    assert Document(io.BytesIO(word.content)).paragraphs
    own = load_workbook(io.BytesIO(browser("community_b").get(f"/reports/{report.pk}/file/xlsx/").content))
    assert own["计数明细"].max_row == 1
    all_of_it = load_workbook(io.BytesIO(browser("leader").get(f"/reports/{report.pk}/file/xlsx/").content))
    assert all_of_it["计数明细"].max_row > 1
    assert browser("leader").get(f"/reports/{report.pk}/file/pdf/").status_code == 404


def test_a_correction_from_the_pages(cast: Cast, browser) -> None:
    wrong = closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    event = Event.objects.for_subject(wrong).get(verb="claim.close")
    office = browser("office")
    with at_moment(AFTER_Q3):
        bad = office.post(f"/reports/{report.pk}/correct/", {"note": "重复", "exclude": "abc"})
        assert bad.status_code == 422
        assert "事件编号应为数字" in bad.content.decode()
        unknown = office.post(f"/reports/{report.pk}/correct/", {"note": "重复", "exclude": "9" * 18})
        assert "未计入该通报" in unknown.content.decode()
        office.post(f"/reports/{report.pk}/correct/", {"note": "重复上报", "exclude": f"{event.pk}，"})
    new = QuarterlyReport.objects.get(edition=2)
    page = office.get(f"/reports/{new.pk}/").content.decode()
    assert "更正了哪些数据" in page
    assert "重复上报" in page
    assert browser("community_a").get(f"/reports/{report.pk}/correct/").status_code == 403


@pytest.mark.parametrize("name", ["leader", "street_a", "community_a"])
def test_budgets(cast: Cast, browser, name: str, django_assert_max_num_queries) -> None:
    for _ in range(3):
        closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    entry = ReportEntry.objects.get(report=report, organization=cast.community_a)
    client = browser(name)
    client.get("/reports/")  # the session's first page also looks up the district and keeps the session
    for path in (
        "/reports/",
        "/reports/entries/",
        f"/reports/{report.pk}/",
        f"/reports/entries/{entry.pk}/",
        figure_url("claims_closed", cast.community_a),
        figure_url("claim_closure_rate", cast.community_a, quarter="2026Q2"),
    ):
        with django_assert_max_num_queries(12):
            page = client.get(path)
        assert page.status_code == 200, path
        assert len(page.content) <= 100_000


@pytest.mark.parametrize(
    "query",
    ["quarter=2026Q9", "quarter=%00", "quarter=99999999Q1", "report=x", "report=999999999999999999999", "report=%00"],
)
def test_nonsense_is_never_a_fault(cast: Cast, browser, query: str) -> None:
    assert browser("leader").get(f"/reports/figures/claims_closed/?{query}").status_code == 404
    assert browser("leader").get("/reports/figures/nonsense/").status_code == 404


def test_a_report_of_another_quarter_is_not_mixed_up(cast: Cast, browser) -> None:
    report = issued(cast)
    assert str(report.period) == str(Q3)
    with at_moment(AFTER_Q4):
        assert (
            browser("leader").get(figure_url("score", cast.root, quarter="2026Q4", report=report.pk)).status_code == 404
        )
