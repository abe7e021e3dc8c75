from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "linkage.assignments"
    label = "assignments"
    verbose_name = "任务清单"
    domain = "assignment"

    def ready(self) -> None:
        # Dates, whom it concerns, what is said before a day comes, what goes to a successor, what waits.
        from linkage.assignments import due, notices, reminders, ties, waiting  # noqa: F401
