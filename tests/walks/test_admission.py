"""A department asks, the district decides, the street gets a task that names what comes along."""

from cast import Cast
from stories import in_days
from task_stories import admission_terms, part_of

from core.history import history_of
from core.origins import origin_of
from core.outbox import deliver_waiting
from linkage.admissions.actions.applying import (
    admission_approve,
    admission_create,
    admission_edit,
    admission_return,
    admission_submit,
)
from linkage.admissions.models import Admission
from linkage.assignments.actions.working import assignment_accept, assignment_submit, assignment_verify
from tenants.notices.models import Notice


def test_from_the_wish_to_the_work(cast: Cast) -> None:
    mine, leader, street = (cast.actor(name) for name in ("department", "leader", "street_a"))
    row = admission_create(actor=mine, **admission_terms(cast, places=[cast.street_a], funds=0))
    assert not Admission.objects.visible_to(street).exists()
    row = admission_submit(actor=mine, admission=row)
    row = admission_return(actor=leader, admission=row, reason="请写明经费")
    given = admission_terms(cast, places=[cast.street_a], funds="36000.50", ends_on=in_days(30))
    del given["department"]
    row = admission_edit(actor=mine, admission=row, **given, version=row.version)
    row = admission_submit(actor=mine, admission=row)
    row = admission_approve(actor=leader, admission=row, note="同意，经费随事项拨付")
    deliver_waiting()
    assert Notice.objects.filter(event__verb="admission.approve", user=cast.users["department"]).exists()
    assert Notice.objects.filter(event__verb="assignment.dispatch", user=cast.users["street_a"]).exists()
    assert Admission.objects.visible_to(street).get() == row
    part = part_of(row.assignment, cast.street_a)
    assert "36,000.50 元" in part.support
    assert origin_of(row.assignment, seen_by=leader) == row
    part = assignment_accept(actor=street, assignment=part)
    part = assignment_submit(actor=street, assignment=part, outcome="已采集")
    assignment_verify(actor=cast.actor("office"), assignment=part)
    row.assignment.refresh_from_db()
    assert row.assignment.status == "closed"
    assert [line.what for line in history_of(row)] == [
        "同意准入",
        "提交准入申请",
        "修改准入申请",
        "要求补充材料",
        "提交准入申请",
        "起草准入申请",
    ]
