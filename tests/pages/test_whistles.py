"""Appeals and whistles on pages: who is offered what, how a sheet of the hotline comes in, and what the lists count."""

import io
from collections.abc import Iterable
from datetime import datetime, timedelta

from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from matrix.lives import inner as close
from openpyxl import Workbook, load_workbook
from samples import png
from stories import in_days
from whistle_stories import appeal_in, appeal_terms, response_in, response_of, whistle_in

from core.events import now
from core.outbox import deliver_waiting
from core.periods import Quarter
from linkage.appeals.models import Appeal
from linkage.problems.models import Problem
from linkage.supervision.models import Supervision
from linkage.whistles.models import Whistle, WhistleResponse, WhistleRules
from resources.models import Need
from tenants.notices.models import Notice


def in_moments(hours: int) -> datetime:
    return now() + timedelta(hours=hours)


def verbs(page) -> list[str]:
    return [act.verb for act, _ in page.context["acts"]]


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("现场.png", png(), content_type="image/png")


def form(cast: Cast, **changes: object) -> dict[str, object]:
    given = {**appeal_terms(cast), "organization": cast.community_a.pk, "urgency": "urgent"}
    return {**given, **changes}


def test_more_time_is_asked_and_given_and_what_is_overdue_supervised(cast: Cast, browser) -> None:
    row = response_in(cast, "responded")
    police, office, street = browser("department"), browser("office"), browser("street_a")
    address = f"/whistle-responses/{row.pk}/"
    assert "ask" in verbs(police.get(address))
    early = police.post(f"{address}ask/", {"due_on": row.due_on.isoformat(), "reason": "设备未到"})
    assert "应晚于现在的期限" in early.text
    assert police.post(f"{address}ask/", {"due_on": in_days(40).isoformat(), "reason": "设备未到"}).status_code == 302
    assert "ask" not in verbs(police.get(address))
    assert [found.pk for found, _ in office.get("/whistle-responses/?waits=decide").context["rows"]] == [row.pk]
    assert {"approve", "refuse"} <= set(verbs(office.get(address)))
    assert not {"approve", "refuse", "supervise"} & set(verbs(street.get(address)))
    office.post(f"{address}approve/", {"note": "请抓紧"})
    row.refresh_from_db()
    assert (row.due_on, row.extended) == (in_days(40), 1)
    assert "请抓紧" in police.get(address).text
    assert office.get("/whistle-responses/?supervised=on").context["page"].paginator.count == 0
    office.post(f"{address}supervise/", {"demands": "请今天到场"})
    assert "今天已经督办过" in office.post(f"{address}supervise/", {"demands": "请今天到场"}).text
    assert "已督办" in street.get(address).text
    assert office.get("/whistle-responses/?supervised=on").context["page"].paginator.count == 1


def test_hours_are_asked_for_and_an_overdue_department_is_ordered(cast: Cast, browser) -> None:
    row = response_in(cast, "pending")
    police, office = browser("department"), browser("office")
    address = f"/whistle-responses/{row.pk}/"
    wrong = police.post(f"{address}ask/", {"hours": "200", "reason": "警力在外"})
    assert wrong.status_code == 422
    assert list(wrong.context["form"].fields) == ["hours", "reason"]
    assert police.post(f"{address}ask/", {"hours": "4", "reason": "警力在外"}).status_code == 302
    assert "申请延长应哨 4 个工作小时" in office.get(address).text
    was = row.respond_by
    office.post(f"{address}approve/", {"note": ""})
    row.refresh_from_db()
    assert row.respond_by > was
    WhistleResponse.objects.filter(pk=row.pk).update(started_on=in_days(-9), due_on=in_days(-6))
    assert {"order", "account"} <= set(verbs(office.get(address)))
    office.post(f"{address}order/", {"demands": "请今天到场"})
    order = Supervision.objects.get()
    assert (order.department, order.demands) == (cast.department, "请今天到场")
    assert row.whistle.title in office.get("/supervisions/ladder/").text
    assert row.whistle.title in office.get(f"/supervisions/{order.pk}/").text
    assert browser("outpost_a").get(f"/supervisions/{order.pk}/").status_code == 404


