"""How tasks of the demo are dispatched, split, reported and verified; some late, some sent back, some left lying."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from core.events import action_day, now
from core.files import Upload
from core.permissions import Actor
from linkage.assignments.actions.dispatching import assignment_dispatch, assignment_split, assignment_withdraw
from linkage.assignments.actions.working import (
    assignment_accept,
    assignment_report,
    assignment_return,
    assignment_submit,
    assignment_verify,
)
from linkage.assignments.models import Assignment
from local.demo.cast import Cast, Player, Street
from local.demo.story import Story


@dataclass(frozen=True, slots=True)
class Topic:
    """A task as offices dispatch it, and how its doing is told."""

    kind: str
    title: str
    content: str
    outcome: str


TOPICS = (
    Topic(
        "party_building",
        "排查党群服务阵地开放情况",
        "逐个社区查看开放时间、服务项目和无障碍设施，填写排查表，列出需整改的点位。",
        "排查完毕，问题点位已列出整改时限。",
    ),
    Topic(
        "service",
        "走访慰问困难党员群众",
        "会同驻区单位走访，了解困难和需求，能办的当场办，不能办的列入需求清单。",
        "走访完成，需求已录入需求清单。",
    ),
    Topic(
        "governance",
        "开展楼道堆物集中整治",
        "发动党员志愿者和物业共同清理，建立楼组长巡查制度，照片留存前后对比。",
        "集中清理完成，巡查制度已建立。",
    ),
    Topic(
        "party_building",
        "组织“双报到”单位结对认领",
        "逐家联系报到单位，明确认领项目、责任人和完成时间。",
        "报到单位全部结对，项目清单已公示。",
    ),
    Topic(
        "service",
        "做好夏季防暑和独居老人关爱",
        "排出独居老人联系名册到人到户（名册留社区，不上传），每日电话或上门问候。",
        "关爱措施已落实，未发生意外。",
    ),
    Topic(
        "decision",
        "落实联席会议确定的停车错时共享",
        "与有车位的单位逐家商谈，明确开放时段、数量和管理办法。",
        "已商定开放时段，居民可以预约。",
    ),
    Topic(
        "governance",
        "推进垃圾分类提质",
        "对照测评标准查漏补缺，组织驻区单位志愿者值守。",
        "达标率较上季度提高，薄弱点位已整改。",
    ),
    Topic(
        "supervision",
        "整改年度检查反馈的共性问题",
        "对照反馈清单逐条制定措施、明确责任人和时限。",
        "反馈问题逐条整改，佐证齐全。",
    ),
    Topic(
        "party_building",
        "做好社区党组织换届准备",
        "摸清班子现状，梳理程序和时间节点，做好宣传。",
        "摸底和程序准备完成。",
    ),
    Topic(
        "service", "开设暑期爱心托管班", "协调学校和单位场地，落实志愿者和安全责任。", "托管班按期开班，家长反映良好。"
    ),
)
STEPS = ((30, "已动员部署，正在摸底。"), (60, "过半点位已完成。"), (85, "进入收尾，正在核对材料。"))
DIFFICULTIES = ("缺少专职人员，请协调增派。", "场地产权不清，请区里协调。", "经费尚未到位。")
BACK = ("照片看不出整改效果，请补充。", "缺少汇总表，请补充后再报。")
# What has been left lying for longer was settled by somebody in the end.
LONGEST_STALL = timedelta(days=60)
# So many communities of a street get a part at most: the demo stays quick to make.
MOST_PARTS = 6


class Tasks:
    """Plans the tasks of the district, and those that streets give to their communities."""

    def __init__(self, story: Story, cast: Cast, evidence: list[Upload]) -> None:
        self.story, self.cast, self.evidence = story, cast, evidence

    def plan(self, count: int, first: datetime, last: datetime) -> None:
        """``count`` tasks of the district, evenly over the time, and as many of single streets."""
        for number in range(count):
            moment = first + (last - first) * ((number + 0.5) / count)
            topic = TOPICS[number % len(TOPICS)]
            self.story.plan(self.story.later(moment, 0, 5), partial(self._dispatch, topic))
            self.story.plan(self.story.later(moment, 4, 12), partial(self._of_a_street, TOPICS[(number + 3) % 10]))

    def _dispatch(self, topic: Topic) -> None:
        rng = self.story.rng
        streets = self.cast.streets if rng.random() < 0.5 else self.cast.streets[: 1 + rng.randrange(6)]
        whole = assignment_dispatch(
            actor=self.cast.office,
            title=topic.title,
            content=topic.content,
            organizations=[street.organization for street in streets],
            due_on=action_day() + timedelta(days=rng.choice((20, 30, 45, 60))),
            kind=topic.kind,
            responsible="组织部组织科",
        )
        parts = {part.organization_id: part for part in whole.parts.select_related("organization", "issuer")}
        for street in streets:
            part = parts[street.organization.pk]
            self._later(0.2, 4, partial(self._accept, topic, street, street, part, self.cast.office))
        if rng.random() < 0.06:
            self._later(1, 3, partial(self._withdraw, parts[streets[-1].organization.pk]))

    def _of_a_street(self, topic: Topic) -> None:
        """A street's own task for its communities; mostly of the one that visitors of the demo look at."""
        streets = [street for street in self.cast.streets if street.communities]
        street = streets[0] if self.story.chance(0.6) else self.story.rng.choice(streets)
        chosen = street.communities[:MOST_PARTS]
        whole = assignment_dispatch(
            actor=street.actor,
            title=topic.title,
            content=topic.content,
            organizations=[player.owner for player in chosen],  # type: ignore[misc]
            due_on=action_day() + timedelta(days=self.story.rng.choice((10, 20, 30))),
            issuer=street.organization,
            kind=topic.kind,
        )
        self._hand_out(topic, street, chosen, whole)

    def _hand_out(self, topic: Topic, street: Street, players: list[Player], parent: Assignment) -> None:
        parts = parent.parts.filter(status=Assignment.Status.PENDING).select_related("organization", "issuer")
        found = {part.organization_id: part for part in parts}
        for player in players:
            if part := found.get(player.owner.pk):
                self._later(0.1, 3, partial(self._accept, topic, street, player, part, street.actor))

    def _accept(self, topic: Topic, street: Street, player: Player, part: Assignment, above: Actor) -> None:
        part.refresh_from_db()
        if part.status != Assignment.Status.PENDING or self._left_lying(0.08):
            return
        part = assignment_accept(actor=player.actor, assignment=part, responsible=player.actor.label.split()[-1][:60])
        if player is street and street.communities and self.story.chance(0.4):
            self._later(0.5, 5, partial(self._split, topic, street, part))
        else:
            self._later(3, 12, partial(self._report, topic, player, part, above, 0))

    def _split(self, topic: Topic, street: Street, part: Assignment) -> None:
        part.refresh_from_db()
        chosen = street.communities[:MOST_PARTS]
        if part.status != Assignment.Status.ACTIVE or part.due_on < action_day():
            return
        assignment_split(
            actor=street.actor,
            assignment=part,
            organizations=[player.owner for player in chosen],  # type: ignore[misc]
            due_on=max(part.due_on - timedelta(days=5), action_day()),
        )
        self._hand_out(topic, street, chosen, part)
        self.story.plan(self.story.later(now(), 30, 75), partial(self._verify_gathered, street, part))

    def _report(self, topic: Topic, player: Player, part: Assignment, above: Actor, step: int) -> None:
        rng = self.story.rng
        part.refresh_from_db()
        if part.status != Assignment.Status.ACTIVE or self._left_lying(0.06):
            return
        if step < len(STEPS) and rng.random() < 0.75:
            progress, text = STEPS[step]
            assignment_report(
                actor=player.actor,
                assignment=part,
                progress=min(progress + rng.randrange(10), 99),
                text=text,
                difficulty=rng.choice(DIFFICULTIES) if rng.random() < 0.05 else "",
                evidence=rng.sample(self.evidence, 1) if rng.random() < 0.3 else (),
            )
            self._later(3, 14, partial(self._report, topic, player, part, above, step + 1))
            return
        evidence = rng.sample(self.evidence, rng.choice((1, 1, 2)))
        part = assignment_submit(actor=player.actor, assignment=part, outcome=topic.outcome, evidence=evidence)
        self._later(0.3, 6, partial(self._answer, topic, player, part, above))

    def _answer(self, topic: Topic, player: Player, part: Assignment, above: Actor) -> None:
        part.refresh_from_db()
        if part.status != Assignment.Status.SUBMITTED or self._left_lying(0.08):
            return
        if self.story.chance(0.07):
            assignment_return(actor=above, assignment=part, reason=self.story.rng.choice(BACK))
            self._later(2, 6, partial(self._report, topic, player, part, above, len(STEPS)))
            return
        assignment_verify(actor=above, assignment=part, note="材料齐全，同意办结。")

    def _verify_gathered(self, street: Street, part: Assignment) -> None:
        part.refresh_from_db()
        if part.status == Assignment.Status.SUBMITTED:
            assignment_verify(actor=self.cast.office, assignment=part, note="下级全部办结，同意。")

    def _withdraw(self, part: Assignment) -> None:
        part.refresh_from_db()
        if part.status in Assignment.RUNNING:
            reason = "该街道已在专项工作中部署，不再重复安排。"
            assignment_withdraw(actor=self.cast.office, assignment=part, reason=reason)

    def _left_lying(self, share: float) -> bool:
        """Whether this is where it stops for now; only of late."""
        return self.story.until - now() < LONGEST_STALL and self.story.chance(share)

    def _later(self, least: float, most: float, step: Callable[[], None]) -> None:
        self.story.plan(self.story.later(now(), least, most), step)
