"""表决: opened and closed by the office, given by the members.

A secret vote leaves nothing that joins a member to a choice: no event, no moment, no row that is made when it is given.
Who may vote is written beforehand (``Ballot``); giving the vote marks that row and adds one to a count (``Tally``) that
nobody reads until the vote is closed.
"""

from django.db.models import F

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, record
from core.permissions import Actor, ActorKind, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.conferences.actions.meetings import require_quorum
from linkage.conferences.actions.topics import require_session
from linkage.conferences.counting import reached
from linkage.conferences.models import Ballot, ConferenceRules, Seat, Tally, Topic
from linkage.conferences.seats import seats_of, speaks_for

_COUNTS = {
    Ballot.Choice.APPROVE: "approve",
    Ballot.Choice.AGAINST: "against",
    Ballot.Choice.ABSTAIN: "abstain",
}


@action
def vote_open(*, actor: Actor, topic: Topic, version: int | None = None) -> Topic:
    """Open the vote on a topic for the voting members who are there, who must make the quorum.

    A secret vote needs at least the rules' ``secret_least`` of them.
    """
    require(actor, Perm.CONFERENCE_EDIT, at=topic.place)
    if topic.meeting is not None:
        topic.meeting = lock(topic.meeting)
    fresh = lock(topic, version=version)
    check(fresh, "open_vote")
    meeting = require_session(fresh)
    _, seats = require_quorum(meeting)
    rules = ConferenceRules.current()
    if fresh.secret and len(seats) < rules.secret_least:
        raise WrongState(
            f"到会有表决权的只有 {len(seats)} 人，少于 {rules.secret_least} 人时不能无记名表决，请改为记名表决。",
            field="secret",
        )
    Ballot.objects.bulk_create([Ballot(topic=fresh, seat=seat, secret=fresh.secret) for seat in seats])
    if fresh.secret:
        Tally.objects.create(topic=fresh)
    data = {"note": f"{'无记名' if fresh.secret else '记名'}表决，{len(seats)} 人有表决权"}
    return advance(fresh, "open_vote", actor=actor, data=data, locked=True)


@action
def vote_cast(*, actor: Actor, topic: Topic, choice: str, seat: Seat | None = None) -> Topic:
    """Vote 赞成, 反对 or 弃权 in one's own seat, or in ``seat``.

    An open vote can be changed until it is closed, and the office may note it for a member who raised a hand. A secret
    one is given once, by the member alone, and leaves no event. Programs never vote.
    """
    if actor.kind is ActorKind.CLIENT:
        raise NotAllowed("表决应由成员本人进行，第三方应用不能代为表决。")
    fresh = lock(topic)
    ballot = _ballot(actor, fresh, seat)
    if fresh.status != Topic.Status.VOTING:
        raise WrongState("该议题没有在表决，不能投票。", field="status")
    if choice not in Ballot.Choice.values:
        raise InvalidInput("请选择赞成、反对或弃权。", field="choice")
    if fresh.secret:
        _count_secretly(fresh, ballot, Ballot.Choice(choice))
        return fresh
    ballot.marked, ballot.choice = True, choice
    ballot.save(update_fields=["marked", "choice"])
    noted = "" if speaks_for(actor, ballot.seat, Perm.CONFERENCE_VOTE) else "（会场登记）"
    note = f"{ballot.seat}：{Ballot.Choice(choice).label}{noted}"
    record("topic.vote", actor=actor, subject=fresh, data={"seat": ballot.seat_id, "choice": choice, "note": note})
    return fresh


@action
def vote_close(*, actor: Actor, topic: Topic, version: int | None = None) -> Topic:
    """Close the vote, count it and say whether the topic is carried.

    More than a half or two thirds of the rules' base (those present, or all entitled) must be in favour; who did not
    vote is not in favour. A secret count of fewer than ``secret_least`` votes would give people away: ``WrongState``.
    """
    require(actor, Perm.CONFERENCE_EDIT, at=topic.place)
    fresh = lock(topic, version=version)
    check(fresh, "pass")
    rules = ConferenceRules.current()
    ballots = fresh.ballots.count()
    marked = fresh.ballots.filter(marked=True).count()
    if fresh.secret and marked < rules.secret_least:
        raise WrongState(
            f"已投票 {marked} 人，少于 {rules.secret_least} 人，公布结果会暴露个人意见；"
            "请等其他成员投票，或作废本次表决。",
            field="secret",
        )
    approve, against, abstain = _counted(fresh)
    meeting = fresh.meeting
    entitled = (meeting.entitled if meeting else None) or ballots
    base = entitled if rules.vote_base == ConferenceRules.Base.ENTITLED else ballots
    verb = "pass" if reached(approve, base, fresh.majority) else "reject"
    note = f"赞成 {approve}、反对 {against}、弃权 {abstain}、未投 {ballots - marked}，基数 {base} 人"
    data = {"for": approve, "against": against, "abstain": abstain, "base": base, "note": note}
    return advance(
        fresh,
        verb,
        actor=actor,
        data=data,
        locked=True,
        votes_for=approve,
        votes_against=against,
        votes_abstain=abstain,
        base=base,
        conclusion=note,
    )


@action
def vote_cancel(*, actor: Actor, topic: Topic, reason: str, version: int | None = None) -> Topic:
    """Void a vote that is open: what was given is deleted uncounted, and the topic can be voted on anew."""
    require(actor, Perm.CONFERENCE_EDIT, at=topic.place)
    fresh = lock(topic, version=version)
    check(fresh, "cancel_vote")
    told = clean_text(reason, "reason", "作废原因", 500)
    fresh.ballots.all().delete()
    Tally.objects.filter(topic=fresh).delete()
    return advance(fresh, "cancel_vote", actor=actor, data={"reason": told}, locked=True)


def _ballot(actor: Actor, topic: Topic, seat: Seat | None) -> Ballot:
    """The right to vote that the actor uses, locked."""
    rows = topic.ballots.select_for_update(of=("self",)).select_related(
        "seat__organization", "seat__unit", "seat__department"
    )
    if seat is None:
        found = rows.filter(seats_of(actor, Perm.CONFERENCE_VOTE, "seat__")).order_by("marked", "id").first()
        if found is None:
            raise NotAllowed("您不是该议题到会的表决人，不能投票；如有疑问请与会议工作人员核对到会登记。")
        return found
    found = rows.filter(seat=seat).first()
    if found is None or not _may_vote_for(actor, topic, found.seat):
        raise NotAllowed(f"您不能代表“{seat}”对该议题投票。")
    return found


def _may_vote_for(actor: Actor, topic: Topic, seat: Seat) -> bool:
    if speaks_for(actor, seat, Perm.CONFERENCE_VOTE):
        return True
    return not topic.secret and actor.can(Perm.CONFERENCE_EDIT, topic.place)


def _count_secretly(topic: Topic, ballot: Ballot, choice: Ballot.Choice) -> None:
    if ballot.marked:
        raise WrongState("您已投票；无记名表决不能查看或更改已投的票。", field="choice")
    ballot.marked = True
    ballot.save(update_fields=["marked"])
    name = _COUNTS[choice]
    Tally.objects.filter(topic=topic).update(**{name: F(name) + 1})


def _counted(topic: Topic) -> tuple[int, int, int]:
    if topic.secret:
        tally = Tally.objects.get(topic=topic)
        Tally.objects.filter(topic=topic).delete()
        return tally.approve, tally.against, tally.abstain
    chosen = list(topic.ballots.filter(marked=True).values_list("choice", flat=True))
    return tuple(chosen.count(choice) for choice in _COUNTS)  # type: ignore[return-value]
