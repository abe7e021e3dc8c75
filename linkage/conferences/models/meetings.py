"""Meetings, and who is asked to them."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, Q

from core.events import action_day
from core.periods import SHANGHAI
from core.permissions import Actor, Place
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, under
from linkage.conferences.models.bodies import Body, Seat, seated
from tenants.org.models import Organization


class Meeting(Stateful):
    """会议: from the plan over the notice, the sitting and the minutes to their issue.

    ``entitled`` and ``present`` are the numbers of voting members asked and there, written when the meeting opens.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "筹备中"
        NOTIFIED = "notified", "已通知"
        IN_SESSION = "in_session", "进行中"
        HELD = "held", "待写纪要"
        MINUTED = "minuted", "纪要待确认"
        CONFIRMED = "confirmed", "纪要待印发"
        ISSUED = "issued", "纪要已印发"
        CANCELLED = "cancelled", "已取消"

    TRANSITIONS = Transitions(
        "meeting",
        {
            ("draft", "notify"): "notified",
            ("draft", "cancel"): "cancelled",
            ("notified", "postpone"): "notified",
            ("notified", "cancel"): "cancelled",
            ("notified", "open"): "in_session",
            ("in_session", "close"): "held",
            ("held", "submit"): "minuted",
            ("minuted", "return"): "held",
            ("minuted", "confirm"): "confirmed",
            ("confirmed", "issue"): "issued",
        },
        {
            "plan": "筹备会议",
            "edit": "修改会议安排",
            "notify": "发出会议通知",
            "postpone": "改期",
            "cancel": "取消会议",
            "answer": "答复会议通知",
            "attend": "登记到会情况",
            "open": "宣布开会",
            "close": "宣布散会",
            "submit": "提交会议纪要",
            "return": "退回会议纪要",
            "confirm": "确认会议纪要",
            "issue": "印发会议纪要",
            "remind": "提醒答复会议通知",
        },
    )
    shares_history = True

    number = models.CharField("编号", max_length=30, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name="议事机构")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所属组织")
    title = models.CharField("会议名称", max_length=120)
    starts_at = models.DateTimeField("开会时间")
    venue = models.CharField("地点", max_length=120)
    note = models.TextField("会议须知", max_length=2000, blank=True)
    status = models.CharField("状态", max_length=12, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField("筹备时间")
    notified_at = models.DateTimeField("通知时间", null=True, blank=True)
    opened_at = models.DateTimeField("开会", null=True, blank=True)
    closed_at = models.DateTimeField("散会", null=True, blank=True)
    entitled = models.PositiveSmallIntegerField("应到有表决权人数", null=True, blank=True)
    present = models.PositiveSmallIntegerField("实到有表决权人数", null=True, blank=True)
    minutes = models.TextField("会议纪要", max_length=20000, blank=True)
    recorder = models.CharField("纪要起草", max_length=120, blank=True)
    confirmer = models.CharField("纪要确认", max_length=120, blank=True)
    confirmed_at = models.DateTimeField("纪要确认时间", null=True, blank=True)
    document_number = models.CharField("纪要编号", max_length=40, blank=True)
    issued_at = models.DateTimeField("纪要印发时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Meeting"].as_manager()

    # Members know of a meeting from its notice on.
    HIDDEN: ClassVar[tuple[str, ...]] = ("draft",)
    # What was decided and voted is settled once the minutes are issued.
    SETTLED: ClassVar[tuple[str, ...]] = ("issued", "cancelled")

    class Meta:
        verbose_name = "会议"
        verbose_name_plural = "会议"
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "draft",
                        "notified",
                        "in_session",
                        "held",
                        "minuted",
                        "confirmed",
                        "issued",
                        "cancelled",
                    ]
                ),
                name="conferences_meeting_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["minuted", "confirmed", "issued"]) | ~Q(minutes=""),
                name="conferences_meeting_minutes",
            ),
        )
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["body", "starts_at"]),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return self.organization.place

    @property
    def day(self) -> date:
        """The day for which it is called."""
        return self.starts_at.astimezone(SHANGHAI).date()

    @property
    def may_open(self) -> bool:
        """Whether its day has come; a meeting that is to be held earlier is moved first."""
        return action_day() >= self.day

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Meetings of one's places; of bodies in which one has a seat, from the notice on."""
        mine = Q(Exists(seated(actor, "body_id"))) & ~Q(status__in=cls.HIDDEN)
        return any_of(under(actor.paths()), mine)


class Invitation(models.Model):
    """会议通知 of one member: the answer before the meeting, and who was there."""

    class Answer(models.TextChoices):
        NONE = "none", "未答复"
        ATTEND = "attend", "参加"
        LEAVE = "leave", "请假"
        DELEGATE = "delegate", "派代表"

    class Presence(models.TextChoices):
        UNKNOWN = "unknown", "未登记"
        PRESENT = "present", "到会"
        DELEGATE = "delegate", "代表到会"
        ABSENT = "absent", "缺席"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations", verbose_name="会议")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="invitations", verbose_name="成员")
    answer = models.CharField("答复", max_length=10, choices=Answer.choices, default=Answer.NONE)
    reason = models.CharField("请假事由", max_length=300, blank=True)
    delegate = models.CharField("代表", max_length=60, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    presence = models.CharField("到会", max_length=10, choices=Presence.choices, default=Presence.UNKNOWN)

    objects: ClassVar[Any] = VisibleQuerySet["Invitation"].as_manager()

    class Meta:
        verbose_name = "参会通知"
        verbose_name_plural = "参会通知"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "seat"], name="conferences_invitation_once"),
            models.CheckConstraint(
                condition=~Q(answer="leave") | ~Q(reason=""), name="conferences_invitation_leave_reason"
            ),
            models.CheckConstraint(
                condition=~Q(answer="delegate") | ~Q(delegate=""), name="conferences_invitation_delegate_name"
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting} {self.seat}"

    @property
    def place(self) -> Place:
        return self.meeting.place

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Whoever sees the meeting sees who comes."""
        mine = Q(Exists(seated(actor, "meeting__body_id"))) & ~Q(meeting__status__in=Meeting.HIDDEN)
        return any_of(under(actor.paths(), "meeting__organization__path"), mine)
