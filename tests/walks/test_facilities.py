"""六室四站两校一厅一中心 (S1): a street loads what its communities have, and the district reads what is missing."""

from cast import Cast
from emerging import facility_of

from linkage.facilities.models import Facility, Room, all_rooms
from tenants.org.models import Organization
from tests.pages.test_units import book_of, sheet
from tests.walks.test_clusters import signed_in


def test_from_a_sheet_to_the_districts_table(cast: Cast, django_assert_max_num_queries) -> None:
    street, office = signed_in(cast, "street_a"), signed_in(cast, "office")
    Organization.objects.add_child(
        cast.street_a, instance=Organization(code="310106006003", name="武定居委会", level="community")
    )
    heads = ["社区", "服务用房面积（㎡）", "室外活动场地面积（㎡）", "藏书（册）", *all_rooms()]
    rows = [
        ["新安居委会", "320.5", 260, 1500, *("有" for _ in Room)],
        ["武定居委会", 280, 260, 1500, *("有" if room is not Room.POLICE else "没" for room in Room)],
        ["张家宅居委会", 1, 1, 1, *("" for _ in Room)],
    ]
    page = street.post("/facilities/import/", {"file": sheet(*rows, headings=heads), "mode": "update"})
    assert page.context["failing"] == 2
    street.post("/facilities/import/", {"sheet": page.context["sheet"]})
    faults = book_of(street.post("/facilities/import/", {"sheet": page.context["sheet"], "faults": "1"}))
    assert "应写“有”或“无”" in faults[1][-1]
    corrected = ["无" if value == "没" else value for value in faults[1]]
    page = street.post("/facilities/import/", {"file": sheet(corrected, headings=list(faults[0])), "mode": "update"})
    street.post("/facilities/import/", {"sheet": page.context["sheet"]})
    assert Facility.objects.count() == 2

    short = street.get("/facilities/?short=true")
    assert [row.name for row, _ in short.context["rows"]] == ["武定居委会"]
    assert "服务用房少 20 ㎡、警务室" in short.text

    with django_assert_max_num_queries(12):
        table = office.get("/facilities/standards/")
    figures = {str(line[0][1]): {column.field: str(html) for column, html, _ in line} for line in table.context["rows"]}
    assert set(figures) == {"静安区", "江宁路街道", "石门二路街道"}
    links = {column.field: url for line in table.context["rows"][:1] for column, _, url in line}
    for field in ("communities", "unrecorded", "met", "service_area", "police"):
        shown = office.get(links[field]).context["page"].paginator.count
        assert f">{shown}<" in figures["静安区"][field], field
    book = book_of(office.get("/facilities/standards/?export=xlsx"))
    assert book[0][:3] == ("地方", "社区（个）", "已登记")
    assert [row[0] for row in book[1:]] == ["静安区", "江宁路街道", "石门二路街道"]

    # The community mends it and enters it by hand; the year after somebody has to look again.
    entry = Facility.objects.get(organization__name="武定居委会")
    form = street.get(f"/facilities/of/{entry.organization_id}/").context["form"]
    assert form.initial["service_area"] == 280
    given = {
        "service_area": "300", "outdoor_area": "260", "books": "1500", "rooms": list(Room.values),
        "checked_on": "2026-11-01", "version": entry.version,
    }  # fmt: skip
    assert street.post(f"/facilities/of/{entry.organization_id}/", given).status_code == 302
    assert "达标" in street.get(f"/facilities/{entry.pk}/").text
    assert street.get("/facilities/?met=true").context["page"].paginator.count == 2


def test_who_reads_and_who_writes(cast: Cast, django_assert_max_num_queries) -> None:
    entry = facility_of(cast, books=5)
    leader, other = signed_in(cast, "leader"), signed_in(cast, "street_b")
    page = leader.get(f"/facilities/{entry.pk}/")
    assert "藏书少 995 册" in page.text
    assert "核对和修改" not in page.text
    assert leader.get(f"/facilities/of/{cast.community_a.pk}/").status_code == 302
    assert leader.get(f"/facilities/of/{cast.community_b.pk}/").status_code == 403
    assert leader.get("/facilities/new/").status_code == 403
    assert other.get(f"/facilities/{entry.pk}/").status_code == 404
    assert other.get(f"/facilities/of/{cast.community_a.pk}/").status_code == 404
    assert [row.name for row, _ in other.get("/facilities/").context["rows"]] == ["张家宅居委会"]
    street = signed_in(cast, "street_a")
    assert street.get("/facilities/new/").status_code == 200
    for address in ("/facilities/?lacks=books&col=police&sort=-books", f"/facilities/{entry.pk}/"):
        with django_assert_max_num_queries(12):
            assert street.get(address).status_code == 200
    assert street.get("/facilities/?lacks=books").context["page"].paginator.count == 1
    assert street.get("/facilities/?unrecorded=true").context["page"].paginator.count == 0
    Facility.objects.update(checked_on="2024-01-01")
    assert street.get("/facilities/?waits=check").context["page"].paginator.count == 1
    assert "待核对的阵地台账" in street.get("/workbench/").text
    names = book_of(street.get("/facilities/?export=xlsx&col=police&col=books"))
    assert names[0] == ("社区", "藏书（册）", "警务室")
