from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "linkage.appeals"
    label = "appeals"
    verbose_name = "诉求"
    domain = "appeal"

    def ready(self) -> None:
        # Dates, whom it concerns, what is said in time, what holds a place, what waits.
        from linkage.appeals import due, notices, reminders, ties, waiting  # noqa: F401
