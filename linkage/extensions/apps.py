from django.apps import AppConfig


class ExtensionsConfig(AppConfig):
    name = "linkage.extensions"
    label = "extensions"
    verbose_name = "延期"
    domain = "extension"

    def ready(self) -> None:
        # What concerns whom, what waits for whom, and what is overtaken.
        from linkage.extensions import lapsing, notices, waiting  # noqa: F401
