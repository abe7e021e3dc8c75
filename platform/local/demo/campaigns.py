"""专项工作 of the demo: a 换届 that is over, 精品社区 that runs in every street, and one that a street leads."""

from datetime import date, datetime, timedelta
from functools import partial

from core.events import action_day, now
from core.files import Upload
from core.permissions import Actor
from linkage.campaigns.actions.leading import campaign_finish, campaign_reschedule, campaign_start
from linkage.campaigns.actions.planning import campaign_create
from linkage.campaigns.actions.working import (
    campaignstep_excuse,
    campaignstep_report,
    campaignstep_return,
    campaignstep_submit,
    campaignstep_verify,
    campaignstep_waive,
)
from linkage.campaigns.models import Campaign, CampaignStep, CampaignTemplate
from local.demo.cast import Cast, Player, Street
from local.demo.story import Story
from tenants.org.models import Organization

ELECTION, MODEL, FIVE_GOODS = "社区居委会换届选举", "精品社区创建", "“五好党支部”创建"
# So many communities of each street but the featured one build up: the demo stays quick to make.
CHOSEN = 3
PROGRESS = ("已动员部署，责任到人。", "正在推进，过半完成。", "进入收尾，正在整理台账。")
DONE = ("对照要求逐项完成，台账齐全。", "按期完成，居民反映良好。", "已完成并公示结果。")
BACK = ("台账缺少会议记录，请补充。", "数量与公示不一致，请核对。")


