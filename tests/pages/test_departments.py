"""Departments by forms and by spreadsheet, and posts at them."""

import pytest
from assemblies import department_proposal, proposal_terms
from cast import Cast
from stories import in_days, newcomer

from core.periods import today
from linkage.assignments.models import Assignment
from linkage.proposals.actions.proposals import proposal_file, proposal_submit
from linkage.proposals.models import Proposal
from tenants.org.models import Department, Post
from tests.pages.test_units import book_of, sheet

HEADINGS = ["名称", "主管部门", "所在街道", "办公电话"]


def test_add_edit_retire_restore(cast: Cast, browser) -> None:
    office = browser("office")
    assert office.post("/departments/new/", {"name": "区民政局"}).status_code == 302
    civil = Department.objects.get(name="区民政局")
    page = office.get(f"/departments/new/?parent={civil.pk}")
    assert page.context["form"].initial["parent"] == civil
    values = {"name": "民政所", "parent": civil.pk, "organization": cast.street_a.pk}
    assert office.post("/departments/new/", values).status_code == 302
    outpost = Department.objects.get(name="民政所")
    assert "民政所" in office.get(f"/departments/{civil.pk}/").text
    assert office.get(f"/departments/{civil.pk}/edit/").status_code == 200
    changed = {"name": "民政一所", "organization": cast.street_b.pk, "version": 1}
    assert office.post(f"/departments/{outpost.pk}/edit/", changed).status_code == 302
    refused = office.post(f"/departments/{civil.pk}/retire/", {"reason": "改革"})
    assert "1 个派出机构" in refused.text
    office.post(f"/departments/{outpost.pk}/retire/", {"reason": "撤并"})
    office.post(f"/departments/{outpost.pk}/restore/", {})
    outpost.refresh_from_db()
    assert (outpost.name, outpost.organization, outpost.status) == ("民政一所", cast.street_b, "active")
    assert "江宁路街道 → 石门二路街道" in office.get(f"/departments/{outpost.pk}/").text


@pytest.mark.parametrize("name", ["street_a", "leader", "security", "outpost_a"])
def test_the_others_read_or_are_refused(cast: Cast, browser, name: str) -> None:
    client = browser(name)
    assert client.get("/departments/").status_code == 200
    assert client.get(f"/departments/{cast.outpost_a.pk}/").context["acts"] == []
    assert client.get("/departments/new/").status_code == 403
    assert client.get(f"/departments/{cast.outpost_a.pk}/edit/").status_code == 403
    assert client.post(f"/departments/{cast.outpost_a.pk}/retire/", {"reason": "x"}).status_code == 403


def test_list_budget(cast: Cast, browser, django_assert_max_num_queries) -> None:
    for number in range(30):
        Department.objects.create(
            name=f"第{number}所", kind="outpost", parent=cast.department, organization=cast.street_a
        )
    office = browser("office")
    with django_assert_max_num_queries(12):
        page = office.get(f"/departments/?parent={cast.department.pk}")
    assert page.context["page"].paginator.count == 31
    with django_assert_max_num_queries(12):
        office.get(f"/departments/{cast.department.pk}/")


def test_import(cast: Cast, browser) -> None:
    office = browser("office")
    rows = [
        ["区民政局", "", "", "62171111"],
        ["民政所", "区民政局", "石门二路街道", ""],
        ["江宁路派出所", "区公安分局", "江宁路街道", "62172222"],
        ["坏一", "没有的局", "江宁路街道", ""],
        ["坏二", "区公安分局", "没有的街道", ""],
    ]
    page = office.post("/departments/import/", {"file": sheet(*rows, headings=HEADINGS), "mode": "update"})
    assert sorted(outcome.status for outcome in page.context["outcomes"]) == [
        "changed", "failed", "failed", "new", "new",
    ]  # fmt: skip
    office.post("/departments/import/", {"sheet": page.context["sheet"]})
    assert Department.objects.get(name="民政所").parent.name == "区民政局"
    cast.outpost_a.refresh_from_db()
    assert cast.outpost_a.office_phone == "62172222"
    faults = book_of(office.post("/departments/import/", {"sheet": page.context["sheet"], "faults": "1"}))
    assert [row[0] for row in faults[1:]] == ["坏一", "坏二"]
    assert book_of(office.get("/departments/import/?template=xlsx"))[2][0] == "江宁路派出所"


