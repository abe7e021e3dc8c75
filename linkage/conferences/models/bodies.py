"""Bodies that meet, and who sits in them."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from core.permissions import Actor, Perm, Place
from core.rulebook import DayListField, RuleBook
from core.transitions import Stateful, Transitions, Versioned
from core.visibility import VisibleQuerySet, any_of, under
from linkage.conferences.counting import Cadence, Majority
from tenants.accounts.models import User
from tenants.org.models import Organization, Represented


def remind_days() -> list[int]:
    return [14, 3]


def month_week_day() -> list[int]:
    """Before the term of a member is over."""
    return [30, 7, 1]


class ConferenceRules(RuleBook):
    """议事会议规则: how often bodies meet, when topics are late, what a quorum is and how votes are counted."""

    class Late(models.TextChoices):
        REFUSE = "refuse", "不予受理"
        MARK = "mark", "受理并注明逾期"

    class Base(models.TextChoices):
        PRESENT = "present", "到会有表决权的人数"
        ENTITLED = "entitled", "应到有表决权的人数"

    district_cadence = models.CharField(
        "区级机构召开周期", max_length=12, choices=Cadence.choices, default=Cadence.HALF_YEARLY
    )
    street_cadence = models.CharField(
        "街道机构召开周期", max_length=12, choices=Cadence.choices, default=Cadence.QUARTERLY
    )
    community_cadence = models.CharField(
        "社区机构召开周期", max_length=12, choices=Cadence.choices, default=Cadence.MONTHLY
    )
    topic_days = models.PositiveSmallIntegerField(
        "议题提前提交天数",
        default=15,
        validators=[MaxValueValidator(90)],
        help_text="会议召开前多少天截止提交议题，0 表示不限。",
    )
    late_topics = models.CharField("逾期提交的议题", max_length=8, choices=Late.choices, default=Late.MARK)
    notice_days = models.PositiveSmallIntegerField(
        "会议通知提前天数",
        default=3,
        validators=[MaxValueValidator(60)],
        help_text="发出通知至少应早于会议多少天；紧急会议由召集人写明理由。",
    )
    quorum = models.CharField(
        "法定到会人数",
        max_length=12,
        choices=Majority.choices,
        default=Majority.HALF,
        help_text="到会有表决权的成员占应到的比例，不足时不能开会和表决。",
    )
    vote_base = models.CharField("表决计票基数", max_length=10, choices=Base.choices, default=Base.PRESENT)
    delegates_vote = models.BooleanField("代表可以表决", default=False, help_text="成员委派的代表是否计入表决权。")
    secret_least = models.PositiveSmallIntegerField(
        "无记名表决最少人数",
        default=3,
        validators=[MinValueValidator(3), MaxValueValidator(50)],
        help_text="有表决权的到会人数少于此数时，无记名表决会暴露个人意见，不能采用。",
    )
    remind_days = DayListField(
        "到期前提醒", default=remind_days, help_text="在最迟召开日期前多少天提醒还没有开会的机构；逾期后每月提醒。"
    )
    answer_days = models.PositiveSmallIntegerField(
        "催促答复",
        default=1,
        validators=[MaxValueValidator(30)],
        help_text="会议前多少天提醒还没有答复的成员，0 表示不提醒。",
    )
    term_days = DayListField(
        "成员任期届满前提醒",
        default=month_week_day,
        help_text="届满前多少天提醒管理机构的组织续任、换人或免去；不填即不提醒。",
    )
    minutes_mark = models.CharField("会议纪要编号代字", max_length=20, default="联席纪要")

    class Meta(RuleBook.Meta):
        verbose_name = "议事会议规则"

    def cadence_of(self, level: str) -> str:
        """How often a body at this level meets unless it says otherwise."""
        if level == Organization.Level.DISTRICT:
            return self.district_cadence
        return self.street_cadence if level == Organization.Level.SUBDISTRICT else self.community_cadence


class Body(Stateful):
    """领导小组、联席会议、兼职委员会: a body of one organization that meets again and again (S2 §三(一), S0-6).

    ``meet_by`` is the day by which it has to meet again; it follows the cadence and the last meeting held.
    """

    class Kind(models.TextChoices):
        LEADING_GROUP = "leading_group", "领导小组"
        JOINT = "joint", "联席会议"
        COMMITTEE = "committee", "兼职委员会"
        COUNCIL = "council", "议事协商会"
        OTHER = "other", "其他"

    class Status(models.TextChoices):
        ACTIVE = "active", "运行中"
        DISSOLVED = "dissolved", "已撤销"

    TRANSITIONS = Transitions(
        "body",
        {("active", "dissolve"): "dissolved"},
        {
            "create": "成立机构",
            "edit": "修改机构",
            "dissolve": "撤销机构",
            "seat_add": "增补成员",
            "seat_edit": "调整成员",
            "seat_end": "免去成员",
            "seat_remind": "成员任期即将届满",
            "remind": "提醒召开会议",
        },
    )
    shares_history = True

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="bodies", verbose_name="所属组织")
    kind = models.CharField("机构类型", max_length=16, choices=Kind.choices)
    name = models.CharField("机构名称", max_length=80)
    duties = models.TextField("工作职责", max_length=2000, blank=True)
    cadence = models.CharField("召开周期", max_length=12, choices=Cadence.choices)
    founded_on = models.DateField("成立日期")
    last_met_on = models.DateField("最近召开", null=True, blank=True)
    meet_by = models.DateField("最迟召开")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ACTIVE)

    objects: ClassVar[Any] = VisibleQuerySet["Body"].as_manager()

    class Meta:
        verbose_name = "议事机构"
        verbose_name_plural = "议事机构"
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["active", "dissolved"]), name="conferences_body_status"),
            models.UniqueConstraint(
                fields=["organization", "name"], condition=Q(status="active"), name="conferences_body_name_once"
            ),
        )
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["meet_by"], condition=Q(status="active"), name="conferences_body_meet_by"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return self.organization.place

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Bodies of one's places, and those in which one has a seat."""
        return any_of(under(actor.paths()), Q(Exists(seated(actor, "pk"))))


