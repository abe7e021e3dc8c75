"""提案: who proposes what, who handles it, and what came of it."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.permissions import Actor, EventPlace, Place
from core.rulebook import DayListField, RuleBook
from core.transitions import Stateful, Transitions
from core.visibility import PartOf, VisibleQuerySet, any_of, under
from tenants.accounts.models import User
from tenants.attachments import Attachment
from tenants.org.models import Department, Organization, Represented


def remind_days() -> list[int]:
    return [15, 5]


class ProposalRules(RuleBook):
    """提案办理规则: how long review, handling and feedback may take, and how often a proposal is handled anew."""

    review_days = models.PositiveSmallIntegerField(
        "审查期限（天）", default=10, validators=[MinValueValidator(1), MaxValueValidator(180)]
    )
    answer_days = models.PositiveSmallIntegerField(
        "答复期限（天）",
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text="交办之日起多少天内答复；交办时可另定。",
    )
    again_days = models.PositiveSmallIntegerField(
        "二次办理期限（天）", default=30, validators=[MinValueValidator(1), MaxValueValidator(180)]
    )
    opinion_days = models.PositiveSmallIntegerField(
        "意见回复期限（天）",
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text="转作意见之日起，收到意见的组织或部门多少天内回复；转办时可另定。",
    )
    feedback_days = models.PositiveSmallIntegerField(
        "反馈期限（天）",
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(180)],
        help_text="答复后多少天内反馈是否满意；逾期提醒提案人。",
    )
    most_rounds = models.PositiveSmallIntegerField(
        "最多办理次数",
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="反馈不满意时重新办理；达到次数后如实记录不满意并办结。",
    )

    remind_days = DayListField(
        "到期前提醒",
        default=remind_days,
        help_text="在答复、回复期限前多少天提醒承办组织或收到意见的组织；逾期后每周提醒。",
    )

    class Meta(RuleBook.Meta):
        verbose_name = "提案办理规则"


class Proposal(Stateful):
    """提案: submitted, reviewed, filed or merged or passed on as an opinion, handled, answered, judged (S0-7).

    ``organization`` is the place whose office reviews it, ``handler`` the organization that answers it, or replies to
    it as an opinion; with ``department`` it is the department in that organization. ``round`` counts how often it has
    been given to be handled.
    """

    class Category(models.TextChoices):
        PARTY = "party", "党的建设"
        ECONOMY = "economy", "经济发展"
        CITY = "city", "城市建设和管理"
        PEOPLE = "people", "民生服务"
        CULTURE = "culture", "科教文卫体"
        SAFETY = "safety", "平安法治"
        OTHER = "other", "其他"

    class Status(models.TextChoices):
        SUBMITTED = "submitted", "待审查"
        RETURNED = "returned", "退回补充"
        FILED = "filed", "已立案"
        MERGED = "merged", "已并案"
        PASSED_ON = "passed_on", "转作意见"
        REPLIED = "replied", "意见已回复"
        WITHDRAWN = "withdrawn", "已撤回"
        ASSIGNED = "assigned", "办理中"
        ANSWERED = "answered", "待反馈"
        CLOSED = "closed", "已办结"

    class Satisfaction(models.TextChoices):
        SATISFIED = "satisfied", "满意"
        FAIRLY = "fairly", "基本满意"
        DISSATISFIED = "dissatisfied", "不满意"

    class Result(models.TextChoices):
        SOLVED = "solved", "已解决或基本解决"
        PLANNED = "planned", "已采纳并列入计划"
        EXPLAINED = "explained", "暂不能解决，已作说明"

    TRANSITIONS = Transitions(
        "proposal",
        {
            ("submitted", "file"): "filed",
            ("submitted", "merge"): "merged",
            ("submitted", "pass_on"): "passed_on",
            ("passed_on", "reply"): "replied",
            ("submitted", "return"): "returned",
            ("submitted", "withdraw"): "withdrawn",
            ("returned", "resubmit"): "submitted",
            ("returned", "withdraw"): "withdrawn",
            ("filed", "assign"): "assigned",
            ("filed", "merge"): "merged",
            ("assigned", "refer"): "filed",
            ("assigned", "answer"): "answered",
            ("answered", "again"): "assigned",
            ("answered", "close"): "closed",
        },
        {
            "submit": "提出提案",
            "resubmit": "补充后重新提交",
            "return": "退回补充",
            "withdraw": "撤回提案",
            "file": "审查立案",
            "merge": "并案办理",
            "pass_on": "转作意见送有关组织或部门",
            "reply": "回复转来的意见",
            "assign": "交办",
            "refer": "退回交办，建议另行确定承办组织",
            "answer": "答复提案",
            "again": "反馈不满意，重新办理",
            "close": "反馈办理结果，提案办结",
            "table": "提交议事机构审议",
            "join": "并入本案",
            "remind": "提醒办理提案",
        },
    )
    shares_history = True
    SETTLED: ClassVar[tuple[str, ...]] = ("merged", "passed_on", "replied", "withdrawn", "closed")

    number = models.CharField("提案号", max_length=30, unique=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="proposals", verbose_name="受理组织")
    title = models.CharField("案由", max_length=120)
    content = models.TextField("情况和建议", max_length=10000)
    category = models.CharField("类别", max_length=10, choices=Category.choices)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.SUBMITTED)
    submitted_at = models.DateTimeField("提出时间")
    review_by = models.DateField("审查期限")
    opinion = models.CharField("审查意见", max_length=500, blank=True)
    reviewed_at = models.DateTimeField("审查时间", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入提案"
    )
    handler = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办组织"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办部门"
    )
    assigned_at = models.DateTimeField("交办时间", null=True, blank=True)
    due_on = models.DateField("答复期限", null=True, blank=True)
    round = models.PositiveSmallIntegerField("办理次数", default=0)
    answer = models.TextField("答复", max_length=10000, blank=True)
    result = models.CharField("办理结果", max_length=10, choices=Result.choices, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    satisfaction = models.CharField("满意度", max_length=12, choices=Satisfaction.choices, blank=True)
    feedback = models.CharField("反馈意见", max_length=500, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Proposal"].as_manager()

    class Meta:
        verbose_name = "提案"
        verbose_name_plural = "提案"
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "submitted",
                        "returned",
                        "filed",
                        "merged",
                        "passed_on",
                        "replied",
                        "withdrawn",
                        "assigned",
                        "answered",
                        "closed",
                    ]
                ),
                name="proposals_proposal_status",
            ),
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False) | (~Q(status="merged") & Q(merged_into=None)),
                name="proposals_proposal_merged",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["assigned", "answered", "closed", "replied"])
                | Q(handler__isnull=False, due_on__isnull=False),
                name="proposals_proposal_handled",
            ),
            models.CheckConstraint(
                condition=Q(department=None) | Q(handler__isnull=False), name="proposals_proposal_department"
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | ~Q(satisfaction=""), name="proposals_proposal_judged"
            ),
        )
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["handler", "status"]),
            models.Index(fields=["department", "status"]),
            models.Index(
                fields=["due_on"],
                condition=Q(status="assigned") | Q(status="passed_on"),
                name="proposals_proposal_due",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return self.organization.place

    @property
    def handled_by(self) -> Organization | Department | None:
        """Who answers it; nobody before it is handed out."""
        return self.department or self.handler

    @property
    def handling_place(self) -> Place:
        """Where it is answered; at the office before it is handed out."""
        if self.handler is None:
            return self.place
        return Place(self.handler.path, department_id=self.department_id)

    @property
    def event_place(self) -> EventPlace:
        """Between the office that reviews and the organization that handles."""
        handler = self.handler.path if self.handler is not None else ""
        return EventPlace(self.organization.path, other_path="" if handler == self.organization.path else handler)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """For the office and the handler with all above them, and for everybody who proposed it; a department sees
        what it has to answer.

        Of a merged proposal the proposers see both: they become proposers of the one it went into.
        """
        mine = Proposer.objects.filter(mine_q(actor), proposal=OuterRef("pk"))
        answering = Q(department_id__in=actor.department_ids())
        return any_of(under(actor.paths()), under(actor.paths(), "handler__path"), Q(Exists(mine)), answering)


class Proposer(PartOf, Represented):
    """提案人: a member of a body, a unit, an organization or a department. The first is the one who submitted it.

    With ``user`` the proposal is that person's, as by a 兼职委员; without, of the organization, unit or department.
    """

    OF = "proposal"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="proposers", verbose_name="提案")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提案人")
    label = models.CharField("提案人", max_length=120)
    first = models.BooleanField("第一提案人", default=False)

    objects: ClassVar[Any] = VisibleQuerySet["Proposer"].as_manager()

    class Meta:
        verbose_name = "提案人"
        verbose_name_plural = "提案人"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["proposal", "organization", "unit", "department", "user"],
                nulls_distinct=False,
                name="proposals_proposer_once",
            ),
            models.UniqueConstraint(fields=["proposal"], condition=Q(first=True), name="proposals_proposer_one_first"),
            models.CheckConstraint(condition=Q(unit=None) | Q(department=None), name="proposals_proposer_one_owner"),
        )
        indexes = (
            models.Index(fields=["unit", "proposal"]),
            models.Index(fields=["department", "proposal"]),
            models.Index(fields=["user", "proposal"]),
        )

    def __str__(self) -> str:
        return self.label


def mine_q(actor: Actor) -> Q:
    """Proposers for whom the actor stands: oneself, one's units and departments, one's places and all below them."""
    named = Q(user_id=actor.id) if actor.id is not None else Q(pk__in=[])
    own = any_of(
        Q(unit=None) & under(actor.paths()),
        Q(unit_id__in=actor.unit_ids()),
        Q(department_id__in=actor.department_ids()),
    )
    return named | Q(user=None) & own


class ProposalFile(Attachment):
    """提案材料: what the proposer adds to a proposal, or the handler to its answer."""

    OF = "proposal"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="files", verbose_name="提案")

    objects: ClassVar[Any] = VisibleQuerySet["ProposalFile"].as_manager()

    class Meta(Attachment.Meta):
        verbose_name = "提案材料"
        verbose_name_plural = "提案材料"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["proposal", "sha256"], name="proposals_file_once"),)
