"""Lists of the loop: filters, place, export, bulk acts, budgets, and nonsense in the address."""

from io import BytesIO

import pytest
from cast import Cast
from openpyxl import load_workbook

from resources.models import Claim, Need, Resource

LISTS = ("/needs/", "/resources/", "/claims/")
NONSENSE = (
    "status=nonsense",
    "status=%00",
    "q=%00",
    "q=%25%5F'\"",
    "page=999999",
    "page=-1",
    "page=x",
    "size=7",
    "sort=-nothing",
    "sort=password",
    "col=nothing",
    "due_on_after=yesterday",
    "due_on_after=99999-01-01",
    "unit=x",
    "unit=99999999999999999999999",
    "need=%00",
    "need=99999999999999999999999",
    "waits=zzz&stage=%00",
    "category=" + "x" * 5000,
)


def fill(make, many: int) -> None:
    for index in range(many):
        need = make.listing(title=f"义诊{index}")
        make.claim(need)
        resource = make.listing(Resource, title=f"报告厅{index}")
        make.claim(resource, by="community_a")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("name", ["street_a", "unit_a"])
def test_budget_does_not_grow_with_rows(cast: Cast, browser, make, path, name, django_assert_max_num_queries) -> None:
    client = browser(name)
    client.get(path)  # the first page of a process looks up the host, the first of a session notes that it was used
    for many in (0, 3, 22):
        fill(make, many)
        with django_assert_max_num_queries(12):
            page = client.get(path)
        assert page.status_code == 200
        assert len(page.content) <= 100_000


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_never_a_fault(cast: Cast, browser, make, path, query) -> None:
    make.claim()
    assert browser("street_a").get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("place", ["garbage", "%00", "999999999999", "' or 1=1"])
def test_an_unknown_place_is_absent(cast: Cast, browser, path, place) -> None:
    assert browser("street_a").get(f"{path}?place={place}").status_code == 404


def test_lists_follow_place_and_filters(cast: Cast, browser, make) -> None:
    make.listing(title="江宁的义诊")
    make.listing(title="石门的讲座", by="community_b", category="education")
    office = browser("office")
    assert [str(row) for row, _ in office.get("/needs/").context["rows"]] == ["石门的讲座", "江宁的义诊"]
    there = office.get(f"/needs/?place={cast.street_a.code}")
    assert [str(row) for row, _ in there.context["rows"]] == ["江宁的义诊"]
    assert f"place={cast.street_a.code}" in there.context["rows"][0][1]
    by_kind = office.get("/needs/?category=education&status=open")
    assert [str(row) for row, _ in by_kind.context["rows"]] == ["石门的讲座"]
    assert [chip.text for chip in by_kind.context["chips"]] == ["状态：已发布", "类别：教育培训"]
    assert [str(row) for row, _ in office.get("/needs/?q=江宁").context["rows"]] == ["江宁的义诊"]
    assert [str(row) for row, _ in office.get("/needs/?stage=claimed").context["rows"]] == []


def test_stage_and_work_filters_count_what_the_record_says(cast: Cast, browser, make) -> None:
    partly, free = make.listing(title="部分"), make.listing(title="全空")
    make.claim(partly)
    street = browser("street_a")
    for stage, found in (("partial", [partly]), ("claimable", [free])):
        assert [row for row, _ in street.get(f"/needs/?stage={stage}").context["rows"]] == found
    waiting = [row.pk for row, _ in street.get("/claims/?waits=confirm").context["rows"]]
    assert waiting == [Claim.objects.get().pk]
    assert list(browser("community_a").get("/claims/?waits=confirm").context["rows"]) == []
    all_of_need = street.get(f"/claims/?need={free.pk}")
    assert list(all_of_need.context["rows"]) == []


def test_export_holds_exactly_what_is_filtered(cast: Cast, browser, make) -> None:
    make.listing(title="=1+1 义诊")
    make.listing(title="讲座", category="education")
    answer = browser("street_a").get("/needs/?category=medical&export=xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["名称", "=1+1 义诊"]
    assert book.worksheets[0]["A2"].data_type == "s"
    assert ("条件", "类别：医疗健康") in list(book.worksheets[1].iter_rows(values_only=True))


def test_bulk_acts_name_those_that_refuse(cast: Cast, browser, make) -> None:
    first, second = make.listing(state="submitted", title="甲"), make.listing(state="submitted", title="乙")
    done = make.listing(title="丙")
    page = browser("street_a").post(
        "/needs/", {"act": "publish", "pk": [first.pk, second.pk, done.pk, "x", "9" * 40]}, follow=True
    )
    said = [str(message) for message in page.context["messages"]]
    assert said[0] == "已审核通过 2 条。"
    assert said[1].startswith("丙：当前状态为")
    assert set(Need.objects.values_list("status", flat=True)) == {"open"}
    refused = browser("community_a").post("/needs/", {"act": "publish", "pk": [first.pk]}, follow=True)
    assert "没有" in str(next(iter(refused.context["messages"])))


def test_bulk_confirm_of_claims(cast: Cast, browser, make) -> None:
    claims = [make.claim(), make.claim()]
    browser("street_a").post("/claims/", {"act": "confirm", "pk": [claim.pk for claim in claims]})
    assert set(Claim.objects.values_list("status", flat=True)) == {"confirmed"}


def test_other_places_and_other_districts_are_absent(cast: Cast, browser, make, neighbour) -> None:
    draft, need = make.listing(state="draft"), make.listing()
    claim = make.claim(need)
    for name in ("unit_b", "community_b", "street_b", "system"):
        client = browser(name)
        for path in (
            f"/needs/{draft.pk}/",
            f"/needs/{need.pk}/",
            f"/needs/{draft.pk}/edit/",
            f"/needs/{draft.pk}/submit/",
            f"/claims/{claim.pk}/",
            f"/claims/{claim.pk}/confirm/",
            f"/claims/new/?need={need.pk}",
        ):
            assert client.get(path).status_code in (404, 403), (name, path)
            assert client.post(path).status_code in (404, 403), (name, path)
    elsewhere = browser("street_a")
    elsewhere.defaults["HTTP_HOST"] = "dongcheng.localhost"
    assert elsewhere.get(f"/needs/{need.pk}/").status_code == 302


@pytest.mark.parametrize(
    "path", ["/needs/99999999999999999999999/", "/claims/0/", "/needs/1/nonsense/", "/evidence/0/"]
)
def test_records_that_are_not_there(cast: Cast, browser, path) -> None:
    assert browser("street_a").get(path).status_code == 404
    assert browser("street_a").post(path).status_code in (404, 405)


@pytest.mark.parametrize("query", ["", "?need=", "?need=x", "?resource=1", "?need=%00", "?need=" + "9" * 30])
def test_claim_form_without_a_target(cast: Cast, browser, query) -> None:
    assert browser("unit_a").get(f"/claims/new/{query}").status_code == 404
