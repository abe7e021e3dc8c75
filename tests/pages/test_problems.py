"""Pages of problems, rectifications, extensions and supervision: who is offered what, and what each page shows."""

import io

import pytest
from assemblies import decision_in
from callers import person
from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from oversight import accountability_in, extension_in, overdue, problem_in, rectification_in, supervision_in
from samples import png
from stories import in_days

from linkage.extensions.models import Extension
from linkage.problems.models import Problem, Rectification
from linkage.supervision.models import Accountability, Supervision
from tenants.calendars.models import WorkCalendar


def verbs(page) -> list[str]:
    return [act.verb for act, _ in page.context["acts"]]


def test_a_problem_is_reported_and_put_right_by_forms(cast: Cast, browser) -> None:
    street, community = browser("street_a"), browser("community_a")
    given = {"title": "周末不开放", "detail": "两次上门未开放", "source": "inspection", "severity": "major"}
    answer = street.post("/problems/new/", {**given, "category": "service", "organization": cast.community_a.pk})
    problem = Problem.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/problems/{problem.pk}/")
    assert verbs(street.get(f"/problems/{problem.pk}/")) == ["dispatch", "dismiss"]
    assert verbs(community.get(f"/problems/{problem.pk}/")) == []
    assert browser("street_b").get(f"/problems/{problem.pk}/").status_code == 404

    asked = street.get(f"/problems/{problem.pk}/dispatch/")
    assert asked.context["form"]["organization"].value() == cast.community_a.pk
    street.post(
        f"/problems/{problem.pk}/dispatch/",
        {"requirement": "限期开放", "organization": cast.community_a.pk, "version": problem.version},
    )
    row = Rectification.objects.get()
    address = f"/rectifications/{row.pk}/"
    assert verbs(community.get(address)) == ["start", "extend"]
    nobody = community.post(f"{address}start/", {"measures": "排班轮值"})
    assert nobody.status_code == 422
    assert "请填写责任人" in nobody.context["form"].errors["person"][0]
    post = cast.users["community_a"].posts.get()
    community.post(f"{address}start/", {"measures": "排班轮值", "post": post.pk})
    community.post(f"{address}report/", {"progress": "40", "text": "已排班"})
    bare = community.post(f"{address}submit/", {"outcome": "已开放"})
    assert "佐证" in bare.context["form"].errors["evidence"][0]
    file = SimpleUploadedFile("现场.png", png(), content_type="image/png")
    community.post(f"{address}submit/", {"outcome": "已开放", "evidence": [file]})
    row.refresh_from_db()
    assert (row.status, row.progress, row.person) == ("submitted", 100, "新安小周（社区专员）")

    assert verbs(community.get(address)) == []
    assert verbs(street.get(address)) == ["approve", "return"]
    street.post(f"{address}approve/")
    assert "close" in verbs(street.get(address))
    street.post(f"{address}close/")
    problem.refresh_from_db()
    assert problem.status == "closed"
    page = street.get(address)
    assert "已排班" in page.text
    kept = row.files.get()
    assert community.get(f"/rectifications/files/{kept.pk}/").status_code == 200
    assert browser("community_b").get(f"/rectifications/files/{kept.pk}/").status_code == 404
    assert verbs(street.get(f"/problems/{problem.pk}/")) == ["revisit"]


def test_an_order_is_taken_back_by_who_gave_it(cast: Cast, browser) -> None:
    """From the page, with a reason; the problem then offers to be ordered anew, and both records say why."""
    street = browser("street_a")
    row = rectification_in(cast, "rectifying")
    address = f"/rectifications/{row.pk}/"
    assert "withdraw" in verbs(street.get(address))
    assert "withdraw" not in verbs(browser("community_a").get(address))
    street.post(f"{address}withdraw/", {"reason": "责任组织选错了", "version": row.version})
    row.refresh_from_db()
    assert row.status == "withdrawn"
    assert verbs(street.get(address)) == []
    page = street.get(f"/problems/{row.problem_id}/")
    assert verbs(page) == ["dispatch", "dismiss"]
    assert "责任组织选错了" in page.text

    reported = rectification_in(cast, "rectifying")
    browser("community_a").post(f"/rectifications/{reported.pk}/report/", {"progress": "40", "text": "已排班"})
    assert "withdraw" not in verbs(street.get(f"/rectifications/{reported.pk}/"))


