"""Shared materials on pages: sharing, reviewing, reading, extending, taking down."""

from io import BytesIO

from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from samples import png
from sharing import material_in
from stories import in_days

from resources.materials.models import Material


def form_values(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "owner": f"unit-{cast.unit_a.pk}",
        "title": "校园美术馆开放日",
        "kind": "文化资源",
        "content": "每月第一个周六向居民开放。",
        "ends_on": in_days(60).isoformat(),
        "reach": "",
        **changes,
    }


def verbs(page: object) -> list[str]:
    return [act.verb for act, _ in page.context["acts"]]


def test_from_the_unit_to_its_neighbours(cast: Cast, browser) -> None:
    unit, office, member = browser("unit_a"), browser("street_a"), browser("member")
    assert unit.get("/materials/new/").status_code == 200
    file = SimpleUploadedFile("海报.png", png(5), content_type="image/png")
    assert unit.post("/materials/new/", form_values(cast, files=[file], then="keep")).status_code == 302
    row = Material.objects.get()
    address = f"/materials/{row.pk}/"
    assert (row.status, row.audience, row.files.count()) == ("draft", cast.street_a, 1)
    assert office.get(address).status_code == 404
    edited = form_values(cast, title="校园美术馆周六开放", reach="district")
    del edited["owner"]
    assert unit.post(f"{address}edit/", edited).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.audience) == ("submitted", cast.root)
    assert [found.pk for found, _ in office.get("/materials/?waits=review").context["rows"]] == [row.pk]
    assert verbs(office.get(address)) == ["publish", "return", "withdraw"]
    assert browser("unit_b").get(address).status_code == 404
    office.post(f"{address}publish/")
    assert verbs(unit.get(address)) == ["extend", "withdraw"]
    assert verbs(member.get(address)) == []
    file_address = f"/material-files/{row.files.get().pk}/"
    assert browser("unit_b").get(file_address).status_code == 200
    unit.post(f"{address}extend/", {"ends_on": in_days(90).isoformat()})
    row.refresh_from_db()
    assert row.ends_on == in_days(90)
    page = unit.post(f"{address}extend/", {"ends_on": in_days(10).isoformat()})
    assert page.status_code == 422
    assert "要提前结束请用“下架”" in page.text
    office.post(f"{address}withdraw/", {"reason": "内容有误"})
    assert browser("unit_b").get(file_address).status_code == 404


def test_a_place_shares_with_its_own_or_with_one_below(cast: Cast, browser) -> None:
    office = browser("street_a")
    owner = f"place-{cast.street_a.pk}"
    given = form_values(cast, owner=owner, only=str(cast.community_a.pk))
    assert office.post("/materials/new/", given).status_code == 302
    row = Material.objects.get()
    assert row.audience == cast.community_a
    material = browser("street_a").get(f"/materials/{row.pk}/")
    assert verbs(material) == ["publish", "return", "withdraw"]
    values = form_values(cast, owner=f"place-{cast.community_a.pk}", reach="own")
    assert browser("community_a").post("/materials/new/", values).status_code == 302
    assert Material.objects.latest("pk").audience == cast.community_a


def test_refusals_stand_beside_their_fields(cast: Cast, browser) -> None:
    unit = browser("unit_a")
    page = unit.post("/materials/new/", form_values(cast, title="", ends_on="2020-01-01"))
    assert page.status_code == 422
    assert page.context["form"].errors["title"] == ["请填写标题。"]
    page = unit.post("/materials/new/", form_values(cast, ends_on="2020-01-01"))
    assert page.context["form"].errors["ends_on"] == ["有效期不能早于今天。"]
    assert "校园美术馆开放日" in page.text
    assert browser("leader").get("/materials/new/").status_code == 403
    assert not Material.objects.exists()


def test_lists_narrow_and_are_exported(cast: Cast, browser) -> None:
    shared = material_in(cast, "published")
    study = material_in(cast, "published", owner=cast.street_a, kind="学习资料", title="学习资料一", audience=cast.root)
    material_in(cast, "draft", title="还没提交")

    def found(name: str, query: str = "") -> set[int]:
        return {row.pk for row, _ in browser(name).get(f"/materials/{query}").context["rows"]}

    assert found("street_a") == {shared.pk, study.pk}
    assert found("street_a", "?kind=学习资料") == {study.pk}
    assert found("street_a", "?by_units=on") == {shared.pk}
    assert found("community_a", "?own=on") == set()
    assert found("unit_b") == {study.pk}
    assert found("unit_b", "?q=学习") == {study.pk}
    book = load_workbook(BytesIO(browser("street_a").get("/materials/?export=xlsx").getvalue()))
    assert book.worksheets[0].max_row == 3
    assert "学习资料一" in browser("unit_b").get("/search/?q=学习资料").text


def test_pages_keep_their_budget(cast: Cast, browser, django_assert_max_num_queries) -> None:
    rows = [material_in(cast, "published", title=f"资料{number}") for number in range(6)]
    who = browser("street_a")
    who.get("/notices/unread/")  # the first request of a process finds its district
    for address in ("/materials/", f"/materials/{rows[0].pk}/", "/materials/new/"):
        with django_assert_max_num_queries(13):
            assert who.get(address).status_code == 200, address
