"""Inspections of the demo: one that is over, a random check by nine teams under way, a street's own, and a plan."""

from datetime import date, datetime, timedelta
from functools import partial

from core.events import action_day
from core.periods import SHANGHAI, Quarter
from core.permissions import Actor
from linkage.inspections.actions import answers, draws, plans, records, targets
from linkage.inspections.actions.checklists import checklist_create
from linkage.inspections.models import Inspection, InspectionTarget
from local.demo import names
from local.demo.cast import Cast, Street
from local.demo.story import Story
from tenants.accounts.models import User
from tenants.org.models import Organization, Owner

ORDINALS = "一二三四五六七八九"
CHECKLISTS = {
    "基层党建责任落实检查表": (
        "书记抓党建责任清单逐项落实｜查清单和台账｜20\n"
        "联席会议按季召开、议定事项有回音｜查纪要和任务清单｜20\n"
        "共建协议承诺事项按期兑现｜抽查三份协议和佐证｜20\n"
        "党群服务中心按公示时间开放｜现场查看｜20\n"
        "群众诉求按时答复｜抽查五件｜20\n"
        "述职评议整改事项销号材料齐全｜查整改台账"
    ),
    "党群服务阵地检查表": (
        "开放时间公示并执行｜现场查看｜40\n活动安排上墙并有签到｜查近两个月记录｜30\n消防通道畅通｜现场查看｜30"
    ),
}
SCOPE = "检查党建责任落实、共建协议兑现、党群服务中心开放和群众诉求办理情况，不打招呼、直奔现场。"
WRONG = (
    "上季度没有召开联席会议，议定事项没有跟踪。",
    "现场查看时服务中心没有开放，公示时间与实际不符。",
    "抽查的协议有两项承诺超过期限没有佐证。",
    "两件诉求超过答复时限，没有说明原因。",
)
NEARLY = "台账记录不够及时，当场已补。"
OBJECTION = "联席会议因换届推迟，已在本月补开并报备，请予核实。"
PER_STREET = 3
UNVISITED, UNMET, NEARLY_SHARE, OBJECTED, SILENT = 0.12, 0.12, 0.2, 0.1, 0.2


