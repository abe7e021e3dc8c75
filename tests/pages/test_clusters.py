"""Pages of clusters: forms, acts, who may, budgets."""

import pytest
from cast import Cast
from emerging import branch_of, cluster_of, firm, member_of
from stories import in_days

from linkage.clusters.models import Cluster, ClusterUnit, JointBranch


def test_register_edit_retire_restore(cast: Cast, browser) -> None:
    street = browser("street_a")
    given = {"name": "恒隆大厦", "kind": "building", "organization": cast.street_a.pk, "workers": "1"}
    assert street.post("/clusters/new/", {**given, "workers": "x"}).status_code == 422
    assert street.post("/clusters/new/", given).status_code == 302
    cluster = Cluster.objects.get()
    assert "同名" in street.post("/clusters/new/", given).context["form"].errors["name"][0]
    changed = {"name": "恒隆广场", "kind": "quarter", "workers": "3", "manager": cast.unit_a.pk, "version": 1}
    assert street.post(f"/clusters/{cluster.pk}/edit/", changed).status_code == 302
    cluster.refresh_from_db()
    assert (cluster.name, cluster.manager, cluster.workers) == ("恒隆广场", cast.unit_a, 3)
    street.post(f"/clusters/{cluster.pk}/retire/", {"reason": "拆除"})
    assert [act.verb for act, _ in street.get(f"/clusters/{cluster.pk}/").context["acts"]] == ["restore"]
    street.post(f"/clusters/{cluster.pk}/restore/", {})
    cluster.refresh_from_db()
    assert cluster.status == "active"


def test_units_come_in_are_arranged_and_go(cast: Cast, browser) -> None:
    street = browser("street_a")
    branch = branch_of(cast)
    unit = firm(cast, "云澜科技")
    away = firm(cast, "石门公司", organization=cast.community_b)
    form = street.get(f"/clusters/{branch.cluster_id}/units/new/").context["form"]
    assert unit in form.fields["unit"].queryset
    assert away not in form.fields["unit"].queryset
    assert street.post(f"/clusters/{branch.cluster_id}/units/new/", {"unit": unit.pk}).status_code == 302
    member = ClusterUnit.objects.get(unit=unit)
    assert "应建未建" in street.get(f"/cluster-units/{member.pk}/").text
    street.post(f"/cluster-units/{member.pk}/edit/", {"branch": branch.pk, "instructor": "王敏"})
    member.refresh_from_db()
    assert (member.branch, member.instructor) == (branch, "王敏")
    assert "plan" not in [act.verb for act, _ in street.get(f"/cluster-units/{member.pk}/").context["acts"]]
    page = street.post(f"/cluster-units/{member.pk}/remove/", {"reason": "搬离"}, follow=True)
    assert page.redirect_chain[-1][0] == "/cluster-units/"
    street.post(f"/joint-branches/{branch.pk}/edit/", {"name": "新支部", "secretary": "李强", "version": 1})
    assert "李强" in street.get(f"/joint-branches/{branch.pk}/").text
    street.post(f"/joint-branches/{branch.pk}/dissolve/", {"reason": "单位迁出"})
    assert not JointBranch.objects.exists()


@pytest.mark.parametrize("name", ["leader", "unit_a", "community_a"])
def test_the_others_read(cast: Cast, browser, name: str) -> None:
    member = member_of(cast)
    client = browser(name)
    assert client.get("/clusters/").context["page"].paginator.count == 1
    for address in (f"/clusters/{member.cluster_id}/", f"/cluster-units/{member.pk}/"):
        assert client.get(address).context["acts"] == []
    assert client.get(f"/clusters/{member.cluster_id}/edit/").status_code == 403
    assert client.get(f"/clusters/{member.cluster_id}/units/new/").status_code == 403
    assert client.post(f"/cluster-units/{member.pk}/remove/", {"reason": "x"}).status_code == 403
    assert browser("street_b").get(f"/clusters/{member.cluster_id}/").status_code == 404
    assert browser("street_b").get(f"/clusters/{member.cluster_id}/branches/new/").status_code == 404


def test_budgets_and_filters(cast: Cast, browser, django_assert_max_num_queries) -> None:
    cluster = cluster_of(cast)
    for number in range(30):
        member_of(cast, firm(cast, f"综合为老服务中心联合党支部驻区单位第{number}公司", number % 5), cluster)
        cluster_of(cast, name=f"楼宇{number}")
    street = browser("street_a")
    for address in (
        "/clusters/?sort=-coverage&col=per_worker&col=reach",
        "/cluster-units/",
        f"/clusters/{cluster.pk}/",
    ):
        with django_assert_max_num_queries(12):
            page = street.get(address)
        assert page.status_code == 200
        assert len(page.content) <= 120_000
    numbers = {
        "/clusters/?lacking=true": 1,
        "/clusters/?bare=true": 31,
        "/clusters/?stationless=true": 0,
        "/cluster-units/?should=true": 12,
        f"/cluster-units/?cluster={cluster.pk}&missing=true": 12,
        "/cluster-units/?late=true": 0,
        "/cluster-units/?waits=late": 0,
        f"/clusters/?place={cast.street_b.code}": 0,
    }
    for address, number in numbers.items():
        assert street.get(address).context["page"].paginator.count == number, address
    member = ClusterUnit.objects.first()
    ClusterUnit.objects.filter(pk=member.pk).update(step="own", step_due_on=in_days(-3))
    assert street.get("/cluster-units/?late=true").context["page"].paginator.count == 1
    assert "逾期 3 天" in street.get(f"/cluster-units/{member.pk}/").text
    assert street.get("/clusters/coverage/?place=" + cast.street_a.code).status_code == 200
    assert street.get("/clusters/?export=xlsx").status_code == 200
