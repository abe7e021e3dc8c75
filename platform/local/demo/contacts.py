"""Which leaders of the demo look after which communities, what they see there, and which communities are weak."""

from datetime import datetime, timedelta
from functools import partial

from core.events import action_day, now
from core.periods import Quarter
from core.permissions import Actor
from linkage.contacts.actions.contactpoints import contactpoint_bind, visit_record
from linkage.contacts.actions.weakplaces import weakplace_accept, weakplace_name
from linkage.contacts.models import ContactPoint, WeakPlace
from local.demo.cast import Cast, Player, Street
from local.demo.story import Story
from tenants.org.models import Organization, Post

# Of so many streets one has a weak community; the leader of the district looks after as many of them as there are.
WEAK_EVERY = 4
BOUND = 2
SKIPPED, FOUND, MENDED_SHARE = 0.15, 0.25, 0.5
WEAKNESS = ("党组织书记空缺后未及时补齐，组织生活不经常。", "活动阵地面积不足，开放时间少，群众反映较多。")
MENDED = "班子已配齐，阵地按时开放，群众评议满意，同意验收。"
SEEN = (
    "看望一线党员和网格员，了解活动室开放和居民办事情况。",
    "参加社区主题党日，与驻区单位负责人座谈共建事项。",
    "实地察看上次反映问题的整改情况，听取社区书记汇报。",
)
FINDINGS = (
    {"title": "党群服务站周末开放时间不足", "severity": "minor"},
    {"title": "双报到党员服务记录不完整", "severity": "minor"},
    {"title": "共建协议约定的开放日没有按期举办", "severity": "major"},
)


class Contacts:
    """Plans bonds at the beginning of the story and visits in each quarter after."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story, cast

    def plan(self, first: datetime, quarters: list[Quarter]) -> None:
        self.quarters = [*quarters, quarters[-1].next]
        for number, street in enumerate(self.cast.streets):
            weak = number % WEAK_EVERY == 0
            self.story.plan(first + timedelta(days=2 + number), partial(self._begin, street, weak))

    def _begin(self, street: Street, weak: bool) -> None:
        places = street.communities[: BOUND + 1]
        for player in places[:BOUND]:
            self._bind(street.actor, street.actor, street.organization, player)
        if weak and places:
            named = weakplace_name(
                actor=street.actor, organization=_place(places[-1]), reason=self.story.rng.choice(WEAKNESS)
            )
            self._bind(self.cast.office, self.cast.leader, None, places[-1])
            if self.story.chance(MENDED_SHARE):
                day = self.story.between(self.quarters[1].start, self.quarters[-1].start)
                self.story.plan(day, partial(self._accept, street, named))

    def _bind(self, actor: Actor, leader: Actor, seat: Organization | None, player: Player) -> None:
        posts = Post.objects.filter(user_id=leader.id or 0)
        post = posts.get(organization=seat) if seat else posts.get()
        contact = contactpoint_bind(actor=actor, post=post, organization=_place(player))
        for quarter in self.quarters:
            if not self.story.chance(SKIPPED):
                begins = max(quarter.start, now())
                day = self.story.between(begins, quarter.end - timedelta(days=4))
                self.story.plan(max(day, begins), partial(self._visit, actor, contact))

    def _visit(self, actor: Actor, contact: ContactPoint) -> None:
        findings = [self.story.rng.choice(FINDINGS)] if self.story.chance(FOUND) else []
        visit_record(
            actor=actor,
            contactpoint=contact,
            visited_on=action_day(),
            summary=self.story.rng.choice(SEEN),
            findings=findings,
        )

    def _accept(self, street: Street, weak: WeakPlace) -> None:
        weakplace_accept(actor=street.actor, weakplace=weak, outcome=MENDED)


def _place(player: Player) -> Organization:
    if not isinstance(player.owner, Organization):
        raise TypeError("leaders look after places")
    return player.owner