def test_who_handed_it_in_is_not_offered_to_close_it(cast: Cast, browser) -> None:
    row = rectification_in(cast, "rectifying")
    street = browser("street_a")
    file = SimpleUploadedFile("现场.png", png(), content_type="image/png")
    street.post(f"/rectifications/{row.pk}/submit/", {"outcome": "代办", "evidence": [file]})
    assert verbs(street.get(f"/rectifications/{row.pk}/")) == ["return"]
    assert street.get("/rectifications/?waits=review").context["page"].paginator.count == 0
    refused = street.post(f"/rectifications/{row.pk}/approve/")
    assert refused.status_code == 403
    assert "由您提交" in refused.text


def test_the_list_by_light_and_bucket(cast: Cast, browser) -> None:
    late, fresh = overdue(cast, days=3), rectification_in(cast, "rectifying")
    closed = rectification_in(cast, "closed")
    street = browser("street_a")
    page = street.get("/rectifications/")
    assert [(one["label"], one["number"]) for one in page.context["buckets"]] == [
        ("逾期", 1),
        ("10 天以内", 0),
        ("11—20 天", int(in_days(20) >= fresh.due_on)),
        ("20 天以上", int(in_days(20) < fresh.due_on)),
    ]
    assert "逾期 3 天" in page.text

    def found(query: str) -> list[int]:
        return sorted(row.pk for row, _ in street.get(f"/rectifications/?{query}").context["rows"])

    assert found("light=overdue") == found("bucket=overdue") == [late.pk]
    assert found("light=steady") == [fresh.pk]
    assert found("status=closed") == [closed.pk]
    assert found("waits=submit") == []
    assert found("light=nonsense") == found("") == sorted([late.pk, fresh.pk, closed.pk])
    for query, expected in (("light=overdue", [1, 0, 0, 0]), ("q=ZG-0000", [0, 0, 0, 0]), ("status=closed", [0] * 4)):
        page = street.get(f"/rectifications/?{query}&bucket=near")
        assert [one["number"] for one in page.context["buckets"]] == expected, query
    assert "剩余期限：10 天以内" in page.text
    book = load_workbook(io.BytesIO(b"".join(street.get("/rectifications/?light=overdue&export=xlsx"))))
    lines = list(book.worksheets[0].values)
    assert len(lines) == 2
    assert "红灯：逾期" in lines[1]


def test_many_are_dispatched_and_closed_at_once(cast: Cast, browser) -> None:
    street = browser("street_a")
    problems = [problem_in(cast, "reported") for _ in range(3)]
    street.post("/problems/", {"act": "dispatch", "pk": [row.pk for row in problems]})
    assert Rectification.objects.filter(status="draft").count() == 3
    done = [rectification_in(cast, "reviewed") for _ in range(2)]
    street.post("/rectifications/", {"act": "close", "pk": [row.pk for row in done]})
    assert Rectification.objects.filter(status="closed").count() == 2


def test_extending_and_supervising_by_forms(cast: Cast, browser) -> None:
    street, community = browser("street_a"), browser("community_a")
    row = rectification_in(cast, "rectifying")
    assert "extend" in verbs(community.get(f"/rectifications/{row.pk}/"))
    given = {"due_on": in_days(200).isoformat(), "progress": "30", "reason": "施工未完"}
    community.post(f"/rectifications/{row.pk}/extend/", given)
    assert "extend" not in verbs(community.get(f"/rectifications/{row.pk}/")), "one request at a time"
    asked = Extension.objects.get()
    assert street.get("/extensions/?waits=decide").context["page"].paginator.count == 1
    assert verbs(street.get(f"/extensions/{asked.pk}/"))[:2] == ["approve", "refuse"]
    street.post(f"/extensions/{asked.pk}/approve/", {"note": "同意"})
    row.refresh_from_db()
    assert row.due_on == in_days(200)

    late = overdue(cast, days=4)
    assert "extend" not in verbs(community.get(f"/rectifications/{late.pk}/"))
    assert {"supervise", "account"} <= set(verbs(street.get(f"/rectifications/{late.pk}/")))
    street.post(f"/rectifications/{late.pk}/supervise/", {"demands": "尽快办结"})
    order = Supervision.objects.get()
    assert street.get(f"/supervisions/{order.pk}/file/").status_code == 404
    street.post(f"/supervisions/{order.pk}/issue/")
    order.refresh_from_db()
    answer = community.get(f"/supervisions/{order.pk}/file/")
    assert answer.content[:2] == b"PK"
    assert verbs(community.get(f"/supervisions/{order.pk}/")) == ["reply"]
    community.post(f"/supervisions/{order.pk}/reply/", {"reply": "三日内完成"})
    street.post(f"/supervisions/{order.pk}/close/")
    order.refresh_from_db()
    assert order.status == "closed"

    street.post(f"/rectifications/{late.pk}/account/", {"kind": "talk"})
    talk = Accountability.objects.get()
    paper = street.get(f"/accountabilities/{talk.pk}/file/")
    assert paper.content[:2] == b"PK"
    assert "%E7%BA%A6%E8%B0%88%E9%80%9A%E7%9F%A5%E4%B9%A6" in paper["Content-Disposition"]
    assert "下载约谈通知书" in street.get(f"/accountabilities/{talk.pk}/").content.decode()
    assert browser("street_b").get(f"/accountabilities/{talk.pk}/file/").status_code == 404
    street.post(
        f"/accountabilities/{talk.pk}/record/",
        {"held_on": in_days(0).isoformat(), "person": "书记", "held_by": "副书记", "result": "限期整改"},
    )
    ladder = street.get("/supervisions/ladder/")
    ((rung,),) = [part["rungs"] for part in ladder.context["parts"]]
    assert (rung.row.pk, len(rung.orders), len(rung.talks), len(rung.adjusts)) == (late.pk, 1, 1, 0)
    assert browser("street_b").get("/supervisions/ladder/").context["parts"] == []


