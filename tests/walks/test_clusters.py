"""扩大城市新兴领域党建工作覆盖 (S2 §五): from a street's sheet of buildings to a coverage that meets its target.

A street loads its buildings and the firms inside, sees which are to have a party organisation and have none, plans the
next step for each, founds a joint branch, and the district reads the coverage of every street.
"""

from cast import Cast
from django.test import Client
from emerging import firm
from stories import in_days

from linkage.clusters.models import Cluster, ClusterUnit, JointBranch
from tests.pages.test_units import book_of, sheet


def signed_in(cast: Cast, name: str) -> Client:
    client = Client(HTTP_HOST="jingan.localhost")
    client.force_login(cast.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_from_a_sheet_to_full_coverage(cast: Cast, django_assert_max_num_queries) -> None:
    street, office = signed_in(cast, "street_a"), signed_in(cast, "office")
    for name, members in (("云澜科技", 6), ("远帆物流", 3), ("小巷咖啡", 1)):
        firm(cast, name, members)
    heads = ["名称", "类别", "所在街道、社区", "专职党群工作者", "党建服务站点"]
    rows = [["恒隆大厦", "楼宇", "江宁路街道", 1, "恒隆党建服务站"], ["坏行", "城堡", "江宁路街道", "x", ""]]
    page = street.post("/clusters/import/", {"file": sheet(*rows, headings=heads), "mode": "skip"})
    assert page.context["failing"] == 1
    street.post("/clusters/import/", {"sheet": page.context["sheet"]})
    cluster = Cluster.objects.get(name="恒隆大厦")
    heads = ["新兴领域", "单位名称", "联合支部", "党建指导员"]
    rows = [["恒隆大厦", name, "", ""] for name in ("云澜科技", "远帆物流", "小巷咖啡", "没有的公司")]
    page = street.post("/cluster-units/import/", {"file": sheet(*rows, headings=heads), "mode": "skip"})
    street.post("/cluster-units/import/", {"sheet": page.context["sheet"]})
    faults = book_of(street.post("/cluster-units/import/", {"sheet": page.context["sheet"], "faults": "1"}))
    assert [row[1] for row in faults[1:]] == ["没有的公司"]
    assert cluster.members.count() == 3

    # Two firms are to have a party organisation and have none: it waits for the street.
    lacking = street.get("/cluster-units/?missing=true")
    assert {str(row) for row, _ in lacking.context["rows"]} == {"云澜科技", "远帆物流"}
    assert "应建未建、还没有组建计划的单位" in street.get("/workbench/").text
    assert street.get("/cluster-units/?waits=plan").context["page"].paginator.count == 2
    for member in ClusterUnit.objects.filter(unit__party_members__gte=3):
        plan = {"step": "joint", "step_due_on": in_days(30).isoformat(), "step_note": "已约谈"}
        assert street.post(f"/cluster-units/{member.pk}/plan/", plan).status_code == 302
    assert street.get("/cluster-units/?waits=plan").context["page"].paginator.count == 0

    chosen = [str(pk) for pk in ClusterUnit.objects.values_list("pk", flat=True)]
    given = {"name": "恒隆联合党支部", "secretary": "王敏", "founded_on": in_days(0).isoformat(), "members": chosen}
    assert street.post(f"/clusters/{cluster.pk}/branches/new/", given).status_code == 302
    assert JointBranch.objects.get().members.count() == 3
    shown = street.get(f"/clusters/{cluster.pk}/")
    assert "100%" in shown.text
    assert "恒隆联合党支部" in shown.text

    with django_assert_max_num_queries(12):
        table = office.get("/clusters/coverage/")
    line = next(line for line in table.context["rows"] if line["row"].place == cast.street_a)
    assert (line["row"].should, line["row"].built, line["row"].lacking) == (2, 2, 0)
    assert line["chip"].text == "达标"
    book = book_of(office.get("/clusters/coverage/?export=xlsx"))
    assert [row[0] for row in book] == ["地方", "静安区", "江宁路街道", "石门二路街道"]
    assert office.get(line["clusters_url"]).context["page"].paginator.count == line["row"].clusters
