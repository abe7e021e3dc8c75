"""Contact points, weak places and tasks from spreadsheets: made, changed, refused row by row, corrected."""

from io import BytesIO
from typing import Any

from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from patronage import contact_in, weak_in
from stories import in_days

from linkage.assignments.models import Assignment
from linkage.contacts.models import ContactPoint, Visit, WeakPlace
from linkage.problems.models import Problem
from web.assignments.imports import AssignmentImport
from web.contacts.imports import ContactImport, VisitImport, WeakImport
from web.imports import ImportPage

ADDRESS = {
    ContactImport: "/contactpoints/import/",
    VisitImport: "/visits/import/",
    WeakImport: "/weakplaces/import/",
    AssignmentImport: "/assignments/import/",
}


def sheet(page: type[ImportPage], *rows: dict[str, str]) -> SimpleUploadedFile:
    book = Workbook()
    book.active.append([field.label for field in page.fields])
    for row in rows:
        book.active.append([row.get(field.name, "") for field in page.fields])
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("表.xlsx", file.getvalue())


def load(client: Any, page: type[ImportPage], *rows: dict[str, str], mode: str = "skip") -> list[tuple[str, str]]:
    """Try out and keep; what became of each record."""
    tried = client.post(ADDRESS[page], {"file": sheet(page, *rows), "mode": mode})
    client.post(ADDRESS[page], {"sheet": tried.context["sheet"]})
    return [(outcome.status, outcome.message) for outcome in tried.context["outcomes"]]


def faults(client: Any, page: type[ImportPage], *rows: dict[str, str], mode: str = "skip") -> list[tuple[Any, ...]]:
    """The sheet to be corrected."""
    tried = client.post(ADDRESS[page], {"file": sheet(page, *rows), "mode": mode})
    book = client.post(ADDRESS[page], {"sheet": tried.context["sheet"], "faults": "1"})
    return list(load_workbook(BytesIO(b"".join(book.streaming_content))).active.values)[1:]


def test_contact_points(cast: Cast, browser, django_assert_max_num_queries) -> None:
    street = browser("street_a")
    assert "Excel 导入" in street.get("/contactpoints/").text
    assert "Excel 导入" not in browser("community_a").get("/contactpoints/").text
    good = {"leader": "江宁书记", "organization": "江宁路街道/新安居委会", "since": in_days(-3).isoformat()}
    wrong = [
        {**good, "leader": "李书记"}, {**good, "organization": "张家宅居委会"}, {**good, "since": "上周"},
        {**good, "reason": "分工调整"}, {"leader": "江宁书记"},
    ]  # fmt: skip
    assert street.post("/contactpoints/import/", {"file": sheet(ContactImport, good), "mode": "skip"}).context[
        "passing"
    ]
    assert not ContactPoint.objects.exists(), "a preview keeps nothing"
    told = load(street, ContactImport, *wrong)
    assert [status for status, _ in told] == ["failed"] * 5
    heads = [
        "“李书记”在您的管理范围内",
        "联系组织“张家宅居委会”",
        "开始日期“上周”不是日期",
        "这名领导没有联系这个组织，",
        "请填写联系组织。",
    ]
    assert [words[: len(head)] for (_, words), head in zip(told, heads, strict=True)] == heads
    assert [status for status, _ in load(street, ContactImport, good, wrong[0], mode="stop")] == ["failed", "new"]
    assert not ContactPoint.objects.exists(), "one wrong row stops all"
    assert load(street, ContactImport, good, wrong[0]) == [("failed", told[0][1]), ("new", "")]
    made = ContactPoint.objects.get()
    assert (made.organization, made.since, made.seat) == (cast.community_a, in_days(-3), cast.street_a)
    assert load(street, ContactImport, good)[0][0] == "kept"
    assert load(street, ContactImport, good, mode="stop")[0][0] == "failed"
    assert load(street, ContactImport, good, mode="update")[0] == ("kept", "与已有记录相同，无需更新。")
    assert load(street, ContactImport, {**good, "reason": "分工调整"}, mode="update") == [("changed", "")]
    made.refresh_from_db()
    assert made.status == "ended"
    assert faults(street, ContactImport, wrong[1])[0][-1].startswith("联系组织“张家宅居委会”不存在")
    with django_assert_max_num_queries(12):
        assert street.get("/contactpoints/import/?template=xlsx").status_code == 200


