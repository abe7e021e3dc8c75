from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "linkage.inspections"
    label = "inspections"
    verbose_name = "督导检查"
    domain = "inspection"

    def ready(self) -> None:
        from linkage.inspections import due, notices, reminders, ties, waiting  # noqa: F401
