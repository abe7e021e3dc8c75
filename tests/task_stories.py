"""Tasks, responsibilities and admissions brought into a state by the people of the cast, by actions alone."""

from contextlib import nullcontext
from datetime import date, datetime, time
from typing import Any

from cast import Cast
from samples import photo
from stories import in_days

from core.events import at_moment
from core.periods import SHANGHAI, today
from linkage.admissions.actions.applying import (
    admission_approve,
    admission_create,
    admission_refuse,
    admission_return,
    admission_submit,
    admission_withdraw,
)
from linkage.admissions.models import Admission
from linkage.assignments.actions.dispatching import assignment_dispatch, assignment_split, assignment_withdraw
from linkage.assignments.actions.working import (
    assignment_accept,
    assignment_report,
    assignment_submit,
    assignment_verify,
)
from linkage.assignments.models import Assignment
from linkage.responsibilities.actions.checking import responsibility_accept, responsibility_check
from linkage.responsibilities.actions.items import (
    responsibility_build,
    responsibility_claim,
    responsibility_discard,
    responsibility_publish,
)
from linkage.responsibilities.actions.working import responsibility_report, responsibility_submit
from linkage.responsibilities.models import Responsibility


def task_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """A task of the district for both streets."""
    values = {
        "title": "排查党群服务阵地",
        "content": "逐个社区查看开放时间和服务项目，填写排查表。",
        "organizations": [cast.street_a, cast.street_b],
        "due_on": in_days(30),
        "kind": "party_building",
    }
    return {**values, **changes}


def whole_task(cast: Cast, *, by: str = "office", **changes: Any) -> Assignment:
    return assignment_dispatch(actor=cast.actor(by), **task_terms(cast, **changes))


def part_of(whole: Assignment, place: Any) -> Assignment:
    found: Assignment = whole.parts.select_related("organization", "issuer").get(organization=place)
    return found


def assignment_in(cast: Cast, status: str, **changes: Any) -> Assignment:
    """Street A's part of a task of the district, in any of its states; the task itself where it is dispatched."""
    street = cast.actor("street_a")
    if status == "dispatched":
        return whole_task(cast, **changes)
    part = part_of(whole_task(cast, **changes), cast.street_a)
    if status == "withdrawn":
        return assignment_withdraw(actor=cast.actor("office"), assignment=part, reason="重复下达")
    if status == "pending":
        return part
    part = assignment_accept(actor=street, assignment=part, responsible="陈主任")
    if status == "active":
        return part
    part = assignment_report(actor=street, assignment=part, progress=60, text="已排查六个社区", evidence=[photo()])
    part = assignment_submit(actor=street, assignment=part, outcome="全部排查完毕", evidence=[photo()])
    if status == "submitted":
        return part
    return assignment_verify(actor=cast.actor("office"), assignment=part)


def community_part(cast: Cast, status: str = "pending") -> Assignment:
    """Community A's part of street A's part."""
    street = assignment_in(cast, "active")
    assignment_split(actor=cast.actor("street_a"), assignment=street, organizations=[cast.community_a])
    part = part_of(street, cast.community_a)
    community = cast.actor("community_a")
    if status == "pending":
        return part
    part = assignment_accept(actor=community, assignment=part)
    if status == "active":
        return part
    return assignment_submit(actor=community, assignment=part, outcome="已排查")


def department_part(cast: Cast, status: str = "pending", *, outpost: bool = False) -> Assignment:
    """The department's part of a task of the district, or the outpost's of a task of street A."""
    by, receiver = ("street_a", cast.outpost_a) if outpost else ("office", cast.department)
    whole = whole_task(cast, by=by, organizations=[], departments=[receiver])
    part: Assignment = whole.parts.select_related("organization", "department", "issuer").get()
    doer = cast.actor("outpost_a" if outpost else "department")
    if status == "pending":
        return part
    part = assignment_accept(actor=doer, assignment=part)
    if status == "active":
        return part
    return assignment_submit(actor=doer, assignment=part, outcome="已排查")


