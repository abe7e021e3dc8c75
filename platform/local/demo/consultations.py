"""五项权力 over the year: streets are consulted, propose, are answered, appraise outposts. All of it is fictitious."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from core.events import now
from linkage.consultations.actions.appraisals import outpostappraisal_give
from linkage.consultations.actions.consultations import (
    consultation_ask,
    consultation_opine,
    consultation_propose,
    consultation_reply,
    consultation_withdraw,
)
from linkage.consultations.models import Consultation
from local.demo import names
from local.demo.cast import Cast, Street
from local.demo.story import Story
from tenants.org.models import Department


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked or proposed, and in which department's affair; without one the district itself asks."""

    kind: str
    department: str
    title: str
    content: str


ASKED = (
    Matter(
        "facilities",
        "区规划和自然资源局",
        "十五分钟社区生活圈公共服务设施布局",
        "请街道对照辖区人口和现有设施，反馈养老、托育、健身设施的选址意见和缺口。",
    ),
    Matter("decision", "", "年度为民办实事项目安排", "请就拟列入下年度的为民办实事项目提出意见，可增减项目。"),
    Matter(
        "project",
        "区建设和管理委员会",
        "老旧小区架空线入地工程施工时序",
        "工程拟分三批实施，请反馈施工顺序、夜间施工和临时停车的意见。",
    ),
    Matter(
        "planning",
        "区规划和自然资源局",
        "控制性详细规划局部调整方案",
        "方案涉及两处沿街商业用地和一处绿地，请结合居民意见反馈。",
    ),
)
PROPOSED = (
    Matter(
        "project",
        "区住房保障和房屋管理局",
        "建议将售后公房电梯加装纳入年度计划",
        "居民意愿已征询，二十一个门栋具备条件。",
    ),
    Matter(
        "facilities", "区绿化和市容管理局", "建议在高架桥下增设市民健身点", "桥下空间闲置，周边三个居民区缺少运动场地。"
    ),
    Matter("other", "", "建议统一街道与派出机构的值班联络机制", "夜间联合处置时联络渠道不一，建议由区里统一。"),
    Matter("project", "区教育局", "建议开放学校操场供社区周末使用", "辖区两所中学操场周末闲置，居民多次提出需求。"),
)
OPINIONS = (
    ("agree", ""),
    ("agree", "无不同意见。"),
    ("suggest", "建议先在条件成熟的居民区试点，再逐步推开。"),
    ("suggest", "建议提前公示，充分听取沿线居民和单位意见。"),
    ("disagree", "现方案占用居民主要活动场地，建议另行选址。"),
)
REPLIES = {
    "agree": (("yes", "按原方案实施。"),),
    "suggest": (("yes", "已吸收，纳入实施方案。"), ("partly", "试点建议已采纳，时间仍按原计划。")),
    "disagree": (("no", "经复核选址无替代方案，将增加补偿活动场地。"), ("partly", "已缩小占用范围。")),
}
WORDS = ("响应及时，联合处置配合好。", "日常巡查到位，夜间力量偏少。", "报到率高，疑难问题协调还需加强。")