class Campaigns:
    """Plans three of them; the last months of the story are full of the one that runs."""

    def __init__(self, story: Story, cast: Cast, evidence: list[Upload]) -> None:
        self.story, self.cast, self.evidence = story.aside("campaigns"), cast, evidence

    def plan(self, first: datetime) -> None:
        whole = self.story.until - first
        self.story.plan(self.story.later(first + whole * 0.25, 0, 3), self._election)
        self.story.plan(self.story.later(self.story.until - timedelta(days=95), 0, 3), self._model_communities)
        self.story.plan(self.story.later(self.story.until - timedelta(days=60), 0, 3), self._of_a_street)

    def _election(self) -> None:
        """In the communities of the featured street, from the first step to the summary."""
        street = self.cast.streets[0]
        campaign = self._started(self.cast.office, ELECTION, [each.owner.pk for each in street.communities])
        for player, step in self._steps(campaign, [street]):
            self._hand_in(street, player, step, step.due_on)
        last = max(step.due_on for step in campaign.plan.all())
        self.story.plan(self.story.at_work(last + timedelta(days=30)), partial(self._finish, campaign))

    def _finish(self, campaign: Campaign) -> None:
        summary = "全部社区依法完成换届，班子结构明显优化，新老班子交接平稳。"
        campaign_finish(actor=self.cast.office, campaign=campaign, summary=summary)

    def _model_communities(self) -> None:
        """In chosen communities of every street: done, late, sent back and not begun, mixed as it is in life."""
        featured, *others = self.cast.streets
        chosen = [*featured.communities, *(each for street in others for each in street.communities[:CHOSEN])]
        places = [each.owner.pk for each in chosen]
        campaign = self._started(self.cast.office, MODEL, places)
        for player, step in self._steps(campaign, self.cast.streets):
            street = next(s for s in self.cast.streets if player in s.communities)
            if not self.story.chance(0.9 * street.care):
                continue
            self._hand_in(street, player, step, step.due_on)
        facilities = campaign.plan.get(title="服务设施")
        day = facilities.due_on + timedelta(days=30)
        self.story.plan(self.story.later(now(), 40, 50), partial(self._reschedule, campaign, facilities.pk, day))

    def _reschedule(self, campaign: Campaign, step: int, day: date) -> None:
        campaign_reschedule(
            actor=self.cast.office,
            campaign=campaign,
            step=campaign.plan.get(pk=step),
            due_on=day,
            reason="雨季影响施工，统一顺延一个月",
        )

    def _of_a_street(self) -> None:
        street = self.cast.streets[0]
        campaign = self._started(
            street.actor, FIVE_GOODS, [each.owner.pk for each in street.communities], leader=street
        )
        for player, step in self._steps(campaign, [street]):
            self._hand_in(street, player, step, step.due_on)

    def _started(self, actor: Actor, template: str, places: list[int], *, leader: Street | None = None) -> Campaign:
        root = Organization.objects.get(depth=1)
        campaign = campaign_create(
            actor=actor,
            organization=leader.organization if leader else root,
            template=CampaignTemplate.objects.get(name=template),
            title=f"{action_day().year} 年{template}" if template != FIVE_GOODS else f"{template}（街道社区）",
            places=list(Organization.objects.filter(pk__in=places).order_by("path")),
        )
        return campaign_start(actor=actor, campaign=campaign)

    def _steps(self, campaign: Campaign, streets: list[Street]) -> list[tuple[Player, CampaignStep]]:
        """The steps of all that take part, in the order of their dates."""
        active = {each.owner.pk: each for street in streets for each in street.communities}
        rows = campaign.steps.select_related("organization", "plan", "campaign")
        return [(active[row.organization_id], row) for row in rows.order_by("due_on", "pk")]

    def _hand_in(self, street: Street, player: Player, step: CampaignStep, due: date) -> None:
        """Begin in its term and be done mostly in time; for an election all in time."""
        term = max((due - step.started_on).days, 2)
        begun = self.story.at_work(step.started_on + timedelta(days=int(term * self.story.rng.uniform(0.1, 0.4))))
        late = 1.15 if self.story.chance(0.15) and not step.campaign.title.endswith(ELECTION) else 0.95
        ended = self.story.at_work(step.started_on + timedelta(days=int(term * self.story.rng.uniform(0.5, late))))
        self.story.plan(max(begun, now()), partial(self._report, player, step))
        self.story.plan(max(ended, begun + timedelta(hours=1), now()), partial(self._submit, street, player, step))

    def _report(self, player: Player, step: CampaignStep) -> None:
        percent = self.story.rng.choice((30, 50, 70))
        campaignstep_report(actor=player.actor, step=step, text=self.story.rng.choice(PROGRESS), progress=percent)

    def _submit(self, street: Street, player: Player, step: CampaignStep) -> None:
        if self.story.chance(0.02) and not step.campaign.title.endswith(ELECTION):
            campaignstep_excuse(actor=player.actor, step=step, reason="本社区正在整体搬迁，不具备条件")
            self.story.plan(self.story.later(now(), 1, 6), partial(self._waive, street, step))
            return
        self._send(player, step)
        again = self.story.chance(0.08)
        self.story.plan(
            self.story.later(now(), 0.5, 6), partial(self._send_back if again else self._verify, street, player, step)
        )

    def _waive(self, street: Street, step: CampaignStep) -> None:
        campaignstep_waive(actor=street.actor, step=step, note="情况属实。")

    def _send(self, player: Player, step: CampaignStep) -> None:
        files = self.story.rng.sample(self.evidence, 1) if step.plan.evidence else []
        quantity = self.story.rng.randrange(3, 240) if step.plan.measure else None
        text = self.story.rng.choice(DONE)
        campaignstep_submit(actor=player.actor, step=step, text=text, quantity=quantity, evidence=files)

    def _send_back(self, street: Street, player: Player, step: CampaignStep) -> None:
        campaignstep_return(actor=street.actor, step=step, reason=self.story.rng.choice(BACK))
        self.story.plan(self.story.later(now(), 1, 5), partial(self._again, street, player, step))

    def _again(self, street: Street, player: Player, step: CampaignStep) -> None:
        self._send(player, step)
        self._verify(street, player, step)

    def _verify(self, street: Street, player: Player, step: CampaignStep) -> None:
        campaignstep_verify(actor=street.actor, step=step, note="属实，予以核验。")