class Seat(Versioned, Represented):
    """成员: a leading person of an organization, a unit or a department who sits in a body.

    With ``user`` the seat is that person's; without one it belongs to the office, see ``linkage.conferences.seats``.
    ``term_ends_on`` is the last day of the term, ``ended_on`` when the seat was given up.
    """

    class Role(models.TextChoices):
        CONVENER = "convener", "召集人"
        DEPUTY = "deputy", "副召集人"
        MEMBER = "member", "成员"
        OBSERVER = "observer", "列席"

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats", verbose_name="议事机构")
    role = models.CharField("身份", max_length=10, choices=Role.choices, default=Role.MEMBER)
    name = models.CharField("姓名", max_length=60, blank=True)
    title = models.CharField("单位职务", max_length=60, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号")
    votes = models.BooleanField("有表决权", default=True)
    starts_on = models.DateField("任期开始")
    term_ends_on = models.DateField("任期届满", null=True, blank=True)
    ended_on = models.DateField("免去日期", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Seat"].as_manager()

    class Meta:
        verbose_name = "机构成员"
        verbose_name_plural = "机构成员"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["body", "organization", "unit", "department", "name"],
                condition=Q(ended_on=None),
                nulls_distinct=False,
                name="conferences_seat_once",
            ),
            models.UniqueConstraint(
                fields=["body", "user"], condition=Q(ended_on=None), name="conferences_seat_person_once"
            ),
            models.CheckConstraint(condition=Q(unit=None) | Q(department=None), name="conferences_seat_one_owner"),
            models.CheckConstraint(
                condition=~Q(role="observer") | Q(votes=False), name="conferences_seat_observer_votes_not"
            ),
            models.CheckConstraint(
                condition=Q(term_ends_on=None) | Q(term_ends_on__gt=F("starts_on")), name="conferences_seat_term"
            ),
        )
        indexes = (
            models.Index(fields=["user", "body"]),
            models.Index(fields=["unit", "body"]),
            models.Index(fields=["department", "body"]),
        )

    def __str__(self) -> str:
        return f"{self.owner} {self.title}{self.name}".strip() if self.title or self.name else str(self.owner)

    @classmethod
    def ending(cls, day: date) -> Q:
        """Those in office whose last day comes so near that the district's rules speak of it."""
        last = day + timedelta(days=max(ConferenceRules.current().term_days, default=-1))
        return Q(ended_on=None, term_ends_on__gte=day, term_ends_on__lte=last)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Whoever sees the body sees who sits in it."""
        return any_of(under(actor.paths(), "body__organization__path"), Q(Exists(seated(actor, "body_id"))))


def seated(actor: Actor, body: str) -> Any:
    """Seats of the actor in the body named by this column of the outer row."""
    from linkage.conferences.seats import seats_of

    return Seat.objects.filter(seats_of(actor, Perm.VIEW), body=OuterRef(body))
