"""诉求: what was raised, where it went, what was answered, and whether it satisfied."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from core.errors import InvalidInput
from core.permissions import Actor, EventPlace, Perm, Place
from core.rulebook import DayListField, DaysField, RuleBook, WordListField
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, under
from linkage.lights import Timed
from linkage.subjects import tracked
from linkage.urgency import Urgency
from tenants.org.models import Organization


def usual_categories() -> list[str]:
    return [
        "环境卫生",
        "物业管理",
        "停车管理",
        "市政设施",
        "公共安全",
        "噪声扰民",
        "邻里纠纷",
        "为老服务",
        "民生保障",
        "其他",
    ]


def three_days_and_one() -> list[int]:
    return [3, 1]


class AppealRules(RuleBook):
    """诉求办理规则: the district's list of categories, and the terms by urgency."""

    lead = "期限按工作日计算，从登记、受理或退回的次日起算；法定节假日和调休按工作日历。"

    categories = WordListField(
        "诉求类别", default=usual_categories, blank=False, help_text="按显示的顺序填写；已登记的诉求保留原来的类别。"
    )
    accept_days = DaysField("受理期限（工作日）", default=1)
    normal_days = DaysField("一般诉求答复期限（工作日）", default=10)
    urgent_days = DaysField("较急诉求答复期限（工作日）", default=5)
    critical_days = DaysField("紧急诉求答复期限（工作日）", default=2)
    again_days = DaysField("二次办理期限（工作日）", default=5)
    feedback_days = DaysField("记录满意度的期限（工作日）", default=5)
    remind_before = DayListField("到期前几天提醒", default=three_days_and_one)

    class Meta(RuleBook.Meta):
        verbose_name = "诉求办理规则"

    def check_rules(self) -> None:
        if not self.categories:
            raise InvalidInput("请至少填写一个诉求类别。", field="categories")
        if not self.critical_days <= self.urgent_days <= self.normal_days:
            raise InvalidInput("越紧急的诉求，答复期限应越短，请核对。", field="critical_days")

    def days_for(self, urgency: str) -> int:
        """Working days from the day after it was accepted."""
        return int(getattr(self, f"{urgency}_days"))


