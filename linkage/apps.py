from django.apps import AppConfig


class LinkageConfig(AppConfig):
    name = "linkage"
    verbose_name = "共建联动"
    domain = "agreement"

    def ready(self) -> None:
        from linkage import due, notices, reminding, ties, waiting  # noqa: F401 - dates, what is told, waits and holds
