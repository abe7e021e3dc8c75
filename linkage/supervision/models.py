"""The rules of lights and of the ladder, orders of supervision, and what was done about who did not act."""

from itertools import pairwise
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from core.errors import InvalidInput
from core.permissions import Actor, Perm
from core.personnel import personnel_matter
from core.rulebook import DayListField, DaysField, RuleBook
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, under
from linkage.subjects import About
from tenants.org.models import Organization


def three_days_and_one() -> list[int]:
    """Before what has been running for a while is due."""
    return [3, 1]


def a_week_and_a_day() -> list[int]:
    """Before a task is due."""
    return [7, 1]


def a_day_and_the_day() -> list[int]:
    """Before the reply to an order is due, and on that day."""
    return [1, 0]


class SupervisionRules(RuleBook):
    """When lights change and the ladder is climbed. Days are calendar days unless said otherwise."""

    lead = "灯、期限分档和逐级督办对整改、任务、责任事项、诉求等一并适用。天数按自然日计算，注明工作日的除外。"

    soon_days = DaysField("临期（蓝灯）：到期前几天起", default=10)
    behind_points = models.PositiveSmallIntegerField(
        "滞后（黄灯）：进度比时间进度落后超过几个百分点",
        default=10,
        validators=[MaxValueValidator(100)],
        help_text="0—100。例如填 10：时间过半而进度不到 40% 时亮黄灯。",
    )
    near_days = DaysField("期限分档：第一档，剩余几天以内", default=10)
    middle_days = DaysField("期限分档：第二档，剩余几天以内", default=20)
    last_days = DayListField(
        "到期前几天再提醒",
        default=three_days_and_one,
        help_text="整改、书记项目、专项步骤等在临期（蓝灯）那天先提醒一次，到期前这几天再提醒；不填即只提醒一次。",
    )
    task_days = DayListField("任务到期前几天提醒", default=a_week_and_a_day, help_text="不填即到期前不提醒。")
    remind_days = DaysField("逾期几天提醒", default=1)
    order_days = DaysField("逾期几天拟制督办单", default=5)
    talk_days = DaysField("逾期几天提请约谈", default=15)
    adjust_days = DaysField("逾期几天提请组织调整", default=30)
    reply_days = DaysField("督办单回复期限（工作日）", default=3)
    reply_remind_days = DayListField(
        "督办单回复到期前几天提醒",
        default=a_day_and_the_day,
        help_text="0 为到期当天；不填即到期前不提醒，逾期后仍提醒。",
    )
    again_days = DaysField(
        "退回后重新报送的期限（工作日）",
        default=5,
        help_text="退回整改、任务、责任事项、专项步骤和应哨结果时，剩余时间不足的，按这个天数建议新的期限，退回的人可以改。",
    )
    most_extensions = models.PositiveSmallIntegerField(
        "每项最多延期几次", default=2, validators=[MaxValueValidator(20)], help_text="0 表示不准延期。"
    )

    class Meta(RuleBook.Meta):
        verbose_name = "督办规则"

    def check_rules(self) -> None:
        """The second bucket ends after the first, and each step of the ladder comes later than the one before."""
        if self.middle_days <= self.near_days:
            raise InvalidInput("第二档的天数应多于第一档。", field="middle_days")
        steps = ("remind_days", "order_days", "talk_days", "adjust_days")
        for lower, higher in pairwise(steps):
            if getattr(self, higher) <= getattr(self, lower):
                raise InvalidInput("督办应逐级升格：提醒、督办单、约谈、组织调整的天数应依次增加。", field=higher)


