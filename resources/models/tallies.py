"""The tallies of needs, resources and claims; see ``core.tallies``."""

from core.models import StatusTally


class NeedTally(StatusTally):
    class Meta:
        verbose_name = "需求状态计数"


class ResourceTally(StatusTally):
    class Meta:
        verbose_name = "资源状态计数"


class ClaimTally(StatusTally):
    class Meta:
        verbose_name = "认领状态计数"
