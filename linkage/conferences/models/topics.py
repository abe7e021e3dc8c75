"""Topics, their papers, and votes on them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, Q

from core.origins import Originated
from core.permissions import Actor, Perm, Place
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, under
from linkage.conferences.counting import Majority
from linkage.conferences.models.bodies import Body, Seat, seated
from linkage.conferences.models.meetings import Meeting
from tenants.attachments import Attachment
from tenants.org.models import Organization


class Topic(Stateful, Originated):
    """议题: submitted by a member or by the office, put on an agenda, and voted on or taken note of.

    ``votes_for``, ``votes_against`` and ``votes_abstain`` are known only once the vote is closed; ``base`` is the
    number they were measured against.
    """

    class Status(models.TextChoices):
        SUBMITTED = "submitted", "待审定"
        ACCEPTED = "accepted", "列入议程"
        VOTING = "voting", "表决中"
        PASSED = "passed", "通过"
        REJECTED = "rejected", "未通过"
        NOTED = "noted", "已讨论"
        DECLINED = "declined", "不列入"
        WITHDRAWN = "withdrawn", "已撤回"

    TRANSITIONS = Transitions(
        "topic",
        {
            ("submitted", "accept"): "accepted",
            ("submitted", "decline"): "declined",
            ("submitted", "withdraw"): "withdrawn",
            ("accepted", "defer"): "submitted",
            ("accepted", "open_vote"): "voting",
            ("accepted", "note"): "noted",
            ("voting", "pass"): "passed",
            ("voting", "reject"): "rejected",
            ("voting", "cancel_vote"): "accepted",
        },
        {
            "submit": "提交议题",
            "accept": "列入议程",
            "arrange": "调整议程",
            "decline": "不列入议程",
            "withdraw": "撤回议题",
            "defer": "移出议程",
            "paper": "上传议题材料",
            "open_vote": "开始表决",
            "vote": "表决",
            "cancel_vote": "作废本次表决",
            "note": "议题讨论完毕",
            "pass": "表决通过",
            "reject": "表决未通过",
        },
    )
    shares_history = True
    CLOSED: ClassVar[tuple[str, ...]] = ("passed", "rejected")

    number = models.CharField("编号", max_length=30, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="topics", verbose_name="议事机构")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所属组织")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="topics", verbose_name="会议"
    )
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="topics", verbose_name="提交成员"
    )
    title = models.CharField("议题", max_length=120)
    content = models.TextField("内容和建议", max_length=5000)
    submitted_at = models.DateTimeField("提交时间")
    late = models.BooleanField("逾期提交", default=False)
    position = models.PositiveSmallIntegerField("议程序号", null=True, blank=True)
    majority = models.CharField(
        "通过规则", max_length=12, choices=Majority.choices, default=Majority.HALF, help_text="赞成票达到多少为通过。"
    )
    secret = models.BooleanField("无记名表决", default=False)
    conclusion = models.CharField("结论", max_length=500, blank=True)
    votes_for = models.PositiveSmallIntegerField("赞成", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("反对", null=True, blank=True)
    votes_abstain = models.PositiveSmallIntegerField("弃权", null=True, blank=True)
    base = models.PositiveSmallIntegerField("计票基数", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.SUBMITTED)

    objects: ClassVar[Any] = VisibleQuerySet["Topic"].as_manager()

    class Meta:
        verbose_name = "议题"
        verbose_name_plural = "议题"
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "submitted",
                        "accepted",
                        "voting",
                        "passed",
                        "rejected",
                        "noted",
                        "declined",
                        "withdrawn",
                    ]
                ),
                name="conferences_topic_status",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["submitted", "declined", "withdrawn"]) | Q(meeting__isnull=False),
                name="conferences_topic_meeting",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["passed", "rejected"], votes_for__isnull=False)
                | (~Q(status__in=["passed", "rejected"]) & Q(votes_for=None)),
                name="conferences_topic_counted",
            ),
        )
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["meeting", "position"]),
            models.Index(fields=["origin_type", "origin_id"], name="conferences_topic_origin"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return self.organization.place

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Topics of one's places; of bodies in which one has a seat one's own, and those on a noticed agenda."""
        from linkage.conferences.seats import seats_of

        own = Q(pk__in=cls._base_manager.filter(seats_of(actor, Perm.VIEW, "seat__"), seat__isnull=False).values("pk"))
        on_agenda = Q(meeting__isnull=False) & ~Q(meeting__status__in=Meeting.HIDDEN)
        return any_of(under(actor.paths()), own, Q(Exists(seated(actor, "body_id"))) & on_agenda)


class Ballot(models.Model):
    """表决权: one voting member's right on one topic, made when the vote opens.

    ``marked`` says that the vote was given. Of an open vote ``choice`` keeps it; of a secret one it stays empty for
    ever (the database refuses anything else): only ``Tally`` counts it, and no order of rows or events tells whose.
    """

    class Choice(models.TextChoices):
        APPROVE = "approve", "赞成"
        AGAINST = "against", "反对"
        ABSTAIN = "abstain", "弃权"

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="ballots", verbose_name="议题")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="ballots", verbose_name="成员")
    secret = models.BooleanField("无记名")
    marked = models.BooleanField("已表决", default=False)
    choice = models.CharField("意见", max_length=8, choices=Choice.choices, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Ballot"].as_manager()

    class Meta:
        verbose_name = "表决票"
        verbose_name_plural = "表决票"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["topic", "seat"], name="conferences_ballot_once"),
            models.CheckConstraint(condition=Q(secret=False) | Q(choice=""), name="conferences_ballot_secret"),
            models.CheckConstraint(
                condition=Q(secret=True) | Q(marked=False, choice="") | (Q(marked=True) & ~Q(choice="")),
                name="conferences_ballot_marked",
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic} {self.seat}"

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """One's own; who has voted for those who run the meeting; all of an open vote for whoever sees the topic."""
        from linkage.conferences.seats import seats_of

        runs = under(actor.paths(Perm.CONFERENCE_EDIT), "topic__organization__path")
        sees = under(actor.paths(), "topic__organization__path") | Q(Exists(seated(actor, "topic__body_id")))
        return any_of(runs, seats_of(actor, Perm.VIEW, "seat__"), Q(secret=False) & sees)


class Tally(models.Model):
    """The running count of a secret vote. Nobody reads it before the vote is closed; then it is deleted."""

    topic = models.OneToOneField(Topic, models.CASCADE, primary_key=True, related_name="tally", verbose_name="议题")
    approve = models.PositiveSmallIntegerField("赞成", default=0)
    against = models.PositiveSmallIntegerField("反对", default=0)
    abstain = models.PositiveSmallIntegerField("弃权", default=0)

    class Meta:
        verbose_name = "计票"

    def __str__(self) -> str:
        return "计票"


class Paper(Attachment):
    """议题材料: a file that members read before they speak and vote."""

    OF = "topic"

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="papers", verbose_name="议题")

    objects: ClassVar[Any] = VisibleQuerySet["Paper"].as_manager()

    class Meta(Attachment.Meta):
        verbose_name = "议题材料"
        verbose_name_plural = "议题材料"
        constraints = (models.UniqueConstraint(fields=["topic", "sha256"], name="conferences_paper_once"),)
