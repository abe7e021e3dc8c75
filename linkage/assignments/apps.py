from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "linkage.assignments"
    label = "assignments"
    verbose_name = "任务清单"

    def ready(self) -> None:
        from linkage.assignments import notices, ties  # noqa: F401 - whom it concerns, and what goes to a successor
