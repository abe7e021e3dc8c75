from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    name = "linkage.problems"
    label = "problems"
    verbose_name = "问题和整改"
    domain = "problem"

    def ready(self) -> None:
        # Dates, what concerns whom, what waits for whom, what is reminded of, and what holds a place.
        from linkage.problems import due, notices, reminders, ties, waiting  # noqa: F401
