"""通知通报: a bulletin of a district or a street, those to whom it goes, and who of them has read it (S2 §三(四), S4).

Organizations below get it as the superior's word; units lying there are not subordinate and get it for information
(S2 §四). Reading is an act of its own (签收、阅知): nothing is written because a page was opened.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.events import action_day
from core.permissions import Actor, EventPlace, Perm, Place
from core.rulebook import DayListField, DaysField, RuleBook
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, owned, under
from tenants.attachments import Attachment
from tenants.org.models import Organization, Owned


def one_day() -> list[int]:
    """When a receipt is called to mind, in days before it is due."""
    return [1]


class BulletinRules(RuleBook):
    """How long those addressed have to sign, and when they are reminded."""

    lead = "通知通报的签收期限和提醒。起草时另定期限的，以该期限为准。"

    sign_days = DaysField("签收期限（工作日）", default=3)
    remind_before = DayListField("到期前几天提醒未签收的", default=one_day)

    class Meta(RuleBook.Meta):
        verbose_name = "通知通报"


class Bulletin(Stateful):
    """通知通报: words of one place to those below it. It has no number until issued, and is never changed after that.

    What was wrong is put right by a new one that ``corrects`` it. ``asks_receipt`` says whether organizations must
    sign by ``due_on``; a unit is never obliged to.
    """

    class Kind(models.TextChoices):
        NOTICE = "notice", "通知"
        REPORT = "report", "通报"
        HINT = "hint", "工作提示"
        EXPERIENCE = "experience", "经验交流"

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        ISSUED = "issued", "已签发"
        WITHDRAWN = "withdrawn", "已撤回"

    TRANSITIONS = Transitions(
        "bulletin",
        {
            ("draft", "issue"): "issued",
            ("draft", "withdraw"): "withdrawn",
            ("issued", "urge"): "issued",
            ("issued", "withdraw"): "withdrawn",
        },
        {
            "create": "起草通知通报",
            "edit": "修改通知通报",
            "issue": "签发通知通报",
            "withdraw": "撤回通知通报",
            "urge": "催阅",
            "remind": "提醒签收",
        },
    )

    shares_history = True

    number = models.CharField("文号", max_length=100, blank=True, editable=False)
    kind = models.CharField("种类", max_length=12, choices=Kind.choices)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="发文组织")
    title = models.CharField("标题", max_length=120)
    body = models.TextField("正文", max_length=10000)
    asks_receipt = models.BooleanField("要求签收", default=True)
    due_on = models.DateField("签收期限", null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="更正的文件"
    )
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField("起草时间")
    issued_at = models.DateTimeField("签发时间", null=True, blank=True)
    signer_label = models.CharField("签发人", max_length=120, blank=True)
    urged_on = models.DateField("最近催阅日期", null=True, blank=True)
    reason = models.CharField("撤回原因", max_length=500, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Bulletin"].as_manager()

    class Meta:
        verbose_name = "通知通报"
        verbose_name_plural = "通知通报"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["draft", "issued", "withdrawn"]), name="bulletins_status"),
            models.CheckConstraint(
                condition=~Q(status="issued") | ~Q(number="") & Q(issued_at__isnull=False), name="bulletins_issued"
            ),
            models.CheckConstraint(condition=~Q(status="withdrawn") | ~Q(reason=""), name="bulletins_withdrawn"),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="bulletins_number"),
        )
        indexes = (
            models.Index(fields=["organization", "status"], name="bulletins_place"),
            models.Index(fields=["due_on"], condition=Q(status="issued"), name="bulletins_due"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def urged_today(self) -> bool:
        """Whether it was urged (“催阅”) today, which is done once a day."""
        return self.urged_on == action_day()

    @property
    def place(self) -> Place:
        """Where it is drafted and issued."""
        return Place(self.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Its place and those above; once issued, those to whom it went and the places above these."""
        told = BulletinReceipt.objects.filter(owned(actor), bulletin=OuterRef("pk"))
        return any_of(under(actor.paths()), Q(issued_at__isnull=False) & Q(Exists(told)))


class BulletinReceipt(Owned):
    """签收情况: one organization or unit to which a bulletin goes; ``read_at`` is when somebody there signed for it."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="receipts", verbose_name="通知通报")
    read_at = models.DateTimeField("签收时间", null=True, blank=True)
    reader_label = models.CharField("签收人", max_length=120, blank=True)
    reply = models.TextField("反馈", max_length=2000, blank=True)
    replied_at = models.DateTimeField("反馈时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["BulletinReceipt"].as_manager()

    class Meta:
        verbose_name = "签收情况"
        verbose_name_plural = "签收情况"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["bulletin", "organization", "unit"], nulls_distinct=False, name="bulletins_receipt_once"
            ),
            models.CheckConstraint(
                condition=Q(reply="") | Q(read_at__isnull=False), name="bulletins_receipt_read_before_reply"
            ),
        )
        indexes = (
            models.Index(fields=["organization", "bulletin"], name="bulletins_receipt_place"),
            models.Index(fields=["unit", "bulletin"], name="bulletins_receipt_unit"),
        )

    def __str__(self) -> str:
        return f"{self.bulletin} {self.owner}"

    @property
    def event_place(self) -> EventPlace:
        """What a unit does with it concerns the place that told it as well."""
        return EventPlace(self.organization.path, self.unit_id, shared=True, other_path=self.bulletin.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The issuing side sees all of them; everybody else, once issued, those of his own realm."""
        issuing = under(actor.paths(), "bulletin__organization__path")
        return any_of(issuing, owned(actor) & Q(bulletin__issued_at__isnull=False))


class BulletinFile(Attachment):
    """附件 of a bulletin."""

    OF = "bulletin"

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="files", verbose_name="通知通报")

    objects: ClassVar[Any] = VisibleQuerySet["BulletinFile"].as_manager()

    class Meta(Attachment.Meta):
        verbose_name = "通知通报附件"
        verbose_name_plural = "通知通报附件"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["bulletin", "sha256"], name="bulletins_file_once"),)


def mine(actor: Actor) -> Q:
    """Receipts of the very organizations and units for which the actor signs; nobody signs for those below."""
    own_places = Q(unit=None, organization__path__in=actor.own_paths(Perm.BULLETIN_SIGN))
    return own_places | Q(unit_id__in=actor.unit_ids(Perm.BULLETIN_SIGN))


def unread(actor: Actor) -> Any:
    """Receipts that the actor has still to sign."""
    return BulletinReceipt.objects.filter(mine(actor), read_at=None, bulletin__status=Bulletin.Status.ISSUED)
