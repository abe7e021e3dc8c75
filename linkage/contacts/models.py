"""Weak places, contact points of leaders, and their visits."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from core.permissions import Actor, EventPlace, Place
from core.rulebook import DayListField, RuleBook
from core.transitions import Stateful, Transitions, Versioned
from core.visibility import PartOf, VisibleQuerySet, any_of, under
from tenants.accounts.models import User
from tenants.org.models import Organization, Post


def usual_remind_days() -> list[int]:
    """Days before the end of a quarter at which unvisited contact points are reminded of."""
    return [30, 14, 3]


class ContactRules(RuleBook):
    """What a district demands of its leaders' contact points."""

    lead = "联系点的要求；没有做到的列在“达标情况”里，并在季度末前提醒。"

    visits_per_quarter = models.PositiveSmallIntegerField(
        "每个联系点每季度至少走访几次", default=1, validators=[MaxValueValidator(90)], help_text="0 表示不作要求。"
    )
    weak_needs_leader = models.BooleanField("每个薄弱组织都要有领导联系", default=True)
    leader_takes_weak = models.BooleanField("每名区领导至少联系一个薄弱组织", default=True)
    remind_days = DayListField("季度末前几天提醒还没有走访的", default=usual_remind_days)

    class Meta(RuleBook.Meta):
        verbose_name = "联系点要求"


class WeakPlace(Stateful):
    """薄弱组织: a 街道 or 社区 named as weak, followed until it is accepted (S2 动态管理, S4 后进整顿)."""

    class Status(models.TextChoices):
        NAMED = "named", "整顿中"
        ACCEPTED = "accepted", "已验收"

    TRANSITIONS = Transitions(
        "weakplace", {("named", "accept"): "accepted"}, {"name": "列为薄弱组织", "accept": "整顿验收通过"}
    )
    shares_history = True

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="weaknesses", verbose_name="组织")
    reason = models.TextField("薄弱表现", max_length=500)
    named_on = models.DateField("列入日期")
    accepted_on = models.DateField("验收日期", null=True, blank=True)
    outcome = models.TextField("验收意见", max_length=500, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.NAMED)

    objects: ClassVar[Any] = VisibleQuerySet["WeakPlace"].as_manager()

    class Meta:
        verbose_name = "薄弱组织"
        verbose_name_plural = "薄弱组织"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["named", "accepted"]), name="contacts_weak_status"),
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(accepted_on__isnull=False), name="contacts_weak_accepted"
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(status="named"), name="contacts_weak_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return str(self.organization)

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return under(actor.paths())


# Being put right; a place that is no more counts no longer, whether or not somebody accepted it.
WEAK_NOW = Q(status=WeakPlace.Status.NAMED, organization__retired_on=None)


class ContactPoint(Stateful):
    """联系点: a leader, by the post, looks after a place from one day to another."""

    class Status(models.TextChoices):
        ACTIVE = "active", "联系中"
        ENDED = "ended", "已结束"

    TRANSITIONS = Transitions(
        "contactpoint",
        {("active", "visit"): "active", ("active", "end"): "ended"},
        {"bind": "安排联系点", "visit": "走访", "end": "结束联系", "rename": "更正联系领导", "remind": "走访提醒"},
    )
    shares_history = True

    post = models.ForeignKey(Post, models.PROTECT, related_name="contact_points", verbose_name="领导职务")
    leader = models.CharField("联系领导", max_length=140)
    seat = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="领导所在组织")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="contact_points", verbose_name="联系组织"
    )
    since = models.DateField("开始日期")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ACTIVE)

    objects: ClassVar[Any] = VisibleQuerySet["ContactPoint"].as_manager()

    class Meta:
        verbose_name = "联系点"
        verbose_name_plural = "联系点"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["active", "ended"]), name="contacts_point_status"),
            models.CheckConstraint(
                condition=~Q(status="ended") | Q(ended_on__isnull=False), name="contacts_point_ended"
            ),
            models.UniqueConstraint(
                fields=["post", "organization"], condition=Q(status="active"), name="contacts_point_once"
            ),
        )
        indexes = (models.Index(fields=["organization", "status"]), models.Index(fields=["seat", "status"]))

    def __str__(self) -> str:
        return f"{self.leader} — {self.organization}"

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @property
    def event_place(self) -> EventPlace:
        """It concerns the place, and the one where the leader sits."""
        return EventPlace(self.organization.path, other_path=self.seat.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Its place, the leader's place, and those above them."""
        return any_of(under(actor.paths()), under(actor.paths(), "seat__path"))


class Visit(PartOf, Versioned):
    """走访: when, what was seen. What was found wrong became problems, which name the visit as their origin."""

    OF = "contact"
    shares_history = True

    contact = models.ForeignKey(ContactPoint, models.PROTECT, related_name="visits", verbose_name="联系点")
    visited_on = models.DateField("走访日期")
    summary = models.TextField("走访情况", max_length=2000)
    findings = models.PositiveSmallIntegerField("发现问题数", default=0)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记录人")
    by_label = models.CharField("记录人", max_length=120)
    at = models.DateTimeField("记录时间")

    objects: ClassVar[Any] = VisibleQuerySet["Visit"].as_manager()

    class Meta:
        verbose_name = "走访记录"
        verbose_name_plural = "走访记录"
        ordering = ("-visited_on", "-id")
        indexes = (models.Index(fields=["contact", "visited_on"]),)

    def __str__(self) -> str:
        return f"{self.contact.leader} 走访 {self.contact.organization}（{self.visited_on:%Y-%m-%d}）"

    @property
    def place(self) -> Place:
        return self.contact.place

    @property
    def event_place(self) -> EventPlace:
        return self.contact.event_place