def test_an_appeal_from_the_desk_to_its_closing(cast: Cast, browser) -> None:
    mine, street = browser("community_a"), browser("street_a")
    assert mine.post("/appeals/new/", form(cast)).status_code == 302
    row = Appeal.objects.get()
    address = f"/appeals/{row.pk}/"
    assert verbs(mine.get(address)) == ["accept", "transfer", "extend", "refuse"]
    assert browser("street_b").get(address).status_code == 404
    assert browser("unit_a").get(address).status_code == 404
    mine.post(f"{address}edit/", form(cast, urgency="critical"))
    mine.post(f"{address}accept/")
    assert [found.pk for found, _ in mine.get("/appeals/?waits=answer").context["rows"]] == [row.pk]
    assert street.get("/appeals/?waits=answer").context["page"].paginator.count == 0
    offered = verbs(mine.get(address))
    assert offered == ["handle", "need", "problem", "whistle", "transfer", "extend"]
    assert "supervise" in verbs(street.get(address))
    mine.post(f"{address}handle/", {"note": "联系物业"})
    mine.post(f"{address}report/", {"progress": "50", "text": "物业已派车"})
    mine.post(f"{address}answer/", {"answer": "已清运", "result": "solved"})
    row.refresh_from_db()
    assert (row.status, row.progress) == ("answered", 100)
    bare = mine.post(f"{address}close/", {"satisfaction": "dissatisfied", "feedback": ""})
    assert bare.context["form"].errors["feedback"] == ["请填写反馈意见。"]
    mine.post(f"{address}close/", {"satisfaction": "satisfied"})
    shown = browser("leader").get(address)
    assert "已清运" in shown.text
    assert "满意" in shown.text
    assert browser("leader").get("/appeals/?satisfaction=satisfied").context["page"].paginator.count == 1


def test_nothing_that_identifies_a_resident_is_kept(cast: Cast, browser) -> None:
    mine = browser("community_a")
    for field, text, word in (
        ("content", "请联系 138 1234 5678", "手机号"),
        ("title", "张某１３８１２３４５６７８反映", "手机号"),
        ("content", "身份证310106199001011234", "身份证号"),
    ):
        page = mine.post("/appeals/new/", form(cast, **{field: text}))
        assert page.status_code == 422
        assert word in page.context["form"].errors[field][0]
    assert not Appeal.objects.exists()


def test_an_appeal_becomes_a_need_and_a_problem(cast: Cast, browser) -> None:
    mine = browser("community_a")
    row = appeal_in(cast, "accepted")
    address = f"/appeals/{row.pk}/"
    given = {"title": "清运车辆", "category": "goods", "quantity": "2", "measure": "辆", "due_on": in_days(9)}
    assert "due_on" in mine.post(f"{address}need/", {**given, "due_on": in_days(-1)}).context["form"].errors
    mine.post(f"{address}need/", given)
    need = Need.objects.get()
    assert (need.status, need.origin_label) == ("submitted", f"诉求 {row.number}")
    mine.post(f"{address}problem/", {"severity": "major", "category": "service"})
    problem = Problem.objects.get()
    assert (problem.source, problem.organization) == ("appeal", cast.community_a)
    page = mine.get(address)
    assert "清运车辆" in page.text
    assert row.title in mine.get(f"/problems/{problem.pk}/").text
    # Units that may claim it read where it came from by its number alone.
    browser("street_a").post(f"/needs/{need.pk}/publish/")
    shown = browser("unit_a").get(f"/needs/{need.pk}/").text
    assert row.number in shown
    assert row.title not in shown


def test_a_need_that_is_met_is_told_to_whoever_answers(cast: Cast, make) -> None:
    row = appeal_in(cast, "accepted")
    need = make.listing()
    Need.objects.filter(pk=need.pk).update(origin_type="appeals.appeal", origin_id=row.pk, origin_label=row.number)
    close(need, "close")
    deliver_waiting()
    told = Notice.objects.filter(event__verb="need.close").values_list("user__username", flat=True)
    assert "community.a" in set(told)


