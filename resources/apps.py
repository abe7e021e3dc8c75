from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = "资源需求"

    def ready(self) -> None:
        from resources import notices  # noqa: F401 - registers whom the verbs concern
