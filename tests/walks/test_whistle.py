"""诉求 → 吹哨报到 → 评哨 (S2 §三(三)): a resident's matter from the community to the departments and back."""

from decimal import Decimal

from cast import Cast
from samples import photo
from whistle_stories import appeal_terms, response_of, second

from core.history import history_of
from core.origins import from_origin, origin_of
from core.outbox import deliver_waiting
from core.periods import Quarter
from core.permissions import SYSTEM
from linkage.appeals.actions.appeals import (
    appeal_accept,
    appeal_answer,
    appeal_close,
    appeal_register,
    appeal_report,
)
from linkage.appeals.actions.routing import appeal_to_whistle
from linkage.appeals.models import Appeal
from linkage.whistles.actions.responses import (
    whistleresponse_finish,
    whistleresponse_rate,
    whistleresponse_report,
    whistleresponse_respond,
    whistleresponse_return,
)
from linkage.whistles.actions.whistles import whistle_assign, whistle_blow, whistle_review
from linkage.whistles.league import league
from linkage.whistles.models import Whistle
from tenants.notices.models import Notice


def test_from_the_resident_to_the_departments_and_back(cast: Cast) -> None:
    community, street, office, police = (
        cast.actor(name) for name in ("community_a", "street_a", "office", "department")
    )
    told = appeal_register(actor=community, **appeal_terms(cast, urgency="critical", title="夜间占道经营堵住消防通道"))
    told = appeal_accept(actor=community, appeal=told)
    told = appeal_to_whistle(actor=community, appeal=told, demand="联合整治", suggestion="区公安分局")
    whistle = Whistle.objects.get(**from_origin(told))
    assert (whistle.organization, whistle.raised_in) == (cast.street_a, cast.community_a)
    assert origin_of(whistle, seen_by=street) == told

    whistle = whistle_review(actor=street, whistle=whistle, note="情况属实")
    whistle = whistle_blow(actor=street, whistle=whistle)
    assert not Whistle.objects.visible_to(police).exists()
    whistle = whistle_assign(
        actor=office, whistle=whistle, departments=[second(cast), cast.department], lead=cast.department
    )
    deliver_waiting()
    assert Notice.objects.filter(event__verb="whistleresponse.call", user=cast.users["department"]).exists()

    lead = whistleresponse_respond(actor=police, response=response_of(whistle), plan="一小时内到场")
    lead = whistleresponse_report(actor=police, response=lead, text="已到场劝离", progress=60, evidence=[photo()])
    helper = whistle.responses.get(lead=False)
    helper = whistleresponse_respond(actor=SYSTEM, response=helper)
    helper = whistleresponse_finish(
        actor=SYSTEM, response=helper, measures="清理垃圾", result="solved", evidence=[photo()]
    )
    lead = whistleresponse_finish(actor=police, response=lead, measures="清理摊位", result="solved")
    whistle.refresh_from_db()
    assert (whistle.status, whistle.result, whistle.progress) == ("finished", "solved", 100)
    lead = whistleresponse_return(actor=street, response=lead, reason="当晚又出现摊位")
    whistle.refresh_from_db()
    assert (whistle.status, lead.poor) == ("handling", True)
    lead = whistleresponse_finish(actor=police, response=lead, measures="安排夜间值守", result="solved")

    marks = {"response_score": 100, "solution_score": "80.5", "satisfaction_score": 90}
    lead = whistleresponse_rate(actor=street, response=lead, **marks)
    assert lead.score == Decimal("89.68")  # 100 × 30 % + 80.5 × 35 % + 90 × 35 %
    whistleresponse_rate(actor=street, response=helper, **{**marks, "response_score": 70}, comment="到场慢")
    whistle.refresh_from_db()
    assert whistle.status == "closed"
    deliver_waiting()
    assert Notice.objects.filter(event__verb="whistle.close", user=cast.users["community_a"]).exists()
    first = league(office, Quarter.current()).order_by("-points")[0]
    assert (first.name, first.called, first.in_time, first.solved) == ("区公安分局", 1, 1, 1)

    told = appeal_report(actor=community, appeal=told, progress=90, text="部门已整治")
    told = appeal_answer(actor=community, appeal=told, answer="占道摊位已清理，夜间有人值守。", result="solved")
    assert Appeal.objects.visible_to(office).get().answered_at is not None
    told = appeal_close(actor=community, appeal=told, satisfaction="dissatisfied", feedback="周末又有")
    assert (told.status, told.round, told.poor) == ("handling", 2, True)
    told = appeal_answer(actor=community, appeal=told, answer="周末也安排了值守。", result="solved")
    told = appeal_close(actor=community, appeal=told, satisfaction="fairly")
    assert (told.status, told.satisfaction) == ("closed", "fairly")
    assert [line.what for line in history_of(told)] == [
        "记录满意度，诉求办结",
        "答复诉求",
        "不满意，退回二次办理",
        "答复诉求",
        "报告办理进展",
        "诉求分流",
        "受理诉求",
        "登记诉求",
    ]
