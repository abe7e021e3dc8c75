from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = "区"

    def ready(self) -> None:
        from tenants import verbs  # noqa: F401 - names what can happen to districts