def test_people_are_appointed_at_departments(cast: Cast, browser) -> None:
    user, security = newcomer(cast), browser("security")
    values = {"role": "department_head", "department": cast.department.pk, "starts_on": today().isoformat()}
    both = {**values, "organization": cast.street_a.pk}
    assert "请在组织、驻区单位、部门中选择一个" in security.post(f"/people/{user.pk}/appoint/", both).text
    security.post(f"/people/{user.pk}/appoint/", values)
    post = Post.objects.get(user=user)
    assert post.at == cast.department
    assert "区公安分局" in security.get(f"/people/{user.pk}/").text
    assert "区公安分局" in security.get(f"/posts/{post.pk}/").text
    assert "区公安分局" in security.get("/people/").text


def test_a_department_has_a_first_page(cast: Cast, browser) -> None:
    for name in ("department", "outpost_a"):
        page = browser(name).get("/", follow=True)
        assert page.status_code == 200
        assert page.redirect_chain


def test_a_department_does_its_task_and_answers_a_proposal_on_pages(cast: Cast, browser) -> None:
    office, staff, outpost = browser("office"), browser("department"), browser("outpost_a")
    sent = {
        "title": "排查消防通道",
        "kind": "decision",
        "due_on": in_days(9).isoformat(),
        "issuer": str(cast.root.pk),
        "content": "逐条排查。",
        "departments": [str(cast.department.pk)],
    }
    assert "区公安分局" in office.get("/assignments/new/").text
    assert office.post("/assignments/new/", sent).status_code == 302
    part = Assignment.objects.get(department=cast.department)
    address = f"/assignments/{part.pk}/"
    assert "排查消防通道" in staff.get("/workbench/").text
    assert [row.pk for row, _ in staff.get("/assignments/?waits=accept").context["rows"]] == [part.pk]
    assert outpost.get(address).status_code == 404
    staff.post(f"{address}accept/", {})
    later = {"due_on": in_days(20).isoformat(), "progress": "30", "reason": "等待会签"}
    assert staff.post(f"{address}extend/", later).status_code == 302
    assert "区公安分局" in office.get("/extensions/?waits=decide").text
    staff.post(f"{address}submit/", {"outcome": "排查完毕"})
    assert "静安区 → 区公安分局" in office.get(address).text
    office.post(f"{address}verify/", {"note": ""})
    part.refresh_from_db()
    assert part.status == "closed"

    proposal = department_proposal(cast)
    proposal_page = f"/proposals/{proposal.pk}/"
    assert "答复" in [act.label for act, _ in staff.get(proposal_page).context["acts"]]
    assert outpost.get(proposal_page).status_code == 404
    staff.post(f"{proposal_page}answer/", {"answer": "已列入计划", "result": "planned"})
    proposal.refresh_from_db()
    assert proposal.status == "answered"


def test_a_street_chooses_among_its_own_outposts(cast: Cast, browser) -> None:
    street = browser("street_a")
    form = street.get("/assignments/new/").context["form"]
    assert list(form.fields["departments"].queryset) == [cast.outpost_a]
    assert "departments" not in browser("street_b").get("/assignments/new/").context["form"].fields
    proposal = proposal_submit(actor=cast.actor("unit_a"), **proposal_terms(cast))
    proposal_file(actor=cast.actor("street_a"), proposal=proposal)
    refused = street.post(f"/proposals/{proposal.pk}/assign/", {"handler": f"department-{cast.department.pk}"})
    assert refused.context["form"].errors["handler"] == ["这一项不存在或您无权选择，请重新选择。"]
    street.post(f"/proposals/{proposal.pk}/assign/", {"handler": f"department-{cast.outpost_a.pk}"})
    assert Proposal.objects.get().department == cast.outpost_a


def test_a_department_proposes_in_its_own_name_on_pages(cast: Cast, browser) -> None:
    staff = browser("department")
    assert "提出提案" in staff.get("/proposals/").text
    form = staff.get("/proposals/new/").context["form"]
    assert list(form.fields["owner"].rows) == [f"department-{cast.department.pk}"]
    assert list(form.fields["organization"].queryset) == [cast.root]
    sent = {
        "title": "设立自助服务点",
        "owner": f"department-{cast.department.pk}",
        "organization": cast.root.pk,
        "category": "people",
        "content": "建议街道提供场地。",
    }
    assert staff.post("/proposals/new/", sent).status_code == 302
    proposal = Proposal.objects.get()
    assert "区公安分局" in browser("office").get("/proposals/").text
    found = staff.get(f"/proposals/?department={cast.department.pk}").context["rows"]
    assert [row.pk for row, _ in found] == [proposal.pk]
    staff.post(f"/proposals/{proposal.pk}/withdraw/", {"reason": "不提了"})
    proposal.refresh_from_db()
    assert proposal.status == "withdrawn"