@pytest.mark.parametrize(
    ("make", "address"),
    [
        (lambda cast: problem_in(cast, "rectifying"), "problems"),
        (lambda cast: rectification_in(cast, "closed"), "rectifications"),
        (lambda cast: extension_in(cast, "asked"), "extensions"),
        (lambda cast: supervision_in(cast, "replied"), "supervisions"),
        (lambda cast: accountability_in(cast, "done"), "accountabilities"),
    ],
)
def test_pages_cost_the_same_however_many_rows(
    cast: Cast, browser, make, address: str, django_assert_max_num_queries
) -> None:
    first = make(cast)
    for _ in range(3):
        make(cast)
    street = browser("street_a")
    for path in (f"/{address}/", f"/{address}/{first.pk}/"):
        street.get(path)
        with django_assert_max_num_queries(12):
            assert street.get(path).status_code == 200
    with django_assert_max_num_queries(12):
        street.get("/supervisions/ladder/")


def sheet(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    book = Workbook()
    book.worksheets[0].append(("问题", "具体表现", "存在问题的组织", "来源", "严重程度", "类别", "来源会议编号"))
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("问题.xlsx", out.getvalue())


def test_what_a_meeting_finds_wrong_names_the_meeting(cast: Cast, browser) -> None:
    decision, street = decision_in(cast), browser("street_a")
    (way,) = [url for title, _, url in street.get(f"/decisions/{decision.pk}/").context["links"] if title == "登记问题"]
    page = street.get(way)
    assert page.context["form"]["origin"].value() == f"decision-{decision.pk}"
    assert "议定事项：开放共享车位" in page.text
    words = {"title": "车位未开放", "detail": "逾期未开放", "organization": cast.community_a.pk, "severity": "minor"}
    given = {**words, "source": "meeting", "category": "other"}
    bare = street.post("/problems/new/", given)
    assert bare.status_code == 422
    assert "请选择是哪次会议" in bare.context["form"].errors["origin"][0]
    assert street.post(way, {**given, "origin": f"decision-{decision.pk}"}).status_code == 302
    problem = Problem.objects.get()
    assert f'<a href="/decisions/{decision.pk}/">开放共享车位</a>' in street.get(f"/problems/{problem.pk}/").text
    assert f"/problems/{problem.pk}/" in street.get(f"/decisions/{decision.pk}/").text
    # The meeting itself leads there as well.
    at = f"meeting-{decision.meeting_id}"
    street.post("/problems/new/", {**given, "title": "会风松散", "origin": at})
    assert "会风松散" in street.get(f"/meetings/{decision.meeting_id}/").text
    # A meeting that one does not see cannot be named.
    assert browser("street_b").post("/problems/new/", {**given, "origin": f"decision-{decision.pk}"}).status_code == 422


def test_a_sheet_names_meetings_by_their_numbers(cast: Cast, browser) -> None:
    decision = decision_in(cast)
    good = ("车位未开放", "逾期未开放", "新安居委会", "会议议定", "", "", decision.number)
    bare, wrong = ("甲", *good[1:6], ""), ("乙", *good[1:6], "YD-1999-0001")
    page = browser("street_a").post("/problems/import/", {"file": sheet(good, bare, wrong), "mode": "skip"})
    assert [outcome.status for outcome in page.context["outcomes"]] == ["failed", "failed", "new"]
    browser("street_a").post("/problems/import/", {"sheet": page.context["sheet"]})
    assert Problem.objects.get().origin_label == "开放共享车位"


def test_an_inspection_brings_its_list(cast: Cast, browser) -> None:
    street = browser("street_a")
    good = ("通道堆物", "消防通道堆放杂物", "新安居委会", "督导检查", "严重", "阵地设施")
    lines = (good, ("无来源", "表现", "新安居委会", "猜测", "", ""), ("外街道", "表现", "张家宅居委会", "自查", "", ""))
    page = street.post("/problems/import/", {"file": sheet(*lines), "mode": "skip"})
    assert [outcome.status for outcome in page.context["outcomes"]] == ["failed", "failed", "new"]
    assert not Problem.objects.exists()
    street.post("/problems/import/", {"sheet": page.context["sheet"]})
    problem = Problem.objects.get()
    assert (problem.severity, problem.category, problem.organization) == ("grave", "facility", cast.community_a)
    again = street.post("/problems/import/", {"file": sheet((*good[:1], "改过", *good[2:])), "mode": "update"})
    street.post("/problems/import/", {"sheet": again.context["sheet"]})
    problem.refresh_from_db()
    assert problem.detail == "改过"


def test_whoever_sends_back_is_proposed_a_day_where_there_is_too_little_time(cast: Cast, browser) -> None:
    street, row = browser("street_a"), rectification_in(cast, "submitted")
    address = f"/rectifications/{row.pk}/return/"
    Rectification.objects.update(due_on=in_days(60))
    assert street.get(address).context["form"].initial == {}
    Rectification.objects.update(started_on=in_days(-30), due_on=in_days(-3))
    usual = WorkCalendar.current().add_workdays(in_days(0), 5)
    assert street.get(address).context["form"].initial == {"due_on": usual}
    past = street.post(address, {"reason": "照片不清楚", "due_on": str(in_days(-1))})
    assert "不能早于今天" in past.context["form"].errors["due_on"][0]
    street.post(address, {"reason": "照片不清楚", "due_on": str(usual)})
    row.refresh_from_db()
    assert (row.status, row.due_on) == ("returned", usual)


def lines(cast: Cast) -> dict[str, tuple[int, ...]]:
    """One problem of the street and one of each kind of its community, by place as they are to be summed."""
    problem_in(cast, "reported", organization=cast.street_a)
    for status in ("reported", "dismissed", "closed"):
        problem_in(cast, status)
    overdue(cast, "rectifying")
    rectification_in(cast, "submitted")
    return {"静安区": (0,) * 7, "江宁路街道": (6, 2, 1, 1, 1, 1, 1), "石门二路街道": (0,) * 7}


def test_the_sums_by_place_lead_to_the_very_problems(cast: Cast, browser) -> None:
    wanted = lines(cast)
    names = ("total", "to_order", "in_hand", "overdue", "to_close", "closed", "dismissed")
    page = browser("office").get("/problems/rollup/")
    assert {row.name: tuple(getattr(row, name) for name in names) for row, _ in page.context["rows"]} == wanted
    street = next(row for row, _ in page.context["rows"] if row.name == "江宁路街道")
    assert str(street.share) == "0.2000"
    below = browser("office").get(street.counted_url).context["rows"]
    assert [(row.name, row.total) for row, _ in below] == [("江宁路街道", 1), ("新安居委会", 5)]
    for row, _ in below:
        assert browser("office").get(row.counted_url).context["page"].paginator.count == row.total
    assert browser("unit_a").get("/problems/rollup/").context["page"].paginator.count == 0
    assert b"".join(browser("office").get("/problems/rollup/?export=xlsx"))[:2] == b"PK"
    assert "/problems/rollup/" in browser("street_a").get("/problems/").text


def test_the_same_sums_through_the_interface(cast: Cast) -> None:
    wanted = lines(cast)
    asked = "{ problemRollup { year lines { name total toOrder inHand overdue toClose closed dismissed share } } }"
    found = person(cast.users["office"]).ask(asked)["problemRollup"]
    assert {line["name"]: tuple(list(line.values())[1:8]) for line in found["lines"]} == wanted
    assert found["year"] == in_days(0).year
    last = person(cast.users["office"]).ask("{ problemRollup(year: 2020) { lines { total } } }")
    assert {line["total"] for line in last["problemRollup"]["lines"]} == {0}
