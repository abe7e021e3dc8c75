from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "tenants.org"
    label = "org"
    verbose_name = "组织"

    def ready(self) -> None:
        from tenants.org import signins, verbs  # noqa: F401 - what can happen to people and places
