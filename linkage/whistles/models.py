"""吹哨: the matter of a street, and the answer of each department that is called."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from core.events import action_day, now
from core.origins import Originated
from core.permissions import Actor, EventPlace, Perm, Place
from core.transitions import Stateful, Transitions
from core.visibility import PartOf, VisibleQuerySet, any_of, under
from linkage.lights import Timed
from linkage.subjects import tracked
from linkage.urgency import Urgency
from linkage.whistles.rules import MOST_HOURS, WhistleRules
from tenants.attachments import Attachment
from tenants.org.models import Department, Handled, Organization

__all__ = ["Result", "Whistle", "WhistleFile", "WhistleResponse", "WhistleRules"]


class Result(models.TextChoices):
    """What came of it, as the department says."""

    SOLVED = "solved", "已解决"
    PARTLY = "partly", "部分解决"
    UNSOLVED = "unsolved", "暂不能解决，已说明"


class Whistle(Stateful, Timed, Originated):
    """吹哨事项: 收集 → 审核 → 吹哨 → 分派 → 应哨 → 办理 → 评哨.

    ``organization`` is the street that whistles, ``raised_in`` the place in which the matter lies: the street or one
    below it. ``due_on`` is the day by which the present step has to be done; once departments are assigned, the day by
    which the matter has to be solved.
    """

    class Status(models.TextChoices):
        COLLECTED = "collected", "待审核"
        REVIEWED = "reviewed", "待吹哨"
        BLOWN = "blown", "待分派"
        ASSIGNED = "assigned", "待应哨"
        HANDLING = "handling", "办理中"
        FINISHED = "finished", "待评哨"
        CLOSED = "closed", "已评哨"
        DECLINED = "declined", "不予吹哨"
        WITHDRAWN = "withdrawn", "已撤回"

    TRANSITIONS = Transitions(
        "whistle",
        {
            ("collected", "review"): "reviewed",
            ("collected", "decline"): "declined",
            ("collected", "withdraw"): "withdrawn",
            ("reviewed", "blow"): "blown",
            ("reviewed", "decline"): "declined",
            ("reviewed", "withdraw"): "withdrawn",
            ("blown", "assign"): "assigned",
            ("blown", "return"): "reviewed",
            ("blown", "withdraw"): "withdrawn",
            ("assigned", "add"): "assigned",
            ("assigned", "respond"): "handling",
            ("assigned", "withdraw"): "withdrawn",
            ("handling", "add"): "handling",
            ("handling", "finish"): "finished",
            ("handling", "withdraw"): "withdrawn",
            ("finished", "reopen"): "handling",
            ("finished", "close"): "closed",
        },
        {
            "collect": "提请吹哨",
            "edit": "修改吹哨事项",
            "review": "审核通过",
            "decline": "不予吹哨",
            "withdraw": "撤回吹哨",
            "blow": "吹哨",
            "assign": "分派应哨部门",
            "return": "退回街道自行办理",
            "add": "增派应哨部门",
            "respond": "部门报到，开始办理",
            "finish": "各部门办理完毕，待评哨",
            "reopen": "退回部门重新办理",
            "close": "评哨完成",
            "remind": "吹哨事项期限提醒",
        },
    )
    ACTING = ("collected", "reviewed", "blown", "assigned", "handling")
    OPEN = (*ACTING, "finished")
    shares_history = True

    number = models.CharField("哨号", max_length=30, unique=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="whistles", verbose_name="吹哨街道")
    raised_in = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="事项所在组织")
    title = models.CharField("事项", max_length=120)
    content = models.TextField("情况和需要部门解决的问题", max_length=4000)
    urgency = models.CharField("紧急程度", max_length=8, choices=Urgency.choices, default=Urgency.NORMAL)
    suggestion = models.CharField("建议应哨部门", max_length=200, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.COLLECTED)
    opinion = models.CharField("审核意见", max_length=500, blank=True)
    result = models.CharField("办理结果", max_length=8, choices=Result.choices, blank=True)
    collected_at = models.DateTimeField("提请时间")
    blown_at = models.DateTimeField("吹哨时间", null=True, blank=True)
    assigned_at = models.DateTimeField("分派时间", null=True, blank=True)
    finished_at = models.DateTimeField("办理完毕时间", null=True, blank=True)
    rate_by = models.DateField("评哨期限", null=True, blank=True)
    closed_at = models.DateTimeField("评哨时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Whistle"].as_manager()

    class Meta:
        verbose_name = "吹哨事项"
        verbose_name_plural = "吹哨事项"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "collected",
                        "reviewed",
                        "blown",
                        "assigned",
                        "handling",
                        "finished",
                        "closed",
                        "declined",
                        "withdrawn",
                    ]
                ),
                name="whistles_whistle_status",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("started_on")), name="whistles_whistle_term"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="whistles_whistle_progress"),
            models.CheckConstraint(
                condition=~Q(status__in=["assigned", "handling", "finished", "closed"]) | Q(assigned_at__isnull=False),
                name="whistles_whistle_assigned",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["finished", "closed"]) | ~Q(result=""), name="whistles_whistle_result"
            ),
        )
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["raised_in"]),
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["origin_type", "origin_id"], name="whistles_whistle_origin"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @property
    def event_place(self) -> EventPlace:
        """It concerns the street, and the place in which the matter lies."""
        other = self.raised_in.path if self.raised_in_id != self.organization_id else ""
        return EventPlace(self.organization.path, other_path=other)

    @property
    def late_to_rate(self) -> Any:
        """The day by which departments have to be rated, while they wait for it."""
        return self.rate_by if self.status == self.Status.FINISHED else None

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The street and those above it, the place in which the matter lies, and the departments that are called."""
        paths = actor.paths(Perm.VIEW)
        called = WhistleResponse.objects.filter(
            whistle=OuterRef("pk"), department_id__in=actor.department_ids(Perm.VIEW)
        )
        return any_of(under(paths), under(paths, "raised_in__path"), Q(Exists(called)))


