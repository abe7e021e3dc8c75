"""The districts of the platform. These rows live in the public schema."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import connection, models
from django.db.models import Q
from django_tenants.models import DomainMixin, TenantMixin
from django_tenants.utils import get_public_schema_name

from core.periods import today
from core.permissions import PLATFORM, ROOT, Actor, Perm, Place
from core.transitions import Stateful, Transitions
from core.visibility import NOTHING, VisibleQuerySet


class District(TenantMixin):
    """One 区: one schema, isolated from all others.

    The template is a row as well, so that migrations reach the schema from which new districts are cloned.
    """

    code = models.CharField(
        "区划代码",
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^\d{12}$", "区划代码为 12 位数字。")],
    )
    name = models.CharField("名称", max_length=60)
    city = models.CharField("所属城市", max_length=60, blank=True)
    slug = models.SlugField("地址简称", max_length=40, unique=True)
    footnote = models.CharField("页脚说明", max_length=120, blank=True)
    is_template = models.BooleanField("模板", default=False)
    closed_at = models.DateTimeField("停用时间", null=True, blank=True)
    created_at = models.DateTimeField("开通时间", auto_now_add=True)

    objects: ClassVar[Any] = VisibleQuerySet["District"].as_manager()

    auto_create_schema = False
    auto_drop_schema = False

    class Meta:
        verbose_name = "区"
        verbose_name_plural = "区"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Districts belong to the platform, above every tree."""
        return PLATFORM

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Operators see all districts; the template is nobody's business."""
        return Q(is_template=False) if actor.can(Perm.DISTRICT_EDIT, PLATFORM) else NOTHING


class Domain(DomainMixin):
    """A host name under which a district answers."""

    class Meta:
        verbose_name = "域名"
        verbose_name_plural = "域名"

    def __str__(self) -> str:
        return str(self.domain)


class DistrictJobQuerySet(VisibleQuerySet["DistrictJob"]):
    def unfinished(self) -> "DistrictJobQuerySet":
        return self.filter(status__in=DistrictJob.UNFINISHED)


class DistrictJob(models.Model):
    """The opening or dropping of a district by the worker: who asked for it, how far it is, how it ended.

    ``step``, ``done`` and ``total`` are written while the work goes on; ``status`` becomes ``done`` in the very
    transaction of the work. ``attempts`` counts how often a worker has begun.
    """

    class Kind(models.TextChoices):
        OPEN = "open", "开通"
        DROP = "drop", "删除"

    class Status(models.TextChoices):
        WAITING = "waiting", "排队中"
        RUNNING = "running", "办理中"
        DONE = "done", "已完成"
        FAILED = "failed", "没有完成"
        GIVEN_UP = "given_up", "已放弃"

    class Step(models.TextChoices):
        CHECK = "check", "核对区划和地址"
        CLONE = "clone", "克隆模板（数据表、角色权限）"
        PLACES = "places", "载入区划"
        SETTINGS = "settings", "写入区级设置"
        ACCOUNTS = "accounts", "建立管理员等首批账号"
        DUMP = "dump", "备份数据"
        FILES = "files", "备份附件"
        DROP = "drop", "删除数据"

    STEPS: ClassVar[dict[str, tuple[Step, ...]]] = {
        Kind.OPEN: (Step.CHECK, Step.CLONE, Step.PLACES, Step.SETTINGS, Step.ACCOUNTS),
        Kind.DROP: (Step.DUMP, Step.FILES, Step.DROP),
    }
    UNFINISHED = (Status.WAITING, Status.RUNNING)
    GIVES_UP = (Status.WAITING, Status.FAILED)
    SETTLED = (Status.DONE, Status.GIVEN_UP)
    # The first half of the advisory lock that a worker holds; the second is the key of the job.
    LOCK = 20260001

    kind = models.CharField("事项", max_length=4, choices=Kind.choices)
    status = models.CharField("状态", max_length=8, choices=Status.choices, default=Status.WAITING)
    code = models.CharField("区划代码", max_length=12)
    slug = models.SlugField("地址简称", max_length=40)
    name = models.CharField("名称", max_length=60)
    step = models.CharField("进行到", max_length=8, choices=Step.choices, blank=True)
    done = models.PositiveIntegerField("已办", default=0)
    total = models.PositiveIntegerField("共有", default=0)
    attempts = models.PositiveSmallIntegerField("办理次数", default=0)
    reason = models.CharField("未完成的原因", max_length=500, blank=True)
    dump = models.CharField("备份文件", max_length=120, blank=True)
    # No foreign key: the same account table stands in every district, and deleting there would look for jobs.
    asked_by = models.BigIntegerField("提交账号", null=True)
    asked_label = models.CharField("提交人", max_length=120)
    asked_at = models.DateTimeField("提交时间")
    moved_at = models.DateTimeField("最近进展时间")
    ended_at = models.DateTimeField("结束时间", null=True)

    objects: ClassVar[Any] = DistrictJobQuerySet.as_manager()

    class Meta:
        verbose_name = "区的后台办理"
        verbose_name_plural = "区的后台办理"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["code"], condition=Q(status__in=["waiting", "running"]), name="tenants_job_one_of_a_district"
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(status__in=["waiting", "running"]), name="tenants_job_one_of_an_address"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.name}"

    @property
    def place(self) -> Place:
        return PLATFORM

    @property
    def is_unfinished(self) -> bool:
        return self.status in self.UNFINISHED

    @property
    def is_in_hand(self) -> bool:
        """Whether a worker holds it at this moment: one that was killed holds nothing, whatever the status says."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
                [self.LOCK, self.pk],
            )
            return bool(cursor.fetchone()[0])

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Operators see all of them, nobody else any."""
        return Q() if actor.can(Perm.DISTRICT_EDIT, PLATFORM) else NOTHING


