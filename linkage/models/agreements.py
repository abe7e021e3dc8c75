"""共建协议: agreements between one 街道 or 社区 and resident units, and their parties (S2 §四(二))."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from guardian.models import UserObjectPermission

from core.models import StatusTally
from core.permissions import Actor, Place
from core.tallies import Tallied
from core.transitions import Stateful, Transitions
from core.visibility import PartOf, VisibleQuerySet, any_of, under
from linkage.models.templates import AgreementTemplate
from tenants.accounts.models import User
from tenants.org.models import Organization, Owned, ResidentUnit

VIEW_AGREEMENT = "view_one_agreement"


class AgreementQuerySet(VisibleQuerySet["Agreement"]):
    def running(self) -> Self:
        """Those in force; a supplement speaks through the agreement that it supplements."""
        return self.filter(status__in=Agreement.RUNNING).exclude(kind=Agreement.Kind.SUPPLEMENT)


class Agreement(Tallied, Stateful):
    """共建协议.

    A supplement (补充协议) tells the whole of what shall hold from its ``active_from`` on; on that day it is applied to
    the agreement that it ``refers_to``, whose rows always say what holds now. A renewal refers to the one before it.

    ``signed_text`` is what the parties sign, word for word, and ``content_hash`` its SHA-256 (``linkage.texts``). Both
    are written when the agreement is proposed and fall away only when it is sent back before everybody has signed; the
    database refuses any other change.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "草拟"
        NEGOTIATING = "negotiating", "协商签署中"
        ACTIVE = "active", "履行中"
        EVALUATING = "evaluating", "期满评估"
        RENEWED = "renewed", "已续签"
        TERMINATED = "terminated", "已终止"
        EXPIRED = "expired", "已到期"

    class Kind(models.TextChoices):
        ORIGINAL = "original", "共建协议"
        RENEWAL = "renewal", "续签协议"
        SUPPLEMENT = "supplement", "补充协议"

    class Conclusion(models.TextChoices):
        RENEW = "renew", "续签"
        LAPSE = "lapse", "到期不续"
        TERMINATE = "terminate", "终止"

    # In force: what was promised is owed.
    RUNNING: ClassVar[tuple[str, ...]] = (Status.ACTIVE, Status.EVALUATING)
    # Not settled yet: one of a kind at a time.
    OPEN: ClassVar[tuple[str, ...]] = (Status.DRAFT, Status.NEGOTIATING)

    TRANSITIONS = Transitions(
        "agreement",
        {
            ("draft", "propose"): "negotiating",
            ("draft", "discard"): "terminated",
            ("draft", "register"): "active",
            ("negotiating", "revise"): "draft",
            ("negotiating", "sign"): "negotiating",
            ("negotiating", "activate"): "active",
            ("negotiating", "enact"): "active",
            ("active", "amend"): "active",
            ("evaluating", "amend"): "evaluating",
            ("active", "evaluate"): "active",
            ("active", "assess"): "evaluating",
            ("evaluating", "evaluate"): "evaluating",
            ("evaluating", "renew"): "evaluating",
            ("expired", "renew"): "expired",
            ("evaluating", "lapse"): "evaluating",
            ("active", "terminate"): "terminated",
            ("evaluating", "terminate"): "terminated",
            ("active", "expire"): "expired",
            ("evaluating", "expire"): "expired",
            ("active", "succeed"): "renewed",
            ("evaluating", "succeed"): "renewed",
            ("expired", "succeed"): "renewed",
        },
        {
            "create": "起草协议",
            "edit": "修改协议",
            "propose": "提交各方协商签署",
            "discard": "作废草案",
            "register": "补录纸质签署的协议，协议生效",
            "revise": "退回修改",
            "sign": "签署",
            "activate": "各方签署完毕，协议生效",
            "enact": "各方签署完毕，补充协议生效",
            "comment": "提出协商意见",
            "supplement": "起草补充协议",
            "amend": "按补充协议变更",
            "evaluate": "评价履行情况",
            "assess": "开始期满评估",
            "renew": "评估结论：续签，起草续签协议",
            "lapse": "评估结论：到期不续",
            "terminate": "终止协议",
            "expire": "协议到期",
            "succeed": "由续签协议接续",
            "scan": "上传盖章扫描件",
            "remind_end": "提醒：协议即将期满",
            "remind_review": "提醒：即将中期评估",
            "remind_due": "提醒：承诺即将到期",
            "remind_period": "提醒：本期承诺还没有做够",
            "renew_liaison": "负责人或联络员需更换",
        },
    )

    shares_history = True
    TALLY = "AgreementTally"

    kind = models.CharField("协议种类", max_length=10, choices=Kind.choices, default=Kind.ORIGINAL)
    refers_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers", verbose_name="所依据的协议"
    )
    template = models.ForeignKey(
        AgreementTemplate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所用模板"
    )
    number = models.CharField("编号", max_length=30, unique=True)
    title = models.CharField("协议名称", max_length=120)
    aim = models.TextField("共建目标", max_length=2000)
    content = models.TextField("协议正文", max_length=20000, blank=True)
    signed_text = models.TextField("签署文本", blank=True, default="", editable=False)
    content_hash = models.CharField("正文摘要", max_length=64, blank=True)
    active_from = models.DateField("生效日期")
    active_to = models.DateField("期满日期")
    review_at = models.DateField("中期评估日期", null=True, blank=True)
    status = models.CharField("状态", max_length=12, choices=Status.choices, default=Status.DRAFT)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="agreements", verbose_name="牵头组织")
    drafted_by = models.ForeignKey(
        ResidentUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="起草单位"
    )
    proposed_at = models.DateTimeField("首次提交协商时间", null=True, blank=True)
    signed_at = models.DateTimeField("各方签署完毕时间", null=True, blank=True)
    applied_at = models.DateTimeField("补充内容执行时间", null=True, blank=True)
    conclusion = models.CharField("评估结论", max_length=10, choices=Conclusion.choices, blank=True)
    ended_on = models.DateField("停止履行日期", null=True, blank=True)
    created_at = models.DateTimeField("起草时间")

    objects: ClassVar[Any] = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "共建协议"
        verbose_name_plural = "共建协议"
        ordering = ("-id",)
        permissions = ((VIEW_AGREEMENT, "查看该协议"),)
        constraints = (
            models.CheckConstraint(condition=Q(active_to__gt=F("active_from")), name="linkage_agreement_term"),
            models.CheckConstraint(
                condition=Q(
                    status__in=["draft", "negotiating", "active", "evaluating", "renewed", "terminated", "expired"]
                ),
                name="linkage_agreement_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["active", "evaluating", "renewed", "expired"]) | ~Q(content_hash=""),
                name="linkage_agreement_frozen",
            ),
            models.CheckConstraint(
                condition=Q(kind="original", refers_to=None)
                | Q(kind__in=["renewal", "supplement"], refers_to__isnull=False),
                name="linkage_agreement_kind",
            ),
            models.UniqueConstraint(
                fields=["refers_to", "kind"],
                condition=Q(status="draft") | Q(status="negotiating"),
                name="linkage_agreement_one_follower",
            ),
        )
        # Conditions of indexes spell out "or": a district is cloned by their text, and an "in" reads differently there.
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(
                fields=["active_to"],
                condition=Q(status="active") | Q(status="evaluating"),
                name="linkage_agreement_running",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @property
    def is_supplement(self) -> bool:
        return self.kind == self.Kind.SUPPLEMENT

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Agreements of one's places; those to which one's unit is a party, once proposed; those granted by name.

        A draft is seen by those who may work on it: its places and the unit that drafted it.
        """
        mine = AgreementParty.objects.filter(agreement=OuterRef("pk"), unit_id__in=actor.unit_ids())
        drafted = Q(drafted_by_id__in=actor.unit_ids())
        rules = [owned_by_place(actor), drafted, Q(proposed_at__isnull=False) & Q(Exists(mine))]
        if actor.id is not None:
            granted = (
                UserObjectPermission.objects.filter(user_id=actor.id, permission__codename=VIEW_AGREEMENT)
                .annotate(key=Cast("object_pk", models.BigIntegerField()))
                .values("key")
            )
            rules.append(Q(pk__in=granted))
        return any_of(*rules)


class AgreementTally(StatusTally):
    class Meta:
        verbose_name = "协议状态计数"


def owned_by_place(actor: Actor) -> Q:
    """Agreements led by an organization of the actor's subtrees, or to which one of these is a party."""
    party = AgreementParty.objects.filter(agreement=OuterRef("pk"), unit=None)
    return any_of(under(actor.paths()), Q(Exists(party.filter(under(actor.paths())))))


class AgreementParty(PartOf, Owned):
    """One side of an agreement: an organization, or a unit; with its head, its 联络员 and its signature."""

    OF = "agreement"

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties", verbose_name="协议")
    duties = models.TextField("权利与义务", max_length=2000, blank=True)
    head = models.CharField("负责人", max_length=60, blank=True)
    liaison = models.CharField("联络员", max_length=60, blank=True)
    signed_at = models.DateTimeField("签署时间", null=True, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签署人")
    signer_label = models.CharField("签署人", max_length=120, blank=True)
    signed_hash = models.CharField("签署时正文摘要", max_length=64, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["AgreementParty"].as_manager()

    class Meta:
        verbose_name = "协议一方"
        verbose_name_plural = "协议各方"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["agreement", "unit"], name="linkage_party_unit_once"),
            models.UniqueConstraint(
                fields=["agreement", "organization"], condition=Q(unit=None), name="linkage_party_place_once"
            ),
        )
        indexes = (models.Index(fields=["unit", "agreement"]),)

    def __str__(self) -> str:
        return str(self.owner)
