from django.apps import AppConfig


class LinkageConfig(AppConfig):
    name = "linkage"
    verbose_name = "共建联动"

    def ready(self) -> None:
        from linkage import notices  # noqa: F401 - registers whom the verbs concern