class CityClient(models.Model):
    """An application of the city: it reads the issued reports of the districts that agreed to it, and nothing else.

    The secret is kept as a hash. Purpose and last day never change: they are what the districts agreed to.
    """

    name = models.CharField("名称", max_length=60)
    purpose = models.CharField("用途", max_length=200)
    client_id = models.CharField("应用编号", max_length=40, unique=True)
    secret_hash = models.CharField("密钥摘要", max_length=255)
    expires_on = models.DateField("有效期至")
    created_at = models.DateTimeField("登记时间")
    disabled_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["CityClient"].as_manager()

    class Meta:
        verbose_name = "城市应用"
        verbose_name_plural = "城市应用"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["name"], condition=Q(disabled_at=None), name="tenants_city_client_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return PLATFORM

    @property
    def is_expired(self) -> bool:
        return self.expires_on < today()

    @property
    def is_in_use(self) -> bool:
        return self.disabled_at is None and not self.is_expired

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Operators keep city clients; a district meets one only in its own consent."""
        return Q() if actor.can(Perm.DISTRICT_EDIT, PLATFORM) else NOTHING


class CityToken(models.Model):
    """A token that a city client holds, kept as its SHA-256 only."""

    digest = models.CharField("摘要", max_length=64, primary_key=True)
    client = models.ForeignKey(CityClient, models.CASCADE, related_name="tokens", verbose_name="城市应用")
    expires_at = models.DateTimeField("失效时间")

    class Meta:
        verbose_name = "城市应用令牌"

    def __str__(self) -> str:
        return f"{self.client_id} {self.expires_at:%Y-%m-%d %H:%M}"


class CityUsage(models.Model):
    """Requests and cost of one city client in its latest minute; counted by ``api.rates``, like a district's callers.

    The table is not logged: after a crash counting starts anew.
    """

    caller = models.CharField(max_length=80, primary_key=True)
    minute = models.BigIntegerField()
    requests = models.IntegerField()
    cost = models.BigIntegerField()

    class Meta:
        verbose_name = "城市接口用量"

    def __str__(self) -> str:
        return f"{self.caller} {self.requests}"


class Try(models.Model):
    """How often something became of a client's tries for a token within an hour, until that is told (``api.tries``).

    Subclasses have the ``client``, and are unique by it, the outcome and the hour.
    """

    outcome = models.CharField(max_length=10)
    # Since 1970, in UTC.
    hour = models.IntegerField()
    count = models.IntegerField()
    address = models.GenericIPAddressField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.outcome} {self.count}"


class CityTry(Try):
    """Tries of a city's client."""

    client = models.ForeignKey(CityClient, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "城市应用取令牌的次数"
        constraints = (models.UniqueConstraint(fields=["client", "outcome", "hour"], name="tenants_city_try_of_hour"),)


class CityConsentQuerySet(VisibleQuerySet["CityConsent"]):
    def in_force(self) -> "CityConsentQuerySet":
        """Agreed to, by districts that are in use."""
        return self.filter(
            status=CityConsent.Status.AGREED, district__closed_at=None, district__is_template=False
        ).select_related("district")


class CityConsent(Stateful):
    """Whether a district lets a city client read its issued reports.

    The row stands in the public schema, so that reading asks no district that did not agree; only the district
    answers, and each answer is written together with the event in the district's own log (ADR 0011).
    """

    class Status(models.TextChoices):
        ASKED = "asked", "待答复"
        AGREED = "agreed", "已同意"
        DECLINED = "declined", "不同意"
        WITHDRAWN = "withdrawn", "已收回"

    TRANSITIONS = Transitions(
        "city_consent",
        {
            ("asked", "agree"): "agreed",
            ("asked", "decline"): "declined",
            ("declined", "agree"): "agreed",
            ("agreed", "withdraw"): "withdrawn",
            ("withdrawn", "agree"): "agreed",
        },
        {
            "ask": "请求同意城市读取通报",
            "agree": "同意城市读取通报",
            "decline": "不同意城市读取通报",
            "withdraw": "收回城市读取通报的同意",
        },
    )

    shares_history = True

    client = models.ForeignKey(CityClient, models.PROTECT, related_name="consents", verbose_name="城市应用")
    district = models.ForeignKey(District, models.CASCADE, related_name="city_consents", verbose_name="区")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ASKED)
    asked_at = models.DateTimeField("请求时间")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    read_at = models.DateTimeField("最近读取", null=True, blank=True)

    objects: ClassVar[Any] = CityConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "城市读取"
        verbose_name_plural = "城市读取"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["client", "district"], name="tenants_city_consent_once"),
            models.CheckConstraint(
                condition=Q(status__in=["asked", "agreed", "declined", "withdrawn"]),
                name="tenants_city_consent_status",
            ),
        )

    def __str__(self) -> str:
        return self.client.name

    @property
    def place(self) -> Place:
        """The district decides, and its log tells."""
        return ROOT

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """A district's security administrator sees its own; operators, in the public schema, see all."""
        here: str = connection.schema_name  # type: ignore[attr-defined]
        if here == get_public_schema_name():
            return Q() if actor.can(Perm.DISTRICT_EDIT, PLATFORM) else NOTHING
        return Q(district__schema_name=here) if actor.can(Perm.CLIENT_EDIT, ROOT) else NOTHING