class Inspections:
    """Plans them by the days of the story's end, so that something of each state is there."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story.aside("inspections"), cast
        self.rng = self.story.rng
        self.answering = {player.owner.pk: player.actor for street in cast.streets for player in street.communities}

    def plan(self, first: datetime, until: datetime) -> None:
        """From the first quarter of the story to its end."""
        places = [player.owner for street in self.cast.streets for player in street.communities[:1]]
        self.story.plan(self._at(first, 8), self._keep_checklists)
        self.story.plan(self._at(first, 20), partial(self._monitor, places[:9]), alone=True)
        self.story.plan(self._at(until, -38), self._draw_and_send, alone=True)
        if self.cast.streets:
            self.story.plan(self._at(until, -6), partial(self._of_street, self.cast.streets[0]), alone=True)
        self.story.plan(self._at(until, -2), self._announce_next, alone=True)

    def _at(self, moment: datetime, days: int) -> datetime:
        return self.story.at_work((moment + timedelta(days=days)).astimezone(SHANGHAI).date())

    def _keep_checklists(self) -> None:
        for name, lines in CHECKLISTS.items():
            checklist_create(actor=self.cast.office, name=name, lines=lines)

    def _draft(self, actor: Actor, place: Organization, title: str, kind: str, days: int, lines: str) -> Inspection:
        day = action_day()
        return plans.inspection_plan(
            actor=actor,
            organization=place,
            title=title,
            kind=kind,
            starts_on=day,
            ends_on=day + timedelta(days=days),
            scope=SCOPE,
            lines=lines,
            unannounced=kind == "random",
        )

    def _root(self) -> Organization:
        found: Organization = Organization.objects.order_by("path").first()
        return found

    def _form(self, plan: Inspection, actor: Actor, count: int, members: list[int]) -> None:
        """Teams led by invented people; whoever has an account goes in one team after the other."""
        users = {user.pk: user for user in User.objects.filter(pk__in=members)}
        for number in range(count):
            own = [users[key] for key in members[number::count]]
            people = [*(user.name for user in own), names.person(self.rng), names.person(self.rng)]
            plans.inspectionteam_form(
                actor=actor,
                inspection=plan,
                name=f"第{ORDINALS[number]}检查组",
                head=f"{names.person(self.rng)}（四级调研员）",
                people="、".join(people),
                members=own,
            )

    def _officers(self) -> list[int]:
        return [actor.id for actor in self.cast.officers.values() if actor.id is not None]

    # --- a check by nine teams ----------------------------------------------------------------------------

    def _draw_and_send(self) -> None:
        office = self.cast.office
        quarter = Quarter.of(action_day()).number
        title = f"{action_day().year}年第{ORDINALS[quarter - 1]}季度随机抽查"
        plan = self._draft(office, self._root(), title, "random", 33, CHECKLISTS["基层党建责任落实检查表"])
        self._form(plan, office, len(ORDINALS), self._officers())
        plan = draws.inspection_announce(
            actor=office, inspection=plan, population="communities", count=PER_STREET, per_street=True
        )
        plan = draws.inspection_draw(actor=office, inspection=plan)
        plan = targets.inspection_spread(actor=office, inspection=plan)
        plan = plans.inspection_issue(actor=office, inspection=plan)
        for target in self._listed(plan):
            if not self.story.chance(UNVISITED):
                self.story.plan(self._between(plan.starts_on, 2, 30), partial(self._visit, target, office))

    def _listed(self, plan: Inspection) -> list[InspectionTarget]:
        rows = InspectionTarget.objects.filter(inspection=plan).order_by("organization__path")
        return list(rows.select_related("inspection__organization", "organization", "unit", "team"))

    def _between(self, day: date, least: int, most: int) -> datetime:
        return self.story.at_work(day + timedelta(days=self.rng.randint(least, most)))

    def _visit(self, target: InspectionTarget, planner: Actor, *, clean: bool = False) -> None:
        """Record all items and submit; a clean one has nothing to put right."""
        findings = []
        for item in target.inspection.items.order_by("order"):
            unmet = not clean and self.story.chance(UNMET)
            nearly = not unmet and self.story.chance(NEARLY_SHARE)
            result = "unmet" if unmet else "mostly" if nearly else "met"
            note = self.rng.choice(WRONG) if unmet else NEARLY if nearly else ""
            severity = self.rng.choice(("minor", "major")) if unmet else ""
            findings.append(records.FindingDraft(item, result, note, severity))
        wrong = sum(each.result == "unmet" for each in findings)
        given = {"visited_on": action_day(), "findings": findings}
        target = records.inspectiontarget_record(actor=planner, target=target, **given)  # type: ignore[arg-type]
        words = f"发现 {wrong} 项不符合，请对照整改。" if wrong else "总体较好，责任落实到位。"
        target = records.inspectiontarget_submit(actor=planner, target=target, conclusion=words)
        if clean or not self.story.chance(SILENT):
            self.story.plan(
                self._between(action_day(), 1, 4), partial(self._answer, target, planner, bool(wrong), clean)
            )

    def _answer(self, target: InspectionTarget, planner: Actor, wrong: bool, clean: bool) -> None:
        actor = self.answering.get(target.organization_id)
        if actor is None or target.status != InspectionTarget.Status.CHECKED:
            return
        if wrong and not clean and self.story.chance(OBJECTED * 3):
            target = answers.inspectiontarget_object(actor=actor, target=target, reason=OBJECTION)
            if self.story.chance(0.5):
                moment = self._between(action_day(), 1, 4)
                self.story.plan(moment, partial(self._uphold, target, planner))
            return
        answers.inspectiontarget_confirm(actor=actor, target=target)

    def _uphold(self, target: InspectionTarget, planner: Actor) -> None:
        words = "经核实，补开会议在检查之后，检查结果维持。"
        answers.inspectiontarget_uphold(actor=planner, target=target, answer=words)

    # --- one that is over, a street's own, and one to come ------------------------------------------------

    def _monitor(self, places: list[Owner]) -> None:
        office = self.cast.office
        plan = self._draft(
            office, self._root(), "党群服务阵地定点监测", "monitoring", 20, CHECKLISTS["党群服务阵地检查表"]
        )
        self._form(plan, office, 3, self._officers()[:3])
        plan = targets.inspection_choose(actor=office, inspection=plan, owners=places)
        plan = targets.inspection_spread(actor=office, inspection=plan)
        plan = plans.inspection_issue(actor=office, inspection=plan)
        for target in self._listed(plan):
            moment = self._between(plan.starts_on, 1, 12)
            self.story.plan(moment, partial(self._visit, target, office, clean=True))
        self.story.plan(self._between(plan.starts_on, 26, 28), partial(self._finish, plan))

    def _finish(self, plan: Inspection) -> None:
        summary = "监测点均按公示时间开放，活动有安排、有签到；个别点位台账更新不及时，当场指出并已补齐。"
        plans.inspection_finish(actor=self.cast.office, inspection=plan, summary=summary)

    def _of_street(self, street: Street) -> None:
        place, actor = street.organization, street.actor
        plan = self._draft(actor, place, "社区党建责任落实实地检查", "on_site", 12, CHECKLISTS["党群服务阵地检查表"])
        self._form(plan, actor, 2, [actor.id] if actor.id is not None else [])
        owners = [player.owner for player in street.communities[:8]]
        plan = targets.inspection_choose(actor=actor, inspection=plan, owners=owners)
        plan = targets.inspection_spread(actor=actor, inspection=plan)
        plan = plans.inspection_issue(actor=actor, inspection=plan)
        for target in self._listed(plan)[: len(owners) // 2]:
            self.story.plan(self._between(plan.starts_on, 1, 4), partial(self._visit, target, actor))

    def _announce_next(self) -> None:
        office = self.cast.office
        title = f"{action_day().year}年党建责任落实年终抽查"
        plan = self._draft(office, self._root(), title, "random", 30, CHECKLISTS["基层党建责任落实检查表"])
        self._form(plan, office, 3, self._officers()[:3])
        draws.inspection_announce(
            actor=office,
            inspection=plan,
            population="communities",
            count=1,
            per_street=True,
            public_source="抽取当日中国福利彩票 3D 开奖号码",
        )
