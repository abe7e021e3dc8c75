"""Row 1: 三级组织体系, the tree with 片区 and 网格 where a district wants them, and 领导小组 at each level (S2 §三).

The district corrects its tree in a sheet and on pages and adds a 网格 through the interface; each level founds its
leading group, and who stands where in the tree decides what he sees of them.
"""

from io import BytesIO
from typing import Any

from callers import gid, person
from cast import Cast
from database import NEIGHBOUR
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from core.history import history_of
from linkage.conferences.models import Body, Seat
from tenants.org.models import Organization

GROUPS = "query ($within: ID) { bodies(kind: [LEADING_GROUP], within: $within) { edges { node { name } } } }"
TREE = "query ($within: ID!) { organizations(within: $within) { edges { node { name level code } } } }"


def signed_in(cast: Cast, name: str) -> Client:
    client = Client(HTTP_HOST="jingan.localhost")
    client.force_login(cast.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def sheet_of(response: Any) -> Any:
    return load_workbook(BytesIO(b"".join(response.streaming_content)))


def test_the_tree_of_three_levels_and_its_leading_groups(cast: Cast, neighbour: Cast) -> None:
    office, street = signed_in(cast, "office"), signed_in(cast, "street_a")
    divide(cast, office)
    found_groups(cast, office, street)
    each_sees_its_own(cast, neighbour)
    sheets_say_the_same(street)


def divide(cast: Cast, office: Client) -> None:
    """An area comes in with the corrected sheet, the community moves into it on a page, a grid comes from outside."""
    book = sheet_of(office.get("/organizations/import/?template=xlsx"))
    page = book.worksheets[0]
    assert [cell.value for cell in page[1]] == ["代码", "名称", "层级", "上级代码", "原代码", "并入"]
    page.append([f"{cast.street_a.code}001", "东片区", "片区", cast.street_a.code, ""])
    file = BytesIO()
    book.save(file)
    upload = SimpleUploadedFile("区划表.xlsx", file.getvalue())
    preview = office.post("/organizations/import/", {"file": upload})
    assert [(title, count) for title, _, count in preview.context["groups"]] == [("新增", 1)]
    sent = {"confirmed": preview.context["packed"], "plan": preview.context["plan"].fingerprint}
    office.post("/organizations/import/", sent)
    area = Organization.objects.get(name="东片区")

    into = {"name": cast.community_a.name, "code": cast.community_a.code, "parent": area.pk}
    office.post(f"/organizations/{cast.community_a.pk}/edit/", into)
    assert Organization.objects.get_parent(Organization.objects.get(pk=cast.community_a.pk)) == area
    # The place that it was is told on its record, and everything below the street is below it still.
    assert "东片区" in history_of(cast.community_a)[0].note

    refused = person(cast.users["street_a"]).do(
        "organizationAdd", parent=gid(cast.community_a), level="GRID", name="第一网格"
    )
    assert [error["code"] for error in refused["errors"]] == ["NOT_ALLOWED"]
    made = person(cast.users["office"]).do(
        "organizationAdd", "organization { name code }", parent=gid(cast.community_a), level="GRID", name="第一网格"
    )
    assert made["organization"] == {"name": "第一网格", "code": f"{cast.community_a.code}001"}
    seen = person(cast.users["street_a"]).ask(TREE, within=gid(cast.street_a))["organizations"]["edges"]
    assert [edge["node"]["level"] for edge in seen] == ["SUBDISTRICT", "AREA", "COMMUNITY", "GRID"]


def found_groups(cast: Cast, office: Client, street: Client) -> None:
    """The district's and the street's on pages with members from a sheet, the community's through the interface."""
    for client, place, name in (
        (office, cast.root, "区基层党建工作领导小组"),
        (street, cast.street_a, "街道党建工作领导小组"),
    ):
        made = {"name": name, "kind": "leading_group", "organization": place.pk}
        assert client.post("/bodies/new/", made).status_code == 302
    body = Body.objects.get(organization=cast.street_a)
    assert body.cadence == "quarterly"

    book = sheet_of(street.get("/seats/import/?template=xlsx"))
    page = book.worksheets[0]
    page.delete_rows(2, page.max_row)
    page.append([body.name, "江宁路街道", "召集人", "", "党工委书记", "有", ""])
    page.append([body.name, "新安居委会", "成员", "", "党总支书记", "有", ""])
    file = BytesIO()
    book.save(file)
    preview = street.post(
        "/seats/import/", {"file": SimpleUploadedFile("成员.xlsx", file.getvalue()), "mode": "update"}
    )
    street.post("/seats/import/", {"sheet": preview.context["sheet"]})
    assert {str(seat.owner) for seat in Seat.objects.filter(body=body)} == {"江宁路街道", "新安居委会"}

    community = person(cast.users["community_a"])
    made = community.do(
        "bodyCreate",
        "body { id name cadence }",
        organization=gid(cast.community_a),
        kind="LEADING_GROUP",
        name="社区党建工作领导小组",
    )["body"]
    assert made["cadence"] == "MONTHLY"
    seat = community.do("seatAdd", "seat { id }", body=made["id"], owner=gid(cast.unit_a), role="MEMBER")
    assert seat["errors"] == []


def each_sees_its_own(cast: Cast, neighbour: Cast) -> None:
    """Who stands above sees those below; the street beside and the neighbouring district see nothing of them."""

    def groups(name: str, **within: str) -> set[str]:
        edges = person(cast.users[name]).ask(GROUPS, **within)["bodies"]["edges"]
        return {edge["node"]["name"][:2] for edge in edges}

    assert groups("office") == {"区基", "街道", "社区"}
    assert groups("street_a") == {"街道", "社区"}
    assert groups("street_b") == set()
    area = Organization.objects.get(name="东片区")
    assert groups("office", within=gid(area)) == {"社区"}
    rows = signed_in(cast, "street_a").get(f"/bodies/?kind=leading_group&place={area.code}").context["rows"]
    assert [row.name for row, _ in rows] == ["社区党建工作领导小组"]
    body = Body.objects.get(organization=cast.street_a)
    assert signed_in(cast, "street_b").get(f"/bodies/{body.pk}/").status_code == 404
    there = person(neighbour.users["office"], NEIGHBOUR).ask(GROUPS)["bodies"]["edges"]
    assert there == []


def sheets_say_the_same(street: Client) -> None:
    """What the list shows is what its workbook holds."""
    shown = street.get("/bodies/?kind=leading_group").context["rows"]
    page = sheet_of(street.get("/bodies/?kind=leading_group&export=xlsx")).worksheets[0]
    names = [row[0].value for row in page.iter_rows(min_row=2)]
    assert names == [row.name for row, _ in shown]
    assert len(names) == 2
