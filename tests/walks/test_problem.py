"""The story of a problem: an inspection finds it, it is put right late, supervised, sent back, closed, and comes back.

Everybody acts by what the post allows; the platform climbs the ladder by the district's rules.
"""

import io
import zipfile
from datetime import date, timedelta

import pytest
from cast import Cast
from oversight import on_day
from samples import photo

from core.errors import NotAllowed, WrongState
from core.models import Event
from core.outbox import deliver_waiting
from linkage.extensions.actions import extension_ask, extension_refuse
from linkage.lights import Light, standing_of
from linkage.problems.actions import problem_dispatch, problem_report, problem_revisit
from linkage.problems.actions.rectifications import (
    rectification_approve,
    rectification_close,
    rectification_report,
    rectification_return,
    rectification_start,
    rectification_submit,
)
from linkage.problems.models import Rectification
from linkage.supervision.actions.accountability import accountability_record
from linkage.supervision.actions.supervisions import supervision_close, supervision_issue, supervision_reply
from linkage.supervision.document import supervision_document
from linkage.supervision.ladder import climb
from linkage.supervision.models import Accountability, Supervision
from tenants.notices.models import Notice

# The National Day holidays of 2026 lie inside the term.
FOUND, ORDERED = date(2026, 9, 22), date(2026, 9, 23)


def told(cast: Cast, name: str) -> list[str]:
    deliver_waiting()
    return list(Notice.objects.filter(user=cast.users[name]).order_by("id").values_list("event__verb", flat=True))


def test_from_the_finding_to_looking_back(cast: Cast) -> None:
    office, street, community = cast.actor("office"), cast.actor("street_a"), cast.actor("community_a")
    with on_day(FOUND):
        problem = problem_report(
            actor=office,
            organization=cast.community_a,
            title="党群服务中心周末不开放",
            detail="督查组两次周末到访，大门紧锁。",
            source="inspection",
            severity="grave",
        )
    assert (problem.number, problem.status, problem.reported_by) == ("WT-2026-0001", "reported", cast.root)
    assert "problem.report" in told(cast, "street_a")

    with on_day(ORDERED):
        problem_dispatch(actor=street, problem=problem)
    row = Rectification.objects.select_related("organization", "problem__organization", "problem__reported_by").get()
    # Seven working days: 24 Sept; 28–30 Sept; then 8–9 Oct and the working Saturday 10 Oct. The 25th begins 中秋.
    assert row.due_on == date(2026, 10, 10)
    assert row.number == "ZG-2026-0001"
    assert "rectification.create" in told(cast, "community_a")

    with on_day(date(2026, 9, 24)):
        post = cast.users["community_a_secretary"].posts.get()
        row = rectification_start(actor=community, rectification=row, measures="党员轮值，周末开放", post=post)
        row = rectification_report(actor=community, rectification=row, progress=20, text="已排出轮值表")
    assert row.person == "新安书记（社区书记）"
    assert standing_of(row, day=date(2026, 10, 8)).light == Light.BEHIND
    with on_day(date(2026, 10, 9)):
        asked = extension_ask(actor=community, subject=row, due_on=date(2026, 11, 10), reason="人手不足", progress=20)
        extension_refuse(actor=street, extension=asked, reason="可先请驻区单位支援")
    row.refresh_from_db()
    assert row.due_on == date(2026, 10, 10)

    for late, orders, measures in ((4, 0, 0), (5, 1, 0), (6, 1, 0), (16, 1, 1), (17, 1, 1)):
        day = row.due_on + timedelta(days=late)
        with on_day(day):
            climb(day)
        assert (Supervision.objects.count(), Accountability.objects.count()) == (orders, measures), late
    order = Supervision.objects.select_related("organization", "issuer").get()
    assert (order.status, order.issuer, order.by_ladder) == ("draft", cast.street_a, True)
    assert "supervision.draft" in told(cast, "street_a")
    with on_day(date(2026, 10, 27)):
        order = supervision_issue(actor=street, supervision=order)
    assert order.number == "江宁路街道督〔2026〕1号"
    assert order.reply_due_on == date(2026, 10, 30)
    words = zipfile.ZipFile(io.BytesIO(supervision_document(order))).read("word/document.xml").decode()
    assert order.number in words
    assert "请于2026年10月30日前书面回复办理情况。" in words
    with on_day(date(2026, 10, 29)):
        order = supervision_reply(actor=community, supervision=order, reply="已协调江宁中学志愿者，本周末开放")
        talk = Accountability.objects.select_related("organization", "issuer").get()
        accountability_record(
            actor=street,
            accountability=talk,
            held_on=date(2026, 10, 28),
            person="新安居委会书记",
            held_by="江宁路街道党工委书记",
            result="限十日内开放",
        )
        with pytest.raises(NotAllowed):
            supervision_close(actor=community, supervision=order)
        supervision_close(actor=street, supervision=order)

    with on_day(date(2026, 11, 2)):
        row = rectification_submit(actor=community, rectification=row, outcome="周末已开放", evidence=[photo(1)])
        row = rectification_return(actor=street, rectification=row, reason="请附轮值表")
    assert standing_of(row, day=date(2026, 11, 2)).light == Light.OVERDUE
    with on_day(date(2026, 11, 3)):
        row = rectification_submit(actor=community, rectification=row, outcome="附轮值表", evidence=[photo(2)])
        with pytest.raises(NotAllowed):
            rectification_approve(actor=community, rectification=row)
        row = rectification_approve(actor=street, rectification=row)
    assert (row.status, row.files.count()) == ("reviewed", 2)
    with on_day(date(2026, 11, 5)):
        row = rectification_close(actor=cast.actor("street_a_secretary"), rectification=row)
    problem.refresh_from_db()
    assert (row.status, problem.status) == ("closed", "closed")
    closing = Event.objects.get(verb="rectification.close").data
    assert (closing["due_on"], closing["on_time"], closing["days"]) == ("2026-10-10", False, 41)
    with pytest.raises(WrongState):
        rectification_report(actor=community, rectification=row, progress=10, text="再改")

    with on_day(date(2026, 12, 20)):
        again = problem_revisit(actor=street, problem=problem, detail="十二月起又不开放")
    assert (again.number, again.follows, again.source) == ("WT-2026-0002", problem, "revisit")
    problem.refresh_from_db()
    assert problem.status == "closed"