def test_a_whistle_by_forms_of_three_sides(cast: Cast, browser) -> None:
    mine, street, office, police = (browser(name) for name in ("community_a", "street_a", "office", "department"))
    given = {"title": "占道经营", "content": "劝导无效", "urgency": "critical", "organization": cast.community_a.pk}
    assert mine.post("/whistles/new/", given).status_code == 302
    row = Whistle.objects.get()
    address = f"/whistles/{row.pk}/"
    assert verbs(mine.get(address)) == ["withdraw"]
    assert verbs(street.get(address)) == ["review", "decline", "withdraw"]
    street.post(f"{address}review/", {"note": "属实"})
    assert "departments" not in street.get(f"{address}blow/").context["form"].fields
    street.post(f"{address}blow/", {"note": "请到场"})
    assert [found.pk for found, _ in office.get("/whistles/?waits=assign").context["rows"]] == [row.pk]
    assert police.get(address).status_code == 404
    bare = office.post(f"{address}assign/", {"departments": []})
    assert bare.context["form"].errors["departments"] == ["请选择应哨部门。"]
    office.post(f"{address}assign/", {"departments": [cast.department.pk, cast.outpost_a.pk], "lead": ""})
    response = WhistleResponse.objects.get(department=cast.department)
    mine_too = f"/whistle-responses/{response.pk}/"
    assert "占道经营" in police.get("/whistle-responses/?waits=respond").text
    assert verbs(police.get(mine_too)) == ["respond", "ask", "dispute"]
    assert verbs(office.get(mine_too)) == ["supervise", "order"]
    office.post(f"{mine_too}supervise/", {"demands": "尽快到场"})
    assert verbs(office.get(mine_too)) == ["order"]
    police.post(f"{mine_too}respond/", {"plan": "两小时内到场"})
    police.post(f"{mine_too}report/", {"text": "已到场", "progress": "40", "evidence": [picture()]})
    kept = response.files.get()
    assert street.get(f"/whistle-responses/files/{kept.pk}/").status_code == 200
    assert browser("street_b").get(f"/whistle-responses/files/{kept.pk}/").status_code == 404
    police.post(f"{mine_too}finish/", {"measures": "已清理", "result": "solved"})
    assert verbs(street.get(mine_too)) == ["rate", "return"]
    marks = {"response_score": "100", "solution_score": "59", "satisfaction_score": "80"}
    bare = street.post(f"{mine_too}rate/", marks)
    assert bare.context["form"].errors["comment"] == ["请填写评哨意见。"]
    bare = street.post(f"{mine_too}rate/", {**marks, "solution_score": "101"})
    assert "solution_score" in bare.context["form"].errors
    street.post(f"{mine_too}rate/", {**marks, "comment": "反复出现"})
    assert "78.65" in police.get(mine_too).text
    assert "区公安分局" in street.get(address).text


def test_a_street_names_departments_where_the_district_wants_it(cast: Cast, browser) -> None:
    office, street = browser("office"), browser("street_a")
    rules = {rule.name: getattr(WhistleRules(), rule.name) for rule in WhistleRules.rules()}
    weights = {"response_weight": "30", "solution_weight": "35", "satisfaction_weight": "34"}
    given = {**rules, **weights, "remind_before": "1", "named_by_street": "on"}
    page = office.post("/settings/whistlerules/", given)
    assert "99%" in page.context["form"].errors["satisfaction_weight"][0]
    assert office.post("/settings/whistlerules/", {**given, "satisfaction_weight": "35"}).status_code == 302
    row = whistle_in(cast, "reviewed")
    street.post(f"/whistles/{row.pk}/blow/", {"departments": [cast.outpost_a.pk], "note": ""})
    row.refresh_from_db()
    assert row.status == "assigned"
    assert browser("outpost_a").get("/whistles/").context["page"].paginator.count == 1


def test_the_district_rules_on_a_refusal(cast: Cast, browser) -> None:
    row = response_in(cast, "disputed")
    office, address = browser("office"), f"/whistle-responses/{row.pk}/"
    assert verbs(office.get(address)) == ["uphold", "release"]
    bare = office.post(f"{address}release/", {"reason": "同意"})
    assert bare.context["form"].errors["to"] == ["牵头部门退单，须同时改派一个部门牵头。"]
    office.post(f"{address}release/", {"reason": "同意", "to": cast.outpost_a.pk})
    row.refresh_from_db()
    assert (row.status, row.lead) == ("released", False)
    assert response_of(row.whistle).department == cast.outpost_a


def test_the_league_and_the_list_come_to_the_same_number(cast: Cast, browser) -> None:
    whistle_in(cast, "closed")
    whistle_in(cast, "assigned")
    response_in(cast, "released")
    office = browser("office")
    page = office.get("/whistle-league/")
    rows = {row.name: row for row, _ in page.context["rows"]}
    police = rows["区公安分局"]
    assert (police.called, police.answered, police.rated, police.in_time) == (2, 1, 1, police.in_time)
    listed = office.get(police.counted_url)
    assert listed.context["page"].paginator.count == police.called
    book = load_workbook(io.BytesIO(b"".join(office.get("/whistle-league/?export=xlsx"))))
    assert [line[0] for line in book.worksheets[0].values][:2] == ["部门", "区公安分局"]
    earlier = str(Quarter.current().previous)
    assert office.get(f"/whistle-league/?quarter={earlier}").context["page"].paginator.count == 0
    # A department sees its own answers and those of the others at the same matters; a street without any sees none.
    assert browser("department").get("/whistle-league/").context["page"].paginator.count == 2
    assert browser("street_b").get("/whistle-league/").context["page"].paginator.count == 0


def sheet(lines: Iterable[Iterable[str]]) -> SimpleUploadedFile:
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(list(line))
    found = io.BytesIO()
    book.save(found)
    return SimpleUploadedFile("热线.xlsx", found.getvalue())


HEADS = ("来文编号", "诉求", "具体情况", "所在社区", "类别", "渠道", "紧急程度", "提出日期")