def test_the_same_name_twice_is_told_apart_by_account_and_place(cast: Cast, browser) -> None:
    contact_in(cast, by="leader")
    office = browser("office")
    row = {"leader": "leader", "seat": "静安区", "organization": "石门二路街道"}
    assert load(office, ContactImport, row) == [("new", "")]
    assert load(office, ContactImport, {**row, "seat": "江宁路街道", "organization": "新安居委会"})[0][0] == "failed"


def test_visits(cast: Cast, browser) -> None:
    contact = contact_in(cast)
    leader = str(contact.post.user.name)
    street = browser("street_a")
    assert "Excel 导入" in street.get("/visits/").text
    assert "Excel 导入" not in browser("community_a").get("/visits/").text
    good = {
        "leader": leader, "organization": "江宁路街道/新安居委会", "visited_on": in_days(-1).isoformat(),
        "summary": "查看阵地", "findings": "楼道堆物；活动室闲置",
    }  # fmt: skip
    wrong = [{**good, "leader": "李书记"}, {**good, "visited_on": in_days(1).isoformat()}, {**good, "summary": ""}]
    told = load(street, VisitImport, *wrong)
    assert [status for status, _ in told] == ["failed"] * 3
    assert "没有联系“新安居委会”" in told[0][1]
    assert not Visit.objects.exists()
    assert load(street, VisitImport, good) == [("new", "")]
    visit = Visit.objects.get()
    assert (visit.contact, visit.findings) == (contact, 2)
    found = Problem.objects.filter(origin_type="contacts.visit", origin_id=visit.pk).order_by("pk")
    assert list(found.values_list("title", flat=True)) == ["楼道堆物", "活动室闲置"]
    assert load(street, VisitImport, good, mode="update")[0][0] == "kept"
    assert "不能修改" in load(street, VisitImport, {**good, "summary": "改写"}, mode="update")[0][1]
    assert street.get("/visits/import/?template=xlsx").status_code == 200


def test_weak_places(cast: Cast, browser) -> None:
    weak = weak_in(cast)
    office, street = browser("office"), browser("street_a")
    assert "Excel 导入" in street.get("/weakplaces/").text
    mine = {"organization": "江宁路街道/新安居委会", "reason": "班子不健全"}
    other = {"organization": "石门二路街道/张家宅居委会", "reason": "长期不开会"}
    assert load(street, WeakImport, other)[0][0] == "failed"
    assert load(street, WeakImport, {**mine, "organization": "江宁路街道"})[0][0] == "failed", "it is not above itself"
    told = load(office, WeakImport, mine, other, {**other, "organization": "江宁路街道", "outcome": "好"})
    assert sorted(status for status, _ in told) == ["failed", "kept", "new"]
    assert WeakPlace.objects.get(organization=cast.community_b).reason == "长期不开会"
    assert load(street, WeakImport, {**mine, "outcome": "整改到位"}, mode="update") == [("changed", "")]
    weak.refresh_from_db()
    assert (weak.status, weak.outcome) == ("accepted", "整改到位")


TASK = {"title": "排查阵地", "content": "逐个查看", "kind": "基层党建"}


