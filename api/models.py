"""Third-party clients."""

from django.db import models
from oauth2_provider.models import AbstractApplication

from core.permissions import Place
from tenants.accounts.models import User


class Client(AbstractApplication):
    """A third-party application of this district, signed in by OAuth2 client credentials.

    It acts through its service account: posts and object grants of that account say where it may act, its scopes
    say what it may do there.
    """

    service_user = models.OneToOneField(User, models.PROTECT, related_name="client", verbose_name="应用账号")
    scopes = models.JSONField("权限范围", default=list)
    purpose = models.CharField("用途", max_length=200, blank=True)
    is_active = models.BooleanField("启用", default=True)

    class Meta(AbstractApplication.Meta):
        verbose_name = "第三方应用"
        verbose_name_plural = "第三方应用"
        swappable = "OAUTH2_PROVIDER_APPLICATION_MODEL"

    def __str__(self) -> str:
        return str(self.name)

    @property
    def place(self) -> Place:
        return Place("")
