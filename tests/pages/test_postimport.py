"""Posts from a spreadsheet: appointments, ends of terms, and rows that are refused one by one."""

from io import BytesIO

import pytest
from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from stories import in_days

from tenants.accounts.models import User
from tenants.org.models import Post
from web.postimport import PostImport

ADDRESS = "/posts/import/"


def sheet(*rows: dict[str, str]) -> SimpleUploadedFile:
    book = Workbook()
    book.active.append([field.label for field in PostImport.fields])
    for row in rows:
        book.active.append([row.get(field.name, "") for field in PostImport.fields])
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("任职.xlsx", file.getvalue())


@pytest.fixture
def newcomer(cast: Cast) -> User:
    return User.objects.create(username="qian.gong", name="钱工", password="!")


def row_of(cast: Cast, **changes: str) -> dict[str, str]:
    return {
        "user": "qian.gong",
        "role": "兼职委员",
        "at": cast.community_a.name,
        "title": "党委委员",
        "kind": "兼职委员",
        "home_unit": cast.unit_a.name,
        "starts_on": in_days(0).isoformat(),
        **changes,
    }


def load(client, *rows: dict[str, str], mode: str = "skip") -> list[tuple[str, str]]:
    """Try out and keep; what became of each row."""
    page = client.post(ADDRESS, {"file": sheet(*rows), "mode": mode})
    client.post(ADDRESS, {"sheet": page.context["sheet"]})
    return [(outcome.status, outcome.message) for outcome in page.context["outcomes"]]


def test_an_appointment_is_loaded_and_later_ended(cast: Cast, browser, newcomer: User) -> None:
    keeper = browser("security")
    assert "Excel 导入" in keeper.get("/posts/").content.decode()
    assert load(keeper, row_of(cast)) == [("new", "")]
    post = Post.objects.get(user=newcomer)
    assert (post.organization, post.home_unit, post.kind) == (cast.community_a, cast.unit_a, Post.Kind.CONCURRENT)
    assert load(keeper, row_of(cast))[0][0] == "kept"
    assert load(keeper, row_of(cast), mode="update")[0] == ("kept", "与已有记录相同，无需更新。")
    assert load(keeper, row_of(cast, ends_on=in_days(30).isoformat()), mode="update") == [("changed", "")]
    post.refresh_from_db()
    assert post.ends_on == in_days(30)


def test_a_unit_and_a_department_are_found_by_their_names(cast: Cast, browser, newcomer: User) -> None:
    unit = {"role": "驻区单位联络员", "at": cast.unit_a.name, "kind": "", "home_unit": ""}
    office = {"role": "部门联络员", "at": cast.department.name, "kind": "", "home_unit": ""}
    assert {status for status, _ in load(browser("security"), row_of(cast, **unit), row_of(cast, **office))} == {"new"}
    assert {str(post.at) for post in Post.objects.filter(user=newcomer)} == {str(cast.unit_a), str(cast.department)}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"user": "nobody"}, "没有账号"),
        ({"role": "大总管"}, "不在可选范围"),
        ({"at": "月球"}, "不存在"),
        ({"role": "部门联络员", "at": "月球办"}, "不存在"),
        ({"home_unit": "无名公司"}, "不存在"),
        ({"kind": "临时"}, "不在可选范围"),
        ({"starts_on": "昨天"}, "不是日期"),
        ({"ends_on": "2000-01-01"}, "晚于任职日期"),
        ({"home_unit": ""}, "派出单位"),
    ],
)
def test_a_wrong_row_says_what_to_mend(
    cast: Cast, browser, newcomer: User, wrong: dict[str, str], message: str
) -> None:
    ((status, told),) = load(browser("security"), row_of(cast, **wrong))
    assert status == "failed"
    assert message in told
    assert not Post.objects.filter(user=newcomer).exists()


def test_only_for_who_appoints(cast: Cast, browser) -> None:
    for name in ("leader", "street_a", "system", "unit_a"):
        assert browser(name).get(ADDRESS).status_code == 403, name
    template = load_workbook(BytesIO(b"".join(browser("security").get(f"{ADDRESS}?template=xlsx").streaming_content)))
    assert [cell.value for cell in template.worksheets[0][1]] == [field.label for field in PostImport.fields]
