"""五项权力 as records: consultation of a street, proposals by a street, yearly appraisal of outposts (S2 §二(二))."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.permissions import ROOT, Actor, EventPlace, Perm, Place
from core.personnel import beyond_plain, personnel_matter
from core.rulebook import DayListField, DaysField, RuleBook
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, of_department, under
from tenants.org.models import Department, Organization


def three_days_and_one() -> list[int]:
    """When an opinion or an answer is called to mind, in days before it is due."""
    return [3, 1]


class ConsultationRules(RuleBook):
    """五项权力: how long streets have for an opinion and the district for an answer."""

    lead = "征得同意权、规划参与权、建议权和人事考核权的办理期限，按工作日计算。"

    opinion_days = DaysField("街道反馈意见的期限（工作日）", default=10)
    reply_days = DaysField("答复采纳情况的期限（工作日）", default=15)
    remind_before = DayListField("到期前几天提醒", default=three_days_and_one)
    appraisal_month = models.PositiveSmallIntegerField(
        "每年从几月起评价派出机构", default=11, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )

    class Meta(RuleBook.Meta):
        verbose_name = "五项权力"


class Consultation(Stateful):
    """征求意见: what one street is asked about, or proposes itself; its opinion; whether it was adopted, and why.

    ``organization`` is the street. Asked in the name of ``department``, or of the district where that is empty; the
    same side answers. A question to several streets is one row for each, under one ``number``.
    """

    class Kind(models.TextChoices):
        APPOINTMENT = "appointment", "派出机构负责人任免"
        PLANNING = "planning", "规划编制"
        FACILITIES = "facilities", "公共服务设施布局"
        DECISION = "decision", "重大决策"
        PROJECT = "project", "重大项目"
        OTHER = "other", "其他综合事项"

    class Opinion(models.TextChoices):
        AGREE = "agree", "同意"
        DISAGREE = "disagree", "不同意"
        SUGGEST = "suggest", "建议"

    class Adopted(models.TextChoices):
        YES = "yes", "采纳"
        PARTLY = "partly", "部分采纳"
        NO = "no", "未采纳"

    class Status(models.TextChoices):
        ASKED = "asked", "待街道反馈"
        ANSWERED = "answered", "待答复"
        CLOSED = "closed", "已答复"
        WITHDRAWN = "withdrawn", "已撤回"

    TRANSITIONS = Transitions(
        "consultation",
        {
            ("asked", "opine"): "answered",
            ("asked", "withdraw"): "withdrawn",
            ("answered", "reply"): "closed",
            ("answered", "withdraw"): "withdrawn",
        },
        {
            "ask": "征求街道意见",
            "propose": "提出建议",
            "opine": "反馈意见",
            "reply": "答复采纳情况",
            "withdraw": "撤回",
            "pass_on": "转由承接街道办理",
            "remind_opinion": "反馈意见临近或逾期",
            "remind_reply": "答复临近或逾期",
        },
    )
    shares_history = True
    OPEN = (Status.ASKED, Status.ANSWERED)

    number = models.CharField("编号", max_length=30)
    kind = models.CharField("事项类别", max_length=12, choices=Kind.choices)
    title = models.CharField("事项", max_length=120)
    content = models.TextField("内容", max_length=4000)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="consultations", verbose_name="征求意见的部门"
    )
    outpost = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所涉派出机构"
    )
    candidate = models.CharField("拟任免人员", max_length=60, blank=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="consultations", verbose_name="街道")
    proposed = models.BooleanField("街道主动提出", default=False, editable=False)
    due_on = models.DateField("反馈期限", null=True, blank=True)
    opinion = models.CharField("街道意见", max_length=10, choices=Opinion.choices, blank=True)
    reason = models.TextField("意见和理由", max_length=2000, blank=True)
    opined_at = models.DateTimeField("反馈时间", null=True, blank=True)
    reply_due_on = models.DateField("答复期限", null=True, blank=True)
    adopted = models.CharField("采纳情况", max_length=8, choices=Adopted.choices, blank=True)
    reply = models.TextField("答复和理由", max_length=2000, blank=True)
    replied_at = models.DateTimeField("答复时间", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices)
    created_at = models.DateTimeField("提出时间")

    objects: ClassVar[Any] = VisibleQuerySet["Consultation"].as_manager()

    class Meta:
        verbose_name = "征求意见"
        verbose_name_plural = "征求意见"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["asked", "answered", "closed", "withdrawn"]),
                name="consultations_consultation_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "closed"]) | ~Q(opinion="") & Q(reply_due_on__isnull=False),
                name="consultations_consultation_opinion",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | ~Q(adopted=""), name="consultations_consultation_reply"
            ),
            models.CheckConstraint(
                condition=Q(kind="appointment", outpost__isnull=False) | ~Q(kind="appointment") & Q(outpost=None),
                name="consultations_consultation_outpost",
            ),
            models.UniqueConstraint(fields=["number", "organization"], name="consultations_consultation_once"),
        )
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["department", "status"]),
            models.Index(fields=["due_on"], condition=Q(status="asked"), name="consultations_opinion_due"),
            models.Index(fields=["reply_due_on"], condition=Q(status="answered"), name="consultations_reply_due"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """The street's own place: opinions are given there."""
        return Place(self.organization.path)

    @property
    def asker(self) -> Place:
        """The side that asks and answers: the department, or the district."""
        return self.department.place if self.department is not None else ROOT

    @property
    def asked_by(self) -> str:
        """Who asks, in words."""
        return str(self.department or "区委")

    @property
    def light_on(self) -> Any:
        """The day that matters now: of the opinion, then of the answer."""
        return self.due_on if self.status == self.Status.ASKED else self.reply_due_on

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The street and the places above it, and the people of the department that asked.

        About whom to appoint is a personnel matter, from its title to the answer.
        """

        def reach(permission: Perm) -> Q:
            return any_of(under(actor.paths(permission)), Q(department_id__in=actor.department_ids(permission)))

        return beyond_plain(reach, Q(kind=cls.Kind.APPOINTMENT))


personnel_matter("consultations.consultation", lambda: Consultation.objects.filter(kind=Consultation.Kind.APPOINTMENT))


def asked_for(actor: Actor) -> Q:
    """Rows that the actor may answer: of its department, or of the district."""
    if actor.is_system:
        return Q()
    own = of_department(actor, Perm.CONSULTATION_ASK)
    return own | Q(department=None) if actor.can(Perm.CONSULTATION_ASK, ROOT) else own


class OutpostAppraisal(models.Model):
    """人事考核权: what a street says of an outpost at work in it, once a year; 0 to 100 points and words."""

    domain = "outpost"
    outpost = models.ForeignKey(Department, models.PROTECT, related_name="appraisals", verbose_name="派出机构")
    year = models.PositiveSmallIntegerField("年度")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="评价的街道")
    score = models.DecimalField(
        "评分", max_digits=5, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    words = models.TextField("评价意见", max_length=2000)
    given_at = models.DateTimeField("评价时间")
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar[Any] = VisibleQuerySet["OutpostAppraisal"].as_manager()

    class Meta:
        verbose_name = "派出机构评价"
        verbose_name_plural = "派出机构评价"
        constraints = (
            models.UniqueConstraint(fields=["outpost", "year"], name="consultations_appraisal_once"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="consultations_appraisal_score"),
        )
        indexes = (models.Index(fields=["organization", "year"]),)

    def __str__(self) -> str:
        return f"{self.outpost}{self.year}年度评价"

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @property
    def event_place(self) -> EventPlace:
        return EventPlace(self.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The street and above, the outpost itself, and its department, which appraises it in turn (双重管理)."""
        departments = actor.department_ids()
        mine = Q(outpost_id__in=departments) | Q(outpost__parent_id__in=departments)
        return any_of(under(actor.paths()), mine)
