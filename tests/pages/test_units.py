"""Units by forms and by spreadsheet: preview, the three ways to meet what is there already, and the corrected file."""

from datetime import timedelta
from io import BytesIO

import pytest
from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from core.periods import today
from resources.models import Need
from tenants.org.models import ResidentUnit

HEADINGS = ["单位名称", "单位类型", "所在街道、社区", "党员数"]


def sheet(*rows: list[object], headings: list[str] | None = None) -> SimpleUploadedFile:
    book = Workbook()
    for row in (headings or HEADINGS, *rows):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("单位.xlsx", file.getvalue())


def book_of(response):
    return list(load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0].iter_rows(values_only=True))


def test_register_edit_retire(cast: Cast, browser) -> None:
    street = browser("street_a")
    values = {"name": "江宁路菜市场", "kind": "private_firm", "organization": cast.community_a.pk, "party_members": "4"}
    assert street.post("/units/new/", values).status_code == 302
    unit = ResidentUnit.objects.get(name="江宁路菜市场")
    again = street.post("/units/new/", values)
    assert "已登记了同名单位" in again.context["form"].errors["name"][0]
    wrong = street.post("/units/new/", {**values, "name": "乙", "credit_code": "91310106MA1FY0000"})
    assert "18 位" in wrong.context["form"].errors["credit_code"][0]
    assert street.post("/units/new/", {**values, "organization": cast.community_b.pk}).status_code == 422
    street.post(f"/units/{unit.pk}/edit/", {**values, "party_members": "6", "version": unit.version})
    unit.refresh_from_db()
    assert unit.party_members == 6
    stale = street.post(f"/units/{unit.pk}/edit/", {**values, "party_members": "7", "version": "1"})
    assert "刚被其他人修改过" in stale.text
    street.post(f"/units/{unit.pk}/retire/", {"reason": "搬迁"})
    unit.refresh_from_db()
    assert unit.status == "retired"
    page = street.get(f"/units/{unit.pk}/")
    assert [act.verb for act, _ in page.context["acts"]] == ["restore"]
    assert "搬迁" in page.text


