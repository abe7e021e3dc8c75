"""What departments ask, on pages."""

from io import BytesIO

from cast import Cast
from openpyxl import load_workbook
from stories import in_days
from task_stories import admission_in

from linkage.admissions.models import Admission


def form_values(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "department": str(cast.department.pk),
        "title": "协助流动人口信息采集",
        "content": "每季度入户采集一次。",
        "basis": "《居住证暂行条例》第四条",
        "places": [str(cast.street_a.pk)],
        "starts_on": in_days(0).isoformat(),
        "ends_on": in_days(60).isoformat(),
        "people": "每个街道 2 人",
        "funds": "",
        **changes,
    }


def verbs(page: object) -> list[str]:
    return [act.verb for act, _ in page.context["acts"]]


def test_from_the_application_to_the_task(cast: Cast, browser) -> None:
    mine, office, street = browser("department"), browser("office"), browser("street_a")
    page = mine.get("/admissions/new/")
    assert page.context["form"].fields["department"].queryset.get() == cast.department
    assert mine.post("/admissions/new/", form_values(cast)).status_code == 302
    row = Admission.objects.get()
    address = f"/admissions/{row.pk}/"
    assert verbs(mine.get(address)) == ["submit", "withdraw"]
    assert street.get(address).status_code == 404
    assert mine.post(f"{address}edit/", form_values(cast, places=["all:subdistrict"])).status_code == 302
    assert {place.name for place in row.places.all()} == {"江宁路街道", "石门二路街道"}
    mine.post(f"{address}submit/")
    assert [found.pk for found, _ in office.get("/admissions/?waits=decide").context["rows"]] == [row.pk]
    assert verbs(office.get(address)) == ["approve", "return", "refuse", "withdraw"]
    office.post(f"{address}return/", {"reason": "请写明经费渠道"})
    assert "请写明经费渠道" in mine.get(address).text
    mine.post(f"{address}edit/", form_values(cast, funds="20000"))
    mine.post(f"{address}submit/")
    office.post(f"{address}approve/", {"note": "同意"})
    row.refresh_from_db()
    assert row.status == "approved"
    shown = street.get(address)
    assert verbs(shown) == []
    assert "协助流动人口信息采集" in street.get("/assignments/?waits=accept").text
    assert "协助流动人口信息采集" in office.get(f"/assignments/{row.assignment_id}/").text


def test_refusals_stand_beside_their_fields(cast: Cast, browser) -> None:
    mine = browser("department")
    page = mine.post("/admissions/new/", form_values(cast, people=""))
    assert page.status_code == 422
    assert page.context["form"].errors["powers"] == [
        "请写明随事项下放的权限、人员或经费：权随事转、人随事转、费随事转。"
    ]
    page = mine.post("/admissions/new/", form_values(cast, funds="-5", department="999999"))
    assert set(page.context["form"].errors) == {"funds", "department"}
    assert browser("street_a").get("/admissions/new/").status_code == 403
    assert not Admission.objects.exists()


def test_the_list_is_open_to_places_and_follows_the_chosen_one(cast: Cast, browser) -> None:
    admission_in(cast, "submitted")
    refused = admission_in(cast, "refused", title="不予准入的事项")
    approved = admission_in(cast, "approved", title="准入的事项", places=[cast.street_b])

    def found(name: str, query: str = "") -> set[int]:
        return {row.pk for row, _ in browser(name).get(f"/admissions/{query}").context["rows"]}

    assert found("street_a") == {refused.pk, approved.pk}
    assert found("street_a", f"?place={cast.street_a.code}") == {refused.pk}
    assert found("unit_a") == set()
    book = load_workbook(BytesIO(browser("street_a").get("/admissions/?export=xlsx").getvalue()))
    assert book.worksheets[0].max_row == 3


def test_pages_keep_their_budget(cast: Cast, browser, django_assert_max_num_queries) -> None:
    rows = [admission_in(cast, "submitted", title=f"事项{number}") for number in range(6)]
    who = browser("office")
    who.get("/notices/unread/")  # the first request of a process finds its district
    for address in ("/admissions/", f"/admissions/{rows[0].pk}/", "/admissions/new/"):
        with django_assert_max_num_queries(12):
            assert who.get(address).status_code == 200, address
