"""Lists of responsibilities over two years, and what departments ask to hand down."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from core.events import action_day, now
from core.files import Upload
from core.periods import SHANGHAI
from core.permissions import Actor
from linkage.admissions.actions.applying import (
    admission_approve,
    admission_create,
    admission_refuse,
    admission_return,
    admission_submit,
    admission_withdraw,
)
from linkage.admissions.models import Admission
from linkage.responsibilities.actions.checking import responsibility_accept, responsibility_check
from linkage.responsibilities.actions.items import (
    responsibility_build,
    responsibility_claim,
    responsibility_publish,
)
from linkage.responsibilities.actions.working import responsibility_report, responsibility_submit
from linkage.responsibilities.models import Responsibility
from local.demo.cast import Cast, Player
from local.demo.story import Story

# Holder, category, item, what it asks, measures, post.
ITEMS = (
    ("party", "politics", "定期研究基层党建工作", "每季度专题研究一次，听取下级党组织汇报。", "列入年度议题计划。", ""),
    (
        "secretary",
        "organization",
        "履行党建第一责任人职责",
        "带头联系一个薄弱党组织，每季度走访不少于一次。",
        "建立联系点台账。",
        "书记",
    ),
    (
        "secretary",
        "governance",
        "牵头解决难点问题",
        "每年领办一个书记项目，公开承诺、按期交账。",
        "项目化推进，年底评议。",
        "书记",
    ),
    (
        "member",
        "service",
        "推动双向认领落地",
        "分管领域的需求清单按期认领、按期办结。",
        "每月调度一次认领进度。",
        "副书记",
    ),
    ("member", "cobuilding", "推进共驻共建", "结对单位协议履行情况每半年检查一次。", "召开联席会议通报。", "组织委员"),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a department asks, and what becomes of it."""

    department: str
    title: str
    content: str
    basis: str
    people: str
    funds: int
    end: str


WISHES = (
    Wish(
        "区民政局",
        "社区助餐点运营巡查",
        "每月巡查助餐点食品安全和服务情况，填写巡查单。",
        "市养老服务条例有关规定",
        "每个街道派驻 1 名助老专干",
        60000,
        "approve",
    ),
    Wish(
        "区公安分局",
        "协助出租房屋信息核对",
        "每季度协助核对出租房屋信息变动。",
        "居住证管理办法有关规定",
        "每个街道派驻 2 名协管员",
        120000,
        "approve",
    ),
    Wish("区市场监督管理局", "无证餐饮排查", "每周排查沿街无证餐饮。", "部门内部通知", "", 5000, "refuse"),
    Wish(
        "区绿化和市容管理局",
        "垃圾分类驿站值守",
        "早晚高峰值守并纠正投放行为。",
        "市生活垃圾管理条例有关规定",
        "每个街道 3 名督导员",
        90000,
        "return",
    ),
    Wish(
        "区卫生健康委员会",
        "社区健康讲座组织",
        "每季度组织一次健康讲座，做好宣传和场地准备。",
        "健康城区建设方案",
        "医院派医生授课",
        30000,
        "approve",
    ),
    Wish("区教育局", "校外培训机构巡查", "每月巡查辖区校外培训机构并上报。", "部门职责分工方案", "", 8000, "refuse"),
    Wish(
        "区住房保障和房屋管理局",
        "老旧小区改造意见征询",
        "组织居民代表征询，汇总意见。",
        "老旧小区改造实施办法",
        "房管办事处派 1 人参加",
        40000,
        "withdraw",
    ),
    Wish(
        "区司法局",
        "人民调解员队伍补充",
        "推荐调解员人选，提供调解场所。",
        "人民调解法第七条、第八条",
        "司法所派 1 名专职调解员",
        20000,
        "submit",
    ),
)


