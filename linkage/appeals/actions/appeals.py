"""诉求: register, accept, hand on, answer, and record whether the answer satisfied."""

from datetime import date
from typing import Any

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.periods import SHANGHAI
from core.permissions import Actor, Perm, require
from core.privacy import clean_impersonal
from core.transitions import advance, check, lock
from core.values import clean_percent
from linkage.appeals.models import Appeal, AppealRules
from linkage.urgency import Urgency
from tenants.calendars.models import WorkCalendar
from tenants.org.models import Organization
from tenants.org.tenure import keep_in_use

NUMBER = "SQ-{year}-{number:04d}"


@action
def appeal_register(
    *,
    actor: Actor,
    organization: Organization,
    title: str,
    content: str,
    category: str,
    channel: str,
    urgency: str = Urgency.NORMAL,
    raised_on: date | None = None,
    source_number: str = "",
) -> Appeal:
    """Register what was raised in ``organization``, a 街道 or a place below, which handles it first.

    ``category`` is one of the district's list; ``source_number`` the number under which a hotline keeps it, once only.
    Raises ``InvalidInput`` for a text with the number of an identity card or a mobile phone.
    """
    require(actor, Perm.APPEAL_REGISTER, at=organization.place)
    if organization.level == Organization.Level.DISTRICT:
        raise InvalidInput("诉求应属于一个街道或社区，请选择街道或社区。", field="organization")
    keep_in_use([organization], purpose="登记诉求", field="organization")
    rules, moment = AppealRules.current(), now()
    made = Appeal(
        organization=organization,
        raised_in=organization,
        registered_at=moment,
        started_on=action_day(),
        due_on=WorkCalendar.due_in(rules.accept_days),
    )
    _fill(made, rules, title, content, category, channel, urgency, raised_on, source_number)
    made.number = next_number("appeal", moment.astimezone(SHANGHAI).year, NUMBER)
    made.save()
    data = {"number": made.number, "category": made.category, "urgency": made.urgency, "due_on": made.due_on}
    record("appeal.register", actor=actor, subject=made, data={**data, "note": made.category})
    return made


@action
def appeal_edit(
    *,
    actor: Actor,
    appeal: Appeal,
    title: str,
    content: str,
    category: str,
    channel: str,
    urgency: str,
    raised_on: date | None = None,
    source_number: str = "",
    version: int | None = None,
) -> Appeal:
    """Correct one that is not accepted yet, at the place in which it was raised."""
    require(actor, Perm.APPEAL_REGISTER, at=appeal.raised_in.place)
    fresh = lock(appeal, version=version)
    if fresh.status != Appeal.Status.REGISTERED:
        raise WrongState("诉求受理后不能修改；需要补充的情况请写在办理进展里。", field="status")
    before = snapshot(fresh)
    _fill(fresh, AppealRules.current(), title, content, category, channel, urgency, raised_on, source_number)
    fresh.version += 1
    fresh.save()
    record(
        "appeal.edit", actor=actor, subject=fresh, data=changes(fresh, before, named_only=("title", "source_number"))
    )
    return fresh


@action
def appeal_accept(*, actor: Actor, appeal: Appeal, version: int | None = None) -> Appeal:
    """受理: from here on the term by urgency runs."""
    require(actor, Perm.APPEAL_HANDLE, at=appeal.place)
    fresh = lock(appeal, version=version)
    check(fresh, "accept")
    on_time = action_day() <= fresh.due_on
    due = WorkCalendar.due_in(AppealRules.current().days_for(fresh.urgency))
    data = {"on_time": on_time, "due_on": due, "note": f"应在 {due} 前答复"}
    return advance(
        fresh,
        "accept",
        actor=actor,
        data=data,
        locked=True,
        accepted_at=now(),
        started_on=action_day(),
        due_on=due,
    )


@action
def appeal_refuse(*, actor: Actor, appeal: Appeal, reason: str, version: int | None = None) -> Appeal:
    """不予受理, with a reason that can be told to whoever raised it."""
    require(actor, Perm.APPEAL_HANDLE, at=appeal.place)
    words = clean_impersonal(reason, "reason", "不予受理的原因", 500)
    return advance(appeal, "refuse", actor=actor, data={"reason": words}, version=version, refusal=words)


@action
def appeal_transfer(
    *, actor: Actor, appeal: Appeal, organization: Organization, reason: str, version: int | None = None
) -> Appeal:
    """转办: to the street above, or back down to the place in which it was raised; the term goes on."""
    require(actor, Perm.APPEAL_HANDLE, at=appeal.place)
    words = clean_impersonal(reason, "reason", "转办原因", 500)
    keep_in_use([organization], purpose="承办诉求", field="organization")
    fresh = lock(appeal, version=version)
    check(fresh, "transfer")
    above = fresh.raised_in.path.startswith(organization.path)
    if organization.level == Organization.Level.DISTRICT or not above:
        raise InvalidInput(f"请转给“{fresh.raised_in}”或它所在的街道。", field="organization")
    if organization.pk == fresh.organization_id:
        raise InvalidInput(f"诉求已由“{organization}”承办，请选择其他组织。", field="organization")
    data = {
        "from_organization": fresh.organization_id,
        "reason": words,
        "note": f"{fresh.organization} → {organization}",
    }
    return advance(fresh, "transfer", actor=actor, data=data, locked=True, organization=organization)


