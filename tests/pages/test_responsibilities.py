"""Lists of responsibilities on pages: built, claimed, published, checked, accepted; copied, imported, exported."""

from datetime import date
from io import BytesIO

from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from task_stories import due, responsibility_in, responsibility_lists

from core.periods import today
from core.waiting import waiting_for
from linkage.problems.models import Problem
from linkage.responsibilities.models import Responsibility

YEAR = today().year


def form_values(cast: Cast, **changes: str) -> dict[str, str]:
    return {
        "organization": str(cast.street_a.pk),
        "year": str(YEAR),
        "title": "每季度研究一次党建工作",
        "holder": "secretary",
        "category": "organization",
        "started_on": f"{YEAR}-01-01",
        "due_on": f"{YEAR}-12-31",
        "content": "专题研究基层党建。",
        **changes,
    }


def verbs(page: object) -> list[str]:
    return [act.verb for act, _ in page.context["acts"]]


def sheet(*lines: dict[str, str]) -> SimpleUploadedFile:
    book = Workbook()
    names = ["责任组织", "年度", "责任主体", "类别", "责任事项", "责任内容", "责任人"]
    book.active.append(names)
    for line in lines:
        book.active.append([line.get(name, "") for name in names])
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("责任清单.xlsx", file.getvalue())


LINE = {
    "责任组织": "江宁路街道",
    "年度": str(YEAR),
    "责任主体": "书记",
    "类别": "组织建设",
    "责任事项": "每季度研究一次党建工作",
    "责任内容": "专题研究",
}


def test_the_cycle_on_pages(cast: Cast, browser) -> None:
    street, office = browser("street_a"), browser("office")
    assert street.post("/responsibilities/new/", form_values(cast)).status_code == 302
    row = Responsibility.objects.get()
    address = f"/responsibilities/{row.pk}/"
    assert verbs(street.get(address)) == ["claim", "extend", "discard"]
    assert browser("street_b").get(address).status_code == 404
    changed = {**form_values(cast), "title": "每月研究一次党建工作"}
    assert street.post(f"{address}edit/", changed).status_code == 302
    refused = street.post(f"{address}claim/", {"responsible": ""})
    assert refused.status_code == 422
    assert refused.context["form"].errors["responsible"] == ["请填写责任人。"]
    street.post(f"{address}claim/", {"responsible": "沈书记", "post": "党工委书记"})
    page = street.post("/responsibilities/", {"act": "publish", "pk": [str(row.pk)]}, follow=True)
    assert "已公示 1 项" in page.text
    assert verbs(browser("street_b").get(address)) == []
    assert verbs(office.get(address)) == ["submit", "accept", "report", "check", "supervise"]
    office.post(f"{address}check/", {"passed": "no", "findings": "二季度没有研究"})
    assert "二季度没有研究" in street.get(address).text
    assert [found.pk for found, _ in office.get("/responsibilities/?unmet=true").context["rows"]] == [row.pk]
    refused = office.post(f"{address}accept/", {"result": "unmet", "note": ""})
    assert refused.context["form"].errors["note"] == ["请填写验收意见。"]
    office.post(f"{address}accept/", {"result": "partly", "note": "少一次"})
    row.refresh_from_db()
    assert (row.status, row.result, row.title) == ("accepted", "partly", "每月研究一次党建工作")


def test_copying_last_years_list(cast: Cast, browser) -> None:
    before = YEAR - 1
    responsibility_in(cast, "accepted", year=before, started_on=date(before, 1, 1), due_on=date(before, 12, 31))
    street = browser("street_a")
    page = street.post("/responsibilities/copy/", {"organization": str(cast.street_a.pk), "year": str(YEAR)})
    assert page.status_code == 302
    assert page.url == f"/responsibilities/?year={YEAR}"
    again = street.post("/responsibilities/copy/", {"organization": str(cast.street_a.pk), "year": str(YEAR)})
    assert again.status_code == 422
    assert "没有可以从" in again.context["form"].errors["year"][0]


