"""Tasks on pages: dispatched to many at once, split, reported, verified; the board and the calendar."""

from datetime import timedelta
from io import BytesIO

from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from icalendar import Calendar
from openpyxl import load_workbook
from oversight import rectification_in
from samples import png
from stories import agreement_in, in_days
from task_stories import assignment_in, community_part, part_of, whole_task

from core.duedates import due_between
from core.periods import today
from linkage.assignments.actions.dispatching import assignment_withdraw
from linkage.assignments.models import Assignment, AssignmentFile
from tenants.org.models import Organization
from web.assignments.acts import ACTS


def form_values(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "title": "排查党群服务阵地",
        "kind": "party_building",
        "due_on": in_days(20).isoformat(),
        "issuer": str(cast.root.pk),
        "content": "逐个社区查看。",
        "organizations": ["all:subdistrict"],
        **changes,
    }


def verbs(page: object) -> list[str]:
    """What may be done by the task's own verbs; extensions and supervision are common to all that is due."""
    return [act.verb for act, _ in page.context["acts"] if act in ACTS]


def test_the_whole_way_on_pages(cast: Cast, browser) -> None:
    office, street, community = browser("office"), browser("street_a"), browser("community_a")
    assert "全部街道" in office.get("/assignments/new/").text
    assert office.post("/assignments/new/", form_values(cast)).status_code == 302
    whole = Assignment.objects.get(parent=None)
    assert [part.organization for part in whole.parts.order_by("pk")] == [cast.street_a, cast.street_b]
    part = part_of(whole, cast.street_a)
    assert street.get(f"/assignments/{whole.pk}/").status_code == 404
    assert verbs(street.get(f"/assignments/{part.pk}/")) == ["accept"]
    street.post(f"/assignments/{part.pk}/accept/", {"responsible": "陈主任"})
    assert verbs(street.get(f"/assignments/{part.pk}/")) == ["submit", "report"]
    split = {"organizations": [str(cast.community_a.pk)], "due_on": in_days(10).isoformat(), "content": "先查本社区"}
    assert street.post(f"/assignments/{part.pk}/split/", split).status_code == 302
    assert verbs(street.get(f"/assignments/{part.pk}/")) == ["report"]
    lower = part_of(part, cast.community_a)
    community.post(f"/assignments/{lower.pk}/accept/")
    photo = SimpleUploadedFile("现场.png", png(), "image/png")
    told = {"progress": "40", "text": "查了两处", "difficulty": "缺人手", "evidence": photo}
    assert community.post(f"/assignments/{lower.pk}/report/", told).status_code == 302
    page = street.get(f"/assignments/{lower.pk}/")
    assert "需协调：缺人手" in page.text
    kept = AssignmentFile.objects.get()
    assert street.get(f"/assignmentfiles/{kept.pk}/").getvalue() == png()
    assert browser("street_b").get(f"/assignmentfiles/{kept.pk}/").status_code == 404
    community.post(f"/assignments/{lower.pk}/submit/", {"outcome": "全部查完"})
    assert [row.pk for row, _ in street.get("/assignments/?waits=verify").context["rows"]] == [lower.pk]
    street.post(f"/assignments/{lower.pk}/verify/", {"note": ""})
    part.refresh_from_db()
    assert (part.status, part.progress) == ("submitted", 100)
    assert verbs(office.get(f"/assignments/{part.pk}/")) == ["verify", "return", "withdraw"]
    shown = office.get(f"/assignments/{whole.pk}/")
    assert shown.context["whose"] == "静安区 下达的整项任务"
    assert "50%" in shown.text


def test_a_refused_dispatch_keeps_what_was_typed(cast: Cast, browser) -> None:
    office = browser("office")
    page = office.post("/assignments/new/", form_values(cast, organizations=[], due_on=in_days(-1).isoformat()))
    assert page.status_code == 422
    assert page.context["form"].errors["organizations"] == ["请至少选择一个承办组织或部门。"]
    page = office.post("/assignments/new/", form_values(cast, due_on=in_days(-1).isoformat()))
    assert page.context["form"].errors["due_on"] == ["完成期限不能早于今天。"]
    assert "逐个社区查看。" in page.text
    foreign = browser("street_a").post(
        "/assignments/new/", form_values(cast, issuer=str(cast.street_a.pk), organizations=[str(cast.street_b.pk)])
    )
    assert foreign.context["form"].errors["organizations"] == ["有的组织不存在或您无权选择，请重新选择。"]
    assert browser("unit_a").get("/assignments/new/").status_code == 403
    assert not Assignment.objects.exists()


def test_filters_and_bulk_acts_of_the_list(cast: Cast, browser) -> None:
    whole = whole_task(cast)
    part = part_of(whole, cast.street_a)
    late = assignment_in(cast, "active", title="逾期任务")
    Assignment.objects.filter(pk=late.pk).update(due_on=in_days(-3))
    street, office = browser("street_a"), browser("office")

    def found(who, query: str) -> set[int]:
        return {row.pk for row, _ in who.get(f"/assignments/?{query}").context["rows"]}

    assert found(street, "waits=accept") == {part.pk}
    assert found(street, "waits=work") == {late.pk}
    assert found(street, "scope=own") == {part.pk, late.pk}
    assert found(office, "light=overdue") == {late.pk}
    assert found(office, "scope=issued") == {whole.pk, late.parent_id}
    assert found(office, f"parent={whole.pk}&place={cast.street_a.code}") == {part.pk}
    page = street.post("/assignments/", {"act": "accept", "pk": [str(part.pk)]}, follow=True)
    assert "已签收 1 项" in page.text
    part.refresh_from_db()
    assert part.status == "active"
    book = load_workbook(BytesIO(office.get("/assignments/?scope=issued&export=xlsx").getvalue()))
    assert book.worksheets[0].max_row == 3