class Supervision(Stateful, About):
    """督办单: a numbered demand of a place above, with a day by which to reply. It has no number until issued."""

    class Status(models.TextChoices):
        DRAFT = "draft", "待签发"
        ISSUED = "sent", "待回复"
        REPLIED = "replied", "待办结"
        CLOSED = "closed", "已办结"
        DISCARDED = "discarded", "已撤销"

    TRANSITIONS = Transitions(
        "supervision",
        {
            ("draft", "edit"): "draft",
            ("draft", "issue"): "sent",
            ("draft", "discard"): "discarded",
            ("sent", "reply"): "replied",
            ("replied", "return"): "sent",
            ("replied", "close"): "closed",
        },
        {
            "draft": "拟制督办单",
            "edit": "修改督办单",
            "issue": "签发督办单",
            "discard": "撤销督办单",
            "reply": "回复督办单",
            "return": "退回督办回复",
            "close": "办结督办单",
            "remind": "督办单回复提醒",
        },
    )

    number = models.CharField("编号", max_length=100, blank=True)
    issuer = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="督办组织")
    for_due_on = models.DateField("督办事项的期限")
    by_ladder = models.BooleanField("系统按规则拟制", default=False)
    facts = models.TextField("督办事由", max_length=2000)
    demands = models.TextField("督办要求", max_length=2000)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField("拟制时间")
    issued_at = models.DateTimeField("签发时间", null=True, blank=True)
    signer_label = models.CharField("签发人", max_length=120, blank=True)
    reply_due_on = models.DateField("回复期限", null=True, blank=True)
    reply = models.TextField("回复", max_length=2000, blank=True)
    replied_at = models.DateTimeField("回复时间", null=True, blank=True)
    replier_label = models.CharField("回复人", max_length=120, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Supervision"].as_manager()

    class Meta:
        verbose_name = "督办单"
        verbose_name_plural = "督办单"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["draft", "sent", "replied", "closed", "discarded"]),
                name="supervision_status",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "discarded"]) | (~Q(number="") & Q(reply_due_on__isnull=False)),
                name="supervision_issued",
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="supervision_number"),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "for_due_on"],
                condition=Q(by_ladder=True),
                name="supervision_ladder_once",
            ),
        )
        indexes = (
            models.Index(fields=["subject_type", "subject_id"], name="supervision_subject"),
            models.Index(fields=["organization", "status"], name="supervision_place"),
            models.Index(fields=["department", "status"], name="supervision_department"),
            models.Index(fields=["status", "reply_due_on"], name="supervision_due"),
        )

    def __str__(self) -> str:
        return f"督办：{self.subject_label}"

    @property
    def name(self) -> str:
        """Its number, or that it has none yet."""
        return self.number or "未签发"


class Accountability(Stateful, About):
    """问责: a talk (约谈) with who answers for it, or a change of office (组织调整); once for each due date.

    It names persons in their office: a personnel matter.
    """

    class Kind(models.TextChoices):
        TALK = "talk", "约谈"
        ADJUST = "adjust", "组织调整"

    class Status(models.TextChoices):
        DUE = "due", "待办理"
        DONE = "done", "已办理"
        WAIVED = "waived", "不予办理"

    TRANSITIONS = Transitions(
        "accountability",
        {("due", "record"): "done", ("due", "waive"): "waived"},
        {"propose": "提请问责", "record": "记录问责情况", "waive": "不予问责"},
    )

    kind = models.CharField("方式", max_length=8, choices=Kind.choices)
    issuer = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="办理组织")
    for_due_on = models.DateField("督办事项的期限")
    status = models.CharField("状态", max_length=8, choices=Status.choices, default=Status.DUE)
    reason = models.CharField("事由", max_length=500)
    held_on = models.DateField("办理日期", null=True, blank=True)
    person = models.CharField("对象（职务）", max_length=120, blank=True)
    held_by = models.CharField("办理人（职务）", max_length=120, blank=True)
    result = models.TextField("结果", max_length=2000, blank=True)
    created_at = models.DateTimeField("提请时间")

    objects: ClassVar[Any] = VisibleQuerySet["Accountability"].as_manager()

    class Meta:
        verbose_name = "问责记录"
        verbose_name_plural = "问责记录"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["due", "done", "waived"]), name="supervision_accountability_status"
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(held_on__isnull=False), name="supervision_accountability_held"
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "for_due_on", "kind"], name="supervision_accountability_once"
            ),
        )
        indexes = (
            models.Index(fields=["subject_type", "subject_id"], name="supervision_acc_subject"),
            models.Index(fields=["organization", "status"], name="supervision_acc_place"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.subject_label}"

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Whoever has to act, and those above, as far as they see personnel matters."""
        offices = Q(department_id__in=actor.department_ids(Perm.PERSONNEL_VIEW))
        return any_of(under(actor.paths(Perm.PERSONNEL_VIEW)), offices)


personnel_matter("supervision.accountability")
