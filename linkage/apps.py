from django.apps import AppConfig


class LinkageConfig(AppConfig):
    name = "linkage"
    verbose_name = "共建联动"

    def ready(self) -> None:
        from linkage import due, notices, ties  # noqa: F401 - dates, what concerns whom, what holds a unit