def test_the_board_shows_each_state_and_what_can_be_done(cast: Cast, browser) -> None:
    for status in ("pending", "submitted", "closed", "withdrawn"):
        assignment_in(cast, status)
    lower = community_part(cast)
    Assignment.objects.filter(pk=lower.pk).update(due_on=in_days(-1))
    street = browser("street_a")
    page = street.get("/assignments/board/")
    columns = {column.label: column for column in page.context["columns"]}
    assert {label: column.total for label, column in columns.items()} == {
        "待签收": 2,
        "办理中": 1,
        "待核验": 1,
        "已办结": 1,
    }
    first = columns["待签收"].cards[0]
    assert (first.record.pk, first.is_late) == (lower.pk, True)
    assert [act.verb for act, _ in first.offers] == ["accept"]
    assert f'hx-get="/assignments/{lower.pk}/accept/"' in page.text
    office = browser("office").get("/assignments/board/")
    assert [column.total for column in office.context["columns"]] == [6, 1, 1, 1]
    only = browser("office").get(f"/assignments/board/?scope=below&place={cast.street_a.code}")
    assert [column.total for column in only.context["columns"]] == [1, 0, 0, 0]


def test_a_full_column_leads_to_the_list(cast: Cast, browser) -> None:
    for number in range(21):
        whole_task(cast, title=f"任务{number}", organizations=[cast.street_a])
    page = browser("street_a").get("/assignments/board/")
    pending = page.context["columns"][0]
    assert (pending.total, len(pending.cards), pending.is_cut) == (21, 20, True)
    assert pending.all_url == "/assignments/?status=pending"


def test_the_calendar_shows_what_is_due(cast: Cast, browser) -> None:
    part = assignment_in(cast, "active", due_on=today())
    closed = assignment_in(cast, "closed", due_on=today(), title="已办完的任务")
    gone = part_of(whole_task(cast, due_on=today(), title="撤回的任务"), cast.street_a)
    assignment_withdraw(actor=cast.actor("office"), assignment=gone, reason="重复")
    agreement_in(cast, "active")
    page = browser("street_a").get("/calendar/")
    boxes = {box.day: box for week in page.context["weeks"] for box in week}
    entries = {entry.due.pk: entry for entry in boxes[today()].entries}
    assert {pk: entry.tone for pk, entry in entries.items()} == {part.pk: "blue", closed.pk: "green"}
    month = (today() + timedelta(days=30)).strftime("%Y-%m")
    later = browser("street_a").get(f"/calendar/?month={month}&kind=agreement.commitment")
    assert [entry.due.label for week in later.context["weeks"] for box in week for entry in box.entries] == ["开放操场"]
    other = browser("office").get(f"/calendar/?place={cast.street_b.code}")
    labels = [entry.due.who for week in other.context["weeks"] for box in week for entry in box.entries]
    assert set(labels) == {"石门二路街道"}
    rectification_in(cast, "rectifying")
    dues = due_between(cast.actor("street_a"), today(), in_days(120), kinds=["rectification"])
    assert [(due.who, due.done) for due in dues] == [("新安居委会", False)]
    for odd in ("2026-13", "x", "0000-01", "9999-12", "2000-01"):
        assert browser("leader").get(f"/calendar/?month={odd}").status_code == 200


def test_ones_own_dates_as_a_calendar_file_and_a_table(cast: Cast, browser) -> None:
    part = assignment_in(cast, "active", due_on=in_days(3))
    community_part(cast)
    answer = browser("street_a").get("/calendar/?export=ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    assert {str(event["SUMMARY"]) for event in events} == {"任务到期：排查党群服务阵地"}
    mine = next(event for event in events if f"/assignments/{part.pk}/" in str(event["URL"]))
    assert mine.decoded("DTSTART") == in_days(3)
    assert str(mine["UID"]) == f"assignment-{part.pk}-{part.pk}@jingan.localhost"
    # The community's part is the community's own date, not the street's.
    assert len(events) == 2
    assert len(list(Calendar.from_ical(browser("unit_a").get("/calendar/?export=ics").content).walk("VEVENT"))) == 0
    month = f"{in_days(3):%Y-%m}"
    book = load_workbook(BytesIO(browser("street_a").get(f"/calendar/?month={month}&export=xlsx").getvalue()))
    rows = list(book.worksheets[0].values)
    assert rows[0] == ("日期", "事项", "名称", "组织", "状态")
    assert any(row[2] == "排查党群服务阵地" and row[4] == "未到期" for row in rows)


def test_pages_cost_the_same_however_many_tasks(cast: Cast, browser, django_assert_max_num_queries) -> None:
    street = Organization.objects.get(pk=cast.street_a.pk)
    for number in range(8):
        street.add_child(
            instance=Organization(code=f"3101060061{number:02d}", name=f"居委会{number}", level="community")
        )
        street.refresh_from_db()
    whole = whole_task(
        cast, by="street_a", organizations=list(Organization.objects.filter(path__startswith=street.path))
    )
    who = browser("street_a")
    who.get("/notices/unread/")  # the first request of a process finds its district
    for address in ("/assignments/", "/assignments/board/", "/calendar/", f"/assignments/{whole.pk}/"):
        with django_assert_max_num_queries(12):
            assert who.get(address).status_code == 200, address
