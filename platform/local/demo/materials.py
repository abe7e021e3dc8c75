"""What places and units share with each other over the year. All of it is fictitious."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from core.events import action_day, now
from core.permissions import SYSTEM, Actor
from local.demo.cast import Cast, Player
from local.demo.story import Story
from resources.materials.actions.materials import (
    material_create,
    material_expire,
    material_publish,
    material_return,
    material_submit,
    material_withdraw,
)
from resources.materials.models import Material
from tenants.org.models import Organization


@dataclass(frozen=True, slots=True)
class Shared:
    """What is shared, for how many days, and what becomes of it."""

    kind: str
    title: str
    content: str
    days: int
    end: str = "publish"


OF_DISTRICT = (
    Shared(
        "政策文件",
        "区域化党建工作政策汇编（演示）",
        "汇集区级共建、双报到和阵地建设的有关文件要点，供各单位查阅。",
        720,
    ),
    Shared("经验案例", "双向认领十佳案例（演示）", "十个街道、社区和单位的做法：怎么提需求、怎么认领、怎么评价。", 500),
)
OF_STREETS = (
    Shared("学习资料", "社区微党课讲义：居民议事怎么开", "三步法：定题、议题、回头看。附流程图和主持词。", 365),
    Shared("活动信息", "党群服务中心本季活动排期", "书画、健身、亲子阅读等活动每周开放，现场报名，先到先得。", 90),
    Shared("经验案例", "楼道堆物整治的一本账", "摸底、约谈、清理、复查四个环节的分工和时间安排。", 365),
)
OF_UNITS = (
    Shared("文化资源", "馆藏图片展可借展", "整套展板四十块，可在社区活动室展出两周，单位负责运送。", 240),
    Shared("活动信息", "职工之家周末开放", "羽毛球、乒乓球场地周六下午向社区居民开放，请提前一天预约。", 120),
    Shared("学习资料", "急救知识图文课件", "心肺复苏、止血包扎和气道异物处理，图文并茂，可打印张贴。", 400),
    Shared("文化资源", "合唱团公开排练", "每周四晚公开排练，欢迎居民旁听和加入。", 60),
    Shared("其他", "活动室借用须知", "借用流程、开放时间和注意事项。", 300, "return"),
    Shared("活动信息", "开放日临时调整", "因场馆检修，本月开放日另行通知。", 90, "withdraw"),
    Shared("学习资料", "反诈宣传短片脚本", "三个真实场景改编，社区可自行拍摄。", 300, "submit"),
    Shared("文化资源", "校园美术馆导览册", "每月第一个周六开放，可预约学生讲解员。", 300, "draft"),
)


class Materials:
    """Plans them."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story.aside("materials"), cast

    def plan(self, begun: datetime) -> None:
        """The district's early on, the streets' over the year, the units' of the featured street most of all."""
        root = Organization.objects.get(depth=1)
        office = Player(root, self.cast.office)
        for number, shared in enumerate(OF_DISTRICT, 1):
            moment = begun + timedelta(days=40 * number)
            self.story.plan(
                self.story.later(moment, 0, 3), partial(self._share, office, self.cast.office, shared, root)
            )
        for street in self.cast.streets:
            for shared in OF_STREETS[: 3 if street.weight > 1 else 1]:
                moment = self.story.between(begun, self.story.until)
                self.story.plan(moment, partial(self._share, street, street.actor, shared, None))
        featured = self.cast.streets[0]
        # What waits, waits now: the last ones come in the last days.
        for number, shared in enumerate(OF_UNITS if featured.units else ()):
            unit = featured.units[number % len(featured.units)]
            moment = self.story.between(begun, self.story.until - timedelta(days=8))
            if shared.end in ("draft", "submit", "return"):
                moment = self.story.at_work((self.story.until - timedelta(days=5)).date())
            self.story.plan(moment, partial(self._share, unit, featured.actor, shared, None))

    def _share(self, player: Player, reviewer: Actor, shared: Shared, audience: Organization | None) -> None:
        row = material_create(
            actor=player.actor,
            owner=player.owner,
            title=shared.title,
            kind=shared.kind,
            content=shared.content,
            audience=audience,
            ends_on=action_day() + timedelta(days=shared.days),
        )
        if shared.end == "draft":
            return
        row = material_submit(actor=player.actor, material=row)
        if shared.end != "submit":
            self.story.plan(self.story.later(now(), 0, 2), partial(self._review, player, reviewer, shared.end, row))

    def _review(self, player: Player, reviewer: Actor, end: str, row: Material) -> None:
        row.refresh_from_db()
        if row.status != Material.Status.SUBMITTED:
            return
        if end == "return":
            material_return(actor=reviewer, material=row, reason="请补充联系电话和预约方式。")
            return
        row = material_publish(actor=reviewer, material=row)
        self.story.plan(self.story.night_after(row.ends_on), partial(self._expire, row))
        if end == "withdraw":
            self.story.plan(self.story.later(now(), 3, 6), partial(self._take_down, player, row))

    def _expire(self, row: Material) -> None:
        row.refresh_from_db()
        if row.status == Material.Status.PUBLISHED:
            material_expire(actor=SYSTEM, material=row)

    def _take_down(self, player: Player, row: Material) -> None:
        material_withdraw(actor=player.actor, material=row, reason="场馆检修结束，恢复正常开放。")
