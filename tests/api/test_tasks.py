"""Tasks, responsibilities and admissions through the interface, by people and by a street's own client."""

from base64 import b64encode

from callers import application, gid, person
from cast import Cast
from samples import png
from stories import in_days
from task_stories import admission_in, assignment_in, responsibility_in

from core.permissions import Perm
from linkage.assignments.models import Assignment

PHOTO = {"name": "现场.png", "contentBase64": b64encode(png()).decode()}
WORK = [Perm.VIEW, Perm.ASSIGNMENT_WORK, Perm.ASSIGNMENT_DISPATCH]


def test_a_streets_client_does_what_the_district_dispatches(cast: Cast) -> None:
    office = person(cast.users["office"])
    made = office.do(
        "assignmentDispatch",
        "assignment { id number status parts { nodes { id status organization { name } } } }",
        title="排查阵地",
        content="逐个社区查看。",
        organizations=[gid(cast.street_a), gid(cast.street_b)],
        dueOn=str(in_days(20)),
    )
    assert made["errors"] == []
    assert made["assignment"]["status"] == "DISPATCHED"
    parts = made["assignment"]["parts"]["nodes"]
    mine = next(part for part in parts if part["organization"]["name"] == "江宁路街道")
    client = application(cast, cast.street_a, WORK)
    seen = client.ask("{ assignments(status: [PENDING]) { totalCount nodes { id light daysLeft parent { id } } } }")
    assert seen["assignments"]["totalCount"] == 1
    # Twenty days ahead, and just begun.
    assert seen["assignments"]["nodes"] == [{"id": mine["id"], "light": "STEADY", "daysLeft": 20, "parent": None}]
    assert client.do("assignmentAccept", id=mine["id"], responsible="陈主任")["errors"] == []
    report = {"id": mine["id"], "text": "过半", "progress": 55, "evidence": [PHOTO]}
    told = client.do(
        "assignmentReport", "assignment { progress reports { nodes { files { nodes { name url } } } } }", **report
    )
    assert told["errors"] == []
    (kept,) = told["assignment"]["reports"]["nodes"][0]["files"]["nodes"]
    assert client.get(kept["url"]).getvalue() == png()
    refused = client.do("assignmentVerify", id=mine["id"])["errors"]
    assert refused[0]["code"] == "NOT_ALLOWED"
    assert client.do("assignmentSubmit", id=mine["id"], outcome="完成")["errors"] == []
    done = office.do("assignmentVerify", "assignment { statusLabel }", id=mine["id"])
    assert done["assignment"]["statusLabel"] == "已办结"


def test_lists_are_filtered_and_ordered(cast: Cast) -> None:
    late = assignment_in(cast, "active", title="逾期的")
    assignment_in(cast, "submitted", title="待核验的")
    Assignment.objects.filter(pk=late.pk).update(due_on=in_days(-2), started_on=in_days(-30))
    office = person(cast.users["office"])
    asked = office.ask(
        """{ red: assignments(light: [OVERDUE]) { nodes { title daysLeft } }
             wholes: assignments(whole: true, orderBy: OLDEST) { nodes { title status } }
             found: assignments(search: "待核验", whole: false, status: [SUBMITTED]) { totalCount } }"""
    )
    assert asked["red"]["nodes"] == [{"title": "逾期的", "daysLeft": -2}]
    assert [node["status"] for node in asked["wholes"]["nodes"]] == ["DISPATCHED", "DISPATCHED"]
    assert asked["found"]["totalCount"] == 1
    assert person(cast.users["street_b"]).ask("{ assignments(light: [OVERDUE]) { totalCount } }") == {
        "assignments": {"totalCount": 0}
    }


def test_lists_of_responsibilities_and_admissions(cast: Cast) -> None:
    row = responsibility_in(cast, "published")
    admission_in(cast, "approved")
    office, street_b = person(cast.users["office"]), person(cast.users["street_b"])
    checked = office.do(
        "responsibilityCheck",
        "responsibility { checks { nodes { passed findings } } }",
        id=gid(row),
        passed=False,
        findings="二季度没有研究",
    )
    assert checked["responsibility"]["checks"]["nodes"] == [{"passed": False, "findings": "二季度没有研究"}]
    problems = office.ask("{ problems { nodes { title } } }")["problems"]["nodes"]
    assert problems == [{"title": "责任未落实：每季度研究一次党建工作"}]
    seen = street_b.ask(
        "{ responsibilities { nodes { title statusLabel } } admissions { nodes { title assignment { id } } } }"
    )
    assert seen == {
        "responsibilities": {"nodes": [{"title": "每季度研究一次党建工作", "statusLabel": "已公示"}]},
        "admissions": {"nodes": [{"title": "协助流动人口信息采集", "assignment": None}]},
    }
    copied = office.do("responsibilityCopy", "copied", organization=gid(cast.street_a), year=row.year)
    assert copied["copied"] is None
    assert copied["errors"][0]["code"] == "NOT_FOUND"
