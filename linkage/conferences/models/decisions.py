"""Decisions of meetings, what is asked of units, and questions about how decisions are carried out."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.permissions import Actor, EventPlace, Place
from core.transitions import Stateful, Transitions
from core.verbs import register
from core.visibility import PartOf, VisibleQuerySet, any_of, under
from linkage.assignments.models import Assignment
from linkage.conferences.models.bodies import Seat, seated
from linkage.conferences.models.meetings import Meeting
from linkage.conferences.models.topics import Topic
from tenants.org.models import Department, Organization, Owned

register({"decision.record": "记录议定事项", "decision.drop": "删去议定事项", "decision.dispatch": "议定事项交办"})


class Decision(models.Model):
    """议定事项: who does what until when.

    For organizations and departments it becomes an assignment when the minutes are issued. Units are not subordinate
    (S2 §四): they are asked, and accept or decline (``DecisionRequest``).
    """

    shares_history = True

    number = models.CharField("编号", max_length=30, unique=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions", verbose_name="会议")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所属组织")
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="议题"
    )
    title = models.CharField("议定事项", max_length=120)
    content = models.TextField("具体要求", max_length=2000, blank=True)
    due_on = models.DateField("完成期限")
    organizations = models.ManyToManyField(Organization, related_name="decisions", blank=True, verbose_name="责任组织")
    departments = models.ManyToManyField(Department, related_name="decisions", blank=True, verbose_name="责任部门")
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="交办的任务"
    )
    dispatched_at = models.DateTimeField("交办时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Decision"].as_manager()

    class Meta:
        verbose_name = "议定事项"
        verbose_name_plural = "议定事项"
        ordering = ("id",)
        indexes = (models.Index(fields=["organization", "due_on"]),)

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return self.organization.place

    @property
    def owners(self) -> list[Organization | Department]:
        """Who has to carry it out; fetch ``organizations`` and ``departments`` with the rows."""
        return [*self.organizations.all(), *self.departments.all()]

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Decisions of one's places and bodies; those that one has to carry out, once the minutes are issued."""
        owners = cls.organizations.through._base_manager.filter(
            under(actor.paths(), "organization__path"), decision=OuterRef("pk")
        )
        asked = DecisionRequest._base_manager.filter(unit_id__in=actor.unit_ids(), decision=OuterRef("pk"))
        named = cls.departments.through._base_manager.filter(
            department_id__in=actor.department_ids(), decision=OuterRef("pk")
        )
        told = Q(dispatched_at__isnull=False) & (Q(Exists(owners)) | Q(Exists(asked)) | Q(Exists(named)))
        return any_of(under(actor.paths()), Q(Exists(seated(actor, "meeting__body_id"))), told)


class DecisionRequest(Stateful, Owned):
    """商请事项: what a decision asks of a unit; the unit accepts or declines, and says later what it has done."""

    class Status(models.TextChoices):
        PLANNED = "planned", "待印发"
        ASKED = "asked", "待答复"
        ACCEPTED = "accepted", "已接受"
        DECLINED = "declined", "已谢绝"
        REPORTED = "reported", "已反馈落实"

    TRANSITIONS = Transitions(
        "decisionrequest",
        {
            ("planned", "ask"): "asked",
            ("asked", "accept"): "accepted",
            ("asked", "decline"): "declined",
            ("accepted", "report"): "reported",
        },
        {"ask": "商请单位落实", "accept": "接受商请", "decline": "谢绝商请", "report": "反馈落实情况"},
    )
    shares_history = True

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="requests", verbose_name="议定事项")
    answer = models.CharField("答复", max_length=500, blank=True)
    outcome = models.TextField("落实情况", max_length=2000, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.PLANNED)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    reported_at = models.DateTimeField("反馈时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["DecisionRequest"].as_manager()

    class Meta:
        verbose_name = "商请事项"
        verbose_name_plural = "商请事项"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["decision", "unit"], name="conferences_request_once"),
            models.CheckConstraint(condition=Q(unit__isnull=False), name="conferences_request_unit"),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "asked", "accepted", "declined", "reported"]),
                name="conferences_request_status",
            ),
        )
        indexes = (models.Index(fields=["unit", "status"]),)

    def __str__(self) -> str:
        return str(self.decision)

    @property
    def event_place(self) -> EventPlace:
        """Between the place that asks and the unit that is asked."""
        return EventPlace(
            self.decision.organization.path, other_path=self.organization.path, other_unit_id=self.unit_id
        )

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """For the places and bodies that ask; for the unit once it is asked."""
        above = under(actor.paths(), "decision__organization__path")
        asked = Q(unit_id__in=actor.unit_ids()) & ~Q(status="planned")
        return any_of(above, asked, Q(Exists(seated(actor, "decision__meeting__body_id"))))


class Inquiry(PartOf, Stateful):
    """质询: a member asks how a decision is carried out, the office answers (兼职委员's right to ask, S0-4)."""

    OF = "decision"

    class Status(models.TextChoices):
        ASKED = "asked", "待答复"
        ANSWERED = "answered", "已答复"

    TRANSITIONS = Transitions("inquiry", {("asked", "answer"): "answered"}, {"ask": "提出质询", "answer": "答复质询"})
    shares_history = True

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="inquiries", verbose_name="议定事项")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所属组织")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="inquiries", verbose_name="质询成员")
    question = models.TextField("质询内容", max_length=1000)
    answer = models.TextField("答复内容", max_length=2000, blank=True)
    answerer = models.CharField("答复人", max_length=120, blank=True)
    asked_at = models.DateTimeField("质询时间")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ASKED)

    objects: ClassVar[Any] = VisibleQuerySet["Inquiry"].as_manager()

    class Meta:
        verbose_name = "质询"
        verbose_name_plural = "质询"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["asked", "answered"]), name="conferences_inquiry_status"),
        )
        indexes = (models.Index(fields=["organization", "status"]),)

    def __str__(self) -> str:
        return f"对“{self.decision}”的质询"

    @property
    def place(self) -> Place:
        return self.organization.place