def test_import_and_export(cast: Cast, browser) -> None:
    street = browser("street_a")
    lines = [LINE, {**LINE, "责任主体": "区长"}, {**LINE, "责任事项": "第二项", "责任组织": "石门二路街道"}]
    preview = street.post("/responsibilities/import/", {"file": sheet(*lines), "mode": "skip"})
    outcomes = [(outcome.status, outcome.label) for outcome in preview.context["outcomes"]]
    assert sorted(outcomes) == [("failed", "责任主体"), ("failed", "责任组织"), ("new", "")]
    assert not Responsibility.objects.exists()
    street.post("/responsibilities/import/", {"sheet": preview.context["sheet"]})
    row = Responsibility.objects.get()
    assert (row.organization, row.started_on, row.due_on) == (cast.street_a, date(YEAR, 1, 1), date(YEAR, 12, 31))
    again = street.post("/responsibilities/import/", {"file": sheet({**LINE, "责任人": "沈书记"}), "mode": "update"})
    assert [outcome.status for outcome in again.context["outcomes"]] == ["changed"]
    street.post("/responsibilities/import/", {"sheet": again.context["sheet"]})
    row.refresh_from_db()
    assert (row.responsible, row.content) == ("沈书记", "专题研究")
    book = load_workbook(BytesIO(street.get("/responsibilities/?export=xlsx").getvalue()))
    assert next(cell.value for cell in book.worksheets[0][2]) == "每季度研究一次党建工作"
    assert street.get("/responsibilities/import/?template=xlsx").status_code == 200


def test_pages_keep_their_budget(cast: Cast, browser, django_assert_max_num_queries) -> None:
    rows = [responsibility_in(cast, "published", title=f"事项{number}") for number in range(12)]
    who = browser("office")
    who.get("/notices/unread/")  # the first request of a process finds its district
    for address in ("/responsibilities/", f"/responsibilities/{rows[0].pk}/", "/responsibilities/new/"):
        with django_assert_max_num_queries(12):
            assert who.get(address).status_code == 200, address


def test_what_a_check_has_found_stands_with_the_item(cast: Cast, browser) -> None:
    row = responsibility_in(cast, "published")
    office = browser("office")
    office.post(f"/responsibilities/{row.pk}/check/", {"passed": "no", "findings": "没有会议记录"})
    (problem,) = Problem.objects.all()
    page = office.get(f"/responsibilities/{row.pk}/")
    assert f"/problems/{problem.pk}/" in page.text
    assert f"/responsibilities/{row.pk}/" in office.get(f"/problems/{problem.pk}/").text


def test_the_sums_on_a_page(cast: Cast, browser) -> None:
    responsibility_lists(cast)
    page = browser("office").get("/responsibilities/rollup/")
    assert [row.name for row, _ in page.context["rows"]] == ["静安区", "江宁路街道", "石门二路街道"]
    own, street = (row.counted_url for row, _ in list(page.context["rows"])[:2])
    assert len(browser("office").get(own).context["rows"]) == 1
    assert [row.name for row, _ in browser("office").get(street).context["rows"]] == ["江宁路街道", "新安居委会"]
    assert browser("unit_a").get("/responsibilities/rollup/").context["page"].paginator.count == 0
    book = b"".join(browser("office").get("/responsibilities/rollup/?export=xlsx"))
    assert book[:2] == b"PK"


def test_published_items_of_others_are_not_on_the_ledger(cast: Cast, browser) -> None:
    row = due(responsibility_in(cast, "published"), -3)
    assert row.title in browser("office").get("/supervisions/ladder/").text
    assert row.title not in browser("street_b").get("/supervisions/ladder/").text


def test_what_waits_leads_to_its_list(cast: Cast, browser) -> None:
    due(responsibility_in(cast, "published"), -3)
    found = {one.waiting.kind: one.total for one in waiting_for(cast.actor("street_a"), shown=1)}
    assert found["responsibility.work"] == 1
    assert len(browser("street_a").get("/responsibilities/?waits=work").context["rows"]) == 1
    assert len(browser("street_a").get("/responsibilities/?light=overdue").context["rows"]) == 1
