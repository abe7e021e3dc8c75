"""A district's register over a year: a unit is imported twice, found out, merged, moves house, and keeps its work.

S2 §四: units are not subordinate to the place; S3: entries into several lists are what offices complain about.
"""

from cast import Cast
from django.test import Client
from stories import claim_in

from core.events import action
from resources.models import Claim
from tenants.org.models import ResidentUnit
from tests.pages.test_units import book_of, sheet

HEADINGS = ["单位名称", "单位类型", "所在街道、社区", "党员数", "隶属", "行政级别", "党组织名称", "地址"]


def signed_in(cast: Cast, name: str) -> Client:
    client = Client(HTTP_HOST="jingan.localhost")
    client.force_login(cast.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


@action
def work_of(cast: Cast) -> Claim:
    return claim_in(cast, "confirmed")


def test_from_a_sheet_to_one_entry_in_the_right_place(cast: Cast) -> None:
    work = work_of(cast)
    street, office = signed_in(cast, "street_a"), signed_in(cast, "office")
    rows = [
        ["上海市江宁中学", "学校", "江宁路街道", 31, "区", "正科级", "江宁中学党总支", "江宁路 1 号"],
        ["云澜科技有限公司", "民营企业", "新安居委会", 4, "无", "", "", ""],
    ]
    page = street.post("/units/import/", {"file": sheet(*rows, headings=HEADINGS), "mode": "skip"})
    street.post("/units/import/", {"sheet": page.context["sheet"]})
    faults = book_of(street.post("/units/import/", {"sheet": page.context["sheet"], "faults": "1"}))
    corrected = ["非公企业" if value == "民营企业" else value for value in faults[1]]
    page = street.post("/units/import/", {"file": sheet(corrected, headings=list(faults[0])), "mode": "stop"})
    assert page.context["failing"] == 0
    street.post("/units/import/", {"sheet": page.context["sheet"]})
    assert ResidentUnit.objects.get(name="云澜科技有限公司").kind == "private_firm"

    # The street sees that the school was there already and keeps the older entry.
    twin = ResidentUnit.objects.get(name="上海市江宁中学")
    assert "名称相同" in street.get("/units/duplicates/").text
    street.post(f"/units/{twin.pk}/merge/", {"into": cast.unit_a.pk, "reason": "重复登记"})
    cast.unit_a.refresh_from_db()
    assert (cast.unit_a.party_organization, cast.unit_a.rank) == ("江宁中学党总支", "正科级")

    # The school moves to another street: only the district keeps both registers. Its running claim goes along.
    where = {"organization": cast.community_b.pk, "reason": "校舍搬迁"}
    assert street.post(f"/units/{cast.unit_a.pk}/move/", where).status_code == 422
    office.post(f"/units/{cast.unit_a.pk}/move/", where)
    work.refresh_from_db()
    assert work.organization == cast.community_b
    assert cast.unit_a.pk not in [row.pk for row, _ in street.get("/units/").context["rows"]]
    there = signed_in(cast, "street_b").get(f"/units/{cast.unit_a.pk}/")
    assert "新安居委会 → 张家宅居委会" in there.text
    unit = signed_in(cast, "unit_a")
    assert unit.get(f"/claims/{work.pk}/").status_code == 200
    assert "提交完成情况" in unit.get(f"/claims/{work.pk}/").text
