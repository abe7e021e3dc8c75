from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "tenants.org"
    label = "org"
    verbose_name = "组织"

    def ready(self) -> None:
        # What can happen to people and places, and whom it concerns.
        from tenants.org import notices, outposts, reminders, signins, verbs  # noqa: F401