class Consultations:
    """Plans them."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story.aside("consultations"), cast
        self.departments = {department.name: department for department in cast.departments}
        self.outposts = [each for each in cast.departments if each.kind == Department.Kind.OUTPOST]
        self.streets = {street.organization.pk: street for street in cast.streets}

    def plan(self, begun: datetime) -> None:
        """Four questions to every street, some about outposts' heads, proposals; appraisals at the turn of the year."""
        span = self.story.until - begun
        for number, matter in enumerate(ASKED, 1):
            moment = begun + span * (number / (len(ASKED) + 0.02))
            self.story.plan(self.story.later(moment, 0, 1), partial(self._ask, matter))
        for number, matter in enumerate(PROPOSED, 1):
            street = self.cast.streets[(number - 1) % len(self.cast.streets)]
            moment = begun + span * (number / (len(PROPOSED) + 0.05))
            self.story.plan(self.story.later(moment, 0, 3), partial(self._propose, street, matter))
        featured = [each for each in self.outposts if each.organization_id == self.cast.streets[0].organization.pk]
        for outpost in [*featured[:2], *self.outposts[-2:]]:
            self.story.plan(self.story.between(begun, self.story.until), partial(self._ask_about_head, outpost))
        for year in range(begun.year, self.story.until.year + 1):
            for outpost in self.outposts:
                self.story.plan(self._turn_of(year), partial(self._appraise, outpost, year))

    def _ask(self, matter: Matter) -> None:
        department = self.departments.get(matter.department)
        rows = consultation_ask(
            actor=self.cast.officers[department.pk] if department else self.cast.office,
            organizations=[street.organization for street in self.cast.streets],
            kind=matter.kind,
            title=matter.title,
            content=matter.content,
            department=department,
        )
        for row in rows:
            self._expect(row)

    def _ask_about_head(self, outpost: Department) -> None:
        rows = consultation_ask(
            actor=self.cast.office,
            organizations=[self.streets[outpost.organization_id].organization],
            kind="appointment",
            title=f"{outpost.name}主要负责人任职",
            content="拟任人选基本情况附后，请在规定时间内反馈意见。",
            outpost=outpost,
            candidate=f"{names.person(self.story.rng)}（拟任）",
        )
        if self.story.chance(0.2):
            self.story.plan(self.story.later(now(), 1, 3), partial(self._withdraw, rows[0]))
        else:
            self._expect(rows[0])

    def _expect(self, row: Consultation) -> None:
        """Most give their opinion in time; some late, a few not yet."""
        if self.story.chance(0.96):
            self.story.plan(self.story.later(now(), 1, 17), partial(self._opine, row))

    def _opine(self, row: Consultation) -> None:
        street = self.streets[row.organization_id]
        row.refresh_from_db()
        if row.status != Consultation.Status.ASKED:
            return
        opinion, reason = self.story.rng.choices(OPINIONS, (5, 2, 2, 1, 0.5))[0]
        consultation_opine(actor=street.actor, consultation=row, opinion=opinion, reason=reason)
        self.story.plan(self.story.later(now(), 3, 24), partial(self._reply, row, opinion))

    def _propose(self, street: Street, matter: Matter) -> None:
        row = consultation_propose(
            actor=street.actor,
            organization=street.organization,
            kind=matter.kind,
            title=matter.title,
            content=matter.content,
            department=self.departments.get(matter.department),
        )
        self.story.plan(self.story.later(now(), 5, 24), partial(self._reply, row, "suggest"))

    def _reply(self, row: Consultation, opinion: str) -> None:
        row.refresh_from_db()
        if row.status == Consultation.Status.ANSWERED:
            adopted, reply = self.story.rng.choice(REPLIES[opinion])
            actor = self.cast.officers[row.department_id] if row.department_id else self.cast.office
            consultation_reply(actor=actor, consultation=row, adopted=adopted, reply=reply)

    def _withdraw(self, row: Consultation) -> None:
        consultation_withdraw(actor=self.cast.office, consultation=row, reason="人选另行研究。")

    def _turn_of(self, year: int) -> datetime:
        """In December; whoever is late does it in January."""
        if self.story.chance(0.2):
            return self.story.at_work(date(year + 1, 1, self.story.rng.randrange(5, 20)))
        return self.story.at_work(date(year, 12, self.story.rng.randrange(1, 28)))

    def _appraise(self, outpost: Department, year: int) -> None:
        street = self.streets[outpost.organization_id]
        score = min(round(self.story.rng.uniform(82, 99) * street.care**0.2, 1), 100)
        outpostappraisal_give(
            actor=street.actor, outpost=outpost, year=year, score=str(score), words=self.story.rng.choice(WORDS)
        )
