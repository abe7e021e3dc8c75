from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = "资源需求"

    def ready(self) -> None:
        from resources import notices, ties  # noqa: F401 - what concerns whom, and what holds a unit