def item_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """An item of street A's list of this year."""
    year = today().year
    values = {
        "organization": cast.street_a,
        "year": year,
        "holder": "secretary",
        "category": "organization",
        "title": "每季度研究一次党建工作",
        "content": "专题研究基层党建，听取社区汇报。",
        "started_on": date(year, 1, 1),
        "due_on": date(year, 12, 31),
    }
    return {**values, **changes}


def responsibility_in(cast: Cast, status: str, *, by: str = "street_a", **changes: Any) -> Responsibility:
    """An item of street A in any of its states; of a year that is over it was built then."""
    street, terms = cast.actor(by), item_terms(cast, **changes)
    day = min(terms["due_on"], today())
    with at_moment(datetime.combine(day, time(9), tzinfo=SHANGHAI)) if day < today() else nullcontext():
        row = responsibility_build(actor=street, **terms)
    if status == "discarded":
        return responsibility_discard(actor=street, responsibility=row, reason="重复")
    if status == "built":
        return row
    row = responsibility_claim(actor=street, responsibility=row, responsible="沈书记", post="党工委书记")
    if status == "claimed":
        return row
    row = responsibility_publish(actor=street, responsibility=row)
    if status == "published":
        return row
    row = responsibility_report(actor=street, responsibility=row, progress=60, text="已研究三次", evidence=[photo()])
    if status == "submitted":
        return responsibility_submit(actor=street, responsibility=row, outcome="已研究四次")
    office = cast.actor("office")
    row = responsibility_check(actor=office, responsibility=row, passed=True, findings="已研究三次")
    return responsibility_accept(actor=office, responsibility=row, result="met")


def admission_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What the department asks of street A and its community."""
    values = {
        "department": cast.department,
        "title": "协助流动人口信息采集",
        "content": "每季度入户采集一次。",
        "basis": "《居住证暂行条例》第四条",
        "places": [cast.street_a, cast.community_a],
        "starts_on": in_days(0),
        "ends_on": in_days(90),
        "people": "每个街道派驻 2 名协管员",
        "funds": 50000,
    }
    return {**values, **changes}


def admission_in(cast: Cast, status: str, **changes: Any) -> Admission:
    """An application in any of its states."""
    mine, office = cast.actor("department"), cast.actor("office")
    row = admission_create(actor=mine, **admission_terms(cast, **changes))
    if status == "draft":
        return row
    row = admission_submit(actor=mine, admission=row)
    if status == "withdrawn":
        return admission_withdraw(actor=mine, admission=row, reason="另行安排")
    if status == "returned":
        return admission_return(actor=office, admission=row, reason="请写明经费渠道")
    if status == "refused":
        return admission_refuse(actor=office, admission=row, reason="属部门职责")
    if status == "approved":
        return admission_approve(actor=office, admission=row, note="按年度预算拨付")
    return row


def due(row: Responsibility, days: int, *, started: int = -100) -> Responsibility:
    """The item with its day so many days from today."""
    Responsibility.objects.filter(pk=row.pk).update(started_on=in_days(started), due_on=in_days(days))
    row.refresh_from_db()
    return row


def responsibility_lists(cast: Cast) -> None:
    """Items in every state of the district, street A and community A, and one of the year before."""
    year = today().year
    for status in ("built", "claimed", "published", "submitted", "accepted", "discarded"):
        responsibility_in(cast, status, title=f"街道 {status}")
    due(responsibility_in(cast, "published", title="社区的", organization=cast.community_a), -1)
    due(responsibility_in(cast, "built", title="区的", organization=cast.root, by="office"), 30)
    before = {"year": year - 1, "started_on": date(year - 1, 1, 1), "due_on": date(year - 1, 12, 31)}
    responsibility_in(cast, "built", title="上年的", **before)
