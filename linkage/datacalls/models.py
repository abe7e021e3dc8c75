"""数据调度: what a level asks those below to report by a day, and what each of them answers (S2 §三(四), S4).

The form is designed by whoever asks and does not change once it is issued. Answers come back to the level that asked;
the others that were asked read them only when the merged result is published.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.permissions import Actor, EventPlace, Perm, Place
from core.rulebook import DayListField, RuleBook
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, under
from linkage.datacalls.questions import Question, questions_of
from tenants.org.models import Organization


def three_days_and_one() -> list[int]:
    return [3, 1]


class DataCallRules(RuleBook):
    """When those who were asked are reminded."""

    lead = "数据调度到期前的提醒；逾期的第二天再提醒一次，并告知下达组织。"

    remind_before = DayListField("到期前几天提醒未填报的", default=three_days_and_one)

    class Meta(RuleBook.Meta):
        verbose_name = "数据调度规则"


class DataCall(Stateful):
    """数据调度: a form of ``questions`` that every place asked has to answer by the end of ``due_on``."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        ISSUED = "issued", "填报中"
        CLOSED = "closed", "已办结"
        WITHDRAWN = "withdrawn", "已撤回"

    TRANSITIONS = Transitions(
        "datacall",
        {
            ("draft", "issue"): "issued",
            ("draft", "withdraw"): "withdrawn",
            ("issued", "urge"): "issued",
            ("issued", "extend"): "issued",
            ("issued", "publish"): "issued",
            ("issued", "close"): "closed",
            ("issued", "withdraw"): "withdrawn",
            ("closed", "publish"): "closed",
        },
        {
            "create": "起草数据调度",
            "edit": "修改数据调度",
            "issue": "下达数据调度",
            "urge": "催报",
            "extend": "延长填报期限",
            "publish": "公布汇总结果",
            "close": "办结数据调度",
            "withdraw": "撤回数据调度",
            "remind": "提醒填报",
        },
    )

    shares_history = True

    number = models.CharField("编号", max_length=30, blank=True, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="下达组织")
    title = models.CharField("名称", max_length=120)
    purpose = models.TextField("填报要求", max_length=4000)
    questions = models.JSONField("填报项", default=list)
    due_on = models.DateField("填报期限")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField("起草时间")
    issued_at = models.DateTimeField("下达时间", null=True, blank=True)
    issuer_label = models.CharField("下达人", max_length=120, blank=True)
    urged_on = models.DateField("最近催报日期", null=True, blank=True)
    published_at = models.DateTimeField("公布汇总结果的时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    reason = models.CharField("撤回原因", max_length=500, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["DataCall"].as_manager()

    class Meta:
        verbose_name = "数据调度"
        verbose_name_plural = "数据调度"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["draft", "issued", "closed", "withdrawn"]), name="datacalls_status"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "withdrawn"]) | ~Q(number="") & Q(issued_at__isnull=False),
                name="datacalls_issued",
            ),
            models.CheckConstraint(condition=~Q(status="withdrawn") | ~Q(reason=""), name="datacalls_withdrawn"),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="datacalls_number"),
        )
        indexes = (
            models.Index(fields=["organization", "status"], name="datacalls_place"),
            models.Index(fields=["due_on"], condition=Q(status="issued"), name="datacalls_due"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """Where it is asked."""
        return Place(self.organization.path)

    @property
    def form(self) -> list[Question]:
        return questions_of(self.questions)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The place that asks and those above it; once issued, those who are asked and the places above these."""
        asked = DataAnswer.objects.filter(under(actor.paths()), call=OuterRef("pk"))
        return any_of(under(actor.paths()), Q(issued_at__isnull=False) & Q(Exists(asked)))


class DataAnswer(Stateful):
    """填报: what one place answers. ``values`` are kept under the keys of the call's questions.

    ``in_time`` says of its first submission whether it came by the day; what was sent back and handed in again later
    does not make it late. There is no answer yet where it is None.
    """

    class Status(models.TextChoices):
        PENDING = "pending", "待填报"
        SUBMITTED = "submitted", "待审核"
        RETURNED = "returned", "已退回"
        ACCEPTED = "accepted", "已审核"

    TRANSITIONS = Transitions(
        "dataanswer",
        {
            ("pending", "save"): "pending",
            ("pending", "submit"): "submitted",
            ("returned", "save"): "returned",
            ("returned", "submit"): "submitted",
            ("submitted", "return"): "returned",
            ("submitted", "accept"): "accepted",
            ("accepted", "return"): "returned",
        },
        {"save": "暂存填报内容", "submit": "提交填报", "return": "退回填报", "accept": "审核填报"},
    )
    # States in which the place itself has to act.
    TO_FILL = (Status.PENDING, Status.RETURNED)

    call = models.ForeignKey(DataCall, models.CASCADE, related_name="answers", verbose_name="数据调度")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="填报组织")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.PENDING)
    values = models.JSONField("填报内容", default=dict)
    filled_by = models.CharField("填报人", max_length=120, blank=True)
    saved_at = models.DateTimeField("暂存时间", null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    in_time = models.BooleanField("按时", null=True, blank=True)
    note = models.CharField("审核意见", max_length=500, blank=True)
    checked_by = models.CharField("审核人", max_length=120, blank=True)
    checked_at = models.DateTimeField("审核时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["DataAnswer"].as_manager()

    class Meta:
        verbose_name = "填报"
        verbose_name_plural = "填报"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["pending", "submitted", "returned", "accepted"]), name="datacalls_answer_status"
            ),
            models.CheckConstraint(
                condition=Q(status="pending") | Q(submitted_at__isnull=False, in_time__isnull=False),
                name="datacalls_answer_submitted",
            ),
            models.UniqueConstraint(fields=["call", "organization"], name="datacalls_answer_once"),
        )
        indexes = (models.Index(fields=["organization", "status"], name="datacalls_answer_place"),)

    def __str__(self) -> str:
        return f"{self.call} {self.organization}"

    @property
    def place(self) -> Place:
        """Where it is filled in."""
        return Place(self.organization.path)

    @property
    def event_place(self) -> EventPlace:
        """It concerns the place that asked as well."""
        return EventPlace(self.organization.path, other_path=self.call.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The asking side sees all; whoever is asked his own realm's, and all of them once they are published."""
        asking = under(actor.paths(), "call__organization__path")
        own = under(actor.paths()) & Q(call__issued_at__isnull=False)
        published = DataCall.objects.filter(cls._asked(actor), published_at__isnull=False)
        return any_of(asking, own, Q(call__in=published.values("pk")))

    @classmethod
    def _asked(cls, actor: Actor) -> Q:
        return Q(Exists(cls.objects.filter(under(actor.paths()), call=OuterRef("pk"))))


def mine(actor: Actor) -> Q:
    """Answers of the very places for which the actor reports: those below report for themselves."""
    paths = {g.path for g in actor.grants if g.over_places and Perm.DATACALL_ANSWER in g.permissions}
    return Q(organization__path__in=sorted(paths))
