"""督导检查 (S4: 九个督导组; 定点监测、实地检查、随机抽查): from the plan and the draw to problems and the report.

The district plans a random check, announces from what it draws and draws; teams record what they find, one community
agrees, another objects; what did not fit becomes a problem that is put right, and the inspection is summed up.
"""

from io import BytesIO

from callers import gid, person
from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from inspecting import LINES
from openpyxl import load_workbook
from oversight import rectification_in
from samples import png
from stories import in_days

from core.outbox import deliver_waiting
from linkage.inspections.models import Checklist, Finding, Inspection, InspectionDraw, InspectionTarget, InspectionTeam
from linkage.problems.models import Problem
from tenants.notices.models import Notice
from tests.walks.test_clusters import signed_in


def form_of(cast: Cast, **changes: object) -> dict[str, object]:
    given = {
        "organization": cast.root.pk, "title": "第三季度随机抽查", "kind": "random", "lines": LINES,
        "starts_on": in_days(-3).isoformat(), "ends_on": in_days(10).isoformat(), "scope": "检查责任落实情况。",
    }  # fmt: skip
    return {**given, **changes}


def test_drawn_checked_answered_put_right_and_summed_up(cast: Cast, django_assert_max_num_queries) -> None:
    office, member, other = (signed_in(cast, name) for name in ("office", "department", "outpost_a"))
    mine = signed_in(cast, "community_a")

    # The district keeps a checklist, and plans with it.
    assert office.post("/checklists/new/", {"name": "季度检查表", "lines": "｜无事项"}).status_code == 422
    assert office.post("/checklists/new/", {"name": "季度检查表", "lines": LINES}).status_code == 302
    checklist = Checklist.objects.get()
    assert "党群服务中心按时开放" in office.get(f"/checklists/{checklist.pk}/").text
    assert office.get(f"/inspections/new/?checklist={checklist.pk}").context["form"].initial["lines"] == checklist.lines
    early = office.post("/inspections/new/", form_of(cast, ends_on=in_days(-5).isoformat()))
    assert "结束日期不能早于开始日期" in early.text
    assert office.post("/inspections/new/", form_of(cast)).status_code == 302
    plan = Inspection.objects.get()
    address = f"/inspections/{plan.pk}/"

    # Two teams; people of departments and outposts go in them, of whom one keeps away from the own street.
    page = office.get(f"{address}teams/new/")
    assert page.context["form"].initial["name"] == "第一检查组"
    assert str(cast.users["department"].pk) in page.text
    team = {
        "name": "第一检查组",
        "head": "赵建国",
        "people": "赵建国、冯警官",
        "members": [cast.users["department"].pk],
    }
    assert office.post(f"{address}teams/new/", team).status_code == 302
    office.post(f"{address}teams/new/", {**team, "name": "第二检查组", "members": [cast.users["outpost_a"].pk]})
    first, second = InspectionTeam.objects.order_by("order")
    assert "赵建国" in office.get(f"/inspection-teams/{first.pk}/").text

    # What is drawn from is announced before the seed exists; both communities are drawn, and anyone may recompute it.
    office.post(f"{address}announce/", {"population": "communities", "count": 1, "per_street": "on"})
    assert office.post(f"{address}issue/").status_code == 422
    assert office.post(f"{address}draw/").status_code == 302
    draw = InspectionDraw.objects.get()
    shown = office.get(f"/inspection-draws/{draw.pk}/")
    assert shown.context["proof"].agrees
    assert "验证一致" in shown.text
    assert draw.seed in shown.text
    assert mine.get(address).status_code == 404
    query = f'{{ drawProof(draw: "{gid(draw)}") {{ agrees codes checks {{ name agrees }} }} }}'
    told = person(cast.users["office"]).ask(query)["drawProof"]
    assert (told["agrees"], len(told["codes"])) == (True, 2)
    office.post(f"{address}spread/")
    assert office.post(f"{address}issue/").status_code == 302
    a, b = InspectionTarget.objects.order_by("organization__path")
    assert (a.team, b.team) == (first, second)
    moved = office.post(f"/inspection-targets/{a.pk}/assign/", {"team": second.pk})
    assert "派出所所长在“江宁路派出所”任职，按规定应当回避，不能检查“新安居委会”" in moved.text
    deliver_waiting()
    assert Notice.objects.filter(user=cast.users["department"], text__contains="下达督导检查").exists()
    assert Notice.objects.filter(user=cast.users["community_a"], text__contains="通知检查").exists()
    assert mine.get(f"/inspection-draws/{draw.pk}/").context["proof"].agrees

    # Each team records at its own target only.
    assert member.get("/inspection-targets/?waits=visit").context["page"].paginator.count == 1
    assert member.get(f"/inspection-targets/{b.pk}/findings/").status_code in (403, 404)
    items = list(plan.items.order_by("order"))
    record = f"/inspection-targets/{a.pk}/findings/"
    assert "三会一课按期召开" in member.get(record).text
    filled = {"visited_on": in_days(0).isoformat(), **{f"result_{item.pk}": "met" for item in items}}
    filled |= {f"result_{items[0].pk}": "unmet", f"severity_{items[0].pk}": "major"}
    refused = member.post(record, filled)
    assert refused.status_code == 422
    assert "情况说明" in refused.text
    filled[f"note_{items[0].pk}"] = "三季度没有会议记录"
    photo = SimpleUploadedFile("现场.png", png(), "image/png")
    assert member.post(record, {**filled, f"files_{items[0].pk}": [photo]}).status_code == 302
    assert not mine.get(f"/findings/?target={a.pk}").context["page"].paginator.count
    assert member.post(f"/inspection-targets/{a.pk}/submit/", {"conclusion": "有一项不符合"}).status_code == 302
    finding = Finding.objects.get(result="unmet")
    seen = mine.get(f"/findings/{finding.pk}/")
    assert "三季度没有会议记录" in seen.text
    assert mine.get(f"/findings/files/{finding.files.get().pk}/?show=1").status_code == 200
    assert other.get(f"/findings/{finding.pk}/").status_code == 404
    met = {"visited_on": in_days(0).isoformat(), **{f"result_{item.pk}": "met" for item in items}}
    other.post(f"/inspection-targets/{b.pk}/findings/", met)
    other.post(f"/inspection-targets/{b.pk}/submit/", {"conclusion": "较好"})

    # One agrees, the other objects and is answered.
    assert mine.get("/inspection-targets/?waits=confirm").context["page"].paginator.count == 1
    mine.post(f"/inspection-targets/{a.pk}/confirm/", {"note": "属实"})
    neighbour = signed_in(cast, "community_b")
    neighbour.post(f"/inspection-targets/{b.pk}/object/", {"reason": "得分不符"})
    assert office.get("/inspection-targets/?waits=answer").context["page"].paginator.count == 1
    office.post(f"/inspection-targets/{b.pk}/uphold/", {"answer": "经核实维持"})
    assert "经核实维持" in neighbour.get(f"/inspection-targets/{b.pk}/").text
    b.refresh_from_db()
    assert b.status == "closed"

    # What did not fit is a problem of the community, found from either side.
    problem = Problem.objects.get()
    assert f"/problems/{problem.pk}/" in office.get(f"/findings/{finding.pk}/").text
    assert f"/findings/{finding.pk}/" in office.get(f"/problems/{problem.pk}/").text
    assert office.post(f"/inspection-targets/{a.pk}/close/").status_code == 422
    rectification_in(cast, "closed", problem=problem)
    office.post(f"/inspection-targets/{a.pk}/close/")
    assert office.get("/inspections/?waits=finish").context["page"].paginator.count == 1
    office.post(f"{address}finish/", {"summary": "责任落实总体较好"})
    plan.refresh_from_db()
    assert plan.status == "completed"
    deliver_waiting()
    assert Notice.objects.filter(user=cast.users["office"], text__contains="提出申诉").exists()

    # The papers.
    sheet = load_workbook(BytesIO(b"".join(office.get(f"{address}sheet/").streaming_content))).active
    assert {sheet["A2"].value, sheet["A3"].value} == {"新安居委会", "张家宅居委会"}
    report = "\n".join(each.text for each in Document(BytesIO(office.get(f"{address}report/").content)).paragraphs)
    assert draw.seed in report
    assert "责任落实总体较好" in report
    assert mine.get(f"{address}report/").status_code == 404
    with django_assert_max_num_queries(12):
        assert office.get("/inspections/?col=late").context["page"].paginator.count == 1
    with django_assert_max_num_queries(14):
        office.get(address)
    with django_assert_max_num_queries(12):
        office.get("/inspection-targets/")
    with django_assert_max_num_queries(12):
        office.get("/findings/")
