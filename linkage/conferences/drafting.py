"""会议纪要: the draft that the secretary starts from, and how decisions are told in it."""

from datetime import datetime

from core.periods import SHANGHAI, day_in_words
from linkage.conferences.models import Decision, Invitation, Meeting, Topic

ORDINALS = "一二三四五六七八九十"


def draft_minutes(meeting: Meeting) -> str:
    """What the records say of the meeting, in words: when and where, who was there, what was decided."""
    local = _local(meeting.opened_at or meeting.starts_at)
    there, absent = _attendance(meeting)
    lines = [
        f"{day_in_words(local)}，{meeting.body}在{meeting.venue}召开{meeting.title}。"
        f"应到有表决权成员{meeting.entitled or 0}人，实到{meeting.present or 0}人。现纪要如下：",
    ]
    topics = meeting.topics.filter(status__in=("passed", "rejected", "noted")).order_by("position", "pk")
    for number, topic in enumerate(topics, 1):
        lines.append(f"{_ordinal(number)}、关于{topic.title}")
        lines.append(_outcome(topic))
    decisions = list(decisions_of(meeting))
    if decisions:
        lines.append("会议议定：")
        lines += [f"{number}. {in_words(decision)}" for number, decision in enumerate(decisions, 1)]
    lines.append(f"出席：{'、'.join(there) or '无'}。")
    if absent:
        lines.append(f"请假、缺席：{'、'.join(absent)}。")
    return "\n".join(lines)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(SHANGHAI)


def _ordinal(number: int) -> str:
    return ORDINALS[number - 1] if number <= len(ORDINALS) else str(number)


def _attendance(meeting: Meeting) -> tuple[list[str], list[str]]:
    there, absent = [], []
    rows = meeting.invitations.select_related("seat__organization", "seat__unit", "seat__department").order_by("id")
    for row in rows:
        if row.presence == Invitation.Presence.PRESENT:
            there.append(str(row.seat))
        elif row.presence == Invitation.Presence.DELEGATE:
            there.append(f"{row.seat}（代表{row.delegate}）" if row.delegate else f"{row.seat}（代表）")
        else:
            absent.append(str(row.seat))
    return there, absent


def _outcome(topic: Topic) -> str:
    if topic.status == Topic.Status.NOTED:
        return f"会议讨论了该议题。{topic.conclusion}"
    word = "通过" if topic.status == Topic.Status.PASSED else "未通过"
    return (
        f"会议以{'无记名' if topic.secret else '记名'}方式表决，赞成{topic.votes_for}票、反对{topic.votes_against}票、"
        f"弃权{topic.votes_abstain}票，{word}该议题。"
    )


def decisions_of(meeting: Meeting) -> list[Decision]:
    """All decisions with those who carry them out."""
    found = meeting.decisions.prefetch_related("organizations", "departments")
    return list(found.prefetch_related("requests__unit", "requests__organization").order_by("pk"))


def in_words(decision: Decision) -> str:
    """What is to be done, by whom and until when."""
    owners = [*map(str, decision.owners), *(f"商请{each.owner}" for each in decision.requests.all())]
    content = f"，{decision.content}" if decision.content else ""
    return f"{decision.title}{content}（{'、'.join(owners)}，{day_in_words(decision.due_on)}前）"
