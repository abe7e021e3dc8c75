from django.apps import AppConfig


class ResponsibilitiesConfig(AppConfig):
    name = "linkage.responsibilities"
    label = "responsibilities"
    verbose_name = "责任清单"
    domain = "responsibility"

    def ready(self) -> None:
        # Dates, whom it concerns, what is said in time, what holds a place, what waits.
        from linkage.responsibilities import due, notices, reminders, ties, waiting  # noqa: F401