def test_move_restore_and_merge(cast: Cast, browser, django_assert_max_num_queries) -> None:
    street, office = browser("street_a"), browser("office")
    page = street.get(f"/units/{cast.unit_a.pk}/move/")
    assert list(page.context["form"].fields["organization"].queryset) == [cast.street_a]
    street.post(f"/units/{cast.unit_a.pk}/move/", {"organization": cast.street_a.pk, "reason": "归街道直管"})
    assert "新安居委会 → 江宁路街道" in street.get(f"/units/{cast.unit_a.pk}/").text
    street.post(f"/units/{cast.unit_a.pk}/retire/", {"reason": "误注销"})
    assert [act.verb for act, _ in street.get(f"/units/{cast.unit_a.pk}/").context["acts"]] == ["restore"]
    street.post(f"/units/{cast.unit_a.pk}/restore/", {"reason": ""})
    twin = ResidentUnit.objects.create(
        name="上海市江宁中学", kind="school", organization=cast.community_a, address="江宁路 1 号"
    )
    office.get("/units/")
    with django_assert_max_num_queries(12):
        found = office.get("/units/duplicates/")
    assert "名称相同" in found.text
    assert f"/units/{twin.pk}/merge/?into={cast.unit_a.pk}" in found.text
    assert "没有发现重复单位" in office.get(f"/units/duplicates/?place={cast.community_b.code}").text
    asked = office.get(f"/units/{twin.pk}/merge/?into={cast.unit_a.pk}")
    assert "合并后不能拆开" in asked.text
    assert asked.context["form"].initial == {"into": cast.unit_a.pk}
    answer = office.post(f"/units/{twin.pk}/merge/", {"into": cast.unit_a.pk, "reason": "重复登记"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/units/{cast.unit_a.pk}/"
    led = office.get(f"/units/{twin.pk}/", follow=True)
    assert led.redirect_chain[-1][0] == f"/units/{cast.unit_a.pk}/"
    assert "接收重复登记的单位" in led.text
    assert "并入另一单位" in led.text
    cast.unit_a.refresh_from_db()
    assert cast.unit_a.address == "江宁路 1 号"
    assert "上海市江宁中学" not in office.get("/units/").text
    for name in ("unit_a", "leader"):
        assert browser(name).get("/units/duplicates/").status_code == 403


def test_who_may_and_who_sees(cast: Cast, browser) -> None:
    for name in ("unit_a", "leader", "system"):
        assert browser(name).get("/units/new/").status_code == 403
        assert browser(name).get("/units/import/").status_code == 403
    assert browser("street_b").get(f"/units/{cast.unit_a.pk}/").status_code == 404
    assert browser("street_b").get(f"/units/{cast.unit_a.pk}/edit/").status_code == 404
    assert browser("unit_a").get(f"/units/{cast.unit_a.pk}/edit/").status_code == 403
    assert "修改" not in [label for label, _, _ in browser("unit_a").get(f"/units/{cast.unit_a.pk}/").context["links"]]


def test_a_unit_shows_what_hangs_on_it(cast: Cast, browser, make) -> None:
    make.claim(state="fulfilled")
    page = browser("street_a").get(f"/units/{cast.unit_a.pk}/")
    assert [table["title"] for table in page.context["related"]] == [
        "共建协议",
        "提供的资源",
        "提出的需求",
        "认领记录",
        "负责人和联络员",
        "由单位派出任职的人员",
    ]
    assert "周末为独居老人义诊" in page.text
    assert "江宁中学校长" in page.text


@pytest.mark.parametrize("name", ["street_a", "office"])
def test_list_budget_and_filters(cast: Cast, browser, name, django_assert_max_num_queries) -> None:
    client = browser(name)
    for many in (0, 3, 22):
        for index in range(many):
            ResidentUnit.objects.create(
                name=f"{'上海市静安区江宁路街道新安居民区综合为老服务中心联合党支部驻区单位'}{many}{index}",
                kind="social",
                organization=cast.community_a,
            )
        with django_assert_max_num_queries(12):
            page = client.get("/units/?sort=-running")
        assert len(page.content) <= 100_000
    assert len(client.get("/units/?kind=school").context["rows"]) == 1
    assert len(client.get(f"/units/?unsigned=true&place={cast.community_a.code}&size=100").context["rows"]) == 26
    for query in ("status=x", "q=%00", "kind=%00", "page=9999", "sort=nothing", "signed=maybe"):
        assert client.get(f"/units/?{query}").status_code == 200


def load(client, file, mode: str):
    page = client.post("/units/import/", {"file": file, "mode": mode})
    return page, {"sheet": page.context["sheet"]} if page.status_code == 200 else {}


def test_import_shows_before_it_writes(cast: Cast, browser) -> None:
    street = browser("street_a")
    good = ["江宁医院", "医院", "江宁路街道/新安居委会", 12]
    bad = ["无名学校", "学堂", "新安居委会", 3]
    there = ["江宁中学", "学校", "新安居委会", 99]
    page, sent = load(street, sheet(good, bad, there), "skip")
    assert [(o.row.line, o.status) for o in page.context["outcomes"]] == [(3, "failed"), (2, "new"), (4, "kept")]
    assert "单位类型“学堂”不在可选范围" in page.text
    assert not ResidentUnit.objects.filter(name="江宁医院").exists()
    done = street.post("/units/import/", sent)
    assert "新增 1 家，更新 0 家，跳过 1 家，有错未导入 1 家" in done.text
    assert ResidentUnit.objects.get(name="江宁医院").party_members == 12
    assert ResidentUnit.objects.get(name="江宁中学").party_members == 30

    rows = book_of(street.post("/units/import/", {**sent, "faults": "1"}))
    assert rows[0][-1] == "错误说明"
    assert [row[0] for row in rows[1:]] == ["无名学校"]
    corrected = ["学校" if value == "学堂" else value for value in rows[1]]
    page, sent = load(street, sheet(corrected, headings=list(rows[0])), "stop")
    street.post("/units/import/", sent)
    assert ResidentUnit.objects.filter(name="无名学校", kind="school").exists()


def test_stop_and_update(cast: Cast, browser) -> None:
    street = browser("street_a")
    there, fresh = ["江宁中学", "学校", "新安居委会", 99], ["江宁医院", "医院", "新安居委会", ""]
    page, sent = load(street, sheet(fresh, there), "stop")
    assert page.context["stopped"]
    answer = street.post("/units/import/", sent)
    assert answer.status_code == 422
    assert not ResidentUnit.objects.filter(name="江宁医院").exists()
    # Nothing was kept, so that the sheet to correct has the good rows as well.
    told = book_of(street.post("/units/import/", {**sent, "faults": "1"}))
    assert [(row[0], bool(row[-1])) for row in told[1:]] == [("江宁医院", False), ("江宁中学", True)]
    ResidentUnit.objects.filter(pk=cast.unit_a.pk).update(address="江宁路 1 号")
    _, sent = load(street, sheet(fresh, there), "update")
    street.post("/units/import/", sent)
    unit = ResidentUnit.objects.get(pk=cast.unit_a.pk)
    assert (unit.party_members, unit.address) == (99, "江宁路 1 号")
    assert ResidentUnit.objects.get(name="江宁医院").party_members == 0
    page, sent = load(street, sheet(fresh, there), "update")
    assert {outcome.message for outcome in page.context["outcomes"]} == {"与已有记录相同，无需更新。"}


def test_files_that_are_no_sheets(cast: Cast, browser) -> None:
    street = browser("street_a")
    cases = {
        "不是 Excel": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no sheet at all"),
        "缺少这些列": sheet(["x"], headings=["名字"]),
        "没有内容": sheet(),
        "所在街道": sheet(["甲", "学校", "张家宅居委会", 1]),
        "应为整数": sheet(["甲", "学校", "新安居委会", "很多"]),
    }
    for words, file in cases.items():
        page = street.post("/units/import/", {"file": file, "mode": "skip"})
        assert page.status_code in (200, 422)
        assert words in page.text, words
    assert street.post("/units/import/", {"mode": "skip"}).status_code == 422
    assert street.post("/units/import/", {"sheet": "forged"}).status_code == 302
    template = book_of(street.get("/units/import/?template=xlsx"))
    assert template[0][:3] == tuple(HEADINGS[:3])
    assert ResidentUnit.objects.count() == 2


def test_a_preview_is_worthless_to_somebody_else(cast: Cast, browser) -> None:
    _, sent = load(browser("street_a"), sheet(["江宁医院", "医院", "新安居委会", 1]), "skip")
    assert browser("street_b").post("/units/import/", sent).status_code == 302
    assert not ResidentUnit.objects.filter(name="江宁医院").exists()


def test_needs_are_imported_and_handed_in(cast: Cast, browser) -> None:
    headings = ["名称", "类别", "数量", "计量单位", "截止日期", "发布方"]
    day = today() + timedelta(days=30)
    rows = [
        ["义诊", "医疗健康", 30, "人次", day, ""],
        ["讲座", "教育培训", "2.5", "次", day.isoformat().replace("-", "/"), "新安居委会"],
        ["过期", "其他", 1, "次", "2020-01-01", ""],
        ["坏日期", "其他", 1, "次", "下个月", ""],
        ["别处", "其他", 1, "次", day, "张家宅居委会"],
        ["负数", "其他", -1, "次", day, ""],
    ]
    community = browser("community_a")
    assert "Excel 导入" in community.get("/needs/").text
    page = community.post("/needs/import/", {"file": sheet(*rows, headings=headings), "mode": "skip"})
    assert page.context["failing"] == 4
    community.post("/needs/import/", {"sheet": page.context["sheet"]})
    assert list(Need.objects.order_by("id").values_list("title", "status")) == [
        ("义诊", "submitted"),
        ("讲座", "submitted"),
    ]
    page = community.post("/needs/import/", {"file": sheet(*rows[:2], headings=headings), "mode": "update"})
    assert [outcome.status for outcome in page.context["outcomes"]] == ["failed", "failed"]
    assert "只有草稿或被退回的记录可以修改" in page.text
    assert browser("unit_a").get("/resources/import/?template=xlsx").status_code == 200
    assert browser("leader").get("/needs/import/").status_code == 403
