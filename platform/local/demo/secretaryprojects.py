"""书记项目 of the demo: of every street and some communities, over two years, in all stages."""

from datetime import date, datetime, timedelta
from functools import partial

from core.events import action_day, now
from core.files import Upload
from core.periods import SHANGHAI
from core.permissions import Actor
from linkage.secretaryprojects.actions.applying import (
    secretaryproject_approve,
    secretaryproject_create,
    secretaryproject_submit,
)
from linkage.secretaryprojects.actions.doing import (
    secretaryproject_conclude,
    secretaryproject_report,
    secretaryproject_write,
)
from linkage.secretaryprojects.actions.judging import (
    secretaryproject_accept,
    secretaryproject_check,
    secretaryproject_honour,
)
from linkage.secretaryprojects.models import ProjectPart, SecretaryProject
from local.demo.cast import Cast, Player
from local.demo.story import Story

# Title, problem, goal, measures.
IDEAS = (
    (
        "破解老旧小区停车难",
        "辖区老旧小区建成早、车位少，高峰时段违停挤占消防通道，居民意见集中。",
        "新增错时共享车位，违停投诉下降三成。",
        "与驻区单位逐家商谈错时开放；建立自治管理公约；每月公示使用情况。",
    ),
    (
        "“家门口”养老服务提质",
        "社区助餐点覆盖不足，独居老人就餐、就医陪同缺少固定力量。",
        "助餐点覆盖全部社区，建立陪同就医志愿队伍。",
        "盘活闲置用房；驻区医院、学校结对；党员志愿者排班。",
    ),
    (
        "楼宇党建聚力行动",
        "商务楼宇非公企业党组织覆盖率低，党员找不到组织、活动缺阵地。",
        "应建未建楼宇全部组建联合支部。",
        "一楼一策排查；选派指导员；楼宇服务站挂牌开放。",
    ),
    (
        "垃圾分类攻坚提升",
        "沿街商户和老旧小区投放点脏乱反复，分类准确率不稳定。",
        "分类准确率稳定在 95% 以上。",
        "党员责任区包干；驻区单位志愿者值守；每周通报。",
    ),
)
TEXTS = {
    ProjectPart.Kind.REPORT: "深入走访居民和驻区单位，形成调研报告，分析成因三条，提出对策六项，已提交街道党工委研究。",
    ProjectPart.Kind.EXPERIENCE: "形成“一张清单、两级协调、三方共治”的做法，写入工作指引，在片区例会上交流。",
    ProjectPart.Kind.BENCHMARK: "建成示范点一处，接待兄弟社区观摩，做法在街道推广。",
}
# So many communities of each street apply.
COMMUNITIES = 2


class SecretaryProjects:
    """Plans them with a chance of their own."""

    def __init__(self, story: Story, cast: Cast, evidence: list[Upload]) -> None:
        self.story, self.cast, self.evidence = story.aside("secretaryprojects"), cast, evidence

    def plan(self, begun: datetime) -> None:
        """In each year that the story touches, applied for in spring or when the story begins."""
        for year in range(begun.astimezone(SHANGHAI).year, self.story.until.astimezone(SHANGHAI).year + 1):
            start = max(datetime.combine(date(year, 2, 20), datetime.min.time(), SHANGHAI), begun)
            for street in self.cast.streets:
                players = [(street, self.cast.office), *((c, street.actor) for c in street.communities[:COMMUNITIES])]
                for player, judge in players:
                    if self.story.chance(0.88):
                        self.story.plan(self.story.later(start, 1, 30), partial(self._apply, player, judge, year))

    def _apply(self, player: Player, judge: Actor, year: int) -> None:
        title, problem, goal, measures = self.story.rng.choice(IDEAS)
        project = secretaryproject_create(
            actor=player.actor,
            organization=player.owner,  # type: ignore[arg-type]
            title=title,
            problem=problem,
            goal=goal,
            measures=measures,
            due_on=max(date(year, 11, 30), action_day() + timedelta(days=60)),
            year=year,
            secretary=player.actor.label.split()[-1][:60],
        )
        project = secretaryproject_submit(actor=player.actor, project=project)
        self.story.plan(self.story.later(now(), 2, 15), partial(self._approve, player, judge, project))

    def _approve(self, player: Player, judge: Actor, project: SecretaryProject) -> None:
        project = secretaryproject_approve(actor=judge, project=project, note="选题准，同意立项。")
        moments = [now() + timedelta(days=days) for days in (60, 120, 170)]
        for moment, percent in zip(moments, (30, 60, 85), strict=True):
            self.story.plan(self.story.later(moment, 0, 20), partial(self._report, player, project, percent))
        self.story.plan(self.story.later(moments[1], 5, 20), partial(self._check, judge, project))
        self.story.plan(self.story.later(moments[2], 25, 60), partial(self._conclude, player, judge, project))

    def _report(self, player: Player, project: SecretaryProject, percent: int) -> None:
        text = "按计划推进，重点任务完成过半。" if percent < 80 else "主要任务完成，正在总结经验。"
        secretaryproject_report(actor=player.actor, project=project, text=text, progress=percent)

    def _check(self, judge: Actor, project: SecretaryProject) -> None:
        passed = self.story.chance(0.85)
        findings = "按计划推进，成效初显。" if passed else "进度偏慢，调研报告尚未形成，请抓紧。"
        secretaryproject_check(actor=judge, project=project, passed=passed, findings=findings)

    def _conclude(self, player: Player, judge: Actor, project: SecretaryProject) -> None:
        for kind, text in TEXTS.items():
            files = self.story.rng.sample(self.evidence, 1)
            project = secretaryproject_write(actor=player.actor, project=project, kind=kind, text=text, evidence=files)
        project = secretaryproject_conclude(actor=player.actor, project=project)
        self.story.plan(self.story.later(now(), 2, 12), partial(self._accept, judge, project))

    def _accept(self, judge: Actor, project: SecretaryProject) -> None:
        project = secretaryproject_accept(actor=judge, project=project, note="四项内容齐全，成效明显。")
        if self.story.chance(0.2):
            secretaryproject_honour(actor=judge, project=project, reason="做法可复制，群众满意度高。")