@action
def appeal_handle(*, actor: Actor, appeal: Appeal, note: str = "", version: int | None = None) -> Appeal:
    """自行办理: the place handles it with what it has."""
    require(actor, Perm.APPEAL_HANDLE, at=appeal.place)
    words = clean_impersonal(note, "note", "办理安排", 500, required=False)
    return advance(appeal, "handle", actor=actor, data={"note": words}, version=version, route=Appeal.Route.ITSELF)


@action
def appeal_report(*, actor: Actor, appeal: Appeal, progress: int, text: str, version: int | None = None) -> Appeal:
    """Tell how far it has come, in whole percent and in words."""
    require(actor, Perm.APPEAL_HANDLE, at=appeal.place)
    percent = clean_percent(progress, "progress")
    words = clean_impersonal(text, "text", "进展", 500)
    data = {"progress": percent, "note": f"{percent}%：{words}"}
    return advance(appeal, "report", actor=actor, data=data, version=version, progress=percent)


@action
def appeal_answer(*, actor: Actor, appeal: Appeal, answer: str, result: str, version: int | None = None) -> Appeal:
    """答复: what was done and with which result. The event says whether it was in time and how many days it took."""
    require(actor, Perm.APPEAL_HANDLE, at=appeal.place)
    words = clean_impersonal(answer, "answer", "答复", 2000)
    if result not in Appeal.Result.values:
        raise InvalidInput("请选择办理结果：已解决、部分解决或暂不能解决。", field="result")
    fresh = lock(appeal, version=version)
    check(fresh, "answer")
    day = action_day()
    days = (day - fresh.registered_at.astimezone(SHANGHAI).date()).days
    data = {"result": result, "due_on": fresh.due_on, "on_time": day <= fresh.due_on, "days": days}
    return advance(
        fresh,
        "answer",
        actor=actor,
        data={**data, "round": fresh.round, "note": Appeal.Result(result).label},
        locked=True,
        answer=words,
        result=result,
        progress=100,
        poor=False,
        answered_at=now(),
        feedback_by=WorkCalendar.due_in(AppealRules.current().feedback_days),
    )


@action
def appeal_close(
    *, actor: Actor, appeal: Appeal, satisfaction: str, feedback: str = "", version: int | None = None
) -> Appeal:
    """Record, where it was raised, whether the answer satisfied.

    不满意 is handled anew, once; then it is closed as it is. What does not satisfy has to be said.
    """
    require(actor, Perm.APPEAL_REGISTER, at=appeal.raised_in.place)
    if satisfaction not in Appeal.Satisfaction.values:
        raise InvalidInput("请选择满意、基本满意或不满意。", field="satisfaction")
    unhappy = satisfaction == Appeal.Satisfaction.DISSATISFIED
    words = clean_impersonal(feedback, "feedback", "反馈意见", 500, required=unhappy)
    fresh = lock(appeal, version=version)
    check(fresh, "close")
    label = Appeal.Satisfaction(satisfaction).label
    data = {"satisfaction": satisfaction, "round": fresh.round, "note": f"{label}。{words}" if words else label}
    changes: dict[str, Any] = {"satisfaction": satisfaction, "feedback": words}
    if not unhappy or fresh.round >= Appeal.MOST_ROUNDS:
        return advance(fresh, "close", actor=actor, data=data, locked=True, closed_at=now(), **changes)
    due = WorkCalendar.due_in(AppealRules.current().again_days)
    changes |= {"round": fresh.round + 1, "progress": 0, "poor": True, "started_on": action_day(), "due_on": due}
    return advance(fresh, "again", actor=actor, data={**data, "due_on": due}, locked=True, **changes)


def _fill(
    row: Appeal,
    rules: AppealRules,
    title: str,
    content: str,
    category: str,
    channel: str,
    urgency: str,
    raised_on: date | None,
    source_number: str,
) -> None:
    if category not in rules.categories and category != row.category:
        raise InvalidInput(f"类别“{category[:40]}”不在本区的类别里：{'、'.join(rules.categories)}。", field="category")
    if channel not in Appeal.Channel.values:
        raise InvalidInput("请选择渠道：来访、热线、网格、走访或线上。", field="channel")
    if urgency not in Urgency.values:
        raise InvalidInput("请选择紧急程度：一般、较急或紧急。", field="urgency")
    day = raised_on or row.raised_on or action_day()
    if day > action_day():
        raise InvalidInput("提出日期不能晚于今天。", field="raised_on")
    row.category, row.channel, row.urgency, row.raised_on = category, channel, urgency, day
    row.title = clean_impersonal(title, "title", "诉求", 120)
    row.content = clean_impersonal(content, "content", "具体情况", 2000)
    row.source_number = clean_impersonal(source_number, "source_number", "来文编号", 40, required=False)
    same = Appeal.objects.filter(source_number=row.source_number).exclude(pk=row.pk)
    if row.source_number and (found := same.first()):
        raise InvalidInput(f"来文编号“{row.source_number}”已登记为 {found.number}，请核对。", field="source_number")