@tracked
class WhistleResponse(PartOf, Stateful, Timed, Handled):
    """应哨: what one department does about a whistle, and how the street rates it.

    ``respond_by`` is the moment by which it reports in; ``response_hours`` are the working hours that it took.
    ``asked_until`` is the later day for which it asks, or ``asked_hours`` the further working hours to report in, as
    long as the district has not decided; ``supervised_on`` the day on which the district last demanded to be heard.
    What stays overdue after that climbs the ladder of supervision. ``organization`` is the place of the department.
    """

    OF = "whistle"

    class Status(models.TextChoices):
        PENDING = "pending", "待应哨"
        DISPUTED = "disputed", "退单待裁定"
        RESPONDED = "responded", "办理中"
        FINISHED = "finished", "待评哨"
        RATED = "rated", "已评哨"
        RELEASED = "released", "已解除"

    TRANSITIONS = Transitions(
        "whistleresponse",
        {
            ("pending", "respond"): "responded",
            ("pending", "dispute"): "disputed",
            ("pending", "ask"): "pending",
            ("pending", "approve"): "pending",
            ("pending", "refuse"): "pending",
            ("pending", "retract"): "pending",
            ("pending", "supervise"): "pending",
            ("pending", "drop"): "released",
            ("disputed", "uphold"): "pending",
            ("disputed", "release"): "released",
            ("disputed", "drop"): "released",
            ("responded", "report"): "responded",
            ("responded", "ask"): "responded",
            ("responded", "approve"): "responded",
            ("responded", "refuse"): "responded",
            ("responded", "retract"): "responded",
            ("responded", "supervise"): "responded",
            ("responded", "finish"): "finished",
            ("responded", "drop"): "released",
            ("finished", "return"): "responded",
            ("finished", "rate"): "rated",
            ("finished", "drop"): "released",
        },
        {
            "call": "通知部门应哨",
            "respond": "应哨报到",
            "dispute": "申请退单",
            "uphold": "维持分派",
            "release": "同意退单",
            "drop": "吹哨撤回，解除应哨",
            "report": "报告到场和办理情况",
            "ask": "申请延期",
            "approve": "同意延期",
            "refuse": "不同意延期",
            "retract": "撤回延期申请",
            "supervise": "督办应哨部门",
            "finish": "提交办理结果",
            "return": "退回重新办理",
            "rate": "评哨",
            "remind": "应哨期限提醒",
        },
    )
    ACTING = ("pending", "responded")
    OPEN = ("pending", "disputed", "responded", "finished")
    shares_history = True
    # More time is asked from the district by verbs of its own, also in hours.
    extends_itself = True
    told_with = ("whistle",)

    whistle = models.ForeignKey(Whistle, models.PROTECT, related_name="responses", verbose_name="吹哨事项")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="部门所在组织")
    department = models.ForeignKey(Department, models.PROTECT, related_name="responses", verbose_name="应哨部门")
    lead = models.BooleanField("牵头", default=False)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.PENDING)
    called_at = models.DateTimeField("通知时间")
    respond_by = models.DateTimeField("应哨期限")
    responded_at = models.DateTimeField("应哨时间", null=True, blank=True)
    response_hours = models.DecimalField("应哨用时（工作小时）", max_digits=7, decimal_places=2, null=True, blank=True)
    plan = models.CharField("应哨安排", max_length=500, blank=True)
    site_report = models.TextField("到场情况", max_length=2000, blank=True)
    reported_at = models.DateTimeField("到场时间", null=True, blank=True)
    measures = models.TextField("采取的措施", max_length=2000, blank=True)
    result = models.CharField("办理结果", max_length=8, choices=Result.choices, blank=True)
    finished_at = models.DateTimeField("提交结果时间", null=True, blank=True)
    dispute = models.CharField("退单理由", max_length=500, blank=True)
    ruling = models.CharField("裁定意见", max_length=500, blank=True)
    asked_until = models.DateField("申请延至", null=True, blank=True)
    asked_hours = models.PositiveSmallIntegerField(
        "申请延长应哨（工作小时）",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)],
    )
    ask_reason = models.CharField("延期理由", max_length=500, blank=True)
    ask_answer = models.CharField("延期批复意见", max_length=500, blank=True)
    extended = models.PositiveSmallIntegerField("已延期次数", default=0)
    supervised_on = models.DateField("督办日期", null=True, blank=True)
    demands = models.CharField("督办要求", max_length=500, blank=True)
    response_score = models.DecimalField("响应评分", max_digits=5, decimal_places=2, null=True, blank=True)
    solution_score = models.DecimalField("解决评分", max_digits=5, decimal_places=2, null=True, blank=True)
    satisfaction_score = models.DecimalField("满意评分", max_digits=5, decimal_places=2, null=True, blank=True)
    score = models.DecimalField(
        "评哨得分",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    comment = models.CharField("评哨意见", max_length=500, blank=True)
    rated_at = models.DateTimeField("评哨时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["WhistleResponse"].as_manager()

    class Meta:
        verbose_name = "应哨"
        verbose_name_plural = "应哨"
        ordering = ("-lead", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["pending", "disputed", "responded", "finished", "rated", "released"]),
                name="whistles_response_status",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("started_on")), name="whistles_response_term"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="whistles_response_progress"),
            models.CheckConstraint(
                condition=~Q(status__in=["responded", "finished", "rated"]) | Q(responded_at__isnull=False),
                name="whistles_response_responded",
            ),
            models.CheckConstraint(
                condition=Q(status="rated", score__gte=0, score__lte=100) | (~Q(status="rated") & Q(score=None)),
                name="whistles_response_score",
            ),
            models.CheckConstraint(
                condition=Q(asked_until=None) | Q(status="responded", asked_until__gt=F("due_on")),
                name="whistles_response_asked",
            ),
            models.CheckConstraint(
                condition=Q(asked_hours=None) | Q(status="pending", asked_hours__gte=1),
                name="whistles_response_asked_hours",
            ),
            models.UniqueConstraint(fields=["whistle", "department"], name="whistles_response_once"),
            models.UniqueConstraint(fields=["whistle"], condition=Q(lead=True), name="whistles_response_one_lead"),
        )
        indexes = (
            models.Index(fields=["department", "status"]),
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["called_at"]),
        )

    def __str__(self) -> str:
        return f"{self.department}：{self.whistle}"

    @property
    def title(self) -> str:
        """What it is about, as everything tracked is called."""
        return str(self.whistle)

    @property
    def has_time(self) -> bool:
        """Before it has reported in until the moment for that, after it as for everything with a due date."""
        return now() <= self.respond_by if self.status == self.Status.PENDING else super().has_time

    @property
    def supervised_today(self) -> bool:
        """Whether it has been supervised (督办) today, which is done once a day."""
        return self.supervised_on == action_day()

    @property
    def is_asking(self) -> bool:
        """Whether a request for more time waits for the district."""
        return self.asked_until is not None or self.asked_hours is not None

    @property
    def event_place(self) -> EventPlace:
        return self.whistle.event_place

    @property
    def on_time(self) -> bool | None:
        """Whether it reported in in time; None as long as it has not."""
        return self.responded_at <= self.respond_by if self.responded_at is not None else None


class WhistleFile(Attachment):
    """吹哨佐证: photographs from the spot and papers that show what was done. Type and size are checked by content."""

    OF = "response"

    response = models.ForeignKey(WhistleResponse, models.CASCADE, related_name="files", verbose_name="应哨")

    objects: ClassVar[Any] = VisibleQuerySet["WhistleFile"].as_manager()

    class Meta:
        verbose_name = "吹哨佐证"
        verbose_name_plural = "吹哨佐证"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["response", "sha256"], name="whistles_file_once"),)