def test_tasks(cast: Cast, browser) -> None:
    office = browser("office")
    assert "Excel 导入" in office.get("/assignments/").text
    first = {**TASK, "due_on": in_days(20).isoformat(), "organization": "江宁路街道"}
    second = {"title": "排查阵地", "organization": "石门二路街道"}
    assert load(office, AssignmentImport, first, second) == [("new", "")]
    whole = Assignment.objects.get(parent=None)
    assert (whole.title, whole.kind, whole.due_on) == ("排查阵地", "party_building", in_days(20))
    assert {part.organization for part in whole.parts.all()} == {cast.street_a, cast.street_b}
    assert load(office, AssignmentImport, first, second)[0][0] == "kept"
    assert load(office, AssignmentImport, first, second, mode="update")[0] == ("kept", "与已有记录相同，无需更新。")
    more = {"title": "排查阵地", "organization": "石门二路街道/张家宅居委会"}
    assert load(office, AssignmentImport, first, second, more, mode="update") == [("changed", "")]
    assert whole.parts.count() == 3
    changed = load(office, AssignmentImport, {**first, "due_on": in_days(9).isoformat()}, mode="update")
    assert changed == [("failed", "任务已下达，完成期限不能用表格修改，请与下达的一致或留空。")]


def test_departments_get_tasks_by_name(cast: Cast, browser) -> None:
    office = browser("office")
    first = {**TASK, "due_on": in_days(20).isoformat(), "organization": "江宁路街道"}
    police = {"title": "排查阵地", "organization": "区公安分局"}
    assert load(office, AssignmentImport, first, police) == [("new", "")]
    whole = Assignment.objects.get(parent=None)
    assert [str(part.handler) for part in whole.parts.order_by("pk")] == ["江宁路街道", "区公安分局"]
    assert load(office, AssignmentImport, first, police, mode="update")[0][0] == "kept"
    outpost = {"title": "排查阵地", "organization": "江宁路派出所"}
    assert load(office, AssignmentImport, first, outpost, mode="update") == [("changed", "")]
    assert whole.parts.count() == 3
    twice = load(office, AssignmentImport, {**first, "title": "另一项"}, *[{**police, "title": "另一项"}] * 2)
    assert twice == [("failed", "“区公安分局”在这项任务里写了两次，请删去一行。")]
    # A street names the outposts in it, no department of the district.
    refused = load(browser("street_a"), AssignmentImport, {**first, **police, "title": "街道的"})
    assert refused[0][0] == "failed"


def test_wrong_tasks_are_told_line_by_line(cast: Cast, browser) -> None:
    office = browser("office")
    due = in_days(20).isoformat()
    for rows, message in (
        ([{**TASK, "organization": "江宁路街道"}], "请填写完成期限。"),
        ([{**TASK, "organization": "江宁路街道", "due_on": in_days(-1).isoformat()}], "完成期限不能早于今天。"),
        ([{**TASK, "organization": "江宁路街道", "due_on": due, "content": ""}], "请填写任务要求。"),
        ([{**TASK, "organization": "江宁路街道", "due_on": due}] * 2, "“江宁路街道”在这项任务里写了两次，请删去一行。"),
        (
            [
                {**TASK, "organization": "江宁路街道", "due_on": due},
                {**TASK, "organization": "静安区", "due_on": "2026"},
            ],
            "同一项任务的完成期限前后不一致，请与第一行写成一样，或在这一行留空。",
        ),
        ([{**TASK, "organization": "没有的街道", "due_on": due}], "承办组织“没有的街道”不存在，或不在您的管理范围内。"),
        ([{**TASK, "organization": "", "due_on": due}], "请填写承办组织。"),
    ):
        assert load(office, AssignmentImport, *rows) == [("failed", message)], rows
        assert faults(office, AssignmentImport, *rows)[-1][-1] in (message, None), rows
    elsewhere = {**TASK, "organization": "石门二路街道", "due_on": due}
    assert load(browser("street_a"), AssignmentImport, elsewhere)[0][0] == "failed"
    assert browser("unit_a").get("/assignments/import/").status_code == 403
    assert not Assignment.objects.exists()
