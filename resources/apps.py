from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = "资源需求"
    domain = "listing"

    def ready(self) -> None:
        from resources import notices, progress, ties  # noqa: F401 - what concerns whom, what is counted, what holds a unit