class Duties:
    """Plans both."""

    def __init__(self, story: Story, cast: Cast, evidence: list[Upload]) -> None:
        self.story, self.cast, self.evidence = story, cast, evidence
        # A chance of its own for files: what else happens does not depend on them.
        self.aside = story.aside("evidence of duties").rng

    def _files(self) -> list[Upload]:
        return self.aside.sample(self.evidence, self.aside.choice((0, 0, 1, 2)))

    def plan(self, begun: datetime) -> None:
        """The lists of the year in which the story begins and of the one in which it ends, and a year of wishes."""
        last = self.story.until.astimezone(SHANGHAI).year
        for year in range(begun.year, last + 1):
            start = max(datetime.combine(date(year, 1, 6), time(9), SHANGHAI), begun)
            for player, checker in self._players():
                self.story.plan(self.story.later(start, 0, 20), partial(self._build, player, checker, year))
        span = self.story.until - begun
        for number, wish in enumerate(WISHES):
            moment = begun + span * ((number + 1) / (len(WISHES) + 0.3))
            self.story.plan(self.story.later(moment, 0, 2), partial(self._ask, wish))

    def _players(self) -> list[tuple[Player, Actor]]:
        """Every street, and the communities of the one that visitors look at; with whoever checks them."""
        featured = self.cast.streets[0]
        streets: list[tuple[Player, Actor]] = [(street, self.cast.office) for street in self.cast.streets]
        return [*streets, *((community, featured.actor) for community in featured.communities[:8])]

    # --- lists of responsibilities ------------------------------------------------------------------------

    def _build(self, player: Player, checker: Actor, year: int) -> None:
        count = 3 if player.weight < 2 else len(ITEMS)
        for holder, category, title, content, measures, post in ITEMS[:count]:
            row = responsibility_build(
                actor=player.actor,
                organization=player.owner,  # type: ignore[arg-type]
                year=year,
                holder=holder,
                category=category,
                title=title,
                content=content,
                measures=measures,
                post=post,
                started_on=date(year, 1, 1),
                due_on=date(year, 12, 31) if holder != "member" else date(year, 10, 31),
            )
            self.story.plan(self.story.later(now(), 1, 15), partial(self._claim, player, checker, row))

    def _claim(self, player: Player, checker: Actor, row: Responsibility) -> None:
        if self.story.chance(0.04):
            return
        row = responsibility_claim(
            actor=player.actor, responsibility=row, responsible=player.actor.label.split()[-1][:60]
        )
        self.story.plan(self.story.later(now(), 1, 20), partial(self._publish, player, checker, row))

    def _publish(self, player: Player, checker: Actor, row: Responsibility) -> None:
        if self.story.chance(0.04):
            return
        row = responsibility_publish(actor=player.actor, responsibility=row)
        if self.story.chance(0.5):
            self.story.plan(self.story.later(now(), 90, 200), partial(self._check, checker, row))
        for least, most, done in ((60, 120, 40), (150, 200, 70), (230, 280, 90)):
            if self.story.chance(0.85):
                self.story.plan(self.story.later(now(), least, most), partial(self._report, player, row, done))
        ending = datetime.combine(row.due_on, time(9), SHANGHAI)
        if self.story.chance(0.8):
            handed_in = self.story.later(ending - timedelta(days=25), 0, 24)
            self.story.plan(handed_in, partial(self._submit, player, row))
        self.story.plan(self.story.later(ending, 2, 30), partial(self._accept, checker, row))

    def _report(self, player: Player, row: Responsibility, done: int) -> None:
        row.refresh_from_db()
        if row.status == Responsibility.Status.PUBLISHED:
            text = "按计划推进，台账齐全。" if done > 50 else "已部署并开展首轮工作。"
            files = self._files()
            responsibility_report(actor=player.actor, responsibility=row, progress=done, text=text, evidence=files)

    def _submit(self, player: Player, row: Responsibility) -> None:
        row.refresh_from_db()
        if row.status == Responsibility.Status.PUBLISHED:
            outcome = "各项措施均已落实，会议记录、走访台账可供查阅。"
            evidence = self._files()
            responsibility_submit(actor=player.actor, responsibility=row, outcome=outcome, evidence=evidence)

    def _check(self, checker: Actor, row: Responsibility) -> None:
        row.refresh_from_db()
        if row.status != Responsibility.Status.PUBLISHED:
            return
        passed = self.story.chance(0.85)
        findings = "查阅台账和会议记录，按要求落实。" if passed else "台账不全，走访次数未达到要求，请限期补齐。"
        responsibility_check(actor=checker, responsibility=row, passed=passed, findings=findings)

    def _accept(self, checker: Actor, row: Responsibility) -> None:
        row.refresh_from_db()
        open_ = (Responsibility.Status.PUBLISHED, Responsibility.Status.SUBMITTED)
        if row.status not in open_ or self.story.chance(0.1):
            return
        result = self.story.rng.choices(("met", "partly", "unmet"), (85, 12, 3))[0]
        note = "" if result == "met" else "部分措施未按期完成，列入下年度重点跟踪。"
        responsibility_accept(actor=checker, responsibility=row, result=result, note=note)

    # --- what departments ask -----------------------------------------------------------------------------

    def _ask(self, wish: Wish) -> None:
        department = next((d for d in self.cast.departments if d.name == wish.department), None)
        if department is None:
            return
        streets = [street.organization for street in self.cast.streets]
        row = admission_create(
            actor=self.cast.office,
            department=department,
            title=wish.title,
            content=wish.content,
            basis=wish.basis,
            places=streets if self.story.chance(0.5) else streets[:4],
            starts_on=action_day(),
            ends_on=action_day() + timedelta(days=180),
            people=wish.people,
            funds=wish.funds,
        )
        row = admission_submit(actor=self.cast.office, admission=row)
        if wish.end != "submit":
            self.story.plan(self.story.later(now(), 2, 9), partial(self._decide, wish.end, row))

    def _decide(self, end: str, row: Admission) -> None:
        office = self.cast.office
        if end == "approve":
            admission_approve(actor=self.cast.leader, admission=row, note="同意准入，人员经费随事项落实。")
        elif end == "refuse":
            admission_refuse(actor=self.cast.leader, admission=row, reason="属部门法定职责，依据不足，由部门自行承担。")
        elif end == "return":
            admission_return(actor=office, admission=row, reason="请补充法律法规依据和经费渠道。")
        else:
            admission_withdraw(actor=office, admission=row, reason="改由部门组织实施，不再下沉。")
