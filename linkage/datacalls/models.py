"""数据调度 (S2 §三(四), S4): what a district or a street asks of those below, the form, and each one's answer.

The form is a list of fields that is frozen when the call is issued; values are kept as text in one canonical writing
(see ``linkage.datacalls.values``), one row for each field.
"""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from core.events import action_day
from core.permissions import Actor, Perm, Place
from core.rulebook import DayListField, RuleBook
from core.transitions import Stateful, Transitions
from core.visibility import PartOf, VisibleQuerySet, any_of, under
from tenants.attachments import Attachment
from tenants.org.models import Organization


def three_and_one() -> list[int]:
    """When an answer is called to mind, in days before it is due."""
    return [3, 1]


class DataCallRules(RuleBook):
    """When those who have not answered are reminded."""

    lead = "数据调度的自动提醒。逾期后另提醒一次，并告知布置的组织。"

    remind_before = DayListField("到期前几天提醒未上报的", default=three_and_one)

    class Meta(RuleBook.Meta):
        verbose_name = "数据调度"


class DataCall(Stateful):
    """数据调度: what a district or a street asks of organizations below it, to be answered by ``due_on``.

    Neither the form nor those asked change once it is issued; the day may be put off, and what came is late by the day
    that holds now.
    """

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
            ("issued", "close"): "closed",
            ("closed", "publish"): "closed",
            ("issued", "withdraw"): "withdrawn",
        },
        {
            "create": "起草数据调度",
            "edit": "修改数据调度",
            "issue": "下发数据调度",
            "urge": "催报",
            "extend": "延长上报期限",
            "close": "办结数据调度",
            "publish": "公布汇总结果",
            "withdraw": "撤回数据调度",
            "remind": "提醒上报",
        },
    )

    shares_history = True

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="布置组织")
    title = models.CharField("标题", max_length=120)
    note = models.TextField("填报说明", max_length=2000, blank=True)
    due_on = models.DateField("上报期限")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField("起草时间")
    issued_at = models.DateTimeField("下发时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    urged_on = models.DateField("最近催报日期", null=True, blank=True)
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
                condition=Q(issued_at__isnull=False) | Q(status="draft") | Q(status="withdrawn"),
                name="datacalls_issued",
            ),
            models.CheckConstraint(condition=~Q(status="closed") | Q(closed_at__isnull=False), name="datacalls_closed"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(status="closed"), name="datacalls_published"
            ),
            models.CheckConstraint(condition=~Q(status="withdrawn") | ~Q(reason=""), name="datacalls_withdrawn"),
        )
        indexes = (
            models.Index(fields=["organization", "status"], name="datacalls_place"),
            models.Index(fields=["due_on"], condition=Q(status="issued"), name="datacalls_due"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def urged_today(self) -> bool:
        """Whether it was urged (“催报”) today, which is done once a day."""
        return self.urged_on == action_day()

    @property
    def place(self) -> Place:
        """Where it is drafted, issued and looked through."""
        return Place(self.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Its place and those above; once issued, those who are asked and the places above these."""
        asked = DataAnswer.objects.filter(under(actor.paths()), call=OuterRef("pk"))
        return any_of(under(actor.paths()), Q(issued_at__isnull=False) & Q(Exists(asked)))


SHARES = frozenset({"%", "％", "‰"})


class DataField(PartOf, models.Model):
    """填报项: one thing that a call asks for. Numbers may have a unit and limits, choices are one a line."""

    OF = "call"

    class Kind(models.TextChoices):
        TEXT = "text", "短文本"
        LONG = "long", "长文本"
        WHOLE = "whole", "整数"
        DECIMAL = "decimal", "小数"
        DAY = "day", "日期"
        ONE = "one", "单选"
        SEVERAL = "several", "多选"
        YES_NO = "yes_no", "是否"

    call = models.ForeignKey(DataCall, models.CASCADE, related_name="fields", verbose_name="数据调度")
    position = models.PositiveSmallIntegerField("顺序")
    label = models.CharField("名称", max_length=60)
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    required = models.BooleanField("必填", default=True)
    measure = models.CharField("计量单位", max_length=10, blank=True)
    minimum = models.DecimalField("最小值", max_digits=14, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField("最大值", max_digits=14, decimal_places=2, null=True, blank=True)
    choices = models.TextField("选项", max_length=1000, blank=True)
    help = models.CharField("填写提示", max_length=200, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["DataField"].as_manager()

    class Meta:
        verbose_name = "填报项"
        verbose_name_plural = "填报项"
        ordering = ("call_id", "position")
        constraints = (
            models.UniqueConstraint(fields=["call", "position"], name="datacalls_field_order"),
            models.UniqueConstraint(fields=["call", "label"], name="datacalls_field_label"),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(minimum__lte=F("maximum")),
                name="datacalls_field_limits",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def is_number(self) -> bool:
        return self.kind in (self.Kind.WHOLE, self.Kind.DECIMAL)

    @property
    def adds_up(self) -> bool:
        """Whether what all have said makes a sum: shares do not."""
        return self.is_number and self.measure not in SHARES

    @property
    def offered(self) -> list[str]:
        """The choices, in their order."""
        return self.choices.splitlines()


class DataAnswer(Stateful):
    """填报: what one organization answers. ``submitted_at`` is when it was first handed in: so it is late or not."""

    class Status(models.TextChoices):
        PENDING = "pending", "待填报"
        FILLING = "filling", "填报中"
        SUBMITTED = "submitted", "已上报"
        RETURNED = "returned", "已退回"
        APPROVED = "approved", "已审核"

    TRANSITIONS = Transitions(
        "dataanswer",
        {
            ("pending", "save"): "filling",
            ("filling", "save"): "filling",
            ("returned", "save"): "returned",
            ("pending", "submit"): "submitted",
            ("filling", "submit"): "submitted",
            ("returned", "submit"): "submitted",
            ("submitted", "approve"): "approved",
            ("submitted", "return"): "returned",
        },
        {"save": "暂存填报", "submit": "上报", "approve": "审核通过", "return": "退回重报"},
    )

    shares_history = True

    call = models.ForeignKey(DataCall, models.CASCADE, related_name="answers", verbose_name="数据调度")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="填报组织")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.PENDING)
    submitted_at = models.DateTimeField("首次上报时间", null=True, blank=True)
    filler_label = models.CharField("填报人", max_length=120, blank=True)
    reason = models.CharField("退回原因", max_length=500, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["DataAnswer"].as_manager()

    class Meta:
        verbose_name = "填报"
        verbose_name_plural = "填报"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["call", "organization"], name="datacalls_answer_once"),
            models.CheckConstraint(
                condition=Q(status__in=["pending", "filling", "submitted", "returned", "approved"]),
                name="datacalls_answer_status",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=False) | Q(status="pending") | Q(status="filling"),
                name="datacalls_answer_submitted",
            ),
        )
        indexes = (models.Index(fields=["organization", "status"], name="datacalls_answer_place"),)

    def __str__(self) -> str:
        return f"{self.organization}：{self.call}"

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The asking side sees all of them; once issued, everybody else those of his own realm."""
        asking = under(actor.paths(), "call__organization__path")
        return any_of(asking, under(actor.paths()) & Q(call__issued_at__isnull=False))


class DataValue(models.Model):
    """填报值: what an answer says to one field, in canonical writing; several choices stand one a line."""

    answer = models.ForeignKey(DataAnswer, models.CASCADE, related_name="entries", verbose_name="填报")
    field = models.ForeignKey(DataField, models.CASCADE, related_name="+", verbose_name="填报项")
    text = models.TextField("值", max_length=5000)

    objects: ClassVar[Any] = VisibleQuerySet["DataValue"].as_manager()

    class Meta:
        verbose_name = "填报值"
        verbose_name_plural = "填报值"
        ordering = ("field__position", "id")
        constraints = (
            models.UniqueConstraint(fields=["answer", "field"], name="datacalls_value_once"),
            models.CheckConstraint(condition=~Q(text=""), name="datacalls_value_text"),
        )

    def __str__(self) -> str:
        return self.text

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Whoever sees the answer reads what it says; what is not handed in, only who may fill it in."""
        filling = under(actor.paths(Perm.DATACALL_ANSWER), "answer__organization__path")
        handed_in = Q(answer__status="submitted") | Q(answer__status="approved")
        return Q(answer__in=DataAnswer.objects.visible_to(actor).values("pk")) & any_of(handed_in, filling)


class DataLine(PartOf, models.Model):
    """汇总行: what the published result says of one organization that was asked; written once, never changed.

    ``cells`` stand in the order of the call's fields, in the writing of ``DataValue``; there are none where nothing was
    approved.
    """

    OF = "call"

    call = models.ForeignKey(DataCall, models.CASCADE, related_name="lines", verbose_name="数据调度")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="填报组织")
    answered = models.BooleanField("是否已上报")
    late = models.BooleanField("是否逾期上报")
    cells = ArrayField(models.TextField(max_length=5000), verbose_name="填报内容")

    objects: ClassVar[Any] = VisibleQuerySet["DataLine"].as_manager()

    class Meta:
        verbose_name = "汇总行"
        verbose_name_plural = "汇总行"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["call", "organization"], name="datacalls_line_once"),
            models.CheckConstraint(
                condition=Q(answered=True) | Q(late=False, cells=[]), name="datacalls_line_answered"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization}：{self.call}"


class DataCallFile(Attachment):
    """附件 of a call: a letter, a table of definitions, a sample."""

    OF = "call"

    call = models.ForeignKey(DataCall, models.CASCADE, related_name="files", verbose_name="数据调度")

    objects: ClassVar[Any] = VisibleQuerySet["DataCallFile"].as_manager()

    class Meta(Attachment.Meta):
        verbose_name = "数据调度附件"
        verbose_name_plural = "数据调度附件"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["call", "sha256"], name="datacalls_file_once"),)


# Answers that have still to be handed in.
OPEN = Q(status="pending") | Q(status="filling") | Q(status="returned")
