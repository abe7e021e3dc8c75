from django.apps import AppConfig


class ResponsibilitiesConfig(AppConfig):
    name = "linkage.responsibilities"
    label = "responsibilities"
    verbose_name = "责任清单"
    domain = "responsibility"

    def ready(self) -> None:
        # Dates, whom it concerns, what holds a place or a department, what waits.
        from linkage.responsibilities import due, notices, ties, waiting  # noqa: F401
