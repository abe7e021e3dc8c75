"""Appeals and whistles brought into a state by the people of the cast, by actions alone."""

from typing import Any

from cast import Cast
from samples import photo
from stories import in_days

from core.permissions import SYSTEM
from linkage.appeals.actions.appeals import (
    appeal_accept,
    appeal_answer,
    appeal_close,
    appeal_handle,
    appeal_refuse,
    appeal_register,
)
from linkage.appeals.models import Appeal
from linkage.whistles.actions.responses import (
    whistleresponse_dispute,
    whistleresponse_finish,
    whistleresponse_rate,
    whistleresponse_release,
    whistleresponse_report,
    whistleresponse_respond,
)
from linkage.whistles.actions.terms import whistleresponse_ask
from linkage.whistles.actions.whistles import (
    whistle_assign,
    whistle_blow,
    whistle_collect,
    whistle_decline,
    whistle_review,
    whistle_withdraw,
)
from linkage.whistles.models import Whistle, WhistleResponse
from tenants.org.models import Department


def appeal_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What a resident of community A brings up."""
    values = {
        "organization": cast.community_a,
        "title": "小区东门垃圾清运不及时",
        "content": "连续三天没有清运，气味大，影响出行。",
        "category": "环境卫生",
        "channel": "visit",
    }
    return {**values, **changes}


def appeal_in(cast: Cast, status: str, **changes: Any) -> Appeal:
    """An appeal of community A in any of its states."""
    mine = cast.actor("community_a")
    row = appeal_register(actor=mine, **appeal_terms(cast, **changes))
    if status == "registered":
        return row
    if status == "refused":
        return appeal_refuse(actor=mine, appeal=row, reason="已进入诉讼程序，不属受理范围")
    row = appeal_accept(actor=mine, appeal=row)
    if status == "accepted":
        return row
    row = appeal_handle(actor=mine, appeal=row, note="联系物业加派车辆")
    if status == "handling":
        return row
    row = appeal_answer(actor=mine, appeal=row, answer="已加派清运车，每日两次。", result="solved")
    if status == "answered":
        return row
    return appeal_close(actor=mine, appeal=row, satisfaction="satisfied", feedback="当天就清走了")


def second(cast: Cast) -> Department:
    """Another department of the district."""
    found, _ = Department.objects.get_or_create(name="区绿化和市容管理局", kind="department", organization=cast.root)
    return found


def whistle_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What community A cannot solve."""
    values = {
        "organization": cast.community_a,
        "title": "东门夜间占道经营",
        "content": "每晚占用消防通道，社区多次劝导无效。",
        "urgency": "urgent",
        "suggestion": "区公安分局、区绿化和市容管理局",
    }
    return {**values, **changes}


def whistle_in(cast: Cast, status: str, **changes: Any) -> Whistle:
    """A whistle of street A in any of its states; the department of the cast leads, another one helps."""
    mine, street = cast.actor("community_a"), cast.actor("street_a")
    row = whistle_collect(actor=mine, **whistle_terms(cast, **changes))
    if status == "collected":
        return row
    if status == "declined":
        return whistle_decline(actor=street, whistle=row, reason="社区可自行劝导")
    if status == "withdrawn":
        return whistle_withdraw(actor=mine, whistle=row, reason="已经解决")
    row = whistle_review(actor=street, whistle=row, note="情况属实")
    if status == "reviewed":
        return row
    row = whistle_blow(actor=street, whistle=row, note="请到场联合整治")
    if status == "blown":
        return row
    departments = [cast.department, second(cast)]
    row = whistle_assign(actor=cast.actor("office"), whistle=row, departments=departments)
    if status == "assigned":
        return row
    for response in row.responses.order_by("-lead"):
        whistleresponse_respond(actor=doer(cast, response), response=response, plan="今天下午到场")
    if status in ("finished", "closed"):
        for response in row.responses.order_by("-lead"):
            finished(cast, response)
    if status == "closed":
        for response in row.responses.order_by("-lead"):
            rated(cast, response)
    return Whistle.objects.select_related("organization", "raised_in").get(pk=row.pk)


def doer(cast: Cast, response: WhistleResponse) -> Any:
    """Who acts for the department; for the one without people in the cast the platform does."""
    return cast.actor("department") if response.department_id == cast.department.pk else SYSTEM


def finished(cast: Cast, response: WhistleResponse) -> WhistleResponse:
    response.refresh_from_db()
    return whistleresponse_finish(
        actor=doer(cast, response),
        response=response,
        measures="联合执法，清理摊位",
        result="solved",
        evidence=[photo()],
    )


def rated(cast: Cast, response: WhistleResponse) -> WhistleResponse:
    response.refresh_from_db()
    marks = {"response_score": "95", "solution_score": "90", "satisfaction_score": "88.5"}
    return whistleresponse_rate(actor=cast.actor("street_a"), response=response, **marks, comment="到场快")


def response_of(whistle: Whistle) -> WhistleResponse:
    """That of the leading department."""
    found: WhistleResponse = whistle.responses.select_related(
        "whistle__organization", "whistle__raised_in", "department__organization"
    ).get(lead=True)
    return found


def response_in(cast: Cast, status: str, **changes: Any) -> WhistleResponse:
    """The response of the leading department in any of its states."""
    whistle = whistle_in(cast, "assigned" if status in ("pending", "disputed", "released") else "handling", **changes)
    row = response_of(whistle)
    mine = cast.actor("department")
    if status == "disputed" or status == "released":
        row = whistleresponse_dispute(actor=mine, response=row, reason="属城管职责")
    if status == "released":
        return whistleresponse_release(actor=cast.actor("office"), response=row, reason="同意", to=second(cast))
    if status in ("pending", "disputed", "responded"):
        return row
    row = whistleresponse_report(actor=mine, response=row, text="已到场劝离", progress=50, evidence=[photo()])
    row = finished(cast, row)
    return row if status == "finished" else rated(cast, row)


def asked_for_more_time(cast: Cast, days: int = 40) -> WhistleResponse:
    """The response of the leading department, which asks for so many days from today."""
    row = response_in(cast, "responded")
    return whistleresponse_ask(
        actor=cast.actor("department"), response=row, due_on=in_days(days), reason="设备下周才到货"
    )
