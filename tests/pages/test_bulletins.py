"""Bulletins on pages: drafting, issuing, signing, urging, and the list of receipts."""

from io import BytesIO

from briefing import bulletin_in, receipt_of
from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from emerging import cluster_of, firm, member_of
from openpyxl import load_workbook
from samples import png
from stories import in_days

from linkage.bulletins.models import Bulletin


def form_values(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "organization": str(cast.street_a.pk),
        "title": "关于开展社区清洁日的通知",
        "kind": "notice",
        "body": "一、时间\n本周六上午。",
        "places": [str(cast.community_a.pk)],
        "unit_kinds": ["school"],
        "asks_receipt": "on",
        "due_on": in_days(3).isoformat(),
        **changes,
    }


def verbs(page: object) -> list[str]:
    return [act.verb for act, _ in page.context["acts"]]


def test_from_the_draft_to_the_answer(cast: Cast, browser) -> None:
    office, community, unit = browser("street_a"), browser("community_a"), browser("unit_a")
    assert office.get("/bulletins/new/").status_code == 200
    file = SimpleUploadedFile("安排.png", png(3), content_type="image/png")
    assert office.post("/bulletins/new/", form_values(cast, files=[file])).status_code == 302
    row = Bulletin.objects.get()
    address = f"/bulletins/{row.pk}/"
    assert {each.owner for each in row.receipts.all()} == {cast.community_a, cast.unit_a}
    assert verbs(office.get(address)) == ["issue", "withdraw"]
    assert community.get(address).status_code == 404
    edited = form_values(cast, title="关于开展社区清洁日活动的通知")
    del edited["organization"]
    assert office.post(f"{address}edit/", edited).status_code == 302
    office.post(f"{address}issue/")
    row.refresh_from_db()
    assert (row.status, row.title, row.files.count()) == ("issued", "关于开展社区清洁日活动的通知", 1)
    assert verbs(office.get(address)) == ["urge", "withdraw"]
    assert [found.pk for found, _ in community.get("/bulletins/?waits=sign").context["rows"]] == [row.pk]
    # Opening the page is not reading it: that is said by a button.
    assert verbs(community.get(address)) == ["sign"]
    assert receipt_of(row, cast.community_a).read_at is None
    community.post(f"{address}sign/", {"reply": "已通知居民"})
    assert verbs(community.get(address)) == ["reply"]
    shown = office.get(address).text
    assert "已通知居民" in shown
    assert "1/2" in shown
    # The unit owes nothing: the day has lost its weight once all organizations have signed.
    assert "还剩 3 天" not in shown
    assert verbs(unit.get(address)) == ["sign"]
    assert "江宁中学" not in browser("community_b").get("/bulletin-receipts/").text
    office.post(f"{address}urge/")
    # Once a day: the button is back tomorrow.
    assert verbs(office.get(address)) == ["withdraw"]
    assert "今天已经催阅过" in office.post(f"{address}urge/").text
    file_address = f"/bulletin-files/{row.files.get().pk}/"
    assert unit.get(file_address).status_code == 200
    assert browser("unit_b").get(file_address).status_code == 404


def test_the_document_is_for_those_who_may_see_the_record(cast: Cast, browser) -> None:
    row = bulletin_in(cast, "issued")
    answer = browser("unit_a").get(f"/bulletins/{row.pk}/document/")
    words = [line.text for line in Document(BytesIO(answer.content)).paragraphs]
    assert row.number in words
    assert browser("unit_b").get(f"/bulletins/{row.pk}/document/").status_code == 404


def test_a_correction_begins_with_what_was_said_to_whom(cast: Cast, browser) -> None:
    row = bulletin_in(cast, "issued")
    form = browser("street_a").get(f"/bulletins/new/?corrects={row.pk}").context["form"]
    assert form.initial["title"] == f"关于更正《{row.title}》的通知"
    assert form.initial["places"] == [str(cast.community_a.pk)]
    assert form.initial["unit_names"] == "江宁中学"
    values = form_values(cast, corrects=str(row.pk))
    assert browser("street_a").post("/bulletins/new/", values).status_code == 302
    assert row.corrections.count() == 1


def addressed(cast: Cast, browser, by: str = "office", **chosen: object) -> set[str]:
    """The units to which a bulletin goes that is drafted with these choices."""
    values = form_values(cast, **{"organization": str(cast.root.pk), "unit_kinds": [], **chosen})
    answer = browser(by).post("/bulletins/new/", values)
    assert answer.status_code == 302, answer.context["form"].errors
    receipts = Bulletin.objects.latest("pk").receipts.filter(unit__isnull=False)
    return set(receipts.values_list("unit__name", flat=True))


