"""调度: the district asks its streets, sees who is late, urges, returns, and closes with one table (S2 §三(四), S4)."""

from asking import answer_of, call_terms, values_of
from cast import Cast

from core.history import history_of
from core.outbox import deliver_waiting
from linkage.datacalls.actions.answering import dataanswer_approve, dataanswer_return, dataanswer_submit
from linkage.datacalls.actions.calling import datacall_close, datacall_create, datacall_issue, datacall_urge
from linkage.datacalls.models import DataAnswer, DataCall
from tenants.notices.models import Notice


def test_from_the_form_to_the_closed_call(cast: Cast) -> None:
    office = cast.actor("office")
    street_a, street_b = cast.actor("street_a"), cast.actor("street_b")
    both = call_terms(cast, organization=cast.root, places=[cast.street_a, cast.street_b])
    call = datacall_create(actor=office, **both)
    assert not DataCall.objects.visible_to(street_a).exists()
    call = datacall_issue(actor=office, call=call)
    assert DataCall.objects.visible_to(street_b).get() == call
    # Neither street learns what the other answers.
    assert [row.organization for row in DataAnswer.objects.visible_to(street_b)] == [cast.street_b]
    first = answer_of(call, cast.street_a)
    first = dataanswer_submit(actor=street_a, answer=first, values=values_of(call))
    datacall_urge(actor=office, call=call)
    deliver_waiting()
    assert Notice.objects.filter(event__verb="datacall.urge", user=cast.users["street_b"]).exists()
    assert not Notice.objects.filter(event__verb="datacall.urge", user=cast.users["street_a"]).exists()
    first = dataanswer_return(actor=office, answer=first, reason="次数与台账不符")
    first = dataanswer_submit(actor=street_a, answer=first, values=values_of(call, 活动次数="4"))
    dataanswer_approve(actor=office, answer=first)
    call = datacall_close(actor=office, call=call)
    assert call.status == "closed"
    assert {row.field.label: row.text for row in first.entries.all()}["活动次数"] == "4"
    assert [line.what for line in history_of(call)] == ["办结数据调度", "催报", "下发数据调度", "起草数据调度"]
    assert [line.what for line in history_of(first)] == ["审核通过", "上报", "退回重报", "上报"]
