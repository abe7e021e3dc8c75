from django.apps import AppConfig


class ExtensionsConfig(AppConfig):
    name = "linkage.extensions"
    label = "extensions"
    verbose_name = "延期"
    domain = "extension"

    def ready(self) -> None:
        # What concerns whom, and what waits for whom.
        from linkage.extensions import notices, waiting  # noqa: F401