def test_units_by_place_by_cluster_and_by_name(cast: Cast, browser, django_assert_max_num_queries) -> None:
    shop, clinic = firm(cast, "甲公司"), firm(cast, "乙诊所", kind="hospital")
    firm(cast, "停业公司", status="retired")
    member_of(cast, shop, cluster := cluster_of(cast))
    a, b = str(cast.community_a.pk), str(cast.community_b.pk)
    assert addressed(cast, browser) == set()
    assert addressed(cast, browser, unit_places=[a]) == {"江宁中学", "甲公司", "乙诊所"}
    assert addressed(cast, browser, unit_places=[a, b], unit_kinds=["hospital"]) == {"乙诊所", "石门医院"}
    assert addressed(cast, browser, unit_clusters=[str(cluster.pk)]) == {"甲公司"}
    assert addressed(cast, browser, unit_names="甲公司\n\n 石门医院 \n甲公司") == {"甲公司", "石门医院"}
    both = addressed(
        cast, browser, unit_kinds=["school"], unit_clusters=[str(cluster.pk)], unit_names="新安居委会/乙诊所"
    )
    assert both == {"江宁中学", "甲公司", "乙诊所"}
    row = Bulletin.objects.latest("pk")
    office = browser("office")
    office.get("/notices/unread/")  # the first request of a process finds its district
    with django_assert_max_num_queries(12):
        form = office.get(f"/bulletins/{row.pk}/edit/").context["form"]
    assert set(form.initial["unit_names"].split("\n")) == both
    edited = form_values(cast, unit_kinds=[], unit_names="乙诊所")
    del edited["organization"]
    assert office.post(f"/bulletins/{row.pk}/edit/", edited).status_code == 302
    assert {each.unit for each in row.receipts.filter(unit__isnull=False)} == {clinic}


def test_units_that_cannot_be_chosen(cast: Cast, browser) -> None:
    firm(cast, "连锁店")
    firm(cast, "连锁店", organization=cast.community_b)
    office = browser("office")
    for field, value, words in (
        ("unit_names", "没有的公司", "“没有的公司”不是辖内在册的驻区单位，请核对名称。"),
        ("unit_names", "连锁店", "“连锁店”有 2 家同名的"),
        ("unit_clusters", ["0"], "有的新兴领域不存在"),
        ("unit_clusters", ["x"], "有的新兴领域不存在"),
        ("unit_places", ["0"], "有的组织不存在"),
    ):
        page = office.post("/bulletins/new/", form_values(cast, organization=str(cast.root.pk), **{field: value}))
        assert page.status_code == 422, field
        assert page.context["form"].errors[field][0].startswith(words), (field, value)
    one = form_values(cast, organization=str(cast.root.pk), unit_names="张家宅居委会/连锁店", unit_kinds=[])
    assert office.post("/bulletins/new/", one).status_code == 302
    # A street chooses among its own alone.
    page = browser("street_b").post(
        "/bulletins/new/", form_values(cast, organization=str(cast.street_b.pk), unit_names="江宁中学")
    )
    assert set(page.context["form"].errors) == {"places", "unit_names"}


def test_refusals_stand_beside_their_fields(cast: Cast, browser) -> None:
    office = browser("street_a")
    page = office.post("/bulletins/new/", form_values(cast, places=[], unit_kinds=[], due_on="2020-01-01"))
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"due_on"}
    page = office.post("/bulletins/new/", form_values(cast, places=[], unit_kinds=[]))
    assert page.context["form"].errors["places"] == ["请至少选择一个发送对象。"]
    page = office.post("/bulletins/new/", form_values(cast, places=[str(cast.community_b.pk)]))
    assert set(page.context["form"].errors) == {"places"}
    assert browser("community_a").get("/bulletins/new/").status_code == 403
    assert not Bulletin.objects.exists()


def test_lists_narrow_and_receipts_are_exported(cast: Cast, browser) -> None:
    signed = bulletin_in(cast, "signed")
    draft = bulletin_in(cast, "draft", title="草拟中的提示", kind="hint")

    def found(name: str, query: str = "") -> set[int]:
        return {row.pk for row, _ in browser(name).get(f"/bulletins/{query}").context["rows"]}

    assert found("street_a") == {signed.pk, draft.pk}
    assert found("street_a", "?unsigned=on") == {signed.pk}
    assert found("street_a", "?kind=hint") == {draft.pk}
    assert found("community_a") == found("unit_a") == {signed.pk}
    assert found("street_b") == set()
    assert found("leader", f"?place={cast.street_b.code}") == set()
    book = load_workbook(
        BytesIO(browser("street_a").get(f"/bulletin-receipts/?bulletin={signed.pk}&export=xlsx").getvalue())
    )
    rows = list(book.worksheets[0].values)
    assert {row[0]: row[2] for row in rows[1:]} == {"新安居委会": "已签收", "江宁中学": "未签收"}
    receipt = receipt_of(signed, cast.community_a)
    assert "已传达" in browser("community_a").get(f"/bulletin-receipts/{receipt.pk}/").text


def test_pages_keep_their_budget(cast: Cast, browser, django_assert_max_num_queries) -> None:
    rows = [bulletin_in(cast, "signed", title=f"通知{number}") for number in range(6)]
    who = browser("street_a")
    who.get("/notices/unread/")  # the first request of a process finds its district
    addresses = ("/bulletins/", f"/bulletins/{rows[0].pk}/", "/bulletins/new/", "/bulletin-receipts/")
    for address in addresses:
        with django_assert_max_num_queries(14):
            assert who.get(address).status_code == 200, address