def test_the_hotlines_monthly_list(cast: Cast, browser) -> None:
    street = browser("street_a")
    assert "/appeals/import/" in street.get("/appeals/").text
    assert "/appeals/import/" not in browser("leader").get("/appeals/").text
    day = in_days(-2).isoformat()
    lines = [
        ("RX-1", "垃圾清运", "三天未清运", "江宁路街道/新安居委会", "环境卫生", "", "", day),
        ("RX-2", "路灯不亮", "请打13812345678", "新安居委会", "市政设施", "热线", "较急", day),
        ("RX-3", "噪声", "夜间施工", "新安居委会", "没有这类", "热线", "一般", day),
        ("RX-4", "停车难", "车位不足", "张家宅居委会", "停车管理", "热线", "一般", day),
    ]
    page = street.post("/appeals/import/", {"file": sheet([HEADS, *lines]), "mode": "skip"})
    outcomes = {one.row.texts["来文编号"]: one for one in page.context["outcomes"]}
    assert {name: one.status for name, one in outcomes.items()} == {
        "RX-1": "new", "RX-2": "failed", "RX-3": "failed", "RX-4": "failed"
    }  # fmt: skip
    assert "手机号" in outcomes["RX-2"].message
    assert outcomes["RX-3"].label == "类别"
    assert "不在您的管理范围内" in outcomes["RX-4"].message
    assert not Appeal.objects.exists()
    street.post("/appeals/import/", {"sheet": page.context["sheet"]})
    row = Appeal.objects.get()
    assert (row.source_number, row.channel, row.raised_on) == ("RX-1", "hotline", in_days(-2))
    again = [("RX-1", "垃圾清运不及时", "三天未清运", "新安居委会", "环境卫生", "热线", "紧急", day)]
    page = street.post("/appeals/import/", {"file": sheet([HEADS, *again]), "mode": "update"})
    street.post("/appeals/import/", {"sheet": page.context["sheet"]})
    row.refresh_from_db()
    assert (row.title, row.urgency) == ("垃圾清运不及时", "critical")
    assert street.get("/appeals/import/?template=xlsx").status_code == 200
    book = load_workbook(io.BytesIO(b"".join(street.get("/appeals/?export=xlsx"))))
    assert book.worksheets[0].max_row == 2


def test_pages_keep_their_budget(cast: Cast, browser, django_assert_max_num_queries) -> None:
    appeals = [appeal_in(cast, "handling", title=f"诉求{number}") for number in range(4)]
    whistles = [whistle_in(cast, "handling", title=f"事项{number}") for number in range(4)]
    answer = response_of(whistles[0])
    who = browser("street_a")
    who.get("/notices/unread/")  # the first request of a process finds its district
    for address in (
        "/appeals/",
        f"/appeals/{appeals[0].pk}/",
        "/appeals/new/",
        "/whistles/",
        f"/whistles/{whistles[0].pk}/",
        "/whistles/new/",
        "/whistle-responses/",
        f"/whistle-responses/{answer.pk}/",
        "/whistle-league/",
    ):
        with django_assert_max_num_queries(12):
            assert who.get(address).status_code == 200, address


def test_departments_find_their_work(cast: Cast, browser) -> None:
    whistle_in(cast, "assigned")
    police = browser("department")
    page = police.get("/whistles/")
    assert page.status_code == 200
    assert "吹哨报到" in page.text
    assert "诉求" not in {item.label for entry in page.context["shell"].nav for item in entry.tabs}


def test_a_department_begins_with_what_waits_for_it(cast: Cast, browser, django_assert_max_num_queries) -> None:
    row = response_in(cast, "pending")
    police = browser("department")
    assert police.get("/")["Location"].startswith("/workbench/")
    police.get("/notices/unread/")
    with django_assert_max_num_queries(20):
        page = police.get("/workbench/")
    (section,) = page.context["sections"]
    assert (section.title, section.total, section.tasks[0].url) == (
        "待应哨的事项",
        1,
        f"/whistle-responses/{row.pk}/",
    )
    assert police.get(section.all_url).context["page"].paginator.count == 1
    assert browser("unit_a").get("/workbench/").status_code == 403


def test_who_did_not_come_in_time_is_found(cast: Cast, browser) -> None:
    late = response_in(cast, "pending")
    WhistleResponse.objects.filter(pk=late.pk).update(respond_by=in_moments(-1))
    response_in(cast, "responded", title="按时的")
    office = browser("office")
    page = office.get("/whistle-responses/?tardy=true&col=on_time")
    assert [row.pk for row, _ in page.context["rows"]] == [late.pk]
    assert "应哨超时" in page.text
    assert "应哨超时" in office.get(f"/whistle-responses/{late.pk}/").text
    assert "按时应哨" in office.get("/whistle-responses/?q=按时的&col=on_time").text
