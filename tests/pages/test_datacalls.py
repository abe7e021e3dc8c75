"""Data calls on pages: designing the form, filling it in, looking through, the merged workbook."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from asking import answer_in, answer_of, call_in, result_in, values_of
from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from samples import photo
from stories import in_days

from core.events import at_moment, now
from linkage.datacalls.actions.answering import dataanswer_submit
from linkage.datacalls.models import DataAnswer, DataCall


def form_values(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "organization": str(cast.street_a.pk),
        "title": "结对情况统计",
        "due_on": in_days(3).isoformat(),
        "places": [str(cast.community_a.pk)],
        "note": "",
        "fields-TOTAL_FORMS": "3",
        "fields-INITIAL_FORMS": "0",
        "fields-0-label": "结对单位数",
        "fields-0-kind": "whole",
        "fields-0-measure": "家",
        "fields-0-position": "2",
        "fields-1-label": "是否全部签约",
        "fields-1-kind": "yes_no",
        "fields-1-position": "1",
        "fields-2-label": "",
        "fields-2-kind": "",
        **changes,
    }


def verbs(page: object) -> list[str]:
    return [act.verb for act, _ in page.context["acts"]]


def test_from_the_design_to_the_merged_workbook(cast: Cast, browser) -> None:
    office, community = browser("street_a"), browser("community_a")
    assert office.get("/datacalls/new/").status_code == 200
    assert office.get("/datacalls/new/row/?kind=fields&index=1").status_code == 200
    assert office.post("/datacalls/new/", form_values(cast)).status_code == 302
    call = DataCall.objects.get()
    address = f"/datacalls/{call.pk}/"
    assert [field.label for field in call.fields.all()] == ["是否全部签约", "结对单位数"]
    assert verbs(office.get(address)) == ["issue", "withdraw"]
    assert community.get(address).status_code == 404
    edited = form_values(cast, title="驻区单位结对情况")
    del edited["organization"]
    assert office.get(f"{address}edit/").status_code == 200
    assert office.post(f"{address}edit/", edited).status_code == 302
    office.post(f"{address}issue/")
    call.refresh_from_db()
    assert (call.status, call.title) == ("issued", "驻区单位结对情况")
    assert verbs(office.get(address)) == ["urge", "extend", "close", "withdraw"]
    office.post(f"{address}urge/")
    assert verbs(office.get(address)) == ["extend", "close", "withdraw"]
    answer = answer_of(call, cast.community_a)
    assert [row.pk for row, _ in community.get("/data-answers/?waits=fill").context["rows"]] == [answer.pk]
    fill = f"/data-answers/{answer.pk}/fill/"
    signed, number = (f"field_{field.pk}" for field in call.fields.all())
    assert community.get(fill).status_code == 200
    page = community.post(fill, {number: "三家"})
    assert page.status_code == 422
    assert "请填写数字" in page.context["form"].errors[number][0]
    assert set(page.context["form"].errors) == {number, signed}
    assert community.post(fill, {number: "3", "keep": "1"}).status_code == 302
    assert DataAnswer.objects.get().status == "filling"
    assert community.get(fill).context["form"].initial == {number: "3"}
    assert community.post(fill, {number: "3", signed: "是"}).status_code == 302
    record = f"/data-answers/{answer.pk}/"
    assert verbs(office.get(record)) == ["approve", "return"]
    assert verbs(community.get(record)) == []
    office.post(f"{record}return/", {"reason": "少了一家"})
    assert "少了一家" in community.get(record).text
    assert community.post(fill, {number: "4", signed: "是"}).status_code == 302
    office.post(f"{record}approve/")
    book = load_workbook(BytesIO(office.get(f"{address}merged/").getvalue()))
    rows = list(book.worksheets[0].values)
    assert rows[0] == ("填报组织", "状态", "是否逾期", "是否全部签约", "结对单位数（家）")
    assert rows[1:] == [("新安居委会", "已审核", None, "是", 4), ("合计", None, None, None, 4)]
    assert office.post(f"{address}close/").status_code in (200, 302)
    assert community.get(fill).status_code == 200
    assert community.post(fill, {number: "5", signed: "是"}).status_code == 422
    assert verbs(office.get(address)) == ["publish"]
    assert verbs(community.get(address)) == []
    assert "尚未公布" in community.get(f"{address}sheet/").text
    assert office.post(f"{address}publish/").status_code in (200, 302)
    page = community.get(f"{address}sheet/")
    assert "全部填报组织可见" in page.text
    assert [column.label for column in page.context["columns"]][3:] == ["是否全部签约", "结对单位数（家）"]
    assert [(line.name, *line.cells.values()) for line in page.context["rows"]] == [("新安居委会", "是", 4)]
    assert page.context["sums"].cells == {field.pk: 4 for field in call.fields.all() if field.is_number}
    assert browser("community_b").get(f"{address}sheet/").status_code == 404
    assert browser("community_b").get(f"{address}merged/").status_code == 404


def test_shares_are_not_added_up(cast: Cast, browser: Any) -> None:
    call = result_in(cast, published=True)
    page = browser("community_a").get(f"/datacalls/{call.pk}/sheet/")
    assert page.context["sums"].cells == {call.fields.get(label="活动次数").pk: 3}


def sheet_of(rows: list[list[object]]) -> SimpleUploadedFile:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile("填报.xlsx", content.getvalue())


def test_answers_come_from_a_sheet_and_stay_drafts(cast: Cast, browser) -> None:
    answer = answer_in(cast, "pending")
    community, street = browser("community_a"), browser("street_a")
    address = f"/datacalls/{answer.call_id}/import/"
    for page in (f"/datacalls/{answer.call_id}/", f"/data-answers/{answer.pk}/"):
        assert address in community.get(page).text
    assert "下载模板" in community.get(address).text
    template = load_workbook(BytesIO(community.get(f"{address}?template=xlsx").getvalue()))
    head, line = list(template.worksheets[0].values)
    assert head == ("填报组织", "1. 活动次数（次）", "2. 参加率（%）", "3. 活动形式", "4. 主要做法")
    assert line[0] == "江宁路街道/新安居委会"

    def preview(who: Any, *rows: list[object], mode: str = "skip") -> Any:
        return who.post(address, {"file": sheet_of([list(head), *rows]), "mode": mode})

    page = preview(community, [line[0], "三次", "1.234", "学习", ""], ["别处居委会", 3])
    first, second = page.context["outcomes"]
    assert "“活动次数”请填写数字。“参加率”最多两位小数。" in first.message
    assert "不存在" in second.message
    assert not DataAnswer.objects.get().entries.exists()
    page = preview(community, [line[0], 3, None, "参观；学习", None])
    assert [outcome.status for outcome in page.context["outcomes"]] == ["new"]
    assert community.post(address, {"sheet": page.context["sheet"]}).status_code == 302
    saved = DataAnswer.objects.get()
    assert (saved.status, [entry.text for entry in saved.entries.all()]) == ("filling", ["3", "学习\n参观"])
    # The street fills in for those below it; a filled answer is changed only when that is chosen.
    page = preview(street, [line[0], 5, 90, None, "轮流承办"])
    assert [outcome.status for outcome in page.context["outcomes"]] == ["kept"]
    page = preview(street, [line[0], 5, 90, None, "轮流承办"], mode="update")
    assert street.post(address, {"sheet": page.context["sheet"]}).status_code == 302
    texts = [entry.text for entry in DataAnswer.objects.get().entries.all()]
    assert texts == ["5", "90", "学习\n参观", "轮流承办"]
    # What was handed in or belongs to others is no longer asked of anybody.
    assert browser("community_b").get(address).status_code == 404
    dataanswer_submit(actor=cast.actor("community_a"), answer=answer, values=values_of(answer.call))
    assert community.get(address).status_code == 404


def test_a_preview_is_good_for_its_own_call_only(cast: Cast, browser) -> None:
    answer, other = answer_in(cast, "pending"), answer_in(cast, "pending", title="另一次统计")
    community = browser("community_a")
    rows = [["填报组织", "1. 活动次数（次）"], ["新安居委会", 3]]
    page = community.post(f"/datacalls/{answer.call_id}/import/", {"file": sheet_of(rows), "mode": "skip"})
    sent = community.post(f"/datacalls/{other.call_id}/import/", {"sheet": page.context["sheet"]}, follow=True)
    assert "预览已过期" in sent.text
    assert not other.entries.exists()


def test_files_of_a_call_are_for_those_who_are_asked(cast: Cast, browser) -> None:
    office = browser("street_a")
    assert (
        office.post(
            "/datacalls/new/", form_values(cast, files=[SimpleUploadedFile("现场照片.png", photo().content)])
        ).status_code
        == 302
    )
    call = DataCall.objects.get()
    address = f"/data-call-files/{call.files.get().pk}/"
    assert browser("community_a").get(address).status_code == 404
    office.post(f"/datacalls/{call.pk}/issue/")
    assert "现场照片.png" in browser("community_a").get(f"/datacalls/{call.pk}/").text
    assert browser("community_a").get(address).status_code == 200
    assert browser("community_b").get(address).status_code == 404


def test_a_copy_begins_with_form_and_organizations(cast: Cast, browser) -> None:
    old = call_in(cast, "closed")
    page = browser("street_a").get(f"/datacalls/new/?copy={old.pk}")
    assert page.context["form"].initial["places"] == [str(cast.community_a.pk)]
    assert "参加率" in page.text
    assert browser("community_a").get(f"/datacalls/new/?copy={old.pk}").status_code == 403


def test_refusals_stand_beside_their_fields(cast: Cast, browser) -> None:
    office = browser("street_a")
    page = office.post("/datacalls/new/", form_values(cast, places=[]))
    assert page.status_code == 422
    assert page.context["form"].errors["places"] == ["请至少选择一个填报组织。"]
    page = office.post("/datacalls/new/", form_values(cast, due_on="2020-01-01"))
    assert set(page.context["form"].errors) == {"due_on"}
    page = office.post("/datacalls/new/", form_values(cast, **{"fields-1-kind": "one"}))
    assert "选项" in page.text
    assert page.status_code == 422
    assert not DataCall.objects.exists()


def test_lists_narrow_and_name_who_is_late(cast: Cast, browser) -> None:
    with at_moment(now() - timedelta(days=30)):
        late = answer_in(cast, "pending", due_on=in_days(-20))
    done = answer_in(cast, "approved")

    def found(name: str, query: str = "") -> set[int]:
        return {row.pk for row, _ in browser(name).get(f"/data-answers/{query}").context["rows"]}

    assert found("street_a") == found("community_a") == {late.pk, done.pk}
    assert found("street_a", "?overdue=on") == {late.pk}
    assert found("street_a", "?status=approved") == {done.pk}
    assert found("street_b") == found("community_b") == set()
    calls = browser("street_a").get("/datacalls/?overdue=on").context["rows"]
    assert [row.pk for row, _ in calls] == [late.call_id]
    assert "逾期未报" in browser("street_a").get(f"/data-answers/{late.pk}/").text


def test_pages_keep_their_budget(cast: Cast, browser, django_assert_max_num_queries) -> None:
    answers = [answer_in(cast, "submitted", title=f"统计{number}") for number in range(6)]
    who = browser("street_a")
    who.get("/notices/unread/")  # the first request of a process finds its district
    call, answer = answers[0].call_id, answers[0].pk
    addresses = (
        "/datacalls/",
        f"/datacalls/{call}/",
        "/datacalls/new/",
        "/data-answers/",
        f"/data-answers/{answer}/",
        f"/datacalls/{call}/merged/",
        f"/datacalls/{call}/sheet/",
    )
    for address in addresses:
        with django_assert_max_num_queries(14):
            assert who.get(address).status_code == 200, address