@tracked
class Appeal(Stateful, Timed):
    """诉求: 登记 → 受理 → 办理 → 已答复 → 办结, handled anew once where the answer does not satisfy.

    ``raised_in`` is the place in which it was raised, ``organization`` the one that handles it: that place or one above
    it below the district. It keeps a category, a place and words, and nothing that identifies a resident. ``due_on`` is
    the day by which the present step has to be done.
    """

    class Status(models.TextChoices):
        REGISTERED = "registered", "待受理"
        ACCEPTED = "accepted", "已受理"
        HANDLING = "handling", "办理中"
        ANSWERED = "answered", "已答复"
        CLOSED = "closed", "已办结"
        REFUSED = "refused", "不予受理"

    class Channel(models.TextChoices):
        VISIT = "visit", "来访"
        HOTLINE = "hotline", "热线"
        GRID = "grid", "网格"
        PATROL = "patrol", "走访"
        ONLINE = "online", "线上"

    class Route(models.TextChoices):
        ITSELF = "itself", "自行办理"
        NEED = "need", "发布需求"
        PROBLEM = "problem", "列入问题清单"
        WHISTLE = "whistle", "提请吹哨"

    class Result(models.TextChoices):
        SOLVED = "solved", "已解决"
        PARTLY = "partly", "部分解决"
        EXPLAINED = "explained", "暂不能解决，已说明"

    class Satisfaction(models.TextChoices):
        SATISFIED = "satisfied", "满意"
        FAIRLY = "fairly", "基本满意"
        DISSATISFIED = "dissatisfied", "不满意"

    TRANSITIONS = Transitions(
        "appeal",
        {
            ("registered", "accept"): "accepted",
            ("registered", "refuse"): "refused",
            ("registered", "transfer"): "registered",
            ("registered", "extend"): "registered",
            ("accepted", "handle"): "handling",
            ("accepted", "route"): "handling",
            ("accepted", "transfer"): "accepted",
            ("accepted", "extend"): "accepted",
            ("handling", "route"): "handling",
            ("handling", "report"): "handling",
            ("handling", "answer"): "answered",
            ("handling", "extend"): "handling",
            ("answered", "again"): "handling",
            ("answered", "close"): "closed",
        },
        {
            "register": "登记诉求",
            "edit": "修改诉求",
            "accept": "受理诉求",
            "refuse": "不予受理",
            "transfer": "转办诉求",
            "handle": "自行办理",
            "route": "诉求分流",
            "report": "报告办理进展",
            "answer": "答复诉求",
            "again": "不满意，退回二次办理",
            "close": "记录满意度，诉求办结",
            "extend": "诉求延期",
            "remind": "诉求期限提醒",
        },
    )
    ACTING = ("registered", "accepted", "handling")
    OPEN = (*ACTING, "answered")
    # 二次办理: once.
    MOST_ROUNDS = 2
    shares_history = True

    number = models.CharField("编号", max_length=30, unique=True)
    source_number = models.CharField("来文编号", max_length=40, blank=True)
    title = models.CharField("诉求", max_length=120)
    content = models.TextField("具体情况", max_length=2000)
    category = models.CharField("类别", max_length=20)
    channel = models.CharField("渠道", max_length=8, choices=Channel.choices)
    urgency = models.CharField("紧急程度", max_length=8, choices=Urgency.choices, default=Urgency.NORMAL)
    raised_on = models.DateField("提出日期")
    raised_in = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="诉求所在组织")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="appeals", verbose_name="承办组织")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.REGISTERED)
    round = models.PositiveSmallIntegerField("办理次数", default=1, editable=False)
    registered_at = models.DateTimeField("登记时间")
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    refusal = models.CharField("不予受理的原因", max_length=500, blank=True)
    route = models.CharField("办理方式", max_length=8, choices=Route.choices, blank=True)
    answer = models.TextField("答复", max_length=2000, blank=True)
    result = models.CharField("办理结果", max_length=10, choices=Result.choices, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    feedback_by = models.DateField("记录满意度的期限", null=True, blank=True)
    satisfaction = models.CharField("满意度", max_length=12, choices=Satisfaction.choices, blank=True)
    feedback = models.CharField("反馈意见", max_length=500, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Appeal"].as_manager()

    class Meta:
        verbose_name = "诉求"
        verbose_name_plural = "诉求"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["registered", "accepted", "handling", "answered", "closed", "refused"]),
                name="appeals_appeal_status",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("started_on")), name="appeals_appeal_term"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="appeals_appeal_progress"),
            models.CheckConstraint(condition=Q(round__gte=1, round__lte=2), name="appeals_appeal_round"),
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "closed"]) | ~Q(answer="") & ~Q(result=""),
                name="appeals_appeal_answer",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False) & ~Q(satisfaction="") | ~Q(status="closed"),
                name="appeals_appeal_closed",
            ),
            models.UniqueConstraint(
                fields=["source_number"], condition=~Q(source_number=""), name="appeals_appeal_source_once"
            ),
        )
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["raised_in", "status"]),
            models.Index(fields=["status", "due_on"]),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """Where it is handled."""
        return Place(self.organization.path)

    @property
    def event_place(self) -> EventPlace:
        """It concerns whoever handles it, and the place in which it was raised."""
        other = self.raised_in.path if self.raised_in_id != self.organization_id else ""
        return EventPlace(self.organization.path, other_path=other)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The place that handles it, the one in which it was raised, and all above: three levels see every answer."""
        paths = actor.paths(Perm.VIEW)
        return any_of(under(paths), under(paths, "raised_in__path"))
