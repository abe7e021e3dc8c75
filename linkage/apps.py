from django.apps import AppConfig


class LinkageConfig(AppConfig):
    name = "linkage"
    verbose_name = "共建联动"

    def ready(self) -> None:
        from linkage import notices, ties  # noqa: F401 - what concerns whom, and what holds a unit
