"""Bulletins of the district and its streets over the year, and who has signed for them. All of it is fictitious."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from core.events import now
from core.permissions import Actor
from linkage.bulletins.actions.issuing import bulletin_create, bulletin_issue, bulletin_urge, bulletin_withdraw
from linkage.bulletins.actions.reading import bulletin_sign
from linkage.bulletins.models import Bulletin
from local.demo.cast import Cast, Player, Street
from local.demo.story import Story
from tenants.org.models import Organization, ResidentUnit


@dataclass(frozen=True, slots=True)
class Paper:
    """What is said, and to whom: ``below`` names the level; ``units`` the kinds of units that get it as well."""

    kind: str
    title: str
    body: str
    below: str = "subdistrict"
    units: tuple[str, ...] = ()


OF_DISTRICT = (
    Paper(
        "notice",
        "关于做好党建联席会议筹备工作的通知",
        "各街道要提前征集议题，会前一周报送议题材料。\n一、征集范围\n辖区单位、社区和居民代表。\n二、报送方式\n在系统“会议”中提交议题。",
    ),
    Paper(
        "report",
        "关于上季度双向认领办理情况的通报",
        "上季度全区资源需求认领办结率继续提高。\n一、基本情况\n多数街道做到按期办结、及时评价。\n二、存在问题\n个别社区需求发布后长时间无人认领。\n三、下步要求\n对临期未认领的需求逐件对接单位。",
    ),
    Paper(
        "hint",
        "关于换届后及时更新任职信息的工作提示",
        "近期部分单位负责人调整，请各街道、社区在十个工作日内核对“任职”和协议联络员。",
        "community",
    ),
    Paper(
        "experience",
        "楼宇党建“午间课堂”经验做法",
        "由楼宇联合党委牵头，利用午休时间开展微党课、法律咨询和健康讲座，单位轮流出题出人。\n请结合实际学习借鉴。",
    ),
    Paper(
        "notice",
        "关于开展岁末走访慰问的通知",
        "一、走访对象\n老党员、生活困难党员和一线工作者。\n二、时间安排\n月底前完成。\n三、有关要求\n轻车简从，走访情况记入联系点走访。",
    ),
)
OF_STREET = (
    Paper(
        "notice",
        "关于报送辖区活动安排的通知",
        "请各社区报送本月对外开放的活动，欢迎驻区单位参加。",
        "community",
        ("school", "hospital"),
    ),
    Paper(
        "hint", "关于协议承诺按期兑现的工作提示", "请各社区逐份核对本季度到期的承诺事项，提前与单位对接。", "community"
    ),
    Paper(
        "report", "关于上月走访情况的通报", "上月各社区走访单位次数总体达标，两个社区未完成，请本月补齐。", "community"
    ),
)
ANSWERS = ("已传达到全体工作人员。", "已部署，按时完成。", "已知悉，将结合实际落实。", "建议适当延长报送时间。")


class Bulletins:
    """Plans them."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story.aside("bulletins"), cast

    def plan(self, begun: datetime) -> None:
        """Five of the district, three of each street; the featured street has drafted one more."""
        span = self.story.until - begun
        for number, paper in enumerate(OF_DISTRICT):
            moment = begun + span * ((number + 1) / (len(OF_DISTRICT) + 0.05))
            self.story.plan(self.story.later(moment, 0, 2), partial(self._of_district, paper))
        for number, paper in enumerate(OF_STREET):
            moment = begun + span * ((number + 1) / (len(OF_STREET) + 0.1))
            for street in self.cast.streets:
                self.story.plan(self.story.later(moment, 0, 4), partial(self._of_street, street, paper))
        last = self.story.at_work((self.story.until - timedelta(days=1)).date())
        self.story.plan(min(last, self.story.until), self._leave_a_draft)

    def _of_district(self, paper: Paper) -> None:
        if paper.below == "subdistrict":
            told: list[Player] = list(self.cast.streets)
        else:
            told = [community for street in self.cast.streets for community in street.communities]
        root = Organization.objects.get(depth=1)
        row = self._issue(self.cast.office, self.cast.leader, root, paper, told, [])
        self.story.plan(self.story.later(now(), 2, 3), partial(self._urge, self.cast.office, row))

    def _of_street(self, street: Street, paper: Paper) -> None:
        units: list[Player] = [unit for unit in street.units if unit.kind in paper.units]
        row = self._issue(street.actor, street.actor, street.organization, paper, street.communities, units)
        if self.story.chance(0.06):
            self.story.plan(self.story.later(now(), 1, 2), partial(self._withdraw, street.actor, row))

    def _issue(
        self,
        drafter: Actor,
        signer: Actor,
        organization: Organization,
        paper: Paper,
        told: list[Player],
        units: list[Player],
    ) -> Bulletin:
        row = bulletin_create(
            actor=drafter,
            organization=organization,
            kind=paper.kind,
            title=paper.title,
            body=paper.body,
            places=[player.owner for player in told if isinstance(player.owner, Organization)],
            units=[player.owner for player in units if isinstance(player.owner, ResidentUnit)],
        )
        row = bulletin_issue(actor=signer, bulletin=row)
        for player in told:
            if self.story.chance(0.93):
                self.story.plan(self.story.later(now(), 0, 5), partial(self._sign, player.actor, row))
        for player in units:
            if self.story.chance(0.6):
                self.story.plan(self.story.later(now(), 0, 8), partial(self._sign, player.actor, row))
        return row

    def _sign(self, actor: Actor, row: Bulletin) -> None:
        row.refresh_from_db()
        if row.status == Bulletin.Status.ISSUED:
            reply = self.story.rng.choice(ANSWERS) if self.story.chance(0.3) else ""
            bulletin_sign(actor=actor, bulletin=row, reply=reply)

    def _urge(self, actor: Actor, row: Bulletin) -> None:
        if row.receipts.filter(read_at=None).exists():
            bulletin_urge(actor=actor, bulletin=row)

    def _withdraw(self, actor: Actor, row: Bulletin) -> None:
        bulletin_withdraw(actor=actor, bulletin=row, reason="报送时间有误，另行通知。")

    def _leave_a_draft(self) -> None:
        street = self.cast.streets[0]
        places = [player.owner for player in street.communities if isinstance(player.owner, Organization)]
        if places:
            bulletin_create(
                actor=street.actor,
                organization=street.organization,
                kind="notice",
                title="关于征集下季度需求的通知",
                body="请各社区于下月五日前梳理居民需求，在系统发布。",
                places=places,
            )
